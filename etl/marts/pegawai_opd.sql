-- One row per agency and day: its headcount as one sender told it (_pemilihan.sql), only where the number of PNS is known.
-- A category nobody wrote is null, not 0; asn adds up the known ones of PNS, PPPK, PPPK paruh waktu and CPNS.
create or replace table mart.pegawai_opd as
with tertulis as (
    -- What one sender wrote about one category, its latest file first.
    select pegawai.*, kiriman.diterima_pada
    from mart.pegawai as pegawai
    left join mart.berkas as kiriman on kiriman.berkas = pegawai.berkas
    where adalah_opd_daerah(jenis_instansi, kunci_opd) and presisi_tanggal = 'hari' and jumlah is not null
    qualify row_number() over (
        partition by kunci_opd, tanggal, pegawai.pengirim, kategori
        order by kiriman.diterima_pada desc nulls last, pegawai.berkas, pegawai.baris, pegawai.lembar
    ) = 1
),
potret as (
    -- All that one sender wrote about one day; where it stands is where its PNS stand.
    select
        pns.kunci_opd, pns.kode_opd, pns.nama_baku, pns.tanggal, pns.pengirim, pns.diterima_pada, pns.berkas, pns.lembar, pns.baris,
        pns.jumlah as pns,
        max(lain.jumlah) filter (where lain.kategori = 'PPPK') as pppk,
        max(lain.jumlah) filter (where lain.kategori = 'PPPK paruh waktu') as pppk_paruh_waktu,
        max(lain.jumlah) filter (where lain.kategori = 'CPNS') as cpns,
        max(lain.jumlah) filter (where lain.kategori = 'non-ASN') as non_asn
    from tertulis as pns
    join tertulis as lain
        on lain.kunci_opd = pns.kunci_opd and lain.tanggal = pns.tanggal and lain.pengirim is not distinct from pns.pengirim
    where pns.kategori = 'PNS'
    group by all
),
terpilih as (
    select * from potret
    qualify row_number() over (
        partition by kunci_opd, tanggal
        order by pilihan_pengirim(pengirim, kunci_opd), diterima_pada desc nulls last, berkas, baris, lembar
    ) = 1
)
select
    kunci_opd,
    kode_opd,
    nama_baku as nama_opd,
    wilayah_opd(kunci_opd) as wilayah_opd,
    wilayah_opd(kunci_opd) as kode_wilayah,
    tanggal,
    pns,
    pppk,
    pppk_paruh_waktu,
    cpns,
    non_asn,
    pns + coalesce(pppk, 0) + coalesce(pppk_paruh_waktu, 0) + coalesce(cpns, 0) as asn,
    pengirim,
    diterima_pada,
    berkas,
    lembar,
    baris
from terpilih
order by kunci_opd, tanggal
