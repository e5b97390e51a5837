-- One row per follow-up, the nearest due date first, those without one last; pendukung gathers the supporting agencies into one text.
with pendukung as (
  select id_tindak_lanjut, string_agg(coalesce(nama_baku, instansi_tertulis), '; ' order by urutan) as pendukung
  from mart.pendukung_tindak_lanjut
  group by id_tindak_lanjut
)
select
  t.id_tindak_lanjut, t.id_rapat, t.judul_rapat, t.tanggal_rapat, t.presisi_tanggal, t.tahun, t.uraian, t.topik,
  t.kode_wilayah, t.kode_provinsi, t.kode_kabkota, w.nama_resmi as nama_wilayah,
  t.instansi, t.nama_baku, t.kode_opd, t.jenis_instansi, p.pendukung,
  t.batas_waktu, t.batas_waktu_tertulis, t.tanpa_tenggat, t.status, t.tanggal_selesai, t.bukti, t.berkas, t.lembar, t.baris
from mart.tindak_lanjut as t
left join pendukung as p using (id_tindak_lanjut)
left join mart.wilayah as w on w.kode_wilayah = t.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or t.kode_wilayah = $wilayah::varchar or starts_with(t.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or t.mulai >= $awal::date)
  and ($akhir::date is null or t.selesai <= $akhir::date)
  and ($opd::varchar is null or $opd::varchar in (t.kunci_opd, t.kode_opd, t.nama_baku))
  and ($status::varchar is null or t.status = $status::varchar)
  and ($topik::varchar is null or t.topik = $topik::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', t.uraian, t.judul_rapat, t.instansi, t.nama_baku, p.pendukung, w.nama_resmi)), lower($cari::varchar)))
order by t.batas_waktu nulls last, t.tanggal_rapat desc nulls last, t.id_tindak_lanjut
