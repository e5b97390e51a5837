-- One row per file in the edition: the ledger, and whether it balances.
select
  berkas, sumber, sha256, ukuran, pengirim, diterima_pada, masa_terakhir, baris_dibaca, baris_diterima, baris_ditolak, baris_bukan_data,
  baris_dibaca = baris_diterima + baris_ditolak + baris_bukan_data as seimbang
from mart.berkas
where ($sumber::varchar is null or sumber = $sumber::varchar)
order by sumber, berkas
