"""Codes and names of all regions of Indonesia, from province to desa, read once per process.

The list is data/reference/wilayah.csv.gz (its source and licence: wilayah.yml beside it). It is sorted by level, so
that screens which never ask for a desa read only its first 7,837 rows.
"""

from __future__ import annotations

import csv
import functools
import gzip
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from p4gn.geography import perubahan

if TYPE_CHECKING:
    import pandas

PROJECT_DIR = Path(__file__).resolve().parents[2]
REFERENCE_DIR = PROJECT_DIR / "data" / "reference"
TINGKAT = ("provinsi", "kabkota", "kecamatan", "desa")
CARA_GAMBAR = 3  # of the drawings; change it when they change: what was drawn the old way counts as not drawn
NASIONAL = "nasional"  # stands for all Indonesia where a code of a province is expected

_PREFIX_OF_JENIS = {"Provinsi": "", "Kecamatan": "Kecamatan ", "Desa": "Desa ", "Kelurahan": "Kelurahan ", "Desa Adat": "Desa Adat "}


@dataclass(frozen=True, slots=True)
class Wilayah:
    """One region; `nama` is short ('Hulu Sungai Selatan'), `nama_resmi` says its kind ('Kabupaten Hulu Sungai Selatan')."""

    kode: str
    nama: str
    nama_resmi: str
    tingkat: str
    jenis: str
    kode_induk: str | None

    @property
    def nama_lengkap(self) -> str:
        """The kind is said of a province too, as in a letter: 'Provinsi Kalimantan Selatan', 'Kabupaten Tapin'."""
        return f"Provinsi {self.nama}" if self.tingkat == "provinsi" else self.nama_resmi


def tingkat_of(kode: str) -> str:
    """Level told by the form of a code: '63' provinsi, '63.06' kabkota, '63.06.01' kecamatan, '63.06.01.2001' desa.

    Raises ValueError when the text has no such form; whether the code exists is not asked.
    """
    parts = kode.split(".")
    if len(parts) > 4 or [len(part) for part in parts] != [2, 2, 2, 4][: len(parts)] or not all(part.isdigit() for part in parts):
        raise ValueError(f"Bukan kode wilayah: {kode!r}. Contoh kode yang benar: 63, 63.06, 63.06.01, 63.06.01.2001.")
    return TINGKAT[len(parts) - 1]


def induk_of(kode: str) -> str | None:
    """Code of the region above; None for a province."""
    induk, dot, _ = kode.rpartition(".")
    return induk if dot else None


def get_wilayah(kode: str) -> Wilayah:
    """The region of a code; KeyError if there is none."""
    wilayah = find_wilayah_by_kode(kode)
    if wilayah is None:
        raise KeyError(kode)
    return wilayah


def find_wilayah_by_kode(kode: str) -> Wilayah | None:
    """The region of a code, None if no region has it."""
    row = _table_for(kode).rows.get(kode)
    return _as_wilayah(kode, row) if row else None


def list_anak(kode: str) -> list[Wilayah]:
    """Regions directly below, sorted by code; empty for a desa or an unknown code."""
    if kode.count(".") >= 3:
        return []
    table = _read_all() if kode.count(".") == 2 else _read_upper()
    return [_as_wilayah(anak, table.rows[anak]) for anak in table.anak.get(kode, ())]


def list_provinsi() -> list[Wilayah]:
    """The 38 provinces, sorted by code."""
    return list_anak("")


def list_keturunan(kode: str, tingkat: str) -> list[Wilayah]:
    """All regions of one level inside a region or 'nasional', sorted by code; the region itself if it is of that level."""
    found = list_provinsi() if kode == NASIONAL else [get_wilayah(kode)]
    while found and found[0].tingkat != tingkat:
        found = [anak for wilayah in found for anak in list_anak(wilayah.kode)]
    return found


def find_wilayah_by_kode_lama(kode: str) -> Wilayah | None:
    """Today's region of a code that was given up (Papua, villages that moved or were merged); None if not known for sure."""
    kode_kini = _read_kode_lama().get(kode) or find_penerus(kode)
    return find_wilayah_by_kode(kode_kini) if kode_kini else None


@functools.cache
def read_perubahan() -> tuple[perubahan.Perubahan, ...]:
    """The dated changes of regions, by date."""
    return perubahan.read_perubahan(REFERENCE_DIR / "wilayah_perubahan.csv")


def find_wilayah_lampau(kode: str) -> Wilayah | None:
    """The region of a code that ended by a dated change, None if there is none or the code is one of today."""
    names = [row.nama_asal for row in read_perubahan() if row.kode_asal == kode and row.nama_asal and row.jenis != "ganti_nama"]
    return _as_lampau(kode, names[-1]) if names and find_wilayah_by_kode(kode) is None else None


def find_penerus(kode: str) -> str | None:
    """Today's code that continues one that ended by dated changes, perhaps over several; None for a split and for a code of today."""
    seen: set[str] = set()
    step: str | None = kode
    while step and step not in seen and find_wilayah_by_kode(step) is None:
        seen.add(step)
        step = perubahan.find_penerus(read_perubahan(), step)
    return step if step and step != kode and step not in seen else None


def find_mulai(kode: str) -> str | None:
    """ISO date from which a code is in use, None when that is not known."""
    return perubahan.find_mulai(read_perubahan(), kode)


def list_asal(kode: str) -> tuple[str, ...]:
    """Codes of the regions that a region was split from or merged of, the latest change first; some may have ended."""
    return perubahan.list_asal(read_perubahan(), kode)


def read_wilayah_frame() -> pandas.DataFrame:
    """Every region for as long as it had one code and one name, every column text, unknown None; dates are ISO text, both days included.

    A code that ended and a name that was given up keep their rows, with berlaku_sampai; today's rows have None there.
    """
    import pandas

    changes = read_perubahan()
    mulai = {row.kode_tujuan: find_mulai(row.kode_tujuan) for row in changes}
    leaving: dict[str, list[perubahan.Perubahan]] = defaultdict(list)
    for row in changes:
        leaving[row.kode_asal].append(row)
    rows: list[tuple[str | None, ...]] = []
    for w in (*iterate_wilayah(), *(w for w in map(find_wilayah_lampau, sorted(leaving)) if w)):
        since = max((mulai.get(w.kode[:length]) or "" for length in (2, 5, 8, 13) if length <= len(w.kode)), default="")
        rows += _list_masa(w, since or None, leaving.get(w.kode, ()))
    columns = ["kode_wilayah", "nama_wilayah", "nama_resmi", "tingkat", "jenis", "kode_induk", "berlaku_dari", "berlaku_sampai"]
    return pandas.DataFrame(rows, columns=columns, dtype=object)


def _list_masa(wilayah: Wilayah, since: str | None, leaving: Sequence[perubahan.Perubahan]) -> Iterator[tuple[str | None, ...]]:
    """One row for each name a code has had, the last one without end unless the code itself ended."""
    ended = leaving and find_wilayah_by_kode(wilayah.kode) is None
    for change in (row for row in leaving if row.jenis == "ganti_nama"):
        yield _as_masa(_as_lampau(wilayah.kode, change.nama_asal or ""), since, change.hari_terakhir)
        since = change.tanggal
    yield _as_masa(wilayah, since, leaving[-1].hari_terakhir if ended else None)


def _as_masa(w: Wilayah, since: str | None, until: str | None) -> tuple[str | None, ...]:
    return (w.kode, w.nama, w.nama_resmi, w.tingkat, w.jenis, w.kode_induk, since, until)


def _as_lampau(kode: str, nama_resmi: str) -> Wilayah:
    """A region known only by its code and its official name: 'Desa Lama Jaya', 'Kabupaten Lama'."""
    tingkat = tingkat_of(kode)
    kinds = {"provinsi": ("",), "kabkota": ("Kabupaten ", "Kota "), "kecamatan": ("Kecamatan ", "Distrik ")}
    awalan = next((kind for kind in kinds.get(tingkat, ("Desa Adat ", "Desa ", "Kelurahan ")) if nama_resmi.startswith(kind)), None)
    if awalan is None:
        raise ValueError(f"wilayah_perubahan.csv: nama {nama_resmi!r} untuk {kode} harus dengan jenisnya, misalnya 'Desa {nama_resmi}'.")
    jenis = {"provinsi": "Provinsi", "kecamatan": "Kecamatan"}.get(tingkat, awalan.strip())
    return Wilayah(kode, nama_resmi.removeprefix(awalan), nama_resmi, tingkat, jenis, induk_of(kode))


def iterate_wilayah() -> Iterator[Wilayah]:
    """Every region of Indonesia, provinces first, each level sorted by code."""
    return (_as_wilayah(kode, row) for kode, row in _read_all().rows.items())


def static_dir() -> Path:
    """Folder the browser may read; P4GN_STATIC puts it elsewhere."""
    return Path(os.environ.get("P4GN_STATIC") or PROJECT_DIR / "static")


def peta_index(kode_provinsi: str) -> Mapping[str, Any] | None:
    """What is drawn for a province (or 'nasional'): versi, jenis 'skematik'|'resmi', sumber, tingkat; None if it must be drawn (again).

    jenis and sumber are those of the kab/kota; `tingkat` gives both for each level, see sumber_peta.
    """
    root = static_dir() / "peta"
    try:
        found = (root / "index.json").stat()
    except FileNotFoundError:
        return None
    entry = _read_peta_index(root / "index.json", (found.st_mtime_ns, found.st_ino)).get(kode_provinsi)
    if entry is None or entry.get("cara") != CARA_GAMBAR or not (root / entry["versi"] / f"{kode_provinsi}.json").is_file():
        return None
    return entry


def sumber_peta(kode_induk: str) -> tuple[str, str] | None:
    """(jenis, sumber) of the shapes drawn below a region: '63' tells of its kab/kota, '63.06' of its kecamatan, 'nasional' of the provinces.

    None when nothing is drawn, and for a desa, which has nothing below it. Raises ValueError for what is no code.
    """
    depth = 0 if kode_induk == NASIONAL else TINGKAT.index(tingkat_of(kode_induk)) + 1
    entry = peta_index(kode_induk if kode_induk == NASIONAL else kode_induk[:2])
    level = entry["tingkat"].get(TINGKAT[depth]) if entry and depth < len(TINGKAT) else None
    return (level["jenis"], level["sumber"]) if level else None


@dataclass(frozen=True, slots=True)
class _Table:
    rows: dict[str, tuple[str, str, str]]
    anak: dict[str, list[str]]


def _as_wilayah(kode: str, row: tuple[str, str, str]) -> Wilayah:
    nama, jenis, awalan = row
    return Wilayah(kode, nama, awalan + nama, TINGKAT[kode.count(".")], jenis, kode[: kode.rfind(".")] if "." in kode else None)


def _table_for(kode: str) -> _Table:
    return _read_all() if kode.count(".") >= 3 else _read_upper()


@functools.cache
def _read_upper() -> _Table:
    return _read_table(upper_only=True)


@functools.cache
def _read_all() -> _Table:
    return _read_table(upper_only=False)


def _read_table(*, upper_only: bool) -> _Table:
    """Rows kode,nama,jenis,awalan; `awalan` is filled only where the kind does not tell the official prefix."""
    rows: dict[str, tuple[str, str, str]] = {}
    anak: dict[str, list[str]] = defaultdict(list)
    with gzip.open(REFERENCE_DIR / "wilayah.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        for kode, nama, jenis, awalan in reader:
            if upper_only and len(kode) > 8:
                break
            rows[kode] = (nama, jenis, awalan + " " if awalan else _PREFIX_OF_JENIS[jenis])
            anak[kode[: kode.rfind(".")] if "." in kode else ""].append(kode)
    return _Table(rows, dict(anak))


@functools.cache
def _read_kode_lama() -> dict[str, str]:
    with gzip.open(REFERENCE_DIR / "wilayah_lama.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return {row["kode_lama"]: row["kode_kini"] for row in csv.DictReader(lines) if row["kode_kini"]}


@functools.lru_cache(maxsize=4)
def _read_peta_index(path: Path, changed: tuple[int, int]) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
