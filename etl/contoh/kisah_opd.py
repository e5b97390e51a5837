"""What the agencies did and reported: actions per half-year, staff, budgets, innovations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from numpy.random import Generator

from etl.contoh.dunia import PROVINSI, Butir, Dunia, Kantor, Semester, count_asn, working_day
from etl.contoh.ejaan import choose
from etl.contoh.lembar import TANDAI, Tanaman
from etl.contoh.watak import BAIK, BIASA, DIAM, LAMBAN, TELADAN, likely

AWAL_KIRIM_SENDIRI = 2  # years after the beginning from which agencies send their own reports; before, Kesbangpol compiled them
BERTUGAS_DIKLAT = frozenset({"BPSDMD", "BKD", "DISDIKBUD", "BKPSDM"})
HARI_TENGGAT = 15  # days after a half-year within which its report is due
# How much more (or less) surely an action is done than all duties together: as found in one regency in its first year of reporting,
# 32 % held sosialisasi, 71 % had a regulation, 59 % a task force.
_GESER = {"sosialisasi": -0.3, "regulasi": 1.2, "satgas": 0.7, "lapor": 1.4, "tepat": 1.0}
# Share of the ASN that one half-year's sosialisasi reaches, where there is any.
_JANGKAUAN = {TELADAN: (0.38, 0.85), BAIK: (0.22, 0.70), BIASA: (0.10, 0.50), LAMBAN: (0.03, 0.22), DIAM: (0.02, 0.10)}
_REGULASI = ("surat edaran", "surat edaran", "surat keputusan", "instruksi", "SOP", "pakta integritas")
_INOVASI = (
    ("Kartu Janji Bersih", "Pegawai menulis janji pada kartu yang ditempel di meja kerja"),
    ("Posko Teman Cerita", "Ruang bincang tertutup sepekan sekali untuk siapa saja"),
    ("Apel Senin Bersinar", "Satu menit pesan pencegahan pada apel Senin"),
    ("Kelas Orang Tua Tangguh", "Pertemuan sore tentang cara mengenali perubahan anak"),
    ("Pojok Literasi Anti Narkotika", "Rak bacaan dan permainan kata di ruang tunggu"),
    ("Lapor Cepat Satu Pintu", "Satu nomor bersama untuk bertanya dan melapor"),
    ("Duta Pelajar Bersinar", "Pelajar pilihan berkunjung ke sekolah lain"),
    ("Pasar Bebas Narkotika", "Pedagang menempel stiker dan ikut penyuluhan"),
    ("Sungai Bersih Hati Bersih", "Susur sungai sambil penyuluhan di dermaga"),
    ("Kader Desa Peduli", "Dua kader tiap desa mencatat kegiatan pencegahan"),
)
_KEGIATAN = ("Fasilitasi P4GN", "Sosialisasi dan tes urine pegawai", "Pembinaan satuan tugas anti narkotika")


@dataclass(frozen=True, slots=True)
class _Keadaan:
    """What an agency has by the end of a half-year, and what it did since January."""

    regulasi: str = "belum"
    regulasi_jenis: str | None = None
    regulasi_nomor: str | None = None
    regulasi_tanggal: date | None = None
    satgas: str = "belum"
    sk_nomor: str | None = None
    sk_tanggal: date | None = None
    penggiat: int = 0
    kegiatan: int = 0
    peserta: int = 0
    peserta_asn: int = 0


def tell_aksi(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """The actions of every agency per half-year, with the day its report was sent; who reports nothing has no row."""
    for kantor in dunia.kantor:
        keadaan = _Keadaan()
        for half in dunia.semester:
            before = keadaan if half.ke == 2 else replace(keadaan, kegiatan=0, peserta=0, peserta_asn=0)
            keadaan = _act(dunia, rng, kantor, half, before)
            sent = _find_day_sent(dunia, rng, kantor, half)
            if sent is None:
                continue
            isi = _tell_one_aksi(dunia, rng, kantor, half, before, keadaan) | {"laporan_b06" if half.ke == 1 else "laporan_b12": sent}
            if half == dunia.semester[-1] and rng.random() < 0.07:
                isi["laporan_b06" if half.ke == 1 else "laporan_b12"] = None  # then it was sent when it came
            own = kantor.wilayah != PROVINSI or half.tahun >= dunia.mulai.year + AWAL_KIRIM_SENDIRI
            yield Butir("aksi_opd", kantor.pengirim if own else f"BAKESBANGPOL@{PROVINSI}", half.kode, isi, tuple(_flags(isi)))


def _act(dunia: Dunia, rng: Generator, kantor: Kantor, half: Semester, before: _Keadaan) -> _Keadaan:
    """The state after a half-year; what an agency has it keeps."""
    niat = dunia.niat(kantor.watak, half.tahun)
    asn = count_asn(kantor.bekerja(half, dunia.mulai))
    after = _hold_sosialisasi(rng, kantor, niat, asn, before)
    first = half == dunia.semester[0]
    if after.regulasi != "ada" and rng.random() < likely(niat, _GESER["regulasi"] if first else -0.5):
        after = _issue_regulasi(dunia, rng, kantor, half, replace(after, regulasi="ada" if first or rng.random() < 0.6 else "draf"))
    if not after.sk_nomor and rng.random() < likely(niat, _GESER["satgas"] if first else -0.5):
        after = _form_satgas(dunia, rng, half, asn, after)
    return after


def _hold_sosialisasi(rng: Generator, kantor: Kantor, niat: float, asn: int, before: _Keadaan) -> _Keadaan:
    if rng.random() > likely(niat, _GESER["sosialisasi"] + 0.4 * (kantor.watak.kelas == TELADAN)):
        return before
    low, high = _JANGKAUAN[kantor.watak.kelas]
    share = float(rng.uniform(low, high)) * (0.6 if kantor.pns > 900 else 1.0)
    reached = min(asn, 2 + round(asn * share))
    guests = int(rng.poisson(0.12 * reached))
    return replace(
        before,
        kegiatan=before.kegiatan + 1 + int(rng.binomial(4, 0.15 + 0.5 * niat)),
        peserta=before.peserta + reached + guests,
        peserta_asn=before.peserta_asn + reached,
    )


def _issue_regulasi(dunia: Dunia, rng: Generator, kantor: Kantor, half: Semester, after: _Keadaan) -> _Keadaan:
    if after.regulasi != "ada":
        return after
    return replace(
        after,
        regulasi_jenis=str(choose(rng, _REGULASI)),
        regulasi_nomor=f"300/{int(rng.integers(1, 400))}/{kantor.kode_opd}/{half.tahun}" if rng.random() < 0.95 else None,
        regulasi_tanggal=dunia.hari(rng, half.awal, half.akhir),
    )


def _form_satgas(dunia: Dunia, rng: Generator, half: Semester, asn: int, before: _Keadaan) -> _Keadaan:
    """A task force, with its decree or (three in ten) without one yet, or only the draft of the decree."""
    people = min(40, 2 + int(rng.poisson(1 + 0.03 * asn)))
    dice = float(rng.random())
    if dice > 0.32:
        nomor = f"188/{int(rng.integers(1, 400))}/{half.tahun}"
        return replace(before, satgas="ada", sk_nomor=nomor, sk_tanggal=dunia.hari(rng, half.awal, half.akhir), penggiat=people)
    return replace(before, satgas="ada" if dice < 0.22 else "draf", penggiat=people if dice < 0.22 else 0)


def _find_day_sent(dunia: Dunia, rng: Generator, kantor: Kantor, half: Semester) -> date | None:
    """Mostly within the fifteen days, sometimes long after; None where nothing has come."""
    niat = dunia.niat(kantor.watak, half.tahun)
    government_silent = kantor.wilayah != PROVINSI and dunia.watak[kantor.wilayah].kelas == DIAM
    dice = rng.random(2)
    days_late, days = int(rng.gamma(1.6, 16.0)) + 1, int(rng.integers(2, HARI_TENGGAT + 1))
    if government_silent or kantor.watak.kelas == DIAM or half.kode == kantor.watak.sunyi or dice[0] > likely(niat, _GESER["lapor"]):
        return None
    if dice[1] > likely(niat, _GESER["tepat"]):
        days = HARI_TENGGAT + days_late
    sent = half.akhir + timedelta(days=days)
    sent = sent if days > HARI_TENGGAT else working_day(sent, half.akhir + timedelta(days=1))
    return sent if dunia.has_passed(sent) else None


def _tell_one_aksi(dunia: Dunia, rng: Generator, kantor: Kantor, half: Semester, before: _Keadaan, after: _Keadaan) -> dict[str, object]:
    """The row of a half-year; second-half figures run from January or not, as this agency counts."""
    since = before if half.ke == 2 and not kantor.kumulatif else _Keadaan()
    jenis = ("kumulatif" if kantor.kumulatif else "per_periode") if half.ke == 2 and kantor.menyebut_jenis else None
    diklat = int(rng.integers(2, 12)) if kantor.kode_opd in BERTUGAS_DIKLAT else None
    return {
        "wilayah": kantor.wilayah,
        "kode_wilayah_tertulis": kantor.wilayah,
        "opd": kantor.kode_opd,
        "periode": half,
        "jenis_angka": jenis,
        "sosialisasi_kegiatan": after.kegiatan - since.kegiatan,
        "sosialisasi_peserta": after.peserta - since.peserta,
        "sosialisasi_peserta_asn": after.peserta_asn - since.peserta_asn if kantor.merinci_asn else None,
        "regulasi_status": after.regulasi,
        "regulasi_jenis": after.regulasi_jenis,
        "regulasi_nomor": after.regulasi_nomor,
        "regulasi_tanggal": after.regulasi_tanggal,
        "satgas_status": after.satgas,
        "satgas_sk_nomor": after.sk_nomor,
        "satgas_sk_tanggal": after.sk_tanggal,
        "satgas_penggiat": after.penggiat,
        "diklat_jumlah": diklat,
        "diklat_bermateri": int(rng.binomial(diklat, dunia.niat(kantor.watak, half.tahun))) if diklat else None,
        "diklat_peserta": diklat * 30 if diklat else None,
        "bukti": f"https://contoh.go.id/aksi/{kantor.kode_opd.lower()}-{half.kode.lower()}" if rng.random() < 0.6 else None,
    }


def _flags(isi: dict[str, object]) -> Iterator[Tanaman]:
    """What the rules must find in the story itself: a thing that is there, without its number."""
    if isi["satgas_status"] == "ada" and isi["satgas_sk_nomor"] is None:
        yield Tanaman("satgas ada tanpa nomor SK", "satgas_sk_nomor", TANDAI)
    if isi["regulasi_status"] == "ada" and isi["regulasi_nomor"] is None:
        yield Tanaman("regulasi ada tanpa nomor", "regulasi_nomor", TANDAI)


def tell_pegawai(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Headcounts: the province at every half-year's end in one column per category, each kab/kota yearly (some also in June) in rows."""
    for kantor in dunia.kantor_di(PROVINSI):
        for half in dunia.semester:
            counts = {_LEBAR[kategori]: number for kategori, number in kantor.pegawai(half, dunia.mulai).items()}
            yield Butir(
                "pegawai_lebar", f"BKD@{PROVINSI}", half.kode, _count(kantor, half) | counts | {"jumlah_semua": sum(counts.values())}
            )
    for wilayah in dunia.kabkota:
        in_june, tells_cpns, tells_non_asn = (bool(dice) for dice in rng.random(3) < (0.4, 0.75, 0.4))
        for kantor in dunia.kantor_di(wilayah.kode):
            if rng.random() < 0.04:
                continue  # never counted
            for half in dunia.semester:
                if half.ke == 2 or in_june:
                    staff = kantor.pegawai(half, dunia.mulai)
                    told = ["PNS", "PPPK", *(["PPPK paruh waktu"] if staff["PPPK paruh waktu"] else [])]
                    told += ["CPNS"] * (tells_cpns and bool(half.tahun % 2)) + ["non-ASN"] * tells_non_asn
                    for kategori in told:
                        yield Butir(
                            "pegawai", wilayah.kode, half.kode, _count(kantor, half) | {"kategori": kategori, "jumlah": staff[kategori]}
                        )


_LEBAR = {
    "PNS": "jumlah_pns",
    "PPPK": "jumlah_pppk",
    "PPPK paruh waktu": "jumlah_pppk_pw",
    "CPNS": "jumlah_cpns",
    "non-ASN": "jumlah_non_asn",
}


def _count(kantor: Kantor, half: Semester) -> dict[str, object]:
    """The beginning of a row about the staff of an agency."""
    return {
        "wilayah": kantor.wilayah,
        "kode_wilayah_tertulis": kantor.wilayah,
        "opd": kantor.kode_opd,
        "tanggal_keadaan": half.akhir,
    }


def tell_anggaran(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Money set aside and spent per agency: whole years that have ended, and the first half of the running one."""
    for tahun in dunia.tahun:
        whole = dunia.has_passed(date(tahun, 12, 31))
        if not whole and not dunia.has_passed(date(tahun, 6, 30)):
            continue
        for kantor in dunia.kantor:
            niat = dunia.niat(kantor.watak, tahun)
            silent = kantor.watak.kelas == DIAM or (kantor.wilayah != PROVINSI and dunia.watak[kantor.wilayah].kelas == DIAM)
            if silent or rng.random() > likely(niat, 0.6):
                continue
            sender = f"BPKAD@{PROVINSI}" if kantor.wilayah == PROVINSI else kantor.wilayah
            for kegiatan in _KEGIATAN[: 1 + int(rng.random() < 0.25)]:
                isi = _tell_one_anggaran(rng, kantor, niat, kegiatan, str(tahun) if whole else Semester(tahun, 1))
                yield Butir("anggaran", sender, str(tahun) if whole else f"{tahun}-S1", isi)


def _tell_one_anggaran(rng: Generator, kantor: Kantor, niat: float, kegiatan: str, periode: object) -> dict[str, object]:
    none = rng.random() < 0.06 * (1.3 - niat)
    pagu = 0 if none else int(rng.lognormal(17.6, 0.7)) // 500_000 * 500_000 + 5_000_000
    spent = float(rng.uniform(0.4 + 0.4 * niat, 0.99)) if isinstance(periode, str) else float(rng.uniform(0.05, 0.25 + 0.4 * niat))
    realisasi = int(pagu * spent) // 1000 * 1000
    apbd = "APBD provinsi" if kantor.wilayah == PROVINSI else "APBD kabupaten/kota"
    return {
        "wilayah": kantor.wilayah,
        "kode_wilayah_tertulis": kantor.wilayah,
        "opd": kantor.kode_opd,
        "periode": periode,
        "kegiatan": kegiatan,
        "pagu": pagu,
        "realisasi": realisasi,
        "serapan_persen": round(100 * realisasi / pagu, 1) if pagu else None,
        "sumber_dana": "tanpa anggaran" if none else choose(rng, (apbd,) * 14 + ("insentif daerah", "insentif daerah", "hibah", "CSR")),
    }


def tell_inovasi(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """New ideas of agencies, collected by the research agency every year."""
    for tahun in dunia.tahun:
        for kantor in dunia.kantor_di(PROVINSI):
            if rng.random() > 0.08 + 0.22 * dunia.niat(kantor.watak, tahun):
                continue
            nama, uraian = choose(rng, _INOVASI)  # type: ignore[misc]
            yield Butir(
                "inovasi",
                f"BRIDA@{PROVINSI}",
                str(tahun),
                {
                    "wilayah": PROVINSI,
                    "kode_wilayah_tertulis": PROVINSI,
                    "opd": kantor.kode_opd,
                    "nama_inovasi": f"{nama} {dunia.nama_opd[kantor.kode_opd].split()[-1]}",
                    "tahun": tahun,
                    "sumber_dana": choose(rng, ("APBD provinsi", "CSR", "insentif daerah", "tanpa anggaran")),
                    "status": choose(rng, ("gagasan", "uji coba", "penerapan", "penerapan", "berhenti")),
                    "sasaran": choose(rng, ("pelajar", "pegawai", "warga desa", "keluarga")),
                    "uraian": uraian,
                    "tautan": f"https://contoh.go.id/inovasi/{kantor.kode_opd.lower()}-{tahun}" if rng.random() < 0.6 else None,
                },
            )
