"""The map with its breadcrumb, its legend and the table of the same numbers; clicking a region goes down, the breadcrumb goes up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_nilai, is_kosong
from p4gn.geography import wilayah
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.periode import label
from ui import boundaries, cache, filters, frame, jenis, levels, maps, registers, tables, trends
from ui.figures.gambar_peta import svg_map
from ui.figures.peta import MapCell, MapPoint, cells, klasifikasi_of

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope


def explore(indicator: Indicator, scope: Scope) -> None:
    """Breadcrumb, sentence, map on the left and table on the right (below each other on a phone)."""
    breadcrumb(scope)
    shown = shown_scope(indicator, scope)
    per = levels.ANAK[shown.tingkat]
    trends.sentence(indicator, shown, per)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw(indicator, shown, per, terpilih=levels.find_within(scope, shown, per))
    with right:
        tables.indicator_table(indicator, shown, per, terpilih=levels.find_within(scope, shown, per))
        st.html(f'<p class="p4 redup">{escape(above_level(indicator, shown, per))}</p>')


def shown_scope(indicator: Indicator, scope: Scope) -> Scope:
    """The nearest region upward whose parts the indicator can tell apart; said aloud when it is not the region chosen."""
    shown = levels.nearest_divided(indicator, scope)
    if shown != scope:
        frame.notice(
            f"Indikator ini tercatat sampai tingkat {KATA_TINGKAT[indicator.tingkat_terhalus]}. Peta tetap menampilkan "
            f"{frame.wilayah_label(shown.kode_wilayah)}; {frame.wilayah_label(scope.kode_wilayah)} diberi garis tebal."
        )
    return shown


def breadcrumb(scope: Scope) -> None:
    """From the province down to here, each step a button."""
    path = levels.list_jalur(scope.kode_wilayah)
    if len(path) < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="remah"):
        for step in path[:-1]:
            st.button(
                step.nama_resmi,
                key=f"remah-{step.kode}",
                on_click=filters.go_to,
                args=(step.kode,),
                type="tertiary",
                icon=":material/chevron_left:",
            )
        st.html(f'<strong class="p4">{escape(path[-1].nama_resmi)}</strong>', width="content")


def draw(
    indicator: Indicator, scope: Scope, per: str, *, terpilih: str | None = None, tinggi: int = 430, key: str = "peta", legenda: bool = True
) -> None:
    """Map and legend of one indicator; a click makes that region the scope."""
    drawn = boundaries.find_or_make(scope.kode_wilayah)
    if drawn is None:
        return
    classes = klasifikasi_of(indicator)
    shapes = cells(cache.indicator_frame(indicator.id, scope, per), indicator)
    points = _villages(scope) if per == "desa" else []
    maps.draw_map(
        scope.kode_wilayah,
        shapes,
        key=key,
        versi=drawn["versi"],
        jumlah_kelas=classes.jumlah,
        titik=points,
        terpilih=terpilih,
        tinggi=tinggi,
        judul_aksesibel=f"Peta {indicator.judul}, {frame.wilayah_label(scope.kode_wilayah)}",
        on_klik=None if per == "desa" else lambda: filters.go_to(maps.clicked_code(key) or scope.kode_wilayah),
    )
    if not legenda:
        return
    maps.map_legend(classes, shapes, points, key=f"{key}_legenda")
    _download(indicator, scope, shapes, points, drawn["versi"])
    jenis, sumber = wilayah.sumber_peta(scope.kode_wilayah) or ("skematik", "")
    if jenis != "skematik":  # a schematic map says so itself
        st.html(f'<p class="p4 p4-sumber redup">Batas wilayah: {escape(sumber)}</p>')


def _download(indicator: Indicator, scope: Scope, shapes: Sequence[MapCell], points: Sequence[MapPoint], versi: str) -> None:
    """The map as a picture that stays sharp in print, with title, legend, period, edition and source."""

    def picture() -> str:
        path = wilayah.static_dir() / "peta" / versi / f"{scope.kode_wilayah}.json"
        title = f"{indicator.judul}, {frame.wilayah_label(scope.kode_wilayah)}"
        source = f"{jenis.sumber_text(indicator, scope)}. Edisi {scope.edisi}"
        geometry = json.loads(path.read_text(encoding="utf-8"))
        words = {"judul": title, "periode": label(scope.periode), "sumber": source, "tanda": " · ".join(jenis.head_lines(scope))}
        return svg_map(geometry, shapes, klasifikasi_of(indicator), **words, titik=points)

    st.download_button(
        "Unduh peta (SVG)",
        data=picture,
        file_name=jenis.file_name(f"peta-{indicator.id}-{scope.kode_wilayah}-{scope.periode}.svg", scope),
        mime="image/svg+xml",
        key="unduh-peta",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )


def _villages(scope: Scope) -> list[MapPoint]:
    """Desa Bersinar of BNN by stage, at the middle of their village; what cannot be placed is in the register only."""
    rows = registers.villages(scope, program="BNN")
    return [
        MapPoint(row["kode_desa"], f"tahap-{int(row['tahap'])}", _village_tooltip(row))
        for row in rows
        if row["kode_desa"] and row["tahap"] is not None
    ]


def _village_tooltip(row: tables.Row) -> str:
    return f"{row['nama_wilayah']}\nDesa Bersinar, tahap {registers.stage_text(row).lower()} ({registers.date_text(row)})"


def above_level(indicator: Indicator, scope: Scope, per: str) -> str:
    """What the table cannot place in one of its rows, so that the rows and the total can be reconciled."""
    total = cache.indicator_frame(indicator.id, scope, "total").iloc[0]["nilai"] if indicator.aditif else None
    if is_kosong(total):
        return ""
    sentence = f"Jumlah {frame.wilayah_label(scope.kode_wilayah)}: {format_nilai(total, indicator.satuan, indicator.desimal)}"
    rest = cache.unlocated(indicator.id, scope, per).pembilang
    if not rest:
        return f"{sentence}."
    inside = format_nilai(rest, indicator.satuan, indicator.desimal)
    return f"{sentence}, termasuk {inside} tingkat {KATA_TINGKAT[scope.tingkat]} yang tidak masuk {KATA_TINGKAT[per]} mana pun."


def thumbnail(indicator: Indicator, scope: Scope) -> None:
    """A small map on Ringkasan; clicking a region makes it the scope, as on Peta."""
    shown = levels.nearest_divided(indicator, scope)
    per = levels.ANAK[shown.tingkat]
    st.html(f'<p class="p4 p4-judul-kecil">{escape(indicator.judul)}</p>')
    draw(indicator, shown, per, terpilih=levels.find_within(scope, shown, per), tinggi=225, key="peta_kecil", legenda=False)
