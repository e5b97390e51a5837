-- One row per part of a region and stage of Desa Bersinar (BNN): how many villages stood there at the end of the period.
-- The part is the regency inside a province (or the whole country: the province), the kecamatan inside a regency.
with terakhir as (
  select *, coalesce(tanggal, make_date(tahun, 1, 1)) as mulai
  from mart.desa_bersinar
  where program = 'BNN'
    and ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
    and ($akhir::date is null or case
          when tanggal is null or presisi_tanggal = 'tahun' then make_date(coalesce(tahun, year(tanggal)), 12, 31)
          when presisi_tanggal = 'bulan' then last_day(tanggal)
          else tanggal
        end <= $akhir::date)
  -- The same key and order as the Desa Bersinar entries of the catalogue.
  qualify row_number() over (
    partition by coalesce(kode_desa, concat_ws('|', kode_wilayah, lower(nama_tertulis))) order by mulai desc nulls last, tahap desc, id_desa_bersinar desc
  ) = 1
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
