"""The B06/B12 recap on the screen, and the files that are sent: recap and yearly report."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn.bahasa import format_angka, format_persen, format_tanggal, format_tanggal_pendek, is_kosong, join_ringkas
from p4gn.scoring.periode import B06, B12, is_jatuh_tempo
from p4gn.scoring.rekap import BELUM, BELUM_TIBA, TEPAT, TERLAMBAT, BarisRekap, kirim_text
from p4gn.tabel import PERSEN, TANGGAL
from ui import berkas, bukti, cache, filters, frame, registers, rencana, tables
from ui.kalender import pill
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from p4gn.scoring.rekap import Rekap
    from ui.rencana import Lingkup, Pembuat

TANDA = {TEPAT: ("✓", "baik"), TERLAMBAT: ("◐", "perlu"), BELUM: ("✕", "tolak"), BELUM_TIBA: ("…", "biasa")}
BELUM_LAPOR = "belum lapor"
_BELUM = f'<span class="redup">{BELUM_LAPOR}</span>'


def draw(lingkup: Lingkup, pembuat: Pembuat) -> None:
    """Choose a report, read who sent what, take the file."""
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        laporan, tahun = _choose(lingkup)
    with right:
        cari = registers.search_box("Cari OPD", "cari_rekap", "Nama OPD")
    rekap = cache.make_rekap(lingkup.scope.edisi, lingkup.pemda, laporan, tahun)
    if not rekap.baris:
        frame.empty_state(
            f"Belum ada laporan perangkat daerah dari {rencana.place_text(lingkup)} pada edisi ini.",
            "Pilih edisi atau wilayah lain di bilah samping.",
        )
        return
    st.html(f'<p class="p4 p4-kalimat" role="status">{escape(sentence(rekap))}</p>')
    _files(rekap, lingkup, pembuat)
    found = [each for each in rekap.baris if not cari or cari.casefold() in f"{each.nama} {each.kunci}".casefold()]
    if not found:
        frame.empty_state("Tidak ada OPD yang cocok.", "Ubah kata pencarian.")
        return
    rows: list[Row] = [{"rekap": each, "bukti": (each.bukti,) if each.bukti else ()} for each in found]
    total = [] if cari else [{"rekap": rekap.jumlah, "bukti": (), "jumlah": True}]
    tables.draw_table(
        [*rows, *total], _columns(lingkup),
        f"{format_angka(len(found))} OPD. Sosialisasi dan tes adalah posisi Januari sampai akhir semester. “belum lapor” bukan nol.",
        terpilih=lambda row: "jumlah" in row,
    )  # fmt: skip


def sentence(rekap: Rekap) -> str:
    """Who reported, and how late the others are."""
    total = rekap.jumlah
    name = f"{rekap.laporan} {rekap.tahun}"
    start = f"{format_angka(total.melapor)} dari {format_angka(total.opd)} OPD sudah menyampaikan {name}"
    if total.melapor:
        start += f" ({format_angka(total.tepat)} tepat waktu, {format_angka(total.terlambat)} terlambat)"
    late = [each for each in rekap.baris if each.kirim == BELUM]
    if late:
        names = join_ringkas((each.nama for each in late), 5)
        return f"{start}. Belum: {names}, terlambat {format_angka(late[0].hari)} hari."
    waiting = total.opd - total.melapor
    return (
        f"{start}; {format_angka(waiting)} lainnya ditunggu paling lambat {format_tanggal(rekap.jatuh_tempo)}." if waiting else f"{start}."
    )


def _choose(lingkup: Lingkup) -> tuple[str, int]:
    """A report of a year that has any, the last one due first chosen; in the link as `laporan` ('B06-2026')."""
    known = sorted({*lingkup.list_tahun("laporan_opd"), lingkup.tahun}, reverse=True)
    options = [f"{each}-{year}" for year in known for each in (B12, B06)]
    due = B12 if is_jatuh_tempo(lingkup.kerangka, B12, lingkup.tahun, lingkup.kini) else B06
    first = f"{B06 if lingkup.scope.periode.endswith('S1') else B12 if lingkup.scope.periode.endswith('S2') else due}-{lingkup.tahun}"
    filters.follow_link("laporan", "pilih_laporan", first)
    if st.session_state["pilih_laporan"] not in options:
        st.session_state["pilih_laporan"] = first
    chosen = st.selectbox("Laporan", options, key="pilih_laporan", format_func=lambda each: each.replace("-", " "))
    filters.write_link("laporan", "pilih_laporan", chosen)
    laporan, _, year = str(chosen).partition("-")
    return laporan, int(year)


def _files(rekap: Rekap, lingkup: Lingkup, pembuat: Pembuat) -> None:
    scope, name = lingkup.scope, f"rekap-{rekap.laporan.lower()}-{rekap.tahun}-{rekap.kode_wilayah}"
    facts = berkas.keterangan(scope, "", f"{rekap.laporan} {rekap.tahun}", wilayah=rekap.kode_wilayah, kerangka=rekap.kerangka.label())
    with st.container(horizontal=True, vertical_alignment="center"):
        berkas.file_button("Rekap (XLSX)", partial(pembuat.rekap_xlsx, rekap, facts), f"{name}.xlsx", scope, icon="table_view")
        berkas.file_button("Rekap (PDF)", partial(pembuat.rekap_pdf, rekap, facts), f"{name}.pdf", scope, icon="picture_as_pdf")
        if "." not in rekap.kode_wilayah:
            _yearly(rekap, lingkup, pembuat)
        rows: list[Row] = [{"rekap": each, "bukti": (each.bukti,) if each.bukti else ()} for each in rekap.baris]
        berkas.csv_button(name, rows, _file_columns(), {**facts, "Judul": f"Rekap {rekap.laporan} {rekap.tahun}"}, scope)


def _yearly(rekap: Rekap, lingkup: Lingkup, pembuat: Pembuat) -> None:
    """The yearly report through BNN is one of a province."""
    scope, name = lingkup.scope, f"laporan-tahunan-bnn-{rekap.tahun}-{rekap.kode_wilayah}"
    facts = berkas.keterangan(scope, "", f"Tahun {rekap.tahun}", wilayah=rekap.kode_wilayah)
    for kind, make, icon in (("xlsx", pembuat.tahunan_xlsx, "table_view"), ("pdf", pembuat.tahunan_pdf, "picture_as_pdf")):
        written = partial(make, scope.edisi, rekap.kode_wilayah, rekap.tahun, facts)
        berkas.file_button(f"Laporan tahunan BNN {rekap.tahun} ({kind.upper()})", written, f"{name}.{kind}", scope, icon=icon)


def _columns(lingkup: Lingkup) -> list[Kolom]:
    def number(judul: str, field: str) -> Kolom:
        def text(row: Row) -> str:
            value = getattr(row["rekap"], field)
            return (_BELUM if "jumlah" not in row else "–") if is_kosong(value) else format_angka(value)

        return Kolom(judul, text, kanan=True, html=True)

    return [
        Kolom("OPD", lambda row: "Jumlah" if "jumlah" in row else row["rekap"].nama),
        number("Kegiatan sosialisasi", "kegiatan"),
        number("Peserta", "peserta"),
        Kolom("ASN dites", _tested, kanan=True, html=True),
        Kolom("Regulasi", lambda row: _state(row, "regulasi"), html=True),
        Kolom("Satgas", lambda row: _state(row, "satgas"), html=True),
        Kolom("Dikirim", lambda row: _sent(row, lingkup), html=True),
    ]


def _file_columns() -> list[Kolom]:
    """One value in each column; what is not reported is said, never zero."""

    def number(judul: str, field: str, **isi: Any) -> Kolom:
        return Kolom(judul, lambda row: BELUM_LAPOR, nilai=lambda row: getattr(row["rekap"], field), **isi)

    def words(judul: str, field: str) -> Kolom:
        return Kolom(judul, lambda row: getattr(row["rekap"], field) or BELUM_LAPOR)

    return [
        Kolom("OPD", lambda row: row["rekap"].nama),
        number("Kegiatan sosialisasi", "kegiatan"),
        number("Peserta", "peserta"),
        number("ASN dites", "dites"),
        number("ASN", "asn"),
        number("Cakupan", "persen_dites", format=PERSEN, desimal=1),
        words("Regulasi", "regulasi_status"),
        words("Nomor regulasi", "regulasi_nomor"),
        words("Satgas", "satgas_status"),
        words("Nomor SK satgas", "satgas_nomor"),
        number("Penggiat", "penggiat"),
        Kolom("Dikirim", lambda row: f"{TANDA[row['rekap'].kirim][0]} {kirim_text(row['rekap'])}"),
        number("Tanggal dikirim", "tanggal_kirim", format=TANGGAL),
        Kolom("Sumber", lambda row: bukti.letak_text(row["bukti"])),
    ]


def _tested(row: Row) -> str:
    item = row["rekap"]
    if item.dites is None:
        return _BELUM if "jumlah" not in row else "–"
    if item.asn is None:
        return format_angka(item.dites)
    return f'{format_persen(item.persen_dites)}<br><span class="redup">{format_angka(item.dites)} dari {format_angka(item.asn)}</span>'


def _state(row: Row, apa: str) -> str:
    item = row["rekap"]
    if "jumlah" in row:
        return f"{item.regulasi_ada} ada" if apa == "regulasi" else f"{item.satgas_ada} ber-SK"
    status = getattr(item, f"{apa}_status")
    quiet = [getattr(item, f"{apa}_nomor")]
    if apa == "satgas" and item.penggiat is not None:
        quiet.append(f"{format_angka(item.penggiat)} penggiat")
    if status is None and not any(quiet):
        return _BELUM
    lines = "".join(f'<br><span class="redup">{escape(each).replace("/", "/<wbr>")}</span>' for each in quiet if each)
    return f"{escape(status) if status else _BELUM}{lines}"


def _sent(row: Row, lingkup: Lingkup) -> str:
    """How and when it was sent, and the row it is read from."""
    item = row["rekap"]
    if "jumlah" in row:
        return f"{item.melapor} dari {item.opd}"
    assert isinstance(item, BarisRekap)
    day = f"{escape(format_tanggal_pendek(item.tanggal_kirim))} " if item.is_melapor and item.tanggal_kirim else ""
    source = bukti.details(row["bukti"], lingkup.scope) if row["bukti"] else ""
    return f"{pill(*TANDA[item.kirim], kirim_text(item))}<br>{day}{source}"
