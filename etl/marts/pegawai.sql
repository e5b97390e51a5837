-- One row per agency, day and category of staff, from the long table and from the one with a column per category.
create or replace table mart.pegawai as
with lebar as (
    unpivot (
        select
            * exclude (jumlah_pns, jumlah_pppk, jumlah_pppk_pw, jumlah_cpns, jumlah_non_asn),
            jumlah_pns as "PNS", jumlah_pppk as "PPPK", jumlah_pppk_pw as "PPPK paruh waktu", jumlah_cpns as "CPNS", jumlah_non_asn as "non-ASN"
        from staging.pegawai_lebar
    )
    on "PNS", "PPPK", "PPPK paruh waktu", "CPNS", "non-ASN"
    into name kategori value jumlah
),
semua as (
    select
        pengenal, tanggal, presisi_tanggal, tahun_tanggal, kode_wilayah, kode_provinsi, kode_kabkota, wilayah, opd, nama_baku, kode_opd,
        jenis_instansi, wilayah_instansi, kategori, jumlah, pengirim, berkas, lembar, baris
    from staging.pegawai
    union all by name
    select
        concat_ws('-', pengenal, kategori) as pengenal, tanggal, presisi_tanggal, tahun_tanggal, kode_wilayah, kode_provinsi, kode_kabkota,
        wilayah, opd, nama_baku, kode_opd, jenis_instansi, wilayah_instansi, kategori, jumlah, pengirim, berkas, lembar, baris
    from lebar
)
select
    pengenal as id_pegawai,
    tanggal,
    presisi_tanggal,
    tahun_tanggal as tahun,
    hari_mulai(tanggal, tahun_tanggal) as mulai,
    hari_selesai(tanggal, tahun_tanggal, presisi_tanggal) as selesai,
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
    kategori,
    kategori in ('PNS', 'PPPK', 'PPPK paruh waktu', 'CPNS') as adalah_asn,
    jumlah,
    pengirim,
    berkas,
    lembar,
    baris
from semua
order by berkas, lembar, baris, kategori
