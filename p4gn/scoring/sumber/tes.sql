-- One row per test event of an agency of a province that counts (no breakdown, no twin). True counts of reactive results: never to be shown.
select
  t.kunci_opd, t.tanggal, t.presisi_tanggal, t.mulai, t.selesai, t.kelompok, t.jumlah_dites,
  t.jumlah_reaktif, t.dengan_resep, t.asesmen, t.pengirim, b.diterima_pada, t.berkas, t.lembar, t.baris
from mart.tes_urine as t
left join mart.berkas as b on b.berkas = t.berkas
where left(split_part(t.kunci_opd, '@', 2), 2) = $provinsi
  and t.jenis_instansi = 'opd'
  and not t.adalah_rincian
  and not coalesce(t.adalah_kembaran, false)
order by t.kunci_opd, t.mulai, t.berkas, t.baris
