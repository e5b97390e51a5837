"""Tables as accessible HTML: Indonesian numbers, links with a name, stacked rows on a phone, and the same rows as a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import streamlit as st

from p4gn.bahasa import format_angka, format_nilai, is_kosong
from p4gn.indicators.states import KEADAAN
from p4gn.lembar_csv import write_csv
from p4gn.periode import label, label_pendek
from ui import cache, frame, jenis

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kolom:
    """One column: heading, what stands in the cell (plain text, or HTML when `html`), whether it is aligned like a number, the field
    that holds the bare number for a file, and what a file says in place of HTML."""

    judul: str
    isi: Callable[[Row], str]
    kanan: bool = False
    html: bool = False
    angka: str | None = None
    teks: Callable[[Row], str] | None = None


def draw_table(
    rows: Iterable[Row],
    columns: Sequence[Kolom],
    keterangan: str = "",
    *,
    terpilih: Callable[[Row], bool] | None = None,
    tumpuk: bool | None = None,
) -> None:
    """Rows as an HTML table; with more than three columns (or as `tumpuk` says) each row becomes a small card on a narrow screen."""
    stacked = len(columns) > 3 if tumpuk is None else tumpuk
    head = "".join(f'<th scope="col"{_right(column)}>{escape(column.judul)}</th>' for column in columns)
    body = "".join(
        f"<tr{' class=pilih' if terpilih and terpilih(row) else ''}>{''.join(_cell(column, row) for column in columns)}</tr>"
        for row in rows
    )
    caption = f'<caption class="redup">{escape(keterangan)}</caption>' if keterangan else ""
    st.html(
        f'<div class="p4 p4-tabel-wadah"><table class="p4-tabel{" tumpuk" if stacked else ""}">{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _right(column: Kolom) -> str:
    return ' class="kanan"' if column.kanan else ""


def _cell(column: Kolom, row: Row) -> str:
    text = column.isi(row)
    return f'<td{_right(column)} data-judul="{escape(column.judul, quote=True)}"><span>{text if column.html else escape(text)}</span></td>'


def text_of(field: str, kosong: str = "–") -> Callable[[Row], str]:
    """Cell that shows a field as it is."""
    return lambda row: kosong if is_kosong(row[field]) or row[field] == "" else str(row[field])


def count_of(field: str) -> Callable[[Row], str]:
    """Cell that shows a whole number the Indonesian way; unknown is a dash, never zero."""
    return lambda row: format_angka(row[field], kosong="–")


def source_links(media: str | None, url: str | None) -> str:
    """Each source as a link whose text is the outlet's name; the raw address is never shown, and only web addresses are linked."""
    urls = [part.strip() for part in (url or "").split("|") if part.strip()]
    names = [part.strip() for part in (media or "").replace(";", "|").split("|") if part.strip()]
    if not urls:
        return escape(", ".join(names)) or "–"
    hosts = [find_host(each) for each in urls]
    labels = names if len(names) == len(urls) else [host or "sumber" for host in hosts]
    return ", ".join(
        f'<a href="{escape(each, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(label)}</a>' if host else escape(label)
        for each, host, label in zip(urls, hosts, labels, strict=True)
    )


def find_host(url: str) -> str | None:
    """Host of a web address without 'www.'; None for anything that is not one."""
    try:
        parts = urlparse(url)
    except ValueError:
        return None
    return parts.hostname.removeprefix("www.") if parts.scheme in ("http", "https") and parts.hostname else None


def state_text(keadaan: str) -> str:
    """Symbol and word of a cell state."""
    state = KEADAAN[keadaan]
    return f"{state.simbol} {state.kata}"


def indicator_table(indicator: Indicator, scope: Scope, per: str, *, terpilih: str | None = None) -> None:
    """The numbers behind a chart or map, from the same result, with a download of the same rows."""
    rows = rows_of(cache.indicator_frame(indicator.id, scope, per))
    columns = [Kolom(PER_JUDUL[per], text_of("nama")), Kolom(indicator.judul_pendek, value_text(indicator), kanan=True, angka="nilai")]
    if indicator.penyebut:
        columns.append(Kolom("Dari", part_of_whole, kanan=True))
    draw_table(rows, columns, terpilih=(lambda row: row["kode"] == terpilih) if terpilih else None)
    if indicator.penyebut:
        columns[-1:] = [
            Kolom(indicator.pembilang.kata, text_of("pembilang"), angka="pembilang"),
            Kolom(indicator.penyebut.kata, text_of("penyebut"), angka="penyebut"),
        ]
    download_csv(rows, columns, indicator, scope, per)


def part_of_whole(row: Row) -> str:
    """'3 dari 135'; nothing where one of the two is unknown."""
    if row["pembilang"] is None or row["penyebut"] is None:
        return ""
    return f"{format_angka(row['pembilang'])} dari {format_angka(row['penyebut'])}"


def matrix_table(indicator: Indicator, result: pd.DataFrame, scope: Scope) -> None:
    """Regions down, periods across (newest first, from the first that has a number), from a result with a column periode."""
    rows = rows_of(result)
    filled = [row["periode"] for row in rows if row["nilai"] is not None]
    periods = [period for period in reversed(dict.fromkeys(row["periode"] for row in rows)) if filled and period >= min(filled)]
    cells = {(row["kode"], row["periode"]): row for row in rows}
    absent = {"nilai": None, "keadaan": "tidak_berlaku"}  # a region that did not exist yet
    value = value_text(indicator, singkat=True)

    def period_column(period: str) -> Kolom:
        return Kolom(label_pendek(period), lambda row: value(cells.get((row["kode"], period), absent)), kanan=True)

    names = [{"kode": kode, "nama": nama} for kode, nama in dict.fromkeys((row["kode"], row["nama"]) for row in rows)]
    columns = [Kolom("Wilayah", text_of("nama")), *map(period_column, periods)]
    draw_table(names, columns, "Tanda – berarti belum ada catatan, × berarti belum ada wilayahnya.", tumpuk=False)
    download_csv(names, columns, indicator, scope, "periode-dan-wilayah")


PER_JUDUL = {
    "provinsi": "Provinsi",
    "kabkota": "Kabupaten/kota",
    "kecamatan": "Kecamatan",
    "desa": "Desa/kelurahan",
    "periode": "Periode",
    "opd": "OPD/instansi",
}


def value_text(indicator: Indicator, *, singkat: bool = False) -> Callable[[Row], str]:
    """The value of a cell; a cell that holds none says why, or with `singkat` shows the sign of its state."""

    def text(row: Row) -> str:
        if is_kosong(row["nilai"]):
            return KEADAAN[row["keadaan"]].simbol if singkat else state_text(row["keadaan"])
        return format_nilai(row["nilai"], "persen" if indicator.satuan == "persen" else "", indicator.desimal)

    return text


def rows_of(result: pd.DataFrame) -> list[Row]:
    """Rows as plain mappings in which every kind of unknown is None."""
    return [{name: None if is_kosong(value) else value for name, value in row.items()} for row in result.to_dict("records")]


def download_csv(rows: Sequence[Row], columns: Sequence[Kolom], indicator: Indicator, scope: Scope, per: str) -> None:
    """The rows on screen as a file that Excel opens in Indonesian settings: semicolons, decimal comma, UTF-8 with mark."""
    facts = jenis.head_lines(scope) | {
        "Indikator": indicator.judul,
        "Satuan": indicator.satuan,
        "Wilayah": frame.wilayah_label(scope.kode_wilayah),
        "Periode": label(scope.periode),
        "Edisi": f"{cache.manifest(scope.edisi).judul}, {scope.edisi}",
        "Sumber": jenis.sumber_text(indicator, scope),
    }
    st.download_button(
        "Unduh tabel (CSV)",
        data=lambda: csv_bytes(facts, columns, rows),
        file_name=jenis.file_name(f"{indicator.id}-{scope.kode_wilayah}-{scope.periode}-per-{per}.csv", scope),
        mime="text/csv",
        key=f"csv-{indicator.id}-{per}",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )


def csv_bytes(facts: Mapping[str, str], columns: Sequence[Kolom], rows: Iterable[Row]) -> bytes:
    """What the table is about, a blank line, the headings, the rows. A cell never starts a formula."""
    return write_csv(facts, [column.judul for column in columns], ([_csv_cell(column, row) for column in columns] for row in rows))


def _csv_cell(column: Kolom, row: Row) -> float | str:
    """A number as a bare number; where there is none, the words of the screen."""
    number = row.get(column.angka) if column.angka else None
    return column.isi(row) if number is None else number
