-- One row per remark on an accepted row.
create or replace table mart.baris_ditandai as
select berkas, sumber, lembar, baris, kolom, nilai, tanda
from staging.baris_ditandai
order by berkas, lembar, baris, kolom
