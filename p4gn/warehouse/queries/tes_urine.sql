-- One row per urine-test event, newest first, undated last; small numbers of reactive results never leave this query.
-- Small is a number of reactive or, beside reactive ones, of other people tested (all but a few tell who the few are).
-- A total and its breakdown are one family: when one number in it is small, or what the breakdown leaves of the total,
-- all its numbers above zero are hidden, or the small one could be found by subtraction.
with keluarga as (
  select
    coalesce(id_induk, id_tes) as id_keluarga,
    coalesce(bool_or(jumlah_reaktif between $kecil_dari and $kecil_sampai), false)
      or coalesce(bool_or(jumlah_reaktif > 0 and jumlah_dites - jumlah_reaktif between $kecil_dari and $kecil_sampai), false)
      or coalesce(
        sum(jumlah_reaktif) filter (where id_induk is null) - sum(jumlah_reaktif) filter (where id_induk is not null)
          between $kecil_dari and $kecil_sampai,
        false
      ) as ada_kecil
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
  t.instansi, t.nama_baku, t.kode_opd, t.jenis_instansi, t.kelompok_sasaran, t.jumlah_sasaran, t.jumlah_dites,
  t.jumlah_reaktif, t.disamarkan,
  case
    when t.disamarkan then 'Ada yang reaktif (jumlahnya disamarkan)'
    when t.jumlah_reaktif = 0 then 'Seluruhnya negatif'
    when t.jumlah_reaktif is not null then t.jumlah_reaktif::bigint::varchar || ' reaktif'
    else 'Belum dipublikasikan'
  end as hasil,
  t.ada_hasil, t.adalah_rincian, t.id_induk, t.zat, t.pelaksana, t.sumber_media, t.sumber_url, t.berkas, t.baris
from aman as t
left join mart.wilayah as w on w.kode_wilayah = t.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or t.kode_wilayah = $wilayah::varchar or starts_with(t.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or t.mulai >= $awal::date)
  and ($akhir::date is null or t.selesai <= $akhir::date)
  and ($rincian::boolean is null or t.adalah_rincian = $rincian::boolean)
  and ($opd::varchar is null or $opd::varchar in (t.kunci_opd, t.kode_opd, t.nama_baku))
  and ($cari::varchar is null or contains(lower(concat_ws(' ', t.instansi, t.nama_baku, t.kelompok_sasaran, t.wilayah_tertulis, w.nama_resmi, t.pelaksana)), lower($cari::varchar)))
order by t.tanggal desc nulls last, t.tahun desc nulls last, t.id_tes
