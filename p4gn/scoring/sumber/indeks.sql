-- One row per region of a province, index, place and year as published, the latest first.
select
  i.kode_wilayah, i.indeks, i.lingkungan, i.tahun, i.nilai, i.skala, i.kategori_sumber, i.pengirim, b.diterima_pada, i.berkas, i.lembar,
  i.baris
from mart.indeks_resmi as i
left join mart.berkas as b on b.berkas = i.berkas
where i.kode_provinsi = $provinsi
  and i.nilai is not null
order by i.indeks, i.tahun desc, i.lingkungan nulls first, i.berkas, i.baris
