"""What deserves attention on Ringkasan: gaps and open ends, each with the page that shows the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import levels
from p4gn.bahasa import format_angka, format_tanggal_pendek, is_kosong, join_daftar, join_ringkas
from p4gn.catatan.janji import list_lewat
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.periode import SEMUA, label
from p4gn.scoring import kalender
from p4gn.scoring.pembacaan import find_kartu
from ui import cache, filters, frame, mutu, tables
from ui.markdown import escape_markdown

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from p4gn.scoring.hasil import KartuSkor

HALAMAN = {
    "kepatuhan_opd": "pages/program/kepatuhan_opd.py",
    "kepatuhan_wilayah": "pages/program/kepatuhan_wilayah.py",
    "rapat": "pages/program/rapat.py",
    "tindak_lanjut": "pages/program/tindak_lanjut.py",
    "rencana_aksi": "pages/program/rencana_aksi.py",
    "tes_urine": "pages/program/tes_urine.py",
    "desa_bersinar": "pages/program/desa_bersinar.py",
    "peta": "pages/ikhtisar/peta.py",
    "mutu_data": "pages/data/mutu_data.py",
}


@dataclass(frozen=True)
class Perhatian:
    """One matter: the finding, and the page (with its own parameters) where it can be seen."""

    teks: str
    halaman: str
    tautan: Mapping[str, str] = field(default_factory=dict)


def list_perhatian(scope: Scope) -> list[Perhatian]:
    """Where there are reports the most overdue duties and promises, then what was refused; otherwise at most five gaps in the records."""
    overdue = list_terlambat(scope)
    if overdue:
        return [*overdue[:5], *_refused(scope)]
    found = [
        *_gaps(scope, "kegiatan_tes_urine", "Belum ada catatan tes urine"),
        *_gaps(scope, "desa_bersinar_tercatat", "Belum ada catatan Desa Bersinar"),
        *_gaps(scope, "rapat_tercatat", "Belum ada catatan rapat"),
        *_refused(scope),
        *_meetings_without(scope),
        *_undated(scope),
    ]
    return found[:5]


def list_terlambat(scope: Scope) -> list[Perhatian]:
    """The latest report that agencies owe, the promises longest overdue, reports of regions, orders that have ended; earlier reports last."""
    kartu = find_kartu(scope)
    if kartu is None:
        return []
    tugas = cache.list_tugas(scope.edisi, scope.kode_wilayah, int(kartu.periode[:4]), None)
    owed = kalender.list_terlambat(tugas, kalender.LAPORAN)
    agencies = _late_reports([each for each in owed if each.is_opd], "OPD", "kepatuhan_opd", "laporan", scope)
    regions = _late_reports([each for each in owed if not each.is_opd], "kabupaten/kota", "kepatuhan_wilayah", "laporan_wilayah", scope)
    ended = _ended_orders(kalender.list_terlambat(tugas, kalender.SK), scope)
    return [*agencies[:1], *_late_promises(kartu, scope), *regions[:1], *ended, *agencies[1:], *regions[1:]]


def _late_reports(late: Sequence[kalender.Tugas], siapa: str, halaman: str, kewajiban: str, scope: Scope) -> list[Perhatian]:
    """'Laporan B06 2026 belum masuk dari 4 OPD, terlambat 107 hari: …', the report due last first."""
    by_report: dict[str, list[kalender.Tugas]] = {}
    for each in sorted(late, key=lambda tugas: tugas.jatuh_tempo, reverse=True):
        by_report.setdefault(each.apa, []).append(each)
    found = []
    for apa, owed in by_report.items():
        days = format_angka(owed[0].hari)
        names = join_ringkas([each.nama.removeprefix("Kabupaten ") for each in owed], 2)
        link = {"urut": kewajiban} | _periode_of(apa, scope)
        if siapa != "OPD" and scope.tingkat == "kabkota":
            link = {"wilayah": scope.kode_wilayah[:2], "rinci": scope.kode_wilayah} | _periode_of(apa, scope)
        found.append(Perhatian(f"{apa} belum masuk dari {format_angka(len(owed))} {siapa}, terlambat {days} hari: {names}.", halaman, link))
    return found


def _periode_of(apa: str, scope: Scope) -> dict[str, str]:
    """'Laporan B06 2025' is seen on the card of its year, when that is not the one shown."""
    year = apa.rpartition(" ")[2]
    return {} if year == cache.periode_dinilai(scope)[:4] else {"periode": year}


def _late_promises(kartu: KartuSkor, scope: Scope) -> list[Perhatian]:
    """The two promises longest overdue of agencies on the card, each to the cell that lists its evidence."""
    known = {row.kunci: row.nama for row in kartu.baris}
    owed = [
        each
        for each in list_lewat(scope.edisi, kartu.posisi)
        if each.penanggung_jawab in known and each.kode_wilayah == kartu.kode_wilayah
    ]
    return [
        Perhatian(
            f"Tindak lanjut rapat {each.nama_penanggung}, lewat {format_angka((kartu.posisi - each.tenggat).days)} hari: "
            f"“{shorten(each.teks, 36, placeholder=' …')}”.",
            "tindak_lanjut",
            {"butir": each.id},
        )
        for each in owed[:2]
        if each.tenggat
    ]


def _ended_orders(ended: Sequence[kalender.Tugas], scope: Scope) -> list[Perhatian]:
    if not ended:
        return []
    names = join_ringkas([each.nama.removeprefix("Kabupaten ").removeprefix("Kecamatan ") for each in ended])
    longest = format_angka(max(each.hari or 0 for each in ended))
    text = f"{format_angka(len(ended))} SK tim terpadu sudah berakhir, paling lama {longest} hari: {names}."
    return [Perhatian(text, "kepatuhan_wilayah", {"urut": "tim_terpadu"})]


def _gaps(scope: Scope, indicator_id: str, apa: str) -> list[Perhatian]:
    indicator = CATALOGUE[indicator_id]
    per = levels.find_parts(indicator, scope)
    if per is None and not indicator.allows_tingkat(scope.tingkat):
        return []
    result = cache.indicator_frame(indicator_id, scope, per or "total")
    missing = list(result.loc[result["keadaan"] == "belum_lapor", "nama"])
    if not missing:
        return []
    return [Perhatian(f"{apa} {_where(missing, len(result), per)}{_when(scope)}.", "peta", {"indikator": indicator_id})]


def _where(missing: list[str], total: int, per: str | None) -> str:
    """'di Tapin', 'di 6 dari 13 kabupaten/kota: Tapin, Banjar, Tabalong, dan 3 lainnya', 'di semua 13 kabupaten/kota'."""
    if per is None or len(missing) == 1:
        return f"di {missing[0]}"
    kata = KATA_TINGKAT[per]
    if len(missing) == total:
        return f"di semua {format_angka(total)} {kata}"
    return f"di {format_angka(len(missing))} dari {format_angka(total)} {kata}: {join_ringkas(missing)}"


def _when(scope: Scope) -> str:
    return "" if scope.periode == SEMUA else f" pada {label(scope.periode).replace('Tahun ', '').replace('Semester', 'semester')}"


def _meetings_without(scope: Scope) -> list[Perhatian]:
    if not CATALOGUE["rapat_berdasar_hukum"].allows_tingkat(scope.tingkat):
        return []
    row = cache.indicator_frame("rapat_berdasar_hukum", scope, "total").iloc[0]
    if is_kosong(row["penyebut"]) or row["penyebut"] == row["pembilang"]:
        return []
    rest = f"{format_angka(row['penyebut'] - row['pembilang'])} dari" if row["pembilang"] else "Semua"
    return [Perhatian(f"{rest} {format_angka(row['penyebut'])} rapat tidak menyebut dasar hukum{_when(scope)}.", "rapat")]


def _refused(scope: Scope) -> list[Perhatian]:
    """Rows that are in no number until their senders mend them."""
    waiting = [row for row in mutu.list_senders(scope) if row["baris_ditolak"] or row["berkas_ditolak"]]
    counts = ((sum(row[f"{each}_ditolak"] for row in waiting), each) for each in ("berkas", "baris"))
    told = join_daftar(f"{format_angka(count)} {each}" for count, each in counts if count)
    return (
        [Perhatian(f"{told} dari {format_angka(len(waiting))} pengirim ditolak dan menunggu diperbaiki.", "mutu_data")] if waiting else []
    )


def _undated(scope: Scope) -> list[Perhatian]:
    """Meetings whose source prints no date one can rely on: they are in no year."""
    if not CATALOGUE["rapat_tercatat"].allows_tingkat(scope.tingkat) or scope.periode != SEMUA:
        return []
    rest = cache.undated("rapat_tercatat", scope).baris
    return [Perhatian(f"{format_angka(rest)} rapat tidak bertanggal, jadi tidak masuk hitungan tahun mana pun.", "rapat")] if rest else []


def draw_perhatian(scope: Scope) -> None:
    """The list, each line with a button to where it can be seen."""
    st.subheader("Perlu perhatian", anchor=False)
    matters = list_perhatian(scope)
    if not matters:
        frame.empty_state(
            "Tidak ada celah yang ditemukan.", "Celah dinilai sampai tingkat kabupaten/kota; untuk Desa Bersinar sampai desa/kelurahan."
        )
    with st.container(gap=None, key="perhatian"):
        for matter in matters:
            params = filters.link_params(scope) | matter.tautan
            st.page_link(
                HALAMAN[matter.halaman],
                label=escape_markdown(matter.teks),
                icon=":material/arrow_forward:",
                query_params=params,
                width="stretch",
            )


CATATAN = {"rapat": "Rapat", "tes_urine": "Tes urine", "desa_bersinar": "Desa Bersinar"}


def draw_kelengkapan(scope: Scope) -> None:
    """How complete and how fresh the data is: records of each kind in this scope, and the latest date among them."""
    st.subheader("Kelengkapan dan kesegaran", anchor=False)
    found = {row["catatan"]: row for row in tables.rows_of(cache.list_frame("kesegaran", scope))}
    none = {"jumlah": 0, "tanpa_tanggal": 0, "tanggal_terakhir": None, "tahun_terakhir": None}
    rows = [{"nama": nama} | dict(found.get(catatan, none)) for catatan, nama in CATATAN.items()]
    columns = [
        tables.Kolom("Jenis", tables.text_of("nama")),
        tables.Kolom("Catatan", lambda row: format_angka(row["jumlah"]) if row["jumlah"] else "belum ada", kanan=True),
        tables.Kolom("Terbaru", _latest, kanan=True),
    ]
    tables.draw_table(rows, columns)
    undated = sum(int(row["tanpa_tanggal"]) for row in rows)
    if undated:
        st.html(f'<p class="p4 p4-sumber redup">{format_angka(undated)} catatan tidak bertanggal, hanya dihitung pada Semua tahun.</p>')


def _latest(row: tables.Row) -> str:
    """The latest day, or the year alone where that is later."""
    day, year = row["tanggal_terakhir"], row["tahun_terakhir"]
    if year is not None and (day is None or int(year) > day.year):
        return str(int(year))
    return format_tanggal_pendek(day, kosong="–")
