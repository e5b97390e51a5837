-- No table: which of several senders is believed when they tell the same thing about an agency, written down once.
-- Order by pilihan_pengirim(pengirim, kunci_opd), diterima_pada desc nulls last, berkas, baris, lembar; the first row is taken:
-- the agency itself, then a sender of its own region ('63.06' or 'BNNK@63.06' for 'DINKES@63.06'), then what came last.
create or replace temp macro pilihan_pengirim(pengirim, kunci_opd) as case
    when pengirim = kunci_opd then 0
    when split_part(pengirim, '@', -1) = nullif(split_part(kunci_opd, '@', 2), '') then 1
    else 2
end;

-- An agency of a regional government whose region is known: only these owe anything.
create or replace temp macro adalah_opd_daerah(jenis_instansi, kunci_opd) as coalesce(jenis_instansi = 'opd' and kunci_opd like '_%@_%', false);

create or replace temp macro wilayah_opd(kunci_opd) as split_part(kunci_opd, '@', 2);

create or replace temp macro kabkota_opd(kunci_opd) as case when len(split_part(kunci_opd, '@', 2)) >= 5 then left(split_part(kunci_opd, '@', 2), 5) end;

-- What both halves of a year tell together. Unknown stays unknown; where nobody said whether the second half runs from January,
-- the least that is certain. s1: the figure of the first half, s2: that of the second, both as written.
create or replace temp macro angka_tahun(s1, s2, jenis_angka) as case
    when s2 is null then null
    when jenis_angka = 'per_periode' then s2 + coalesce(s1, 0)
    when jenis_angka = 'kumulatif' then s2
    else greatest(s2, coalesce(s1, 0))
end;

create or replace temp macro angka_semester_dua(s1, s2, jenis_angka) as case
    when s2 is null then null
    when jenis_angka = 'per_periode' then s2
    when s1 is null then null
    else greatest(s2 - s1, 0)
end
