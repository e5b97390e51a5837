"""A tiny edition that can be checked by hand: an invented province 98 with four kabupaten, and one neighbour 97."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb

from p4gn.warehouse.editions import SKEMA

# The one rule of the window of days, as the marts have it.
MARTS = Path(__file__).resolve().parents[2] / "etl" / "marts"
MASA = MARTS / "_masa.sql"
MART_BARU = Path(__file__).with_name("mart_baru.sql")
EDISI_KECIL = "2026-06-30-contoh-0badcafe"

SCHEMA = """
create schema mart;
create table mart.wilayah (kode_wilayah varchar, nama_wilayah varchar, nama_resmi varchar, tingkat varchar, jenis varchar,
  kode_induk varchar, berlaku_dari date, berlaku_sampai date);
create table mart.rapat (id_rapat varchar, tanggal date, tanggal_sampai date, presisi_tanggal varchar, tahun int, mulai date, selesai date,
  tanggal_tertulis varchar, tanda_tanggal varchar, jenis_rapat varchar, jenis_tertulis varchar, judul varchar, tempat varchar, kode_wilayah varchar,
  kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar, penyelenggara varchar, pimpinan_jabatan varchar,
  jumlah_peserta bigint, dasar_hukum varchar, ada_dasar_hukum bool, jumlah_kesimpulan int, ada_kesimpulan bool, sumber_media varchar,
  sumber_url varchar, berkas varchar, baris int,
  pengirim varchar, lembar varchar);
create table mart.kesimpulan_rapat (id_rapat varchar, urutan int, kesimpulan varchar);
create table mart.peserta_rapat (id_rapat varchar, urutan int, instansi_tertulis varchar, nama_baku varchar, kode_opd varchar,
  jenis_instansi varchar, kunci_opd varchar, diundang boolean);
create table mart.undangan_rapat (id_rapat varchar, urutan int, instansi_tertulis varchar, nama_baku varchar, kode_opd varchar,
  jenis_instansi varchar, kunci_opd varchar, hadir boolean);
create table mart.tes_urine (id_tes varchar, tanggal date, tanggal_sampai date, presisi_tanggal varchar, tahun int, mulai date, selesai date,
  tanggal_tertulis varchar, tanda_tanggal varchar, kode_wilayah varchar, kode_provinsi varchar,
  kode_kabkota varchar, wilayah_tertulis varchar, instansi varchar,
  nama_baku varchar, kode_opd varchar, jenis_instansi varchar, kunci_opd varchar,
  kelompok_sasaran varchar, jumlah_sasaran bigint, jumlah_dites bigint, jumlah_reaktif bigint,
  ada_hasil bool, adalah_rincian bool, id_induk varchar, zat varchar, pelaksana varchar, sumber_media varchar, sumber_url varchar,
  berkas varchar, baris int,
  kelompok varchar, tempat varchar, jumlah_sasaran_l bigint, jumlah_sasaran_p bigint, jumlah_hadir bigint, jumlah_dites_l bigint,
  jumlah_dites_p bigint, jumlah_cpns bigint, jumlah_cpns_dites bigint, jumlah_negatif bigint, jumlah_invalid bigint, dengan_resep bigint,
  terkonfirmasi bigint, asesmen bigint, rehabilitasi bigint, tanggal_tindak_lanjut date, adalah_kembaran boolean, penguji varchar, pengirim
  varchar, lembar varchar);
create table mart.desa_bersinar (id_desa_bersinar varchar, program varchar, kode_desa varchar, kode_kecamatan varchar, kode_kabkota varchar,
  kode_provinsi varchar, kode_wilayah varchar, nama_tertulis varchar, kunci_desa varchar, tahap int, status_tertulis varchar, tahun int,
  tanggal date, presisi_tanggal varchar, mulai date, selesai date,
  tanggal_tertulis varchar, dasar varchar, ada_ibm bool, jumlah_penggiat bigint, sumber_media varchar,
  sumber_url varchar, berkas varchar, baris int,
  alasan varchar, sk_nomor varchar, sk_tanggal date, jumlah_kegiatan bigint, anggaran_pembentukan varchar, satuan_kerja varchar, pengirim
  varchar, lembar varchar);
create table mart.angka_resmi (nomor bigint, kode_wilayah varchar, kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar,
  tahun int, indikator varchar, nilai double, nilai_tertulis varchar, satuan varchar, menyangkut_orang bool, disamarkan bool,
  sumber_media varchar, sumber_url varchar,
  berkas varchar, baris int,
  lembar varchar);
create table mart.berkas (berkas varchar, sumber varchar, sha256 varchar, ukuran bigint, pengirim varchar, diterima_pada timestamp,
  masa_terakhir varchar, baris_dibaca bigint, baris_diterima bigint, baris_ditolak bigint, baris_bukan_data bigint);
create table mart.baris_ditolak (berkas varchar, sumber varchar, lembar varchar, baris int, sel varchar, kolom varchar, judul_kolom varchar,
  jenis_kolom varchar, nilai varchar,
  alasan varchar, perbaikan varchar, saran varchar, tak_dikenal bool);
create table mart.baris_ditandai (berkas varchar, sumber varchar, lembar varchar, baris int, sel varchar, kolom varchar, judul_kolom varchar,
  jenis_kolom varchar, nilai varchar,
  tanda varchar, saran varchar, tak_dikenal bool);
create table mart.baris_bukan_data (berkas varchar, lembar varchar, baris int, jenis varchar);
"""

# kode, nama, awalan nama resmi, berlaku dari, berlaku sampai
WILAYAH = [
    ("98", "Nusa Uji", "", None, None),
    ("98.01", "Aruna", "Kabupaten ", None, None),
    ("98.02", "Bintara", "Kabupaten ", None, None),
    ("98.03", "Citra", "Kota ", None, None),
    ("98.04", "Delima", "Kabupaten ", "2025-07-01", None),
    ("98.01.01", "Aruna Hulu", "Kecamatan ", None, None),
    ("98.01.02", "Aruna Hilir", "Kecamatan ", None, None),
    ("98.02.01", "Bintara", "Kecamatan ", None, None),
    ("98.03.01", "Citra", "Kecamatan ", None, None),
    ("98.04.01", "Delima", "Kecamatan ", "2025-07-01", None),
    ("98.01.01.2001", "Melati", "Desa ", None, None),
    ("98.01.01.2002", "Kenanga", "Desa ", None, None),
    ("98.01.02.1001", "Mawar", "Kelurahan ", None, None),
    ("98.02.01.2001", "Anggrek", "Desa ", None, None),
    ("98.03.01.2001", "Cempaka", "Desa ", None, None),
    ("98.03.01.2002", "Teratai", "Desa ", None, "2024-12-31"),
    ("98.04.01.2001", "Dahlia", "Desa ", "2025-07-01", None),
    ("97", "Seberang", "", None, None),
    ("97.01", "Sebrang Kota", "Kabupaten ", None, None),
    ("97.01.01", "Sebrang Kota", "Kecamatan ", None, None),
    ("97.01.01.2001", "Seruni", "Desa ", None, None),
]
# id, tanggal, presisi, tahun, kode, ada dasar hukum, kesimpulan
RAPAT = [
    ("R1", "2024-03-10", "hari", 2024, "98.01", True, ["Bentuk satgas", "Susun jadwal tes"]),
    ("R2", "2024-09-01", "hari", 2024, "98.01", False, ["Lapor tiap semester"]),
    ("R3", "2024-01-01", "tahun", 2024, "98.02", False, []),
    ("R4", "2025-02-01", "bulan", 2025, "98.02", True, ["Pilih desa"]),
    ("R5", "2025-08-17", "hari", 2025, "98", True, ["Terbitkan edaran"]),
    ("R6", "2025-12-31", "hari", 2025, "98.01", True, []),
    ("R7", None, None, None, "98.01", False, ["Tambah penggiat"]),
    ("R8", "2025-05-05", "hari", 2025, "97.01", True, ["Bersinergi"]),
    ("R9", "2025-06-06", "hari", 2025, None, False, ["Seragamkan laporan"]),
    ("R10", "2025-07-07", "hari", 2025, "98.01.01", False, []),
]
# id rapat, tertulis, nama baku, kode opd, jenis
PESERTA = [
    ("R1", "Dinkes", "Dinas Kesehatan", "dinkes", "opd"),
    ("R1", "BNNK", "BNN Kabupaten", None, "vertikal"),
    ("R1", "Disdik", "Dinas Pendidikan", None, "opd"),
    ("R2", "Dinkes", "Dinas Kesehatan", "dinkes", "opd"),
    ("R2", "Dinas Kesehatan", "Dinas Kesehatan", "dinkes", "opd"),
    ("R2", "tokoh masyarakat", "Tokoh masyarakat", None, "lain"),
    ("R5", "Dinkes Prov", "Dinas Kesehatan", "dinkes", "opd"),
]
# id, tanggal, kode, nama baku, kode opd, sasaran, dites, reaktif, ada hasil, rincian, induk
TES = [
    ("T1", "2024-05-05", "98.01", "Dinas Kesehatan", "dinkes", 100, 50, 0, True, False, None),
    ("T2", "2025-03-03", "98.02", "Sekretariat Daerah", "setda", 10, 9, 7, True, False, None),
    ("T3", "2025-03-03", "98.02", "Bagian Umum", None, None, 4, 2, True, True, "T2"),
    ("T4", "2025-04-04", "98", "Dinas Kesehatan", "dinkes", 500, 400, 12, True, False, None),
    ("T5", None, "98.01", None, None, None, None, None, False, False, None),
    ("T6", "2025-06-06", "98.01", "Satpol PP", "satpolpp", None, 30, None, False, False, None),
]
# kunci_opd, nama baku, tahun, ASN dites sampai Juni, ASN dites setahun, ASN
CAKUPAN = [
    ("dinkes@98", "Dinas Kesehatan", 2024, 10, 40, 200),
    ("dinkes@98", "Dinas Kesehatan", 2025, 30, 400, 210),  # tested more often than there are people: counts 210
    ("dinkes@98", "Dinas Kesehatan", 2026, None, None, 210),
    ("setda@98.02", "Sekretariat Daerah", 2024, None, 12, None),  # headcount never sent: in neither sum
    ("setda@98.02", "Sekretariat Daerah", 2025, None, 9, 90),
    ("setda@98.02", "Sekretariat Daerah", 2026, 18, 18, 90),
]
OPD_LAIN = {"Pengadilan Negeri": "vertikal"}
# id, program, kode, nama, tahap, tahun, tanggal, ibm
DESA = [
    ("D1", "BNN", "98.01.01.2001", "Melati", 1, 2023, None, None),
    ("D2", "BNN", "98.01.01.2001", "Melati", 2, 2025, "2025-02-02", None),
    ("D3", "BNN", "98.01.02.1001", "Mawar", 2, 2024, "2024-07-07", True),
    ("D4", "BNN", "98.02", "Entah", 0, 2024, None, None),
    ("D5", "BNN", "98.03.01.2001", "Cempaka", 3, None, None, False),
    ("D6", "Polri", "98.01.01.2001", "Melati", 2, 2025, "2025-01-01", None),
    ("D7", "BNN", "98", "Lupa", 1, 2025, None, None),
    ("D8", "BNN", "97.01.01.2001", "Seruni", 2, 2024, "2024-08-08", None),
]
# id, kode, nama, tahun, cara, kategori
KERAWANAN = [
    ("K1", "98.01.01.2001", "Melati", 2023, "pra-2024", "bahaya"),
    ("K2", "98.01.01.2001", "Melati", 2024, "IKRN", "waspada"),
    ("K3", "98.01.01.2002", "Kenanga", 2024, "IKRN", "aman"),
    ("K4", "98.01.02.1001", "Mawar", 2024, "IKRN", "siaga"),  # of two methods in one year IKRN counts
    ("K5", "98.01.02.1001", "Mawar", 2024, "pra-2024", "bahaya"),
    ("K6", "98.03.01.2001", "Cempaka", 2025, "IKRN", "bahaya"),
    ("K7", "97.01.01.2001", "Seruni", 2025, "IKRN", "waspada"),
    ("K8", "98.02", "Entah", 2025, "IKRN", "bahaya"),  # nobody knows which village this is
]
# id, kode, nama desa, nama unit, periode
IBM = [
    ("I1", "98.01.01.2001", "Melati", "IBM Melati", "2025-S1"),
    ("I2", "98.01.01.2001", "Melati", "IBM Melati", "2025-S2"),
    ("I3", "98.02.01.2001", "Anggrek", "IBM Anggrek", "2025-S2"),
    ("I4", "98.01", None, "Klinik Aruna", "2025-S1"),  # rehabilitation of a kabupaten, no unit of a village
]
# kode kecamatan, status, selesai, berlaku sampai
SK_TIM = [
    ("98.01.01", "ada", "2024-03-01", "2025-03-31"),
    ("98.01.02", "ada", "2025-02-01", None),
    ("98.03.01", "draf", "2024-05-05", None),
]


def _part(kode: str | None, length: int) -> str | None:
    return kode[:length] if kode and len(kode) >= length else None


def _kunci_opd(name: str | None, kode: str | None) -> str | None:
    """'dinkes@98.01': the agency in its own region."""
    return "@".join(part for part in (name, _part(kode, 5) or _part(kode, 2)) if part) or None


def _insert(connection: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    marks = ", ".join("?" for _ in values)
    connection.execute(f"insert into mart.{table} ({', '.join(values)}) values ({marks})", list(values.values()))


def write_edisi(data: Path, id_edisi: str, extra_sql: str = "") -> Path:
    """The tiny edition under data/edisi/<id>, with manifest; extra_sql may add to it before it is closed."""
    folder = data / "edisi" / id_edisi
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / "gudang.duckdb")) as connection:
        connection.execute(SCHEMA)
        connection.execute(MART_BARU.read_text(encoding="utf-8"))
        for kode, nama, prefix, since, until in WILAYAH:
            level = ("provinsi", "kabkota", "kecamatan", "desa")[kode.count(".")]
            parent = kode.rpartition(".")[0] or None
            _insert(
                connection, "wilayah", kode_wilayah=kode, nama_wilayah=nama, nama_resmi=prefix + nama, tingkat=level,
                jenis=prefix.strip() or "Provinsi", kode_induk=parent, berlaku_dari=since, berlaku_sampai=until,
            )  # fmt: skip
        for id_, tanggal, presisi, tahun, kode, hukum, kesimpulan in RAPAT:
            _insert(
                connection, "rapat", id_rapat=id_, tanggal=tanggal, presisi_tanggal=presisi, tahun=tahun, jenis_rapat="rakor",
                judul=f"Rapat {id_}", kode_wilayah=kode, kode_provinsi=_part(kode, 2), kode_kabkota=_part(kode, 5), ada_dasar_hukum=hukum,
                jumlah_kesimpulan=len(kesimpulan), ada_kesimpulan=bool(kesimpulan), sumber_media="koran.contoh", berkas="rapat.csv",
            )  # fmt: skip
            for order, text in enumerate(kesimpulan, start=1):
                _insert(connection, "kesimpulan_rapat", id_rapat=id_, urutan=order, kesimpulan=text)
        for order, (id_, written, name, kode_opd, kind) in enumerate(PESERTA, start=1):
            _insert(
                connection, "peserta_rapat", id_rapat=id_, urutan=order, instansi_tertulis=written, nama_baku=name, kode_opd=kode_opd,
                jenis_instansi=kind, kunci_opd=_kunci_opd(kode_opd or name, next(row[4] for row in RAPAT if row[0] == id_)),
            )  # fmt: skip
        for id_, tanggal, kode, name, kode_opd, sasaran, dites, reaktif, hasil, rincian, induk in TES:
            _insert(
                connection, "tes_urine", id_tes=id_, tanggal=tanggal, presisi_tanggal="hari" if tanggal else None,
                tahun=int(tanggal[:4]) if tanggal else None, kode_wilayah=kode, kode_provinsi=_part(kode, 2), kode_kabkota=_part(kode, 5),
                instansi=name, nama_baku=name, kode_opd=kode_opd, jenis_instansi=OPD_LAIN.get(name, "opd" if name else None),
                kunci_opd=_kunci_opd(kode_opd or name, kode), jumlah_sasaran=sasaran, jumlah_dites=dites, jumlah_reaktif=reaktif,
                ada_hasil=hasil, adalah_rincian=rincian, id_induk=induk, berkas="tes.csv",
            )  # fmt: skip
        for kunci, name, tahun, setengah, setahun, asn in CAKUPAN:
            kode = kunci.partition("@")[2]
            for posisi, akhir, dites in (("S1", f"{tahun}-06-30", setengah), ("tahun", f"{tahun}-12-31", setahun)):
                _insert(
                    connection, "cakupan_tes", kunci_opd=kunci, kode_opd=kunci.partition("@")[0], nama_opd=name, wilayah_opd=kode,
                    kode_wilayah=kode, kode_provinsi=_part(kode, 2), kode_kabkota=_part(kode, 5), tahun=tahun, posisi=posisi,
                    mulai=f"{tahun}-01-01", selesai=akhir, dites_asn=dites, asn=asn,
                    asn_dites=None if dites is None or asn is None else min(dites, asn),
                )  # fmt: skip
        for id_, program, kode, nama, tahap, tahun, tanggal, ibm in DESA:
            _insert(
                connection, "desa_bersinar", id_desa_bersinar=id_, program=program, kode_desa=_part(kode, 13), kode_kecamatan=_part(kode, 8),
                kode_kabkota=_part(kode, 5), kode_provinsi=_part(kode, 2), kode_wilayah=kode, nama_tertulis=nama,
                kunci_desa=_part(kode, 13) or f"{kode}|{nama.lower()}", tahap=tahap, tahun=tahun,
                tanggal=tanggal, presisi_tanggal="hari" if tanggal else ("tahun" if tahun else None), ada_ibm=ibm, berkas="desa.csv",
            )  # fmt: skip
        for id_, kode, nama, tahun, metode, kategori in KERAWANAN:
            _insert(
                connection, "kerawanan", id_kerawanan=id_, kode_desa=_part(kode, 13), kode_kecamatan=_part(kode, 8), kode_kabkota=_part(kode, 5),
                kode_provinsi=_part(kode, 2), kode_wilayah=kode, nama_tertulis=nama, kunci_desa=_part(kode, 13) or f"{kode}|{nama.lower()}",
                kategori=kategori, metode=metode, tahun=tahun, mulai=f"{tahun}-01-01", selesai=f"{tahun}-12-31", berkas="kerawanan.csv",
            )  # fmt: skip
        for id_, kode, nama, unit, periode in IBM:
            first, last = ("01-01", "06-30") if periode.endswith("1") else ("07-01", "12-31")
            _insert(
                connection, "ibm", id_ibm=id_, kode_desa=_part(kode, 13), kode_kecamatan=_part(kode, 8), kode_kabkota=_part(kode, 5),
                kode_provinsi=_part(kode, 2), kode_wilayah=kode, nama_tertulis=nama, nama_unit=unit, kunci_unit=f"{kode}|{unit.lower()}",
                periode=periode, tahun=int(periode[:4]), mulai=f"{periode[:4]}-{first}", selesai=f"{periode[:4]}-{last}", berkas="ibm.csv",
            )  # fmt: skip
        for number, (kode, status, selesai, sampai) in enumerate(SK_TIM):
            _insert(
                connection, "dokumen_wilayah", id_dokumen=f"S{number}", kode_wilayah=kode, kode_kecamatan=kode, kode_kabkota=kode[:5],
                kode_provinsi=kode[:2], jenis_dokumen="SK tim terpadu", status=status, tanggal=selesai, presisi_tanggal="hari",
                tahun=int(selesai[:4]), mulai=selesai, selesai=selesai, berlaku_sampai=sampai, berkas="dokumen.csv",
            )  # fmt: skip
        for nomor, (kode, tahun, name, value, unit) in enumerate(
            [
                ("98.01", 2024, "pegawai terindikasi", None, "orang"),
                ("98.01", 2024, "desa dicanangkan", 3, "desa"),
                (None, None, "RAD", 65, "daerah"),
            ]
        ):  # None: hidden when the edition was made
            _insert(
                connection, "angka_resmi", nomor=nomor, kode_wilayah=kode, kode_provinsi=_part(kode, 2), kode_kabkota=_part(kode, 5),
                tahun=tahun, indikator=name, nilai=value, nilai_tertulis="disamarkan" if value is None else str(value), satuan=unit,
                menyangkut_orang=unit == "orang", disamarkan=value is None,
            )  # fmt: skip
        _insert(
            connection,
            "berkas",
            berkas="tes.csv",
            sumber="tes_urine",
            baris_dibaca=8,
            baris_diterima=6,
            baris_ditolak=1,
            baris_bukan_data=1,
        )
        for column, value in (("jumlah_reaktif_positif", "disamarkan"), ("tanggal", "kemarin")):
            _insert(
                connection,
                "baris_ditolak",
                berkas="tes.csv",
                sumber="tes_urine",
                baris=9,
                kolom=column,
                nilai=value,
                alasan="Tidak terbaca.",
            )
            _insert(
                connection, "baris_ditandai", berkas="tes.csv", sumber="tes_urine", baris=8, kolom=column, nilai=value, tanda="Periksa."
            )
        _insert(connection, "baris_bukan_data", berkas="tes.csv", lembar="Lembar1", baris=1, jenis="judul")
        if extra_sql:
            connection.execute(extra_sql)
        connection.execute(MASA.read_text(encoding="utf-8"))
        for table in ("rapat", "tes_urine", "desa_bersinar"):
            connection.execute(
                f"update mart.{table} set mulai = hari_mulai(tanggal, tahun), selesai = hari_selesai(tanggal, tahun, presisi_tanggal)"
            )
        connection.execute((MARTS / "status_desa.sql").read_text(encoding="utf-8"))
        connection.execute((MARTS / "status_tim.sql").read_text(encoding="utf-8"), {"data_per": date(2026, 6, 30)})
    manifest = {
        "id": id_edisi, "judul": "Edisi kecil", "jenis": "contoh", "dibuat": "2026-06-30T08:00:00", "status": "sementara",
        "data_per": "2026-06-30", "versi_kode": "uji", "skema": SKEMA, "berkas": [], "pemeriksaan": [], "jumlah": {"rapat": len(RAPAT)},
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
