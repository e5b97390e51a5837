"""Why a cell is not what it was: its value moved, its target or weight was set otherwise, or the earlier rows came in late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from p4gn.bahasa import format_angka, format_persen, format_tanggal_pendek, join_daftar, kecil_awal
from p4gn.periode import label
from p4gn.scoring.beda import list_beda_kewajiban
from p4gn.scoring.hasil import INFORMASI, STATUS, Rapor, Sel
from p4gn.scoring.kerangka import Kerangka, Kewajiban
from p4gn.scoring.periode import batas_kirim, list_laporan_wajib, tahun_of

NILAI, TARGET, DATA_TERLAMBAT = "nilai", "target", "data_terlambat"
_SATUAN_STATUS = MappingProxyType({"satgas": "penggiat", "laporan": "laporan tepat waktu", "laporan_wilayah": "laporan tepat waktu"})


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
    """'Berubah dari 12,0% (sebagian) menjadi 31,5% (terpenuhi).'; without numbers the words of the two states."""
    a, b = _kata_keadaan(old, duty), _kata_keadaan(new, duty)
    if a != b:
        return f"Berubah dari {a} menjadi {b}."
    if duty is not None and duty.satuan == "status":
        return _kata_hitungan(new, old)
    if old.pembilang is None and new.pembilang is None:
        return _kata_penyebut(new, old)
    if (new.pembilang, new.penyebut) != (old.pembilang, old.penyebut):
        return f"Berubah dari {_pecahan(old)} menjadi {_pecahan(new)}."
    return None


def _kata_keadaan(sel: Sel, duty: Kewajiban | None) -> str:
    word = STATUS[sel.status].kata
    if sel.status == INFORMASI and sel.nilai is None:
        return sel.teks
    if sel.nilai is None or duty is None or duty.satuan == "status":
        return f"“{word}”"
    value = format_angka(sel.nilai) if duty.satuan == "jumlah" else format_persen(sel.nilai)
    return value if sel.status == INFORMASI else f"{value} ({word})"


def _kata_hitungan(new: Sel, old: Sel) -> str | None:
    """What is counted beside a status that stayed; staff that grew is no change of it."""
    unit = _SATUAN_STATUS.get(new.kewajiban)
    if unit is None or new.pembilang is None or old.pembilang is None or new.pembilang == old.pembilang:
        return None
    return f"Berubah dari {format_angka(old.pembilang)} menjadi {format_angka(new.pembilang)} {unit}."


def _kata_penyebut(new: Sel, old: Sel) -> str | None:
    """Nothing was reported both times, but of a number that changed."""
    if new.penyebut is None or old.penyebut is None or new.penyebut == old.penyebut:
        return None
    return f"Pembaginya berubah dari {format_angka(old.penyebut)} menjadi {format_angka(new.penyebut)}."


def _pecahan(sel: Sel) -> str:
    return f"{format_angka(sel.pembilang, kosong='yang tidak diketahui')} dari {format_angka(sel.penyebut, kosong='yang tidak diketahui')}"


def _kata_target(new: Kewajiban | None, old: Kewajiban | None, kerangka_now: Kerangka, kerangka_before: Kerangka) -> Iterable[str]:
    if new is None and old is None:
        return
    if new is None or old is None:
        frame = kerangka_before if new is None else kerangka_now
        yield f"Kewajiban ini hanya ada pada {frame.judul}."
        return
    for text in list_beda_kewajiban(replace(old, usaha=new.usaha), new):  # effort orders steps, it moves no colour
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
    return f"Data {kecil_awal(label(before.periode))} diterima {word} {days}, sesudah batasnya {format_tanggal_pendek(due)}."


def _hari(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
