"""Edisi contoh: a whole invented province as the workbooks its offices would send, mess included, and the truth they were made from.

Regions and agencies are real, everything told about them is invented. The same seed, day and province give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from etl.contoh.dunia import PROVINSI, Butir, Dunia, make_dunia
from etl.contoh.kebenaran import make_kebenaran, write_kebenaran
from etl.contoh.kisah_dokumen import tell_dokumen, tell_rad_aksi
from etl.contoh.kisah_opd import tell_aksi, tell_anggaran, tell_inovasi, tell_pegawai
from etl.contoh.kisah_rapat import tell_rapat
from etl.contoh.kisah_tes import tell_tes_urine
from etl.contoh.kisah_wilayah import tell_desa_bersinar, tell_ibm, tell_indeks, tell_kerawanan, tell_laporan_masyarakat
from etl.contoh.rusak import write_kosong, write_rusak
from etl.contoh.surat import Porsi, Surat, write_surat
from etl.contoh.tulis import write_buku
from etl.sources import SOURCES_DIR, load_sources

VERSI = "2"
BENIH = 63
_KISAH: tuple[Callable[[Dunia, np.random.Generator], Iterator[Butir]], ...] = (
    tell_rapat,
    tell_tes_urine,
    tell_aksi,
    tell_rad_aksi,
    tell_pegawai,
    tell_anggaran,
    tell_inovasi,
    tell_desa_bersinar,
    tell_kerawanan,
    tell_ibm,
    tell_dokumen,
    tell_laporan_masyarakat,
    tell_indeks,
)


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """How much was written; `baru` is False when the set already stood there."""

    berkas: int
    baris: int
    tanaman: int
    ukuran: int
    baru: bool = True


def generate(folder: Path, sampai: date, benih: int = BENIH, porsi: Porsi | None = None) -> Ringkasan:
    """Writes the files and kiriman.jsonl into the folder, and the truth into the folder beside it named …-kebenaran."""
    porsi = porsi or Porsi()
    stamp = _stamp(sampai, benih, porsi)
    truth = kebenaran_dir(folder)
    before = truth / "stempel.json"
    if before.is_file() and (content := json.loads(before.read_text(encoding="utf-8")))["stempel"] == stamp and folder.is_dir():
        return Ringkasan(**content["ringkasan"], baru=False)
    for path in (folder, truth):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
    surat = make_surat(sampai, benih, porsi)
    size = _write_files(folder, surat)
    kebenaran = make_kebenaran(surat)
    write_kebenaran(truth, kebenaran)
    ringkasan = Ringkasan(len(kebenaran.berkas), len(kebenaran.baris), len(kebenaran.tanaman), size)
    counts = {key: value for key, value in asdict(ringkasan).items() if key != "baru"}
    before.write_text(json.dumps({"stempel": stamp, "ringkasan": counts}), encoding="utf-8")
    return ringkasan


def kebenaran_dir(folder: Path) -> Path:
    """Where the truth about the files of a folder stands."""
    return folder.with_name(f"{folder.name}-kebenaran")


def make_surat(sampai: date, benih: int, porsi: Porsi) -> list[Surat]:
    """All files in the order in which they were received; every part of the story has dice of its own."""
    root = np.random.SeedSequence([benih, sampai.toordinal(), int(PROVINSI)])
    seeds = [np.random.default_rng(seed) for seed in root.spawn(len(_KISAH) + 4)]
    dunia = make_dunia(sampai, seeds[0])
    butir = [item for tell, rng in zip(_KISAH, seeds[4:], strict=True) for item in tell(dunia, rng)]
    surat = list(write_surat(dunia, load_sources(), butir, porsi, seeds[1]))
    surat.append(write_kosong(dunia))
    surat += write_rusak(dunia, seeds[2], porsi.ditolak)
    surat += _copy_some(surat, porsi.salinan, seeds[3], dunia)
    return sorted(_unique_names(surat), key=lambda one: (one.diterima, one.nama))


def _copy_some(surat: Sequence[Surat], banyak: int, rng: np.random.Generator, dunia: Dunia) -> Iterator[Surat]:
    """Some files sent again, byte for byte, under another name and later."""
    again = [
        one
        for one in surat
        if one.buku
        and not any(item.jenis.startswith("digantikan") for sheet in one.buku.lembar for row in sheet.baris for item in row.tanaman)
    ]
    for index in rng.permutation(len(again))[:banyak]:
        one = again[int(index)]
        stem, _, ending = one.nama.rpartition(".")
        later = min(one.diterima + timedelta(hours=3), one.diterima.replace(hour=23, minute=59))
        yield replace(one, nama=f"{stem} - Copy.{ending}", diterima=later, salinan_dari=one.nama)


def _unique_names(surat: Sequence[Surat]) -> Iterator[Surat]:
    seen: dict[str, int] = {}
    for one in surat:
        seen[one.nama] = seen.get(one.nama, 0) + 1
        stem, _, ending = one.nama.rpartition(".")
        yield one if seen[one.nama] == 1 else replace(one, nama=f"{stem} ({seen[one.nama]}).{ending}")


def _write_files(folder: Path, surat: Sequence[Surat]) -> int:
    lines, size = [], 0
    for one in surat:
        isi = write_buku(one.buku) if one.buku else one.isi
        (folder / one.nama).write_bytes(isi)
        size += len(isi)
        entry = {
            "berkas": one.nama,
            "pengirim": one.pengirim,
            "diterima_pada": one.diterima.isoformat(),
            "sha256": hashlib.sha256(isi).hexdigest(),
        }
        lines.append(json.dumps(entry, ensure_ascii=False))
    (folder / "kiriman.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return size


def _stamp(sampai: date, benih: int, porsi: Porsi) -> str:
    """Changes with the version, the parameters and the declarations whose headings the files use."""
    digest = hashlib.sha256(json.dumps([VERSI, sampai.isoformat(), benih, PROVINSI, asdict(porsi)]).encode())
    for path in [*sorted(SOURCES_DIR.glob("*.yml")), *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def main(argv: Sequence[str] | None = None) -> int:
    """`python -m etl contoh --keluaran DIR`."""
    parser = argparse.ArgumentParser(
        prog="python -m etl contoh", description="Membuat berkas contoh satu provinsi (seluruh isinya dikarang)."
    )
    parser.add_argument("--keluaran", type=Path, required=True, help="folder berkas; isinya diganti")
    parser.add_argument(
        "--sampai", type=date.fromisoformat, default=None, help="hari terakhir cerita (YYYY-MM-DD); bila kosong, awal bulan ini"
    )
    parser.add_argument("--benih", type=int, default=BENIH, help="bilangan acuan acak")
    arguments = parser.parse_args(argv)
    ringkasan = generate(arguments.keluaran, arguments.sampai or date.today().replace(day=1), arguments.benih)
    kabar = "dibuat" if ringkasan.baru else "sudah ada, tidak ditulis ulang"
    print(
        f"{ringkasan.berkas} berkas contoh {kabar}: {ringkasan.baris} baris, {ringkasan.tanaman} hal ditanam, {ringkasan.ukuran / 1e6:.1f} MB."
    )
    return 0
