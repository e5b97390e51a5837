create table rapat (
  id text primary key,
  versi integer not null,
  nomor integer not null,
  dunia text not null,
  wilayah text not null,
  tanggal text not null,
  jalan text not null,
  ditarik text,
  keadaan text not null
)

create index rapat_wilayah on rapat (dunia, wilayah)

create index tindak_lanjut_rapat on tindak_lanjut (rapat)
