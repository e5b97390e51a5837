-- One row per agency named as present at a meeting.
create or replace table mart.peserta_rapat as
select
    induk.pengenal as id_rapat,
    urutan,
    isi as instansi_tertulis,
    anak.nama_baku,
    anak.kode_opd,
    anak.jenis_instansi,
    concat_ws('@', coalesce(anak.kode_opd, anak.nama_baku), anak.wilayah_instansi) as kunci_opd
from staging.rapat_instansi_hadir as anak
join staging.rapat as induk using (nomor_baris)
order by nomor_baris, urutan
