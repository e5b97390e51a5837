create table buku (
  nomor integer primary key,
  buku text not null check (buku in ('alias', 'koreksi', 'edisi', 'pengakuan')),
  waktu text not null,
  isi text not null,
  berkas text
)

create index buku_waktu on buku (waktu)

create trigger buku_tidak_diubah before update on buku
begin
  select raise(abort, 'riwayat tidak dapat diubah');
end

create trigger buku_tidak_dihapus before delete on buku
begin
  select raise(abort, 'riwayat tidak dapat dihapus');
end

create trigger buku_tidak_ditimpa before insert on buku
when exists (select 1 from buku where nomor = new.nomor)
begin
  select raise(abort, 'riwayat tidak dapat ditimpa');
end
