-- No table: the window of days that every dated mart shares, written down once. Comes first by its name.
-- An event belongs to the period of its first day: `selesai` is the last day on which that first day can lie (the same
-- day, the end of its month or of its year), never the end of an event of several days.
create or replace temp macro hari_mulai(tanggal, tahun) as coalesce(tanggal, make_date(tahun, 1, 1));
create or replace temp macro hari_selesai(tanggal, tahun, presisi) as case
    when tanggal is null or presisi = 'tahun' then make_date(coalesce(tahun, year(tanggal)), 12, 31)
    when presisi = 'bulan' then last_day(tanggal)
    else tanggal
end;

-- A period as it is kept ('2025', '2025-S1', '2025-07'): its first and its last day.
create or replace temp macro periode_mulai(periode) as case
    when periode like '____-S_' then make_date(left(periode, 4)::integer, if(right(periode, 1) = '1', 1, 7), 1)
    when periode like '____-__' then make_date(left(periode, 4)::integer, right(periode, 2)::integer, 1)
    when periode is not null then make_date(periode::integer, 1, 1)
end;

create or replace temp macro periode_selesai(periode) as case
    when periode like '____-S_' then make_date(left(periode, 4)::integer, if(right(periode, 1) = '1', 6, 12), if(right(periode, 1) = '1', 30, 31))
    when periode like '____-__' then last_day(make_date(left(periode, 4)::integer, right(periode, 2)::integer, 1))
    when periode is not null then make_date(periode::integer, 12, 31)
end
