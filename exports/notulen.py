"""The notulen of one meeting as DOCX and as PDF, from one list of blocks, so that both say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from exports import dokumen, word
from exports.berkas import JUDUL, KALIMAT, MASA, WILAYAH
from p4gn.bahasa import NAMA_HARI, format_angka, format_rentang_tanggal, format_saat, format_tanggal, join_daftar, kapital_awal, satu_baris
from p4gn.catatan.gabung import urutan_diputuskan
from p4gn.catatan.isi import CATATAN
from p4gn.catatan.kalimat import Baris, owner_text, status_text, tenggat_text
from p4gn.catatan.kata import BATAL, SELESAI
from p4gn.catatan.pertemuan import SELESAI as RAPAT_SELESAI
from p4gn.warehouse.editions import TANDA_CONTOH

if TYPE_CHECKING:
    from p4gn.catatan import Pertemuan, Peserta

TIDAK_TERCATAT = "tidak tercatat"
_PALING_BANYAK_NAMA = 8  # absent agencies named in the sentence above the table
_ZONA = {7: "WIB", 8: "WITA", 9: "WIT"}
_KOLOM = (
    dokumen.Kolom("No.", "kanan", 0),
    dokumen.Kolom("Keputusan", lebar=3),
    dokumen.Kolom("Penanggung jawab", lebar=1.9),
    dokumen.Kolom("Pendukung", lebar=1.6),
    dokumen.Kolom("Batas waktu", lebar=1.5),
    dokumen.Kolom("Status", lebar=1.5),
)


@dataclass(frozen=True, slots=True)
class Notulen:
    """What both files are made of; pada: the day the data reach."""

    judul: str
    blok: tuple[dokumen.Blok, ...]
    keterangan: Mapping[str, str]
    pada: date


def make_notulen(
    pertemuan: Pertemuan, tindak_lanjut: Iterable[Baris], keterangan: Mapping[str, str], kini: date, saat: datetime
) -> Notulen:
    """tindak_lanjut: the rows of `list_tindak_lanjut(…, pada=kini, rapat=pertemuan.id)`; keterangan: the facts of a file (exports/berkas.py);
    kini: the day from which lateness counts; saat: the moment of the file, with its time zone."""
    rows = sorted(tindak_lanjut, key=urutan_diputuskan)
    title = f"{'Ringkasan rapat' if is_publik(pertemuan) else 'Notulen'}: {judul_of(pertemuan)}"
    blocks = [
        dokumen.pasangan(*_list_fakta_rapat(pertemuan)),
        dokumen.subjudul("Agenda"),
        _list_or(pertemuan.agenda, "Agenda tidak tercatat."),
        dokumen.subjudul("Peserta"),
        *_peserta(pertemuan),
        dokumen.subjudul("Kesimpulan"),
        _list_or(pertemuan.kesimpulan, "Kesimpulan tidak tercatat."),
        dokumen.subjudul("Keputusan dan tindak lanjut"),
        *_keputusan(rows, kini, saat),
        dokumen.penutup("Penyusun ringkasan" if is_publik(pertemuan) else pertemuan.pimpinan or "Pimpinan rapat"),
    ]
    return Notulen(title, tuple(blocks), _facts(pertemuan, rows, keterangan, title, saat), kini)


def notulen_docx(pertemuan: Pertemuan, tindak_lanjut: Iterable[Baris], keterangan: Mapping[str, str], kini: date, saat: datetime) -> bytes:
    """The Word file; see make_notulen."""
    made = make_notulen(pertemuan, tindak_lanjut, keterangan, kini, saat)
    return word.write_word(made.judul, made.blok, made.keterangan, made.pada)


def notulen_pdf(pertemuan: Pertemuan, tindak_lanjut: Iterable[Baris], keterangan: Mapping[str, str], kini: date, saat: datetime) -> bytes:
    """The same on printed pages."""
    made = make_notulen(pertemuan, tindak_lanjut, keterangan, kini, saat)
    return dokumen.compile_dokumen(made.judul, made.blok, made.keterangan, made.pada, mendatar=False)


def judul_of(pertemuan: Pertemuan) -> str:
    """Its title, else its kind."""
    return satu_baris(pertemuan.judul or kapital_awal(pertemuan.jenis or "rapat"))


def is_publik(pertemuan: Pertemuan) -> bool:
    """Known from the news or a public page alone: nobody who was there signs what others wrote about it."""
    return bool(pertemuan.sumber_media)


def hari_text(pertemuan: Pertemuan) -> str:
    """'Rabu, 25 November 2026'; 'Kamis–Jumat, 13–14 Agustus 2026'; 'November 2026 (harinya tidak tercatat)'."""
    day, last = pertemuan.tanggal, pertemuan.tanggal_sampai
    if day is None:
        year = f"tahun {pertemuan.tahun}" if pertemuan.tahun else ""
        written = f"tertulis “{satu_baris(pertemuan.tanggal_tertulis)}”" if pertemuan.tanggal_tertulis else ""
        return ", ".join(part for part in (year, written) if part) or TIDAK_TERCATAT
    if pertemuan.presisi_tanggal in ("bulan", "tahun"):
        return f"{format_tanggal(day, pertemuan.presisi_tanggal)} (harinya tidak tercatat)"
    if last and last != day:
        return f"{NAMA_HARI[day.weekday()]}–{NAMA_HARI[last.weekday()]}, {format_rentang_tanggal(day, last)}"
    return format_tanggal(day, hari=True)


def saat_text(saat: datetime) -> str:
    """'25 November 2026 pukul 19.03 WITA'"""
    offset = saat.utcoffset()
    hours = None if offset is None else offset.total_seconds() / 3600
    zone = "" if hours is None else f" {_ZONA.get(hours) or ('UTC' if not hours else f'UTC{hours:+g}')}"
    return f"{format_saat(saat)}{zone}"


def _list_or(butir: Sequence[str], kosong: str) -> dokumen.Blok:
    return dokumen.daftar([satu_baris(each) for each in butir], bernomor=True) if butir else dokumen.paragraf(kosong)


def _list_fakta_rapat(pertemuan: Pertemuan) -> list[tuple[str, str]]:
    named = (
        ("Hari, tanggal", hari_text(pertemuan)),
        ("Tempat", pertemuan.tempat),
        ("Wilayah", pertemuan.nama_wilayah),
        ("Jenis", kapital_awal(pertemuan.jenis) if pertemuan.jenis else None),
        ("Penyelenggara", pertemuan.penyelenggara),
        ("Pimpinan rapat", pertemuan.pimpinan),
        ("Dasar hukum", "; ".join(pertemuan.dasar_hukum) or None),
    )
    return [(name, satu_baris(value) if value else TIDAK_TERCATAT) for name, value in named]


def _peserta(pertemuan: Pertemuan) -> list[dokumen.Blok]:
    """Who was invited and who came, as far as anything says so."""
    people = pertemuan.peserta
    total = [] if pertemuan.jumlah_peserta is None else [f"Jumlah peserta tercatat {format_angka(pertemuan.jumlah_peserta)} orang."]
    if not people:
        return [dokumen.paragraf(" ".join(["Peserta per OPD tidak tercatat.", *total]))]
    columns = [dokumen.Kolom("No.", "kanan", 0), dokumen.Kolom("OPD/instansi", lebar=4)]
    if knows_invited := any(each.diundang is not None for each in people):
        columns.append(dokumen.Kolom("Undangan", lebar=1.2))
    if any(each.hadir is not None for each in people):
        columns.append(dokumen.Kolom("Kehadiran", lebar=1.2))
    rows = [
        [
            str(number),
            satu_baris(each.nama),
            *([_invited(each)] if knows_invited else []),
            *([_came(each)] if len(columns) > 2 + knows_invited else []),
        ]
        for number, each in enumerate(people, start=1)
    ]
    return [dokumen.paragraf(" ".join([_kehadiran(pertemuan), *total])), dokumen.tabel(columns, rows, ukuran=8)]


def _invited(peserta: Peserta) -> str:
    return TIDAK_TERCATAT if peserta.diundang is None else "diundang" if peserta.diundang else "tanpa undangan"


def _came(peserta: Peserta) -> str:
    return TIDAK_TERCATAT if peserta.hadir is None else "hadir" if peserta.hadir else "tidak hadir"


def _kehadiran(pertemuan: Pertemuan) -> str:
    people = pertemuan.peserta
    came, invited = len(pertemuan.hadir), [each for each in people if each.diundang]
    if all(each.diundang is None for each in people):
        return f"{format_angka(came)} OPD/instansi hadir. Sumbernya hanya mencatat yang hadir; siapa yang diundang tidak diketahui."
    if all(each.hadir is None for each in people):
        return f"{format_angka(len(invited))} OPD/instansi diundang; kehadiran belum dicatat."
    both = sum(bool(each.hadir) for each in invited)
    absent = join_daftar(satu_baris(each.nama) for each in pertemuan.absen)
    if len(pertemuan.absen) > _PALING_BANYAK_NAMA:
        absent = f"{format_angka(len(pertemuan.absen))}, lihat tabel"
    extra = f" {format_angka(came - both)} hadir tanpa undangan." if came > both else ""
    told = f"{format_angka(both)} dari {format_angka(len(invited))} OPD/instansi yang diundang hadir."
    return f"{told}{f' Tidak hadir: {absent}.' if absent else ''}{extra}"


def _keputusan(rows: Sequence[Baris], kini: date, saat: datetime) -> list[dokumen.Blok]:
    if not rows:
        return [dokumen.paragraf("Tidak ada keputusan yang tercatat untuk rapat ini.")]
    cells = [
        [
            str(number), satu_baris(row["teks"]), owner_text(row), row["pendukung"] or "–", tenggat_text(row), status_text(row),
        ]
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip
    note = f"Status sampai {saat_text(saat)}; keterlambatan dihitung sampai {format_tanggal(kini)}."
    return [dokumen.tabel(_KOLOM, cells, ukuran=8), dokumen.catatan(note)]


def _sentence(pertemuan: Pertemuan, rows: Sequence[Baris]) -> str:
    """What became of it so far."""
    start = "" if pertemuan.keadaan == RAPAT_SELESAI else "Rapat belum ditutup; notulen ini masih sementara. "
    if is_publik(pertemuan):
        start = "Disusun dari catatan publik, bukan notulen resmi. "
    if not rows:
        return start.strip()
    counts = (
        (sum(row["status"] == SELESAI for row in rows), "selesai"),
        (sum(bool(row["lewat_tenggat"]) for row in rows), "lewat tenggat"),
        (sum(row["terbuka"] and row["tenggat"] is None for row in rows), "terbuka tanpa tenggat"),
        (sum(row["status"] == BATAL for row in rows), "batal"),
    )
    told = join_daftar(f"{format_angka(number)} {name}" for number, name in counts if number)
    return f"{start}{format_angka(len(rows))} keputusan{f': {told}' if told else ''}."


def _facts(pertemuan: Pertemuan, rows: Sequence[Baris], keterangan: Mapping[str, str], title: str, saat: datetime) -> dict[str, str]:
    """The mark of invented data first, what the file is about, then everything else that was given, its source and its moment."""
    mark = {TANDA_CONTOH: keterangan[TANDA_CONTOH]} if TANDA_CONTOH in keterangan else {}
    sentence = _sentence(pertemuan, rows)
    about = {JUDUL: title, WILAYAH: pertemuan.nama_wilayah or TIDAK_TERCATAT, MASA: hari_text(pertemuan)}
    rest = {key: value for key, value in keterangan.items() if key not in (*about, KALIMAT, TANDA_CONTOH)}
    return mark | about | ({KALIMAT: sentence} if sentence else {}) | rest | {"Sumber": _sumber(pertemuan), "Disusun": saat_text(saat)}


def _sumber(pertemuan: Pertemuan) -> str:
    if pertemuan.sumber == CATATAN:
        return f"Dicatat di Dasbor P4GN oleh {pertemuan.pelaku}" if pertemuan.pelaku else "Dicatat di Dasbor P4GN"
    places = (
        pertemuan.berkas,
        f"lembar {pertemuan.lembar}" if pertemuan.lembar else None,
        f"baris {pertemuan.baris}" if pertemuan.baris else None,
    )
    media = join_daftar(part.strip() for part in (pertemuan.sumber_media or "").replace(";", "|").split("|") if part.strip())
    return "; ".join(part for part in (media, ", ".join(each for each in places if each)) if part) or TIDAK_TERCATAT
