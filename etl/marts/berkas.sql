-- One row per file received: its ledger, who sent it, and the first and last span of time its rows tell about.
create or replace table mart.berkas as
select
    berkas,
    sumber,
    sha256,
    ukuran,
    pengirim,
    diterima_pada,
    masa_pertama,
    masa_terakhir,
    baris_dibaca,
    baris_diterima,
    baris_ditolak,
    baris_bukan_data
from staging.berkas
order by berkas
