"""Derives the geographic reference files of data/reference from three npm packages: a maintainer's tool, run rarely.

    npm pack idn-area-data@4.0.1     codes and names (data ODbL 1.0); ask for this version, the default tag is older
    npm pack geografis@1.3.2         points of the desa with codes of 2019–2020 (MIT)
    npm pack world-atlas@2.0.2       land of Indonesia in countries-10m (ISC; Natural Earth, public domain)
    for f in *.tgz; do mkdir -p "${f%.tgz}" && tar -xzf "$f" -C "${f%.tgz}"; done
    python -m etl.acuan <the folder>
    python -m etl.acuan --ringan     only what follows from the files already there: the light kab/kota of all Indonesia

Writes wilayah.csv.gz, wilayah_lama.csv.gz, wilayah.yml, titik_desa.parquet, garis_pantai.geojson.gz and, computed from
these (a minute), kabkota_ringan.geojson.gz. The same packages give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

import pyarrow
import pyarrow.parquet

from p4gn.geography.skematik import BERKAS_RINGAN, write_ringan
from p4gn.geography.wilayah import REFERENCE_DIR

PACKAGES = {"idn-area-data": "4.0.1", "geografis": "1.3.2", "world-atlas": "2.0.2"}
INDONESIA = "360"  # ISO 3166-1 numeric, as the package writes it
TITIK_PER_DERAJAT = 10_000  # points are kept as whole ten-thousandths of a degree, about 11 m
KETERANGAN = """\
# Dibuat oleh `python -m etl.acuan`; jangan disunting dengan tangan.
judul: Kode dan nama wilayah administrasi Indonesia, titik desa, dan daratan Indonesia
dasar: Kepmendagri 300.2.2-2430 Tahun 2025
tanggal_dasar: 2025-06-23
arti_kolom:
  jenis: Provinsi, Kabupaten, Kota, Kecamatan, Desa, Kelurahan, Desa Adat (dari angka pertama nomor desa dan dari nama kabupaten/kota)
  awalan: awalan nama resmi kabupaten/kota ('Kota Administrasi'); kosong bila sudah jelas dari jenis
  berlaku_dari: tanggal mulai menurut wilayah_perubahan.csv; kosong = tidak diketahui, bukan "baru"
  kode_kini: kode kini dari kode 2019-2020 yang sudah tidak dipakai; kosong = tidak dapat dipastikan
sumber:
  wilayah.csv.gz: {paket: idn-area-data@4.0.1, lisensi: ODbL-1.0, ket: "Data (c) kontributor idn-area-data; ejaan dirapikan"}
  wilayah_lama.csv.gz: {paket: "geografis@1.3.2 dan idn-area-data@4.0.1", lisensi: "MIT dan ODbL-1.0"}
  titik_desa.parquet: {paket: "geografis@1.3.2 dan idn-area-data@4.0.1", lisensi: "MIT dan ODbL-1.0", ket: "dibulatkan ke 1e-4 derajat"}
  garis_pantai.geojson.gz: {paket: world-atlas@2.0.2, lisensi: ISC, ket: "Natural Earth 1:10 juta, domain publik"}
  kabkota_ringan.geojson.gz: {paket: "titik_desa.parquet dan garis_pantai.geojson.gz", lisensi: "MIT, ODbL-1.0, ISC", ket: "dihitung; kisi 0,01 derajat"}
"""
_AWALAN = re.compile(r"^(Kabupaten Administrasi|Kota Administrasi|Kabupaten|Kota) (.+)$")
_JENIS_DESA = {"1": "Kelurahan", "2": "Desa", "3": "Desa Adat"}


class AcuanError(Exception):
    """A package is missing or is not the version this tool was written for."""


def find_packages(folder: Path) -> dict[str, Path]:
    """Folder of each package below `folder`, recognised by its package.json; AcuanError when one is missing."""
    found: dict[str, Path] = {}
    for manifest in sorted(folder.glob("**/package.json")):
        content = json.loads(manifest.read_text(encoding="utf-8"))
        if PACKAGES.get(content.get("name", "")) == content.get("version"):
            found[content["name"]] = manifest.parent
    missing = [f"{name}@{version}" for name, version in PACKAGES.items() if name not in found]
    if missing:
        raise AcuanError(f"{folder}: paket {', '.join(missing)} tidak ditemukan. Ambil dengan `npm pack`, lalu bongkar di folder itu.")
    return found


def tidy_nama(nama: str) -> str:
    """Typing habits of the list made even: 'Ra"as' → "Ra'as", 'Kassi - Kassi' → 'Kassi-Kassi', 'Murung A.' → 'Murung A'."""
    nama = re.sub(r"\s+", " ", nama.replace('"', "'")).strip(" .*")
    nama = re.sub(r"\s*-\s*", "-", nama)
    nama = re.sub(r"\s*/\s*", "/", nama)
    return re.sub(r"\s+'\s+", "' ", nama)


def split_jenis(kode: str, nama: str) -> tuple[str, str, str]:
    """(nama, jenis, awalan): the kind of a desa from the first digit of its number, of a kabkota from its name.

    `awalan` is the official prefix, given only where the kind alone does not tell it ('Kota Administrasi').
    """
    level = kode.count(".")
    if level == 0:
        return nama, "Provinsi", ""
    if level == 1:
        match = _AWALAN.match(nama)
        if not match:
            raise AcuanError(f"{kode} {nama}: bukan kabupaten dan bukan kota.")
        return match[2], match[1].split()[0], match[1]
    if level == 2:
        return nama, "Kecamatan", ""
    jenis = _JENIS_DESA[kode[9]]
    return nama.removeprefix("Desa Adat "), jenis, ""


def read_wilayah_rows(package: Path) -> list[tuple[str, str, str, str]]:
    """(kode, nama, jenis, awalan) of all regions, each level sorted by code."""
    rows = []
    for name in ("provinces", "regencies", "districts", "villages"):
        with (package / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            rows += sorted((row["code"], *split_jenis(row["code"], tidy_nama(row["name"]))) for row in csv.DictReader(lines))
    return rows


def write_csv_gz(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Gzip without a time stamp, so that the bytes depend on the rows alone."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def publish_wilayah(package: Path, target: Path) -> list[tuple[str, str, str, str]]:
    rows = read_wilayah_rows(package)
    write_csv_gz(target / "wilayah.csv.gz", ("kode", "nama", "jenis", "awalan"), rows)
    return rows


@dataclass(frozen=True, slots=True)
class DesaLama:
    """A desa of the list of 2019–2020 with its point in degrees."""

    kode: str
    nama: str
    kecamatan: str
    kabkota: str
    lon: float
    lat: float


def read_desa_lama(package: Path) -> list[DesaLama]:
    """All desa of geografis, sorted by code."""
    records = json.loads((package / "data" / "json" / "data.json").read_text(encoding="utf-8"))
    desa = [DesaLama(r["code"], r["village"], r["district"], r["city"], r["longitude"], r["latitude"]) for r in records]
    return sorted(desa, key=lambda d: d.kode)


def fold(nama: str) -> str:
    """Letters and digits only, lower case, 'S.' and 'Sei' read as 'Sungai': what is compared when names are compared."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\b(s\.|sei\b\.?)", "sungai", nama.lower()))


def match_kode_lama(desa_lama: Sequence[DesaLama], rows: Sequence[tuple[str, str, str, str]]) -> dict[str, tuple[str, str]]:
    """Today's code of every old code that is gone, and how it was found; codes without a sure answer are left out.

    A desa is sought only within its own kabkota (by name where that was recoded, as in Papua): first by kecamatan name
    and desa name, then by a desa name that occurs once among the codes still free, last by a spelling at least 0,85
    alike in the same kecamatan, then in the kabkota. Two old codes that claim the same code of today both stay unmatched.
    """
    nama_of = {kode: nama for kode, nama, _, _ in rows}
    official = {kode: f"{awalan} {nama}".strip() for kode, nama, _, awalan in rows}
    kabkota_of = {fold(official[kode]): kode for kode in nama_of if len(kode) == 5}
    dipakai = {d.kode for d in desa_lama if d.kode in nama_of}
    free_by_kabkota: dict[str, list[str]] = defaultdict(list)
    for kode in nama_of:
        if len(kode) == 13 and kode not in dipakai:
            free_by_kabkota[kode[:5]].append(kode)
    gone = [d for d in desa_lama if d.kode not in nama_of]
    found: dict[str, tuple[str, str]] = {}
    for cara in ("kecamatan dan nama", "nama dalam kabupaten/kota", "ejaan mirip dalam kecamatan", "ejaan mirip dalam kabupaten/kota"):
        claims: dict[str, list[str]] = defaultdict(list)
        for desa in (d for d in gone if d.kode not in found):
            kabkota = kabkota_of.get(fold(desa.kabkota)) or (desa.kode[:5] if desa.kode[:5] in nama_of else None)
            candidates = [kode for kode in free_by_kabkota.get(kabkota or "", ()) if _is_match(cara, desa, kode, nama_of)]
            if len(candidates) == 1:
                claims[candidates[0]].append(desa.kode)
        for kode, lama in claims.items():
            if len(lama) == 1:
                found[lama[0]] = (kode, cara)
        taken = {kode for kode, _ in found.values()}
        free_by_kabkota = {kabkota: [k for k in free if k not in taken] for kabkota, free in free_by_kabkota.items()}
    return found


def _is_match(cara: str, desa: DesaLama, kode: str, nama_of: dict[str, str]) -> bool:
    same_kecamatan = fold(nama_of[kode[:8]]) == fold(desa.kecamatan)
    if cara == "nama dalam kabupaten/kota":
        return fold(nama_of[kode]) == fold(desa.nama)
    if cara == "kecamatan dan nama":
        return same_kecamatan and fold(nama_of[kode]) == fold(desa.nama)
    alike = SequenceMatcher(None, fold(nama_of[kode]), fold(desa.nama)).ratio() >= 0.85
    return alike and (same_kecamatan or cara == "ejaan mirip dalam kabupaten/kota")


def publish_desa(package: Path, rows: Sequence[tuple[str, str, str, str]], target: Path) -> tuple[int, int, int]:
    """Writes titik_desa.parquet and wilayah_lama.csv.gz; returns (points, old codes carried over, old codes left open)."""
    desa_lama = read_desa_lama(package)
    kode_kini = {kode for kode, *_ in rows}
    carried = match_kode_lama(desa_lama, rows)
    points = sorted(
        (carried.get(d.kode, (d.kode,))[0], round(d.lon * TITIK_PER_DERAJAT), round(d.lat * TITIK_PER_DERAJAT))
        for d in desa_lama
        if d.kode in kode_kini or d.kode in carried
    )
    kode, x, y = zip(*points, strict=True)
    table = pyarrow.table({"kode": kode, "x": pyarrow.array(x, pyarrow.int32()), "y": pyarrow.array(y, pyarrow.int32())})
    pyarrow.parquet.write_table(
        table,
        target / "titik_desa.parquet",
        compression="zstd",
        compression_level=19,
        use_dictionary=False,
        column_encoding={"kode": "DELTA_BYTE_ARRAY", "x": "BYTE_STREAM_SPLIT", "y": "BYTE_STREAM_SPLIT"},
        store_schema=False,
    )
    gone = [d for d in desa_lama if d.kode not in kode_kini]
    lama = [(d.kode, d.nama, d.kecamatan, d.kabkota, *carried.get(d.kode, ("", ""))) for d in gone]
    write_csv_gz(target / "wilayah_lama.csv.gz", ("kode_lama", "nama", "kecamatan", "kabkota", "kode_kini", "cara"), lama)
    return len(points), len(carried), len(gone) - len(carried)


def publish_garis_pantai(package: Path, target: Path) -> int:
    """Writes garis_pantai.geojson.gz: every piece of land of Indonesia as one polygon; returns how many."""
    topology = json.loads((package / "countries-10m.json").read_text(encoding="utf-8"))
    pieces = decode_negara(topology, INDONESIA)
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": rings}} for rings in sorted(pieces, key=str)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    (target / "garis_pantai.geojson.gz").write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    return len(pieces)


def decode_negara(topology: dict, kode_negara: str) -> list[list[list[list[float]]]]:
    """Polygons of one country of a TopoJSON file as lists of rings, in degrees rounded to 1e-5."""
    country = next(g for g in topology["objects"]["countries"]["geometries"] if g.get("id") == kode_negara)
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]

    def decode_arc(index: int) -> list[list[float]]:
        deltas = topology["arcs"][index if index >= 0 else ~index]
        sums = accumulate(deltas, lambda point, delta: [point[0] + delta[0], point[1] + delta[1]])
        line = [[round(x * scale_x + left, 5), round(y * scale_y + bottom, 5)] for x, y in sums]
        return line if index >= 0 else line[::-1]

    def decode_ring(arcs: list[int]) -> list[list[float]]:
        lines = [decode_arc(index) for index in arcs]
        return lines[0] + [point for line in lines[1:] for point in line[1:]]

    return [[decode_ring(ring) for ring in polygon] for polygon in country["arcs"]]


def list_bahan(packages: dict[str, Path]) -> str:
    """Lines of wilayah.yml that name each file of the packages with the hash of its bytes."""
    members = (
        ("idn-area-data", "data/provinces.csv"),
        ("idn-area-data", "data/regencies.csv"),
        ("idn-area-data", "data/districts.csv"),
        ("idn-area-data", "data/villages.csv"),
        ("geografis", "data/json/data.json"),
        ("world-atlas", "countries-10m.json"),
    )
    return "".join(f"  {name}@{PACKAGES[name]}/{member}: {{sha256: {sha256_of(packages[name] / member)}}}\n" for name, member in members)


def publish_keterangan(bahan: str, target: Path) -> None:
    """Writes wilayah.yml: where each file comes from, under which licence, of which date, with the hash of its bytes."""
    names = ("wilayah.csv.gz", "wilayah_lama.csv.gz", "titik_desa.parquet", "garis_pantai.geojson.gz", BERKAS_RINGAN)
    berkas = "".join(f"  {name}: {{sha256: {sha256_of(target / name)}}}\n" for name in names)
    (target / "wilayah.yml").write_text(f"{KETERANGAN}berkas:\n{berkas}bahan:\n{bahan}", encoding="utf-8")


def main(argv: Sequence[str]) -> int:
    """Exit code 0 done, 1 refused, 2 wrong use."""
    if len(argv) != 1:
        print("Pakai: python -m etl.acuan <folder berisi paket npm yang sudah dibongkar>, atau --ringan", file=sys.stderr)
        return 2
    if argv[0] == "--ringan":
        bahan = (REFERENCE_DIR / "wilayah.yml").read_text(encoding="utf-8").partition("\nbahan:\n")[2]
    else:
        try:
            packages = find_packages(Path(argv[0]))
        except AcuanError as error:
            print(error, file=sys.stderr)
            return 1
        bahan = list_bahan(packages)
        rows = publish_wilayah(packages["idn-area-data"], REFERENCE_DIR)
        titik, dibawa, terbuka = publish_desa(packages["geografis"], rows, REFERENCE_DIR)
        daratan = publish_garis_pantai(packages["world-atlas"], REFERENCE_DIR)
        print(f"wilayah.csv.gz: {len(rows)} wilayah")
        print(f"titik_desa.parquet: {titik} titik; {dibawa} kode lama dibawa ke kode kini, {terbuka} tidak terjawab")
        print(f"garis_pantai.geojson.gz: {daratan} daratan")
    print(f"{BERKAS_RINGAN}: {write_ringan()} kabupaten/kota")
    publish_keterangan(bahan, REFERENCE_DIR)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
