"""Bytes of one file → sheets of columns, every cell with the type it has in the file (a number cell stays a number)."""

from __future__ import annotations

import re
from pathlib import PurePath

from etl.problems import BerkasDitolak, Masalah
from etl.reading.aman import TERKUNCI, open_paket
from etl.reading.buku import read_buku
from etl.reading.lembar import Lembar
from etl.reading.teks import decode_teks, read_teks
from etl.receive import JENIS_BERKAS, Kiriman

__all__ = ["Lembar", "decode_teks", "read_lembar"]

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_JENIS_LAIN = (
    (b"%PDF", "PDF"), (b"\x89PNG", "gambar"), (b"\xff\xd8\xff", "gambar"), (b"GIF8", "gambar"), (b"\x1f\x8b", "arsip gzip"),
    (b"Rar!", "arsip RAR"), (b"7z\xbc\xaf\x27\x1c", "arsip 7z"), (b"{\\rtf", "dokumen RTF"),
)  # fmt: skip
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(!doctype html|html|table|meta|head|body)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?(xml|mso)", re.IGNORECASE)


def read_lembar(kiriman: Kiriman) -> list[Lembar]:
    """All sheets of a file; BerkasDitolak with one clear reason when it cannot be read."""
    suffix = PurePath(kiriman.nama).suffix
    declared = JENIS_BERKAS.get(suffix.lower())
    if declared is None:
        alasan = f"jenis berkas {suffix or 'tanpa akhiran'} tidak dikenal"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "simpan sebagai .xlsx, .xls, .ods, atau .csv lalu kirim lagi"))
    actual = _find_jenis(kiriman)
    if declared != actual:
        raise BerkasDitolak(Masalah(kiriman.nama, *_say_mismatch(suffix, actual)))
    return read_teks(kiriman) if actual == "teks" else read_buku(kiriman, actual)


def _find_jenis(kiriman: Kiriman) -> str:
    isi = kiriman.isi
    if isi.startswith(_OLE2):
        return "terkunci" if "EncryptedPackage".encode("utf-16-le") in isi else "xls"
    if isi.startswith(_ZIP):
        return _find_jenis_zip(kiriman)
    for mark, jenis in _JENIS_LAIN:
        if isi.startswith(mark):
            return jenis
    if _HTML.match(isi[:400]):
        return "laman HTML"
    return "XML" if _XML.match(isi[:400]) else "teks"


def _find_jenis_zip(kiriman: Kiriman) -> str:
    paket = open_paket(kiriman)
    if "xl/workbook.xml" in paket.daftar:
        return "xlsx"
    if "xl/workbook.bin" in paket.daftar:
        return "buku kerja biner (.xlsb)"
    if "mimetype" in paket.daftar and b"opendocument.spreadsheet" in paket.read("mimetype") and "content.xml" in paket.daftar:
        return "ods"
    return "dokumen Word" if "word/document.xml" in paket.daftar else "arsip ZIP"


def _say_mismatch(suffix: str, actual: str) -> tuple[str, str]:
    if actual == "terkunci":
        return TERKUNCI
    kind = {"xls": "buku kerja Excel lama (.xls)", "xlsx": "buku kerja Excel (.xlsx)", "ods": "lembar OpenDocument (.ods)", "teks": "teks"}
    alasan = f"isi berkas adalah {kind.get(actual, actual)}, padahal namanya berakhiran {suffix}"
    return alasan, "buka berkasnya, pilih Simpan Sebagai .xlsx, lalu kirim hasilnya"
