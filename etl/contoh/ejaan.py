"""How people write a value: dates, counts, regions, agencies and small words, from tidy to hopeless, each with what must come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from numpy.random import Generator

from etl.contoh.lembar import TANDAI, TERIMA, TOLAK, Galat, Rumus
from p4gn.geography.wilayah import get_wilayah

BULAN = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
NBSP = "\u00a0"
_BULAN_LAIN = ("Jan.", "Pebruari", "Mrt", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt.", "Nopember", "Des")
_NOL_EXCEL = date(1899, 12, 30)

# What people call the 42 agencies of the province besides the full name.
SINGKATAN_OPD = {
    "SETDA": "Setda Prov",
    "SETWAN": "Setwan",
    "ITDA": "Inspektorat Daerah",
    "DISDIKBUD": "Disdikbud",
    "DINKES": "Dinkes",
    "PUPR": "Dinas PUPR",
    "DISPERKIM": "Dinas Perkim",
    "SATPOLPP": "Satpol PP",
    "DINSOS": "Dinsos",
    "DISNAKERTRANS": "Disnakertrans",
    "DP3AKB": "DPPPAKB",
    "DISDUKCAPILKB": "Disdukcapil KB",
    "DPMD": "Dinas PMD",
    "DLH": "DLH",
    "DISHUB": "Dishub",
    "DISKOMINFO": "Diskominfo",
    "DISKOPUKM": "Dinas Koperasi dan UKM",
    "DPMPTSP": "DPMPTSP",
    "DISPORA": "Dispora",
    "DISPERSIP": "Dispersip",
    "DISPAR": "Dispar",
    "DISLUTKAN": "Dislutkan",
    "DISTANTPH": "Dinas TPH",
    "DKPANGAN": "Disketapang",
    "DISBUNNAK": "Disbunnak",
    "DISHUT": "Dishut",
    "ESDM": "Dinas ESDM",
    "DISDAG": "Disdag",
    "DISPERIN": "Disperin",
    "BAPPEDA": "Bappeda",
    "BPKAD": "BPKAD",
    "BAPENDA": "Bapenda",
    "BKD": "BKD",
    "BPSDMD": "BPSDMD",
    "BRIDA": "Brida",
    "BAKESBANGPOL": "Bakesbangpol",
    "BPBD": "BPBD",
    "PENGHUBUNG": "Badan Penghubung Daerah",
    "RSUD-ULIN": "RS Ulin",
    "RSUD-AS": "RSUD Ansari Saleh",
    "RSJD-SL": "RS Sambang Lihum",
    "RSGM": "RSGM",
}
# Short names of regions that mean one place and no other.
SINGKATAN_WILAYAH = {
    "63.01": ("Tala", "Kab. Tanah Laut"),
    "63.02": ("Kota Baru", "Kab. Kotabaru"),
    "63.03": ("Kab. Banjar",),
    "63.04": ("Batola", "Kab. Batola"),
    "63.05": ("Kab. Tapin", "Tapin"),
    "63.06": ("HSS", "Kab. HSS"),
    "63.07": ("HST", "Kab. HST"),
    "63.08": ("HSU", "Kab. HSU"),
    "63.09": ("Tabalong", "Kab. Tabalong"),
    "63.10": ("Tanbu", "Kab. Tanah Bumbu"),
    "63.11": ("Balangan", "Kab. Balangan"),
    "63.71": ("Banjarmasin", "Bjm"),
    "63.72": ("Banjar Baru", "Bjb"),
}


@dataclass(frozen=True, slots=True)
class Tulisan:
    """One way to write a value: the cell, the name of what was done, and what must come of it."""

    sel: object
    jenis: str
    harus: str = TERIMA


@dataclass(frozen=True, slots=True)
class Gaya:
    """The habits of one sender, kept through a file."""

    tanggal: str
    opd: str
    wilayah: str
    ribuan_titik: bool
    periode: str = "semester"
    teks: bool = False  # a text file, in which no cell has a type of its own


def choose(rng: Generator, items: Sequence) -> object:
    """One of the items as it is (numpy would change its type)."""
    return items[int(rng.integers(len(items)))]


def choose_gaya(rng: Generator) -> Gaya:
    """The habits of a sender."""
    return Gaya(
        str(choose(rng, ("sel", "sel", "sel", "angka", "angka nol", "panjang", "panjang", "hari", "hari kurung", "iso", "strip"))),
        str(choose(rng, ("baku", "baku", "baku", "singkat", "besar", "wilayah"))),
        str(choose(rng, ("resmi", "resmi", "resmi", "kab", "besar"))),
        bool(rng.random() < 0.2),
        str(choose(rng, ("semester", "tahun", "b"))),
    )


# -- dates --------------------------------------------------------------------------------------------------------------


def write_tanggal(day: date, gaya: Gaya) -> object:
    """A date as this sender always writes it."""
    forms = {
        "sel": lambda: day,
        "angka": lambda: f"{day.day}/{day.month}/{day.year}",
        "angka nol": lambda: f"{day:%d/%m/%Y}",
        "panjang": lambda: show_tanggal(day),
        "hari": lambda: f"{HARI[day.weekday()]}, {show_tanggal(day)}",
        "hari kurung": lambda: f"{HARI[day.weekday()]} ({day.day}/{day.month}/{day.year})",
        "iso": lambda: day.isoformat(),
        "strip": lambda: f"{day:%d-%m-%Y}",
    }
    return forms[gaya.tanggal]()


def show_tanggal(day: date) -> str:
    """'14 Maret 2024'."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


def spell_tanggal(day: date, rng: Generator, teks: bool) -> Tulisan:
    """An unusual spelling that still says exactly which day; a text file has no day numbers."""
    forms = (
        *(() if teks else (Tulisan((day - _NOL_EXCEL).days, "nomor seri Excel"),)),
        Tulisan(f"{day.day} {_BULAN_LAIN[day.month - 1]} {day.year}", "nama bulan disingkat"),
        Tulisan(f"{HARI[day.weekday()]} / {show_tanggal(day)}", "hari dan tanggal"),
        Tulisan(f"{HARI[day.weekday()].upper()},{NBSP}{show_tanggal(day).upper()}{NBSP}", "spasi tak putus"),
        Tulisan(f"{day.day}.{day.month}.{day.year}", "tanggal bertitik"),
        Tulisan(f"  {show_tanggal(day)}  ", "spasi berlebih"),
        Tulisan(f"{show_tanggal(day)}<br>", "sisa HTML"),
    )
    return choose(rng, forms)  # type: ignore[return-value]


def range_tanggal(day: date, rng: Generator) -> Tulisan | None:
    """Two or three days in one cell; None where the days would leave the month."""
    last = day + timedelta(days=int(rng.integers(1, 3)))
    if last.month != day.month:
        return None
    sign = choose(rng, ("-", "–", " s.d. ", " sampai ", " s/d "))
    return Tulisan(f"{day.day}{sign}{last.day} {BULAN[day.month - 1]} {day.year}", "rentang tanggal", TANDAI)


def only_bulan(day: date) -> Tulisan:
    """The month without the day."""
    return Tulisan(f"{BULAN[day.month - 1]} {day.year}", "hanya bulan yang tertulis", TANDAI)


def wrong_weekday(day: date, rng: Generator) -> Tulisan:
    """A weekday beside the date that it has in none of the years around, so that nobody can take it for a slip in the year."""
    right = {
        day.weekday(),
        *(date(day.year + years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day).weekday() for years in range(-3, 4)),
    }
    hari = choose(rng, [nama for index, nama in enumerate(HARI) if index not in right] or [HARI[(day.weekday() + 3) % 7]])
    return Tulisan(f"{hari}, {show_tanggal(day)}", "hari tidak cocok dengan tanggal", TANDAI)


def impossible_tanggal(day: date, rng: Generator) -> Tulisan:
    """A day the calendar does not have."""
    forms = (f"31/02/{day.year}", f"31 September {day.year}", f"{day.day}/13/{day.year}", f"30 Februari {day.year}")
    return Tulisan(choose(rng, forms), "tanggal tidak ada di kalender", TOLAK)


def future_tanggal(rng: Generator, hari_ini: date) -> Tulisan:
    """A day that has not come yet."""
    day = hari_ini + timedelta(days=int(rng.integers(40, 300)))
    day = min(day, date(hari_ini.year + 1, 12, 28))
    return Tulisan(choose(rng, (day, show_tanggal(day))), "tanggal belum terjadi", TOLAK)


# -- numbers ------------------------------------------------------------------------------------------------------------


def spell_cacah(number: int, rng: Generator) -> Tulisan:
    """An unusual spelling of exactly this count."""
    dotted = show_ribuan(number)
    forms = [
        Tulisan(f"{dotted} orang", "satuan di dalam sel"),
        Tulisan(f"{dotted} org", "satuan disingkat"),
        Tulisan(f" {dotted}{NBSP}", "spasi tak putus"),
        Tulisan(dotted, "angka sebagai teks"),
        Tulisan(float(number), "angka pecahan nol"),
    ]
    if number == 0:
        forms = [Tulisan(word, "nol ditulis nihil") for word in ("nihil", "Nihil", "NIHIL")]
    return choose(rng, forms)  # type: ignore[return-value]


def show_ribuan(number: int) -> str:
    """1343 → '1.343'."""
    return f"{number:,}".replace(",", ".")


def sum_cacah(number: int, rng: Generator) -> Tulisan:
    """The count as a formula that Excel has worked out."""
    part = int(rng.integers(0, number + 1))
    return Tulisan(Rumus(f"={part}+{number - part}", number), "rumus dengan hasilnya")


def about_cacah(number: int, rng: Generator) -> Tulisan:
    """The count with a word that says it is an estimate."""
    sign = choose(rng, ("±", "± ", "sekitar ", "kurang lebih "))
    return Tulisan(f"{sign}{show_ribuan(number)}", "angka perkiraan", TANDAI)


def inexact_cacah(number: int, rng: Generator) -> Tulisan:
    """A count nobody can know from the cell."""
    rounded = max(10, number // 10 * 10)
    forms = (f"{rounded}-an", "ratusan", "puluhan orang", f"lebih dari {rounded}", f"{rounded}-{rounded + 10}", "banyak")
    return Tulisan(choose(rng, forms), "jumlah tidak pasti", TOLAK)


def broken_formula() -> Tulisan:
    """A formula whose cell was deleted."""
    return Tulisan(Galat(), "rumus rusak (#REF!)", TOLAK)


def spell_rupiah(number: int, rng: Generator) -> Tulisan:
    """An unusual spelling of exactly this sum."""
    dotted = show_ribuan(number)
    forms = (f"Rp {dotted}", f"Rp. {dotted},-", f"Rp{dotted},00", dotted, f"{dotted}{NBSP}")
    return Tulisan(choose(rng, forms), "rupiah ditulis panjang")


def spell_indeks(number: float, rng: Generator) -> Tulisan:
    """A figure with a decimal comma typed as text."""
    typed = f"{number:g}".replace(".", ",")
    return Tulisan(choose(rng, (typed, f" {typed}{NBSP}")), "koma desimal sebagai teks")


def spell_persen(number: float, rng: Generator) -> Tulisan:
    """A percentage with its sign."""
    typed = f"{number:g}".replace(".", ",")
    return Tulisan(choose(rng, (f"{typed}%", f"{typed} %", f"{typed} persen")), "persen ditulis dengan tandanya")


def ambiguous_indeks(number: float) -> Tulisan:
    """Three digits behind a dot: thousands or a fraction, nobody can tell."""
    return Tulisan(f"{number:.3f}" if number < 1000 else "1.234", "titik dapat berarti ribuan atau desimal", TOLAK)


# -- names --------------------------------------------------------------------------------------------------------------


def write_wilayah(kode: str, gaya: Gaya) -> str:
    """A region as this sender always writes it."""
    resmi = get_wilayah(kode).nama_resmi
    if gaya.wilayah == "besar":
        return resmi.upper()
    return resmi.replace("Kabupaten ", "Kab. ") if gaya.wilayah == "kab" else resmi


def spell_wilayah(kode: str, rng: Generator) -> Tulisan:
    """A short name that means this region and no other."""
    resmi = get_wilayah(kode).nama_resmi
    names = (
        *SINGKATAN_WILAYAH.get(kode, ()),
        resmi.replace("Kabupaten ", "KAB ").upper(),
        resmi.replace(" ", "  "),
        resmi + NBSP,
        f"<b>{resmi}</b>",
    )
    return Tulisan(choose(rng, names), "nama wilayah lain")


def misspell_wilayah(kode: str, rng: Generator) -> Tulisan:
    """Two letters of the region changed places."""
    return Tulisan(swap_letters(get_wilayah(kode).nama_resmi, rng), "salah ketik wilayah", TANDAI)


def unknown_wilayah(rng: Generator) -> Tulisan:
    """A place that is no region."""
    return Tulisan(choose(rng, ("Kabupaten Negeri Awan", "Kab. Tidak Jelas", "Wilayah Kerja Timur Jauh")), "wilayah tidak dikenal", TOLAK)


def write_opd(nama_baku: str, kode_opd: str, wilayah: str, gaya: Gaya) -> str:
    """An agency of a region (code) as this sender always writes it; behind the name stands no other region than its own."""
    if gaya.opd == "singkat":
        return shorten_opd(nama_baku, kode_opd, wilayah)
    if gaya.opd == "besar":
        return nama_baku.upper()
    if gaya.opd != "wilayah":
        return nama_baku
    resmi = say_wilayah(wilayah)
    return f"{nama_baku} {resmi.replace('Kabupaten ', 'Kab. ') if gaya.wilayah == 'kab' else resmi}"


def say_wilayah(kode: str) -> str:
    """'Provinsi Kalimantan Selatan', 'Kabupaten Banjar', 'Kota Banjarbaru'."""
    resmi = get_wilayah(kode).nama_resmi
    return resmi if "." in kode or resmi.startswith("Provinsi") else f"Provinsi {resmi}"


def shorten_opd(nama_baku: str, kode_opd: str, wilayah: str) -> str:
    """What people call an agency; a secretariat is 'Setda Prov' only in the province."""
    short = SINGKATAN_OPD.get(kode_opd, nama_baku)
    return short.removesuffix(" Prov") if "." in wilayah else short


def spell_opd(nama_baku: str, kode_opd: str, wilayah: str, rng: Generator) -> Tulisan:
    """Another spelling of this agency."""
    names = (
        shorten_opd(nama_baku, kode_opd, wilayah),
        nama_baku.upper(),
        nama_baku.replace(" ", "  "),
        nama_baku + NBSP,
        nama_baku.replace(" dan ", " & "),
    )
    return Tulisan(choose(rng, names), "nama OPD lain")


def misspell_opd(nama_baku: str, rng: Generator) -> Tulisan:
    """Two letters of the agency changed places."""
    return Tulisan(swap_letters(nama_baku, rng), "salah ketik OPD", TANDAI)


# Other words that people use for a kind.
KATA_LAIN = {
    "PNS": ("Pegawai Negeri Sipil", "pns"),
    "PPPK": ("P3K", "pppk"),
    "PPPK paruh waktu": ("PPPK PW", "P3K paruh waktu"),
    "CPNS": ("Calon PNS", "cpns"),
    "non-ASN": ("Honorer", "non ASN"),
    "rakor": ("Rapat Koordinasi", "RAKOR"),
    "raker": ("Rapat Kerja",),
    "monev": ("Monitoring dan Evaluasi",),
    "bimtek": ("Bimbingan Teknis",),
    "selesai": ("Sudah selesai", "100 %", "Terlaksana"),
    "berjalan": ("Dalam proses", "on progress"),
    "ditunda": ("Pending",),
    "batal": ("Dibatalkan",),
    "ada": ("Sudah ada", "Terbit"),
    "draf": ("Dalam penyusunan", "Draft"),
    "belum": ("Belum ada",),
    "surat edaran": ("SE", "Surat Edaran"),
    "RAD": ("RAD P4GN", "Rencana Aksi Daerah"),
    "SK tim terpadu": ("SK Tim Terpadu P4GN", "Tim Terpadu"),
    "perda": ("Peraturan Daerah",),
    "perkada": ("Peraturan Kepala Daerah",),
    "0–100": ("0-100", "0 s.d. 100"),
    "1–4": ("1-4", "1 – 4"),
    "25–100": ("25-100",),
    "IKOTAN": ("Indeks KOTAN",),
    "waspada": ("WASPADA", "Kategori Waspada"),
    "siaga": ("SIAGA",),
    "aman": ("AMAN", "Aman"),
    "bahaya": ("BAHAYA",),
    "kumulatif": ("Akumulatif",),
    "fase 1": ("Fase I", "I"),
    "fase 2": ("Fase II",),
    "telepon": ("Telp", "call center"),
    "pesan singkat": ("WhatsApp",),
    "datang langsung": ("Langsung",),
    "APBD provinsi": ("APBD Prov",),
    "insentif daerah": ("DID",),
    "hibah": ("Dana hibah",),
    "uji coba": ("pilot",),
    "penerapan": ("Implementasi",),
}


def unknown_kategori(kata: str, rng: Generator) -> str:
    """A word that is none of the list; for villages, words of other scales that must not be taken for ours."""
    words = ("Tinggi", "zona merah", "darurat", "Rendah") if kata == "kategori_kerawanan" else ("lihat lampiran", "idem", "???")
    return str(choose(rng, words))


def swap_letters(text: str, rng: Generator) -> str:
    """Two different small letters inside the longest word changed places."""
    word = max(text.split(), key=len)
    places = [i for i in range(2, len(word) - 2) if word[i] != word[i + 1] and word[i : i + 2].isalpha()]
    i = int(choose(rng, places))  # type: ignore[call-overload]
    return text.replace(word, word[:i] + word[i + 1] + word[i] + word[i + 2 :], 1)
