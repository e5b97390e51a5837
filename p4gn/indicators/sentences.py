"""The automatic Indonesian reading of a result: what the chart below it shows, in at most two short sentences."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from p4gn import bahasa as b
from p4gn import periode as p
from p4gn.indicators import cells, states
from p4gn.indicators import compute as c
from p4gn.indicators.catalogue import Indicator
from p4gn.indicators.tanda import is_sebanding
from p4gn.scope import NASIONAL, Scope

_PALING_BANYAK_NAMA = 3


def describe_wilayah(scope: Scope) -> str:
    """'Kalimantan Selatan', 'Kabupaten Hulu Sungai Selatan', 'Indonesia'."""
    return cells.find_nama_resmi(scope.edisi, scope.kode_wilayah) or scope.kode_wilayah


def describe_periode(indicator: Indicator, scope: Scope) -> str:
    """With a leading space: ' pada 2025', ' pada Semester I 2025'; a state stands ' sampai akhir 2025'; '' for all years.

    What is counted from January says so until its year is over: ' sejak Januari sampai 30 Juni 2025'; all years are then the last one.
    """
    if indicator.sifat == "tahunan":
        data_per = cells.read_data_per(scope.edisi)
        return f" {describe_titik(indicator, scope.periode if scope.akhir else str(data_per.year), data_per)}"
    if scope.akhir is None:
        return ""
    if indicator.sifat == "keadaan":
        return f" sampai {_last_day(scope.edisi, scope.akhir)}"
    return f" pada {p.label(scope.periode).removeprefix('Tahun ')}"


def _last_day(edisi: str, akhir: date) -> str:
    """'akhir 2025', '30 Juni 2025', or the day the data reach when the period is not over by then."""
    day = min(akhir, cells.read_data_per(edisi))
    return f"akhir {day.year}" if (day.month, day.day) == (12, 31) else b.format_tanggal(day)


def _nilai(indicator: Indicator, nilai: float) -> str:
    if indicator.satuan == "persen":
        return b.format_persen(nilai, indicator.desimal)
    return b.format_angka(nilai, indicator.desimal)


def _cacah(nilai: float) -> str:
    return b.format_angka(nilai, 0 if float(nilai).is_integer() else 1)


def _ratio_lead(indicator: Indicator, row: pd.Series, di: str, masa: str, ringkas: bool) -> str:
    """'52 dari 55 rapat P4GN di X punya kesimpulan yang tercatat (94,5%).'"""
    benda, predikat = indicator.kalimat.benda, indicator.kalimat.predikat
    if row["keadaan"] == states.DISAMARKAN:
        return f"Bagian dari {_cacah(row['penyebut'])} {benda} {di}{masa} yang {predikat} disamarkan karena jumlahnya kecil."
    lead = f"{_part(row, benda)} {di} {predikat}{masa}"
    if row["keadaan"] == states.TERLALU_SEDIKIT:
        return f"{lead}; jumlah ini terlalu sedikit untuk dijadikan persentase."
    if ringkas or row["pembilang"] in (0, row["penyebut"]):
        return f"{lead}."
    return f"{lead} ({_nilai(indicator, row['nilai'])})."


def _part(row: pd.Series, benda: str) -> str:
    """'11 dari 24 rapat', 'Semua 24 rapat', 'Satu-satunya rapat', 'Belum satu pun dari 24 rapat'."""
    if row["pembilang"] == row["penyebut"]:
        return f"Satu-satunya {benda}" if row["penyebut"] == 1 else f"Semua {_cacah(row['penyebut'])} {benda}"
    part = "Belum satu pun" if row["pembilang"] == 0 else _cacah(row["pembilang"])
    return f"{part} dari {_cacah(row['penyebut'])} {benda}"


def _lead(indicator: Indicator, row: pd.Series | None, scope: Scope, ringkas: bool = False) -> str:
    """The first sentence: the figure of the whole scope."""
    di, masa = f"di {describe_wilayah(scope)}", describe_periode(indicator, scope)
    benda, predikat = indicator.kalimat.benda, indicator.kalimat.predikat
    if row is None or row["keadaan"] == states.BELUM_LAPOR:
        about = (
            f"{benda} yang {predikat.removeprefix('tercatat ')}"
            if predikat and (indicator.penyebut.wilayah or indicator.sifat == "tahunan")
            else benda
        )
        return f"Belum ada {_catatan(scope)} tentang {about} {di}{masa}."
    if row["keadaan"] == states.TIDAK_BERLAKU:
        return f"{indicator.judul} tidak berlaku {di}{masa}."
    if indicator.is_rasio:
        return _ratio_lead(indicator, row, di, masa, ringkas)
    if row["keadaan"] == states.DISAMARKAN:
        return f"Jumlah {benda} {di}{masa} disamarkan karena kecil."
    if row["keadaan"] == states.NOL:
        return f"Tercatat nol {benda} {di}{masa}."
    return f"Tercatat {_nilai(indicator, row['nilai'])} {benda} {di}{masa}."


def _first(frame: pd.DataFrame | None) -> pd.Series | None:
    return None if frame is None or frame.empty else frame.iloc[0]


def _extremes(indicator: Indicator, known: pd.DataFrame, scope: Scope, per: str) -> str:
    """Which part has most, as a clause without a full stop; '' when that would say nothing or is not to be compared."""
    # Across the nation the records were gathered unevenly: naming a first would rank the gathering, not the regions.
    if known.empty or known["nilai"].max() == 0 or scope.kode_wilayah == NASIONAL:
        return ""
    top = known["nilai"].max()
    best = known.loc[known["nilai"] == top]
    low = known["nilai"].min()
    if not indicator.dapat_dibandingkan:
        if len(known) == 1 or top == low:
            return ""
        return f"per {cells.KATA_TINGKAT.get(per, 'OPD')} berkisar dari {_nilai(indicator, low)} sampai {_nilai(indicator, top)}"
    figure = _nilai(indicator, top)
    if len(known) > 1 and top == low:
        if per == "desa" and not indicator.is_rasio:
            return f"yaitu {b.join_ringkas(known['nama'], _PALING_BANYAK_NAMA + 1)}"
        kata = cells.KATA_TINGKAT.get(per, "OPD")
        return f"{'sama tinggi' if indicator.is_rasio else 'sama banyak'} di {len(known)} {kata}, masing-masing {figure}"
    word = "tertinggi" if indicator.is_rasio else "terbanyak"
    if len(best) > _PALING_BANYAK_NAMA:
        return f"{word} di {len(best)} tempat, masing-masing {figure}"
    each = "masing-masing " if len(best) > 1 else ""
    return f"{word} di {b.join_daftar(best['nama'])} ({each}{figure})"


def _catatan(scope: Scope) -> str:
    """Only an edition made of public sources says so."""
    return "catatan publik" if cells.read_jenis(scope.edisi) == "publik" else "catatan"


def _gaps(frame: pd.DataFrame, scope: Scope, per: str) -> str:
    """Which parts have no record, as a clause without a full stop; '' when all have."""
    missing = frame.loc[frame["keadaan"] == states.BELUM_LAPOR, "nama"].tolist()
    if not missing:
        return ""
    kata = "OPD" if per == "opd" else cells.KATA_TINGKAT.get(per, "wilayah")
    belum = f"belum ada {_catatan(scope)} untuk"
    if len(missing) == len(frame) and len(frame) > 1:
        return f"{belum} satu pun {kata}"
    if len(missing) <= _PALING_BANYAK_NAMA + 1:
        return f"{belum} {b.join_daftar(missing)}"
    return f"{belum} {b.format_angka(len(missing))} dari {b.format_angka(len(frame))} {kata}"


def _join_clauses(*clauses: str) -> str:
    """Clauses that are there, joined by '; ' into one sentence that starts with a capital."""
    present = [clause for clause in clauses if clause]
    return f"{b.kapital_awal('; '.join(present))}." if present else ""


def _read_events(indicator: Indicator, known: pd.DataFrame, scope: Scope) -> str:
    """'Dari 9 pada 2024 menjadi 12 pada 2025; tertinggi 14 pada 2021; sejauh ini 3 pada 2026.' – an unfinished part is never compared.

    What is counted from January until a day is told as such: never as if it were the figure of its semester.
    """
    data_per = cells.read_data_per(scope.edisi)
    told = [(str(kode), describe_titik(indicator, str(kode), data_per), _nilai(indicator, nilai), nilai, p.is_berjalan(str(kode), data_per))
            for kode, nilai in zip(known["kode"], known["nilai"], strict=True)]  # fmt: skip
    finished = [(kode, masa, figure, nilai) for kode, masa, figure, nilai, berjalan in told if not berjalan]
    lead = describe_periode(indicator, scope).strip()  # the first sentence already gives the figure since January: not said twice
    running = [f"sejauh ini {figure} {masa}" for _, masa, figure, _, berjalan in told if berjalan and masa != lead]
    if len(finished) < 2:
        only = [
            f"{'hanya ada catatan' if not running else 'tercatat'} {masa} ({figure})" for _, masa, figure, _ in finished if masa != lead
        ]
        return _join_clauses(*only, *running)
    (old_kode, old_masa, old, _), (new_kode, new_masa, new, _) = finished[-2:]
    comparable = is_sebanding(indicator, old_kode, new_kode)
    if not comparable:
        change = f"tercatat {old} {old_masa} dan {new} {new_masa}; keduanya tidak dapat dibandingkan karena cara hitungnya berubah"
    elif new != old:
        change = f"dari {old} {old_masa} menjadi {new} {new_masa}"
    else:
        change = (
            f"tetap {new} {old_masa} dan {new_masa}" if _adjoin(old_kode, new_kode) else f"tercatat {old} {old_masa} dan {new} {new_masa}"
        )
    if comparable and not _adjoin(old_kode, new_kode):
        change += ", tanpa catatan di antaranya"
    alike = [each for each in finished if is_sebanding(indicator, each[0], new_kode)]
    top = max(nilai for *_, nilai in alike)
    peaks = [(masa, figure) for _, masa, figure, nilai in alike if nilai == top]
    earlier = comparable and len(peaks) == 1 and peaks[0][0] not in (old_masa, new_masa)
    return _join_clauses(change, f"tertinggi {peaks[0][1]} {peaks[0][0]}" if earlier else "", *running)


def describe_titik(indicator: Indicator, kode: str, data_per: date) -> str:
    """When a figure of a period was reached, in a sentence: 'pada 2025', 'pada Semester I 2025', 'sejak Januari sampai 30 Juni 2025'."""
    if indicator.sifat == "tahunan":
        day = min(p.bounds(kode)[1], data_per)
        return f"pada {day.year}" if (day.month, day.day) == (12, 31) else f"sejak Januari sampai {b.format_tanggal(day)}"
    return f"pada {p.label(kode).removeprefix('Tahun ')}"


def _adjoin(before: str, after: str) -> bool:
    """Whether one period begins the day after the other ends."""
    return p.bounds(before)[1] + timedelta(days=1) == p.bounds(after)[0]


def _read_states(indicator: Indicator, known: pd.DataFrame, scope: Scope) -> str:
    """'Yang bertanggal: dari 1 pada akhir 2019 menjadi 38 pada 22 November 2026.' – what has no date is in the total only.

    Only what was counted as the last figure was: nothing is compared across a change of method.
    """
    alike = [is_sebanding(indicator, str(kode), str(known["kode"].iloc[-1])) for kode in known["kode"]]
    lead = "Yang bertanggal" if all(alike) else "Sejak cara hitungnya berubah"
    known = known.loc[alike]
    days = [_last_day(scope.edisi, p.bounds(str(kode))[1] or cells.read_data_per(scope.edisi)) for kode in known["kode"]]
    figures = [_nilai(indicator, nilai) for nilai in known["nilai"]]
    if len(figures) == 1:
        only = "Hanya ada catatan" if all(alike) else f"{lead}: hanya ada catatan"
        return f"{only} pada {days[0]} ({figures[0]})."
    if len(set(figures)) == 1:
        return f"Tetap {figures[0]} sejak {days[0]}."
    return f"{lead}: dari {figures[0]} pada {days[0]} menjadi {figures[-1]} pada {days[-1]}."


def _read_periods(indicator: Indicator, frame: pd.DataFrame, scope: Scope) -> str:
    known = frame.loc[frame["nilai"].notna()]
    if known.empty or len(frame) == 1:  # one period is the total, already told
        return ""
    return (_read_states if indicator.sifat == "keadaan" else _read_events)(indicator, known, scope)


def _find_per(frame: pd.DataFrame, scope: Scope) -> str:
    """What the rows of a frame of `compute` are, when the frame no longer says so itself."""
    if "per" in frame.attrs:
        return str(frame.attrs["per"])
    codes = frame["kode"].astype(str).tolist()
    if codes == [scope.kode_wilayah]:
        return "total"
    if codes and all(_is_periode(kode) for kode in codes):
        return "periode"
    shapes = {2: "provinsi", 5: "kabkota", 8: "kecamatan", 13: "desa"}
    if codes and all(kode.replace(".", "").isdigit() and len(kode) in shapes for kode in codes):
        return shapes[len(codes[0])]
    return "opd"


def _is_periode(kode: str) -> bool:
    try:
        return p.parse_periode(kode).tahun is not None
    except p.PeriodeTidakDikenal:
        return False


def _above(indicator: Indicator, frame: pd.DataFrame, scope: Scope, per: str, total: pd.Series | None) -> str:
    """Names the part of the total that lies above the level, when nothing else explains the difference."""
    if per not in cells.PER_WILAYAH or not indicator.aditif or total is None or pd.isna(total["pembilang"]):
        return ""
    if frame["nilai"].notna().any() or frame.empty:
        return ""
    where = "nasional" if scope.kode_wilayah == NASIONAL else cells.KATA_TINGKAT[scope.tingkat]
    return f"semuanya tercatat pada tingkat {where}"


def reading(
    indicator: Indicator,
    frame: pd.DataFrame,
    scope: Scope,
    per: str | None = None,
    total: pd.DataFrame | None = None,
    ringkas: bool = False,
) -> str:
    """At most two sentences about a frame of `compute`: the scope's own figure, then what its parts show.

    per and total may be left out: the frame tells the first, and the scope's own figure is computed.
    ringkas leaves the percentage out of a total's sentence, for a card that shows it above the sentence anyway.
    """
    kind = per or _find_per(frame, scope)
    if kind == "total":
        return _lead(indicator, _first(frame), scope, ringkas)
    whole = _first(total if total is not None else _compute_total(indicator, scope))
    lead = _lead(indicator, whole, scope)
    if whole is None or whole["keadaan"] == states.BELUM_LAPOR:
        return lead
    if kind == "periode":
        return f"{lead} {_read_periods(indicator, frame, scope)}".strip()
    known = frame.loc[frame["nilai"].notna()]
    rest = _join_clauses(_extremes(indicator, known, scope, kind), _above(indicator, frame, scope, kind, whole), _gaps(frame, scope, kind))
    return f"{lead} {rest}".strip()


def _compute_total(indicator: Indicator, scope: Scope) -> pd.DataFrame | None:
    """None where the indicator is not published for the scope as a whole."""
    try:
        return c.compute(indicator, scope, "total")
    except c.TingkatTidakTersedia:
        return None
