"""Official indices on the screen Tren, as published: one line for each scale, never joined or compared across two scales."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from p4gn import levels
from p4gn import periode as p
from p4gn.bahasa import count_desimal, format_angka, join_daftar
from p4gn.scope import Scope, tingkat_of_kode
from ui import berkas, cache, deret, filters, frame, tables, trends
from ui.figures.bagan import nice_ticks
from ui.figures.kelipatan import Latar, Panel, grid_html
from ui.tables import Kolom, text_of

if TYPE_CHECKING:
    from ui.tables import Row

_SKALA = re.compile(r"([\d.,]+)\s*[–-]\s*([\d.,]+)")


class Kunci(NamedTuple):
    """What one line may join: an index on one scale of one place within a region ('' for the region itself)."""

    indeks: str
    skala: str
    lingkungan: str

    @property
    def judul(self) -> str:
        place = f", {self.lingkungan}" if self.lingkungan else ""
        return f"{self.indeks}{place} (skala {self.skala})"


def draw(scope: Scope) -> None:
    """Every index of the region in a panel of its own or, where it has none itself, one index of all its parts."""
    every = tables.rows_of(cache.list_frame("indeks_resmi", replace(scope, periode=p.SEMUA)))
    own = [row for row in every if row["kode_wilayah"] == scope.kode_wilayah]
    parts = [row for row in every if row["kode_wilayah"] and tingkat_of_kode(row["kode_wilayah"]) == levels.ANAK.get(scope.tingkat)]
    if not own and not parts:
        return
    st.subheader(f"Indeks resmi, {frame.wilayah_label(scope.kode_wilayah)}", anchor=False)
    shown = own or _choose(parts)
    grouped = group_rows(shown)
    panels = [make_panel(kunci, kode, rows, single=not own) for (kunci, kode), rows in grouped.items()]
    st.html(grid_html(panels, trends.tema()))
    terbit = join_daftar(dict.fromkeys(row["sumber"] for row in shown if row["sumber"]))
    st.html(
        f'<p class="p4 redup p4-catatan">Digambar sebagaimana diterbitkan{f" oleh {escape(terbit)}" if terbit else ""}, tiap panel pada skala resminya. '
        "Nilai dari dua skala tidak dijadikan satu garis dan tidak dibandingkan. Urut menurut nama indeks atau kode wilayah, bukan peringkat.</p>"
    )
    _table(shown, scope)


def _choose(parts: Sequence[Row]) -> list[Row]:
    """The rows of the index that the reader picked, on one scale."""
    options = {key.judul: key for key in sorted({_key(row) for row in parts})}
    awal = next(iter(options))
    filters.follow_link("indeks", "tren_indeks", awal)
    if st.session_state["tren_indeks"] not in options:
        frame.notice(f"Indeks “{st.session_state['tren_indeks']}” pada tautan tidak ada di sini. Yang ditampilkan: {awal}.")
        st.session_state["tren_indeks"] = awal
    chosen = st.selectbox("Indeks", list(options), key="tren_indeks", width=320)
    filters.write_link("indeks", "tren_indeks", chosen)
    return [row for row in parts if _key(row) == options[chosen]]


def _key(row: Row) -> Kunci:
    return Kunci(row["indeks"], row["skala"] or "tidak disebut", row["lingkungan"] or "")


def group_rows(rows: Sequence[Row]) -> dict[tuple[Kunci, str], list[Row]]:
    """Rows that one line may join, oldest first; by index, scale, place and region code."""
    keys = sorted({(_key(row), row["kode_wilayah"]) for row in rows})
    return {each: sorted((row for row in rows if (_key(row), row["kode_wilayah"]) == each), key=lambda row: row["tahun"]) for each in keys}


def read_skala(skala: str, terbesar: float) -> tuple[float, float]:
    """'25–100' → (25, 100); a scale that is not told begins at zero and ends above the largest value."""
    found = _SKALA.fullmatch(skala.strip())
    if found is None:
        return 0.0, nice_ticks(terbesar)[-1]
    awal, akhir = (float(each.replace(".", "").replace(",", ".")) for each in found.groups())
    return awal, akhir


def make_panel(kunci: Kunci, kode: str, rows: Sequence[Row], *, single: bool) -> tuple[Panel, Latar]:
    """The years from the first to the last one published; a year without a value is a gap."""
    by_year = {int(row["tahun"]): row for row in rows}
    years = range(min(by_year), max(by_year) + 1)
    nilai = tuple(by_year[year]["nilai"] if year in by_year else None for year in years)
    known = [each for each in nilai if each is not None]
    dasar, puncak = read_skala(kunci.skala, max(known, default=1))
    last = by_year[years[-1]]
    told = " · ".join(f"{year} {_tulis(by_year[year]['nilai'])}" for year in years if year in by_year)
    kategori = f"{years[-1]}: “{last['kategori_sumber']}” menurut sumber" if last["kategori_sumber"] else ""
    nama = deret.name_of(kode) if single else kunci.judul
    panel = Panel(kode, nama, nilai, (0,) * len(nilai), f"{_tulis(last['nilai'])} ({years[-1]})", kategori, f"{nama}: {told}", {})
    kosong = (None,) * len(nilai)  # neither a target nor a whole to compare with
    awal = str(years[0]) if len(years) > 1 else ""
    latar = Latar(puncak, _tulis(puncak), kosong, kosong, awal, str(years[-1]), dasar)
    return panel, latar


def _tulis(nilai: float | None) -> str:
    return format_angka(nilai, 0 if nilai is None else count_desimal(nilai))


def _table(rows: Sequence[Row], scope: Scope) -> None:
    """The published values with their sources, also as a file."""
    columns = [
        Kolom("Wilayah", text_of("nama_wilayah")),
        Kolom("Indeks", text_of("indeks")),
        Kolom("Skala", text_of("skala")),
        Kolom("Tahun", lambda row: str(int(row["tahun"])), kanan=True),
        Kolom("Nilai", lambda row: _tulis(row["nilai"]), kanan=True, angka="nilai"),
        Kolom("Kategori menurut sumber", text_of("kategori_sumber")),
        Kolom("Sumber", lambda row: tables.source_links(row["sumber"], row["sumber_url"]), html=True),
    ]
    plain = [*columns[:-1], Kolom("Sumber", text_of("sumber")), Kolom("Alamat sumber", text_of("sumber_url"))]
    with st.expander("Tabel di balik gambar ini", icon=":material/table:"):
        tables.draw_table(rows, columns)
        facts = berkas.keterangan(scope, "Indeks resmi seperti yang diterbitkan", "Semua tahun")
        berkas.table_buttons(f"indeks-resmi-{scope.kode_wilayah}", rows, plain, facts, scope)
