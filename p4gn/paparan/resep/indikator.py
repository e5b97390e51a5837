"""Slides of one indicator: its map, its course over time, its bars."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from p4gn import levels, ringkasan
from p4gn import periode as p
from p4gn.bahasa import format_nilai, is_kosong
from p4gn.geography.gambar import nama_gambar, read_gambar
from p4gn.geography.wilayah import peta_index
from p4gn.indicators import states
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.cells import KATA_TINGKAT, find_nama, find_nama_resmi, read_data_per
from p4gn.indicators.compute import compute, compute_table
from p4gn.indicators.deret import default_kode, find_pembanding, list_periode, list_sambungan
from p4gn.indicators.kelas import klasifikasi_of
from p4gn.indicators.sentences import reading
from p4gn.indicators.sentences_deret import label_titik
from p4gn.indicators.tanda import list_tanda
from p4gn.paparan import isi, judul
from p4gn.paparan.isi import TERBANYAK, Slide
from p4gn.scope import NASIONAL, Scope

_HURUF = "ABCDEF"
_BULAT, _RUANG_ATAS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15), 1.15  # ends of an axis in powers of ten; room above the largest value
AWAL = "cakupan_tes_urine"


def indicator_of(param: Mapping[str, str]) -> Indicator:
    """The indicator that a recipe names; what the catalogue no longer knows is the coverage of urine tests."""
    return CATALOGUE.get(param.get("indikator", AWAL), CATALOGUE[AWAL])


def words_of(indicator: Indicator, row: Mapping[str, Any]) -> str:
    """The number with its unit, or the word of its state."""
    if is_kosong(row["nilai"]):
        return states.KEADAAN[row["keadaan"]].kata
    return format_nilai(row["nilai"], "persen" if indicator.satuan == "persen" else "", indicator.desimal)


def value_of(row: Mapping[str, Any]) -> float | None:
    """The bare number, None where there is none."""
    return None if is_kosong(row["nilai"]) else float(row["nilai"])


def find_target(indicator: Indicator, scope: Scope) -> tuple[float | None, str]:
    """The target of the period with its words, '' for none."""
    target = ringkasan.find_target(indicator, scope)
    return target, "" if target is None else ringkasan.target_text(indicator, scope)


def _rows(indicator: Indicator, scope: Scope, per: str) -> list[dict[str, Any]]:
    return list(compute(indicator, scope, per).to_dict("records"))


def _headline(indicator: Indicator, rows: Sequence[Mapping[str, Any]], per: str, scope: Scope, sendiri: str = "") -> str:
    """Names a lowest or highest only where regions may be compared. sendiri: the part that the briefing is about, '' for the whole."""
    known = [(row["nama"], float(row["nilai"]), words_of(indicator, row)) for row in rows if not is_kosong(row["nilai"])]
    benda = KATA_TINGKAT.get(per, "OPD")
    if known and (not indicator.dapat_dibandingkan or scope.kode_wilayah == NASIONAL):
        low, high = min(known, key=lambda each: each[1])[2], max(known, key=lambda each: each[1])[2]
        return judul.pick(
            f"{indicator.judul_pendek} per {benda} antara {low} dan {high}",
            f"{indicator.judul_pendek} per {benda}",
            "Angka per bagian wilayah",
        )
    low_first = indicator.is_rasio and indicator.arah == "naik"
    if sendiri:
        return judul.of_own(indicator.judul_pendek, sendiri, known, rendah=low_first, benda=benda)
    return judul.of_extreme(indicator.judul_pendek, known, rendah=low_first, benda=benda)


def make_peta(scope: Scope, param: Mapping[str, str]) -> Slide:
    """The map of an indicator with its six parts to speak of; one level down lies below each part that the indicator can tell apart."""
    indicator = indicator_of(param)
    shown = levels.nearest_divided(indicator, scope)
    per = param.get("per") if param.get("per") in levels.list_parts(indicator, shown) else levels.list_parts(indicator, shown)[0]
    rows = _rows(indicator, shown, str(per))
    own = next((row for row in rows if shown != scope and f"{scope.kode_wilayah}.".startswith(f"{row['kode']}.")), None)
    found = _find_peta(indicator, shown, str(per), rows, sendiri=own)
    note = reading(indicator, compute(indicator, shown, str(per)), shown, str(per))
    content: isi.Isi = found if found else _as_list(indicator, rows, str(per))
    return Slide(
        "peta", "peta", indicator.judul_pendek, _headline(indicator, rows, str(per), shown, own["nama"] if own else ""), content, "", note, "", "peta",
        {"indikator": indicator.id},
    )  # fmt: skip


def _find_peta(
    indicator: Indicator,
    shown: Scope,
    per: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    anak: bool = True,
    sendiri: Mapping[str, Any] | None = None,
) -> isi.Peta | None:
    """None where the region has no drawing."""
    drawn = peta_index(shown.kode_wilayah if shown.kode_wilayah == NASIONAL else shown.kode_wilayah[:2])
    if not drawn or not read_gambar(shown.kode_wilayah, per):
        return None
    kelas = klasifikasi_of(indicator, per)
    letters = _letters(indicator, rows, sendiri)
    return isi.Peta(
        shown.kode_wilayah,
        per,
        indicator.judul_pendek,
        indicator.satuan,
        tuple(kelas.label()),
        tuple(_daerah(indicator, row, kelas.kelas_of, letters) for row in rows),
        drawn["versi"],
        nama_gambar(shown.kode_wilayah, per),
        _headline(indicator, rows, per, shown, sendiri["nama"] if sendiri else ""),
        find_nama(shown.edisi, shown.kode_wilayah) or shown.kode_wilayah,
        "Batas skematik, bukan batas resmi." if drawn["jenis"] == "skematik" else "",
        kelas.lingkaran,
        _children(indicator, shown, per) if anak else {},
    )


def _letters(indicator: Indicator, rows: Sequence[Mapping[str, Any]], sendiri: Mapping[str, Any] | None = None) -> dict[str, str]:
    """A to F for the six parts that the sentence is about: lowest of a share that should rise, else highest; by name where nothing may be ranked.
    The part that the briefing is about is always among them.
    """
    known = [row for row in rows if not is_kosong(row["nilai"])]
    if indicator.dapat_dibandingkan:
        sign = 1 if indicator.is_rasio and indicator.arah == "naik" else -1
        known.sort(key=lambda row: (sign * row["nilai"], row["nama"]))
    else:
        known.sort(key=lambda row: row["nama"])
    shown = known[: len(_HURUF)]
    if sendiri in known and sendiri not in shown:
        shown[-1] = sendiri
    return {row["kode"]: letter for row, letter in zip(shown, _HURUF, strict=False)}


def _daerah(indicator: Indicator, row: Mapping[str, Any], kelas_of: Any, letters: Mapping[str, str]) -> isi.Daerah:
    value = value_of(row)
    kelas = 0 if row["keadaan"] == states.NOL else kelas_of(value) if row["keadaan"] == states.ADA and value is not None else None
    return isi.Daerah(row["kode"], row["nama"], row["keadaan"], kelas, value, words_of(indicator, row), letters.get(row["kode"], ""))


def _children(indicator: Indicator, shown: Scope, per: str) -> dict[str, isi.Peta]:
    """One map below each part, where the indicator is published that far down; of a province all are computed at once."""
    below = levels.ANAK.get(per)
    if below is None or not indicator.allows_tingkat(below) or shown.kode_wilayah == NASIONAL:
        return {}
    parts: dict[str, list[dict[str, Any]]] = {}
    length = {"kabkota": 5, "kecamatan": 8}[per]
    for row in _rows(indicator, shown, below):
        parts.setdefault(row["kode"][:length], []).append(row)
    found = {kode: _find_peta(indicator, replace(shown, kode_wilayah=kode), below, rows, anak=False) for kode, rows in parts.items()}
    return {kode: each for kode, each in found.items() if each}


def _as_list(indicator: Indicator, rows: Sequence[Mapping[str, Any]], per: str) -> isi.Daftar:
    """The same numbers where there is no drawing."""
    kolom = (
        isi.KolomDaftar(KATA_TINGKAT.get(per, "OPD").capitalize(), 3),
        isi.KolomDaftar(indicator.judul_pendek, 2, True, _format(indicator)),
    )
    baris = tuple((isi.Sel(row["nama"]), isi.Sel(words_of(indicator, row), value_of(row))) for row in rows)
    return isi.Daftar(kolom, baris, "Belum ada catatan.", benda=KATA_TINGKAT.get(per, "OPD"))


def _format(indicator: Indicator) -> str:
    return "persen" if indicator.satuan == "persen" else "angka"


def make_batang(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Bars of an indicator per part of the region, or per OPD; the end of interest comes first."""
    indicator = indicator_of(param)
    asked = param.get("per", "")
    shown = scope if asked == "opd" else levels.nearest_divided(indicator, scope)
    per = asked if asked == "opd" and indicator.per_opd and not indicator.aturan_kecil.berlaku else ""
    per = per or (asked if asked in levels.list_parts(indicator, shown) else levels.list_parts(indicator, shown)[0])
    rows = _rows(indicator, shown, per)
    sign = 1 if indicator.is_rasio and indicator.arah == "naik" else -1
    rows.sort(key=lambda row: (is_kosong(row["nilai"]), sign * (value_of(row) or 0) if indicator.dapat_dibandingkan else 0, row["nama"]))
    bars = tuple(
        isi.Batangan(
            row["kode"],
            row["nama"],
            value_of(row),
            words_of(indicator, row),
            "" if value_of(row) is not None else row["keadaan"],
            i < TERBANYAK,
        )
        for i, row in enumerate(rows)
    )
    target, words = find_target(indicator, shown)
    content = isi.Batang(
        indicator.satuan,
        axis_end(indicator.satuan, [each.nilai for each in bars], target),
        bars,
        KATA_TINGKAT.get(per, "OPD"),
        target,
        words,
        indicator.desimal,
    )
    note = reading(indicator, compute(indicator, shown, per), shown, per)
    return Slide(
        "batang",
        "batang",
        indicator.judul_pendek,
        _headline(indicator, rows, per, shown),
        content,
        "",
        note,
        "",
        "peta",
        {"indikator": indicator.id},
    )


def axis_end(satuan: str, values: Sequence[float | None], target: float | None = None) -> float:
    """100 for shares, else the largest value, so that no bar leaves the axis."""
    known = [each for each in (*values, target) if each is not None]
    top = max(known, default=1.0)
    return max(100.0, top) if satuan == "persen" else top or 1.0


def line_end(satuan: str, values: Sequence[float | None], target: float | None = None) -> float:
    """A round number a little above the largest value and the target, for shares never beyond 100: a line uses the height there is."""
    top = max((each for each in (*values, target) if each is not None), default=0.0)
    if top <= 0:
        return axis_end(satuan, values, target)
    step = 10.0 ** math.floor(math.log10(top))
    end = next(each * step for each in _BULAT if each * step >= top * _RUANG_ATAS)
    return min(end, 100.0) if satuan == "persen" and top <= 100.0 else end


def make_tren(scope: Scope, param: Mapping[str, str]) -> Slide:
    """An indicator over the years (or semesters), a share beside that of the whole; deret names other regions or, by OPD, agencies."""
    indicator = indicator_of(param)
    shown = replace(levels.nearest_published(indicator, scope), periode=p.SEMUA)
    periods: Sequence[str] = list_periode(shown.edisi, semester=param.get("tampak") == "semester")
    by_opd = param.get("menurut") == "opd" and indicator.per_opd is not None and not indicator.aturan_kecil.berlaku
    codes = tuple(each for each in param.get("deret", "").split(",") if each)[:TERBANYAK] or default_kode(indicator, shown.kode_wilayah)
    table = {code: rows for code in codes if (rows := _series_rows(indicator, shown, code, periods, by_opd))}
    whole = shown.kode_wilayah if by_opd else find_pembanding(codes)
    if by_opd and indicator.is_rasio:
        table[shown.kode_wilayah] = _series_rows(indicator, shown, shown.kode_wilayah, periods, False)
    periods = _from_first(periods, table)
    kini = read_data_per(shown.edisi)
    sambungan = list_sambungan(indicator, periods)
    seri = tuple(_seri(code, indicator, rows, periods, sambungan, code == whole) for code, rows in table.items())
    labels = tuple(label_titik(indicator, each, kini) for each in periods)
    target, words = find_target(indicator, scope)
    content = isi.Garis(
        indicator.satuan, labels, seri, line_end(indicator.satuan, [value for each in seri for value in each.nilai], target), target, words,
        _marks(indicator, shown.kode_wilayah, periods), indicator.desimal,
    )  # fmt: skip
    first = next((each for each in seri if not each.pembanding), None)
    known = [(labels[i], value, sambungan[i]) for i, value in enumerate(first.nilai) if value is not None] if first else []
    same = len(known) < 2 or known[-1][2] == known[-2][2]
    head = judul.of_change(indicator, [(when, value) for when, value, _ in known], same)
    return Slide("tren", "tren", f"Tren {indicator.judul_pendek}", head, content, "", indicator.judul, "", "tren", {"indikator": indicator.id})


def _series_rows(indicator: Indicator, shown: Scope, code: str, periods: Sequence[str], by_opd: bool) -> dict[str, dict[str, Any]]:
    """Period → row of one line; an agency, or a region that the edition does not know, has none."""
    if not periods:
        return {}
    if by_opd:
        found = compute_table(indicator, shown, "opd", periods)
        return {row["periode"]: row for row in found[found["kode"] == code].to_dict("records")}
    if code != NASIONAL and find_nama(shown.edisi, code) is None:
        return {}
    found = compute_table(indicator, replace(shown, kode_wilayah=code), "total", periods)
    return {row["periode"]: row for row in found.to_dict("records")}


def _from_first(periods: Sequence[str], table: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[str]:
    """From the first period in which any line has a number."""
    known = [each for each in periods if any(not is_kosong(rows.get(each, {}).get("nilai")) for rows in table.values())]
    return [each for each in periods if known and each >= known[0]]


def _seri(
    code: str,
    indicator: Indicator,
    rows: Mapping[str, Mapping[str, Any]],
    periods: Sequence[str],
    segmen: Sequence[object],
    pembanding: bool,
) -> isi.Seri:
    absent = {"nilai": None, "keadaan": states.BELUM_LAPOR}
    cells = [rows.get(each, absent) for each in periods]
    values = tuple(value_of(cell) for cell in cells)
    joined = tuple(i > 0 and values[i] is not None and values[i - 1] is not None and segmen[i] == segmen[i - 1] for i in range(len(values)))
    nama = next((str(row["nama"]) for row in rows.values()), code)
    return isi.Seri(nama, values, tuple(words_of(indicator, cell) for cell in cells), joined, pembanding)


def _marks(indicator: Indicator, kode: str, periods: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """(place, words) of each change of method or rule that falls into a period shown; of one period the first is drawn."""
    found: dict[int, str] = {}
    for mark in list_tanda(indicator, kode):
        for i, each in enumerate(periods):
            awal, akhir = p.bounds(each)
            if awal and akhir and awal <= mark.tanggal <= akhir:
                found.setdefault(i, mark.judul)
    return tuple(sorted(found.items()))


def nama_resmi(scope: Scope) -> str:
    """Official name of the region of a scope."""
    return find_nama_resmi(scope.edisi, scope.kode_wilayah) or scope.kode_wilayah
