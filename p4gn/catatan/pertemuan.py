"""ONE list of meetings: those of the files of an edition and those recorded in the room.

A meeting of the files is found by kunci_rapat, the same at every build. Few files list who was invited; where none does, `diundang` is None and
nobody is absent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import is_kosong
from p4gn.catatan.baca import list_rapat
from p4gn.catatan.gabung import key_of, nama_opd_of, nama_wilayah_of
from p4gn.catatan.isi import BERKAS, CATATAN, Rapat, TidakAda, kunci_rapat
from p4gn.warehouse.read import query_rows, read_list

if TYPE_CHECKING:
    from p4gn.scope import Scope

_PESERTA = Path(__file__).with_name("peserta.sql")
DIRENCANAKAN, BERJALAN, SELESAI = "direncanakan", "berjalan", "selesai"


@dataclass(frozen=True, slots=True)
class Peserta:
    """An agency at a meeting; None where nothing says whether it was invited or came."""

    kunci: str | None
    nama: str
    diundang: bool | None = None
    hadir: bool | None = None


@dataclass(frozen=True, slots=True)
class Pertemuan:
    """One meeting of the one list. mulai, selesai: the days between which it took place, None without any date; dasar_hukum, kesimpulan and
    agenda: one text each; versi 0 and no pelaku for a meeting of the files; berkas, lembar, baris: its row, for a meeting of the files."""

    id: str
    versi: int
    sumber: str
    keadaan: str
    judul: str
    jenis: str | None
    tanggal: date | None
    tanggal_sampai: date | None
    presisi_tanggal: str | None
    tahun: int | None
    mulai: date | None
    selesai: date | None
    kode_wilayah: str | None
    nama_wilayah: str | None
    tempat: str | None
    penyelenggara: str | None
    pimpinan: str | None
    agenda: tuple[str, ...] = ()
    peserta: tuple[Peserta, ...] = ()
    jumlah_peserta: int | None = None
    dasar_hukum: tuple[str, ...] = ()
    kesimpulan: tuple[str, ...] = ()
    tanggal_tertulis: str | None = None
    tanda_tanggal: str | None = None
    sumber_url: str | None = None
    sumber_media: str | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None
    dimulai_pada: str | None = None
    ditutup_pada: str | None = None
    pelaku: str | None = None

    @property
    def hadir(self) -> tuple[Peserta, ...]:
        """Those who came."""
        return tuple(each for each in self.peserta if each.hadir)

    @property
    def absen(self) -> tuple[Peserta, ...]:
        """Those who were invited and did not come."""
        return tuple(each for each in self.peserta if each.diundang and each.hadir is False)

    def lies_in(self, awal: date | None, akhir: date | None) -> bool:
        """Whether it took place wholly between two days (None: no bound); without a date only where there is no bound."""
        after = awal is None or (self.mulai is not None and self.mulai >= awal)
        return after and (akhir is None or (self.selesai is not None and self.selesai <= akhir))


def list_pertemuan(scope: Scope) -> tuple[Pertemuan, ...]:
    """Meetings of a scope, newest first, undated last: region with its parts, period as elsewhere, opd: among those who came or were invited."""
    return tuple(each for each in read_semua_pertemuan(scope.edisi) if _is_in(each, scope))


def read_pertemuan(edisi: str, id_rapat: str) -> Pertemuan:
    """One meeting by its id; TidakAda where neither the edition nor the store has it, or it was withdrawn."""
    found = _by_id(*key_of(edisi)).get(id_rapat)
    if found is None:
        raise TidakAda("Rapat ini tidak ada pada edisi yang dibuka, atau sudah ditarik.")
    return found


def find_tetangga(edisi: str, pertemuan: Pertemuan) -> tuple[Pertemuan | None, Pertemuan | None]:
    """The meeting before and the one after on the same matter: of exactly the same region and the same kind, by day."""
    same = [
        each
        for each in reversed(read_semua_pertemuan(edisi))
        if each.mulai and (each.kode_wilayah, each.jenis) == (pertemuan.kode_wilayah, pertemuan.jenis)
    ]
    place = next((index for index, each in enumerate(same) if each.id == pertemuan.id), None)
    if place is None:
        return None, None
    return (same[place - 1] if place else None), (same[place + 1] if place + 1 < len(same) else None)


def read_semua_pertemuan(edisi: str) -> tuple[Pertemuan, ...]:
    """Every meeting that the edition and the store know, newest first, undated last."""
    return tuple(_by_id(*key_of(edisi)).values())


@lru_cache(maxsize=8)
def _by_id(edisi: str, stamp: tuple[str, int, int], _alamat: str, _nomor: int) -> Mapping[str, Pertemuan]:
    every = [*_read_berkas(edisi, stamp), *(_of_catatan(each) for each in list_rapat(edisi))]
    every.sort(key=lambda each: (each.mulai is not None, each.mulai or date.min, each.dimulai_pada or "", each.id), reverse=True)
    return {each.id: each for each in every}


@lru_cache(maxsize=8)
def _read_berkas(edisi: str, _stempel: tuple[str, int, int]) -> tuple[Pertemuan, ...]:
    peserta, kesimpulan = defaultdict(list), defaultdict(list)
    for id_rapat, kunci, nama, diundang, hadir, _ in query_rows(edisi, _PESERTA.read_text(encoding="utf-8")):
        peserta[id_rapat].append(Peserta(kunci or None, nama, diundang, hadir))
    for row in read_list(edisi, "kesimpulan").itertuples():
        kesimpulan[row.id_rapat].append(row.kesimpulan)
    rows = read_list(edisi, "rapat").to_dict("records")
    return tuple(_of_berkas({str(key): _plain(value) for key, value in row.items()}, peserta, kesimpulan) for row in rows)


def _plain(value: Any) -> Any:
    return None if is_kosong(value) else value


def _of_berkas(row: Mapping[str, Any], peserta: Mapping[str, list[Peserta]], kesimpulan: Mapping[str, list[str]]) -> Pertemuan:
    days = {
        name: row[name] and date(row[name].year, row[name].month, row[name].day)
        for name in ("tanggal", "tanggal_sampai", "mulai", "selesai")
    }
    numbers = {name: None if row[name] is None else int(row[name]) for name in ("tahun", "jumlah_peserta", "baris")}
    same = {name: row[name] for name in _SAMA}
    return Pertemuan(
        id=kunci_rapat(row["kode_wilayah"], row["id_rapat"]),
        versi=0,
        sumber=BERKAS,
        keadaan=SELESAI,
        jenis=row["jenis_rapat"],
        nama_wilayah=row["nama_wilayah"] or row["wilayah_tertulis"],
        pimpinan=row["pimpinan_jabatan"],
        peserta=tuple(peserta.get(row["id_rapat"], ())),
        dasar_hukum=(row["dasar_hukum"],) if row["dasar_hukum"] else (),
        kesimpulan=tuple(kesimpulan.get(row["id_rapat"], ())),
        **same,
        **days,
        **numbers,
    )


_SAMA = (
    "judul", "presisi_tanggal", "kode_wilayah", "tempat", "penyelenggara", "tanggal_tertulis", "tanda_tanggal",
    "sumber_url", "sumber_media", "berkas", "lembar",
)  # fmt: skip


def _of_catatan(rapat: Rapat) -> Pertemuan:
    invited, came = set(rapat.undangan), set(rapat.hadir)
    # Without a word of who came nobody is absent.
    people = tuple(
        Peserta(kunci, str(nama_opd_of(kunci)), kunci in invited if invited else None, kunci in came if came else None)
        for kunci in dict.fromkeys((*rapat.undangan, *rapat.hadir))
    )
    return Pertemuan(
        id=rapat.id,
        versi=rapat.versi,
        sumber=CATATAN,
        keadaan=rapat.keadaan,
        judul=rapat.judul,
        jenis=rapat.jenis,
        tanggal=rapat.tanggal,
        tanggal_sampai=None,
        presisi_tanggal="hari",
        tahun=rapat.tanggal.year,
        mulai=rapat.tanggal,
        selesai=rapat.tanggal,
        kode_wilayah=rapat.wilayah,
        nama_wilayah=nama_wilayah_of(rapat.wilayah),
        tempat=rapat.tempat or None,
        penyelenggara=rapat.penyelenggara or None,
        pimpinan=rapat.pimpinan or None,
        agenda=rapat.agenda,
        peserta=people,
        dasar_hukum=rapat.dasar_hukum,
        kesimpulan=rapat.kesimpulan,
        sumber_url=rapat.sumber_url or None,
        dimulai_pada=rapat.dimulai_pada,
        ditutup_pada=rapat.ditutup_pada,
        pelaku=rapat.pelaku or None,
    )


def _is_in(each: Pertemuan, scope: Scope) -> bool:
    known = [name for agency in each.peserta for name in (agency.kunci, (agency.kunci or "").partition("@")[0], agency.nama)]
    return scope.covers(each.kode_wilayah) and each.lies_in(scope.awal, scope.akhir) and (scope.opd is None or scope.opd in known)
