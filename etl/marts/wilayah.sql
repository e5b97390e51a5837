-- One row per region of Indonesia, province to desa.
create or replace table mart.wilayah as
select
    kode_wilayah,
    nama_wilayah,
    nama_resmi,
    tingkat,
    jenis,
    kode_induk,
    cast(berlaku_dari as date) as berlaku_dari,
    cast(berlaku_sampai as date) as berlaku_sampai
from staging.wilayah
order by kode_wilayah
