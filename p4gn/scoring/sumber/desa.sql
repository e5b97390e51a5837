-- One row per village of the programme (BNN) and time it was recorded, the latest first.
select
  d.kode_desa, d.kode_kecamatan, d.kode_kabkota, d.tahap, d.selesai, d.ada_ibm, d.nama_tertulis, d.pengirim, b.diterima_pada, d.berkas,
  d.lembar, d.baris
from mart.desa_bersinar as d
left join mart.berkas as b on b.berkas = d.berkas
where d.kode_provinsi = $provinsi
  and d.program = 'BNN'
  and d.tahap is not null
  and d.selesai is not null
order by d.mulai desc nulls last, d.tahap desc, d.id_desa_bersinar desc
