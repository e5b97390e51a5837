"""What surrounds every page: style, heading, foot, and what stands where there is no data."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal
from p4gn.geography import wilayah
from p4gn.periode import label as label_periode
from p4gn.scope import NASIONAL, Scope
from p4gn.warehouse.editions import TANDA_CONTOH
from ui import cache, jenis
from ui.figures.pola import kepatuhan_stylesheet

HERE = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def _style() -> str:
    return f"<style>{(HERE / 'gaya.css').read_text(encoding='utf-8')}\n{kepatuhan_stylesheet()}</style>"


def apply_style() -> None:
    st.html(_style())


def wilayah_label(kode: str) -> str:
    """'Kalimantan Selatan', 'Kabupaten Tapin', 'Seluruh Indonesia'."""
    return "Seluruh Indonesia" if kode == NASIONAL else wilayah.get_wilayah(kode).nama_resmi


def page_head(judul: str, penjelasan: str = "", *, masa: str = "") -> Scope:
    """Title, what the reader is looking at, and one sentence; gives the scope back. `masa` names the period where it is not the scope's."""
    scope = st.session_state["scope"]
    mark = f'<span class="p4-lencana contoh">{TANDA_CONTOH}</span>' if jenis.is_contoh(scope) else ""
    note = f'<p class="redup">{escape(penjelasan)}</p>' if penjelasan else ""
    st.html(
        f'<div class="p4 p4-kepala"><h1>{escape(judul)}</h1><p class="lingkup">{mark}<strong>{escape(wilayah_label(scope.kode_wilayah))}</strong>'
        f"<span>{escape(masa or label_periode(scope.periode))}</span></p>{note}</div>"
    )
    return scope


def page_foot(scope: Scope, catatan: str = "") -> None:
    """Freshness, edition, how much of what was read was accepted, and the link to this view."""
    manifest = cache.manifest(scope.edisi)
    accepted, refused = (sum(int(item[key]) for item in manifest.berkas) for key in ("baris_diterima", "baris_ditolak"))
    link = f"?{urlencode(st.query_params.to_dict())}"
    note = f"{escape(catatan)} " if catatan else ""
    st.html(
        f'<div class="p4 p4-kaki redup">{note}Data per {format_tanggal(manifest.data_per)} · {escape(manifest.judul)}, edisi {escape(manifest.id)}'
        f" ({escape(manifest.status)}) · {format_angka(accepted)} baris diterima, {format_angka(refused)} ditolak · "
        f'<a href="{escape(link, quote=True)}" target="_self">Tautan ke tampilan ini</a></div>'
    )


def empty_state(pesan: str, saran: str = "") -> None:
    """No data is not an error: say what is missing and what may be done."""
    st.html(f'<div class="p4 p4-kosong"><strong>{escape(pesan)}</strong><br><span class="redup">{escape(saran)}</span></div>')


def notice(pesan: str) -> None:
    """Something the reader should know about what is shown. The text may come from a link, so it is never read as markup."""
    st.html(f'<div class="p4 p4-pesan" role="status">{escape(pesan)}</div>')
