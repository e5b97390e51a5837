-- One row per region (down to kecamatan) and document; one that is not there yet has the status belum.
create or replace table mart.dokumen_wilayah as
select
    pengenal as id_dokumen,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    kode_kecamatan,
    wilayah as wilayah_tertulis,
    jenis_dokumen,
    -- A list without a status column: what has a number is there, and 'belum' in the place of the number says it is not.
    coalesce(status, case when regexp_matches(lower(nomor), '^(belum|tidak ada|nihil|proses)') then 'belum' when nomor is not null then 'ada' end) as status,
    nomor,
    judul_dokumen,
    tanggal,
    presisi_tanggal,
    -- A report on January to December that was sent before December is about the year before.
    coalesce(tahun, tahun_tanggal - if(jenis_dokumen = 'laporan B12' and month(tanggal) < 12, 1, 0)) as tahun,
    hari_mulai(tanggal, coalesce(tahun_tanggal, tahun)) as mulai,
    hari_selesai(tanggal, coalesce(tahun_tanggal, tahun), presisi_tanggal) as selesai,
    berlaku_sampai,
    tautan,
    pengirim,
    berkas,
    lembar,
    baris
from staging.dokumen_wilayah
order by berkas, lembar, baris
