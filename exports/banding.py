"""The comparison of regions or agencies as a workbook: the table as shown, and every cell with its parts and its years."""

from __future__ import annotations

from collections.abc import Mapping

from exports import xlsx
from ui.figures.banding import Banding, Baris, Kolom, value_text

_NAMA = (xlsx.Kolom("Kode", 16), xlsx.Kolom("Nama", 34), xlsx.Kolom("Tempat", 28))


def banding_xlsx(banding: Banding, keterangan: Mapping[str, str]) -> bytes:
    """keterangan: see ui.berkas. A cell is a number, or the words of its state."""
    rows = (banding.total, *banding.list_baris())
    columns = (*_NAMA, *(_column(each) for each in banding.kolom))
    table = [(*_name(row), *(_value(banding, row, each) for each in banding.kolom)) for row in rows]
    years = list(dict.fromkeys(each.tahun for sel in banding.sel.values() for each in sel.tahun))
    detail_columns = (
        *_NAMA, xlsx.Kolom("Indikator", 40), xlsx.Kolom("Satuan", 16), xlsx.Kolom("Nilai", 20, "#,##0.##"), xlsx.Kolom("Pembilang", 12, "#,##0"),
        xlsx.Kolom("Penyebut", 12, "#,##0"), *(xlsx.Kolom(f"Tahun {year}", 12, "#,##0.##") for year in years),
    )  # fmt: skip
    details = [_detail(banding, row, each, years) for row in rows for each in banding.kolom]
    words = (keterangan.get(xlsx.KALIMAT, ""),)
    return xlsx.write_buku(
        [
            xlsx.Lembar("Perbandingan", banding.judul, columns, table, kalimat=words, kolom_beku=2),
            xlsx.Lembar("Rincian", f"{banding.judul}: rincian", detail_columns, details, kolom_beku=2),
        ],
        keterangan,
    )


def _name(baris: Baris) -> tuple[str, str, str]:
    return baris.kode, baris.nama, baris.tempat


def _column(kolom: Kolom) -> xlsx.Kolom:
    indicator = kolom.indicator
    decimals = f".{'0' * indicator.desimal}" if indicator.desimal else ""
    return xlsx.Kolom(f"{indicator.judul_pendek} ({indicator.satuan})", 18, f"#,##0{decimals}")


def _value(banding: Banding, baris: Baris, kolom: Kolom) -> object:
    sel = banding.get(baris, kolom)
    return value_text(kolom.indicator, sel) if sel.nilai is None else sel.nilai


def _detail(banding: Banding, baris: Baris, kolom: Kolom, years: list[str]) -> tuple[object, ...]:
    sel = banding.get(baris, kolom)
    past = {each.tahun: each.nilai for each in sel.tahun}
    head = (*_name(baris), kolom.indicator.judul, kolom.indicator.satuan, _value(banding, baris, kolom), sel.pembilang, sel.penyebut)
    return (*head, *(past.get(year) for year in years))
