"""A whole briefing: its numbers are those of the edition and the same on screen, PowerPoint, PDF and workbook, whatever region and period."""

from __future__ import annotations

import io
import json
import os
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from exports import __main__ as perintah
from exports import paket
from p4gn.geography.wilayah import list_anak
from p4gn.paparan import isi
from p4gn.paparan.isi import Deck
from p4gn.paparan.judul import KATA_TERBANYAK
from p4gn.paparan.resep import RESEP
from p4gn.paparan.susun import make_deck, make_slide
from p4gn.paparan.susunan import read_bawaan, read_susunan, write_susunan
from p4gn.paparan.templat import LOGO, TEMPLAT, find_milik, read_milik
from p4gn.ringkasan import list_angka
from p4gn.scope import Scope
from p4gn.scoring.pembacaan import find_kartu
from p4gn.warehouse.editions import data_dir
from p4gn.warehouse.read import list_periode
from ui.kemajuan import KATA_TAHAP
from ui.layar_paparan import layar_data

#: Another seed looks at other regions and periods: P4GN_UJI_BENIH=12 pytest tests/exports/test_paket.py
BENIH = int(os.environ.get("P4GN_UJI_BENIH", "7"))
LINGKUP = [("63", "2026"), ("63.06", "2026-S1"), ("63", "2025"), ("63.06", "semua"), ("63.71", "2026")]


@pytest.fixture
def acak(edisi: str) -> list[tuple[str, str]]:
    """A region and period of the whole edition, and one of those that hold most."""
    regions = ["nasional", "63", *(each.kode for each in list_anak("63"))]
    chosen = random.Random(BENIH)
    return [(chosen.choice(regions), chosen.choice(list_periode(edisi, semester=True))), chosen.choice(LINGKUP)]


def test_every_recipe_gives_a_short_headline_for_every_scope(edisi: str) -> None:
    for kode, periode in (*LINGKUP, ("nasional", "semua"), ("63.06.01", "2026"), ("64", "2026"), ("63", "2018")):
        for nama in RESEP:
            made = make_slide(nama, {}, Scope(edisi, kode, periode))
            assert 0 < len(made.judul.split()) <= KATA_TERBANYAK, (nama, kode, periode, made.judul)
            assert made.bagian
            assert not isinstance(made.isi, isi.Angka) or 1 <= len(made.isi.kartu) <= isi.TERBANYAK


def test_the_numbers_are_those_of_the_edition(edisi: str) -> None:
    scope = Scope(edisi, "63", "2026")
    slides = {each.kunci: each for each in make_deck(scope, read_bawaan()).slide}
    kartu = find_kartu(scope)
    assert kartu is not None
    assert [(each.utama, each.sisa) for each in slides["angka"].isi.kartu] == [(each.utama, each.sisa) for each in list_angka(scope)]
    assert {each.kunci: each.rupa for each in slides["opd"].isi.petak} == {row.kunci: row.warna for row in kartu.baris}
    assert {each.kunci: each.nilai for each in slides["tes-cakupan"].isi.baris} == {
        row.kunci: row.sel["tes_asn"].nilai for row in kartu.baris
    }


def test_every_number_is_the_same_on_screen_and_in_every_file(edisi: str, acak: list[tuple[str, str]]) -> None:
    for kode, periode in acak:
        deck = make_deck(Scope(edisi, kode, periode), read_bawaan())
        told = list(_list_told(deck))
        assert len(told) > 20
        screen = _bare(json.dumps(layar_data(deck), ensure_ascii=False))
        pptx, pdf, xlsx = (_bare(read(deck)) for read in (_read_pptx, _read_pdf, _read_xlsx))
        for kunci, words in told:
            for nama, text in (("layar", screen), ("pptx", pptx), ("pdf", pdf)):
                assert _bare(words) in text, (nama, kode, periode, kunci, words)
        for kunci, value in _list_values(deck):
            assert f"|{value:.6g}|" in xlsx, (kunci, value)


def _bare(text: str) -> str:
    """Without blanks and line breaks: paper wraps where it likes."""
    return re.sub(r"[\s\u2060\u00a0]+", "", text)


def _list_told(deck: Deck) -> Iterator[tuple[str, str]]:
    """Every number as it is told on a slide."""
    for slide in deck.slide:
        match slide.isi:
            case isi.Angka(kartu):
                yield from ((slide.kunci, each.utama) for each in kartu)
            case isi.Batang(baris=baris):
                yield from ((slide.kunci, each.teks) for each in baris if each.nilai is not None)
            case isi.Garis(seri=seri):
                yield from (
                    (slide.kunci, teks) for each in seri for teks, value in zip(each.teks, each.nilai, strict=True) if value is not None
                )
            case isi.Daftar(baris=baris):
                yield from ((slide.kunci, sel.teks) for row in baris for sel in row if sel.nilai is not None)


def _list_values(deck: Deck) -> Iterator[tuple[str, float]]:
    for slide in deck.slide:
        match slide.isi:
            case isi.Batang(baris=baris) | isi.Peta(daerah=baris):
                yield from ((slide.kunci, each.nilai) for each in baris if each.nilai is not None)
            case isi.Garis(seri=seri):
                yield from ((slide.kunci, value) for each in seri for value in each.nilai if value is not None)


def _read_pptx(deck: Deck) -> str:
    parts = []
    for slide in Presentation(io.BytesIO(paket.make_berkas("pptx", deck))).slides:
        for shape in slide.shapes:
            parts += [shape.text_frame.text] if shape.has_text_frame else []
            parts += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            if shape.has_chart:
                parts += [node.text or "" for node in shape.chart._chartSpace.iter() if node.tag.rpartition("}")[2] in ("t", "v")]
    return " ".join(parts)


def _read_pdf(deck: Deck) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paket.make_berkas("pdf", deck))).pages)


def _read_xlsx(deck: Deck) -> str:
    book = openpyxl.load_workbook(io.BytesIO(paket.make_berkas("xlsx", deck)), read_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "|" + "|".join(f"{cell:.6g}" for cell in cells if isinstance(cell, int | float)) + "|"


def test_the_pack_from_the_command_line(edisi: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["paparan", "--edisi", edisi, "--wilayah", "63.06", "--periode", "2026", "--keluaran", str(tmp_path / "keluar")]
    assert perintah.main(asked) == perintah.BERES
    names = sorted(each.name for each in (tmp_path / "keluar").iterdir())
    assert names == sorted(paket.name_file(jenis, make_deck(Scope(edisi, "63.06", "2026"), read_bawaan())) for jenis in paket.BERKAS)
    assert all(name.startswith("DATA-CONTOH-") for name in names)
    assert "berkas paparan" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("salah", "kata"),
    [
        (["--edisi", "tidak-ada"], "tidak-ada"),
        (["--wilayah", "99"], "99"),
        (["--periode", "2026-S9"], "2026-S9"),
        (["--paparan", "Tidak pernah disimpan"], "Tidak pernah disimpan"),
    ],
)
def test_what_is_asked_wrongly_is_told(edisi: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], salah: list[str], kata: str) -> None:
    asked = ["paparan", "--edisi", edisi, "--keluaran", str(tmp_path / "keluar"), *salah]
    assert perintah.main(asked) == 2
    assert kata in capsys.readouterr().err
    assert not (tmp_path / "keluar").exists()


def test_the_archive_holds_every_file_once(edisi: str) -> None:
    deck = make_deck(Scope(edisi, "63.06", "2026"), read_bawaan())
    with zipfile.ZipFile(io.BytesIO(paket.make_berkas(paket.PAKET, deck))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [paket.name_file(jenis, deck) for jenis in paket.BERKAS]


def test_a_list_of_slides_survives_its_json_and_unknown_recipes_say_so(edisi: str) -> None:
    assert read_susunan(write_susunan(read_bawaan())) == read_bawaan()
    assert "tidak dikenal" in make_slide("dahulu_ada", {}, Scope(edisi, "63", "2026")).judul


def test_each_stage_is_told_to_who_asks_for_it(edisi: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["paparan", "--edisi", edisi, "--wilayah", "63.06", "--hanya", "xlsx", "--kemajuan", "--keluaran", str(tmp_path)]
    assert perintah.main(asked) == perintah.BERES
    stages = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert stages == [{"tahap": "salindia", "ke": 1, "dari": 2}, {"tahap": "xlsx", "ke": 2, "dari": 2}]
    assert {"salindia", *paket.BERKAS} <= set(KATA_TAHAP)


def _potret(warna: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 30), warna).save(written, "PNG")
    return written.getvalue()


def _templat(judul: str) -> bytes:
    presentation, written = Presentation(), io.BytesIO()
    presentation.slide_width, presentation.slide_height = 12192000, 6858000
    presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = judul
    presentation.core_properties.author = judul
    presentation.slide_masters[0].name = "Rupa provinsi"
    presentation.save(written)
    return written.getvalue()


@pytest.fixture
def data_sendiri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what is kept, with the editions of the others."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "edisi").symlink_to(data_dir() / "edisi")
    monkeypatch.setenv("P4GN_DATA", str(data))
    return data


def test_a_template_and_a_logo_are_kept_for_the_province_without_their_words(
    edisi: str, data_sendiri: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rupa.pptx").write_bytes(_templat("Nama Penyusun"))
    (tmp_path / "lambang.png").write_bytes(_potret("red"))
    asked = ["templat", "--wilayah", "63", "--templat", str(tmp_path / "rupa.pptx"), "--logo", str(tmp_path / "lambang.png")]
    assert perintah.main(asked) == perintah.BERES
    assert capsys.readouterr().out == "Wilayah 63 memakai templat sendiri dan logo sendiri.\n"
    with zipfile.ZipFile(data_sendiri / "templat" / "63.pptx") as kept:
        assert not [name for name in kept.namelist() if b"Nama Penyusun" in kept.read(name) or name.startswith("ppt/slides/")]
    assert set(find_milik("63.06")) == {TEMPLAT, LOGO} and not find_milik("64")
    asked = ["paparan", "--edisi", edisi, "--wilayah", "63.06", "--hanya", "pptx", "--keluaran", str(tmp_path)]
    assert perintah.main(asked) == perintah.BERES
    presentation = Presentation(next(tmp_path.glob("DATA-CONTOH-*.pptx")))
    assert presentation.slide_masters[0].name == "Rupa provinsi"
    assert any(each.name == "Logo" for each in presentation.slides[1].shapes)
    assert perintah.main(["templat", "--wilayah", "63", "--hapus", "templat"]) == perintah.BERES
    assert set(find_milik("63")) == {LOGO}


def test_a_refused_template_leaves_what_was_kept(data_sendiri: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "rupa.pptx", tmp_path / "rusak.pptx"
    good.write_bytes(_templat("x"))
    bad.write_bytes(good.read_bytes()[:3000])
    assert perintah.main(["templat", "--wilayah", "63", "--templat", str(good)]) == perintah.BERES
    before = read_milik(TEMPLAT, "63")
    assert perintah.main(["templat", "--wilayah", "63", "--templat", str(bad)]) == 2
    assert "templat" in capsys.readouterr().err and read_milik(TEMPLAT, "63") == before
    assert perintah.main(["templat", "--wilayah", "63", "--templat", "-", "--logo", "-"]) == 2
    assert perintah.main(["templat", "--wilayah", "99", "--hapus", "logo"]) == 2
