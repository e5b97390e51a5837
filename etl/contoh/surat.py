"""Who sends which rows in which file: bundles of years, laid out by each sender's habits, with the mess of a tidy or an untidy one."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from types import MappingProxyType

from numpy.random import Generator

from etl.contoh.bentuk import choose_tata, lay_out, lay_out_notes, merge_down
from etl.contoh.dunia import PROVINSI, Butir, Dunia, Semester
from etl.contoh.ejaan import choose, choose_gaya
from etl.contoh.kisah_tes import KEMBAR
from etl.contoh.kotor import Kadar, hide_row, muck_rows, repeat_row
from etl.contoh.lembar import DIGANTIKAN, Buku, Lembar, Tanaman
from etl.contoh.susun import Tabel, make_tabel, true_nilai
from etl.sources import Source
from p4gn.geography.wilayah import get_wilayah

WITA = timezone(timedelta(hours=8))
_TANPA_KADAR = Kadar(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Porsi:
    """The shares of mess; of files unless it says rows."""

    kotor: float = 0.25  # untidy files
    parah: float = 0.03  # files with an error in many rows
    rapi_terima: float = 0.025  # rows of a tidy file with a harmless odd spelling
    kotor_terima: float = 0.2
    kotor_tandai: float = 0.06
    kotor_tolak: float = 0.05
    parah_tolak: float = 0.25
    csv: float = 0.12
    ods: float = 0.05
    telat: float = 0.22  # files received more than fifteen days after the period
    kirim_ulang: float = 0.07  # files that a later submission replaces
    salinan: int = 3  # files sent twice, byte for byte
    ditolak: int = 8  # files that are no table of ours, or no file at all


@dataclass(frozen=True, slots=True)
class Surat:
    """One file on its way: its name, its bytes or its content, who sent it and when."""

    nama: str
    pengirim: str
    sumber: str | None
    diterima: datetime
    buku: Buku | None = None
    isi: bytes = b""
    keadaan: str = ""  # why it must be refused whole; empty for a file that can be read
    salinan_dari: str = ""


def write_surat(dunia: Dunia, sources: Mapping[str, Source], butir: Sequence[Butir], porsi: Porsi, rng: Generator) -> Iterator[Surat]:
    """All files of all senders in the order of senders; each bundle may be sent twice, the second time mended."""
    bundles: dict[tuple[str, str], dict[str, list[Butir]]] = defaultdict(lambda: defaultdict(list))
    for item in butir:
        bundles[item.pengirim, item.sumber][item.masa].append(item)
    for (pengirim, sumber), by_masa in sorted(bundles.items()):
        for periods in _bundle(sorted(by_masa), pengirim, sources[sumber].masa, rng):
            rows = {masa: by_masa[masa] for masa in periods}
            yield from _send_bundle(dunia, sources[sumber], pengirim, rows, porsi, rng)


def _bundle(periods: Sequence[str], pengirim: str, masa: str, rng: Generator) -> list[list[str]]:
    """Central offices of the province report period by period, others send years in one or two workbooks. A replaced span is never cut in two."""
    spans: dict[str, list[str]] = defaultdict(list)
    for period in periods:
        spans[period[:4] if masa == "tahun" else period].append(period)
    groups = list(spans.values())
    if pengirim in _PUSAT:
        return groups
    cut = len(groups) if rng.random() < 0.6 or len(groups) < 2 else len(groups) - 1
    return [list(itertools.chain.from_iterable(part)) for part in (groups[:cut], groups[cut:]) if part]


_PUSAT = frozenset(f"{head}@{PROVINSI}" for head in ("BAKESBANGPOL", "BNNP", "BKD", "BPKAD", "BRIDA"))


def _send_bundle(
    dunia: Dunia, source: Source, pengirim: str, rows: Mapping[str, Sequence[Butir]], porsi: Porsi, rng: Generator
) -> Iterator[Surat]:
    dice = float(rng.random())
    kotor = dice < porsi.kotor + porsi.parah
    parah = dice < porsi.parah
    kadar = (
        Kadar(porsi.kotor_terima, porsi.kotor_tandai, porsi.parah_tolak if parah else porsi.kotor_tolak)
        if kotor
        else Kadar(porsi.rapi_terima, 0.0, 0.0)
    )
    bentuk = str(rng.choice(["csv", "ods", "xlsx"], p=[porsi.csv, porsi.ods, 1 - porsi.csv - porsi.ods])) if len(rows) == 1 else "xlsx"
    received = _not_before(_received(dunia, max(rows), porsi, rng), _last_told(source, rows))
    if any(plant.jenis == KEMBAR for items in rows.values() for item in items for plant in item.tanaman):
        received = datetime.combine(dunia.sampai - timedelta(days=1), time(19, 30), WITA)  # tells again what the agencies have told
    nama = _nama_berkas(source, pengirim, rows, bentuk, rng)
    buku = make_buku(dunia, source, pengirim, rows, kadar, kotor, bentuk, received.date(), rng)
    again = received + timedelta(days=int(rng.integers(4, 30)), hours=2)
    if source.masa == "tidak_ada" or rng.random() >= porsi.kirim_ulang or again.date() >= dunia.sampai - timedelta(days=1):
        yield Surat(nama, pengirim, source.id, received, buku)
        return
    yield Surat(nama, pengirim, source.id, received, _replaced(buku))
    mended = make_buku(dunia, source, pengirim, rows, _TANPA_KADAR, False, "xlsx", again.date(), rng)
    yield Surat(f"{nama.rsplit('.', 1)[0]} (perbaikan).xlsx", pengirim, source.id, again, mended)


def _last_told(source: Source, rows: Mapping[str, Sequence[Butir]]) -> date:
    """The last day on which something happened of which the rows tell; ends of terms and due dates may lie in the future."""
    columns = [column.nama for column in source.columns_of("tanggal", "tanggal_lain") if not column.lain.get("akhir")]
    return max(
        (day for items in rows.values() for item in items for nama in columns if isinstance(day := item.isi.get(nama), date)),
        default=date.min,
    )


def _not_before(received: datetime, told: date) -> datetime:
    """Nobody sends what has not happened yet."""
    return received if received.date() >= told else datetime.combine(told, received.time().replace(hour=16), WITA)


def _replaced(buku: Buku) -> Buku:
    """The same file, every row of which must give way to the mended one."""

    def give_way(lembar: Lembar) -> Lembar:
        plant = (Tanaman("digantikan kiriman berikutnya", None, DIGANTIKAN),)
        return replace(
            lembar, baris=tuple(replace(row, tanaman=row.tanaman + plant) if row.jenis == "data" else row for row in lembar.baris)
        )

    return replace(buku, lembar=tuple(give_way(lembar) for lembar in buku.lembar))


def _received(dunia: Dunia, masa: str, porsi: Porsi, rng: Generator) -> datetime:
    """Within fifteen days of the period's end, or later, or just before the story ends."""
    year, _, half = masa.partition("-S")
    end = Semester(int(year), int(half or 2)).akhir
    late = int(rng.integers(16, 70)) if rng.random() < porsi.telat else int(rng.integers(1, 16))
    day = min(end + timedelta(days=late), dunia.sampai - timedelta(days=int(rng.integers(1, 20))))
    return datetime.combine(day, time(int(rng.integers(8, 17)), int(rng.integers(60)), int(rng.integers(60))), WITA)


def make_buku(
    dunia: Dunia,
    source: Source,
    pengirim: str,
    rows: Mapping[str, Sequence[Butir]],
    kadar: Kadar,
    kotor: bool,
    bentuk: str,
    hari: date,
    rng: Generator,
) -> Buku:
    """The workbook: one sheet per year, or everything on one sheet."""
    gaya = choose_gaya(rng)
    if bentuk == "csv":
        gaya = replace(gaya, teks=True)
    by_sheet: dict[str, list[Butir]] = defaultdict(list)
    for masa, items in rows.items():
        by_sheet[masa[:4] if len(rows) > 1 else masa].extend(items)
    if len(by_sheet) > 1 and rng.random() < 0.5:
        by_sheet = {f"{min(by_sheet)}-{max(by_sheet)}": [item for items in by_sheet.values() for item in items]}
    variant = choose_variant(source, [item for items in rows.values() for item in items], pengirim, rng)
    if "lokasi" in {column.nama for column in source.kolom} and rng.random() < 0.2:
        by_sheet = {nama: [_in_one_cell(item) for item in items] for nama, items in by_sheet.items()}
        variant |= {"desa_kelurahan", "kelurahan", "kabkota", "kode_kabkota"}
        variant -= {"lokasi"}
    printed = _TERCETAK & {column.nama for column in source.kolom}
    filled = printed | {nama for items in by_sheet.values() for item in items for nama, value in item.isi.items() if value is not None}
    tata = choose_tata(rng, kotor, bentuk == "csv")
    sheets = []
    for nama, items in by_sheet.items():
        in_title = told_by_title(source, items, nama, rng) if tata.judul else frozenset()
        tabel = make_tabel(dunia, source, items, gaya, rng, variant | in_title, filled)
        tabel = replace(
            tabel,
            nama=nama if len(by_sheet) > 1 else str(choose(rng, ("Sheet1", "Data", nama))),
            judul=_judul(dunia, source, pengirim, nama),
        )
        tabel = muck_rows(dunia, tabel, kadar, rng)
        if kotor and rng.random() < 0.3:
            tabel = repeat_row(tabel, rng)
        if kotor and bentuk == "xlsx" and rng.random() < 0.3:
            tabel = hide_row(tabel, rng)
        sheets.append(_finish(lay_out(tabel, tata, rng, hari), tabel, kotor and bentuk != "csv", rng))
    if kotor and bentuk == "xlsx" and rng.random() < 0.4:
        sheets.append(lay_out_notes("Catatan", ("Rekap ini disusun dari laporan bulanan.", "Mohon dikoreksi bila ada kekeliruan."), False))
    if kotor and bentuk == "xlsx" and rng.random() < 0.2:
        sheets.append(lay_out_notes("Lama", ("Salinan kerja, tidak dipakai",), True))
    encoding = str(choose(rng, ("utf-8-sig", "cp1252", "utf-16", "utf-8-sig")))
    return Buku(tuple(sheets), bentuk, encoding if bentuk == "csv" else "utf-8-sig", str(choose(rng, (";", ";", ","))))


def _in_one_cell(item: Butir) -> Butir:
    """Village and kab/kota in one cell, as one form asks for them: 'Sungai Karias – – Kabupaten Hulu Sungai Utara'."""
    desa, kabkota = (get_wilayah(str(item.isi[nama])) for nama in ("desa_kelurahan", "kabkota"))
    return replace(item, isi={**item.isi, "lokasi": f"{desa.nama} – – {kabkota.nama_resmi}"})


def _finish(lembar: Lembar, tabel: Tabel, may_merge: bool, rng: Generator) -> Lembar:
    columns = [nama for nama in tabel.kolom if tabel.source.column(nama).jenis in {"opd", "wilayah", "kecamatan"}]
    return merge_down(lembar, columns[0]) if may_merge and columns and rng.random() < 0.3 else lembar


def choose_variant(source: Source, items: Sequence[Butir], pengirim: str, rng: Generator) -> frozenset[str]:
    """Columns that this sender's form does not have; what the sender's name already says may be left out."""
    keys = {*source.kunci, *source.key_columns(MappingProxyType({column.nama: 0 for column in source.kolom if column.nama != "id"}))}
    dropped = {
        column.nama
        for column in source.kolom
        if not column.wajib
        and column.nama not in keys | _TETAP | {"lokasi"}
        and rng.random() < (0.8 if column.nama == "kelurahan" else 0.2)
    }
    for group in _SEKELOMPOK:
        dropped = dropped - group if rng.random() < 0.5 else dropped | group
    if "id" in source.kunci and rng.random() < 0.4:
        dropped.add("id")
    for group in source.salah_satu:
        filled = [nama for nama in group if any(item.isi.get(nama) is not None for item in items)]
        if filled and dropped.issuperset(filled):
            dropped.discard(filled[0])
    for column in source.kolom:
        given = {"pengirim_opd": pengirim.partition("@")[0] if "@" in pengirim else None, "pengirim_wilayah": pengirim.rpartition("@")[2]}
        value = given.get(column.lain.get("bawaan", ""))
        if value and all(item.isi.get(column.nama) == value for item in items) and rng.random() < 0.4:
            dropped.add(column.nama)
    return frozenset(dropped)


_TETAP = frozenset(
    {
        "tanggal_tertulis",
        "tanggal_rapat",
        "kecamatan",
        "kelompok_sasaran",
        "status",
        "jumlah_pppk_pw",
        "jumlah_cpns",
        "jumlah_non_asn",
        "jumlah_cpns_dites",
        "jumlah_reaktif_positif",
        "dengan_resep",
        "asesmen",
        "sosialisasi_kegiatan",
        "sosialisasi_peserta",
        "regulasi_status",
        "regulasi_nomor",
        "satgas_status",
        "satgas_sk_nomor",
        "satgas_penggiat",
        "sosialisasi_peserta_asn",
        "diklat_jumlah",
        "diklat_bermateri",
        "laporan_b06",
        "laporan_b12",
        "jenis",
        "jenis_angka",
        "batas_waktu",
        "tanggal_selesai",
        "target",
        "realisasi_b06",
        "realisasi_b12",
        "sumber_dana",
        "berlaku_sampai",
        "tanggal_dokumen",
    }
)
# Printed on every form, though nobody may have filled it in yet.
_TERCETAK = frozenset({"jumlah_reaktif_positif", "satgas_sk_nomor", "regulasi_nomor"})
_SEKELOMPOK = (
    frozenset({"jumlah_amp", "jumlah_met", "jumlah_thc", "jumlah_mop", "jumlah_bzo", "jumlah_soma"}),
    frozenset({"jumlah_sasaran_l", "jumlah_sasaran_p"}),
)


def told_by_title(source: Source, items: Sequence[Butir], masa: str, rng: Generator) -> frozenset[str]:
    """Columns left out because the line above the table says the period of all rows."""
    if len(masa) > 7 or rng.random() < 0.7:
        return frozenset()
    says = {"judul_periode": masa, "judul_tahun": masa[:4]}
    return frozenset(
        column.nama
        for column in source.kolom
        if column.wajib
        and column.lain.get("bawaan") in says
        and all(
            str(value) == says[column.lain["bawaan"]] for item in items for value in true_nilai(column, item.isi.get(column.nama)).values()
        )
    )


def _judul(dunia: Dunia, source: Source, pengirim: str, masa: str) -> tuple[str, ...]:
    """What stands above the table: government, office, and which period the sheet is about."""
    head, _, kode = pengirim.rpartition("@")
    wilayah = get_wilayah(kode).nama_resmi
    office = [dunia.nama_opd[head].upper()] if head in dunia.nama_opd else []
    year, _, half = masa.partition("-S")
    about = (
        f"PERIODE {masa.replace('-', '–')}" if len(masa) > 7 else f"SEMESTER {'I' * int(half)} TAHUN {year}" if half else f"TAHUN {year}"
    )
    return (f"PEMERINTAH {wilayah.upper()}", *office, source.judul.upper(), about)


def _nama_berkas(source: Source, pengirim: str, rows: Mapping[str, Sequence[Butir]], bentuk: str, rng: Generator) -> str:
    head, _, kode = pengirim.rpartition("@")
    who = head.title() if head else get_wilayah(kode).nama
    span = min(rows) if len(rows) == 1 else f"{min(rows)[:4]}-{max(rows)[:4]}"
    sep = str(choose(rng, (" ", "_", " - ")))
    return sep.join((source.id.replace("_", " "), f"{who} {kode}" if head else who, span)).replace("  ", " ") + f".{bentuk}"
