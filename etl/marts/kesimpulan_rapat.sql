-- One row per conclusion of a meeting.
create or replace table mart.kesimpulan_rapat as
select induk.pengenal as id_rapat, urutan, isi as kesimpulan
from staging.rapat_kesimpulan as anak
join staging.rapat as induk using (nomor_baris)
order by nomor_baris, urutan
