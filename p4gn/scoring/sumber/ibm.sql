-- One row per IBM unit of a known village and period of a province.
select
  i.kode_desa, i.mulai, i.pengirim, b.diterima_pada, i.berkas, i.lembar, i.baris
from mart.ibm as i
left join mart.berkas as b on b.berkas = i.berkas
where i.kode_provinsi = $provinsi
  and i.kode_desa is not null
  and i.mulai is not null
order by i.kode_desa, i.mulai, i.berkas, i.baris
