-- One row per urine-test event, newest first, undated last; numbers of reactive results from 1 to 4 never leave this query.
-- A total and its breakdown are one family: when one number in it is small, all its numbers above zero are hidden,
-- or the small one could be found by subtraction.
with keluarga as (
  select coalesce(id_induk, id_tes) as id_keluarga, bool_or(coalesce(jumlah_reaktif between 1 and 4, false)) as ada_kecil
  from mart.tes_urine
  group by all
),
aman as (
  select
    t.* exclude (jumlah_reaktif),
    coalesce(k.ada_kecil and t.jumlah_reaktif > 0, false) as disamarkan,
    case when k.ada_kecil and t.jumlah_reaktif > 0 then null else t.jumlah_reaktif end as jumlah_reaktif
  from mart.tes_urine as t
  join keluarga as k on k.id_keluarga = coalesce(t.id_induk, t.id_tes)
)
select
  t.id_tes, t.tanggal, t.tanggal_sampai, t.presisi_tanggal, t.tahun, t.tanggal_tertulis, t.tanda_tanggal,
  t.kode_wilayah, t.kode_provinsi, t.kode_kabkota, w.nama_resmi as nama_wilayah, t.wilayah_tertulis,
  t.instansi, t.nama_baku, t.kode_opd, t.kelompok_sasaran, t.jumlah_sasaran, t.jumlah_dites,
  t.jumlah_reaktif, t.disamarkan,
  case
    when t.disamarkan then 'Ada yang reaktif (jumlah kecil disamarkan)'
    when t.jumlah_reaktif = 0 then 'Seluruhnya negatif'
    when t.jumlah_reaktif is not null then t.jumlah_reaktif::bigint::varchar || ' reaktif'
    else 'Belum dipublikasikan'
  end as hasil,
  t.ada_hasil, t.adalah_rincian, t.id_induk, t.zat, t.pelaksana, t.sumber_media, t.sumber_url, t.berkas, t.baris
from aman as t
left join mart.wilayah as w on w.kode_wilayah = t.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or t.kode_wilayah = $wilayah::varchar or starts_with(t.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or coalesce(t.tanggal, make_date(t.tahun, 1, 1)) >= $awal::date)
  and ($akhir::date is null or case
        when t.tanggal is null or t.presisi_tanggal = 'tahun' then make_date(coalesce(t.tahun, year(t.tanggal)), 12, 31)
        when t.presisi_tanggal = 'bulan' then last_day(t.tanggal)
        else t.tanggal
      end <= $akhir::date)
  and ($rincian::boolean is null or t.adalah_rincian = $rincian::boolean)
  and ($opd::varchar is null or t.kode_opd = $opd::varchar or t.nama_baku = $opd::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', t.instansi, t.nama_baku, t.kelompok_sasaran, t.wilayah_tertulis, w.nama_resmi, t.pelaksana)), lower($cari::varchar)))
order by t.tanggal desc nulls last, t.tahun desc nulls last, t.id_tes
