-- One row per IBM unit (or service area of rehabilitation) and period; small numbers of clients never leave this query.
-- The numbers of one row add up to each other: when one is small, or what one leaves of another, all its numbers above zero are hidden.
with aman as (
  select
    *,
    coalesce(
      list_bool_or([
        angka between $kecil_dari and $kecil_sampai
        for angka in [
          klien_dilayani, klien_dirujuk, klien_selesai, rehab_rawat_jalan, rehab_rawat_inap, rehab_jumlah,
          klien_dilayani - klien_dirujuk, klien_dilayani - klien_selesai, klien_dilayani - klien_dirujuk - klien_selesai
        ]
      ]),
      false
    ) as disamarkan
  from mart.ibm
)
select
  i.id_ibm, i.periode, i.tahun, i.nama_tertulis, i.nama_unit, i.fase, i.tanggal_pembentukan,
  i.kode_wilayah, i.kode_desa, i.kode_kecamatan, i.kode_kabkota, i.kode_provinsi, w.nama_resmi as nama_wilayah,
  i.jumlah_agen_pemulihan,
  if(i.disamarkan and i.klien_dilayani > 0, null, i.klien_dilayani) as klien_dilayani,
  if(i.disamarkan and i.klien_dirujuk > 0, null, i.klien_dirujuk) as klien_dirujuk,
  if(i.disamarkan and i.klien_selesai > 0, null, i.klien_selesai) as klien_selesai,
  if(i.disamarkan and i.rehab_rawat_jalan > 0, null, i.rehab_rawat_jalan) as rehab_rawat_jalan,
  if(i.disamarkan and i.rehab_rawat_inap > 0, null, i.rehab_rawat_inap) as rehab_rawat_inap,
  if(i.disamarkan and i.rehab_jumlah > 0, null, i.rehab_jumlah) as rehab_jumlah,
  i.disamarkan, i.sumber_url, i.berkas, i.lembar, i.baris
from aman as i
left join mart.wilayah as w on w.kode_wilayah = i.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or i.kode_wilayah = $wilayah::varchar or starts_with(i.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or i.mulai >= $awal::date)
  and ($akhir::date is null or i.selesai <= $akhir::date)
  and ($fase::varchar is null or i.fase = $fase::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', i.nama_tertulis, i.nama_unit, w.nama_resmi)), lower($cari::varchar)))
order by i.kode_wilayah nulls last, i.mulai desc nulls last, i.nama_unit, i.id_ibm
