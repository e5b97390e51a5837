"""Drafts of meetings as the reader of notulen gives them to a screen: fields by key, what each is called, and what is still asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from p4gn.bahasa import NAMA_HARI, format_tanggal
from ui.naskah_bertanda import Tanda

TERSENDIRI = "rapat_tersendiri"
#: The fields of one value that a meeting in the store has, in the order of the form.
TUNGGAL = {
    "judul": "Judul",
    "tanggal": "Tanggal",
    "jenis": "Jenis",
    "wilayah": "Wilayah",
    "tempat": "Tempat",
    "penyelenggara": "Penyelenggara",
    "pimpinan_jabatan": "Pimpinan rapat",
}
WAJIB = frozenset({"judul", "tanggal", "jenis", "wilayah"})
DAFTAR = {"peserta": "Hadir", "dasar_hukum": "Dasar hukum", "kesimpulan": "Kesimpulan"}
TINDAK_LANJUT = "Tindak lanjut"
BAGIAN = {"uraian": TINDAK_LANJUT, "penanggung_jawab": "Penanggung jawab", "batas_waktu": "Batas waktu"}
_EJAAN_HARI = {"jum'at": "jumat", "jum’at": "jumat", "ahad": "minggu", "senen": "senin"}


@dataclass(frozen=True, slots=True)
class Butir:
    """One field of a draft: the value read, its place in the text, and the question about it where it is not sure."""

    kunci: str
    nilai: str | None
    bukti: tuple[int, int] | None = None
    tanya: bool = False
    pertanyaan: str = ""
    alternatif: tuple[str, ...] = ()
    catatan: str = ""
    lembaga: Mapping[str, str] = field(default_factory=dict)

    @property
    def nama(self) -> str:
        """What the form and the mark in the text call it."""
        return nama_isian(self.kunci)

    @property
    def usulan(self) -> tuple[str, ...]:
        """The proposal, then the other readings."""
        return tuple(one for one in dict.fromkeys((self.nilai, *self.alternatif)) if one)


@dataclass(frozen=True, slots=True)
class Draf:
    """One meeting told of in a text."""

    butir: Mapping[str, Butir]
    catatan: tuple[str, ...] = ()

    def get_butir(self, kunci: str) -> Butir:
        """The field; an empty sure one where the reader gave none."""
        return self.butir.get(kunci, Butir(kunci, None))

    def list_butir(self, nama: str) -> list[Butir]:
        """The items of a list, in their order."""
        return [one for key, one in self.butir.items() if key.startswith(f"{nama}.")]

    def list_tindak_lanjut(self) -> list[Mapping[str, Butir]]:
        """Of each follow-up its parts by name."""
        numbers = dict.fromkeys(key.split(".")[1] for key in self.butir if key.startswith("tindak_lanjut."))
        return [{part: self.get_butir(f"tindak_lanjut.{number}.{part}") for part in BAGIAN} for number in numbers]

    def list_tanda(self) -> Iterator[Tanda]:
        """The places that the fields of the form were read from."""
        for key, one in self.butir.items():
            if one.bukti and not key.endswith(".topik") and key not in ("sampai",):
                yield Tanda(*one.bukti, one.nama, one.tanya)


@dataclass(frozen=True, slots=True)
class Naskah:
    """A text that was read, with one draft for each meeting in it; jenis: the kinds of meeting that may be stored."""

    teks: str
    draf: tuple[Draf, ...]
    jenis: tuple[str, ...]
    catatan: tuple[str, ...] = ()


def read_jawaban(jawaban: Mapping[str, Any]) -> Naskah:
    """The answer of `python -m etl notulen --json`."""
    drafts = tuple(Draf({one["kunci"]: _butir(one) for one in each["isian"]}, tuple(each["catatan"])) for each in jawaban["draf"])
    return Naskah(str(jawaban["teks"]), drafts, tuple(jawaban["jenis"]), tuple(jawaban["catatan"]))


def nama_isian(kunci: str) -> str:
    """'tanggal' → 'Tanggal', 'kesimpulan.2' → 'Kesimpulan 2', 'tindak_lanjut.1.batas_waktu' → 'Batas waktu 1'."""
    first, *rest = kunci.split(".")
    if first == TERSENDIRI:
        return "Rapat tersendiri"
    if first in TUNGGAL:
        return TUNGGAL[first]
    if first in DAFTAR:
        return " ".join([DAFTAR[first], *rest])
    return " ".join([BAGIAN.get(rest[1] if len(rest) > 1 else "uraian", TINDAK_LANJUT), *rest[:1]])


def nama_draf(draf: Draf) -> str:
    """'rakor, 4 Maret 2025': what tells two meetings of one text apart."""
    day = draf.get_butir("tanggal").nilai
    return ", ".join(filter(None, (draf.get_butir("jenis").nilai, format_tanggal(day) if day else "tanggal belum jelas")))


def check_hari(teks: str, bukti: tuple[int, int] | None, tanggal: date) -> str:
    """Whether the weekday that the text writes is that of the day: 'Rabu, seperti di naskah.', or what does not fit."""
    actual = NAMA_HARI[tanggal.weekday()]
    written = _find_hari(teks[bukti[0] : bukti[1]]) if bukti else None
    if written is None:
        return f"{actual}, {format_tanggal(tanggal)}. Naskah tidak menulis nama harinya."
    if written == actual:
        return f"{actual}, {format_tanggal(tanggal)}. Naskah juga menulis {written}."
    return f"Periksa: {format_tanggal(tanggal)} jatuh pada hari {actual}, sedangkan naskah menulis {written}."


def _find_hari(text: str) -> str | None:
    words = text.casefold().replace(",", " ").replace("(", " ").replace("/", " ").split()
    known = {nama.casefold(): nama for nama in NAMA_HARI}
    return next((known[day] for word in words if (day := _EJAAN_HARI.get(word, word)) in known), None)


def _butir(one: Mapping[str, Any]) -> Butir:
    return Butir(
        one["kunci"],
        one["nilai"],
        tuple(one["bukti"]) if one["bukti"] else None,
        one["tanya"],
        one["pertanyaan"],
        tuple(one["alternatif"]),
        one["catatan"],
        one.get("lembaga", {}),
    )
