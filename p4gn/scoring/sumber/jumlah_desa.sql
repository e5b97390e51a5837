-- One row per kecamatan of a province and time in force: how many villages it held then.
select kode_induk as kode_kecamatan, berlaku_dari, berlaku_sampai, count(*) as jumlah
from mart.wilayah
where tingkat = 'desa'
  and starts_with(kode_wilayah, $provinsi || '.')
group by all
order by all
