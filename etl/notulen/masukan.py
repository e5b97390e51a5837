"""From a file to plain text: .docx, .txt and text PDF, read within limits, nothing in them ever run or followed."""

from __future__ import annotations

import hashlib
import io
import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from pathlib import PurePath

from etl.problems import BerkasDitolak, Masalah
from etl.reading.aman import RUSAK, open_paket
from etl.receive import Kiriman, show_nama

AKHIRAN = (".docx", ".txt", ".pdf")
UKURAN_BERKAS = 20_000_000  # bytes; a notulen with pictures stays far below
UKURAN_DOKUMEN = 20_000_000  # bytes of unpacked XML; 1,000 pages of text are about 10 MB
PANJANG_TEKS = 400_000  # letters; 150 pages
HALAMAN_TERBANYAK = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOKUMEN = "word/document.xml"
_PDF_PINDAIAN = (
    "PDF ini hasil pindaian (gambar); tidak ada teks yang dapat dibaca",
    "ketik atau tempel isinya sebagai teks, atau kirim berkas .docx",
)
_BOM = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))


def read_teks(isi: bytes, nama: str) -> str:
    """The text of a file, lines separated by '\\n', cells of a table by tabs; BerkasDitolak with the reason when it cannot be read."""
    nama = show_nama(PurePath(nama).name)
    akhiran = PurePath(nama).suffix.lower()
    if akhiran not in AKHIRAN:
        raise BerkasDitolak(
            Masalah(nama, f"jenis berkas {akhiran or 'ini'} tidak dibaca sebagai notulen", "kirim .docx, .txt, atau PDF berteks")
        )
    if not isi.strip():
        raise BerkasDitolak(Masalah(nama, "berkas tidak berisi apa-apa", "kirim ulang berkas yang ada isinya"))
    if len(isi) > UKURAN_BERKAS:
        raise BerkasDitolak(Masalah(nama, "berkas lebih besar dari 20 MB", "hapus gambarnya, atau tempel teksnya saja"))
    reader = {".docx": _read_docx, ".pdf": _read_pdf, ".txt": _read_txt}[akhiran]
    return tidy_naskah(reader(isi, nama), nama)


def tidy_naskah(teks: str, nama: str = "teks") -> str:
    """The text as it is shown and read: one kind of line break, no invisible characters; BerkasDitolak when empty or too long."""
    teks = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c]", "\n", teks).replace("\u00a0", " ")
    teks = re.sub("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]", "", teks)
    teks = re.sub(r"\n{3,}", "\n\n", teks).strip("\n ")
    if not re.search(r"\w", teks):
        raise BerkasDitolak(Masalah(nama, "tidak ada teks di dalamnya", "kirim ulang naskah yang ada isinya"))
    if len(teks) > PANJANG_TEKS:
        raise BerkasDitolak(Masalah(nama, "naskah terlalu panjang untuk satu notulen", "kirim satu rapat satu berkas"))
    return teks


def _read_txt(isi: bytes, nama: str) -> str:
    encoding = next((encoding for encoding, mark in _BOM if isi.startswith(mark)), "utf-8")
    try:
        return isi.decode(encoding)
    except UnicodeDecodeError:
        if b"\0" in isi:
            raise BerkasDitolak(Masalah(nama, "isinya bukan teks", "simpan ulang sebagai teks (UTF-8) atau .docx")) from None
        return isi.decode("cp1252", errors="replace")


def _read_docx(isi: bytes, nama: str) -> str:
    paket = open_paket(_as_kiriman(isi, nama))
    if _DOKUMEN not in paket.daftar:
        raise BerkasDitolak(Masalah(nama, "ini bukan dokumen Word (.docx)", "buka di Word atau LibreOffice, simpan sebagai .docx"))
    if paket.daftar[_DOKUMEN].file_size > UKURAN_DOKUMEN:
        raise BerkasDitolak(Masalah(nama, "isi dokumen terlalu besar saat dibuka", "tempel teksnya saja"))
    xml = paket.read(_DOKUMEN)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml[:64]:
        raise BerkasDitolak(
            Masalah(nama, "dokumen memuat deklarasi XML yang tidak pernah ditulis Word", "salin isinya ke dokumen baru, lalu kirim")
        )
    try:
        body = ElementTree.fromstring(xml).find(f"{_W}body")
    except (ElementTree.ParseError, RecursionError) as error:
        raise BerkasDitolak(Masalah(nama, *RUSAK)) from error
    return "\n".join(_blocks(body)) if body is not None else ""


def _blocks(body: ElementTree.Element) -> list[str]:
    """Paragraphs one a line, rows of tables one a line with tabs between the cells; a numbered paragraph keeps a mark in front."""
    lines: list[str] = []
    stack = list(reversed(list(body)))
    while stack:
        block = stack.pop()
        if block.tag == f"{_W}p":
            lines.append(_paragraph(block))
        elif block.tag == f"{_W}tbl":
            for row in block.iter(f"{_W}tr"):
                cells = [" ".join(filter(None, (_runs(one).strip() for one in cell.iter(f"{_W}p")))) for cell in row.iter(f"{_W}tc")]
                lines.append("\t".join(cells))
        else:
            stack.extend(reversed(list(block)))
    return lines


def _paragraph(block: ElementTree.Element) -> str:
    numbered = block.find(f"{_W}pPr/{_W}numPr") is not None
    text = _runs(block)
    return f"• {text}" if numbered and text.strip() else text


def _runs(block: ElementTree.Element) -> str:
    parts = {f"{_W}t": lambda one: one.text or "", f"{_W}tab": lambda one: "\t", f"{_W}br": lambda one: "\n"}
    return "".join(parts[one.tag](one) for one in block.iter() if one.tag in parts)


def _read_pdf(isi: bytes, nama: str) -> str:
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(isi), strict=False)
        if reader.is_encrypted:
            raise BerkasDitolak(Masalah(nama, "PDF terkunci kata sandi", "simpan ulang tanpa kata sandi"))
        if len(reader.pages) > HALAMAN_TERBANYAK:
            raise BerkasDitolak(Masalah(nama, f"PDF lebih dari {HALAMAN_TERBANYAK} halaman", "kirim halaman notulennya saja"))
        pages = [page.extract_text() for page in reader.pages]
    except LimitReachedError as error:
        raise BerkasDitolak(Masalah(nama, "isi PDF terlalu besar saat dibuka", "tempel teksnya saja")) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise BerkasDitolak(Masalah(nama, "PDF rusak atau terpotong", "cetak ulang dokumennya ke PDF, atau kirim .docx")) from error
    teks = "\n".join(pages)
    if len(re.findall(r"\w", teks)) < 20:
        raise BerkasDitolak(Masalah(nama, *_PDF_PINDAIAN))
    return _join_lines(teks)


def _join_lines(teks: str) -> str:
    """A PDF breaks every line; one that ends in the middle of a sentence goes on in the next."""
    lines = [line.strip() for line in teks.splitlines()]
    joined: list[str] = []
    for line in lines:
        if joined and len(joined[-1]) > 60 and not re.search(r"[.:;!?]\W*$", joined[-1]) and re.match(r"[a-z(]", line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _as_kiriman(isi: bytes, nama: str) -> Kiriman:
    return Kiriman(nama, isi, hashlib.sha256(isi).hexdigest(), datetime.now(UTC))
