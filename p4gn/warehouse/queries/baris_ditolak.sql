-- One row per cell because of which a row was refused; secret values were hidden when the edition was made.
select
  berkas, sumber, lembar, baris, sel, kolom, judul_kolom, nilai, alasan, perbaikan, saran
from mart.baris_ditolak
where ($sumber::varchar is null or sumber = $sumber::varchar)
  and ($berkas::varchar is null or berkas = $berkas::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', berkas, lembar, kolom, alasan, perbaikan)), lower($cari::varchar)))
order by berkas, lembar, baris, kolom
