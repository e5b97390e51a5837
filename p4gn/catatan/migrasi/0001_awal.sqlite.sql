create table versi_catatan (versi integer primary key, waktu text not null)

create table peristiwa (
  nomor integer primary key,
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

create trigger peristiwa_tidak_diubah before update on peristiwa
begin
  select raise(abort, 'riwayat tidak dapat diubah');
end

create trigger peristiwa_tidak_dihapus before delete on peristiwa
begin
  select raise(abort, 'riwayat tidak dapat dihapus');
end

create trigger peristiwa_tidak_ditimpa before insert on peristiwa
when exists (select 1 from peristiwa where nomor = new.nomor or id = new.id or kunci_kirim = new.kunci_kirim)
begin
  select raise(abort, 'riwayat tidak dapat ditimpa');
end

create table tindak_lanjut (
  id text primary key,
  versi integer not null,
  nomor integer not null,
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
