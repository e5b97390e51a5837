"""The deck and the four pages on paper: nothing lost, everything as text, tagged, with bookmarks and the mark of invented data."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from exports.paparan_pdf import make_lembar, make_salindia
from p4gn.paparan.isi import Deck
from tests.exports.baca import halaman, padat
from tests.paparan_buatan import make_deck

RESEP = {
    "angka": "enam_angka",
    "ubin": "opd_ubin",
    "daftar": "opd_daftar",
    "batang": "wilayah_batang",
    "garis": "tren",
    "kosong": "keputusan_hari_ini",
}
LAGI = {
    "perubahan": "daftar",
    "tes_cakupan": "batang",
    "tes_lanjut": "batang",
    "anggaran": "garis",
    "janji_lalu": "daftar",
    "putusan": "daftar",
}


def full_deck(banyak: int, contoh: bool = True) -> Deck:
    """A deck with the recipes that the four pages look for."""
    deck = make_deck(banyak, contoh)
    by_kunci = {each.kunci: each for each in deck.slide}
    named = [replace(each, resep=RESEP.get(each.resep, each.resep)) for each in deck.slide]
    return replace(deck, slide=(*named, *(replace(by_kunci[kunci], kunci=resep, resep=resep) for resep, kunci in LAGI.items())))


def told(deck: Deck) -> set[str]:
    """Every text of cards, bars, lines, tiles, regions and lists."""
    found: set[str] = set()
    for each in deck.slide:
        isi = each.isi
        found |= {each.judul}
        found |= {t for k in getattr(isi, "kartu", ()) for t in (k.judul, k.utama, k.sisa, k.bacaan, k.lalu, k.target)}
        found |= {t for s in getattr(isi, "seri", ()) for t in (s.nama, *s.teks)}
        found |= {
            t for p in (*getattr(isi, "petak", ()), *getattr(isi, "daerah", ()), *getattr(isi, "titik", ())) for t in (p.nama, p.teks)
        }
        for row in getattr(isi, "baris", ()):
            found |= {sel.teks for sel in row} if isinstance(row, tuple) else {row.nama, row.teks}
    return found - {""}


@pytest.mark.parametrize("banyak", [1, 13, 400])
def test_the_deck_loses_nothing_and_keeps_the_notes_to_the_speaker(banyak: int) -> None:
    deck = make_deck(banyak)
    pages = halaman(make_salindia(deck))
    whole = padat("".join(pages))
    assert [each for each in sorted(told(deck)) if padat(each) not in whole] == []
    assert padat("Sebutkan angka ini lebih dahulu") not in whole
    assert all(
        padat(f"{nomor} dari {len(pages)}") in padat(page) and "Data per 20 Juni 2026" in page for nomor, page in enumerate(pages, start=1)
    )


@pytest.mark.parametrize("make", [make_salindia, make_lembar])
def test_files_are_tagged_titled_in_indonesian_with_bookmarks_and_embedded_fonts(make) -> None:
    content = make(full_deck(13))
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "id" and b"pdfuaid" in content
    assert "Provinsi Kalimantan Selatan, Tahun 2026" in reader.metadata.title
    assert len(reader.outline) > 3 and any(isinstance(each, list) for each in reader.outline)
    fonts = [each.get_object() for page in reader.pages for each in page["/Resources"].get("/Font", {}).values()]
    parts = [each["/DescendantFonts"][0].get_object()["/FontDescriptor"] for each in fonts]
    assert parts and all("/FontFile2" in each or "/FontFile3" in each for each in parts)


@pytest.mark.parametrize("make", [make_salindia, make_lembar])
def test_invented_data_say_so_on_every_page_and_real_data_never(make) -> None:
    assert all("DATA CONTOH" in page for page in halaman(make(full_deck(13))))
    assert not any("DATA CONTOH" in page for page in halaman(make(full_deck(13, contoh=False))))


@pytest.mark.parametrize("banyak", [0, 1, 13, 400])
def test_the_brief_has_four_pages_and_its_last_words(banyak: int) -> None:
    pages = halaman(make_lembar(full_deck(banyak)))
    assert [padat(f"{nomor} dari 4") in padat(page) for nomor, page in enumerate(pages, start=1)] == [True] * 4
    assert "Cara membaca" in pages[3] and "Laporan OPD dan BNN" in pages[3]
    assert ("lihat lampiran XLSX" in pages[1]) == (banyak == 400)


def test_a_brief_of_only_a_cover_has_four_pages_that_say_what_is_missing() -> None:
    deck = make_deck(1)
    pages = halaman(make_lembar(replace(deck, slide=deck.slide[:1])))
    assert len(pages) == 4 and all("tidak ada dalam paparan" in page for page in pages)


def test_a_letter_that_no_font_has_does_not_keep_a_deck_from_being_printed() -> None:
    deck = make_deck(1)
    content = make_salindia(replace(deck, slide=(replace(deck.slide[1], judul="Cakupan \u1700 naik"),)))
    assert content.startswith(b"%PDF") and b"pdfuaid" not in content
