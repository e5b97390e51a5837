-- One row per region, place, index and year as published; values of two scales are never compared.
select
  i.id_indeks,
  i.kode_wilayah, i.kode_provinsi, i.kode_kabkota, w.nama_resmi as nama_wilayah,
  i.lingkungan, i.indeks, i.tahun, i.nilai, i.skala, i.kategori_sumber, i.sumber, i.sumber_url, i.berkas, i.lembar, i.baris
from mart.indeks_resmi as i
left join mart.wilayah as w on w.kode_wilayah = i.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or i.kode_wilayah = $wilayah::varchar or starts_with(i.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or i.mulai >= $awal::date)
  and ($akhir::date is null or i.selesai <= $akhir::date)
  and ($indeks::varchar is null or i.indeks = $indeks::varchar)
  and ($skala::varchar is null or i.skala = $skala::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', i.lingkungan, i.kategori_sumber, w.nama_resmi)), lower($cari::varchar)))
order by i.indeks, i.tahun desc, i.kode_wilayah nulls first, i.lingkungan nulls first, i.id_indeks
