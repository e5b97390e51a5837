-- One row per region (kab/kota or kecamatan of a province) and document whose status is known.
select
  d.kode_wilayah, d.kode_kabkota, d.kode_kecamatan, d.jenis_dokumen, d.status, d.nomor, d.tanggal, d.tahun, d.selesai, d.berlaku_sampai,
  d.pengirim, b.diterima_pada, d.berkas, d.lembar, d.baris
from mart.dokumen_wilayah as d
left join mart.berkas as b on b.berkas = d.berkas
where d.kode_provinsi = $provinsi
  and d.status is not null
order by d.kode_wilayah, d.selesai, d.berkas, d.baris
