-- One row per sender and source: its files, when the last came, the last span of time it reports about, and what became of the rows.
with ditandai as (
  select berkas, sumber, count(distinct (coalesce(lembar, ''), baris)) as baris_ditandai
  from mart.baris_ditandai
  group by berkas, sumber
)
select
  b.pengirim,
  b.sumber,
  count(distinct b.berkas) as jumlah_berkas,
  max(b.diterima_pada) as diterima_terakhir,
  max(b.masa_terakhir) as masa_terakhir,
  sum(b.baris_dibaca)::bigint as baris_dibaca,
  sum(b.baris_diterima)::bigint as baris_diterima,
  sum(b.baris_ditolak)::bigint as baris_ditolak,
  sum(b.baris_bukan_data)::bigint as baris_bukan_data,
  coalesce(sum(t.baris_ditandai), 0)::bigint as baris_ditandai
from mart.berkas as b
left join ditandai as t using (berkas, sumber)
where ($pengirim::varchar is null or b.pengirim = $pengirim::varchar)
  and ($sumber::varchar is null or b.sumber = $sumber::varchar)
  and ($wilayah::varchar is null
    or regexp_extract(b.pengirim, '(?:^|@)(\d\d(?:\.\d\d)?)$', 1) = $wilayah::varchar
    or starts_with(regexp_extract(b.pengirim, '(?:^|@)(\d\d(?:\.\d\d)?)$', 1), $wilayah::varchar || '.'))
group by b.pengirim, b.sumber
order by b.pengirim nulls last, b.sumber
