"""A briefing as a workbook: what its slides are, the rows behind each of them, and what the numbers and signs mean."""

from __future__ import annotations

from collections.abc import Sequence

from exports import xlsx
from exports.berkas import JUDUL
from exports.tabel import lembar_of
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.paparan.isi import Deck, Slide
from p4gn.paparan.tabel import fakta_of, tabel_of
from p4gn.tabel import list_legenda

DAFTAR = "Isi"
_KOLOM = (
    xlsx.Kolom("No.", 6, "0"),
    xlsx.Kolom("Bagian", 28),
    xlsx.Kolom("Temuan", 60),
    xlsx.Kolom("Lembar", 28),
    xlsx.Kolom("Baris", 8, "#,##0"),
)


def make_xlsx(deck: Deck) -> bytes:
    """The sheet 'Isi' with the headline of every slide, a sheet per slide with all its rows, and the sheet 'Keterangan'."""
    tables = [tabel_of(each) for each in deck.slide]
    names = xlsx.name_sheets([f"{number}. {each.nama}" for number, each in enumerate(tables, 1)], (DAFTAR, xlsx.KETERANGAN))
    named = f" “{deck.nama}”" if deck.nama else ""
    facts = fakta_of(deck.kepala, f"Paparan P4GN{named}, {deck.kepala.wilayah}")
    rows = [
        (number, each.nama, each.judul, name, len(each.baris)) for number, (each, name) in enumerate(zip(tables, names, strict=True), 1)
    ]
    listed = xlsx.Lembar(DAFTAR, facts[JUDUL], _KOLOM, rows, kosong="Paparan ini belum berisi salindia.")
    parts = [
        (f"Lembar {name}", {JUDUL: table.judul, **table.fakta, **_catatan(slide)})
        for slide, table, name in zip(deck.slide, tables, names, strict=True)
    ]
    definitions = _definitions(deck.slide)
    return xlsx.write_buku(
        [listed, *(lembar_of(each, name) for each, name in zip(tables, names, strict=True))],
        facts,
        bagian=[*([("Definisi", definitions)] if definitions else []), *parts],
        legenda=list_legenda(),
    )


def _catatan(slide: Slide) -> dict[str, str]:
    return {"Catatan pembicara": slide.catatan} if slide.catatan else {}


def _definitions(slides: Sequence[Slide]) -> dict[str, str]:
    """Of every indicator that a slide was asked for, once."""
    ids = dict.fromkeys(slide.param["indikator"] for slide in slides if slide.param.get("indikator") in CATALOGUE)
    return {CATALOGUE[each].judul: CATALOGUE[each].definisi for each in ids}
