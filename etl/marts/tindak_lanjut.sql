-- One row per follow-up of a meeting; without a due date `tanpa_tenggat` is true, which is a finding.
create or replace table mart.tindak_lanjut as
select
    pengenal as id_tindak_lanjut,
    id_rapat,
    judul_rapat,
    tanggal as tanggal_rapat,
    presisi_tanggal,
    tahun_tanggal as tahun,
    hari_mulai(tanggal, tahun_tanggal) as mulai,
    hari_selesai(tanggal, tahun_tanggal, presisi_tanggal) as selesai,
    uraian,
    topik,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    wilayah as wilayah_tertulis,
    penanggung_jawab as instansi,
    nama_baku,
    kode_opd,
    jenis_instansi,
    -- An agency is its name in its own region: SETDA of one regency is not SETDA of the next.
    concat_ws('@', coalesce(kode_opd, nama_baku), wilayah_instansi) as kunci_opd,
    jumlah_pendukung,
    batas_waktu,
    batas_waktu_tertulis,
    batas_waktu is null as tanpa_tenggat,
    status,
    status_tertulis,
    tanggal_selesai,
    bukti,
    bukti is not null as ada_bukti,
    pengirim,
    berkas,
    lembar,
    baris
from staging.tindak_lanjut
order by berkas, lembar, baris
