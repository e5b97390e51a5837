-- One row per meeting or activity.
create or replace table mart.rapat as
select
    pengenal as id_rapat,
    tanggal,
    tanggal_sampai,
    presisi_tanggal,
    tahun_tanggal as tahun,
    hari_mulai(tanggal, tahun_tanggal) as mulai,
    hari_selesai(tanggal, tahun_tanggal, presisi_tanggal) as selesai,
    tanggal_tertulis,
    tanda_tanggal,
    jenis as jenis_rapat,
    jenis_tertulis,
    judul_ringkas as judul,
    tempat,
    kode_wilayah,
    kode_provinsi,
    kode_kabkota,
    wilayah as wilayah_tertulis,
    penyelenggara,
    pimpinan_jabatan,
    jumlah_peserta,
    dasar_hukum,
    dasar_hukum is not null as ada_dasar_hukum,
    jumlah_kesimpulan,
    jumlah_kesimpulan is not null as ada_kesimpulan,
    sumber_media,
    sumber_url,
    pengirim,
    berkas,
    baris
from staging.rapat
order by berkas, lembar, baris
