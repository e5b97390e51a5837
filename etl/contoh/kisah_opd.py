"""What the agencies did: meetings with their follow-ups, urine tests, actions per half-year, staff, budgets, innovations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from numpy.random import Generator

from etl.contoh.dunia import (
    BER_BNNK,
    BOBOT_OPD,
    HARI_PARUH_WAKTU,
    OPD_KABKOTA,
    PARUH_WAKTU,
    PROVINSI,
    Butir,
    Dunia,
    Semester,
    membaik,
    split_whole,
)
from etl.contoh.ejaan import choose
from etl.contoh.lembar import TANDAI, Tanaman

_ACARA = (
    "Rapat koordinasi Tim Terpadu P4GN",
    "Rapat kerja pelaksanaan RAN P4GN",
    "Evaluasi rencana aksi daerah P4GN",
    "Audiensi pelaksanaan tes urine pegawai",
    "Sosialisasi bahaya narkotika bagi pegawai",
    "Rapat persiapan pencanangan Desa Bersinar",
    "Monitoring dan evaluasi Desa Bersinar",
    "Bimbingan teknis pelaporan rencana aksi",
    "Forum komunikasi pencegahan narkotika",
    "Asistensi pembentukan satuan tugas anti narkotika",
)
_JENIS = ("rakor", "raker", "monev", "audiensi", "sosialisasi", "rapat", "monev", "bimtek", "forum", "asistensi")
_TEMPAT = (
    "Aula Kantor Bupati",
    "Ruang Rapat Setda",
    "Aula Kesbangpol",
    "Gedung Serbaguna",
    "Hotel Melati Banua",
    "Ruang Rapat Bappeda",
    "Daring",
)
_KESIMPULAN = (
    "Setiap OPD melaksanakan tes urine paling sedikit satu kali setahun",
    "OPD menunjuk satu petugas pelapor rencana aksi",
    "Laporan B06 dikirim paling lambat tanggal 15 Juli",
    "SK Tim Terpadu diperbarui sebelum masa berlakunya habis",
    "Anggaran kegiatan dimasukkan dalam RKPD tahun berikut",
    "Desa Bersinar mendapat pendampingan setiap triwulan",
    "Satuan tugas anti narkotika dibentuk di setiap OPD",
    "Materi bahaya narkotika dimasukkan dalam pelatihan dasar",
    "Hasil tes urine yang reaktif ditindaklanjuti dengan asesmen",
    "Kecamatan membentuk tim terpadu tingkat kecamatan",
    "Data kawasan rawan diperbarui bersama BNN",
    "Penggiat desa dibekali kembali pada semester berikut",
)
_STATUS = ("selesai", "berjalan", "belum", "ditunda")
_SASARAN = ("ASN", "PNS dan PPPK", "pejabat struktural", "tenaga kontrak", "CPNS")
_ZAT = ("BZO", "MET", "AMP", "THC", "MOP", "SOMA")
_INOVASI = (
    "Kartu Janji Bersih",
    "Posko Teman Cerita",
    "Apel Senin Bersinar",
    "Kelas Orang Tua Tangguh",
    "Pojok Literasi Anti Narkotika",
    "Lapor Cepat Satu Pintu",
    "Duta Pelajar Bersinar",
    "Pasar Bebas Narkotika",
    "Sungai Bersih Hati Bersih",
    "Kader Desa Peduli",
)
# Shares of agencies that did each action in a first year of reporting, as found in one regency.
_TAHUN_PERTAMA = {"sosialisasi": 0.32, "tes urine": 0.24, "regulasi": 0.71, "satgas": 0.59}
_AKSI_RAD = (
    ("Sosialisasi bahaya narkotika kepada pegawai", "Jumlah pegawai yang mengikuti sosialisasi", "orang", "BAKESBANGPOL"),
    ("Tes urine pegawai", "Jumlah pegawai yang dites", "orang", "DINKES"),
    ("Pembinaan Desa Bersinar", "Jumlah desa yang dibina", "desa", "DPMD"),
    ("Pembekalan penggiat anti narkotika", "Jumlah penggiat yang dibekali", "orang", "BAKESBANGPOL"),
    ("Materi anti narkotika di sekolah", "Jumlah sekolah yang memakai materi", "sekolah", "DISDIKBUD"),
)
AWAL_KIRIM_SENDIRI = 2  # years after the beginning from which agencies send their own reports; before, Kesbangpol compiled them
BERTUGAS_DIKLAT = frozenset({"BPSDMD", "BKD", "DISDIKBUD"})


def tell_rapat(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Meetings of the province, each kab/kota and the narcotics agency, and what was agreed in them."""
    hosts = [(f"BAKESBANGPOL@{PROVINSI}", PROVINSI, 7), (f"BNNP@{PROVINSI}", PROVINSI, 4), *((w.kode, w.kode, 4) for w in dunia.kabkota)]
    for pengirim, kode, per_tahun in hosts:
        for tahun in dunia.tahun:
            days = {dunia.hari(rng, date(tahun, 1, 10), date(tahun, 12, 20)) for _ in range(int(rng.poisson(per_tahun)) + 1)}
            for ke, day in enumerate(sorted(days), start=1):
                yield from _tell_one_rapat(dunia, rng, pengirim, kode, day, ke)


def _tell_one_rapat(dunia: Dunia, rng: Generator, pengirim: str, kode: str, day: date, ke: int) -> Iterator[Butir]:
    nomor = int(rng.integers(len(_ACARA)))
    id_rapat = f"R-{kode.replace('.', '')}-{pengirim[:3]}-{day.year}-{ke:02d}"
    invited = list(BOBOT_OPD) if kode == PROVINSI else list(OPD_KABKOTA)
    present = sorted(set(rng.choice(invited, size=int(rng.integers(4, min(18, len(invited)))), replace=False).tolist()))
    agreed = [_KESIMPULAN[i] for i in rng.choice(len(_KESIMPULAN), size=int(rng.integers(2, 6)), replace=False)]
    yield Butir(
        "rapat",
        pengirim,
        str(day.year),
        {
            "id": id_rapat,
            "tanggal_tertulis": day,
            "jenis": _JENIS[nomor],
            "judul_ringkas": f"{_ACARA[nomor]} Tahun {day.year}",
            "tempat": choose(rng, _TEMPAT),
            "wilayah": kode,
            "kode_kabkota": kode,
            "penyelenggara": "BNNP Kalimantan Selatan" if pengirim.startswith("BNNP") else "Badan Kesatuan Bangsa dan Politik",
            "pimpinan_jabatan": choose(rng, ("Kepala Badan Kesbangpol", "Asisten I", "Kepala BNNP", "Sekretaris Daerah")),
            "jumlah_peserta": int(len(present) * rng.uniform(1.0, 3.5)),
            "instansi_hadir": tuple(present),
            "kesimpulan": tuple(agreed),
        },
    )
    for urutan, uraian in enumerate(agreed[: int(rng.integers(1, len(agreed) + 1))], start=1):
        yield Butir("tindak_lanjut", pengirim, str(day.year), _tell_tindak_lanjut(dunia, rng, id_rapat, kode, day, urutan, uraian, invited))


def _tell_tindak_lanjut(
    dunia: Dunia, rng: Generator, id_rapat: str, kode: str, day: date, urutan: int, uraian: str, invited: list[str]
) -> dict[str, object]:
    due = day + timedelta(days=int(rng.integers(20, 180))) if rng.random() < 0.6 else None
    done_on = day + timedelta(days=int(rng.integers(15, 260)))
    status = "selesai" if rng.random() < 0.62 and done_on < dunia.sampai else str(choose(rng, _STATUS[1:]))
    return {
        "id": f"TL{id_rapat[1:]}-{urutan}",
        "id_rapat": id_rapat,
        "tanggal_rapat": day,
        "uraian": uraian,
        "penanggung_jawab": choose(rng, invited),
        "wilayah": kode,
        "kode_kabkota": kode,
        "batas_waktu": due,
        "status": status,
        "tanggal_selesai": done_on if status == "selesai" else None,
    }


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
        for kode_opd, pns in dunia.pns.items():
            if rng.random() > membaik(tahun - dunia.mulai.year, _TAHUN_PERTAMA["tes urine"]) + 0.15 * dunia.rajin[f"{kode_opd}@{PROVINSI}"]:
                continue
            for ke in range(1, int(rng.integers(1, 4))):
                isi = _tell_one_tes(dunia, rng, kode_opd, PROVINSI, tahun, pns, ke)
                sender = kode_opd if tahun >= dunia.mulai.year + AWAL_KIRIM_SENDIRI - 1 else "BAKESBANGPOL"
                yield Butir("tes_urine", f"{sender}@{PROVINSI}", str(tahun), isi)
                if rng.random() < 0.12:
                    yield _twin(isi, f"BNNP@{PROVINSI}", tahun)
        for wilayah in dunia.kabkota:
            for ke, kode_opd in enumerate(OPD_KABKOTA, start=1):
                if rng.random() > membaik(tahun - dunia.mulai.year, 0.3):
                    continue
                isi = _tell_one_tes(dunia, rng, kode_opd, wilayah.kode, tahun, int(rng.integers(40, 260)), ke)
                yield Butir("tes_urine", wilayah.kode, str(tahun), isi)
                if wilayah.kode in BER_BNNK and rng.random() < 0.08:
                    yield _twin(isi, sender_bnnk(wilayah.kode), tahun)
            if wilayah.kode in BER_BNNK:
                for ke in range(1, 5):
                    isi = _tell_one_tes(
                        dunia,
                        rng,
                        str(choose(rng, ("SETWAN", "DISDUKCAPIL", "DISHUB", "DINSOS"))),
                        wilayah.kode,
                        tahun,
                        int(rng.integers(20, 90)),
                        50 + ke,
                    )
                    yield Butir(
                        "tes_urine",
                        sender_bnnk(wilayah.kode),
                        str(tahun),
                        {**isi, "kelompok_sasaran": choose(rng, ("tenaga kontrak", "pejabat struktural"))},
                    )


def _twin(isi: dict[str, object], pengirim: str, tahun: int) -> Butir:
    """The same test as the narcotics agency reports it, without the agency's own number."""
    plant = (Tanaman("kegiatan yang sama dari dua pengirim", None, TANDAI, str(isi["id"])),)
    return Butir("tes_urine", pengirim, str(tahun), {**isi, "id": None}, plant)


def sender_bnnk(kode: str) -> str:
    """The sender key of the narcotics agency of a kab/kota."""
    return f"{'BNNKOTA' if kode[3] == '7' else 'BNNK'}@{kode}"


def _tell_one_tes(dunia: Dunia, rng: Generator, kode_opd: str, kode: str, tahun: int, pegawai: int, ke: int) -> dict[str, object]:
    """One test from the staff invited down to those whose result was confirmed; the parts always add up."""
    day = dunia.hari(rng, date(tahun, 1, 8), date(tahun, 12, 18))
    sasaran = max(12, int(pegawai * rng.uniform(0.2, 0.9)))
    hadir = max(8, int(sasaran * rng.uniform(0.6, 0.98)))
    dites = max(8, int(hadir * rng.uniform(0.7, 1.0)))
    invalid = int(rng.binomial(dites, 0.003))
    reaktif = int(rng.binomial(dites - invalid, float(choose(rng, (0.0, 0.0, 0.005, 0.01, 0.02)))))
    resep = int(rng.binomial(reaktif, 0.7))
    zat = _share_zat(rng, reaktif)
    laki = int(rng.binomial(sasaran, 0.55))
    return {
        "id": f"T-{kode.replace('.', '')}-{kode_opd}-{tahun}-{ke:02d}",
        "tanggal_tertulis": day,
        "wilayah": kode,
        "kode_kabkota": kode,
        "instansi": kode_opd,
        "kelompok_sasaran": choose(rng, _SASARAN),
        "tempat": choose(rng, _TEMPAT),
        "anggaran": choose(rng, ("DIPA", "NON DIPA")),
        "jumlah_sasaran": sasaran,
        "jumlah_sasaran_l": laki,
        "jumlah_sasaran_p": sasaran - laki,
        "jumlah_hadir": hadir,
        "jumlah_dites": dites,
        "jumlah_negatif": dites - invalid - reaktif,
        "jumlah_invalid": invalid,
        "jumlah_reaktif_positif": reaktif,
        **{f"jumlah_{nama.lower()}": dict(zat).get(nama, 0) for nama in _ZAT},
        "keterangan_positif": zat or None,
        "dengan_resep": resep,
        "terkonfirmasi": reaktif - resep,
        "asesmen": reaktif - resep,
        "pelaksana": choose(rng, ("Labkesda", "BNNP Kalimantan Selatan", "RSUD setempat")),
    }


def _share_zat(rng: Generator, reaktif: int) -> tuple[tuple[str, int], ...]:
    """Reactive people by substance, most of them on a prescribed sedative."""
    if not reaktif:
        return ()
    shares = rng.multinomial(reaktif, (0.6, 0.15, 0.1, 0.05, 0.05, 0.05))
    return tuple((zat, int(n)) for zat, n in zip(_ZAT, shares, strict=True) if n)


def tell_aksi(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """The actions of every agency per half-year, with the day its report was sent; who reports nothing has no row."""
    offices = [(f"{kode}@{PROVINSI}", kode, PROVINSI, pns) for kode, pns in dunia.pns.items()]
    offices += [(w.kode, kode, w.kode, int(rng.integers(40, 260))) for w in dunia.kabkota for kode in OPD_KABKOTA]
    for pengirim, kode_opd, kode, pns in offices:
        kumulatif = bool(rng.random() < 0.6)
        before: dict[str, object] = {}
        for half in dunia.semester:
            first_year = half.tahun - dunia.mulai.year
            if half.ke == 1:
                before = {}
            if rng.random() > min(0.95, 0.4 + 0.12 * first_year + 0.4 * dunia.rajin[pengirim]):
                continue
            isi = _tell_one_aksi(dunia, rng, kode_opd, kode, half, pns, before)
            if half.ke == 2:
                isi["jenis_angka"] = "kumulatif" if kumulatif else "per_periode"
                isi |= {key: isi[key] + before.get(key, 0) for key in _DIJUMLAH} if kumulatif else {}  # type: ignore[operator]
            before = isi
            own = kode != PROVINSI or first_year >= AWAL_KIRIM_SENDIRI
            yield Butir("aksi_opd", pengirim if own else f"BAKESBANGPOL@{PROVINSI}", half.kode, isi)


_DIJUMLAH = ("sosialisasi_kegiatan", "sosialisasi_peserta", "sosialisasi_peserta_asn")


def _tell_one_aksi(
    dunia: Dunia, rng: Generator, kode_opd: str, kode: str, half: Semester, pns: int, before: dict[str, object]
) -> dict[str, object]:
    def done(aksi: str) -> bool:
        return bool(rng.random() < membaik(half.tahun - dunia.mulai.year, _TAHUN_PERTAMA[aksi]))

    kegiatan = int(rng.integers(1, 5)) if done("sosialisasi") else 0
    peserta = int(pns * rng.uniform(0.05, 0.6)) + 5 if kegiatan else 0
    regulasi = "ada" if before.get("regulasi_status") == "ada" or done("regulasi") else str(choose(rng, ("draf", "belum")))
    satgas = "ada" if before.get("satgas_status") == "ada" or done("satgas") else "belum"
    sent = min(half.akhir + timedelta(days=int(rng.gamma(2.0, 9.0)) + 1), dunia.sampai - timedelta(days=1))
    diklat = int(rng.integers(2, 12)) if kode_opd in BERTUGAS_DIKLAT else None
    return {
        "wilayah": kode,
        "kode_wilayah_tertulis": kode,
        "opd": kode_opd,
        "periode": half,
        "sosialisasi_kegiatan": kegiatan,
        "sosialisasi_peserta": peserta,
        "sosialisasi_peserta_asn": int(peserta * rng.uniform(0.5, 1.0)),
        "regulasi_status": regulasi,
        "satgas_status": satgas,
        "regulasi_jenis": choose(rng, ("surat edaran", "surat keputusan", "instruksi")) if regulasi == "ada" else None,
        "regulasi_nomor": f"300/{int(rng.integers(1, 400))}/{kode_opd}/{half.tahun}" if regulasi == "ada" else None,
        "regulasi_tanggal": dunia.hari(rng, half.awal, half.akhir) if regulasi == "ada" else None,
        "satgas_sk_nomor": f"188/{int(rng.integers(1, 400))}/{half.tahun}" if satgas == "ada" else None,
        "satgas_penggiat": int(rng.integers(2, 12)) if satgas == "ada" else 0,
        "diklat_jumlah": diklat,
        "diklat_bermateri": int(rng.integers(0, diklat + 1)) if diklat else None,
        "diklat_peserta": diklat * 30 if diklat else None,
        "laporan_b06" if half.ke == 1 else "laporan_b12": sent,
    }


def tell_rad_aksi(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """The actions of the yearly plans of the province and each kab/kota, with what was reached by June and by December."""
    for kode, pengirim in [(PROVINSI, f"BAKESBANGPOL@{PROVINSI}"), *((w.kode, w.kode) for w in dunia.kabkota)]:
        for tahun in dunia.tahun:
            if date(tahun, 12, 31) >= dunia.sampai or rng.random() > membaik(tahun - dunia.mulai.year, 0.6):
                continue
            for aksi, ukuran, satuan, kode_opd in _AKSI_RAD:
                target = int(rng.integers(2, 12)) * 10
                b12 = int(target * rng.uniform(0.4, 1.0))
                yield Butir(
                    "rad_aksi",
                    pengirim,
                    str(tahun),
                    {
                        "wilayah": kode,
                        "kode_wilayah_tertulis": kode,
                        "aksi": aksi,
                        "ukuran": ukuran,
                        "opd_pelaksana": kode_opd,
                        "periode": str(tahun),
                        "satuan": satuan,
                        "target": target,
                        "realisasi_b06": int(b12 * rng.uniform(0.2, 0.6)),
                        "realisasi_b12": b12,
                        "jenis_angka": "kumulatif",
                        "kendala": choose(rng, (None, None, "Jadwal narasumber terbatas", "Anggaran cair pada semester kedua")),
                    },
                )


def tell_pegawai(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Headcounts at every half-year's end: the province in one column per category, each kab/kota in one row per category."""
    paruh_waktu = split_whole(PARUH_WAKTU, list(BOBOT_OPD.values()))
    for urutan, (kode_opd, pns) in enumerate(dunia.pns.items()):
        for half in dunia.semester:
            after = half.akhir >= HARI_PARUH_WAKTU
            drift = 1 - 0.006 * (2 * (half.tahun - dunia.mulai.year) + half.ke - 1)
            counts = {
                "jumlah_pns": round(pns * drift),
                "jumlah_pppk": round(pns * 0.12 * (1 + half.tahun - dunia.mulai.year)),
                "jumlah_pppk_pw": paruh_waktu[urutan] if after else 0,
                "jumlah_cpns": round(pns * 0.03) if half.tahun % 2 else 0,
                "jumlah_non_asn": 0 if after else round(pns * 0.6),
            }
            where = {"wilayah": PROVINSI, "kode_wilayah_tertulis": PROVINSI, "opd": kode_opd, "tanggal_keadaan": half.akhir}
            yield Butir("pegawai_lebar", f"BKD@{PROVINSI}", half.kode, {**where, **counts, "jumlah_semua": sum(counts.values())})
    for wilayah in dunia.kabkota:
        for kode_opd in OPD_KABKOTA:
            pns = int(rng.integers(40, 260))
            for half in dunia.semester:
                if half.ke == 2:
                    for kategori, jumlah in (("PNS", pns), ("PPPK", int(pns * 0.2))):
                        where = {
                            "wilayah": wilayah.kode,
                            "kode_wilayah_tertulis": wilayah.kode,
                            "opd": kode_opd,
                            "tanggal_keadaan": half.akhir,
                        }
                        yield Butir("pegawai", wilayah.kode, half.kode, {**where, "kategori": kategori, "jumlah": jumlah})


def tell_anggaran(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Money set aside and spent per agency and year that has ended."""
    for tahun in dunia.tahun:
        if date(tahun, 12, 31) >= dunia.sampai:
            continue
        offices = [(f"BPKAD@{PROVINSI}", kode, PROVINSI) for kode in BOBOT_OPD] + [
            (w.kode, kode, w.kode) for w in dunia.kabkota for kode in OPD_KABKOTA
        ]
        for pengirim, kode_opd, kode in offices:
            if rng.random() > membaik(tahun - dunia.mulai.year, 0.55):
                continue
            pagu = int(rng.lognormal(17.6, 0.7)) // 500_000 * 500_000 + 5_000_000
            realisasi = int(pagu * rng.uniform(0.55, 0.99)) // 1000 * 1000
            yield Butir(
                "anggaran",
                pengirim,
                str(tahun),
                {
                    "wilayah": kode,
                    "kode_wilayah_tertulis": kode,
                    "opd": kode_opd,
                    "periode": str(tahun),
                    "kegiatan": "Fasilitasi P4GN",
                    "pagu": pagu,
                    "realisasi": realisasi,
                    "serapan_persen": round(100 * realisasi / pagu, 1),
                    "sumber_dana": "APBD provinsi" if kode == PROVINSI else "APBD kabupaten/kota",
                },
            )


def tell_inovasi(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """New ideas of agencies, collected by the research agency every year."""
    for tahun in dunia.tahun:
        for kode_opd in BOBOT_OPD:
            if rng.random() < 0.2:
                yield Butir(
                    "inovasi",
                    f"BRIDA@{PROVINSI}",
                    str(tahun),
                    {
                        "wilayah": PROVINSI,
                        "kode_wilayah_tertulis": PROVINSI,
                        "opd": kode_opd,
                        "nama_inovasi": f"{choose(rng, _INOVASI)} {dunia.nama_opd[kode_opd].split()[-1]}",
                        "tahun": tahun,
                        "sumber_dana": choose(rng, ("APBD provinsi", "CSR", "insentif daerah", "tanpa anggaran")),
                        "status": choose(rng, ("gagasan", "uji coba", "penerapan")),
                        "sasaran": choose(rng, ("pelajar", "pegawai", "warga desa", "keluarga")),
                    },
                )
