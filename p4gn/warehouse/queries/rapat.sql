-- One row per meeting, newest first, undated last; its conclusions and attendance gathered into one text each.
-- A meeting known only to its year (month) is listed when the whole year (month) lies between $awal and $akhir.
with kesimpulan as (
  select id_rapat, string_agg(kesimpulan, '; ' order by urutan) as kesimpulan
  from mart.kesimpulan_rapat
  group by id_rapat
),
peserta as (
  select
    id_rapat,
    string_agg(coalesce(nama_baku, instansi_tertulis), '; ' order by urutan) as instansi_hadir,
    count(*) as jumlah_instansi,
    list_concat(list(kunci_opd), list(kode_opd), list(nama_baku)) as opd
  from mart.peserta_rapat
  group by id_rapat
)
select
  r.id_rapat, r.tanggal, r.tanggal_sampai, r.presisi_tanggal, r.tahun, r.mulai, r.selesai, r.tanggal_tertulis, r.tanda_tanggal,
  r.jenis_rapat, r.judul, r.tempat,
  r.kode_wilayah, r.kode_provinsi, r.kode_kabkota, w.nama_resmi as nama_wilayah, r.wilayah_tertulis,
  r.penyelenggara, r.pimpinan_jabatan, r.jumlah_peserta, p.instansi_hadir, p.jumlah_instansi,
  r.dasar_hukum, r.ada_dasar_hukum, k.kesimpulan, r.jumlah_kesimpulan, r.ada_kesimpulan,
  r.sumber_media, r.sumber_url, r.berkas, r.lembar, r.baris
from mart.rapat as r
left join kesimpulan as k using (id_rapat)
left join peserta as p using (id_rapat)
left join mart.wilayah as w on w.kode_wilayah = r.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or r.kode_wilayah = $wilayah::varchar or starts_with(r.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or r.mulai >= $awal::date)
  and ($akhir::date is null or r.selesai <= $akhir::date)
  and ($jenis::varchar is null or r.jenis_rapat = $jenis::varchar)
  and ($opd::varchar is null or list_contains(p.opd, $opd::varchar))
  and ($cari::varchar is null or contains(lower(concat_ws(' ', r.judul, r.tempat, r.penyelenggara, r.wilayah_tertulis, w.nama_resmi, k.kesimpulan, p.instansi_hadir)), lower($cari::varchar)))
order by r.tanggal desc nulls last, r.tahun desc nulls last, r.id_rapat
