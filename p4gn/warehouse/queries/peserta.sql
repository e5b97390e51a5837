-- One row per body attending a meeting, as written and under its normal name.
select
  p.id_rapat, p.urutan, p.instansi_tertulis, p.nama_baku, p.kode_opd, p.jenis_instansi,
  r.judul, r.tanggal, r.presisi_tanggal, r.kode_wilayah
from mart.peserta_rapat as p
join mart.rapat as r using (id_rapat)
where ($id_rapat::varchar is null or p.id_rapat = $id_rapat::varchar)
  and ($wilayah::varchar is null or r.kode_wilayah = $wilayah::varchar or starts_with(r.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or r.mulai >= $awal::date)
  and ($akhir::date is null or r.selesai <= $akhir::date)
  and ($opd::varchar is null or $opd::varchar in (p.kunci_opd, p.kode_opd, p.nama_baku))
  and ($cari::varchar is null or contains(lower(concat_ws(' ', p.instansi_tertulis, p.nama_baku)), lower($cari::varchar)))
order by r.tanggal desc nulls last, p.id_rapat, p.urutan
