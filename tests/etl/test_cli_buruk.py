"""Bad input at the command line: one clear Indonesian message, an exit code, nothing published, never a traceback."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.etl.kiriman import TES_TAJUK, make_xlsx, run_etl, tes_row, write_csv, write_xlsx

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _write(nama: str, isi: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / nama).write_bytes(isi)
        return folder / nama

    return write


def _csv(nama: str, *rows: list[object], encoding: str = "utf-8") -> Callable[[Path], Path]:
    return lambda folder: write_csv(folder / nama, rows, encoding=encoding)


BERKAS_BURUK: dict[str, tuple[Callable[[Path], Path], str]] = {
    "tajuk kurang": (_csv("tes.csv", [name for name in TES_TAJUK if name != "jumlah_dites"], tes_row()[:-1]), "Jumlah dites"),
    "tajuk kurang di lembar": (
        lambda folder: write_xlsx(folder / "tes.xlsx", {"Data Kegiatan": [["REKAP"], TES_TAJUK[:-3], tes_row()[:-3]]}),
        "lembar Data Kegiatan, baris 2",
    ),
    "tajuk ganda": (_csv("tes.csv", [*TES_TAJUK, "wilayah"], [*tes_row(), "x"]), "ditulis dua kali: wilayah"),
    "penyandian rusak": (_write("tes.csv", b"id;wilayah\r\n1;\x81\x8d\x90\r\n"), "penyandian tidak dikenal"),
    "dua penyandian": (_write("tes.csv", "id;wilayah\r\n1;caf\u00e9\r\n".encode() + "2;caf\u00e9".encode("cp1252")), "bercampur"),
    "kosong": (_write("tes.csv", b""), "0 byte"),
    "hanya spasi": (_write("tes.csv", b" \r\n \r\n"), "tidak berisi apa-apa"),
    "xls bernama xlsx": (_write("tes.xlsx", OLE2), "Excel lama (.xls)"),
    "terkunci": (_write("tes.xlsx", OLE2 + "EncryptedPackage".encode("utf-16-le")), "terkunci kata sandi"),
    "zip rusak": (_write("tes.xlsx", make_xlsx({"Data": [TES_TAJUK, tes_row()]})[:900]), "rusak atau terpotong"),
    "xls rusak": (_write("tes.xls", OLE2), "rusak"),
    "xlsx bernama csv": (_write("tes.csv", make_xlsx({"Data": [TES_TAJUK, tes_row()]})), "padahal namanya berakhiran .csv"),
    "pdf bernama xlsx": (_write("tes.xlsx", b"%PDF-1.7 ..."), "PDF"),
    "html bernama xls": (_write("tes.xls", b"<html><table><tr><td>id</td></tr></table></html>"), "HTML"),
    "bukan tabel": (_write("catatan.txt", b"Yth. Bapak Ibu,\r\nberikut laporan kami.\r\n"), "bukan tabel yang dikenal"),
    "kutip terbuka": (_write("tes.csv", (",".join(TES_TAJUK) + '\r\n"U1,14/3/2024\r\n').encode()), "tanda kutip"),
    "lembar kosong": (lambda folder: write_xlsx(folder / "tes.xlsx", {"Sheet1": []}), "semua lembarnya kosong"),
    "jenis tak dikenal": (_write("tes.docx", b"PK"), ".docx tidak dikenal"),
    "tidak ada": (lambda folder: folder / "tiada.csv", "tidak ditemukan"),
}


@pytest.mark.parametrize("perkara", ["tajuk kurang di lembar", "terkunci", "tidak ada"])
def test_bangun_refuses_the_file_and_publishes_nothing(tmp_path: Path, perkara: str) -> None:
    write, kata = BERKAS_BURUK[perkara]
    path = write(tmp_path)
    done = run_etl(tmp_path / "data", "bangun", "--masukan", path)
    assert done.returncode == 1
    assert kata in done.stderr and path.name in done.stderr and "Perbaikan: " in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert not (tmp_path / "data" / "edisi" / "TERKINI").exists()


@pytest.mark.parametrize("perkara", BERKAS_BURUK)
def test_periksa_says_what_is_wrong_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], perkara: str
) -> None:
    from etl.__main__ import main

    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    write, kata = BERKAS_BURUK[perkara]
    path = write(tmp_path)
    assert main(["periksa", str(path)]) == 1
    said = capsys.readouterr()
    (line,) = said.err.strip().splitlines()
    assert kata.casefold() in line.casefold() and line.startswith(f"Berkas {path.name}") and "Perbaikan: " in line
    assert "1 berkas ditolak" in said.out
    assert not (tmp_path / "data").exists()


def test_periksa_prints_ledger_and_refused_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row("U1"), tes_row("U2", tanggal_tertulis="31/02/2024")], ";", "cp1252")
    done = run_etl(tmp_path / "data", "periksa", path)
    assert done.returncode == 0
    assert "tes.csv (tes_urine): 3 baris dibaca = 1 diterima + 1 ditolak + 1 bukan data" in done.stdout
    assert "Berkas tes.csv, baris 3, kolom tanggal_tertulis: tertulis “31/02/2024”." in done.stdout
    assert not (tmp_path / "data").exists()


def test_bangun_publishes_and_says_nothing_changed_the_second_time(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row("U1"), tes_row("U2", wilayah="Atlantis", kode_kabkota="")])
    first = run_etl(tmp_path / "data", "bangun", "--masukan", path)
    assert first.returncode == 0, first.stderr
    assert "7/7 terbitkan" in first.stdout and "\r" not in first.stdout and "Atlantis" in first.stdout
    second = run_etl(tmp_path / "data", "bangun", "--masukan", path)
    assert second.returncode == 0
    assert "Tidak ada yang berubah" in second.stdout


def test_edisi_marks_the_current_one_and_kembali_needs_one_that_exists(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "Belum ada edisi" in run_etl(data, "edisi").stdout
    ids = []
    for nomor in ("U1", "U2"):
        write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row(nomor)])
        assert run_etl(data, "bangun", "--masukan", tmp_path / "tes.csv").returncode == 0
        ids.append((data / "edisi" / "TERKINI").read_text(encoding="utf-8").strip())
    assert run_etl(data, "kembali", ids[0]).returncode == 0
    listed = run_etl(data, "edisi").stdout.splitlines()
    assert sorted(line[:1] for line in listed) == [" ", "*"]
    assert next(line for line in listed if line.startswith("*")).split()[1] == ids[0]
    wrong = run_etl(data, "kembali", "2020-01-01-publik-00000000")
    assert wrong.returncode == 1
    assert ids[1] in wrong.stderr and "Traceback" not in wrong.stderr


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "masuk").mkdir()
    done = run_etl(tmp_path / "data", "bangun", "--masukan", tmp_path / "masuk")
    assert (done.returncode, "Tidak ada berkas" in done.stderr) == (1, True)


def test_baca_and_batas_are_commands_too(tmp_path: Path) -> None:
    for arguments in (("baca", "--help"), ("batas", "--help")):
        done = run_etl(tmp_path / "data", *arguments)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_file_names_that_break_lines_or_encodings_are_shown_on_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    for nomor, nama in enumerate(["a\nb.csv", os.fsdecode(b"z\xff.csv"), "k'ut\"ip.csv"]):
        write_csv(folder / nama, [TES_TAJUK, tes_row(f"U{nomor}")])
    done = run_etl(tmp_path / "data", "bangun", "--masukan", folder)
    assert done.returncode == 0, done.stderr
    assert "a?b.csv (tes_urine): 2 baris" in done.stdout and "z?.csv (tes_urine): 2 baris" in done.stdout


@pytest.mark.parametrize(
    "nomor", ["6371012345678901", "NIK6371012345678901", "637101 230567 8901", "6371.0123.0567.8901", "hp081234567890"]
)
def test_personal_numbers_are_dropped_told_and_never_repeated(tmp_path: Path, nomor: str) -> None:
    path = write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row("U1", kelompok_sasaran=f"ASN {nomor}"), tes_row("U2", jumlah_dites=nomor)])
    done = run_etl(tmp_path / "data", "periksa", path)
    assert "tes.csv (tes_urine): 3 baris dibaca = " in done.stdout
    assert "Jangan kirim" in done.stdout and "kelompok_sasaran" in done.stdout
    assert nomor not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("perintah", "kata"),
    [
        ([], "belum ditulis: perintah"),
        (["salah"], "pilihan tidak dikenal: 'salah'"),
        (["bangun", "--masukan"], "memerlukan paling sedikit satu isian"),
        (["bangun", "--apa"], "tidak dikenal: --apa"),
        (["periksa"], "belum ditulis: BERKAS"),
        (["periksa", ""], "masih kosong"),
        (["kembali"], "belum ditulis: EDISI"),
    ],
)
def test_a_wrong_command_is_told_in_indonesian(capsys: pytest.CaptureFixture[str], perintah: list[str], kata: str) -> None:
    from etl.__main__ import main

    with pytest.raises(SystemExit) as stopped:
        main(perintah)
    said = capsys.readouterr().err
    assert stopped.value.code == 2 and kata in said and said.startswith("pemakaian: ")
    for english in ("usage", "error", "required", "argument", "choose"):
        assert english not in said


def test_macros_links_and_commands_in_a_workbook_are_told_to_its_sender(tmp_path: Path) -> None:
    buku = tmp_path / "makro.xlsm"
    write_xlsx(buku, {"Data": [TES_TAJUK, tes_row("U1")]})
    with zipfile.ZipFile(buku, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    done = run_etl(tmp_path / "data", "periksa", buku)
    assert done.returncode == 0, done.stderr
    assert "Catatan: makro.xlsm memuat makro; makro tidak dijalankan" in done.stdout
