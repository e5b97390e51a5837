"""Why a cell has its colour: value, rule, framework, legal basis, source rows, and what changed since the period before."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from p4gn.bahasa import format_angka, format_tanggal, kapital_awal, kecil_awal
from p4gn.periode import label
from p4gn.scoring import aturan
from p4gn.scoring.hasil import STATUS
from p4gn.scoring.kartu import find_rapor, find_sebelum
from p4gn.scoring.periode import periode_sebelum
from p4gn.scoring.perubahan import explain_change
from ui import asal
from ui.figures.kartu import KATA_WARNA

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from p4gn.scoring.hasil import KartuSkor, Rapor, Sel
    from p4gn.scoring.kerangka import Kewajiban

_JENIS_ALASAN = {"nilai": "Nilainya", "target": "Aturannya", "data_terlambat": "Datanya"}


def status_chip(status: str) -> str:
    """Symbol and word of a cell in its colour, as HTML."""
    return f'<span class="p4-status k-{status}"><b>{STATUS[status].simbol}</b> {escape(STATUS[status].kata)}</span>'


def warna_chip(warna: str) -> str:
    """The colour of a whole row: '✓ hijau'."""
    return f'<span class="p4-status k-{warna}"><b>{STATUS[warna].simbol}</b> {escape(KATA_WARNA[warna])}</span>'


def why_html(kartu: KartuSkor, rapor: Rapor, kewajiban: Kewajiban, scope: Scope) -> str:
    """Everything that made this cell what it is."""
    sel = rapor.sel[kewajiban.id]
    parts = [
        f'<p class="p4-kalimat">{status_chip(sel.status)} {escape(_told(sel))}</p>',
        _notes(sel),
        _steps(sel),
        f"<h4>Dari mana warnanya</h4>{_facts(kartu, kewajiban, sel)}",
        f"<h4>Dibanding {escape(_before_label(kartu))}</h4>{_change(kartu, rapor, kewajiban)}",
        f"<h4>Asal datanya</h4>{_sources(sel, scope)}",
    ]
    return f'<div class="p4 p4-mengapa">{"".join(parts)}</div>'


def _told(sel: Sel) -> str:
    return f"{kapital_awal(sel.teks)}." if sel.teks and not sel.teks.endswith(".") else sel.teks or STATUS[sel.status].penjelasan


def _notes(sel: Sel) -> str:
    return "".join(f'<p class="redup">{escape(note)}</p>' for note in sel.catatan)


def _steps(sel: Sel) -> str:
    """The ways to a better colour, each with what it gains."""
    if not sel.langkah:
        return ""
    lines = "".join(
        f'<li>{warna_chip(step.ke)} {escape(kapital_awal(step.teks))} <span class="redup">(+{format_angka(step.poin, 1)} poin)</span></li>'
        for step in sel.langkah
    )
    return f'<h4>Yang diperlukan</h4><ul class="p4-langkah-sel">{lines}</ul>'


def _facts(kartu: KartuSkor, kewajiban: Kewajiban, sel: Sel) -> str:
    facts = [
        ("Dihitung", _counted(sel)),
        ("Target", aturan.target_text(kewajiban)),
        ("Aturan", None),
        ("Rumus", kewajiban.rumus),
        ("Bobot", "0, hanya keterangan" if kewajiban.is_informasi else f"{format_angka(kewajiban.bobot)} dari {_total(kartu)}"),
        ("Batas waktu", aturan.jatuh_tempo_text(kartu.kerangka, kewajiban)),
        ("Kerangka", f"{kartu.kerangka.label()}; keadaan dinilai per {format_tanggal(kartu.posisi)}"),
        ("Dasar hukum", "; ".join(each.nama for each in kewajiban.dasar_hukum)),
    ]
    rows = "".join(
        f"<dt>{name}</dt><dd>{_rules(kewajiban, kartu.periode) if value is None else escape(value)}</dd>"
        for name, value in facts
        if value is None or value
    )
    return f'<dl class="p4-fakta">{rows}</dl>'


def _total(kartu: KartuSkor) -> str:
    return format_angka(sum(each.bobot for each in kartu.kerangka.list_kewajiban(kartu.subjek)))


def _counted(sel: Sel) -> str:
    """'38 dari 127, penyebut per 30 Juni 2026'; nothing where numbers are unknown or hidden."""
    day = f"keadaan per {format_tanggal(sel.pada)}" if sel.pada is not None else ""
    if sel.pembilang is None or sel.penyebut is None:
        return day
    share = f"{format_angka(sel.pembilang)} dari {format_angka(sel.penyebut)}"
    return f"{share}, penyebut per {format_tanggal(sel.pada)}" if sel.pada is not None else share


def _rules(kewajiban: Kewajiban, periode: str) -> str:
    rules = aturan.list_aturan_warna(kewajiban, periode)
    if not rules:
        return "Hanya keterangan, tidak dinilai."
    return "<br>".join(f"{warna_chip(colour)} {escape(rule)}" for colour, rule in rules)


def _before_label(kartu: KartuSkor) -> str:
    """'tahun 2025', 'semester I 2026'"""
    return kecil_awal(label(periode_sebelum(kartu.periode)))


def _change(kartu: KartuSkor, rapor: Rapor, kewajiban: Kewajiban) -> str:
    before = find_sebelum(kartu)
    earlier = find_rapor(before, rapor.kunci) if before else None
    if before is None or earlier is None:
        return '<p class="redup">Belum ada kartu skor periode lalu untuk dibandingkan.</p>'
    found = explain_change(rapor, earlier, kartu.kerangka, before.kerangka, kewajiban.id)
    if not found.alasan:
        return '<p class="redup">Tidak berubah.</p>'
    lines = "".join(f"<li><strong>{_JENIS_ALASAN[each.jenis]}:</strong> {escape(each.teks)}</li>" for each in found.alasan)
    return f'<ul class="p4-poin">{lines}</ul>'


def _sources(sel: Sel, scope: Scope) -> str:
    if not sel.bukti:
        return '<p class="redup">Tidak ada baris laporan yang dipakai.</p>'
    lines = "".join(f"<li>{asal.bukti_line(each, scope)}</li>" for each in sel.bukti)
    return f'<ul class="p4-poin p4-asal">{lines}</ul>'
