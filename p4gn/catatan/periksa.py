"""What may be written into the store: every field checked before anything is opened; IsiSalah names the field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from p4gn.catatan.isi import IsiSalah, Keputusan, Pencatat, RapatBaru
from p4gn.catatan.kata import guess_topik, list_status, list_topik
from p4gn.catatan.pribadi import find_pribadi, is_jabatan
from p4gn.peran import PERAN, PUBLIK, PeranTidakBerwenang
from p4gn.scope import WilayahTidakDikenal, tingkat_of_kode

_PANJANG, _PANJANG_JABATAN, _PANJANG_TAUTAN = 1000, 120, 1000
_TAUTAN = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")


def today() -> date:
    """The day on the clock on the wall."""
    return datetime.now().astimezone().date()


def check_pencatat(pencatat: Pencatat) -> Pencatat:
    """The role may write and the signature is an office."""
    if pencatat.peran not in PERAN or pencatat.peran == PUBLIK:
        raise PeranTidakBerwenang("Mencatat keputusan hanya terbuka bagi pimpinan, analis, dan operator.")
    return replace(pencatat, pelaku=check_jabatan("pelaku", pencatat.pelaku))


def check_jabatan(isian: str, teks: str) -> str:
    """An office in one line."""
    tidy = " ".join(teks.split())
    if not is_jabatan(tidy) or len(tidy) > _PANJANG_JABATAN:
        raise IsiSalah(
            isian, "Isi nama jabatan atau kantor saja, misalnya “Kepala Bidang Kesbangpol”, tanpa nama orang, gelar, atau nomor."
        )
    return tidy


def check_teks(isian: str, teks: str, sebutan: str, wajib: bool = True) -> str:
    """A text without personal data, its white space tidied."""
    tidy = " ".join(teks.split())
    if wajib and not re.search(r"[^\W_]", tidy):
        raise IsiSalah(isian, f"{sebutan} masih kosong.")
    if len(tidy) > _PANJANG:
        raise IsiSalah(isian, f"{sebutan} terlalu panjang; paling banyak {_PANJANG} huruf.")
    if found := find_pribadi(tidy):
        raise IsiSalah(isian, f"{sebutan} memuat {found}. Tulis jabatan atau kantornya saja.")
    return tidy


def check_opd(isian: str, kunci: str | None) -> str | None:
    """A kunci_opd such as 'DINKES@63' (an agency without a region has no '@'); None stays None."""
    if not kunci or not kunci.strip():
        return None
    nama, ada, kode = kunci.strip().partition("@")
    if ada:
        check_wilayah(isian, kode)
    return check_teks(isian, nama, "Nama OPD") + ada + kode


def check_banyak_opd(isian: str, kunci: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order given."""
    return tuple(dict.fromkeys(each for each in (check_opd(isian, item) for item in kunci) if each))


def check_wilayah(isian: str, kode: str) -> str:
    """A region code, or 'nasional'."""
    try:
        tingkat_of_kode(kode)
    except WilayahTidakDikenal as error:
        raise IsiSalah(isian, str(error)) from error
    return kode


def check_status(status: str, tanggal: date | None) -> tuple[str, date | None]:
    """A known status; 'selesai' has the day on which it was done, by default today, never one to come."""
    if status not in {each.id for each in list_status()}:
        raise IsiSalah("status", f"Status “{status}” tidak dikenal. Pilih: {', '.join(each.id for each in list_status())}.")
    if status != "selesai":
        return status, None
    done = tanggal or today()
    if done > today():
        raise IsiSalah("tanggal", "Tanggal selesai belum tiba.")
    return status, done


def check_topik(topik: str | None, teks: str) -> str:
    """The topic given, or the one that the text suggests."""
    if topik is not None and topik not in {each.id for each in list_topik()}:
        raise IsiSalah("topik", f"Topik “{topik}” tidak dikenal. Pilih: {', '.join(each.id for each in list_topik())}.")
    return topik or guess_topik(teks)


def check_tautan(tautan: str) -> str:
    """An address on the web."""
    tidy = tautan.strip()
    if not _TAUTAN.fullmatch(tidy) or len(tidy) > _PANJANG_TAUTAN:
        raise IsiSalah("tautan", "Tautan bukti ditulis lengkap, diawali http:// atau https://.")
    return tidy


def check_tenggat(tenggat: date | None, tanggal: date | None) -> date | None:
    """No due date before the decision."""
    if tenggat and tanggal and tenggat < tanggal:
        raise IsiSalah("tenggat", "Tenggat mendahului tanggal keputusannya. Periksa tahunnya.")
    return tenggat


def check_keputusan(keputusan: Keputusan) -> Keputusan:
    """The decision as it is kept, with its topic and its day."""
    teks = check_teks("teks", keputusan.teks, "Isi keputusan")
    tanggal = keputusan.tanggal or today()
    status, _ = check_status(keputusan.status, None)
    owner = check_opd("penanggung_jawab", keputusan.penanggung_jawab)
    return replace(
        keputusan,
        teks=teks,
        penanggung_jawab=owner,
        pendukung=tuple(each for each in check_banyak_opd("pendukung", keputusan.pendukung) if each != owner),
        tenggat=check_tenggat(keputusan.tenggat, tanggal),
        status=status,
        topik=check_topik(keputusan.topik, teks),
        wilayah=check_wilayah("wilayah", keputusan.wilayah),
        tanggal=tanggal,
        bukti=tuple(replace(each, tautan=check_tautan(each.tautan)) for each in keputusan.bukti),
    )


def check_rapat(rapat: RapatBaru) -> RapatBaru:
    """The meeting as it is kept."""
    lists = {
        name: tuple(check_teks(name, each, sebutan) for each in getattr(rapat, name) if each.strip())
        for name, sebutan in (("agenda", "Agenda"), ("dasar_hukum", "Dasar hukum"), ("kesimpulan", "Kesimpulan"))
    }
    return replace(
        rapat,
        judul=check_teks("judul", rapat.judul, "Judul rapat"),
        wilayah=check_wilayah("wilayah", rapat.wilayah),
        jenis=check_teks("jenis", rapat.jenis, "Jenis rapat"),
        tempat=check_teks("tempat", rapat.tempat, "Tempat", wajib=False),
        penyelenggara=check_teks("penyelenggara", rapat.penyelenggara, "Penyelenggara", wajib=False),
        pimpinan=check_jabatan("pimpinan", rapat.pimpinan) if rapat.pimpinan.strip() else "",
        undangan=check_banyak_opd("undangan", rapat.undangan),
        hadir=check_banyak_opd("hadir", rapat.hadir),
        sumber_url=check_tautan(rapat.sumber_url) if rapat.sumber_url else "",
        **lists,
    )
