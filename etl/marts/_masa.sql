-- No table: the window of days that every dated mart shares, written down once. Comes first by its name.
-- An event belongs to the period of its first day: `selesai` is the last day on which that first day can lie (the same
-- day, the end of its month or of its year), never the end of an event of several days.
create or replace temp macro hari_mulai(tanggal, tahun) as coalesce(tanggal, make_date(tahun, 1, 1));
create or replace temp macro hari_selesai(tanggal, tahun, presisi) as case
    when tanggal is null or presisi = 'tahun' then make_date(coalesce(tahun, year(tanggal)), 12, 31)
    when presisi = 'bulan' then last_day(tanggal)
    else tanggal
end
