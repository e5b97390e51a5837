-- One row per activity named in a list of Desa Bersinar.
select
  k.id_desa_bersinar, k.urutan, k.kegiatan, d.nama_tertulis, d.kode_wilayah, d.kode_kabkota, w.nama_resmi as nama_wilayah, d.tahun
from mart.kegiatan_desa as k
join mart.desa_bersinar as d using (id_desa_bersinar)
left join mart.wilayah as w on w.kode_wilayah = d.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or d.kode_wilayah = $wilayah::varchar or starts_with(d.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or d.mulai >= $awal::date)
  and ($akhir::date is null or d.selesai <= $akhir::date)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', k.kegiatan, d.nama_tertulis, w.nama_resmi)), lower($cari::varchar)))
order by d.kode_wilayah nulls last, k.id_desa_bersinar, k.urutan
