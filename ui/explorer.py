"""The map with its breadcrumb, its card, its legend and the table of the same numbers; clicking a region goes down, the breadcrumb goes up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import levels
from p4gn import periode as p
from p4gn.bahasa import format_angka, format_nilai, is_kosong, kapital_awal
from p4gn.geography import wilayah
from p4gn.geography.gambar import nama_gambar, read_titik
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.scope import NASIONAL
from ui import boundaries, cache, filters, frame, kartu_wilayah, lapisan, maps, pilihan_peta, tables, trends
from ui.figures.lembar import Lembar
from ui.figures.peta import MapCell, MapPoint, cells, klasifikasi_of
from ui.unduh_peta import PetaTampil

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope
    from ui.pilihan_peta import Pilihan

BINGKAI_TERBANYAK = 200  # regions; of more than these only the period shown is sent, the others when they are asked for
JARI_TANDA = ((60, 6), (150, 5), (400, 4), (math.inf, 3))  # how many marks, radius of each in px
AWAL = "rapat_tercatat"
DESA, PILIH = "desa", "pilih_desa"


def explore(scope: Scope) -> list[PetaTampil]:
    """Breadcrumb, choices, sentence; the map on the left, its card and its table on the right (below each other on a phone). Gives what is shown."""
    breadcrumb(scope)
    left, right = st.columns([6, 5], vertical_alignment="bottom")
    with left:
        indicator = trends.choose_indicator("peta", AWAL)
    with right:
        mode = pilihan_peta.choose_mode()
    shown = shown_scope(indicator, scope)
    nama_periode = list_periode(shown)
    pilihan = pilihan_peta.choose(mode, indicator, shown, nama_periode)
    trends.sentence(indicator, shown, pilihan.per)
    return _draw(indicator, shown, scope, pilihan, nama_periode)


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
    """From the whole country (where the edition reaches beyond one province) down to here, each step a button."""
    path = [(each.kode, each.nama_resmi) for each in levels.list_jalur(scope.kode_wilayah)]
    if path and len(cache.list_provinsi(scope.edisi)) > 1:
        path.insert(0, (NASIONAL, frame.wilayah_label(NASIONAL)))
    if len(path) < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="remah"):
        for kode, nama in path[:-1]:
            st.button(nama, key=f"remah-{kode}", on_click=filters.go_to, args=(kode,), type="tertiary", icon=":material/chevron_left:")
        st.html(f'<strong class="p4">{escape(path[-1][1])}</strong>', width="content")


def list_periode(scope: Scope) -> dict[str, str]:
    """Period → its name, oldest first after 'semua': the years of the edition, or their semesters when one of them is chosen."""
    years = sorted(each for each in cache.list_periode(scope.edisi) if each != p.SEMUA)
    parts = years if p.parse_periode(scope.periode).semester is None else [half for year in years for half in p.list_semester(year)]
    chosen = [p.SEMUA, *sorted({*parts, scope.periode} - {p.SEMUA})]
    return {each: p.label(each) for each in chosen}


def _draw(indicator: Indicator, shown: Scope, scope: Scope, pilihan: Pilihan, nama_periode: dict[str, str]) -> list[PetaTampil]:
    """One or two maps with all that stands around them; without a drawing the table is there all the same."""
    tampil = [PetaTampil(indicator, shown, pilihan.per)]
    drawn = boundaries.find_or_make(shown.kode_wilayah)
    if drawn is None:
        tables.indicator_table(indicator, shown, pilihan.per)
        return tampil
    per = pilihan.per
    titik, catatan = _list_titik(pilihan, shown)
    held = (shown.periode,) if pilihan.lapisan else tuple(nama_periode)  # marks are of one period: another one is asked for with its marks
    lembar = [make_lembar(indicator, shown, per, held, titik=titik, catatan=catatan)]
    tampil = [PetaTampil(indicator, shown, per, titik)]
    if pilihan.periode:
        then = replace(shown, periode=pilihan.periode)
        titik_then, catatan_then = _list_titik(pilihan, then)
        tampil.append(PetaTampil(indicator, then, per, titik_then))
        lembar.append(make_lembar(indicator, shown, per, (pilihan.periode,), tetap=pilihan.periode, titik=titik_then, catatan=catatan_then))
    if pilihan.indikator:
        tampil.append(PetaTampil(pilihan.indikator, shown, per, titik))
        lembar.append(make_lembar(pilihan.indikator, shown, per, held, titik=titik))
    desa = _chosen_desa(shown)
    maps.draw_map(
        lembar,
        key="peta",
        versi=drawn["versi"],
        gambar=nama_gambar(shown.kode_wilayah, per),
        periode=shown.periode,
        nama_periode=nama_periode,
        terpilih=desa if desa and desa.startswith(shown.prefix or "") else levels.find_within(scope, shown, per),
        tinggi=430,
        geser=True,
        legenda=True,
        daftar=_daftar(indicator, shown, per),
        kartu=_kartu(indicator, shown, per, desa),
        turun=per != DESA and shown.tingkat != NASIONAL,  # each province keeps its drawings in a folder of its own
        on_klik=lambda: go_down(maps.chosen("peta", "klik"), shown, indicator),
        on_periode=lambda: filters.go_to_periode(maps.chosen("peta", "periode")),
    )
    jenis, sumber = wilayah.sumber_peta(shown.kode_wilayah) or ("skematik", "")
    if jenis != "skematik":  # a schematic map says so itself
        st.html(f'<p class="p4 p4-sumber redup">Batas wilayah: {escape(sumber)}</p>')
    return tampil


def go_down(kode: str | None, shown: Scope, indicator: Indicator) -> None:
    """For a callback: a region that was clicked becomes the scope; a village is shown in its kecamatan, chosen."""
    if kode is None:
        return
    is_desa = kode.count(".") == 3
    desa = kode if is_desa and kode != st.session_state.get(PILIH) else ""  # a second click lets it go
    _go(kode.rpartition(".")[0] if is_desa else kode, shown, indicator, desa)


def _go(kode: str, shown: Scope, indicator: Indicator, desa: str) -> None:
    """All that follows from going elsewhere enters the link at once, so that one press of Back undoes it: fineness and layers that end there too."""
    filters.go_to(kode)
    link = st.query_params.to_dict() | {"wilayah": kode}
    link["desa"] = desa
    if kode != shown.kode_wilayah:
        link["rincian"] = ""
        st.session_state["peta_rincian_tautan"] = None
    per = levels.list_parts(indicator, levels.nearest_divided(indicator, replace(shown, kode_wilayah=kode)))[0]
    link["lapisan"] = ",".join(
        each for each in link.get("lapisan", "").split(",") if each in lapisan.LAPISAN and lapisan.LAPISAN[each].allows(per)
    )
    st.query_params.from_dict({name: value for name, value in link.items() if value})


def _chosen_desa(shown: Scope) -> str:
    """The village whose card is open; it lives in the link and is forgotten when one looks elsewhere."""
    filters.follow_link("desa", PILIH, "")
    kode = st.session_state[PILIH]
    if kode and not (kode.startswith(f"{shown.kode_wilayah}.") and wilayah.find_wilayah_by_kode(kode)):
        kode = st.session_state[PILIH] = ""
    filters.write_link("desa", PILIH, kode or None)
    return kode


def _daftar(indicator: Indicator, shown: Scope, per: str) -> maps.Daftar:
    kata = KATA_TINGKAT[per]
    total = frame.wilayah_label(shown.kode_wilayah) if indicator.allows_tingkat(shown.tingkat) else ""
    return maps.Daftar(
        f"{indicator.id}|{shown.kode_wilayah}|{per}", kapital_awal(kata), kata, catatan=above_level(indicator, shown, per), nama_total=total
    )


def _kartu(indicator: Indicator, shown: Scope, per: str, desa: str) -> str:
    if not desa:
        return kartu_wilayah.kartu_html(indicator, shown, per)
    rows = cache.indicator_frame(indicator.id, shown, DESA)
    row = next(iter(tables.rows_of(rows[rows["kode"] == desa])), None)
    marks = [
        t.tooltip.partition("\n")[2]
        for each in lapisan.LAPISAN.values()
        if each.allows(DESA)
        for t in lapisan.list_titik(each.id, shown)
        if t.kode == desa
    ]
    return kartu_wilayah.desa_html(indicator, shown, row, marks) if row else kartu_wilayah.kartu_html(indicator, shown, per)


def make_lembar(
    indicator: Indicator,
    scope: Scope,
    per: str,
    periode: Sequence[str],
    *,
    tetap: str | None = None,
    titik: Sequence[MapPoint] = (),
    catatan: str = "",
) -> Lembar:
    """A drawing of the parts of a region: every period while they are few, else the one shown."""
    shown = tetap or scope.periode
    now = cache.indicator_frame(indicator.id, replace(scope, periode=shown), per)
    held = tuple(periode) if len(now) <= BINGKAI_TERBANYAK else (shown,)
    where = replace(scope, periode=p.SEMUA)
    return Lembar(
        indicator.judul,
        indicator.judul_pendek,
        klasifikasi_of(indicator, per),
        _sel(indicator.id, where, per, held),
        {each: sel[0] for each, sel in _sel(indicator.id, where, "total", held).items()} if indicator.allows_tingkat(scope.tingkat) else {},
        f"Peta {indicator.judul}, {frame.wilayah_label(scope.kode_wilayah)}",
        rasio=indicator.is_rasio,
        urut=indicator.dapat_dibandingkan,
        tetap=tetap,
        titik=titik,
        catatan=catatan,
    )


@cache.keep_figure
def _sel(indicator_id: str, scope: Scope, per: str, periode: tuple[str, ...]) -> dict[str, list[MapCell]]:
    """Cells of every period named."""
    result = cache.indicator_periods(indicator_id, scope, per, periode)
    return {each: cells(result[result["periode"] == each], CATALOGUE[indicator_id]) for each in periode}


def _list_titik(pilihan: Pilihan, scope: Scope) -> tuple[list[MapPoint], str]:
    """Marks of the layers chosen, each with its place in the drawing; and a sentence about those that have none."""
    titik = [t for each in pilihan.lapisan for t in lapisan.list_titik(each, scope)]
    tempat = read_titik(scope.kode_wilayah)
    jari = next(jari for paling_banyak, jari in JARI_TANDA if len(titik) <= paling_banyak)
    placed = [replace(t, tempat=tempat[t.kode], jari=jari) for t in titik if t.kode in tempat]
    lost = len(titik) - len(placed) + sum(lapisan.count_tak_dikenal(each, scope) for each in pilihan.lapisan)
    return placed, f"{format_angka(lost)} tanda tidak dapat diletakkan pada peta." if lost else ""


def above_level(indicator: Indicator, scope: Scope, per: str) -> str:
    """What the table cannot place in one of its rows, so that the rows and the total can be reconciled."""
    if not indicator.aditif:
        return ""
    rest = cache.unlocated(indicator.id, scope, per).pembilang
    if is_kosong(rest) or not rest:
        return ""
    inside = format_nilai(rest, indicator.satuan, indicator.desimal)
    where = f"tingkat {KATA_TINGKAT[scope.tingkat]}" if per == levels.ANAK[scope.tingkat] else f"di atas tingkat {KATA_TINGKAT[per]}"
    return f"Jumlah itu termasuk {inside} {where} yang tidak masuk {KATA_TINGKAT[per]} mana pun."


def thumbnail(indicator: Indicator, scope: Scope) -> None:
    """A small map on Ringkasan; clicking a region makes it the scope, as on Peta."""
    shown = levels.nearest_divided(indicator, scope)
    per = levels.ANAK[shown.tingkat]
    st.html(f'<p class="p4 p4-judul-kecil">{escape(indicator.judul)}</p>')
    drawn = boundaries.find_or_make(shown.kode_wilayah)
    if drawn is None:
        return
    maps.draw_map(
        [make_lembar(indicator, shown, per, (shown.periode,))],
        key="peta_kecil",
        versi=drawn["versi"],
        gambar=nama_gambar(shown.kode_wilayah, per),
        periode=shown.periode,
        nama_periode={shown.periode: p.label(shown.periode)},
        terpilih=levels.find_within(scope, shown, per),
        tinggi=225,
        on_klik=None if per == DESA else lambda: filters.go_to(maps.chosen("peta_kecil", "klik") or scope.kode_wilayah),
    )
