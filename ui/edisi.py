"""Editions on the screen: which there are, what changed from one to the next, sign-off, going back, building again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal, format_tanggal_pendek, kapital_awal
from p4gn.catatan_data import Peristiwa, list_riwayat
from p4gn.scope import Scope
from p4gn.tabel import TANGGAL
from p4gn.warehouse import editions
from p4gn.warehouse.editions import TANDA_CONTOH
from ui import cache, filters, frame, kerja, pekerja, registers, tables, terbit, tindak_lanjut
from ui.kemajuan import BATAS_BANGUN, Teller
from ui.pengirim import nama_pengirim
from ui.sumber import JUDUL, judul_sumber
from ui.tables import Kolom

if TYPE_CHECKING:
    from p4gn.warehouse.editions import Manifest

TEMPAT = "edisi"
KATA_JENIS = {"publik": "Catatan publik", "provinsi": "Provinsi", "contoh": TANDA_CONTOH}
KATA_PERUBAHAN = {"baru": "baru", "hilang": "tidak ada lagi", "diganti": "diganti kiriman baru"}
_JUDUL_BY_ID = {kapital_awal(each.replace("_", " ")): judul for each, judul in JUDUL.items()}
KATA_CARA = {"bangun": "diterbitkan", "kembali": "dijadikan berlaku kembali"}


def draw_list(scope: Scope) -> None:
    """Every edition, newest first; the one in force and the one being looked at are named in words."""
    kerja.say(TEMPAT)
    current = editions.find_current()
    rows = [{"manifest": each} for each in editions.list_edisi()]
    columns = [
        Kolom("Edisi", lambda row: title_of(row["manifest"])),
        Kolom("Keadaan", lambda row: standing(row["manifest"].id, current, scope.edisi)),
        Kolom("Jenis", lambda row: jenis_of(row["manifest"])),
        Kolom("Status", lambda row: kapital_awal(row["manifest"].status)),
        Kolom(
            "Data per",
            lambda row: format_tanggal_pendek(row["manifest"].data_per),
            nilai=lambda row: row["manifest"].data_per,
            format=TANGGAL,
        ),
        _number("Berkas", lambda row: len(row["manifest"].berkas)),
        _number("Baris diterima", lambda row: rows_of(row["manifest"])),
    ]
    tables.draw_table(rows, columns, terpilih=lambda row: row["manifest"].id == current)
    named = [*columns, Kolom("Nomor edisi", lambda row: row["manifest"].id)]
    registers.register_buttons("daftar-edisi", "Daftar edisi", rows, named, scope)


def _number(judul: str, nilai: Callable[[tables.Row], int]) -> Kolom:
    return Kolom(judul, lambda row: format_angka(nilai(row)), kanan=True, nilai=nilai)


def choose_edisi(scope: Scope) -> Manifest:
    """The edition to open, kept in the link as `buka`; at first the one being looked at."""
    known = {each.id: each for each in editions.list_edisi()}
    filters.follow_link("buka", "edisi_buka", scope.edisi)
    if st.session_state["edisi_buka"] not in known:
        st.session_state["edisi_buka"] = scope.edisi
    chosen = st.selectbox("Buka edisi", list(known), key="edisi_buka", format_func=lambda each: f"{title_of(known[each])} · {each[-8:]}")
    filters.write_link("buka", "edisi_buka", None if chosen == scope.edisi else chosen)
    return known[chosen]


def draw_changes(manifest: Manifest, scope: Scope) -> None:
    """What is different from the edition of the same kind before it, in sentences, with the tables behind them."""
    st.subheader("Apa yang berubah", anchor=False)
    before = find_before(manifest, editions.list_edisi())
    if before is None:
        frame.empty_state("Ini edisi pertama dari jenisnya.", "Perubahan ditunjukkan mulai edisi berikutnya.")
        return
    found = cache.compare_edisi(before.id, manifest.id, scope.kode_wilayah)
    st.html(
        f'<div class="p4"><p class="p4-kalimat">Dibandingkan dengan {escape(title_of(before))}:</p>'
        f'<ul class="p4-daftar">{"".join(f"<li>{escape(name_source(each))}</li>" for each in sorted(found.kalimat, key=_is_about_rows))}</ul></div>'
    )
    _draw_follow_ups(manifest, before, scope)
    moved = [{"benda": each} for each in found.sumber if each.ada]
    if moved:
        with st.expander("Baris per jenis data"):
            columns = [
                Kolom("Jenis data", lambda row: judul_sumber(row["benda"].sumber)),
                _number("Sebelum", lambda row: row["benda"].sebelum),
                _number("Sesudah", lambda row: row["benda"].sesudah),
                _number("Tambah", lambda row: row["benda"].tambah),
                _number("Hilang", lambda row: row["benda"].hilang),
                Kolom(
                    "Berubah",
                    lambda row: format_angka(row["benda"].berubah) if row["benda"].berkunci else "–",
                    kanan=True,
                    nilai=lambda row: row["benda"].berubah if row["benda"].berkunci else None,
                ),
            ]
            tables.draw_table(moved, columns)
            registers.register_buttons(f"perubahan-{before.id}-{manifest.id}", _compared("Baris", before, manifest), moved, columns, scope)
    if found.berkas:
        with st.expander(f"Berkas ({format_angka(len(found.berkas))})"):
            files = [{"benda": each} for each in found.berkas]
            columns = [
                Kolom("Pengirim", lambda row: nama_pengirim(row["benda"].pengirim)),
                Kolom("Berkas", lambda row: row["benda"].berkas),
                Kolom("Jenis data", lambda row: judul_sumber(row["benda"].sumber)),
                Kolom("Perubahan", lambda row: kapital_awal(KATA_PERUBAHAN.get(row["benda"].perubahan, row["benda"].perubahan))),
            ]
            tables.draw_table(files, columns)
            registers.register_buttons(f"berkas-{before.id}-{manifest.id}", _compared("Berkas", before, manifest), files, columns, scope)


def _compared(apa: str, before: Manifest, manifest: Manifest) -> str:
    return f"{apa} yang berubah dari {title_of(before)} ke {title_of(manifest)}"


def _draw_follow_ups(manifest: Manifest, before: Manifest, scope: Scope) -> None:
    """What became of promises since the data of the edition before, of files and of what was recorded in the room."""
    every = catatan.list_tindak_lanjut(Scope(manifest.id, scope.kode_wilayah))
    if every.empty:
        return
    link = f"tindak-lanjut?{urlencode(filters.link_params(scope))}"
    told = tindak_lanjut.since_text(every, before.kini)
    st.html(
        f'<div class="p4"><p><a href="{escape(link, quote=True)}" target="_self">Tindak lanjut rapat</a> sejak '
        f"{format_tanggal(before.kini)}: {escape(told)}.</p></div>"
    )


def _is_about_rows(sentence: str) -> bool:
    """What the numbers have become is read first, then what moved beneath them."""
    return sentence.partition(": ")[0] in {*_JUDUL_BY_ID, "Kiriman"}


def name_source(sentence: str) -> str:
    """'Rad aksi: 2 baris baru.' → 'Aksi RAD dan laporan B06/B12: 2 baris baru.' – a sentence that begins with the id of a source."""
    head, colon, rest = sentence.partition(": ")
    return f"{_JUDUL_BY_ID.get(head, head)}{colon}{rest}"


def draw_actions(manifest: Manifest, scope: Scope) -> None:
    """Look at it, put it in force, sign it off, build it again."""
    st.subheader("Tindakan", anchor=False)
    st.html(f'<div class="p4"><dl class="p4-fakta">{_facts(manifest)}</dl></div>')
    if manifest.id != scope.edisi:
        st.button(
            "Lihat angka edisi ini",
            on_click=_look_at,
            args=(manifest.id,),
            icon=":material/visibility:",
            key="lihat_edisi",
            width="stretch",
        )
    if manifest.id != editions.find_current() and st.button(
        "Jadikan edisi berlaku", icon=":material/undo:", key="jadikan_berlaku", width="stretch"
    ):
        _confirm_current(manifest)
    final = manifest.status == "final"
    if st.button(
        "Batalkan pengesahan" if final else "Sahkan sebagai final",
        icon=":material/lock_open:" if final else ":material/verified:",
        key="sahkan",
        width="stretch",
    ):
        _confirm_sign_off(manifest, final)
    if st.button("Bangun ulang", icon=":material/refresh:", key="bangun_ulang", width="stretch"):
        _rebuild(manifest.jenis, scope)


def draw_history(manifest: Manifest) -> None:
    """What happened to this edition, newest first."""
    events = list_riwayat(manifest.id)
    if events:
        st.subheader("Riwayat", anchor=False)
        st.html(f'<div class="p4"><ul class="p4-daftar">{"".join(f"<li>{escape(say_event(each))}</li>" for each in events)}</ul></div>')


def say_event(event: Peristiwa) -> str:
    """'25 November 2026: disahkan oleh Kepala Badan Kesbangpol.'"""
    word = {
        "sah": "disahkan",
        "batal": "pengesahan dibatalkan",
        "berlaku": KATA_CARA.get(event.rincian.get("cara", ""), "menjadi edisi berlaku"),
    }
    by = f" oleh {event.oleh}" if event.oleh else ""
    reason = f", karena {event.rincian['alasan']}" if event.rincian.get("alasan") else ""
    return f"{format_tanggal(event.kapan)} pukul {event.kapan[11:16].replace(':', '.')}: {word.get(event.peristiwa, event.peristiwa)}{by}{reason}."


def title_of(manifest: Manifest) -> str:
    """'Edisi provinsi, 25 November 2026 pukul 08.12'"""
    return f"{manifest.judul}, {format_tanggal_pendek(manifest.dibuat)} pukul {manifest.dibuat[11:16].replace(':', '.')}"


def jenis_of(manifest: Manifest) -> str:
    return KATA_JENIS.get(manifest.jenis, kapital_awal(manifest.jenis))


def standing(id_edisi: str, current: str | None, looked_at: str) -> str:
    """'● berlaku', 'sedang dilihat', both, or nothing."""
    parts = [*(["● berlaku"] if id_edisi == current else []), *(["sedang dilihat"] if id_edisi == looked_at else [])]
    return ", ".join(parts) or "–"


def rows_of(manifest: Manifest) -> int:
    return sum(int(str(each["baris_diterima"])) for each in manifest.berkas)


def find_before(manifest: Manifest, newest_first: Sequence[Manifest]) -> Manifest | None:
    """The edition of the same kind made just before."""
    return next((each for each in newest_first if each.jenis == manifest.jenis and each.dibuat < manifest.dibuat), None)


def _facts(manifest: Manifest) -> str:
    signed = manifest.lain.get("disahkan")
    by = (
        f" ({signed['oleh']}, {format_tanggal(signed['kapan'])})"
        if isinstance(signed, dict | type(manifest.lain)) and manifest.status == "final"
        else ""
    )
    passed = sum(bool(each.get("lulus")) for each in manifest.pemeriksaan)
    facts = (
        ("Nomor", manifest.id),
        ("Jenis", jenis_of(manifest)),
        ("Status", f"{kapital_awal(manifest.status)}{by}"),
        ("Pemeriksaan", f"{format_angka(passed)} dari {format_angka(len(manifest.pemeriksaan))} lulus"),
    )
    return "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts)


def _look_at(id_edisi: str) -> None:
    st.session_state["scope"] = replace(filters.current_scope(), edisi=id_edisi)
    _open_current()


def _open_current() -> None:
    """From the next run on the edition being looked at is the one that is open."""
    st.session_state.pop("edisi_buka", None)
    if "buka" in st.query_params:
        del st.query_params["buka"]


@st.dialog("Jadikan edisi berlaku")
def _confirm_current(manifest: Manifest) -> None:
    if manifest.is_contoh:
        frame.notice(f"{TANDA_CONTOH}: semua orang akan membuka angka rekaan. Pakai untuk latihan saja.")
    st.html(
        f'<p class="p4">Mulai sekarang dasbor membuka <strong>{escape(title_of(manifest))}</strong> bagi semua orang. '
        "Edisi yang kini berlaku tetap tersimpan dan dapat dijadikan berlaku kembali kapan saja.</p>"
    )
    if st.button("Ya, jadikan berlaku", type="primary", key="ya_berlaku"):
        if kerja.run(TEMPAT, ["kembali", manifest.id]):
            _look_at(manifest.id)
        st.rerun()


@st.dialog("Pengesahan edisi")
def _confirm_sign_off(manifest: Manifest, final: bool) -> None:
    words = (
        "Status kembali menjadi sementara; alasannya dicatat."
        if final
        else "Status menjadi final. Angkanya tidak berubah; pengesahan dicatat beserta jabatan."
    )
    st.html(f'<p class="p4"><strong>{escape(title_of(manifest))}</strong><br>{words}</p>')
    role = kerja.ask_jabatan("jabatan_sah", "Dibatalkan oleh" if final else "Disahkan oleh")
    reason = st.text_input("Alasan dibatalkan", key="alasan_batal").strip() if final else ""
    if st.button("Batalkan pengesahan" if final else "Ya, sahkan", type="primary", key="ya_sah"):
        if not role or (final and not reason):
            kerja.draw_vonis("tolak", "Isi dahulu jabatan dan alasannya." if final else "Isi dahulu jabatan yang mengesahkan.")
            return
        kerja.run(TEMPAT, ["sahkan", manifest.id, f"--oleh={role}", *(["--batal", f"--alasan={reason}"] if final else [])])
        cache.manifest.clear()
        st.rerun()


def _rebuild(jenis: str, scope: Scope) -> None:
    """Build this kind again from what is stored, with the aliases and corrections noted since."""
    before = {each.id for each in editions.list_edisi()}
    with st.status("Membangun ulang …", expanded=True) as status:
        telling = Teller(st.progress(0.0), st.empty(), f"Edisi {KATA_JENIS.get(jenis, jenis)}")
        try:
            answer = pekerja.ask(["bangun", "--jenis", jenis, "--json"], dengar=telling.hear, batas=BATAS_BANGUN)
        except pekerja.PekerjaGagal as error:
            status.update(label="Belum terbit", state="error", expanded=True)
            kerja.draw_vonis("tolak", kerja.plain(terbit.say_failed(error)))
            return
    edisi = str(answer["edisi"])
    told = f"Edisi baru terbit dan berlaku: {edisi}." if edisi not in before else f"Tidak ada yang berubah. Edisi {edisi} tetap berlaku."
    st.session_state[f"kata_{TEMPAT}"] = (told, True)
    st.session_state["scope"] = replace(scope, edisi=edisi)
    _open_current()
    st.rerun()
