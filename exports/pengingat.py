"""Reminders of follow-ups, one for each agency that owes something: a text ready for WhatsApp, and one table for all.

What a reminder says comes from `catatan.list_tindak_lanjut(scope, pada=kini)`. It is addressed to an office, never to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exports.berkas import DATA_PER, EDISI, tanda_of
from exports.butir import Baris, kata_status, satu_baris
from p4gn.bahasa import format_angka, format_tanggal
from p4gn.catatan.pribadi import find_pribadi
from p4gn.geography.wilayah import find_wilayah_by_kode
from p4gn.lembar_csv import Isi, write_csv
from p4gn.pengirim import nama_pengirim
from p4gn.scope import NASIONAL

DALAM_HARI = 30
_LEWAT, _SEGERA, _TANPA = "lewat tenggat", "segera jatuh tempo", "tanpa tenggat"
_KOLOM = (
    "OPD", "Wilayah OPD", "Keadaan", "Tindak lanjut", "Tenggat", "Hari lewat", "Hari lagi", "Status", "Rapat", "Tanggal rapat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pengingat:
    """What one agency ('DINKES@63') is reminded of: overdue, due within some days, without a due date; nanti: due later, only counted."""

    kunci: str
    nama: str
    tempat: str
    lewat: tuple[Baris, ...] = ()
    segera: tuple[Baris, ...] = ()
    tanpa: tuple[Baris, ...] = ()
    nanti: tuple[Baris, ...] = ()

    @property
    def label(self) -> str:
        """'Dinas Kesehatan Kota Banjarmasin'"""
        return nama_pengirim(self.kunci) if self.tempat else self.nama

    @property
    def butir(self) -> tuple[Baris, ...]:
        """Everything it still owes."""
        return (*self.lewat, *self.segera, *self.tanpa, *self.nanti)

    @property
    def jumlah(self) -> int:
        """Of how many it is reminded."""
        return len(self.lewat) + len(self.segera) + len(self.tanpa)

    @property
    def ringkas(self) -> str:
        """'2 lewat tenggat, 1 segera jatuh tempo'"""
        counted = ((len(self.lewat), _LEWAT), (len(self.segera), _SEGERA), (len(self.tanpa), _TANPA))
        return ", ".join(f"{format_angka(number)} {name}" for number, name in counted if number)


def list_pengingat(rows: Iterable[Baris], kini: date, dalam: int = DALAM_HARI) -> tuple[Pengingat, ...]:
    """One for each agency that is to be reminded, by region and name; what nobody is responsible for is in none of them."""
    by_owner: dict[str, list[Baris]] = {}
    for row in rows:
        owner = _kunci(row)
        if row["terbuka"] and owner:
            by_owner.setdefault(owner, []).append(row)
    made = (_pengingat(owner, found, kini, dalam) for owner, found in by_owner.items())
    return tuple(sorted((each for each in made if each.jumlah), key=lambda each: (each.kunci.rpartition("@")[2], each.nama, each.kunci)))


def list_tanpa_penanggung(rows: Iterable[Baris]) -> list[Baris]:
    """Still owed, and nobody to be reminded of it."""
    return [row for row in rows if row["terbuka"] and not _kunci(row)]


def _kunci(row: Baris) -> str | None:
    """A name that the list of agencies does not know belongs to the region where it was decided."""
    if row["penanggung_jawab"]:
        return row["penanggung_jawab"]
    return f"{row['nama_penanggung']}@{row['kode_wilayah'] or ''}" if row["nama_penanggung"] else None


def _pengingat(kunci: str, rows: Sequence[Baris], kini: date, dalam: int) -> Pengingat:
    dated = [row for row in rows if row["tenggat"] is not None and not row["lewat_tenggat"]]
    place = find_wilayah_by_kode(kunci.rpartition("@")[2]) if "@" in kunci else None
    return Pengingat(
        kunci,
        str(rows[0]["nama_penanggung"] or kunci),
        place.nama_lengkap if place else "",
        lewat=tuple(row for row in rows if row["lewat_tenggat"]),
        segera=tuple(row for row in dated if (row["tenggat"] - kini).days <= dalam),
        tanpa=tuple(row for row in rows if row["tenggat"] is None),
        nanti=tuple(row for row in dated if (row["tenggat"] - kini).days > dalam),
    )


def nama_penagih(kode_wilayah: str) -> str:
    """Who asks: 'Badan Kesbangpol Provinsi Kalimantan Selatan'; of a kecamatan that of its kab/kota."""
    place = None if kode_wilayah == NASIONAL else find_wilayah_by_kode(kode_wilayah[: len("63.06")])
    return f"Badan Kesbangpol {place.nama_lengkap}" if place else "Badan Kesbangpol setempat"


def pesan_text(pengingat: Pengingat, keterangan: Mapping[str, str], kini: date, dalam: int, penagih: str) -> str:
    """The reminder as it is pasted into WhatsApp: *bold* by asterisks, one line per follow-up, without a name or number of any person."""
    mark = tanda_of(keterangan)
    head = ["*Pengingat tindak lanjut rapat P4GN*", *([f"*{mark}*: {keterangan[mark]}"] if mark else [])]
    opening = (
        f"Dengan hormat, bersama ini kami sampaikan tindak lanjut rapat P4GN yang menjadi tanggung jawab {pengingat.label} "
        f"dan belum selesai. Keterlambatan dihitung per {format_tanggal(kini)}."
    )
    parts = [
        "\n".join(head),
        f"Yth. Pimpinan {pengingat.label}",
        opening,
        _bagian(_judul_bagian("Lewat tenggat", pengingat.lewat), pengingat.lewat, _lewat),
        _bagian(
            _judul_bagian(f"Jatuh tempo dalam {format_angka(dalam)} hari", pengingat.segera),
            pengingat.segera,
            lambda row: _segera(row, kini),
        ),
        _bagian(_judul_bagian("Tanpa tenggat", pengingat.tanpa), pengingat.tanpa, lambda _: "Mohon batas waktunya ditetapkan."),
        f"{format_angka(len(pengingat.nanti))} tindak lanjut lain jatuh tempo sesudah itu." if pengingat.nanti else "",
        f"Mohon perkembangan dan buktinya disampaikan kepada {penagih}. Abaikan yang sudah dilaporkan selesai. Terima kasih.",
        f"_Sumber: Dasbor P4GN. {keterangan.get(EDISI, '')}. Data per {keterangan.get(DATA_PER, format_tanggal(kini))}._",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def polos(pesan: str) -> str:
    """The same text without the marks of WhatsApp."""
    return re.sub(r"^_(.*)_$", r"\1", pesan.replace("*", ""), flags=re.MULTILINE)


def _judul_bagian(judul: str, rows: Sequence[Baris]) -> str:
    return f"*{judul} ({format_angka(len(rows))})*"


def _bagian(judul: str, rows: Sequence[Baris], say: Any) -> str:
    lines = [f"{number}. {isi_text(row)} {say(row)}{_rapat(row)}" for number, row in enumerate(rows, start=1)]
    return "\n".join([judul, *lines]) if lines else ""


def _lewat(row: Baris) -> str:
    return f"Tenggat {format_tanggal(row['tenggat'])}, lewat {format_angka(row['hari_lewat'])} hari."


def _segera(row: Baris, kini: date) -> str:
    left = (row["tenggat"] - kini).days
    return f"Tenggat {format_tanggal(row['tenggat'])}, {'hari ini' if left == 0 else f'{format_angka(left)} hari lagi'}."


def _rapat(row: Baris) -> str:
    """' (Rakor P4GN, 10 Januari 2026)'"""
    day = format_tanggal(row["tanggal"], row["presisi_tanggal"]) if row["tanggal"] else ""
    told = ", ".join(part for part in (_aman(row["judul_rapat"] or ""), day) if part)
    return f" (Rapat: {told})" if told else ""


def isi_text(row: Baris) -> str:
    """What was decided, as a sentence on one line; words that hold a name or number of a person are not repeated."""
    text = _aman(row["teks"])
    if not text:
        return "Tindak lanjut yang bunyinya tidak dikutip di sini karena memuat data pribadi; lihat di Dasbor P4GN."
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _aman(text: str) -> str:
    """One line without WhatsApp's marks; nothing where a person seems to be named."""
    plain = satu_baris(re.sub(r"[*~`]", "", text))
    return "" if find_pribadi(plain) else plain


def pengingat_csv(pengingat: Iterable[Pengingat], keterangan: Mapping[str, str], kini: date) -> bytes:
    """Every follow-up that any of them is reminded of, one row each, days and numbers typed."""
    return write_csv(keterangan, _KOLOM, (line for each in pengingat for line in _csv_rows(each, kini)))


def _csv_rows(pengingat: Pengingat, kini: date) -> Iterable[tuple[Isi, ...]]:
    for state, rows in ((_LEWAT, pengingat.lewat), (_SEGERA, pengingat.segera), (_TANPA, pengingat.tanpa)):
        for row in rows:
            left = (row["tenggat"] - kini).days if state == _SEGERA else None
            # A day known only by its month is not written as if it were one.
            meeting: Isi = (
                row["tanggal"] if row["presisi_tanggal"] in ("hari", None) else format_tanggal(row["tanggal"], row["presisi_tanggal"])
            )
            yield (
                pengingat.nama, pengingat.tempat, state, isi_text(row).removesuffix("."), row["tenggat"], row["hari_lewat"], left,
                kata_status(row["status"]), _aman(row["judul_rapat"] or "") or None, meeting,
            )  # fmt: skip
