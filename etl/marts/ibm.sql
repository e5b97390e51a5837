-- One row per IBM unit (or service area of rehabilitation) and period; true counts of clients, every list hides small ones.
create or replace table mart.ibm as
select
    pengenal as id_ibm,
    kode_desa,
    kode_kecamatan,
    kode_kabkota,
    kode_provinsi,
    kode_wilayah,
    desa_kelurahan as nama_tertulis,
    nama_unit,
    concat_ws('|', coalesce(kode_desa, kode_wilayah), lower(coalesce(nama_unit, desa_kelurahan))) as kunci_unit,
    fase,
    tanggal as tanggal_pembentukan,
    presisi_tanggal,
    periode,
    tahun_periode as tahun,
    periode_mulai(periode) as mulai,
    periode_selesai(periode) as selesai,
    periode_tertulis,
    jumlah_agen_pemulihan,
    klien_dilayani,
    klien_dirujuk,
    klien_selesai,
    rehab_rawat_jalan,
    rehab_rawat_inap,
    coalesce(rehab_jumlah, rehab_rawat_jalan + rehab_rawat_inap) as rehab_jumlah,
    sumber_url,
    pengirim,
    berkas,
    lembar,
    baris
from staging.ibm
order by berkas, lembar, baris
