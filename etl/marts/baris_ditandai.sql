-- One row per remark on an accepted row; values of secret columns come masked (etl/masking.py).
create or replace table mart.baris_ditandai as
select berkas, sumber, lembar, baris, sel, kolom, judul_kolom, jenis_kolom, nilai, tanda, saran, tak_dikenal
from staging.baris_ditandai
order by berkas, lembar, baris, kolom
