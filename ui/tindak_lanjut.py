"""Follow-ups on screen: what was promised, by whom, until when, and what became of it; what others note appears here by itself."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal, format_tanggal_pendek, is_kosong, join_ringkas
from ui import cards, catat, filters, frame, kerja, registers, tables
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from p4gn.scope import Scope

JEDA = 1.0  # seconds between two questions whether anything new was noted
LAYAR = "tindak-lanjut"
_SEMUA = ""
PENYARING = {
    _SEMUA: "Semua",
    "lewat": "Lewat tenggat",
    "terbuka": "Belum selesai",
    "tanpa": "Tanpa tenggat",
    "selesai": "Selesai",
}


@st.fragment(run_every=JEDA)
def draw_list(scope: Scope) -> None:
    """Cards, the last meeting, filters and the list; drawn anew by itself, so that a decision typed elsewhere is here within two seconds."""
    found = catatan.list_tindak_lanjut(scope)
    if found.empty:
        frame.empty_state("Belum ada tindak lanjut untuk lingkup ini.", "Catat keputusan pertama dengan tombol Catat keputusan.")
        return
    cards.draw_cards(_cards(found))
    _last_meeting(found)
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    with left:
        words = registers.search_box("Cari tindak lanjut", "cari_tl", "Isi, penanggung jawab, rapat, …")
    with middle:
        kind = registers.kind_box("Tampilkan", "keadaan", PENYARING)
    with right:
        topics = {_SEMUA: "Semua topik"} | {each.id: each.kata for each in catatan.list_topik()}
        topic = registers.kind_box("Topik", "topik", topics)
    shown = _narrow(found, words, kind, topic)
    rows = tables.rows_of(registers.first_rows(shown, "tindak_lanjut"))
    tables.draw_table(
        rows,
        [
            Kolom("Tindak lanjut", lambda row: _link(row, scope), html=True, teks=lambda row: row["teks"]),
            Kolom("Penanggung jawab", lambda row: row["nama_penanggung"] or "Belum ditunjuk"),
            Kolom("Batas waktu", _due),
            Kolom("Status", _status),
            Kolom("Umur", lambda row: "–" if row["umur"] is None else f"{format_angka(row['umur'])} hari", kanan=True),
            Kolom("Bukti", lambda row: format_angka(len(row["bukti"])) if row["bukti"] else "–", kanan=True),
        ],
        f"{format_angka(len(shown))} dari {format_angka(len(found))} tindak lanjut. Yang lewat tenggat di atas.",
    )


def _cards(found: pd.DataFrame) -> list[cards.Kartu]:
    total, done = len(found), int((found["status"] == "selesai").sum())
    late, without = int(found["lewat_tenggat"].sum()), int(found["tanpa_tenggat"].sum())
    oldest = found.loc[found["lewat_tenggat"], "hari_lewat"].max() if late else None
    by_age = found[found["terbuka"]].groupby("kelompok_umur").size()
    ages = " · ".join(f"{kelompok} hari: {format_angka(jumlah)}" for kelompok, jumlah in by_age.items())
    return [
        cards.Kartu(
            "Selesai", f"{format_angka(done)} <small>dari {format_angka(total)}</small>", "Menurut berkas dan yang dicatat di sini.", "", ""
        ),
        cards.Kartu(
            "Lewat tenggat", format_angka(late), f"Paling lama {format_angka(oldest)} hari." if late else "Tidak ada yang lewat.", "", ""
        ),
        cards.Kartu("Belum selesai", format_angka(int(found["terbuka"].sum())), ages or "Tidak ada.", "", ""),
        cards.Kartu("Tanpa tenggat", format_angka(without), "Tanpa batas waktu, keterlambatan tidak dapat diketahui.", "", ""),
    ]


def _last_meeting(found: pd.DataFrame) -> None:
    """What became of the decisions of the last meeting: how many done, how many late, and who owes them."""
    dated = found[found["tanggal"].notna() & found["rapat"].notna()]
    if dated.empty:
        return
    last = dated.loc[dated["tanggal"].map(lambda day: day == dated["tanggal"].max())]
    meeting = last["rapat"].iloc[0]
    last = last[last["rapat"] == meeting]
    done, late = int((last["status"] == "selesai").sum()), last[last["lewat_tenggat"]]
    owners = list(dict.fromkeys(late["nama_penanggung"].fillna("belum ditunjuk")))
    lateness = f"{format_angka(len(late))} lewat tenggat ({join_ringkas(owners, 3)})" if len(late) else "tidak ada yang lewat tenggat"
    title = last["judul_rapat"].iloc[0]
    name = f"“{title}”, " if not is_kosong(title) else ""
    day = format_tanggal(last["tanggal"].iloc[0])
    sentence = f"Rapat terakhir, {name}{day}: {format_angka(len(last))} keputusan, {format_angka(done)} selesai, {lateness}."
    st.html(f'<p class="p4 p4-kalimat">{escape(sentence)}</p>')


def _narrow(found: pd.DataFrame, words: str | None, kind: str | None, topic: str | None) -> pd.DataFrame:
    if kind == "lewat":
        found = found[found["lewat_tenggat"]]
    elif kind in ("terbuka", "tanpa"):
        found = found[found["terbuka" if kind == "terbuka" else "tanpa_tenggat"]]
    elif kind == "selesai":
        found = found[found["status"] == "selesai"]
    if topic:
        found = found[found["topik"] == topic]
    if words:
        text = found[["teks", "nama_penanggung", "judul_rapat", "nama_wilayah"]].fillna("").agg(" ".join, axis=1).str.lower()
        found = found[text.str.contains(words.lower(), regex=False)]
    return found


def _link(row: Row, scope: Scope) -> str:
    query = urlencode(filters.link_params(scope, butir=row["id"]))
    return f'<a href="?{escape(query, quote=True)}" target="_self">{escape(row["teks"])}</a>'


def _due(row: Row) -> str:
    if row["tenggat"] is None:
        return "tanpa tenggat"
    late = f" (lewat {format_angka(row['hari_lewat'])} hari)" if row["lewat_tenggat"] else ""
    return f"{format_tanggal_pendek(row['tenggat'])}{late}"


def _status(row: Row) -> str:
    words = {each.id: each.kata for each in catatan.list_status()}
    return words.get(row["status"], "Belum disebut")


def draw_butir(scope: Scope) -> None:
    """The follow-up that the link names: how it stands, what may be noted about it, and everything that was."""
    chosen = st.query_params.get("butir")
    if not chosen:
        return
    found = catatan.list_tindak_lanjut(scope)
    row = next(iter(tables.rows_of(found[found["id"] == chosen])), None)
    if row is None:
        frame.notice("Tindak lanjut pada tautan ini tidak ada dalam lingkup yang dipilih, atau sudah ditarik.")
        return
    with st.container(border=True, key="butir"):
        st.subheader(row["teks"], anchor=False)
        owner = row["nama_penanggung"] or "belum ditunjuk"
        st.html(f'<p class="p4">{escape(f"{owner} · {_due(row)} · {_status(row)}")}</p>')
        kerja.say("butir")
        if catat.may_write():
            _forms(row, scope)
        _history(chosen)
        st.button("Tutup", key="butir-tutup", on_click=lambda: st.query_params.pop("butir", None), type="tertiary")


def _forms(row: Row, scope: Scope) -> None:
    """Another status, and evidence; what somebody else changed meanwhile is said, and nothing of it is lost."""
    words = {each.id: each.kata for each in catatan.list_status()}
    left, right = st.columns(2)
    with left, st.form("ubah-status", border=False):
        status = st.selectbox("Status", list(words), index=list(words).index(row["status"] or "belum"), format_func=words.get)
        note = st.text_input("Keterangan (boleh kosong)", max_chars=300)
        role = kerja.ask_jabatan("jabatan_butir")
        if st.form_submit_button("Simpan status"):
            _note(scope, role, lambda who: catatan.change_status(who, row["id"], row["versi"], status, keterangan=note))
    with right, st.form("tambah-bukti", border=False):
        link = st.text_input("Tautan bukti", placeholder="https://…")
        about = st.text_input("Isi bukti (boleh kosong)", max_chars=300)
        if st.form_submit_button("Tambah bukti"):
            _note(scope, role, lambda who: catatan.attach_bukti(who, row["id"], link, about))


def _note(scope: Scope, role: str, change: Callable[[catatan.Pencatat], object]) -> None:
    st.session_state["jabatan"] = role
    try:
        change(catat.pencatat(LAYAR, scope.edisi))
        st.session_state["kata_butir"] = ("Tersimpan.", True)
    except (catatan.Bentrok, catatan.IsiSalah, catatan.TidakAda, catatan.CatatanTertutup, catatan.PeranTidakBerwenang) as error:
        st.session_state["kata_butir"] = (str(error), False)
    st.rerun()


def _history(chosen: str) -> None:
    events = catatan.read_history(chosen)
    if not events:
        return
    with st.expander(f"Riwayat ({format_angka(len(events))})", icon=":material/history:"):
        items = "".join(f"<li>{escape(_sentence(each))}</li>" for each in events)
        st.html(f'<ol class="p4">{items}</ol>')


def _sentence(event: catatan.Peristiwa) -> str:
    """'25 November 2026 pukul 17.03, Analis Kesbangpol: status menjadi Selesai.'"""
    when = event.saat.astimezone()
    return f"{format_tanggal(when.date())} pukul {when:%H.%M}, {event.pelaku}: {_what(event)}."


def _what(event: catatan.Peristiwa) -> str:
    isi, words = event.isi, {each.id: each.kata for each in catatan.list_status()}
    note = isi.get("keterangan") or isi.get("alasan")
    told = {
        "dicatat": "keputusan dicatat",
        "status": f"status menjadi {words.get(isi.get('status'), isi.get('status'))}",
        "bukti": f"bukti ditambahkan ({isi.get('tautan')})",
        "tenggat": f"batas waktu menjadi {isi.get('tenggat') or 'kosong'}",
        "penanggung": "penanggung jawab diganti",
        "teks": "bunyi keputusan diubah",
        "ditarik": "ditarik",
        "urung": "perubahan sebelumnya diurungkan",
    }[event.jenis]
    return f"{told}; {note}" if note and event.jenis != "urung" else told
