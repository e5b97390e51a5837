"""Slides of meetings: what was promised last time, what must be decided today, what was decided today, and all alerts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal, is_kosong, join_ringkas
from p4gn.catatan.isi import CATATAN
from p4gn.catatan.kalimat import owner_text, status_text, tenggat_text
from p4gn.catatan.ringkas import count_butir, find_rapat_terakhir
from p4gn.paparan import isi, judul
from p4gn.paparan.isi import Slide
from p4gn.peringatan import find_alasan, list_peringatan, sentence
from p4gn.peringatan.aturan import list_berlaku
from p4gn.warehouse.editions import read_manifest

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.peringatan.isi import Peringatan
    from p4gn.scope import Scope

_PANJANG = 90  # letters of a decision on a slide
_KOLOM = (isi.KolomDaftar("Keputusan", 4), isi.KolomDaftar("Penanggung jawab", 2), isi.KolomDaftar("Keadaan", 2))


def make_janji(scope: Scope, param: Mapping[str, str]) -> Slide:
    """The decisions of the last meeting of this region and what became of them; the overdue first."""
    found = catatan.list_tindak_lanjut(scope)
    last = find_rapat_terakhir(found, scope.kode_wilayah) if not found.empty else None
    rows = _rows(last) if last is not None else []
    return Slide(
        "janji_lalu", "janji_lalu", "Janji rapat lalu", _promise_headline(last), _decisions(rows, "Belum ada keputusan rapat yang tercatat."), "",
        _meeting(rows[0]) if rows else "", "", "tindak-lanjut", tindakan="catat",
    )  # fmt: skip


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{name: None if is_kosong(value) else value for name, value in row.items()} for row in frame.to_dict("records")]


def _decisions(rows: Sequence[Mapping[str, Any]], kosong: str) -> isi.Daftar:
    return isi.Daftar(_KOLOM, tuple(map(_decision, rows)), kosong, 4, "keputusan")


def _decision(row: Mapping[str, Any]) -> tuple[isi.Sel, ...]:
    look = "merah" if row["lewat_tenggat"] else "hijau" if row["status"] == "selesai" else ""
    state = (
        status_text(row, pendek=True)
        if row["status"] in ("selesai", "batal")
        else f"{status_text(row, pendek=True)}, {tenggat_text(row, pendek=True)}"
    )
    return isi.Sel(shorten(row["teks"], _PANJANG, placeholder=" …")), isi.Sel(owner_text(row)), isi.Sel(state, rupa=look)


def _meeting(row: Mapping[str, Any]) -> str:
    """'Rakor Tim Terpadu, 27 Oktober 2026.'"""
    parts = [row["judul_rapat"], format_tanggal(row["tanggal"], row["presisi_tanggal"] or "hari")]
    return f"{', '.join(each for each in parts if each)}."


def _promise_headline(last: pd.DataFrame | None) -> str:
    if last is None or last.empty:
        return "Belum ada keputusan rapat yang tercatat"
    count = count_butir(last)
    total, done, late = count["total"], count["selesai"], count["lewat"]
    if done == total:
        return (
            "Satu-satunya keputusan rapat terakhir sudah selesai"
            if total == 1
            else f"Semua {format_angka(total)} keputusan rapat terakhir sudah selesai"
        )
    told = f"{format_angka(done)} selesai" if done else "belum ada yang selesai"
    rest = f", {format_angka(late)} lewat tenggat" if late else ""
    return judul.pick(f"Dari {format_angka(total)} keputusan rapat terakhir, {told}{rest}")


# ---- what must be decided --------------------------------------------------------------------------------------------


def make_putusan(scope: Scope, param: Mapping[str, str]) -> Slide:
    """One row per rule that found something: what, who, and how long; see p4gn.peringatan."""
    found = list_peringatan(scope)
    names = {each.id: each.judul for each in list_berlaku(read_manifest(scope.edisi).kini)}
    groups: dict[str, list[Peringatan]] = defaultdict(list)
    for each in found:
        groups[each.aturan].append(each)
    kolom = (isi.KolomDaftar("Perkara", 3), isi.KolomDaftar("Siapa", 4), isi.KolomDaftar("Banyaknya", 1, True, "angka"))
    baris = tuple(
        (isi.Sel(names[rule]), isi.Sel(_who(group)), isi.Sel(format_angka(len(group)), float(len(group))))
        for rule, group in groups.items()
        if rule in names
    )
    kosong = find_alasan(scope) or "Tidak ada perkara terbuka menurut aturan peringatan."
    if not baris:
        head = "Perkara belum dapat dinilai pada edisi ini" if find_alasan(scope) else "Tidak ada perkara yang menunggu putusan"
    else:
        head = judul.pick(f"{format_angka(len(baris))} perkara menunggu putusan, {format_angka(len(found))} peringatan seluruhnya")
    return Slide(
        "putusan",
        "putusan",
        "Perlu diputuskan hari ini",
        head,
        isi.Daftar(kolom, baris, kosong, 5, "perkara"),
        "",
        "",
        "",
        "peringatan",
        tindakan="catat",
    )


def _who(group: Sequence[Peringatan]) -> str:
    return join_ringkas(list(dict.fromkeys(each.subjek for each in group)), 2)


def make_peringatan(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Every alert, the most important first."""
    found = list_peringatan(scope)
    kolom = (isi.KolomDaftar("Siapa", 2), isi.KolomDaftar("Peringatan", 4), isi.KolomDaftar("Hari", 1, True, "angka"))
    baris = tuple(
        (isi.Sel(each.subjek), isi.Sel(each.teks), isi.Sel("–" if each.hari is None else format_angka(each.hari), each.hari))
        for each in found
    )
    kosong = find_alasan(scope) or "Tidak ada peringatan."
    head = (
        f"{format_angka(len(found))} peringatan menurut aturan yang berlaku"
        if found
        else "Tidak ada peringatan menurut aturan yang berlaku"
    )
    notes = sentence(found, list_berlaku(read_manifest(scope.edisi).kini))
    return Slide(
        "peringatan", "peringatan", "Peringatan", head, isi.Daftar(kolom, baris, kosong, 5, "peringatan"), "", notes, "", "peringatan"
    )


# ---- decided today ---------------------------------------------------------------------------------------------------


def make_keputusan(scope: Scope, param: Mapping[str, str]) -> Slide:
    """What was noted in the room today, in this region."""
    found = catatan.list_tindak_lanjut(scope)
    rows = [row for row in _rows(found) if row["sumber"] == CATATAN and _is_today(row["dibuat_pada"])] if not found.empty else []
    number = len(rows)
    head = f"{format_angka(number)} keputusan dicatat hari ini" if number else "Belum ada keputusan yang dicatat hari ini"
    return Slide(
        "keputusan_hari_ini", "keputusan_hari_ini", "Keputusan hari ini", head,
        _decisions(rows, "Belum ada keputusan. Tekan C untuk mencatat."), "", "", "", "tindak-lanjut", tindakan="catat",
    )  # fmt: skip


def _is_today(dibuat_pada: str | None) -> bool:
    return dibuat_pada is not None and datetime.fromisoformat(dibuat_pada).astimezone().date() == date.today()
