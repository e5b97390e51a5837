-- Agencies of each meeting in the order of the file, first those invited: whether each was invited and came, null where no such list says.
select id_rapat, kunci_opd, coalesce(nama_baku, instansi_tertulis) as nama, true as diundang, hadir, urutan
from mart.undangan_rapat
union all
select id_rapat, kunci_opd, coalesce(nama_baku, instansi_tertulis), diundang, true, 1000 + urutan
from mart.peserta_rapat
where diundang is not true
order by id_rapat, urutan
