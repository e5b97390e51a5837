"""Counting follow-ups by agency, meeting and topic, since a day, and of the last meeting; and what is told to open pages."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from p4gn import catatan
from p4gn.catatan.buku import write_buku
from p4gn.catatan.ringkas import count_butir, count_per, count_sejak, find_rapat_terakhir
from p4gn.scope import Scope
from tests.p4gn.catatan.conftest import EDISI_BARU
from ui import jejak
from ui.kabar import read_kabar
from ui.tindak_lanjut import late_owners, sentence, since_text

KINI = date(2026, 7, 31)


@pytest.fixture
def daftar(alamat: str, pencatat: catatan.Pencatat) -> pd.DataFrame:
    """Three of files and four of the room, in two regions."""
    for text, owner, due, wilayah in (
        ("Anggarkan tes", "DINKES@98.01", date(2026, 7, 1), "98.01"),
        ("Latih penggiat", "DPMD@98.01", None, "98.01"),
        ("Rapat lagi", None, date(2026, 8, 20), "98.01"),
        ("Susun RAD", "BAPPEDA@98", date(2026, 7, 30), "98"),
    ):
        stored = catatan.record_keputusan(pencatat, catatan.Keputusan(text, owner, tenggat=due, wilayah=wilayah, tanggal=date(2026, 6, 25)))
        if text == "Latih penggiat":
            catatan.change_status(pencatat, stored.id, stored.versi, "selesai", tanggal=date(2026, 7, 20))
    return catatan.list_tindak_lanjut(Scope(pencatat.edisi, "98"), pada=KINI)


def test_every_row_is_counted_once(daftar: pd.DataFrame) -> None:
    count = count_butir(daftar)
    assert count["total"] == 7
    assert (count["selesai"], count["terbuka"], count["lewat"], count["tanpa_tenggat"]) == (2, 5, 3, 1)
    assert sum(count[each] for each in catatan.list_kelompok_umur()) == count["terbuka"]
    for column in ("penanggung_jawab", "rapat", "topik"):
        groups = count_per(daftar, column)
        assert {name: sum(row[name] for row in groups) for name in count} == dict(count)
        assert [row["lewat"] for row in groups] == sorted((row["lewat"] for row in groups), reverse=True)
    assert {row["kunci"] for row in count_per(daftar, "penanggung_jawab")} >= {"DINKES@98.01", None}


def test_since_a_day_only_what_happened_after_it(daftar: pd.DataFrame) -> None:
    assert dict(count_sejak(daftar, date(2026, 6, 24))) == {"baru": 4, "selesai": 1, "lewat": 2}
    assert since_text(daftar, date(2026, 7, 20)) == "0 keputusan baru, 0 diselesaikan, 1 menjadi lewat tenggat"


def test_the_last_meeting_is_that_of_the_region_itself_before_those_of_its_parts(daftar: pd.DataFrame, pencatat: catatan.Pencatat) -> None:
    assert set(find_rapat_terakhir(daftar, "98")["kode_wilayah"]) == {"98.01"}
    rapat = catatan.record_rapat(pencatat, catatan.RapatBaru("Rakor provinsi", date(2025, 12, 1), "98"))
    catatan.record_keputusan(pencatat, catatan.Keputusan("Bentuk tim", wilayah="98", rapat=rapat.id, tanggal=date(2025, 12, 1)))
    again = catatan.list_tindak_lanjut(Scope(pencatat.edisi, "98"), pada=KINI)
    assert list(find_rapat_terakhir(again, "98")["teks"]) == ["Bentuk tim"]
    assert find_rapat_terakhir(again[again["rapat"].isna()], "98") is None


def test_the_sentence_never_leaves_out_what_is_late(daftar: pd.DataFrame) -> None:
    told = sentence(count_butir(daftar), late_owners(daftar))
    assert told.startswith("2 selesai, 3 lewat tenggat (Sekretariat Daerah, Dinas Kesehatan")
    assert "1 belum jatuh tempo" in told
    none = dict.fromkeys(count_butir(daftar), 0) | {"total": 2, "terbuka": 2, "tanpa_tenggat": 2}
    assert sentence(none) == "belum ada yang selesai, tidak ada yang lewat tenggat, 2 tanpa tenggat"
    assert sentence(none | {"terbuka": 0, "tanpa_tenggat": 0}) == "belum ada yang selesai, tidak ada yang lewat tenggat, 2 batal"


def test_open_pages_are_told_of_decisions_of_others_alone(alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat) -> None:
    assert read_kabar(pencatat.edisi, -1) == {"nomor": 0, "baru": []}
    catatan.record_keputusan(pencatat, catatan.Keputusan("Milik sendiri", wilayah="98"))
    stored = catatan.record_keputusan(lain, catatan.Keputusan("Milik orang", "DINKES@98.01", tenggat=date(2026, 12, 31), wilayah="98"))
    catatan.change_status(lain, stored.id, stored.versi, "berjalan")
    news = read_kabar(pencatat.edisi, 0, pencatat.sesi)
    assert news["nomor"] == 3
    assert [each["teks"] for each in news["baru"]] == ["Milik orang"]
    assert news["baru"][0]["rincian"] == "Dinas Kesehatan, paling lambat 31 Desember 2026. Dicatat Operator Dinkes."
    assert "sesi" not in news["baru"][0]
    assert read_kabar(pencatat.edisi, 3, pencatat.sesi) == {"nomor": 3, "baru": []}
    assert [each["teks"] for each in read_kabar(EDISI_BARU, 0)["baru"]] == [] or EDISI_BARU.split("-")[3] == "contoh"
    assert read_kabar("2020-01-01-contoh-00000000", 0) == {"nomor": None, "baru": []}


def test_age_counts_from_the_day_decided(daftar: pd.DataFrame) -> None:
    row = daftar[daftar["teks"] == "Rapat lagi"].iloc[0]
    assert row["umur"] == (KINI - date(2026, 6, 25)) // timedelta(days=1)
    assert row["kelompok_umur"] == "31–90"


def test_the_trail_tells_everything_that_was_noted_newest_first(alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat) -> None:
    rapat = catatan.record_rapat(pencatat, catatan.RapatBaru("Rakor", date(2026, 6, 30), "98"))
    rapat = catatan.start_rapat(pencatat, rapat.id, rapat.versi)
    one = catatan.record_keputusan(pencatat, catatan.Keputusan("Susun SE", wilayah="98", rapat=rapat.id))
    one = catatan.change_tenggat(lain, one.id, one.versi, date(2026, 12, 31), "Diminta Sekda")
    one = catatan.change_penanggung(lain, one.id, one.versi, "DINKES@98", ("DINSOS@98",))
    one = catatan.attach_bukti(lain, one.id, "https://contoh.go.id/se")
    catatan.withdraw(pencatat, one.id, one.versi, "Salah rapat")
    with write_buku("alias") as add:
        add({"id": "a1", "jenis": "opd", "tertulis": "Dinkes Prov", "baku": "Dinas Kesehatan", "oleh": "Analis", "kapan": "2026-11-25"})
    told = [jejak.kata(each) for each in jejak.list_jejak(Scope(pencatat.edisi, "98"), date(2020, 1, 1))]
    assert told[0] == "dicatat: “Dinkes Prov” berarti Dinas Kesehatan"
    assert told[1:] == [
        "ditarik; Salah rapat",
        "bukti ditambahkan (https://contoh.go.id/se)",
        "penanggung jawab menjadi Dinas Kesehatan, didukung Dinas Sosial",
        "batas waktu menjadi 31 Desember 2026; Diminta Sekda",
        "keputusan dicatat: “Susun SE”",
        "rapat dimulai",
        "rapat dicatat",
    ]
    assert jejak.list_jejak(Scope(pencatat.edisi, "98"), date.today() + timedelta(days=1)) == []
