-- One row per village, year and method; the category as published, never computed, null where the village is not assessed yet. Order of BNN: aman 0, siaga 1, waspada 2, bahaya 3.
-- For a map of villages only behind a sign-in; screens add these rows up by regency.
create or replace table mart.kerawanan as
select
    pengenal as id_kerawanan,
    kode_desa,
    kode_kecamatan,
    kode_kabkota,
    kode_provinsi,
    kode_wilayah,
    desa_kelurahan as nama_tertulis,
    coalesce(kode_desa, concat_ws('|', kode_wilayah, lower(desa_kelurahan))) as kunci_desa,
    kategori,
    case kategori when 'aman' then 0 when 'siaga' then 1 when 'waspada' then 2 when 'bahaya' then 3 end::integer as tingkat_kerawanan,
    metode,
    tahun,
    make_date(tahun, 1, 1) as mulai,
    make_date(tahun, 12, 31) as selesai,
    nilai_ikrn,
    sumber,
    sumber_url,
    pengirim,
    berkas,
    lembar,
    baris
from staging.kerawanan
order by berkas, lembar, baris
