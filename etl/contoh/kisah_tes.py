"""Urine tests of the staff, from those invited down to those whose reactive result was followed up; the parts always add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from numpy.random import Generator

from etl.contoh.dunia import BER_BNNK, PROVINSI, Butir, Dunia, Kantor, Semester, count_asn, working_day
from etl.contoh.ejaan import choose
from etl.contoh.lembar import TANDAI, Tanaman
from etl.contoh.watak import BAIK, BIASA, DIAM, LAMBAN, TELADAN, likely
from p4gn.geography.wilayah import get_wilayah

KEMBAR = "kegiatan yang sama dari dua pengirim"
TAHUN_KIRIM_SENDIRI = 1  # years after the beginning from which agencies of the province send their own forms
_GESER = -0.75  # fewer agencies test than do anything else: one in four in a first year
_ZAT = ("BZO", "MET", "AMP", "THC", "MOP", "SOMA")
_TEMPAT = ("Aula kantor", "Halaman kantor", "Ruang rapat", "Puskesmas", "Aula Kesbangpol")
# Groups as forms name them, with who belongs to them and how often they are named.
_KELOMPOK: tuple[tuple[str, str, float], ...] = (
    ("ASN", "asn", 0.30),
    ("PNS dan PPPK", "asn", 0.16),
    ("seluruh pegawai", "semua", 0.14),
    ("ASN dan tenaga kontrak", "semua", 0.10),
    ("pejabat struktural", "pejabat", 0.10),
    ("tenaga kontrak", "non_asn", 0.10),
    ("CPNS", "cpns", 0.10),
)
# How much of its staff an office tests in a year in which it tests at all.
_CAKUPAN: Mapping[str, tuple[float, float]] = {
    TELADAN: (0.34, 0.95),
    BAIK: (0.14, 0.62),
    BIASA: (0.06, 0.44),
    LAMBAN: (0.02, 0.20),
    DIAM: (0.02, 0.10),
}
_HARI_BELUM_KELUAR = 50  # results of so few days ago may not be known yet


@dataclass(frozen=True, slots=True)
class _Acara:
    """One day of testing before it is counted: whose staff, which group, how many invited."""

    kantor: Kantor
    hari: date
    ke: int
    kelompok: str
    sasaran: int
    cpns: int


def tell_tes_urine(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Tests by agencies of the province, by kab/kota and by the narcotics agency; nobody tests the same group twice on one day."""
    seen: set[tuple[object, ...]] = set()
    for item in _list_tes(dunia, rng):
        event = (item.pengirim, *(item.isi[nama] for nama in ("wilayah", "instansi", "tanggal_tertulis", "kelompok_sasaran")))
        if event not in seen:
            seen.add(event)
            yield item


def _list_tes(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """All tests; some are told twice, by the agency and by the narcotics agency."""
    for tahun in dunia.tahun:
        for kantor in dunia.kantor:
            bnn = f"BNNP@{PROVINSI}" if kantor.wilayah == PROVINSI else sender_bnnk(kantor.wilayah) if kantor.wilayah in BER_BNNK else ""
            own = kantor.wilayah != PROVINSI or tahun >= dunia.mulai.year + TAHUN_KIRIM_SENDIRI
            for acara in _plan_tes(dunia, rng, kantor, tahun):
                isi = _tell_one_tes(dunia, rng, acara)
                yield Butir("tes_urine", kantor.pengirim if own else f"BAKESBANGPOL@{PROVINSI}", str(tahun), isi)
                if bnn and rng.random() < 0.1:
                    plant = (Tanaman(KEMBAR, None, TANDAI, str(isi["id"])),)
                    yield Butir("tes_urine", bnn, str(tahun), {**isi, "id": None}, plant)
        for kode in BER_BNNK:
            yield from _tell_tes_bnnk(dunia, rng, kode, tahun)


def sender_bnnk(kode: str) -> str:
    """The sender key of the narcotics agency of a kab/kota."""
    return f"{'BNNKOTA' if kode[3] == '7' else 'BNNK'}@{kode}"


def _tell_tes_bnnk(dunia: Dunia, rng: Generator, kode: str, tahun: int) -> Iterator[Butir]:
    """What the narcotics agency of a kab/kota tested of its own accord."""
    offices = [kantor for kantor in dunia.kantor_di(kode) if kantor.kode_opd in {"SETWAN", "DISDUKCAPIL", "DISHUB", "DINSOS"}]
    for ke in range(51, 55):
        kantor: Kantor = choose(rng, offices)  # type: ignore[assignment]
        hari = _throw_day(rng, tahun)
        acara = _Acara(kantor, hari, ke, str(choose(rng, ("tenaga kontrak", "pejabat struktural"))), int(rng.integers(10, 45)), 0)
        if dunia.has_passed(hari):
            yield Butir("tes_urine", sender_bnnk(kode), str(tahun), {**_tell_one_tes(dunia, rng, acara), "pelaksana": _name_bnnk(kode)})


def _plan_tes(dunia: Dunia, rng: Generator, kantor: Kantor, tahun: int) -> Iterator[_Acara]:
    """The days of a year on which an agency tests; those that have not come are left out."""
    niat = dunia.niat(kantor.watak, tahun)
    if kantor.watak.kelas == DIAM or rng.random() > likely(niat, _GESER + 0.1 * (kantor.watak.kelas == TELADAN)):
        return
    low, high = _CAKUPAN[kantor.watak.kelas]
    share = float(rng.uniform(low, high)) * (0.55 if kantor.pns > 900 else 1.0)
    days = int(rng.integers(1, 4))
    for ke, part in enumerate(rng.dirichlet([2.0] * days).tolist(), start=1):
        hari = _throw_day(rng, tahun)
        half = Semester(tahun, 1 if hari.month <= 6 else 2)
        if not dunia.has_passed(hari) or half.kode == kantor.watak.sunyi:
            continue
        staff = kantor.bekerja(half, dunia.mulai)
        kelompok, pool = _choose_kelompok(rng, staff)
        invited = pool if kelompok == "CPNS" else max(8, round(min(1.0, share * part * 1.25) * count_asn(staff)))
        yield _Acara(kantor, hari, ke, kelompok, min(pool, invited), staff["CPNS"])


def _throw_day(rng: Generator, tahun: int) -> date:
    return working_day(date(tahun, 1, 12) + timedelta(days=int(rng.integers(0, 335))), date(tahun, 1, 9))


def _choose_kelompok(rng: Generator, staff: Mapping[str, int]) -> tuple[str, int]:
    """A group that this agency has, and how many belong to it."""
    asn = count_asn(staff)
    sizes = {"asn": asn, "semua": asn + staff["non-ASN"], "pejabat": max(4, round(asn * 0.15)), "non_asn": staff["non-ASN"]}
    sizes["cpns"] = staff["CPNS"]
    there = [(nama, sizes[siapa], weight) for nama, siapa, weight in _KELOMPOK if sizes[siapa] > 0]
    total = sum(weight for _, _, weight in there)
    nama, size, _ = there[int(rng.choice(len(there), p=[weight / total for _, _, weight in there]))]
    return nama, size


def _tell_one_tes(dunia: Dunia, rng: Generator, acara: _Acara) -> dict[str, object]:
    """What the form of one test says."""
    kode, sasaran = acara.kantor.wilayah, acara.sasaran
    hadir = max(1, int(sasaran * rng.uniform(0.72, 1.0)))
    dites = max(1, int(hadir * rng.uniform(0.85, 1.0)))
    laki = int(rng.binomial(sasaran, 0.55))
    return {
        "id": f"T-{kode.replace('.', '')}-{acara.kantor.kode_opd}-{acara.hari.year}-{acara.ke:02d}",
        "tanggal_tertulis": acara.hari,
        "wilayah": kode,
        "kode_kabkota": kode,
        "instansi": acara.kantor.kode_opd,
        "kelompok_sasaran": acara.kelompok,
        "tempat": choose(rng, _TEMPAT),
        "anggaran": choose(rng, ("DIPA", "NON DIPA")),
        "jumlah_sasaran": sasaran,
        "jumlah_sasaran_l": laki,
        "jumlah_sasaran_p": sasaran - laki,
        "jumlah_hadir": hadir,
        "jumlah_dites": dites,
        **_count_cpns(dunia, rng, acara, dites),
        **_tell_hasil(dunia, rng, acara, dites),
        "pelaksana": _choose_pelaksana(rng, kode),
    }


def _count_cpns(dunia: Dunia, rng: Generator, acara: _Acara, dites: int) -> dict[str, object]:
    """CPNS among the tested, on the forms of agencies that have some and say so."""
    if not acara.cpns or not acara.kantor.mencatat_cpns or acara.kelompok in {"tenaga kontrak", "pejabat struktural"}:
        return {}
    if acara.kelompok == "CPNS":
        return {"jumlah_cpns": acara.cpns, "jumlah_cpns_dites": dites}
    there = rng.binomial(acara.cpns, likely(dunia.niat(acara.kantor.watak, acara.hari.year), 0.3))
    return {"jumlah_cpns": acara.cpns, "jumlah_cpns_dites": min(dites, int(there))}


def _tell_hasil(dunia: Dunia, rng: Generator, acara: _Acara, dites: int) -> dict[str, object]:
    """Results and what was done about the reactive ones; nothing yet for some tests of the last weeks."""
    invalid = int(rng.binomial(dites, 0.003))
    reaktif = int(rng.binomial(dites - invalid, float(choose(rng, (0.0, 0.0, 0.01, 0.02, 0.03, 0.04)))))
    zat = _share_zat(rng, reaktif)
    if acara.hari > dunia.sampai - timedelta(days=_HARI_BELUM_KELUAR) and rng.random() < 0.4:
        return {}
    return {
        "jumlah_negatif": dites - invalid - reaktif,
        "jumlah_invalid": invalid,
        "jumlah_reaktif_positif": reaktif,
        **{f"jumlah_{nama.lower()}": dict(zat).get(nama, 0) for nama in _ZAT},
        "keterangan_positif": zat or None,
        **_follow_up(dunia, rng, acara, reaktif),
    }


def _follow_up(dunia: Dunia, rng: Generator, acara: _Acara, reaktif: int) -> dict[str, object]:
    """Those on a prescription, those assessed and those in care; the diligent finish within thirty days, others later or never."""
    niat = dunia.niat(acara.kantor.watak, acara.hari.year)
    resep = int(rng.binomial(reaktif, 0.45))
    rest = reaktif - resep
    took = int(rng.integers(3, 29)) if rng.random() < likely(niat, 0.2) else int(rng.integers(31, 110))
    done_on = acara.hari + timedelta(days=took)
    complete = rng.random() < likely(niat, -1.5)
    asesmen = rest if complete else int(rng.binomial(rest, 0.3))
    if not dunia.has_passed(done_on):
        asesmen = 0
    told = rng.random() < 0.85
    return {
        "dengan_resep": resep,
        "terkonfirmasi": int(rng.binomial(rest, 0.8)),
        "asesmen": asesmen,
        "rehabilitasi": int(rng.binomial(asesmen, 0.5)),
        "tanggal_tindak_lanjut": done_on if asesmen and told else None,
    }


def _share_zat(rng: Generator, reaktif: int) -> tuple[tuple[str, int], ...]:
    """Reactive people by substance, most of them on a prescribed sedative."""
    if not reaktif:
        return ()
    shares = rng.multinomial(reaktif, (0.6, 0.15, 0.1, 0.05, 0.05, 0.05))
    return tuple((zat, int(n)) for zat, n in zip(_ZAT, shares, strict=True) if n)


def _choose_pelaksana(rng: Generator, kode: str) -> str:
    """Who tested: the narcotics agency, a laboratory, the police or a hospital, of the place where there is one."""
    if kode == PROVINSI:
        return str(choose(rng, ("BNNP Kalimantan Selatan", "BNNP Kalimantan Selatan", "Labkesda", "Labkesda", "RSUD Ulin", "Polda")))
    nama = get_wilayah(kode).nama
    bnn = _name_bnnk(kode) if kode in BER_BNNK else "BNNP Kalimantan Selatan"
    return str(choose(rng, (bnn, bnn, "Labkesda", f"{'Polresta' if kode == '63.71' else 'Polres'} {nama}", f"RSUD {nama}")))


def _name_bnnk(kode: str) -> str:
    return f"{'BNN Kota' if kode[3] == '7' else 'BNNK'} {get_wilayah(kode).nama}"
