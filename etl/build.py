"""From files to a finished, checked, published edition; nothing is visible before everything is right."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from etl.catatan.sidik import sidik_catatan
from etl.pipeline import Hasil, run_pipeline
from etl.problems import EtlGagal
from etl.progress import Progress
from etl.publish import find_edisi_by_hash, folder_aside, lock_edisi, move_into_place, point_to
from etl.receive import archive, list_masukan, read_indeks
from p4gn.warehouse.editions import SKEMA, data_dir, find_current, read_manifest

PROJECT_DIR = Path(__file__).resolve().parents[1]
SAMPEL_PUBLIK = PROJECT_DIR / "data" / "samples" / "publik"
# Everything that can change what an edition holds.
_POLA_KODE = (
    "etl/**/*.py",
    "etl/**/*.yml",
    "etl/**/*.sql",
    "p4gn/geography/wilayah.py",
    "p4gn/indicators/suppress.py",
    "data/reference/*.csv",
    "data/reference/*.csv.gz",
    "data/reference/*.yml",
)
# Read when a screen asks: they judge what an edition holds and change nothing in it.
_HANYA_MENILAI = frozenset({"data/reference/kepatuhan.yml", "data/reference/wajib_lapor.yml"})


@dataclass(frozen=True, slots=True)
class Permintaan:
    """What is to be built. lewati_ditolak: a file that is refused whole is listed as such and does not stop the others."""

    masukan: tuple[Path, ...] = (SAMPEL_PUBLIK,)
    jenis: str = "publik"
    final: bool = False
    lewati_ditolak: bool = False


@dataclass(frozen=True, slots=True)
class HasilBangun:
    """What came of it: the edition now current, and whether it had to be built."""

    id_edisi: str
    baru: bool
    hasil: Hasil


def build_edisi(permintaan: Permintaan, hari_ini: date, progress: Progress) -> HasilBangun:
    """Build and publish; EtlGagal when a file is refused, a blocking check fails or another build is running."""
    files = list_masukan(permintaan.masukan)
    if not files:
        raise EtlGagal(f"Tidak ada berkas di {', '.join(str(path) for path in permintaan.masukan)}.")
    with lock_edisi() as root:
        hasil = run_pipeline(files, hari_ini, progress, functools.partial(archive, folder=data_dir() / "arsip"), _read_indeks(permintaan))
        if hasil.berkas_ditolak and not permintaan.lewati_ditolak:
            raise EtlGagal(say_refused(hasil))
        hasil = replace(hasil, buku=hasil.buku + hasil.tak_terbaca, ditolak=hasil.ditolak + hasil.berkas_ditolak)
        versi_kode = compute_versi_kode()
        sidik = compute_sidik(hasil, permintaan, versi_kode)
        existing = find_edisi_by_hash(permintaan.jenis, sidik)
        if existing:
            point_to(root, existing)
            return HasilBangun(existing, False, hasil)
        id_edisi = f"{hari_ini.isoformat()}-{permintaan.jenis}-{sidik}"
        with folder_aside(root, id_edisi) as aside:
            manifest = _build_aside(aside, id_edisi, permintaan, hasil, versi_kode, progress)
            with progress.stage("terbitkan") as line:
                (aside / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
                move_into_place(aside, root, id_edisi)
                point_to(root, id_edisi)
                line.append(f"edisi {id_edisi}")
    return HasilBangun(id_edisi, True, hasil)


def default_masukan(jenis: str) -> tuple[Path, ...]:
    """What an edition of a kind is made from: what was sent in, on top of the public records or of the example files."""
    sent = data_dir() / "masuk" / jenis
    base = data_dir() / "contoh" if jenis == "contoh" else SAMPEL_PUBLIK
    return tuple(path for path in (base, sent) if path.is_dir())


def build_awal(hari_ini: date) -> list[HasilBangun]:
    """The editions a new installation starts with: the example first, then the public one, which is shown.

    An edition that people have made current themselves (of what was sent in) stays current.
    """
    from etl.contoh import generate

    before = find_current()
    generate(data_dir() / "contoh", hari_ini.replace(day=1))
    built = [
        build_edisi(Permintaan(default_masukan("contoh"), "contoh", lewati_ditolak=True), hari_ini, Progress()),
        build_edisi(Permintaan(), hari_ini, Progress()),
    ]
    if before and read_manifest(before).jenis not in {"contoh", "publik"}:
        with lock_edisi() as root:
            point_to(root, before)
    return built


def _read_indeks(permintaan: Permintaan) -> dict[Path, Mapping[str, Any]]:
    """Who sent which file and when, where a folder of files says so."""
    return {path: entry for folder in permintaan.masukan if folder.is_dir() for path, entry in read_indeks(folder).items()}


def compute_versi_kode() -> str:
    """Fingerprint of the code, the declarations and the reference files that an edition is made with."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in _POLA_KODE for path in PROJECT_DIR.glob(pattern) if path.is_file()}):
        name = path.relative_to(PROJECT_DIR).as_posix()
        if name in _HANYA_MENILAI:
            continue
        digest.update(name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def compute_sidik(hasil: Hasil, permintaan: Permintaan, versi_kode: str) -> str:
    """Eight digits that are the same exactly when inputs, code and kind of edition are the same."""
    # Not when a file came, but what came of it: sent again without effect, it makes no other edition.
    files = sorted(
        (item.berkas, item.sha256, item.pengirim or "", item.baris_diterima, item.baris_ditolak, item.baris_bukan_data)
        for item in hasil.buku
    )
    content = json.dumps([files, versi_kode, permintaan.jenis, permintaan.final, read_judul(permintaan), sidik_catatan()])
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def read_judul(permintaan: Permintaan) -> str:
    """Title of the edition: from sumber.yml beside the files, else from its kind."""
    for path in permintaan.masukan:
        note = path / "sumber.yml"
        if note.is_file():
            content = yaml.safe_load(note.read_text(encoding="utf-8"))
            if isinstance(content, dict) and content.get("judul") and content.get("jenis") == permintaan.jenis:
                return str(content["judul"])
    return f"Edisi {permintaan.jenis.replace('_', ' ')}"


def say_refused(hasil: Hasil) -> str:
    """All refused files, one line each."""
    lines = [masalah.kalimat() for masalah in hasil.berkas_ditolak]
    return "\n".join([*lines, f"{len(lines)} berkas ditolak. Tidak ada yang diterbitkan; edisi yang berlaku tidak berubah."])


def _build_aside(
    aside: Path, id_edisi: str, permintaan: Permintaan, hasil: Hasil, versi_kode: str, progress: Progress
) -> dict[str, object]:
    import duckdb

    from etl.checks import check_edition
    from etl.gudang import build_marts
    from etl.staging import load_staging, load_wilayah

    with progress.stage("bangun") as line, duckdb.connect(str(aside / "gudang.duckdb")) as connection:
        connection.execute("attach ':memory:' as staging")
        connection.execute("create schema mart")
        expected = load_staging(connection, hasil) | {"wilayah": load_wilayah(connection)}
        data_per = build_marts(connection, date.fromisoformat(id_edisi[:10]))
        checks = check_edition(connection, hasil.buku, expected)
        connection.execute("detach staging")
        connection.execute("checkpoint")
        line.append(f"{len(expected)} tabel, {sum(1 for item in checks if item.lulus)} dari {len(checks)} pemeriksaan lulus")
    failed = [f"- {item.nama}: {item.keterangan}" for item in checks if not item.lulus]
    if failed:
        lines = ["Edisi tidak diterbitkan karena pemeriksaan ini tidak lulus:", *failed, "Edisi yang berlaku tidak berubah."]
        raise EtlGagal("\n".join(lines))
    fields = ("berkas", "sumber", "pengirim", "sha256", "baris_dibaca", "baris_diterima", "baris_ditolak", "baris_bukan_data")
    return {
        "id": id_edisi,
        "judul": read_judul(permintaan),
        "jenis": permintaan.jenis,
        "dibuat": datetime.now(UTC).astimezone().isoformat(timespec="milliseconds"),
        "status": "final" if permintaan.final else "sementara",
        "data_per": data_per.isoformat(),
        "versi_kode": versi_kode,
        "skema": SKEMA,
        "berkas": [{field: getattr(item, field) for field in fields} for item in hasil.buku],
        "pemeriksaan": [asdict(item) for item in checks],
        "jumlah": expected,
    }
