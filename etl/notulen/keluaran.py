"""The drafts of a text as plain values for a screen: JSON that holds the text, every field with its evidence, and the keys of agencies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.harmonise.opd import read_opd
from etl.notulen.draf import TANYAKAN, Draf, Isian
from etl.notulen.lembaga import find_lembaga
from etl.notulen.susun import Bacaan
from etl.words import load_kata

_PANJANG_KABKOTA = len("63.06")
_BERLEMBAGA = ("peserta", "penanggung_jawab")


def as_isi(bacaan: Bacaan) -> dict[str, Any]:
    """{teks, catatan, jenis, draf: [{catatan, isian: [{kunci, nilai, bukti, tanya, pertanyaan, alternatif, catatan, lembaga}]}]}."""
    return {
        "teks": bacaan.teks,
        "catatan": list(bacaan.catatan),
        "jenis": list_jenis(),
        "draf": [_draf(bacaan.teks, one) for one in bacaan.draf],
    }


def list_jenis() -> list[str]:
    """The kinds of meeting that may be stored, in the order of their list."""
    known = load_kata("jenis_rapat")
    return list(dict.fromkeys(str(one) for one in (*known.nilai, known.lainnya or "lainnya")))


def _draf(teks: str, draf: Draf) -> dict[str, Any]:
    return {"catatan": list(draf.catatan), "isian": [_isian(teks, key, one) for key, one in draf.list_isian()]}


def _isian(teks: str, key: str, one: Isian) -> dict[str, Any]:
    found = {
        "kunci": key,
        "nilai": one.nilai,
        "bukti": list(one.bukti) if one.bukti else None,
        "tanya": one.kepastian == TANYAKAN,
        "pertanyaan": one.pertanyaan,
        "alternatif": list(one.alternatif),
        "catatan": one.catatan,
    }
    return found | {"lembaga": _lembaga(teks, one)} if any(part in _BERLEMBAGA for part in key.split(".")) else found


def _lembaga(teks: str, one: Isian) -> Mapping[str, str]:
    """Name → 'BNNK@63.06', or 'BNNK' where the text writes no region behind it; names that are not in the list of agencies are left out."""
    names = [nama for nama in dict.fromkeys((one.nilai, *one.alternatif)) if nama in read_opd()]
    regions: dict[str, str | None] = {}
    if one.bukti:
        start = teks.rfind("\n", 0, one.bukti[0]) + 1
        end = teks.find("\n", one.bukti[1])
        own = find_lembaga(teks, *one.bukti)
        for agency in (*own, *find_lembaga(teks, start, end if end >= 0 else len(teks))):
            regions.setdefault(agency.nama, agency.wilayah)
    codes = {nama: read_opd()[nama].kode_opd for nama in names}
    return {nama: "@".join(filter(None, (kode, (regions.get(nama) or "")[:_PANJANG_KABKOTA]))) for nama, kode in codes.items() if kode}
