"""What the reader is looking at: edition, region, period and agency, in one frozen value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from p4gn import periode as p

NASIONAL = "nasional"
_KODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
_TINGKAT = ("provinsi", "kabkota", "kecamatan", "desa")


class WilayahTidakDikenal(LookupError):
    """The region code is malformed or not in the edition."""


class OpdTidakDikenal(LookupError):
    """The agency is neither in the list of agencies nor in the edition."""


def tingkat_of_kode(kode: str) -> str:
    """'nasional' | provinsi | kabkota | kecamatan | desa, from the shape of the code alone."""
    if kode == NASIONAL:
        return NASIONAL
    if not _KODE.fullmatch(kode):
        raise WilayahTidakDikenal(
            f"Kode wilayah “{kode}” tidak dikenal. Tulis kode Kemendagri bertitik, misalnya 63 atau 63.06, atau “{NASIONAL}”."
        )
    return _TINGKAT[kode.count(".")]


@dataclass(frozen=True, slots=True)
class Scope:
    """kode_wilayah '' and 'ID' are read as 'nasional'; opd is a kode_opd or a nama_baku."""

    edisi: str
    kode_wilayah: str = "63"
    periode: str = p.SEMUA
    opd: str | None = None

    def __post_init__(self) -> None:
        if self.kode_wilayah in {"", "ID", "00"}:
            object.__setattr__(self, "kode_wilayah", NASIONAL)
        tingkat_of_kode(self.kode_wilayah)
        p.parse_periode(self.periode)

    @property
    def tingkat(self) -> str:
        return tingkat_of_kode(self.kode_wilayah)

    @property
    def prefix(self) -> str | None:
        """Code to filter by; None for the whole country."""
        return None if self.kode_wilayah == NASIONAL else self.kode_wilayah

    def covers(self, kode: str | None) -> bool:
        """Whether a region is the chosen one or a part of it; what names no region belongs to the whole country alone."""
        return self.prefix is None or kode == self.prefix or (kode or "").startswith(f"{self.prefix}.")

    @property
    def awal(self) -> date | None:
        return p.bounds(self.periode)[0]

    @property
    def akhir(self) -> date | None:
        return p.bounds(self.periode)[1]
