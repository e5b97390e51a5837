-- One row per Desa Bersinar (BNN, stage 1 and up) at the end of the period: its stage, and whether it has an IBM unit (null: not told).
with terakhir as (
  -- The rows, the key and the order of the IBM entries of the catalogue (a test compares the two).
  select *
  from mart.status_desa
  where tahap is not null
    and ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
    and ($akhir::date is null or selesai <= $akhir::date)
  qualify row_number() over (partition by kunci_desa order by selesai desc nulls first) = 1
)
select
  t.kunci_desa, t.kode_desa, coalesce(w.nama_resmi, t.nama_tertulis) as nama_desa, t.kode_kecamatan, c.nama_wilayah as nama_kecamatan,
  t.kode_kabkota, k.nama_resmi as nama_kabkota, t.tahap, t.ber_ibm
from terakhir as t
left join mart.wilayah as w on w.kode_wilayah = t.kode_desa and w.berlaku_sampai is null
left join mart.wilayah as c on c.kode_wilayah = t.kode_kecamatan and c.berlaku_sampai is null
left join mart.wilayah as k on k.kode_wilayah = t.kode_kabkota and k.berlaku_sampai is null
where t.tahap >= 1
  and ($ber_ibm::boolean is null or coalesce(t.ber_ibm, false) = $ber_ibm::boolean)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', t.nama_tertulis, w.nama_resmi, c.nama_wilayah, k.nama_resmi)), lower($cari::varchar)))
order by t.kode_kabkota nulls last, t.kode_kecamatan nulls last, nama_desa, t.kunci_desa
