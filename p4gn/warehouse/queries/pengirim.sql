-- One row per sender (null: files whose sender is not known): files, when the last came, and what became of the rows.
with ditandai as (
  select berkas, sumber, count(distinct (coalesce(lembar, ''), baris)) as baris_ditandai
  from mart.baris_ditandai
  group by berkas, sumber
),
-- The last span of time each source reports about, per sender.
masa as (
  select pengirim, sumber, max(masa_terakhir) as masa
  from mart.berkas
  where masa_terakhir is not null
  group by pengirim, sumber
),
masa_pengirim as (
  select pengirim, string_agg(sumber || ' ' || masa, '; ' order by sumber) as masa_terakhir
  from masa
  group by pengirim
)
select
  b.pengirim,
  nullif(regexp_extract(b.pengirim, '(?:^|@)(\d\d(?:\.\d\d)?)$', 1), '') as wilayah,
  count(distinct b.berkas) as jumlah_berkas,
  count(distinct b.sumber) as jumlah_sumber,
  max(b.diterima_pada) as diterima_terakhir,
  sum(b.baris_dibaca)::bigint as baris_dibaca,
  sum(b.baris_diterima)::bigint as baris_diterima,
  sum(b.baris_ditolak)::bigint as baris_ditolak,
  sum(b.baris_bukan_data)::bigint as baris_bukan_data,
  coalesce(sum(t.baris_ditandai), 0)::bigint as baris_ditandai,
  any_value(m.masa_terakhir) as masa_terakhir
from mart.berkas as b
left join ditandai as t using (berkas, sumber)
left join masa_pengirim as m on m.pengirim is not distinct from b.pengirim
where ($wilayah::varchar is null
    or regexp_extract(b.pengirim, '(?:^|@)(\d\d(?:\.\d\d)?)$', 1) = $wilayah::varchar
    or starts_with(regexp_extract(b.pengirim, '(?:^|@)(\d\d(?:\.\d\d)?)$', 1), $wilayah::varchar || '.'))
  and ($cari::varchar is null or contains(lower(b.pengirim), lower($cari::varchar)))
group by b.pengirim
order by b.pengirim nulls last
