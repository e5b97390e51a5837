"""What the example does not have: a second sender of the same report, headcount, budget or test, who says something else.

Every file is a csv; its rows are true rows, so the plain calculation must choose among the senders as the marts do.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from etl.contoh.kebenaran import KOLOM_BARIS, KOLOM_BERKAS, Kebenaran
from etl.harmonise.opd import read_opd

EARLY, LATE = "2023-07-01T08:00:00+08:00", "2026-10-31T20:00:00+08:00"
Nilai = dict[str, Any]


@dataclass(frozen=True)
class Kiriman:
    """A file of one sender: its rows as the values that must come out of it."""

    sumber: str
    pengirim: str
    diterima: str
    baris: Sequence[Nilai]

    @property
    def nama(self) -> str:
        return f"{self.sumber} {self.pengirim.replace('@', ' ')} lain.csv"


def add_senders(folder: Path, benar: Kebenaran) -> Kebenaran:
    """Writes the files beside the others, and gives the truth about all of them."""
    listed = [json.loads(line) for line in (folder / "kiriman.jsonl").read_text(encoding="utf-8").splitlines()]
    berkas, baris = [], []
    for one in list_kiriman(benar):
        write_csv(folder / one.nama, [as_cells(one.sumber, nilai) for nilai in one.baris])
        digest = hashlib.sha256((folder / one.nama).read_bytes()).hexdigest()
        listed.append({"berkas": one.nama, "pengirim": one.pengirim, "diterima_pada": one.diterima, "sha256": digest})
        berkas.append((one.nama, one.pengirim, one.sumber, one.diterima, "terima", len(one.baris) + 1))
        baris += [
            (one.nama, None, nomor, one.sumber, one.pengirim, "data", "terima", json.dumps(nilai))
            for nomor, nilai in enumerate(one.baris, start=2)
        ]
    listed.sort(key=lambda entry: (entry["diterima_pada"], entry["berkas"]))
    (folder / "kiriman.jsonl").write_text("".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in listed), encoding="utf-8")
    return Kebenaran(
        pd.concat([benar.berkas, pd.DataFrame(berkas, columns=KOLOM_BERKAS)], ignore_index=True),
        pd.concat([benar.baris, pd.DataFrame(baris, columns=KOLOM_BARIS)], ignore_index=True),
        benar.tanaman,
        benar.pribadi,
    )


def list_kiriman(benar: Kebenaran) -> Iterator[Kiriman]:
    """Of every rank of sender one that came before and one that came after the sender in the example."""
    for pengirim, wilayah, only, diterima in (
        ("BAKESBANGPOL@63.06", "63.06", None, LATE),  # the same rank, later: counts
        ("BAKESBANGPOL@63.01", "63.01", None, EARLY),  # the same rank, earlier: does not
        ("BNNP@63", "63.02", None, LATE),  # from outside, later: does not
        ("DINKES@63.03", "63.03", "DINKES", EARLY),  # the agency itself, earlier: counts
        ("SETDA@63.72", "63.72", "SETDA", LATE),
        ("BIRO@63", "63", None, LATE),  # counts before another office of the province, not before the agency itself
    ):
        rows = {sumber: list_nilai(benar, sumber, wilayah, only) for sumber in ("aksi_opd", "pegawai", "anggaran")}
        rows["pegawai"] += list_lebar(benar, wilayah, only)
        yield from (Kiriman(sumber, pengirim, diterima, [change(sumber, one) for one in told]) for sumber, told in rows.items() if told)
    yield from list_lain()


def list_lain() -> Iterator[Kiriman]:
    """Agencies that nobody lists, a count without civil servants, more follow-up than there is to follow, reports of a region told twice."""
    place = {"kode_provinsi": "63", "kode_kabkota": "63.06"}
    report = {
        "jenis_angka": None,
        "sosialisasi_kegiatan": 2,
        "sosialisasi_peserta": 30,
        "sosialisasi_peserta_asn": 25,
        "regulasi_status": "draf",
        "satgas_status": "belum",
        "satgas_penggiat": 3,
        "laporan_b06": "2025-07-15",
    }
    yield Kiriman("aksi_opd", "DLH@63.06", LATE, [{**place, "kode_opd": "DLH", "periode": "2025-S1", **report}])
    count = {"kode_opd": "DISPAR", "tanggal": "2024-06-30", "kategori": "PNS", "jumlah": 40}
    yield Kiriman("pegawai", "DISPAR@63.06", LATE, [{**place, **count}])
    only_pppk = {"kode_opd": "DINSOS", "tanggal": "2024-12-31", "kategori": "PPPK", "jumlah": 7}
    yield Kiriman("pegawai", "DINSOS@63.06", LATE, [{**place, **only_pppk}])
    test = {"kelompok_sasaran": "ASN", "jumlah_dites": 20, "jumlah_reaktif_positif": 2}
    tests = [
        {"kode_opd": "DPMD", "tanggal": "2024-03-04", "dengan_resep": 2, "asesmen": 2},
        {"kode_opd": "DPMD", "tanggal": "2024-03-05", "dengan_resep": 0, "asesmen": 0},
    ]
    yield Kiriman("tes_urine", "DPMD@63.06", LATE, [{**place, **test, **one} for one in tests])
    document = {"jenis_dokumen": "laporan B06", "status": "ada", "tahun": 2025}
    sent = [{"nomor": "71/2025", "tanggal": "2025-07-02"}, {"nomor": "72/2025", "tanggal": "2025-08-20"}]
    yield Kiriman("dokumen_wilayah", "BAKESBANGPOL@63.06", LATE, [{**place, **document, **one} for one in sent])


def list_nilai(benar: Kebenaran, sumber: str, wilayah: str, only: str | None) -> list[Nilai]:
    """True rows of a region, of all agencies or one, that survive the intake."""
    rows = [json.loads(nilai) for nilai in benar.baris[(benar.baris.sumber == sumber) & (benar.baris.harap == "terima")].nilai]
    found = [row for row in rows if (row.get("kode_kabkota") or row["kode_provinsi"]) == wilayah and only in (None, row["kode_opd"])]
    return [{nama: value for nama, value in row.items() if nama in KOLOM[sumber]} for row in found]


def list_lebar(benar: Kebenaran, wilayah: str, only: str | None) -> list[Nilai]:
    """The counts of the province, told in one column per category, as one row per category."""
    rows = [json.loads(nilai) for nilai in benar.baris[(benar.baris.sumber == "pegawai_lebar") & (benar.baris.harap == "terima")].nilai]
    return [
        {"kode_provinsi": "63", "kode_opd": row["kode_opd"], "tanggal": row["tanggal"], "kategori": kategori, "jumlah": row[nama]}
        for row in rows
        if wilayah == "63" and only in (None, row["kode_opd"])
        for nama, kategori in (("jumlah_pns", "PNS"), ("jumlah_pppk", "PPPK"), ("jumlah_cpns", "CPNS"))
        if row.get(nama) is not None
    ]


def change(sumber: str, nilai: Nilai) -> Nilai:
    """The same thing told otherwise."""
    if sumber == "pegawai":
        return {**nilai, "jumlah": nilai["jumlah"] + 9}
    if sumber == "anggaran":
        return {**nilai, "realisasi": None if nilai["realisasi"] is None else nilai["realisasi"] // 2}
    other = {"ada": "belum", "draf": "ada", "belum": "draf", None: None}
    acts = nilai.get("sosialisasi_kegiatan") or 0
    return {
        **nilai,
        "sosialisasi_kegiatan": 0 if acts else 2,
        "sosialisasi_peserta_asn": 0 if acts else 20,
        "regulasi_status": other[nilai.get("regulasi_status")],
        "satgas_status": other[nilai.get("satgas_status")],
        "satgas_sk_nomor": None if nilai.get("satgas_status") == "ada" else "188/7/2023",
    }


#: Values that a second sender tells too.
KOLOM: Mapping[str, Sequence[str]] = {
    "aksi_opd": (
        *("kode_opd", "kode_provinsi", "kode_kabkota", "periode", "jenis_angka", "sosialisasi_kegiatan", "sosialisasi_peserta_asn"),
        *("regulasi_status", "satgas_status", "satgas_sk_nomor", "satgas_penggiat", "diklat_jumlah", "diklat_bermateri"),
        *("laporan_b06", "laporan_b12"),
    ),
    "pegawai": ("kode_opd", "kode_provinsi", "kode_kabkota", "tanggal", "kategori", "jumlah"),
    "anggaran": ("kode_opd", "kode_provinsi", "kode_kabkota", "periode", "kegiatan", "pagu", "realisasi"),
}
#: What a value is called in the file, where that differs.
TAJUK = {
    ("tes_urine", "kode_opd"): "instansi",
    ("pegawai", "tanggal"): "tanggal_keadaan",
    ("tes_urine", "tanggal"): "tanggal_tertulis",
    ("dokumen_wilayah", "tanggal"): "tanggal_dokumen",
}


def as_cells(sumber: str, nilai: Nilai) -> dict[str, str]:
    """Heading → cell; an agency by its full name, a region by its code."""
    cells = {"wilayah": nilai.get("kode_kabkota") or nilai["kode_provinsi"]}
    for nama, value in nilai.items():
        if nama in ("kode_provinsi", "kode_kabkota"):
            continue
        written = NAMA[value] if nama == "kode_opd" else str(value).replace("_", " ") if nama == "jenis_angka" else value
        cells[TAJUK.get((sumber, nama), "opd" if nama == "kode_opd" else nama)] = "" if value is None else str(written)
    return cells


NAMA = {lembaga.kode_opd: lembaga.nama_baku for lembaga in reversed(list(read_opd().values()))}


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """One table, its headings in the first line."""
    headings = list(dict.fromkeys(nama for row in rows for nama in row))
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, headings, delimiter=";", restval="")
        writer.writeheader()
        writer.writerows(rows)
