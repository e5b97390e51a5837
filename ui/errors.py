"""What a reader sees when something breaks that nobody expected."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

log = logging.getLogger("p4gn.layar")


def report_error(error: Exception) -> bool:
    """An unexpected error goes to the log under a number; the reader sees the number, not a traceback. True: it has been shown."""
    number = secrets.token_hex(3).upper()
    log.error("Kesalahan %s", number, exc_info=error)
    st.error(f"Halaman ini tidak dapat ditampilkan. Data tidak berubah. Sampaikan nomor kesalahan **{number}** kepada pengelola dasbor.")
    return True
