"""The whole pack of a briefing: PowerPoint, PDF deck, four-page brief, workbook, and the list of alerts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

from exports import paparan_pdf, paparan_pptx, paparan_xlsx
from exports.peringatan import peringatan_xlsx
from p4gn.paparan.isi import Deck
from p4gn.paparan.tabel import fakta_of
from p4gn.peringatan import list_peringatan
from p4gn.scope import Scope

PAKET = "paket"
_DASAR = (1980, 1, 1, 0, 0, 0)  # a pack of the same numbers is the same file


def _make_peringatan(deck: Deck) -> bytes:
    head = deck.kepala
    return peringatan_xlsx(list_peringatan(Scope(head.edisi, head.kode_wilayah, head.periode)), fakta_of(head, "Peringatan"))


#: kind → (name of the file without its region and period, ending, maker). pptx takes a template and a logo besides.
BERKAS: Mapping[str, tuple[str, str, Callable[[Deck], bytes]]] = MappingProxyType(
    {
        "pptx": ("paparan", "pptx", paparan_pptx.make_pptx),
        "pdf": ("paparan", "pdf", paparan_pdf.make_salindia),
        "lembar": ("lembar-pimpinan", "pdf", paparan_pdf.make_lembar),
        "xlsx": ("paparan", "xlsx", paparan_xlsx.make_xlsx),
        "peringatan": ("peringatan", "xlsx", _make_peringatan),
    }
)


def name_file(jenis: str, deck: Deck) -> str:
    """'DATA-CONTOH-paparan-63-2026.pptx'"""
    stem, ending = (PAKET, "zip") if jenis == PAKET else BERKAS[jenis][:2]
    mark = "DATA-CONTOH-" if deck.kepala.contoh else ""
    return f"{mark}{stem}-{deck.kepala.kode_wilayah}-{deck.kepala.periode}.{ending}"


def list_berkas(jenis: str | None) -> tuple[str, ...]:
    """The kinds that are made for a kind, or for the whole pack (PAKET or None)."""
    return tuple(BERKAS) if jenis in (None, PAKET) else (jenis,)


def make_berkas(
    jenis: str, deck: Deck, *, templat: bytes | None = None, logo: bytes | None = None, mulai: Callable[[str], None] = lambda jenis: None
) -> bytes:
    """One file of the pack, or 'paket': all of them in one archive; `mulai` hears of each as it is begun.

    TemplatDitolak for a template that cannot be used.
    """
    if jenis == PAKET:
        return _zip({name_file(each, deck): make_berkas(each, deck, templat=templat, logo=logo, mulai=mulai) for each in BERKAS})
    mulai(jenis)
    if jenis == "pptx":
        return paparan_pptx.make_pptx(deck, templat=templat, logo=logo)
    return BERKAS[jenis][2](deck)


def _zip(berkas: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in berkas.items():
            archive.writestr(zipfile.ZipInfo(name, _DASAR), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
