"""Names → codes: regions, villages, agencies, kinds; and the values derived from what is written."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from etl.clean.bacaan import DITANDAI, TERBACA, Bacaan
from etl.cleaning import Bagian, merge_parts, read_teks, split_daftar
from etl.harmonise.opd import find_opd
from etl.harmonise.wilayah import find_wilayah
from etl.orang import counts_people
from etl.rows import Baris
from etl.sources import Column
from etl.words import drop_parts, load_kata
from p4gn.geography.wilayah import TINGKAT, find_wilayah_by_kode, tingkat_of

_DALAM_KURUNG = re.compile(r"\s*\([^)]*\)")
_RT = re.compile(r"^\s*RT\s*\d+\s+(?:RW\s*\d+\s+)?", re.IGNORECASE)
KATA_BARU = "belum ada dalam daftar kata; dibiarkan tidak diketahui"
KODE_ANGKA = "kode tersimpan sebagai angka sehingga bisa kehilangan digit; wilayah dikenali dari namanya"
_TINGKAT_DALAM = {"kecamatan": "kecamatan", "kec.": "kecamatan", "desa": "desa", "kelurahan": "desa", "kel.": "desa"}


def harmonise_rows(rows: Iterable[Baris]) -> tuple[Baris, ...]:
    """Every row with codes beside its names."""
    return tuple(harmonise_row(row) for row in rows)


def harmonise_row(row: Baris) -> Baris:
    """One row: regions first, because villages and agencies are looked for inside them."""
    for jenis in ("wilayah", "desa", "opd", "kategori", "daftar"):
        row = merge_parts(row, [_HARMONISERS[jenis](row, column) for column in row.source.columns_of(jenis)])
    return merge_parts(row, [_derive(row, entry) for entry in row.source.turunan])


@functools.lru_cache(maxsize=50_000)
def _find_wilayah(tertulis: str, kode: str | None = None, induk: str | None = None, tingkat: str | None = None) -> Bacaan:
    return find_wilayah(tertulis, kode=kode, induk=induk, tingkat=tingkat)


@functools.lru_cache(maxsize=50_000)
def _find_opd(tertulis: str, wilayah: str | None) -> Bacaan:
    return find_opd(tertulis, wilayah=wilayah)


def _harmonise_wilayah(row: Baris, column: Column) -> Bagian:
    written = read_teks(row.sel.get(column.nama))
    kode_column = column.lain.get("kode", "")
    kode, damaged = _read_kode(row.sel.get(kode_column))
    tanda = (row.flag(kode_column, KODE_ANGKA),) if damaged else ()
    if written is None:
        return Bagian(_wilayah_values(column, None, None), tanda=tanda)
    if written.casefold() in column.lain.get("nasional", ()) and not kode:
        return Bagian(_wilayah_values(column, written, None), tanda=tanda)
    bacaan = _find_wilayah(written, kode)
    if bacaan.nilai is None and kode and _names_the_region_above(written, kode):
        alasan = f"nama yang tertulis adalah wilayah di atasnya; dipakai kode {kode} di sebelahnya"
        return Bagian(_wilayah_values(column, written, _no_deeper(kode, column)), tanda=(*tanda, row.flag(column.nama, alasan)))
    if bacaan.nilai is None:
        masalah = row.problem(column.nama, _say_unread(bacaan), column.perbaikan)
        return Bagian(_wilayah_values(column, written, None), masalah=(masalah,), tanda=tanda)
    if bacaan.keadaan == DITANDAI:
        tanda = (*tanda, row.flag(column.nama, bacaan.sebab or "wilayah perlu dilihat"))
    found = _no_deeper(_go_deeper(written, str(bacaan.nilai)), column)
    return Bagian(_wilayah_values(column, written, found), tanda=tanda)


def _names_the_region_above(written: str, kode: str) -> bool:
    """'Banten' beside 36.72 (Cilegon in Banten) agrees with it; 'Kabupaten Banjar' beside 63.06 does not."""
    alone = _find_wilayah(written).nilai
    return bool(alone) and find_wilayah_by_kode(kode) is not None and kode.startswith(f"{alone}.")


def _wilayah_values(column: Column, written: str | None, kode: str | None) -> dict[str, object]:
    return {column.nama: written, "kode_wilayah": kode, "kode_provinsi": _cut(kode, 0), "kode_kabkota": _cut(kode, 1)}


def _cut(kode: str | None, depth: int) -> str | None:
    """The code of the region at a depth (0 province, 1 kab/kota …) that a code lies in; None when the code is not so deep."""
    parts = (kode or "").split(".")
    return ".".join(parts[: depth + 1]) if kode and len(parts) > depth else None


def _no_deeper(kode: str, column: Column) -> str:
    deepest = column.lain.get("paling_rinci")
    return _cut(kode, TINGKAT.index(deepest)) or kode if deepest else kode


def _go_deeper(written: str, kode: str) -> str:
    """'Desa Patas, Kecamatan Gerokgak, Buleleng' names a finer place than Buleleng: take the finest that is sure."""
    for part in reversed(written.split(",")):
        kind, _, name = part.strip().partition(" ")
        tingkat = _TINGKAT_DALAM.get(kind.casefold())
        if tingkat is None or not name or TINGKAT.index(tingkat) <= TINGKAT.index(tingkat_of(kode)):
            continue
        inner = _find_wilayah(name, None, kode, tingkat)
        if inner.keadaan == TERBACA and inner.nilai:
            kode = str(inner.nilai)
    return kode


def _read_kode(cell: object) -> tuple[str | None, bool]:
    """A code as text, and whether the cell had lost it by being a number (63.10 becomes 63.1: never repaired by guess)."""
    if isinstance(cell, float) and not cell.is_integer():
        return None, True
    return read_teks(cell), False


def _say_unread(bacaan: Bacaan) -> str:
    alasan = bacaan.sebab or "wilayah ini tidak dikenal"
    return f"{alasan} (mungkin: {', '.join(_name_of(item) for item in bacaan.kandidat[:4])})" if bacaan.kandidat else alasan


def _name_of(kode: str) -> str:
    wilayah = find_wilayah_by_kode(kode)
    return f"{wilayah.nama_resmi} {kode}" if wilayah else kode


def _harmonise_desa(row: Baris, column: Column) -> Bagian:
    """The village inside its kecamatan, else inside its kab/kota; not found is kept and flagged, never dropped."""
    kabkota = row.nilai.get("kode_kabkota")
    written = read_teks(row.sel.get(column.nama))
    values: dict[str, object] = {column.nama: written, "kode_desa": None, "kode_kecamatan": None}
    if written is None or kabkota is None:
        return Bagian(values)
    kecamatan_column = column.lain["kecamatan"]
    kecamatan_written = read_teks(row.sel.get(kecamatan_column))
    kecamatan = _find_inside(kecamatan_written, str(kabkota), "kecamatan") if kecamatan_written else None
    tanda = []
    if kecamatan_written and kecamatan is None:
        tanda.append(row.flag(kecamatan_column, "kecamatan ini tidak ditemukan di kabupaten/kotanya"))
    kode, sebab = _find_desa(written, kecamatan, str(kabkota))
    if sebab:
        tanda.append(row.flag(column.nama, sebab))
    values |= {"kode_desa": kode, "kode_kecamatan": _cut(kode, 2) or kecamatan}
    values["kode_wilayah"] = kode or kecamatan or kabkota
    return Bagian(values, tanda=tuple(tanda))


def _find_desa(written: str, kecamatan: str | None, kabkota: str) -> tuple[str | None, str | None]:
    name = _DALAM_KURUNG.sub("", _RT.sub("", written))
    if kecamatan and (inside := _find_wilayah(name, None, kecamatan, "desa")).nilai:
        return str(inside.nilai), inside.sebab if inside.keadaan == DITANDAI else None
    wider = _find_wilayah(name, None, kabkota, "desa")
    if wider.nilai is None:
        return None, f"kode desa belum diketahui: {_say_unread(wider)}"
    if kecamatan:
        return str(wider.nilai), f"tidak ada di kecamatan yang tertulis; ditemukan di {_name_of(str(_cut(str(wider.nilai), 2)))}"
    return str(wider.nilai), wider.sebab if wider.keadaan == DITANDAI else None


def _find_inside(written: str, induk: str, tingkat: str) -> str | None:
    found = _find_wilayah(_DALAM_KURUNG.sub("", written), None, induk, tingkat).nilai
    return str(found) if found else None


def _harmonise_opd(row: Baris, column: Column) -> Bagian:
    """The agency of a row; a row about several agencies belongs to none of them alone."""
    written = read_teks(row.sel.get(column.nama))
    values: dict[str, object] = {
        column.nama: written,
        "nama_baku": None,
        "kode_opd": None,
        "jenis_instansi": None,
        "wilayah_instansi": None,
    }
    if written is None or len(split_daftar(written, column.lain.get("pemisah", ";"))) > 1:
        return Bagian(values)
    return Bagian(values | _opd_values(written, row.nilai.get("kode_wilayah")))


def _opd_values(written: str, kode_wilayah: object) -> dict[str, object]:
    bacaan = _find_opd(written, str(kode_wilayah) if kode_wilayah else None)
    return {
        "nama_baku": bacaan.nilai,
        "kode_opd": bacaan.rincian.get("kode_opd") if bacaan.nilai else None,
        "jenis_instansi": bacaan.rincian.get("jenis", "lain"),
        "wilayah_instansi": _agency_region(bacaan.rincian.get("wilayah")),
    }


def _agency_region(kode: object) -> str | None:
    """The region whose agency it is: never finer than a regency, for a kecamatan has no dinas of its own."""
    return (_cut(str(kode), 1) or _cut(str(kode), 0)) if kode else None


def _harmonise_kategori(row: Baris, column: Column) -> Bagian:
    written = read_teks(row.sel.get(column.nama))
    words = load_kata(column.lain["kata"])
    found = words.find(written) if written else None
    values = {column.nama: found if found is not None else (words.lainnya if written else None), f"{column.nama}_tertulis": written}
    tanda = (row.flag(column.nama, f"belum ada dalam daftar kata; dicatat sebagai “{words.lainnya}”"),) if written and found is None else ()
    return Bagian(values, tanda=tanda)


def _harmonise_daftar(row: Baris, column: Column) -> Bagian:
    parts = split_daftar(read_teks(row.sel.get(column.nama)), column.lain["pemisah"])
    children = []
    for urutan, part in enumerate(parts, start=1):
        child: dict[str, object] = {"urutan": urutan, "isi": part}
        if column.lain["isi"] == "opd":
            child |= _opd_values(part, row.nilai.get("kode_wilayah"))
        children.append(MappingProxyType(child))
    return Bagian({f"jumlah_{column.nama}": len(parts) or None}, anak={column.nama: tuple(children)})


def _derive(row: Baris, entry: Mapping[str, object]) -> Bagian:
    nama = str(entry["nama"])
    texts = [text for source in entry["dari"] if (text := read_teks(row.sel.get(source)))]  # type: ignore[union-attr]
    if "kata" in entry:
        found = next((value for text in texts if (value := load_kata(str(entry["kata"])).find(text)) is not None), None)
        known = found is not None or not texts
        return Bagian({nama: found}, tanda=() if known else (row.flag(entry["dari"][0], KATA_BARU),))
    if "buang_bagian" in entry:
        original = row.nilai.get(f"{entry['dari'][0]}_asli") or (texts[0] if texts else None)
        return Bagian({nama: drop_parts(str(original) if original else None, str(entry["buang_bagian"]))})
    if "cacah_sebelum" in entry:
        words = "|".join(entry["cacah_sebelum"])  # type: ignore[arg-type]
        pattern = re.compile(rf"\b(\d{{1,4}})\s+(?:orang\s+)?(?:{words})\b|^(\d{{1,4}})$", re.IGNORECASE)
        count = next((match for text in texts if (match := pattern.search(text))), None)
        return Bagian({nama: int(count[1] or count[2]) if count else None})
    if "menghitung_orang" in entry:
        satuan, indikator = (read_teks(row.sel.get(source)) for source in entry["dari"])  # type: ignore[union-attr]
        return Bagian({nama: counts_people(satuan, indikator)})
    return Bagian({nama: True if any(re.search(str(entry["memuat"]), text) for text in texts) else None})


_HARMONISERS: Mapping[str, Callable[[Baris, Column], Bagian]] = MappingProxyType(
    {
        "wilayah": _harmonise_wilayah,
        "desa": _harmonise_desa,
        "opd": _harmonise_opd,
        "kategori": _harmonise_kategori,
        "daftar": _harmonise_daftar,
    }
)
