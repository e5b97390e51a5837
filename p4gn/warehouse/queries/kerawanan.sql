-- One row per regency, year and method: how many villages stood in each category. Villages are not named: the label would stay with them.
select
  k.kode_kabkota, w.nama_resmi as nama_kabkota, k.kode_provinsi, k.tahun, k.metode,
  count(*) filter (where k.kategori = 'bahaya') as jumlah_bahaya,
  count(*) filter (where k.kategori = 'waspada') as jumlah_waspada,
  count(*) filter (where k.kategori = 'siaga') as jumlah_siaga,
  count(*) filter (where k.kategori = 'aman') as jumlah_aman,
  count(*) as jumlah_dinilai
from mart.kerawanan as k
left join mart.wilayah as w on w.kode_wilayah = k.kode_kabkota and w.berlaku_sampai is null
where k.kategori is not null  -- a village not assessed yet is none of the four
  and ($wilayah::varchar is null or k.kode_kabkota = $wilayah::varchar or starts_with(k.kode_kabkota, $wilayah::varchar || '.'))
  and ($awal::date is null or k.mulai >= $awal::date)
  and ($akhir::date is null or k.selesai <= $akhir::date)
  and ($metode::varchar is null or k.metode = $metode::varchar)
group by all
order by k.kode_kabkota nulls last, k.tahun desc, k.metode nulls last
