-- One row per follow-up with a due date whose owner belongs to one regional government (or, without an owner's region, that was
-- decided there), the earliest due date first. A cancelled one is no duty any more.
with tugas as (
  select
    t.*,
    case when t.kunci_opd like '_%@_%' then split_part(t.kunci_opd, '@', 2) else t.kode_wilayah end as pemda
  from mart.tindak_lanjut as t
  where t.batas_waktu is not null and coalesce(t.status, '') <> 'batal'
)
select
  t.id_tindak_lanjut, t.kunci_opd, t.nama_baku, t.kode_opd, t.instansi, t.jenis_instansi, t.pemda, t.kode_wilayah,
  t.judul_rapat, t.tanggal_rapat, t.presisi_tanggal, t.uraian, t.topik, t.batas_waktu, t.status, t.tanggal_selesai, t.bukti,
  t.pengirim, t.berkas, t.lembar, t.baris
from tugas as t
where t.pemda = $pemda::varchar
  and t.batas_waktu between $awal::date and $akhir::date
  and ($opd::varchar is null or t.kunci_opd = $opd::varchar)
order by t.batas_waktu, t.id_tindak_lanjut
