-- One row per agency and half-year: the report that is believed (_pemilihan.sql), its figures for the half-year and from January.
create or replace table mart.laporan_opd as
with berurut as (
    select
        aksi.*,
        kiriman.diterima_pada,
        right(aksi.periode, 1)::integer as semester,
        count(distinct coalesce(aksi.pengirim, '')) over (partition by kunci_opd, periode) as jumlah_pengirim,
        row_number() over (
            partition by kunci_opd, periode
            order by pilihan_pengirim(aksi.pengirim, kunci_opd), kiriman.diterima_pada desc nulls last, aksi.berkas, aksi.baris, aksi.lembar
        ) as urutan
    from mart.aksi_opd as aksi
    left join mart.berkas as kiriman on kiriman.berkas = aksi.berkas
    where adalah_opd_daerah(jenis_instansi, kunci_opd) and periode like '____-S_'
),
terpilih as (
    select *, if(semester = 1, laporan_b06, laporan_b12) as tanggal_tertulis from berurut where urutan = 1
)
select
    dua.kunci_opd,
    dua.kode_opd,
    dua.nama_baku as nama_opd,
    wilayah_opd(dua.kunci_opd) as wilayah_opd,
    wilayah_opd(dua.kunci_opd) as kode_wilayah,
    left(wilayah_opd(dua.kunci_opd), 2) as kode_provinsi,
    kabkota_opd(dua.kunci_opd) as kode_kabkota,
    dua.periode,
    dua.tahun,
    dua.semester,
    dua.mulai,
    dua.selesai,
    dua.jenis_angka,
    dua.sosialisasi_kegiatan as kegiatan,
    dua.sosialisasi_peserta as peserta,
    dua.sosialisasi_peserta_asn as peserta_asn,
    if(dua.semester = 1, dua.sosialisasi_kegiatan, angka_semester_dua(satu.sosialisasi_kegiatan, dua.sosialisasi_kegiatan, dua.jenis_angka)) as kegiatan_semester,
    if(dua.semester = 1, dua.sosialisasi_peserta, angka_semester_dua(satu.sosialisasi_peserta, dua.sosialisasi_peserta, dua.jenis_angka)) as peserta_semester,
    if(
        dua.semester = 1, dua.sosialisasi_peserta_asn, angka_semester_dua(satu.sosialisasi_peserta_asn, dua.sosialisasi_peserta_asn, dua.jenis_angka)
    ) as peserta_asn_semester,
    if(dua.semester = 1, dua.sosialisasi_kegiatan, angka_tahun(satu.sosialisasi_kegiatan, dua.sosialisasi_kegiatan, dua.jenis_angka)) as kegiatan_tahun,
    if(dua.semester = 1, dua.sosialisasi_peserta, angka_tahun(satu.sosialisasi_peserta, dua.sosialisasi_peserta, dua.jenis_angka)) as peserta_tahun,
    if(
        dua.semester = 1, dua.sosialisasi_peserta_asn, angka_tahun(satu.sosialisasi_peserta_asn, dua.sosialisasi_peserta_asn, dua.jenis_angka)
    ) as peserta_asn_tahun,
    dua.regulasi_status,
    dua.regulasi_jenis,
    dua.regulasi_nomor,
    dua.regulasi_tanggal,
    dua.satgas_status,
    dua.satgas_sk_nomor,
    dua.satgas_sk_tanggal,
    dua.satgas_penggiat,
    dua.diklat_jumlah,
    dua.diklat_bermateri,
    dua.diklat_peserta,
    coalesce(dua.tanggal_tertulis, dua.diterima_pada::date) as tanggal_kirim,
    case when dua.tanggal_tertulis is not null then 'tertulis' when dua.diterima_pada is not null then 'diterima' end as tanggal_kirim_asal,
    dua.bukti,
    dua.jumlah_pengirim::integer as jumlah_pengirim,
    dua.pengirim,
    dua.diterima_pada,
    dua.berkas,
    dua.lembar,
    dua.baris,
    dua.id_aksi
from terpilih as dua
left join terpilih as satu on satu.kunci_opd = dua.kunci_opd and satu.tahun = dua.tahun and satu.semester = 1
order by kunci_opd, periode
