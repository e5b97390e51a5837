-- One row per agency, period and activity of a province: budget and what was spent.
select
  a.kunci_opd, a.periode, a.tahun, a.mulai, a.selesai, a.pagu, a.realisasi, a.pengirim, b.diterima_pada, a.berkas, a.lembar, a.baris
from mart.anggaran as a
left join mart.berkas as b on b.berkas = a.berkas
where left(split_part(a.kunci_opd, '@', 2), 2) = $provinsi
  and a.jenis_instansi = 'opd'
order by a.kunci_opd, a.mulai, a.berkas, a.baris
