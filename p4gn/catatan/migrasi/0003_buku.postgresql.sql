create table buku (
  nomor bigint primary key,
  buku text not null check (buku in ('alias', 'koreksi', 'edisi', 'pengakuan')),
  waktu text not null,
  isi text not null,
  berkas text
)

create index buku_waktu on buku (waktu)

create trigger buku_tidak_diubah before update or delete on buku
for each row execute function peristiwa_tetap()

create trigger buku_tidak_dikosongkan before truncate on buku
for each statement execute function peristiwa_tetap()
