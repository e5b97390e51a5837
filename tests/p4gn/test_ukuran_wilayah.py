"""Each duty of a kab/kota or kecamatan on facts that can be checked by hand: every status, and exactly on every threshold."""

from __future__ import annotations

from datetime import date

import pytest

from p4gn.scoring.fakta import S1, Bagian, DesaBersinar, Dokumen, Ibm, Indeks, JumlahDesa, Kerawanan, Rapat
from p4gn.scoring.hasil import BELUM_JATUH_TEMPO, BELUM_LAPOR, HIJAU, INFORMASI, KUNING, MERAH, TANPA_NILAI, TIDAK_BERLAKU
from p4gn.scoring.kerangka import find_kerangka
from p4gn.scoring.ukuran_wilayah import UKURAN_WILAYAH
from tests.p4gn.fakta_uji import cakupan, tes, tindak_lanjut, ukur, wilayah


def dokumen(jenis: str, status: str, tanggal: str | None = "2025-02-02", kode: str = "98.01", **isi: object) -> Dokumen:
    day = date.fromisoformat(tanggal) if tanggal else None
    kecamatan = kode if len(kode) > 5 else None
    row = Dokumen(kode, kode[:5], kecamatan, jenis, status, "12/2025", day, day and day.year, day, berkas="dokumen.xlsx", baris=4)
    return row._replace(**isi)


def sk(status: str = "ada", sampai: str | None = None, **isi: object) -> Dokumen:
    return dokumen("SK tim terpadu", status, berlaku_sampai=date.fromisoformat(sampai) if sampai else None, **isi)


def rapat(jenis: str, tanggal: str) -> Rapat:
    day = date.fromisoformat(tanggal)
    return Rapat("98.01", jenis, day, day, "Rapat uji", berkas="rapat.xlsx", baris=2)


def desa(nomor: int, tahap: int, tanggal: str = "2025-03-03", **isi: object) -> DesaBersinar:
    row = DesaBersinar(f"98.01.01.{2000 + nomor}", "98.01.01", "98.01", tahap, date.fromisoformat(tanggal), berkas="desa.xlsx", baris=nomor)
    return row._replace(**isi)


def nilai(nomor: int, kategori: str, tahun: int = 2025, metode: str = "IKRN") -> Kerawanan:
    tingkat = ("aman", "siaga", "waspada", "bahaya").index(kategori)
    return Kerawanan(f"98.01.01.{2000 + nomor}", tahun, metode, kategori, tingkat, berkas=f"kerawanan {tahun}.csv", baris=nomor)


def test_every_duty_of_every_framework_can_be_measured() -> None:
    for periode in ("2019", "2024", "2026"):
        frame = find_kerangka(periode, "98")
        assert {each.id for each in (*frame.kewajiban_kabkota, *frame.kewajiban_kecamatan)} <= set(UKURAN_WILAYAH)


# ---- documents


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ((sk(),), HIJAU),
        ((sk(sampai="2026-10-31"),), HIJAU),
        ((sk(sampai="2026-10-30"),), KUNING),
        ((sk(sampai="2025-12-31"), sk("draf")), KUNING),
        ((sk(sampai="2025-12-31"), sk(tanggal="2026-05-05")), HIJAU),
        ((sk("draf"),), KUNING),
        ((sk("belum"),), MERAH),
        ((sk(tanggal="2026-12-31"),), BELUM_LAPOR),
        ((), BELUM_LAPOR),
    ],
)
def test_the_team_needs_a_decree_in_force_on_the_day_judged(rows: tuple[Dokumen, ...], status: str) -> None:
    assert ukur("tim_terpadu", wilayah(dokumen=rows), "2026").status == status
    kecamatan = tuple(row._replace(kode_wilayah="98.01.01", kode_kecamatan="98.01.01") for row in rows)
    assert ukur("tim_terpadu", wilayah("98.01.01", dokumen=kecamatan), "2026").status == status


def test_a_decree_that_ends_soon_is_told() -> None:
    soon = ukur("tim_terpadu", wilayah(dokumen=(sk(sampai="2027-01-29"),)), "2026")
    assert (soon.status, soon.catatan) == (HIJAU, ("SK berakhir 29 Jan 2027.",))
    assert ukur("tim_terpadu", wilayah(dokumen=(sk(sampai="2027-01-30"),)), "2026").catatan == ()


def test_a_past_period_is_judged_on_its_own_last_day() -> None:
    facts = wilayah(dokumen=(sk(sampai="2026-03-01"),))
    assert ukur("tim_terpadu", facts, "2025").status == HIJAU
    assert ukur("tim_terpadu", facts, "2026-S1").status == KUNING


@pytest.mark.parametrize(("valid", "status"), [(4, HIJAU), (3, KUNING), (2, KUNING), (1, MERAH), (0, MERAH)])
def test_teams_of_kecamatan_by_their_share(valid: int, status: str) -> None:
    kecamatan = tuple(Bagian(f"98.01.0{i}") for i in range(1, 6))
    rows = tuple(sk(sampai=None if i <= valid else "2025-06-30", kode=f"98.01.0{i}") for i in range(1, 6))
    facts = wilayah(dokumen_kecamatan=rows)
    sel = ukur("tim_kecamatan", facts.__class__(facts.kode, facts.nama, kecamatan=kecamatan, dokumen_kecamatan=rows), "2026")
    assert (sel.status, sel.pembilang, sel.penyebut) == (status, valid, 5)


def test_without_any_decree_of_a_kecamatan_nothing_is_reported() -> None:
    assert ukur("tim_kecamatan", wilayah(), "2026").status == BELUM_LAPOR


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ((dokumen("RAD", "ada", None, tahun=2026),), HIJAU),
        ((dokumen("RAD", "draf", None, tahun=2026),), KUNING),
        ((dokumen("RAD", "belum", None, tahun=2026),), MERAH),
        ((dokumen("RAD", "belum", None, tahun=2026), dokumen("RAD", "draf", None, tahun=2026)), KUNING),
        ((dokumen("RAD", "ada", None, tahun=2024, berlaku_sampai=date(2028, 12, 31)),), HIJAU),
        ((dokumen("RAD", "ada", None, tahun=2024, berlaku_sampai=date(2025, 12, 31)),), BELUM_LAPOR),
        ((dokumen("RAD", "ada", None, tahun=2024),), BELUM_LAPOR),
        ((dokumen("RAD", "ada", None, tahun=2027),), BELUM_LAPOR),
        ((), BELUM_LAPOR),
    ],
)
def test_the_plan_of_the_year_or_one_that_still_holds(rows: tuple[Dokumen, ...], status: str) -> None:
    assert ukur("rad", wilayah(dokumen=rows), "2026").status == status


def test_the_best_regulation_counts() -> None:
    rows = (dokumen("perda", "belum"), dokumen("perkada", "draf"))
    assert ukur("perda", wilayah(dokumen=rows), "2026").status == KUNING
    assert ukur("perda", wilayah(dokumen=(*rows, dokumen("perda", "ada", "2026-11-01"))), "2026").status == KUNING, "after the position"
    assert ukur("perda", wilayah(dokumen=(*rows, dokumen("perda", "ada"))), "2026").status == HIJAU
    assert ukur("perda", wilayah(dokumen=rows[:1]), "2026").status == MERAH
    assert ukur("perda", wilayah(dokumen=(dokumen("surat edaran", "ada"),)), "2026").status == BELUM_LAPOR


def kirim(jenis: str, tanggal: str | None, status: str = "ada") -> Dokumen:
    return dokumen(f"laporan {jenis}", status, tanggal, tahun=2025)


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ((kirim("B06", "2025-07-15"), kirim("B12", "2026-01-15")), HIJAU),
        ((kirim("B06", "2025-07-16"), kirim("B12", "2026-01-15")), KUNING),
        ((kirim("B06", "2025-07-30"), kirim("B06", "2025-07-01"), kirim("B12", "2026-01-15")), HIJAU),
        ((kirim("B06", "2025-07-15"),), KUNING),
        ((kirim("B06", None), kirim("B12", "2026-01-15", "draf")), MERAH),
        ((), MERAH),
    ],
)
def test_reports_of_the_region_by_the_day_they_were_sent(rows: tuple[Dokumen, ...], status: str) -> None:
    assert ukur("laporan_wilayah", wilayah(dokumen=rows), "2025").status == status
    assert ukur("laporan_wilayah", wilayah(dokumen=rows), "2026", date(2026, 3, 3)).status == BELUM_JATUH_TEMPO


# ---- meetings


def test_one_coordination_meeting_for_every_half_that_is_over() -> None:
    one, two = rapat("rakor", "2026-02-02"), rapat("raker", "2026-08-08")
    other = rapat("audiensi", "2026-03-03")
    assert ukur("rakor", wilayah(rapat=(one,)), "2026", date(2026, 12, 30)).status == HIJAU, "the second half is not over"
    assert ukur("rakor", wilayah(rapat=(one,)), "2026", date(2026, 12, 31)).status == KUNING
    assert ukur("rakor", wilayah(rapat=(one, two)), "2026", date(2026, 12, 31)).status == HIJAU
    assert ukur("rakor", wilayah(rapat=(one,)), "2026", date(2026, 3, 3)).status == HIJAU, "at least one"
    assert ukur("rakor", wilayah(rapat=(one, other)), "2026-S2").status == BELUM_LAPOR
    assert ukur("rakor", wilayah(rapat=(other,)), "2026-S1").status == MERAH
    assert ukur("rakor", wilayah(rapat=(two,)), "2026-S2").status == HIJAU


def test_meetings_missing_are_a_step_only_while_the_period_runs() -> None:
    other = rapat("audiensi", "2026-03-03")
    running = ukur("rakor", wilayah(rapat=(other,)), "2026")
    assert [(step.ke, step.teks, step.usaha) for step in running.langkah] == [(HIJAU, "1 rakor lagi", 2.0)]
    over = ukur("rakor", wilayah(rapat=(other,)), "2026-S1")
    assert over.langkah == () and "sudah lewat" in over.catatan[0]


def test_follow_ups_of_the_region_whoever_owes_them() -> None:
    rows = tuple(tindak_lanjut("2026-05-05", status) for status in ("selesai", "selesai", "selesai", "selesai", "belum"))
    assert ukur("tindak_lanjut_wilayah", wilayah(tindak_lanjut=rows), "2026").status == HIJAU
    assert ukur("tindak_lanjut_wilayah", wilayah(), "2026").status == TIDAK_BERLAKU


# ---- agencies of the region


@pytest.mark.parametrize(
    ("warna", "status"),
    [
        ([HIJAU] * 4 + [MERAH], HIJAU),
        ([HIJAU] * 3 + [MERAH] * 3, KUNING),
        ([HIJAU] * 4 + [TANPA_NILAI] * 5, MERAH),
        ([KUNING] * 3, MERAH),
        ([TANPA_NILAI] * 3, BELUM_LAPOR),
        ([], BELUM_LAPOR),
    ],
)
def test_green_agencies_over_all_of_them(warna: list[str], status: str) -> None:
    facts = wilayah(warna_opd=tuple((f"DIN{i}@98.01", each) for i, each in enumerate(warna)))
    assert ukur("opd_hijau", facts, "2026").status == status


def test_coverage_of_a_region_is_added_up_before_it_is_divided() -> None:
    rows = (
        cakupan(2026, 900, 261, kunci="SATU@98.01"),
        cakupan(2026, 100, 39, kunci="DUA@98.01"),
        cakupan(2026, None, 77, kunci="TIGA@98.01"),
        cakupan(2025, 50, 50, kunci="SATU@98.01"),
        cakupan(2026, 900, 10, S1, kunci="SATU@98.01"),
    )
    sel = ukur("tes_asn_wilayah", wilayah(cakupan=rows, tes=(tes("2026-03-03"),)), "2026")
    assert (sel.status, sel.pembilang, sel.penyebut, sel.nilai) == (HIJAU, 300, 1000, 30.0)
    assert sel.teks == "300 dari 1.000 ASN (30,0%) di 2 OPD"
    assert sel.catatan == ("1 OPD tidak dihitung karena jumlah pegawainya belum dilaporkan.",)
    assert [each.keterangan for each in sel.bukti] == ["tes 3 Mar 2026, 50 dites"]


def test_agencies_without_tests_count_as_none_tested_once_one_has_a_number() -> None:
    silent = cakupan(2026, 100, None, kunci="SATU@98.01")
    sel = ukur("tes_asn_wilayah", wilayah(cakupan=(silent, cakupan(2026, 100, 15, kunci="DUA@98.01"))), "2026")
    assert (sel.status, sel.nilai) == (MERAH, 7.5)
    assert ukur("tes_asn_wilayah", wilayah(cakupan=(silent,)), "2026").status == BELUM_LAPOR
    assert ukur("tes_asn_wilayah", wilayah(), "2026").status == BELUM_LAPOR


# ---- villages


@pytest.mark.parametrize(("jumlah", "status"), [(4, HIJAU), (3, KUNING), (1, KUNING), (0, MERAH)])
def test_villages_launched_of_all_villages(jumlah: int, status: str) -> None:
    rows = (*tuple(desa(i, 2) for i in range(jumlah)), desa(90, 1))
    sel = ukur("desa_bersinar", wilayah(desa=rows), "2026")
    assert (sel.status, sel.pembilang, sel.penyebut) == (status, jumlah, 40)


def test_a_village_counts_once_as_it_last_stood() -> None:
    later = desa(1, 1, "2026-06-06")  # back to designated only
    rows = (later, desa(1, 3, "2025-05-05"), desa(2, 2, "2026-09-09"))
    assert ukur("desa_bersinar", wilayah(desa=rows), "2026").pembilang == 1
    assert ukur("desa_bersinar", wilayah(desa=rows), "2025").pembilang == 1
    assert ukur("desa_bersinar", wilayah(desa=rows), "2026-S1").pembilang == 0


def test_without_any_village_record_nothing_is_reported() -> None:
    assert ukur("desa_bersinar", wilayah(), "2026").status == BELUM_LAPOR
    assert ukur("desa_bersinar", wilayah(desa=(desa(1, 2, "2026-09-09"),)), "2025").status == BELUM_LAPOR
    unknown = desa(1, 3)._replace(kode_desa=None)
    assert ukur("desa_bersinar", wilayah(desa=(unknown,)), "2026").status == MERAH, "a record without a village: something is reported"


def test_only_villages_in_force_are_counted() -> None:
    facts = wilayah()
    gone = JumlahDesa("98.01.02", None, date(2025, 6, 30), 60)
    both = facts.__class__(facts.kode, facts.nama, jumlah_desa=(*facts.jumlah_desa, gone), desa=(desa(1, 2, "2025-01-01"),))
    assert ukur("desa_bersinar", both, "2026").penyebut == 40
    assert ukur("desa_bersinar", both, "2025-S1").penyebut == 100


@pytest.mark.parametrize(("aktif", "status"), [(5, HIJAU), (4, KUNING), (2, KUNING), (1, MERAH), (0, MERAH)])
def test_villages_in_danger_with_an_active_programme(aktif: int, status: str) -> None:
    danger = (*tuple(nilai(i, "waspada" if i % 2 else "bahaya") for i in range(10)), nilai(50, "siaga"), nilai(51, "aman"))
    programme = (*tuple(desa(i, 3 if i < aktif else 2) for i in range(10)), desa(50, 4))
    sel = ukur("prioritas_terlayani", wilayah(kerawanan=danger, desa=programme), "2026")
    assert (sel.status, sel.pembilang, sel.penyebut) == (status, aktif, 10)


def test_the_latest_assessment_counts_and_ikrn_before_others() -> None:
    rows = (
        nilai(1, "bahaya", 2024),
        nilai(1, "siaga", 2025, "pra-2024"),
        nilai(1, "waspada", 2025),
        nilai(2, "bahaya", 2024),
        nilai(2, "aman", 2025),
    )
    assert ukur("prioritas_terlayani", wilayah(kerawanan=rows), "2026").penyebut == 1
    assert ukur("prioritas_terlayani", wilayah(kerawanan=rows), "2024").penyebut == 2
    assert ukur("prioritas_terlayani", wilayah(kerawanan=rows), "2023").status == BELUM_LAPOR
    assert ukur("prioritas_terlayani", wilayah(kerawanan=(nilai(1, "siaga"),)), "2026").status == TIDAK_BERLAKU


def test_no_village_is_named_beside_its_danger() -> None:
    sel = ukur("prioritas_terlayani", wilayah(kerawanan=(nilai(1, "bahaya"), nilai(2, "waspada"))), "2026")
    assert [(each.berkas, each.baris, each.keterangan) for each in sel.bukti] == [("kerawanan 2025.csv", None, "2 desa dinilai")]


@pytest.mark.parametrize(("dengan", "status"), [(5, HIJAU), (4, KUNING), (2, KUNING), (1, MERAH), (0, MERAH)])
def test_villages_of_the_programme_with_an_ibm_unit(dengan: int, status: str) -> None:
    rows = (*tuple(desa(i, 1, ada_ibm=i < dengan) for i in range(10)), desa(60, 0, ada_ibm=True))
    sel = ukur("ibm", wilayah(desa=rows), "2026")
    assert (sel.status, sel.pembilang, sel.penyebut) == (status, dengan, 10)


def test_an_ibm_record_of_its_own_counts_from_its_day() -> None:
    unit = Ibm("98.01.01.2001", date(2026, 1, 1), berkas="ibm.xlsx")
    facts = wilayah(desa=(desa(1, 2),), ibm=(unit, Ibm("98.01.01.2099", date(2025, 1, 1))))
    assert ukur("ibm", facts, "2026").status == HIJAU
    assert ukur("ibm", facts, "2025").status == MERAH
    assert ukur("ibm", wilayah(desa=(desa(1, 0),)), "2026").status == TIDAK_BERLAKU


@pytest.mark.parametrize(("jumlah", "status"), [(32, HIJAU), (31, KUNING), (20, KUNING), (19, MERAH), (0, MERAH)])
def test_villages_assessed_in_two_years(jumlah: int, status: str) -> None:
    rows = (*tuple(nilai(i, "aman", 2025 + i % 2) for i in range(jumlah)), nilai(99, "aman", 2024))
    sel = ukur("pemetaan", wilayah(kerawanan=rows), "2026")
    assert (sel.status, sel.pembilang, sel.penyebut) == (status, jumlah, 40)


def test_change_of_danger_within_one_method_only() -> None:
    rows = (
        *(nilai(i, "waspada", 2024) for i in range(5)),
        nilai(0, "siaga"), nilai(1, "aman"), nilai(2, "bahaya"), nilai(3, "waspada"), nilai(7, "bahaya"),
        *(nilai(i, "bahaya", 2023, "pra-2024") for i in range(9)),
    )  # fmt: skip
    sel = ukur("perubahan_kerawanan", wilayah(kerawanan=rows), "2026")
    assert (sel.status, sel.nilai, sel.skor) == (INFORMASI, 1.0, None)
    assert sel.teks == "2 membaik dan 1 memburuk dari 4 desa/kelurahan, 2024–2025 (IKRN)"
    assert ukur("perubahan_kerawanan", wilayah(kerawanan=rows), "2024").status == BELUM_LAPOR


def test_published_indices_keep_their_scale() -> None:
    rows = (Indeks("98.01", "IKOTAN", None, 2025, 3.1, "1–4", "tanggap"), Indeks("98.01", "IKOTAN", None, 2024, 78.25, "0–100", None))
    assert ukur("indeks", wilayah(indeks=rows), "2026").teks == "IKOTAN 3,1 (skala 1–4, tanggap, 2025)"
    assert ukur("indeks", wilayah(indeks=rows), "2024").teks == "IKOTAN 78,25 (skala 0–100, 2024)"
    assert ukur("indeks", wilayah(), "2026").status == BELUM_LAPOR
