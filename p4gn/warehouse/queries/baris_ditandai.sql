-- One row per cell that was read but should be looked at; cells with numbers of reactive results show no value.
select
  berkas, sumber, lembar, baris, kolom,
  case when regexp_matches(lower(kolom), 'reaktif|positif') and nilai is not null then 'disamarkan' else nilai end as nilai,
  tanda
from mart.baris_ditandai
where ($sumber::varchar is null or sumber = $sumber::varchar)
  and ($berkas::varchar is null or berkas = $berkas::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', berkas, lembar, kolom, tanda)), lower($cari::varchar)))
order by berkas, lembar, baris, kolom
