-- One row per urine-test event; adalah_rincian marks rows that overlap with another row and are never added.
-- The free text about results (keterangan) stays behind: it may describe persons.
create or replace table mart.tes_urine as
select
    anak.id as id_tes,
    anak.tanggal,
    anak.tanggal_sampai,
    anak.presisi_tanggal,
    anak.tahun_tanggal as tahun,
    hari_mulai(anak.tanggal, anak.tahun_tanggal) as mulai,
    hari_selesai(anak.tanggal, anak.tahun_tanggal, anak.presisi_tanggal) as selesai,
    anak.tanggal_tertulis,
    anak.tanda_tanggal,
    anak.kode_wilayah,
    anak.kode_provinsi,
    anak.kode_kabkota,
    anak.wilayah as wilayah_tertulis,
    anak.instansi,
    anak.nama_baku,
    anak.kode_opd,
    anak.jenis_instansi,
    -- An agency is its name in its own region: SETDA of one regency is not SETDA of the next.
    concat_ws('@', coalesce(anak.kode_opd, anak.nama_baku), anak.wilayah_instansi) as kunci_opd,
    anak.kelompok_sasaran,
    anak.jumlah_sasaran,
    anak.jumlah_dites,
    anak.jumlah_reaktif_positif as jumlah_reaktif,
    anak.jumlah_reaktif_positif is not null as ada_hasil,
    anak.rincian_dari is not null as adalah_rincian,
    induk.id as id_induk,
    anak.zat,
    anak.pelaksana,
    anak.sumber_media,
    anak.sumber_url,
    anak.berkas,
    anak.baris
from staging.tes_urine as anak
left join staging.tes_urine as induk on induk.id = anak.rincian_dari and induk.nomor_baris <> anak.nomor_baris
order by anak.berkas, anak.lembar, anak.baris
