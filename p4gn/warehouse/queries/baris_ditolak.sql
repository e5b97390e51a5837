-- One row per cell because of which a row was refused; cells with numbers of reactive results show no value.
select
  berkas, sumber, lembar, baris, kolom,
  case when regexp_matches(lower(kolom), 'reaktif|positif') and nilai is not null then 'disamarkan' else nilai end as nilai,
  alasan, perbaikan
from mart.baris_ditolak
where ($sumber::varchar is null or sumber = $sumber::varchar)
  and ($berkas::varchar is null or berkas = $berkas::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', berkas, lembar, kolom, alasan, perbaikan)), lower($cari::varchar)))
order by berkas, lembar, baris, kolom
