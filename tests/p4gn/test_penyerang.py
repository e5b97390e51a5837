"""An attacker with everything that is published of urine tests recovers no count of 1 to 4, nor one that leaves 1 to 4; and he is able to."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from p4gn import periode as p
from p4gn.indicators.kubus import LANJUTAN, is_dirinci, read_kubus
from p4gn.indicators.states import DISAMARKAN
from p4gn.scope import NASIONAL
from p4gn.scoring.kartu import forget_kartu, score_opd
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from p4gn.warehouse.editions import read_manifest
from p4gn.warehouse.read import list_daftar, list_parameter, list_tahun, query_rows, read_list
from tests.p4gn.edisi_kecil import write_edisi
from tests.p4gn.penyerang import ASESMEN, INDUK, INVALID, REAKTIF, RESEP, Mustahil, Penyerang, Umum, Warna

EDISI = "2026-06-30-contoh-5e4a9e12"
DUTY = "tindak_lanjut_reaktif"
KENARI = 7337  # a count that no other number of the edition has
_MASA_HARI = re.compile(r"\b30 hari\b")  # the rule itself
_BUKTI = re.compile(r"tes \d{1,2} \w+ \d{4}")  # a day, as the public list has it
_UMUM = """
select t.id_tes, t.kunci_opd, t.kode_wilayah, t.mulai, t.selesai, case when t.presisi_tanggal = 'hari' then t.tanggal end,
  t.jumlah_dites::int, t.jumlah_reaktif > 0, t.jenis_instansi = 'opd',
  [t.jumlah_reaktif is not null, t.jumlah_invalid is not null, t.dengan_resep is not null, t.terkonfirmasi is not null,
   t.asesmen is not null, t.rehabilitasi is not null],
  coalesce((select count(*) from mart.tes_urine c where c.id_induk = t.id_tes and c.jumlah_reaktif > 0), 0)::int,
  coalesce((select sum(c.jumlah_dites) from mart.tes_urine c where c.id_induk = t.id_tes and c.jumlah_reaktif = 0), 0)::int
from mart.tes_urine t
where not coalesce(t.adalah_rincian, false) and not coalesce(t.adalah_kembaran, false) order by t.id_tes
"""
# Read by the judge and by the one who colours the scorecard, never by the attacker.
_BENAR = """
select jumlah_reaktif::int, jumlah_invalid::int, dengan_resep::int, terkonfirmasi::int, asesmen::int, rehabilitasi::int from mart.tes_urine
where not coalesce(adalah_rincian, false) and not coalesce(adalah_kembaran, false) order by id_tes
"""


class Rahasia(NamedTuple):
    """A quantity that must stay open: what it is, its terms (measure, sign), its leaves, and whether it is of one event."""

    nama: str
    suku: tuple[tuple[int, int], ...]
    daun: frozenset[int]
    peristiwa: bool


class Terbuka(NamedTuple):
    """Everything published of an edition, and (for the judge alone) the truth."""

    umum: list[Umum]
    terbit: dict[tuple[int, tuple[str, str]], int]
    samar: list[tuple[int, tuple[str, str]]]
    warna: list[Warna]
    benar: list[tuple[int | None, ...]]

    def serang(self, tambahan: dict[tuple[int, tuple[str, str]], int] | None = None, kubus: bool = True) -> Penyerang:
        lebih = tambahan or {}
        terbit = {**self.terbit, **lebih} if kubus else {}
        return Penyerang(self.umum, terbit, [each for each in self.samar if each not in lebih] if kubus else [], self.warna)


def read_terbuka(edisi: str) -> Terbuka:
    kini = date.fromisoformat(str(read_manifest(edisi).data_per)[:10])
    rows = query_rows(edisi, _UMUM)
    benar = query_rows(edisi, _BENAR)
    years = [str(each) for each in list_tahun(edisi)]
    periods = [p.SEMUA, *years, *(half for year in years for half in p.list_semester(year))]
    umum, tanggal = [], []
    for _, kunci, kode, mulai, selesai, hari, dites, ada, is_opd, dilapor, anak_ada, anak_negatif in rows:
        key = kunci if is_opd and kunci and "@" in kunci else None
        wilayah = (key.rpartition("@")[2] if key else kode) or None
        kodes = [NASIONAL, *([wilayah[:2], wilayah[:5]] if wilayah else []), *([key] if key else [])]
        inside = [each for each in periods if _is_dalam(each, mulai, selesai)]
        cells = frozenset((k, each) for k in kodes for each in inside)
        umum.append(Umum(key, dites, ada, tuple(dilapor), cells, anak_ada, anak_negatif))
        tanggal.append(hari)
    terbit, samar = {}, []
    for key, sel in read_kubus(edisi).items():
        for m, (nilai, keadaan) in enumerate(zip(sel.nilai, sel.keadaan, strict=True)):
            if nilai is not None:
                terbit[m, key] = int(nilai)
            elif keadaan == DISAMARKAN and is_dirinci(m, *key):
                samar.append((m, key))
    return Terbuka(umum, terbit, samar, list(_list_warna(umum, tanggal, benar, kini)), benar)


def _is_dalam(periode: str, mulai: date | None, selesai: date | None) -> bool:
    awal, akhir = p.bounds(periode)
    return awal is None or (mulai is not None and selesai is not None and awal <= mulai and selesai <= akhir)


def _list_warna(umum: list[Umum], tanggal: list[date | None], benar: list[tuple[int | None, ...]], kini: date) -> Iterator[Warna]:
    """The colours as every scorecard shows them: agency × (first half | year)."""
    anggota: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, (each, hari) in enumerate(zip(umum, tanggal, strict=True)):
        if each.kunci_opd and each.ada and hari and hari <= kini:
            anggota[each.kunci_opd, str(hari.year)].append(i)
            if hari.month <= 6:
                anggota[each.kunci_opd, f"{hari.year}-S1"].append(i)
    for (kunci, periode), members in sorted(anggota.items()):
        try:
            kerangka = find_kerangka(periode, kunci.rpartition("@")[2])
        except KerangkaTidakAda:
            continue
        late = frozenset(i for i in members if kini > tanggal[i] + timedelta(days=kerangka.jendela_reaktif_hari))
        done = {i: min(benar[i][REAKTIF], (benar[i][RESEP] or 0) + (benar[i][ASESMEN] or 0)) for i in members}
        basis = sum(benar[i][REAKTIF] if i in late else done[i] for i in members)
        hijau, kuning = (int(kerangka.find(DUTY).ambang[each]) for each in ("hijau", "kuning"))
        share = 100 * sum(done.values()) / basis if basis else None
        if share is None:
            yield Warna(tuple(members), late, 0, None)
        elif share >= hijau:
            yield Warna(tuple(members), late, hijau, None)
        else:
            yield Warna(tuple(members), late, *((kuning, hijau) if share >= kuning else (0, kuning)))


def list_rahasia(buka: Terbuka) -> Iterator[Rahasia]:
    """Counts of 1 to 4 and complements of 1 to 4, of events, cells, what a region leaves beside its agencies and a year beside its halves."""
    isi: dict[tuple[str, str], set[int]] = defaultdict(set)
    for i, each in enumerate(buka.umum):
        for key in each.sel:
            isi[key].add(i)
    sets: dict[frozenset[int], str] = {}
    for i in range(len(buka.umum)):
        sets.setdefault(frozenset({i}), f"kejadian {i}")
    for (kode, periode), leaves in sorted(isi.items()):
        sets.setdefault(frozenset(leaves), f"{kode} {periode}")
        opd = {i for i in leaves if buka.umum[i].kunci_opd}
        if "@" not in kode:
            sets.setdefault(frozenset(leaves - opd), f"{kode} {periode} tanpa OPD")
            sets.setdefault(frozenset(opd), f"{kode} {periode} OPD saja")
        parts = [k for k in isi if k[0] == kode and ((periode == p.SEMUA and k[1].isdigit()) or k[1].startswith(f"{periode}-S"))]
        if parts:
            sets.setdefault(frozenset(leaves - set().union(*(isi[k] for k in parts))), f"{kode} {periode} sisa")
    for leaves, nama in sets.items():
        yield from _rahasia_of(buka, nama, leaves)


def _rahasia_of(buka: Terbuka, nama: str, leaves: frozenset[int]) -> Iterator[Rahasia]:
    for m in range(6):
        known = frozenset(i for i in leaves if buka.benar[i][m] is not None)
        total = sum(buka.benar[i][m] for i in known)
        if not total:
            continue
        one = len(leaves) == 1
        whole = INDUK.get(m)
        if 1 <= total <= 4:
            yield Rahasia(f"{nama} ukuran {m}", ((m, 1),), known, one)
        if whole is None:
            rest = sum(buka.umum[i].dites or 0 for i in known) - total
            if 1 <= rest <= 4 and all(buka.umum[i].dites is not None for i in known):
                yield Rahasia(f"{nama} dites - ukuran {m}", ((m, 1),), known, one)
        elif 1 <= sum(buka.benar[i][whole] or 0 for i in known) - total <= 4 and all(buka.benar[i][whole] is not None for i in known):
            yield Rahasia(f"{nama} ukuran {whole} - ukuran {m}", ((whole, 1), (m, -1)), known, one)


def list_bocor(buka: Terbuka, serang: Penyerang, lebar: int = 4) -> list[tuple[Rahasia, int]]:
    """What the attacker found, each with its value; a value that is not the true one means that he reasons wrongly."""
    found = []
    for each in list_rahasia(buka):
        nilai = serang.find(each.suku, each.daun, lebar)
        if nilai is not None:
            assert nilai == sum(sign * (buka.benar[i][m] or 0) for m, sign in each.suku for i in each.daun), each
            found.append((each, nilai))
    return found


# ---- an edition to attack --------------------------------------------------------------------------------------------


def _sql(benih: int, kejadian: int = 150) -> str:
    """Invented events of 20 agencies in three regencies over three years, with small counts; two of them in parts, one with KENARI."""
    acak = random.Random(benih)
    opd = [(f"dinas {n}", ("98", "98.01", "98.02", "98.03")[n % 4]) for n in range(20)]
    rows = []
    for n in range(kejadian):
        nama, kode = acak.choice(opd)
        hari = date(2023, 1, 1) + timedelta(days=acak.randrange(1095))
        dites = acak.randint(8, 60)
        reaktif = acak.choice((None, 0, 0, 1, 1, 2, 2, 3, 4, 5, 7))
        asesmen = acak.randint(0, reaktif) if reaktif else 0
        lanjut = [acak.randint(0, reaktif or 0), acak.randint(0, reaktif or 0), asesmen, acak.randint(0, asesmen)]
        if reaktif is None or acak.random() < 0.15:
            lanjut = [None] * 4
        invalid = None if reaktif is None else acak.choice((0, 0, 0, 1))
        jenis = "opd" if acak.random() < 0.85 else "vertikal"
        rows.append((f"X{n:03}", hari, kode, nama, jenis, dites, reaktif, invalid, *lanjut, False, None))
    rows.append(("Y0", date(2024, 5, 6), "98.01", "dinas 1", "opd", 40, 3, 0, 1, 2, 2, 1, False, None))
    rows += [(f"Y{n}", date(2024, 5, 6), "98.01", "dinas 1", "opd", 20, 3 * (n - 1), 0, None, None, None, None, True, "Y0") for n in (1, 2)]
    rows.append(("Z0", date(2024, 5, 7), "98.02", "dinas kenari", "opd", 9999, KENARI, 0, 5, 6, 4, 3, False, None))
    columns = "jumlah_dites, jumlah_reaktif, jumlah_invalid, dengan_resep, terkonfirmasi, asesmen, rehabilitasi"
    values = []
    for id_, hari, kode, nama, jenis, *angka, rincian, induk in rows:
        teks = [f"'{id_}'", f"'{hari}'", "'hari'", str(hari.year), f"'{kode}'", "'98'", f"'{kode}'" if len(kode) > 2 else "null"]
        teks += [f"'{nama}'", f"'{nama}'", f"'{jenis}'", f"'{nama}@{kode}'", *("null" if each is None else str(each) for each in angka)]
        teks += [str(rincian), "false", f"'{induk}'" if induk else "null"]
        values.append(f"({', '.join(teks)})")
    insert = (
        "insert into mart.tes_urine (id_tes, tanggal, presisi_tanggal, tahun, kode_wilayah, kode_provinsi, kode_kabkota, instansi, nama_baku,"
        f" jenis_instansi, kunci_opd, {columns}, adalah_rincian, adalah_kembaran, id_induk) values " + ", ".join(values)
    )
    staff = ", ".join(
        f"('{nama}@{kode}', '{nama}', '{nama}', '{kode}', '{kode}', date '2023-01-01', 90, 90)"
        for nama, kode in [*opd, ("dinas kenari", "98.02")]
    )
    return (
        "delete from mart.tes_urine; " + insert
        + "; insert into mart.pegawai_opd (kunci_opd, kode_opd, nama_opd, wilayah_opd, kode_wilayah, tanggal, pns, asn) values " + staff
    )  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("penyerangan")
    write_edisi(folder, EDISI, _sql(7))
    return folder


@pytest.fixture
def serangan(data: Path, monkeypatch: pytest.MonkeyPatch) -> Terbuka:
    monkeypatch.setenv("P4GN_DATA", str(data))
    forget_kartu()
    return read_terbuka(EDISI)


def test_nothing_hidden_can_be_worked_out(serangan: Terbuka) -> None:
    """Sums, their differences, bounds, flags and colours together leave every small count and complement at least two values."""
    assert len(serangan.terbit) > 30 and serangan.samar and serangan.warna
    assert [(each.nama, nilai) for each, nilai in list_bocor(serangan, serangan.serang())] == []


def test_attacker_finds_a_planted_leak(serangan: Terbuka) -> None:
    """Publishing hidden cells in a copy of the cube gives small counts away, at least one of them only by working it out."""
    derived = 0
    for m, key in serangan.samar:
        daun = [i for i, each in enumerate(serangan.umum) if key in each.sel]
        total = sum(serangan.benar[i][m] or 0 for i in daun)
        found = list_bocor(serangan, serangan.serang({(m, key): total}), lebar=2)
        derived += any(each.daun != {i for i in daun if serangan.benar[i][m] is not None} for each, _ in found)
        if derived:
            return
    assert derived


def test_attacker_finds_what_a_sum_a_bound_and_a_colour_give_away() -> None:
    """By hand: 9 − 7 = 2; no prescription left over; green with one event and no assessment reported means that all had a prescription."""
    whole, part = ("98", "2024"), ("98.01", "2024")
    umum = [
        Umum("a@98.01", 30, True, (True, False, True, False, False, False), frozenset({whole, part})),
        Umum("b@98", 30, True, (True, False, True, False, False, False), frozenset({whole})),
    ]
    plain = Penyerang(umum, {(REAKTIF, whole): 9}, [], [])
    assert plain.find([(REAKTIF, 1)], [1]) is None
    known = {(REAKTIF, whole): 9, (REAKTIF, part): 7}
    assert Penyerang(umum, known, [], []).find([(REAKTIF, 1)], [1]) == 2
    assert Penyerang(umum, {(REAKTIF, whole): 9, (RESEP, whole): 9}, [], []).find([(REAKTIF, 1), (RESEP, -1)], [1]) == 0
    green = Warna((1,), frozenset({1}), 100, None)
    assert Penyerang(umum, known, [], []).find([(RESEP, 1)], [1]) is None
    assert Penyerang(umum, known, [], [green]).find([(RESEP, 1)], [1]) == 2
    with pytest.raises(Mustahil):
        Penyerang(umum, {(REAKTIF, whole): 1}, [], [])


def test_scorecards_say_no_number_of_the_follow_up(serangan: Terbuka) -> None:
    """The cell, its steps, its evidence and its notes hold a colour and places, never a count."""
    seen = 0
    for kode in ("98", "98.01", "98.02", "98.03"):
        for periode in ("2023", "2024-S1", "2024", "2025-S2", "2025"):
            for rapor in score_opd(EDISI, kode, periode).baris:
                sel = rapor.sel.get(DUTY)
                if sel is None:
                    continue
                seen += sel.skor is not None
                assert (sel.pembilang, sel.penyebut, sel.nilai) == (None, None, None)
                steps = [each for each in (*sel.langkah, *rapor.langkah) if each.kewajiban == DUTY]
                assert all(each.jumlah is None for each in steps)
                words = _MASA_HARI.sub("", " ".join([sel.teks, *sel.catatan, *(each.teks for each in steps)]))
                assert not any(letter.isdigit() for letter in words), words
                assert all(_BUKTI.fullmatch(each.keterangan) for each in sel.bukti), sel.bukti
                assert (sel.skor in (0, 0.5, 1, None), sel.hari_terlambat) == (True, None)
                assert str(KENARI) not in repr(rapor)
    assert seen > 5


def test_no_list_tells_a_count_of_results(serangan: Terbuka) -> None:
    """Whatever a list is filtered by, it has no column of results counted and never shows the canary."""
    forbidden = {"jumlah_reaktif", "jumlah_invalid", "jumlah_negatif", "dengan_resep", "terkonfirmasi", "asesmen", "rehabilitasi"}
    filters = [
        {}, {"wilayah": "98"}, {"wilayah": "98.02"}, {"opd": "dinas kenari@98.02"}, {"cari": "kenari"}, {"cari": str(KENARI)},
        {"awal": date(2024, 5, 7), "akhir": date(2024, 5, 7)}, {"wilayah": "98.02", "awal": date(2024, 1, 1), "opd": "dinas kenari"},
    ]  # fmt: skip
    for nama in list_daftar():
        for each in filters:
            chosen = {key: value for key, value in each.items() if key in list_parameter(nama)}
            table = read_list(EDISI, nama, **chosen)
            assert not forbidden & set(table.columns), nama
            assert str(KENARI) not in table.to_csv(), nama


def test_agencies_and_halves_say_nothing_of_the_steps_that_follow(serangan: Terbuka) -> None:
    """Of an agency no step is told, and of a half year neither, unless nobody was reactive."""
    for (kode, periode), sel in read_kubus(EDISI).items():
        if "@" in kode or "-S" in periode:
            assert all(sel.nilai[m] is None or sel.nilai[REAKTIF] == 0 for m in LANJUTAN), (kode, periode)
        if "@" in kode:
            assert sel.nilai[INVALID] is None, (kode, periode)
