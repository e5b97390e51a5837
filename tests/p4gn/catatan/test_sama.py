"""The same follow-ups counted everywhere: list, Ringkasan, scorecards, calendar, annual report; checked against a count of our own."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from exports.laporan_tahunan import collect_tahunan
from p4gn import catatan, ringkasan
from p4gn.catatan import basis
from p4gn.catatan.ringkas import count_butir
from p4gn.scope import Scope
from p4gn.scoring import kalender, kartu
from p4gn.scoring.periode import mulai_bergulir
from p4gn.warehouse.editions import read_manifest

Baris = dict[str, object]


@pytest.fixture(scope="module")
def dicatat(penuh_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Baris]:
    """The follow-ups as they must stand after many notes in a store of this test: id → region, owner, due, status, decided."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(penuh_data))
        patch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path_factory.mktemp('sama') / 'catatan.db'}")
        basis.forget_engines()
        edisi = catatan_edisi(penuh_data)
        before = {row.pop("id"): row for row in read_mart(penuh_data, edisi)}
        yield note_many(edisi, before)
        basis.forget_engines()


def catatan_edisi(data: Path) -> str:
    return (data / "edisi" / "TERKINI").read_text(encoding="utf-8").strip()


def read_mart(data: Path, edisi: str) -> list[Baris]:
    with duckdb.connect(data / "edisi" / edisi / "gudang.duckdb", read_only=True) as warehouse:
        rows = warehouse.execute(
            "select id_tindak_lanjut, kode_wilayah, kunci_opd, batas_waktu, status, tanggal_rapat from mart.tindak_lanjut"
        ).fetchall()
    return [
        {"id": f"berkas:{kode}:{nomor}", "wilayah": kode, "opd": opd, "tenggat": due, "status": status, "hari": day}
        for nomor, kode, opd, due, status, day in rows
    ]


def note_many(edisi: str, rows: dict[str, Baris]) -> dict[str, Baris]:
    """Sixty notes of every kind, in the store and in our own list."""
    chance, kini = random.Random(63), read_manifest(edisi).kini
    who = catatan.Pencatat("Analis Kesbangpol", "analis", "uji", edisi, sesi="uji")
    files = chance.sample(sorted(rows), 40)
    for each, status in zip(files, ["selesai", "batal", "berjalan", "ditunda"] * 5, strict=False):
        catatan.change_status(who, each, 0, status, tanggal=kini if status == "selesai" else None)
        rows[each]["status"] = status
    for each in files[20:30]:
        due = kini - timedelta(days=chance.randrange(1, 300))
        if rows[each]["hari"] and due < rows[each]["hari"]:
            due = rows[each]["hari"]
        catatan.change_tenggat(who, each, 0, due)
        rows[each]["tenggat"] = due
    for each in files[30:]:
        catatan.change_penanggung(who, each, 0, "DINKES@63")
        rows[each]["opd"] = "DINKES@63"
    for nomor in range(20):
        kode = chance.choice(["63", "63.06", "63.72"])
        day, status = kini - timedelta(days=40), chance.choice(["belum", "selesai"])
        due = chance.choice([None, kini - timedelta(days=chance.randrange(1, 39)), kini + timedelta(days=9)])
        stored = catatan.record_keputusan(
            who, catatan.Keputusan(f"Keputusan {nomor}", f"DINSOS@{kode}", tenggat=due, wilayah=kode, tanggal=day)
        )
        if status == "selesai":
            catatan.change_status(who, stored.id, stored.versi, status, tanggal=kini)
        if nomor < 3:
            catatan.withdraw(who, stored.id, 2 if status == "selesai" else 1, "Salah tulis")
        else:
            rows[stored.id] = {"wilayah": kode, "opd": f"DINSOS@{kode}", "tenggat": due, "status": status, "hari": day}
    return rows


def is_part(kode: object, of: str) -> bool:
    return kode == of or str(kode).startswith(f"{of}.")


def due_of(rows: list[Baris], posisi: date) -> tuple[int, int]:
    """Done, and due within twelve months up to a day; called off ones do not count."""
    awal = mulai_bergulir(posisi, 12)
    due = [row for row in rows if row["tenggat"] and awal < row["tenggat"] <= posisi and row["status"] != "batal"]
    return sum(row["status"] == "selesai" for row in due), len(due)


@pytest.mark.parametrize("kode", ["63", "63.06", "63.72"])
@pytest.mark.parametrize("periode", ["semua", "2026", "2025"])
def test_list_and_ringkasan_count_the_same(dicatat: dict[str, Baris], penuh_data: Path, kode: str, periode: str) -> None:
    scope = Scope(catatan_edisi(penuh_data), kode, periode)
    kini = read_manifest(scope.edisi).kini
    posisi = min(kini, scope.akhir or kini)
    rows = [
        row
        for row in dicatat.values()
        if is_part(row["wilayah"], kode) and (row["hari"] is None or row["hari"] <= posisi or periode == "semua")
    ]
    late = [row for row in rows if row["tenggat"] and row["tenggat"] < posisi and row["status"] not in ("selesai", "batal")]
    done, due = due_of(rows, posisi)
    count = count_butir(catatan.list_tindak_lanjut(scope))
    status = Counter(row["status"] for row in rows)
    still = len(rows) - status["selesai"] - status["batal"]
    assert (count["total"], count["selesai"], count["terbuka"], count["lewat"]) == (len(rows), status["selesai"], still, len(late))
    assert count["tanpa_tenggat"] == sum(row["tenggat"] is None and row["status"] not in ("selesai", "batal") for row in rows)
    found = ringkasan.find_janji(scope, posisi, 12)
    assert (found.selesai, found.jatuh_tempo) == (done, due)
    card = ringkasan.count_tindak_lanjut(scope)
    assert (card.utama, card.nilai, card.dari) == (str(done), done, due)
    assert f"Lewat tenggat seluruhnya {len(late)}," in card.bacaan


def test_scorecards_count_the_same(dicatat: dict[str, Baris], penuh_data: Path) -> None:
    edisi = catatan_edisi(penuh_data)
    agencies = kartu.score_opd(edisi, "63", "2026")
    for row in agencies.baris:
        own = [each for each in dicatat.values() if each["opd"] == row.kunci]
        done, due = due_of(own, agencies.posisi)
        cell = row.sel["tindak_lanjut_rapat"]
        assert ((cell.pembilang, cell.penyebut) if due else cell.status) == ((done, due) if due else "tidak_berlaku"), row.kunci
    for row in kartu.score_wilayah(edisi, "63", "2026").baris:
        own = [each for each in dicatat.values() if each["wilayah"] == row.kunci]
        cell = row.sel["tindak_lanjut_wilayah"]
        assert (cell.pembilang, cell.penyebut) == due_of(own, agencies.posisi), row.kunci


def test_calendar_and_annual_report_count_the_same(dicatat: dict[str, Baris], penuh_data: Path) -> None:
    edisi = catatan_edisi(penuh_data)
    kini = read_manifest(edisi).kini
    owed = [row for row in dicatat.values() if str(row["opd"]).rpartition("@")[2] == "63" and row["tenggat"] and row["status"] != "batal"]
    tasks = [each for each in kalender.list_tugas(edisi, "63", 2026) if each.jenis == kalender.RAPAT]
    late = [row for row in owed if row["status"] != "selesai" and row["tenggat"] < kini]
    assert sum(each.status == kalender.TERLAMBAT for each in tasks) == len(late)
    without = [
        row for row in dicatat.values()
        if str(row["opd"]).rpartition("@")[2] == "63" and row["tenggat"] is None and row["status"] not in ("selesai", "batal")
    ]  # fmt: skip
    assert kalender.count_tanpa_tenggat(edisi, "63") == len(without)
    told = collect_tahunan(edisi, "63", 2026).provinsi.rapat
    of_year = [row for row in owed if row["tenggat"].year == 2026]
    assert len(told) == len(of_year)
    assert sum(each.status in (kalender.SELESAI_TEPAT, kalender.SELESAI_TERLAMBAT) for each in told) == sum(
        row["status"] == "selesai" for row in of_year
    )
