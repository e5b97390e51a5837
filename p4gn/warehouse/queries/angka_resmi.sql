-- One row per published figure; counts of one to four people in a health matter are hidden.
with aman as (
  select
    *,
    coalesce(nilai between 1 and 4 and regexp_matches(lower(satuan), 'orang|klien|pegawai|siswa')
      and regexp_matches(lower(indikator), 'reaktif|positif|terindikasi|terbukti|rehabilitasi|klien|pecandu|pengguna|penyalahguna'), false) as disamarkan
  from mart.angka_resmi
)
select
  a.nomor, a.kode_wilayah, a.kode_provinsi, a.kode_kabkota, w.nama_resmi as nama_wilayah, a.wilayah_tertulis,
  a.tahun, a.indikator,
  case when not a.disamarkan then a.nilai end as nilai,
  case when a.disamarkan then 'disamarkan' else a.nilai_tertulis end as nilai_tertulis,
  a.disamarkan, a.satuan, a.sumber_media, a.sumber_url, a.berkas, a.baris
from aman as a
left join mart.wilayah as w on w.kode_wilayah = a.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or a.kode_wilayah = $wilayah::varchar or starts_with(a.kode_wilayah, $wilayah::varchar || '.'))
  -- A figure of a year is listed only when the whole year lies in the period.
  and ($awal::date is null or make_date(a.tahun, 1, 1) >= $awal::date)
  and ($akhir::date is null or make_date(a.tahun, 12, 31) <= $akhir::date)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', a.indikator, a.wilayah_tertulis, w.nama_resmi, a.satuan)), lower($cari::varchar)))
order by a.kode_wilayah nulls first, a.tahun desc nulls last, a.indikator, a.nomor
