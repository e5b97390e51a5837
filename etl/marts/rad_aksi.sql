-- One row per action of an action plan, agency and period; jenis_angka tells whether B12 runs from January, null where nobody said.
create or replace table mart.rad_aksi as
select
    pengenal as id_rad_aksi,
    periode,
    tahun_periode as tahun,
    periode_mulai(periode) as mulai,
    periode_selesai(periode) as selesai,
    periode_tertulis,
    jenis_angka,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    wilayah as wilayah_tertulis,
    aksi,
    ukuran,
    opd_pelaksana as instansi,
    nama_baku,
    kode_opd,
    jenis_instansi,
    -- An agency is its name in its own region: SETDA of one regency is not SETDA of the next.
    concat_ws('@', coalesce(kode_opd, nama_baku), wilayah_instansi) as kunci_opd,
    target,
    realisasi,
    realisasi_b06,
    realisasi_b12,
    satuan,
    kendala,
    tindak_lanjut,
    bukti,
    bukti is not null as ada_bukti,
    pengirim,
    berkas,
    lembar,
    baris
from staging.rad_aksi
order by berkas, lembar, baris
