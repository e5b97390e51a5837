-- One row per activity named in a Desa Bersinar list.
create or replace table mart.kegiatan_desa as
select induk.pengenal as id_desa_bersinar, urutan, isi as kegiatan
from staging.desa_bersinar_daftar_kegiatan as anak
join staging.desa_bersinar as induk using (nomor_baris)
order by nomor_baris, urutan
