"""A light watch at the door of the store: an office may sign, a person may not; no personal number is kept.

What comes in files is watched more closely when it is built (the room etl); here people type, and are told at once.
"""

from __future__ import annotations

import re

# Degrees and forms of address stand beside the name of a person, never beside an office.
GELAR = re.compile(
    r"(?<![A-Za-z])(?:(?:Drs?|Dra|dr|Ir)\.\s*|Hj?\.\s+)[A-Z]"
    r"|(?<![A-Za-z])[SM]\.\s?(?:Sos|Si|STP|H|Kom|Hum|Pd|Kes|Kep|KM|IP|AP|IKom|Ak|Psi|Farm|Kn|Eng|[ETMPA])(?![A-Za-z])"
    r"|(?<![A-Za-z])(?:Bapak|Ibu(?! [Kk]ota)|Sdri?|a\.n)\b",
)
_LAMAN = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_NOMOR = re.compile(r"(?<!\d)(?:\d[ .\-]?){16}(?:(?:[ .\-]?\d){2})?(?!\d)")
_TELEPON = re.compile(r"(?<!\d)(?:\+?62|0)[ .\-]?8(?:[ .\-]?\d){8,11}(?!\d)")
_SUREL = re.compile(r"[\w.+\-]+@[\w\-]+\.\w+")
_GELAR_BELAKANG = re.compile(
    r"[A-Z][\w'’]+,\s*(?:[SM]\.?\s?(?:Sos|Si|STP|H|Kom|Hum|Pd|Kes|Kep|KM|IP|AP|IKom|Ak|Psi|Farm|Kn|[ETM])\b|SH\b|SE\b|MM\b|A\.?Md|Ph\.?D)"
)
_SAPAAN = re.compile(
    r"(?<![A-Za-z])(?:Bapak|Ibu|Bpk\.?|Sdri?\.?|Saudara|Saudari|a\.n\.?|atas nama|bernama)\s+"
    r"(?!Kota|Bupati|Wakil|Wali|Gubernur|Kepala|Camat|Lurah|Ketua|Sekretaris|Sekda|Menteri|Presiden|Kapolda|Kapolres|Dandim|Danrem|Plt|Pj|Rumah|Dharma|PKK|Pimpinan|Direktur"
    r"|Pemerintah|Pemprov|Pemkab|Pemkot|Dinas|Badan|Inspektur|Asisten|Staf|Kabid|Kasi|Kader|Hamil|Bayi)[A-Z][a-z]+"
)


def find_pribadi(teks: str) -> str | None:
    """What in a text must not be kept, in words; None where nothing was seen."""
    plain = _LAMAN.sub(" ", teks)
    if _NOMOR.search(plain):
        return "nomor yang mirip NIK atau NIP"
    if _TELEPON.search(plain):
        return "nomor telepon"
    if _SUREL.search(plain):
        return "alamat surel"
    return "nama orang" if _GELAR_BELAKANG.search(plain) or _SAPAAN.search(plain) else None


def is_jabatan(teks: str) -> bool:
    """Whether a short text can be an office: letters, no degree, no form of address, no number of a person."""
    return (
        bool(re.search(r"[A-Za-z]{2}", teks))
        and not GELAR.search(teks)
        and not re.search(r"\b(?:NIP|NIK)\b", teks)
        and find_pribadi(teks) is None
    )
