-- One row per agency, innovation and year.
create or replace table mart.inovasi as
select
    pengenal as id_inovasi,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    wilayah as wilayah_tertulis,
    opd as instansi,
    nama_baku,
    kode_opd,
    jenis_instansi,
    -- An agency is its name in its own region: SETDA of one regency is not SETDA of the next.
    concat_ws('@', coalesce(kode_opd, nama_baku), wilayah_instansi) as kunci_opd,
    nama_inovasi,
    tahun,
    make_date(tahun, 1, 1) as mulai,
    make_date(tahun, 12, 31) as selesai,
    sumber_dana,
    status,
    sasaran,
    uraian,
    tautan,
    pengirim,
    berkas,
    lembar,
    baris
from staging.inovasi
order by berkas, lembar, baris
