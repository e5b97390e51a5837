-- One row per action of an action plan, agency and period, by region: what was reached by December (or so far) and what share of the target.
-- kumulatif: B12 runs from January, so it is the whole; per_periode: both halves are added; nobody said: the larger is the least that is certain.
with terhitung as (
  select
    r.*,
    case
      when r.realisasi_b06 is null and r.realisasi_b12 is null then r.realisasi
      when r.jenis_angka = 'per_periode' then coalesce(r.realisasi_b06, 0) + coalesce(r.realisasi_b12, 0)
      when r.jenis_angka = 'kumulatif' then coalesce(r.realisasi_b12, r.realisasi_b06)
      else greatest(coalesce(r.realisasi_b06, r.realisasi_b12), coalesce(r.realisasi_b12, r.realisasi_b06))
    end as capaian
  from mart.rad_aksi as r
)
select
  t.id_rad_aksi, t.periode, t.tahun, t.jenis_angka, t.kode_wilayah, t.kode_kabkota, w.nama_resmi as nama_wilayah,
  t.aksi, t.ukuran, t.instansi, t.nama_baku, t.kode_opd, t.kunci_opd,
  t.target, t.realisasi, t.realisasi_b06, t.realisasi_b12, t.satuan, t.capaian,
  case when t.target > 0 and t.capaian is not null then 100.0 * t.capaian / t.target end as persen,
  t.kendala, t.tindak_lanjut, t.bukti, t.pengirim, t.berkas, t.lembar, t.baris
from terhitung as t
left join mart.wilayah as w on w.kode_wilayah = t.kode_wilayah and w.berlaku_sampai is null
where ($wilayah::varchar is null or t.kode_wilayah = $wilayah::varchar or starts_with(t.kode_wilayah, $wilayah::varchar || '.'))
  and ($tahun::integer is null or t.tahun = $tahun::integer)
  and ($opd::varchar is null or t.kunci_opd = $opd::varchar)
  and ($cari::varchar is null or contains(lower(concat_ws(' ', t.aksi, t.ukuran, t.instansi, t.nama_baku, w.nama_resmi, t.kendala)), lower($cari::varchar)))
order by t.tahun desc nulls last, t.kode_wilayah nulls last, t.aksi, t.nama_baku, t.id_rad_aksi
