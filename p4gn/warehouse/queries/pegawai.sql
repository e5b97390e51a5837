-- One row per agency, day and category of staff, the latest day first.
select
  p.id_pegawai, p.tanggal, p.presisi_tanggal, p.tahun,
  p.kode_wilayah, p.kode_provinsi, p.kode_kabkota, w.nama_resmi as nama_wilayah,
  p.instansi, p.nama_baku, p.kode_opd, p.jenis_instansi,
  p.kategori, p.adalah_asn, p.jumlah, p.berkas, p.lembar, p.baris
from mart.pegawai as p
left join mart.wilayah as w on w.kode_wilayah = p.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or p.kode_wilayah = $wilayah::varchar or starts_with(p.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or p.mulai >= $awal::date)
  and ($akhir::date is null or p.selesai <= $akhir::date)
  and ($opd::varchar is null or $opd::varchar in (p.kunci_opd, p.kode_opd, p.nama_baku))
  and ($kategori::varchar is null or p.kategori = $kategori::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', p.instansi, p.nama_baku, w.nama_resmi)), lower($cari::varchar)))
order by p.tanggal desc nulls last, p.kode_wilayah nulls last, p.nama_baku, p.kategori, p.id_pegawai
