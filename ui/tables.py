"""Tables as accessible HTML: Indonesian numbers, links with a name, stacked rows on a phone, and the same rows as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import streamlit as st

from p4gn.bahasa import format_angka, format_nilai, is_kosong
from p4gn.indicators.states import KEADAAN
from p4gn.periode import label_pendek
from ui import cache, frame

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kolom:
    """One column: heading, what stands in the cell (plain text, or HTML when `html`), and whether it is aligned like a number."""

    judul: str
    isi: Callable[[Row], str]
    kanan: bool = False
    html: bool = False


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
    """Each source as a link whose text is the outlet's name; the raw address is never shown."""
    urls = [] if is_kosong(url) else [part.strip() for part in url.split("|") if part.strip()]
    names = [] if is_kosong(media) else [part.strip() for part in media.replace(";", "|").split("|") if part.strip()]
    if not urls:
        return escape(", ".join(names)) or "–"
    labels = names if len(names) == len(urls) else [(urlparse(each).hostname or "sumber").removeprefix("www.") for each in urls]
    safe = [(label, each) for label, each in zip(labels, urls, strict=True) if urlparse(each).scheme in ("http", "https")]
    return ", ".join(
        f'<a href="{escape(each, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(label)}</a>' for label, each in safe
    )


def source_column(judul: str = "Sumber") -> Kolom:
    return Kolom(judul, lambda row: source_links(row["sumber_media"], row["sumber_url"]), html=True)


def state_text(keadaan: str) -> str:
    """Symbol and word of a cell state."""
    state = KEADAAN[keadaan]
    return f"{state.simbol} {state.kata}"


def indicator_table(indicator: Indicator, scope: Scope, per: str, *, terpilih: str | None = None) -> None:
    """The numbers behind a chart or map, from the same result, with a download."""
    result = cache.indicator_frame(indicator.id, scope, per)
    columns = [Kolom(PER_JUDUL[per], text_of("nama")), Kolom(indicator.judul_pendek, value_text(indicator), kanan=True)]
    if indicator.penyebut:
        columns += [
            Kolom("Pembilang", lambda row: format_nilai(row["pembilang"], kosong="–"), kanan=True),
            Kolom("Penyebut", lambda row: format_nilai(row["penyebut"], kosong="–"), kanan=True),
        ]
    draw_table(rows_of(result), columns, terpilih=(lambda row: row["kode"] == terpilih) if terpilih else None)
    download_csv(result, f"{indicator.id}-{scope.kode_wilayah}-{scope.periode}-per-{per}", key=f"csv-{indicator.id}-{per}")


def matrix_table(indicator: Indicator, result: pd.DataFrame, scope: Scope) -> None:
    """Regions down, periods across, from a result with a column periode."""
    periods = list(dict.fromkeys(result["periode"]))
    cells = {(row["nama"], row["periode"]): row for row in rows_of(result)}
    value = value_text(indicator, singkat=True)

    def period_column(period: str) -> Kolom:
        return Kolom(label_pendek(period), lambda row: value(cells[row["nama"], period]), kanan=True)

    names = [{"nama": nama} for nama in dict.fromkeys(result["nama"])]
    draw_table(names, [Kolom("Wilayah", text_of("nama")), *map(period_column, periods)], "Tanda – berarti belum ada catatan.", tumpuk=False)
    download_csv(result, f"{indicator.id}-{scope.kode_wilayah}-per-periode", key=f"csv-{indicator.id}-matriks")


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
    return result.to_dict("records")


def download_csv(result: pd.DataFrame, nama: str, *, key: str) -> None:
    """The same rows as a file that Excel opens in Indonesian settings: semicolons, decimal comma, UTF-8 with mark."""
    scope_note = frame.wilayah_label(st.session_state["scope"].kode_wilayah)
    st.download_button(
        "Unduh tabel (CSV)",
        data=lambda: csv_bytes(result),
        file_name=f"{nama}.csv",
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
        help=f"Tabel yang sama dengan di layar, {scope_note}",
    )


def csv_bytes(result: pd.DataFrame) -> bytes:
    """Text that could be taken for a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(result.columns)
    for row in result.itertuples(index=False):
        writer.writerow([_csv_value(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _csv_value(value: object) -> str:
    if is_kosong(value):
        return ""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
