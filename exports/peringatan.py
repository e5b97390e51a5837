"""Alerts as a workbook: one row per alert in the order of importance, with the rule, whom it is about, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.berkas import KALIMAT
from exports.xlsx import Kolom, Lembar, write_buku
from p4gn.peringatan import Peringatan

_JUDUL = "Peringatan P4GN"
_KOLOM = (
    Kolom("No.", 6, "0"), Kolom("Kepentingan", 12), Kolom("Aturan", 28), Kolom("OPD atau wilayah", 38), Kolom("Kode", 18),
    Kolom("Peringatan", 90), Kolom("Sejak", 13), Kolom("Hari", 9, "#,##0"),
)  # fmt: skip


def peringatan_xlsx(rows: Sequence[Peringatan], facts: Mapping[str, str]) -> bytes:
    """One sheet and the facts of the file (see exports/berkas.py); days are left empty where they say nothing, negative where still to come."""
    lines = [(each.urutan, each.kepentingan, each.judul, each.subjek, each.sasaran, each.teks, each.sejak, each.hari) for each in rows]
    sheet = Lembar(
        "Peringatan",
        _JUDUL,
        _KOLOM,
        lines,
        kalimat=[facts[KALIMAT]] if facts.get(KALIMAT) else (),
        catatan=("Hari negatif: harinya belum tiba. Hari kosong: yang dibandingkan adalah dua periode.",),
        kolom_beku=1,
    )
    return write_buku([sheet], facts)
