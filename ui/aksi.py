"""Actions of the regional action plans and innovations: what was aimed at, what was reached, and where the money comes from."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_persen, join_daftar
from p4gn.periode import label
from p4gn.scoring import rad
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from p4gn.tabel import PERSEN
from ui import berkas, bukti, cache, registers, rencana, tables
from ui.kalender import pill
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.rencana import Lingkup

TANDA = {
    rad.TERCAPAI: ("✓", "baik"),
    rad.BERJALAN: ("…", "biasa"),
    rad.DI_BAWAH: ("◐", "perlu"),
    rad.BELUM_LAPOR: ("✕", "tolak"),
    rad.TANPA_TARGET: ("?", "biasa"),
}
KEADAAN = {
    "": "Semua keadaan", rad.TERCAPAI: "Target tercapai", rad.DI_BAWAH: "Di bawah target", rad.BELUM_LAPOR: "Belum dilaporkan",
    rad.BERJALAN: "Berjalan", rad.TANPA_TARGET: "Tanpa target",
}  # fmt: skip
KATA_ANGKA = {"kumulatif": "B12 kumulatif", "per_periode": "B06 dan B12 dijumlahkan"}
TANPA_DANA = "tidak disebut"
_AKSI = ("aksi", "ukuran", "instansi", "nama_baku", "nama_wilayah", "kendala")
_INOVASI = ("nama_inovasi", "instansi", "nama_baku", "sasaran", "uraian", "nama_wilayah", "dana")


def draw_aksi(lingkup: Lingkup) -> None:
    """Target, realisation, share, evidence and lateness of each action."""
    left, middle, right = st.columns([1.4, 1, 1.6], vertical_alignment="bottom")
    with left:
        lingkup = rencana.choose_opd(lingkup)
    with middle:
        state = registers.kind_box("Keadaan", "keadaan", KEADAAN)
    with right:
        cari = registers.search_box("Cari aksi", "cari_aksi", "Aksi, ukuran, OPD, kendala, …")
    tahun = lingkup.latest_year("rad_aksi")
    every = tables.rows_of(cache.list_frame("capaian_rad", lingkup.scope, tahun=tahun, opd=lingkup.opd))
    if not every:
        registers.say_none(f"aksi RAD tahun {tahun}", lingkup.scope, bool(lingkup.opd))
        return
    rows = [row | {"keadaan": rad.state_of(row, _kerangka(lingkup, tahun), lingkup.kini)} for row in map(dict, every)]
    found = [row for row in rows if (not state or row["keadaan"].id == state) and (not cari or cari.casefold() in _words(row))]
    st.html(f'<p class="p4 p4-kalimat" role="status">{escape(sentence(rows, tahun))}</p>')
    columns = _aksi_columns(lingkup)
    facts = berkas.keterangan(lingkup.scope, "Aksi rencana aksi daerah P4GN", f"Tahun {tahun}", kerangka=lingkup.kerangka.label())
    berkas.table_buttons(f"aksi-rad-{lingkup.scope.kode_wilayah}-{tahun}", found, columns, facts, lingkup.scope)
    if not found:
        registers.say_none("aksi", lingkup.scope, True)
        return
    tables.draw_table(
        registers.first_rows(found, "aksi"), columns,
        f"{format_angka(len(found))} aksi. Capaian: B12 bila kumulatif, B06 ditambah B12 bila per periode, yang terbesar bila sifatnya tidak disebut.",
    )  # fmt: skip


def _kerangka(lingkup: Lingkup, tahun: int) -> object:
    try:
        return find_kerangka(str(tahun), lingkup.pemda)
    except KerangkaTidakAda:
        return lingkup.kerangka


def _words(row: Row, fields: Sequence[str] = _AKSI) -> str:
    """What a search looks in."""
    return " ".join(str(row[key] or "") for key in fields).casefold()


def sentence(rows: Sequence[Row], tahun: int) -> str:
    """'56 aksi tahun 2025: 30 mencapai target, 12 di bawah target, 14 belum melaporkan realisasi B12.'"""
    count = Counter(row["keadaan"].id for row in rows)
    words = {
        rad.TERCAPAI: "mencapai target",
        rad.DI_BAWAH: "di bawah target",
        rad.BELUM_LAPOR: "belum dilaporkan padahal sudah jatuh tempo",
        rad.BERJALAN: "masih berjalan",
        rad.TANPA_TARGET: "tanpa target",
    }
    parts = [f"{format_angka(count[key])} {text}" for key, text in words.items() if count[key]]
    return f"{format_angka(len(rows))} aksi RAD tahun {tahun}: {join_daftar(parts)}."


def _aksi_columns(lingkup: Lingkup) -> list[Kolom]:
    def amount(field: str) -> object:
        return lambda row: "–" if row[field] is None else format_angka(row[field], 0 if float(row[field]).is_integer() else 1)

    return [
        Kolom("Aksi", _title, html=True, teks=tables.text_of("aksi")),
        Kolom("OPD", _owner, html=True, teks=lambda row: f"{row['nama_baku'] or row['instansi']}, {row['nama_wilayah'] or ''}"),
        Kolom(
            "Target",
            lambda row: "–" if row["target"] is None else f"{amount('target')(row)} {row['satuan'] or ''}".strip(),
            kanan=True,
            angka="target",
        ),  # type: ignore[operator]
        Kolom("B06", amount("realisasi_b06"), kanan=True, angka="realisasi_b06"),  # type: ignore[arg-type]
        Kolom("B12", amount("realisasi_b12"), kanan=True, angka="realisasi_b12"),  # type: ignore[arg-type]
        Kolom(
            "Capaian",
            lambda row: _reached(row, amount("capaian")(row)),
            kanan=True,
            html=True,
            teks=lambda row: format_persen(row["persen"], kosong="–"),
            angka="persen",
            format=PERSEN,
            desimal=1,
        ),  # type: ignore[operator]
        Kolom("Keadaan", lambda row: pill(*TANDA[row["keadaan"].id], row["keadaan"].teks), html=True, teks=_state_text),
        Kolom("Bukti", lambda row: _evidence(row, lingkup), html=True, teks=tables.text_of("bukti")),
    ]


def _state_text(row: Row) -> str:
    return f"{TANDA[row['keadaan'].id][0]} {row['keadaan'].teks}"


def _owner(row: Row) -> str:
    return f'{escape(str(row["nama_baku"] or row["instansi"]))}<br><span class="redup">{escape(str(row["nama_wilayah"] or ""))}</span>'


def _title(row: Row) -> str:
    more = [row["ukuran"], f"Kendala: {row['kendala']}" if row["kendala"] else None]
    quiet = "".join(f'<br><span class="redup">{escape(str(each))}</span>' for each in more if each)
    return f"{escape(str(row['aksi']))}{quiet}"


def _reached(row: Row, text: str) -> str:
    if row["capaian"] is None:
        return "–"
    kind = KATA_ANGKA.get(row["jenis_angka"] or "", "" if row["realisasi_b12"] is None else "sifat angka tidak disebut")
    share = "" if row["persen"] is None else f"<strong>{format_persen(row['persen'])}</strong><br>"
    return f'{share}{text}<br><span class="redup">{escape(kind)}</span>'


def _evidence(row: Row, lingkup: Lingkup) -> str:
    link = f"{tables.source_links('Data dukung', row['bukti'])} " if row["bukti"] else ""
    return link + bukti.details((bukti.of_row(row),), lingkup.scope)


def draw_inovasi(lingkup: Lingkup) -> None:
    """Innovations with agency, funding and status."""
    every = [
        row | {"dana": row["sumber_dana"] or TANPA_DANA} for row in map(dict, tables.rows_of(cache.list_frame("inovasi", lingkup.scope)))
    ]
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    with left:
        cari = registers.search_box("Cari inovasi", "cari_inovasi", "Nama, OPD, sasaran, …")
    with middle:
        fund = registers.kind_box(
            "Sumber dana", "dana", {"": "Semua sumber"} | {each: each for each in sorted({row["dana"] for row in every})}
        )
    with right:
        status = registers.kind_box(
            "Status", "status", {"": "Semua status"} | {each: each for each in sorted({row["status"] for row in every if row["status"]})}
        )
    if not every:
        registers.say_none("inovasi", lingkup.scope, False)
        return
    found = [
        row for row in every
        if (not fund or row["dana"] == fund) and (not status or row["status"] == status)
        and (not cari or cari.casefold() in _words(row, _INOVASI))
    ]  # fmt: skip
    st.html(f'<p class="p4 p4-kalimat" role="status">{escape(inovasi_sentence(found))}</p>')
    columns = [
        Kolom("Inovasi", tables.text_of("nama_inovasi")),
        Kolom("OPD", lambda row: row["nama_baku"] or row["instansi"] or "–"),
        Kolom("Wilayah", tables.text_of("nama_wilayah")),
        Kolom("Tahun", lambda row: "–" if row["tahun"] is None else str(int(row["tahun"]))),
        Kolom("Sumber dana", tables.text_of("dana")),
        Kolom("Status", tables.text_of("status")),
        Kolom("Sasaran", tables.text_of("sasaran")),
        bukti.column(lingkup.scope),
    ]
    facts = berkas.keterangan(lingkup.scope, "Inovasi P4GN", label(lingkup.scope.periode))
    berkas.table_buttons(f"inovasi-{lingkup.scope.kode_wilayah}-{lingkup.scope.periode}", found, columns, facts, lingkup.scope)
    if not found:
        registers.say_none("inovasi", lingkup.scope, True)
        return
    tables.draw_table(registers.first_rows(found, "inovasi", 60), columns, f"{format_angka(len(found))} inovasi.")


def inovasi_sentence(rows: Sequence[Row]) -> str:
    """'36 inovasi dari 21 OPD. Sumber dana: APBD provinsi 4, insentif daerah 4, CSR 3; 20 tidak menyebutnya.'"""
    agencies = len({(row["nama_baku"] or row["instansi"], row["kode_wilayah"]) for row in rows})
    funds = Counter(row["dana"] for row in rows)
    unknown = funds.pop(TANPA_DANA, 0)
    named = ", ".join(f"{name} {format_angka(number)}" for name, number in funds.most_common())
    parts = [f"sumber dana: {named}"] if named else []
    parts += [f"{format_angka(unknown)} tidak menyebutnya"] if unknown else []
    return f"{format_angka(len(rows))} inovasi dari {format_angka(agencies)} OPD" + (f"; {'; '.join(parts)}." if parts else ".")
