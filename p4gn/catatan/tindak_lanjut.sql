-- One row per follow-up of the files, with the moment its file was received; pendukung gathers the supporting agencies.
with pendukung as (
  select id_tindak_lanjut, string_agg(coalesce(nama_baku, instansi_tertulis), '; ' order by urutan) as pendukung
  from mart.pendukung_tindak_lanjut
  group by id_tindak_lanjut
)
select
  t.id_tindak_lanjut, t.id_rapat, t.judul_rapat, t.tanggal_rapat as tanggal, t.presisi_tanggal, t.mulai, t.selesai, t.uraian as teks, t.topik,
  t.kode_wilayah, t.instansi, t.nama_baku, t.kode_opd, t.jenis_instansi, t.kunci_opd, p.pendukung, t.batas_waktu as tenggat, t.status,
  t.tanggal_selesai, t.bukti, t.pengirim, t.berkas, t.lembar, t.baris, b.diterima_pada
from mart.tindak_lanjut as t
left join pendukung as p using (id_tindak_lanjut)
left join mart.berkas as b on b.berkas = t.berkas
order by t.berkas, t.lembar, t.baris
