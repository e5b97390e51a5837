-- One row per cell that was read but should be looked at; secret values were hidden when the edition was made.
select
  berkas, sumber, lembar, baris, sel, kolom, judul_kolom, nilai, tanda
from mart.baris_ditandai
where ($sumber::varchar is null or sumber = $sumber::varchar)
  and ($berkas::varchar is null or berkas = $berkas::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', berkas, lembar, kolom, tanda)), lower($cari::varchar)))
order by berkas, lembar, baris, kolom
