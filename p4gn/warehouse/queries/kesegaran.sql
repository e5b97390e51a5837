-- One row per kind of record: how many there are, how many without a date, and the first and last day known.
-- Only what the indicators count: no breakdown of another test, no test that a second sender tells again, and villages of BNN's programme alone.
with catatan as (
  select 'rapat' as catatan, tanggal, tahun, presisi_tanggal, mulai, selesai, kode_wilayah from mart.rapat
  union all
  select 'tes_urine', tanggal, tahun, presisi_tanggal, mulai, selesai, kode_wilayah
  from mart.tes_urine
  where not coalesce(adalah_rincian, false) and not coalesce(adalah_kembaran, false)
  union all
  select 'desa_bersinar', tanggal, tahun, presisi_tanggal, mulai, selesai, kode_wilayah
  from mart.desa_bersinar
  where program = 'BNN'
)
select
  catatan,
  count(*) as jumlah,
  count(*) filter (where mulai is null) as tanpa_tanggal,
  min(tanggal) as tanggal_pertama,
  max(tanggal) filter (where presisi_tanggal = 'hari') as tanggal_terakhir,
  max(coalesce(tahun, year(tanggal))) as tahun_terakhir
from catatan
where ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or mulai >= $awal::date)
  and ($akhir::date is null or selesai <= $akhir::date)
group by catatan
order by catatan
