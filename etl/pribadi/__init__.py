"""Personal data stops here: where it stands in a sheet, and the sheet without it."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.pribadi.kata import KataPribadi, Tajuk, load_kata_pribadi
from etl.pribadi.nama_orang import CURIGA_NAMA, find_bergelar, find_disebut, find_nama, is_nama, names_lembaga
from etl.pribadi.pola import (
    CURIGA_NOMOR,
    NIK,
    NIP,
    Temuan,
    classify_angka,
    find_alamat,
    find_nomor,
    find_surel,
    merge_temuan,
)
from etl.reading.kolom import KOSONG, Kolom
from etl.reading.lembar import Lembar
from etl.sources import normalise_heading
from p4gn.geography.wilayah import iterate_wilayah

DIHAPUS = "(dihapus)"
NAMA_LEMBAR = "nama lembar"
PROPERTI = "properti berkas"
CATATAN_SEL = "catatan sel"
BAGIAN_LAIN = "kepala atau kaki halaman, gambar, dan bagian lain"

_JENIS_DALAM_KATA = {
    "nama": "nama orang",
    "nik": "NIK",
    "nip": "NIP atau NRP",
    "telepon": "nomor telepon",
    "inisial": "inisial orang",
    "alamat": "alamat rumah",
    "surel": "alamat surel",
    "lain": "data pribadi lain",
}
_ANGKA = frozenset({"cacah", "angka", "rupiah", "persen", "indeks", "tahun", "kode", "periode"})
_TEMPAT = frozenset({"wilayah", "kecamatan", "desa"})  # 'DR. Soetomo' and 'Pak Bulu' are villages
_TERUKUR = _ANGKA | {"tanggal", "tanggal_lain"}
_PILIHAN = frozenset({"kategori", "ya_tidak", "daftar_kata", "zat_jumlah"})
# A cell with nothing but a first name and more is a person where no place stands; in these columns also when its first word says little.
_NAMA_POLOS = frozenset({"opd", "daftar", None})
_BAGIAN_KOLOM = 0.2  # from this share of its cells on, a column without a heading that says so is a column of persons
_BARIS_JARANG = 3  # rows outside the table have so few filled cells
_BARIS_DILIHAT = 4000  # of them, so many at the top and at the bottom of a sheet
_JARAK_KAKI = 12
_SISA_LABEL = re.compile(r"\b(?:nik|nip|nrp|no|nomor|hp|wa|telp|telepon|tlp|email|surel|ktp|npwp|nama|inisial|a\.?n|an)\b", re.IGNORECASE)
_BERNOMOR = re.compile(r"\d{6}")  # no heading holds such a number
_HURUF_ANGKA = re.compile(r"[^\W_]")
_KATA = re.compile(r"[^\W\d_]+")
_SEBUTAN_TERPANJANG = 4  # words
_SEDIKIT = 2000  # so few cells are looked at one by one: asking the other engine costs more
_NOMOR = frozenset({"nik", "nip", "telepon", "surel"})
_HANYA_TANDA = re.compile(r"[\W_]*")
_AKHIRAN = re.compile(r"\.[A-Za-z]{3,4}$")
_KODE_REKENING = re.compile(r"\d(?:\.\d{1,4}){2,}")


@dataclass(frozen=True, slots=True)
class Pribadi:
    """Personal data that was found and dropped: how many cells of one column held which kind of it."""

    berkas: str
    lembar: str | None
    kolom: str
    jenis: str
    jumlah: int


@dataclass(frozen=True, slots=True)
class _Isi:
    """What the distinct cells of a column hold: codes with something personal, what is left of them (None: nothing), and its kind."""

    kode: npt.NDArray[np.intp]
    sisa: tuple[str | None, ...]
    jenis: tuple[str, ...]


def saring_lembar(
    nama_berkas: str, lembar: Lembar, letak: Mapping[str, int], indeks_tajuk: tuple[int, int] | None, jenis_kolom: Mapping[str, str]
) -> tuple[Lembar, tuple[Pribadi, ...]]:
    """The sheet without personal data, and the counts of what was dropped, by column and kind.

    letak, jenis_kolom: the declared columns that were found in the sheet, and their kinds. indeks_tajuk: first and last heading
    row (0-based), None where the sheet holds no table of ours.
    """
    jenis_di = {index: jenis_kolom.get(nama, "teks") for nama, index in letak.items()}
    counted: Counter[tuple[str, str]] = Counter()
    kolom = list(lembar.kolom)
    labels = [_say_kolom(lembar, index, indeks_tajuk) for index in range(len(kolom))]
    curiga = [_list_curiga(column.isi, jenis_di.get(index)) for index, column in enumerate(lembar.kolom)]
    for index, column in enumerate(lembar.kolom):
        heading = None if index in jenis_di else _find_tajuk_pribadi(lembar, index, indeks_tajuk)
        isi = _read_isi(column, jenis_di.get(index), curiga[index])
        if jenis_di.get(index) == "teks" and (person := _find_tajuk_pribadi(lembar, index, indeks_tajuk)) and person.jenis == "nama":
            isi = _add_nama(column, isi)  # 'Pimpinan rapat': an office, or who holds it
        kolom[index], found = _saring_kolom(column, isi, heading, _akhir(indeks_tajuk), index in jenis_di, index)
        if index in jenis_di and jenis_di[index] in _TERUKUR and found:
            kolom[index] = _empty_di_luar(kolom[index], lembar, indeks_tajuk)
        counted.update({(labels[index], jenis): number for jenis, number in found.items()})
    rows = _list_di_luar(lembar, indeks_tajuk)
    pilihan = frozenset(index for index, jenis in jenis_di.items() if jenis in _PILIHAN)
    for index, jenis, drop in _find_di_luar(lembar, kolom, rows, indeks_tajuk, curiga, pilihan):
        kept = kolom[index].kode.copy()
        number = int((kept[drop] >= 0).sum())
        if number:
            kept[drop] = KOSONG
            kolom[index] = replace(kolom[index], kode=kept)
            counted[labels[index], jenis] += number
    nama = lembar.nama and hide_nama_berkas(lembar.nama)
    if nama != lembar.nama:
        counted[NAMA_LEMBAR, "nama"] += 1
    if not counted:
        return lembar, ()
    clean = replace(lembar, nama=nama, kolom=tuple(_drop_unused(column) for column in kolom))
    return clean, tuple(Pribadi(nama_berkas, nama, name, jenis, number) for (name, jenis), number in counted.items())


def say_pribadi(pribadi: Pribadi) -> str:
    """One sentence for the sender."""
    if pribadi.kolom in (PROPERTI, CATATAN_SEL, BAGIAN_LAIN):
        return f"{pribadi.kolom.capitalize()} dapat memuat {_JENIS_DALAM_KATA[pribadi.jenis]}: tidak ikut disimpan."
    what = _JENIS_DALAM_KATA[pribadi.jenis]
    where = "Nama lembar" if pribadi.kolom == NAMA_LEMBAR else f"Kolom “{pribadi.kolom}”"
    place = f" di lembar {pribadi.lembar}" if pribadi.lembar and pribadi.kolom != NAMA_LEMBAR else ""
    return f"{where}{place} berisi {what} ({pribadi.jumlah} sel): dibuang sebelum disimpan. Jangan kirim {what} pada kiriman berikutnya."


def hide_pribadi(text: str) -> str:
    """A text of one's own (a reason, a note) without what is personal in it."""
    return _cut(text, _find_temuan(text, None)) if _HURUF_ANGKA.search(text) else text


def holds_pribadi(texts: Sequence[str]) -> bool:
    """True where one of many texts holds something personal."""
    return any(_find_temuan(texts[code], None) for code in _list_curiga(texts, "teks"))


def hide_nama_berkas(nama: str) -> str:
    """A name of a file or sheet without a person's name or number in it; '_' separates words there."""
    suffix = match[0] if (match := _AKHIRAN.search(nama)) else ""
    stem = nama.removesuffix(suffix)
    spaced = stem.replace("_", " ")
    return _cut(stem, _find_temuan(spaced, None)) + suffix


def _akhir(indeks_tajuk: tuple[int, int] | None) -> int:
    """The first row below the heading."""
    return indeks_tajuk[1] + 1 if indeks_tajuk else 0


# Columns


def _saring_kolom(column: Kolom, isi: _Isi, heading: Tajuk | None, awal: int, dinyatakan: bool, index: int) -> tuple[Kolom, dict[str, int]]:
    """One column without what is personal in it, and how many cells held which kind."""
    below = column.kode[awal:]
    whole = np.zeros(len(column.isi) + 1, dtype=bool)
    whole[[code for code, rest in zip(isi.kode, isi.sisa, strict=True) if rest is None]] = True
    if heading and _means_orang(column, below, heading):
        return _saring_seluruh(column, isi, heading.jenis, awal, heading.kata_baku, index)
    if heading and heading.ragu:
        return _cut_cells(column, _add_nama(column, isi))
    filled, hits = int((below >= 0).sum()), int(whole[below].sum()) if not dinyatakan else 0
    if (
        hits
        and hits >= _BAGIAN_KOLOM * filled
        and (hits >= 2 or filled <= 3)
        and not _is_lembaga(column, below, but=set(isi.kode.tolist()))
    ):
        kinds = Counter(jenis for jenis, rest in zip(isi.jenis, isi.sisa, strict=True) if rest is None)
        first = awal + int(np.flatnonzero(whole[below])[0])
        return _saring_seluruh(column, isi, kinds.most_common(1)[0][0], first, frozenset(), index)
    return _cut_cells(column, isi)


def _saring_seluruh(column: Kolom, isi: _Isi, jenis: str, awal: int, tajuk: frozenset[str], index: int) -> tuple[Kolom, dict[str, int]]:
    """A column of persons: empty below its heading, and what stands above it cut like any other cell."""
    emptied, dropped = _empty_below(column, awal, tajuk, index)
    cut, found = _cut_cells(emptied, isi)
    return cut, {kind: number for kind, number in (Counter(found) + Counter({jenis: dropped})).items() if number}


def _means_orang(column: Kolom, below: npt.NDArray[np.int32], heading: Tajuk) -> bool:
    """Whether the cells fit the heading: numbers are no names, agencies under 'PIC' no persons, budget codes no bank accounts."""
    texts = _list_teks(column, below)
    if heading.jenis in ("nama", "inisial", "alamat"):
        return bool(texts) and not (heading.ragu and _is_lembaga(column, below))
    if heading.jenis == "lain" and texts:
        return sum(1 for text in texts if _KODE_REKENING.fullmatch(text.strip())) < len(texts) / 2
    return bool((below >= 0).any())


def _list_teks(column: Kolom, rows: npt.NDArray[np.int32], but: Collection[int] = ()) -> list[str]:
    """Some of the distinct texts in some rows; enough of them to judge the column by."""
    codes = [code for code in np.unique(rows[rows >= 0])[:2000].tolist() if code not in but]
    return [cell for cell in (_cell(column.isi, code) for code in codes) if isinstance(cell, str) and _HURUF_ANGKA.search(cell)]


def _is_lembaga(column: Kolom, rows: npt.NDArray[np.int32], but: Collection[int] = ()) -> bool:
    """At least half of the cells name an agency or an office."""
    texts = _list_teks(column, rows, but)
    return bool(texts) and 2 * sum(1 for text in texts if names_lembaga(text)) >= len(texts)


def _add_nama(column: Kolom, isi: _Isi) -> _Isi:
    """Also cells that are nothing but a name, where the heading says that a person may stand."""
    known = dict(zip(isi.kode.tolist(), zip(isi.sisa, isi.jenis, strict=True), strict=True))
    for code, cell in enumerate(column.distinct()):
        if code not in known and isinstance(cell, str) and is_nama(cell):
            known[code] = (None, "nama")
    codes = sorted(known)
    return _Isi(np.array(codes, dtype=np.intp), tuple(known[code][0] for code in codes), tuple(known[code][1] for code in codes))


def _empty_below(column: Kolom, awal: int, tajuk: frozenset[str], index: int) -> tuple[Kolom, int]:
    """The column emptied from a row on; a repeated heading and the row of column numbers stay, they say where rows are no data."""
    own = (str(index + 1), f"{index + 1}.0")
    stays = column.mask(
        lambda cell: normalise_heading(cell) in tajuk or str(cell).strip("() ") in own or _is_kepala(cell, load_kata_pribadi())
    )
    kode = column.kode.copy()
    drop = (kode >= 0) & ~stays
    drop[:awal] = False
    kode[drop] = KOSONG
    return Kolom(kode, column.isi), int(drop.sum())


def _cut_cells(column: Kolom, isi: _Isi) -> tuple[Kolom, dict[str, int]]:
    """The column with the personal part of its cells cut out."""
    if not len(isi.kode):
        return column, {}
    uses = np.bincount(column.kode[column.kode >= 0], minlength=len(column.isi))
    counted: Counter[str] = Counter()
    for code, jenis in zip(isi.kode, isi.jenis, strict=True):
        counted[jenis] += int(uses[code])
    if not sum(counted.values()):
        return column, {}
    new = [rest for rest in isi.sisa if rest is not None]
    moved = np.arange(len(column.isi) + 1, dtype=np.int32)
    moved[-1] = KOSONG
    target = len(column.isi)
    for code, rest in zip(isi.kode, isi.sisa, strict=True):
        moved[code] = KOSONG if rest is None else target
        target += rest is not None
    cells = pa.concat_arrays([column.isi, pa.array(new, column.isi.type)]) if isinstance(column.isi, pa.Array) else [*column.isi, *new]
    return Kolom(moved[column.kode], cells), {jenis: number for jenis, number in counted.items() if number}


def _empty_di_luar(column: Kolom, lembar: Lembar, indeks_tajuk: tuple[int, int] | None) -> Kolom:
    """Above the table and below its last row, where no figure can be missed, nothing stands for what was cut out."""
    whole = column.mask(lambda cell: cell == DIHAPUS)
    whole[_akhir(indeks_tajuk) : _find_terakhir(lembar, indeks_tajuk) + 1] = False
    return Kolom(np.where(whole, KOSONG, column.kode).astype(np.int32), column.isi)


def _drop_unused(column: Kolom) -> Kolom:
    """Distinct cells that no row holds any more are forgotten, so that nothing can repeat them."""
    used = np.zeros(len(column.isi) + 1, dtype=bool)
    used[column.kode] = True
    used = used[:-1]
    if used.all():
        return column
    moved = np.append(np.cumsum(used) - 1, KOSONG).astype(np.int32)
    if isinstance(column.isi, pa.Array):
        return Kolom(moved[column.kode], column.isi.filter(pa.array(used)))
    return Kolom(moved[column.kode], [cell for cell, stays in zip(column.isi, used, strict=True) if stays])


# Cells


def _read_isi(column: Kolom, jenis: str | None, curiga: Sequence[int]) -> _Isi:
    """Every distinct cell that holds something personal; only doubtful cells are looked at."""
    found: list[tuple[int, str | None, str]] = []
    for code in curiga:
        cell = _cell(column.isi, code)
        if isinstance(cell, str):
            if parts := _find_temuan(cell, jenis):
                rest = _leave(cell, parts)
                whose = jenis == "teks" and any(part.jenis in _NOMOR for part in parts) and _is_sebutan(rest)
                if rest is None and jenis in _TERUKUR:
                    rest = DIHAPUS  # an empty cell may mean zero or not yet reported: the row must not pass with it
                found.append((code, None if whose else rest, parts[0].jenis))
        elif isinstance(cell, int | float) and (kind := classify_angka(cell) or (_classify_hp(cell) if jenis is None else None)):
            found.append((code, None, kind))
    return _Isi(np.array([item[0] for item in found], dtype=np.intp), tuple(item[1] for item in found), tuple(item[2] for item in found))


def _classify_hp(number: float) -> str | None:
    """81234567890 in a column that is not declared: a telephone number that lost its zero; round numbers are money."""
    if number != int(number) or number % 1000 == 0:
        return None
    return "telepon" if re.fullmatch(r"(?:62)?8[1-35-9][1-9]\d{6,9}", str(int(number))) else None


def _list_curiga(isi: Sequence[object], jenis: str | None) -> list[int]:
    """Codes of the distinct cells that may be personal or the heading of a personal column: one cheap question for all of them."""
    if len(isi) < _SEDIKIT:
        cells = isi.to_pylist() if isinstance(isi, pa.Array) else isi
        search = _compile_curiga(jenis).search
        hits = [code for code, cell in enumerate(cells) if type(cell) is str and search(cell)]
    elif isinstance(isi, pa.Array):
        return _match(isi, jenis)
    else:
        hits = _match(pa.array([cell if type(cell) is str else None for cell in isi], pa.string()), jenis)
    least = 8e8 if jenis is None else 1e15
    return sorted([*hits, *(code for code, cell in enumerate(isi) if type(cell) in (float, int) and cell >= least)])  # type: ignore[operator]


def _match(texts: pa.Array, jenis: str | None) -> list[int]:
    if texts.null_count == len(texts):
        return []
    hit = pc.match_substring_regex(texts, _pola_curiga(jenis), ignore_case=True).fill_null(False)
    return np.flatnonzero(hit.to_numpy(zero_copy_only=False)).tolist()


@functools.cache
def _compile_curiga(jenis: str | None) -> re.Pattern[str]:
    return re.compile(_pola_curiga(jenis), re.IGNORECASE)


@functools.cache
def _pola_curiga(jenis: str | None) -> str:
    kata = load_kata_pribadi()
    depan = "" if jenis in _TEMPAT else rf"|^\W*(?:{'|'.join(sorted(kata.nama_depan))})\b.{{2,50}}$"
    return f"{CURIGA_NOMOR}|{CURIGA_NAMA}|{kata.awal_tajuk}{depan}"


def _find_temuan(text: str, jenis: str | None) -> list[Temuan]:
    """The personal parts of one cell of a kind of column (None: not declared)."""
    numbers = [item for item in find_nomor(text) if jenis not in _ANGKA or _is_bukan_banyaknya(text, item)]
    if jenis == "tautan" and "://" in text:
        return merge_temuan([*numbers, *find_surel(text)])
    names = [*find_disebut(text), *find_bergelar(text)] if jenis in _TEMPAT else find_nama(text)
    found = [*numbers, *find_surel(text), *find_alamat(text), *names]
    if not found and jenis not in _TEMPAT and is_nama(text, kenal_depan=True) and (jenis in _NAMA_POLOS or _is_bukan_kebetulan(text)):
        return [Temuan(0, len(text), "nama")]
    return merge_temuan(found)


def _is_bukan_banyaknya(text: str, found: Temuan) -> bool:
    """In a column of numbers 6281234567890 is an amount; what begins with 0, a sign or a word is none."""
    return found.jenis in (NIK, NIP) or text[found.awal] not in "123456789"


def _is_bukan_kebetulan(text: str) -> bool:
    """Not a village that is called like a person, nor words that happen to begin like a name."""
    words = [word.casefold() for word in _KATA.findall(text)]
    return words[0] not in load_kata_pribadi().nama_depan_ragu and " ".join(words) not in _list_nama_wilayah()


@functools.cache
def _list_nama_wilayah() -> frozenset[str]:
    return frozenset(" ".join(word.casefold() for word in _KATA.findall(item.nama)) for item in iterate_wilayah())


def _leave(text: str, found: Sequence[Temuan]) -> str | None:
    """What is left of a cell: None when it was nothing but personal."""
    rest = "".join(
        text[start:end]
        for start, end in zip([0, *(item.akhir for item in found)], [*(item.awal for item in found), len(text)], strict=True)
    )
    return _cut(text, found) if _HURUF_ANGKA.search(_SISA_LABEL.sub(" ", rest)) else None


def _is_sebutan(rest: str | None) -> bool:
    """What stands beside a number in a short text is who it belongs to: 'Fulan, hp (dihapus)'."""
    return rest is not None and len(_KATA.findall(_SISA_LABEL.sub(" ", rest.replace(DIHAPUS, " ")))) <= _SEBUTAN_TERPANJANG


def _cut(text: str, found: Sequence[Temuan]) -> str:
    for item in reversed(found):
        text = text[: item.awal] + DIHAPUS + text[item.akhir :]
    return text


def _cell(isi: Sequence[object], code: int) -> object:
    cell = isi[int(code)]
    return cell.as_py() if isinstance(cell, pa.Scalar) else cell


# Headings


def _find_tajuk_pribadi(lembar: Lembar, index: int, indeks_tajuk: tuple[int, int] | None) -> Tajuk | None:
    """What the heading of an undeclared column says about persons."""
    if indeks_tajuk is None:
        return None
    parts = [normalise_heading(cell) for cell in _list_tajuk(lembar, index, indeks_tajuk)]
    parts = list(dict.fromkeys(part for part in parts if part))
    if not parts:
        return None
    kata = load_kata_pribadi()
    for text in dict.fromkeys((" ".join(parts), *reversed(parts))):
        if (found := kata.find_tajuk(text)) is not None:
            return replace(found, kata_baku=frozenset((*parts, " ".join(parts))))
    return None


def _list_tajuk(lembar: Lembar, index: int, indeks_tajuk: tuple[int, int]) -> list[object]:
    """The heading cells above a column, a merged one for each of its columns."""
    cells = []
    for row in range(indeks_tajuk[0], indeks_tajuk[1] + 1):
        cell = lembar.kolom[index].cell(row)
        if cell is None:
            over = next(((r1, c1) for r1, c1, r2, c2 in lembar.gabungan if r1 <= row <= r2 and c1 <= index <= c2), None)
            cell = lembar.kolom[over[1]].cell(over[0]) if over and over[1] < len(lembar.kolom) else None
        cells.append(cell)
    return cells


def _say_kolom(lembar: Lembar, index: int, indeks_tajuk: tuple[int, int] | None) -> str:
    """The heading as written; the letter of the column where there is none or where it is itself personal."""
    letter = _letter(index)
    if indeks_tajuk is None:
        return letter
    parts = list(dict.fromkeys(" ".join(str(cell).split()) for cell in _list_tajuk(lembar, index, indeks_tajuk) if cell is not None))
    text = " ".join(parts)
    return letter if not text or len(text) > 80 or _find_temuan(text, None) else text


def _letter(index: int) -> str:
    letter = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letter = chr(65 + rest) + letter
    return letter


# Rows outside the table: titles, forms, second tables, signatures


def _list_di_luar(lembar: Lembar, indeks_tajuk: tuple[int, int] | None) -> npt.NDArray[np.intp]:
    """Rows that may hold a title, a form or a signature: above the heading, and those with few filled cells."""
    filled = _count_filled(lembar)
    few = filled > 0
    if indeks_tajuk is not None:
        width = _count_tajuk(lembar, indeks_tajuk)
        few &= filled <= min(_BARIS_JARANG, width - 1)
        few[: indeks_tajuk[0]] = filled[: indeks_tajuk[0]] > 0
        few[indeks_tajuk[0] : indeks_tajuk[1] + 1] = False
    rows = np.flatnonzero(few)
    return rows if len(rows) <= 2 * _BARIS_DILIHAT else np.concatenate([rows[:_BARIS_DILIHAT], rows[-_BARIS_DILIHAT:]])


def _find_terakhir(lembar: Lembar, indeks_tajuk: tuple[int, int] | None) -> int:
    """The last row with so many filled cells that it is surely data; -1 in a sheet without a table of ours."""
    if indeks_tajuk is None:
        return -1
    full = np.flatnonzero(_count_filled(lembar) > min(_BARIS_JARANG, _count_tajuk(lembar, indeks_tajuk) - 1))
    return int(full[-1]) if len(full) else indeks_tajuk[1]


def _count_filled(lembar: Lembar) -> npt.NDArray[np.int32]:
    filled = np.zeros(lembar.jumlah_baris, dtype=np.int32)
    for column in lembar.kolom:
        filled += column.kode >= 0
    return filled


def _count_tajuk(lembar: Lembar, indeks_tajuk: tuple[int, int]) -> int:
    return sum(1 for index in range(len(lembar.kolom)) if any(cell is not None for cell in _list_tajuk(lembar, index, indeks_tajuk)))


def _find_di_luar(
    lembar: Lembar,
    kolom: Sequence[Kolom],
    rows: npt.NDArray[np.intp],
    indeks_tajuk: tuple[int, int] | None,
    curiga: Sequence[Sequence[int]],
    pilihan: frozenset[int],
) -> list[tuple[int, str, npt.NDArray[np.intp]]]:
    """(column, kind, rows to empty) for what only its place makes personal.

    pilihan: columns of ours whose cells are words of a list; 'telepon' in one of them is a way of reporting, no label.
    """
    kata = load_kata_pribadi()
    texts = {
        int(row): [(index, cell) for index, cell in enumerate(column.cell(row) for column in kolom) if cell is not None] for row in rows
    }
    awal = _akhir(indeks_tajuk)
    labels = {row: [(index, "" if row >= awal and index in pilihan else cell) for index, cell in cells] for row, cells in texts.items()}
    found = [*_find_isian(kata, labels), *_find_kaki(kata, texts, awal, _find_terakhir(lembar, indeks_tajuk))]
    second = texts if indeks_tajuk is None else texts | _list_baris_teman(lembar, kata, awal, curiga)
    found.extend(_find_tabel_kedua(kata, second, lembar, kolom, _akhir(indeks_tajuk)))
    return found


def _find_isian(kata: KataPribadi, texts: Mapping[int, Sequence[tuple[int, object]]]) -> Iterator[tuple[int, str, npt.NDArray[np.intp]]]:
    """'Nama | : | …': what stands right of a label."""
    for row, cells in texts.items():
        for place, (_, cell) in enumerate(cells):
            jenis = kata.label.get(normalise_heading(cell)) if isinstance(cell, str) and len(cell) <= 40 else None
            if jenis is None:
                continue
            value = next(((index, item) for index, item in cells[place + 1 :] if not _HANYA_TANDA.fullmatch(str(item))), None)
            if value is None or (isinstance(value[1], str) and (normalise_heading(value[1]) in kata.teman or names_lembaga(value[1]))):
                continue
            if jenis == "nama" and not (isinstance(value[1], str) and is_nama(value[1].lstrip(": "), satu_kata=True)):
                continue
            yield value[0], jenis, np.array([row])


def _find_kaki(
    kata: KataPribadi, texts: Mapping[int, Sequence[tuple[int, object]]], awal: int, terakhir: int
) -> Iterator[tuple[int, str, npt.NDArray[np.intp]]]:
    """Names near 'Mengetahui' or 'NIP', above and below the table also near 'Kepala …'; `terakhir`: the last row that is surely data."""
    anchors = [row for row, cells in texts.items() if any(_starts_kaki(kata, cell, awal <= row <= terakhir) for _, cell in cells)]
    if not anchors:
        return
    near = np.array(anchors)
    for row, cells in texts.items():
        if len(cells) > _BARIS_JARANG or not ((near <= row + 3) & (near >= row - _JARAK_KAKI)).any():
            continue
        one_word = row > terakhir and bool((abs(near - row) <= 3).any())
        for index, cell in cells:
            if isinstance(cell, str) and is_nama(cell.strip("() ."), satu_kata=one_word):
                yield index, "nama", np.array([row])


def _starts_kaki(kata: KataPribadi, cell: object, among_data: bool) -> bool:
    return isinstance(cell, str) and kata.starts_kaki(normalise_heading(cell), among_data)


def _list_baris_teman(lembar: Lembar, kata: KataPribadi, awal: int, curiga: Sequence[Sequence[int]]) -> dict[int, list[tuple[int, object]]]:
    """Rows below the heading in which a cell is the heading of a personal column."""
    rows: set[int] = set()
    for column, doubtful in zip(lembar.kolom, curiga, strict=True):
        codes = [code for code in doubtful if _is_kepala(_cell(column.isi, code), kata)]
        if codes:
            rows.update((np.flatnonzero(np.isin(column.kode[awal:], codes)) + awal)[:200].tolist())
    return {row: [(index, cell) for index, cell in enumerate(lembar.row(row)) if cell is not None] for row in sorted(rows)}


def _is_kepala(cell: object, kata: KataPribadi) -> bool:
    return isinstance(cell, str) and len(cell) <= 60 and kata.find_tajuk(normalise_heading(cell)) is not None


def _find_tabel_kedua(
    kata: KataPribadi, texts: Mapping[int, Sequence[tuple[int, object]]], lembar: Lembar, kolom: Sequence[Kolom], awal: int
) -> Iterator[tuple[int, str, npt.NDArray[np.intp]]]:
    """Below 'No | Nama | NIP | TTD' in a sheet or a part of it that is not the table of ours: its personal columns."""
    for row, cells in texts.items():
        if row < awal and awal:
            continue
        headings = [
            (index, normalise_heading(cell))
            for index, cell in cells
            if isinstance(cell, str) and len(cell) <= 60 and not _BERNOMOR.search(cell)
        ]
        personal = [(index, heading, found) for index, heading in headings if (found := kata.find_tajuk(heading)) is not None]
        telling = {heading for _, heading in headings if heading in kata.teman} | {heading for _, heading, _ in personal}
        if not personal or len(telling) < 2:
            continue
        if awal and _is_tajuk_berulang(lembar, row, awal):
            continue
        for index, _, found in personal:
            below = kolom[index].kode[row + 1 :]
            if _means_orang(kolom[index], below, found):
                yield index, found.jenis, np.arange(row + 1, lembar.jumlah_baris)


def _is_tajuk_berulang(lembar: Lembar, row: int, awal: int) -> bool:
    """A page break that repeats the heading of the table of ours."""
    return [normalise_heading(cell) for cell in lembar.row(row)] == [normalise_heading(cell) for cell in lembar.row(awal - 1)]
