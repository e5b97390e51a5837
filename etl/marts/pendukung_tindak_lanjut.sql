-- One row per agency named as supporting a follow-up.
create or replace table mart.pendukung_tindak_lanjut as
select
    induk.pengenal as id_tindak_lanjut,
    urutan,
    isi as instansi_tertulis,
    anak.nama_baku,
    anak.kode_opd,
    anak.jenis_instansi,
    concat_ws('@', coalesce(anak.kode_opd, anak.nama_baku), anak.wilayah_instansi) as kunci_opd
from staging.tindak_lanjut_pendukung as anak
join staging.tindak_lanjut as induk using (nomor_baris)
order by nomor_baris, urutan
