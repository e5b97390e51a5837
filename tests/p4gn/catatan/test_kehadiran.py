"""Who came: added up by hand on the tiny edition, and never an absence where nobody wrote a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from p4gn import catatan
from p4gn.catatan import basis
from p4gn.catatan.kehadiran import ABSEN, HADIR, TANPA_DAFTAR, TIDAK_TERCANTUM, BarisHadir, Kehadiran

DINKES, SETDA, ITDA = "dinkes@98.01", "SETDA@98.01", "ITDA@98.01"
OPD = {DINKES: "Dinas Kesehatan", SETDA: "Sekretariat Daerah"}


@pytest.fixture(autouse=True)
def sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")


def row_of(found: Kehadiran, kunci: str) -> BarisHadir:
    return next(each for each in (*found.baris, *found.lain) if each.kunci == kunci)


def record(pencatat: catatan.Pencatat, hari: date, undangan: tuple[str, ...], hadir: tuple[str, ...], kode: str = "98.01") -> catatan.Rapat:
    kept = catatan.record_rapat(pencatat, catatan.RapatBaru("Rakor", hari, kode, "rakor", undangan=undangan, hadir=hadir))
    return catatan.start_rapat(pencatat, kept.id, kept.versi)


def test_only_meetings_of_exactly_this_government_with_a_list_count(edisi: str) -> None:
    """98.01 in 2024: R1 and R2 have lists (one names Dinkes twice); R10 is of a kecamatan, R5 of the province."""
    found = catatan.compute_kehadiran(edisi, "98.01", "2024", OPD)
    assert (len(found.rapat), found.berdaftar, found.berundangan) == (2, 2, 0)
    dinkes, setda = row_of(found, DINKES), row_of(found, SETDA)
    assert (dinkes.hadir, dinkes.diundang, dinkes.sel) == (2, 0, (HADIR, HADIR))
    assert dinkes.terakhir is not None and dinkes.terakhir.judul == "Rapat R2"
    assert (setda.hadir, setda.terakhir, setda.sel) == (0, None, (TIDAK_TERCANTUM, TIDAK_TERCANTUM))
    assert [each.kunci for each in found.belum_pernah] == [SETDA]
    assert {each.nama: each.hadir for each in found.lain} == {"BNN Kabupaten": 1, "Dinas Pendidikan": 1, "Tokoh masyarakat": 1}
    assert catatan.list_tahun_rapat(edisi, "98.01") == (2024,)


def test_a_missing_list_is_nobodys_absence(edisi: str) -> None:
    """In 2025 there is R6 alone, without a list: nothing to be out of, and who came in 2024 is still known."""
    found = catatan.compute_kehadiran(edisi, "98.01", "2025", OPD)
    assert (len(found.rapat), found.berdaftar) == (1, 0)
    assert row_of(found, DINKES).sel == row_of(found, SETDA).sel == (TANPA_DAFTAR,)
    assert row_of(found, DINKES).terakhir is not None and found.lain == ()
    every = catatan.compute_kehadiran(edisi, "98.01", "semua", OPD)
    assert [each.judul for each in every.rapat] == ["Rapat R7", "Rapat R1", "Rapat R2", "Rapat R6"]  # without a date first
    assert every.berdaftar == 2


def test_of_meetings_recorded_here_those_invited_and_not_on_the_list_were_absent(edisi: str, pencatat: catatan.Pencatat) -> None:
    record(pencatat, date(2026, 2, 1), (DINKES, SETDA), (DINKES, ITDA))
    record(pencatat, date(2026, 3, 1), (DINKES, SETDA), ())  # nobody has written who came
    record(pencatat, date(2026, 4, 1), (), (SETDA,))  # nobody has written who was invited
    record(pencatat, date(2026, 5, 1), (SETDA,), (DINKES,), kode="98")  # another government
    catatan.record_rapat(pencatat, catatan.RapatBaru("Rakor", date(2026, 6, 1), "98.01", undangan=(SETDA,)))  # only planned
    found = catatan.compute_kehadiran(edisi, "98.01", "2026", OPD)
    assert (len(found.rapat), found.berdaftar, found.berundangan) == (3, 2, 1)
    dinkes, setda = row_of(found, DINKES), row_of(found, SETDA)
    assert (dinkes.hadir, dinkes.diundang, dinkes.sel) == (1, 1, (HADIR, TANPA_DAFTAR, TIDAK_TERCANTUM))
    assert (setda.hadir, setda.diundang, setda.sel) == (1, 1, (ABSEN, TANPA_DAFTAR, HADIR))


def test_an_agency_of_this_government_that_only_a_list_names_has_a_row(edisi: str, pencatat: catatan.Pencatat) -> None:
    record(pencatat, date(2026, 2, 1), (), (ITDA, "ITDA@98", "BNNK@98.01"))
    found = catatan.compute_kehadiran(edisi, "98.01", "2026", OPD)
    assert [each.kunci for each in found.baris] == [DINKES, ITDA, SETDA]  # by name: Dinas …, Inspektorat, Sekretariat …
    assert [each.kunci for each in found.lain] == ["BNNK@98.01", "ITDA@98"]
