"""What leaves a meeting, on the screen: three files, each made when it is asked for, and what the calendar leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from exports.ics import tindak_lanjut_ics
from exports.notulen import notulen_docx, notulen_pdf
from p4gn import catatan
from p4gn.catatan.basis import VARIABEL, forget_engines
from p4gn.scope import Scope
from tests.exports.rapat_buatan import BERKAS, ID_RAPAT, butir, write_edisi_rapat
from ui import unduh_rapat
from ui.unduh_rapat import Pembuat, draw_unduh_rapat, kalender_text, name_file

PEMBUAT = Pembuat(notulen_docx, notulen_pdf, tindak_lanjut_ics)


@pytest.fixture
def scope(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scope]:
    """The tiny edition with an empty store, narrowed to a year and an agency that have nothing to do with the meeting."""
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    yield Scope(write_edisi_rapat(tmp_path / "data"), "63", "2025", "DISHUB")
    forget_engines()


def screen(scope, id_rapat, pembuat):
    from p4gn import catatan
    from ui.unduh_rapat import draw_unduh_rapat

    draw_unduh_rapat(scope, catatan.read_pertemuan(scope.edisi, id_rapat), pembuat)


def test_the_buttons_and_what_stands_beside_them(scope: Scope) -> None:
    shown = AppTest.from_function(screen, args=(scope, ID_RAPAT, PEMBUAT)).run()
    assert not shown.exception
    assert [each.proto.label for each in shown.get("download_button")] == ["Notulen (DOCX)", "Notulen (PDF)", "Kalender tenggat (.ics)"]
    told = " ".join(each.proto.body for each in shown.get("html"))
    assert "Kalender memuat 1 tenggat; 1 tindak lanjut terbuka tanpa tenggat tidak ada di dalamnya." in told


def test_files_are_made_at_the_click_and_hold_what_was_noted_meanwhile(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, object] = {}
    monkeypatch.setattr(
        unduh_rapat.berkas, "file_button", lambda label, make, nama, scope, **_: made.update({nama.rpartition(".")[2]: make})
    )
    pertemuan = catatan.read_pertemuan(scope.edisi, ID_RAPAT)
    draw_unduh_rapat(scope, pertemuan, PEMBUAT)
    who = catatan.Pencatat("Analis Kesbangpol", "analis", "rapat", scope.edisi)
    catatan.record_keputusan(who, catatan.Keputusan("Latih penggiat", tenggat=date(2026, 12, 1), wilayah="63", rapat=ID_RAPAT))
    for kind, sign in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert made[kind]().startswith(sign)
    events = Calendar.from_ical(made["ics"]()).walk("VEVENT")
    assert sorted(str(each["summary"]) for each in events) == [
        "[DATA CONTOH] Tindak lanjut rapat: Latih penggiat: Penanggung jawab tidak disebut",
        "[DATA CONTOH] Tindak lanjut rapat: Terbitkan SE tes urine: Dinas Kesehatan",
    ]


@pytest.mark.parametrize(
    ("rows", "kata"),
    [
        ([], "Tidak ada tindak lanjut terbuka untuk kalender."),
        ([butir("1", "A", status="selesai", tenggat=date(2026, 1, 1))], "Tidak ada tindak lanjut terbuka untuk kalender."),
        ([butir("1", "A")], "Tidak ada tenggat untuk kalender: 1 tindak lanjut terbuka tanpa tenggat."),
        ([butir("1", "A", tenggat=date(2026, 8, 1))], "Kalender memuat 1 tenggat."),
    ],
)
def test_what_the_calendar_leaves_out_in_words(rows, kata) -> None:
    assert kalender_text(rows) == kata


def test_names_of_files_tell_meetings_apart() -> None:
    name = name_file(BERKAS)
    assert name.startswith("2026-06-10-rakor-p4gn-triwulan-ii-") and name != name_file(replace(BERKAS, id="rapat-berkas:63.06:R2"))
    assert name_file(replace(BERKAS, tanggal=None, judul=None)).startswith("tanpa-tanggal-rakor-")
