-- One row per kecamatan and day on which a decree of its integrated team was recorded or had run out: whether one was in force from that day on.
create or replace table mart.status_tim as
with sk as (
    select kode_kecamatan, kode_kabkota, kode_provinsi, status, selesai, berlaku_sampai
    from mart.dokumen_wilayah
    where jenis_dokumen = 'SK tim terpadu' and kode_kecamatan is not null and status is not null and selesai is not null
),
hari as (
    select kode_kecamatan, selesai as hari from sk
    union
    -- What has not run out yet, by the day the data reach, is in force.
    select kode_kecamatan, berlaku_sampai + 1 from sk where berlaku_sampai < $data_per
)
select
    h.kode_kecamatan as kode_wilayah,
    h.kode_kecamatan,
    any_value(sk.kode_kabkota) as kode_kabkota,
    any_value(sk.kode_provinsi) as kode_provinsi,
    h.hari as mulai,
    h.hari as selesai,
    bool_or(sk.status = 'ada' and (sk.berlaku_sampai is null or sk.berlaku_sampai >= h.hari)) as berlaku
from hari as h
join sk on sk.kode_kecamatan = h.kode_kecamatan and sk.selesai <= h.hari
group by all
order by h.kode_kecamatan, h.hari
