"""What a province hands in for its briefings, checked, cleaned of everything but its look, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from exports.pptx.templat import clean_templat, read_logo
from p4gn.paparan.templat import LOGO, TEMPLAT, keep_milik

_BERSIH: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({TEMPLAT: clean_templat, LOGO: lambda isi: read_logo(isi)[0]})


def keep_bersih(jenis: str, kode_wilayah: str, isi: bytes) -> None:
    """TemplatDitolak for what cannot be used; then what was kept before stays."""
    keep_milik(jenis, kode_wilayah, _BERSIH[jenis](isi))
