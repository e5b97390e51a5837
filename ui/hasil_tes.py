"""Tes urine on the screen: coverage against its target, the funnel from staff to rehabilitation, and rates with their uncertainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import streamlit as st

from p4gn import periode as p
from p4gn.bahasa import format_angka, format_persen, is_kosong, join_daftar, join_ringkas, kapital_awal
from p4gn.indicators import reaktif, states
from p4gn.indicators.states import KEADAAN
from p4gn.scope import NASIONAL, Scope
from p4gn.scoring import pembacaan
from p4gn.scoring.hasil import BELUM_LAPOR, STATUS, KartuSkor, Rapor
from p4gn.scoring.periode import periode_sebelum
from p4gn.tabel import PERSEN
from ui import cache, frame, registers, tables
from ui.figures.sebar_corong import sebar_corong_svg
from ui.tables import Kolom, text_of

if TYPE_CHECKING:
    from ui.tables import Row

TES_ASN = "tes_asn"
_KABKOTA = len("63.06")

@st.cache_data(max_entries=256, show_spinner="Menyiapkan angka hasil tes …")
def _results(edisi: str, kode_wilayah: str, periode: str, per: str) -> list[dict[str, Any]]:
    return tables.rows_of(reaktif.compute_reaktif(edisi, kode_wilayah, periode, per))


def draw_coverage(scope: Scope) -> None:
    """How much of the target is reached, who is furthest behind, and every agency with its dated headcount."""
    kartu = pembacaan.find_kartu(scope)
    if kartu is None:
        return
    st.subheader("Cakupan tes urine ASN", anchor=False)
    found = pembacaan.find_cakupan(kartu)
    st.html(f'<p class="p4 p4-kalimat">{escape(coverage_sentence(kartu, scope))}</p>')
    rows = [{"rapor": each, "sel": each.sel[TES_ASN]} for each in sorted(kartu.baris, key=_lowest_first) if TES_ASN in each.sel]
    columns = [
        Kolom("OPD", lambda row: row["rapor"].nama),
        Kolom(
            "Cakupan",
            lambda row: _bar(row["sel"].nilai, found.target),
            html=True,
            teks=lambda row: "–",
            nilai=lambda row: row["sel"].nilai,
            format=PERSEN,
            desimal=1,
        ),
        Kolom("Keadaan", lambda row: f"{STATUS[row['sel'].status].simbol} {STATUS[row['sel'].status].kata}"),
        Kolom("Dites dari ASN", lambda row: row["sel"].teks),
    ]
    with st.expander(f"Cakupan per OPD ({format_angka(len(rows))})", expanded=len(rows) <= 20):
        tables.draw_table(
            rows,
            columns,
            "Yang terendah di atas, lalu yang belum melaporkan tes. Garis tegak pada batang menandai target. Orang yang dites dihitung "
            "paling banyak sebanyak pegawainya.",
        )
        parts = [
            Kolom("Dites", lambda row: "", nilai=lambda row: row["sel"].pembilang),
            Kolom("ASN", lambda row: "", nilai=lambda row: row["sel"].penyebut),
        ]
        registers.register_buttons("cakupan-tes-opd", "Cakupan tes urine ASN per OPD", rows, [*columns, *parts], scope)
    grown = sum(any("paruh waktu" in note.lower() for note in row["sel"].catatan) for row in rows)
    if grown:
        frame.notice(
            f"Jumlah ASN pada {format_angka(grown)} OPD bertambah karena PPPK paruh waktu, sehingga persentasenya turun walau yang dites tidak berkurang."
        )


def coverage_sentence(kartu: KartuSkor, scope: Scope) -> str:
    """'18,2% ASN sudah dites (target 30%). Tiga OPD paling tertinggal: …; 12 OPD belum melaporkan tes.'"""
    found = pembacaan.find_cakupan(kartu)
    whole = cache.indicator_frame("cakupan_tes_urine", Scope(scope.edisi, kartu.kode_wilayah, kartu.periode), "total").iloc[0]
    share = (
        "Cakupan belum dapat dihitung"
        if is_kosong(whole["nilai"])
        else (
            f"{format_persen(whole['nilai'], 1)} ASN sudah dites ({format_angka(whole['pembilang'])} dari {format_angka(whole['penyebut'])})"
        )
    )
    target = "" if found.target is None else f", target {format_persen(found.target, 0)}"
    lagging = f" OPD paling tertinggal di antara yang melaporkan: {pembacaan.lagging_text(found)}." if found.tertinggal else ""
    silent = (
        f" {format_angka(len(found.belum_lapor))} OPD belum melaporkan tes: {join_ringkas([each.nama for each in found.belum_lapor])}."
        if found.belum_lapor
        else ""
    )
    return f"{p.label(kartu.periode)}: {share}{target}.{lagging}{silent}"


def _lowest_first(rapor: Rapor) -> tuple[bool, float, str]:
    sel = rapor.sel[TES_ASN]
    return sel.status == BELUM_LAPOR, 0.0 if sel.nilai is None else sel.nilai, rapor.nama


def _bar(value: float | None, target: float | None) -> str:
    """A bar from 0 to 100 % with the target as a line; nothing where the share is unknown."""
    if value is None:
        return "–"
    mark = "" if target is None else f'<i style="left:{min(target, 100):.1f}%"></i>'
    return f'<span class="p4-batang" aria-hidden="true"><b style="width:{min(value, 100):.1f}%"></b>{mark}</span> {format_persen(value, 1)}'


def draw_funnel(scope: Scope) -> None:
    """From staff to rehabilitation; what must stay hidden is drawn as such."""
    st.subheader("Dari pegawai sampai rehabilitasi", anchor=False)
    kode = scope.kode_wilayah if scope.kode_wilayah == NASIONAL else scope.kode_wilayah[:_KABKOTA]
    row = _results(scope.edisi, kode, scope.periode, "total")[0]
    if not row["kegiatan"]:
        frame.empty_state("Belum ada tes urine yang tercatat di sini.", "Pilih wilayah atau periode lain di bilah samping.")
        return
    steps = [("ASN di wilayah ini", *_staff(replace(scope, kode_wilayah=kode)))] + [
        (kata, row[nama], reaktif.state_of(row, nama)) for nama, kata in reaktif.LANGKAH
    ]
    top = max((value for _, value, _ in steps if value), default=1)
    lines = "".join(_step(kata, value, state, top) for kata, value, state in steps)
    st.html(f'<p class="p4 p4-kalimat">{escape(funnel_sentence(row))}</p><ol class="p4 p4-corong">{lines}</ol>')
    st.html(
        '<p class="p4 redup">Angka kecil disembunyikan bersama angka yang dapat membukanya. Reaktif pada penyaringan belum berarti penyalahgunaan: '
        "sebagian terjadi karena obat yang diresepkan. Angka dihitung dari kegiatan yang melaporkannya.</p>"
    )


def _staff(scope: Scope) -> tuple[float | None, str]:
    value = cache.indicator_frame("cakupan_tes_urine", scope, "total").iloc[0]["penyebut"]
    return (None, states.BELUM_LAPOR) if is_kosong(value) else (float(value), states.ADA)


def funnel_sentence(row: Mapping[str, Any]) -> str:
    """'9.928 orang dites pada 119 kegiatan; hasil 110 kegiatan diketahui. 154 orang reaktif …'"""
    tested = f"{format_angka(row['dites'], kosong='belum diketahui berapa')} orang dites pada {format_angka(row['kegiatan'])} kegiatan"
    known = f"; hasil {format_angka(row['kegiatan_berhasil'])} kegiatan diketahui"
    if not is_kosong(row["tingkat"]):
        rate = (
            f" {format_angka(row['reaktif'])} orang reaktif pada penyaringan, {format_persen(row['tingkat'], 1)} "
            f"(selang 95%: {format_persen(row['bawah'], 1)}–{format_persen(row['atas'], 1)})."
        )
    else:
        rate = f" Tingkat reaktif: {KEADAAN[row['keadaan']].kata}."
    silent = f" {format_angka(row['tanpa_dites'])} kegiatan tidak menyebut jumlah yang dites." if row["tanpa_dites"] else ""
    return f"{tested}{known}.{rate}{silent}"


def _step(kata: str, value: float | None, state: str, top: float) -> str:
    shown = format_angka(value) if not is_kosong(value) else f"{KEADAAN[state].simbol} {KEADAAN[state].kata}"
    width = 0.0 if is_kosong(value) else max(0.4, 100 * float(value or 0) / top)
    look = " samar" if state == states.DISAMARKAN else ""
    bar = f'<span class="p4-batang lebar{look}" aria-hidden="true"><b style="width:{width:.1f}%"></b></span>'
    return f"<li><span>{escape(kata)}</span>{bar}<strong>{escape(shown)}</strong></li>"


def draw_rates(scope: Scope) -> None:
    """Rates of the parts with their intervals: a funnel plot, a table by name, and what changed since the year before.

    All years together are read as the last one, as coverage is.
    """
    if scope.tingkat not in ("provinsi", "kabkota"):
        return
    scope = replace(scope, periode=cache.periode_dinilai(scope))
    per = "kabkota" if scope.tingkat == "provinsi" else "opd"
    whole = _results(scope.edisi, scope.kode_wilayah, scope.periode, "total")[0]
    rows = [row for row in _results(scope.edisi, scope.kode_wilayah, scope.periode, per) if row["kegiatan"]]
    st.subheader(f"Apakah perbedaannya nyata? {p.label(scope.periode)}", anchor=False)
    st.html(f'<p class="p4 p4-kalimat">{escape(change_sentence(scope))}</p>')
    points = [(row["nama"], float(row["penyebut"]), float(row["tingkat"])) for row in rows if not is_kosong(row["tingkat"])]
    if points and not is_kosong(whole["tingkat"]):
        st.html(f'<p class="p4 p4-kalimat">{escape(limits_sentence(points, float(whole["tingkat"])))}</p>')
        dark = st.context.theme.type == "dark"
        title = f"Tingkat reaktif menurut banyaknya orang yang dites, {p.label(scope.periode).lower()}"
        svg = sebar_corong_svg(points, float(whole["tingkat"]), title, "gelap" if dark else "terang")
        st.html(f'<img class="p4-sebar" src="data:image/svg+xml,{quote(svg)}" alt="{escape(title, quote=True)}">')
        st.html(
            '<p class="p4 redup">Garis utuh: tingkat seluruh wilayah. Garis putus: batas kebetulan 95% dan 99,8%. Satu titik satu wilayah atau OPD.</p>'
        )
    if rows:
        tables.draw_table(
            rows,
            _rate_columns(per),
            "Menurut abjad; tidak ada peringkat. Tanda ▒ berarti disamarkan, ? terlalu sedikit (kurang dari 20 orang).",
        )
        bounds = [Kolom(f"Selang 95%, {kata}", lambda row: "", angka=kata, format=PERSEN, desimal=1) for kata in ("bawah", "atas")]
        registers.register_buttons(
            f"tingkat-reaktif-per-{per}", "Tingkat reaktif pada penyaringan", rows, [*_rate_columns(per), *bounds], scope
        )


def _rate_columns(per: str) -> list[Kolom]:
    return [
        Kolom("Kabupaten/kota" if per == "kabkota" else "OPD", text_of("nama")),
        Kolom("Kegiatan", tables.count_of("kegiatan"), kanan=True, angka="kegiatan"),
        Kolom("Dites", tables.count_of("dites"), kanan=True, angka="dites"),
        Kolom("Reaktif", lambda row: _number(row, "reaktif"), kanan=True, angka="reaktif"),
        Kolom("Tingkat (selang 95%)", _rate, kanan=True, angka="tingkat", format=PERSEN, desimal=1),
    ]


def _number(row: Row, nama: str) -> str:
    return tables.state_text(reaktif.state_of(row, nama)) if is_kosong(row[nama]) else format_angka(row[nama])


def _rate(row: Row) -> str:
    if is_kosong(row["tingkat"]):
        return tables.state_text(row["keadaan"])
    return f"{format_persen(row['tingkat'], 1)} ({format_persen(row['bawah'], 1)}–{format_persen(row['atas'], 1)})"


def limits_sentence(points: Sequence[tuple[str, float, float]], tingkat: float) -> str:
    """Who lies beyond chance, by name; otherwise that nobody does."""
    limits = {nama: reaktif.find_batas_terlihat(tingkat, tested, reaktif.Z_998) for nama, tested, _ in points}
    beyond = [nama for nama, _, rate in points if not limits[nama][0] <= rate <= limits[nama][1]]
    if not beyond:
        return "Tidak ada yang di luar batas 99,8%: perbedaan yang terlihat dapat terjadi karena kebetulan."
    return f"Di luar batas 99,8%: {join_daftar(sorted(beyond))}. Periksa dahulu siapa yang dites dan bagaimana, sebelum menarik kesimpulan."


def change_sentence(scope: Scope) -> str:
    """Whether the rate of this region really changed since the period before, or only the number of tests."""
    before = periode_sebelum(scope.periode)
    found = reaktif.compare_periode(scope.edisi, scope.kode_wilayah, before, scope.periode)
    counts = [
        f"{format_angka(each, kosong='belum ada')} pada {p.label(when).lower()}"
        for each, when in zip(found.dites, found.periode, strict=True)
    ]
    tested = f"Yang dites: {', '.join(counts)}."
    if found.selisih is None:
        return f"{tested} Tingkat reaktif tidak dapat dibandingkan: angkanya disamarkan, terlalu sedikit, atau belum dilaporkan."
    low, high = (format_angka(each, 1) for each in found.selisih)
    told = {
        "naik": "Tingkat reaktif benar-benar naik",
        "turun": "Tingkat reaktif benar-benar turun",
        "setara": "Tingkat reaktif tidak terbukti berubah; perbedaan yang terlihat dapat terjadi karena kebetulan atau karena lebih banyak yang dites",
    }[str(found.arah)]
    rates = " menjadi ".join(format_persen(each.nilai, 1) for each in found.tingkat)
    return f"{tested} {told}: {rates} (selang 95% selisihnya {low} sampai {high} poin persen)."


def draw_testers(scope: Scope) -> None:
    """Who tested: BNNP, BNNK, Labkesda, Polri, hospitals."""
    events = cache.list_frame("tes_urine", scope, rincian=False)
    events = events[~events["adalah_kembaran"].fillna(False).astype(bool)]
    if events.empty:
        return
    st.subheader("Siapa yang menguji", anchor=False)
    groups = events.assign(penguji=events["penguji"].fillna("tidak disebut")).groupby("penguji", sort=True)
    rows = [
        {
            "penguji": kapital_awal(str(nama)),
            "kegiatan": len(group),
            "dites": None if group["jumlah_dites"].isna().all() else int(group["jumlah_dites"].sum()),
        }
        for nama, group in groups
    ]
    columns = [
        Kolom("Penguji", text_of("penguji")),
        Kolom("Kegiatan", tables.count_of("kegiatan"), kanan=True, angka="kegiatan"),
        Kolom("Orang dites", tables.count_of("dites"), kanan=True, angka="dites"),
    ]
    tables.draw_table(rows, columns)
    registers.register_buttons("penguji-tes", "Siapa yang menguji", rows, columns, scope)
