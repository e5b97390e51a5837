"""What happened in the regions: villages and their stages, vulnerability, community units, public reports, indices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from etl.contoh.dunia import AMAN, BAHAYA, BER_BNNK, PROVINSI, WASPADA, Butir, Dunia, kecamatan_of
from etl.contoh.ejaan import choose
from etl.contoh.kisah_tes import sender_bnnk
from etl.contoh.lembar import TANDAI, TERIMA, Tanaman
from etl.contoh.watak import likely
from p4gn.geography.wilayah import Wilayah

KATEGORI = ("aman", "siaga", "waspada", "bahaya")
TAHUN_IKRN = 2024  # villages have been assessed by questionnaire (IKRN) since then; before, by 13 indicators
_STATUS_TAHAP = ("", "ditetapkan", "dicanangkan", "aktif", "mandiri")


def sender_wilayah(kode: str) -> str:
    """Who reports on the villages of a kab/kota: its narcotics agency, else its government."""
    return sender_bnnk(kode) if kode in BER_BNNK else kode


def tell_desa_bersinar(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Villages of the programme: every step up is a row of the year it happened in."""
    for wilayah in dunia.kabkota:
        villages = dunia.desa[wilayah.kode]
        niat = dunia.niat(dunia.watak[wilayah.kode], dunia.sampai.year)
        size = min(len(villages), int(rng.integers(6, 10) + 13 * niat))
        for index in rng.choice(len(villages), size=size, replace=False, p=_weigh(dunia, villages, niat)):
            yield from _tell_tahap(dunia, rng, wilayah, villages[int(index)], niat)


def _weigh(dunia: Dunia, villages: Sequence[Wilayah], niat: float) -> np.ndarray:
    """Chances of the villages to be chosen, one per village and 1 together: the keener a region, the more it looks at where it is needed."""
    weights = np.array([1.0 + 30.0 * niat * (dunia.rawan[desa.kode] >= WASPADA) for desa in villages])
    return weights / weights.sum()


def _tell_tahap(dunia: Dunia, rng: Generator, wilayah: Wilayah, desa: Wilayah, niat: float) -> Iterator[Butir]:
    """The steps of one village; a few fall back to the first step, some of them without saying why."""
    steps = list(range(1, 2 + int(rng.binomial(3, 0.15 + 0.6 * niat))))
    falls_back = steps[-1] >= 3 and rng.random() < 0.25
    day = dunia.hari(rng, dunia.mulai, date(dunia.sampai.year, 6, 30))
    for urutan, tahap in enumerate([*steps, *([1] if falls_back else [])]):
        if day >= dunia.sampai:
            return
        yield _tell_one_tahap(rng, wilayah, desa, day, tahap, urutan == len(steps), niat)
        day = (
            dunia.hari(rng, day + timedelta(days=60), day + timedelta(days=420))
            if day + timedelta(days=60) < dunia.sampai
            else dunia.sampai
        )


def _tell_one_tahap(rng: Generator, wilayah: Wilayah, desa: Wilayah, day: date, tahap: int, back: bool, niat: float) -> Butir:
    pejabat = "Wali Kota" if wilayah.kode[3] == "7" else "Bupati"
    alasan = str(choose(rng, ("Kepengurusan berganti", "Anggaran desa dialihkan"))) if back and rng.random() < 0.5 else None
    plant = (
        (Tanaman("tahap mundur dengan alasan" if alasan else "tahap mundur tanpa alasan", "status", TERIMA if alasan else TANDAI),)
        if back
        else ()
    )
    isi = {
        "id": f"DB-{desa.kode.replace('.', '')}-{day:%y%m}",
        "desa_kelurahan": desa.kode,
        "kecamatan": kecamatan_of(desa.kode).nama,
        "kabkota": wilayah.kode,
        "kode_kabkota": wilayah.kode,
        "jenis_wilayah": desa.jenis,
        "tanggal_tertulis": day,
        "status": "vakum" if back else _STATUS_TAHAP[tahap],
        "tahap": tahap,
        "alasan": alasan,
        "program": "BNN",
        "sk_nomor": f"188.45/{int(rng.integers(10, 700))}/KUM/{day.year}",
        "sk_tanggal": day - timedelta(days=int(rng.integers(5, 60))),
        "dasar": f"Keputusan {pejabat}",
        "jumlah_penggiat_p4gn": int(rng.integers(5, 30)),
        "keberadaan_ibm": bool(rng.random() < likely(niat, -0.8)),
        "jumlah_kegiatan": int(rng.poisson(2)),
    }
    return Butir("desa_bersinar", wilayah.kode, str(day.year), isi, plant)


def tell_kerawanan(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """The category of the villages that were assessed each year; the rest of them are simply not known."""
    for wilayah in dunia.kabkota:
        label = {desa.kode: dunia.rawan[desa.kode] for desa in dunia.desa[wilayah.kode]}
        for tahun in dunia.tahun:
            assessed_on = date(tahun, 9, 1)
            if assessed_on >= dunia.sampai:
                continue
            niat = dunia.niat(dunia.watak[wilayah.kode], tahun)
            share = float(rng.uniform(0.1 + 0.45 * niat, 0.35 + 0.6 * niat))
            for desa in dunia.desa[wilayah.kode]:
                if rng.random() < 0.12:
                    label[desa.kode] = int(min(BAHAYA, max(AMAN, label[desa.kode] + rng.choice([-1, -1, 1]))))
                if rng.random() < share:
                    yield Butir(
                        "kerawanan",
                        sender_wilayah(wilayah.kode),
                        str(tahun),
                        {
                            "desa_kelurahan": desa.kode,
                            "kecamatan": kecamatan_of(desa.kode).nama,
                            "kabkota": wilayah.kode,
                            "kode_kabkota": wilayah.kode,
                            "jenis_wilayah": desa.jenis,
                            "tahun": tahun,
                            "kategori": KATEGORI[label[desa.kode]],
                            "metode": "IKRN" if tahun >= TAHUN_IKRN else "pra-2024",
                        },
                    )


def tell_ibm(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Community units per half-year: agents, clients served, referred, in care."""
    for wilayah in dunia.kabkota:
        villages = dunia.desa[wilayah.kode]
        for index in rng.choice(len(villages), size=int(rng.integers(3, 8)), replace=False):
            desa, start, agen = (
                villages[int(index)],
                dunia.hari(rng, dunia.mulai, date(dunia.sampai.year - 1, 6, 30)),
                int(rng.integers(5, 16)),
            )
            for half in dunia.semester:
                if half.akhir < start:
                    continue
                klien = int(rng.poisson(4))
                dirujuk = int(rng.binomial(klien, 0.25))
                jalan = int(rng.binomial(dirujuk, 0.8))
                yield Butir(
                    "ibm",
                    sender_wilayah(wilayah.kode),
                    half.kode,
                    {
                        "desa_kelurahan": desa.kode,
                        "kecamatan": kecamatan_of(desa.kode).nama,
                        "kabkota": wilayah.kode,
                        "kode_kabkota": wilayah.kode,
                        "nama_unit": f"IBM {desa.nama}",
                        "fase": f"fase {min(3, 1 + (half.akhir - start).days // 365)}",
                        "tanggal_pembentukan": start,
                        "periode": half,
                        "jumlah_agen_pemulihan": agen,
                        "klien_dilayani": klien,
                        "klien_dirujuk": dirujuk,
                        "klien_selesai": int(rng.binomial(klien, 0.5)),
                        "rehab_rawat_jalan": jalan,
                        "rehab_rawat_inap": dirujuk - jalan,
                        "rehab_jumlah": dirujuk,
                    },
                )


def tell_laporan_masyarakat(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """How many reports came from the public each month, and how many were followed up; never what they said."""
    for kode, pengirim in [(PROVINSI, f"BNNP@{PROVINSI}"), *((w.kode, sender_wilayah(w.kode)) for w in dunia.kabkota)]:
        busy = float(rng.uniform(2, 14))
        for month in dunia.bulan:
            masuk = int(rng.poisson(busy))
            diteruskan = int(rng.binomial(masuk, 0.7))
            yield Butir(
                "laporan_masyarakat",
                pengirim,
                str(month.year),
                {
                    "wilayah": kode,
                    "kode_wilayah_tertulis": kode,
                    "periode": month,
                    "kanal": choose(rng, ("telepon", "pesan singkat", "aplikasi", "datang langsung")),
                    "diterima": masuk,
                    "diteruskan": diteruskan,
                    "selesai": int(rng.binomial(diteruskan, 0.6)),
                },
            )


def tell_indeks(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Published indices with the scale and category they were published with; IKOTAN has had two scales."""
    for wilayah in dunia.kabkota:
        ikotan, dektara = float(rng.uniform(55, 85)), float(rng.uniform(66, 88))
        for tahun in dunia.tahun:
            if date(tahun, 12, 1) >= dunia.sampai:
                continue
            ikotan, dektara = min(95.0, ikotan + float(rng.normal(1, 2))), min(98.0, dektara + float(rng.normal(0.8, 1.5)))
            for indeks, nilai, skala, kategori in _indices(rng, tahun == dunia.mulai.year, ikotan, dektara):
                yield Butir(
                    "indeks_resmi",
                    f"BNNP@{PROVINSI}",
                    str(tahun),
                    {
                        "wilayah": wilayah.kode,
                        "kode_wilayah_tertulis": wilayah.kode,
                        "indeks": indeks,
                        "tahun": tahun,
                        "nilai": nilai,
                        "skala": skala,
                        "kategori": kategori,
                        "sumber": "BNN RI",
                    },
                )


def _indices(rng: Generator, first_year: bool, ikotan: float, dektara: float) -> list[tuple[str, float, str, str]]:
    four = round(1 + 3 * ikotan / 100, 2)
    ikp, dektari = round(float(rng.uniform(2.2, 3.6)), 2), round(float(rng.uniform(48, 58)), 2)
    if first_year:
        kotan = ("IKOTAN", round(ikotan, 2), "0–100", "sangat tanggap" if ikotan > 80 else "tanggap" if ikotan > 60 else "cukup tanggap")
    else:
        kotan = ("IKOTAN", four, "1–4", "sangat tanggap" if four > 3.25 else "tanggap" if four > 2.5 else "kurang tanggap")
    return [
        kotan,
        ("IKP", ikp, "1–4", "sangat mandiri" if ikp > 3.25 else "mandiri" if ikp > 2.5 else "kurang mandiri"),
        ("Dektara", round(dektara, 3), "25–100", "tinggi" if dektara > 76.6 else "rendah"),
        ("Dektari", dektari, "0–100", "sangat tinggi" if dektari > 52 else "tinggi"),
    ]
