-- One row per published figure.
create or replace table mart.angka_resmi as
select
    row_number() over (order by berkas, lembar, baris) as nomor,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    wilayah as wilayah_tertulis,
    tahun,
    indikator,
    nilai,
    nilai_tertulis,
    satuan,
    sumber_media,
    sumber_url,
    berkas,
    baris
from staging.angka_resmi
order by nomor
