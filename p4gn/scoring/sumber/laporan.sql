-- One row per agency and semester of a province: its report, as chosen among several senders.
select
  kunci_opd, nama_opd, periode, tahun, semester, jenis_angka,
  kegiatan_semester, peserta_asn_semester, kegiatan_tahun, peserta_asn_tahun,
  regulasi_status, regulasi_jenis, regulasi_nomor, satgas_status, satgas_sk_nomor, satgas_penggiat, diklat_jumlah, diklat_bermateri,
  tanggal_kirim, tanggal_kirim_asal, jumlah_pengirim, pengirim, diterima_pada, berkas, lembar, baris
from mart.laporan_opd
where left(wilayah_opd, 2) = $provinsi
order by kunci_opd, periode
