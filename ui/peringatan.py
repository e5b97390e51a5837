"""Alerts on the screen: one sentence, narrowed by rule and by agency or region, each with its evidence, and the rules in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal, format_tanggal_pendek
from p4gn.peringatan import Aturan, Peringatan, find_alasan, list_berlaku, sentence
from ui import berkas, cache, filters, frame, registers, tables
from ui.kalender import pill
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from p4gn.scope import Scope

ToXlsx = Callable[[Sequence[Peringatan], Mapping[str, str]], bytes]
#: Rows of a rule before one asks for more: of all rules together, and of one that was chosen.
SEKALI_TAMPIL, SEKALI_SATU_ATURAN = 10, 100
RUPA = {"tinggi": ("!", "tolak"), "sedang": ("!", "perlu"), "rendah": ("i", "biasa")}


def draw(scope: Scope, to_xlsx: ToXlsx) -> None:
    """The whole page below its head."""
    rules = list_berlaku(cache.manifest(scope.edisi).kini)
    every, reason = cache.list_peringatan(scope), find_alasan(scope)
    if every:
        if reason:
            frame.notice(reason)
        _draw_list(every, rules, scope, to_xlsx)
    elif reason:
        frame.empty_state(reason, "Pilih provinsi, kabupaten/kota, periode, atau edisi lain di bilah samping.")
    else:
        frame.empty_state("Tidak ada peringatan.", "Semua aturan di bawah ini sudah diperiksa dan tidak menemukan apa pun.")
    _draw_rules(rules)


def _draw_list(every: Sequence[Peringatan], rules: Sequence[Aturan], scope: Scope, to_xlsx: ToXlsx) -> None:
    top = st.container()
    left, right = st.columns(2)
    with left:
        rule = registers.kind_box("Aturan", "aturan", rule_words(every, rules))
    with right:
        target = registers.kind_box("OPD atau wilayah", "sasaran", target_words(every))
    shown = [each for each in every if rule in (None, each.aturan) and target in (None, each.sasaran)]
    said = sentence(shown, rules)
    top.html(f'<p class="p4 p4-kalimat" role="status">{escape(said)}</p>')
    if not shown:
        frame.empty_state("Tidak ada peringatan yang cocok.", "Ubah pilihan di atas.")
        return
    _draw_files(shown, said, scope, to_xlsx)
    for each in rules:
        _draw_rule(
            each, [found for found in shown if found.aturan == each.id], scope, SEKALI_SATU_ATURAN if rule or target else SEKALI_TAMPIL
        )


def rule_words(every: Sequence[Peringatan], rules: Sequence[Aturan]) -> dict[str, str]:
    """Every rule in force with how many alerts it has: 'Turun warna (2)'."""
    count = Counter(each.aturan for each in every)
    return {"": "Semua aturan"} | {each.id: f"{each.judul} ({format_angka(count[each.id])})" for each in rules}


def target_words(every: Sequence[Peringatan]) -> dict[str, str]:
    """Whom there are alerts about, by name; two of the same name (in other regions) are told apart by their code."""
    names = {each.sasaran: each.subjek for each in every}
    number = Counter(names.values())
    told = {key: name if number[name] == 1 else f"{name} ({key.rpartition('@')[2]})" for key, name in names.items()}
    return {"": "Semua OPD dan wilayah"} | dict(sorted(told.items(), key=lambda pair: pair[1]))


def _draw_rule(rule: Aturan, found: Sequence[Peringatan], scope: Scope, sekali: int) -> None:
    if not found:
        return
    st.subheader(f"{rule.judul} ({format_angka(len(found))})", anchor=False)
    st.html(f'<div class="p4">{pill(*RUPA[rule.kepentingan], rule.kepentingan)} <span class="redup">{escape(rule.penjelasan)}</span></div>')
    rows = [_row(each) for each in found]
    evidence = Kolom("Bukti", lambda row: evidence_link(row["peringatan"], scope), html=True)
    tables.draw_table(registers.first_rows(rows, f"peringatan_{rule.id}", sekali), [*_kolom(), evidence])


def _row(each: Peringatan) -> Row:
    return {"peringatan": each, "teks": each.teks, "sejak": each.sejak, "hari": each.hari}


def _kolom() -> list[Kolom]:
    return [
        Kolom("Peringatan", tables.text_of("teks")),
        Kolom("Sejak", lambda row: format_tanggal_pendek(row["sejak"], kosong="–").replace(" ", registers.NBSP)),
        Kolom("Lama", lambda row: days_text(row["hari"]), kanan=True, angka="hari"),
    ]


def days_text(hari: int | None) -> str:
    """'473 hari', '61 hari lagi', 'hari ini'; a dash where days say nothing."""
    if hari is None:
        return "–"
    if hari == 0:
        return "hari ini"
    return f"{format_angka(abs(hari))} hari{' lagi' if hari < 0 else ''}".replace(" ", registers.NBSP)


def evidence_link(each: Peringatan, scope: Scope) -> str:
    """A link to the page that shows it, as HTML."""
    query = urlencode(filters.link_params(scope) | dict(each.tautan))
    link = f"{each.halaman.replace('_', '-')}?{query}"
    return f'<a href="{escape(link, quote=True)}" target="_self" aria-label="{escape(f"Lihat bukti: {each.teks}", quote=True)}">Lihat&nbsp;bukti</a>'


def _draw_files(shown: Sequence[Peringatan], said: str, scope: Scope, to_xlsx: ToXlsx) -> None:
    kini = cache.manifest(scope.edisi).kini
    facts = berkas.keterangan(scope, "Peringatan P4GN", f"Keadaan per {format_tanggal(kini)}", kalimat=said)
    name = f"peringatan-{scope.kode_wilayah}-{scope.periode}"
    columns = [
        Kolom("Nomor", lambda row: str(row["peringatan"].urutan)),
        Kolom("Kepentingan", lambda row: row["peringatan"].kepentingan),
        Kolom("Aturan", lambda row: row["peringatan"].judul),
        Kolom("OPD atau wilayah", lambda row: row["peringatan"].subjek),
        Kolom("Kode", lambda row: row["peringatan"].sasaran),
        *_kolom(),
    ]
    with st.container(horizontal=True, vertical_alignment="center", key="unduh-peringatan"):
        berkas.file_button("Unduh peringatan (XLSX)", lambda: to_xlsx(shown, facts), f"{name}.xlsx", scope)
        berkas.csv_button(name, [_row(each) for each in shown], columns, facts, scope)


def _draw_rules(rules: Sequence[Aturan]) -> None:
    """The rules in force, so that nobody has to guess why a line is here, or why none is."""
    if not rules:
        return
    with st.expander(f"Aturan yang berlaku ({format_angka(len(rules))})"):
        items = "".join(
            f"<li>{pill(*RUPA[each.kepentingan], each.kepentingan)} <strong>{escape(each.judul)}.</strong> {escape(each.penjelasan)} "
            f'<span class="redup">{escape(since_text(each))}</span></li>'
            for each in rules
        )
        st.html(f'<div class="p4"><ul class="p4-daftar">{items}</ul></div>')


def since_text(rule: Aturan) -> str:
    """'Berlaku sejak 1 Januari 2018.', 'Berlaku 1 Januari 2018 sampai 31 Desember 2026.'"""
    if rule.sampai is None:
        return f"Berlaku sejak {format_tanggal(rule.sejak)}."
    return f"Berlaku {format_tanggal(rule.sejak)} sampai {format_tanggal(rule.sampai)}."
