"""The compliance screens: the sentence, the framework in force, the board, why a cell has its colour, and the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn import periode as p
from p4gn.bahasa import format_angka, format_tanggal, format_tanggal_pendek, kecil_awal
from p4gn.scope import NASIONAL
from p4gn.scoring.hasil import TIDAK_BERLAKU, KartuSkor, Rapor
from p4gn.scoring.kartu import SEBUTAN, find_rapor, find_sebelum
from p4gn.scoring.kerangka import KerangkaTidakAda, Kewajiban, list_perubahan
from p4gn.tabel import add_simbol
from p4gn.warehouse import editions
from ui import bacaan, berkas, cache, catat, filters, frame, mengapa, scorecards, tables, tim_kecamatan
from ui.figures.kartu import KATA_WARNA, sel_teks

if TYPE_CHECKING:
    from p4gn.scope import Scope

ToPdf = Callable[[KartuSkor, Mapping[str, str]], bytes]
ToXlsx = Callable[[KartuSkor, Mapping[str, str]], bytes]
PAPAN = "papan_kepatuhan"
_KODE_KABKOTA = len("63.06")


def region_of(scope: Scope) -> str:
    """The government whose agencies are judged: a province or a kab/kota; a kecamatan belongs to its kab/kota."""
    return scope.kode_wilayah[:_KODE_KABKOTA]


def page_head(judul: str, penjelasan: str = "") -> Scope:
    """The heading names the period that is judged: without a choice, the year the data reach."""
    scope = filters.current_scope()
    return frame.page_head(judul, penjelasan, masa=p.label(cache.periode_dinilai(scope)))


def find_kartu(scope: Scope, subjek: str) -> KartuSkor | None:
    """The scorecard of this view; where there is none it says why."""
    if scope.kode_wilayah == NASIONAL:
        frame.empty_state("Kepatuhan dinilai per provinsi.", "Pilih provinsi di bilah samping.")
        return None
    try:
        kartu = cache.score_kartu(scope.edisi, subjek, region_of(scope), cache.periode_dinilai(scope))
    except KerangkaTidakAda as error:
        frame.empty_state(str(error), "Pilih periode lain di bilah samping.")
        return None
    if not kartu.baris:
        say_no_reports(scope)
        return None
    return kartu


def say_no_reports(scope: Scope) -> None:
    """An edition of public records holds no reports of agencies: that is said, and the example is one click away."""
    frame.empty_state(
        f"Edisi ini tidak memuat laporan OPD {frame.wilayah_label(scope.kode_wilayah[:2])}, jadi kepatuhan belum dapat dinilai.",
        "Kartu skor muncul begitu laporan B06, data pegawai, dan kiriman lain dimuat lewat halaman Unggah.",
    )
    example = next((each for each in editions.list_edisi() if each.is_contoh and each.id != scope.edisi), None)
    if example is not None:
        st.button(
            f"Lihat {kecil_awal(example.judul)} (data rekaan)",
            icon=":material/visibility:",
            on_click=_go_to_edisi,
            args=(example.id,),
        )


def _go_to_edisi(edisi: str) -> None:
    st.session_state["scope"] = replace(filters.current_scope(), edisi=edisi, kode_wilayah="63", periode=p.SEMUA)


def draw_board(kartu: KartuSkor, scope: Scope) -> None:
    """Sentence, framework, period and board; a cell opens its explanation, a name its own page."""
    left, right = st.columns([5, 3], vertical_alignment="center", gap="medium")
    with left:
        st.html(f'<p class="p4 p4-kalimat">{escape(bacaan.board_sentence(kartu))}</p>')
    with right:
        choose_periode(kartu, scope)
    _say_framework(kartu)
    _say_duty(kartu, scope)
    _say_missing(kartu, scope)
    scorecards.draw_papan(
        kartu,
        key=PAPAN,
        judul=f"Papan kepatuhan {SEBUTAN[kartu.subjek]}, {frame.wilayah_label(kartu.kode_wilayah)}, {p.label(kartu.periode)}",
        terpilih=_chosen_cell(kartu),
        on_pilih=lambda: follow_click(kartu.subjek),
    )
    _explain_chosen(kartu, scope)


def row_param(subjek: str) -> str:
    """Under which name a row stands in the link."""
    return "opd" if subjek == "opd" else "rinci"


def follow_click(subjek: str) -> None:
    """A click on the board goes into the link: name → page of the row, cell → its explanation."""
    chosen = scorecards.chosen(PAPAN)
    if chosen is None:
        return
    _write_row({row_param(subjek): chosen[0]} | ({"kewajiban": chosen[1]} if chosen[1] else {}))


def leave_row() -> None:
    """Back to the board."""
    _write_row({})


def _write_row(row: Mapping[str, str]) -> None:
    """Which row or cell is open, written at once: each writing is a step of the back button."""
    others = {name: value for name, value in st.query_params.to_dict().items() if name not in ("opd", "rinci", "kewajiban")}
    st.query_params.from_dict(others | dict(row))


def find_opened(kartu: KartuSkor) -> Rapor | None:
    """The row whose own page the link asks for; one that is not on this card is said to be missing."""
    asked = st.query_params.get(row_param(kartu.subjek))
    if not asked or "kewajiban" in st.query_params:
        return None
    found = find_rapor(kartu, asked)
    if found is None:
        frame.notice(f"“{asked}” tidak ada pada kartu skor ini. Yang ditampilkan: semua {SEBUTAN[kartu.subjek]}.")
    return found


def _chosen_cell(kartu: KartuSkor) -> tuple[str, str] | None:
    key, duty = st.query_params.get(row_param(kartu.subjek)), st.query_params.get("kewajiban")
    return (key, duty) if key and duty else None


def _explain_chosen(kartu: KartuSkor, scope: Scope) -> None:
    chosen = _chosen_cell(kartu)
    if chosen is None:
        return
    rapor, duty = find_rapor(kartu, chosen[0]), kartu.kerangka.find(chosen[1], kartu.subjek)
    if rapor is None or duty is None or duty.id not in rapor.sel:
        return

    @st.dialog(f"Mengapa warna ini · {duty.judul}", width="medium", on_dismiss=leave_row)
    def explain() -> None:
        st.html(f'<p class="p4"><strong>{escape(rapor.nama)}</strong> · {escape(p.label(kartu.periode))}</p>')
        st.html(mengapa.why_html(kartu, rapor, duty, scope))
        with st.container(horizontal=True):
            if st.button(f"Buka halaman {rapor.nama}", icon=":material/arrow_forward:"):
                _write_row({row_param(kartu.subjek): rapor.kunci})
                st.rerun()  # a dialog runs by itself; the page behind it has to follow
            if catat.may_write() and st.button("Catat keputusan", icon=":material/edit_note:", key="catat-sel"):
                wilayah = scope.kode_wilayah if "@" in rapor.kunci else rapor.kunci
                catat.ask_next(catat.Konteks(wilayah, rapor.kunci, duty.id, duty.judul))
                leave_row()
                st.rerun()

    explain()


def choose_periode(kartu: KartuSkor, scope: Scope) -> None:
    """The whole year, or one of its semesters that has begun."""
    year = kartu.periode[:4]
    options = [each for each in (year, *p.list_semester(year)) if (p.bounds(each)[0] or kartu.kini) <= kartu.kini]
    st.session_state["periode_skor"] = kartu.periode
    st.segmented_control(
        "Periode penilaian",
        options,
        key="periode_skor",
        format_func=p.label_pendek,
        on_change=_on_periode,
        args=(kartu.periode,),
        label_visibility="collapsed",
        width="stretch",
    )


def _on_periode(shown: str) -> None:
    """A second click on the chosen one leaves it as it is."""
    st.session_state["scope"] = replace(filters.current_scope(), periode=st.session_state["periode_skor"] or shown)


def _say_framework(kartu: KartuSkor) -> None:
    """By which rules, as of when, and whether they changed between the two periods that are compared."""
    running = ", periode masih berjalan" if kartu.is_berjalan else ""
    skor = f"Skor keseluruhan {format_angka(kartu.skor, 1)} dari 100 · " if kartu.skor is not None else ""
    st.html(
        f'<p class="p4 p4-sumber redup">{skor}Kerangka: {escape(kartu.kerangka.label())} · '
        f"keadaan per {format_tanggal(kartu.posisi)}{running}</p>"
    )
    changes = changes_since(kartu)
    if changes:
        frame.notice(f"{changes} Skor kedua periode tidak sepenuhnya sebanding.")


def changes_since(kartu: KartuSkor) -> str:
    """What changed in framework or targets since the period before; '' when nothing that counts did."""
    before = find_sebelum(kartu)
    if before is None or (before.kerangka.id, before.kerangka.sidik) == (kartu.kerangka.id, kartu.kerangka.sidik):
        return ""
    found = [each for each in list_perubahan(kartu.kode_wilayah[:2]) if before.posisi < each.tanggal <= kartu.posisi]
    return " ".join(f"{each.judul} ({format_tanggal_pendek(each.tanggal)})." for each in found)


def _say_duty(kartu: KartuSkor, scope: Scope) -> None:
    """When the board is sorted by a duty: how it stands, and who is behind, in words."""
    asked = st.query_params.get("urut", "").removeprefix("-")
    duty = kartu.kerangka.find(asked, kartu.subjek)
    if duty is not None:
        st.html(f'<div class="p4 p4-pesan p4-bacaan" role="status">{bacaan.duty_html(kartu, duty, scope)}</div>')


def _say_missing(kartu: KartuSkor, scope: Scope) -> None:
    """Above the board of regions: who has no local rule, and no integrated team."""
    wanted = {"kabkota": ("perda", "tim_terpadu"), "kecamatan": ("tim_terpadu",)}.get(kartu.subjek, ())
    if wanted:
        lines = "".join(f"<p>{bacaan.missing_html(kartu, each, *_PUNYA[each])}</p>" for each in wanted)
        st.html(f'<div class="p4 p4-belum">{lines}</div>')
    if kartu.subjek == "kabkota":
        tim_kecamatan.draw_tanpa_tim(kartu, scope)


#: What one has, and what half having it is called.
_PUNYA = {
    "perda": ("Perda atau Perkada", "masih draf"),
    "tim_terpadu": ("tim terpadu yang berlaku", "SK berakhir atau masih draf"),
}


# ---- files -----------------------------------------------------------------------------------------------------------


def draw_downloads(kartu: KartuSkor, scope: Scope, to_pdf: ToPdf, to_xlsx: ToXlsx) -> None:
    """The scorecard as PDF, XLSX and CSV."""
    name = f"kepatuhan-{kartu.subjek}-{kartu.kode_wilayah}-{kartu.periode}"
    facts = file_facts(kartu, scope)
    berkas.collect(name, partial(kartu_rows, kartu), kartu_columns(kartu), berkas.complete_facts(facts, scope))
    with st.container(horizontal=True, gap="small", key="unduh_kartu"):
        for words, make, kind in (
            ("PDF siap cetak", lambda: to_pdf(kartu, facts), "pdf"),
            ("Lembar kerja (XLSX)", lambda: to_xlsx(kartu, facts), "xlsx"),
            ("Tabel (CSV)", lambda: kartu_csv(kartu, facts), "csv"),
        ):
            berkas.file_button(words, make, f"{name}.{kind}", scope, type="tertiary")


def file_facts(kartu: KartuSkor, scope: Scope) -> dict[str, str]:
    """What stands above everything else in a file."""
    place = frame.wilayah_label(kartu.kode_wilayah)
    return berkas.keterangan(
        scope,
        f"Kepatuhan {SEBUTAN[kartu.subjek]}, {place}",
        p.label(kartu.periode),
        wilayah=kartu.kode_wilayah,
        kerangka=kartu.kerangka.label(),
        kalimat=bacaan.board_sentence(kartu),
    )


def kartu_csv(kartu: KartuSkor, facts: Mapping[str, str]) -> bytes:
    """One row per agency or region: its result, and of each duty the status and the number."""
    return tables.csv_bytes(facts, kartu_columns(kartu), kartu_rows(kartu))


def kartu_rows(kartu: KartuSkor) -> list[tables.Row]:
    """The rows of the table of a scorecard."""
    return [_csv_row(row) for row in kartu.baris]


def kartu_columns(kartu: KartuSkor) -> list[tables.Kolom]:
    """Its columns, two for each duty."""
    return [
        tables.Kolom("Kunci", lambda row: row["rapor"].kunci),
        tables.Kolom("Nama", lambda row: row["rapor"].nama),
        tables.Kolom("Jenis", lambda row: row["rapor"].jenis),
        tables.Kolom("Warna", lambda row: add_simbol(row["rapor"].warna, KATA_WARNA[row["rapor"].warna])),
        *(tables.Kolom(title, lambda _: "", angka=field) for title, field in _ANGKA_CSV.items()),
        tables.Kolom("Peringkat", lambda row: row["rapor"].pita or ""),
        *(column for duty in kartu.kerangka.list_kewajiban(kartu.subjek) for column in _duty_columns(duty)),
    ]


_ANGKA_CSV = {"Skor": "skor", "Kelengkapan (%)": "kelengkapan", "Perubahan sejak periode lalu": "perubahan"}


def _csv_row(rapor: Rapor) -> dict[str, Any]:
    return {"rapor": rapor} | {field: getattr(rapor, field) for field in _ANGKA_CSV.values()}


def _duty_columns(duty: Kewajiban) -> tuple[tables.Kolom, tables.Kolom]:
    def status(row: tables.Row) -> str:
        sel = row["rapor"].sel.get(duty.id)
        return add_simbol(sel.status if sel else TIDAK_BERLAKU)

    def words(row: tables.Row) -> str:
        sel = row["rapor"].sel.get(duty.id)
        return sel_teks(sel, duty) if sel else ""

    return tables.Kolom(duty.judul, status), tables.Kolom(f"{duty.judul}: nilai", words)
