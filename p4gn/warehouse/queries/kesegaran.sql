-- One row per kind of record: how many there are, how many without a date, and the first and last day known.
with catatan as (
  select 'rapat' as catatan, tanggal, tahun, presisi_tanggal, kode_wilayah from mart.rapat
  union all
  select 'tes_urine', tanggal, tahun, presisi_tanggal, kode_wilayah from mart.tes_urine
  union all
  select 'desa_bersinar', tanggal, tahun, presisi_tanggal, kode_wilayah from mart.desa_bersinar
)
select
  catatan,
  count(*) as jumlah,
  count(*) filter (where tanggal is null and tahun is null) as tanpa_tanggal,
  min(tanggal) as tanggal_pertama,
  max(tanggal) filter (where presisi_tanggal = 'hari') as tanggal_terakhir,
  max(coalesce(tahun, year(tanggal))) as tahun_terakhir
from catatan
where ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
group by catatan
order by catatan
