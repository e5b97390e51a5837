-- One row per village and programme; the year is that of the stage, from its date where only that is known.
create or replace table mart.desa_bersinar as
select
    id as id_desa_bersinar,
    program,
    kode_desa,
    kode_kecamatan,
    kode_kabkota,
    kode_provinsi,
    kode_wilayah,
    desa_kelurahan as nama_tertulis,
    -- What makes two rows the same village: its code, else its name inside the finest region known.
    coalesce(kode_desa, concat_ws('|', kode_wilayah, lower(desa_kelurahan))) as kunci_desa,
    tahap,
    status_tertulis,
    coalesce(tahun_pencanangan, tahun_tanggal) as tahun,
    tanggal,
    presisi_tanggal,
    hari_mulai(tanggal, coalesce(tahun_pencanangan, tahun_tanggal)) as mulai,
    hari_selesai(tanggal, coalesce(tahun_pencanangan, tahun_tanggal), presisi_tanggal) as selesai,
    tanggal_tertulis,
    dasar,
    ada_ibm,
    jumlah_penggiat,
    sumber_media,
    sumber_url,
    berkas,
    baris
from staging.desa_bersinar
order by berkas, lembar, baris
