-- One row per agency, year and position (first half or whole year) of a province: staff tested and staff.
select
  kunci_opd, wilayah_opd, tahun, posisi, kegiatan, dites_asn, dites_cpns, asn, cpns, tanggal_pegawai, asn_dites, cpns_dites
from mart.cakupan_tes
where left(wilayah_opd, 2) = $provinsi
order by kunci_opd, tahun, posisi
