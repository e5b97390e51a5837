"""Each duty of an agency on facts that can be checked by hand: every status, and exactly on every threshold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from p4gn.scoring.fakta import S1
from p4gn.scoring.hasil import BELUM_JATUH_TEMPO, BELUM_LAPOR, HIJAU, INFORMASI, KUNING, MERAH, TIDAK_BERLAKU
from p4gn.scoring.kerangka import find_kerangka
from p4gn.scoring.ukuran_opd import UKURAN_OPD, catatan_lonjakan
from tests.p4gn.fakta_uji import (
    DINAS,
    KERANGKA,
    anggaran,
    cakupan,
    laporan,
    opd,
    pegawai,
    tes,
    tindak_lanjut,
    ubah_kewajiban,
    ukur,
    waktu,
)

STAF = pegawai("2025-12-31", 100)


def test_every_duty_of_every_framework_can_be_measured() -> None:
    for periode in ("2019", "2024", "2026"):
        assert {each.id for each in find_kerangka(periode, "98").kewajiban_opd} <= set(UKURAN_OPD)


# ---- sosialisasi


def s1(kegiatan: int | None, orang: int | None, tahun: int = 2026) -> object:
    return laporan(f"{tahun}-S1", kegiatan_semester=kegiatan, peserta_asn_semester=orang, kegiatan_tahun=kegiatan, peserta_asn_tahun=orang)


def s2(kegiatan: int | None, orang: int | None, kegiatan_tahun: int | None, orang_tahun: int | None, tahun: int = 2025) -> object:
    return laporan(
        f"{tahun}-S2",
        kegiatan_semester=kegiatan,
        peserta_asn_semester=orang,
        kegiatan_tahun=kegiatan_tahun,
        peserta_asn_tahun=orang_tahun,
        jenis_angka="per_periode",
    )


@pytest.mark.parametrize(
    ("kegiatan", "orang", "status"),
    [
        (1, 50, HIJAU),
        (1, 49, KUNING),
        (1, 0, KUNING),
        (3, 120, HIJAU),
        (1, None, KUNING),
        (0, 0, MERAH),
        (0, None, MERAH),
        (None, 60, BELUM_LAPOR),
    ],
)
def test_sosialisasi_needs_an_activity_and_half_of_the_staff(kegiatan: int | None, orang: int | None, status: str) -> None:
    sel = ukur("sosialisasi", opd(s1(kegiatan, orang), STAF), "2026-S1")
    assert sel.status == status
    assert sel.is_nol == (kegiatan == 0)


def test_sosialisasi_tells_reach_with_its_headcount_and_day() -> None:
    sel = ukur("sosialisasi", opd(s1(2, 312), pegawai("2025-12-31", 420)), "2026")
    assert (sel.pembilang, sel.penyebut, sel.pada) == (312, 420, date(2025, 12, 31))
    assert sel.teks == "2 kegiatan; 312 dari 420 ASN (74,3%), pegawai per 31 Des 2025"


def test_sosialisasi_never_reaches_more_than_everybody_and_says_so() -> None:
    sel = ukur("sosialisasi", opd(s1(1, 130), STAF), "2026-S1")
    assert (sel.nilai, sel.pembilang) == (100.0, 100.0)
    assert "130 orang" in sel.catatan[0]


def test_sosialisasi_without_a_headcount_is_amber_at_most() -> None:
    sel = ukur("sosialisasi", opd(s1(4, 80)), "2026-S1")
    assert (sel.status, sel.nilai) == (KUNING, None)
    assert sel.langkah[0].teks == "laporkan jumlah pegawai"
    zero = ukur("sosialisasi", opd(s1(4, 80), pegawai("2025-12-31", 0)), "2026-S1")
    assert (zero.status, zero.penyebut) == (KUNING, None)


def test_sosialisasi_not_reported_is_late_only_after_the_due_day() -> None:
    assert ukur("sosialisasi", opd(STAF), "2026-S1", date(2026, 7, 15)).status == BELUM_JATUH_TEMPO
    assert ukur("sosialisasi", opd(STAF), "2026-S1", date(2026, 7, 16)).status == BELUM_LAPOR
    assert ukur("sosialisasi", opd(STAF), "2026-S2").status == BELUM_JATUH_TEMPO


def test_a_year_asks_for_the_halves_that_are_due_or_reported() -> None:
    running = ukur("sosialisasi", opd(s1(1, 60), STAF), "2026")  # B12 2026 is not due yet
    assert running.status == HIJAU
    over = ukur("sosialisasi", opd(s1(1, 60, 2025), STAF), "2025")  # B12 2025 is due, the report of B06 is all there is
    assert over.status == KUNING
    assert over.teks.startswith("1 dari 2 kegiatan yang wajib; ")
    both = ukur("sosialisasi", opd(s1(1, 60, 2025), s2(1, 20, 2, 80), STAF), "2025")
    assert (both.status, both.nilai) == (HIJAU, 80.0)


def test_a_half_year_uses_its_own_numbers_and_a_year_those_from_january() -> None:
    facts = opd(s1(1, 60, 2025), s2(0, 0, 1, 60), STAF)
    assert ukur("sosialisasi", facts, "2025-S2").status == MERAH
    assert ukur("sosialisasi", facts, "2025").status == KUNING


def test_numbers_of_b12_that_nobody_explained_are_marked() -> None:
    unsaid = laporan("2025-S2", kegiatan_tahun=2, peserta_asn_tahun=60, kegiatan_semester=1, peserta_asn_semester=30)
    notes = ukur("sosialisasi", opd(unsaid, STAF), "2025").catatan
    assert "Angka B12 tanpa keterangan kumulatif; dipakai angka terkecil yang pasti." in notes


def test_two_senders_of_one_report_are_named() -> None:
    row = laporan("2026-S1", kegiatan_semester=1, peserta_asn_semester=60, jumlah_pengirim=2, pengirim="BAKESBANGPOL@63")
    note = ukur("sosialisasi", opd(row, STAF), "2026-S1").catatan[0]
    assert note.startswith("Dua pengirim melaporkan hal yang sama; dipakai laporan Badan Kesatuan Bangsa dan Politik")


def test_a_jump_of_staff_by_part_time_pppk_is_told() -> None:
    before, after = pegawai("2024-12-31", 100, pppk_paruh_waktu=0), pegawai("2025-12-31", 111, pppk_paruh_waktu=11)
    assert catatan_lonjakan(opd(before, after), waktu("2025")) == [
        "ASN bertambah 11,0% sejak 31 Des 2024 karena PPPK paruh waktu (11 orang), sehingga persentasenya turun walau yang dijangkau "
        "tidak berkurang."
    ]
    assert catatan_lonjakan(opd(before, pegawai("2025-12-31", 110, pppk_paruh_waktu=10)), waktu("2025")) == [], "10 % is no jump"
    assert catatan_lonjakan(opd(before, pegawai("2025-12-31", 130, pppk_paruh_waktu=5)), waktu("2025")) == [], "others grew as well"
    assert catatan_lonjakan(opd(after), waktu("2025")) == [], "nothing to compare with"


# ---- urine tests


@pytest.mark.parametrize(("dites", "status"), [(30, HIJAU), (29, KUNING), (15, KUNING), (14, MERAH), (0, MERAH), (None, BELUM_LAPOR)])
def test_a_year_asks_for_thirty_percent_tested(dites: int | None, status: str) -> None:
    sel = ukur("tes_asn", opd(cakupan(2026, 100, dites), STAF), "2026")
    assert (sel.status, sel.nilai) == (status, dites)
    assert sel.is_nol == (dites == 0)


@pytest.mark.parametrize(("dites", "status"), [(15, HIJAU), (14, KUNING), (8, KUNING), (7, MERAH)])
def test_a_first_half_asks_for_half_of_that(dites: int, status: str) -> None:
    facts = opd(cakupan(2026, 100, dites, S1), cakupan(2026, 100, 90))
    assert ukur("tes_asn", facts, "2026-S1").status == status


def test_a_second_half_is_judged_by_the_whole_year() -> None:
    facts = opd(cakupan(2025, 100, 10, S1), cakupan(2025, 100, 30))
    assert ukur("tes_asn", facts, "2025-S2").status == HIJAU


def test_nobody_is_tested_twice_and_the_cut_is_told() -> None:
    sel = ukur("tes_asn", opd(cakupan(2026, 100, 140)), "2026")
    assert sel.nilai == 100.0
    assert "140 orang dites" in sel.catatan[0]


@pytest.mark.parametrize("row", [None, cakupan(2026, None, 20), cakupan(2026, 0, 20)])
def test_without_a_headcount_the_coverage_is_not_reported(row: object) -> None:
    sel = ukur("tes_asn", opd(*([row] if row else [])), "2026")
    assert sel.status == BELUM_LAPOR
    assert sel.catatan == ("Jumlah pegawai belum dilaporkan.",)


def test_coverage_shows_the_events_and_the_headcount_it_rests_on() -> None:
    facts = opd(cakupan(2026, 100, 50), STAF, tes("2026-03-03"), tes("2026-04-04", kelompok="lain"), tes("2025-03-03"))
    assert [each.keterangan for each in ukur("tes_asn", facts, "2026").bukti] == ["tes 3 Mar 2026, 50 dites", "pegawai per 31 Des 2025"]


@pytest.mark.parametrize(
    ("cpns", "dites", "status"),
    [
        (4, 4, HIJAU),
        (4, 3, KUNING),
        (4, 1, KUNING),
        (4, 0, MERAH),
        (4, None, BELUM_LAPOR),
        (0, None, TIDAK_BERLAKU),
        (None, 3, TIDAK_BERLAKU),
    ],
)
def test_every_cpns_is_to_be_tested_but_it_is_in_no_score(cpns: int | None, dites: int | None, status: str) -> None:
    sel = ukur("tes_cpns", opd(cakupan(2026, 100, 40, cpns=cpns, cpns_dites=dites)), "2026")
    assert (sel.status, sel.skor, sel.langkah) == (status, None, ())
    assert ("Jumlah CPNS tidak dilaporkan." in sel.catatan) == (cpns is None)


def test_a_province_may_give_cpns_a_weight_and_then_there_are_steps() -> None:
    sel = ukur("tes_cpns", opd(cakupan(2026, 100, 40, cpns=4, cpns_dites=0)), "2026", kerangka=ubah_kewajiban("tes_cpns", bobot=5.0))
    assert (sel.status, sel.skor) == (MERAH, 0.0)
    assert [(step.ke, step.teks) for step in sel.langkah] == [(HIJAU, "4 CPNS lagi dites"), (KUNING, "1 CPNS lagi dites")]


# ---- follow-up of reactive results: only the colour leaves


def reaktif(*rows: object, periode: str = "2026", kini: date = date(2026, 10, 31)) -> str:
    return ukur("tindak_lanjut_reaktif", opd(*rows), periode, kini).status


def test_reactive_results_are_to_be_followed_up_all() -> None:
    assert reaktif(tes("2026-03-03", 0)) == TIDAK_BERLAKU
    assert reaktif(tes("2026-03-03", None)) == TIDAK_BERLAKU
    assert reaktif(tes("2026-03-03", 6, dengan_resep=2, asesmen=4)) == HIJAU
    assert reaktif(tes("2026-03-03", 6, asesmen=3)) == KUNING
    assert reaktif(tes("2026-03-03", 6, asesmen=2)) == MERAH
    assert reaktif(tes("2026-03-03", 6)) == MERAH
    assert reaktif(tes("2026-03-03", 6, asesmen=9), tes("2026-04-03", 2)) == KUNING, "more assessed than reactive closes no other case"


def test_an_open_case_is_late_after_thirty_days() -> None:
    row = tes("2026-10-01", 6)
    assert reaktif(row, kini=date(2026, 10, 31)) == BELUM_JATUH_TEMPO
    assert reaktif(row, kini=date(2026, 11, 1)) == MERAH
    assert reaktif(row, tes("2026-09-01", 5, asesmen=5), kini=date(2026, 10, 31)) == HIJAU


def test_only_events_of_a_known_day_in_the_year_up_to_the_position_count() -> None:
    assert reaktif(tes("2026-07-01", 6), periode="2026-S1") == TIDAK_BERLAKU
    assert reaktif(tes("2026-06-30", 6), periode="2026-S1") == MERAH
    assert reaktif(tes("2025-12-31", 6)) == TIDAK_BERLAKU
    assert reaktif(tes("2026-02-01", 6, presisi_tanggal="bulan")) == TIDAK_BERLAKU


@pytest.mark.parametrize("asesmen", [0, 37, 41])
def test_no_number_of_reactive_results_leaves_the_cell(asesmen: int) -> None:
    sel = ukur("tindak_lanjut_reaktif", opd(tes("2026-03-03", 41, asesmen=asesmen, jumlah_dites=333)), "2026")
    assert (sel.pembilang, sel.penyebut, sel.nilai, sel.hari_terlambat, sel.hari_tunggakan) == (None,) * 5
    assert not sel.is_nol
    assert all(step.jumlah is None and step.hari_terlambat is None for step in sel.langkah)
    words = " ".join([sel.teks, *sel.catatan, *(step.teks for step in sel.langkah)])
    assert not re.search(r"\d", words), words
    assert [each.keterangan for each in sel.bukti] == ["tes 3 Mar 2026"]


# ---- what a report says is there


@pytest.mark.parametrize(("status", "warna"), [("ada", HIJAU), ("draf", KUNING), ("belum", MERAH), (None, BELUM_LAPOR)])
def test_regulation_by_its_status(status: str | None, warna: str) -> None:
    assert ukur("regulasi", opd(laporan("2026-S1", regulasi_status=status)), "2026").status == warna


def test_regulation_of_a_year_is_the_latest_that_says_so() -> None:
    first, second = laporan("2025-S1", regulasi_status="ada"), laporan("2025-S2", regulasi_status="belum")
    assert ukur("regulasi", opd(first, second), "2025").status == MERAH
    assert ukur("regulasi", opd(first, laporan("2025-S2")), "2025").status == HIJAU
    assert ukur("regulasi", opd(first, second), "2025-S1").status == HIJAU
    assert ukur("regulasi", opd(first), "2025-S2").status == BELUM_LAPOR
    assert ukur("regulasi", opd(), "2026-S2").status == BELUM_JATUH_TEMPO


@pytest.mark.parametrize(
    ("status", "nomor", "penggiat", "warna"),
    [
        ("ada", "188/1", 4, HIJAU),
        ("ada", "188/1", None, HIJAU),
        ("ada", None, 4, KUNING),
        ("draf", "188/1", 0, KUNING),
        ("belum", None, 2, KUNING),
        (None, None, 2, KUNING),
        ("belum", None, 0, MERAH),
        ("belum", None, None, MERAH),
        (None, None, 0, MERAH),
        (None, "188/1", None, BELUM_LAPOR),
    ],
)
def test_a_task_force_needs_a_numbered_decree(status: str | None, nomor: str | None, penggiat: int | None, warna: str) -> None:
    row = laporan("2026-S1", satgas_status=status, satgas_sk_nomor=nomor, satgas_penggiat=penggiat)
    sel = ukur("satgas", opd(row, STAF), "2026")
    assert sel.status == warna
    if warna != BELUM_LAPOR:
        assert sel.nilai == (None if penggiat is None else penggiat)  # per 100 ASN, of a staff of 100


def test_what_only_lacks_the_decree_costs_less() -> None:
    amber = ukur("satgas", opd(laporan("2026-S1", satgas_status="ada")), "2026").langkah
    red = ukur("satgas", opd(laporan("2026-S1", satgas_status="belum")), "2026").langkah
    assert [(step.ke, step.teks, step.usaha) for step in amber] == [(HIJAU, "SK satgas", 1.0)]
    assert [(step.ke, step.usaha) for step in red] == [(HIJAU, 2.0)]


def test_the_training_topic_is_information_for_training_bodies_only() -> None:
    from p4gn.scoring.ukuran_opd import ukur_opd

    row = laporan("2026-S1", diklat_jumlah=8, diklat_bermateri=6)
    sel = ukur("materi_diklat", opd(row), "2026")
    assert (sel.status, sel.nilai, sel.skor) == (INFORMASI, 75.0, None)
    assert ukur("materi_diklat", opd(laporan("2026-S1")), "2026").status == BELUM_LAPOR
    assert ukur_opd(opd(row), KERANGKA, waktu("2026"))["materi_diklat"].status == TIDAK_BERLAKU
    assert ukur_opd(replace(opd(row), kunci="BKD@98"), KERANGKA, waktu("2026"))["materi_diklat"].status == INFORMASI


# ---- reports on time


def kirim(b06: str | None, b12: str | None = None) -> list[object]:
    days = {"2025-S1": b06, "2025-S2": b12}
    return [laporan(periode, tanggal_kirim=date.fromisoformat(day)) for periode, day in days.items() if day]


@pytest.mark.parametrize(
    ("b06", "b12", "status", "tepat", "hari"),
    [
        ("2025-07-15", "2026-01-15", HIJAU, 2, None),
        ("2025-07-16", "2026-01-15", KUNING, 1, 1),
        ("2025-07-16", "2026-01-20", KUNING, 0, 5),
        ("2025-07-15", None, KUNING, 1, 289),
        (None, None, MERAH, 0, 473),
    ],
)
def test_reports_of_a_year_by_the_day_they_were_sent(b06: str | None, b12: str | None, status: str, tepat: int, hari: int | None) -> None:
    sel = ukur("laporan", opd(*kirim(b06, b12)), "2025")
    assert (sel.status, sel.pembilang, sel.penyebut, sel.hari_terlambat) == (status, tepat, 2, hari)


def test_a_report_that_is_not_due_is_not_asked_for() -> None:
    assert ukur("laporan", opd(), "2026-S2").status == BELUM_JATUH_TEMPO
    assert ukur("laporan", opd(), "2026", date(2026, 7, 15)).status == BELUM_JATUH_TEMPO
    running = ukur("laporan", opd(laporan("2026-S1")), "2026")
    assert (running.status, running.penyebut) == (HIJAU, 1)
    early = ukur("laporan", opd(laporan("2026-S2", tanggal_kirim=date(2026, 10, 1))), "2026-S2")
    assert early.status == HIJAU


def test_a_late_report_cannot_be_undone_but_an_unsent_one_can_be_sent() -> None:
    red = ukur("laporan", opd(), "2026")
    assert [(step.ke, step.teks, step.hari_terlambat) for step in red.langkah] == [(KUNING, "laporan B06 2026, terlambat 108 hari", 108)]
    assert ukur("laporan", opd(*kirim("2025-07-16")), "2025").langkah == ()
    both = ukur("laporan", opd(), "2025").langkah[0]
    assert (both.teks, both.jumlah, both.usaha) == ("laporan B06 2025 (terlambat 473 hari) dan B12 2025 (terlambat 289 hari)", 2, 2.0)


def test_days_of_grace_count_as_on_time() -> None:
    grace = replace(KERANGKA, laporan={**KERANGKA.laporan, "tenggang_hari": 5})
    assert ukur("laporan", opd(*kirim("2025-07-20", "2026-01-20")), "2025", kerangka=grace).status == HIJAU
    assert ukur("laporan", opd(*kirim("2025-07-21", "2026-01-20")), "2025", kerangka=grace).status == KUNING
    assert ukur("laporan", opd(), "2026-S1", date(2026, 7, 20), grace).status == BELUM_JATUH_TEMPO


# ---- follow-ups of meetings, budget


@pytest.mark.parametrize(("done", "total", "status"), [(4, 5, HIJAU), (3, 4, KUNING), (1, 2, KUNING), (2, 5, MERAH), (0, 1, MERAH)])
def test_follow_ups_done_of_those_due(done: int, total: int, status: str) -> None:
    rows = [tindak_lanjut("2026-05-05", "selesai" if i < done else "belum") for i in range(total)]
    sel = ukur("tindak_lanjut_rapat", opd(*rows), "2026")
    assert (sel.status, sel.pembilang, sel.penyebut) == (status, done, total)
    assert sel.hari_terlambat == (None if done == total else 179)


def test_only_follow_ups_of_the_last_twelve_months_count() -> None:
    inside, before, after = tindak_lanjut("2025-11-01", None), tindak_lanjut("2025-10-31", "belum"), tindak_lanjut("2026-11-01", "belum")
    assert ukur("tindak_lanjut_rapat", opd(before, after), "2026").status == TIDAK_BERLAKU
    assert ukur("tindak_lanjut_rapat", opd(inside, before, after), "2026").penyebut == 1
    assert ukur("tindak_lanjut_rapat", opd(inside), "2026-S1").penyebut == 1


def test_budget_is_information_of_one_sender_and_one_period() -> None:
    sel = ukur("anggaran", opd(anggaran("2026", 60e6, 30e6), anggaran("2026", 40e6, 20e6), anggaran("2026-S1", 9e6, 9e6)), "2026")
    assert (sel.status, sel.pembilang, sel.penyebut, sel.nilai, sel.skor) == (INFORMASI, 50e6, 100e6, 50.0, None)
    assert sel.teks == "Rp50.000.000 dari pagu Rp100.000.000 (50,0%)"
    other = anggaran("2026", 7e6, 7e6, pengirim="BAKESBANGPOL@98", diterima_pada=datetime(2026, 9, 9))
    assert ukur("anggaran", opd(anggaran("2026", 60e6, 30e6), other), "2026").penyebut == 60e6
    assert ukur("anggaran", opd(anggaran("2026-S1", 9e6, None)), "2026").teks == "Pagu Rp9.000.000; realisasi belum dilaporkan"
    assert ukur("anggaran", opd(anggaran("2025", 9e6, 9e6)), "2026").status == BELUM_LAPOR


def test_evidence_names_file_sheet_row_and_sender() -> None:
    evidence = ukur("regulasi", opd(laporan("2026-S1", regulasi_status="ada")), "2026").bukti[0]
    assert (evidence.berkas, evidence.lembar, evidence.baris, evidence.pengirim) == ("aksi 2026-S1.xlsx", "Aksi", 7, DINAS)
