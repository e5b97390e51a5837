"""The form of one draft: what the reader of notulen asks stands first and waits for an answer, what it is sure of can be corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal, join_ringkas, kapital_awal
from p4gn.catatan import IsiSalah, pribadi
from p4gn.geography import wilayah
from p4gn.pengirim import PEMISAH, kode_provinsi_awal, list_lembaga, nama_pengirim
from ui import tanggal
from ui.draf_notulen import BAGIAN, TERSENDIRI, TINDAK_LANJUT, TUNGGAL, WAJIB, Butir, Draf, Naskah, check_hari
from ui.markdown import escape_markdown

LAIN, KOSONG, TERTULIS = "#lain", "#kosong", "#tertulis"
YA, TIDAK = "ya", "tidak"
_TANPA_TANDA = re.compile(r"[\\`*_\[\]<>#~$|{}:]+")
BELUM = object()  # a question that nobody has answered
_KATA_LAIN = {
    "tanggal": "Tanggal lain",
    "batas_waktu": "Isi tanggalnya",
    "wilayah": "Wilayah lain",
    "jenis": "Jenis lain",
    "penanggung_jawab": "Pilih OPD",
    "peserta": "Pilih OPD-nya",
}
_KATA_KOSONG = {
    "penanggung_jawab": "Belum ditunjuk",
    "batas_waktu": "Tanpa batas waktu",
    "peserta": "Jangan dicatat",
    "dasar_hukum": "Jangan dicatat",
}


@dataclass(frozen=True, slots=True)
class Janji:
    """One follow-up as the form holds it. penanggung: key of an agency; tertulis: who is named where that is no agency of the list."""

    nama: str
    teks: str
    penanggung: str | None = None
    tertulis: str | None = None
    tenggat: date | None = None


@dataclass(frozen=True, slots=True)
class Isi:
    """What the form of one draft holds. Texts of lists stand beside the name of their field; terbuka: fields whose question is open."""

    nilai: Mapping[str, Any]
    hadir: tuple[str, ...] = ()
    dasar_hukum: tuple[tuple[str, str], ...] = ()
    kesimpulan: tuple[tuple[str, str], ...] = ()
    tindak_lanjut: tuple[Janji, ...] = ()
    terbuka: tuple[str, ...] = ()
    tersendiri: bool = True


@dataclass
class Lembar:
    """A form being drawn: `awalan` begins the keys of its widgets, `tersimpan` keeps their values while another draft or page is looked at."""

    awalan: str
    naskah: Naskah
    draf: Draf
    tersimpan: dict[str, Any]
    terbuka: list[str] = field(default_factory=list)

    def key(self, nama: str, awal: object = None) -> str:
        """The key of a widget, which holds what was last typed into it, else `awal`."""
        full = f"{self.awalan}-{nama}"
        if full not in st.session_state:
            value = self.tersimpan.get(full, awal)
            if value is not None:
                st.session_state[full] = value
        return full

    def keep(self, nama: str, value: Any) -> Any:
        self.tersimpan[f"{self.awalan}-{nama}"] = value
        return value


def draw_isian(lembar: Lembar) -> Isi:
    """The whole form; what it holds now."""
    draf = lembar.draf
    summary = st.empty()
    if TERSENDIRI in draf.butir and _ask_ya(lembar, draf.butir[TERSENDIRI]) is not True:
        _say_terbuka(summary, lembar.terbuka)
        return Isi({}, terbuka=tuple(lembar.terbuka), tersendiri=bool(lembar.terbuka))
    nilai: dict[str, Any] = {}
    for nama in TUNGGAL:
        if draf.get_butir(nama).tanya:
            nilai[nama] = _ask(lembar, draf.get_butir(nama))
    hadir = [key for one in draf.list_butir("peserta") if one.tanya for key in _ask_peserta(lembar, one)]
    dasar = [(one.nama, text) for one in draf.list_butir("dasar_hukum") if one.tanya and (text := _text_of(_ask(lembar, one)))]
    kesimpulan = _ask_kesimpulan(lembar)
    janji = _draw_tindak_lanjut(lembar)
    st.html('<h3 class="p4 p4-bagian">Sudah terbaca, masih dapat diubah</h3>')
    for nama in TUNGGAL:
        if nama not in nilai:
            nilai[nama] = _edit_tunggal(lembar, draf.get_butir(nama))
    hadir += _draw_hadir(lembar)
    dasar += _draw_daftar(lembar, "dasar_hukum", "Tambah dasar hukum (satu per baris)")
    kesimpulan += _draw_daftar(lembar, "kesimpulan", "Tambah kesimpulan (satu per baris)")
    nilai["tautan"] = lembar.keep(
        "tautan", st.text_input("Tautan naskah (boleh kosong)", key=lembar.key("tautan"), placeholder="https://…")
    )
    _say_terbuka(summary, lembar.terbuka)
    return Isi(
        {key: None if value is BELUM else value for key, value in nilai.items()},
        tuple(dict.fromkeys(hadir)),
        _numbered(dasar, "Dasar hukum"),
        _numbered(kesimpulan, "Kesimpulan"),
        tuple(janji),
        tuple(dict.fromkeys(lembar.terbuka)),
    )


def _say_terbuka(place: Any, terbuka: Iterable[str]) -> None:
    names = list(dict.fromkeys(terbuka))
    if names:
        told = f"{format_angka(len(names))} isian belum dijawab: {join_ringkas(names, 5)}."
        place.html(f'<p class="p4 p4-kalimat" role="status"><span class="p4-cap perlu">? Perlu dijawab</span> {escape(told)}</p>')
    else:
        place.html('<p class="p4 p4-kalimat" role="status"><span class="p4-cap baik">✓ Lengkap</span> Semua pertanyaan sudah dijawab.</p>')


# ---- questions -----------------------------------------------------------------------------------------------------------


def _ask(lembar: Lembar, butir: Butir, nama: str | None = None) -> Any:
    """The answer to one question, BELUM where there is none; None where it was left empty."""
    kind = _kind(butir.kunci)
    options = [*butir.usulan, LAIN, *([] if kind in WAJIB else [KOSONG])]
    with st.container(border=True, key=f"tanya-{lembar.awalan}-{_plain(butir.kunci)}"):
        head = st.empty()
        if len(options) == 1:
            st.html(f'<p class="p4 p4-soal">{escape(butir.pertanyaan)}</p>')
            value = _edit(lembar, butir)
        else:
            chosen = _radio(lembar, butir, options, lambda one: _say_pilihan(kind, one))
            value = (
                _edit(lembar, butir) if chosen == LAIN else None if chosen == KOSONG else BELUM if chosen is None else _parse(kind, chosen)
            )
            if chosen == LAIN and value in (None, ""):
                value = BELUM
        if value is None and (kind in WAJIB):
            value = BELUM
        _draw_catatan(lembar, butir, value)
        _head(head, lembar, nama or butir.nama, value is not BELUM)
    return value


def _ask_ya(lembar: Lembar, butir: Butir) -> bool | None:
    """Yes, no, or not answered yet."""
    with st.container(border=True, key=f"tanya-{lembar.awalan}-{_plain(butir.kunci)}"):
        head = st.empty()
        words = {YA: "Ya", TIDAK: "Tidak"}
        chosen = _radio(lembar, butir, list(words), words.__getitem__, horizontal=True)
        _head(head, lembar, butir.nama, chosen is not None)
    return None if chosen is None else chosen == YA


def _radio(lembar: Lembar, butir: Butir, options: list[str], say: Callable[[str], str], horizontal: bool = False) -> str | None:
    """The question as it is, and its choices; what a screen reader says of them is the same without marks of markdown."""
    st.html(f'<p class="p4 p4-soal" aria-hidden="true">{escape(butir.pertanyaan)}</p>')
    return lembar.keep(
        butir.kunci,
        st.radio(
            _TANPA_TANDA.sub(" ", butir.pertanyaan),
            options,
            index=None,
            key=lembar.key(butir.kunci),
            format_func=lambda one: escape_markdown(say(one)),
            horizontal=horizontal,
            label_visibility="collapsed",
        ),
    )


def _head(place: Any, lembar: Lembar, nama: str, answered: bool) -> None:
    """The name of the field with a sign and words: still to be answered, or answered."""
    if not answered:
        lembar.terbuka.append(nama)
    kind, sign, words = ("baik", "✓", "terjawab") if answered else ("perlu", "?", "perlu dijawab")
    place.html(f'<p class="p4 p4-tanya"><strong>{escape(nama)}</strong> <span class="p4-cap {kind}">{sign} {words}</span></p>')


def _ask_peserta(lembar: Lembar, butir: Butir) -> list[str]:
    """Keys of the agencies that came, by the answer to one question about a list of attendance."""
    options = [*butir.usulan, LAIN, KOSONG]
    with st.container(border=True, key=f"tanya-{lembar.awalan}-{_plain(butir.kunci)}"):
        head = st.empty()
        chosen = _radio(lembar, butir, options, lambda one: _say_pilihan("peserta", one))
        keys: list[str] = [] if chosen in (None, LAIN, KOSONG) else [butir.lembaga.get(chosen, chosen)]
        if chosen == LAIN:
            keys = _choose_opd(lembar, f"{butir.kunci}.pilih", "OPD yang hadir", ())
        _head(head, lembar, butir.nama, bool(keys) or chosen == KOSONG)
    return keys


def _ask_kesimpulan(lembar: Lembar) -> list[tuple[str, str]]:
    """Items that share one question are answered at once; each stays a text of its own, and an emptied one is dropped."""
    asked = [one for one in lembar.draf.list_butir("kesimpulan") if one.tanya]
    found: list[tuple[str, str]] = []
    for question, group in groupby(asked, key=lambda one: one.pertanyaan):
        items = list(group)
        nama = items[0].nama if len(items) == 1 else f"{items[0].nama}–{items[-1].kunci.rpartition('.')[2]}"
        with st.container(border=True, key=f"tanya-{lembar.awalan}-{_plain(items[0].kunci)}"):
            head = st.empty()
            words = {YA: "Ya, catat seperti di bawah", TIDAK: "Tidak, jangan dicatat"}
            chosen = _radio(lembar, Butir(f"tanya.{items[0].kunci}", None, pertanyaan=question), list(words), words.__getitem__)
            if chosen != TIDAK:
                found += [(one.nama, text) for one in items if (text := _edit_teks(lembar, one))]
            _head(head, lembar, nama, chosen is not None)
    return found


# ---- follow-ups ------------------------------------------------------------------------------------------------------------


def _draw_tindak_lanjut(lembar: Lembar) -> list[Janji]:
    """Each follow-up in a frame of its own: text, agency, due date, and a box for further ones."""
    st.html(f'<h3 class="p4 p4-bagian">{TINDAK_LANJUT}</h3>')
    deeds = lembar.draf.list_tindak_lanjut()
    if not deeds:
        st.html('<p class="p4 p4-sumber p4-redup">Tidak ada tindak lanjut yang terbaca di naskah.</p>')
    asked = [deed["uraian"] for deed in deeds if deed["uraian"].tanya]
    if len(asked) > 2:
        with st.container(horizontal=True):
            for label, answer in (("Catat semuanya", YA), ("Jangan catat satu pun", TIDAK)):
                st.button(label, key=f"{lembar.awalan}-semua-{answer}", on_click=_answer_all, args=(lembar, asked, answer))
    found = [janji for deed in deeds if (janji := _draw_janji(lembar, deed))]
    more = lembar.keep("tl.tambah", st.text_area("Tambah tindak lanjut (satu per baris)", key=lembar.key("tl.tambah"), height=68))
    lines = [line.strip() for line in more.splitlines() if line.strip()]
    return [*found, *(Janji(f"{TINDAK_LANJUT} {len(deeds) + number}", line) for number, line in enumerate(lines, start=1))]


def _answer_all(lembar: Lembar, asked: Iterable[Butir], answer: str) -> None:
    for one in asked:
        st.session_state[f"{lembar.awalan}-{one.kunci}"] = lembar.keep(one.kunci, answer)


def _draw_janji(lembar: Lembar, deed: Mapping[str, Butir]) -> Janji | None:
    uraian, owner, due = (deed[part] for part in BAGIAN)
    with st.container(border=True, key=f"janji-{lembar.awalan}-{_plain(uraian.kunci)}"):
        if uraian.tanya:
            st.html(f'<p class="p4 p4-nama">“{escape(uraian.nilai or "")}”</p>')
            if _ask_ya(lembar, uraian) is not True:
                return None  # who and until when is asked once it is one
        else:
            st.html(f'<p class="p4 p4-tanya"><strong>{escape(uraian.nama)}</strong></p>')
        teks = _edit_teks(lembar, uraian, "Bunyi (kosongkan untuk menghapus)")
        if not teks:
            return None
        kunci, tertulis = _read_owner(owner, _ask(lembar, owner) if owner.tanya else _edit_owner(lembar, owner))
        tenggat = _ask(lembar, due) if due.tanya else _edit(lembar, due)
        if tenggat is BELUM:
            lembar.terbuka.append(due.nama)
    return Janji(uraian.nama, teks, kunci, tertulis, tenggat if isinstance(tenggat, date) else None)


def _read_owner(butir: Butir, value: Any) -> tuple[str | None, str | None]:
    """(key of an agency, words that stay in the text): a name that is no agency of the list is kept in words."""
    if value in (None, BELUM, ""):
        return None, None
    if value == TERTULIS:
        return None, butir.nilai
    if value in butir.lembaga:
        return butir.lembaga[value], None
    return (value, None) if value in _opd_names(()) or PEMISAH in str(value) else (None, str(value))


def _edit_owner(lembar: Lembar, butir: Butir) -> str | None:
    """A choice among agencies; what is written and is none of them can stay in the text."""
    own = butir.lembaga.get(butir.nilai or "")
    extra = {TERTULIS: f"{butir.nilai} (tetap tertulis, tanpa OPD)"} if butir.nilai and own is None else {}
    names = {KOSONG: "Belum ditunjuk", **extra, **_opd_names((own,) if own else ())}
    full = lembar.key(f"{butir.kunci}.isi", own or (TERTULIS if extra else KOSONG))
    chosen = st.selectbox("Penanggung jawab", list(names), key=full, format_func=names.get)
    return None if lembar.keep(f"{butir.kunci}.isi", chosen) == KOSONG else chosen


# ---- fields ----------------------------------------------------------------------------------------------------------------


def _edit_tunggal(lembar: Lembar, butir: Butir) -> Any:
    """A field of one value that is sure; emptied where it must not be, it counts as open."""
    value = _edit(lembar, butir)
    _draw_catatan(lembar, butir, value)
    if value is BELUM or (butir.kunci in WAJIB and value in (None, "")):
        lembar.terbuka.append(butir.nama)
    return value


def _edit(lembar: Lembar, butir: Butir) -> Any:
    """The widget of a field, holding the value read."""
    kind, nama = _kind(butir.kunci), f"{butir.kunci}.isi"
    shown = _label(butir)
    if kind in ("tanggal", "batas_waktu"):
        return _edit_tanggal(lembar, butir, shown)
    if kind == "wilayah":
        value: Any = st.selectbox(
            shown, _list_wilayah(), index=None, key=lembar.key(nama, butir.nilai), format_func=_nama_wilayah, placeholder="Ketik namanya"
        )
    elif kind == "jenis":
        value = st.selectbox(
            shown, lembar.naskah.jenis, index=None, key=lembar.key(nama, butir.nilai), format_func=kapital_awal, placeholder="Pilih jenis"
        )
    elif kind == "penanggung_jawab":
        names = _opd_names(())
        value = st.selectbox(shown, list(names), index=None, key=lembar.key(nama), format_func=names.get, placeholder="Ketik nama OPD")
    elif kind in ("dasar_hukum", "kesimpulan", "uraian"):
        return _edit_teks(lembar, butir, shown)
    else:
        value = st.text_input(shown, key=lembar.key(nama, butir.nilai or ""), max_chars=300).strip()
        _draw_pribadi(value, jabatan=kind == "pimpinan_jabatan")
    return lembar.keep(nama, value)


def _edit_tanggal(lembar: Lembar, butir: Butir, label: str) -> Any:
    """A typed date, read back in words; BELUM for what is no date."""
    nama = f"{butir.kunci}.isi"
    full = lembar.key(nama, f"{date.fromisoformat(butir.nilai):%d/%m/%Y}" if butir.nilai else "")
    text = lembar.keep(nama, tanggal.ask_tanggal(label, full))
    try:
        value = tanggal.read_tanggal(text, butir.kunci)
    except IsiSalah as error:
        st.html(f'<p class="p4 p4-sumber p4-tolak" role="alert">× {escape(str(error))}</p>')
        return BELUM
    if value and butir.kunci != "tanggal":  # that of the meeting is compared with the text below
        st.html(f'<p class="p4 p4-sumber p4-redup">{escape(format_tanggal(value, hari=True))}</p>')
    return value


def _edit_teks(lembar: Lembar, butir: Butir, label: str | None = None) -> str:
    nama = f"{butir.kunci}.isi"
    height = 68 if len(butir.nilai or "") < 110 else 110
    text = st.text_area(label or butir.nama, key=lembar.key(nama, butir.nilai or ""), height=height, max_chars=1000)
    _draw_pribadi(text)
    return " ".join(lembar.keep(nama, text).split())


def _draw_daftar(lembar: Lembar, nama: str, tambah: str) -> list[tuple[str, str]]:
    """The sure items of a list, one text each, and a box for more; an emptied item is dropped."""
    found = [(one.nama, text) for one in lembar.draf.list_butir(nama) if not one.tanya and (text := _edit_teks(lembar, one))]
    more = lembar.keep(f"{nama}.tambah", st.text_area(tambah, key=lembar.key(f"{nama}.tambah"), height=68))
    _draw_pribadi(more)
    return [*found, *(("", line.strip()) for line in more.splitlines() if line.strip())]


def _draw_hadir(lembar: Lembar) -> list[str]:
    sure = tuple(
        one.lembaga.get(one.nilai or "", one.nilai or "") for one in lembar.draf.list_butir("peserta") if not one.tanya and one.nilai
    )
    return _choose_opd(lembar, "hadir", "OPD dan lembaga yang hadir", sure)


def _choose_opd(lembar: Lembar, nama: str, label: str, awal: tuple[str, ...]) -> list[str]:
    names = _opd_names(awal)
    full = lembar.key(nama, list(dict.fromkeys(awal)))
    return lembar.keep(nama, st.multiselect(label, list(names), key=full, format_func=names.get, placeholder="Ketik nama OPD"))


def _draw_catatan(lembar: Lembar, butir: Butir, value: Any) -> None:
    """The check of the weekday under a date, and what the reader remarked."""
    if butir.kunci == "tanggal" and isinstance(value, date):
        told = check_hari(lembar.naskah.teks, butir.bukti, value)
        if value > date.today():
            told = f"Periksa: {format_tanggal(value, hari=True)} belum tiba. Rapat akan dicatat sebagai direncanakan."
        kind = "p4-pesan" if told.startswith("Periksa") else "p4-sumber p4-redup"
        st.html(f'<div class="p4 {kind}" role="status">{escape(told)}</div>')
    if butir.catatan:
        st.html(f'<p class="p4 p4-sumber p4-redup">{escape(kapital_awal(butir.catatan))}.</p>')
    sampai = lembar.draf.get_butir("sampai").nilai if butir.kunci == "tanggal" else None
    if sampai:
        told = f"Naskah menyebut acara ini sampai {format_tanggal(sampai)}. Yang disimpan hari pertamanya."
        st.html(f'<p class="p4 p4-sumber p4-redup">{escape(told)}</p>')


def _draw_pribadi(text: str, jabatan: bool = False) -> None:
    """Said at once, under the field: what the store will refuse."""
    found = pribadi.find_pribadi(text) or ("nama orang" if jabatan and text and not pribadi.is_jabatan(text) else None)
    if found:
        st.html(f'<p class="p4 p4-sumber p4-tolak" role="alert">× Memuat {escape(found)}. Tulis jabatan atau kantornya saja.</p>')


# ---- words -----------------------------------------------------------------------------------------------------------------


def _kind(kunci: str) -> str:
    """'tindak_lanjut.1.batas_waktu' → 'batas_waktu', 'peserta.2' → 'peserta'."""
    parts = kunci.split(".")
    return parts[2] if len(parts) == 3 else parts[0]


def _label(butir: Butir) -> str:
    kind = _kind(butir.kunci)
    words = {
        "pimpinan_jabatan": "Pimpinan rapat (jabatan, bukan nama orang; boleh kosong)",
        "penanggung_jawab": "Penanggung jawab",
    }
    label = words.get(kind, butir.nama)
    return f"{label} (boleh kosong)" if kind in ("tempat", "penyelenggara", "batas_waktu") else label


def _say_pilihan(kind: str, one: str) -> str:
    if one == LAIN:
        return _KATA_LAIN.get(kind, "Tulis sendiri")
    if one == KOSONG:
        return _KATA_KOSONG.get(kind, "Kosongkan")
    if kind in ("tanggal", "batas_waktu"):
        return format_tanggal(one, hari=True)
    if kind == "wilayah":
        return _nama_wilayah(one)
    return kapital_awal(one) if kind == "jenis" else one


def _parse(kind: str, chosen: str) -> Any:
    return date.fromisoformat(chosen) if kind in ("tanggal", "batas_waktu") else chosen


def _text_of(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _numbered(items: list[tuple[str, str]], nama: str) -> tuple[tuple[str, str], ...]:
    """Added lines are called by the number they will have."""
    return tuple((known or f"{nama} {number}", text) for number, (known, text) in enumerate(items, start=1))


def _plain(kunci: str) -> str:
    return kunci.replace(".", "-")


def _opd_names(keys: Iterable[str]) -> dict[str, str]:
    """Code → name of every agency, before them the keys given: 'BNNK@63.06' by its full name, what is no key by itself."""
    return {key: nama_pengirim(key) if PEMISAH in key else _every_opd().get(key, key) for key in keys if key} | _every_opd()


@lru_cache(maxsize=1)
def _every_opd() -> dict[str, str]:
    return {one.kode_opd: one.nama for one in list_lembaga()}


@lru_cache(maxsize=1)
def _list_wilayah() -> list[str]:
    """Provinces and their kab/kota, the province of this dashboard first."""
    own = kode_provinsi_awal()
    provinces = sorted((each.kode for each in wilayah.list_provinsi()), key=lambda kode: (kode != own, kode))
    return [kode for province in provinces for kode in (province, *(each.kode for each in wilayah.list_anak(province)))]


def _nama_wilayah(kode: str) -> str:
    return wilayah.get_wilayah(kode).nama_lengkap
