-- One row per kab/kota and kecamatan of a province and time it was in force.
select kode_wilayah, nama_wilayah, nama_resmi, jenis, tingkat, berlaku_dari, berlaku_sampai
from mart.wilayah
where tingkat in ('kabkota', 'kecamatan')
  and starts_with(kode_wilayah, $provinsi || '.')
order by kode_wilayah, berlaku_dari
