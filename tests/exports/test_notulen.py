"""The notulen: Word and PDF say the same, in the same order, and both say what is not known."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn

from exports.notulen import hari_text, make_notulen, notulen_docx, notulen_pdf, saat_text
from p4gn.catatan.pertemuan import Peserta
from tests.exports.baca import halaman, padat
from tests.exports.kartu_buatan import KETERANGAN, KETERANGAN_CONTOH
from tests.exports.rapat_buatan import BERKAS, BUTIR, CATATAN, KINI, SAAT, butir


def words_of(content: bytes) -> list[str]:
    """Every paragraph and cell of a Word file, in its order."""
    document = Document(io.BytesIO(content))
    found: list[str] = []
    for each in document.iter_inner_content():
        if hasattr(each, "rows"):
            found += [cell.text for row in each.rows for cell in row.cells]
        else:
            found.append(each.text)
    return [text for text in found if text.strip()]


def table_of(content: bytes, judul: str) -> list[list[str]]:
    """Rows of the table that has this heading."""
    for table in Document(io.BytesIO(content)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if judul in rows[0]:
            return rows
    raise AssertionError(f"no table with {judul}")


@pytest.mark.parametrize("pertemuan", [BERKAS, CATATAN], ids=["berkas", "catatan"])
@pytest.mark.parametrize("rows", [BUTIR, ()], ids=["keputusan", "tanpa"])
def test_word_and_pdf_say_the_same(pertemuan, rows) -> None:
    written = words_of(notulen_docx(pertemuan, rows, KETERANGAN_CONTOH, KINI, SAAT))
    printed = padat(" ".join(halaman(notulen_pdf(pertemuan, rows, KETERANGAN_CONTOH, KINI, SAAT))))
    lines = [
        text for text in written if not re.search(r"\.{8}", text)
    ]  # where one signs by hand a line is drawn in one and dotted in the other
    assert len(lines) > 20
    assert [text for text in lines if padat(text) not in printed] == []


def test_numbers_of_lists_are_the_same_in_both() -> None:
    """Word counts by itself: each list is a list of its own that begins with 1."""
    content = notulen_docx(CATATAN, BUTIR, KETERANGAN, KINI, SAAT)
    document = Document(io.BytesIO(content))
    items = [each for each in document.paragraphs if each.style.name == "List Number"]
    assert [each.text for each in items] == [*CATATAN.agenda, *CATATAN.kesimpulan]
    numbers = [each._p.pPr.numPr.numId.val for each in items]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = document.part.numbering_part.element
    for number in set(numbers):
        assert numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val == 1
    printed = padat(" ".join(halaman(notulen_pdf(CATATAN, BUTIR, KETERANGAN, KINI, SAAT))))
    assert padat("1. Hasil tes urine semester I 2. Rencana semester II") in printed
    assert padat("1. Semua OPD melapor") in printed


def test_decisions_stand_in_the_order_in_which_they_were_made() -> None:
    rows = table_of(notulen_docx(CATATAN, BUTIR, KETERANGAN, KINI, SAAT), "Keputusan")
    assert rows == [
        ["No.", "Keputusan", "Penanggung jawab", "Pendukung", "Batas waktu", "Status"],
        ["1", "Terbitkan SE tes urine", "Dinas Kesehatan", "–", "1 Mei 2026 (lewat 60 hari)", "Belum mulai"],
        ["2", "Laporkan hasil tes urine", "Dinas Kesehatan", "Dinas Sosial", "20 Juli 2026", "Berjalan"],
        ["3", "Bentuk satgas di setiap OPD", "Belum ditunjuk", "–", "tanpa tenggat", "Belum mulai"],
        ["4", "Susun RAD", "Dinas Kesehatan", "–", "1 April 2026", "Selesai, 2 April 2026"],
    ]
    sentence = make_notulen(CATATAN, BUTIR, KETERANGAN, KINI, SAAT).keterangan["Kalimat"]
    assert sentence == (
        "Rapat belum ditutup; notulen ini masih sementara. 4 keputusan: 1 selesai, 1 lewat tenggat, dan 1 terbuka tanpa tenggat."
    )


def test_follow_ups_of_a_file_stand_as_in_the_file() -> None:
    rows = [butir(name, name, sumber="berkas", berkas="tl.xlsx", lembar="S", baris=line) for name, line in (("x", 12), ("y", 3))]
    assert [row[1] for row in table_of(notulen_docx(BERKAS, rows, KETERANGAN, KINI, SAAT), "Keputusan")[1:]] == ["y", "x"]


def test_who_was_invited_came_and_was_absent() -> None:
    content = notulen_docx(CATATAN, (), KETERANGAN, KINI, SAAT)
    told = "1 dari 3 OPD/instansi yang diundang hadir. Tidak hadir: Dinas Sosial dan Dinas Pekerjaan Umum dan Penataan Ruang. 1 hadir tanpa undangan."
    assert told in words_of(content)
    assert table_of(content, "OPD/instansi")[1:] == [
        ["1", "Dinas Kesehatan", "diundang", "hadir"],
        ["2", "Dinas Sosial", "diundang", "tidak hadir"],
        ["3", "Dinas Pekerjaan Umum dan Penataan Ruang", "diundang", "tidak hadir"],
        ["4", "Dinas Perhubungan", "tanpa undangan", "hadir"],
    ]


def test_a_file_that_only_says_who_came_is_not_read_as_a_list_of_absentees() -> None:
    content = notulen_docx(BERKAS, (), KETERANGAN, KINI, SAAT)
    told = (
        "2 OPD/instansi hadir. Sumbernya hanya mencatat yang hadir; siapa yang diundang tidak diketahui. Jumlah peserta tercatat 41 orang."
    )
    assert told in words_of(content)
    assert table_of(content, "OPD/instansi")[0] == ["No.", "OPD/instansi", "Kehadiran"]
    assert not any("Tidak hadir" in text for text in words_of(content))


def test_an_invitation_alone_makes_nobody_absent() -> None:
    invited = replace(CATATAN, peserta=(Peserta("DINKES@63", "Dinas Kesehatan", True, None),))
    content = notulen_docx(invited, (), KETERANGAN, KINI, SAAT)
    assert "1 OPD/instansi diundang; kehadiran belum dicatat." in words_of(content)
    assert table_of(content, "OPD/instansi")[0] == ["No.", "OPD/instansi", "Undangan"]


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"tanggal": date(2026, 11, 25)}, "Rabu, 25 November 2026"),
        ({"tanggal": date(2026, 8, 13), "tanggal_sampai": date(2026, 8, 14)}, "Kamis–Jumat, 13–14 Agustus 2026"),
        ({"tanggal": date(2026, 11, 1), "presisi_tanggal": "bulan"}, "November 2026 (harinya tidak tercatat)"),
        ({"tanggal": None, "tahun": 2024, "tanggal_tertulis": "akhir tahun"}, "tahun 2024, tertulis “akhir tahun”"),
        ({"tanggal": None, "tahun": None}, "tidak tercatat"),
    ],
)
def test_the_day_is_as_exact_as_it_is_known(isi, kata) -> None:
    assert hari_text(replace(BERKAS, **isi)) == kata


def test_the_moment_names_the_zone() -> None:
    assert saat_text(SAAT) == "1 Juli 2026 pukul 19.03 WITA"
    assert saat_text(datetime(2026, 7, 1, 11, 3, tzinfo=UTC)) == "1 Juli 2026 pukul 11.03 UTC"


def test_the_mark_of_invented_data_is_on_every_page_of_both() -> None:
    many = [butir(str(number), f"Keputusan nomor {number} " * 12, dibuat_pada=f"{number:03}") for number in range(60)]
    pages = halaman(notulen_pdf(CATATAN, many, KETERANGAN_CONTOH, KINI, SAAT))
    assert len(pages) > 2 and all("DATA CONTOH" in page for page in pages) and f"Halaman 2 dari {len(pages)}" in pages[1]
    section = Document(io.BytesIO(notulen_docx(CATATAN, many, KETERANGAN_CONTOH, KINI, SAAT))).sections[0]
    assert "DATA CONTOH" in section.header.paragraphs[0].text and not section.different_first_page_header_footer
    plain = notulen_docx(CATATAN, many, KETERANGAN, KINI, SAAT)
    assert "DATA CONTOH" not in Document(io.BytesIO(plain)).sections[0].header.paragraphs[0].text
    assert not any("DATA CONTOH" in page for page in halaman(notulen_pdf(CATATAN, many, KETERANGAN, KINI, SAAT)))


def test_the_word_file_is_a_real_word_document() -> None:
    document = Document(io.BytesIO(notulen_docx(CATATAN, BUTIR, KETERANGAN_CONTOH, KINI, SAAT)))
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    assert [each.text for each in document.paragraphs if each.style.name == "Title"] == ["Notulen: Rapat tindak lanjut tes urine"]
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings == ["Agenda", "Peserta", "Kesimpulan", "Keputusan dan tindak lanjut", "Tentang berkas ini"]
    for table in document.tables:
        if table.style.name == "Table Grid":
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "the heading is repeated on the next page"
            parts = [each.tag.rpartition("}")[2] for each in table._tbl.tblPr]
            assert parts.index("tblBorders") < parts.index("tblLayout") < parts.index("tblLook"), "Word insists on this order"
    language = document.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "id-ID" and document.core_properties.language == "id-ID"
    assert [each.text for each in section.footer._element.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]
    assert document.core_properties.title == "DATA CONTOH: Notulen: Rapat tindak lanjut tes urine"


def test_it_is_signed_by_an_office_and_no_name_is_filled_in() -> None:
    written = words_of(notulen_docx(CATATAN, BUTIR, KETERANGAN, KINI, SAAT))
    assert "Kepala Badan Kesbangpol" in written[-3] and written[-1] == "Nama dan NIP diisi tangan"
    assert "Pimpinan rapat" in words_of(notulen_docx(replace(CATATAN, pimpinan=None), (), KETERANGAN, KINI, SAAT))[-3]


def test_where_it_comes_from_and_when_it_was_made() -> None:
    facts = make_notulen(BERKAS, (), KETERANGAN, KINI, SAAT).keterangan
    assert facts["Sumber"] == "rapat HSS 2026.xlsx, lembar Sheet1, baris 7"
    assert facts["Disusun"] == "1 Juli 2026 pukul 19.03 WITA" and facts["Edisi"] == KETERANGAN["Edisi"]
    assert facts["Wilayah"] == "Kabupaten Hulu Sungai Selatan"
    assert make_notulen(CATATAN, (), KETERANGAN, KINI, SAAT).keterangan["Sumber"] == "Dicatat di Dasbor P4GN oleh Analis Kesbangpol"
    news = replace(BERKAS, sumber_media="koran.contoh | radio.contoh", lembar=None)
    assert (
        make_notulen(news, (), KETERANGAN, KINI, SAAT).keterangan["Sumber"] == "koran.contoh dan radio.contoh; rapat HSS 2026.xlsx, baris 7"
    )


def test_the_same_meeting_gives_the_same_bytes() -> None:
    for make in (notulen_docx, notulen_pdf):
        assert make(CATATAN, BUTIR, KETERANGAN, KINI, SAAT) == make(CATATAN, BUTIR[::-1], KETERANGAN, KINI, SAAT)
    with zipfile.ZipFile(io.BytesIO(notulen_docx(CATATAN, BUTIR, KETERANGAN, KINI, SAAT))) as packed:
        assert {each.date_time for each in packed.infolist()} == {(2026, 6, 30, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name]


def test_signs_that_a_word_file_cannot_hold_do_not_break_it() -> None:
    odd = replace(CATATAN, judul="Rapat\x00 \x1fuji", agenda=("Satu\ndua\x0b",), tempat="\ufffe Aula")
    assert "Notulen: Rapat uji" in words_of(notulen_docx(odd, (), KETERANGAN, KINI, SAAT))
