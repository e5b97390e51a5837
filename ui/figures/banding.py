"""A heat table of regions or agencies by indicators: its cells from tidy frames, its order, its words and its HTML; no Streamlit."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from p4gn.bahasa import format_angka, format_nilai, is_kosong, join_daftar
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.indicators.states import ADA, BELUM_LAPOR, KEADAAN, NOL, TIDAK_BERLAKU
from p4gn.indicators.tanda import Segmen, list_segmen
from ui.figures.palet import KELAS_TERBANYAK, WARNA, css, ink_on, sequential
from ui.figures.peta import klasifikasi_of

if TYPE_CHECKING:
    import pandas

    from p4gn.indicators.catalogue import Indicator

K = TypeVar("K")
#: Beside the six states: the indicator is not published at the level of this row.
TIDAK_DIRINCI = "tidak_dirinci"
NAMA = "nama"
_KATA_BARIS = {**KATA_TINGKAT, "opd": "OPD"}
_AJAKAN = "Pilih satu sel untuk membaca angkanya tiap tahun di sini."
_LEBAR, _TINGGI, _TEPI = 54, 18, 3  # of a sparkline, in px


@dataclass(frozen=True, slots=True)
class Kolom:
    """An indicator as a column; `target` is its target in words."""

    indicator: Indicator
    target: str


@dataclass(frozen=True, slots=True)
class Baris:
    """A region or an agency; `tempat` says where it lies, when its name alone would not; `tingkat` is its level or 'opd'."""

    kode: str
    nama: str
    tingkat: str
    tempat: str = ""


class Tahun(NamedTuple):
    """A finished year, its number (None: unknown), and the method it was counted by: see p4gn.indicators.tanda.list_segmen."""

    tahun: str
    nilai: float | None
    segmen: Segmen = (0, 0)


@dataclass(frozen=True, slots=True)
class Sel:
    """One number with its state, and the same number in every finished year."""

    keadaan: str
    nilai: float | None = None
    pembilang: float | None = None
    penyebut: float | None = None
    tahun: tuple[Tahun, ...] = ()


@dataclass(frozen=True, slots=True)
class Banding:
    """Everything that the table shows. `total`, the region that holds the rows, comes first and is never sorted; `urut` is an
    indicator or 'nama', with '-' in front for the largest first, or '' for the order of `baris`."""

    judul: str
    tempat: str
    masa: str
    total: Baris
    baris: tuple[Baris, ...]
    kolom: tuple[Kolom, ...]
    sel: Mapping[tuple[str, str], Sel]
    urut: str = ""

    def get(self, baris: Baris, kolom: Kolom) -> Sel:
        """The cell; where a row is in none of the frames, the level is not published, nothing was sent, or it did not exist then."""
        found = self.sel.get((baris.kode, kolom.indicator.id))
        if found is not None:
            return found
        if baris.tingkat == "opd":
            return Sel(BELUM_LAPOR)
        return Sel(TIDAK_BERLAKU if kolom.indicator.allows_tingkat(baris.tingkat) else TIDAK_DIRINCI)

    def list_baris(self) -> list[Baris]:
        """The rows as sorted; what has no number comes last whichever way one sorts, equals in the order of their names."""
        field, largest = self.urut.removeprefix("-"), self.urut.startswith("-")
        if field == NAMA:
            return sorted(self.baris, key=lambda each: (each.nama, each.kode), reverse=largest)
        kolom = next((each for each in self.kolom if each.indicator.id == field and is_sortable(each.indicator)), None)
        if kolom is None:
            return list(self.baris)

        def rank(baris: Baris) -> tuple[bool, float, str, str]:
            nilai = self.get(baris, kolom).nilai
            return (nilai is None, 0 if nilai is None else -nilai if largest else nilai, baris.nama, baris.kode)

        return sorted(self.baris, key=rank)


def is_sortable(indicator: Indicator) -> bool:
    """What may not be compared is neither sorted nor coloured."""
    return indicator.dapat_dibandingkan


def read_sel(indicator: Indicator, nilai: pandas.DataFrame, tahunan: pandas.DataFrame, selesai: Sequence[str]) -> dict[str, Sel]:
    """Cells by code. `nilai`: kode, nilai, pembilang, penyebut, keadaan; `tahunan`: periode, kode, nilai; `selesai`: years to draw."""
    known = {
        (periode, kode): _number_of(angka)
        for periode, kode, angka in zip(*(tahunan[each] for each in ("periode", "kode", "nilai")), strict=True)
    }
    segments = list_segmen(indicator, selesai)
    rows = zip(*(nilai[each] for each in ("kode", "keadaan", "nilai", "pembilang", "penyebut")), strict=True)
    return {
        kode: Sel(
            keadaan,
            *map(_number_of, angka),
            tuple(Tahun(year, known.get((year, kode)), segment) for year, segment in zip(selesai, segments, strict=True)),
        )
        for kode, keadaan, *angka in rows
    }


def _number_of(angka: object) -> float | None:
    return None if is_kosong(angka) else float(angka)  # type: ignore[arg-type]


def drop_tahun_kosong(sel: Mapping[K, Sel]) -> dict[K, Sel]:
    """Without the first years, in which no cell has a number; what is left is one axis for all lines."""
    first = min((each.tahun for cell in sel.values() for each in cell.tahun if each.nilai is not None), default=None)
    return {
        key: replace(cell, tahun=tuple(each for each in cell.tahun if first is not None and each.tahun >= first))
        for key, cell in sel.items()
    }


# ---- words -----------------------------------------------------------------------------------------------------------


def sentence(banding: Banding) -> str:
    """What is compared, how it is sorted with both ends, how many cells have no record, and what is not told apart at this level."""
    jumlah = len(banding.kolom)
    by = banding.kolom[0].indicator.judul if jumlah == 1 else f"{format_angka(jumlah)} indikator"
    what = f"Membandingkan {_count_baris(banding.baris)} di {banding.tempat} menurut {by}, {banding.masa}."
    return " ".join(part for part in (what, _ends(banding), _gaps(banding), _not_divided(banding)) if part)


def _count_baris(rows: Iterable[Baris]) -> str:
    """'13 kabupaten/kota dan 3 kecamatan'"""
    number = Counter(each.tingkat for each in rows)
    return join_daftar(f"{format_angka(jumlah)} {_KATA_BARIS[tingkat]}" for tingkat, jumlah in number.items())


def _ends(banding: Banding) -> str:
    """'Diurutkan menurut Orang dites: terbanyak Tapin (120), tersedikit Banjar (3).' Across the nation no first is named: the
    records were gathered unevenly."""
    kolom = next((each for each in banding.kolom if each.indicator.id == banding.urut.removeprefix("-")), None)
    if kolom is None or not is_sortable(kolom.indicator):
        return ""
    figures = [
        (row.nama, value_text(kolom.indicator, sel)) for row in banding.list_baris() if (sel := banding.get(row, kolom)).nilai is not None
    ]
    judul = f"Diurutkan menurut {kolom.indicator.judul_pendek}"
    words = ("tertinggi", "terendah") if kolom.indicator.is_rasio else ("terbanyak", "tersedikit")
    words = words if banding.urut.startswith("-") else words[::-1]
    if not figures or figures[0][1] == figures[-1][1] or banding.total.tingkat == "nasional":
        return f"{judul}, mulai dari yang {words[0]}."
    return f"{judul}: {words[0]} {_end(figures, figures[0][1])}; {words[1]} {_end(figures, figures[-1][1])}."


def _end(figures: Sequence[tuple[str, str]], value: str) -> str:
    """'Tapin (120)'; of several with the same value none is singled out: '0 (61 baris)'."""
    names = [nama for nama, text in figures if text == value]
    return f"{names[0]} ({value})" if len(names) == 1 else f"{value} ({format_angka(len(names))} baris)"


def _gaps(banding: Banding) -> str:
    states = [state for row in banding.baris for kolom in banding.kolom if (state := banding.get(row, kolom).keadaan) != TIDAK_DIRINCI]
    missing = states.count(BELUM_LAPOR)
    if not missing:
        return ""
    if missing == len(states):
        return "Belum ada catatan untuk satu pun di antaranya."
    return f"Belum ada catatan pada {format_angka(missing)} dari {format_angka(len(states))} sel."


def _not_divided(banding: Banding) -> str:
    """Columns that hold nothing for any of the rows."""
    names = [
        each.indicator.judul_pendek
        for each in banding.kolom
        if banding.baris and all(banding.get(row, each).keadaan == TIDAK_DIRINCI for row in banding.baris)
    ]
    return f"Tidak dirinci sampai tingkat ini: {join_daftar(names)}." if names else ""


def value_text(indicator: Indicator, sel: Sel) -> str:
    """'12,5%', '1.204', '0', '– belum ada catatan', '× tidak dirinci'."""
    if sel.keadaan == TIDAK_DIRINCI:
        return f"{KEADAAN[TIDAK_BERLAKU].simbol} tidak dirinci"
    if sel.nilai is None:
        return f"{KEADAAN[sel.keadaan].simbol} {KEADAAN[sel.keadaan].kata}"
    return _number(indicator, sel.nilai)


def _number(indicator: Indicator, nilai: float) -> str:
    return format_nilai(nilai, "persen" if indicator.satuan == "persen" else "", 0 if nilai == 0 else indicator.desimal)


# ---- HTML ------------------------------------------------------------------------------------------------------------


def banding_html(banding: Banding) -> str:
    """The table in a box of its own, and under it what the colours, signs and lines mean. All text is escaped.

    It is the same however the rows are sorted: the browser puts them in the order of list_baris, by `data-n` of each cell (its number; none
    where there is none or none to sort by) and of each name (its place among the names).
    """
    kinds = {row.tingkat for row in banding.baris}
    head = "OPD" if kinds == {"opd"} else "Wilayah"
    first = _head_cell(NAMA, head, NAMA, f"<small>{escape(banding.masa)}</small>")
    heads = "".join(_indicator_head(each) for each in banding.kolom)
    places = {each.kode: place for place, each in enumerate(replace(banding, urut=NAMA).list_baris())}
    rows = "".join(_row(banding, each, f' data-n="{places[each.kode]}"') for each in banding.baris)
    return (
        f'<div class="wadah" role="region" tabindex="0" aria-label="{escape(banding.judul, quote=True)}"><table role="grid">'
        f"<caption>{escape(banding.judul)}</caption><thead><tr>{first}{heads}</tr></thead>"
        f'<tbody>{_row(banding, banding.total, kelas="jumlah")}{rows}</tbody></table></div><p class="rinci" role="status">{_AJAKAN}</p>{_legend(banding)}'
    )


def _indicator_head(kolom: Kolom) -> str:
    indicator = kolom.indicator
    small = f"<small>{escape(indicator.satuan)}</small><small>{escape(kolom.target)}</small>"
    if is_sortable(indicator):
        return _head_cell(indicator.id, indicator.judul_pendek, f"-{indicator.id}", small)
    return f'<th scope="col"><span class="judul">{escape(indicator.judul_pendek)}</span>{small}</th>'


def _head_cell(field: str, judul: str, awal: str, small: str) -> str:
    """A heading that is a button; `awal` is how the table is sorted once it is pressed, then the other way, then not at all."""
    return (
        f'<th scope="col"><button type="button" data-kolom="{field}" data-awal="{awal}">{escape(judul)}'
        f'<i aria-hidden="true"></i></button>{small}</th>'
    )


def _row(banding: Banding, baris: Baris, place: str = "", kelas: str = "") -> str:
    tempat = f"<small>{escape(baris.tempat)}</small>" if baris.tempat else ""
    cells = "".join(_cell(each.indicator, banding.get(baris, each), jumlah=bool(kelas)) for each in banding.kolom)
    return f'<tr{f" class={kelas}" if kelas else ""}><th scope="row"{place}>{escape(baris.nama)}{tempat}</th>{cells}</tr>'


def _cell(indicator: Indicator, sel: Sel, *, jumlah: bool) -> str:
    """A count of the whole is no higher class than those of its parts, so the first row colours ratios only."""
    text, details = escape(value_text(indicator, sel)), _details(indicator, sel)
    title = f' title="{escape(details, quote=True)}"' if details else ""
    if sel.nilai is None:
        return f'<td class="{sel.keadaan}"{title}><span>{text}</span>{_spark(sel)}</td>'
    coloured = is_sortable(indicator) and (indicator.is_rasio or not jumlah)
    kelas = f' class="{kelas_of(indicator, sel)}"' if coloured else ""
    number = f' data-n="{sel.nilai!r}"' if is_sortable(indicator) and not jumlah else ""
    return f"<td{kelas}{number}{title}><b>{text}</b>{_spark(sel)}</td>"


def kelas_of(indicator: Indicator, sel: Sel) -> str:
    """'kelas-2-5': the third of the five fixed classes of the map; a reported zero is in the lowest."""
    klasifikasi = klasifikasi_of(indicator)
    kelas = 0 if sel.keadaan == NOL or sel.nilai is None else klasifikasi.kelas_of(sel.nilai)
    return f"kelas-{kelas}-{klasifikasi.jumlah}"


def _details(indicator: Indicator, sel: Sel) -> str:
    """'12 dari 96 · 2023: 8,1% · 2024: –'; of a cell without a number only its years, if one of them has a number."""
    parts = None in (sel.nilai, sel.pembilang, sel.penyebut)
    whole = [] if parts else [f"{format_angka(sel.pembilang)} dari {format_angka(sel.penyebut)}"]
    years = sel.tahun if sel.nilai is not None or any(each.nilai is not None for each in sel.tahun) else ()
    return " · ".join([*whole, *(f"{each.tahun}: {'–' if each.nilai is None else _number(indicator, each.nilai)}" for each in years)])


def _spark(sel: Sel) -> str:
    path, ujung = spark_path(sel.tahun)
    if not path:
        return ""
    dot = f'<circle cx="{ujung[0]:g}" cy="{ujung[1]:g}" r="2.4"/>'
    return f'<svg viewBox="0 0 {_LEBAR} {_TINGGI}" aria-hidden="true"><path d="{path}"/>{dot}</svg>'


def spark_path(tahun: Sequence[Tahun]) -> tuple[str, tuple[float, float]]:
    """The line on its own scale from zero, and its last point; broken at an unknown year and where the method changed.

    A year alone between two gaps is a dot. ('', (0, 0)) where no two neighbouring years can be joined.
    """
    joined = [False, *(_is_joined(a, b) for a, b in itertools.pairwise(tahun))]
    if not any(joined):
        return "", (0, 0)
    known = [each.nilai for each in tahun if each.nilai is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    step = (_LEBAR - 2 * _TEPI) / (len(tahun) - 1)
    path, last = [], (0.0, 0.0)
    for number, (each, goes_on) in enumerate(zip(tahun, joined, strict=True)):
        if each.nilai is not None:
            height = (each.nilai - low) / ((high - low) or 1) * (_TINGGI - 2 * _TEPI)
            last = (round(_TEPI + number * step, 1), round(_TINGGI - _TEPI - height, 1))
            path.append(f"{'L' if goes_on else 'M'}{last[0]:g} {last[1]:g}{'' if goes_on else 'h0'}")
    return "".join(path), last


def _is_joined(before: Tahun, after: Tahun) -> bool:
    return before.nilai is not None and after.nilai is not None and before.segmen == after.segmen


def _legend(banding: Banding) -> str:
    """Under the table: the classes of every column with their edge rule, the signs that occur, and how the lines are to be read."""
    states = {each.indicator.id: {banding.get(row, each).keadaan for row in (banding.total, *banding.baris)} for each in banding.kolom}
    met = set().union(*states.values())
    classes = "".join(f"<li>{_legend_kolom(each.indicator, NOL in states[each.indicator.id])}</li>" for each in banding.kolom)
    signs = "".join(
        f'<li><span class="contoh {each.id}">{each.simbol}</span> {escape(each.penjelasan)}</li>'
        for each in KEADAAN.values()
        if each.id in met and each.id not in (ADA, NOL)
    )
    if TIDAK_DIRINCI in met:
        sign = KEADAAN[TIDAK_BERLAKU].simbol
        signs += (
            f'<li><span class="contoh {TIDAK_DIRINCI}">{sign}</span> Tidak dirinci: indikator ini tidak dihitung sampai tingkat itu.</li>'
        )
    return f'<div class="kunci"><ul class="kelas">{classes}</ul><ul>{signs}</ul><p>{escape(_line_words(banding))}</p></div>'


def _legend_kolom(indicator: Indicator, ada_nol: bool) -> str:
    judul = f"<strong>{escape(indicator.judul_pendek)}</strong>"
    if not is_sortable(indicator):
        return f'{judul}<span class="rupa">tanpa warna dan tidak diurutkan, karena tidak untuk dibandingkan antarbaris</span>'
    klasifikasi = klasifikasi_of(indicator)
    labels = [*([(0, KEADAAN[NOL].simbol)] if ada_nol and klasifikasi.cacah else []), *klasifikasi.baris_legenda()]
    swatches = "".join(f'<span class="contoh kelas-{i}-{klasifikasi.jumlah}">{escape(label)}</span>' for i, label in labels)
    rule = "" if klasifikasi.cacah else f" <em>{escape(klasifikasi.kata_aturan)}</em>"
    return f'{judul}<span class="rupa">{swatches}{rule}</span>'


def _line_words(banding: Banding) -> str:
    years = [each.tahun for each in next((sel.tahun for sel in banding.sel.values() if sel.tahun), ())]
    if len(years) < 2:
        return "Warna mengikuti kelas tetap tiap indikator, sama dengan di Peta."
    return (
        "Warna mengikuti kelas tetap tiap indikator, sama dengan di Peta. Garis kecil menunjukkan angka tiap tahun "
        f"{years[0]}–{years[-1]}, masing-masing dengan skala sendiri mulai dari nol; terputus bila tidak ada catatan atau cara hitungnya berganti. "
        "Tahun yang belum selesai tidak digambar."
    )


# ---- colours ---------------------------------------------------------------------------------------------------------


def banding_stylesheet() -> str:
    """House colours that follow the theme, and one rule per class with an ink that is read on it."""
    terang, gelap = asdict(WARNA["terang"]), asdict(WARNA["gelap"])
    biasa = ";".join(f"--{nama.replace('_', '-')}:{warna}" for nama, warna in terang.items())
    ikut = ";".join(f"--{nama.replace('_', '-')}:light-dark({warna},{gelap[nama]})" for nama, warna in terang.items())
    classes = [_class_rule(i, jumlah) for jumlah in range(1, KELAS_TERBANYAK + 1) for i in range(jumlah)]
    return "\n".join((f".banding{{{biasa}}}@supports (color:light-dark(#000,#fff)){{.banding{{{ikut}}}}}", *classes))


def _class_rule(kelas: int, jumlah: int) -> str:
    terang, gelap = (sequential(jumlah, tema)[kelas] for tema in ("terang", "gelap"))
    return f".kelas-{kelas}-{jumlah}{{{css(terang, gelap, 'background-color')};{css(ink_on(terang), ink_on(gelap), 'color')}}}"
