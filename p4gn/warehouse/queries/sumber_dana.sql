-- One row per budget record of a year that names where its money comes from.
select a.berkas, a.lembar, a.baris, a.sumber_dana
from mart.anggaran as a
where a.sumber_dana is not null
  and ($tahun::integer is null or a.tahun = $tahun::integer)
  and ($wilayah::varchar is null or a.kode_wilayah = $wilayah::varchar or starts_with(a.kode_wilayah, $wilayah::varchar || '.'))
order by a.berkas, a.lembar, a.baris
