-- One row per follow-up of a meeting in a province that has a due date and was not called off, by due date.
select
  t.kunci_opd, t.kode_wilayah, t.batas_waktu, t.status, t.uraian, t.pengirim, b.diterima_pada, t.berkas, t.lembar, t.baris
from mart.tindak_lanjut as t
left join mart.berkas as b on b.berkas = t.berkas
where t.batas_waktu is not null
  and t.status is distinct from 'batal'
  and (t.kode_provinsi = $provinsi or left(split_part(t.kunci_opd, '@', 2), 2) = $provinsi)
order by t.batas_waktu, t.berkas, t.baris
