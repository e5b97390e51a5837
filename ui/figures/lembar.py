"""What the browser needs of a map, once for drawing, legend and table: the regions, then for each period a class, a label and the parts of a ratio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from p4gn.bahasa import format_angka, kapital_awal
from p4gn.indicators.states import ADA, KEADAAN, NOL
from ui.figures.peta import Klasifikasi, MapCell, MapPoint, baris_kelas, jari_lingkaran
from ui.figures.tanda_titik import TANDA


@dataclass(frozen=True, slots=True)
class Lembar:
    """One drawing: an indicator in one or several periods. `sel` holds the cells of each period, `total` those of the whole region.

    `tetap`: the one period that this drawing keeps while the other moves. `urut`: its regions may be ordered by value.
    """

    nama: str
    pendek: str
    klasifikasi: Klasifikasi
    sel: Mapping[str, Sequence[MapCell]]
    total: Mapping[str, MapCell]
    judul: str
    rasio: bool = False
    urut: bool = False
    tetap: str | None = None
    titik: Sequence[MapPoint] = ()
    catatan: str = ""


def list_wilayah(lembar: Sequence[Lembar]) -> list[tuple[str, str]]:
    """(kode, nama) of every region on any of the drawings in any period, by code: the order in which values are given."""
    return sorted({s.kode: s.nama for each in lembar for cells in each.sel.values() for s in cells}.items())


def list_kelas(klasifikasi: Klasifikasi) -> list[str]:
    """Every class a cell may have on this drawing, as CSS classes: those of a value, that of a reported zero, and the other states."""
    n = klasifikasi.jumlah
    return [*(f"{ADA} kelas-{i}-{n}" for i in range(n)), f"{NOL} kelas-0-{n}", *(k for k in KEADAAN if k not in (ADA, NOL))]


def nomor_kelas(sel: MapCell, klasifikasi: Klasifikasi) -> int:
    """Position of a cell's class in list_kelas."""
    if sel.keadaan == ADA:
        return sel.kelas
    return klasifikasi.jumlah + [k for k in KEADAAN if k != ADA].index(sel.keadaan)


def lembar_data(lembar: Lembar, wilayah: Sequence[tuple[str, str]], url: str) -> dict[str, Any]:
    """One drawing as the component takes it; in each frame k are classes, t labels, r parts of a ratio, v values, in the order of `wilayah`.

    A region that is not there in a period has class -1. v is there only where regions may be ordered.
    """
    kelas = list_kelas(lembar.klasifikasi)
    jari = [jari_lingkaran(i, lembar.klasifikasi.jumlah, len(wilayah)) for i in range(lembar.klasifikasi.jumlah)]
    satuan = lembar.klasifikasi.satuan
    return {
        "url": url,
        "judul": lembar.judul,
        "nama": lembar.nama,
        "pendek": lembar.pendek,
        "satuan": "" if satuan == "persen" else satuan,
        "kelas": kelas,
        "jari": jari if lembar.klasifikasi.lingkaran else None,
        "rasio": lembar.rasio,
        "urut": lembar.urut,
        "tetap": lembar.tetap,
        "catatan": lembar.catatan,
        "tanda": {t.tanda: TANDA[t.tanda].path(t.jari) for t in lembar.titik},
        "titik": [[t.kode, t.tanda, t.tooltip, *(t.tempat or (None, None))] for t in lembar.titik],
        "bingkai": {periode: _bingkai(cells, lembar, wilayah, lembar.total.get(periode)) for periode, cells in lembar.sel.items()},
    }


def _bingkai(cells: Sequence[MapCell], lembar: Lembar, wilayah: Sequence[tuple[str, str]], total: MapCell | None) -> dict[str, Any]:
    by_kode = {s.kode: s for s in cells}
    here = [by_kode.get(kode) for kode, _ in wilayah]
    frame: dict[str, Any] = {
        "k": [nomor_kelas(s, lembar.klasifikasi) if s else -1 for s in here],
        "t": [s.teks if s else "" for s in here],
    }
    if lembar.rasio:
        frame["r"] = [s.rinci if s else "" for s in here]
    if lembar.urut:
        frame["v"] = [s.nilai if s else None for s in here]
    if total is not None:
        frame["total"] = [total.teks or KEADAAN[total.keadaan].simbol, total.rinci]
    return frame


def legend_html(lembar: Lembar, nomor: int = 0, judul: str = "") -> str:
    """The legend of a drawing: each class, each state and each kind of mark that occurs; the counts of regions are filled in for the period shown."""
    klasifikasi = lembar.klasifikasi
    cells = [s for each in lembar.sel.values() for s in each]
    jumlah_wilayah = max((len(each) for each in lembar.sel.values()), default=0)
    rows = [_row(_contoh_kelas(klasifikasi, i, jumlah_wilayah), kata, i, tetap=True) for i, kata in baris_kelas(klasifikasi, cells)]
    present = {s.keadaan for s in cells}
    rows += [
        _row(_contoh_keadaan(keadaan, klasifikasi), kata.kata, klasifikasi.jumlah + i)
        for i, (keadaan, kata) in enumerate((k, kata) for k, kata in KEADAAN.items() if k != ADA)
        if keadaan in present
    ]
    marks = Counter(t.tanda for t in lembar.titik)
    rows += [
        f"<li>{_svg(_contoh_tanda(tanda.id), 28, 18)}<span>{escape(tanda.kata)} ({format_angka(marks[tanda.id])} {tanda.benda})</span></li>"
        for tanda in TANDA.values()
        if marks[tanda.id]
    ]
    head = f"<h4>{escape(judul)}</h4>" if judul else ""
    rule = "" if klasifikasi.cacah else f"<p>{klasifikasi.kata_aturan}</p>"
    return f'<div data-peta="{nomor}">{head}<ul>{"".join(rows)}</ul>{rule}</div>'


def _row(contoh: str, kata: str, nomor: int, *, tetap: bool = False) -> str:
    always = ' data-nomor-tetap="1"' if tetap else ""
    return f'<li data-nomor="{nomor}" data-benda="wilayah"{always}>{contoh}<span>{escape(kata)} <i></i></span></li>'


def _contoh_kelas(klasifikasi: Klasifikasi, kelas: int, jumlah_wilayah: int) -> str:
    if not klasifikasi.lingkaran:
        return _svg(f'<rect class="kelas-{kelas}-{klasifikasi.jumlah}" x="0.5" y="0.5" width="27" height="17"/>', 28, 18)
    terbesar = jari_lingkaran(klasifikasi.jumlah - 1, klasifikasi.jumlah, jumlah_wilayah)
    jari = jari_lingkaran(kelas, klasifikasi.jumlah, jumlah_wilayah)
    sisi = round(2 * terbesar + 2)
    return _svg(f'<g class="lingkaran"><circle cx="{sisi / 2}" cy="{sisi / 2}" r="{jari}"/></g>', sisi, sisi)


def _contoh_keadaan(keadaan: str, klasifikasi: Klasifikasi) -> str:
    if keadaan != NOL:
        return _svg(f'<rect class="{keadaan}" x="0.5" y="0.5" width="27" height="17"/>', 28, 18)
    kelas = "dasar" if klasifikasi.lingkaran else f"kelas-0-{klasifikasi.jumlah}"
    nol = f'<g class="label"><text class="{kelas}" x="14" y="13.5" font-size="12">{KEADAAN[NOL].simbol}</text></g>'
    return _svg(f'<rect class="{kelas}" x="0.5" y="0.5" width="27" height="17"/>{nol}', 28, 18)


def _contoh_tanda(id_tanda: str) -> str:
    return f'<g class="titik"><path class="tanda-{id_tanda}" d="{TANDA[id_tanda].path(7)}" transform="translate(14 9)"/></g>'


def _svg(isi: str, lebar: int, tinggi: int) -> str:
    return f'<svg class="bentuk" width="{lebar}" height="{tinggi}" aria-hidden="true">{isi}</svg>'


#: State → the words of a tooltip ('Belum ada catatan'), and those of a cell in a table ('– belum ada catatan').
KATA_KEADAAN = {k: kapital_awal(kata.kata) for k, kata in KEADAAN.items()}
KATA_TABEL = {k: f"{kata.simbol} {kata.kata}" for k, kata in KEADAAN.items()}
