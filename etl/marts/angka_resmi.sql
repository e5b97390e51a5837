-- One row per published figure; 1–4 people are hidden here, so that the number itself never enters an edition.
create or replace table mart.angka_resmi as
with dinilai as (
    select *, coalesce(menyangkut_orang and nilai between $kecil_dari and $kecil_sampai, false) as disamarkan
    from staging.angka_resmi
)
select
    row_number() over (order by berkas, lembar, baris) as nomor,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    wilayah as wilayah_tertulis,
    tahun,
    indikator,
    case when not disamarkan then nilai end as nilai,
    case when disamarkan then 'disamarkan' else nilai_tertulis end as nilai_tertulis,
    satuan,
    menyangkut_orang,
    disamarkan,
    sumber_media,
    sumber_url,
    berkas,
    lembar,
    baris
from dinilai
order by nomor
