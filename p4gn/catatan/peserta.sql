-- Agencies named as present at each meeting, in the order of the file.
select id_rapat, kunci_opd, coalesce(nama_baku, instansi_tertulis) as nama
from mart.peserta_rapat
order by id_rapat, urutan
