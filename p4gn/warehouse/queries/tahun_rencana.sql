-- One row per kind of record and year that has at least one, for regions under $wilayah, the latest year first.
with catatan as (
  select 'anggaran' as catatan, tahun, coalesce(nullif(split_part(kunci_opd, '@', 2), ''), kode_wilayah) as kode_wilayah from mart.anggaran
  union all
  select 'rad_aksi', tahun, kode_wilayah from mart.rad_aksi
  union all
  select 'laporan_opd', tahun, wilayah_opd from mart.laporan_opd
)
select distinct catatan, tahun
from catatan
where tahun is not null
  and ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
order by catatan, tahun desc
