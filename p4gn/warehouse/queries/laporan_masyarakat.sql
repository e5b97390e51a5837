-- One row per region, period and channel: how many reports, the latest period first.
select
  l.id_laporan, l.periode, l.tahun,
  l.kode_wilayah, l.kode_provinsi, l.kode_kabkota, w.nama_resmi as nama_wilayah,
  l.kanal, l.diterima, l.diteruskan, l.jumlah_selesai, l.berkas, l.lembar, l.baris
from mart.laporan_masyarakat as l
left join mart.wilayah as w on w.kode_wilayah = l.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or l.kode_wilayah = $wilayah::varchar or starts_with(l.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or l.mulai >= $awal::date)
  and ($akhir::date is null or l.selesai <= $akhir::date)
  and ($kanal::varchar is null or l.kanal = $kanal::varchar)
order by l.mulai desc nulls last, l.kode_wilayah nulls last, l.kanal nulls last, l.id_laporan
