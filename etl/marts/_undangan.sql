-- No table: by what an agency of two lists of one meeting is the same, written down once: its code (or standard name) in its region, or,
-- where nobody knows it, its words as they were written.
create or replace temp macro instansi_sama(kode_opd, nama_baku, wilayah_instansi, isi) as
    coalesce(coalesce(kode_opd, nama_baku) || '@' || coalesce(wilayah_instansi, ''), lower(isi));
