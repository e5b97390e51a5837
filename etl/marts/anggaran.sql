-- One row per agency, period and activity.
create or replace table mart.anggaran as
select
    pengenal as id_anggaran,
    periode,
    tahun_periode as tahun,
    periode_mulai(periode) as mulai,
    periode_selesai(periode) as selesai,
    periode_tertulis,
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
    program,
    kegiatan,
    pagu,
    pagu_keadaan,
    realisasi,
    realisasi_keadaan,
    sumber_dana,
    pengirim,
    berkas,
    lembar,
    baris
from staging.anggaran
order by berkas, lembar, baris
