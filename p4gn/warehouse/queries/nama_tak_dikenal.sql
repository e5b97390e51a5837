-- One row per kind, name and region of the sender: names that no list knows, with how many rows wait for them.
-- A name is one however its letters are cased; values that were hidden when the edition was made are no names.
with tak_dikenal as (
  select berkas, sumber, lembar, baris, jenis_kolom, nilai, saran, true as ditolak
  from mart.baris_ditolak
  where tak_dikenal
  union all
  select berkas, sumber, lembar, baris, jenis_kolom, nilai, saran, false
  from mart.baris_ditandai
  where tak_dikenal
),
pengirim as (
  -- 'DINKES@63.06' and '63.06' both send from 63.06; a free name tells no region.
  select
    berkas,
    any_value(pengirim) as pengirim,
    nullif(regexp_extract(any_value(pengirim), '(?:^|@)(\d\d(?:\.\d\d)?)$', 1), '') as wilayah
  from mart.berkas
  group by berkas
),
nama as (
  select
    t.jenis_kolom as jenis,
    min(t.nilai) as tertulis,
    p.wilayah,
    count(distinct (t.berkas, t.lembar, t.baris)) as jumlah,
    count(distinct (t.berkas, t.lembar, t.baris)) filter (where t.ditolak) as jumlah_ditolak,
    count(distinct t.berkas) as jumlah_berkas,
    coalesce(min(nullif(t.saran, '')), '') as saran
  from tak_dikenal as t
  left join pengirim as p using (berkas)
  where t.jenis_kolom in ('opd', 'wilayah', 'kecamatan', 'desa')
    and trim(t.nilai) <> ''
    and t.nilai <> 'disamarkan'
    and not starts_with(t.nilai, '(disembunyikan')
    and ($sumber::varchar is null or t.sumber = $sumber::varchar)
    and ($pengirim::varchar is null or p.pengirim = $pengirim::varchar)
  group by t.jenis_kolom, lower(trim(t.nilai)), p.wilayah
)
select n.jenis, n.tertulis, n.wilayah, w.nama_resmi as nama_wilayah, n.jumlah, n.jumlah_ditolak, n.jumlah_berkas, n.saran
from nama as n
left join mart.wilayah as w on w.kode_wilayah = n.wilayah and w.berlaku_sampai is null
where ($jenis::varchar is null or n.jenis = $jenis::varchar)
  and ($wilayah::varchar is null or n.wilayah = $wilayah::varchar or starts_with(n.wilayah, $wilayah::varchar || '.'))
  and ($cari::varchar is null or contains(lower(concat_ws(' ', n.tertulis, n.saran, w.nama_resmi)), lower($cari::varchar)))
order by n.jumlah desc, n.jenis, lower(n.tertulis), n.wilayah nulls first
