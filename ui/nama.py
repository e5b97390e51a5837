"""Names of agencies and places that no list knows, and the aliases by which people explain them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal
from p4gn.catatan_data import Alias, list_alias
from p4gn.geography import wilayah
from p4gn.pengirim import region_of
from p4gn.scope import NASIONAL
from ui import cache, filters, frame, kerja, registers, tables

if TYPE_CHECKING:
    from p4gn.scope import Scope

TEMPAT = "alias"
SEKALI_TAMPIL = 8
KATA_JENIS = {"opd": "OPD", "wilayah": "Wilayah", "kecamatan": "Kecamatan", "desa": "Desa/kelurahan"}
_KODE_DI_AKHIR = re.compile(r"\s(\d{2}(?:\.\d{2}){1,2}(?:\.\d{4})?|\d{2}(?:\.\d{2}){0,2})$")


def draw_unknown(scope: Scope) -> None:
    """Each name with the suggestion already chosen; one click stores the alias."""
    kerja.say(TEMPAT)
    left, middle, right = st.columns([2, 3, 3], vertical_alignment="bottom")
    with left:
        jenis = registers.kind_box("Jenis nama", "nama", {"": "Semua"} | KATA_JENIS)
    with middle:
        cari = _search_box()
    with right:
        role = kerja.ask_jabatan("jabatan_alias")
    found = tables.rows_of(cache.list_frame("nama_tak_dikenal", scope, jenis=jenis, cari=cari, wilayah=region_of(scope)))
    stored = list_alias()
    open_ = sorted((row for row in found if _find_stored(row, stored) is None), key=lambda row: row["wilayah"] is None)  # senders first
    if not open_:
        hint = "Ubah kata pencarian." if cari or jenis else "Nama OPD, kecamatan, atau desa yang tidak ada di daftar akan tampil di sini."
        frame.empty_state("Tidak ada nama yang cocok." if cari or jenis else "Semua nama dikenal.", hint)
    else:
        st.html(
            f'<p class="p4 p4-kalimat" role="status">{format_angka(len(open_))} nama belum dikenali. Pilih artinya, lalu simpan; '
            "berlaku pada pembangunan edisi berikutnya.</p>"
        )
        shown = open_ if st.session_state.get("semua_nama") else open_[:SEKALI_TAMPIL]
        for row in shown:
            _draw_name(row, role)
        if len(shown) < len(open_):
            st.button(
                f"Tampilkan semua {format_angka(len(open_))} nama (kini {SEKALI_TAMPIL} pertama)",
                on_click=st.session_state.__setitem__,
                args=("semua_nama", True),
                icon=":material/expand_more:",
                key="tombol_semua_nama",
            )
    _draw_stored(stored, role)


def _search_box() -> str | None:
    """Its own place in the link: `cari` belongs to the senders."""
    filters.follow_link("cari_nama", "kotak_cari_nama", "")
    text = st.text_input("Cari nama", key="kotak_cari_nama", placeholder="Nama, saran, atau wilayah").strip()
    filters.write_link("cari_nama", "kotak_cari_nama", text or None)
    return text or None


def options_for(jenis: str, kode_wilayah: str | None, saran: Sequence[str]) -> tuple[dict[str, str], bool]:
    """What a name may mean (nama_baku or region code → words), and whether the first is a suggestion."""
    known = _agencies() if jenis == "opd" else _places(jenis, kode_wilayah)
    first: dict[str, str] = {}
    for text in saran:
        kode = _KODE_DI_AKHIR.search(text)
        if jenis == "opd":
            first |= {text: known[text]} if text in known else {}
        elif kode and (place := wilayah.find_wilayah_by_kode(kode[1])):
            first[place.kode] = _place_words(place)
        else:
            first |= {code: words for code, words in known.items() if wilayah.get_wilayah(code).nama.casefold() == text.casefold()}
    return first | known, bool(first)


def split_saran(text: str | None) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text or "") if part.strip()]


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    with (wilayah.REFERENCE_DIR / "opd.csv").open(encoding="utf-8", newline="") as lines:
        return {row["nama_baku"]: row["nama_baku"] for row in sorted(csv.DictReader(lines), key=lambda row: row["nama_baku"])}


@lru_cache(maxsize=64)
def _places(jenis: str, kode_wilayah: str | None) -> dict[str, str]:
    """Places of a kind inside the region; without a region only provinces and kab/kota can be told apart by name."""
    inside: Iterable[wilayah.Wilayah]
    if jenis == "wilayah":
        provinces = wilayah.list_provinsi()
        inside = [each for province in provinces for each in (province, *wilayah.list_anak(province.kode))]
    else:
        inside = wilayah.list_keturunan(kode_wilayah, jenis) if kode_wilayah and kode_wilayah != NASIONAL else []
    return {each.kode: _place_words(each) for each in inside}


def _place_words(place: wilayah.Wilayah) -> str:
    """'Desa Bumi Jaya, Kandangan (63.06.05.2001)': a name alone may stand for several villages."""
    above = wilayah.find_wilayah_by_kode(wilayah.induk_of(place.kode) or "") if place.tingkat in ("desa", "kecamatan") else None
    return f"{place.nama_resmi}{f', {above.nama}' if above else ''} ({place.kode})"


def _draw_name(row: tables.Row, role: str) -> None:
    """Name as written on the left, its meaning on the right with the button."""
    key = f"{row['jenis']}-{row['tertulis']}-{row['wilayah']}"
    options, has_hint = options_for(row["jenis"], row["wilayah"], split_saran(row["saran"]))
    with st.container(border=True):
        left, right = st.columns([2, 3], vertical_alignment="center")
        about = [KATA_JENIS.get(row["jenis"], row["jenis"]), *([row["nama_wilayah"]] if row["nama_wilayah"] else [])]
        quiet = " · ".join([*about, f"{format_angka(row['jumlah'])} baris"])
        left.html(
            f'<p class="p4 p4-nama"><strong>“{escape(str(row["tertulis"]))}”</strong><br><span class="redup">{escape(quiet)}</span></p>'
        )
        if not options:
            right.html('<p class="p4 p4-nama p4-redup">Wilayahnya tidak diketahui, jadi padanannya tidak dapat dipilih di sini.</p>')
            return
        with right:
            pick, save = st.columns([3, 2], vertical_alignment="bottom")
            chosen = pick.selectbox(
                f"Arti “{_plain_label(str(row['tertulis']))}”",
                list(options),
                index=0 if has_hint else None,
                format_func=options.get,
                key=f"arti-{key}",
                placeholder="Ketik untuk mencari",
                label_visibility="collapsed",
            )
            if save.button("Simpan alias", key=f"simpan-{key}", icon=":material/save:", width="stretch"):
                _save(row, chosen, role)


def _save(row: tables.Row, chosen: str | None, role: str) -> None:
    if chosen is None or not role:
        st.session_state[f"kata_{TEMPAT}"] = ("Pilih dahulu arti nama itu." if role else "Isi dahulu jabatan yang mencatat.", False)
    else:
        inside = [f"--wilayah={kode}"] if (kode := reach_of(row["jenis"], row["wilayah"])) else []
        written = [f"--jenis={row['jenis']}", f"--tertulis={row['tertulis']}", f"--baku={chosen}"]
        kerja.run(TEMPAT, ["alias", *written, *inside, f"--oleh={role}", "--layar=mutu-data"])
    st.rerun()


def reach_of(jenis: str, kode_wilayah: str | None) -> str | None:
    """Where an alias holds: at its sender's; what a region is called, in the whole province, for a sender may name its neighbour."""
    return kode_wilayah and (kode_wilayah[:2] if jenis == "wilayah" else kode_wilayah)


def _draw_stored(stored: Sequence[Alias], role: str) -> None:
    """The aliases in force, each of which can be taken back."""
    st.subheader("Alias tersimpan", anchor=False)
    if not stored:
        frame.empty_state(
            "Belum ada alias tersimpan.", "Alias yang disimpan berlaku pada pembangunan edisi berikutnya dan dapat ditarik kembali."
        )
        return
    st.html('<p class="p4 p4-sumber p4-redup">Berlaku pada pembangunan edisi berikutnya. Pembangunan ulang ada di halaman Edisi.</p>')
    for alias in reversed(stored):
        with st.container(horizontal=True, vertical_alignment="center", key=f"alias-{alias.id}"):
            st.html(f'<p class="p4 p4-nama">{escape(alias_text(alias))}</p>', width="stretch")
            if st.button("Tarik", key=f"tarik-{alias.id}", icon=":material/undo:", help="Alias tidak dipakai lagi; catatannya tetap ada."):
                kerja.run(TEMPAT, ["alias", f"--tarik={alias.id}", "--alasan=ditarik dari halaman Mutu data", f"--oleh={role}"])
                st.rerun()


def alias_text(alias: Alias) -> str:
    """'“Dinkes HSS” di Kabupaten Hulu Sungai Selatan = Dinas Kesehatan · Analis Kesbangpol, 25 November 2026'"""
    place = wilayah.find_wilayah_by_kode(alias.baku) if alias.jenis != "opd" else None
    meaning = _place_words(place) if place else alias.baku
    inside = f" di {frame.wilayah_label(alias.wilayah)}" if alias.wilayah else ""
    return f"“{alias.tertulis}”{inside} = {meaning} · {alias.oleh}, {format_tanggal(alias.kapan)}"


def _find_stored(row: tables.Row, stored: Iterable[Alias]) -> Alias | None:
    written = " ".join(str(row["tertulis"]).casefold().split())
    return next(
        (
            each
            for each in stored
            if each.jenis == row["jenis"]
            and " ".join(each.tertulis.casefold().split()) == written
            and each.wilayah in (None, row["wilayah"], reach_of(row["jenis"], row["wilayah"]))
        ),
        None,
    )


def _plain_label(text: str) -> str:
    """A label is read as markup; a name is not."""
    return re.sub(r"[^\w .,&/-]", "", text)
