-- One row per refused row of a file, with the first reason and how to mend it; values of secret columns come masked (etl/masking.py).
create or replace table mart.baris_ditolak as
select berkas, sumber, lembar, baris, sel, kolom, judul_kolom, jenis_kolom, nilai, alasan, perbaikan, saran, tak_dikenal
from staging.baris_ditolak
order by berkas, lembar, baris
