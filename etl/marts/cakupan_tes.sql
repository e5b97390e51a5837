-- One row per agency, year and position ('S1' to 30 June, 'tahun' the whole year): people tested beside the headcount known by then.
-- Neither details nor what a second sender tells again is counted. No event with a number: null, not 0; no headcount: null.
create or replace table mart.cakupan_tes as
with kegiatan as (
    select * from mart.tes_urine
    where adalah_opd_daerah(jenis_instansi, kunci_opd) and mulai is not null and not adalah_rincian and not adalah_kembaran
),
opd as (
    select kunci_opd, any_value(kode_opd) as kode_opd, min(nama_opd) as nama_opd, min(sejak) as sejak
    from (
        select kunci_opd, kode_opd, nama_baku as nama_opd, selesai as sejak from kegiatan
        union all
        select kunci_opd, kode_opd, nama_opd, tanggal as sejak from mart.pegawai_opd
    )
    group by kunci_opd
),
tahun as (
    select unnest(range(min(tahun), max(tahun) + 1))::integer as tahun
    from (select year(mulai) as tahun from kegiatan union all select year(tanggal) as tahun from mart.pegawai_opd)
),
jendela as (
    select tahun, 'S1' as posisi, make_date(tahun, 1, 1) as mulai, make_date(tahun, 6, 30) as selesai from tahun
    union all
    select tahun, 'tahun' as posisi, make_date(tahun, 1, 1) as mulai, make_date(tahun, 12, 31) as selesai from tahun
),
dites as (
    -- An event lies in a window with its whole date: one known by its year only is in no first half.
    select
        k.kunci_opd,
        j.tahun,
        j.posisi,
        count(*) as kegiatan,
        sum(k.jumlah_dites) filter (where k.kelompok in ('asn', 'cpns')) as dites_asn,
        sum(coalesce(k.jumlah_cpns_dites, if(k.kelompok = 'cpns', k.jumlah_dites, null))) as dites_cpns
    from kegiatan as k
    join jendela as j on j.tahun = year(k.mulai) and k.selesai <= j.selesai
    group by all
),
berjendela as (
    select opd.*, jendela.*, least(jendela.selesai, $data_per::date) as batas
    from opd join jendela on opd.sejak <= jendela.selesai
)
select
    b.kunci_opd,
    b.kode_opd,
    b.nama_opd,
    wilayah_opd(b.kunci_opd) as wilayah_opd,
    wilayah_opd(b.kunci_opd) as kode_wilayah,
    left(wilayah_opd(b.kunci_opd), 2) as kode_provinsi,
    kabkota_opd(b.kunci_opd) as kode_kabkota,
    b.tahun,
    b.posisi,
    b.mulai,
    b.selesai,
    coalesce(d.kegiatan, 0)::integer as kegiatan,
    d.dites_asn::bigint as dites_asn,
    d.dites_cpns::bigint as dites_cpns,
    p.asn,
    p.cpns,
    p.tanggal as tanggal_pegawai,
    case when p.asn is not null and d.dites_asn is not null then least(d.dites_asn, p.asn)::bigint end as asn_dites,
    case when p.cpns is not null and d.dites_cpns is not null then least(d.dites_cpns, p.cpns)::bigint end as cpns_dites
from berjendela as b
asof left join mart.pegawai_opd as p on p.kunci_opd = b.kunci_opd and b.batas >= p.tanggal
left join dites as d on d.kunci_opd = b.kunci_opd and d.tahun = b.tahun and d.posisi = b.posisi
order by b.kunci_opd, b.tahun, b.posisi
