-- One row per village and programme; the year is that of the stage, from its date where only that is known.
create or replace table mart.desa_bersinar as
with dibaca as (
    select
        *,
        -- A list of Desa Bersinar without a programme column is BNN's own; Polri's villages carry another name.
        coalesce(program, 'BNN') as program_desa,
        -- Where no status is written, the day of a ceremony tells that it was held, and a decree that one was issued.
        coalesce(
            tahap,
            case
                when status is not null then null
                when tanggal is not null or tahun_pencanangan is not null then 2
                when sk_tanggal is not null or sk_nomor is not null then 1
            end
        ) as tahap_desa,
        coalesce(tanggal, if(status is null and tahun_pencanangan is null, sk_tanggal, null)) as tanggal_desa,
        if(tanggal is null and status is null and tahun_pencanangan is null and sk_tanggal is not null, 'hari', presisi_tanggal) as presisi_desa
    from staging.desa_bersinar
)
select
    pengenal as id_desa_bersinar,
    program_desa as program,
    kode_desa,
    kode_kecamatan,
    kode_kabkota,
    kode_provinsi,
    kode_wilayah,
    desa_kelurahan as nama_tertulis,
    -- What makes two rows the same village: its code, else its name inside the finest region known.
    coalesce(kode_desa, concat_ws('|', kode_wilayah, lower(desa_kelurahan))) as kunci_desa,
    tahap_desa as tahap,
    status_tertulis,
    alasan,
    coalesce(tahun_pencanangan, tahun_tanggal, year(tanggal_desa)) as tahun,
    tanggal_desa as tanggal,
    presisi_desa as presisi_tanggal,
    hari_mulai(tanggal_desa, coalesce(tahun_pencanangan, tahun_tanggal)) as mulai,
    hari_selesai(tanggal_desa, coalesce(tahun_pencanangan, tahun_tanggal), presisi_desa) as selesai,
    tanggal_tertulis,
    coalesce(dasar, sk_nomor) as dasar,
    sk_nomor,
    sk_tanggal,
    coalesce(keberadaan_ibm, ada_ibm) as ada_ibm,
    coalesce(jumlah_penggiat_p4gn, jumlah_penggiat) as jumlah_penggiat,
    coalesce(jumlah_kegiatan, jumlah_daftar_kegiatan) as jumlah_kegiatan,
    anggaran_pembentukan,
    satuan_kerja,
    sumber_media,
    sumber_url,
    pengirim,
    berkas,
    lembar,
    baris
from dibaca
order by berkas, lembar, baris
