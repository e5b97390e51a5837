-- One row per agency and semester, the latest semester first.
select
  a.id_aksi, a.periode, a.tahun, a.jenis_angka,
  a.kode_wilayah, a.kode_provinsi, a.kode_kabkota, w.nama_resmi as nama_wilayah,
  a.instansi, a.nama_baku, a.kode_opd, a.jenis_instansi,
  a.sosialisasi_kegiatan, a.sosialisasi_peserta, a.sosialisasi_peserta_asn,
  a.regulasi_status, a.regulasi_jenis, a.regulasi_nomor, a.regulasi_tanggal,
  a.satgas_status, a.satgas_sk_nomor, a.satgas_sk_tanggal, a.satgas_penggiat,
  a.diklat_jumlah, a.diklat_bermateri, a.diklat_peserta, a.laporan_b06, a.laporan_b12, a.bukti, a.berkas, a.lembar, a.baris
from mart.aksi_opd as a
left join mart.wilayah as w on w.kode_wilayah = a.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or a.kode_wilayah = $wilayah::varchar or starts_with(a.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or a.mulai >= $awal::date)
  and ($akhir::date is null or a.selesai <= $akhir::date)
  and ($opd::varchar is null or $opd::varchar in (a.kunci_opd, a.kode_opd, a.nama_baku))
  and ($cari::varchar is null or contains(lower(concat_ws(' ', a.instansi, a.nama_baku, w.nama_resmi)), lower($cari::varchar)))
order by a.mulai desc nulls last, a.kode_wilayah nulls last, a.nama_baku, a.id_aksi
