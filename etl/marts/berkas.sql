-- One row per file received: its ledger.
create or replace table mart.berkas as
select berkas, sumber, sha256, ukuran, diterima_pada, baris_dibaca, baris_diterima, baris_ditolak, baris_bukan_data
from staging.berkas
order by berkas
