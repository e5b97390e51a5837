-- One row per agency invited to a meeting; hadir: whether it is named as present, null where nobody is named as present.
create or replace table mart.undangan_rapat as
with
datang as (
    select
        nomor_baris,
        list(instansi_sama(kode_opd, nama_baku, wilayah_instansi, isi)) as yang_hadir
    from staging.rapat_instansi_hadir
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
    list_contains(datang.yang_hadir, instansi_sama(anak.kode_opd, anak.nama_baku, anak.wilayah_instansi, isi)) as hadir
from staging.rapat_instansi_diundang as anak
join staging.rapat as induk using (nomor_baris)
left join datang using (nomor_baris)
order by nomor_baris, urutan
