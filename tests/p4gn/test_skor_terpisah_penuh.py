"""Two calculations, one answer: the scorecards of the whole example province against plain pandas over the truth it was made from.

Every cell with its evidence and its steps, every row with score, completeness, colour, band, change and the set to the next colour.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from etl.build import Permintaan, build_edisi
from etl.contoh import kebenaran_dir
from etl.contoh.kebenaran import read_kebenaran
from etl.progress import Progress
from p4gn.geography.wilayah import list_anak
from p4gn.scoring.hasil import KartuSkor, Langkah, Rapor, Sel
from p4gn.scoring.kartu import forget_kartu, score_opd, score_wilayah
from p4gn.warehouse.editions import read_manifest
from tests.skor_terpisah.aturan import Masa, lay_over, list_masa
from tests.skor_terpisah.fakta import Baris, Fakta, make_tes, pilih, split
from tests.skor_terpisah.kartu import Hasil, Kartu, LangkahBaris, total
from tests.skor_terpisah.pengirim_lain import add_senders
from tests.skor_terpisah.sel import BELUM_LAPOR, Nilai

SAMPAI = date(2026, 11, 1)
PROVINSI = "63"
KABKOTA = [wilayah.kode for wilayah in list_anak(PROVINSI)]
#: what (a part of a cell or of a row), expected, got
Beda = tuple[str, object, object]


@pytest.fixture(scope="module")
def dua(tmp_path_factory: pytest.TempPathFactory, contoh_penuh: Path) -> Iterator[tuple[str, Kartu, date]]:
    """The example edition with second senders, the plain calculation over the truth, and the day the data reach."""
    folder = tmp_path_factory.mktemp("terpisah")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(folder / "data"))
        for name in ("contoh", "contoh-kebenaran"):
            shutil.copytree(contoh_penuh / name, folder / name)
        benar = add_senders(folder / "contoh", read_kebenaran(kebenaran_dir(folder / "contoh")))
        edisi = build_edisi(Permintaan((folder / "contoh",), "contoh", lewati_ditolak=True), SAMPAI, Progress(diam=True)).id_edisi
        kini = date.fromisoformat(read_manifest(edisi).data_per)
        forget_kartu()
        yield edisi, Kartu(Fakta(benar)), kini
        forget_kartu()


def test_scorecards_of_agencies(dua: tuple[str, Kartu, date]) -> None:
    """The province's own agencies and those of every kab/kota."""
    edisi, plain, kini = dua
    places = [(kode, masa) for masa in list_masa(kini) for kode in (PROVINSI, *KABKOTA)]
    assert compare_all([(score_opd(edisi, kode, masa.kode), plain.score_opd(kode, masa), masa) for kode, masa in places]) > 29_000


def test_scorecards_of_kabkota(dua: tuple[str, Kartu, date]) -> None:
    edisi, plain, kini = dua
    pairs = [(score_wilayah(edisi, PROVINSI, masa.kode), plain.score_wilayah(PROVINSI, masa), masa) for masa in list_masa(kini)]
    assert compare_all(pairs) > 2_200


def test_scorecards_of_kecamatan(dua: tuple[str, Kartu, date]) -> None:
    edisi, plain, kini = dua
    places = [(kode, masa) for masa in list_masa(kini) for kode in KABKOTA]
    assert compare_all([(score_wilayah(edisi, kode, masa.kode), plain.score_wilayah(kode, masa), masa) for kode, masa in places]) > 11_000


def compare_all(pairs: Sequence[tuple[KartuSkor, Sequence[Hasil], Masa]]) -> int:
    """How many cells were compared; fails with a short table where anything differs."""
    wrong: list[tuple[object, ...]] = []
    cells = 0
    for card, rows, masa in pairs:
        got = {row.kunci: row for row in card.baris}
        wrong += [(f"{card.subjek} {card.kode_wilayah}", masa.kode, *one) for one in compare_card(card, rows, masa)]
        wrong += [(row.kunci, masa.kode, *one) for row in rows if row.kunci in got for one in compare_row(row, got[row.kunci])]
        cells += sum(len(row.sel) for row in rows)
    if wrong:
        table = pd.DataFrame(wrong, columns=["kunci", "periode", "kewajiban", "seharusnya", "didapat"])
        kinds = table.kewajiban.value_counts().to_dict()
        pytest.fail(f"{len(wrong)} perbedaan pada {cells} sel: {kinds}\n{table.head(40).to_string()}", pytrace=False)
    return cells


def compare_card(card: KartuSkor, rows: Sequence[Hasil], masa: Masa) -> Iterator[Beda]:
    if sorted(row.kunci for row in card.baris) != sorted(row.kunci for row in rows):
        yield "baris", sorted(row.kunci for row in rows), sorted(row.kunci for row in card.baris)
    if not is_same(total(rows), card.skor):
        yield "skor kartu", total(rows), card.skor
    colours = {row.warna: sum(other.warna == row.warna for other in rows) for row in rows}
    if colours != {colour: number for colour, number in card.jumlah_warna.items() if number}:
        yield "jumlah warna", colours, dict(card.jumlah_warna)
    if (masa.posisi, masa.kini) != (card.posisi, card.kini):
        yield "hari", (masa.posisi, masa.kini), (card.posisi, card.kini)


def compare_row(one: Hasil, row: Rapor) -> Iterator[Beda]:
    if set(one.sel) != set(row.sel):
        yield "daftar kewajiban", sorted(one.sel), sorted(row.sel)
        return
    for nama, cell in one.sel.items():
        yield from compare_cell(nama, cell, row.sel[nama])
    for nama, number, got in (
        ("skor", one.skor, row.skor),
        ("skor_pembilang", one.pembilang, row.skor_pembilang),
        ("skor_penyebut", one.penyebut, row.skor_penyebut),
        ("dilaporkan", one.dilaporkan, row.dilaporkan),
        ("berlaku", one.berlaku, row.berlaku),
        ("kelengkapan", one.kelengkapan, row.kelengkapan),
        ("perubahan", one.perubahan, row.perubahan),
    ):
        if not is_same(number, got):
            yield nama, number, got
    for nama, expected, found in (
        ("warna", one.warna, row.warna),
        ("pita", one.pita, row.pita),
        ("warna_berikut", one.warna_berikut, row.warna_berikut),
        ("langkah", say_all(one.langkah, one), say_all_got(row.langkah, one)),
        ("langkah_warna", say_all(one.langkah_warna, one), say_all_got(row.langkah_warna, one)),
    ):
        if expected != found:
            yield nama, expected, found


def compare_cell(nama: str, cell: Nilai, sel: Sel) -> Iterator[Beda]:
    if cell.status != sel.status:
        yield f"{nama}.status", cell.status, sel.status
        return
    for part in ("pembilang", "penyebut", "nilai"):
        if not is_same(getattr(cell, part), getattr(sel, part)):
            yield f"{nama}.{part}", getattr(cell, part), getattr(sel, part)
    if cell.is_nol != sel.is_nol:
        yield f"{nama}.is_nol", cell.is_nol, sel.is_nol
    if nama in BERPEGAWAI and cell.pada != sel.pada:
        yield f"{nama}.pada", cell.pada, sel.pada
    if cell.terlambat != sel.hari_terlambat:
        yield f"{nama}.hari_terlambat", cell.terlambat, sel.hari_terlambat


#: Shares of the staff: the day of the headcount is told.
BERPEGAWAI = {"sosialisasi", "tes_asn", "tes_cpns"}
#: What is there or not is not counted in a number.
TAK_TERBILANG = {"regulasi", "satgas", "tim_terpadu", "rad", "perda"}


def is_counted(kewajiban: str, row: Hasil) -> bool:
    """How much it takes is known; not where nobody has told anything yet."""
    return kewajiban not in TAK_TERBILANG and row.sel[kewajiban].status != BELUM_LAPOR


def say_all(steps: Sequence[LangkahBaris], row: Hasil) -> list[tuple[object, ...]]:
    """Steps as they must read: duty, colour, effort, points and, where it is counted, how many and how late."""
    return [
        (
            step.kewajiban,
            step.langkah.ke,
            round(step.langkah.usaha, 6),
            round(step.poin, 6),
            *((step.langkah.jumlah,) if is_counted(step.kewajiban, row) else ()),
            *((step.langkah.hari,) if step.kewajiban.startswith("laporan") else ()),
        )
        for step in steps
    ]


def say_all_got(steps: Sequence[Langkah], row: Hasil) -> list[tuple[object, ...]]:
    return [
        (
            step.kewajiban,
            step.ke,
            round(step.usaha, 6),
            round(step.poin, 6),
            *((step.jumlah,) if is_counted(step.kewajiban, row) else ()),
            *((step.hari_terlambat,) if step.kewajiban.startswith("laporan") else ()),
        )
        for step in steps
    ]


def is_same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else abs(one - other) <= 1e-9


# -- the plain calculation itself, on facts made by hand ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periode", "kind", "written", "first", "alone", "since"),
    [
        ("2025-S1", None, 3, None, 3, 3),
        ("2025-S2", "per_periode", 2, 3, 2, 5),
        ("2025-S2", "per_periode", 2, None, 2, 2),
        ("2025-S2", "kumulatif", 5, 3, 2, 5),
        ("2025-S2", "kumulatif", 2, 3, 0, 2),
        ("2025-S2", "kumulatif", 5, None, None, 5),
        ("2025-S2", None, 2, 3, 0, 3),
        ("2025-S2", None, 5, None, None, 5),
        ("2025-S2", "per_periode", None, 3, None, None),
    ],
)
def test_half_years_are_told_apart(
    periode: str, kind: str | None, written: int | None, first: int | None, alone: int | None, since: int | None
) -> None:
    assert split(periode, kind, written, first) == (alone, since)


def make_baris(pengirim: str, hari: int, **nilai: object) -> Baris:
    """A row about one agency that came on a day of July 2025."""
    return Baris(nilai, kunci="DINKES@63.06", pengirim=pengirim, diterima=datetime(2025, 7, hari), tempat=(f"{pengirim}.xlsx", 1))


def test_the_agency_comes_before_its_region_and_the_latest_before_the_rest() -> None:
    rows = [make_baris("BNNP@63", 9), make_baris("BNNK@63.06", 1), make_baris("63.06", 3), make_baris("DINKES@63.06", 2)]
    assert [row["pengirim"] for row in pilih(rows)] == ["DINKES@63.06", "63.06", "BNNK@63.06", "BNNP@63"]


def test_one_event_of_two_senders_counts_once_and_two_events_of_one_sender_twice() -> None:
    event = {"tanggal": date(2025, 6, 2), "kelompok_sasaran": "ASN", "jumlah_dites": 20}
    rows = [make_baris("63.06", 1, **event), make_baris("BNNP@63", 5, **event), make_baris("63.06", 1, **event | {"jumlah_dites": 21})]
    assert [(row["pengirim"], row["jumlah_dites"]) for row in make_tes(rows)["DINKES@63.06"]] == [("63.06", 20), ("63.06", 21)]
    same = [make_baris("63.06", 1, **event), make_baris("63.06", 1, **event)]
    assert len(make_tes(same)["DINKES@63.06"]) == 2


def test_what_is_laid_over_keeps_the_rest() -> None:
    under = {"a": {"x": 1, "y": {"z": 2}}, "b": [1, 2]}
    assert lay_over(under, {"a": {"y": {"z": 3}}, "b": None}) == {"a": {"x": 1, "y": {"z": 3}}, "b": None}
