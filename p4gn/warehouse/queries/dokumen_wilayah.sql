-- One row per region and document, ordered by region and kind.
select
  d.id_dokumen,
  d.kode_wilayah, d.kode_provinsi, d.kode_kabkota, w.nama_resmi as nama_wilayah, d.kode_kecamatan,
  d.jenis_dokumen, d.status, d.nomor, d.judul_dokumen, d.tanggal, d.presisi_tanggal, d.tahun, d.berlaku_sampai, d.tautan, d.berkas, d.lembar, d.baris
from mart.dokumen_wilayah as d
left join mart.wilayah as w on w.kode_wilayah = d.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or d.kode_wilayah = $wilayah::varchar or starts_with(d.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or d.mulai >= $awal::date)
  and ($akhir::date is null or d.selesai <= $akhir::date)
  and ($jenis::varchar is null or d.jenis_dokumen = $jenis::varchar)
  and ($status::varchar is null or d.status = $status::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', d.nomor, d.judul_dokumen, w.nama_resmi)), lower($cari::varchar)))
order by d.kode_wilayah nulls last, d.jenis_dokumen, d.tanggal desc nulls last, d.id_dokumen
