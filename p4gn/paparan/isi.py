"""What a slide holds. Every number stands as it is told (`teks`) beside its value; a value is None where there is no number, and then `teks` says why.

Colours are named, never given: `rupa` is '', a status of p4gn.scoring.hasil (hijau, kuning, merah, belum_lapor, tanpa_nilai, …) or a state of
p4gn.indicators.states; each renderer has its own palette for projector, paper and Office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

TERBANYAK = 6  # numbers on one slide


@dataclass(frozen=True, slots=True)
class Sampul:
    """The cover: region, period, edition, and the day the data reach; fakta are further (name, value) pairs."""

    wilayah: str
    periode: str
    edisi: str
    data_per: str
    status: str
    fakta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KartuAngka:
    """One number: `utama` as it is told ('24', '81,6%', '– belum lapor'), `sisa` its small tail ('dari 42', 'rapat'); the rest is plain text, '' for none.

    nilai is the number itself and dari its whole, None where there is none. kunci: which number it is. halaman and tautan: the page that
    shows it and further parameters of its link."""

    judul: str
    utama: str
    sisa: str = ""
    bacaan: str = ""
    lalu: str = ""
    target: str = ""
    nilai: float | None = None
    dari: float | None = None
    halaman: str = ""
    kunci: str = ""
    tautan: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Angka:
    """One to six numbers."""

    kartu: tuple[KartuAngka, ...]


@dataclass(frozen=True, slots=True)
class Batangan:
    """One bar; sorot: one of the at most six whose number is written on the slide itself; pendek: a name for where many stand together."""

    kunci: str
    nama: str
    nilai: float | None
    teks: str
    rupa: str = ""
    sorot: bool = False
    rincian: str = ""
    pendek: str = ""


@dataclass(frozen=True, slots=True)
class Batang:
    """Bars from left to right, in the order given. maks: end of the axis; target with its words ('Target 30%') or None."""

    satuan: str
    maks: float
    baris: tuple[Batangan, ...]
    benda: str = ""
    target: float | None = None
    target_teks: str = ""
    desimal: int = 0


@dataclass(frozen=True, slots=True)
class Seri:
    """One line: a value and its words per period; sambung[i] says whether point i is joined to the one before it."""

    nama: str
    nilai: tuple[float | None, ...]
    teks: tuple[str, ...]
    sambung: tuple[bool, ...]
    pembanding: bool = False


@dataclass(frozen=True, slots=True)
class Garis:
    """Lines over the same periods; tanda: (index of the period, words) where method or denominator changed."""

    satuan: str
    periode: tuple[str, ...]
    seri: tuple[Seri, ...]
    maks: float
    target: float | None = None
    target_teks: str = ""
    tanda: tuple[tuple[int, str], ...] = ()
    desimal: int = 0


@dataclass(frozen=True, slots=True)
class Petak:
    """One tile: pendek is a name that fits on it ('DINKES'); nilai is the number that teks tells."""

    kunci: str
    pendek: str
    nama: str
    rupa: str
    teks: str = ""
    nilai: float | None = None


@dataclass(frozen=True, slots=True)
class Ubin:
    """All rows of a scorecard as tiles, and how many there are of each look: (rupa, word, number), in the order of the scale."""

    petak: tuple[Petak, ...]
    ringkasan: tuple[tuple[str, str, int], ...]
    benda: str = ""


@dataclass(frozen=True, slots=True)
class KolomDaftar:
    """A column of a list: heading, share of the width, whether it is aligned like a number, and the format of typed cells ('angka', 'persen',
    'tanggal', 'rupiah', '')."""

    judul: str
    lebar: float = 1.0
    kanan: bool = False
    format: str = ""


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell: the words, the typed value behind them (None: words alone), and its look."""

    teks: str
    nilai: float | date | None = None
    rupa: str = ""


@dataclass(frozen=True, slots=True)
class Daftar:
    """A list; every row has a cell per column. kosong: the sentence in place of no rows. per_layar: rows that fit on a slide of a projector."""

    kolom: tuple[KolomDaftar, ...]
    baris: tuple[tuple[Sel, ...], ...]
    kosong: str
    per_layar: int = 6
    benda: str = ""


@dataclass(frozen=True, slots=True)
class Daerah:
    """A region of a map. kelas counts from 0, None where the state is neither 'ada' nor 'nol'; huruf: the letter that the list beside the map shows."""

    kode: str
    nama: str
    keadaan: str
    kelas: int | None
    nilai: float | None
    teks: str
    huruf: str = ""


@dataclass(frozen=True, slots=True)
class Peta:
    """A map of the parts (`per`) of a region; its shapes are read_gambar(induk, per), and on the web /app/static/peta/<versi>/<gambar>.json.

    kelas: words of every class, least first. anak: maps one level down by code of the region, for drilling. judul: headline of this map.
    is_lingkaran: an amount, drawn as circles.
    """

    induk: str
    per: str
    indikator: str
    satuan: str
    kelas: tuple[str, ...]
    daerah: tuple[Daerah, ...]
    versi: str
    gambar: str
    judul: str
    nama: str = ""
    catatan: str = ""
    is_lingkaran: bool = False
    anak: Mapping[str, Peta] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class TitikSebar:
    """A point of a scatter."""

    nama: str
    x: float
    y: float
    teks: str
    rupa: str = ""


@dataclass(frozen=True, slots=True)
class Sebar:
    """Points, and lines that bound them: (name, ((x, y), …))."""

    sumbu_x: str
    sumbu_y: str
    titik: tuple[TitikSebar, ...]
    garis: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = ()


Isi = Sampul | Angka | Batang | Garis | Ubin | Daftar | Peta | Sebar


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. kunci: unique in its deck. bagian: its short subject; judul: what it finds, one sentence of at most twelve words.

    keterangan: one more line under the content ('' for none). catatan: speaker notes. sumber: where the numbers come from.
    halaman and tautan: the page and its link parameters that show the same. tindakan: 'catat' where decisions are written down on the slide.
    """

    kunci: str
    resep: str
    bagian: str
    judul: str
    isi: Isi
    keterangan: str = ""
    catatan: str = ""
    sumber: str = ""
    halaman: str = ""
    tautan: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    param: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    tindakan: str = ""


@dataclass(frozen=True, slots=True)
class Kepala:
    """What every slide and file says of itself. contoh: '' or the sentence that goes with the mark DATA CONTOH."""

    edisi: str
    judul_edisi: str
    status: str
    data_per: date
    kode_wilayah: str
    wilayah: str
    periode: str
    nama_periode: str
    contoh: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole briefing: nama is '' for the one that nobody has changed."""

    kepala: Kepala
    slide: tuple[Slide, ...]
    nama: str = ""
