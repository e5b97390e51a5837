"""Briefings made by hand: every kind of slide, with few, many, tied, and no rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from p4gn.geography.gambar import nama_gambar, read_gambar
from p4gn.geography.wilayah import peta_index
from p4gn.indicators.states import KEADAAN
from p4gn.paparan import isi
from p4gn.scoring.hasil import STATUS

KEPALA = isi.Kepala(
    "2026-11-25-contoh-00000000",
    "Edisi contoh",
    "sementara",
    date(2026, 6, 20),
    "63",
    "Provinsi Kalimantan Selatan",
    "2026",
    "Tahun 2026",
    contoh="Seluruh angka rekaan untuk mencoba dasbor, bukan keadaan sebenarnya.",
)
RUPA = ("hijau", "kuning", "merah", "belum_lapor", "tanpa_nilai")
DINAS = (
    "Dinas Kesehatan",
    "Badan Kesatuan Bangsa dan Politik",
    "Dinas Pendidikan dan Kebudayaan",
    "Satuan Polisi Pamong Praja",
    "Inspektorat Daerah",
)


def make_deck(banyak: int = 13, contoh: bool = True) -> isi.Deck:
    """One slide of each kind; lists, bars and tiles have so many rows."""
    kepala = KEPALA if contoh else replace(KEPALA, contoh="", judul_edisi="Edisi publik")
    return isi.Deck(
        kepala,
        (
            _slide("sampul", "Sampul", "Paparan P4GN Provinsi Kalimantan Selatan", make_sampul(kepala)),
            _slide("angka", "Ringkasan", "24 dari 42 OPD sudah hijau, empat masih merah", make_angka()),
            _slide(
                "peta",
                "Cakupan tes urine",
                "Cakupan terendah di Kotabaru, hanya 41,2% ASN dites",
                make_peta(),
                catatan="Klik wilayah untuk masuk.",
            ),
            _slide("ubin", "Kepatuhan OPD", f"{banyak} OPD dinilai, sebagian besar hijau", make_ubin(banyak)),
            _slide("daftar", "OPD yang perlu dibina", f"{banyak} OPD belum memenuhi kewajibannya", make_daftar(banyak), tindakan="catat"),
            _slide("batang", "Kepatuhan kab/kota", "Tapin paling tertinggal, skornya 41,0 dari 100", make_batang(banyak)),
            _slide("garis", "Tren", "Cakupan tes urine naik tiga tahun berturut-turut", make_garis()),
            _slide("sebar", "Tes urine", "Semua kabupaten masih dalam batas wajar", make_sebar(banyak)),
            _slide("kosong", "Keputusan hari ini", "Belum ada keputusan yang dicatat hari ini", make_daftar(0)),
        ),
    )


def _slide(
    kunci: str, bagian: str, judul: str, content: isi.Isi, catatan: str = "Sebutkan angka ini lebih dahulu.", tindakan: str = ""
) -> isi.Slide:
    return isi.Slide(
        kunci,
        kunci,
        bagian,
        judul,
        content,
        "Satu baris keterangan.",
        catatan,
        "Laporan OPD dan BNN",
        "kepatuhan-opd",
        {"wilayah": "63"},
        tindakan=tindakan,
    )


def make_sampul(kepala: isi.Kepala) -> isi.Sampul:
    return isi.Sampul(
        kepala.wilayah, kepala.nama_periode, kepala.edisi, "20 Juni 2026", kepala.status, (("Disiapkan untuk", "Forkopimda"),)
    )


def make_angka(banyak: int = 6) -> isi.Angka:
    kartu = isi.KartuAngka(
        "OPD hijau", "24", "dari 42", "12 kuning, 4 merah.", "2025: 20 dari 42", "Target 80% OPD", 24, 42, "kepatuhan-opd"
    )
    cakupan = isi.KartuAngka("Cakupan tes urine ASN", "81,6%", "", "Tertinggal: Dinas A (12,0%).", "2025: 64,0%", "Target 100%", 81.6)
    kosong = isi.KartuAngka("Desa Bersinar", "–", "", "Belum ada laporan.", "", "Target belum ditetapkan")
    return isi.Angka((kartu, cakupan, kosong, kartu, cakupan, kartu)[:banyak])


def make_ubin(banyak: int) -> isi.Ubin:
    petak = tuple(isi.Petak(f"D{n}@63", f"DIN{n:03d}", f"{DINAS[n % len(DINAS)]} {n}", RUPA[n % len(RUPA)], "67,5") for n in range(banyak))
    count = {rupa: sum(each.rupa == rupa for each in petak) for rupa in RUPA}
    return isi.Ubin(petak, tuple((rupa, STATUS[rupa].kata, number) for rupa, number in count.items() if number), "OPD")


def make_daftar(banyak: int) -> isi.Daftar:
    kolom = (
        isi.KolomDaftar("OPD", 2),
        isi.KolomDaftar("Yang kurang", 3),
        isi.KolomDaftar("Terlambat", 1, True, "angka"),
        isi.KolomDaftar("Batas", 1, False, "tanggal"),
    )
    baris = tuple(
        (
            isi.Sel(f"{DINAS[n % len(DINAS)]} {n}", rupa=RUPA[n % len(RUPA)]),
            isi.Sel(f"{n + 3} pegawai lagi dites; laporan B06 2026; SK satgas"),
            isi.Sel("belum lapor", None, "belum_lapor") if n % 7 == 3 else isi.Sel(f"{n + 10} hari", n + 10),
            isi.Sel("30 Jun 2026", date(2026, 6, 30)),
        )
        for n in range(banyak)
    )
    return isi.Daftar(kolom, baris, "Tidak ada OPD yang perlu dibina.", benda="OPD")


def make_batang(banyak: int) -> isi.Batang:
    baris = tuple(
        isi.Batangan(f"63.{n:02d}", f"Hulu Sungai {n}", None if n % 9 == 4 else float(40 + n % 55), "belum lapor" if n % 9 == 4 else f"{40 + n % 55},0",
                     "belum_lapor" if n % 9 == 4 else RUPA[n % 3], n < 6)
        for n in range(banyak)
    )  # fmt: skip
    return isi.Batang("poin", 100.0, baris, "kabupaten/kota", 80.0, "Hijau mulai 80", 1)


def make_garis() -> isi.Garis:
    periode = ("2022", "2023", "2024", "2025", "2026*")
    seri = (
        isi.Seri(
            "Kalimantan Selatan",
            (None, 40.0, 52.5, 64.0, 81.6),
            ("belum ada", "40,0%", "52,5%", "64,0%", "81,6%"),
            (False, False, True, True, False),
        ),
        isi.Seri(
            "Hulu Sungai Selatan",
            (10.0, 20.0, None, 60.0, 70.0),
            ("10,0%", "20,0%", "belum ada", "60,0%", "70,0%"),
            (False, True, False, False, True),
            True,
        ),
    )
    return isi.Garis("persen", periode, seri, 100.0, 90.0, "Target 90%", ((3, "Cara menghitung berubah"),), 1)


def make_sebar(banyak: int) -> isi.Sebar:
    titik = tuple(
        isi.TitikSebar(f"Wilayah {n}", 100.0 + 50 * n, 1.0 + (n % 5) / 2, f"{1 + (n % 5) / 2:.1f}%".replace(".", ","))
        for n in range(banyak)
    )
    batas = tuple((x, 2 + 60 / x) for x in (100.0, 300.0, 600.0, 1000.0))
    return isi.Sebar("Orang dites", "Reaktif (%)", titik, (("Batas 95%", batas),))


def make_peta() -> isi.Peta:
    """The province, with one kab/kota to drill into."""
    return _peta("63", "kabkota", {"63.06": _peta("63.06", "kecamatan", {})})


def _peta(induk: str, per: str, anak: dict[str, isi.Peta]) -> isi.Peta:
    bentuk = read_gambar(induk, per)["bentuk"]
    daerah = tuple(_daerah(n, each["kode"], each["nama"]) for n, each in enumerate(bentuk))
    kelas = ("kurang dari 20%", "20% s.d. <40%", "40% s.d. <60%", "60% s.d. <80%", "80% ke atas")
    return isi.Peta(
        induk, per, "Cakupan tes urine ASN", "persen", kelas, daerah, peta_index("63")["versi"], nama_gambar(induk, per),
        f"Cakupan di {induk}", "Kalimantan Selatan" if induk == "63" else "Hulu Sungai Selatan", anak=anak
    )  # fmt: skip


def _daerah(n: int, kode: str, nama: str) -> isi.Daerah:
    if n % 6 == 5:
        return isi.Daerah(kode, nama, "belum_lapor", None, None, KEADAAN["belum_lapor"].kata)
    nilai = float(10 + 15 * n % 90)
    return isi.Daerah(kode, nama, "ada", min(4, int(nilai // 20)), nilai, f"{nilai:.1f}%".replace(".", ","), "ABCDEF"[n] if n < 6 else "")
