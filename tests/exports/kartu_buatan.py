"""Scorecards made by hand, so that files can be tested without an edition: invented agencies with every status."""

from __future__ import annotations

from datetime import date

from p4gn.scoring import hasil as h
from p4gn.scoring.kerangka import find_kerangka

KETERANGAN_CONTOH = {
    "DATA CONTOH": "Seluruh isinya rekaan, bukan keadaan sebenarnya.",
    "Wilayah": "Kalimantan Selatan",
    "Periode": "Tahun 2026",
    "Edisi": "Edisi contoh, 2026-11-25-contoh-b4601f37",
    "Data per": "25 November 2026",
}
KETERANGAN = {key: value for key, value in KETERANGAN_CONTOH.items() if key != "DATA CONTOH"}
PUTARAN = (h.HIJAU, h.KUNING, h.MERAH, h.BELUM_LAPOR, h.TIDAK_BERLAKU, h.BELUM_JATUH_TEMPO, h.HIJAU)
SKOR = {h.HIJAU: 1.0, h.KUNING: 0.5, h.MERAH: 0.0, h.BELUM_LAPOR: 0.0}


def make_sel(id_kewajiban: str, satuan: str, bobot: float, nomor: int) -> h.Sel:
    """A cell whose status turns with its number; shares are whole numbers."""
    status = h.INFORMASI if bobot == 0 and nomor % 3 else PUTARAN[nomor % len(PUTARAN)]
    value = (
        float(17 + nomor * 13 % 80)
        if satuan in ("persen", "rupiah") and status in (*SKOR, h.INFORMASI) and status != h.BELUM_LAPOR
        else None
    )
    if id_kewajiban == "tindak_lanjut_reaktif":
        value = None
    bukti = (h.Bukti("laporan.xlsx", "Rekap", 7 + nomor, "DINKES@63", None),)
    numerator, denominator = (None, None) if value is None else (value * 2, 200.0)
    return h.Sel(
        id_kewajiban,
        status,
        SKOR.get(status),
        numerator,
        denominator,
        value,
        False,
        date(2026, 6, 30),
        "Keadaan menurut laporan.",
        None,
        bukti,
    )


def make_kartu(subjek: str = "opd", banyak: int = 42) -> h.KartuSkor:
    """`banyak` rows with invented names, every status on every sheet."""
    kerangka = find_kerangka("2026", "63")
    duties = kerangka.list_kewajiban(subjek)
    rows = []
    for number in range(banyak):
        cells = {each.id: make_sel(each.id, each.satuan, each.bobot, number + index * 3) for index, each in enumerate(duties)}
        warna = (h.HIJAU, h.KUNING, h.MERAH, h.KUNING, h.TANPA_NILAI)[number % 5]
        rows.append(
            h.Rapor(
                f"UJI{number}@63", f"Badan Uji {number} Pengelolaan Urusan Rekaan dan Hal Lain" if number % 4 == 0 else f"Dinas Rekaan {number}",
                "63", f"UJI{number}", "opd", (), cells, None if warna == h.TANPA_NILAI else 93.0 - number, 50.0, 100.0, 6, 7,
                50.0 if warna == h.TANPA_NILAI else 85.7, warna,
                None if warna == h.TANPA_NILAI else f"{number + 1}–{number + 4}", (-3.4, None, 0.0, 12.0)[number % 4],
            )
        )  # fmt: skip
    return h.KartuSkor(
        "2026-11-25-contoh-b4601f37", subjek, "63", "2026", date(2026, 11, 25), date(2026, 11, 25), kerangka, tuple(rows), 61.4
    )
