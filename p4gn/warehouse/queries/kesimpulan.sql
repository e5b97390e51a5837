-- One row per conclusion of a meeting, in the order in which the meeting gave them.
select
  k.id_rapat, k.urutan, k.kesimpulan,
  r.judul, r.tanggal, r.presisi_tanggal, r.kode_wilayah, w.nama_resmi as nama_wilayah, r.sumber_media, r.sumber_url
from mart.kesimpulan_rapat as k
join mart.rapat as r using (id_rapat)
left join mart.wilayah as w on w.kode_wilayah = r.kode_wilayah and w.berlaku_sampai is null
where ($id_rapat::varchar is null or k.id_rapat = $id_rapat::varchar)
  and ($wilayah::varchar is null or r.kode_wilayah = $wilayah::varchar or starts_with(r.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or r.mulai >= $awal::date)
  and ($akhir::date is null or r.selesai <= $akhir::date)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', k.kesimpulan, r.judul)), lower($cari::varchar)))
order by r.tanggal desc nulls last, k.id_rapat, k.urutan
