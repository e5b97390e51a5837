"""Some hundred workbooks of the example (the provincial agencies, one regency, all documents), and an edition made of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.kiriman_sebagian import copy_sebagian

ROOT = Path(__file__).resolve().parents[2]
POLA = (
    "aksi opd*63 *", "aksi opd*Tapin*", "anggaran*63 *", "anggaran*Tapin*", "dokumen wilayah*", "pegawai*63 *", "pegawai*Tapin*",
    "rad aksi*63 *", "rad aksi*Tapin*", "inovasi*", "tindak lanjut*63 *", "tindak lanjut*Tapin*", "tes urine*63*",
)  # fmt: skip


def run_etl(data: Path, *arguments: str) -> None:
    """One command on a data folder of its own."""
    environment = os.environ | {"P4GN_DATA": str(data)}
    subprocess.run([sys.executable, "-m", "etl", *arguments], cwd=ROOT, env=environment, check=True, capture_output=True)


def make_kiriman(folder: Path) -> Path:
    """The chosen workbooks with their kiriman.jsonl; the data reach 1 November 2026 at most."""
    whole, few = folder / "semua", folder / "sebagian"
    run_etl(folder / "data", "contoh", "--keluaran", str(whole), "--sampai", "2026-11-01")
    return copy_sebagian(whole, few, sorted({path for pattern in POLA for path in whole.glob(pattern)}))


def build_edisi(folder: Path) -> str:
    """Builds it under folder/data and gives its id."""
    run_etl(folder / "data", "bangun", "--jenis", "contoh", "--masukan", str(make_kiriman(folder)))
    return (folder / "data" / "edisi" / "TERKINI").read_text(encoding="utf-8").strip()
