"""What each kind of submission is called on the screen."""

from __future__ import annotations

#: id of the declaration → its name for people, in the order in which an operator looks for it.
JUDUL = {
    "rapat": "Rapat",
    "tindak_lanjut": "Tindak lanjut rapat",
    "tes_urine": "Tes urine",
    "desa_bersinar": "Desa Bersinar",
    "kerawanan": "Kerawanan desa/kelurahan",
    "ibm": "IBM dan rehabilitasi",
    "aksi_opd": "Aksi OPD per semester",
    "pegawai": "Pegawai per OPD dan kategori",
    "pegawai_lebar": "Pegawai per OPD, satu kolom per kategori",
    "anggaran": "Anggaran P4GN",
    "dokumen_wilayah": "Dokumen wilayah (Perda, SK, RAD)",
    "rad_aksi": "Aksi RAD dan laporan B06/B12",
    "inovasi": "Inovasi OPD",
    "laporan_masyarakat": "Laporan masyarakat",
    "indeks_resmi": "Indeks resmi",
    "angka_resmi": "Angka resmi",
}
#: Published figures are gathered by the keeper of the dashboard; nobody fills a template for them.
BERTEMPLAT = tuple(each for each in JUDUL if each != "angka_resmi")


def judul_sumber(sumber: str | None) -> str:
    """Its name; an unknown id as it is, nothing as a dash."""
    return JUDUL.get(sumber, sumber) if sumber else "–"
