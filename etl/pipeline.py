"""Receive, read, clean, harmonise, check: from files to rows that may enter an edition, every row accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

import numpy as np

from etl.antarbaris import check_across, check_totals
from etl.aturan import check_blok, mark_doubles, refuse_files
from etl.blok import Baris, Blok
from etl.cleaning import clean_blok
from etl.harmonising import harmonise_blok
from etl.ledger import BukanData, Catatan
from etl.masa import masa_of, number_blocks, replace_earlier
from etl.pribadi import Pribadi, hide_pribadi, say_pribadi
from etl.pribadi.luar_sel import find_luar_sel
from etl.problems import BerkasDitolak, Masalah, Tanda
from etl.progress import Progress
from etl.read import read_lembar
from etl.reading.aman import find_catatan
from etl.reading.lembar import Lembar
from etl.receive import Kiriman, receive, show_nama
from etl.rows import IsiBerkas, as_copy, is_lembar_kami, sort_rows
from etl.sources import load_sources
from etl.templat.isian import label_of

_NAMA_KOLOM = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
Archive = Callable[[Kiriman, Sequence[Lembar] | None], Kiriman]


@dataclass(frozen=True, slots=True)
class Hasil:
    """What came out: blocks of accepted rows, refused rows, remarks, the ledger; `berkas_ditolak` is empty when all files are fine.

    letak, judul_kolom: (berkas, lembar) → declared column → its place in the sheet (0-based), and what the sender wrote above it.
    masalah_lain: further columns to mend in rows that `ditolak` names already.
    tak_terbaca: entries without rows for the files that were refused whole.
    """

    blok: tuple[Blok, ...]
    ditolak: tuple[Masalah, ...]
    ditandai: tuple[Tanda, ...]
    bukan_data: tuple[BukanData, ...]
    buku: tuple[Catatan, ...]
    berkas_ditolak: tuple[Masalah, ...]
    catatan: tuple[str, ...]
    letak: Mapping[tuple[str, str | None], Mapping[str, int]] = field(default_factory=dict)
    pribadi: tuple[Pribadi, ...] = ()
    tak_terbaca: tuple[Catatan, ...] = ()
    judul_kolom: Mapping[tuple[str, str | None], Mapping[str, str]] = field(default_factory=dict)
    masalah_lain: tuple[Masalah, ...] = ()

    @property
    def diterima(self) -> tuple[Baris, ...]:
        """The accepted rows one by one; for a few rows only."""
        return tuple(row for blok in self.blok for row in blok.rows())


def run_pipeline(
    paths: Sequence[Path],
    hari_ini: date,
    progress: Progress,
    archive: Archive = lambda kiriman, bersih: kiriman,
    indeks: Mapping[Path, Mapping[str, Any]] = MappingProxyType({}),
) -> Hasil:
    """All files through all steps; a file that is refused is told in `berkas_ditolak` and does not hide the others' problems.

    indeks: for files whose sending is known, who sent them, when, and under which name (see etl.receive.read_indeks).
    """
    refused: list[Masalah] = []
    with progress.stage("terima") as line:
        received = _receive_all(paths, refused, indeks)
        line.append(f"{len(received)} berkas, {sum(item.ukuran for item in received) / 1024:.0f} KB")
    return process(received, hari_ini, progress, archive, refused)


def process(
    received: Sequence[Kiriman],
    hari_ini: date,
    progress: Progress,
    archive: Archive = lambda kiriman, bersih: kiriman,
    refused: list[Masalah] | None = None,
) -> Hasil:
    """The steps after receiving."""
    refused = [] if refused is None else refused
    remarks: list[str] = []
    unread: list[Catatan] = []
    with progress.stage("baca") as line:
        contents = _read_all(received, archive, refused, unread, remarks)
        raw = [blok for _, content in contents for blok in content.blok]
        line.append(f"{sum(content.dibaca for _, content in contents)} baris, {sum(map(len, raw))} di antaranya data")
    with progress.stage("bersihkan") as line:
        cleaned = [clean_blok(blok) for blok in raw]
        used = sum(item.koreksi_dipakai for item in cleaned)
        line.append(f"{sum(map(len, raw))} baris, {used} koreksi dipakai")
        remarks.extend(sentence for each in cleaned for sentence in each.koreksi_usang)
    with progress.stage("selaraskan") as line:
        harmonised = [harmonise_blok(item.blok) for item in cleaned]
        with_code = sum(int(blok.nilai["kode_wilayah"].terisi.sum()) for blok in harmonised if "kode_wilayah" in blok.nilai)
        line.append(f"{with_code} baris berkode wilayah")
    with progress.stage("periksa") as line:
        times = {kiriman.nama: kiriman.diterima_pada for kiriman, _ in contents}
        shape_problems = [masalah for _, content in contents for masalah in content.ditolak]
        current = replace_earlier([check_blok(blok, hari_ini) for blok in harmonised], shape_problems, times)
        refused.extend(refuse_files(current.blok))
        marked = check_across(mark_doubles(current.blok))
        accepted = number_blocks([blok.take(np.flatnonzero(~blok.ditolak)) for blok in marked])
        headings = {
            (kiriman.nama, nama): {column: hide_pribadi(text) for column, text in each.items()}
            for kiriman, content in contents
            for lembar, each in content.judul_kolom.items()
            for nama in _spell(lembar)
        }
        by_row = [each for blok in marked for each in _problems_by_row(blok)]
        problems = [say_with_headings(problem, headings) for problem in (*current.ditolak, *map(_first_problem, by_row))]
        further = tuple(say_with_headings(problem, headings) for each in by_row for problem in _further_problems(each))
        flags = [tanda for blok in accepted for tanda in _flags_of(blok)]
        flags.extend(_flags_of_totals(contents, harmonised))
        line.append(
            f"{sum(map(len, accepted))} diterima, {len(problems)} ditolak, {len({(t.berkas, t.lembar, t.baris) for t in flags})} ditandai"
        )
    nondata = [item for _, content in contents for item in content.bukan_data] + list(current.bukan_data)
    personal = tuple(item for _, content in contents for item in content.pribadi)
    remarks.extend(f"{item.berkas}: {say_pribadi(item).rstrip('.')}" for item in personal)
    return Hasil(
        accepted,
        tuple(problems),
        tuple(flags),
        tuple(nondata),
        _write_ledger(contents, accepted, problems, nondata),
        tuple(say_with_headings(problem, headings) for problem in refused),
        tuple(remarks),
        {
            (kiriman.nama, nama): letak
            for kiriman, content in contents
            for lembar, letak in content.letak.items()
            for nama in _spell(lembar)
        },
        personal,
        tuple(unread),
        headings,
        masalah_lain=further,
    )


def _spell(lembar: str | None) -> set[str | None]:
    """A sheet by the name it has and by the one that findings carry, without what is personal in it."""
    return {lembar, lembar and show_nama(lembar)}


def say_with_headings(masalah: Masalah, headings: Mapping[tuple[str, str | None], Mapping[str, str]]) -> Masalah:
    """The problem in the sender's words: 'jumlah_dites' in a sentence is the heading written above that column."""
    source = load_sources().get(masalah.sumber or "")
    if source is None:
        return masalah
    written = headings.get((masalah.berkas, masalah.lembar), {})
    names = {column.nama: column for column in source.kolom if "_" in column.nama}

    def speak(found: re.Match[str]) -> str:
        column = names.get(found[0])
        return found[0] if column is None else written.get(column.nama) or label_of(source, column)

    return replace(masalah, alasan=_NAMA_KOLOM.sub(speak, masalah.alasan), perbaikan=_NAMA_KOLOM.sub(speak, masalah.perbaikan))


def name_files(paths: Sequence[Path], given: Mapping[Path, str] = MappingProxyType({})) -> list[str]:
    """A name for each file: the one it was sent under, else its own, with its folder in front where two share it; never twice the same."""
    own = [given.get(path, path.name) for path in paths]
    counts = Counter(own)
    names: list[str] = []
    taken: Counter[str] = Counter()
    for path, name in zip(paths, own, strict=True):
        shown = show_nama(f"{path.parent.name}/{name}" if counts[name] > 1 and path not in given else name)
        taken[shown] += 1
        names.append(shown if taken[shown] == 1 else f"{PurePath(shown).stem} (kiriman {taken[shown]}){PurePath(shown).suffix}")
    return names


def _receive_all(paths: Sequence[Path], refused: list[Masalah], indeks: Mapping[Path, Mapping[str, Any]]) -> list[Kiriman]:
    received = []
    sent = [path for path in paths if not indeks.get(path, {}).get("ditarik")]
    given = {path: PurePath(str(indeks[path]["nama"])).with_suffix(path.suffix).name for path in sent if indeks.get(path, {}).get("nama")}
    for path, nama in zip(sent, name_files(sent, given), strict=True):
        try:
            received.append(receive(path, nama, {key: value for key, value in indeks.get(path, {}).items() if key != "nama"}))
        except BerkasDitolak as error:
            refused.append(error.masalah)
    return sorted(received, key=lambda kiriman: kiriman.diterima_pada)


def _read_all(
    received: Sequence[Kiriman], archive: Archive, refused: list[Masalah], unread: list[Catatan], remarks: list[str]
) -> list[tuple[Kiriman, IsiBerkas]]:
    contents: list[tuple[Kiriman, IsiBerkas]] = []
    first_by_hash: dict[str, str] = {}
    for kiriman in received:
        try:
            sheets = read_lembar(kiriman)
            content = sort_rows(kiriman, sheets)
            kiriman = replace(kiriman, pengirim=content.pengirim)
            content = replace(content, pribadi=(*content.pribadi, *find_luar_sel(kiriman.nama, kiriman.isi)))
            beside = find_catatan(kiriman)
            kiriman = archive(kiriman, content.lembar if content.pribadi else None)
        except BerkasDitolak as error:
            refused.append(error.masalah)
            unread.append(_unread(kiriman))
            continue
        if not content.jumlah_data and not content.ditolak:
            remarks.append(f"{kiriman.nama} hanya berisi tajuk; tidak ada baris data")
        if kiriman.sha256 in first_by_hash:
            remarks.append(f"{kiriman.nama} sama persis dengan {first_by_hash[kiriman.sha256]}; barisnya dihitung satu kali")
            content = as_copy(kiriman, content)
        first_by_hash.setdefault(kiriman.sha256, kiriman.nama)
        remarks.extend(f"{kiriman.nama} {sentence}" for sentence in beside)
        remarks.extend(_remarks_on(kiriman, sheets, content))
        contents.append((kiriman, replace(content, lembar=())))
    return contents


def _unread(kiriman: Kiriman) -> Catatan:
    when = kiriman.diterima_pada.astimezone().replace(tzinfo=None, microsecond=0)
    return Catatan(kiriman.nama, None, kiriman.sha256, kiriman.ukuran, when, 0, 0, 0, 0, kiriman.pengirim)


def _remarks_on(kiriman: Kiriman, sheets: Sequence[Lembar], content: IsiBerkas) -> list[str]:
    said = []
    if hidden := [str(sheet.nama) for sheet in content.lembar if sheet.tersembunyi and not is_lembar_kami(sheet)]:
        said.append(f"{kiriman.nama}: lembar tersembunyi ikut dibaca: {', '.join(hidden)}")
    if rows := sum(len(sheet.baris_tersembunyi) for sheet in sheets):
        said.append(f"{kiriman.nama}: {rows} baris tersembunyi ikut dibaca")
    said.extend(f"{kiriman.nama}: {hide_pribadi(sentence)}" for sentence in content.lembar_mirip)
    if content.kolom_dibuang:
        said.append(f"{kiriman.nama}: kolom ini tidak dikenal dan tidak dibawa: {', '.join(content.kolom_dibuang)}")
    return said


def _problems_by_row(blok: Blok) -> list[list[Masalah]]:
    by_row: dict[int, list[Masalah]] = {}
    for index, problem in blok.expand(Masalah):
        by_row.setdefault(index, []).append(problem)  # type: ignore[arg-type]
    return [by_row[index] for index in sorted(by_row)]


def _further_problems(problems: Sequence[Masalah]) -> list[Masalah]:
    """One each for the other columns of a refused row: the marked workbook shows every cell that is to be mended."""
    first, *more = problems
    by_column = {item.kolom: item for item in reversed(more) if item.kolom and item.kolom != first.kolom}
    return list(reversed(by_column.values()))


def _first_problem(problems: Sequence[Masalah]) -> Masalah:
    """One refused row is one line; further columns are named in it."""
    first = problems[0]
    others = sorted(str(item.kolom) for item in _further_problems(problems))
    return replace(first, perbaikan=f"{first.perbaikan}; periksa juga kolom {', '.join(others)}".lstrip("; ")) if others else first


def _flags_of(blok: Blok) -> list[Tanda]:
    found = sorted(blok.expand(Tanda), key=lambda item: item[0])
    return [tanda for _, tanda in found]  # type: ignore[misc]


def _flags_of_totals(contents: Sequence[tuple[Kiriman, IsiBerkas]], bloks: Sequence[Blok]) -> list[Tanda]:
    totals: dict[tuple[str, str | None], list[Baris]] = {}
    for _, content in contents:
        for row in content.jumlah:
            totals.setdefault((row.berkas, row.lembar), []).append(row)
    with_totals = ((blok, totals[blok.berkas, blok.lembar]) for blok in bloks if (blok.berkas, blok.lembar) in totals)
    return [tanda for blok, rows in with_totals for tanda in check_totals(blok, rows)]


def _write_ledger(
    contents: Sequence[tuple[Kiriman, IsiBerkas]],
    accepted: Sequence[Blok],
    problems: Sequence[Masalah],
    nondata: Sequence[BukanData],
) -> tuple[Catatan, ...]:
    taken: Counter[str] = Counter()
    for blok in accepted:
        taken[blok.berkas] += len(blok)
    spans: dict[str, set[str]] = {}
    for blok in accepted:
        span = masa_of(blok)
        spans.setdefault(blok.berkas, set()).update(str(span.isi[code]) for code in np.unique(span.kode[span.kode >= 0]).tolist())
    lost = Counter(item.berkas for item in problems)
    other = Counter(item.berkas for item in nondata)
    return tuple(
        Catatan(
            kiriman.nama,
            content.source.id if content.source else None,
            kiriman.sha256,
            kiriman.ukuran,
            kiriman.diterima_pada.astimezone().replace(tzinfo=None, microsecond=0),  # shown to people: the clock on the wall
            content.dibaca,
            taken[kiriman.nama],
            lost[kiriman.nama],
            other[kiriman.nama],
            kiriman.pengirim,
            tuple(sorted(spans.get(kiriman.nama, ()))),
        )
        for kiriman, content in contents
    )
