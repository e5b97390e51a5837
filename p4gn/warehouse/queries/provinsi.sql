-- One row per province of which the edition holds a meeting, a urine test or a village.
select distinct kode_provinsi
from (
  select kode_provinsi from mart.rapat
  union all select kode_provinsi from mart.tes_urine
  union all select kode_provinsi from mart.desa_bersinar
)
where kode_provinsi is not null
order by kode_provinsi
