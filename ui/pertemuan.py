"""How a meeting is named on the screen: its date, place, state, link and what became of what it decided."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, kapital_awal
from p4gn.catatan.pertemuan import BERJALAN, DIRENCANAKAN
from p4gn.scope import NASIONAL
from ui import filters, frame, registers
from ui.kalender import pill

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.catatan import Pertemuan
    from p4gn.scope import Scope

TANDA = {BERJALAN: ("●", "baik", "Sedang berlangsung"), DIRENCANAKAN: ("○", "biasa", "Direncanakan")}
#: What the register keeps in the link while one meeting is open, so that the way back restores it.
DAFTAR = ("tampilan", "cari", "jenis", "bulan", "tahun", "urut")


def tanggal_text(rapat: Pertemuan) -> str:
    """'3 Juli 2023', '12–13 September 2019', 'Desember 2025', or that the source prints none."""
    return registers.date_text(_as_row(rapat))


def _as_row(rapat: Pertemuan) -> registers.Row:
    return {name: getattr(rapat, name) for name in ("tanggal", "tanggal_sampai", "presisi_tanggal", "tahun")}


def place_text(rapat: Pertemuan) -> str:
    """The region of a meeting, as the file or the list of regions names it; '' where neither does."""
    return frame.wilayah_label(NASIONAL) if rapat.kode_wilayah == NASIONAL else rapat.nama_wilayah or ""


def elsewhere(rapat: Pertemuan, scope: Scope) -> str:
    """The region, where it is not the one that is being looked at."""
    return "" if rapat.kode_wilayah == scope.kode_wilayah else place_text(rapat)


def jenis_text(jenis: str | None) -> str:
    """'Rakor'; a kind that was not written says so."""
    return kapital_awal(jenis) if jenis else "Jenis tidak disebut"


def keadaan_html(rapat: Pertemuan) -> str:
    """Symbol and word of a meeting that is planned or under way; nothing where it is over."""
    return pill(*TANDA[rapat.keadaan]) if rapat.keadaan in TANDA else ""


def link(rapat: Pertemuan | str, scope: Scope) -> str:
    """Address of the page of one meeting, escaped for an attribute."""
    id_rapat = rapat if isinstance(rapat, str) else rapat.id
    return _address(scope, rapat=id_rapat)


def link_daftar(scope: Scope, **extra: str) -> str:
    """Address of the register as it was left, escaped for an attribute."""
    return _address(scope, **extra)


def _address(scope: Scope, **extra: str) -> str:
    kept = {name: st.query_params[name] for name in DAFTAR if name in st.query_params}
    return escape(f"?{urlencode(filters.link_params(scope) | kept | extra)}", quote=True)


def anchor(rapat: Pertemuan, scope: Scope, kata: str = "") -> str:
    """Its title (or `kata`) as a link to its page."""
    return f'<a href="{link(rapat, scope)}" target="_self">{escape(kata or rapat.judul)}</a>'


def keputusan_of(edisi: str, id_rapat: str) -> pd.DataFrame:
    """What was decided at one meeting, whatever region and period are chosen, in the order in which it was decided."""
    return catatan.list_keputusan(edisi, id_rapat)


def hasil_text(found: pd.DataFrame) -> str:
    """'5 keputusan: 3 selesai, 1 lewat tenggat, 1 belum selesai'; '' where nothing was decided. A cancelled one is named, never done."""
    if found.empty:
        return ""
    late = int(found["lewat_tenggat"].sum())
    done, off = int((found["status"] == "selesai").sum()), int((found["status"] == "batal").sum())
    rest = int(found["terbuka"].sum()) - late
    parts = ((done, "selesai"), (late, "lewat tenggat"), (rest, "belum selesai"), (off, "dibatalkan"))
    told = [f"{format_angka(number)} {word}" for number, word in parts if number]
    return f"{format_angka(len(found))} keputusan: {', '.join(told)}"


def hasil_by_rapat(scope: Scope, shown: Sequence[Pertemuan]) -> dict[str, str]:
    """Meeting → what became of its decisions, of those that have any."""
    every = catatan.list_keputusan(scope.edisi)
    found = every[every["rapat"].isin({each.id for each in shown})]
    return {str(id_rapat): hasil_text(group) for id_rapat, group in found.groupby("rapat", sort=False)}


def asal_text(found: pd.DataFrame) -> str:
    """How many of these were found by region and day alone; '' where none was."""
    number = int(found["menurut_hari"].sum())
    return f" {format_angka(number)} dicocokkan menurut wilayah dan tanggal rapat, sebab nomor rapatnya tidak ditemukan." if number else ""
