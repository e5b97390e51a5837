-- One row per action of an action plan, agency and period, the latest period first.
select
  r.id_rad_aksi, r.periode, r.tahun, r.jenis_angka,
  r.kode_wilayah, r.kode_provinsi, r.kode_kabkota, w.nama_resmi as nama_wilayah,
  r.aksi, r.ukuran, r.instansi, r.nama_baku, r.kode_opd, r.jenis_instansi,
  r.target, r.realisasi, r.realisasi_b06, r.realisasi_b12, r.satuan, r.kendala, r.tindak_lanjut, r.bukti, r.berkas, r.lembar, r.baris
from mart.rad_aksi as r
left join mart.wilayah as w on w.kode_wilayah = r.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or r.kode_wilayah = $wilayah::varchar or starts_with(r.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or r.mulai >= $awal::date)
  and ($akhir::date is null or r.selesai <= $akhir::date)
  and ($opd::varchar is null or $opd::varchar in (r.kunci_opd, r.kode_opd, r.nama_baku))
  and ($cari::varchar is null or contains(lower(concat_ws(' ', r.aksi, r.ukuran, r.instansi, r.nama_baku, w.nama_resmi)), lower($cari::varchar)))
order by r.mulai desc nulls last, r.kode_wilayah nulls last, r.aksi, r.nama_baku, r.id_rad_aksi
