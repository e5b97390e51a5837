-- One row per agency, innovation and year, the latest year first.
select
  i.id_inovasi, i.nama_inovasi, i.tahun,
  i.kode_wilayah, i.kode_provinsi, i.kode_kabkota, w.nama_resmi as nama_wilayah,
  i.instansi, i.nama_baku, i.kode_opd, i.jenis_instansi,
  i.sumber_dana, i.status, i.sasaran, i.uraian, i.tautan, i.berkas, i.lembar, i.baris
from mart.inovasi as i
left join mart.wilayah as w on w.kode_wilayah = i.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or i.kode_wilayah = $wilayah::varchar or starts_with(i.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or i.mulai >= $awal::date)
  and ($akhir::date is null or i.selesai <= $akhir::date)
  and ($opd::varchar is null or $opd::varchar in (i.kunci_opd, i.kode_opd, i.nama_baku))
  and ($status::varchar is null or i.status = $status::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', i.nama_inovasi, i.uraian, i.instansi, i.nama_baku, w.nama_resmi)), lower($cari::varchar)))
order by i.tahun desc nulls last, i.kode_wilayah nulls last, i.nama_inovasi, i.id_inovasi
