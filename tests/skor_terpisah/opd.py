"""The duties of an agency in a period, one function each, and the agencies that a scorecard lists."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from tests.skor_terpisah.aturan import Masa, due_day, kerangka_of, list_kewajiban, list_wajib
from tests.skor_terpisah.fakta import Baris, Fakta, pilih
from tests.skor_terpisah.sel import (
    BELUM_JATUH_TEMPO,
    BELUM_LAPOR,
    HIJAU,
    INFORMASI,
    KUNING,
    MERAH,
    TIDAK_BERLAKU,
    Langkah,
    Nilai,
    both_colours,
    grade,
    judge_share,
    judge_status,
    percent,
    report_first,
    still_needed,
)


def list_opd(fakta: Fakta, wilayah: str, masa: Masa) -> list[str]:
    """Who must report, who has a headcount by then, and who reported in the year."""
    listed = {f"{kode}@{wilayah}" for kode in list_wajib(wilayah, masa.posisi)}
    counted = {kunci for kunci, days in fakta.pegawai.items() if days[0][0] <= masa.posisi}
    told = {kunci for kunci, periode in fakta.laporan if periode[:4] == str(masa.year)}
    return sorted(listed | {kunci for kunci in counted | told if kunci.rpartition("@")[2] == wilayah})


def judge_opd(fakta: Fakta, kunci: str, masa: Masa) -> dict[str, Nilai]:
    """Duty → cell."""
    cells = {}
    for nama, duty in list_kewajiban(masa, "opd").items():
        only = duty["berlaku_untuk"].get("kode_opd")
        applies = only is None or kunci.partition("@")[0] in only
        cells[nama] = _DUTIES[nama](fakta, kunci, masa, duty) if applies else Nilai(TIDAK_BERLAKU)
    return cells


def reports_of(fakta: Fakta, kunci: str, masa: Masa) -> list[Baris]:
    """The reports of the half-years of the period that have come, the latest first."""
    halves = (2, 1) if masa.half is None else (masa.half,)
    found = [fakta.laporan.get((kunci, f"{masa.year}-S{half}")) for half in halves]
    return [report for report in found if report is not None]


def nothing_told(masa: Masa) -> Nilai:
    """No report: owed already (of a year from the day B06 was due), or not yet."""
    if masa.kini > due_day(masa, masa.reports[0]):
        return Nilai(BELUM_LAPOR, langkah=report_first(kerangka_of(masa)))
    return Nilai(BELUM_JATUH_TEMPO)


def headcount(fakta: Fakta, kunci: str, masa: Masa) -> tuple[date | None, int | None, int | None]:
    """Day, civil servants and candidates of the last count up to the day judged."""
    known = [count for count in fakta.pegawai.get(kunci, []) if count[0] <= masa.posisi]
    return known[-1] if known else (None, None, None)


def judge_sosialisasi(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    reports = reports_of(fakta, kunci, masa)
    span = "tahun" if masa.half is None else "semester"
    acts = reports[0][f"kegiatan_{span}"] if reports else None
    if acts is None:
        return nothing_told(masa)
    people, (pada, asn, _) = reports[0][f"peserta_asn_{span}"], headcount(fakta, kunci, masa)
    known = people is not None and bool(asn)
    reached = min(people, asn) if known else None
    reach = percent(reached, asn)
    required = duty["target"]["kegiatan_per_semester"] * (1 if masa.half else count_halves(fakta, kunci, masa))
    green = acts >= required and reach is not None and reach >= duty["target"]["jangkauan"]
    status = HIJAU if green else KUNING if acts >= 1 else MERAH
    lacking = max(0, required - acts)
    steps: tuple[Langkah, ...] = ()
    if status != HIJAU and not masa.closed:
        lacking_people = still_needed(duty["target"]["jangkauan"], asn, people) if known else 0
        usaha = duty["usaha"]["per_kegiatan"] * lacking + (duty["usaha"]["per_satuan"] * lacking_people if known else 1)
        first_act = Langkah(KUNING, duty["usaha"]["per_kegiatan"], 1)
        steps = both_colours(status, Langkah(HIJAU, usaha, lacking_people or lacking or None), first_act)
    elif status == KUNING and lacking == 0 and not known:
        steps = report_first(kerangka_of(masa))
    return Nilai(status, reached, asn, reach, acts == 0, pada, langkah=steps)


def count_halves(fakta: Fakta, kunci: str, masa: Masa) -> int:
    """Half-years of a year whose report is due or has come."""
    told = [(kunci, f"{masa.year}-S{half}") in fakta.laporan for half in (1, 2)]
    due = [masa.kini > due_day(masa, report) for report in ("B06", "B12")]
    return sum(one or other for one, other in zip(told, due, strict=True))


def events_in(fakta: Fakta, kunci: str, masa: Masa) -> list[Baris]:
    """Tests since 1 January, those that began for sure before the end of the period (a second half-year counts from January)."""
    first = date(masa.year, 1, 1)
    return [event for event in fakta.tes.get(kunci, []) if event["mulai"] >= first and event["selesai"] <= masa.posisi]


def tested_of(fakta: Fakta, kunci: str, masa: Masa) -> int | None:
    """Civil servants tested, None if nobody told a number."""
    events = [event for event in events_in(fakta, kunci, masa) if event["kelompok"] in ("asn", "cpns")]
    numbers = [event["jumlah_dites"] for event in events if event["jumlah_dites"] is not None]
    return sum(numbers) if numbers else None


def target_of(duty: Mapping[str, Any], masa: Masa) -> float:
    """The target of B06 for a first half-year, otherwise that of the year."""
    return duty["target"]["B06" if masa.half == 1 else "tahun"]


def judge_tes_asn(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    tested, (pada, asn, _) = tested_of(fakta, kunci, masa), headcount(fakta, kunci, masa)
    if not asn or tested is None:
        return Nilai(BELUM_LAPOR, penyebut=asn, pada=pada, langkah=() if masa.closed else report_first(kerangka_of(masa)))
    target = target_of(duty, masa)
    cell = judge_share(duty, min(tested, asn), asn, target, target * duty["ambang"]["kuning_dari_target"], not masa.closed)
    return replace(cell, pada=pada)


def judge_tes_cpns(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    pada, _, cpns = headcount(fakta, kunci, masa)
    if not cpns:
        return Nilai(TIDAK_BERLAKU, pada=None if cpns is None else pada)
    numbers = []
    for event in events_in(fakta, kunci, masa):
        of_group = event["jumlah_dites"] if event["kelompok"] == "cpns" else None
        numbers.append(of_group if event["jumlah_cpns_dites"] is None else event["jumlah_cpns_dites"])
    known = [number for number in numbers if number is not None]
    if not known:
        return Nilai(BELUM_LAPOR, penyebut=cpns, pada=pada)
    tested = min(sum(known), cpns)
    status = HIJAU if 100 * tested / cpns >= duty["ambang"]["hijau"] else KUNING if tested > 0 else MERAH
    return Nilai(status, tested, cpns, 100 * tested / cpns, tested == 0, pada)


def judge_reaktif(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    """Numbers stay inside this function."""
    window = timedelta(days=kerangka_of(masa)["jendela_reaktif_hari"])
    closed = overdue = reactive = 0
    for event in fakta.tes.get(kunci, []):
        if not event["sehari"] or not event["reaktif"] or not date(masa.year, 1, 1) <= event["tanggal"] <= masa.posisi:
            continue
        done = min(event["reaktif"], (event["dengan_resep"] or 0) + (event["asesmen"] or 0))
        reactive, closed = reactive + event["reaktif"], closed + done
        if masa.kini > event["tanggal"] + window:
            overdue += event["reaktif"] - done
    if not reactive:
        return Nilai(TIDAK_BERLAKU)
    if not closed + overdue:
        return Nilai(BELUM_JATUH_TEMPO)
    status = grade(100 * closed / (closed + overdue), duty["ambang"]["hijau"], duty["ambang"]["kuning"])
    return Nilai(status, langkah=() if status == HIJAU else (Langkah(HIJAU, duty["usaha"]["tetap"]),))


def judge_regulasi(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    for report in reports_of(fakta, kunci, masa):
        if report["regulasi_status"]:
            return judge_status(duty, {report["regulasi_status"]})
    return nothing_told(masa)


def judge_satgas(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    for report in reports_of(fakta, kunci, masa):
        status, people = report["satgas_status"], report["satgas_penggiat"]
        if status is None and people is None:
            continue
        asn = headcount(fakta, kunci, masa)[1]
        numbers = (people, asn, percent(people, asn))
        if status == "ada" and report["satgas_sk_nomor"]:
            return Nilai(HIJAU, *numbers)
        colour = KUNING if status in ("ada", "draf") or (people or 0) > 0 else MERAH
        usaha = duty["usaha"]["sk_saja" if colour == KUNING else "tetap"]  # amber: only the decree lacks
        return Nilai(colour, *numbers, langkah=(Langkah(HIJAU, usaha),))
    return nothing_told(masa)


def judge_materi(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    for report in reports_of(fakta, kunci, masa):
        part, whole = report["diklat_bermateri"], report["diklat_jumlah"]
        if part is not None or whole is not None:
            return Nilai(INFORMASI, part, whole, percent(part, whole), part == 0)
    return Nilai(BELUM_LAPOR)


def judge_kiriman(sent: Mapping[str, date | None], masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    """Reports against their days; sent: report → day, None for one that has not come."""
    fates: dict[str, str] = {}
    late: list[int] = []
    for report in masa.reports:
        due, day = due_day(masa, report), sent.get(report)
        if day is not None:
            fates[report] = "tepat" if day <= due else "terlambat"
        elif masa.kini > due:
            fates[report] = "belum"
        if fates.get(report) in ("terlambat", "belum"):
            late.append(((day or masa.kini) - due).days)
    if not fates:
        return Nilai(BELUM_JATUH_TEMPO)
    kinds, unsent = set(fates.values()), sum(fate == "belum" for fate in fates.values())
    on_time = sum(fate == "tepat" for fate in fates.values())
    status = HIJAU if kinds == {"tepat"} else MERAH if kinds == {"belum"} else KUNING
    steps = (Langkah(KUNING, duty["usaha"]["per_satuan"] * unsent, unsent, max(late)),) if status == MERAH else ()
    return Nilai(status, on_time, len(fates), percent(on_time, len(fates)), terlambat=max(late, default=None), langkah=steps)


def judge_laporan(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    sent: dict[str, date | None] = {}
    for half, report in ((1, "B06"), (2, "B12")):
        row = fakta.laporan.get((kunci, f"{masa.year}-S{half}"))
        sent[report] = row["kirim"] if row else None
    return judge_kiriman(sent, masa, duty)


def judge_janji(promises: pd.DataFrame, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    """Follow-ups whose day fell in the twelve months before the day judged."""
    posisi = masa.posisi
    months = posisi.year * 12 + posisi.month - 1 - kerangka_of(masa)["bulan_bergulir"]
    year, month = months // 12, months % 12 + 1
    since = date(year, month, min(posisi.day, calendar.monthrange(year, month)[1]))
    due = promises[promises.batas_waktu.map(lambda day: day is not None and since < day <= posisi) & (promises.status != "batal")]
    if due.empty:
        return Nilai(TIDAK_BERLAKU)
    late = max(((masa.kini - day).days for day in due[due.status != "selesai"].batas_waktu), default=None)
    cell = judge_share(duty, int((due.status == "selesai").sum()), len(due), duty["ambang"]["hijau"], duty["ambang"]["kuning"])
    return replace(cell, terlambat=late)


def judge_rapat(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    return judge_janji(fakta.janji_opd.get(kunci, fakta.tanpa_janji), masa, duty)


def judge_anggaran(fakta: Fakta, kunci: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    rows = [row for row in fakta.anggaran.get(kunci, []) if row["periode"][:4] == str(masa.year)]
    chosen = [row for row in rows if row["periode"] == str(masa.year)]
    if not chosen:
        parts = [row for row in rows if row["selesai"] <= masa.posisi]
        latest = max(((row["selesai"], row["mulai"]) for row in parts), default=None)
        chosen = [row for row in parts if (row["selesai"], row["mulai"]) == latest]
    if not chosen:
        return Nilai(BELUM_LAPOR)
    sender = pilih(chosen)[0]["pengirim"]
    sums = []
    for nama in ("realisasi", "pagu"):
        known = [row[nama] for row in chosen if row["pengirim"] == sender and row[nama] is not None]
        sums.append(sum(known) if known else None)
    return Nilai(INFORMASI, sums[0], sums[1], percent(sums[0], sums[1]), sums[0] == 0)


_DUTIES = {
    "sosialisasi": judge_sosialisasi,
    "tes_asn": judge_tes_asn,
    "tes_cpns": judge_tes_cpns,
    "tindak_lanjut_reaktif": judge_reaktif,
    "regulasi": judge_regulasi,
    "satgas": judge_satgas,
    "materi_diklat": judge_materi,
    "laporan": judge_laporan,
    "tindak_lanjut_rapat": judge_rapat,
    "anggaran": judge_anggaran,
}
