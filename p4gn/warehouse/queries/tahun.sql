-- One row per year that has at least one dated record of a meeting, a test or a village, oldest first.
select distinct coalesce(tahun, year(tanggal)) as tahun
from (
  select tahun, tanggal from mart.rapat
  union all
  select tahun, tanggal from mart.tes_urine
  union all
  select tahun, tanggal from mart.desa_bersinar
)
where coalesce(tahun, year(tanggal)) is not null
order by tahun
