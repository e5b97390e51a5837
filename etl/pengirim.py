"""A sender as somebody writes it ('Pengirim: Dinkes Kalsel', 'Pemkab HSS') → its key."""

from __future__ import annotations

import re

from etl.harmonise.opd import find_opd
from etl.harmonise.wilayah import find_wilayah
from p4gn.geography.wilayah import find_wilayah_by_kode, get_wilayah
from p4gn.pengirim import PEMISAH, kode_provinsi_awal, list_pengirim

_LABEL = re.compile(r"^\s*(?:nama\s+)?(?:pengirim|opd|skpd|instansi|satuan kerja|perangkat daerah)\s*[:=]\s*", re.IGNORECASE)
_PEMERINTAH = re.compile(
    r"^(?:pemerintah(?:an)?(?: daerah)?|pemda|pemprov|pemkab|pemkot|pemko|kabupaten|kab\.?|kota|provinsi)\b", re.IGNORECASE
)


def find_pengirim(tertulis: str, provinsi: str | None = None) -> str | None:
    """The key; None when neither an agency nor a government is recognised. An agency without a place is the province's."""
    text = " ".join(_LABEL.sub("", tertulis).split())
    induk = provinsi or kode_provinsi_awal()
    if find_wilayah_by_kode(text.rpartition(PEMISAH)[2]):
        return text
    known = {nama.casefold(): kunci for kunci, nama in list_pengirim(induk)}
    if text.casefold() in known:
        return known[text.casefold()]
    if _PEMERINTAH.match(text):
        found = find_wilayah(text, induk=induk).nilai or find_wilayah(text).nilai
        return _kabkota_of(str(found)) if found else None
    bacaan = find_opd(text, wilayah=induk)
    kode_opd = bacaan.rincian.get("kode_opd")
    if bacaan.nilai is None or not kode_opd:
        return None
    return f"{kode_opd}{PEMISAH}{_kabkota_of(str(bacaan.rincian.get('wilayah') or induk))}"


def _kabkota_of(kode: str) -> str:
    """A report of a kecamatan counts for its kab/kota."""
    return ".".join(get_wilayah(kode).kode.split(".")[:2])
