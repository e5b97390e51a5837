-- One row per line of a file that is not data: titles, totals, blanks, signatures.
select berkas, lembar, baris, jenis
from mart.baris_bukan_data
where ($berkas::varchar is null or berkas = $berkas::varchar)
order by berkas, lembar, baris
