"""The card of the region one looks at: its figure, its target, its years, what is missing below it, and which part is furthest and which furthest behind."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from p4gn.bahasa import format_angka, format_nilai, is_kosong, join_ringkas
from p4gn.geography import wilayah
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.indicators.states import BELUM_LAPOR, KEADAAN
from p4gn.periode import label
from p4gn.ringkasan import target_text
from p4gn.scope import NASIONAL
from ui import cache, cards, frame, tables

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope
    from ui.tables import Row

_NAMA_TERBANYAK = 3
_UJUNG = {"naik": ("Terbaik", "Tertinggal"), "turun": ("Tertinggal", "Terbaik"), "netral": ("Tertinggi", "Terendah")}
_UJUNG_JUMLAH = ("Terbanyak", "Tersedikit")  # a large region may have much of anything and be no better for it


def kartu_html(indicator: Indicator, scope: Scope, per: str) -> str:
    """HTML, escaped; the parts are those on the map."""
    cell = tables.rows_of(cache.indicator_frame(indicator.id, scope, "total"))[0]
    parts = tables.rows_of(cache.indicator_frame(indicator.id, scope, per))
    facts = [("Target", _target(indicator, scope)), *_extremes(indicator, scope, parts, per), ("Belum lapor", _missing(parts, per))]
    return _card(
        frame.wilayah_label(scope.kode_wilayah),
        label(scope.periode),
        cards.figure_html(indicator, cell),
        tables.part_of_whole(cell),
        cards.spark_html(indicator, scope),
        facts,
    )


def desa_html(indicator: Indicator, scope: Scope, row: Row, catatan: Sequence[str]) -> str:
    """The same for a part that has no parts of its own: a village, with what the layers say of it."""
    chosen = wilayah.get_wilayah(row["kode"])
    path = ", ".join(wilayah.get_wilayah(kode).nama_resmi for kode in (row["kode"][:8], row["kode"][:5]))
    facts = [("Letak", path), *(("Catatan", each) for each in catatan)]
    return _card(chosen.nama_resmi, label(scope.periode), cards.figure_html(indicator, row), tables.part_of_whole(row), "", facts)


def _card(judul: str, masa: str, angka: str, bagian: str, spark: str, facts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in facts if words)
    rest = f' <span class="redup">{escape(bagian)}</span>' if bagian else ""
    return f'<h3>{escape(judul)}</h3><p class="redup masa">{escape(masa)}</p><div class="besar"><span>{angka}{rest}</span>{spark}</div><dl>{rows}</dl>'


def _target(indicator: Indicator, scope: Scope) -> str:
    return target_text(indicator, scope).removeprefix("Target ")


def _extremes(indicator: Indicator, scope: Scope, parts: Sequence[Row], per: str) -> list[tuple[str, str]]:
    """Furthest and furthest behind; not across the nation, whose records were gathered unevenly, nor where regions must not be ordered."""
    known = [row for row in parts if not is_kosong(row["nilai"])]
    if scope.kode_wilayah == NASIONAL or not indicator.dapat_dibandingkan or len({row["nilai"] for row in known}) < 2:
        return []
    if per == "desa" and not indicator.is_rasio:  # a village is one or none
        return []
    high, low = _UJUNG[indicator.arah] if indicator.is_rasio else _UJUNG_JUMLAH
    values = [row["nilai"] for row in known]
    pair = [(high, max(values)), (low, min(values))]
    return [(word, _named(indicator, [row for row in known if row["nilai"] == value], value)) for word, value in pair]


def _named(indicator: Indicator, rows: Sequence[Row], nilai: float) -> str:
    satuan = "persen" if indicator.satuan == "persen" else ""
    names = (
        join_ringkas([row["nama"] for row in rows], _NAMA_TERBANYAK)
        if len(rows) <= _NAMA_TERBANYAK + 1
        else f"{format_angka(len(rows))} wilayah"
    )
    return f"{names} ({format_nilai(nilai, satuan, indicator.desimal)})"


def _missing(parts: Sequence[Row], per: str) -> str:
    """'3 dari 13 kabupaten/kota: Tapin, Balangan, dan Tabalong', or that nothing is missing."""
    names = [row["nama"] for row in parts if row["keadaan"] == BELUM_LAPOR]
    what = KATA_TINGKAT[per]
    if not names:
        return f"tidak ada; semua {format_angka(len(parts))} {what} tercatat"
    if len(names) == len(parts):
        return f"semua {format_angka(len(parts))} {what} ({KEADAAN[BELUM_LAPOR].kata})"
    return f"{format_angka(len(names))} dari {format_angka(len(parts))} {what}: {join_ringkas(names, _NAMA_TERBANYAK)}"
