"""A date typed in Indonesian: the field of the framework speaks the language of the browser, and a keyboard is faster than its calendar."""

from __future__ import annotations

from datetime import date

import streamlit as st

from p4gn.bahasa import format_tanggal, parse_tanggal
from p4gn.catatan import IsiSalah


def ask_tanggal(label: str, key: str, nilai: date | None = None, *, wadah: st.delta_generator.DeltaGenerator | None = None) -> str:
    """The text of the field; read_tanggal makes a date of it. nilai: what stands in it at first."""
    st.session_state.setdefault(key, f"{nilai:%d/%m/%Y}" if nilai else "")
    return (wadah or st).text_input(label, key=key, placeholder="hari/bulan/tahun", max_chars=30)


def read_tanggal(teks: str, isian: str) -> date | None:
    """The date of a field, None where it is empty; IsiSalah with the name of the field where it is no date."""
    if not teks.strip():
        return None
    try:
        return parse_tanggal(teks, date.today())
    except ValueError as error:
        raise IsiSalah(isian, str(error)) from error


def say_tanggal(teks: str) -> str:
    """'Kamis, 31 Desember 2026' for what was typed, or what is wrong with it; '' for nothing."""
    try:
        day = read_tanggal(teks, "")
    except IsiSalah as error:
        return str(error)
    return format_tanggal(day, hari=True) if day else ""
