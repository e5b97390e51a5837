"""Files as they are dropped on the screen: whose they are, and each content once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from ui import filters
from ui.pengirim import pengirim_by_kunci

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

NAMA_TERPANJANG = 200


@dataclass(frozen=True, slots=True)
class Berkas:
    """One file as dropped, known by what is in it; its bytes stay with the uploader."""

    nama: str
    sha256: str
    unggahan: UploadedFile

    @property
    def isi(self) -> bytes:
        return self.unggahan.getvalue()


def choose_pengirim() -> str | None:
    """Whose files these are; None leaves it to what the files themselves say."""
    names = {"": "Baca dari berkas"} | pengirim_by_kunci()
    filters.follow_link("pengirim", "unggah_pengirim", st.session_state.get("unggah_pengirim_terakhir", ""))
    if st.session_state["unggah_pengirim"] not in names:
        st.session_state["unggah_pengirim"] = ""
    chosen = st.selectbox("Pengirim", list(names), key="unggah_pengirim", format_func=names.get, placeholder="Ketik nama OPD atau daerah")
    filters.write_link("pengirim", "unggah_pengirim", chosen or None)
    st.session_state["unggah_pengirim_terakhir"] = chosen
    return chosen or None


def drop_files() -> list[Berkas]:
    """The files dropped, each content once."""
    dropped = st.file_uploader("Berkas kiriman", accept_multiple_files=True, key=f"unggah_berkas_{_putaran()}")
    st.html('<p class="p4 p4-sumber p4-redup">Excel (.xlsx, .xls), .ods, atau .csv; boleh beberapa sekaligus.</p>')
    found: dict[str, Berkas] = {}
    for each in dropped:
        sha256 = _sidik(each)
        found.setdefault(sha256, Berkas(_plain_nama(each.name), sha256, each))
    if found:
        st.session_state.pop("unggah_terbit", None)  # what was told about the last publication has been read
    return list(found.values())


def who(berkas: Berkas, pengirim: str | None) -> list[str]:
    """Written with '=', so that a name that begins with a dash stays a name."""
    return [f"--nama={berkas.nama}", *([f"--pengirim={pengirim}"] if pengirim else [])]


def empty_uploader() -> None:
    """After a publication: a new key is a new, empty uploader."""
    st.session_state["unggah_putaran"] = _putaran() + 1


def _sidik(unggahan: UploadedFile) -> str:
    """Hash of what was dropped, computed once."""
    known: dict[str, str] = st.session_state.setdefault("unggah_sidik", {})
    if unggahan.file_id not in known:
        known[unggahan.file_id] = hashlib.sha256(unggahan.getbuffer()).hexdigest()
    return known[unggahan.file_id]


def _plain_nama(nama: str) -> str:
    """The name alone, on one line; it is shown and passed on, never used as a path."""
    last = PurePath(nama.replace("\\", "/")).name
    return "".join(sign if sign.isprintable() else "?" for sign in last)[-NAMA_TERPANJANG:] or "berkas"


def _putaran() -> int:
    return st.session_state.setdefault("unggah_putaran", 0)
