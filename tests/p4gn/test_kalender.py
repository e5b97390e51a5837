"""The calendar of duties from cards and rows made by hand: due dates, lateness, what is over and what comes."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from p4gn.catatan.gabung import Butir
from p4gn.scoring import hasil as h
from p4gn.scoring import kalender
from p4gn.scoring.kalender import AKAN, SELESAI_TEPAT, SELESAI_TERLAMBAT, TERLAMBAT, TIDAK_TERPENUHI, Tugas, status_text
from p4gn.scoring.kerangka import find_kerangka
from tests.p4gn.fakta_uji import make_butir

KINI = date(2026, 10, 30)


def kartu(periode: str, sel: dict[str, h.Sel], kini: date = KINI, subjek: str = "opd") -> h.KartuSkor:
    kunci = "UJI@98" if subjek == "opd" else "98.01"
    row = h.Rapor(
        kunci, "Dinas Uji", kunci.rpartition("@")[2], "UJI", "Dinas", (), MappingProxyType(sel), 50.0, 1.0, 2.0, 1, 2, 50.0, h.KUNING
    )
    akhir = date(int(periode[:4]), 6, 30) if periode.endswith("S1") else date(int(periode[:4]), 12, 31)
    return h.KartuSkor("uji", subjek, "98", periode, min(akhir, kini), kini, find_kerangka(periode, "98"), (row,), 50.0)


def duties(periode: str, sel: dict[str, h.Sel], kini: date = KINI) -> dict[str, Tugas]:
    card = kartu(periode, sel, kini)
    return {each.kewajiban: each for each in kalender.tugas_of_rapor(card.baris[0], card, int(periode[:4]))}


@pytest.mark.parametrize(
    ("periode", "status", "hari", "keadaan", "kata"),
    [
        ("2026-S1", h.MERAH, 107, TERLAMBAT, "terlambat 107 hari"),
        ("2026-S1", h.KUNING, 12, SELESAI_TERLAMBAT, "selesai, terlambat 12 hari"),
        ("2026-S1", h.HIJAU, None, SELESAI_TEPAT, "selesai tepat waktu"),
        ("2026-S2", h.BELUM_JATUH_TEMPO, None, AKAN, "jatuh tempo 77 hari lagi"),
    ],
)
def test_a_report_is_as_late_as_its_cell(periode: str, status: str, hari: int | None, keadaan: str, kata: str) -> None:
    tugas = duties(periode, {"laporan": h.Sel("laporan", status, 1.0, hari_terlambat=hari)})["laporan"]
    assert (tugas.status, status_text(tugas)) == (keadaan, kata)
    assert tugas.apa == f"Laporan {'B06' if periode.endswith('S1') else 'B12'} 2026"
    assert tugas.jatuh_tempo == (date(2026, 7, 15) if periode.endswith("S1") else date(2027, 1, 15))


def test_a_yearly_duty_is_due_on_the_last_day_and_is_over_after_it() -> None:
    sel = {"tes_asn": h.Sel("tes_asn", h.KUNING, 0.5, teks="20 dari 100 ASN")}
    running, past = duties("2026", sel)["tes_asn"], duties("2025", sel)["tes_asn"]
    assert (running.jatuh_tempo, running.status, running.hari, running.keterangan) == (date(2026, 12, 31), AKAN, 62, "20 dari 100 ASN")
    assert (past.jatuh_tempo, past.status, past.hari) == (date(2025, 12, 31), TIDAK_TERPENUHI, None)
    assert running.apa == "Tes urine ASN 2026"


def test_on_the_last_day_itself_a_duty_is_still_due() -> None:
    tugas = duties("2026-S1", {"sosialisasi": h.Sel("sosialisasi", h.MERAH, 0.0)}, date(2026, 6, 30))["sosialisasi"]
    assert (tugas.status, status_text(tugas), tugas.apa) == (AKAN, "jatuh tempo hari ini", "Sosialisasi P4GN semester I 2026")


def test_what_does_not_apply_or_is_only_shown_owes_nothing() -> None:
    sel = {
        "tes_asn": h.Sel("tes_asn", h.TIDAK_BERLAKU, None),
        "tes_cpns": h.Sel("tes_cpns", h.MERAH, None),
        "anggaran": h.Sel("anggaran", h.INFORMASI, None),
        "tindak_lanjut_reaktif": h.Sel("tindak_lanjut_reaktif", h.MERAH, 0.0),
        "tindak_lanjut_rapat": h.Sel("tindak_lanjut_rapat", h.MERAH, 0.0),
    }
    assert duties("2026", sel) == {}


def test_half_yearly_duties_come_from_the_half_year_and_yearly_ones_from_the_year() -> None:
    sel = {"laporan": h.Sel("laporan", h.MERAH, 0.0, hari_terlambat=1), "regulasi": h.Sel("regulasi", h.MERAH, 0.0)}
    assert set(duties("2026", sel)) == {"regulasi"} and set(duties("2026-S1", sel)) == {"laporan"}


def test_next_year_is_known_from_the_running_framework() -> None:
    card = kartu("2026", {})
    due = {each.apa: each.jatuh_tempo for each in kalender.tugas_next_year(card.baris[0], card, 2027)}
    assert due["Laporan B06 2027"] == date(2027, 7, 15) and due["Laporan B12 2027"] == date(2028, 1, 15)
    assert due["Tes urine ASN 2027"] == date(2027, 12, 31) and due["Sosialisasi P4GN semester I 2027"] == date(2027, 6, 30)
    assert not [apa for apa in due if "CPNS" in apa or "diklat" in apa or "Anggaran" in apa]


def follow_up(**isi: Any) -> Butir:
    known = {
        "penanggung_jawab": "UJI@98", "nama_penanggung": "Dinas Uji", "tanggal": date(2026, 3, 6), "presisi_tanggal": "hari",
        "teks": "Susun SK satgas", "tenggat": date(2026, 9, 1), "status": "belum", "berkas": "tl.xlsx", "baris": 8,
    }  # fmt: skip
    return make_butir(**known | isi)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({}, "terlambat 59 hari"),
        ({"status": None}, "terlambat 59 hari"),
        ({"tenggat": KINI}, "jatuh tempo hari ini"),
        ({"tenggat": date(2026, 11, 9)}, "jatuh tempo 10 hari lagi"),
        ({"status": "selesai", "tanggal_selesai": date(2026, 9, 1)}, "selesai tepat waktu"),
        ({"status": "selesai", "tanggal_selesai": date(2026, 9, 4)}, "selesai, terlambat 3 hari"),
        ({"status": "selesai"}, "selesai tepat waktu"),
    ],
)
def test_a_follow_up_is_late_from_the_day_after_its_due_date(isi: dict[str, Any], kata: str) -> None:
    tugas = kalender.tugas_of_tindak_lanjut(follow_up(**isi), KINI)
    assert status_text(tugas) == kata
    assert (tugas.kunci, tugas.apa, tugas.keterangan) == ("UJI@98", "Susun SK satgas", "Rapat (6 Maret 2026)")
    assert tugas.sebutan == "Tindak lanjut rapat: Susun SK satgas"


def test_an_owner_without_a_region_stands_under_its_own_name() -> None:
    tugas = kalender.tugas_of_tindak_lanjut(follow_up(penanggung_jawab="Tim penggerak", nama_penanggung="Tim penggerak"), KINI)
    assert (tugas.kunci, tugas.nama) == ("Tim penggerak@98", "Tim penggerak")


def order(kode: str, sampai: date | None, nomor: str = "1/2024") -> dict[str, Any]:
    return {
        "id_dokumen": f"{kode}-{sampai}", "kode_wilayah": kode, "nama_wilayah": f"Wilayah {kode}", "berlaku_sampai": sampai, "nomor": nomor,
        "berkas": "dok.xlsx", "lembar": None, "baris": 3,
    }  # fmt: skip


def test_the_order_that_ends_last_tells_when_to_renew() -> None:
    rows = [
        order("98.01", date(2024, 12, 31)), order("98.01", date(2026, 12, 31), "7/2026"),  # renewed in time
        order("98.02", date(2025, 12, 31)),  # ended
        order("98.03", date(2024, 12, 31)), order("98.03", None),  # holds until it is replaced
    ]  # fmt: skip
    found = {each.kunci: each for each in kalender.tugas_of_sk(rows, KINI)}
    assert set(found) == {"98.01", "98.02"}
    assert (found["98.01"].status, found["98.01"].hari, found["98.01"].keterangan) == (
        AKAN,
        62,
        "SK 7/2026 berlaku sampai 31 Desember 2026.",
    )
    assert (found["98.02"].status, found["98.02"].hari) == (TERLAMBAT, 303)


def test_overdue_first_then_what_comes_then_what_is_over() -> None:
    def one(apa: str, due: date, status: str) -> Tugas:
        return Tugas("UJI@98", "Dinas Uji", "x", "laporan", apa, due, status, 1, "kerangka", apa)

    rows = [
        one("selesai", date(2026, 1, 1), SELESAI_TEPAT), one("nanti", date(2027, 1, 1), AKAN), one("lewat", date(2026, 6, 1), TIDAK_TERPENUHI),
        one("baru", date(2026, 10, 1), TERLAMBAT), one("segera", date(2026, 11, 1), AKAN), one("lama", date(2026, 1, 1), TERLAMBAT),
    ]  # fmt: skip
    assert [each.apa for each in kalender.sort_tugas(rows)] == ["lama", "baru", "segera", "nanti", "lewat", "selesai"]
