-- One row per follow-up of the files, with the moment its file was received; pendukung gathers the supporting agencies.
-- Its meeting is the one it names; where no meeting bears that number, the only one of that region on that day.
with pendukung as (
  select id_tindak_lanjut, string_agg(coalesce(nama_baku, instansi_tertulis), '; ' order by urutan) as pendukung
  from mart.pendukung_tindak_lanjut
  group by id_tindak_lanjut
),
bernomor as (
  select id_rapat, kode_wilayah, any_value(judul) as judul from mart.rapat group by id_rapat, kode_wilayah
),
sehari as (
  select kode_wilayah, tanggal, any_value(id_rapat) as id_rapat, any_value(judul) as judul
  from mart.rapat
  where tanggal is not null and presisi_tanggal = 'hari'
  group by kode_wilayah, tanggal
  having count(*) = 1
)
select
  t.id_tindak_lanjut, coalesce(r.id_rapat, s.id_rapat, t.id_rapat) as id_rapat, coalesce(t.judul_rapat, r.judul, s.judul) as judul_rapat,
  t.tanggal_rapat as tanggal, t.presisi_tanggal, t.mulai, t.selesai, t.uraian as teks, t.topik,
  t.kode_wilayah, t.instansi, t.nama_baku, t.kode_opd, t.jenis_instansi, t.kunci_opd, p.pendukung, t.batas_waktu as tenggat, t.status,
  t.tanggal_selesai, t.bukti, t.pengirim, t.berkas, t.lembar, t.baris, b.diterima_pada
from mart.tindak_lanjut as t
left join pendukung as p using (id_tindak_lanjut)
left join bernomor as r on r.id_rapat = t.id_rapat and r.kode_wilayah is not distinct from t.kode_wilayah
left join sehari as s on s.kode_wilayah = t.kode_wilayah and s.tanggal = t.tanggal_rapat and t.presisi_tanggal = 'hari'
left join mart.berkas as b on b.berkas = t.berkas
order by t.berkas, t.lembar, t.baris
