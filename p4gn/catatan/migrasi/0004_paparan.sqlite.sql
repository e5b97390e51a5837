create table paparan (
  id text primary key,
  versi integer not null,
  nomor integer not null,
  kunci text not null,
  ditarik text,
  keadaan text not null
)

create unique index paparan_kunci on paparan (kunci) where ditarik is null
