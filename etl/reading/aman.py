"""Limits that keep a hostile or broken file from filling memory or time, and what in a file deserves a remark."""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from etl.problems import ZIP_RUSAK, BerkasDitolak, Masalah, show_value
from etl.receive import UKURAN_TERBESAR, Kiriman, show_nama

# Unpacked, a workbook of half a million rows × 10 columns is about this large; more takes over 5 seconds or 1.5 GB to read.
UKURAN_BONGKAR = 200_000_000
# A workbook written in an unusual way is looked through slowly; spreadsheet programs do not write like that.
UKURAN_TAK_LAZIM = 16_000_000
# An OpenDocument sheet is looked through slowly as well: about 100,000 rows × 10 columns.
UKURAN_ODS = 64_000_000
# A text file whose rows are not alike is read row by row, ten times slower than by columns.
UKURAN_TAK_BERATURAN = 50_000_000
BAGIAN_TERBANYAK = 10_000  # parts in one package; Excel writes about ten, and a few for each sheet and picture
LEMBAR_TERBANYAK = 500  # nobody fills more sheets by hand
SEL_TERBANYAK = 10_000_000  # a sheet is read whole, from its first to its last filled cell
SEL_ODS_TERBANYAK = 4_000_000  # a few letters of OpenDocument can repeat a long text into every one of them
SPASI_TERBANYAK = 32_767  # in one cell; as many letters as Excel allows in one
GABUNGAN_TERBANYAK = 100_000  # merged ranges of one sheet
TAMBALAN_TERBANYAK = 1_000_000  # error cells and formulas without result of one sheet
KUTIP_TERBANYAK = 20_000_000  # quotes of a text file that are looked at one by one
KOLOM_TERBANYAK = 16_384  # as many as Excel can show
BARIS_TERBANYAK = 5_000_000  # of a text file; a workbook ends at 1,048,576
SEL_TEKS_TERBANYAK = 40_000_000  # 200 MB of text with cells of five letters
LUAS_TEKS_TERBANYAK = 120_000_000  # rows × columns of a text file; one row that is far too wide makes all others wide

RUSAK = ("berkas rusak atau terpotong; isinya tidak dapat dibuka", "buka di Excel atau LibreOffice, simpan ulang, lalu kirim lagi")
TERKUNCI = ("berkas terkunci kata sandi", "buka di Excel, hapus kata sandinya (Info › Lindungi Buku Kerja), simpan, lalu kirim lagi")
TERLALU_BESAR = ("isi berkas terlalu besar saat dibuka", "bagi menjadi beberapa berkas, atau simpan tabelnya sebagai CSV UTF-8")
_PANJANG_NAMA = 120
_NAMA_PERANGKAT = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_TAK_BOLEH_DI_NAMA = re.compile(r'[<>:"|?*]')
_DDE = re.compile(rb"<f\b[^>]*>[^<|]*\|[^<!]*!|<f\b[^>]*>\s*(?:_xlfn\.)?DDE\s*\(", re.IGNORECASE)
_KEPALA_DAFTAR = re.compile(rb"<(?:\w+:)?sst\b[^>]*")
_JANJI = re.compile(rb"""\b(?:uniqueCount|count)\s*=\s*["']\s*\+?(\d{1,30})""")
_PANJANG_KEPALA = 65_536
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']+)""")
_TAK_DIBACA = (
    "xl/media/",
    "xl/drawings/",
    "xl/charts/",
    "xl/pivot",
    "xl/printersettings/",
    "xl/threadedcomments/",
    "xl/comments",
    "customxml/",
)


@dataclass(frozen=True, slots=True)
class Paket:
    """A zip package whose parts are read only as far as their declared size."""

    nama: str
    isi: bytes
    daftar: Mapping[str, zipfile.ZipInfo]

    def read(self, bagian: str) -> bytes:
        """One part, checked against its declared size and sum; BerkasDitolak when it differs."""
        item = self.daftar[bagian]
        raw = self._raw(item)
        try:
            content = raw.tobytes() if item.compress_type == zipfile.ZIP_STORED else _inflate(raw, item.file_size)
        except zlib.error as error:
            raise self._refuse(bagian) from error
        if len(content) != item.file_size or zlib.crc32(content) != item.CRC:
            raise self._refuse(bagian)
        return content

    def pack(self, bagian: Iterable[str]) -> bytes:
        """A package of some parts only, as they are compressed: nothing that was not checked reaches the reader of cells."""
        body, directory = bytearray(), bytearray()
        chosen = list(bagian)
        for name in chosen:
            item, encoded = self.daftar[name], name.encode()
            raw = self._raw(item)
            common = struct.pack("<HHHHHIIIHH", 20, 0x800, item.compress_type, 0, 33, item.CRC, len(raw), item.file_size, len(encoded), 0)
            directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + encoded
            body += b"PK\x03\x04" + common + encoded + raw
        end = struct.pack("<HHHHIIH", 0, 0, len(chosen), len(chosen), len(directory), len(body), 0)
        return bytes(body + directory + b"PK\x05\x06" + end)

    def _raw(self, item: zipfile.ZipInfo) -> memoryview:
        start = item.header_offset
        if self.isi[start : start + 4] != b"PK\x03\x04" or start + 30 > len(self.isi):
            raise self._refuse(item.filename)
        if item.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._refuse(item.filename)
        length_nama, length_extra = struct.unpack_from("<HH", self.isi, start + 26)
        start += 30 + length_nama + length_extra
        if start + item.compress_size > len(self.isi):
            raise self._refuse(item.filename)
        return memoryview(self.isi)[start : start + item.compress_size]

    def _refuse(self, bagian: str) -> BerkasDitolak:
        return BerkasDitolak(Masalah(self.nama, f"berkas rusak (bagian {show_value(show_nama(bagian))} tidak utuh)", RUSAK[1]))


def _inflate(raw: memoryview, size: int) -> bytes:
    """Not one byte more than declared, whatever the part would grow to."""
    stream = zlib.decompressobj(-15)
    content = stream.decompress(raw, size + 1)
    return content if stream.eof or len(content) != size else content + stream.decompress(stream.unconsumed_tail, 1)


def open_paket(kiriman: Kiriman) -> Paket:
    """The list of parts of a zip package; BerkasDitolak when it is damaged, locked, or would unpack to too much."""
    if kiriman.isi.count(b"PK\x01\x02") > BAGIAN_TERBANYAK:
        raise BerkasDitolak(
            Masalah(kiriman.nama, f"berkas memuat lebih dari {BAGIAN_TERBANYAK:,} bagian".replace(",", "."), TERLALU_BESAR[1])
        )
    try:
        with zipfile.ZipFile(io.BytesIO(kiriman.isi)) as package:
            items = package.infolist()
    except (*ZIP_RUSAK, ValueError, struct.error) as error:  # the last two: a list of parts that tells nonsense
        raise BerkasDitolak(Masalah(kiriman.nama, *RUSAK)) from error
    if any(item.flag_bits & 1 for item in items):
        raise BerkasDitolak(Masalah(kiriman.nama, *TERKUNCI))
    if sum(item.file_size for item in items if _is_dibaca(item.filename)) > UKURAN_BONGKAR:
        raise BerkasDitolak(Masalah(kiriman.nama, *TERLALU_BESAR))
    daftar = {item.filename: item for item in items}
    if len(daftar) != len(items):  # which of the two is meant cannot be known
        raise BerkasDitolak(Masalah(kiriman.nama, *RUSAK))
    return Paket(kiriman.nama, kiriman.isi, daftar)


def list_bagian_sel(paket: Paket) -> list[str]:
    """The parts of an .xlsx that a reader of cells needs."""
    return [nama for nama in paket.daftar if _is_dibaca(nama)]


def _is_dibaca(nama: str) -> bool:
    """Pictures, drawings and the like are never unpacked, so their size does not matter."""
    lower = nama.lower()
    return lower.endswith((".xml", ".rels")) and not lower.startswith(_TAK_DIBACA)


def check_xml(kiriman: Kiriman, xml: bytes) -> None:
    """No spreadsheet program declares entities; who does wants them expanded, or a file of ours read."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:64]:
        raise BerkasDitolak(Masalah(kiriman.nama, *RUSAK))
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        alasan = "berkas memuat deklarasi XML (DOCTYPE) yang tidak pernah ditulis Excel atau LibreOffice"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "salin tabelnya ke buku kerja baru, lalu kirim buku kerja itu"))


def check_janji(kiriman: Kiriman, xml: bytes) -> None:
    """A list of strings that promises more of them than it has bytes: the reader of cells would ask for memory for all, and end the process."""
    head = _KEPALA_DAFTAR.search(xml[:_PANJANG_KEPALA])
    if head is not None and any(int(number) > len(xml) for number in _JANJI.findall(head[0])):
        raise BerkasDitolak(Masalah(kiriman.nama, *RUSAK))


def check_luas(kiriman: Kiriman, sheet: str, luas: tuple[int, int, int, int] | None, terbanyak: int = SEL_TERBANYAK) -> None:
    """Excel's largest sheet has 17 thousand million cells; a space in its last corner must not be read as all of them."""
    if luas is None or ((luas[2] - luas[0] + 1) * (luas[3] - luas[1] + 1) <= terbanyak and luas[3] < KOLOM_TERBANYAK):
        return
    alasan = f"isi lembar ini tersebar sampai baris {luas[2] + 1} kolom ke-{luas[3] + 1}; terlalu luas untuk dibaca"
    perbaikan = "hapus isi sel yang jauh di luar tabel, atau salin tabelnya saja ke buku kerja baru"
    raise BerkasDitolak(Masalah(kiriman.nama, alasan, perbaikan, lembar=show_nama(sheet)))


def check_jumlah_lembar(kiriman: Kiriman, count: int) -> None:
    """Each sheet costs time, even an empty one."""
    if count > LEMBAR_TERBANYAK:
        alasan = f"buku kerja ini berisi {count} lembar; paling banyak {LEMBAR_TERBANYAK}"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "kirim hanya lembar yang berisi tabelnya"))


def check_tambalan(kiriman: Kiriman, sheet: str, count: int) -> None:
    """So many errors are no slip of a hand."""
    if count > TAMBALAN_TERBANYAK:
        alasan = f"lebih dari {TAMBALAN_TERBANYAK:,} sel lembar ini galat atau rumusnya belum dihitung".replace(",", ".")
        raise BerkasDitolak(
            Masalah(kiriman.nama, alasan, "buka di Excel, hitung ulang (F9), simpan, lalu kirim lagi", lembar=show_nama(sheet))
        )


def read_terbatas(stream: BinaryIO, nama: str) -> bytes:
    """All bytes of a stream; BerkasDitolak once there are more than a submission may have."""
    isi = stream.read(UKURAN_TERBESAR + 1)
    if len(isi) > UKURAN_TERBESAR:
        raise BerkasDitolak(Masalah(nama, "berkas lebih besar dari 200 MB", "bagi menjadi beberapa berkas"))
    return isi


def safe_nama(nama: str) -> str:
    """The last part of a file name, fit to be shown and stored on any system: '../../x\\u202e.xlsx' is 'x.xlsx'."""
    last = re.split(r"[/\\]", nama)[-1]
    visible = "".join(letter for letter in last if not _is_hidden(letter))
    plain = _TAK_BOLEH_DI_NAMA.sub("_", " ".join(visible.split())).strip(". ")
    if _NAMA_PERANGKAT.match(plain):
        plain = f"_{plain}"
    suffix = PurePath(plain).suffix[:12]
    if len(plain) > _PANJANG_NAMA:
        plain = plain[: _PANJANG_NAMA - len(suffix)].rstrip(". ") + suffix
    return plain or "berkas"


def _is_hidden(letter: str) -> bool:
    """Control, format (also those that turn the writing direction), surrogate and private characters."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def find_catatan(kiriman: Kiriman) -> list[str]:
    """What a file holds besides cells (macros, links to other files, embedded objects): never run, never opened, but told."""
    if kiriman.isi.startswith(b"PK\x03\x04"):
        paket = open_paket(kiriman)
        return _find_catatan_ods(paket) if "content.xml" in paket.daftar else _find_catatan_xlsx(paket)
    if kiriman.isi.startswith(b"\xd0\xcf\x11\xe0"):
        from etl.reading.xls import find_catatan_xls

        return find_catatan_xls(kiriman)
    return []


MAKRO = "memuat makro; makro tidak dijalankan, hanya isi selnya yang dibaca"
BENDA = "memuat objek tertanam (OLE atau ActiveX); objek itu tidak dibuka"
SAMBUNGAN = "memuat sambungan ke sumber data luar; sambungan itu tidak dibuka, yang dibaca hasil terakhir yang tersimpan"
PERINTAH = "memuat rumus yang memanggil program lain (DDE); rumus itu tidak dijalankan, yang dibaca hasil terakhir yang tersimpan"


def say_tautan(names: Iterable[str]) -> str:
    """The remark about cells whose values come from other workbooks."""
    shown = [show_value(safe_nama(name)) or "" for name in dict.fromkeys(names)]
    rest = f" dan {len(shown) - 3} lainnya" if len(shown) > 3 else ""
    which = f" ({', '.join(shown[:3])}{rest})" if shown else ""
    return f"mengambil nilai dari buku kerja lain{which}; buku kerja itu tidak dibuka, yang dibaca nilai terakhir yang tersimpan"


def _find_catatan_xlsx(paket: Paket) -> list[str]:
    names = [name.lower() for name in paket.daftar]
    links = [name for name in paket.daftar if name.lower().startswith("xl/externallinks/")]
    targets = [target for name in links if name.endswith(".rels") for target in _TARGET.findall(paket.read(name))]
    commands = any(b"ddeLink" in paket.read(name) for name in links if name.endswith(".xml")) or _has_dde(paket)
    told: list[tuple[bool, Callable[[], str]]] = [
        (any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names), lambda: MAKRO),
        (bool(links), lambda: say_tautan(target.decode(errors="replace") for target in targets)),
        (commands, lambda: PERINTAH),
        (any(name.startswith(("xl/embeddings/", "xl/activex/")) for name in names), lambda: BENDA),
        ("xl/connections.xml" in names, lambda: SAMBUNGAN),
    ]
    return [say() for present, say in told if present]


def _has_dde(paket: Paket) -> bool:
    """True where a formula of a sheet has the form service|topic!item."""
    sheets = [name for name in paket.daftar if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")]
    return any(b"<f" in xml and _DDE.search(xml) for xml in map(paket.read, sheets) if b"|" in xml or b"DDE" in xml)


def _find_catatan_ods(paket: Paket) -> list[str]:
    content = paket.read("content.xml")
    names = list(paket.daftar)
    found = []
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        found.append(MAKRO)
    if links := re.findall(rb"""(?:'|&apos;)(file:[^'&#]+)(?:'|&apos;)#""", content):
        found.append(say_tautan(link.decode(errors="replace") for link in links))
    if b"<table:dde-link" in content or re.search(rb'table:formula="[^"]*\bDDE\s*\(', content):
        found.append(PERINTAH)
    if any(name.startswith(("Object ", "ObjectReplacements/")) for name in names):
        found.append(BENDA)
    return found
