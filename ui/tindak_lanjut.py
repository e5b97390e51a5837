"""Follow-ups on screen: what was promised, by whom, until when, and what became of it; what others note appears here by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal, format_tanggal_pendek, is_kosong, join_ringkas
from p4gn.catatan.gabung import day_of, nama_wilayah_of
from p4gn.catatan.kalimat import BELUM_DITUNJUK, TANPA_TENGGAT, late_text, owner_text, status_text, tenggat_text
from p4gn.catatan.ringkas import count_butir, count_per, count_sejak, find_rapat_terakhir
from p4gn.ringkasan import count_tindak_lanjut
from p4gn.tabel import TANGGAL
from ui import berkas, capaian, cards, filters, frame, kabar, kalender, registers, tables
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.scope import Scope

_SEMUA = ""
PENYARING = {_SEMUA: "Semua", "lewat": "Lewat tenggat", "terbuka": "Belum selesai", "tanpa": "Tanpa tenggat", "selesai": "Selesai"}
TAMPILAN = {_SEMUA: "Satu per satu", "penanggung": "Penanggung jawab", "rapat": "Rapat", "topik": "Topik"}
_KOLOM = {"penanggung": "penanggung_jawab", "rapat": "rapat", "topik": "topik"}
_TANDA = {"selesai": ("✓", "baik"), "berjalan": ("◐", "biasa"), "ditunda": ("‖", "perlu"), "batal": ("×", "biasa")}
_BELUM = ("○", "perlu")


@st.fragment
def draw_list(scope: Scope) -> None:
    """The last meeting, the numbers, filters and the list; drawn again by itself when somebody notes something."""
    kabar.draw_segar("tindak-lanjut")
    found = catatan.list_tindak_lanjut(scope)
    if found.empty:
        frame.empty_state(
            f"Belum ada tindak lanjut untuk {frame.wilayah_label(scope.kode_wilayah)}.",
            "Tindak lanjut datang dari berkas kiriman, atau dicatat di sini dengan tombol Catat keputusan.",
        )
        return
    draw_rapat_terakhir(found, scope)
    cards.draw_cards(_cards(found, scope))
    view, shown = _choose(found)
    if view:
        _draw_groups(shown, view, scope)
    else:
        _draw_rows(shown, len(found), scope)


# ---- the last meeting ------------------------------------------------------------------------------------------------


def draw_rapat_terakhir(found: pd.DataFrame, scope: Scope) -> None:
    """What became of the decisions of the last meeting: how many are done, how many late, and who owes them; then one by one."""
    last = find_rapat_terakhir(found, scope.kode_wilayah)
    if last is None:
        return
    first = tables.rows_of(last)[0]
    link = f"rapat?{urlencode(filters.link_params(scope, rapat=first['rapat']))}"
    st.html(
        f'<div class="p4"><p class="p4-kalimat p4-janji" role="status">Dari {format_angka(len(last))} keputusan '
        f'<a href="{escape(link, quote=True)}" target="_self">rapat terakhir</a> ({escape(_meeting(first, scope))}): '
        f"{escape(sentence(count_butir(last), late_owners(last)))}.</p>"
        f'<p class="redup">Sejak rapat itu: {escape(since_text(found, first["tanggal"]))}.</p></div>'
    )
    with st.expander("Keputusan rapat terakhir, satu per satu", expanded=len(last) <= 6):
        columns = list_kolom(scope, rapat=False)
        tables.draw_table(tables.rows_of(last), columns)
        facts = berkas.keterangan(
            scope, "Keputusan rapat terakhir", f"Keadaan per {format_tanggal(day_of(scope))}", kalimat=_meeting(first, scope)
        )
        berkas.table_buttons("keputusan-rapat-terakhir", tables.rows_of(last), file_kolom(columns), facts, scope)


def since_text(found: pd.DataFrame, day: date) -> str:
    """'12 keputusan baru, 8 diselesaikan, 5 menjadi lewat tenggat' among all follow-ups, after a day."""
    count = count_sejak(found, day)
    words = ((count["baru"], "keputusan baru"), (count["selesai"], "diselesaikan"), (count["lewat"], "menjadi lewat tenggat"))
    return ", ".join(f"{format_angka(number)} {word}" for number, word in words)


def _meeting(row: Row, scope: Scope) -> str:
    """'Rakor Tim Terpadu, Kabupaten Tapin, 27 Oktober 2026'"""
    place = row["nama_wilayah"] if row["kode_wilayah"] != scope.kode_wilayah else None
    parts = [row["judul_rapat"], place, format_tanggal(row["tanggal"], row["presisi_tanggal"] or "hari")]
    return ", ".join(part for part in parts if part)


def late_owners(found: pd.DataFrame) -> list[str]:
    """Agencies that owe what is overdue, the longest overdue first."""
    late = found[found["lewat_tenggat"]].sort_values("hari_lewat", ascending=False)
    return list(dict.fromkeys(name or "belum ditunjuk" for name in late["nama_penanggung"]))


def sentence(jumlah: Mapping[str, int], owners: Sequence[str] = ()) -> str:
    """'2 selesai, 1 lewat tenggat (Dinas Kesehatan), 3 belum jatuh tempo, 1 tanpa tenggat'; what is none is left out, but never what is late."""
    late = (
        f"{format_angka(jumlah['lewat'])} lewat tenggat ({join_ringkas(owners, 3)})" if jumlah["lewat"] else "tidak ada yang lewat tenggat"
    )
    coming = jumlah["terbuka"] - jumlah["lewat"] - jumlah["tanpa_tenggat"]
    called_off = jumlah["total"] - jumlah["selesai"] - jumlah["terbuka"]
    rest = ((coming, "belum jatuh tempo"), (jumlah["tanpa_tenggat"], TANPA_TENGGAT), (called_off, "batal"))
    done = f"{format_angka(jumlah['selesai'])} selesai" if jumlah["selesai"] else "belum ada yang selesai"
    return ", ".join([done, late, *(f"{format_angka(count)} {word}" for count, word in rest if count)])


# ---- numbers ---------------------------------------------------------------------------------------------------------


def _cards(found: pd.DataFrame, scope: Scope) -> list[cards.Kartu]:
    count = count_butir(found)
    oldest = found.loc[found["lewat_tenggat"], "hari_lewat"].max() if count["lewat"] else None
    ages = " · ".join(f"{words}: {format_angka(count[each])}" for each, words in catatan.list_kelompok_umur().items())
    day = format_tanggal_pendek(day_of(scope))
    late = f"Paling lama {format_angka(oldest)} hari." if count["lewat"] else "Tidak ada yang lewat."
    return [
        capaian.card_of(count_tindak_lanjut(scope), scope, tautan=False),
        cards.Kartu("Lewat tenggat", format_angka(count["lewat"]), late, f"Per {day}", ""),
        cards.Kartu("Belum selesai", format_angka(count["terbuka"]), f"Umur sejak diputuskan: {ages}.", f"Per {day}", ""),
        cards.Kartu(
            "Tanpa tenggat",
            format_angka(count["tanpa_tenggat"]),
            "Belum selesai dan tanpa batas waktu: terlambatnya tidak dapat diketahui.",
            "",
            "",
        ),
    ]


# ---- filters and lists -----------------------------------------------------------------------------------------------


def _choose(found: pd.DataFrame) -> tuple[str | None, pd.DataFrame]:
    """The view, and the rows that the filters leave."""
    first, second, third, fourth = st.columns([2.4, 1.4, 1.6, 1.6], vertical_alignment="bottom")
    with first:
        words = registers.search_box("Cari tindak lanjut", "cari_tl", "Isi, penanggung jawab, rapat, …")
    with second:
        kind = registers.kind_box("Keadaan", "keadaan", PENYARING)
    with third:
        topic = registers.kind_box("Topik", "topik", {_SEMUA: "Semua topik"} | {each.id: each.kata for each in catatan.list_topik()})
    with fourth:
        view = registers.kind_box("Kelompokkan menurut", "lihat", TAMPILAN)
    return view, _narrow(found, words, kind, topic)


def _narrow(found: pd.DataFrame, words: str | None, kind: str | None, topic: str | None) -> pd.DataFrame:
    if kind == "lewat":
        found = found[found["lewat_tenggat"]]
    elif kind == "terbuka":
        found = found[found["terbuka"]]
    elif kind == "tanpa":
        found = found[found["terbuka"] & found["tanpa_tenggat"]]
    elif kind == "selesai":
        found = found[found["status"] == kind]
    if topic:
        found = found[found["topik"] == topic]
    if words:
        text = (
            found[["teks", "nama_penanggung", "penanggung_jawab", "judul_rapat", "nama_wilayah"]]
            .fillna("")
            .agg(" ".join, axis=1)
            .str.lower()
        )
        found = found[text.str.contains(words.lower(), regex=False)]
    return found


def _draw_rows(shown: pd.DataFrame, every: int, scope: Scope) -> None:
    if shown.empty:
        registers.say_none("tindak lanjut", scope, dicari=True)
        return
    columns = list_kolom(scope)
    part = "" if len(shown) == every else f" dari {format_angka(every)}"
    tables.draw_table(
        tables.rows_of(registers.first_rows(shown, "tindak_lanjut")),
        columns,
        f"{format_angka(len(shown))}{part} tindak lanjut; yang lewat tenggat di atas. Keadaan per {format_tanggal(day_of(scope))}.",
    )
    facts = berkas.keterangan(scope, "Tindak lanjut rapat", f"Keadaan per {format_tanggal(day_of(scope))}")
    berkas.table_buttons("tindak-lanjut", tables.rows_of(shown), file_kolom(columns), facts, scope)


def list_kolom(scope: Scope, *, rapat: bool = True) -> list[Kolom]:
    """Columns of a table of follow-ups; rapat: with the meeting that decided it."""
    return [
        Kolom("Tindak lanjut", lambda row: _link(row, scope), html=True, teks=lambda row: row["teks"]),
        Kolom("Penanggung jawab", owner_text),
        Kolom("Batas waktu", due_html, html=True, teks=lambda row: tenggat_text(row, pendek=True), angka="tenggat", format=TANGGAL),
        Kolom("Status", status_badge, html=True, teks=lambda row: f"{_sign_of(row)[0]} {status_text(row, pendek=True)}"),
        *([Kolom("Rapat", lambda row: _meeting_cell(row, scope), html=True, teks=lambda row: _meeting(row, scope))] if rapat else []),
        Kolom("Bukti", lambda row: _evidence(row), html=True, teks=lambda row: " ".join(each.tautan for each in row["bukti"])),
    ]


def file_kolom(columns: Sequence[Kolom]) -> list[Kolom]:
    """What the file says beside the columns of the screen."""
    topics = {each.id: each.kata for each in catatan.list_topik()}
    return [
        *columns,
        Kolom("Umur (hari)", lambda row: "" if row["umur"] is None else str(row["umur"]), angka="umur"),
        Kolom("Lewat (hari)", lambda row: "" if row["hari_lewat"] is None else str(row["hari_lewat"]), angka="hari_lewat"),
        Kolom("Topik", lambda row: topics.get(row["topik"], row["topik"])),
        Kolom("Wilayah", lambda row: row["nama_wilayah"] or ""),
        Kolom("Pendukung", lambda row: row["pendukung"] or ""),
    ]


def _link(row: Row, scope: Scope) -> str:
    query = urlencode(filters.link_params(scope, butir=row["id"]))
    return f'<a href="tindak-lanjut?{escape(query, quote=True)}" target="_self">{escape(row["teks"])}</a>'


def _meeting_cell(row: Row, scope: Scope) -> str:
    if not row["rapat"]:
        return escape(format_tanggal_pendek(row["tanggal"], row["presisi_tanggal"] or "hari") if row["tanggal"] else "–")
    link = f"rapat?{urlencode(filters.link_params(scope, rapat=row['rapat']))}"
    day = "tanpa tanggal" if is_kosong(row["tanggal"]) else format_tanggal_pendek(row["tanggal"], row["presisi_tanggal"] or "hari")
    place = f'<br><span class="redup">{escape(row["nama_wilayah"] or "")}</span>' if row["kode_wilayah"] != scope.kode_wilayah else ""
    return f'<a href="{escape(link, quote=True)}" target="_self">{escape(day)}</a>{place}'


def _evidence(row: Row) -> str:
    return "<br>".join(evidence_html(each) for each in row["bukti"]) or "–"


def evidence_html(bukti: catatan.Bukti) -> str:
    """A web address as a link that says what it shows; anything else as its words."""
    host = tables.find_host(bukti.tautan)
    label = escape(bukti.keterangan or host or bukti.tautan)
    return f'<a href="{escape(bukti.tautan, quote=True)}" target="_blank" rel="noopener noreferrer">{label}</a>' if host else label


def due_html(row: Row) -> str:
    """When it is due, with how late it is as a sign."""
    if not row["lewat_tenggat"]:
        return escape(tenggat_text(row, pendek=True))
    return f"{escape(format_tanggal_pendek(row['tenggat']))} {kalender.pill('!', 'lewat', late_text(row))}"


def status_badge(row: Row) -> str:
    """How it stands, with a sign."""
    return kalender.pill(*_sign_of(row), status_text(row, pendek=True))


def _sign_of(row: Row) -> tuple[str, str]:
    """Sign and look of how it stands."""
    return _TANDA.get(row["status"], _BELUM)


def _draw_groups(shown: pd.DataFrame, view: str, scope: Scope) -> None:
    """One line per agency, meeting or topic, with how it stands; its name leads to its rows."""
    if shown.empty:
        registers.say_none("tindak lanjut", scope, dicari=True)
        return
    groups = count_per(shown, _KOLOM[view])
    ages = catatan.list_kelompok_umur()

    def number(name: str) -> Kolom:
        titles = {
            "total": "Semua",
            "selesai": "Selesai",
            "lewat": "Lewat tenggat",
            "terbuka": "Belum selesai",
            "tanpa_tenggat": "Tanpa tenggat",
        }
        return Kolom(titles.get(name) or ages[name], lambda row: format_angka(row[name]), kanan=True, angka=name)

    columns = [
        Kolom(TAMPILAN[view], lambda row: _group_link(row, view, scope), html=True, teks=lambda row: _group_name(row, view, scope)),
        *map(number, ("lewat", "terbuka", *ages, "tanpa_tenggat", "selesai", "total")),
    ]
    tables.draw_table(
        registers.first_rows(groups, f"tl_{view}"),
        columns,
        "Umur (0–30, 31–90, lebih dari 90 hari) dihitung sejak diputuskan, untuk yang belum selesai.",
    )
    facts = berkas.keterangan(scope, f"Tindak lanjut menurut {TAMPILAN[view].lower()}", f"Keadaan per {format_tanggal(day_of(scope))}")
    berkas.table_buttons(f"tindak-lanjut-{view}", groups, columns, facts, scope)


def _group_name(row: Row, view: str, scope: Scope) -> str:
    if view == "topik":
        return next((each.kata for each in catatan.list_topik() if each.id == row["kunci"]), str(row["kunci"]))
    if view == "penanggung":
        return _agency_name(row["pertama"], scope) if row["kunci"] else BELUM_DITUNJUK
    return _meeting(row["pertama"], scope) if row["kunci"] else "Di luar rapat yang tercatat"


def _agency_name(row: Row, scope: Scope) -> str:
    """'Dinas Sosial', or where it is not one of the region looked at 'Dinas Sosial, Kabupaten Tapin'."""
    home = row["penanggung_jawab"].rpartition("@")[2]
    return row["nama_penanggung"] if home in ("", scope.kode_wilayah) else f"{row['nama_penanggung']}, {nama_wilayah_of(home) or home}"


def _group_link(row: Row, view: str, scope: Scope) -> str:
    name = escape(_group_name(row, view, scope))
    if row["kunci"] is None:
        return name
    if view == "rapat":
        link = f"rapat?{urlencode(filters.link_params(scope, rapat=row['kunci']))}"
    else:
        link = f"tindak-lanjut?{urlencode(filters.link_params(scope, **{'topik' if view == 'topik' else 'cari': row['kunci']}))}"
    return f'<a href="{escape(link, quote=True)}" target="_self">{name}</a>'
