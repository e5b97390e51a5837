"""Writing about meetings: the form of a new or changed one, starting and ending it, who came, withdrawing it, and taking the last change back.

Whatever another screen changed meanwhile is said, taken over where nothing was typed here, and never overwrites what was.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn import catatan, levels
from p4gn.bahasa import format_angka, format_tanggal, join_ringkas
from p4gn.catatan.periksa import today
from p4gn.catatan.pertemuan import BERJALAN, DIRENCANAKAN
from p4gn.geography import wilayah
from p4gn.pengirim import list_opd, nama_pengirim
from p4gn.scope import NASIONAL
from ui import catat, frame, kerja, pertemuan, tanggal

if TYPE_CHECKING:
    from p4gn.catatan import Pertemuan, Rapat, RapatBaru
    from p4gn.scope import Scope

BARU, LAYAR, TEMPAT_KATA = "baru", "rapat", "rapat"
_TERAKHIR, _JABATAN = "rapat_terakhir", "jabatan_rapat"
JENIS = (
    "rakor",
    "raker",
    "rapat",
    "monev",
    "forum",
    "audiensi",
    "sosialisasi",
    "bimtek",
    "asistensi",
    "pencanangan",
    "rapat dprd",
    "studi banding",
)
ISIAN = {
    "judul": "Judul", "tanggal": "Tanggal", "jenis": "Jenis", "wilayah": "Wilayah", "tempat": "Tempat", "penyelenggara": "Penyelenggara",
    "pimpinan": "Pimpinan", "agenda": "Agenda", "undangan": "Undangan", "hadir": "Kehadiran", "dasar_hukum": "Dasar hukum",
    "kesimpulan": "Kesimpulan", "sumber_url": "Tautan dokumen",
}  # fmt: skip
BARIS = ("agenda", "dasar_hukum", "kesimpulan")  # one text in each line
DIKETIK = tuple(name for name in ISIAN if name != "hadir")  # who came has a form of its own


# ---- links and what is said --------------------------------------------------------------------------------------------


def open_baru() -> None:
    """Show the empty form; for use inside a callback."""
    st.query_params["rapat"] = BARU


def is_ubah(rapat: Pertemuan) -> bool:
    """Whether the link asks for the form of this meeting, and it may be shown."""
    return st.query_params.get("ubah") == "1" and rapat.versi > 0 and catat.may_write()


def _close() -> None:
    st.query_params.pop("ubah", None)


def tell() -> None:
    """What came of the last change, and the way to take it back."""
    kerja.say(TEMPAT_KATA)
    last = st.session_state.get(_TERAKHIR)
    if not last:
        return
    id_rapat, told = last
    with st.container(key="rapat-tercatat", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="p4" role="status"><strong>Tersimpan:</strong> {escape(told)}</div>')
        st.button("Urungkan", key="rapat-urung", on_click=_undo, args=(id_rapat,))
        st.button("Tutup pesan", key="rapat-tutup-pesan", on_click=st.session_state.pop, args=(_TERAKHIR, None), type="tertiary")


def _undo(id_rapat: str) -> None:
    st.session_state.pop(_TERAKHIR, None)
    scope: Scope = st.session_state["scope"]
    try:
        state = catatan.undo_last(_pencatat(scope), id_rapat)
    except catat.DITOLAK as error:
        _say(str(error), done=False)
        return
    _forget(id_rapat)
    if state.ditarik:
        st.query_params.pop("rapat", None)
    else:
        st.query_params["rapat"] = id_rapat
    _say("Perubahan terakhir diurungkan.", done=True)


def _say(told: str, *, done: bool) -> None:
    st.session_state[f"kata_{TEMPAT_KATA}"] = (told, done)


def _pencatat(scope: Scope) -> catatan.Pencatat:
    st.session_state["jabatan"] = st.session_state.get(_JABATAN) or st.session_state.get("jabatan", kerja.JABATAN_AWAL)
    return catat.pencatat(LAYAR, scope.edisi)


def _change(scope: Scope, id_rapat: str, told: str, change: Callable[[catatan.Pencatat], object]) -> bool:
    """Do it and offer the way back; what went wrong is told above. For use inside a callback."""
    try:
        change(_pencatat(scope))
    except catatan.Bentrok as error:
        _say(f"{error} {events_text(error.perubahan)}", done=False)
        return False
    except catat.DITOLAK as error:
        _say(str(error), done=False)
        return False
    st.session_state[_TERAKHIR] = (id_rapat, told)
    return True


PERISTIWA = {
    "dicatat": "rapat dicatat",
    "diubah": "isi rapat diubah",
    "dimulai": "rapat dimulai",
    "ditutup": "rapat ditutup",
    "ditarik": "rapat ditarik",
    "urung": "perubahan diurungkan",
}


def events_text(events: Sequence[catatan.Peristiwa]) -> str:
    """'Yang terjadi: rapat dimulai.'"""
    words = list(dict.fromkeys(PERISTIWA.get(each.jenis, each.jenis) for each in events))
    return f"Yang terjadi: {', '.join(words)}." if words else ""


def kata_peristiwa(event: catatan.Peristiwa) -> str:
    """What an event did to a meeting."""
    reason = f"; alasan: {event.isi['alasan']}" if event.jenis == "ditarik" else ""
    return f"{PERISTIWA.get(event.jenis, event.jenis)}{reason}"


# ---- what may be done with a meeting ------------------------------------------------------------------------------------


def draw_tindakan(scope: Scope, rapat: Pertemuan) -> None:
    """Begin, end, change."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="rapat-tindakan"):
        if rapat.keadaan == BERJALAN:
            _button("Tutup rapat", "stop_circle", scope, rapat, catatan.finish_rapat, "rapat ditutup.", utama=True)
        else:
            is_new = rapat.keadaan == DIRENCANAKAN
            words, told = ("Mulai rapat", "rapat dimulai.") if is_new else ("Buka kembali", "rapat dibuka kembali.")
            _button(words, "play_circle", scope, rapat, catatan.start_rapat, told, utama=is_new)
        st.button("Ubah isi rapat", icon=":material/edit:", key="rapat-ubah", on_click=st.query_params.__setitem__, args=("ubah", "1"))
        kerja.ask_jabatan(_JABATAN)
    if rapat.keadaan == BERJALAN:
        _say_where(scope, rapat)


def draw_tarik(scope: Scope, rapat: Pertemuan) -> None:
    """Withdraw a meeting that was recorded by mistake."""
    if not catat.may_write():
        return
    with st.expander("Tarik rapat ini", icon=":material/delete:"), st.form("rapat-tarik", border=False, enter_to_submit=False):
        st.text_input("Alasan", key="rapat_alasan", max_chars=300, placeholder="mis. tercatat dua kali")
        st.form_submit_button("Tarik rapat", on_click=_withdraw, args=(scope, rapat.id, rapat.versi))


def _button(words: str, icon: str, scope: Scope, rapat: Pertemuan, do: Callable[..., object], told: str, *, utama: bool) -> None:
    """The version is the one on the screen, and the name of the submission is that of this screen and version: pressed twice it is done once."""
    kunci = f"{_screen()}:{rapat.id}:{rapat.versi}:{words}"
    change = partial(_of_version, do, rapat.id, rapat.versi, kunci)
    st.button(
        words, icon=f":material/{icon}:", key=f"rapat-{icon}", type="primary" if utama else "secondary",
        on_click=_change, args=(scope, rapat.id, told, change),
    )  # fmt: skip


def _of_version(do: Callable[..., object], id_rapat: str, versi: int, kunci: str, who: catatan.Pencatat) -> object:
    return do(who, id_rapat, versi, kunci_kirim=kunci)


def _screen() -> str:
    return st.session_state.setdefault("rapat_layar", str(uuid.uuid4()))


def _withdraw(scope: Scope, id_rapat: str, versi: int) -> None:
    reason = st.session_state["rapat_alasan"]
    if _change(scope, id_rapat, "rapat ditarik; keputusannya tetap ada.", lambda who: catatan.withdraw_rapat(who, id_rapat, versi, reason)):
        _forget(id_rapat)
        st.query_params.pop("rapat", None)


def _say_where(scope: Scope, rapat: Pertemuan) -> None:
    """Into which meeting 'Catat keputusan' writes while this one is under way."""
    running = catatan.find_rapat_berjalan(rapat.kode_wilayah or "", scope.edisi)
    place = pertemuan.place_text(rapat)
    if running is not None and running.id != rapat.id:
        frame.notice(
            f"Rapat lain di {place} juga sedang berlangsung, “{running.judul}”. Keputusan baru masuk ke rapat itu, sebab ia dimulai terakhir."
        )
    else:
        told = f"Selama rapat berlangsung, Catat keputusan di halaman mana pun masuk ke rapat ini bila wilayah yang dipilih {place}."
        st.html(f'<p class="p4 redup">{escape(told)}</p>')


# ---- who came ----------------------------------------------------------------------------------------------------------


def draw_hadir(scope: Scope, rapat: Pertemuan) -> None:
    """Those invited as things to tick, and others who came."""
    if not catat.may_write():
        return
    kept = catatan.read_rapat(rapat.id)
    names = list_instansi(scope, kept)
    keys = _hadir_keys(rapat.id)
    if keys["lain"] not in st.session_state:
        _fill_hadir(keys, kept.undangan, kept.hadir)
        st.session_state[keys["dasar"]] = kept.hadir
    elif _is_moved(keys, kept.undangan):
        _fill_hadir(keys, kept.undangan, _typed_hadir(keys))
    count = f"{format_angka(len(kept.hadir))} tercatat hadir" if kept.hadir else "belum dicatat"
    with (
        st.expander(f"Catat kehadiran ({count})", icon=":material/how_to_reg:", expanded=rapat.keadaan == BERJALAN and not kept.hadir),
        st.form("rapat-hadir", border=False, enter_to_submit=False),
    ):
        if kept.undangan:
            st.pills("Dari yang diundang", kept.undangan, key=keys["undangan"], selection_mode="multi", format_func=partial(_name, names))
        st.multiselect(
            "Hadir tanpa undangan" if kept.undangan else "Instansi yang hadir",
            [kunci for kunci in names if kunci not in kept.undangan],
            key=keys["lain"], format_func=partial(_name, names), placeholder="Pilih instansi",
        )  # fmt: skip
        st.form_submit_button("Simpan kehadiran", type="primary", on_click=_store_hadir, args=(scope, rapat.id))


def _hadir_keys(id_rapat: str) -> dict[str, str]:
    return {name: f"rapat_hadir_{id_rapat}_{name}" for name in ("undangan", "lain", "dasar")}


def _typed_hadir(keys: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(st.session_state.get(keys["undangan"]) or ()), *(st.session_state.get(keys["lain"]) or ()))))


def _is_moved(keys: Mapping[str, str], undangan: Sequence[str]) -> bool:
    """Whether another screen changed who was invited, so that a ticked agency belongs into the other list."""
    ticked, others = st.session_state.get(keys["undangan"]) or (), st.session_state[keys["lain"]]
    return not set(ticked) <= set(undangan) or bool(set(others) & set(undangan))


def _fill_hadir(keys: Mapping[str, str], undangan: Sequence[str], hadir: Iterable[str]) -> None:
    came = list(hadir)
    st.session_state[keys["undangan"]] = [each for each in came if each in undangan]
    st.session_state[keys["lain"]] = [each for each in came if each not in undangan]


def _store_hadir(scope: Scope, id_rapat: str) -> None:
    """Only who came is written; where another screen wrote that too, both are joined and shown before anything is stored."""
    keys = _hadir_keys(id_rapat)
    typed = _typed_hadir(keys)
    base = st.session_state.get(keys["dasar"], ())
    try:
        kept = catatan.read_rapat(id_rapat)
        if set(kept.hadir) != set(base) and set(kept.hadir) != set(typed):
            merged = join_hadir(base, kept.hadir, typed)
            _fill_hadir(keys, kept.undangan, merged)
            st.session_state[keys["dasar"]] = kept.hadir
            _say(
                f"{kept.diubah_oleh} lebih dahulu mencatat kehadiran ({format_angka(len(kept.hadir))} instansi). Pilihan Anda sudah digabung dengan "
                "catatan itu dan belum disimpan; periksa, lalu simpan lagi.",
                done=False,
            )
            return
    except catat.DITOLAK as error:
        _say(str(error), done=False)
        return
    change = replace(as_baru(kept), hadir=typed)
    told = f"kehadiran {format_angka(len(typed))} instansi."
    if _change(scope, id_rapat, told, lambda who: catatan.change_rapat(who, id_rapat, kept.versi, change)):
        st.session_state[keys["dasar"]] = typed


def join_hadir(base: Iterable[str], kini: Sequence[str], typed: Sequence[str]) -> tuple[str, ...]:
    """Who came by both: as it stands now, with whom this screen added and without whom it took away."""
    before = set(base)
    removed = before - set(typed)
    return tuple(dict.fromkeys([*(each for each in kini if each not in removed), *(each for each in typed if each not in before)]))


# ---- the form ----------------------------------------------------------------------------------------------------------


def draw_baru(scope: Scope) -> None:
    """The form of another meeting, in the region that is chosen."""
    st.html(
        f'<nav class="p4 p4-remah" aria-label="Letak halaman"><a href="{pertemuan.link_daftar(scope)}" target="_self">Semua rapat</a>'
        '<span aria-hidden="true">›</span><span>Catat rapat</span></nav>'
    )
    if not catat.may_write():
        frame.empty_state("Mencatat rapat hanya terbuka bagi pimpinan, analis, dan operator.")
        return
    tell()
    st.subheader("Catat rapat", anchor=False)
    start = catatan.RapatBaru("", today(), scope.kode_wilayah, "rakor")
    _draw_form(scope, BARU, start, None)


def draw_ubah(scope: Scope, rapat: Pertemuan) -> None:
    """The form of a meeting that was recorded here."""
    kept = catatan.read_rapat(rapat.id)
    _draw_form(scope, rapat.id, as_baru(kept), kept)


def as_baru(rapat: Rapat) -> RapatBaru:
    """What may be typed of a meeting."""
    return catatan.RapatBaru(**{each.name: getattr(rapat, each.name) for each in fields(catatan.RapatBaru)})


def _draw_form(scope: Scope, id_form: str, start: RapatBaru, kept: Rapat | None) -> None:
    key = partial(_key, id_form)
    if key("judul") not in st.session_state:
        _fill(id_form, start, DIKETIK)
        st.session_state[key("dasar")] = kept
        st.session_state[key("kirim")] = str(uuid.uuid4())  # one for each form: pressing twice stores once
    wrong_field, wrong = st.session_state.pop(key("salah"), (None, ""))

    def flag(field: str) -> None:
        if wrong and wrong_field == field:
            kerja.draw_vonis("tolak", wrong)

    kode = st.selectbox(
        "Wilayah", list_wilayah(scope, start.wilayah), key=key("wilayah"), format_func=frame.wilayah_label,
        help="Rapat dihitung dan dicari pada wilayah ini.",
    )  # fmt: skip
    flag("wilayah")
    there = replace(scope, kode_wilayah=kode)
    opd = catat.list_opd(there)
    names = opd | {k: v for k, v in list_instansi(there, kept).items() if k not in opd}
    with st.form("rapat-isian", enter_to_submit=False):
        if wrong and wrong_field not in (*DIKETIK, "pelaku"):
            kerja.draw_vonis("tolak", wrong)
        st.text_input("Judul rapat", key=key("judul"), max_chars=200, placeholder="mis. Rapat koordinasi P4GN semester I")
        flag("judul")
        first, second = st.columns(2)
        with first:
            tanggal.ask_tanggal("Tanggal", key("tanggal"))
            flag("tanggal")
            st.selectbox("Jenis rapat", _with(JENIS, st.session_state[key("jenis")]), key=key("jenis"), format_func=pertemuan.jenis_text)
            flag("jenis")
            st.text_input("Tempat", key=key("tempat"), max_chars=200)
            flag("tempat")
        with second:
            st.text_input("Penyelenggara", key=key("penyelenggara"), max_chars=200, placeholder="kantor atau instansi")
            flag("penyelenggara")
            st.text_input(
                "Pimpinan rapat (jabatan, bukan nama orang)", key=key("pimpinan"), max_chars=120, placeholder="mis. Sekretaris Daerah"
            )
            flag("pimpinan")
            st.text_input("Tautan dokumen (boleh kosong)", key=key("sumber_url"), placeholder="https://…")
            flag("sumber_url")
        st.text_area("Agenda, satu butir tiap baris", key=key("agenda"), height=100)
        flag("agenda")
        if opd:
            st.checkbox(f"Undang semua OPD {frame.wilayah_label(kode[: len('63.06')])} ({format_angka(len(opd))})", key=key("semua"))
        known = [each for each in st.session_state[key("undangan")] if each in names]
        if known != st.session_state[key("undangan")]:  # set only where it has to be: what is being typed would be lost
            st.session_state[key("undangan")] = known
        st.multiselect(
            "Instansi yang diundang", list(names), key=key("undangan"), format_func=partial(_name, names), placeholder="Pilih instansi"
        )
        flag("undangan")
        st.text_area("Dasar hukum, satu tiap baris", key=key("dasar_hukum"), height=80)
        flag("dasar_hukum")
        if kept is not None:
            st.text_area("Kesimpulan, satu butir tiap baris", key=key("kesimpulan"), height=120)
            flag("kesimpulan")
        kerja.ask_jabatan(_JABATAN)
        flag("pelaku")
        st.form_submit_button("Simpan rapat", type="primary", on_click=_store, args=(scope, id_form, tuple(opd)))
    st.button("Batal", key="rapat-batal", type="tertiary", on_click=_cancel, args=(id_form,))


def _key(id_form: str, field: str) -> str:
    return f"rapat_isian_{id_form}_{field}"


def _fill(id_form: str, rapat: RapatBaru, names: Iterable[str]) -> None:
    """Put the values into the fields; lists of texts become lines."""
    for name in names:
        value: Any = getattr(rapat, name)
        if name in BARIS:
            value = "\n".join(value)
        elif name == "tanggal":
            value = f"{value:%d/%m/%Y}"
        st.session_state[_key(id_form, name)] = list(value) if name == "undangan" else value


def _read(id_form: str, opd: Sequence[str]) -> dict[str, Any]:
    """What stands in the fields, of those that are shown; IsiSalah where the date is none."""
    typed: dict[str, Any] = {}
    for name in DIKETIK:
        key = _key(id_form, name)
        if key in st.session_state:
            value = st.session_state[key]
            if name in BARIS:
                value = tuple(each.strip() for each in value.splitlines() if each.strip())
            typed[name] = tanggal.read_tanggal(value, name) if name == "tanggal" else value
    chosen = typed.get("undangan", ())
    typed["undangan"] = tuple(dict.fromkeys((*(opd if st.session_state.get(_key(id_form, "semua")) else ()), *chosen)))
    return typed


def _store(scope: Scope, id_form: str, opd: Sequence[str]) -> None:
    base: Rapat | None = st.session_state.get(_key(id_form, "dasar"))
    kunci = st.session_state[_key(id_form, "kirim")]
    try:
        typed = _read(id_form, opd)
        if typed.get("tanggal") is None:
            raise catatan.IsiSalah("tanggal", "Tanggal rapat masih kosong.")
        who = _pencatat(scope)
        if base is None:
            stored = catatan.record_rapat(who, catatan.RapatBaru(**typed), kunci_kirim=kunci)
        else:
            stored = catatan.change_rapat(who, base.id, base.versi, replace(as_baru(base), **typed), kunci_kirim=kunci)
    except catatan.Bentrok as error:
        _take_over(id_form, base, error, typed)
        return
    except catat.DITOLAK as error:
        st.session_state[_key(id_form, "salah")] = (getattr(error, "isian", None), str(error))
        st.session_state[_key(id_form, "kirim")] = str(uuid.uuid4())
        return
    _forget(id_form)
    _close()
    st.query_params["rapat"] = stored.id
    st.session_state[_TERAKHIR] = (stored.id, f"rapat “{stored.judul}”, {format_tanggal(stored.tanggal)}.")


def _take_over(id_form: str, base: Rapat | None, error: catatan.Bentrok, typed: Mapping[str, Any]) -> None:
    """What the other changed comes into the fields in which nothing was typed here; the next press stores both."""
    now = error.kini
    if base is None or not isinstance(now, catatan.Rapat):
        st.session_state[_key(id_form, "salah")] = (None, str(error))
        return
    theirs = list_beda(base, now)
    mine = {name for name, value in typed.items() if value != getattr(base, name)}
    _fill(id_form, as_baru(now), [name for name in theirs if name in DIKETIK and name not in mine])
    st.session_state[_key(id_form, "dasar")] = now
    st.session_state[_key(id_form, "kirim")] = str(uuid.uuid4())
    st.session_state[_key(id_form, "salah")] = (None, f"{error} {beda_text(base, now, theirs, mine)}")


def list_beda(dahulu: Rapat, kini: Rapat) -> list[str]:
    """Fields in which two versions of a meeting differ."""
    return [name for name in ISIAN if getattr(dahulu, name) != getattr(kini, name)]


def beda_text(dahulu: Rapat, kini: Rapat, theirs: Sequence[str], mine: Iterable[str]) -> str:
    """'Yang diubahnya: Tempat menjadi “Aula”. …': what the other wrote, and what becomes of what was typed here."""
    if not theirs:
        state = {DIRENCANAKAN: "direncanakan", BERJALAN: "berlangsung"}.get(kini.keadaan, "ditutup")
        return f"Isinya tidak diubah; rapat kini {state}. Isian Anda utuh."
    parts = [f"{ISIAN[name]} menjadi {_quote(name, getattr(kini, name))}" for name in theirs]
    both = [ISIAN[name] for name in theirs if name in set(mine)]
    told = f"Yang diubahnya: {'; '.join(parts)}. Isian Anda utuh; bagian yang tidak Anda ubah sudah mengikuti perubahan itu."
    return f"{told} Diubah keduanya: {', '.join(both)}; bila disimpan, isian Anda yang berlaku." if both else told


def _quote(name: str, value: Any) -> str:
    if name in ("undangan", "hadir"):
        return f"{format_angka(len(value))} instansi"
    if isinstance(value, tuple):
        return f"“{join_ringkas(value, 3)}”" if value else "kosong"
    if isinstance(value, date):
        return format_tanggal(value)
    if name == "wilayah":
        return frame.wilayah_label(value)
    return f"“{value}”" if value else "kosong"


def _cancel(id_form: str) -> None:
    _forget(id_form)
    _close()
    if id_form == BARU:
        st.query_params.pop("rapat", None)


def _forget(id_form: str) -> None:
    """Nothing that was typed about this meeting is kept."""
    for key in [each for each in st.session_state if str(each).startswith((f"rapat_isian_{id_form}_", f"rapat_hadir_{id_form}_"))]:
        del st.session_state[key]


def list_wilayah(scope: Scope, pilihan: str) -> list[str]:
    """Regions a meeting may be recorded for: the one chosen, those above it and its parts."""
    above = [each.kode for each in levels.list_jalur(scope.kode_wilayah)] or [NASIONAL]
    below = wilayah.list_provinsi() if scope.kode_wilayah == NASIONAL else wilayah.list_anak(scope.kode_wilayah)
    parts = [each.kode for each in below] if scope.tingkat != "kecamatan" else []
    return list(dict.fromkeys([*above, *parts, pilihan]))


def list_instansi(scope: Scope, kept: Rapat | None) -> dict[str, str]:
    """kunci → name of everybody who may be invited or come: agencies of the government, those outside it, and who came before."""
    kode = (kept.wilayah if kept else scope.kode_wilayah)[: len("63.06")]
    own = catat.list_opd(replace(scope, kode_wilayah=kode)) or _reference_opd(kode)
    seen = {
        agency.kunci: nama_pengirim(agency.kunci)
        for each in catatan.read_semua_pertemuan(scope.edisi)
        if (each.kode_wilayah or "").startswith(kode[:2]) and (each.kode_wilayah in (kode, kode[:2]))
        for agency in each.peserta
        if agency.kunci and "@" in agency.kunci
    }
    asked = {kunci: nama_pengirim(kunci) for kunci in ((*kept.undangan, *kept.hadir) if kept else ())}
    others = {kunci: nama_pengirim(kunci) for kunci in list_luar(kode)}
    more = {kunci: nama for kunci, nama in (others | seen | asked).items() if kunci not in own}
    return own | dict(sorted(more.items(), key=lambda item: item[1]))


def _reference_opd(kode: str) -> dict[str, str]:
    """Every agency that a government of this level may have, where the edition knows none of its own."""
    if not kode[:1].isdecimal():
        return {}
    return {f"{each.kode_opd}@{kode}": each.nama for each in list_opd("provinsi" if len(kode) == 2 else "kabkota") if each.kode_opd}


LUAR = {
    "provinsi": ("BNNP", "POLDA", "DITRESNARKOBA", "KOREM", "KEJATI", "PT", "KANWILKEMENAG", "KANWILKUMHAM", "BINDA", "BPOM", "BEACUKAI"),
    "kabupaten": ("BNNK", "POLRES", "SATRESNARKOBA", "KODIM", "KEJARI", "PN", "PA", "KEMENAG", "LAPAS", "RUTAN", "BAPAS", "IMIGRASI"),
}


def list_luar(kode: str) -> list[str]:
    """Agencies of the state outside the government of a province or kab/kota that usually come."""
    found = wilayah.find_wilayah_by_kode(kode)
    if found is None:
        return []
    codes = LUAR["provinsi" if len(kode) == 2 else "kabupaten"]
    return [f"{'BNNKOTA' if each == 'BNNK' and found.jenis == 'Kota' else each}@{kode}" for each in codes]


def _with(options: Sequence[str], value: str) -> list[str]:
    return list(dict.fromkeys((*options, value)))


def _name(names: Mapping[str, str], kunci: str) -> str:
    return names.get(kunci) or nama_pengirim(kunci)
