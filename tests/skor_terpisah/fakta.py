"""The true rows that survive the intake, and from them one report, one headcount and one list of tests per agency."""

from __future__ import annotations

import calendar
import functools
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from etl.contoh.kebenaran import Kebenaran
from p4gn.geography.wilayah import read_wilayah_frame

#: The groups that the generator writes, by who belongs to them.
KELOMPOK = {
    "ASN": "asn",
    "PNS dan PPPK": "asn",
    "seluruh pegawai": "asn",
    "ASN dan tenaga kontrak": "asn",
    "pejabat struktural": "asn",
    "CPNS": "cpns",
    "tenaga kontrak": "non_asn",
}
ASN = ("PNS", "PPPK", "PPPK paruh waktu", "CPNS")
LEBAR = {"jumlah_pns": "PNS", "jumlah_pppk": "PPPK", "jumlah_pppk_pw": "PPPK paruh waktu", "jumlah_cpns": "CPNS"}
TANGGAL = ("tanggal", "batas_waktu", "berlaku_sampai", "laporan_b06", "laporan_b12")


class Baris(dict[str, Any]):
    """A row by declared column; what it does not say is None."""

    def __missing__(self, nama: str) -> None:
        return None


def read_sumber(benar: Kebenaran) -> dict[str, list[Baris]]:
    """Source → its surviving rows; every row knows its sender, its place, the day it came, its region and the agency it is about."""
    received = dict(zip(benar.berkas.berkas, benar.berkas.diterima_pada, strict=True))
    tables: dict[str, list[Baris]] = defaultdict(list)
    for row in benar.baris[(benar.baris.jenis == "data") & benar.baris.harap.isin(["terima", "tandai"])].itertuples():
        nilai = json.loads(row.nilai)
        nilai |= {nama: date.fromisoformat(nilai[nama]) for nama in TANGGAL if nilai.get(nama)}
        pemerintah = nilai.get("kode_kabkota") or nilai.get("kode_provinsi")
        tables[row.sumber].append(
            Baris(
                nilai,
                pengirim=row.pengirim,
                diterima=datetime.fromisoformat(received[row.berkas]),
                tempat=(row.berkas, row.baris),
                wilayah=nilai.get("kode_kecamatan") or pemerintah,
                kunci=f"{nilai['kode_opd']}@{pemerintah}" if nilai.get("kode_opd") and pemerintah else None,
                mulai=_first_day(nilai),
                selesai=_last_day(nilai),
            )
        )
    return tables


def _first_day(nilai: Mapping[str, Any]) -> date | None:
    if nilai.get("tanggal"):
        return nilai["tanggal"]
    if nilai.get("periode"):
        return date(int(nilai["periode"][:4]), 7 if nilai["periode"].endswith("S2") else 1, 1)
    return date(nilai["tahun"], 1, 1) if nilai.get("tahun") else None


def _last_day(nilai: Mapping[str, Any]) -> date | None:
    """The last day on which it can have begun; of a period its last day."""
    day = nilai.get("tanggal")
    if day and nilai.get("presisi_tanggal") == "bulan":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if day:
        return day
    if nilai.get("periode"):
        return date(int(nilai["periode"][:4]), *((6, 30) if nilai["periode"].endswith("S1") else (12, 31)))
    return date(nilai["tahun"], 12, 31) if nilai.get("tahun") else None


def pilih(rows: Iterable[Baris]) -> list[Baris]:
    """Several senders of one thing, the one that counts first: the agency, then its region, then who told last, then the place."""

    def order(row: Baris) -> tuple[int, float, tuple[str, int]]:
        region = row["kunci"].rpartition("@")[2]
        rank = 0 if row["pengirim"] == row["kunci"] else 1 if row["pengirim"].rpartition("@")[2] == region else 2
        return rank, -row["diterima"].timestamp(), row["tempat"]

    return sorted(rows, key=order)


class Fakta:
    """What is known of every agency and region; days are dates, unknown is None."""

    def __init__(self, benar: Kebenaran) -> None:
        rows = read_sumber(benar)
        self.laporan = make_laporan(rows["aksi_opd"])
        self.pegawai = make_pegawai(rows["pegawai"], rows["pegawai_lebar"])
        self.tes = make_tes(rows["tes_urine"])
        janji = pd.DataFrame(
            [(row["kunci"], row["wilayah"], row["batas_waktu"], row["status"]) for row in rows["tindak_lanjut"]],
            columns=["kunci", "wilayah", "batas_waktu", "status"],
            dtype=object,
        )
        self.janji_opd = dict(list(janji.groupby("kunci")))
        self.janji_wilayah = dict(list(janji.groupby("wilayah")))
        self.tanpa_janji = janji.iloc[:0]
        self.anggaran = _group(rows["anggaran"], "kunci")
        self.dokumen = _group([row for row in rows["dokumen_wilayah"] if row["status"]], "wilayah")
        self.rapat = _group(rows["rapat"], "wilayah")
        staged = [row for row in rows["desa_bersinar"] if row["tahap"] is not None and row["program"] in (None, "BNN")]
        self.desa_bersinar = _by_region(staged)
        self.kerawanan = _by_region([row for row in rows["kerawanan"] if row["kategori"] and row["kode_desa"]])
        self.ibm = _by_region(rows["ibm"])
        self.indeks = _group(rows["indeks_resmi"], "wilayah")
        frame = read_wilayah_frame()
        self.wilayah = frame[frame.kode_wilayah.str.startswith("63")]

    def list_kunci(self, wilayah: str) -> list[str]:
        """Agencies of a region of which a headcount is known."""
        return [kunci for kunci in self.pegawai if kunci.rpartition("@")[2] == wilayah]

    @functools.cache  # noqa: B019 - lives as long as the one test module that uses it
    def list_wilayah(self, tingkat: str, induk: str, pada: date) -> list[str]:
        """Codes of the regions of a level below a region that were in force on a day."""
        table = self.wilayah[(self.wilayah.tingkat == tingkat) & self.wilayah.kode_wilayah.str.startswith(induk + ".")]
        begun = table.berlaku_dari.isna() | (table.berlaku_dari.fillna("") <= pada.isoformat())
        running = table.berlaku_sampai.isna() | (table.berlaku_sampai.fillna("9") >= pada.isoformat())
        return list(table[begun & running].kode_wilayah)


def _by_region(rows: Iterable[Baris]) -> dict[str, list[Baris]]:
    """Kab/kota and kecamatan → rows about their villages; a row whose village nobody could tell belongs to its kab/kota only."""
    groups: dict[str, list[Baris]] = defaultdict(list)
    for row in rows:
        desa = row["kode_desa"] or ""
        for kode in {row["kode_kabkota"], row["kode_kecamatan"], desa[:5], desa[:8]} - {None, ""}:
            groups[kode].append(row)
    return groups


def _group(rows: Iterable[Baris], nama: str) -> dict[str, list[Baris]]:
    groups: dict[str, list[Baris]] = defaultdict(list)
    for row in rows:
        if row[nama]:
            groups[row[nama]].append(row)
    return groups


def make_laporan(rows: Iterable[Baris]) -> dict[tuple[str, str], Baris]:
    """(agency, '2025-S1') → its report, with figures of the half-year alone and since January."""
    told: dict[tuple[str, str], list[Baris]] = defaultdict(list)
    for row in rows:
        if row["kunci"] and row["periode"] and row["periode"][4:] in ("-S1", "-S2"):
            told[row["kunci"], row["periode"]].append(row)
    chosen = {key: pilih(senders)[0] for key, senders in told.items()}
    reports = {}
    for (kunci, periode), row in chosen.items():
        first = chosen.get((kunci, periode[:4] + "-S1"))
        report = Baris(row, kirim=row["laporan_b06" if periode.endswith("S1") else "laporan_b12"] or row["diterima"].date())
        for nama in ("kegiatan", "peserta_asn"):
            written, earlier = row[f"sosialisasi_{nama}"], first[f"sosialisasi_{nama}"] if first else None
            alone, since = split(periode, row["jenis_angka"], written, earlier)
            report.update({f"{nama}_semester": alone, f"{nama}_tahun": since})
        reports[kunci, periode] = report
    return reports


def split(periode: str, kind: str | None, written: int | None, first: int | None) -> tuple[int | None, int | None]:
    """A written figure as (this half-year alone, since January); first: what the first half-year's report says."""
    if periode.endswith("S1"):
        return written, written
    if written is None:
        return None, None
    if kind == "per_periode":
        return written, written + (first or 0)
    alone = None if first is None else max(written - first, 0)
    return (alone, written) if kind == "kumulatif" else (alone, max(written, first or 0))


def make_pegawai(tall: Iterable[Baris], wide: Iterable[Baris]) -> dict[str, list[tuple[date, int, int | None]]]:
    """Agency → (day, civil servants, candidates among them or None), one per day, oldest first."""
    cells = [(row, row["kategori"], row["jumlah"]) for row in tall]
    cells += [(row, kategori, row[nama]) for row in wide for nama, kategori in LEBAR.items()]
    table = pd.DataFrame(
        [
            (row["kunci"], row["tanggal"], row["pengirim"], kategori, number, row)
            for row, kategori, number in cells
            if row["kunci"] and row["tanggal"] and not row["presisi_tanggal"] and number is not None
        ],
        columns=["kunci", "tanggal", "pengirim", "kategori", "jumlah", "baris"],
    )
    assert not table.duplicated(["kunci", "tanggal", "pengirim", "kategori"]).any()
    found: dict[str, list[tuple[date, int, int | None]]] = defaultdict(list)
    for (kunci, tanggal), part in table.groupby(["kunci", "tanggal"]):
        of_pns = part[part.kategori == "PNS"]
        if of_pns.empty:
            continue
        sender = pilih(of_pns.baris)[0]["pengirim"]
        counts = part[part.pengirim == sender].set_index("kategori").jumlah
        cpns = int(counts["CPNS"]) if "CPNS" in counts else None
        found[kunci].append((tanggal, int(sum(counts[nama] for nama in ASN if nama in counts)), cpns))
    return found


def make_tes(rows: Iterable[Baris]) -> dict[str, list[Baris]]:
    """Agency → its events, each once: what another sender tells of the same day, group and number of people is left out."""
    same: dict[tuple[Any, ...], list[Baris]] = defaultdict(list)
    for told in rows:
        if not told["kunci"] or told["rincian_dari"]:
            continue
        row = Baris(told, kelompok=KELOMPOK[told["kelompok_sasaran"]], reaktif=_reactive(told), sehari=not told["presisi_tanggal"])
        comparable = row["sehari"] and row["jumlah_dites"] is not None
        same[(row["kunci"], row["tanggal"], row["kelompok"], row["jumlah_dites"], None if comparable else row["tempat"])].append(row)
    counted: dict[str, list[Baris]] = defaultdict(list)
    for events in same.values():
        sender = pilih(events)[0]["pengirim"]
        counted[events[0]["kunci"]] += [row for row in events if row["pengirim"] == sender]
    return counted


def _reactive(row: Baris) -> int | None:
    """As told; a form that prints only the negatives leaves the rest of the valid results."""
    if row["jumlah_reaktif_positif"] is not None or row["jumlah_dites"] is None or row["jumlah_negatif"] is None:
        return row["jumlah_reaktif_positif"]
    rest = row["jumlah_dites"] - row["jumlah_negatif"] - (row["jumlah_invalid"] or 0)
    return rest if rest >= 0 else None
