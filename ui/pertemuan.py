"""How a meeting is named on the screen: its date, place, state, link and what became of what it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, kapital_awal
from p4gn.catatan.pertemuan import BERJALAN, DIRENCANAKAN
from p4gn.periode import SEMUA
from p4gn.scope import NASIONAL, Scope
from ui import filters, frame, registers
from ui.kalender import pill

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.catatan import Pertemuan

TANDA = {BERJALAN: ("●", "baik", "Sedang berlangsung"), DIRENCANAKAN: ("○", "biasa", "Direncanakan")}
#: What the register keeps in the link while one meeting is open, so that the way back restores it.
DAFTAR = ("tampilan", "cari", "jenis", "bulan", "tahun", "urut")


def tanggal_text(rapat: Pertemuan) -> str:
    """'3 Juli 2023', '12–13 September 2019', 'Desember 2025', or that the source prints none."""
    return registers.date_text(_as_row(rapat))


def tanggal_pendek(rapat: Pertemuan) -> str:
    """'3 Jul 2023', without a line break inside."""
    return registers.short_date(_as_row(rapat))


def _as_row(rapat: Pertemuan) -> registers.Row:
    return {name: getattr(rapat, name) for name in ("tanggal", "tanggal_sampai", "presisi_tanggal", "tahun")}


def place_text(rapat: Pertemuan) -> str:
    """The region of a meeting, as the file or the list of regions names it; '' where neither does."""
    return frame.wilayah_label(NASIONAL) if rapat.kode_wilayah == NASIONAL else rapat.nama_wilayah or ""


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


def list_keputusan(edisi: str, id_rapat: str) -> pd.DataFrame:
    """What was decided at one meeting, whatever region and period are chosen, in the order in which it was decided."""
    found = catatan.list_tindak_lanjut(Scope(edisi, NASIONAL, SEMUA), rapat=id_rapat)
    place = {row.Index: (row.dibuat_pada or "", row.berkas or "", row.baris or 0, row.id) for row in found.itertuples()}
    return found.loc[sorted(place, key=place.__getitem__)]


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
    wanted = {each.id for each in shown}
    every = catatan.list_tindak_lanjut(replace(scope, kode_wilayah=NASIONAL, periode=SEMUA, opd=None))
    found = every[every["rapat"].isin(wanted)]
    return {str(id_rapat): hasil_text(group) for id_rapat, group in found.groupby("rapat", sort=False)}
