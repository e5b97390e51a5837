-- One row per agency, period and activity, the latest period first.
select
  a.id_anggaran, a.periode, a.tahun,
  a.kode_wilayah, a.kode_provinsi, a.kode_kabkota, w.nama_resmi as nama_wilayah,
  a.instansi, a.nama_baku, a.kode_opd, a.jenis_instansi,
  a.program, a.kegiatan, a.pagu, a.realisasi, a.sumber_dana, a.berkas, a.lembar, a.baris
from mart.anggaran as a
left join mart.wilayah as w on w.kode_wilayah = a.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or a.kode_wilayah = $wilayah::varchar or starts_with(a.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or a.mulai >= $awal::date)
  and ($akhir::date is null or a.selesai <= $akhir::date)
  and ($opd::varchar is null or $opd::varchar in (a.kunci_opd, a.kode_opd, a.nama_baku))
  and ($cari::varchar is null or contains(lower(concat_ws(' ', a.instansi, a.nama_baku, a.program, a.kegiatan, w.nama_resmi)), lower($cari::varchar)))
order by a.mulai desc nulls last, a.kode_wilayah nulls last, a.nama_baku, a.kegiatan, a.id_anggaran
