-- One row per village and day on which something was recorded about its danger, its stage (BNN) or its IBM unit: how it stood from that day on.
-- An assessment is known by its year and stands from the 1st of January; of two methods in one year IKRN counts. A village not assessed is not safe:
-- rawan is null. A record without a date makes a row without a day, which tells all that is known. kode_desa null: only the region of the village is
-- known, and no danger is told of it. To be read as the scorecards judge (a test compares the two); its labels never leave a list without a role.
create or replace table mart.status_desa as
with tahapan as (
    select kunci_desa, kode_desa, kode_kecamatan, kode_kabkota, kode_provinsi, kode_wilayah, nama_tertulis, tahap, ada_ibm, mulai, selesai, id_desa_bersinar
    from mart.desa_bersinar
    where program = 'BNN' and tahap is not null
),
penilaian as (
    select k.*, b.diterima_pada
    from mart.kerawanan as k
    left join mart.berkas as b on b.berkas = k.berkas
    where k.kode_desa is not null and k.kategori is not null and k.tahun is not null
),
unit as (
    select kode_desa as kunci_desa, min(mulai) as sejak
    from mart.ibm
    where kode_desa is not null and mulai is not null
    group by all
),
hari as (
    select kunci_desa, selesai as hari from tahapan
    union
    select kunci_desa, mulai from penilaian
    union
    select kunci_desa, sejak from unit
),
tempat as (
    select kunci_desa, min(kode_desa) as kode_desa, min(kode_kecamatan) as kode_kecamatan, min(kode_kabkota) as kode_kabkota,
        min(kode_provinsi) as kode_provinsi, min(kode_wilayah) as kode_wilayah, min(nama_tertulis) as nama_tertulis
    from (
        select kunci_desa, kode_desa, kode_kecamatan, kode_kabkota, kode_provinsi, kode_wilayah, nama_tertulis from tahapan
        union all
        select kunci_desa, kode_desa, kode_kecamatan, kode_kabkota, kode_provinsi, kode_wilayah, nama_tertulis from penilaian
        union all
        select kode_desa, kode_desa, kode_kecamatan, kode_kabkota, kode_provinsi, kode_wilayah, nama_tertulis from mart.ibm where kode_desa is not null
    )
    group by kunci_desa
),
tahap_pada as (
    select h.kunci_desa, h.hari, t.tahap, t.mulai as tahap_sejak, t.ada_ibm
    from hari as h
    join tahapan as t on t.kunci_desa = h.kunci_desa and (h.hari is null or t.selesai <= h.hari)
    qualify row_number() over (
        partition by h.kunci_desa, h.hari order by t.mulai desc nulls last, t.tahap desc, t.id_desa_bersinar desc
    ) = 1
),
penilaian_pada as (
    select h.kunci_desa, h.hari, p.kategori, p.tahun as tahun_penilaian, p.metode
    from hari as h
    join penilaian as p on p.kunci_desa = h.kunci_desa and (h.hari is null or p.mulai <= h.hari)
    qualify row_number() over (
        partition by h.kunci_desa, h.hari
        order by p.tahun desc, (p.metode is not distinct from 'IKRN') desc, p.metode, p.diterima_pada desc nulls last, p.berkas, p.baris
    ) = 1
)
select
    h.kunci_desa,
    w.kode_desa,
    w.kode_kecamatan,
    w.kode_kabkota,
    w.kode_provinsi,
    w.kode_wilayah,
    w.nama_tertulis,
    h.hari as mulai,
    h.hari as selesai,
    p.kategori,
    p.tahun_penilaian,
    p.metode,
    p.kategori in ('waspada', 'bahaya') as rawan,
    t.tahap,
    t.tahap_sejak,
    coalesce(t.tahap >= 3, false) as aktif,
    if(u.sejak <= h.hari or (u.sejak is not null and h.hari is null), true, t.ada_ibm) as ber_ibm
from hari as h
join tempat as w on w.kunci_desa = h.kunci_desa
left join tahap_pada as t on t.kunci_desa = h.kunci_desa and t.hari is not distinct from h.hari
left join penilaian_pada as p on p.kunci_desa = h.kunci_desa and p.hari is not distinct from h.hari
left join unit as u on u.kunci_desa = h.kunci_desa
order by h.kunci_desa, h.hari
