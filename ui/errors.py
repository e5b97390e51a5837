"""What a reader sees when something breaks that nobody expected."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from p4gn.scoring.naskah import KerangkaTidakSah

log = logging.getLogger("p4gn.layar")


def report_error(error: Exception) -> bool:
    """An unexpected error goes to the log under a number; the reader sees the number, not a traceback. True: it has been shown.

    A file of duties that cannot be used is no riddle: its own message says what to mend.
    """
    if isinstance(error, KerangkaTidakSah):  # someone has just edited a file of settings: say which line to mend
        log.error("Setelan kewajiban: %s", error)
        st.error(f"Setelan kewajiban tidak dapat dipakai, jadi halaman ini tidak ditampilkan. {error}")
        return True
    number = secrets.token_hex(3).upper()
    log.error("Kesalahan %s", number, exc_info=error)
    st.error(f"Halaman ini tidak dapat ditampilkan. Data tidak berubah. Sampaikan nomor kesalahan **{number}** kepada pengelola dasbor.")
    return True
