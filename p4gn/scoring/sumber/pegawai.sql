-- One row per agency and day of a province: its staff on that day, oldest first.
select
  kunci_opd, nama_opd, tanggal, asn, pns, pppk, pppk_paruh_waktu, cpns, non_asn, pengirim, diterima_pada, berkas, lembar, baris
from mart.pegawai_opd
where left(wilayah_opd, 2) = $provinsi
order by kunci_opd, tanggal
