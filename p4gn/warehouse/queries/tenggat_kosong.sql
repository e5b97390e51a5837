-- One row: how many open follow-ups of one regional government have no due date; they stand in no calendar.
select count(*) as jumlah
from mart.tindak_lanjut as t
where t.tanpa_tenggat
  and coalesce(t.status, '') not in ('selesai', 'batal')
  and case when t.kunci_opd like '_%@_%' then split_part(t.kunci_opd, '@', 2) else t.kode_wilayah end = $pemda::varchar
  and ($opd::varchar is null or t.kunci_opd = $opd::varchar)
