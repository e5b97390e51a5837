"""What it takes: the steps of one row, cheapest first, and what the score becomes when some of them are ticked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_persen, kapital_awal
from p4gn.scoring import pembacaan
from p4gn.scoring.andai import andai_langkah, what_if
from p4gn.scoring.hasil import HIJAU, TANPA_NILAI
from p4gn.scoring.kartu import find_rapor
from ui import frame, mengapa
from ui.figures.kartu import KATA_WARNA
from ui.markdown import escape_markdown

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor, Langkah, Rapor


def list_jalan(kartu: KartuSkor, rapor: Rapor) -> list[tuple[str, tuple[Langkah, ...]]]:
    """(colour, steps that reach it) one colour after the other up to green; empty for a row that is green, or that no step can help."""
    found: list[tuple[str, tuple[Langkah, ...]]] = []
    taken: tuple[Langkah, ...] = ()
    row: Rapor | None = rapor
    while row is not None and row.langkah_warna and row.warna_berikut:
        steps = row.langkah_warna
        taken = (*taken, *steps)
        after = find_rapor(what_if(kartu, {rapor.kunci: andai_langkah(rapor, taken)}), rapor.kunci)
        if after is None or after.warna == row.warna:
            return found
        found.append((after.warna, steps))
        row = after
    return found


def jalan_html(kartu: KartuSkor, rapor: Rapor) -> str:
    """The way to green in one or two lines, or why there is none."""
    if rapor.warna == HIJAU:
        return f'<p class="p4-kalimat">{mengapa.warna_chip(HIJAU)} Sudah hijau.{_rest_of(rapor)}</p>'
    lines = [
        f"<li>{mengapa.warna_chip(colour)} <span>{escape(kapital_awal(pembacaan.steps_text(steps)))}.</span></li>"
        for colour, steps in list_jalan(kartu, rapor)
    ]
    if not lines:
        return f'<p class="p4-kalimat">{escape(_no_way(rapor))}</p>'
    return f'<ol class="p4-jalan">{"".join(lines)}</ol>'


def _rest_of(rapor: Rapor) -> str:
    return f" Masih ada {format_angka(len(rapor.langkah))} langkah terbuka." if rapor.langkah else " Tidak ada langkah terbuka."


def _no_way(rapor: Rapor) -> str:
    if not rapor.langkah:
        return "Tidak ada langkah yang masih dapat mengubah warna periode ini."
    return f"Warnanya tidak dapat naik lagi pada periode ini. Yang masih dapat dikerjakan: {pembacaan.steps_text(rapor.langkah)}."


@st.fragment
def draw_steps(kartu: KartuSkor, rapor: Rapor, nama_semua: str) -> None:
    """Every open step with a box to tick; the scores follow at once."""
    if not rapor.langkah:
        frame.empty_state("Tidak ada langkah terbuka.", "Semua kewajiban yang masih dapat dikerjakan pada periode ini sudah terpenuhi.")
        return
    chosen = tuple(step for step in rapor.langkah if st.session_state.get(_box(kartu, rapor, step)))
    card = what_if(kartu, {rapor.kunci: andai_langkah(rapor, chosen)})
    after = find_rapor(card, rapor.kunci)
    assert after is not None
    st.html(_outcome(kartu, rapor, card, after, nama_semua, len(chosen)))
    with st.container(horizontal=True, gap="small"):
        way = tuple(step for _, steps in list_jalan(kartu, rapor) for step in steps)
        if way:
            st.button(
                "Centang jalan termurah ke atas", key="andai_jalan", on_click=_tick, args=(kartu, rapor, way), icon=":material/checklist:"
            )
        if chosen:
            st.button("Kosongkan", key="andai_kosong", on_click=_tick, args=(kartu, rapor, ()), type="tertiary")
    with st.container(gap=None, key="andai_langkah"):
        for step in rapor.langkah:
            st.checkbox(_label(step), key=_box(kartu, rapor, step))


def _box(kartu: KartuSkor, rapor: Rapor, step: Langkah) -> str:
    return f"andai-{kartu.periode}-{rapor.kunci}-{step.kewajiban}-{step.ke}"


def _tick(kartu: KartuSkor, rapor: Rapor, steps: tuple[Langkah, ...]) -> None:
    for step in rapor.langkah:
        st.session_state[_box(kartu, rapor, step)] = step in steps


def _label(step: Langkah) -> str:
    """Markdown of a checkbox; the text may hold names from files, so its marks are taken for what they are."""
    text = escape_markdown(kapital_awal(pembacaan.step_text(step)))
    return f"{text} → {KATA_WARNA[step.ke]}, +{format_angka(step.poin, 1)} poin"


def _outcome(kartu: KartuSkor, rapor: Rapor, card: KartuSkor, after: Rapor, nama_semua: str, banyak: int) -> str:
    """Before and after, of the row and of all rows together."""
    head = f"Bila {format_angka(banyak)} langkah ini selesai" if banyak else "Centang langkah untuk melihat akibatnya"
    green = (kartu.jumlah_warna[HIJAU], card.jumlah_warna[HIJAU])
    return (
        f'<div class="p4 p4-andai" role="status"><p class="redup">{head}</p><div class="p4-andai-kisi">'
        f"<div><span>Skor {escape(rapor.nama)}</span><strong>{_moved(_graded(rapor), _graded(after))}</strong>"
        f"<span>{mengapa.warna_chip(rapor.warna)}{f' → {mengapa.warna_chip(after.warna)}' if after.warna != rapor.warna else ''}"
        f" · lengkap {format_persen(after.kelengkapan, 0)}</span></div>"
        f"<div><span>Skor {escape(nama_semua)}</span><strong>{_moved(kartu.skor, card.skor, 2)}</strong>"
        f"<span>{format_angka(green[0])}{f' → {format_angka(green[1])}' if green[0] != green[1] else ''} hijau</span></div></div></div>"
    )


def _graded(rapor: Rapor) -> float | None:
    """No number where too little is reported to give a grade."""
    return None if rapor.warna == TANPA_NILAI else rapor.skor


def _moved(before: float | None, after: float | None, desimal: int = 1) -> str:
    a, b = format_angka(before, desimal, kosong="–"), format_angka(after, desimal, kosong="–")
    return a if a == b else f"{a} → {b}"
