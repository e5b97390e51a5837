-- One row per known village of a province, year and method: the category as published. Never to be shown village by village.
select
  k.kode_desa, k.tahun, k.metode, k.kategori, k.tingkat_kerawanan, k.pengirim, b.diterima_pada, k.berkas, k.lembar, k.baris
from mart.kerawanan as k
left join mart.berkas as b on b.berkas = k.berkas
where k.kode_provinsi = $provinsi
  and k.kode_desa is not null
  and k.kategori is not null
  and k.tahun is not null
order by k.kode_desa, k.tahun, k.metode, b.diterima_pada desc nulls last, k.berkas, k.baris
