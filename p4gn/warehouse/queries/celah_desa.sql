-- One row per village in danger (bahaya or waspada) without an active programme at the end of the period, the gravest first in each kab/kota. Names villages: never for every role.
with terakhir as (
  -- The rows, the key and the order of the danger entries of the catalogue (a test compares the two).
  select *
  from mart.status_desa
  where rawan is not null
    and ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
    and ($akhir::date is null or selesai <= $akhir::date)
  qualify row_number() over (partition by kunci_desa order by selesai desc nulls first) = 1
)
select
  t.kode_desa, w.nama_resmi as nama_desa, t.kode_kecamatan, c.nama_wilayah as nama_kecamatan, t.kode_kabkota, k.nama_resmi as nama_kabkota,
  t.kategori, t.tahun_penilaian, t.metode, t.tahap, t.ber_ibm
from terakhir as t
left join mart.wilayah as w on w.kode_wilayah = t.kode_desa and w.berlaku_sampai is null
left join mart.wilayah as c on c.kode_wilayah = t.kode_kecamatan and c.berlaku_sampai is null
left join mart.wilayah as k on k.kode_wilayah = t.kode_kabkota and k.berlaku_sampai is null
where t.rawan and not t.aktif
  and ($kategori::varchar is null or t.kategori = $kategori::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', w.nama_resmi, c.nama_wilayah, k.nama_resmi)), lower($cari::varchar)))
order by t.kode_kabkota, t.kategori, t.kode_kecamatan, w.nama_resmi, t.kode_desa
