create table versi_catatan (versi integer primary key, waktu text not null)

create table peristiwa (
  nomor bigint primary key,
  id text not null unique,
  waktu text not null,
  pelaku text not null,
  peran text not null,
  sesi text not null,
  jenis text not null,
  objek text not null,
  objek_id text not null,
  layar text not null,
  edisi text not null,
  dunia text not null,
  kunci_kirim text unique,
  isi text not null
)

create index peristiwa_objek on peristiwa (objek_id, nomor)

create index peristiwa_waktu on peristiwa (waktu)

create function peristiwa_tetap() returns trigger language plpgsql as $$
begin
  raise exception 'riwayat tidak dapat diubah atau dihapus';
end
$$

create trigger peristiwa_tidak_diubah before update or delete on peristiwa
for each row execute function peristiwa_tetap()

create trigger peristiwa_tidak_dikosongkan before truncate on peristiwa
for each statement execute function peristiwa_tetap()

create table tindak_lanjut (
  id text primary key,
  versi integer not null,
  nomor bigint not null,
  sumber text not null,
  dunia text not null,
  wilayah text not null,
  status text,
  tenggat text,
  rapat text,
  ditarik text,
  keadaan text not null
)

create index tindak_lanjut_wilayah on tindak_lanjut (dunia, wilayah)
