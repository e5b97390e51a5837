"""One follow-up: how it stands, what may be noted about it, and everything that was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_saat, format_tanggal, join_ringkas
from p4gn.catatan.gabung import nama_opd_of
from p4gn.catatan.isi import CATATAN
from p4gn.catatan.kalimat import BELUM_DITUNJUK, owner_text
from p4gn.catatan.susun import URUNG
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.periode import label
from p4gn.scope import Scope
from p4gn.scoring.hasil import Bukti
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from ui import asal, catat, filters, frame, kerja, riwayat, tanggal
from ui.tables import Row
from ui.tindak_lanjut import due_html, evidence_html, status_badge

TEMPAT = "butir"
LAYAR = "tindak-lanjut"
_DILIHAT, _LEMBAR = "butir_dilihat", "butir_lembar"


def draw_butir(scope: Scope) -> None:
    """The follow-up that the link names, wherever it was decided."""
    chosen = st.query_params.get("butir")
    if not chosen:
        return
    row = catatan.find_tindak_lanjut(scope.edisi, chosen)
    if row is None:
        frame.notice("Tindak lanjut pada tautan ini tidak ada pada edisi yang dibuka, atau sudah ditarik.")
        riwayat.draw_riwayat(chosen, kata_peristiwa)
        return
    with st.container(border=True, key="butir"):
        st.subheader(row["teks"], anchor=False)
        st.html(f'<div class="p4">{status_badge(row)}{_facts(row, scope)}</div>')
        kerja.say(TEMPAT)
        if catat.may_write():
            _draw_forms(row, scope)
        riwayat.draw_riwayat(chosen, kata_peristiwa)
        st.button("Tutup", key="butir-tutup", icon=":material/close:", on_click=lambda: st.query_params.pop("butir", None), type="tertiary")


def _facts(row: Row, scope: Scope) -> str:
    facts = [
        ("Penanggung jawab", escape(owner_text(row))),
        ("Pendukung", escape(row["pendukung"] or "")),
        ("Batas waktu", due_html(row)),
        ("Umur", f"{format_angka(row['umur'])} hari sejak diputuskan" if row["umur"] is not None and row["terbuka"] else ""),
        ("Rapat", _meeting_link(row, scope)),
        ("Wilayah", escape(row["nama_wilayah"] or "")),
        ("Keterangan", escape(row["keterangan"] or "")),
        (
            "Status menurut berkas",
            escape(row["status_berkas"] or "") if row["asal_status"] == "catatan" and row["sumber"] == "berkas" else "",
        ),
        ("Bukti", "<br>".join(map(evidence_html, row["bukti"]))),
        ("Asal", _source(row, scope)),
    ]
    lines = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts if value)
    return f'<dl class="p4-fakta">{lines}</dl>'


def _source(row: Row, scope: Scope) -> str:
    if row["berkas"]:
        return asal.bukti_line(Bukti(row["berkas"], row["lembar"], row["baris"], row["pengirim"], row["diterima_pada"]), scope)
    when = datetime.fromisoformat(row["dibuat_pada"]).astimezone()
    return escape(f"Dicatat {format_saat(when)} oleh {row['pelaku']}{_context(row)}")


def _context(row: Row) -> str:
    """', dari layar tren: Cakupan tes urine ASN, Tahun 2026'"""
    parts = [_title_of(row), label(row["periode"]) if row["periode"] else ""]
    about = ", ".join(part for part in parts if part)
    return f", dari layar {row['layar']}{f': {about}' if about else ''}" if row["layar"] else ""


def _title_of(row: Row) -> str:
    """Of the indicator or duty that was on screen."""
    chosen = row["indikator"] or ""
    if chosen in CATALOGUE:
        return CATALOGUE[chosen].judul
    try:
        kerangka = find_kerangka(f"{row['tanggal']:%Y}", row["kode_wilayah"][:2])
    except KerangkaTidakAda:
        return ""
    duty = kerangka.find(chosen, "opd") or kerangka.find(chosen, "kabkota")
    return duty.judul if duty else ""


def _meeting_link(row: Row, scope: Scope) -> str:
    if not row["rapat"]:
        return ""
    link = f"rapat?{urlencode(filters.link_params(scope, rapat=row['rapat']))}"
    words = ", ".join(part for part in (row["judul_rapat"], format_tanggal(row["tanggal"], row["presisi_tanggal"] or "hari")) if part)
    return f'<a href="{escape(link, quote=True)}" target="_self">{escape(words)}</a>'


# ---- notes -----------------------------------------------------------------------------------------------------------


def _draw_forms(row: Row, scope: Scope) -> None:
    """Status, evidence, due date, owner, each on its own. A change is made from what the reader saw: where somebody else was faster, that is
    said, and what was typed stays for a second try."""
    role = kerja.ask_jabatan("jabatan_butir")
    seen = st.session_state.get(_DILIHAT, {})
    isian = Isian({**row, "versi": seen.get(row["id"], row["versi"])}, scope, role, f"{row['id']}-{st.session_state.get(_LEMBAR, 0)}")
    names = ["Status", "Bukti", "Batas waktu", "Penanggung jawab", *(["Bunyi", "Tarik"] if row["sumber"] == CATATAN else [])]
    for tab, draw in zip(st.tabs(names), (_status, _evidence, _due, _owner, _text, _withdraw), strict=False):
        with tab, st.form(f"ubah{draw.__name__}-{isian.kunci}", border=False):
            draw(isian)
    events = catatan.read_history(row["id"])
    mine = bool(events) and events[-1].sesi == catat.session_id() and events[-1].jenis != URUNG
    if mine and st.button("Urungkan perubahan terakhir saya", key="butir-urung", icon=":material/undo:", type="tertiary"):
        isian.note(lambda who: catatan.undo_last(who, row["id"]), "Perubahan terakhir diurungkan.")
    st.session_state[_DILIHAT] = {row["id"]: row["versi"]}


@dataclass(frozen=True)
class Isian:
    """What the forms of one follow-up share: the row as it was seen, who writes, and a name for the fields that is new after each change stored."""

    row: Row
    scope: Scope
    role: str
    kunci: str

    def key(self, nama: str) -> str:
        return f"{nama}-{self.kunci}"

    def note(self, change: Callable[[catatan.Pencatat], object], told: str = "Tersimpan.") -> None:
        """Stores and draws again; where it is refused, the reason stands here and what was typed stays in the form."""
        try:
            change(catat.pencatat(LAYAR, self.scope.edisi, self.role))
        except catat.DITOLAK as error:
            kerja.draw_vonis("tolak", str(error))
            return
        st.session_state[f"kata_{TEMPAT}"] = (told, True)
        st.session_state[_LEMBAR] = st.session_state.get(_LEMBAR, 0) + 1
        st.session_state.pop(_DILIHAT, None)
        st.rerun()


def _status(isian: Isian) -> None:
    row, words = isian.row, {each.id: each.kata for each in catatan.list_status()}
    left, right = st.columns(2)
    now = list(words).index(row["status"] or "belum")
    status = left.selectbox("Status", list(words), index=now, format_func=words.get, key=isian.key("status"))
    day = tanggal.ask_tanggal("Tanggal selesai (bila selesai)", isian.key("selesai"), wadah=right)
    note = st.text_input("Keterangan (boleh kosong)", max_chars=300, key=isian.key("keterangan"))
    if st.form_submit_button("Simpan status", type="primary"):
        isian.note(
            lambda who: catatan.change_status(
                who, row["id"], row["versi"], status, tanggal.read_tanggal(day, "tanggal") if status == "selesai" else None, note
            )
        )


def _evidence(isian: Isian) -> None:
    link = st.text_input("Tautan bukti", placeholder="https://…", key=isian.key("tautan"))
    about = st.text_input("Isi bukti (boleh kosong)", max_chars=300, key=isian.key("isi_bukti"))
    if st.form_submit_button("Tambah bukti", type="primary"):
        isian.note(lambda who: catatan.attach_bukti(who, isian.row["id"], link, about), "Bukti ditambahkan.")


def _due(isian: Isian) -> None:
    row = isian.row
    due = tanggal.ask_tanggal("Batas waktu (kosongkan bila tidak ada)", isian.key("tenggat"), row["tenggat"])
    reason = st.text_input("Alasan (boleh kosong)", max_chars=300, key=isian.key("alasan_tenggat"))
    if st.form_submit_button("Simpan batas waktu", type="primary"):
        isian.note(lambda who: catatan.change_tenggat(who, row["id"], row["versi"], tanggal.read_tanggal(due, "tenggat"), reason))


def _owner(isian: Isian) -> None:
    row, now = isian.row, isian.row["penanggung_jawab"]
    opd = catat.list_opd(isian.scope, row["kode_wilayah"])
    options = list(dict.fromkeys([catat.TANPA, *([now] if now else []), *opd]))
    names = {catat.TANPA: BELUM_DITUNJUK, **opd} | ({now: row["nama_penanggung"]} if now else {})
    owner = st.selectbox(
        "Penanggung jawab (satu)", options, index=options.index(now or catat.TANPA), format_func=names.get, key=isian.key("penanggung")
    )
    others = st.multiselect("Pendukung (boleh kosong)", list(opd), format_func=opd.get, key=isian.key("pendukung"))
    reason = st.text_input("Alasan (boleh kosong)", max_chars=300, key=isian.key("alasan_penanggung"))
    if st.form_submit_button("Simpan penanggung jawab", type="primary"):
        isian.note(lambda who: catatan.change_penanggung(who, row["id"], row["versi"], owner or None, others, reason))


def _text(isian: Isian) -> None:
    row, topics = isian.row, {each.id: each.kata for each in catatan.list_topik()}
    text = st.text_area("Bunyi keputusan", value=row["teks"], max_chars=600, key=isian.key("bunyi"))
    topic = st.selectbox("Topik", list(topics), index=list(topics).index(row["topik"]), format_func=topics.get, key=isian.key("topik"))
    if st.form_submit_button("Simpan bunyi", type="primary"):
        isian.note(lambda who: catatan.change_teks(who, row["id"], row["versi"], text, topic))


def _withdraw(isian: Isian) -> None:
    row = isian.row
    st.html('<p class="p4 redup">Keputusan yang ditarik keluar dari daftar. Riwayatnya tetap tersimpan beserta alasannya.</p>')
    reason = st.text_input("Alasan menarik", max_chars=300, key=isian.key("alasan_tarik"))
    if st.form_submit_button("Tarik keputusan ini"):
        isian.note(lambda who: catatan.withdraw(who, row["id"], row["versi"], reason), "Keputusan ditarik.")


# ---- history ---------------------------------------------------------------------------------------------------------


def kata_peristiwa(event: catatan.Peristiwa) -> str:
    """What an event did to a follow-up."""
    isi, words = event.isi, {each.id: each.kata for each in catatan.list_status()}
    note = isi.get("keterangan") or isi.get("alasan")
    due = isi.get("tenggat")
    told = {
        "dicatat": f"keputusan dicatat: “{isi.get('teks', '')}”",
        "status": f"status menjadi {words.get(isi.get('status', ''), isi.get('status'))}",
        "bukti": f"bukti ditambahkan ({isi.get('tautan')})",
        "tenggat": f"batas waktu menjadi {format_tanggal(due) if due else 'kosong'}",
        "penanggung": f"penanggung jawab menjadi {_owners(isi.get('penanggung_jawab'), isi.get('pendukung', ()))}",
        "teks": f"bunyi menjadi “{isi.get('teks', '')}”",
        "ditarik": "ditarik",
        "urung": "perubahan sebelumnya diurungkan",
    }[event.jenis]
    return f"{told}; {note}" if note and event.jenis != "urung" else told


def _owners(owner: str | None, others: tuple[str, ...]) -> str:
    name = str(nama_opd_of(owner)) if owner else "belum ditunjuk"
    return f"{name}, didukung {join_ringkas([str(nama_opd_of(each)) for each in others])}" if others else name
