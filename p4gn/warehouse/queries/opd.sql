-- One row per regional agency met in the edition (attending a meeting or tested), ordered by name.
with disebut as (
  select p.kode_opd, p.nama_baku, r.kode_wilayah
  from mart.peserta_rapat as p
  join mart.rapat as r using (id_rapat)
  where p.jenis_instansi = 'opd'
  union all
  select kode_opd, nama_baku, kode_wilayah from mart.tes_urine where jenis_instansi = 'opd'
)
select coalesce(kode_opd, nama_baku) as kode, min(nama_baku) as nama, count(*) as jumlah_disebut
from disebut
where nama_baku is not null
  and ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
group by coalesce(kode_opd, nama_baku)
order by nama, kode
