-- One row per agency named as present at a meeting; diundang: whether it is on the list of those invited, null where there is no such list.
create or replace table mart.peserta_rapat as
with
undangan as (
    select
        nomor_baris,
        list(instansi_sama(kode_opd, nama_baku, wilayah_instansi, isi)) as yang_diundang
    from staging.rapat_instansi_diundang
    group by nomor_baris
)
select
    induk.pengenal as id_rapat,
    urutan,
    isi as instansi_tertulis,
    anak.nama_baku,
    anak.kode_opd,
    anak.jenis_instansi,
    concat_ws('@', coalesce(anak.kode_opd, anak.nama_baku), anak.wilayah_instansi) as kunci_opd,
    list_contains(undangan.yang_diundang, instansi_sama(anak.kode_opd, anak.nama_baku, anak.wilayah_instansi, isi)) as diundang
from staging.rapat_instansi_hadir as anak
join staging.rapat as induk using (nomor_baris)
left join undangan using (nomor_baris)
order by nomor_baris, urutan
