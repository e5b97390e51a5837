"""What may be written, and how notes and files become one list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from p4gn import catatan
from p4gn.catatan import basis, kata
from p4gn.catatan.pribadi import find_pribadi, is_jabatan
from p4gn.peran import PERAN
from p4gn.scope import Scope
from tests.p4gn.catatan.conftest import EDISI_BARU

PADA = date(2026, 6, 30)
TL1 = catatan.kunci_berkas("98.01", "TL-1")


@pytest.fixture(autouse=True)
def sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")


def by_id(scope: Scope, pada: date = PADA) -> dict[str, dict]:
    return {row["id"]: row for row in catatan.list_tindak_lanjut(scope, pada).to_dict("records")}


@pytest.mark.parametrize(
    ("isian", "keputusan"),
    [
        ("teks", catatan.Keputusan("  ", wilayah="98")),
        ("teks", catatan.Keputusan("Hubungi 0812-3456-7890", wilayah="98")),
        ("teks", catatan.Keputusan("Ditangani Budi Santoso, S.Sos", wilayah="98")),
        ("wilayah", catatan.Keputusan("Terbitkan SE")),
        ("penanggung_jawab", catatan.Keputusan("Terbitkan SE", "DINKES@banjar", wilayah="98")),
        ("tenggat", catatan.Keputusan("Terbitkan SE", tenggat=date(2026, 1, 1), tanggal=date(2026, 1, 2), wilayah="98")),
        ("status", catatan.Keputusan("Terbitkan SE", status="beres", wilayah="98")),
        ("topik", catatan.Keputusan("Terbitkan SE", topik="hukum", wilayah="98")),
        ("tautan", catatan.Keputusan("Terbitkan SE", bukti=(catatan.Bukti("lemari arsip"),), wilayah="98")),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field(pencatat: catatan.Pencatat, isian: str, keputusan: catatan.Keputusan) -> None:
    with pytest.raises(catatan.IsiSalah) as wrong:
        catatan.record_keputusan(pencatat, keputusan)
    assert wrong.value.isian == isian
    assert catatan.last_nomor() == 0


def test_only_those_who_work_with_it_write_and_sign_as_an_office(edisi: str) -> None:
    keputusan = catatan.Keputusan("Terbitkan SE", wilayah="98")
    for peran in (*PERAN, "tamu"):
        pencatat = catatan.Pencatat("Analis", peran, "rapat", edisi)
        if peran in ("pimpinan", "analis", "operator"):
            assert catatan.record_keputusan(pencatat, keputusan).pelaku == "Analis"
        else:
            with pytest.raises(catatan.PeranTidakBerwenang):
                catatan.record_keputusan(pencatat, keputusan)
    with pytest.raises(catatan.IsiSalah, match="nama jabatan"):
        catatan.record_keputusan(catatan.Pencatat("Drs. Budi Santoso", "analis", "rapat", edisi), keputusan)


def test_persons_are_seen_and_offices_and_places_are_not_taken_for_them() -> None:
    for text in ("NIK 6301 0112 3456 7890", "198001012005011001", "budi@contoh.go.id", "Koordinasi dengan Bapak Budi", "a.n. Siti Aminah"):
        assert find_pribadi(text), text
    for text in (
        "Ibu Wali Kota memimpin rapat", "Bapak Bupati menandatangani SE", "Layanan ibu hamil", "https://contoh.go.id/6301011234567890",
        "Anggaran Rp1.250.000.000 tahun 2026", "SK 188.44/0123/KUM/2026 diperbarui", "Rujuk ke RSUD Dr. H. Moch. Ansari Saleh",
    ):  # fmt: skip
        assert find_pribadi(text) is None, text
    assert is_jabatan("Kepala Bidang Kesbangpol") and not is_jabatan("Ibu Rahma") and not is_jabatan("12")


@pytest.mark.parametrize(
    ("teks", "topik"),
    [
        ("Terbitkan surat edaran P4GN", "regulasi"),
        ("Tes urine ASN dianggarkan", "tes urine"),
        ("Bentuk tim terpadu kecamatan", "tim terpadu"),
        ("Beri teguran kepada OPD yang belum melapor", "reward-punishment"),
        ("Kirim laporan B06", "pelaporan"),
        ("Rapat lanjutan dengan kepolisian", "koordinasi"),
        ("Beli kursi", "lainnya"),
    ],
)
def test_topic_is_suggested_from_the_words(teks: str, topik: str) -> None:
    assert catatan.guess_topik(teks) == topik


def test_every_topic_of_the_files_has_its_place() -> None:
    import yaml

    written = yaml.safe_load((Path(__file__).resolve().parents[3] / "etl" / "kata" / "topik_tindak_lanjut.yml").read_text(encoding="utf-8"))
    known = {each["nilai"] for each in written["isi"]} | {written["lainnya"]}
    assert known == {name for topik in catatan.list_topik() for name in topik.di_berkas}
    states = yaml.safe_load((Path(__file__).resolve().parents[3] / "etl" / "kata" / "status_tindak_lanjut.yml").read_text(encoding="utf-8"))
    assert {each["nilai"] for each in states["isi"]} == {each.id for each in catatan.list_status()}


@pytest.mark.parametrize(("umur", "kelompok"), [(0, "0–30"), (30, "0–30"), (31, "31–90"), (90, "31–90"), (91, ">90")])
def test_groups_of_age_meet_without_a_gap(umur: int, kelompok: str) -> None:
    assert kata.kelompok_umur(umur) == kelompok


def test_files_and_store_are_one_list(pencatat: catatan.Pencatat, edisi: str) -> None:
    kept = catatan.record_keputusan(
        pencatat, catatan.Keputusan("Terbitkan SE", "DINKES@98.01", ("SETDA@98.01",), wilayah="98.01", tanggal=date(2026, 5, 31))
    )
    rows = by_id(Scope(edisi, "98"))
    assert len(rows) == 4
    first, undated, done, mine = (
        rows[TL1],
        rows[catatan.kunci_berkas("98.01", "TL-2")],
        rows[catatan.kunci_berkas("98.02", "TL-3")],
        rows[kept.id],
    )
    assert (first["sumber"], first["umur"], first["kelompok_umur"], first["lewat_tenggat"], first["hari_lewat"]) == (
        "berkas",
        171,
        ">90",
        True,
        91,
    )
    assert (undated["tanpa_tenggat"], undated["lewat_tenggat"], undated["bukti"]) == (
        True,
        False,
        (catatan.Bukti("https://contoh.go.id/b"),),
    )
    assert (done["terbuka"], done["umur"], done["kelompok_umur"], done["lewat_tenggat"]) == (False, 4, None, False)
    assert (mine["sumber"], mine["umur"], mine["kelompok_umur"], mine["topik"]) == ("catatan", 30, "0–30", "regulasi")
    assert (mine["nama_penanggung"], mine["pendukung"], mine["tanpa_tenggat"]) == ("Dinas Kesehatan", "Sekretariat Daerah", True)
    assert next(iter(rows)) == TL1  # overdue first
    assert set(by_id(Scope(edisi, "98.02"))) == {catatan.kunci_berkas("98.02", "TL-3")}
    assert set(by_id(Scope(edisi, "98", "2025"))) == set() and len(by_id(Scope(edisi, "98", "2026-S1"))) == 4
    assert set(by_id(Scope(edisi, "98", opd="SETDA"))) == {TL1}
    assert len(catatan.list_tindak_lanjut(Scope(edisi, "98"), PADA, rapat=catatan.kunci_rapat("98.01", "R1"))) == 2


def test_a_note_wins_over_the_file_received_before_it_and_survives_new_numbers(pencatat: catatan.Pencatat, edisi: str) -> None:
    catatan.change_status(pencatat, TL1, 0, "selesai", date(2026, 4, 2))
    catatan.attach_bukti(pencatat, TL1, "https://contoh.go.id/perbup", "Perbup diundangkan")
    with pytest.raises(catatan.Bentrok):
        catatan.change_status(pencatat, TL1, 0, "batal")
    row = by_id(Scope(edisi, "98"))[TL1]
    assert (row["status"], row["status_berkas"], row["asal_status"], row["tanggal_selesai"], row["versi"]) == (
        "selesai", "belum", "catatan", date(2026, 4, 2), 2,
    )  # fmt: skip
    assert [each.tautan for each in row["bukti"]] == ["https://contoh.go.id/perbup"]
    later = by_id(Scope(EDISI_BARU, "98"))[
        TL1
    ]  # found by its words; its file came later, so the file has the last word, the evidence stays
    assert (later["status"], later["asal_status"], len(later["bukti"]), later["versi"]) == ("belum", "berkas", 1, 2)
    assert catatan.change_status(pencatat.__class__("Analis", "analis", "rapat", EDISI_BARU), TL1, 2, "berjalan").versi == 3
    with pytest.raises(catatan.IsiSalah, match="batal"):
        catatan.withdraw(pencatat, TL1, 3, "Salah")
    with pytest.raises(catatan.TidakAda):
        catatan.change_status(pencatat, catatan.kunci_berkas("98.01", "TL-9"), 0, "selesai")


def test_owner_and_due_date_of_a_file_row_can_be_corrected(pencatat: catatan.Pencatat, edisi: str) -> None:
    catatan.change_tenggat(pencatat, TL1, 0, date(2026, 12, 31))
    catatan.change_penanggung(pencatat, TL1, 1, "DINKES@98.01")
    row = by_id(Scope(edisi, "98"))[TL1]
    assert (row["tenggat"], row["lewat_tenggat"], row["nama_penanggung"], row["status"]) == (
        date(2026, 12, 31),
        False,
        "Dinas Kesehatan",
        "belum",
    )
    assert catatan.list_tanpa_asal(edisi) == ()
    assert TL1 in by_id(Scope(EDISI_BARU, "98"))  # still found: by the owner that the file named


def test_withdrawn_and_undone_leave_the_list(pencatat: catatan.Pencatat, edisi: str) -> None:
    kept = catatan.record_keputusan(pencatat, catatan.Keputusan("Terbitkan SE", wilayah="98"))
    assert kept.id in by_id(Scope(edisi, "98"))
    catatan.withdraw(pencatat, kept.id, 1, "Tercatat dua kali")
    assert kept.id not in by_id(Scope(edisi, "98"))
    assert [each.isi.get("alasan") for each in catatan.read_history(kept.id)] == [None, "Tercatat dua kali"]


def test_example_and_real_are_two_worlds(pencatat: catatan.Pencatat, edisi: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = catatan.record_keputusan(pencatat, catatan.Keputusan("Terbitkan SE", wilayah="98"))
    catatan.change_status(pencatat, TL1, 0, "selesai")
    for room in ("baca", "gabung", "tulis"):
        monkeypatch.setattr(f"p4gn.catatan.{room}.dunia_of", lambda _: "nyata")
    from p4gn.catatan import gabung

    gabung._read.cache_clear()
    rows = by_id(Scope(edisi, "98"))
    assert kept.id not in rows and rows[TL1]["status"] == "belum"
    with pytest.raises(catatan.TidakAda):
        catatan.change_status(pencatat, kept.id, 1, "selesai")
    gabung._read.cache_clear()
