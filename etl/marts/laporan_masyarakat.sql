-- One row per region, period and channel: how many reports, never who or about whom.
create or replace table mart.laporan_masyarakat as
select
    pengenal as id_laporan,
    periode,
    tahun_periode as tahun,
    periode_mulai(periode) as mulai,
    periode_selesai(periode) as selesai,
    periode_tertulis,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    wilayah as wilayah_tertulis,
    kanal,
    diterima,
    diterima_keadaan,
    diteruskan,
    diteruskan_keadaan,
    masuk.selesai as jumlah_selesai,
    selesai_keadaan as jumlah_selesai_keadaan,
    pengirim,
    berkas,
    lembar,
    baris
from staging.laporan_masyarakat as masuk
order by berkas, lembar, baris
