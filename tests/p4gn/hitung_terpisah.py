"""The scorecard of agencies once more, in plain Python over the truth of the generator: no mart, no module of p4gn.scoring.

Only what the frameworks' files say and the rules of docs/decisions/0011 are used. Every fact is a true row that survives the intake.
"""

from __future__ import annotations

import calendar
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

ROOT = Path(__file__).resolve().parents[2]
FRAMEWORK = {2023: "ran_2020", 2024: "ran_2020", 2025: "transisi_2025", 2026: "transisi_2025"}
GREEN, AMBER, RED, SILENT, NA, NOT_YET = "hijau", "kuning", "merah", "belum_lapor", "tidak_berlaku", "belum_jatuh_tempo"
POINTS = {GREEN: 1.0, AMBER: 0.5, RED: 0.0, SILENT: 0.0}
DUTIES = ("sosialisasi", "tes_asn", "tes_cpns", "tindak_lanjut_reaktif", "regulasi", "satgas", "laporan", "tindak_lanjut_rapat")
Fact = Mapping[str, Any]


@dataclass(frozen=True)
class Rules:
    """Numbers of one framework, as its file has them."""

    weight: Mapping[str, float]
    test_target: Mapping[str, float]
    reach: float
    due: Mapping[str, Mapping[str, int]]
    window: int
    score: Mapping[str, float]
    complete: float


@cache
def read_rules(nama: str) -> Rules:
    """A framework with what it inherits laid under it."""
    text = yaml.safe_load((ROOT / "p4gn" / "scoring" / "frameworks" / f"{nama}.yml").read_text(encoding="utf-8"))
    base = yaml.safe_load((ROOT / "p4gn" / "scoring" / "frameworks" / "ran_2020.yml").read_text(encoding="utf-8"))
    duties = {key: {**base["kewajiban"][key], **(text.get("kewajiban") or {}).get(key, {})} for key in DUTIES}
    whole = {**base, **text}
    return Rules(
        {key: float(duties[key]["bobot"]) for key in DUTIES},
        duties["tes_asn"]["target"],
        float(duties["sosialisasi"]["target"]["jangkauan"]),
        whole["laporan"],
        int(whole["jendela_reaktif_hari"]),
        whole["ambang_skor"],
        float(whole["kelengkapan_minimal"]),
    )


def list_facts(benar: Any) -> list[Fact]:
    """Surviving rows as dictionaries with source, sender, day of receiving and the agency's key."""
    received = dict(zip(benar.berkas["berkas"], benar.berkas["diterima_pada"], strict=True))
    rows = benar.baris[(benar.baris["jenis"] == "data") & (benar.baris["harap"] == "terima")]
    found = []
    for row in rows.itertuples():
        fact = json.loads(row.nilai)
        where = fact.get("kode_kabkota") or fact.get("kode_provinsi")
        key = f"{fact['kode_opd']}@{where}" if fact.get("kode_opd") and where else None
        when = datetime.fromisoformat(received[row.berkas])
        found.append(
            {**fact, "sumber": row.sumber, "pengirim": row.pengirim, "diterima": when, "tempat": (row.berkas, row.baris), "kunci": key}
        )
    return found


def as_day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None


def best(rows: Iterable[Fact]) -> Fact:
    """The agency's own word, then that of its region, then what came last, then the place in the files."""

    def order(row: Fact) -> tuple[int, float, tuple[str, int]]:
        home = row["kunci"].rpartition("@")[2]
        rank = 0 if row["pengirim"] == row["kunci"] else 1 if row["pengirim"].rpartition("@")[2] == home else 2
        return rank, -row["diterima"].timestamp(), row["tempat"]

    return min(rows, key=order)


class Hitung:
    """Everything one needs to know about every agency, grouped once."""

    def __init__(self, facts: list[Fact], kini: date) -> None:
        self.kini = kini
        self.reports: dict[str, dict[str, Fact]] = defaultdict(dict)
        self.staff: dict[str, list[tuple[date, int, int | None]]] = defaultdict(list)
        self.tests: dict[str, list[Fact]] = defaultdict(list)
        self.promises: dict[str, list[Fact]] = defaultdict(list)
        self._add_reports([fact for fact in facts if fact["sumber"] == "aksi_opd" and fact["kunci"]])
        self._add_staff(facts)
        self._add_tests([fact for fact in facts if fact["sumber"] == "tes_urine" and fact["kunci"]])
        for fact in facts:
            if fact["sumber"] == "tindak_lanjut" and fact["kunci"] and as_day(fact.get("batas_waktu")):
                self.promises[fact["kunci"]].append(fact)

    def _add_reports(self, facts: list[Fact]) -> None:
        groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            if "-S" in str(fact.get("periode")):
                groups[fact["kunci"], fact["periode"]].append(fact)
        for (kunci, periode), rows in groups.items():
            self.reports[kunci][periode] = best(rows)

    def _add_staff(self, facts: list[Fact]) -> None:
        wide = {"jumlah_pns": "PNS", "jumlah_pppk": "PPPK", "jumlah_pppk_pw": "PPPK paruh waktu", "jumlah_cpns": "CPNS"}
        by_sender: dict[tuple[str, date, str], dict[str, tuple[Fact, int]]] = defaultdict(dict)
        for fact in facts:
            day = as_day(fact.get("tanggal"))
            if fact["sumber"] not in ("pegawai", "pegawai_lebar") or not fact["kunci"] or day is None:
                continue
            told = (
                [(fact.get("kategori"), fact.get("jumlah"))]
                if fact["sumber"] == "pegawai"
                else [(kind, fact.get(name)) for name, kind in wide.items()]
            )
            for kind, number in told:
                if number is not None and kind:
                    before = by_sender[fact["kunci"], day, fact["pengirim"]].get(kind)
                    if before is None or (fact["diterima"], before[0]["tempat"]) > (before[0]["diterima"], fact["tempat"]):
                        by_sender[fact["kunci"], day, fact["pengirim"]][kind] = (fact, int(number))
        snapshots: dict[tuple[str, date], list[dict[str, tuple[Fact, int]]]] = defaultdict(list)
        for (kunci, day, _), kinds in by_sender.items():
            if "PNS" in kinds:
                snapshots[kunci, day].append(kinds)
        for (kunci, day), options in snapshots.items():
            chosen_fact = best([kinds["PNS"][0] for kinds in options])
            kinds = next(each for each in options if each["PNS"][0] is chosen_fact)
            asn = sum(kinds[kind][1] for kind in wide.values() if kind in kinds)
            self.staff[kunci].append((day, asn, kinds["CPNS"][1] if "CPNS" in kinds else None))

    def _add_tests(self, facts: list[Fact]) -> None:
        same: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for fact in facts:
            day, number = as_day(fact.get("tanggal")), fact.get("jumlah_dites")
            alone = day is None or number is None or fact.get("presisi_tanggal") not in (None, "hari")
            same[(fact["kunci"], fact["tempat"]) if alone else (fact["kunci"], day, group_of(fact.get("kelompok_sasaran")), number)].append(
                fact
            )
        for rows in same.values():
            first = best(rows)
            # Only another sender tells the same event again; one sender's own second row is another event.
            self.tests[first["kunci"]] += [row for row in rows if row is first or row["pengirim"] == first["pengirim"]]

    def agencies(self, wilayah: str, tahun: int, posisi: date, wajib: Iterable[str]) -> list[str]:
        listed = {f"{kode}@{wilayah}" for kode in wajib}
        counted = {kunci for kunci, days in self.staff.items() if any(day <= posisi for day, *_ in days)}
        told = {kunci for kunci, reports in self.reports.items() if any(periode.startswith(str(tahun)) for periode in reports)}
        return sorted(listed | {kunci for kunci in counted | told if kunci.rpartition("@")[2] == wilayah})

    def judge(self, kunci: str, tahun: int, semester: int | None) -> dict[str, str]:
        """Duty → status of one agency in a year or half-year."""
        rules = read_rules(FRAMEWORK[tahun])
        posisi = min(date(tahun, 6, 30) if semester == 1 else date(tahun, 12, 31), self.kini)
        due = {"B06": due_day(rules, "B06", tahun), "B12": due_day(rules, "B12", tahun)}
        halves = [1] if semester == 1 else [2] if semester == 2 else [1, 2]
        reports = {half: self.reports[kunci].get(f"{tahun}-S{half}") for half in (1, 2)}
        silent = SILENT if self.kini > due["B12" if semester == 2 else "B06"] else NOT_YET
        asn, cpns = self.headcount(kunci, posisi)
        return {
            "sosialisasi": self._socialising(reports, halves, due, asn, rules, silent, semester),
            "tes_asn": self._tested(kunci, tahun, semester, asn, rules),
            "tes_cpns": self._tested_cpns(kunci, tahun, semester, cpns),
            "tindak_lanjut_reaktif": self._followed_up(kunci, tahun, posisi, rules),
            "regulasi": self._rule(reports, halves, silent),
            "satgas": self._task_force(reports, halves, silent),
            "laporan": self._sent(reports, halves, due),
            "tindak_lanjut_rapat": self._promised(kunci, posisi),
        }

    def headcount(self, kunci: str, posisi: date) -> tuple[int | None, int | None]:
        known = [each for each in self.staff[kunci] if each[0] <= posisi]
        return max(known)[1:] if known else (None, None)

    def _socialising(self, reports, halves, due, asn, rules, silent, semester) -> str:
        def figure(name: str, half: int) -> int | None:
            return None if reports[half] is None else reports[half].get(name)

        def pair(name: str) -> int | None:
            first, second = figure(name, 1), figure(name, 2)
            kind = reports[2] and reports[2].get("jenis_angka")
            if semester == 1 or reports[2] is None:
                return first if 1 in halves else None
            if second is None:
                return None
            if semester is None:
                return second if kind == "kumulatif" else second + (first or 0) if kind == "per_periode" else max(second, first or 0)
            return second if kind == "per_periode" else None if first is None else max(second - first, 0)

        acts, people = pair("sosialisasi_kegiatan"), pair("sosialisasi_peserta_asn")
        if acts is None:
            return silent
        needed = (
            1
            if semester
            else max(1, sum(reports[half] is not None or self.kini > due[f"B{'06' if half == 1 else '12'}"] for half in (1, 2)))
        )
        reach = None if not asn or people is None else 100 * min(people, asn) / asn
        if acts >= needed and reach is not None and reach >= rules.reach:
            return GREEN
        return AMBER if acts >= 1 else RED

    def _events(self, kunci: str, tahun: int, semester: int | None) -> Iterator[Fact]:
        last = date(tahun, 6, 30) if semester == 1 else date(tahun, 12, 31)
        for fact in self.tests[kunci]:
            first, end = window_of(fact)
            if first is not None and first.year == tahun and end <= last:
                yield fact

    def _tested(self, kunci, tahun, semester, asn, rules) -> str:
        numbers = [
            fact["jumlah_dites"]
            for fact in self._events(kunci, tahun, semester)
            if fact.get("jumlah_dites") is not None and group_of(fact.get("kelompok_sasaran")) in ("asn", "cpns")
        ]
        if not asn or not numbers:
            return SILENT
        share, target = 100 * min(sum(numbers), asn) / asn, rules.test_target["B06" if semester == 1 else "tahun"]
        return GREEN if share >= target else AMBER if share >= target / 2 else RED

    def _tested_cpns(self, kunci, tahun, semester, cpns) -> str:
        if not cpns:
            return NA
        numbers = [
            number
            for fact in self._events(kunci, tahun, semester)
            if (
                number := fact.get(
                    "jumlah_cpns_dites", fact.get("jumlah_dites") if group_of(fact.get("kelompok_sasaran")) == "cpns" else None
                )
            )
            is not None
        ]
        if not numbers:
            return SILENT
        tested = min(sum(numbers), cpns)
        return GREEN if tested >= cpns else AMBER if tested else RED

    def _followed_up(self, kunci: str, tahun: int, posisi: date, rules: Rules) -> str:
        closed = late = reactive = 0
        for fact in self.tests[kunci]:
            day, number = as_day(fact.get("tanggal")), reactive_of(fact)
            if day is None or fact.get("presisi_tanggal") not in (None, "hari") or not number or not date(tahun, 1, 1) <= day <= posisi:
                continue
            done = min(number, (fact.get("dengan_resep") or 0) + (fact.get("asesmen") or 0))
            reactive += number
            closed += done
            if self.kini > day + timedelta(days=rules.window):
                late += number - done
        if not reactive:
            return NA
        if not closed + late:
            return NOT_YET
        share = 100 * closed / (closed + late)
        return GREEN if share >= 100 else AMBER if share >= 50 else RED

    def _rule(self, reports, halves, silent) -> str:
        for half in reversed(halves):
            if reports[half] and reports[half].get("regulasi_status"):
                return {"ada": GREEN, "draf": AMBER, "belum": RED}[reports[half]["regulasi_status"]]
        return silent

    def _task_force(self, reports, halves, silent) -> str:
        for half in reversed(halves):
            row = reports[half]
            if row and (row.get("satgas_status") or row.get("satgas_penggiat") is not None):
                if row.get("satgas_status") == "ada" and row.get("satgas_sk_nomor"):
                    return GREEN
                return AMBER if row.get("satgas_status") in ("ada", "draf") or (row.get("satgas_penggiat") or 0) > 0 else RED
        return silent

    def _sent(self, reports, halves, due) -> str:
        told = []
        for half in halves:
            name = "B06" if half == 1 else "B12"
            row = reports[half]
            sent = None if row is None else as_day(row.get(f"laporan_{name.lower()}")) or row["diterima"].date()
            if sent is not None:
                told.append("tepat" if sent <= due[name] else "telat")
            elif self.kini > due[name]:
                told.append("belum")
        if not told:
            return NOT_YET
        return GREEN if set(told) == {"tepat"} else RED if set(told) == {"belum"} else AMBER

    def _promised(self, kunci: str, posisi: date) -> str:
        since = date(posisi.year - 1, posisi.month, min(posisi.day, calendar.monthrange(posisi.year - 1, posisi.month)[1]))
        due = [
            each
            for each in self.promises[kunci]
            if since < date.fromisoformat(each["batas_waktu"]) <= posisi and each.get("status") != "batal"
        ]
        if not due:
            return NA
        share = 100 * sum(each.get("status") == "selesai" for each in due) / len(due)
        return GREEN if share >= 80 else AMBER if share >= 50 else RED


def score(cells: Mapping[str, str], tahun: int) -> tuple[float | None, float | None, str]:
    """Score, completeness and colour of one row."""
    rules = read_rules(FRAMEWORK[tahun])
    counted = {duty: status for duty, status in cells.items() if rules.weight[duty] > 0 and status in POINTS}
    whole = sum(rules.weight[duty] for duty in counted)
    if not whole:
        return None, None, "tanpa_nilai"
    value = 100 * sum(rules.weight[duty] * POINTS[status] for duty, status in counted.items()) / whole
    complete = 100 * sum(status != SILENT for status in counted.values()) / len(counted)
    colour = "tanpa_nilai" if complete < rules.complete else next((each for each in (GREEN, AMBER) if value >= rules.score[each]), RED)
    return value, complete, colour


def due_day(rules: Rules, report: str, tahun: int) -> date:
    when = rules.due[report]
    return date(tahun + when["tahun_tambah"], when["bulan"], when["hari"])


def group_of(text: object) -> str:
    """The groups that the generator writes: contract staff alone are no ASN, candidates alone are CPNS."""
    words = str(text or "").lower()
    if words in ("tenaga kontrak", "honorer", "tenaga non asn"):
        return "non_asn"
    return "cpns" if words == "cpns" else "asn"


def reactive_of(fact: Fact) -> int | None:
    """As told; forms that print only the negatives leave the rest of the valid results."""
    told = fact.get("jumlah_reaktif_positif")
    if told is not None or fact.get("jumlah_negatif") is None or fact.get("jumlah_dites") is None:
        return told
    return fact["jumlah_dites"] - fact["jumlah_negatif"] - (fact.get("jumlah_invalid") or 0)


def window_of(fact: Fact) -> tuple[date | None, date]:
    """First and last day on which the event can have begun."""
    day, kind = as_day(fact.get("tanggal")), fact.get("presisi_tanggal")
    if day is not None and kind in (None, "hari"):
        return day, day
    if day is not None and kind == "bulan":
        return day, date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    year = fact.get("tahun_tanggal") or (day.year if day else None)
    return (date(year, 1, 1), date(year, 12, 31)) if year else (None, date.min)


def is_close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, abs_tol=1e-9)


def as_table(lines: list[tuple[object, ...]]) -> str:
    return pd.DataFrame(lines[:40], columns=["kunci", "periode", "apa", "seharusnya", "didapat"]).to_string()
