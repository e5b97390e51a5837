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


def make_kiriman(semua: Path, folder: Path) -> Path:
    """The chosen of the example's workbooks `semua` with their kiriman.jsonl, in a folder of their own."""
    return copy_sebagian(semua, folder / "sebagian", sorted({path for pattern in POLA for path in semua.glob(pattern)}))


def build_edisi(semua: Path, folder: Path) -> None:
    """Builds it under folder/data."""
    run_etl(folder / "data", "bangun", "--jenis", "contoh", "--masukan", str(make_kiriman(semua, folder)))
