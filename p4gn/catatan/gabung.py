"""ONE list of follow-ups: those that came by file and those recorded in the room, with what was noted about either.

Which word counts, for a follow-up of the files: of status (with the day done), due date and owner each on its own, what the store noted
counts when it was noted after the file was received; otherwise the file, which is then the newer word. Evidence adds up.
A note finds its row by kunci_berkas; where that has changed (a sender numbered its rows anew), by region, day, words and owner, if
exactly one row has them. Notes without a row are not counted anywhere; list_tanpa_asal shows them.

Columns of the list: id, versi, sumber ('berkas' | 'catatan'), teks, topik, asal_topik ('berkas' | 'catatan' | 'teks': guessed),
kode_wilayah, nama_wilayah, tanggal (of the meeting or decision), presisi_tanggal, mulai, selesai, rapat (see kunci_rapat; None), judul_rapat,
penanggung_jawab (kunci_opd), nama_penanggung, kode_opd, pendukung (one text), tenggat, status (None: nobody wrote one), status_berkas,
asal_status ('berkas' | 'catatan'), tanggal_selesai, terbuka, umur (days from tanggal to `pada`, or to the day done; missing without a full date),
kelompok_umur ('0–30' | '31–90' | '>90', of those still open), lewat_tenggat, hari_lewat, tanpa_tenggat, bukti (tuple of Bukti),
keterangan, indikator, periode, opd, layar, pelaku, dibuat_pada, diubah_pada, diubah_oleh, pengirim, berkas, lembar, baris,
menurut_hari (its meeting was found by region and day, for its number led to none).
Dates are datetime.date, missing is None.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import is_kosong
from p4gn.catatan import basis, kata
from p4gn.catatan.baca import dunia_of, last_nomor, list_dicatat, list_rapat
from p4gn.catatan.isi import BERKAS, CATATAN, Bukti, TidakAda, TindakLanjut, kunci_berkas, kunci_rapat
from p4gn.geography.wilayah import find_wilayah_by_kode
from p4gn.scope import Scope
from p4gn.warehouse.editions import read_manifest, stempel
from p4gn.warehouse.read import query

if TYPE_CHECKING:
    import pandas as pd

_SQL = Path(__file__).with_name("tindak_lanjut.sql")
_HARI = frozenset({"tanggal", "mulai", "selesai", "tenggat", "tanggal_selesai"})
_OPD = Path(__file__).resolve().parents[2] / "data" / "reference" / "opd.csv"


@dataclass(frozen=True, slots=True)
class Butir:
    """One follow-up of the one list; what depends on the day is added by list_tindak_lanjut."""

    id: str
    versi: int
    sumber: str
    teks: str
    topik: str
    asal_topik: str
    kode_wilayah: str | None
    nama_wilayah: str | None
    tanggal: date | None
    presisi_tanggal: str | None
    mulai: date | None
    selesai: date | None
    rapat: str | None
    judul_rapat: str | None
    penanggung_jawab: str | None
    nama_penanggung: str | None
    kode_opd: str | None
    pendukung: str | None
    tenggat: date | None
    status: str | None
    status_berkas: str | None
    asal_status: str
    tanggal_selesai: date | None
    bukti: tuple[Bukti, ...] = ()
    keterangan: str = ""
    indikator: str | None = None
    periode: str | None = None
    opd: str | None = None
    layar: str | None = None
    pelaku: str | None = None
    dibuat_pada: str | None = None
    diubah_pada: str | None = None
    diubah_oleh: str | None = None
    pengirim: str | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None
    diterima_pada: datetime | None = None
    menurut_hari: bool = False

    @property
    def pemda(self) -> str | None:
        """Region of the government whose agency is responsible; without one, where it was decided."""
        kode, _, wilayah = (self.penanggung_jawab or "").rpartition("@")
        return wilayah if kode and wilayah else self.kode_wilayah


def list_tindak_lanjut(scope: Scope, pada: date | None = None, rapat: str | None = None) -> pd.DataFrame:
    """Follow-ups of a scope, overdue first, then by due date, those without one last. pada: the day from which age and lateness count, see day_of.

    Region with its parts; opd by the one responsible; of a period everything decided until its end, because what was promised earlier is
    still owed. rapat: those of one meeting, whatever the scope says beside its edition.
    """
    day = pada or day_of(scope)
    rows = [_as_row(each, day) for each in list_butir(scope.edisi) if (each.rapat == rapat if rapat else is_in(each, scope))]
    rows.sort(key=lambda row: (not row["lewat_tenggat"], not row["terbuka"], row["tenggat"] is None, row["tenggat"] or date.max, row["id"]))
    return _as_frame(rows)


def list_keputusan(edisi: str, rapat: str | None = None) -> pd.DataFrame:
    """The follow-ups of every meeting of an edition, or of one, in the order in which they were decided; columns of list_tindak_lanjut."""
    day = read_manifest(edisi).kini
    rows = [_as_row(each, day) for each in list_butir(edisi) if each.rapat and rapat in (None, each.rapat)]
    return _as_frame(sorted(rows, key=urutan_diputuskan))


def find_tindak_lanjut(edisi: str, id_tindak_lanjut: str) -> Mapping[str, Any] | None:
    """One row of list_tindak_lanjut, wherever it was decided."""
    day = read_manifest(edisi).kini
    return next((_as_row(each, day) for each in list_butir(edisi) if each.id == id_tindak_lanjut), None)


def urutan_diputuskan(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Sorts rows as they were decided: those of files as they stand there, then as they were noted."""
    return row["dibuat_pada"] or "", row["berkas"] or "", row["lembar"] or "", row["baris"] or 0, row["id"]


def butir_of(row: Mapping[str, Any]) -> Butir:
    """A row of list_tindak_lanjut as a value again."""
    return Butir(**{name: row.get(name) for name in _KOLOM})


def day_of(scope: Scope) -> date:
    """The day a view tells of: the end of its period, or the day the data of the edition reach where that comes first."""
    kini = read_manifest(scope.edisi).kini
    return min(kini, scope.akhir or kini)


def is_lewat(butir: Butir, day: date) -> bool:
    """Still owed although its due date has passed."""
    return butir.tenggat is not None and butir.tenggat < day and kata.is_terbuka(butir.status)


def list_tanpa_asal(edisi: str) -> tuple[TindakLanjut, ...]:
    """What was noted about follow-ups of the files whose row this edition does not have."""
    return _read(*key_of(edisi))[1]


def list_butir(edisi: str) -> tuple[Butir, ...]:
    """The one list of a whole edition, kept until something more is noted; withdrawn decisions are not in it."""
    return _read(*key_of(edisi))[0]


def read_asal(edisi: str, id_tindak_lanjut: str) -> dict[str, Any]:
    """A follow-up of the files as the first note about it keeps it (JSON); TidakAda where neither the edition nor the store has it."""
    row = _read_berkas(edisi, stempel(edisi)).get(id_tindak_lanjut)
    if row is None:
        raise TidakAda("Tindak lanjut ini tidak ada pada edisi yang dibuka.")
    isi = {
        "teks": row["teks"],
        "wilayah": row["kode_wilayah"],
        "tanggal": row["tanggal"] and row["tanggal"].isoformat(),
        "penanggung_jawab": row["kunci_opd"],
        "tenggat": row["tenggat"] and row["tenggat"].isoformat(),
        "status": row["status"],
        "rapat": kunci_rapat(row["kode_wilayah"], row["id_rapat"]) if row["id_rapat"] else None,
    }
    return {key: value for key, value in isi.items() if value}


def key_of(edisi: str) -> tuple[str, tuple[str, int, int], str, int]:
    """What a reading of an edition together with the store may be kept under: the edition as built, the store, and its last event."""
    return edisi, stempel(edisi), basis.find_alamat().render_as_string(hide_password=False), last_nomor()


@lru_cache(maxsize=8)
def _read(edisi: str, stamp: tuple[str, int, int], _alamat: str, _nomor: int) -> tuple[tuple[Butir, ...], tuple[TindakLanjut, ...]]:
    rows = _read_berkas(edisi, stamp)
    noted = list_dicatat(dunia_of(edisi))
    of_rows, without = _match([each for each in noted if each.sumber == BERKAS], rows)
    meetings = {each.id: each.judul for each in list_rapat(edisi)} if noted else {}
    from_files = [_of_berkas(id_butir, row, of_rows.get(id_butir)) for id_butir, row in rows.items()]
    from_room = [_of_catatan(each, meetings) for each in noted if each.sumber == CATATAN and not each.ditarik]
    return (*from_files, *from_room), without


@lru_cache(maxsize=8)
def _read_berkas(edisi: str, _stempel: tuple[str, int, int]) -> Mapping[str, Mapping[str, Any]]:
    """The follow-ups of the files by their id."""
    records = query(edisi, _SQL.read_text(encoding="utf-8")).to_dict("records")
    rows = ({str(key): _plain(str(key), value) for key, value in record.items()} for record in records)
    return {kunci_berkas(row["kode_wilayah"], row["id_tindak_lanjut"]): row for row in rows}


def _plain(nama: str, value: Any) -> Any:
    if is_kosong(value):
        return None
    if nama in _HARI:
        return date(value.year, value.month, value.day)
    if nama == "baris":
        return int(value)
    return value.to_pydatetime() if nama == "diterima_pada" else value


def _match(noted: list[TindakLanjut], rows: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, TindakLanjut], tuple[TindakLanjut, ...]]:
    found = {each.id: each for each in noted if each.id in rows}
    lost = [each for each in noted if each.id not in rows]
    if not lost:
        return found, ()
    by_content: defaultdict[tuple, list[str]] = defaultdict(list)
    for id_butir, row in rows.items():
        by_content[_content(row["kode_wilayah"], row["tanggal"], row["teks"], row["kunci_opd"])].append(id_butir)
    without = []
    for each in lost:
        same = by_content.get(_content(each.wilayah, each.tanggal, each.teks, each.asal_penanggung), [])
        if len(same) == 1 and same[0] not in found:
            found[same[0]] = each
        else:
            without.append(each)
    return found, tuple(without)


def _content(wilayah: str | None, tanggal: date | None, teks: str | None, penanggung: str | None) -> tuple:
    return wilayah or "", tanggal, re.sub(r"\W+", " ", teks or "").strip().lower(), penanggung or ""


def _of_berkas(id_butir: str, row: Mapping[str, Any], noted: TindakLanjut | None) -> Butir:
    received = row["diterima_pada"]

    def is_newer(moment: str | None) -> bool:
        return moment is not None and (received is None or datetime.fromisoformat(moment).astimezone().replace(tzinfo=None) > received)

    by_status = noted is not None and is_newer(noted.status_pada)
    by_tenggat = noted is not None and is_newer(noted.tenggat_pada)
    by_owner = noted is not None and is_newer(noted.penanggung_pada)
    owner = noted.penanggung_jawab if by_owner else row["kunci_opd"]
    nama = row["nama_baku"] or row["instansi"]
    evidence = (Bukti(row["bukti"]),) if row["bukti"] else ()
    topik = kata.topik_of_berkas(row["topik"])
    return Butir(
        id=noted.id if noted else id_butir,
        versi=noted.versi if noted else 0,
        sumber=BERKAS,
        teks=row["teks"],
        topik=topik or kata.guess_topik(row["teks"]),
        asal_topik=BERKAS if topik else "teks",
        kode_wilayah=row["kode_wilayah"],
        nama_wilayah=nama_wilayah_of(row["kode_wilayah"]),
        tanggal=row["tanggal"],
        presisi_tanggal=row["presisi_tanggal"],
        mulai=row["mulai"],
        selesai=row["selesai"],
        rapat=kunci_rapat(row["kode_wilayah"], row["id_rapat"]) if row["id_rapat"] else None,
        judul_rapat=row["judul_rapat"],
        penanggung_jawab=owner,
        nama_penanggung=nama_opd_of(owner) if by_owner else nama,
        kode_opd=_kode_opd(owner) if by_owner else row["kode_opd"],
        pendukung=(_join(noted.pendukung) if by_owner else row["pendukung"]),
        tenggat=noted.tenggat if by_tenggat else row["tenggat"],
        status=noted.status if by_status else row["status"],
        status_berkas=row["status"],
        asal_status=CATATAN if by_status else BERKAS,
        tanggal_selesai=noted.tanggal_selesai if by_status else row["tanggal_selesai"],
        bukti=(*evidence, *(noted.bukti if noted else ())),
        keterangan=noted.keterangan if by_status else "",
        layar=noted.layar if noted else None,
        diubah_pada=noted.diubah_pada if noted else None,
        diubah_oleh=noted.diubah_oleh if noted else None,
        **{name: row[name] for name in ("pengirim", "berkas", "lembar", "baris", "diterima_pada", "menurut_hari")},
    )


def _of_catatan(noted: TindakLanjut, meetings: Mapping[str, str]) -> Butir:
    same = {name: getattr(noted, name) for name in _SAMA}
    return Butir(
        **same,
        topik=noted.topik or kata.LAINNYA,
        asal_topik=CATATAN,
        kode_wilayah=noted.wilayah,
        nama_wilayah=nama_wilayah_of(noted.wilayah),
        presisi_tanggal="hari",
        mulai=noted.tanggal,
        selesai=noted.tanggal,
        judul_rapat=meetings.get(noted.rapat or ""),
        nama_penanggung=nama_opd_of(noted.penanggung_jawab),
        kode_opd=_kode_opd(noted.penanggung_jawab),
        pendukung=_join(noted.pendukung),
        status_berkas=None,
        asal_status=CATATAN,
    )


_SAMA = (
    "id", "versi", "sumber", "teks", "tanggal", "rapat", "penanggung_jawab", "tenggat", "status", "tanggal_selesai", "bukti", "keterangan",
    "indikator", "periode", "opd", "layar", "pelaku", "dibuat_pada", "diubah_pada", "diubah_oleh",
)  # fmt: skip


def is_in(butir: Butir, scope: Scope) -> bool:
    """Whether a follow-up belongs to a scope, see list_tindak_lanjut; one without a date always stands in the list."""
    return (
        scope.covers(butir.kode_wilayah)
        and (scope.akhir is None or butir.mulai is None or butir.mulai <= scope.akhir)
        and (scope.opd is None or scope.opd in (butir.penanggung_jawab, butir.kode_opd, butir.nama_penanggung))
    )


_KOLOM = tuple(each.name for each in fields(Butir))


def _as_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    names = [*_KOLOM, "terbuka", "umur", "kelompok_umur", "lewat_tenggat", "hari_lewat", "tanpa_tenggat"]
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    for name in ("terbuka", "lewat_tenggat", "tanpa_tenggat"):
        frame[name] = frame[name].astype(bool)
    return frame


def _as_row(butir: Butir, day: date) -> dict[str, Any]:
    is_open = kata.is_terbuka(butir.status)
    end = day if is_open else butir.tanggal_selesai
    known = butir.tanggal is not None and end is not None and butir.presisi_tanggal in ("hari", None)
    umur = max((end - butir.tanggal).days, 0) if known else None  # type: ignore[operator]
    late = is_lewat(butir, day)
    return {name: getattr(butir, name) for name in _KOLOM} | {
        "terbuka": is_open,
        "umur": umur,
        "kelompok_umur": kata.kelompok_umur(umur) if is_open and umur is not None else None,
        "lewat_tenggat": late,
        "hari_lewat": (day - butir.tenggat).days if late and butir.tenggat else None,
        "tanpa_tenggat": butir.tenggat is None,
    }


def nama_wilayah_of(kode: str | None) -> str | None:
    """Official name of a region."""
    found = find_wilayah_by_kode(kode) if kode else None
    return found.nama_resmi if found else None


def _kode_opd(kunci: str | None) -> str | None:
    return kunci.partition("@")[0] if kunci else None


def nama_opd_of(kunci: str | None) -> str | None:
    """Full name of an agency by its kunci_opd; the code itself where it is not in the list."""
    kode = _kode_opd(kunci)
    return _read_nama_opd().get(kode, kode) if kode else None


def _join(kunci: tuple[str, ...]) -> str | None:
    return "; ".join(str(nama_opd_of(each)) for each in kunci) or None


@lru_cache(maxsize=1)
def _read_nama_opd() -> Mapping[str, str]:
    with _OPD.open(encoding="utf-8", newline="") as lines:
        return {row["kode_opd"]: row["nama_baku"] for row in reversed(list(csv.DictReader(lines)))}
