"""Lays a table out as senders do: title, merged headings, column numbers, totals, blank lines, notes and a signature below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from numpy.random import Generator

from etl.contoh.ejaan import choose, show_tanggal
from etl.contoh.kotor import is_figure
from etl.contoh.lembar import BUKAN_DATA, PRIBADI, TANDAI, TOLAK, Baris, Kepala, Lembar, Rumus, Tanaman
from etl.contoh.orang import make_pribadi, say_nama, say_nip
from etl.contoh.susun import NOMOR, BarisTabel, Tabel

_INDUK = ("URAIAN", "CAPAIAN", "RINCIAN", "DATA UTAMA")
_KOLOM_LAIN = ("Kode Arsip", "Lampiran Berkas", "Warna Map")
_PRIBADI = {"nama": "Nama Peserta", "nip": "NIP", "telepon": "No HP", "nik": "NIK"}
_HURUF = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Tata:
    """What stands around the rows of one sheet."""

    judul: bool = True
    nomor: bool = True
    tingkat_tajuk: int = 1
    nomor_kolom: bool = False
    tajuk_berulang: int = 0  # a heading again after so many rows
    baris_kosong: int = 0  # a blank row after so many rows
    subjumlah: int = 0  # a subtotal after so many rows
    jumlah: bool = False
    kaki: bool = False
    catatan: bool = False
    kolom_lain: bool = False
    pribadi: tuple[str, ...] = ()
    salah_jumlah: bool = False


def choose_tata(rng: Generator, kotor: bool, teks: bool) -> Tata:
    """The habits of a tidy or an untidy sender; a text file has no merged cells."""

    def sometimes(share: float) -> bool:
        return bool(rng.random() < share)

    if not kotor:
        return Tata(sometimes(0.7), sometimes(0.6), 1 if teks or sometimes(0.8) else 2, jumlah=sometimes(0.3), kaki=sometimes(0.4))
    personal = tuple(kind for kind in _PRIBADI if sometimes(0.15))
    return Tata(
        sometimes(0.9),
        sometimes(0.7),
        1 if teks else int(rng.choice([1, 2, 3], p=[0.4, 0.4, 0.2])),
        sometimes(0.4),
        int(rng.integers(12, 30)) if sometimes(0.25) else 0,
        int(rng.integers(5, 15)) if sometimes(0.3) else 0,
        int(rng.integers(6, 14)) if sometimes(0.25) else 0,
        sometimes(0.6),
        sometimes(0.6),
        sometimes(0.3),
        sometimes(0.35),
        personal,
        sometimes(0.3),
    )


def lay_out(tabel: Tabel, tata: Tata, rng: Generator, hari: date) -> Lembar:
    """The sheet, every row knowing what it is."""
    kepala = _all_columns(tabel, tata, rng)
    width = len(kepala)
    rows = _title_rows(tabel, tata, width)
    first = len(rows)
    headings, merged = _heading_rows(kepala, tata.tingkat_tajuk, rng)
    rows += headings
    gabungan = [(r1 + first, c1, r2 + first, c2) for r1, c1, r2, c2 in merged]
    if not tabel.gaya.teks and width > 1 and rng.random() < 0.5:
        gabungan += [(index, 0, index, width - 1) for index, row in enumerate(rows[:first]) if row.jenis == "judul"]
    if tata.nomor_kolom:
        rows.append(_not_data("nomor kolom", tuple(range(1, width + 1)), "baris nomor kolom"))
    rows += _body(tabel, tata, kepala, headings[-1].sel, rng, len(rows))
    if tata.kaki or tata.catatan:
        rows += _foot(tabel, tata, kepala, rng, hari)
    return Lembar(tabel.nama, tuple(rows), tuple(gabungan), kepala=kepala)


def lay_out_notes(nama: str, lines: Sequence[str], tersembunyi: bool) -> Lembar:
    """A sheet of remarks beside the table."""
    jenis = "lembar tersembunyi" if tersembunyi else "lembar lain"
    return Lembar(nama, tuple(_not_data("lembar lain", (line,), jenis) for line in lines), tersembunyi=tersembunyi)


def _all_columns(tabel: Tabel, tata: Tata, rng: Generator) -> tuple[Kepala, ...]:
    kepala = ([Kepala(None, (NOMOR,))] if tata.nomor else []) + list(tabel.kepala)
    kepala += [Kepala(None, (_PRIBADI[kind],), kind) for kind in tata.pribadi]
    return tuple([*kepala, Kepala(None, (str(choose(rng, _KOLOM_LAIN)),))] if tata.kolom_lain else kepala)


def _title_rows(tabel: Tabel, tata: Tata, width: int) -> list[Baris]:
    if not tata.judul:
        return []
    rows = [_not_data("judul", (line, *[None] * (width - 1)), "baris judul") for line in tabel.judul]
    return [*rows, _not_data("kosong", (None,) * width, "baris kosong")]


def _heading_rows(kepala: Sequence[Kepala], tingkat: int, rng: Generator) -> tuple[list[Baris], list[tuple[int, int, int, int]]]:
    """Headings of one row, or of two or three with a parent over some neighbours and the rest merged downwards."""
    texts = [head.judul[-1] for head in kepala]
    declared = [index for index, head in enumerate(kepala) if head.nama]
    if tingkat == 1 or len(declared) < 4:
        return [Baris("tajuk", tuple(texts))], []
    start = declared[int(rng.integers(1, len(declared) - 2))]
    end = min(start + int(rng.integers(1, 3)), declared[-1])
    grid: list[list[object]] = [[None] * len(kepala) for _ in range(tingkat)]
    merged = []
    for column, text in enumerate(texts):
        if start <= column <= end:
            grid[tingkat - 1][column] = text
        else:
            grid[0][column] = text
            merged.append((0, column, tingkat - 1, column))
    parents = [_INDUK[int(index)] for index in rng.permutation(len(_INDUK))[: tingkat - 1]]
    for level, parent in enumerate(parents):
        grid[level][start] = parent
        merged.append((level, start, level, end))
    plant = (Tanaman(f"tajuk {tingkat} baris", None, BUKAN_DATA),)
    return [Baris("tajuk", tuple(cells), tanaman=plant) for cells in grid], merged


def _body(tabel: Tabel, tata: Tata, kepala: Sequence[Kepala], heading: Sequence[object], rng: Generator, above: int) -> list[Baris]:
    rows: list[Baris] = []
    chunk_start = above
    for urutan, row in enumerate(tabel.baris, start=1):
        rows.append(_data_row(row, kepala, urutan, rng))
        last = urutan == len(tabel.baris)
        if tata.subjumlah and urutan % tata.subjumlah == 0 and not last:
            rows.append(
                _total_row(tabel, kepala, tabel.baris[urutan - tata.subjumlah : urutan], "Sub Jumlah", (chunk_start, above + len(rows)))
            )
            chunk_start = above + len(rows)
        if tata.baris_kosong and urutan % tata.baris_kosong == 0 and not last:
            rows.append(_not_data("kosong", (None,) * len(kepala), "baris kosong"))
        if tata.tajuk_berulang and urutan % tata.tajuk_berulang == 0 and not last and tata.tingkat_tajuk == 1:
            rows.append(_not_data("tajuk berulang", tuple(heading), "tajuk berulang"))
    if tata.jumlah and tabel.baris:
        exact = not (tata.subjumlah or tata.baris_kosong or tata.tajuk_berulang)
        total = _total_row(tabel, kepala, tabel.baris, "JUMLAH", (above, above + len(rows)) if exact else None)
        rows.append(_misadd(total, tabel, kepala, rng) if tata.salah_jumlah else total)
    return rows


def _data_row(row: BarisTabel, kepala: Sequence[Kepala], urutan: int, rng: Generator) -> Baris:
    cells: list[object] = []
    planted = list(row.tanaman)
    for head in kepala:
        if head.nama:
            cells.append(row.sel.get(head.nama))
        elif head.pribadi:
            cells.append(make_pribadi(head.pribadi, rng))
            planted.append(Tanaman(f"data pribadi: {head.pribadi}", head.judul[-1], PRIBADI))
        else:
            cells.append(urutan if head.judul[-1] == NOMOR else f"X{urutan:03d}")
    return Baris("data", tuple(cells), row.nilai, tuple(planted), row.tersembunyi)


def _total_row(tabel: Tabel, kepala: Sequence[Kepala], rows: Sequence[BarisTabel], label: str, span: tuple[int, int] | None) -> Baris:
    """The sum of what can be added, as a formula where the rows stand together, under a word that says so."""
    cells: list[object] = [None] * len(kepala)
    cells[0] = label
    for column, head in enumerate(kepala):
        if column and head.nama and is_figure(tabel, head.nama):
            total = sum(value for row in rows if isinstance(value := row.sel.get(head.nama), int) and not isinstance(value, bool))
            letter = _letter(column)
            cells[column] = Rumus(f"=SUM({letter}{span[0] + 1}:{letter}{span[1]})", total) if span else total
    return _not_data("jumlah", tuple(cells), f"baris {label}")


def _misadd(total: Baris, tabel: Tabel, kepala: Sequence[Kepala], rng: Generator) -> Baris:
    """The total typed by hand, and wrong in one column whose cells are all plain figures: any other total leaves something out anyway."""
    figures = [
        index
        for index, (head, cell) in enumerate(zip(kepala, total.sel, strict=True))
        if head.nama and isinstance(cell, int | Rumus) and all(_is_plain(row, head.nama) for row in tabel.baris)
    ]
    if not figures:
        return total
    column = figures[int(rng.integers(len(figures)))]
    cells = [cell.nilai if isinstance(cell, Rumus) else cell for cell in total.sel]
    cells[column] = int(str(cells[column])) + int(rng.integers(1, 9))
    plant = Tanaman("jumlah tidak sama dengan rinciannya", kepala[column].nama, TANDAI, str(cells[column]))
    return replace(total, sel=tuple(cells), tanaman=(*total.tanaman, plant))


def _is_plain(row: BarisTabel, kolom: str) -> bool:
    """A figure or nothing, and not one for whose sake the row is refused."""
    refused = any(item.kolom == kolom and item.harus == TOLAK for item in row.tanaman)
    return isinstance(row.sel.get(kolom), int | None) and not refused


def _letter(column: int) -> str:
    return _HURUF[column] if column < 26 else _HURUF[column // 26 - 1] + _HURUF[column % 26]


def _foot(tabel: Tabel, tata: Tata, kepala: Sequence[Kepala], rng: Generator, hari: date) -> list[Baris]:
    """Notes and a signature with an invented name and number, in a column that no key stands in."""
    keys = tabel.source.key_columns(MappingProxyType(dict.fromkeys(tabel.kolom, 0)))
    free = [index for index, head in enumerate(kepala) if head.nama not in keys]
    place = free[-1] if free else len(kepala) - 1
    lines: list[str | None] = [None]
    if tata.catatan:
        lines += [
            str(
                choose(
                    rng, ("Keterangan: data sementara, menunggu pembaruan", "Sumber: laporan unit kerja", "Catatan: termasuk kegiatan UPTD")
                )
            ),
            *([None] if tata.kaki else []),
        ]
    if tata.kaki:
        lines += [
            f"{choose(rng, ('Banjarmasin', 'Banjarbaru', 'Martapura', 'Kandangan'))}, {show_tanggal(hari)}",
            str(choose(rng, ("Kepala Badan,", "Sekretaris,", "Kepala Dinas,"))),
        ]
        lines += [None, None, say_nama(rng), f"NIP. {say_nip(rng)}"]
    rows = []
    for line in lines:
        cells: list[object] = [None] * len(kepala)
        cells[place] = line
        rows.append(_not_data("kaki" if line else "kosong", tuple(cells), "blok tanda tangan atau catatan"))
    return rows


def _not_data(jenis: str, sel: tuple[object, ...], apa: str) -> Baris:
    return Baris(jenis, sel, MappingProxyType({}), (Tanaman(apa, None, BUKAN_DATA),))


def merge_down(lembar: Lembar, kolom: str) -> Lembar:
    """Neighbouring rows with the same text in a column share one merged cell; what was in the lower cells is gone from them."""
    column = next((index for index, head in enumerate(lembar.kepala) if head.nama == kolom), None)
    if column is None:
        return lembar
    rows, merged, start = list(lembar.baris), [], None
    for index in range(len(rows) + 1):
        same = (
            index < len(rows) and start is not None and rows[index].jenis == "data" and rows[index].sel[column] == rows[start].sel[column]
        )
        if same:
            continue
        if start is not None and index - start > 1:
            merged.append((start, column, index - 1, column))
            for lower in range(start + 1, index):
                cells = rows[lower].sel
                plant = Tanaman("sel digabung ke bawah", kolom, "terima")
                rows[lower] = replace(rows[lower], sel=(*cells[:column], None, *cells[column + 1 :]), tanaman=(*rows[lower].tanaman, plant))
        start = index if index < len(rows) and rows[index].jenis == "data" and _may_merge(rows[index], column, kolom) else None
    return replace(lembar, baris=tuple(rows), gabungan=(*lembar.gabungan, *merged))


def _may_merge(row: Baris, column: int, kolom: str) -> bool:
    return isinstance(row.sel[column], str) and not any(item.kolom == kolom for item in row.tanaman)


def count_pribadi(lembar: Lembar) -> Mapping[tuple[str, str], int]:
    """How many personal cells of each kind stand under each heading."""
    counts: dict[tuple[str, str], int] = {}
    for row in lembar.baris:
        for item in row.tanaman:
            if item.harus == PRIBADI and item.kolom:
                key = (item.kolom, item.jenis.rpartition(": ")[2])
                counts[key] = counts.get(key, 0) + 1
    return counts
