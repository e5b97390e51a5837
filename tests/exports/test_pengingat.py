"""Reminders: overdue first, no person in them, the same due dates as in the calendar of duties."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from exports import __main__ as perintah
from exports.ics import tindak_lanjut_ics
from exports.pengingat import list_pengingat, list_tanpa_penanggung, nama_penagih, pengingat_csv, pesan_text, polos
from p4gn.catatan import list_tindak_lanjut
from p4gn.catatan.basis import VARIABEL, forget_engines
from p4gn.scope import Scope
from p4gn.scoring.kalender import RAPAT, TERBUKA, list_tugas
from tests.exports.kartu_buatan import KETERANGAN, KETERANGAN_CONTOH
from tests.exports.rapat_buatan import BUTIR, EDISI, KINI, butir, write_edisi_rapat

PENAGIH = "Badan Kesbangpol Provinsi Kalimantan Selatan"


@pytest.fixture
def catatan_kosong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A store of its own, empty."""
    monkeypatch.setenv(VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    yield
    forget_engines()


@pytest.fixture
def edisi_rapat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catatan_kosong: None) -> str:
    """The tiny edition with four follow-ups, P4GN_DATA pointing at it."""
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    return write_edisi_rapat(tmp_path / "data")


def due(days: int) -> date:
    return KINI + timedelta(days=days)


MILIK = (
    butir("1", "Terbitkan SE *penting* tes urine", tenggat=due(-60)),
    butir("2", "Laporkan hasil", tenggat=due(0), judul_rapat=None, tanggal=date(2026, 3, 1), presisi_tanggal="bulan"),
    butir("3", "Latih penggiat", tenggat=due(30)),
    butir("4", "Susun RAD", tenggat=due(31)),
    butir("5", "Bentuk satgas"),
    butir("6", "Sudah", tenggat=due(-90), status="selesai"),
    butir("7", "Batal", status="batal"),
)


def test_each_open_follow_up_is_in_one_part_and_what_is_done_in_none() -> None:
    (only,) = list_pengingat(MILIK, KINI)
    ids = [[row["id"] for row in part] for part in (only.lewat, only.segera, only.tanpa, only.nanti)]
    assert ids == [["1"], ["2", "3"], ["5"], ["4"]]
    assert only.label == "Dinas Kesehatan Provinsi Kalimantan Selatan" and only.jumlah == 4
    assert only.ringkas == "1 lewat tenggat, 2 segera jatuh tempo, 1 tanpa tenggat"
    (wider,) = list_pengingat(MILIK, KINI, 31)
    assert len(wider.segera) == 3 and not wider.nanti
    (narrow,) = list_pengingat(MILIK, KINI, 0)
    assert [row["id"] for row in narrow.segera] == ["2"]


def test_who_owes_nothing_soon_is_not_reminded() -> None:
    assert list_pengingat([butir("1", "Nanti", tenggat=due(90)), butir("2", "Sudah", status="selesai")], KINI) == ()


def test_agencies_of_the_same_name_in_two_regions_are_two() -> None:
    rows = [
        butir("1", "A"),
        butir("2", "B", penanggung_jawab="DINKES@63.71"),
        butir("3", "C", penanggung_jawab=None, nama_penanggung="Komunitas Uji"),
    ]
    assert [each.label for each in list_pengingat(rows, KINI)] == [
        "Dinas Kesehatan Provinsi Kalimantan Selatan",
        "Komunitas Uji Provinsi Kalimantan Selatan",
        "Dinas Kesehatan Kota Banjarmasin",
    ]


def test_what_nobody_owes_is_counted_apart() -> None:
    assert [row["id"] for row in list_tanpa_penanggung(BUTIR)] == ["d"]
    assert "d" not in [row["id"] for each in list_pengingat(BUTIR, KINI) for row in each.butir]


def test_the_text_for_whatsapp() -> None:
    (only,) = list_pengingat(MILIK, KINI)
    assert pesan_text(only, KETERANGAN, KINI, 30, PENAGIH) == (
        "*Pengingat tindak lanjut rapat P4GN*\n\n"
        "Yth. Pimpinan Dinas Kesehatan Provinsi Kalimantan Selatan\n\n"
        "Dengan hormat, bersama ini kami sampaikan tindak lanjut rapat P4GN yang menjadi tanggung jawab Dinas Kesehatan Provinsi Kalimantan "
        "Selatan dan belum selesai. Keterlambatan dihitung per 30 Juni 2026.\n\n"
        "*Lewat tenggat (1)*\n"
        "1. Terbitkan SE penting tes urine. Tenggat 1 Mei 2026, lewat 60 hari. (Rapat: Rakor P4GN, 10 Januari 2026)\n\n"
        "*Jatuh tempo dalam 30 hari (2)*\n"
        "1. Laporkan hasil. Tenggat 30 Juni 2026, hari ini. (Rapat: Maret 2026)\n"
        "2. Latih penggiat. Tenggat 30 Juli 2026, 30 hari lagi. (Rapat: Rakor P4GN, 10 Januari 2026)\n\n"
        "*Tanpa tenggat (1)*\n"
        "1. Bentuk satgas. Mohon batas waktunya ditetapkan. (Rapat: Rakor P4GN, 10 Januari 2026)\n\n"
        "1 tindak lanjut lain jatuh tempo sesudah itu.\n\n"
        "Mohon perkembangan dan buktinya disampaikan kepada Badan Kesbangpol Provinsi Kalimantan Selatan. "
        "Abaikan yang sudah dilaporkan selesai. Terima kasih.\n\n"
        "_Sumber: Dasbor P4GN. Edisi contoh, 2026-11-25-contoh-b4601f37. Data per 25 November 2026._\n"
    )


def test_invented_data_say_so_and_plain_text_has_no_marks() -> None:
    (only,) = list_pengingat(MILIK, KINI)
    text = pesan_text(only, KETERANGAN_CONTOH, KINI, 30, PENAGIH)
    assert text.splitlines()[1] == "*DATA CONTOH*: Seluruh isinya rekaan, bukan keadaan sebenarnya."
    assert "*" not in polos(text) and polos(text).splitlines()[-1].startswith("Sumber: ")


@pytest.mark.parametrize(
    "teks", ["Hubungi Bapak Fulan Contoh soal SE", "Kirim ke 0812 3456 7890", "Kirim ke fulan@contoh.go.id", "NIP 198001012005011001"]
)
def test_no_person_is_named_in_a_reminder(teks: str) -> None:
    (only,) = list_pengingat([butir("1", teks, judul_rapat=teks)], KINI)
    text = pesan_text(only, KETERANGAN, KINI, 30, PENAGIH)
    table = pengingat_csv([only], KETERANGAN, KINI).decode("utf-8-sig")
    for told in (text, table):
        assert "memuat data pribadi" in told
        assert not [part for part in ("Fulan", "3456", "fulan@", "198001") if part in told]


def test_who_asks() -> None:
    assert nama_penagih("63") == PENAGIH and nama_penagih("63.06.04") == "Badan Kesbangpol Kabupaten Hulu Sungai Selatan"
    assert nama_penagih("nasional") == "Badan Kesbangpol setempat"


def test_the_table_of_all_has_typed_cells_and_no_formula() -> None:
    rows = [
        *MILIK,
        butir("8", '=HYPERLINK("http://contoh";"x")', penanggung_jawab="DINSOS@63", nama_penanggung="@Dinas", judul_rapat="+rapat"),
    ]
    table = pengingat_csv(list_pengingat(rows, KINI), KETERANGAN_CONTOH, KINI)
    lines = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["DATA CONTOH", "Seluruh isinya rekaan, bukan keadaan sebenarnya."]
    head = lines.index(next(line for line in lines if line[:2] == ["OPD", "Wilayah OPD"]))
    assert [line[2:8] for line in lines[head + 1 :] if line[0] == "Dinas Kesehatan"] == [
        ["lewat tenggat", "Terbitkan SE penting tes urine", "2026-05-01", "60", "", "Belum mulai"],
        ["segera jatuh tempo", "Laporkan hasil", "2026-06-30", "", "0", "Belum mulai"],
        ["segera jatuh tempo", "Latih penggiat", "2026-07-30", "", "30", "Belum mulai"],
        ["tanpa tenggat", "Bentuk satgas", "", "", "", "Belum mulai"],
    ]
    attack = next(line for line in lines if "HYPERLINK" in "".join(line))
    assert all(not cell or cell[0] not in "=+-@\t\r" for cell in attack)
    assert attack[0] == "'@Dinas" and attack[8] == "'+rapat"


def test_the_calendar_holds_open_due_dates_only() -> None:
    events = Calendar.from_ical(tindak_lanjut_ics(MILIK, KETERANGAN_CONTOH, KINI)).walk("VEVENT")
    assert [each["dtstart"].dt for each in events] == [due(-60), due(0), due(30), due(31)]
    assert all(str(each["summary"]).startswith("[DATA CONTOH] Tindak lanjut rapat: ") for each in events)
    assert "terlambat 60 hari" in str(events[0]["description"]) and "Rapat Rakor P4GN (10 Januari 2026)" in str(events[0]["description"])


def test_the_same_follow_up_is_the_same_event_as_in_the_calendar_of_duties(edisi: str, catatan_kosong: None) -> None:
    from exports.ics import kalender_ics

    duties = [each for each in list_tugas(edisi, "63", 2026) if each.jenis == RAPAT and each.status in TERBUKA]
    known = {str(each["uid"]): str(each["summary"]) for each in Calendar.from_ical(kalender_ics(duties, KETERANGAN, KINI)).walk("VEVENT")}
    rows = list_tindak_lanjut(Scope(edisi, "63"), pada=KINI).to_dict("records")
    ours = {str(each["uid"]): str(each["summary"]) for each in Calendar.from_ical(tindak_lanjut_ics(rows, KETERANGAN, KINI)).walk("VEVENT")}
    assert len(known) > 5
    assert {uid: ours.get(uid) for uid in known} == known


def test_the_command_writes_a_text_and_a_calendar_per_agency_and_one_table(edisi_rapat: str, tmp_path: Path, capsys) -> None:
    folder = tmp_path / "keluaran"
    assert perintah.main(["pengingat", "--edisi", EDISI, "--wilayah", "63", "--keluaran", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "DATA-CONTOH-pengingat-dinkes-63.06.ics",
        "DATA-CONTOH-pengingat-dinkes-63.06.txt",
        "DATA-CONTOH-pengingat-dinkes-63.ics",
        "DATA-CONTOH-pengingat-dinkes-63.txt",
        "DATA-CONTOH-pengingat-dinsos-63.txt",
        "DATA-CONTOH-pengingat-semua-opd.csv",
    ]
    assert "lewat 30 hari" in (folder / "DATA-CONTOH-pengingat-dinkes-63.txt").read_text(encoding="utf-8")
    assert "Pengingat untuk 3 OPD ditulis ke" in capsys.readouterr().out


def test_without_a_folder_the_command_writes_to_the_terminal(edisi_rapat: str, capsys) -> None:
    assert perintah.main(["pengingat", "--edisi", EDISI, "--wilayah", "63.06"]) == 0
    told = capsys.readouterr().out
    assert told.count("Yth. Pimpinan") == 1 and "Dinas Kesehatan Kabupaten Hulu Sungai Selatan" in told and "DATA CONTOH" in told
    assert perintah.main(["pengingat", "--edisi", EDISI, "--opd", "BAPPEDA@63"]) == 0
    assert capsys.readouterr().out == "Tidak ada yang perlu diingatkan.\n"


@pytest.mark.parametrize(
    ("arguments", "kata"),
    [
        (["--edisi", "2026-01-01-contoh-00000000"], "tidak ada di sini"),
        (["--edisi", "../x"], "bukan nomor edisi"),
        (["--wilayah", "99.99"], "99.99 tidak ada"),
        (["--wilayah", "abc"], "tidak dikenal"),
        (["--dalam", "-1"], "bukan banyaknya hari"),
    ],
)
def test_a_wrong_command_is_said_in_words(edisi_rapat: str, arguments: list[str], kata: str, capsys) -> None:
    wanted = ["pengingat", *(["--edisi", EDISI] if "--edisi" not in arguments else []), *arguments]
    try:
        code = perintah.main(wanted)
    except SystemExit as left:
        code = left.code
    assert code == 2 and kata in capsys.readouterr().err
