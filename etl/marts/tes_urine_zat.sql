-- One row per urine-test event, substance and place where the number is written (its own column, or the text about positives).
-- True counts, for adding up; every list that shows them hides small ones.
create or replace table mart.tes_urine_zat as
with kolom as (
    unpivot (
        select
            nomor_baris, pengenal,
            jumlah_amp as amfetamin, jumlah_met as metamfetamin, jumlah_thc as "THC", jumlah_mop as morfin, jumlah_coc as kokain,
            jumlah_bzo as benzodiazepin, jumlah_soma as karisoprodol, jumlah_mdma as ekstasi, jumlah_k2 as "kanabinoid sintetis",
            jumlah_zat_lain as lainnya
        from staging.tes_urine
    )
    on amfetamin, metamfetamin, "THC", morfin, kokain, benzodiazepin, karisoprodol, ekstasi, "kanabinoid sintetis", lainnya
    into name zat value jumlah
),
teks as (
    select nomor_baris, induk.pengenal, anak.isi as zat, anak.jumlah, anak.urutan
    from staging.tes_urine_keterangan_positif as anak
    join staging.tes_urine as induk using (nomor_baris)
)
select pengenal as id_tes, zat, jumlah::bigint as jumlah, 'kolom' as asal, nomor_baris, row_number() over (partition by nomor_baris order by zat) as urutan
from kolom
union all
select pengenal, zat, jumlah::bigint, 'keterangan', nomor_baris, urutan
from teks
order by nomor_baris, asal desc, urutan
