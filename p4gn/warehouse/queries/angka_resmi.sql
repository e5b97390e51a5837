-- One row per published figure; what is hidden was hidden when the edition was made, so it is not here to be shown.
select
  a.nomor, a.kode_wilayah, a.kode_provinsi, a.kode_kabkota, w.nama_resmi as nama_wilayah, a.wilayah_tertulis,
  a.tahun, a.indikator, a.nilai, a.nilai_tertulis, a.disamarkan, a.satuan, a.menyangkut_orang,
  a.sumber_media, a.sumber_url, a.berkas, a.lembar, a.baris
from mart.angka_resmi as a
left join mart.wilayah as w on w.kode_wilayah = a.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or a.kode_wilayah = $wilayah::varchar or starts_with(a.kode_wilayah, $wilayah::varchar || '.'))
  -- A figure of a year is listed only when the whole year lies in the period.
  and ($awal::date is null or make_date(a.tahun, 1, 1) >= $awal::date)
  and ($akhir::date is null or make_date(a.tahun, 12, 31) <= $akhir::date)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', a.indikator, a.wilayah_tertulis, w.nama_resmi, a.satuan)), lower($cari::varchar)))
order by a.kode_wilayah nulls first, a.tahun desc nulls last, a.indikator, a.nomor
