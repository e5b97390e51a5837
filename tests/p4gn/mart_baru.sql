-- The marts of sources that the tiny edition has no rows of: columns as the real marts have them (a test compares the two).
create table mart.tindak_lanjut (id_tindak_lanjut varchar, id_rapat varchar, judul_rapat varchar, tanggal_rapat date, presisi_tanggal varchar, tahun
  integer, mulai date, selesai date, uraian varchar, topik varchar, kode_wilayah varchar, kode_provinsi varchar, kode_kabkota varchar,
  wilayah_tertulis varchar, instansi varchar, nama_baku varchar, kode_opd varchar, jenis_instansi varchar, kunci_opd varchar, jumlah_pendukung
  integer, batas_waktu date, batas_waktu_tertulis varchar, tanpa_tenggat boolean, status varchar, status_tertulis varchar, tanggal_selesai date, bukti
  varchar, ada_bukti boolean, pengirim varchar, berkas varchar, lembar varchar, baris integer);
create table mart.pendukung_tindak_lanjut (id_tindak_lanjut varchar, urutan integer, instansi_tertulis varchar, nama_baku varchar, kode_opd varchar,
  jenis_instansi varchar, kunci_opd varchar);
create table mart.kerawanan (id_kerawanan varchar, kode_desa varchar, kode_kecamatan varchar, kode_kabkota varchar, kode_provinsi varchar,
  kode_wilayah varchar, nama_tertulis varchar, kunci_desa varchar, kategori varchar, tingkat_kerawanan integer, metode varchar, tahun integer, mulai
  date, selesai date, nilai_ikrn double, sumber varchar, sumber_url varchar, pengirim varchar, berkas varchar, lembar varchar, baris integer);
create table mart.kegiatan_desa (id_desa_bersinar varchar, urutan integer, kegiatan varchar);
create table mart.ibm (id_ibm varchar, kode_desa varchar, kode_kecamatan varchar, kode_kabkota varchar, kode_provinsi varchar, kode_wilayah varchar,
  nama_tertulis varchar, nama_unit varchar, kunci_unit varchar, fase varchar, tanggal_pembentukan date, presisi_tanggal varchar, periode varchar,
  tahun integer, mulai date, selesai date, periode_tertulis varchar, jumlah_agen_pemulihan bigint, klien_dilayani bigint, klien_dirujuk bigint,
  klien_selesai bigint, rehab_rawat_jalan bigint, rehab_rawat_inap bigint, rehab_jumlah bigint, sumber_url varchar, pengirim varchar, berkas varchar,
  lembar varchar, baris integer);
create table mart.aksi_opd (id_aksi varchar, periode varchar, tahun integer, mulai date, selesai date, periode_tertulis varchar, jenis_angka varchar,
  kode_wilayah varchar, kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar, instansi varchar, nama_baku varchar, kode_opd varchar,
  jenis_instansi varchar, kunci_opd varchar, sosialisasi_kegiatan bigint, sosialisasi_kegiatan_keadaan varchar, sosialisasi_peserta bigint,
  sosialisasi_peserta_keadaan varchar, sosialisasi_peserta_asn bigint, sosialisasi_peserta_asn_keadaan varchar, regulasi_status varchar,
  regulasi_jenis varchar, regulasi_nomor varchar, regulasi_tanggal date, satgas_status varchar, satgas_sk_nomor varchar, satgas_sk_tanggal date,
  satgas_penggiat bigint, satgas_penggiat_keadaan varchar, diklat_jumlah bigint, diklat_jumlah_keadaan varchar, diklat_bermateri bigint,
  diklat_bermateri_keadaan varchar, diklat_peserta bigint, diklat_peserta_keadaan varchar, laporan_b06 date, laporan_b12 date, bukti varchar, pengirim
  varchar, berkas varchar, lembar varchar, baris integer);
create table mart.pegawai (id_pegawai varchar, tanggal date, presisi_tanggal varchar, tahun integer, mulai date, selesai date, kode_wilayah varchar,
  kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar, instansi varchar, nama_baku varchar, kode_opd varchar, jenis_instansi
  varchar, kunci_opd varchar, kategori varchar, adalah_asn boolean, jumlah bigint, pengirim varchar, berkas varchar, lembar varchar, baris integer);
create table mart.anggaran (id_anggaran varchar, periode varchar, tahun integer, mulai date, selesai date, periode_tertulis varchar, kode_wilayah
  varchar, kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar, instansi varchar, nama_baku varchar, kode_opd varchar,
  jenis_instansi varchar, kunci_opd varchar, program varchar, kegiatan varchar, pagu double, pagu_keadaan varchar, realisasi double, realisasi_keadaan
  varchar, sumber_dana varchar, pengirim varchar, berkas varchar, lembar varchar, baris integer);
create table mart.dokumen_wilayah (id_dokumen varchar, kode_wilayah varchar, kode_provinsi varchar, kode_kabkota varchar, kode_kecamatan varchar,
  wilayah_tertulis varchar, jenis_dokumen varchar, status varchar, nomor varchar, judul_dokumen varchar, tanggal date, presisi_tanggal varchar, tahun
  integer, mulai date, selesai date, berlaku_sampai date, tautan varchar, pengirim varchar, berkas varchar, lembar varchar, baris integer);
create table mart.rad_aksi (id_rad_aksi varchar, periode varchar, tahun integer, mulai date, selesai date, periode_tertulis varchar, jenis_angka
  varchar, kode_wilayah varchar, kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar, aksi varchar, ukuran varchar, instansi
  varchar, nama_baku varchar, kode_opd varchar, jenis_instansi varchar, kunci_opd varchar, target double, realisasi double, realisasi_b06 double,
  realisasi_b12 double, satuan varchar, kendala varchar, tindak_lanjut varchar, bukti varchar, ada_bukti boolean, pengirim varchar, berkas varchar,
  lembar varchar, baris integer);
create table mart.inovasi (id_inovasi varchar, kode_wilayah varchar, kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar, instansi
  varchar, nama_baku varchar, kode_opd varchar, jenis_instansi varchar, kunci_opd varchar, nama_inovasi varchar, tahun integer, mulai date, selesai
  date, sumber_dana varchar, status varchar, sasaran varchar, uraian varchar, tautan varchar, pengirim varchar, berkas varchar, lembar varchar, baris
  integer);
create table mart.laporan_masyarakat (id_laporan varchar, periode varchar, tahun integer, mulai date, selesai date, periode_tertulis varchar,
  kode_wilayah varchar, kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar, kanal varchar, diterima bigint, diterima_keadaan
  varchar, diteruskan bigint, diteruskan_keadaan varchar, jumlah_selesai bigint, jumlah_selesai_keadaan varchar, pengirim varchar, berkas varchar,
  lembar varchar, baris integer);
create table mart.indeks_resmi (id_indeks varchar, kode_wilayah varchar, kode_provinsi varchar, kode_kabkota varchar, wilayah_tertulis varchar,
  lingkungan varchar, indeks varchar, tahun integer, mulai date, selesai date, nilai double, skala varchar, kategori_sumber varchar, sumber varchar,
  sumber_url varchar, pengirim varchar, berkas varchar, lembar varchar, baris integer);
create table mart.tes_urine_zat (id_tes varchar, zat varchar, jumlah bigint, asal varchar, nomor_baris bigint, urutan bigint);
create table mart.cakupan_tes (kunci_opd varchar, kode_opd varchar, nama_opd varchar, wilayah_opd varchar, kode_wilayah varchar, kode_provinsi
  varchar, kode_kabkota varchar, tahun integer, posisi varchar, mulai date, selesai date, kegiatan integer, dites_asn bigint, dites_cpns bigint, asn
  bigint, cpns bigint, tanggal_pegawai date, asn_dites bigint, cpns_dites bigint);
create table mart.laporan_opd (kunci_opd varchar, kode_opd varchar, nama_opd varchar, wilayah_opd varchar, kode_wilayah varchar, kode_provinsi
  varchar, kode_kabkota varchar, periode varchar, tahun integer, semester integer, mulai date, selesai date, jenis_angka varchar, kegiatan bigint,
  peserta bigint, peserta_asn bigint, kegiatan_semester bigint, peserta_semester bigint, peserta_asn_semester bigint, kegiatan_tahun bigint,
  peserta_tahun bigint, peserta_asn_tahun bigint, regulasi_status varchar, regulasi_jenis varchar, regulasi_nomor varchar, regulasi_tanggal date,
  satgas_status varchar, satgas_sk_nomor varchar, satgas_sk_tanggal date, satgas_penggiat bigint, diklat_jumlah bigint, diklat_bermateri bigint,
  diklat_peserta bigint, tanggal_kirim date, tanggal_kirim_asal varchar, bukti varchar, jumlah_pengirim integer, pengirim varchar, diterima_pada
  timestamp, berkas varchar, lembar varchar, baris integer, id_aksi varchar);
create table mart.pegawai_opd (kunci_opd varchar, kode_opd varchar, nama_opd varchar, wilayah_opd varchar, kode_wilayah varchar, tanggal date, pns
  bigint, pppk bigint, pppk_paruh_waktu bigint, cpns bigint, non_asn bigint, asn bigint, pengirim varchar, diterima_pada timestamp, berkas varchar,
  lembar varchar, baris integer);
