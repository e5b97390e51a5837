-- One row per urine-test event; adalah_rincian marks rows that overlap with another row, adalah_kembaran events that another
-- sender tells as well (_pemilihan.sql says whose counts): neither is ever added.
-- The free text about results (keterangan) stays behind: it may describe persons. Rows keep the order in which they came.
create or replace table mart.tes_urine as
with dibaca as (
    select
        *,
        -- Forms that print only the negatives: all others with a valid result are reactive.
        coalesce(
            jumlah_reaktif_positif,
            case when jumlah_dites >= jumlah_negatif + coalesce(jumlah_invalid, 0) then jumlah_dites - jumlah_negatif - coalesce(jumlah_invalid, 0) end
        ) as jumlah_reaktif,
        -- Who tests an agency without saying whom (or in words nobody knows) tests its staff.
        case
            when kelompok in ('asn', 'cpns', 'non_asn', 'lain') then kelompok
            when jenis_instansi = 'opd' then 'asn'
            else 'lain'
        end as kelompok_tes,
        -- An agency is its name in its own region: SETDA of one regency is not SETDA of the next.
        concat_ws('@', coalesce(kode_opd, nama_baku), wilayah_instansi) as kunci_opd
    from staging.tes_urine
),
kembaran as (
    -- The same agency, day, group and number of people from several senders is one event; all but the first sender's are twins.
    select nomor_baris
    from dibaca
    where rincian_dari is null and presisi_tanggal = 'hari' and jumlah_dites is not null and kunci_opd like '_%@_%'
    qualify pengirim is distinct from first_value(pengirim) over (
        partition by kunci_opd, tanggal, kelompok_tes, jumlah_dites
        order by pilihan_pengirim(pengirim, kunci_opd), diterima_pada desc nulls last, berkas, baris, lembar
    )
),
induk as (
    select id, pengenal, nomor_baris
    from staging.tes_urine
    where id in (select rincian_dari from staging.tes_urine where rincian_dari is not null)
)
select
    anak.pengenal as id_tes,
    anak.tanggal,
    anak.tanggal_sampai,
    anak.presisi_tanggal,
    anak.tahun_tanggal as tahun,
    hari_mulai(anak.tanggal, anak.tahun_tanggal) as mulai,
    hari_selesai(anak.tanggal, anak.tahun_tanggal, anak.presisi_tanggal) as selesai,
    anak.tanggal_tertulis,
    anak.tanda_tanggal,
    anak.kode_wilayah,
    anak.kode_provinsi,
    anak.kode_kabkota,
    anak.wilayah as wilayah_tertulis,
    anak.instansi,
    anak.nama_baku,
    anak.kode_opd,
    anak.jenis_instansi,
    anak.kunci_opd,
    anak.kelompok_sasaran,
    anak.kelompok_tes as kelompok,
    anak.tempat,
    anak.jumlah_sasaran,
    anak.jumlah_sasaran_l,
    anak.jumlah_sasaran_p,
    anak.jumlah_hadir,
    anak.jumlah_dites,
    anak.jumlah_dites_l,
    anak.jumlah_dites_p,
    anak.jumlah_cpns,
    anak.jumlah_cpns_dites,
    anak.jumlah_negatif,
    anak.jumlah_invalid,
    anak.jumlah_reaktif,
    anak.jumlah_reaktif is not null as ada_hasil,
    anak.dengan_resep,
    anak.terkonfirmasi,
    anak.asesmen,
    anak.rehabilitasi,
    anak.tanggal_tindak_lanjut,
    anak.rincian_dari is not null as adalah_rincian,
    induk.pengenal as id_induk,
    kembaran.nomor_baris is not null as adalah_kembaran,
    anak.zat,
    anak.pelaksana,
    anak.penguji,
    anak.sumber_media,
    anak.sumber_url,
    anak.pengirim,
    anak.berkas,
    anak.lembar,
    anak.baris
from dibaca as anak
left join kembaran on kembaran.nomor_baris = anak.nomor_baris
left join induk on induk.id = anak.rincian_dari and induk.nomor_baris <> anak.nomor_baris
