-- One row per village and programme, ordered by region and name.
select
  d.id_desa_bersinar, d.program, d.nama_tertulis, w.nama_resmi as nama_wilayah, w.tingkat,
  d.kode_wilayah, d.kode_desa, d.kode_kecamatan, c.nama_wilayah as nama_kecamatan,
  d.kode_kabkota, k.nama_resmi as nama_kabkota, d.kode_provinsi,
  d.tahap, d.status_tertulis, d.tahun, d.tanggal, d.presisi_tanggal, d.tanggal_tertulis, d.dasar, d.ada_ibm, d.jumlah_penggiat,
  d.sumber_media, d.sumber_url, d.berkas, d.lembar, d.baris
from mart.desa_bersinar as d
left join mart.wilayah as w on w.kode_wilayah = d.kode_wilayah and w.berlaku_sampai is null
left join mart.wilayah as c on c.kode_wilayah = d.kode_kecamatan and c.berlaku_sampai is null
left join mart.wilayah as k on k.kode_wilayah = d.kode_kabkota and k.berlaku_sampai is null
where ($wilayah::varchar is null or d.kode_wilayah = $wilayah::varchar or starts_with(d.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or d.mulai >= $awal::date)
  and ($akhir::date is null or d.selesai <= $akhir::date)
  and ($program::varchar is null or d.program = $program::varchar)
  and ($tahap::integer is null or d.tahap >= $tahap::integer)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', d.nama_tertulis, w.nama_resmi, c.nama_wilayah, k.nama_resmi, d.status_tertulis)), lower($cari::varchar)))
order by d.kode_kabkota nulls last, d.kode_kecamatan nulls last, d.nama_tertulis, d.program
