"""Receive, read, clean, harmonise, check: from files to rows that may enter an edition, every row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl.checks import check_rows
from etl.cleaning import clean_rows
from etl.harmonising import harmonise_rows
from etl.ledger import BukanData, Catatan
from etl.problems import BerkasDitolak, Masalah, Tanda
from etl.progress import Progress
from etl.read import read_lembar
from etl.receive import Kiriman, receive, show_nama
from etl.rows import Baris, IsiBerkas, sort_rows

Archive = Callable[[Kiriman], Kiriman]


@dataclass(frozen=True, slots=True)
class Hasil:
    """What came out: accepted rows, refused rows, remarks, the ledger; `berkas_ditolak` is empty when all files are fine."""

    diterima: tuple[Baris, ...]
    ditolak: tuple[Masalah, ...]
    ditandai: tuple[Tanda, ...]
    bukan_data: tuple[BukanData, ...]
    buku: tuple[Catatan, ...]
    berkas_ditolak: tuple[Masalah, ...]
    catatan: tuple[str, ...]


def run_pipeline(paths: Sequence[Path], hari_ini: date, progress: Progress, archive: Archive = lambda kiriman: kiriman) -> Hasil:
    """All files through all steps; a file that is refused is told in `berkas_ditolak` and does not hide the others' problems."""
    refused: list[Masalah] = []
    remarks: list[str] = []
    with progress.stage("terima") as line:
        received = _receive_all(paths, archive, refused)
        line.append(f"{len(received)} berkas, {sum(item.ukuran for item in received) / 1024:.0f} KB")
    with progress.stage("baca") as line:
        contents = _read_all(received, refused, remarks)
        raw = [row for _, content in contents for row in content.data]
        line.append(f"{sum(content.dibaca for _, content in contents)} baris, {len(raw)} di antaranya data")
    with progress.stage("bersihkan") as line:
        cleaned = clean_rows(raw)
        line.append(f"{len(cleaned.baris)} baris, {cleaned.koreksi_dipakai} koreksi dipakai")
        remarks.extend(
            f"koreksi untuk {row.source.id} {row.berkas} baris {row.nomor} kolom {item.column} tidak dipakai lagi: isi selnya sudah berubah"
            for row, item in cleaned.koreksi_usang
        )
    with progress.stage("selaraskan") as line:
        harmonised = harmonise_rows(cleaned.baris)
        line.append(f"{sum(1 for row in harmonised if row.nilai.get('kode_wilayah'))} baris berkode wilayah")
    with progress.stage("periksa") as line:
        checked = check_rows(harmonised, hari_ini)
        accepted = tuple(row for row in checked if not row.masalah)
        problems = [masalah for _, content in contents for masalah in content.ditolak]
        problems.extend(_first_problem(row) for row in checked if row.masalah)
        flags = tuple(tanda for row in accepted for tanda in row.tanda)
        line.append(f"{len(accepted)} diterima, {len(problems)} ditolak, {len({(t.berkas, t.lembar, t.baris) for t in flags})} ditandai")
    ledger = tuple(_write_ledger(kiriman, content, accepted, problems) for kiriman, content in contents)
    nondata = tuple(item for _, content in contents for item in content.bukan_data)
    return Hasil(accepted, tuple(problems), flags, nondata, ledger, tuple(refused), tuple(remarks))


def name_files(paths: Sequence[Path]) -> list[str]:
    """A name for each file: its own, with its folder in front where two files share a name."""
    names = [path.name for path in paths]
    return [show_nama(f"{path.parent.name}/{path.name}" if names.count(path.name) > 1 else path.name) for path in paths]


def _receive_all(paths: Sequence[Path], archive: Archive, refused: list[Masalah]) -> list[Kiriman]:
    received = []
    for path, nama in zip(paths, name_files(paths), strict=True):
        try:
            received.append(archive(receive(path, nama)))
        except BerkasDitolak as error:
            refused.append(error.masalah)
    return received


def _read_all(received: Sequence[Kiriman], refused: list[Masalah], remarks: list[str]) -> list[tuple[Kiriman, IsiBerkas]]:
    contents: list[tuple[Kiriman, IsiBerkas]] = []
    first_by_hash: dict[str, str] = {}
    for kiriman in received:
        try:
            sheets = read_lembar(kiriman)
            content = sort_rows(kiriman, sheets)
        except BerkasDitolak as error:
            refused.append(error.masalah)
            continue
        if not content.data and not content.ditolak:
            remarks.append(f"{kiriman.nama} hanya berisi tajuk; tidak ada baris data")
        if kiriman.sha256 in first_by_hash:
            remarks.append(f"{kiriman.nama} sama persis dengan {first_by_hash[kiriman.sha256]}; barisnya dihitung satu kali")
            content = _as_copy(kiriman, content)
        first_by_hash.setdefault(kiriman.sha256, kiriman.nama)
        if hidden := [str(sheet.nama) for sheet in sheets if sheet.tersembunyi]:
            remarks.append(f"{kiriman.nama}: lembar tersembunyi ikut dibaca: {', '.join(hidden)}")
        if content.kolom_dibuang:
            remarks.append(f"{kiriman.nama}: kolom ini tidak dikenal dan tidak dibawa: {', '.join(content.kolom_dibuang)}")
        contents.append((kiriman, content))
    return contents


def _as_copy(kiriman: Kiriman, content: IsiBerkas) -> IsiBerkas:
    """The rows of an identical second file are not data."""
    rows = [(row.lembar, row.nomor) for row in content.data] + [(item.lembar, item.baris or 0) for item in content.ditolak]
    copies = tuple(BukanData(kiriman.nama, lembar, nomor, "salinan berkas") for lembar, nomor in rows)
    return replace(content, data=(), ditolak=(), bukan_data=content.bukan_data + copies)


def _first_problem(row: Baris) -> Masalah:
    """One refused row is one line; further reasons are named in it."""
    first, *more = row.masalah
    others = sorted({item.kolom for item in more if item.kolom and item.kolom != first.kolom})
    return replace(first, perbaikan=f"{first.perbaikan}; periksa juga kolom {', '.join(others)}".lstrip("; ")) if others else first


def _write_ledger(kiriman: Kiriman, content: IsiBerkas, accepted: Sequence[Baris], problems: Sequence[Masalah]) -> Catatan:
    return Catatan(
        kiriman.nama,
        content.source.id if content.source else None,
        kiriman.sha256,
        kiriman.ukuran,
        kiriman.diterima_pada.astimezone().replace(tzinfo=None, microsecond=0),  # shown to people: the clock on the wall
        content.dibaca,
        sum(1 for row in accepted if row.berkas == kiriman.nama),
        sum(1 for item in problems if item.berkas == kiriman.nama),
        len(content.bukan_data),
    )
