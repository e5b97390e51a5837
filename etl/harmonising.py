"""Names → codes: regions, villages, agencies, kinds; and the values derived from what is written."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from rapidfuzz import fuzz, process

from etl.blok import Bagian, Baris, Blok, spread
from etl.catatan.alias import load_alias, say_alias
from etl.clean.bacaan import DITANDAI, TERBACA, Bacaan, tolak
from etl.cleaning import read_teks, split_daftar
from etl.harmonise.opd import find_opd, read_opd
from etl.harmonise.wilayah import find_wilayah
from etl.orang import counts_people
from etl.sources import Column
from etl.words import drop_parts, load_kata
from p4gn.catatan_data import Alias
from p4gn.geography.wilayah import TINGKAT, find_wilayah_by_kode, list_anak, tingkat_of

_DALAM_KURUNG = re.compile(r"\s*\([^()]*\)")
_NAMA_TERPANJANG = 300  # letters; the longest name of an agency with all its additions has about 150
_RT = re.compile(r"^\s*RT\s*\d+\s+(?:RW\s*\d+\s+)?", re.IGNORECASE)
KATA_BARU = "belum ada dalam daftar kata; dibiarkan tidak diketahui"
KODE_ANGKA = "kode tersimpan sebagai angka sehingga bisa kehilangan digit; wilayah dikenali dari namanya"
_TANDA_KOSONG = frozenset({"-", "–", "—"})
_TINGKAT_DALAM = {"kecamatan": "kecamatan", "kec.": "kecamatan", "desa": "desa", "kelurahan": "desa", "kel.": "desa"}


def harmonise_blok(blok: Blok) -> Blok:
    """The block with codes beside its names: regions first, because villages and agencies are looked for inside them."""
    for jenis, (sel, nilai, read) in _HARMONISERS.items():
        for column in blok.source.columns_of(jenis):
            beside = [str(column.lain[key]) for key in sel if key in column.lain]
            blok = spread(blok, [column.nama, *beside], nilai, functools.partial(_apply, read, column))
    for entry in blok.source.turunan:
        blok = spread(blok, entry["dari"], [f"{entry['dari'][0]}_asli"], functools.partial(_derive, entry=entry))
    return blok


def _apply(read: Callable[[Baris, Column], Bagian], column: Column, row: Baris) -> Bagian:
    return read(row, column)


@functools.lru_cache(maxsize=50_000)
def _find_wilayah(tertulis: str, kode: str | None = None, induk: str | None = None, tingkat: str | None = None) -> Bacaan:
    if len(tertulis) > _NAMA_TERPANJANG:
        return tolak(tertulis, "teks ini terlalu panjang untuk nama wilayah")
    return find_wilayah(tertulis, kode=kode, induk=induk, tingkat=tingkat)


@functools.lru_cache(maxsize=50_000)
def _find_opd(tertulis: str, wilayah: str | None) -> Bacaan:
    if len(tertulis) > _NAMA_TERPANJANG:
        return tolak(tertulis, "teks ini terlalu panjang untuk nama instansi")
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
    alias = load_alias().find_alias("wilayah", written)
    bacaan = _find_wilayah(written, kode)
    if alias is not None and bacaan.nilai is None:
        found = _no_deeper(alias.baku, column)
        return Bagian(_wilayah_values(column, written, found), tanda=(*tanda, row.flag(column.nama, say_alias(alias))))
    if bacaan.nilai is None and kode and _names_the_region_above(written, kode):
        alasan = f"nama yang tertulis adalah wilayah di atasnya; dipakai kode {kode} di sebelahnya"
        return Bagian(_wilayah_values(column, written, _no_deeper(kode, column)), tanda=(*tanda, row.flag(column.nama, alasan)))
    if bacaan.nilai is None:
        saran = [_name_of(item) for item in bacaan.kandidat[:4]]
        masalah = row.problem(column.nama, _say_unread(bacaan), column.perbaikan, saran=saran, tak_dikenal=True)
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
    findings: list[tuple[str, str, Sequence[str]]] = []
    if kecamatan_written and kecamatan is None:
        near = _nearest(kecamatan_written, str(kabkota), "kecamatan")
        findings.append((kecamatan_column, "kecamatan ini tidak ditemukan di kabupaten/kotanya", near))
    kode, sebab, saran = _find_desa(written, kecamatan, str(kabkota))
    if kode is None and (alias := load_alias().find_alias("desa", written, kecamatan or str(kabkota))):
        kode, sebab, saran = alias.baku, say_alias(alias), ()
    if sebab:
        findings.append((column.nama, sebab, saran))
    values |= {"kode_desa": kode, "kode_kecamatan": _cut(kode, 2) or kecamatan}
    values["kode_wilayah"] = kode or kecamatan or kabkota
    if kode is None and column.lain.get("harus_dikenal"):
        nama, alasan, near = findings[-1]
        return Bagian(values, masalah=(row.problem(nama, alasan, column.perbaikan, saran=near, tak_dikenal=True),))
    return Bagian(values, tanda=tuple(row.flag(nama, alasan, near, tak_dikenal=kode is None) for nama, alasan, near in findings))


def _harmonise_kecamatan(row: Baris, column: Column) -> Bagian:
    """The kecamatan inside its kab/kota, which makes the region of the row finer."""
    written = read_teks(row.sel.get(column.nama))
    kabkota = row.nilai.get("kode_kabkota")
    if written is None or kabkota is None:
        return Bagian({column.nama: written})
    kode = _find_inside(written, str(kabkota), "kecamatan")
    alias = None if kode else load_alias().find_alias("kecamatan", written, str(kabkota))
    if alias is not None:
        values = {column.nama: written, "kode_kecamatan": alias.baku, "kode_wilayah": alias.baku}
        return Bagian(values, tanda=(row.flag(column.nama, say_alias(alias)),))
    if kode:
        return Bagian({column.nama: written, "kode_kecamatan": kode, "kode_wilayah": kode})
    alasan = f"kecamatan ini tidak ada di {_name_of(str(kabkota))}"
    near = _nearest(written, str(kabkota), "kecamatan")
    if column.lain.get("harus_dikenal", True):
        masalah = row.problem(column.nama, alasan, column.perbaikan, saran=near, tak_dikenal=True)
        return Bagian({column.nama: written, "kode_kecamatan": None}, masalah=(masalah,))
    return Bagian({column.nama: written, "kode_kecamatan": None}, tanda=(row.flag(column.nama, alasan, near, tak_dikenal=True),))


@functools.lru_cache(maxsize=10_000)
def _nearest(written: str, induk: str, tingkat: str) -> tuple[str, ...]:
    """Names inside a region that are written most alike."""
    inside = [w for w in list_anak(induk) if w.tingkat == tingkat] or [
        d for k in list_anak(induk) for d in list_anak(k.kode) if d.tingkat == tingkat
    ]
    names = list(dict.fromkeys(w.nama for w in inside))
    return tuple(name for name, _, _ in process.extract(written, names, scorer=fuzz.WRatio, limit=3, score_cutoff=70))


def _find_desa(written: str, kecamatan: str | None, kabkota: str) -> tuple[str | None, str | None, Sequence[str]]:
    """(code, what to look at, nearest spellings)."""
    name = _DALAM_KURUNG.sub("", _RT.sub("", written))
    inside = _find_wilayah(name, None, kecamatan, "desa") if kecamatan else None
    if inside and inside.nilai and inside.keadaan == DITANDAI:
        exact = _find_wilayah(name, None, kabkota, "desa")
        if exact.keadaan == TERBACA and exact.nilai != inside.nilai:
            both = (_name_of(str(inside.nilai)), _name_of(str(exact.nilai)))
            return None, "kode desa belum diketahui: di kecamatan ini ada nama yang mirip, di kecamatan lain nama yang sama", both
    if inside and inside.nilai:
        return str(inside.nilai), inside.sebab if inside.keadaan == DITANDAI else None, ()
    wider = _find_wilayah(name, None, kabkota, "desa")
    if wider.nilai is None:
        near = [_name_of(item) for item in wider.kandidat[:4]] or _nearest(name, kecamatan or kabkota, "desa")
        return None, f"kode desa belum diketahui: {_say_unread(wider)}", near
    if kecamatan:
        return str(wider.nilai), f"tidak ada di kecamatan yang tertulis; ditemukan di {_name_of(str(_cut(str(wider.nilai), 2)))}", ()
    return str(wider.nilai), wider.sebab if wider.keadaan == DITANDAI else None, ()


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
    wilayah = row.nilai.get("kode_wilayah")
    bacaan, alias = _read_opd_name(written, wilayah)
    values |= _opd_values(bacaan)
    if alias is not None:
        return Bagian(values, tanda=(row.flag(column.nama, say_alias(alias)),))
    known = bacaan.nilai is not None and (bacaan.rincian.get("kode_opd") or bacaan.rincian.get("jenis") == "vertikal")
    if column.lain.get("harus_dikenal") and not known:
        alasan = bacaan.sebab if bacaan.nilai is None and bacaan.sebab else "instansi ini belum ada di daftar OPD"
        saran = bacaan.kandidat[:4] or _nearest_opd(written)
        return Bagian(values, masalah=(row.problem(column.nama, alasan, column.perbaikan, saran=saran, tak_dikenal=True),))
    if bacaan.nilai is None:
        return Bagian(
            values, tanda=(row.flag(column.nama, "instansi ini belum dikenal", bacaan.kandidat[:4] or _nearest_opd(written), True),)
        )
    if bacaan.keadaan == DITANDAI and bacaan.sebab:
        return Bagian(values, tanda=(row.flag(column.nama, bacaan.sebab),))
    return Bagian(values)


def _read_opd_name(written: str, wilayah: object) -> tuple[Bacaan, Alias | None]:
    """The agency as the word lists know it, else through a stored alias."""
    where = str(wilayah) if wilayah else None
    bacaan = _find_opd(written, where)
    known = bacaan.nilai is not None and (bacaan.rincian.get("kode_opd") or bacaan.rincian.get("jenis") == "vertikal")
    alias = None if known else load_alias().find_alias("opd", written, where)
    return (_find_opd(alias.baku, where), alias) if alias else (bacaan, None)


@functools.lru_cache(maxsize=10_000)
def _nearest_opd(written: str) -> tuple[str, ...]:
    if len(written) > _NAMA_TERPANJANG:
        return ()
    names = [lembaga.nama_baku for lembaga in read_opd().values()]
    return tuple(dict.fromkeys(name for name, _, _ in process.extract(written, names, scorer=fuzz.WRatio, limit=3, score_cutoff=75)))


def _opd_values(bacaan: Bacaan) -> dict[str, object]:
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
    if written and not column.isi_wajib and _says_nothing(written, column):
        return Bagian({column.nama: None, f"{column.nama}_tertulis": written})
    found = words.find(written) if written else None
    values = {column.nama: found if found is not None else (words.lainnya if written else None), f"{column.nama}_tertulis": written}
    if found is None and column.lain.get("harus_dikenal") and written:
        alasan = "isi sel ini bukan salah satu pilihan kolomnya"
        return Bagian(values, masalah=(row.problem(column.nama, alasan, column.perbaikan, saran=[str(word) for word in words.nilai]),))
    tanda = (row.flag(column.nama, f"belum ada dalam daftar kata; dicatat sebagai “{words.lainnya}”"),) if written and found is None else ()
    return Bagian(values, tanda=() if column.lain.get("harus_dikenal") else tanda)


def _says_nothing(written: str, column: Column) -> bool:
    """A dash, or a word that the declaration calls empty ('belum dinilai')."""
    return written in _TANDA_KOSONG or column.lain.get("arti", {}).get(written.casefold()) == "kosong"


def _harmonise_daftar(row: Baris, column: Column) -> Bagian:
    cell = row.sel.get(column.nama)
    parts = split_daftar(
        cell if isinstance(cell, str) else read_teks(cell), column.lain.get("pemisah", ";"), column.lain.get("bernomor", False)
    )
    children = []
    for urutan, part in enumerate(parts, start=1):
        child: dict[str, object] = {"urutan": urutan, "isi": part}
        if column.lain["isi"] == "opd":
            wilayah = row.nilai.get("kode_wilayah")
            child |= _opd_values(_read_opd_name(part, wilayah)[0])
        children.append(MappingProxyType(child))
    return Bagian({f"jumlah_{column.nama}": len(parts) or None}, anak={column.nama: tuple(children)})


def _derive(row: Baris, *, entry: Mapping[str, object]) -> Bagian:
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


_Pembaca = Callable[[Baris, Column], Bagian]
# kind → (entries of the declaration that name further columns to look at, values to look at, reader); in this order.
_HARMONISERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], _Pembaca]] = MappingProxyType(
    {
        "wilayah": (("kode",), (), _harmonise_wilayah),
        "kecamatan": ((), ("kode_kabkota",), _harmonise_kecamatan),
        "desa": (("kecamatan",), ("kode_kabkota",), _harmonise_desa),
        "opd": ((), ("kode_wilayah",), _harmonise_opd),
        "kategori": ((), (), _harmonise_kategori),
        "daftar": ((), ("kode_wilayah",), _harmonise_daftar),
    }
)
