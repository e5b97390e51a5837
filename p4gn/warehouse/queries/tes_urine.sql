-- One row per urine-test event, newest first, undated last; of its result only whether anybody was reactive leaves this query, never how many.
-- Numbers of reactive results are published by p4gn/indicators/reaktif.py alone, where they are weighed against all totals at once.
select
  t.id_tes, t.tanggal, t.tanggal_sampai, t.presisi_tanggal, t.tahun, t.tanggal_tertulis, t.tanda_tanggal,
  t.kode_wilayah, t.kode_provinsi, t.kode_kabkota, w.nama_resmi as nama_wilayah, t.wilayah_tertulis,
  t.instansi, t.nama_baku, t.kode_opd, t.jenis_instansi, t.kelompok_sasaran, t.kelompok, t.jumlah_sasaran, t.jumlah_dites,
  case
    -- Among so few people even the word would tell how many.
    when t.jumlah_reaktif is not null and t.jumlah_dites <= $kecil_sampai then 'Disamarkan karena yang dites sedikit'
    when t.jumlah_reaktif > 0 then 'Ada yang reaktif'
    when t.jumlah_reaktif = 0 then 'Seluruhnya negatif'
    else 'Belum dipublikasikan'
  end as hasil,
  t.ada_hasil, t.adalah_rincian, t.adalah_kembaran, t.id_induk, t.zat, t.pelaksana, t.penguji, t.sumber_media, t.sumber_url, t.berkas, t.lembar, t.baris
from mart.tes_urine as t
left join mart.wilayah as w on w.kode_wilayah = t.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or t.kode_wilayah = $wilayah::varchar or starts_with(t.kode_wilayah, $wilayah::varchar || '.'))
  and ($awal::date is null or t.mulai >= $awal::date)
  and ($akhir::date is null or t.selesai <= $akhir::date)
  and ($rincian::boolean is null or t.adalah_rincian = $rincian::boolean)
  and ($opd::varchar is null or $opd::varchar in (t.kunci_opd, t.kode_opd, t.nama_baku))
  and ($cari::varchar is null or contains(lower(concat_ws(' ', t.instansi, t.nama_baku, t.kelompok_sasaran, t.wilayah_tertulis, w.nama_resmi, t.pelaksana)), lower($cari::varchar)))
order by t.tanggal desc nulls last, t.tahun desc nulls last, t.id_tes
