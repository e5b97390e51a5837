"""Bombs, tricks and hidden things in files: refused with one clear sentence, or told, and never costly."""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt

from etl.problems import BerkasDitolak
from etl.read import read_lembar
from etl.reading import aman
from etl.reading.aman import find_catatan, open_paket, read_terbatas, safe_nama
from etl.receive import UKURAN_TERBESAR, Kiriman, receive
from tests.etl.kiriman import make_ods, make_xlsx

_RUANG = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_BISIKAN = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_LEMBAR = "xl/worksheets/sheet1.xml"
DETIK, MEMORI = 5.0, 1_500_000_000


def _kiriman(nama: str, isi: bytes) -> Kiriman:
    return Kiriman(nama, isi, "", datetime(2025, 1, 2, tzinfo=UTC))


def _pack(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _parts(isi: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(isi)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _book(**changes: bytes) -> bytes:
    """A small workbook with parts added or replaced; '__' stands for '/' and '_dot_' for '.'."""
    return _pack(_parts(make_xlsx({"Data": [["nama", "jumlah"], ["Dinas A", 3]]})) | {_part(key): value for key, value in changes.items()})


def _part(key: str) -> str:
    return key.replace("__", "/").replace("_dot_", ".")


def _sheet(rows: bytes, tail: bytes = b"") -> bytes:
    return _pack(_parts(make_xlsx({"Data": [["nama"]]})) | {_LEMBAR: _RUANG + rows + b"</sheetData>" + tail + b"</worksheet>"})


def _many_sheets(count: int) -> bytes:
    return make_xlsx({f"Lembar {number}": [["x"]] for number in range(count)})


def _ods(rows: bytes) -> bytes:
    parts = _parts(make_ods([["x"]]))
    content = parts["content.xml"]
    start, end = content.find(b"<table:table-row>"), content.rfind(b"</table:table-row>") + 18
    return _pack(parts | {"content.xml": content[:start] + rows + content[end:]})


def _cell(letters: bytes) -> bytes:
    return b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + letters + b"</t></is></c></row>"


_ODS_BARIS = b'<table:table-row table:number-rows-repeated="1048576">'
_ODS_SEL = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'

# name, content, what the refusal says (None: it is read)
BAHAYA: dict[str, tuple[str, Callable[[], bytes], str | None]] = {
    "a part that unpacks to 400 MB": ("a.xlsx", lambda: _book(xl__sharedStrings_dot_xml=b"x" * 400_000_000), "terlalu besar saat dibuka"),
    "a package of 20,000 parts": ("a.xlsx", lambda: _pack({str(i): b"" for i in range(20_000)}), "bagian"),
    "a zip in a zip": ("a.xlsx", lambda: _pack({"a.zip": _pack({"b.zip": b"x" * 1000})}), "arsip ZIP"),
    "an archive that holds itself as a sheet": ("a.xlsx", lambda: _book(xl__embeddings__a_dot_xlsx=_book()), None),
    "entities that multiply in a sheet": ("a.xlsx", lambda: _pack(_parts(_sheet(b"")) | {_LEMBAR: _BISIKAN + _RUANG + _cell(b"&b;")}), "DOCTYPE"),
    "entities that multiply in the strings": ("a.xlsx", lambda: _book(xl__sharedStrings_dot_xml=_BISIKAN + b"<sst><si><t>&b;</t></si></sst>"), "DOCTYPE"),
    "entities that multiply in the list of sheets": ("a.xlsx", lambda: _book(xl__workbook_dot_xml=_BISIKAN + b"<workbook>&b;</workbook>"), "DOCTYPE"),
    "entities that multiply in an OpenDocument sheet": (
        "a.ods", lambda: _pack(_parts(make_ods([["x"]])) | {"content.xml": _BISIKAN + b"<x>&b;</x>"}), "DOCTYPE",
    ),
    "a row of OpenDocument repeated to the end": ("a.ods", lambda: _ods(_ODS_BARIS + _ODS_SEL + b"</table:table-row>"), "terlalu luas"),
    "two thousand million spaces in one element": (
        "a.ods", lambda: _ods(b'<table:table-row><table:table-cell><text:p><text:s text:c="2000000000"/></text:p></table:table-cell></table:table-row>'),
        "terlalu besar",
    ),
    "a cell of 5 million letters": ("a.xlsx", lambda: _sheet(_cell(b"y" * 5_000_000)), None),
    "a million formatted rows without a cell": (
        "a.xlsx", lambda: _sheet(b"".join(b'<row r="%d" s="1" customFormat="1"/>' % number for number in range(1, 1_048_577))), None,
    ),
    "cells without a place": ("a.xlsx", lambda: _sheet(b'<row r="1">' + b"<c><v>1</v></c>" * 1_300_000 + b"</row>"), "terlalu besar"),
    "a row of 16,384 cells": ("a.csv", lambda: b"a,b\n" + b"," * 16_383 + b"\n", None),
    "a row of a million cells": ("a.csv", lambda: b"a,b\n1,2\n" + b"," * 1_000_000 + b"\n", "baris 3: .*16.384 kolom"),
    "a thousand sheets": ("a.xlsx", lambda: _many_sheets(1000), "1000 lembar"),
    "a million merged ranges": (
        "a.xlsx", lambda: _sheet(b"", b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 1_000_000 + b"</mergeCells>"), "terlalu besar",
    ),
    "two million errors": ("a.xlsx", lambda: _sheet(b'<row r="1">' + b'<c r="A1" t="e"><v>#N/A</v></c>' * 2_000_000 + b"</row>"), "galat"),
    "nothing but line ends": ("a.csv", lambda: b"a,b\n" + b"\n" * 60_000_000, "baris"),
    "nothing but quotes": ("a.csv", lambda: b"a,b\n" + b'"' * 60_000_000, "lebih panjang"),
    "nothing but zeros": ("a.csv", lambda: b"\0" * 20_000_000, "tidak dapat dibaca"),
    "one row wider than a long table can be": ("a.csv", lambda: b"a,b,c\n" + b"x,y,z\n" * 500_000 + b"," * 16_000 + b"\n", "baris 500002: .*terlalu lebar"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAHAYA)
def test_nothing_hostile_takes_long_or_much(name: str) -> None:
    nama, make, refusal = BAHAYA[name]
    kiriman = _kiriman(nama, make())
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    if refusal is None:
        assert read_lembar(kiriman)
    else:
        with pytest.raises(BerkasDitolak, match=rf"a\.\w+.*{refusal}.*Perbaikan: "):
            read_lembar(kiriman)
    assert time.process_time() - start < DETIK
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < MEMORI


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    whole = bytearray(_book(xl__sharedStrings_dot_xml=b"<sst>" + b"x" * 300_000 + b"</sst>"))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = whole.find(b"xl/sharedStrings.xml", whole.find(mark)) if mark == b"PK\x03\x04" else whole.rfind(b"xl/sharedStrings.xml")
        struct.pack_into("<I", whole, whole.rfind(mark, 0, place) + offset, 500)
    with pytest.raises(BerkasDitolak, match=r"sharedStrings\.xml tidak utuh"):
        read_lembar(_kiriman("a.xlsx", bytes(whole)))


@pytest.mark.parametrize("janji", [b'uniqueCount="99999999999"', b"uniqueCount = '99999999999'", b'count="1" uniqueCount=\n"500000000"'])
def test_a_list_of_strings_that_promises_more_than_it_holds_does_not_end_the_process(janji: bytes) -> None:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    parts = _parts(_book())
    rels = "xl/_rels/workbook.xml.rels"
    link = b'<Relationship Id="q" Type="' + kind + b'" Target="sharedStrings.xml"/></Relationships>'
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' + janji + b"><si><t>a</t></si></sst>"
    changed = {rels: parts[rels].replace(b"</Relationships>", link), "xl/sharedStrings.xml": strings}
    with pytest.raises(BerkasDitolak, match="rusak"):
        read_lembar(_kiriman("a.xlsx", _pack(parts | changed)))


def test_an_encoding_nobody_knows_is_a_damaged_workbook() -> None:
    parts = _parts(_book())
    book = parts["xl/workbook.xml"].replace(b'<?xml version="1.0"?>', b'<?xml version="1.0" encoding="utf-bogus"?>')
    with pytest.raises(BerkasDitolak, match="rusak"):
        read_lembar(_kiriman("a.xlsx", _pack(parts | {"xl/workbook.xml": book})))


def test_a_refusal_names_no_person_who_stands_in_the_name_of_a_sheet() -> None:
    far = _pack(
        _parts(make_xlsx({"a.n. Budi Santoso": [["x"]]}))
        | {
            _LEMBAR: _RUANG
            + b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999"><c r="A99999999"><v>1</v></c></row>'
            + b"</sheetData></worksheet>"
        }
    )
    with pytest.raises(BerkasDitolak) as refused:
        read_lembar(_kiriman("a.xlsx", far))
    assert "terlalu luas" in str(refused.value) and "Budi" not in str(refused.value)


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("kalimat rahasia", encoding="utf-8")
    entity = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    for nama, isi in (
        ("a.xlsx", _pack(_parts(_sheet(b"")) | {_LEMBAR: entity + _RUANG + _cell(b"&x;") + b"</sheetData></worksheet>"})),
        ("a.ods", _pack(_parts(make_ods([["x"]])) | {"content.xml": entity + b"<x>&x;</x>"})),
    ):
        with pytest.raises(BerkasDitolak) as refused:
            read_lembar(_kiriman(nama, isi))
        assert "rahasia" not in str(refused.value)


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    with pytest.raises(BerkasDitolak, match="200 MB"):
        receive(path)


def test_a_stream_is_read_only_up_to_the_limit() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            self.asked = size
            return bytes(size)

    stream = Endless()
    with pytest.raises(BerkasDitolak, match="200 MB"):
        read_terbatas(stream, "a.xlsx")
    assert stream.asked == UKURAN_TERBESAR + 1
    assert read_terbatas(io.BytesIO(b"abc"), "a.csv") == b"abc"


def test_only_checked_parts_reach_the_reader_of_cells() -> None:
    paket = open_paket(_kiriman("a.xlsx", _book(xl__media__gambar_dot_png=b"\x89PNG", xl__vbaProject_dot_bin=b"makro")))
    packed = _parts(paket.pack(aman.list_bagian_sel(paket)))
    assert _LEMBAR in packed
    assert not [name for name in packed if "media" in name or "vba" in name]


def test_macros_in_an_xlsm_are_told_and_in_an_xlsx_refused() -> None:
    isi = _book(xl__vbaProject_dot_bin=b"makro")
    (sheet,) = read_lembar(_kiriman("a.xlsm", isi))
    assert sheet.row(1) == ("Dinas A", 3)
    assert find_catatan(_kiriman("a.xlsm", isi)) == [aman.MAKRO]
    with pytest.raises(BerkasDitolak, match=r"bermakro \(\.xlsm\)"):
        read_lembar(_kiriman("a.xlsx", isi))


def test_links_to_other_workbooks_are_told_by_their_name_only() -> None:
    target = (
        b'<Relationships><Relationship Id="r1" Target="file:///C:\\Users\\x\\Anggaran 2025.xlsx" TargetMode="External"/></Relationships>'
    )
    isi = _book(
        xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>", xl__externalLinks___rels__externalLink1_dot_xml_dot_rels=target
    )
    (remark,) = find_catatan(_kiriman("a.xlsx", isi))
    assert "(Anggaran 2025.xlsx)" in remark
    assert "Users" not in remark
    assert read_lembar(_kiriman("a.xlsx", isi))[0].row(1) == ("Dinas A", 3)


def test_a_formula_that_calls_a_program_is_told_and_its_stored_result_is_only_text() -> None:
    formula = b'<row r="1"><c r="A1" t="str"><f>cmd|\'/C calc\'!A0</f><v>=cmd|\'/C calc\'!A0</v></c></row>'
    isi = _sheet(formula)
    assert find_catatan(_kiriman("a.xlsx", isi)) == [aman.PERINTAH]
    assert read_lembar(_kiriman("a.xlsx", isi))[0].row(0) == ("=cmd|'/C calc'!A0",)


def test_embedded_objects_and_connections_are_told() -> None:
    isi = _book(xl__embeddings__oleObject1_dot_bin=b"x", xl__activeX__activeX1_dot_xml=b"<x/>", xl__connections_dot_xml=b"<connections/>")
    assert find_catatan(_kiriman("a.xlsx", isi)) == [aman.BENDA, aman.SAMBUNGAN]


def test_an_ordinary_file_deserves_no_remark() -> None:
    old = io.BytesIO()
    book = xlwt.Workbook()
    book.add_sheet("Data").write(0, 0, xlwt.Formula("1+1"))
    book.save(old)
    for nama, isi in (("a.xlsx", _book()), ("a.ods", make_ods([["x"]])), ("a.xls", old.getvalue()), ("a.csv", b"a,b\n1,2\n")):
        assert find_catatan(_kiriman(nama, isi)) == []


def test_macros_and_links_of_an_opendocument_sheet_are_told() -> None:
    cell = b"<table:table-row><table:table-cell table:formula=\"of:='file:///home/x/Rekap.ods'#$Data.A1\"><text:p>3</text:p></table:table-cell></table:table-row>"
    isi = _pack(_parts(_ods(cell)) | {"Basic/Standard/Modul.xml": b"<x/>"})
    makro, tautan = find_catatan(_kiriman("a.ods", isi))
    assert makro == aman.MAKRO
    assert "(Rekap.ods)" in tautan


def test_markup_in_a_cell_is_text() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "<script>alert(1)</script>"
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_lembar(_kiriman("a.xlsx", buffer.getvalue()))[0].row(0) == ("<script>alert(1)</script>",)


def test_an_encrypted_workbook_is_told_from_a_damaged_one() -> None:
    locked = bytearray(_book())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(mark)
        locked[place + offset] |= 1
    with pytest.raises(BerkasDitolak, match="kata sandi"):
        read_lembar(_kiriman("a.xlsx", bytes(locked)))


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("rekap.xlsx", "rekap.xlsx"),
        ("../../etc/x.xlsx", "x.xlsx"),
        ("/tmp/a.csv", "a.csv"),
        ("..\\..\\Windows\\b.xls", "b.xls"),
        ("C:\\data\\c.ods", "c.ods"),
        ("a\0b\r\n.xlsx", "ab.xlsx"),
        ("gambar\u202excod.xlsx", "gambarxcod.xlsx"),
        ("con.xlsx", "_con.xlsx"),
        ("NUL", "_NUL"),
        ("a<b>:\"c\"|d?*.csv", "a_b___c__d__.csv"),
        ("..", "berkas"),
        ("", "berkas"),
        ("folder/", "berkas"),
        ("  .tersembunyi.xlsx. ", "tersembunyi.xlsx"),
        ("Jum’at – “é”.xlsx", "Jum’at – “é”.xlsx"),
        ("\ud800x.csv", "x.csv"),
    ],
)  # fmt: skip
def test_a_name_is_made_safe(given: str, safe: str) -> None:
    assert safe_nama(given) == safe


def test_a_long_name_keeps_its_suffix() -> None:
    assert safe_nama("x" * 5000 + ".xlsx") == "x" * 115 + ".xlsx"
