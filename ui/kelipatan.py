"""Small multiples on the screen Tren: every part of the region in a panel of its own, on one scale, in an order the reader chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import levels
from p4gn import periode as p
from p4gn.bahasa import count_desimal, format_nilai
from p4gn.indicators import sentences_deret as kata
from p4gn.indicators.cells import KATA_TINGKAT, NAMA_NASIONAL
from p4gn.indicators.deret import list_periode
from p4gn.indicators.states import KEADAAN
from p4gn.indicators.tanda import is_sebanding, list_segmen
from p4gn.scope import NASIONAL
from ui import cache, deret, filters, frame, tables, trends
from ui.figures.bagan import nice_ticks
from ui.figures.kelipatan import BAKU, URUT, Latar, Panel, kelipatan_html, sort_panel
from ui.tables import Kolom, text_of, value_text

if TYPE_CHECKING:
    from datetime import date

    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope
    from ui.deret import Pilihan
    from ui.tables import Row


def draw(indicator: Indicator, scope: Scope, pilihan: Pilihan) -> None:
    """All parts of the region, or of the nearest one above it whose parts the indicator tells apart."""
    shown = replace(levels.nearest_divided(indicator, scope), periode=p.SEMUA)
    per = levels.find_parts(indicator, shown)
    semester = pilihan.tampak == deret.SEMESTER
    periode = tuple(list_periode(shown.edisi, semester=semester))
    if per is None or not periode:
        return
    rows = tables.rows_of(cache.indicator_periods(indicator.id, shown, per, periode))
    known = [row["periode"] for row in rows if row["nilai"] is not None]
    if not known:
        return
    periode = tuple(each for each in periode if each >= min(known))
    rows = [row for row in rows if row["periode"] in periode]
    tempat = NAMA_NASIONAL if shown.kode_wilayah == NASIONAL else frame.wilayah_label(shown.kode_wilayah)
    st.subheader(f"Semua {KATA_TINGKAT[per]} di {tempat}", anchor=False)
    urut = _choose_urut(indicator, shown, periode)
    kini = cache.manifest(shown.edisi).kini
    latar = _latar(indicator, shown, rows, periode, kini)
    panels = sort_panel(_list_panel(indicator, rows, periode, shown, kini, levels.find_within(scope, shown, per)), urut)
    if not semester and periode[-1] != scope.periode:  # the page speaks of another year than the last
        panels = [replace(each, angka=f"{each.angka} ({latar.akhir})") for each in panels]
    st.html(kelipatan_html(panels, latar, trends.tema()))
    st.html(f'<p class="p4 redup p4-catatan">{_explain(indicator, shown, latar, urut, periode, kini)}</p>')
    with st.expander("Tabel di balik gambar ini", icon=":material/table:"):
        _table(indicator, panels, rows, periode, shown, kini)
    trends.source_line(indicator, scope)


def _choose_urut(indicator: Indicator, shown: Scope, periode: Sequence[str]) -> str:
    """The order; what must not be compared keeps the standard one, and says so."""
    if not indicator.dapat_dibandingkan:
        frame.notice("Indikator ini bukan untuk membandingkan wilayah, jadi panelnya tetap dalam urutan baku dan tidak diperingkat.")
        return BAKU
    if shown.kode_wilayah == NASIONAL:  # the records were gathered unevenly: an order would rank the gathering
        frame.notice("Catatan antarprovinsi tidak dikumpulkan merata, jadi panelnya tetap dalam urutan baku dan tidak diperingkat.")
        return BAKU
    options = [each for each in URUT if each != "jarak" or indicator.target_pada(periode[-1], shown.kode_wilayah) is not None]
    filters.follow_link("urut", "tren_urut", options[0])
    if st.session_state["tren_urut"] not in options:
        frame.notice(f"Urutan “{st.session_state['tren_urut']}” tidak ada untuk indikator ini. Yang dipakai: {URUT[options[0]].lower()}.")
        st.session_state["tren_urut"] = options[0]
    chosen = st.selectbox("Urutkan menurut", options, key="tren_urut", format_func=URUT.get, width=240)
    filters.write_link("urut", "tren_urut", chosen)
    return chosen


def _latar(indicator: Indicator, shown: Scope, rows: Sequence[Row], periode: tuple[str, ...], kini: date) -> Latar:
    """One scale for all: from zero to a round number above every value, the target and, of a share, the whole."""
    whole = cache.indicator_periods(indicator.id, shown, "total", periode) if indicator.is_rasio else None
    induk = tuple(row["nilai"] for row in tables.rows_of(whole)) if whole is not None else (None,) * len(periode)
    sasaran = tuple(indicator.target_pada(each, shown.kode_wilayah) for each in periode)
    largest = max(each for each in (*(row["nilai"] for row in rows), *induk, *sasaran) if each is not None)
    puncak = nice_ticks(largest, bulat=not indicator.is_rasio)[-1]
    satuan = "persen" if indicator.satuan == "persen" else ""
    awal, akhir = (kata.label_titik(indicator, each, kini) for each in (periode[0], periode[-1]))
    return Latar(puncak, format_nilai(puncak, satuan, count_desimal(puncak)), sasaran, induk, "" if awal == akhir else awal, akhir)


def _list_panel(
    indicator: Indicator, rows: Sequence[Row], periode: tuple[str, ...], shown: Scope, kini: date, terpilih: str | None
) -> list[Panel]:
    segmen = list_segmen(indicator, periode)
    if indicator.sifat == "tahunan" and "-S" in periode[0]:
        segmen = [(*each, kode[:4]) for each, kode in zip(segmen, periode, strict=True)]
    cells = {(row["kode"], row["periode"]): row for row in rows}
    named = dict.fromkeys((row["kode"], row["nama"]) for row in rows)
    absent = {"nilai": None, "keadaan": "tidak_berlaku", "bawah": None, "atas": None}  # a region that did not exist yet
    return [
        _panel(
            indicator, kode, nama, [cells.get((kode, each), absent | {"periode": each}) for each in periode], segmen, shown, kini, terpilih
        )
        for kode, nama in named
    ]


def _panel(
    indicator: Indicator,
    kode: str,
    nama: str,
    row: Sequence[Row],
    segmen: Sequence[object],
    shown: Scope,
    kini: date,
    terpilih: str | None,
) -> Panel:
    last = row[-1]
    known = last["nilai"] is not None
    selisih, told = change(indicator, row, kini)
    target = indicator.target_pada(last["periode"], shown.kode_wilayah)
    behind = None if target is None or not known else (last["nilai"] - target if indicator.arah == "turun" else target - last["nilai"])
    return Panel(
        kode=kode,
        nama=nama,
        nilai=tuple(each["nilai"] for each in row),
        segmen=tuple(segmen),
        angka=value_text(indicator)(last) if known else f"{KEADAAN[last['keadaan']].simbol} {KEADAAN[last['keadaan']].kata}",
        ubah=told,
        alt=kata.read_deret(indicator, nama, row, kini),
        urut={"nilai": last["nilai"], "perubahan": selisih, "jarak": behind},
        terpilih=kode == terpilih,
        berjalan=p.is_berjalan(last["periode"], kini),
    )


def change(indicator: Indicator, row: Sequence[Row], kini: date) -> tuple[float | None, str]:
    """Of the last finished period against the one before, of a semester against the same one a year earlier; never across a change of method."""
    known = {each["periode"]: each["nilai"] for each in row}
    done = [kode for kode in known if indicator.sifat == "keadaan" or not p.is_berjalan(kode, kini)]
    if not done:
        return None, ""
    baru = done[-1]
    lama = f"{int(baru[:4]) - 1}{baru[4:]}"
    if known.get(lama) is None or known[baru] is None:
        return None, ""
    masa = f"{kata.label_titik(indicator, lama, kini)}–{kata.label_titik(indicator, baru, kini)}"
    if not is_sebanding(indicator, lama, baru):
        return None, f"{masa}: tidak dapat dibandingkan"
    selisih = known[baru] - known[lama]
    return selisih, f"{masa}: {kata.write_perubahan(indicator, selisih)}"


def _explain(indicator: Indicator, shown: Scope, latar: Latar, urut: str, periode: Sequence[str], kini: date) -> str:
    """What the lines of a panel are and how the panels are ordered."""
    arti = {
        "nilai": "Urut dari nilai terakhir yang tertinggi",
        "perubahan": "Urut dari kenaikan terbesar",
        "jarak": "Urut dari yang paling jauh dari target",
        BAKU: "Urut menurut kode wilayah",
    }
    parts = [f"Semua panel memakai satu skala, dari 0 sampai {latar.puncak_teks}."]
    if any(each is not None for each in latar.sasaran):
        target = next(each for each in reversed(latar.sasaran) if each is not None)
        parts.append(f"Garis putus: target {format_nilai(target, indicator.satuan, count_desimal(target))}.")
    if any(each is not None for each in latar.induk):
        parts.append(f"Garis titik-titik: {frame.wilayah_label(shown.kode_wilayah)}.")
    rest = "" if urut == BAKU else "; yang belum ada angkanya di akhir"
    return " ".join([*parts, f"{arti[urut]}{rest}.", kata.read_berjalan(indicator, periode, kini)])


def _table(indicator: Indicator, panels: Sequence[Panel], rows: Sequence[Row], periode: tuple[str, ...], shown: Scope, kini: date) -> None:
    """Regions down in the order of the panels, periods across, newest first; the file has the bare numbers."""
    wide: dict[str, dict[str, object]] = {each.kode: {"kode": each.kode, "nama": each.nama} for each in panels}
    for row in rows:
        wide[row["kode"]] |= {f"nilai {row['periode']}": row["nilai"], f"keadaan {row['periode']}": row["keadaan"]}
    tulis = value_text(indicator, singkat=True)

    def column(kode: str) -> Kolom:
        def text(row: Row) -> str:
            return tulis({"nilai": row.get(f"nilai {kode}"), "keadaan": row.get(f"keadaan {kode}", "tidak_berlaku")})

        def words(row: Row) -> str:
            return value_text(indicator)({"nilai": row.get(f"nilai {kode}"), "keadaan": row.get(f"keadaan {kode}", "tidak_berlaku")})

        judul = kata.label_titik(indicator, kode, kini)
        return replace(tables.value_column(indicator, judul), isi=text, teks=words, angka=f"nilai {kode}")

    columns = [Kolom("Wilayah", text_of("nama")), *map(column, reversed(periode))]
    keterangan = (
        f"Tanda {KEADAAN['belum_lapor'].simbol} berarti belum ada catatan, {KEADAAN['tidak_berlaku'].simbol} berarti tidak berlaku."
    )
    tables.draw_table(wide.values(), columns, keterangan, tumpuk=False)
    tables.indicator_buttons(list(wide.values()), columns, indicator, shown, "wilayah-dan-periode")
