-- One row per region, place, index and year as published; values of two scales are never compared.
create or replace table mart.indeks_resmi as
select
    pengenal as id_indeks,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    wilayah as wilayah_tertulis,
    lingkungan,
    indeks,
    tahun,
    make_date(tahun, 1, 1) as mulai,
    make_date(tahun, 12, 31) as selesai,
    nilai,
    skala,
    kategori as kategori_sumber,
    sumber,
    sumber_url,
    pengirim,
    berkas,
    lembar,
    baris
from staging.indeks_resmi
order by berkas, lembar, baris
