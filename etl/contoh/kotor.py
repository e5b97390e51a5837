"""What goes wrong in the rows of a table: every slip is planted in one named cell, with what the intake must do about it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from numpy.random import Generator
from rapidfuzz.distance import OSA

from etl.contoh import ejaan
from etl.contoh.dunia import Dunia
from etl.contoh.ejaan import NBSP, Tulisan, choose
from etl.contoh.lembar import PRIBADI, TANDAI, TERIMA, TOLAK, Tanaman
from etl.contoh.orang import say_inisial
from etl.contoh.susun import BarisTabel, Tabel, is_angka
from etl.sources import Column, Rule
from p4gn.geography.wilayah import Wilayah, get_wilayah, list_anak, list_keturunan

_ARTI_BAKU = {
    "": "kosong",
    "-": "kosong",
    "nihil": "0",
    "belum": "kosong",
    "n/a": "tidak_berlaku",
}  # what the words mean where a column says nothing
_KEADAAN = {"kosong": "belum_lapor", "tidak_berlaku": "tidak_berlaku"}


@dataclass(frozen=True, slots=True)
class Kadar:
    """How many rows of a file get a harmless spelling, something to look at, or an error (shares of all rows)."""

    terima: float
    tandai: float
    tolak: float


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where a slip may be made: the world, the table, and the dice."""

    dunia: Dunia
    tabel: Tabel
    rng: Generator


Slip = Callable[[Tempat, BarisTabel], BarisTabel | None]


def muck_rows(dunia: Dunia, tabel: Tabel, kadar: Kadar, rng: Generator) -> Tabel:
    """The table with slips in some rows; an error is alone in its row, so that nothing else can be blamed for it."""
    place = Tempat(dunia, tabel, rng)
    return tabel.with_baris([row if row.tanaman else _muck_row(place, row, kadar) for row in tabel.baris])


def _muck_row(place: Tempat, row: BarisTabel, kadar: Kadar) -> BarisTabel:
    chance = 0.8 if kadar.tandai else 0.15 if kadar.terima else 0.0  # so rare that nearly every chance is taken
    if chance and place.rng.random() < chance and (twin := twin_desa(place, row)):
        return twin
    dice = float(place.rng.random())
    for slips, share in ((_TOLAK, kadar.tolak), (_TANDAI, kadar.tandai), (_TERIMA, kadar.terima)):
        if dice < share:
            return _try_slips(place, row, slips)
        dice -= share
    return row


def _try_slips(place: Tempat, row: BarisTabel, slips: tuple[Slip, ...]) -> BarisTabel:
    """The first slip, in an order thrown for this row, that this row has room for."""
    for index in place.rng.permutation(len(slips)):
        slipped = slips[int(index)](place, row)
        if slipped is not None:
            return slipped
    return row


def _columns(place: Tempat, row: BarisTabel, *jenis: str) -> list[Column]:
    """Columns of the table of these kinds that are filled in this row, in the order of the table."""
    return [
        column for nama in place.tabel.kolom if (column := place.tabel.source.column(nama)).jenis in jenis and row.sel.get(nama) is not None
    ]


def _pick(place: Tempat, row: BarisTabel, *jenis: str) -> Column | None:
    found = _columns(place, row, *jenis)
    return choose(place.rng, found) if found else None  # type: ignore[return-value]


def _write(row: BarisTabel, column: str, tulisan: Tulisan | None, nilai: Mapping[str, object] = MappingProxyType({})) -> BarisTabel | None:
    if tulisan is None:
        return None
    return row.plant(
        column, tulisan.sel, Tanaman(tulisan.jenis, column, tulisan.harus, None if tulisan.sel is None else str(tulisan.sel)), nilai
    )


# -- dates --------------------------------------------------------------------------------------------------------------


def _tanggal(place: Tempat, row: BarisTabel, spell: Callable[[date], Tulisan | None]) -> BarisTabel | None:
    column = _pick(place, row, "tanggal", "tanggal_lain")
    day = row.butir.isi.get(column.nama) if column else None
    return _write(row, column.nama, spell(day)) if column and isinstance(day, date) else None


def spell_tanggal(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _tanggal(place, row, lambda day: ejaan.spell_tanggal(day, place.rng, place.tabel.gaya.teks))


def range_tanggal(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """Not where the cell says an end: of '11 s/d 12 Juli' that is the 12th."""
    slipped = _tanggal(place, row, lambda day: ejaan.range_tanggal(day, place.rng))
    return slipped if slipped and not _says_akhir(place, slipped) else None


def _says_akhir(place: Tempat, row: BarisTabel) -> bool:
    return any(item.kolom and place.tabel.source.column(item.kolom).lain.get("akhir") for item in row.tanaman)


def only_bulan(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """A month where a day should stand: known to the month, which is no reason to refuse the row."""
    column = _pick(place, row, "tanggal")
    day = row.butir.isi.get(column.nama) if column else None
    if column is None or not isinstance(day, date) or column.isi_wajib:
        return None
    return _write(row, column.nama, ejaan.only_bulan(day), {"tanggal": day.replace(day=1), "presisi_tanggal": "bulan"})


def wrong_weekday(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _tanggal(place, row, lambda day: ejaan.wrong_weekday(day, place.rng))


def impossible_tanggal(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _tanggal(place, row, lambda day: ejaan.impossible_tanggal(day, place.rng))


def future_tanggal(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """A day to come, in a column whose rules say that it must be past."""
    past = {rule.kolom for rule in place.tabel.source.aturan if rule.periksa == "tidak_di_masa_depan" and rule.akibat == TOLAK}
    columns = [
        column
        for column in _columns(place, row, "tanggal", "tanggal_lain")
        if ("tanggal" if column.jenis == "tanggal" else column.nama) in past
    ]
    if not columns:
        return None
    column: Column = choose(place.rng, columns)  # type: ignore[assignment]
    return _write(row, column.nama, ejaan.future_tanggal(place.rng, place.dunia.sampai))


# -- numbers ------------------------------------------------------------------------------------------------------------


def _cacah(place: Tempat, row: BarisTabel, spell: Callable[[int], Tulisan]) -> BarisTabel | None:
    column = _pick(place, row, "cacah")
    number = row.butir.isi.get(column.nama) if column else None
    return _write(row, column.nama, spell(number)) if column and isinstance(number, int) else None


def spell_cacah(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _cacah(place, row, lambda number: ejaan.spell_cacah(number, place.rng))


def sum_cacah(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _cacah(place, row, lambda number: ejaan.sum_cacah(number, place.rng))


def spell_persen(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    column = _pick(place, row, "persen")
    number = row.butir.isi.get(column.nama) if column else None
    return _write(row, column.nama, ejaan.spell_persen(number, place.rng)) if column and isinstance(number, float) else None


def about_cacah(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _cacah(place, row, lambda number: ejaan.about_cacah(number, place.rng))


def inexact_cacah(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _cacah(place, row, lambda number: ejaan.inexact_cacah(number, place.rng))


def broken_formula(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    column = _pick(place, row, "cacah", "angka", "rupiah", "persen")
    return _write(row, column.nama, ejaan.broken_formula()) if column else None


def spell_rupiah(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    column = _pick(place, row, "rupiah")
    number = row.butir.isi.get(column.nama) if column else None
    return _write(row, column.nama, ejaan.spell_rupiah(number, place.rng)) if column and isinstance(number, int) else None


def spell_indeks(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    column = _pick(place, row, "indeks")
    number = row.butir.isi.get(column.nama) if column else None
    return _write(row, column.nama, ejaan.spell_indeks(number, place.rng)) if column and isinstance(number, float) else None


def ambiguous_indeks(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    column = _pick(place, row, "indeks")
    number = row.butir.isi.get(column.nama) if column else None
    return _write(row, column.nama, ejaan.ambiguous_indeks(number)) if column and isinstance(number, float) else None


def empty_word(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """'-', 'nihil', 'belum', 'n/a' or nothing, with the meaning that the column gives to it."""
    columns = [column for column in _columns(place, row, "cacah", "rupiah", "persen") if not column.isi_wajib]
    if not columns:
        return None
    column: Column = choose(place.rng, columns)  # type: ignore[assignment]
    meanings = {**_ARTI_BAKU, **column.lain.get("arti", {})}
    zero = row.butir.isi.get(column.nama) == 0
    words = [word for word, meaning in meanings.items() if (meaning == "0") is zero and meaning != "ditolak"]
    if not words:
        return None
    word = str(choose(place.rng, words))
    nilai = (
        {column.nama: 0, f"{column.nama}_keadaan": "nol"}
        if zero
        else {column.nama: None, f"{column.nama}_keadaan": _KEADAAN[meanings[word]]}
    )
    return _write(row, column.nama, Tulisan(word or None, f"kata tanpa angka: {word or 'kosong'}"), nilai)


def refused_word(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """A word for 'no figure' in a column that says it may not stand there."""
    for column in _columns(place, row, "cacah", "rupiah", "persen"):
        words = [word for word, meaning in column.lain.get("arti", {}).items() if meaning == "ditolak" and word]
        if words:
            return _write(row, column.nama, Tulisan(choose(place.rng, words), "kata yang tidak boleh di kolom ini", TOLAK))
    return None


# -- names --------------------------------------------------------------------------------------------------------------


def spell_wilayah(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    column = _pick(place, row, "wilayah")
    kode = str(row.butir.isi[column.nama]) if column else ""
    return _write(row, column.nama, ejaan.spell_wilayah(kode, place.rng)) if column and len(kode) == 5 else None


def misspell_wilayah(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    column = _pick(place, row, "wilayah")
    kode = str(row.butir.isi[column.nama]) if column else ""
    return _write(row, column.nama, ejaan.misspell_wilayah(kode, place.rng)) if column and len(kode) == 5 else None


def unknown_wilayah(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """A place that is no region; beside a code it is the code that counts, so only without one."""
    column = _pick(place, row, "wilayah")
    if column is None or row.sel.get(column.lain.get("kode", "")) is not None:
        return None
    return _write(row, column.nama, ejaan.unknown_wilayah(place.rng))


def kode_as_number(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """A region code that a spreadsheet took for a number: 63.10 has become 63.1."""
    column = _pick(place, row, "kode")
    kode = str(row.butir.isi[column.nama]) if column else ""
    if column is None or len(kode) != 5 or place.tabel.gaya.teks:
        return None
    return _write(row, column.nama, Tulisan(float(kode), "kode wilayah tersimpan sebagai angka", TANDAI))


def _opd(place: Tempat, row: BarisTabel) -> tuple[str, str, str] | None:
    column = _pick(place, row, "opd")
    kode = str(row.butir.isi[column.nama]) if column else ""
    return (column.nama, place.dunia.nama_opd[kode], kode) if column and kode in place.dunia.nama_opd else None


def spell_opd(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    found = _opd(place, row)
    wilayah = str(row.butir.isi.get("wilayah") or "")
    return _write(row, found[0], ejaan.spell_opd(found[1], found[2], wilayah, place.rng)) if found else None


def misspell_opd(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """Repaired and flagged where the agency must be a known one."""
    found = _opd(place, row)
    # A slip in the short name of a hospital makes another hospital of it; "sekertariat" is so common that it is just another spelling.
    if found is None or found[2].startswith(("RS", "SET")) or not place.tabel.source.column(found[0]).lain.get("harus_dikenal"):
        return None
    return _write(row, found[0], ejaan.misspell_opd(found[1], place.rng))


def spell_kategori(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    columns = [column for column in _columns(place, row, "kategori") if str(row.butir.isi[column.nama]) in ejaan.KATA_LAIN]
    if not columns:
        return None
    column: Column = choose(place.rng, columns)  # type: ignore[assignment]
    return _write(
        row, column.nama, Tulisan(choose(place.rng, ejaan.KATA_LAIN[str(row.butir.isi[column.nama])]), "kata lain untuk jenis yang sama")
    )


def unknown_kategori(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    columns = [column for column in _columns(place, row, "kategori") if column.lain.get("harus_dikenal")]
    if not columns:
        return None
    column: Column = choose(place.rng, columns)  # type: ignore[assignment]
    return _write(row, column.nama, Tulisan(ejaan.unknown_kategori(column.lain["kata"], place.rng), "kata di luar daftar", TOLAK))


def wrong_kecamatan(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """The village stands beside another kecamatan of its kab/kota, where no village has this name or one that differs by a slip."""
    column = _pick(place, row, "desa")
    beside = column.lain.get("kecamatan") if column else None
    if column is None or beside not in place.tabel.kolom:
        return None
    desa = get_wilayah(str(row.butir.isi[column.nama]))
    alike = {other.kode[:8] for other in place.dunia.desa[desa.kode[:5]] if OSA.distance(_bare(other.nama), _bare(desa.nama)) <= 3}
    others = [kecamatan for kecamatan in list_anak(desa.kode[:5]) if kecamatan.kode not in alike]
    if _count_named(desa) > 1 or not others:
        return None
    wrong = choose(place.rng, others)
    return row.plant(
        beside,
        wrong.nama,
        Tanaman("desa ditulis di kecamatan lain", column.nama, TANDAI, wrong.nama),
        {beside: wrong.nama} if beside in row.nilai else {},  # type: ignore[attr-defined]
    )


def twin_desa(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """One of two villages of the same name, without its kecamatan: nobody can tell which."""
    column = _pick(place, row, "desa")
    beside = column.lain.get("kecamatan") if column else None
    if column is None or beside not in place.tabel.kolom:
        return None
    desa = get_wilayah(str(row.butir.isi[column.nama]))
    if _count_named(desa) < 2 or desa.kode != min(w.kode for w in place.dunia.desa[desa.kode[:5]] if _bare(w.nama) == _bare(desa.nama)):
        return None  # of the two only one: without their kecamatan both would be the same row
    return row.plant(beside, None, Tanaman("desa bernama sama tanpa kecamatan", column.nama, TANDAI), {beside: None, "kode_desa": None})


def _count_named(desa: Wilayah) -> int:
    """How many villages of the kab/kota go by this name."""
    return _names_in(desa.kode[:5])[_bare(desa.nama)]


@functools.cache
def _names_in(kabkota: str) -> Counter[str]:
    return Counter(_bare(desa.nama) for desa in list_keturunan(kabkota, "desa"))


def _bare(nama: str) -> str:
    return nama.casefold().replace(" ", "")


def pad_text(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """Spaces nobody sees around and inside a text."""
    texts = [column for column in _columns(place, row, "teks", "kategori") if isinstance(row.sel[column.nama], str)]
    if not texts:
        return None
    column = choose(place.rng, texts)
    text = str(row.sel[column.nama]).replace(" ", "  ", 1)  # type: ignore[attr-defined]
    return _write(row, column.nama, Tulisan(f" {text}{NBSP}", "spasi berlebih"))  # type: ignore[attr-defined]


def number_list(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """A list in one cell, numbered the way people number."""
    columns = [column for column in _columns(place, row, "daftar") if column.lain.get("isi") != "opd"]
    if not columns:
        return None
    column: Column = choose(place.rng, columns)  # type: ignore[assignment]
    parts = [str(part) for part in row.butir.isi[column.nama]]  # type: ignore[attr-defined]
    forms = [
        "\n".join(f"{i}. {part}" for i, part in enumerate(parts, 1)),
        "; ".join(f"{i}. {part}" for i, part in enumerate(parts, 1)),
        "\n".join(f"{chr(96 + i)}) {part}" for i, part in enumerate(parts, 1)),
        "\n".join(f"- {part}" for part in parts),
    ]
    if column.lain.get("bernomor"):
        forms += [
            "".join(f"<div>{i}. {part}</div>" for i, part in enumerate(parts, 1)),
            "<br>".join(parts),
            " ".join(f"{i}. {part}" for i, part in enumerate(parts, 1)),
        ]
    return _write(row, column.nama, Tulisan(choose(place.rng, forms), "daftar bernomor dalam satu sel"))


# -- rules between values -------------------------------------------------------------------------------------------------


def break_rule_tolak(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _break_rule(place, row, TOLAK)


def break_rule_tandai(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    return _break_rule(place, row, TANDAI)


def _break_rule(place: Tempat, row: BarisTabel, akibat: str) -> BarisTabel | None:
    """One of the declared rules broken, all others kept."""
    rules = [
        rule
        for rule in place.tabel.source.aturan
        if rule.akibat == akibat and rule.periksa in _PELANGGAR and rule.kolom in place.tabel.kolom
    ]
    for index in place.rng.permutation(len(rules)):
        broken = _PELANGGAR[rules[int(index)].periksa](place, row, rules[int(index)])
        if broken is not None:
            return broken
    return None


def _int_of(row: BarisTabel, kolom: str) -> int | None:
    value = row.butir.isi.get(kolom)
    return value if isinstance(value, int) and isinstance(row.sel.get(kolom), int) else None


def _exceed(place: Tempat, row: BarisTabel, rule: Rule) -> BarisTabel | None:
    other = _int_of(row, rule.lain["acuan"])
    if other is None or _int_of(row, rule.kolom) is None or (rule.akibat == TANDAI and _is_bound(place, rule.kolom)):
        return None
    more = other + int(place.rng.integers(1, 9))
    return _write(row, rule.kolom, Tulisan(more, f"melanggar aturan: {rule.nama}", rule.akibat), {rule.kolom: more})


def _is_bound(place: Tempat, kolom: str) -> bool:
    """True where a larger figure in the column breaks a rule that refuses the row."""
    rules = [rule for rule in place.tabel.source.aturan if rule.akibat == TOLAK and rule.periksa in {"jumlah_sama", "tidak_melebihi"}]
    return any(kolom == rule.kolom or kolom in rule.lain.get("bagian", ()) for rule in rules)


def _wrong_total(place: Tempat, row: BarisTabel, rule: Rule) -> BarisTabel | None:
    total = _int_of(row, rule.kolom)
    if total is None or any(_int_of(row, part) is None for part in rule.lain["bagian"]):
        return None
    wrong = total + int(place.rng.integers(1, 6))
    return _write(row, rule.kolom, Tulisan(wrong, f"melanggar aturan: {rule.nama}", rule.akibat), {rule.kolom: wrong})


def _not_a_choice(place: Tempat, row: BarisTabel, rule: Rule) -> BarisTabel | None:
    if row.sel.get(rule.kolom) is None:
        return None
    return _write(row, rule.kolom, Tulisan("Lain-lain saja", f"melanggar aturan: {rule.nama}", rule.akibat))


def _too_soon(place: Tempat, row: BarisTabel, rule: Rule) -> BarisTabel | None:
    acuan = _tanggal_of(place) if rule.lain["acuan"] == "tanggal" else rule.lain["acuan"]
    day = row.butir.isi.get(acuan)
    if acuan not in place.tabel.kolom or not isinstance(day, date) or not isinstance(row.butir.isi.get(rule.kolom), date):
        return None
    earlier = day - timedelta(days=int(place.rng.integers(5, 25)))
    return _write(row, rule.kolom, Tulisan(earlier, f"melanggar aturan: {rule.nama}", rule.akibat), {rule.kolom: earlier})


def _tanggal_of(place: Tempat) -> str:
    return next((column.nama for column in place.tabel.source.columns_of("tanggal")), "")


def _missing_when(place: Tempat, row: BarisTabel, rule: Rule) -> BarisTabel | None:
    if row.nilai.get(rule.lain["bila"]) not in rule.lain.get("nilai", ()) or row.sel.get(rule.kolom) is None:
        return None
    return _write(row, rule.kolom, Tulisan(None, f"melanggar aturan: {rule.nama}", rule.akibat), {rule.kolom: None})


_PELANGGAR: Mapping[str, Callable[[Tempat, BarisTabel, Rule], BarisTabel | None]] = MappingProxyType(
    {
        "tidak_melebihi": _exceed,
        "jumlah_sama": _wrong_total,
        "salah_satu": _not_a_choice,
        "tidak_sebelum": _too_soon,
        "wajib_bila": _missing_when,
    }
)


def tell_inisial(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """Initials of a tested person in the remarks: the row is fine, the initials must not be kept."""
    if "keterangan" not in place.tabel.kolom or not row.butir.isi.get("jumlah_reaktif_positif"):
        return None
    text = f"Positif BZO pada peserta inisial {say_inisial(place.rng)}"
    return row.plant("keterangan", text, Tanaman("inisial orang di keterangan", "keterangan", PRIBADI, None))


def blank_required(place: Tempat, row: BarisTabel) -> BarisTabel | None:
    """A cell that must be filled is not; never one of the key, for a row without its key may be a line below the table."""
    keys = {*place.tabel.source.key_columns(dict.fromkeys(place.tabel.kolom, 0))}
    columns = [
        nama
        for nama in place.tabel.kolom
        if place.tabel.source.column(nama).isi_wajib and nama not in keys and "bawaan" not in place.tabel.source.column(nama).lain
    ]
    if not columns:
        return None
    return _write(row, str(choose(place.rng, columns)), Tulisan(None, "sel wajib dikosongkan", TOLAK))


_TERIMA: tuple[Slip, ...] = (
    spell_tanggal,
    spell_cacah,
    sum_cacah,
    spell_persen,
    spell_rupiah,
    spell_indeks,
    empty_word,
    spell_wilayah,
    spell_opd,
    spell_kategori,
    pad_text,
    number_list,
    tell_inisial,
)
_TANDAI: tuple[Slip, ...] = (
    range_tanggal,
    wrong_weekday,
    only_bulan,
    about_cacah,
    misspell_wilayah,
    kode_as_number,
    misspell_opd,
    wrong_kecamatan,
    break_rule_tandai,
)
_TOLAK: tuple[Slip, ...] = (
    impossible_tanggal,
    future_tanggal,
    inexact_cacah,
    ambiguous_indeks,
    broken_formula,
    refused_word,
    unknown_wilayah,
    unknown_kategori,
    break_rule_tolak,
    blank_required,
)


def repeat_row(tabel: Tabel, rng: Generator) -> Tabel:
    """One clean row typed twice; the second must be refused."""
    clean = [index for index, row in enumerate(tabel.baris) if not row.tanaman]
    if not clean:
        return tabel
    row = tabel.baris[clean[int(rng.integers(len(clean)))]]
    again = replace(row, tanaman=(Tanaman("baris diketik dua kali", None, TOLAK),))
    return tabel.with_baris([*tabel.baris, again])


def hide_row(tabel: Tabel, rng: Generator) -> Tabel:
    """One clean row hidden by its sender; it is still a row."""
    clean = [index for index, row in enumerate(tabel.baris) if not row.tanaman]
    if not clean:
        return tabel
    hidden = clean[int(rng.integers(len(clean)))]
    rows = list(tabel.baris)
    rows[hidden] = replace(rows[hidden], tersembunyi=True, tanaman=(Tanaman("baris tersembunyi", None, TERIMA),))
    return tabel.with_baris(rows)


def is_figure(tabel: Tabel, nama: str) -> bool:
    """True for a column whose cells may be added up below the table."""
    return is_angka(tabel.source.column(nama)) and tabel.source.column(nama).jenis in {"cacah", "rupiah"}
