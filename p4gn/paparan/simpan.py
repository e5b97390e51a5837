"""Named briefings in the store `catatan`: which slides, in which order, with which notes; every change is kept, and nobody overwrites another unseen.

    kept = record_paparan(pencatat, Susunan("Rakor triwulan", butir))
    kept = change_paparan(pencatat, kept.id, kept.versi, butir)          # Bentrok where somebody else changed it since `versi`
    kept = add_butir(pencatat, kept.id, ButirSusunan(new_kunci("tren"), "tren", {"indikator": "orang_dites"}))   # adds, never conflicts
    read_paparan("rakor TRIWULAN") -> Susunan | None

Each writing takes `kunci_kirim` (sent twice it is stored once) and raises what p4gn.catatan raises: Bentrok, IsiSalah, TidakAda, CatatanTertutup,
CatatanLebihBaru, PeranTidakBerwenang. A briefing belongs to neither world: it says which slides, not what they hold.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from p4gn.catatan import baca, susun, tulis
from p4gn.catatan.isi import IsiSalah, Paparan, kunci_nama, to_isi
from p4gn.catatan.pribadi import find_pribadi
from p4gn.paparan.susunan import ButirSusunan, Susunan

if TYPE_CHECKING:
    from p4gn.catatan.isi import Pencatat
    from p4gn.catatan.tulis import Periksa

PANJANG_NAMA, PANJANG_CATATAN, TERBANYAK = 60, 2000, 60
ALASAN_TARIK = "tidak dipakai lagi"
NAMA_RUMAH = "Paparan rutin"  # of the briefing that comes with the house, which nobody changes


# ---- reading -----------------------------------------------------------------------------------------------------------


def list_paparan() -> tuple[Paparan, ...]:
    """Every briefing that was not withdrawn, by name."""
    return tuple(sorted((each for each in baca.list_paparan() if not each.ditarik), key=lambda each: kunci_nama(each.nama)))


def list_ditarik() -> tuple[Paparan, ...]:
    """Those withdrawn, the last one first."""
    return tuple(each for each in reversed(baca.list_paparan()) if each.ditarik)


def find_paparan(nama: str) -> Paparan | None:
    """The briefing of this name, whatever the case of its letters."""
    return next((each for each in list_paparan() if kunci_nama(each.nama) == kunci_nama(nama)), None)


def read_paparan(nama: str) -> Susunan | None:
    """Its slides; None where no briefing has this name."""
    found = find_paparan(nama)
    return None if found is None else Susunan(found.nama, found.butir)


def find_sama(butir: Sequence[ButirSusunan], baru: ButirSusunan) -> int | None:
    """The place, from 1, of a slide made the same way of the same things."""
    return next((n for n, each in enumerate(butir, 1) if (each.resep, dict(each.param)) == (baru.resep, dict(baru.param))), None)


def new_kunci(resep: str) -> str:
    """A key that no other slide of a briefing has."""
    return f"{resep}-{uuid.uuid4().hex[:8]}"


def list_resep() -> Collection[str]:
    """Names of the recipes there are; read when asked, for recipes need all that computes."""
    from p4gn.paparan.resep import RESEP

    return RESEP.keys()


# ---- writing -----------------------------------------------------------------------------------------------------------


def record_paparan(pencatat: Pencatat, susunan: Susunan, kunci_kirim: str | None = None) -> Paparan:
    """Keep a new briefing under its name."""
    nama, butir = check_nama(susunan.nama), check_butir(susunan.butir)
    return tulis.note_paparan(pencatat, None, susun.DICATAT, _isi(butir) | {"nama": nama}, None, kunci_kirim, _check(butir, nama))


def change_paparan(
    pencatat: Pencatat, id_paparan: str, versi: int, butir: Sequence[ButirSusunan], kunci_kirim: str | None = None
) -> Paparan:
    """Other slides, another order, other notes."""
    checked = check_butir(butir)
    return tulis.note_paparan(pencatat, id_paparan, susun.DIUBAH, _isi(checked), versi, kunci_kirim, _check(checked))


def add_butir(pencatat: Pencatat, id_paparan: str, butir: ButirSusunan, kunci_kirim: str | None = None) -> Paparan:
    """One more slide at the end; IsiSalah ('resep') where the briefing has the same one already."""
    checked = check_butir([butir])

    def check(connection: Any, state: Any) -> None:
        if (place := find_sama(state.butir, butir)) is not None:
            raise IsiSalah("resep", f"Grafik ini sudah ada di paparan “{state.nama}”, salindia {place}.")
        check_butir([*state.butir, *checked])
        _check(checked)(connection, state)

    return tulis.note_paparan(pencatat, id_paparan, susun.DITAMBAH, _isi(checked), None, kunci_kirim, check)


def rename_paparan(pencatat: Pencatat, id_paparan: str, versi: int, nama: str, kunci_kirim: str | None = None) -> Paparan:
    """Another name."""
    checked = check_nama(nama)
    return tulis.note_paparan(pencatat, id_paparan, susun.DINAMAI, {"nama": checked}, versi, kunci_kirim, _check((), checked))


def withdraw_paparan(
    pencatat: Pencatat, id_paparan: str, versi: int, alasan: str = ALASAN_TARIK, kunci_kirim: str | None = None
) -> Paparan:
    """Take it out of the list; it stays in the history and can be brought back."""
    return tulis.note_paparan(
        pencatat, id_paparan, susun.DITARIK, {"alasan": _check_teks("alasan", alasan, "Alasan", 300)}, versi, kunci_kirim
    )


def restore_paparan(pencatat: Pencatat, id_paparan: str, versi: int, kunci_kirim: str | None = None) -> Paparan:
    """Bring back one that was withdrawn; IsiSalah ('nama') where another has taken its name."""

    def check(_: Any, state: Any) -> None:
        _check_bebas(state.nama, state.id)

    return tulis.note_paparan(pencatat, id_paparan, susun.DIPULIHKAN, {}, versi, kunci_kirim, check)


# ---- what may be kept --------------------------------------------------------------------------------------------------


def check_nama(nama: str) -> str:
    """A name in one line, other than that of the house's own briefing."""
    tidy = _check_teks("nama", " ".join(nama.split()), "Nama paparan", PANJANG_NAMA)
    if not tidy:
        raise IsiSalah("nama", "Nama paparan masih kosong.")
    if kunci_nama(tidy) == kunci_nama(NAMA_RUMAH):
        raise IsiSalah("nama", f"“{NAMA_RUMAH}” adalah paparan bawaan dan tidak dapat ditimpa. Beri nama lain.")
    return tidy


def check_butir(butir: Sequence[ButirSusunan]) -> tuple[ButirSusunan, ...]:
    """The slides as they are kept: keys differ, notes hold no personal data."""
    if len(butir) > TERBANYAK:
        raise IsiSalah("butir", f"Satu paparan paling banyak {TERBANYAK} salindia.")
    if len({each.kunci for each in butir}) < len(butir):
        raise IsiSalah("butir", "Dua salindia bernama sama. Muat ulang halaman, lalu susun kembali.")
    return tuple(
        replace(each, catatan=_check_teks("catatan", each.catatan.strip(), f"Catatan salindia {n}", PANJANG_CATATAN))
        for n, each in enumerate(butir, 1)
    )


def _check_teks(isian: str, teks: str, sebutan: str, panjang: int) -> str:
    if len(teks) > panjang:
        raise IsiSalah(isian, f"{sebutan} terlalu panjang; paling banyak {panjang} huruf.")
    if found := find_pribadi(teks):
        raise IsiSalah(isian, f"{sebutan} memuat {found}. Tulis jabatan atau kantornya saja.")
    return teks


def _check(butir: Sequence[ButirSusunan], nama: str | None = None) -> Periksa:
    """What only the store knows, asked while nobody else writes: whether the name is free, and recipes that an older briefing still has."""

    def check(_: Any, state: Any) -> None:
        if nama is not None:
            _check_bebas(nama, state and state.id)
        unknown = {each.resep for each in butir} - set(list_resep())
        if unknown and (lost := unknown - {each.resep for one in baca.list_paparan() for each in one.butir}):
            raise IsiSalah("resep", f"Jenis salindia “{min(lost)}” tidak dikenal.")

    return check


def _check_bebas(nama: str, id_paparan: str | None) -> None:
    found = find_paparan(nama)
    if found is not None and found.id != id_paparan:
        raise IsiSalah("nama", f"Sudah ada paparan bernama “{found.nama}”. Beri nama lain.")


def _isi(butir: Sequence[ButirSusunan]) -> dict[str, Any]:
    return {"butir": [to_isi(each) for each in butir]}
