-- One row per meeting of a province whose kind is known, by day.
select
  r.kode_wilayah, r.jenis_rapat, r.mulai, r.selesai, r.judul, r.pengirim, b.diterima_pada, r.berkas, r.lembar, r.baris
from mart.rapat as r
left join mart.berkas as b on b.berkas = r.berkas
where r.kode_provinsi = $provinsi
  and r.jenis_rapat is not null
  and r.selesai is not null
order by r.kode_wilayah, r.mulai, r.berkas, r.baris
