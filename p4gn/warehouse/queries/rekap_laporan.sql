-- One row per agency of one regional government and half-year of one year: the report that is believed, as written and from January.
select
  l.kunci_opd, l.kode_opd, l.nama_opd, l.wilayah_opd, l.periode, l.tahun, l.semester, l.jenis_angka,
  l.kegiatan, l.peserta, l.peserta_asn, l.kegiatan_tahun, l.peserta_tahun, l.peserta_asn_tahun,
  l.regulasi_status, l.regulasi_jenis, l.regulasi_nomor, l.regulasi_tanggal,
  l.satgas_status, l.satgas_sk_nomor, l.satgas_sk_tanggal, l.satgas_penggiat,
  l.diklat_jumlah, l.diklat_bermateri, l.diklat_peserta,
  l.tanggal_kirim, l.tanggal_kirim_asal, l.bukti, l.jumlah_pengirim, l.pengirim, l.diterima_pada, l.berkas, l.lembar, l.baris
from mart.laporan_opd as l
where l.wilayah_opd = $pemda::varchar
  and ($tahun::integer is null or l.tahun = $tahun::integer)
  and ($opd::varchar is null or l.kunci_opd = $opd::varchar)
order by l.kunci_opd, l.periode
