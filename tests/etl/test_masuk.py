"""The store of submissions: whole lines or nothing, the same bytes twice change nothing, a withdrawal is remembered."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from etl.masuk import list_berkas, simpan, tarik
from etl.pribadi import Pribadi
from etl.problems import EtlGagal
from etl.reading.kolom import from_cells
from etl.reading.lembar import Lembar
from etl.receive import list_masukan, read_indeks, receive_bytes
from p4gn.kiriman import list_kiriman, masuk_dir

ISI = b"opd,jumlah\r\nDinas Sosial,3\r\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    return tmp_path


def test_a_submission_is_kept_as_sent_and_listed_with_its_sender() -> None:
    path = simpan("provinsi", receive_bytes(ISI, "Laporan S1.csv", "DINSOS@63"), None)
    assert path.read_bytes() == ISI and path.parent == masuk_dir("provinsi") / "berkas"
    (item,) = list_kiriman("provinsi")
    assert (item.nama, item.pengirim, item.asli, dict(item.pribadi)) == ("Laporan S1.csv", "DINSOS@63", True, {})
    assert list_berkas("provinsi") == [path] == list_masukan([masuk_dir("provinsi")])
    assert read_indeks(masuk_dir("provinsi"))[path]["pengirim"] == "DINSOS@63"
    assert list_kiriman("contoh") == []


def test_the_same_bytes_of_the_same_sender_change_nothing(data: Path) -> None:
    first = simpan("provinsi", receive_bytes(ISI, "a.csv", "DINSOS@63"), None)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert simpan("provinsi", receive_bytes(ISI, "nama lain.csv", "DINSOS@63"), None) == first
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    simpan("provinsi", receive_bytes(ISI, "a.csv", "DINKES@63"), None)
    assert [item.pengirim for item in list_kiriman("provinsi")] == ["DINSOS@63", "DINKES@63"]
    assert list_berkas("provinsi") == [first]


def test_personal_data_never_reaches_the_disk_and_is_counted(data: Path) -> None:
    sent = receive_bytes(b"opd,nama\r\nDinas Sosial,Wagiman\r\n", "a.n. Wagiman.csv", "DINSOS@63")
    bersih = [Lembar(None, (from_cells(["opd", "Dinas Sosial"]), from_cells(["nama", None])), 2)]
    found = [
        Pribadi(sent.nama, None, "nama", "nama", 1),
        Pribadi(sent.nama, None, "lain", "nama", 2),
        Pribadi(sent.nama, None, "hp", "telepon", 4),
    ]
    path = simpan("provinsi", sent, bersih, found)
    assert path.stem == sent.sha256 and path.suffix == ".csv"
    assert not any(b"Wagiman" in part.read_bytes() for part in data.rglob("*") if part.is_file())
    (item,) = list_kiriman("provinsi")
    assert not item.asli and dict(item.pribadi) == {"nama": 3, "telepon": 4} and item.nama == "(dihapus).csv"


def test_a_withdrawn_submission_is_left_out_and_may_be_sent_again() -> None:
    sent = receive_bytes(ISI, "a.csv", "DINSOS@63")
    path = simpan("provinsi", sent, None)
    withdrawn = tarik("provinsi", sent.sha256, "salah kirim", "Kepala Bidang Kesbangpol")
    assert withdrawn.ditarik and withdrawn.alasan_tarik == "salah kirim" and withdrawn.ditarik_oleh == "Kepala Bidang Kesbangpol"
    assert list_kiriman("provinsi") == [] and list_berkas("provinsi") == [] and list_masukan([masuk_dir("provinsi")]) == []
    assert len(list_kiriman("provinsi", semua=True)) == 1 and path.is_file()
    assert simpan("provinsi", sent, None) == path
    assert list_masukan([masuk_dir("provinsi")]) == [path] and len(list_kiriman("provinsi", semua=True)) == 2


def test_one_sender_withdraws_what_another_also_sent() -> None:
    sent = [receive_bytes(ISI, "a.csv", pengirim) for pengirim in ("DINSOS@63", "DINKES@63")]
    path, _ = [simpan("provinsi", item, None) for item in sent]
    tarik("provinsi", sent[0].sha256, "salah kirim", "Sekretaris", pengirim="DINKES@63", buang_berkas=True)
    assert [item.pengirim for item in list_kiriman("provinsi")] == ["DINSOS@63"]
    assert list_masukan([masuk_dir("provinsi")]) == [path] and read_indeks(masuk_dir("provinsi"))[path]["pengirim"] == "DINSOS@63"
    tarik("provinsi", sent[0].sha256, "salah kirim", "Sekretaris", buang_berkas=True)
    assert not path.exists() and list_kiriman("provinsi") == []


def test_withdrawing_needs_a_submission_a_reason_and_an_office() -> None:
    with pytest.raises(EtlGagal, match="Tidak ada kiriman"):
        tarik("provinsi", "0" * 64, "salah kirim", "Sekretaris")
    with pytest.raises(EtlGagal, match="alasan dan jabatan"):
        tarik("provinsi", "0" * 64, " ", "Sekretaris")


def test_a_line_cut_short_by_a_killed_writer_is_no_record_and_is_mended() -> None:
    simpan("provinsi", receive_bytes(ISI, "a.csv", "A"), None)
    indeks = masuk_dir("provinsi") / "kiriman.jsonl"
    with indeks.open("ab") as file:
        file.write(b'{"berkas": "berkas/terpoto')
    assert [item.pengirim for item in list_kiriman("provinsi")] == ["A"]
    simpan("provinsi", receive_bytes(ISI + b"x,1\r\n", "b.csv", "B"), None)
    assert [item.pengirim for item in list_kiriman("provinsi")] == ["A", "B"]
    assert all(json.loads(line) for line in indeks.read_text(encoding="utf-8").splitlines())


def _store(nomor: int) -> None:
    simpan("provinsi", receive_bytes(ISI + f"Dinas,{nomor}\r\n".encode(), "a.csv", f"P{nomor}"), None)


def test_many_writers_at_once_lose_no_line() -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        pool.map(_store, range(24))
    assert {item.pengirim for item in list_kiriman("provinsi")} == {f"P{nomor}" for nomor in range(24)}
    assert len(list_berkas("provinsi")) == 24


def test_the_store_of_a_kind_stays_in_its_folder() -> None:
    with pytest.raises(ValueError, match="bukan jenis"):
        masuk_dir("../lain")


@pytest.mark.parametrize("berkas", ["../../rahasia.csv", "/etc/passwd", "berkas/../../x.csv", "a\0.csv"])
def test_a_line_that_points_outside_the_store_is_no_submission(data: Path, berkas: str) -> None:
    folder = masuk_dir("provinsi")
    folder.mkdir(parents=True)
    outside = data / "rahasia.csv"
    outside.write_bytes(ISI)
    record = {"berkas": berkas, "nama": "a.csv", "sha256": "0" * 64, "diterima_pada": "2025-07-03T09:12:00+08:00"}
    (folder / "kiriman.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert list_kiriman("provinsi") == [] and list_berkas("provinsi") == []
    with pytest.raises(EtlGagal, match="Tidak ada kiriman"):
        tarik("provinsi", "0" * 64, "salah kirim", "Admin Kesbangpol", buang_berkas=True)
    assert outside.is_file()


def test_a_link_out_of_the_store_is_not_followed(data: Path) -> None:
    path = simpan("provinsi", receive_bytes(ISI, "a.csv"), None)
    outside = data / "rahasia.csv"
    outside.write_bytes(b"opd\r\nX\r\n")
    (path.parent / "tautan.csv").symlink_to(outside)
    assert list_masukan([masuk_dir("provinsi")]) == [path]


def test_a_sender_named_as_a_person_is_kept_under_a_number_that_stays_the_same() -> None:
    first, again = (receive_bytes(ISI, "a.csv", "Wagimin Kertodikromo").pengirim for _ in range(2))
    assert first == again is not None and "Wagimin" not in first
    assert receive_bytes(ISI, "a.csv", "Dinas Sosial Tapin").pengirim == "Dinas Sosial Tapin"


def test_a_full_disk_leaves_neither_half_a_file_nor_a_line(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("etl.receive.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        simpan("provinsi", receive_bytes(ISI, "a.csv", "DINSOS@63"), None)
    assert list_kiriman("provinsi") == []
    assert [path.name for path in data.rglob("*") if path.is_file()] == [".kunci"]
