"""What the check of one file found, in the words of its sender: verdict, ledger, what to mend in which cell, what to look at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from p4gn.bahasa import NAMA_BULAN, format_angka, is_kosong, join_daftar, join_ringkas, kapital_awal
from ui import tables
from ui.pengirim import nama_pengirim
from ui.sumber import judul_sumber
from ui.tables import Kolom, text_of

Hasil = Mapping[str, Any]

KATA_PRIBADI = {
    "nama": "nama orang",
    "nik": "NIK",
    "nip": "NIP",
    "telepon": "nomor telepon",
    "inisial": "inisial",
    "alamat": "alamat",
    "surel": "alamat surel",
}
#: '(desa_kelurahan, tahun)': a list of column names inside a reason.
_NAMA_KOLOM = re.compile(r"\([a-z_]+(?:, [a-z_]+)*\)")
SEKALI_TAMPIL = 10  # rows of one file before one asks for all
#: Parts of a workbook that are no cells; they may hold names, so they are never stored.
LUAR_SEL = ("properti berkas", "catatan sel", "kepala atau kaki halaman, gambar, dan bagian lain")
_KATA_LUAR_SEL = "Properti berkas, catatan sel, gambar, serta kepala dan kaki halaman tidak ikut disimpan."
_TAK_DISIMPAN, _DIBUANG = "tidak ikut disimpan", "dibuang sebelum disimpan"
#: What a verdict looks like: the sign tells it without colour.
TANDA = {"baik": "✓", "perlu": "!", "tolak": "×"}


def rows_accepted(hasil: Hasil) -> int:
    return 0 if hasil.get("ditolak_berkas") else int(hasil["berkas"]["diterima"])


def tone_of(hasil: Hasil) -> str:
    """baik | perlu | tolak: nothing to mend, something to mend, nothing can be used."""
    if not rows_accepted(hasil):
        return "tolak"
    return "perlu" if hasil["berkas"]["ditolak"] or hasil.get("jumlah_tanda") else "baik"


def verdict(hasil: Hasil) -> str:
    """One sentence: '124 baris diterima, 3 perlu diperbaiki, 2 perlu dilihat.'"""
    refused = hasil.get("ditolak_berkas")
    if refused:
        return f"Berkas tidak dapat dipakai: {problem_sentence(refused)}"
    counted = hasil["berkas"]
    if not counted["diterima"] and not counted["ditolak"]:
        return "Tidak ada baris data di dalamnya."
    parts = [f"{format_angka(counted['diterima'])} baris diterima"]
    if counted["ditolak"]:
        parts.append(f"{format_angka(counted['ditolak'])} perlu diperbaiki")
    if hasil.get("jumlah_tanda"):
        parts.append(f"{format_angka(hasil['jumlah_tanda'])} perlu dilihat")
    return f"{', '.join(parts)}." if len(parts) > 1 else f"{parts[0]}, tidak ada yang perlu diperbaiki."


def problem_sentence(masalah: Mapping[str, Any]) -> str:
    """Reason and remedy of a problem that is about the whole file."""
    remedy = f" {say('perbaikan')(masalah)}." if masalah.get("perbaikan") else ""
    return f"{_plain(str(masalah['alasan'])).rstrip('.')}.{remedy}"


def ledger_text(hasil: Hasil) -> str:
    """'130 baris dibaca = 124 diterima + 3 ditolak + 3 bukan data (2 judul, 1 jumlah)'."""
    counted = {name: format_angka(hasil["berkas"][name]) for name in ("dibaca", "diterima", "ditolak", "bukan_data")}
    kinds = ", ".join(f"{format_angka(each['jumlah'])} {each['jenis']}" for each in hasil.get("bukan_data", ()))
    return (
        f"{counted['dibaca']} baris dibaca = {counted['diterima']} diterima + {counted['ditolak']} ditolak "
        f"+ {counted['bukan_data']} bukan data{f' ({kinds})' if kinds else ''}"
    )


def pribadi_text(found: Iterable[Mapping[str, Any]]) -> str:
    """What personal data was dropped from the cells, by column; '' where none was found."""
    by_kind: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for each in found:
        if each["kolom"] not in LUAR_SEL:
            by_kind[KATA_PRIBADI.get(each["jenis"], each["jenis"])].append(each)
    places = [f"{format_angka(sum(each['jumlah'] for each in cells))} {kind} ({_columns(cells)})" for kind, cells in by_kind.items()]
    if not places:
        return ""
    return (
        f"Data pribadi ditemukan dan dibuang sebelum apa pun disimpan: {join_daftar(places)}. "
        "Data seperti itu tidak perlu dikirim; dasbor hanya memerlukan jumlah."
    )


def _columns(cells: Sequence[Mapping[str, Any]]) -> str:
    """'kolom NIP, lembar Juli'; of several sheets or columns 'kolom NIP dan Kode Arsip'."""
    lembar = cells[0].get("lembar") if len(cells) == 1 else None
    return f"kolom {join_ringkas(dict.fromkeys(str(each['kolom']) for each in cells))}{f', lembar {lembar}' if lembar else ''}"


def remarks(hasil: Hasil) -> list[str]:
    """What else was noticed: nothing twice, and in one sentence what never is stored, whether somebody's name is in it or not."""
    nama = hasil["berkas"]["nama"]
    told = [str(each).removeprefix(f"{nama}:").removeprefix(nama).strip().rstrip(".") for each in hasil.get("catatan", ())]
    outside = [each for each in told if each.endswith(_TAK_DISIMPAN)]
    kept = [f"{kapital_awal(each)}." for each in told if each not in outside and _DIBUANG not in each]
    return [*kept, *([_KATA_LUAR_SEL] if outside else [])]


def draw_head(nama: str, tone: str, sentence: str, note: str = "") -> None:
    """Name of the file, its verdict with a sign, and one quiet line."""
    quiet = f'<p class="redup">{escape(note)}</p>' if note else ""
    st.html(
        f'<div class="p4 p4-vonis {tone}"><h3>{escape(nama)}</h3><p><span class="tanda" aria-hidden="true">{TANDA[tone]}</span>'
        f"<strong>{escape(sentence)}</strong></p>{quiet}</div>"
    )


def draw_hasil(hasil: Hasil, kunci: str, draw_marked: Callable[[], None]) -> None:
    """Everything about one file; `kunci` tells its buttons from those of others, `draw_marked` offers the marked workbook."""
    draw_head(hasil["berkas"]["nama"], tone_of(hasil), verdict(hasil), about(hasil))
    if hasil.get("ditolak_berkas"):
        return
    dropped = pribadi_text(hasil.get("pribadi", ()))
    if dropped:
        st.html(f'<div class="p4 p4-pesan" role="status">{escape(dropped)}</div>')
    for said in remarks(hasil):
        st.html(f'<p class="p4 p4-sumber p4-redup">{escape(said)}</p>')
    if hasil.get("jumlah_masalah") or hasil.get("jumlah_tanda"):
        draw_marked()
    draw_problems(hasil, kunci)
    _draw_more(hasil, kunci)


def _draw_more(hasil: Hasil, kunci: str) -> None:
    """What one may open: rows that were accepted but deserve a look, and the first rows as they were read."""
    if hasil.get("jumlah_tanda"):
        few = hasil["jumlah_tanda"] <= SEKALI_TAMPIL
        with st.expander(f"Diterima, tetapi perlu dilihat ({format_angka(hasil['jumlah_tanda'])})", expanded=few):
            draw_flags(hasil, kunci)
    preview = hasil.get("pratinjau") or {}
    if preview.get("baris"):
        with st.expander("Pratinjau: baris pertama seperti yang dibaca"):
            draw_preview(preview)


def about(hasil: Hasil) -> str:
    """'Tes urine · Pengirim: … · Masa 2025-S1 · 130 baris dibaca = …' as far as known."""
    berkas = hasil["berkas"]
    parts = []
    if berkas.get("sumber"):
        parts.append(str(berkas.get("judul_sumber") or judul_sumber(berkas["sumber"])))
    if berkas.get("pengirim"):
        parts.append(f"Pengirim: {nama_pengirim(berkas['pengirim'])}")
    if hasil.get("masa"):
        parts.append(f"Masa {join_ringkas([masa_text(each) for each in hasil['masa']])}")
    if not hasil.get("ditolak_berkas"):
        parts.append(ledger_text(hasil))
    return " · ".join(parts)


def draw_problems(hasil: Hasil, kunci: str) -> None:
    """The cells to be mended, in the order of the sheet."""
    found = list(hasil.get("masalah", ()))
    if not found:
        return
    total = int(hasil.get("jumlah_masalah", len(found)))
    rest = f" Yang tampil {format_angka(len(found))} pertama; semuanya ada pada berkas bertanda." if total > len(found) else ""
    columns = [
        Kolom("Lembar", text_of("lembar")),
        Kolom("Sel", cell_words),
        Kolom("Kolom", kolom_words),
        Kolom("Tertulis", written),
        Kolom("Masalah", say("alasan")),
        Kolom("Cara memperbaiki", say("perbaikan")),
    ]
    if any(row.get("saran") for row in found):
        columns.append(_nearest())
    if not any(row.get("lembar") for row in found):
        del columns[0]
    tables.draw_table(_shown(found, f"masalah_{kunci}"), columns, f"{format_angka(total)} hal yang perlu diperbaiki.{rest}")
    _offer_all(found, f"masalah_{kunci}")


def draw_flags(hasil: Hasil, kunci: str) -> None:
    found = list(hasil.get("tanda", ()))
    columns = [
        Kolom("Lembar", text_of("lembar")),
        Kolom("Sel", cell_words),
        Kolom("Kolom", kolom_words),
        Kolom("Tertulis", written),
        Kolom("Yang perlu dilihat", say("tanda")),
    ]
    if any(row.get("saran") for row in found):
        columns.append(_nearest())
    if not any(row.get("lembar") for row in found):
        del columns[0]
    tables.draw_table(_shown(found, f"tanda_{kunci}"), columns)
    _offer_all(found, f"tanda_{kunci}")


def draw_preview(preview: Mapping[str, Any]) -> None:
    """The first accepted rows under their headings; a wide sheet is scrolled sideways."""
    columns = [Kolom(kapital_awal(str(name).replace("_", " ")), _nth(index)) for index, name in enumerate(preview["kolom"])]
    tables.draw_table([{"sel": row} for row in preview["baris"]], columns, tumpuk=False)


def _nearest() -> Kolom:
    return Kolom("Ejaan terdekat", lambda row: "; ".join(row.get("saran") or ()) or "–")


def _shown(found: list[Mapping[str, Any]], daftar: str) -> list[Mapping[str, Any]]:
    return found if st.session_state.get(f"semua_{daftar}") else found[:SEKALI_TAMPIL]


def _offer_all(found: list[Mapping[str, Any]], daftar: str) -> None:
    """Below a list that is cut short, the button that shows all of it."""
    if len(_shown(found, daftar)) < len(found):
        label = f"Tampilkan semua {format_angka(len(found))} baris (kini {SEKALI_TAMPIL} pertama)"
        key = f"semua_{daftar}"
        st.button(label, key=f"tombol_{key}", on_click=st.session_state.__setitem__, args=(key, True), icon=":material/expand_more:")


def written(row: Mapping[str, Any]) -> str:
    """What stands in the cell, or that nothing does; a dash where the problem is about no cell."""
    if is_whole_file(row):
        return "–"
    return "(kosong)" if is_kosong(row.get("nilai")) or row["nilai"] == "" else str(row["nilai"])


def masa_text(masa: str) -> str:
    """'2025-S1' → 'Semester I 2025', '2025-07' → 'Juli 2025', '2025' as it is."""
    year, _, part = masa.partition("-")
    if part in ("S1", "S2"):
        return f"Semester {'I' * int(part[1])} {year}"
    if part.isdigit() and 1 <= int(part) <= len(NAMA_BULAN):
        return f"{NAMA_BULAN[int(part) - 1]} {year}"
    return masa


def kolom_words(row: Mapping[str, Any]) -> str:
    """The heading where it is known, else the name of the column: 'jumlah_dites' → 'Jumlah dites'."""
    name = row.get("judul_kolom") or row.get("kolom")
    return kapital_awal(str(name).replace("_", " ")) if name else "–"


def cell_words(row: Mapping[str, Any]) -> str:
    """'C7'; where the place is known only by its row, 'baris 7'."""
    if row.get("sel"):
        return str(row["sel"])
    return "seluruh berkas" if is_whole_file(row) else f"baris\N{NO-BREAK SPACE}{row['baris']}"


def is_whole_file(row: Mapping[str, Any]) -> bool:
    """A problem without a row is about the file as a whole: nothing in it could be used."""
    return not row.get("sel") and is_kosong(row.get("baris"))


def say(field: str) -> Callable[[Mapping[str, Any]], str]:
    """A reason or a remedy as a sentence of its own, without the names that columns have among programmers."""

    def text(row: Mapping[str, Any]) -> str:
        if is_kosong(row.get(field)) or row[field] == "":
            return "–"
        return kapital_awal(_plain(str(row[field])).rstrip("."))

    return text


def _plain(text: str) -> str:
    return _NAMA_KOLOM.sub(lambda found: found[0].replace("_", " "), text)


def _nth(index: int) -> Any:
    return lambda row: "–" if index >= len(row["sel"]) or row["sel"][index] in (None, "") else str(row["sel"][index])
