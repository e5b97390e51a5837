"""Sentences and states of Rencana aksi & laporan, on rows made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from p4gn import bahasa
from p4gn.scope import Scope
from p4gn.scoring.hasil import Bukti
from p4gn.scoring.kalender import AKAN, LAPORAN, RAPAT, TERLAMBAT, Tugas
from p4gn.scoring.kerangka import find_kerangka
from ui import aksi, anggaran, bukti, kalender, register_dokumen
from ui.rencana import Lingkup

KINI = date(2026, 10, 30)


def lingkup(opd: str | None = None) -> Lingkup:
    return Lingkup(Scope("uji", "63"), "63", opd, 2026, True, KINI, find_kerangka("2026", "63"))


def tugas(apa: str, due: date, status: str, hari: int, kunci: str = "DINKES@63", jenis: str = LAPORAN) -> Tugas:
    return Tugas(kunci, "Dinas Kesehatan", "laporan", jenis, apa, due, status, hari, "kerangka", f"{kunci}/{apa}/{due.year}")


LATE = tugas("Laporan B06 2026", date(2026, 7, 15), TERLAMBAT, 107)
NEXT = tugas("Laporan B12 2026", date(2027, 1, 15), AKAN, 77)
YEAR = tugas("Tes urine ASN 2026", date(2026, 12, 31), AKAN, 62, jenis="tahunan")


def test_the_sentence_of_the_calendar_says_what_is_late_and_what_comes() -> None:
    assert kalender.sentence([LATE, NEXT], lingkup()) == (
        "1 kewajiban lewat tenggat pada 1 OPD. Laporan berikutnya: Laporan B12 2026, paling lambat 15 Januari 2027 (77 hari lagi)."
    )
    assert kalender.sentence([LATE, YEAR, NEXT], lingkup("DINKES@63")) == (
        "Dinas Kesehatan: 1 kewajiban lewat tenggat, yang terlama Laporan B06 2026 (terlambat 107 hari). Berikutnya: Tes urine ASN 2026, "
        "paling lambat 31 Desember 2026 (62 hari lagi). Laporan berikutnya: Laporan B12 2026, paling lambat 15 Januari 2027 (77 hari lagi)."
    )
    assert kalender.sentence([], lingkup()) == "Tidak ada kewajiban yang lewat tenggat."


def test_evidence_of_a_report_opens_the_cell_of_the_scorecard() -> None:
    link = kalender.evidence_link(LATE, lingkup())
    assert link.startswith("kepatuhan-opd?") and "opd=DINKES%4063" in link and "kewajiban=laporan" in link and "periode=2026" in link


def test_evidence_of_a_follow_up_is_its_own_page_and_searches_for_nothing_that_is_not_there() -> None:
    what = Tugas("UJI@63", "Dinas Uji", "tindak_lanjut_rapat", RAPAT, "Susun SK", date(2026, 9, 1), TERLAMBAT, 59, "rapat", "rapat/T1")
    link = kalender.evidence_link(what, lingkup())
    assert link.startswith("tindak-lanjut?") and "wilayah=63" in link and "butir=T1" in link and "cari" not in link


def test_a_symbol_and_words_stand_beside_every_colour() -> None:
    assert "✕" in kalender.badge(LATE) and "terlambat 107 hari" in kalender.badge(LATE)
    assert kalender.pill("?", "biasa", "<b>").count("&lt;b&gt;") == 1


def row(pagu: float | None, realisasi: float | None, nama: str = "Dinas Uji") -> dict[str, Any]:
    share = 100 * realisasi / pagu if pagu and realisasi is not None else None
    return {"kunci": nama, "nama": nama, "pagu": pagu, "realisasi": realisasi, "persen": share, "dana": "", "bukti": ()}


def test_budgets_are_added_first_and_divided_last() -> None:
    rows = [row(900e6, 450e6, "Besar"), row(100e6, 100e6, "Kecil"), row(None, 5e6, "Tanpa pagu"), row(None, None, "Diam")]
    total = anggaran.add_up(rows)
    assert (total["pagu"], total["realisasi"], total["persen"], total["opd"]) == (1e9, 550e6, 55.0, 2)
    assert anggaran.sentence(rows, total, 2025, "Provinsi Uji") == (
        "Tahun 2025, 2 dari 4 OPD Provinsi Uji melaporkan pagu, seluruhnya Rp1,0 miliar, dan 55,0% sudah terserap. Serapan terendah: Besar (50,0%)."
    )
    assert anggaran.add_up([row(None, None)])["persen"] is None


@pytest.mark.parametrize(("nilai", "teks"), [(2_049_000_000, "Rp2,0 miliar"), (950_500_000, "Rp950,5 juta"), (None, "–")])
def test_amounts_in_a_sentence_are_short(nilai: float | None, teks: str) -> None:
    assert bahasa.rupiah_pendek(nilai) == teks


def order(kode: str, status: str, sampai: date | None = None, **isi: Any) -> dict[str, Any]:
    known = {
        "kode_wilayah": kode,
        "jenis_dokumen": register_dokumen.SK_TIM,
        "status": status,
        "berlaku_sampai": sampai,
        "tanggal": None,
        "tahun": 2024,
        "id_dokumen": str(sampai),
        "nomor": "1",
    }
    return known | isi


@pytest.mark.parametrize(
    ("rows", "kata"),
    [
        ([], "belum dilaporkan"),
        ([order("63.05", "belum")], "belum ada"),
        ([order("63.05", "draf"), order("63.05", "belum")], "masih draf"),
        ([order("63.05", "ada", date(2024, 12, 31)), order("63.05", "ada", date(2027, 12, 31))], "berlaku"),
        ([order("63.05", "ada", date(2026, 12, 31))], "berakhir dalam 62 hari"),
        ([order("63.05", "ada", date(2026, 10, 30))], "berakhir dalam 0 hari"),
        ([order("63.05", "ada", date(2025, 12, 31))], "berakhir 303 hari lalu"),
        ([order("63.05", "ada", date(2025, 12, 31)), order("63.05", "ada", None)], "berlaku, tanpa batas waktu"),
    ],
)
def test_how_long_the_order_of_a_team_holds(rows: list[dict[str, Any]], kata: str) -> None:
    assert register_dokumen.team_state(rows, "63.05", KINI, 90)[1] == kata


def test_regions_without_a_by_law_are_named() -> None:
    lines = [
        {"nama": "Kabupaten Uji", "perda": None, "perkada": {"status": "draf"}},
        {"nama": "Kota Uji", "perda": {"status": "ada"}, "perkada": None},
    ]
    assert register_dokumen.regulasi_sentence(lines) == "1 dari 2 wilayah belum tercatat punya Perda atau Perkada P4GN: Kabupaten Uji."
    assert register_dokumen.regulasi_sentence(lines[1:]) == "Kota Uji sudah punya Perda atau Perkada P4GN."


def test_the_best_status_of_a_document_counts_and_of_two_the_later() -> None:
    rows = [
        order("63.05", "draf", jenis_dokumen="perda", id_dokumen="a"),
        order("63.05", "ada", jenis_dokumen="perda", tanggal=date(2020, 1, 1), id_dokumen="b"),
    ]
    rows.append(order("63.05", "ada", jenis_dokumen="perda", tanggal=date(2024, 1, 1), id_dokumen="c"))
    best = register_dokumen.best_of(rows, "63.05", "perda")
    assert best is not None and best["id_dokumen"] == "c"
    assert register_dokumen.best_of(rows, "63.05", "perkada") is None


def test_the_sentence_of_innovations_says_where_the_money_comes_from() -> None:
    def one(nama: str, dana: str) -> dict[str, Any]:
        return {"nama_baku": nama, "instansi": None, "kode_wilayah": "63", "dana": dana}

    rows = [one("A", "CSR"), one("A", "CSR"), one("B", "insentif daerah"), one("C", aksi.TANPA_DANA)]
    assert aksi.inovasi_sentence(rows) == "4 inovasi dari 3 OPD; sumber dana: CSR 2, insentif daerah 1; 1 tidak menyebutnya."


def test_a_row_brings_its_own_source() -> None:
    assert bukti.of_row({"berkas": "a.xlsx", "lembar": float("nan"), "baris": 7.0, "pengirim": "63.05"}) == Bukti(
        "a.xlsx", None, 7, "63.05", None
    )
