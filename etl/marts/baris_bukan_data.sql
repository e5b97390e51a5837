-- One row per row of a file that is declared not to be data.
create or replace table mart.baris_bukan_data as
select berkas, lembar, baris, jenis
from staging.baris_bukan_data
order by berkas, lembar, baris
