"""Why a cell changed: value, target, late data; nothing where nothing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from p4gn.scoring.hasil import Rapor
from p4gn.scoring.kartu import susun_rapor_opd
from p4gn.scoring.perubahan import DATA_TERLAMBAT, NILAI, TARGET, explain_change
from tests.p4gn.fakta_uji import KERANGKA, cakupan, duty, laporan, opd, pegawai, tes, ubah_kewajiban, waktu


def rapor(periode: str, *rows: object) -> Rapor:
    return susun_rapor_opd(opd(*rows), {each.id: each for each in KERANGKA.kewajiban_opd}, KERANGKA, waktu(periode))


def reasons(now: Rapor, before: Rapor, kewajiban: str = "tes_asn", kerangka=KERANGKA) -> list[tuple[str, str]]:
    return [(each.jenis, each.teks) for each in explain_change(now, before, kerangka, KERANGKA, kewajiban).alasan]


def test_a_value_that_moved_is_told_from_and_to() -> None:
    now, before = rapor("2025", cakupan(2025, 100, 40)), rapor("2024", cakupan(2024, 100, 12))
    assert reasons(now, before) == [(NILAI, "Berubah dari 12,0% (belum terpenuhi) menjadi 40,0% (terpenuhi).")]


def test_nothing_changed_nothing_to_say() -> None:
    now, before = rapor("2025", cakupan(2025, 100, 40)), rapor("2024", cakupan(2024, 100, 40))
    assert reasons(now, before) == []


def test_the_same_share_of_other_numbers_is_told_in_numbers() -> None:
    now, before = rapor("2025", cakupan(2025, 200, 80)), rapor("2024", cakupan(2024, 100, 40))
    assert reasons(now, before) == [(NILAI, "Berubah dari 40 dari 100 menjadi 80 dari 200.")]


def test_a_target_set_otherwise_is_told_with_both_values() -> None:
    now, before = rapor("2025", cakupan(2025, 100, 40)), rapor("2024", cakupan(2024, 100, 40))
    raised = ubah_kewajiban("tes_asn", target={"B06": 20, "tahun": 40}, bobot=30.0)
    told = reasons(now, before, kerangka=raised)
    assert {kind for kind, _ in told} == {TARGET}
    assert any("30% → 40%" in text for _, text in told)
    assert any("Bobot" in text and "25 → 30" in text for _, text in told)


def test_a_duty_that_only_one_framework_has_is_told() -> None:
    now, before = rapor("2025", cakupan(2025, 100, 40)), rapor("2024", cakupan(2024, 100, 40))
    fewer = replace(KERANGKA, judul="Kerangka uji", kewajiban=tuple(each for each in KERANGKA.kewajiban if each is not duty("tes_asn")))
    told = explain_change(now, replace(before, sel={}), KERANGKA, fewer, "tes_asn").alasan
    assert [(each.jenis, each.teks) for each in told] == [(TARGET, f"Kewajiban ini hanya ada pada {KERANGKA.judul}.")]


def test_rows_that_came_in_after_the_due_day_are_told() -> None:
    late = tes("2024-03-03", diterima_pada=datetime(2025, 3, 3, 8))
    in_time = tes("2024-04-04", diterima_pada=datetime(2025, 1, 15, 8))
    now = rapor("2025", cakupan(2025, 100, 40))
    assert reasons(now, rapor("2024", cakupan(2024, 100, 40), in_time)) == []
    assert reasons(now, rapor("2024", cakupan(2024, 100, 40), late, in_time)) == [
        (DATA_TERLAMBAT, "Data tahun 2024 diterima pada 3 Mar 2025, sesudah batasnya 15 Jan 2025.")
    ]


def test_hidden_numbers_stay_hidden_in_reasons() -> None:
    now = rapor("2025", tes("2025-03-03", 41, asesmen=41))
    before = rapor("2024", tes("2024-03-03", 37, diterima_pada=datetime(2024, 3, 4)))
    assert reasons(now, before, "tindak_lanjut_reaktif") == [(NILAI, "Berubah dari “belum terpenuhi” menjadi “terpenuhi”.")]


def test_a_status_that_changed_is_told_in_words() -> None:
    now, before = rapor("2025", laporan("2025-S1", regulasi_status="ada")), rapor("2024")
    assert reasons(now, before, "regulasi") == [(NILAI, "Berubah dari “belum lapor” menjadi “terpenuhi”.")]


def test_beside_a_status_that_stayed_only_what_it_counts_is_told() -> None:
    def row(periode: str, penggiat: int, asn: int) -> Rapor:
        report = laporan(f"{periode}-S1", satgas_status="ada", satgas_sk_nomor="1", satgas_penggiat=penggiat)
        return rapor(periode, report, pegawai(f"{periode}-01-01", asn))

    assert reasons(row("2025", 6, 100), row("2024", 4, 100), "satgas") == [(NILAI, "Berubah dari 4 menjadi 6 penggiat.")]
    assert reasons(row("2025", 4, 173), row("2024", 4, 108), "satgas") == []


def test_a_denominator_that_grew_is_told_where_nothing_was_reported() -> None:
    now, before = rapor("2025", cakupan(2025, 173, None)), rapor("2024", cakupan(2024, 108, None))
    assert reasons(now, before) == [(NILAI, "Pembaginya berubah dari 108 menjadi 173.")]
