"""From a text to drafts: one for each meeting it tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl.notulen.acara import Acara, find_acara, is_utama, read_jenis
from etl.notulen.draf import PASTI, TANYAKAN, YA, Draf, Isian
from etl.notulen.isi import read_dasar_hukum, read_kesimpulan, read_tindak_lanjut
from etl.notulen.kata import compiled
from etl.notulen.lembaga import find_lembaga
from etl.notulen.letak import judge_tempat, read_tempat, read_wilayah
from etl.notulen.masukan import tidy_naskah
from etl.notulen.naskah import Baris, Naskah, read_naskah
from etl.notulen.orang import Penyaring, shorten
from etl.notulen.pihak import find_penyelenggara, read_peserta, read_pimpinan
from etl.notulen.waktu import find_tanggal, read_tanggal, say_hari
from p4gn.geography.wilayah import get_wilayah

_AKHIR_JUDUL = re.compile(
    r"[,.;:“”\"]|\s(?:di|pada|yang|dengan|bersama|oleh|secara|melalui|via|lewat|bertempat|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b"
    r"|\s\((?=\d)"
)


@dataclass(frozen=True, slots=True)
class Bacaan:
    """teks: what the places of the evidence refer to. draf: one per meeting, none when the text tells of no meeting."""

    teks: str
    draf: tuple[Draf, ...]
    catatan: tuple[str, ...]


def read_draf(teks: str, terbit: date | None = None) -> Bacaan:
    """Read pasted or extracted text; terbit, a day of publication that a person knows, goes before one that the text prints.

    BerkasDitolak when the text is empty or too long.
    """
    teks = tidy_naskah(teks)
    naskah = read_naskah(teks)
    naskah = replace(naskah, terbit=terbit) if terbit else naskah
    saring = Penyaring(teks)
    events = find_acara(naskah)
    notes = [f"{naskah.berulang} paragraf berulang dilewati."] if naskah.berulang else []
    drafts: list[Draf] = []
    for number, one in enumerate(events):
        others = [each for each in events if each is not one]
        drafts.append(_draft(naskah, one, saring, drafts[0] if number and not one.tersendiri else None, others))
    if len(drafts) > 1:
        notes.append(f"Naskah memuat {len(drafts)} acara; tiap acara satu draf.")
    return Bacaan(teks, tuple(drafts), tuple(notes))


def _draft(naskah: Naskah, acara: Acara, saring: Penyaring, utama: Draf | None, lain: Sequence[Acara]) -> Draf:
    penyelenggara, lembaga = find_penyelenggara(naskah, acara)
    tanggal, sampai = _read_hari(naskah, acara, utama)
    own = [*_lines_of(acara, "tempat"), *_lines_of(acara, "waktu"), *_lines_of(acara, "tanggal")]
    rest = [one for one in naskah.kalimat if one not in acara.kalimat] if utama is None else []
    scope = _scope(naskah, acara)
    kesimpulan, berlaku = read_kesimpulan(naskah, acara, saring, lain)
    tempat = _read_tempat_label(naskah, acara, saring) or read_tempat(naskah, own or _told_at(naskah, acara), rest, saring)
    draft = Draf(
        judul=_read_judul(naskah, acara, saring),
        tanggal=tanggal,
        sampai=sampai,
        jenis=read_jenis(naskah, acara),
        wilayah=read_wilayah(naskah, _told_at(naskah, acara), lembaga, scope, tempat),
        tempat=tempat,
        penyelenggara=penyelenggara,
        pimpinan_jabatan=read_pimpinan(naskah, acara),
        peserta=read_peserta(naskah, acara, saring),
        dasar_hukum=read_dasar_hukum(naskah, scope if utama is None else acara.kalimat),
        kesimpulan=kesimpulan,
        tindak_lanjut=read_tindak_lanjut(naskah, acara, kesimpulan, berlaku, tanggal.nilai, saring) if utama is None or kesimpulan else (),
    )
    if not kesimpulan:
        draft = replace(draft, catatan=("Tidak ada kesimpulan yang terbaca di naskah; tambahkan bila ada.",))
    return _as_second(draft, naskah, acara, utama) if utama is not None else draft


def _scope(naskah: Naskah, acara: Acara) -> Sequence[Baris]:
    """The lines that belong to a meeting: its own block in a notulen, the whole text in prose."""
    if not acara.bagian:
        return naskah.kalimat
    return acara.kalimat


def _told_at(naskah: Naskah, acara: Acara) -> list[Baris]:
    """Where a meeting is told: in prose its sentences and the caption or dateline above; in a notulen the heading and title."""
    if not acara.bagian:
        return acara.kalimat
    start = acara.bagian[0].awal_label
    head = [one for one in acara.kalimat if one.awal < start]
    return [*head, *_lines_of(acara, "acara")]


def _lines_of(acara: Acara, label: str) -> list[Baris]:
    return [line for one in acara.bagian if one.label == label for line in one.baris[:2]]


def _read_hari(naskah: Naskah, acara: Acara, utama: Draf | None) -> tuple[Isian, Isian | None]:
    if acara.bagian:
        lines = [(one.awal, one.akhir) for one in _lines_of(acara, "tanggal")] or [
            (one.awal, one.akhir) for one in _lines_of(acara, "waktu")
        ]
        if len(lines) > 1 and lines[1][0] - lines[0][1] <= 30:
            lines = [(lines[0][0], lines[-1][1])] if not re.search(r"\d", naskah.teks[slice(*lines[0])]) else lines[:1]
        return read_tanggal(naskah, lines, berlabel=True)
    told = [(one.awal, one.akhir) for one in acara.kalimat]
    if utama is not None:
        if not any(find_tanggal(naskah, *place) for place in told):
            nilai = utama.tanggal.nilai
            return Isian(
                nilai,
                utama.tanggal.bukti,
                TANYAKAN,
                "Tanggal acara ini tidak tertulis. Sama dengan acara pertama?",
                (nilai,) if nilai else (),
            ), None
        return read_tanggal(naskah, told)
    everywhere = [(one.awal, one.akhir) for one in naskah.kalimat]
    near = [place for place in told if any(not one.bukan_acara for one in find_tanggal(naskah, *place))]
    found, sampai = read_tanggal(naskah, near or everywhere)
    if found.kepastian == PASTI and not is_utama(naskah, acara):
        asked = f"Naskah ini tampaknya tentang hal lain. Rapat berlangsung {say_hari(str(found.nilai))}?"
        return replace(found, kepastian=TANYAKAN, pertanyaan=asked, alternatif=(str(found.nilai),)), sampai
    if near and found.kepastian == PASTI:
        return _check_others(naskah, found, everywhere), sampai
    return found, sampai


def _check_others(naskah: Naskah, found: Isian, everywhere: Sequence[tuple[int, int]]) -> Isian:
    """Another past day elsewhere in the text, told of this event as well as of any other, is asked about."""
    others = {
        one.nilai
        for place in everywhere
        for one in find_tanggal(naskah, *place)
        if one.nilai and not one.bukan_acara and not one.nisbi and one.nilai != found.nilai
    }
    if naskah.terbit:
        others.discard(naskah.terbit.isoformat())
    if not others:
        return found
    choices = (str(found.nilai), *sorted(others))
    return Isian(
        found.nilai,
        found.bukti,
        TANYAKAN,
        f"Naskah juga menyebut {' dan '.join(map(say_hari, sorted(others)))}. Rapat berlangsung {say_hari(str(found.nilai))}?",
        choices,
        found.catatan,
    )


def _read_tempat_label(naskah: Naskah, acara: Acara, saring: Penyaring) -> Isian | None:
    for line in _lines_of(acara, "tempat")[:1]:
        text = saring.cut(naskah.isi(line).strip(" .*_"))
        if text:
            return judge_tempat(naskah, text, (line.awal, line.akhir))
    return None


def _read_judul(naskah: Naskah, acara: Acara, saring: Penyaring) -> Isian:
    """The label 'Acara', the heading, or the kind with its words behind; without a heading it is asked."""
    for line in _lines_of(acara, "acara")[:1]:
        if text := saring.cut(naskah.isi(line).strip(" .*_")):
            return Isian(shorten(text, 160), (line.awal, line.akhir))
    letterhead = naskah.judul is not None and bool(acara.sebutan) and _is_kop(naskah, naskah.judul)
    if naskah.judul and acara.tersendiri and not letterhead and (text := saring.cut(naskah.isi(naskah.judul).strip(" *_#"))):
        bukti = (naskah.judul.awal, naskah.judul.akhir)
        if re.sub(r"\W", "", text) != re.sub(r"\W", "", naskah.isi(naskah.judul)):
            return Isian(shorten(text, 160), bukti, TANYAKAN, f"Nama orang dibuang dari judul. Judulnya “{shorten(text, 160)}”?", (text,))
        if not re.sub(compiled("judul_umum"), "", text).strip(" :.-0123456789"):
            return Isian(shorten(text, 160), bukti, TANYAKAN, "Judul naskah belum menyebut acaranya. Apa judul rapatnya?", (text,))
        return Isian(shorten(text, 160), bukti)
    if not acara.sebutan:
        return Isian(None, None, TANYAKAN, "Judul rapat tidak tertulis. Apa judulnya?")
    first = acara.pertama
    line = next(one for one in naskah.baris if one.awal <= first.awal < one.akhir)
    stop = _AKHIR_JUDUL.search(naskah.teks, first.akhir, line.akhir)
    end = stop.start() if stop else line.akhir
    text = saring.cut(naskah.teks[first.awal : end])
    text = shorten(text[:1].upper() + text[1:], 160)
    return Isian(text, (first.awal, end), TANYAKAN, f"Judul rapat: “{text}”?", (text,))


def _is_kop(naskah: Naskah, judul: Baris) -> bool:
    """A letterhead names who writes, not what the meeting was: nothing is left of it without names of agencies."""
    rest = naskah.isi(judul)
    for one in reversed(find_lembaga(naskah.teks, judul.awal, judul.akhir)):
        rest = rest[: one.awal - judul.awal] + rest[one.akhir - judul.awal :]
    return not re.search(r"[^\W\d_]{2}", rest)


def _say(nama: str, nilai: str) -> str:
    return get_wilayah(nilai).nama_resmi if nama == "wilayah" else nilai


def _as_second(draft: Draf, naskah: Naskah, acara: Acara, utama: Draf) -> Draf:
    """A second event in prose: asked first whether it is a meeting of its own, and every field that the first also has."""
    kata = acara.pertama.kata
    bukti = (acara.pertama.awal, acara.pertama.akhir)
    asked = Isian(YA, bukti, TANYAKAN, f"Naskah juga menyebut {kata}. Catat sebagai rapat tersendiri?", (YA, "tidak"))
    changes: dict[str, Isian] = {}
    for nama in ("wilayah", "tempat", "penyelenggara", "pimpinan_jabatan"):
        one = getattr(draft, nama)
        if one.nilai is None:
            first = getattr(utama, nama)
            choices = (first.nilai,) if first.nilai else ()
            changes[nama] = Isian(None, None, TANYAKAN, one.pertanyaan or "Isian ini tidak tertulis untuk acara kedua.", choices)
        elif one.kepastian == PASTI:
            changes[nama] = replace(
                one, kepastian=TANYAKAN, pertanyaan=f"{_say(nama, one.nilai)} juga berlaku untuk {kata}?", alternatif=(one.nilai,)
            )
    return replace(draft, rapat_tersendiri=asked, **changes)
