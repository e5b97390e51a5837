"""The frameworks of duties on Metodologi: who owes what by when, what counts as done, on what ground, and how a score comes about."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal, kapital_awal
from p4gn.periode import label
from p4gn.scope import NASIONAL
from p4gn.scoring import aturan, kerangka
from p4gn.scoring.beda import format_number, siapa
from p4gn.scoring.hasil import STATUS
from p4gn.scoring.periode import posisi_of
from ui import berkas, cache, frame, tables
from ui.tables import Kolom

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from p4gn.scoring.kerangka import DasarHukum, Kerangka, Kewajiban, Penyesuaian

SUBJEK = {"opd": "Kewajiban OPD", "kabkota": "Kewajiban kabupaten/kota", "kecamatan": "Kewajiban kecamatan"}


def draw_frameworks(scope: Scope) -> None:
    """One framework at a time, first the one in force in the chosen period."""
    provinsi = NASIONAL if scope.kode_wilayah == NASIONAL else scope.kode_wilayah[:2]
    known = kerangka.list_kerangka(provinsi)
    st.html(
        '<p class="p4 p4-kalimat">Kewajiban disusun dalam kerangka yang bermasa berlaku; satu periode dinilai dengan kerangka pada hari '
        "terakhirnya. Target, ambang, bobot, dan tanggal jatuh tempo adalah usulan awal, bukan kutipan naskah hukum; daerah mengubahnya di "
        "data/reference/kepatuhan.yml.</p>"
    )
    _draw_validity(known)
    titles = [each.judul for each in known]
    chosen = st.selectbox("Kerangka yang dibaca", titles, index=_in_force(known, scope), key="metodologi_kerangka")
    shown = known[titles.index(chosen)]
    st.html(_notes(shown))
    for subjek, title in SUBJEK.items():
        st.subheader(title, anchor=False)
        _draw_duties(shown, subjek, scope)
        st.html(f'<div class="p4">{"".join(_duty(shown, duty) for duty in shown.list_kewajiban(subjek))}</div>')
    st.subheader("Cara menilai", anchor=False)
    st.html(f'<div class="p4">{_facts(list(aturan.list_cara_menilai(shown)))}</div>')
    st.subheader("Yang berubah", anchor=False)
    st.html(_changes(provinsi))
    st.subheader("Penyesuaian daerah dan daftar wajib lapor", anchor=False)
    st.html(_own_settings(provinsi, scope))


def _in_force(known: tuple[Kerangka, ...], scope: Scope) -> int:
    pada = posisi_of(cache.periode_dinilai(scope), cache.manifest(scope.edisi).kini)
    return next((i for i, each in enumerate(known) if each.sejak <= pada and (each.sampai is None or pada <= each.sampai)), len(known) - 1)


def _draw_validity(known: tuple[Kerangka, ...]) -> None:
    tables.draw_table(
        [{"kerangka": each} for each in reversed(known)],
        [
            Kolom("Kerangka", lambda row: row["kerangka"].judul),
            Kolom("Berlaku", lambda row: _validity(row["kerangka"].sejak, row["kerangka"].sampai)),
            Kolom("Versi", lambda row: f"{row['kerangka'].versi} ({row['kerangka'].sidik})"),
        ],
        "Delapan huruf dan angka di belakang versi berubah bila ada satu saja setelan yang berubah.",
    )


def _validity(sejak: date, sampai: date | None) -> str:
    return f"{format_tanggal(sejak)} sampai {format_tanggal(sampai)}" if sampai else f"sejak {format_tanggal(sejak)}"


def _notes(shown: Kerangka) -> str:
    items = "".join(f"<li>{escape(each)}</li>" for each in shown.catatan)
    bases = "".join(f"<li>{escape(_basis(each))}</li>" for each in shown.dasar_hukum)
    return (
        f'<div class="p4"><ul class="p4-poin">{items}</ul><details class="p4-butir"><summary><span>Dasar hukum</span>'
        '<span class="judul">yang berlaku pada masa kerangka ini, dan apa yang perlu diperiksa pada naskahnya</span></summary>'
        f'<div class="isi"><ul class="p4-poin">{bases}</ul></div></details></div>'
    )


def _basis(basis: DasarHukum) -> str:
    note = f" {basis.catatan}" if basis.catatan else ""
    return f"{basis.nama} ({_validity(basis.sejak, basis.sampai)}).{note}"


def _draw_duties(shown: Kerangka, subjek: str, scope: Scope) -> None:
    """The rules side by side; a duty without colours says that it is only shown."""
    rows = [{"duty": duty, **dict(aturan.list_aturan_warna(duty))} for duty in shown.list_kewajiban(subjek)]
    columns = [
        Kolom("Kewajiban", lambda row: row["duty"].judul),
        Kolom(
            "Bobot",
            lambda row: format_number(row["duty"].bobot) if row["duty"].bobot else "–",
            kanan=True,
            nilai=lambda row: row["duty"].bobot or None,
        ),
        *(
            Kolom(
                f"{STATUS[warna].simbol} {kapital_awal(warna)}",
                lambda row, warna=warna: kapital_awal(row.get(warna, "keterangan saja" if warna == "hijau" else "–")),
            )
            for warna in ("hijau", "kuning", "merah")
        ),
    ]
    tables.draw_table(rows, columns)
    facts = berkas.keterangan(scope, SUBJEK[subjek], label(scope.periode), kerangka=shown.label())
    berkas.table_buttons(f"kewajiban-{subjek}", rows, columns, facts, scope)


def _duty(shown: Kerangka, duty: Kewajiban) -> str:
    facts = [
        ("Yang wajib", kapital_awal(siapa(duty))),
        ("Masa", kapital_awal(aturan.MASA[duty.periode])),
        ("Jatuh tempo", kapital_awal(aturan.jatuh_tempo_text(shown, duty)) if not duty.is_informasi else ""),
        ("Target", kapital_awal(aturan.target_text(duty))),
        *((f"{STATUS[warna].simbol} {kapital_awal(warna)}", kapital_awal(rule)) for warna, rule in aturan.list_aturan_warna(duty)),
        ("Rumus", duty.rumus),
        ("Bobot", format_number(duty.bobot) if duty.bobot else "0, tidak masuk skor"),
        ("Perkiraan usaha", aturan.usaha_text(duty)),
        ("Dasar hukum", "; ".join(f"{each.nama} ({_validity(each.sejak, each.sampai)})" for each in duty.dasar_hukum) or "Belum dicatat"),
        ("Catatan", " ".join(duty.catatan)),
    ]
    weight = f"Bobot {format_number(duty.bobot)}" if duty.bobot else "Keterangan"
    return (
        f'<details class="p4-butir"><summary><span>{weight}</span><span class="judul">{escape(duty.judul)}</span></summary>'
        f'<div class="isi"><p>{escape(duty.definisi)}</p>{_facts(facts)}</div></details>'
    )


def _facts(facts: list[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts if text)
    return f'<dl class="p4-fakta">{rows}</dl>'


def _changes(provinsi: str) -> str:
    found = kerangka.list_perubahan(provinsi)
    parts = []
    for each in reversed(found):
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in each.rincian)
        told = f'<ul class="p4-poin">{items}</ul>' if items else "<p>Tidak ada setelan yang berubah.</p>"
        kept = "" if each.kewajiban else '<p class="redup">Target, ambang, dan bobot semua kewajiban tetap.</p>'
        parts.append(
            f'<details class="p4-butir"><summary><span>{format_tanggal(each.tanggal)}</span><span class="judul">{escape(each.judul)}</span></summary>'
            f'<div class="isi">{told}{kept}</div></details>'
        )
    return f'<div class="p4">{"".join(parts)}</div>'


def _own_setting(each: Penyesuaian) -> str:
    return f"{kapital_awal(_validity(each.sejak, each.sampai))}: {each.alasan}. Dasar: {each.dasar or 'belum dicatat'}."


def _own_settings(provinsi: str, scope: Scope) -> str:
    own = kerangka.list_penyesuaian(provinsi)
    where = frame.wilayah_label(provinsi)
    if own:
        items = "".join(f"<li>{escape(_own_setting(each))}</li>" for each in own)
        settings = f'<ul class="p4-poin">{items}</ul>'
    else:
        settings = f"<p>{escape(where)} belum menetapkan yang lain; semua nilai bawaan berlaku.</p>"
    kini = cache.manifest(scope.edisi).kini
    listed = kerangka.find_wajib_lapor(scope.kode_wilayah[:5], kini)
    if listed is None:
        return f'<div class="p4">{settings}<p>Daftar perangkat daerah yang wajib lapor belum ditulis untuk wilayah ini.</p></div>'
    note = " ".join(part for part in (f"{listed.dasar}.", listed.catatan) if part)
    region = frame.wilayah_label(scope.kode_wilayah[:5])
    said = f"{format_angka(len(listed.kode_opd))} perangkat daerah wajib lapor di {region}: {', '.join(sorted(listed.kode_opd))}. {note}"
    return f'<div class="p4">{settings}<p>{escape(said)}</p></div>'
