-- One row per region in force today under $induk (all of that level when null), ordered by code.
select kode_wilayah, nama_wilayah, nama_resmi, tingkat, jenis, kode_induk
from mart.wilayah
where berlaku_sampai is null
  and ($induk::varchar is null or starts_with(kode_wilayah, $induk::varchar || '.'))
  and ($tingkat::varchar is null or tingkat = $tingkat::varchar)
order by kode_wilayah
