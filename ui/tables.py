"""Tables as accessible HTML: Indonesian numbers, links with a name, stacked rows on a phone, and the same rows as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlparse

import streamlit as st

from p4gn.bahasa import format_angka, format_nilai, is_kosong
from p4gn.indicators.states import KEADAAN
from p4gn.periode import label
from p4gn.tabel import csv_of
from ui import berkas, cache, jenis
from ui.kolom import Kolom, Row, text_of, to_tabel
from ui.kolom import count_of as count_of

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope


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
    columns = [Kolom(PER_JUDUL[per], text_of("nama")), value_column(indicator)]
    if indicator.penyebut:
        columns.append(Kolom("Dari", part_of_whole, kanan=True))
    draw_table(rows, columns, terpilih=(lambda row: row["kode"] == terpilih) if terpilih else None)
    if indicator.penyebut:
        columns[-1:] = part_columns(indicator)
    indicator_buttons(rows, columns, indicator, scope, per)


def value_column(indicator: Indicator, judul: str = "") -> Kolom:
    """The value of an indicator, as its unit is written."""
    return Kolom(
        judul or indicator.judul_pendek,
        value_text(indicator),
        kanan=True,
        angka="nilai",
        format="persen" if indicator.satuan == "persen" else "angka",
        desimal=indicator.desimal,
    )


def part_columns(indicator: Indicator) -> list[Kolom]:
    """For files: what a ratio is made of, each in a column of its own."""
    parts = ((indicator.pembilang, "pembilang"), (indicator.penyebut, "penyebut"))
    return [Kolom(part.kata, text_of(field, ""), angka=field) for part, field in parts if part]


def part_of_whole(row: Row) -> str:
    """'3 dari 135'; nothing where one of the two is unknown."""
    if row["pembilang"] is None or row["penyebut"] is None:
        return ""
    return f"{format_angka(row['pembilang'])} dari {format_angka(row['penyebut'])}"


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


def indicator_buttons(
    rows: Sequence[Row], columns: Sequence[Kolom], indicator: Indicator, scope: Scope, per: str, *, judul: str = ""
) -> None:
    """'Unduh tabel' for rows of one indicator, with what it means."""
    title = judul or f"{indicator.judul} menurut {PER_JUDUL.get(per, per.replace('-', ' ')).lower()}"
    facts = berkas.keterangan(scope, title, label(scope.periode)) | indicator_facts(indicator, scope)
    name = f"{indicator.id}-{scope.kode_wilayah}-{scope.periode}-per-{per}"
    berkas.table_buttons(name, rows, columns, facts, scope, lembar=indicator.judul_pendek)


def indicator_facts(indicator: Indicator, scope: Scope) -> dict[str, str]:
    """What a file says about an indicator."""
    return {
        "Indikator": indicator.judul,
        "Satuan": indicator.satuan,
        "Definisi": indicator.definisi,
        "Sumber": jenis.sumber_text(indicator, scope),
    }


def csv_bytes(facts: Mapping[str, str], columns: Sequence[Kolom], rows: Iterable[Row]) -> bytes:
    """What the table is about, a blank line, the headings, the rows. A cell never starts a formula."""
    return csv_of(to_tabel("", columns, rows), facts)
