"""Meetings and follow-ups made by hand, and a tiny edition that holds some: invented, in real regions."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from p4gn.catatan.pertemuan import Pertemuan, Peserta
from tests.p4gn.edisi_kecil import write_edisi

EDISI = "2026-06-30-contoh-0badbeef"
KINI = date(2026, 6, 30)
SAAT = datetime(2026, 7, 1, 19, 3, tzinfo=timezone(timedelta(hours=8)))

BERKAS = Pertemuan(
    id="rapat-berkas:63.06:R1", versi=0, sumber="berkas", keadaan="selesai", judul="Rakor P4GN triwulan II", jenis="rakor",
    tanggal=date(2026, 6, 10), tanggal_sampai=None, presisi_tanggal="hari", tahun=2026, mulai=date(2026, 6, 10), selesai=date(2026, 6, 10),
    kode_wilayah="63.06", nama_wilayah="Kabupaten Hulu Sungai Selatan", tempat="Aula Kesbangpol", penyelenggara="Badan Kesatuan Bangsa dan Politik",
    pimpinan="Sekretaris Daerah", peserta=(Peserta("DINKES@63.06", "Dinas Kesehatan", hadir=True), Peserta(None, "Camat Angkinang", hadir=True)),
    jumlah_peserta=41, dasar_hukum=("Inpres 2 Tahun 2020",), kesimpulan=("Laporan B06 dikirim tepat waktu", "Tes urine setiap semester"),
    berkas="rapat HSS 2026.xlsx", lembar="Sheet1", baris=7,
)  # fmt: skip

CATATAN = Pertemuan(
    id="11111111-aaaa", versi=2, sumber="catatan", keadaan="berjalan", judul="Rapat tindak lanjut\x0b tes urine", jenis="rapat",
    tanggal=date(2026, 11, 25), tanggal_sampai=None, presisi_tanggal="hari", tahun=2026, mulai=date(2026, 11, 25), selesai=date(2026, 11, 25),
    kode_wilayah="63", nama_wilayah="Kalimantan Selatan", tempat=None, penyelenggara="Badan Kesbangpol", pimpinan="Kepala Badan Kesbangpol",
    agenda=("Hasil tes urine semester I", "Rencana semester II"), dasar_hukum=("Inpres 2 Tahun 2020", "Perda P4GN"),
    kesimpulan=("Semua OPD melapor sebelum 15 Juli",),
    peserta=(
        Peserta("DINKES@63", "Dinas Kesehatan", True, True),
        Peserta("DINSOS@63", "Dinas Sosial", True, False),
        Peserta("PUPR@63", "Dinas Pekerjaan Umum dan Penataan Ruang", True, False),
        Peserta("DISHUB@63", "Dinas Perhubungan", False, True),
    ),
    pelaku="Analis Kesbangpol",
)  # fmt: skip


def butir(id_: str, teks: str, **isi: Any) -> dict[str, Any]:
    """A row of `list_tindak_lanjut` of the day KINI: lateness follows from tenggat and status."""
    row: dict[str, Any] = {
        "id": id_, "sumber": "catatan", "teks": teks, "kode_wilayah": "63", "tanggal": date(2026, 1, 10), "presisi_tanggal": "hari",
        "rapat": None, "judul_rapat": "Rakor P4GN", "penanggung_jawab": "DINKES@63", "nama_penanggung": "Dinas Kesehatan", "kode_opd": "DINKES",
        "pendukung": None, "tenggat": None, "status": "belum", "tanggal_selesai": None, "pengirim": None, "berkas": None, "lembar": None,
        "baris": None, "dibuat_pada": None,
    }  # fmt: skip
    row |= isi
    row["terbuka"] = row["status"] not in ("selesai", "batal")
    row["lewat_tenggat"] = bool(row["terbuka"] and row["tenggat"] and row["tenggat"] < KINI)
    row["hari_lewat"] = (KINI - row["tenggat"]).days if row["lewat_tenggat"] else None
    return row


BUTIR = (
    butir("c", "Laporkan hasil tes urine", tenggat=date(2026, 7, 20), status="berjalan", dibuat_pada="2026-06-10T02:00:00+00:00", pendukung="Dinas Sosial"),
    butir("a", "Terbitkan SE tes urine", tenggat=date(2026, 5, 1), dibuat_pada="2026-06-10T01:00:00+00:00"),
    butir("d", "Bentuk satgas di setiap OPD", dibuat_pada="2026-06-10T03:00:00+00:00", nama_penanggung=None, penanggung_jawab=None),
    butir("e", "Susun RAD", tenggat=date(2026, 4, 1), status="selesai", tanggal_selesai=date(2026, 4, 2), dibuat_pada="2026-06-10T04:00:00+00:00"),
)  # fmt: skip

SQL = """
insert into mart.rapat (id_rapat, tanggal, presisi_tanggal, tahun, mulai, selesai, jenis_rapat, judul, kode_wilayah, berkas, baris) values
  ('R1', '2026-01-10', 'hari', 2026, '2026-01-10', '2026-01-10', 'rakor', 'Rakor P4GN awal tahun', '63', 'rapat.csv', 2);
insert into mart.tindak_lanjut (id_tindak_lanjut, id_rapat, judul_rapat, tanggal_rapat, presisi_tanggal, mulai, selesai, uraian, kode_wilayah,
  kunci_opd, kode_opd, nama_baku, batas_waktu, status, berkas, baris) values
  ('TL:1', 'R1', 'Rakor P4GN awal tahun', '2026-01-10', 'hari', '2026-01-10', '2026-01-10', 'Terbitkan SE tes urine', '63',
   'DINKES@63', 'DINKES', 'Dinas Kesehatan', '2026-05-31', 'belum', 'tl.csv', 2),
  ('TL-2', 'R1', 'Rakor P4GN awal tahun', '2026-01-10', 'hari', '2026-01-10', '2026-01-10', 'Bentuk satgas', '63',
   'DINSOS@63', 'DINSOS', 'Dinas Sosial', null, 'belum', 'tl.csv', 3),
  ('TL-3', null, null, '2025-03-01', 'hari', '2025-03-01', '2025-03-01', 'Laporkan hasil tes', '63.06',
   'DINKES@63.06', 'DINKES', 'Dinas Kesehatan', '2026-07-15', 'berjalan', 'tl.csv', 4),
  ('TL-4', 'R1', 'Rakor P4GN awal tahun', '2026-01-10', 'hari', '2026-01-10', '2026-01-10', 'Susun RAD', '63',
   'BAPPEDA@63', 'BAPPEDA', 'Badan Perencanaan Pembangunan Daerah', '2026-03-31', 'selesai', 'tl.csv', 5);
"""
ID_RAPAT = "rapat-berkas:63:R1"


def write_edisi_rapat(data: Path) -> str:
    """The tiny edition with one meeting of the province and four follow-ups; gives its id."""
    write_edisi(data, EDISI, SQL)
    return EDISI
