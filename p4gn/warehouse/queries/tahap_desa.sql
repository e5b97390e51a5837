-- One row per part of a region and stage of Desa Bersinar (BNN): how many villages stood there at the end of the period.
-- The part is the regency inside a province (or the whole country: the province), the kecamatan inside a regency.
with terakhir as (
  -- The rows, the key and the order of the Desa Bersinar entries of the catalogue (a test compares the two).
  select *
  from mart.desa_bersinar
  where program = 'BNN'
    and tahap is not null
    and ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
    and ($akhir::date is null or selesai <= $akhir::date)
  qualify row_number() over (partition by kunci_desa order by mulai desc nulls last, tahap desc, id_desa_bersinar desc) = 1
)
select
  w.kode_wilayah as kode, w.nama_wilayah as nama, t.tahap, count(*) as jumlah
from terakhir as t
join mart.wilayah as w
  on w.berlaku_sampai is null
  and w.kode_wilayah = case
    when $wilayah::varchar is null then t.kode_provinsi
    when length($wilayah::varchar) = 2 then coalesce(t.kode_kabkota, t.kode_provinsi)
    else coalesce(t.kode_kecamatan, t.kode_kabkota)
  end
group by all
order by kode, tahap
