"""Slides of urine tests. A briefing tells how many were tested and followed up, never how many were reactive; charts added from the page show the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p4gn.bahasa import format_angka, format_persen, is_kosong
from p4gn.indicators import reaktif, states
from p4gn.paparan import isi, judul
from p4gn.paparan.isi import Slide
from p4gn.paparan.resep.kepatuhan import empty_slide
from p4gn.periode import label
from p4gn.scope import NASIONAL, Scope
from p4gn.scoring.periode import periode_skor
from p4gn.warehouse.editions import read_manifest

_KABKOTA = len("63.06")
_TITIK = 24  # points of a boundary


def _total(scope: Scope) -> Mapping[str, Any]:
    kode = scope.kode_wilayah if scope.kode_wilayah == NASIONAL else scope.kode_wilayah[:_KABKOTA]
    return reaktif.compute_reaktif(scope.edisi, kode, scope.periode, "total").to_dict("records")[0]


def _number(row: Mapping[str, Any], nama: str) -> tuple[float | None, str]:
    if is_kosong(row[nama]):
        return None, f"– {states.KEADAAN[reaktif.state_of(row, nama)].kata}"
    return float(row[nama]), format_angka(row[nama])


def make_lanjut(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Events, people tested, and how many were assessed and rehabilitated; small counts stay hidden."""
    row = _total(scope)
    if not row["kegiatan"]:
        return empty_slide("tes_lanjut", "Tes urine dan tindak lanjut", "Belum ada tes urine yang tercatat di sini", "tes-urine")
    cards = []
    for nama, title in (("kegiatan", "Kegiatan tes"), ("kegiatan_berhasil", "Kegiatan yang hasilnya diketahui"), ("dites", "Orang dites"),
                        ("asesmen", "Sudah diasesmen"), ("rehabilitasi", "Direhabilitasi")):  # fmt: skip
        value, words = _number(row, nama)
        cards.append(isi.KartuAngka(title, words, "", "", "", "", value, halaman="tes-urine"))
    tested = f"{format_angka(row['dites'])} orang dites" if not is_kosong(row["dites"]) else "Jumlah yang dites belum diketahui"
    head = judul.pick(f"{tested} pada {format_angka(row['kegiatan'])} kegiatan tes urine")
    return Slide(
        "tes_lanjut", "tes_lanjut", "Tes urine dan tindak lanjut", head, isi.Angka(tuple(cards)), "", label(scope.periode), "", "tes-urine"
    )


def make_corong(scope: Scope, param: Mapping[str, str]) -> Slide:
    """The funnel of the page Tes urine: from those aimed at to rehabilitation."""
    row = _total(scope)
    if not row["kegiatan"]:
        return empty_slide("tes_corong", "Dari tes sampai rehabilitasi", "Belum ada tes urine yang tercatat di sini", "tes-urine")
    bars = []
    for nama, title in reaktif.LANGKAH:
        value, words = _number(row, nama)
        bars.append(isi.Batangan(nama, title, value, words, "" if value is not None else reaktif.state_of(row, nama), len(bars) < isi.TERBANYAK))
    top = max((each.nilai or 0 for each in bars), default=0) or 1.0
    tested = f"{format_angka(row['dites'])} orang dites" if not is_kosong(row["dites"]) else "Jumlah yang dites belum diketahui"
    head = judul.pick(f"{tested} pada {format_angka(row['kegiatan'])} kegiatan tes urine")
    note = "Reaktif pada penyaringan belum berarti penyalahgunaan."
    return Slide(
        "tes_corong",
        "tes_corong",
        "Dari tes sampai rehabilitasi",
        head,
        isi.Batang("orang", top, tuple(bars), "langkah"),
        note,
        note,
        "",
        "tes-urine",
    )


def make_sebar(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Rates against people tested with the bounds of chance; no ranking, and nothing where a rate is hidden."""
    periode = periode_skor(scope.periode, read_manifest(scope.edisi).kini)
    if scope.tingkat not in ("provinsi", "kabkota"):
        return empty_slide("tes_sebar", "Apakah perbedaannya nyata?", "Perbandingan hanya ada sampai kabupaten/kota", "tes-urine")
    per = "kabkota" if scope.tingkat == "provinsi" else "opd"
    whole = reaktif.compute_reaktif(scope.edisi, scope.kode_wilayah, periode, "total").to_dict("records")[0]
    rows = [
        row
        for row in reaktif.compute_reaktif(scope.edisi, scope.kode_wilayah, periode, per).to_dict("records")
        if not is_kosong(row["tingkat"])
    ]
    if not rows or is_kosong(whole["tingkat"]):
        return empty_slide("tes_sebar", "Apakah perbedaannya nyata?", "Belum cukup angka untuk dibandingkan", "tes-urine")
    rate = float(whole["tingkat"])
    points = tuple(
        isi.TitikSebar(row["nama"], float(row["penyebut"]), float(row["tingkat"]), format_persen(row["tingkat"])) for row in rows
    )
    top = max(each.x for each in points)
    xs = [top * (i + 1) / _TITIK for i in range(_TITIK)]
    lines = tuple(
        (f"Batas {name} {side}", tuple((x, reaktif.find_batas_corong(rate, x, z)[place]) for x in xs))
        for name, z in (("95%", reaktif.Z_95), ("99,8%", reaktif.Z_998))
        for place, side in enumerate(("bawah", "atas"))
    )
    outside = sum(not _within(each, rate) for each in points)
    head = (
        f"{format_angka(outside)} titik di luar batas kebetulan, periksa dahulu"
        if outside
        else "Tidak ada yang di luar batas kebetulan 99,8%"
    )
    return Slide(
        "tes_sebar", "tes_sebar", "Apakah perbedaannya nyata?", head, isi.Sebar("Orang dites", "Reaktif pada penyaringan (%)", points, lines), "",
        label(periode), "", "tes-urine",
    )  # fmt: skip


def _within(point: isi.TitikSebar, rate: float) -> bool:
    low, high = reaktif.find_batas_terlihat(rate, point.x, reaktif.Z_998)
    return low <= point.y <= high
