"""Why a cell is not what it was: its value moved, its target or weight was set otherwise, or the earlier rows came in late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from p4gn.bahasa import format_angka, format_persen, format_tanggal_pendek, join_daftar
from p4gn.periode import label
from p4gn.scoring.beda import list_beda_kewajiban
from p4gn.scoring.hasil import STATUS, Rapor, Sel
from p4gn.scoring.kerangka import Kerangka, Kewajiban
from p4gn.scoring.periode import batas_kirim, list_laporan_wajib, tahun_of

NILAI, TARGET, DATA_TERLAMBAT = "nilai", "target", "data_terlambat"


@dataclass(frozen=True, slots=True)
class Alasan:
    """jenis: nilai | target | data_terlambat; teks is one sentence."""

    jenis: str
    teks: str


@dataclass(frozen=True, slots=True)
class PerubahanSel:
    """Why one cell changed since the period before; without reasons nothing did."""

    kewajiban: str
    status_lama: str | None
    status_baru: str | None
    alasan: tuple[Alasan, ...]


def explain_change(now: Rapor, before: Rapor, kerangka_now: Kerangka, kerangka_before: Kerangka, kewajiban: str) -> PerubahanSel:
    """Reasons in the order nilai, target, data_terlambat; several may hold."""
    new, old = now.sel.get(kewajiban), before.sel.get(kewajiban)
    duty_new, duty_old = _find(kerangka_now, kewajiban, now), _find(kerangka_before, kewajiban, before)
    reasons: list[Alasan] = []
    if new is not None and old is not None:
        moved = _kata_nilai(new, old, duty_new)
        reasons += [Alasan(NILAI, moved)] if moved else []
    reasons += [Alasan(TARGET, text) for text in _kata_target(duty_new, duty_old, kerangka_now, kerangka_before)]
    if old is not None and (late := _kata_terlambat(old, before, kerangka_before)):
        reasons.append(Alasan(DATA_TERLAMBAT, late))
    return PerubahanSel(kewajiban, old and old.status, new and new.status, tuple(reasons))


def _find(kerangka: Kerangka, kewajiban: str, rapor: Rapor) -> Kewajiban | None:
    subjek = "opd" if "@" in rapor.kunci else "kecamatan" if len(rapor.kunci) > 5 else "kabkota"
    return kerangka.find(kewajiban, subjek)


def _kata_nilai(new: Sel, old: Sel, duty: Kewajiban | None) -> str | None:
    """'Nilainya berubah dari 12,0% menjadi 31,5%.'; without numbers the words of the two states."""
    if new.status == old.status and (new.nilai, new.pembilang, new.penyebut) == (old.nilai, old.pembilang, old.penyebut):
        return None
    a, b = _kata_keadaan(old, duty), _kata_keadaan(new, duty)
    if a != b:
        return f"Berubah dari {a} menjadi {b}."
    if (new.pembilang, new.penyebut) != (old.pembilang, old.penyebut):
        return f"Berubah dari {_pecahan(old)} menjadi {_pecahan(new)}."
    return None


def _kata_keadaan(sel: Sel, duty: Kewajiban | None) -> str:
    word = STATUS[sel.status].kata
    if sel.nilai is None or duty is None or duty.satuan == "status":
        return f"“{word}”"
    if duty.satuan == "jumlah":
        return f"{format_angka(sel.nilai)} ({word})"
    return f"{format_persen(sel.nilai)} ({word})"


def _pecahan(sel: Sel) -> str:
    return f"{format_angka(sel.pembilang, kosong='tidak diketahui')} dari {format_angka(sel.penyebut, kosong='tidak diketahui')}"


def _kata_target(new: Kewajiban | None, old: Kewajiban | None, kerangka_now: Kerangka, kerangka_before: Kerangka) -> Iterable[str]:
    if new is None and old is None:
        return
    if new is None or old is None:
        frame = kerangka_before if new is None else kerangka_now
        yield f"Kewajiban ini hanya ada pada {frame.judul}."
        return
    for text in list_beda_kewajiban(old, new):
        yield f"{text}."


def _kata_terlambat(old: Sel, before: Rapor, kerangka: Kerangka) -> str | None:
    """Rows of the period before that came in after its last report was due."""
    if not before.periode:
        return None
    due = batas_kirim(kerangka, list_laporan_wajib(before.periode)[-1], tahun_of(before.periode))
    late = sorted({day for each in old.bukti if (day := _hari(each.diterima_pada)) is not None and day > due})
    if not late:
        return None
    days = join_daftar(format_tanggal_pendek(day) for day in (late if len(late) <= 2 else (late[0], late[-1])))
    word = "antara" if len(late) > 2 else "pada"
    return f"Data {label(before.periode)} diterima {word} {days}, sesudah batasnya {format_tanggal_pendek(due)}."


def _hari(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
