"""Small counts stay hidden, whatever a reader adds up or subtracts."""

import itertools
import random
from dataclasses import replace

import pytest

from p4gn.indicators import compute as c
from p4gn.indicators import hidden as h
from p4gn.indicators.catalogue import CATALOGUE, AturanKecil, Ukuran
from p4gn.indicators.suppress import find_recoverable, hide
from p4gn.scope import Scope
from tests.p4gn.edisi_kecil import write_edisi

# An indicator that no public screen has: people with a reactive result, hidden when few.
REAKTIF = replace(
    CATALOGUE["orang_dites"],
    id="uji_reaktif",
    baris="not coalesce(adalah_rincian, false) and jumlah_reaktif is not null",
    pembilang=Ukuran("orang dengan hasil reaktif", "sum(jumlah_reaktif)"),
    aturan_kecil=AturanKecil(True, "Data kesehatan."),
    tingkat_terhalus="kecamatan",
)


def possible_values(counts, sums, hidden):
    """Brute force: for every hidden key, all values it takes in any table that agrees with every visible number."""
    keys = sorted(hidden, key=repr)
    equations = []
    for total, parts in sums:
        weights = [(1 if key in parts else 0) - (1 if key == total else 0) for key in keys]
        known = (0 if total in hidden else counts[total]) - sum(counts[part] for part in parts if part not in hidden)
        if any(weights):
            equations.append((weights, known))
    top = int(max(counts.values())) + 3
    seen = {key: set() for key in keys}
    for values in itertools.product(range(1, top + 1), repeat=len(keys)):
        if all(sum(w * v for w, v in zip(weights, values, strict=True)) == known for weights, known in equations):
            for key, val in zip(keys, values, strict=True):
                seen[key].add(val)
    return seen


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"a": 12, "b": 30}, set()),
        ({"a": 3, "b": 30, "c": 12}, {"a", "c"}),  # the smallest neighbour goes with it
        ({"a": 0, "b": 30, "c": 12}, set()),  # a reported zero is shown
        ({"a": 3, "b": 0}, {"a", "total"}),  # nothing beside it: the total goes
        ({"a": 1, "b": 1, "c": 9}, {"a", "b", "c"}),  # 1 + 1 = 2 would tell both
        ({"a": 1, "b": 3, "c": 9}, {"a", "b"}),
    ],
)
def test_one_row_of_siblings(parts, expected):
    counts = parts | {"total": sum(parts.values())}
    assert hide(counts, [("total", tuple(parts))]) == expected


@pytest.mark.parametrize(
    ("parts", "wholes", "expected"),
    [
        ({"a": 12, "b": 30}, {"a": 15, "b": 60}, {"a", "b"}),  # all but three of a
        ({"a": 12, "b": 30}, {"a": 17, "b": 60}, set()),
        ({"a": 12, "b": 30}, {"a": 12, "b": 60}, set()),
        ({"a": 0, "b": 30}, {"a": 3, "b": 60}, set()),  # a reported zero of three is shown
        ({"a": 12, "b": 30, "c": 9}, {"a": 14, "b": 60, "c": 40}, {"a", "c"}),
    ],
)
def test_what_a_count_leaves_of_its_denominator_is_protected_too(parts, wholes, expected):
    counts = parts | {"total": sum(parts.values())}
    assert hide(counts, [("total", tuple(parts))], wholes | {"total": sum(wholes.values())}) == expected


def test_denominators_that_leave_one_way_only_are_seen_through():
    counts, sums = {"a": 5, "b": 6, "total": 11}, [("total", ("a", "b"))]
    assert find_recoverable(counts, sums, {"a", "b"}) == set()
    assert find_recoverable(counts, sums, {"a", "b"}, {"a": 5, "b": 6}) == {"a", "b"}


def test_a_ratio_hides_all_but_a_few(edisi_reaktif, monkeypatch):
    data, edisi = edisi_reaktif
    monkeypatch.setenv("P4GN_DATA", str(data))
    share = replace(
        REAKTIF, id="uji_bagian_reaktif", satuan="persen", aditif=False, penyebut=Ukuran("orang dites", "sum(jumlah_dites)"),
        baris="not coalesce(adalah_rincian, false) and jumlah_reaktif is not null and jumlah_dites is not null",
        kalimat=replace(REAKTIF.kalimat, predikat="reaktif"),
    )  # fmt: skip
    frame = c.compute(share, Scope(edisi, "98", "2025"), "kabkota").set_index("kode")
    assert frame.loc["98.02", ["penyebut", "keadaan"]].tolist() == [9, "disamarkan"]  # 7 of 9: two are not
    assert frame.loc["98.02", ["pembilang", "nilai", "bawah", "atas"]].isna().all()
    for periode in ("semua", "2024", "2025"):
        for per in ("total", "kabkota"):
            shown = c.compute(share, Scope(edisi, "98", periode), per).dropna(subset=["pembilang"])
            left = shown["penyebut"] - shown["pembilang"]
            assert not shown["pembilang"].between(1, 4).any() and not (left.between(1, 4) & (shown["pembilang"] > 0)).any()


def test_no_hidden_count_is_recoverable_in_any_small_table():
    chance = random.Random(20261122)
    for _ in range(40):
        cells = {(row, column): chance.choice([0, 0, 1, 2, 3, 6, 7, 9]) for row in "ab" for column in "xy"}
        counts = dict(cells)
        sums = []
        for row in "ab":
            counts[row, "*"] = sum(cells[row, column] for column in "xy")
            sums.append(((row, "*"), tuple((row, column) for column in "xy")))
        for column in "xy":
            counts["*", column] = sum(cells[row, column] for row in "ab")
            sums.append((("*", column), tuple((row, column) for row in "ab")))
        counts["*", "*"] = sum(cells.values())
        sums += [(("*", "*"), tuple((row, "*") for row in "ab")), (("*", "*"), tuple(("*", column) for column in "xy"))]
        hidden = hide(counts, sums)
        assert {key for key, count in counts.items() if 1 <= count <= 4} <= hidden
        assert not any(counts[key] == 0 for key in hidden)
        if len(hidden) <= 4:  # beyond that brute force takes too long; the algebra below covers those
            assert all(len(values) > 1 for values in possible_values(counts, sums, hidden).values()), counts
        assert not find_recoverable(counts, sums, set(hidden))


def test_an_l_shape_of_hidden_cells_is_seen_through():
    counts = {"a": 3, "b": 8, "c": 2, "ab": 11, "bc": 10}
    sums = [("ab", ("a", "b")), ("bc", ("b", "c"))]
    assert find_recoverable(counts, sums, {"a"}) == {"a"}
    assert find_recoverable(counts, sums, {"a", "b", "c"}) == set()
    assert find_recoverable(counts | {"ac": 5}, [*sums, ("ac", ("a", "c"))], {"a", "b", "c"}) == {"a", "b", "c"}


@pytest.fixture(scope="module")
def edisi_reaktif(tmp_path_factory):
    """The tiny edition with reactive results: Aruna 3 (2024) and 20 (2025), Bintara 7, the province itself 12, Citra 15."""
    data = tmp_path_factory.mktemp("reaktif")
    id_edisi = "2026-06-30-contoh-00000fff"
    write_edisi(
        data,
        id_edisi,
        """
        update mart.tes_urine set jumlah_reaktif = 3 where id_tes = 'T1';
        update mart.tes_urine set jumlah_reaktif = 20 where id_tes = 'T6';
        insert into mart.tes_urine (id_tes, tanggal, presisi_tanggal, tahun, kode_wilayah, kode_provinsi, kode_kabkota, jumlah_reaktif)
          values ('T7', '2025-09-09', 'hari', 2025, '98.03', '98', '98.03', 15), ('T8', '2024-02-02', 'hari', 2024, '98.03', '98', '98.03', 6);
        """,
    )
    return data, id_edisi


def everything_visible(edisi):
    """Every number that any call gives away, by (code, period)."""
    periods = ["semua", "2023", "2024", "2025", *(f"{year}-S{half}" for year in (2023, 2024, 2025) for half in (1, 2))]
    shown, hidden = {}, set()
    for per in ("total", "provinsi", "kabkota", "kecamatan"):
        scopes = ["nasional", "98", "98.01", "98.02", "98.03"] if per == "total" else ["nasional"]
        for kode in scopes:
            table = c.compute_table(REAKTIF, Scope(edisi, kode), per, periods)
            for row in table.itertuples():
                if row.keadaan == "disamarkan":
                    hidden.add((row.kode, row.periode))
                    assert row.nilai != row.nilai and row.pembilang != row.pembilang
                elif row.pembilang == row.pembilang:
                    shown[row.kode, row.periode] = row.pembilang
    return shown, hidden


def test_two_screens_cannot_be_subtracted_from_each_other(edisi_reaktif, monkeypatch):
    data, edisi = edisi_reaktif
    monkeypatch.setenv("P4GN_DATA", str(data))
    shown, hidden = everything_visible(edisi)
    assert ("98.01", "2024") in hidden and ("98.01", "2024-S1") in hidden
    assert not any(1 <= count <= 4 for count in shown.values())
    counts, _ = h.count_all(REAKTIF, edisi)
    sums = h.list_sums(REAKTIF, counts)
    unseen = set(counts) - set(shown)
    assert hidden <= unseen
    # What is not shown but zero or a remainder: the reader is given every remainder that unlocated() and undated() would give.
    given = {key for key in unseen if key not in h.hidden_cells(REAKTIF, edisi)}
    assert not find_recoverable(counts, sums, unseen - given) & hidden


def test_remainders_are_hidden_with_their_neighbours(edisi_reaktif, monkeypatch):
    data, edisi = edisi_reaktif
    monkeypatch.setenv("P4GN_DATA", str(data))
    total = c.compute(REAKTIF, Scope(edisi, "98", "2024")).iloc[0]
    frame = c.compute(REAKTIF, Scope(edisi, "98", "2024"), "kabkota")
    rest = c.unlocated(REAKTIF, Scope(edisi, "98", "2024"), "kabkota")
    visible = frame["pembilang"].fillna(0).sum() + (rest.pembilang or 0)
    assert total["keadaan"] == "disamarkan" or frame["keadaan"].eq("disamarkan").sum() + (rest.pembilang is None and rest.baris > 0) >= 2
    assert total["keadaan"] == "disamarkan" or total["pembilang"] - visible > 4


def test_per_agency_is_refused_where_small_numbers_are_protected(edisi_reaktif, monkeypatch):
    data, edisi = edisi_reaktif
    monkeypatch.setenv("P4GN_DATA", str(data))
    with pytest.raises(c.TingkatTidakTersedia, match="tidak dirinci menurut OPD"):
        c.compute(REAKTIF, Scope(edisi, "98"), "opd")
    with pytest.raises(c.TingkatTidakTersedia):
        c.compute(REAKTIF, Scope(edisi, "98", opd="dinkes"))
