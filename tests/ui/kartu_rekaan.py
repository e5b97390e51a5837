"""Invented scorecards made by hand, to test what screens draw without an edition."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

from p4gn.scoring.hasil import SKOR_WARNA, KartuSkor, Langkah, Rapor, Sel
from p4gn.scoring.kerangka import Kewajiban, find_kerangka

NAMA = (
    "Dinas Contoh Pendidikan dan Kebudayaan", "Dinas Contoh Kesehatan", "Badan Contoh Keuangan", "Satuan Contoh Pamong Praja", "Biro Contoh Hukum",
    "Dinas Contoh Perumahan Rakyat, Kawasan Permukiman dan Lingkungan Hidup", "Sekretariat Contoh",
)  # fmt: skip
ALIAS = (("Disdikbud", "Dikbud"), ("Dinkes",), ("Keuda",), ("Satpol PP", "Pol PP"), (), (), ("Setcontoh",))


def make_sel(kewajiban: Kewajiban, status: str, nilai: float | None = None, hari: int | None = None) -> Sel:
    step = Langkah(kewajiban.id, "hijau", f"{kewajiban.judul} sampai terpenuhi", 3, "orang", hari, 2.0, 10.0)
    return Sel(
        kewajiban.id,
        status,
        SKOR_WARNA.get(status) if kewajiban.bobot else None,
        nilai=nilai,
        is_nol=nilai == 0,
        hari_terlambat=hari,
        pada=date(2026, 6, 30),
        langkah=(step,) if SKOR_WARNA.get(status, 1.0) < 1 and kewajiban.bobot else (),
    )


def make_kartu(jumlah: int = 7, subjek: str = "opd", periode: str = "2026", seed: int = 4) -> KartuSkor:
    """A scorecard of so many rows with every status in it; the same seed gives the same card."""
    chance = random.Random(seed)
    kerangka = find_kerangka(periode, "63")
    duties = kerangka.list_kewajiban(subjek)
    rows = tuple(_make_row(i, duties, chance) for i in range(jumlah))
    top, bottom = sum(row.skor_pembilang for row in rows), sum(row.skor_penyebut for row in rows)
    return KartuSkor(
        "2026-11-25-contoh-00000000", subjek, "63", periode, date(2026, 10, 30), date(2026, 10, 30), kerangka, rows,
        100 * top / bottom if bottom else None, dict(Counter(row.warna for row in rows)),
    )  # fmt: skip


def _make_row(i: int, duties: tuple[Kewajiban, ...], chance: random.Random) -> Rapor:
    cells = {each.id: _make_cell(each, chance) for each in duties}
    weighed = [(each.bobot, cells[each.id]) for each in duties if each.bobot and cells[each.id].skor is not None]
    top, bottom = sum(w * (cell.skor or 0) for w, cell in weighed), sum(w for w, _ in weighed)
    known = sum(cell.status != "belum_lapor" for _, cell in weighed)
    skor = 100 * top / bottom if bottom else None
    lengkap = 100 * known / len(weighed) if weighed else None
    warna = "tanpa_nilai" if lengkap is None or lengkap < 60 else "hijau" if skor >= 80 else "kuning" if skor >= 50 else "merah"
    steps = tuple(step for cell in cells.values() for step in cell.langkah)
    return Rapor(
        f"CONTOH{i}@63", NAMA[i % len(NAMA)] + (f" {i // len(NAMA)}" if i >= len(NAMA) else ""), "63", f"CONTOH{i}",
        NAMA[i % len(NAMA)].split()[0].lower(), ALIAS[i % len(ALIAS)], cells, skor, top, bottom, known, len(weighed), lengkap, warna,
        None if warna == "tanpa_nilai" else f"{i + 1}–{i + 3}", chance.choice([None, 0.0, 4.2, -3.1]), steps, steps[:2],
        "hijau" if warna == "kuning" else "kuning",
    )  # fmt: skip


def _make_cell(kewajiban: Kewajiban, chance: random.Random) -> Sel:
    if kewajiban.is_informasi:
        return make_sel(kewajiban, chance.choice(["informasi", "tidak_berlaku"]), 48.2)
    status = chance.choices(["hijau", "kuning", "merah", "belum_lapor", "tidak_berlaku", "belum_jatuh_tempo"], weights=[10, 4, 3, 3, 1, 1])[
        0
    ]
    nilai = {"hijau": 100.0, "kuning": 14.6, "merah": 0.0}.get(status)
    hari = {"kuning": 12, "merah": 107}.get(status) if kewajiban.id.startswith("laporan") else None
    return make_sel(kewajiban, status, nilai, hari)
