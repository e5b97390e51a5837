"""Which meetings a text tells of: their kind, and the places where each of them is told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from etl.notulen.draf import PASTI, TANYAKAN, Isian
from etl.notulen.kata import compiled, jenis_pattern, load_kata_notulen
from etl.notulen.naskah import Bagian, Baris, Naskah, find_kata
from etl.notulen.waktu import find_tanggal

_KALIMAT_PEMBUKA = 5  # sentences in which a report tells what it is about
_JARAK_KATA_KERJA = 60  # letters between "menggelar" and the kind of meeting


@dataclass(frozen=True, slots=True)
class Sebutan:
    """A kind of meeting in the text; menyatakan: the sentence says that it took place, not only what it is about."""

    awal: int
    akhir: int
    jenis: str
    kata: str
    menyatakan: bool
    lain: bool = False


@dataclass
class Acara:
    """One meeting: what is told of its kind, and its sentences; bagian: the labelled sections of an official notulen."""

    sebutan: list[Sebutan]
    kalimat: list[Baris]
    bagian: list[Bagian] = field(default_factory=list)
    tersendiri: bool = True

    @property
    def pertama(self) -> Sebutan:
        return self.sebutan[0]


def find_acara(naskah: Naskah) -> list[Acara]:
    """The meetings of the text in its order; an official notulen has one for each block of labels."""
    if naskah.berlabel:
        return _by_label(naskah)
    told: list[tuple[Baris, Sebutan]] = [(sentence, one) for sentence in naskah.kalimat for one in find_sebutan(naskah, sentence)]
    if not told:
        return []
    declared = [item for item in told if item[1].menyatakan] or told[:1]
    main = Acara([declared[0][1]], [declared[0][0]])
    found = [main]
    for sentence, one in declared[1:]:
        if owner := next(
            (
                acara
                for acara in found
                if acara.pertama.jenis == one.jenis and _same_word(acara, one) and not _other_day(naskah, acara, sentence, one)
            ),
            None,
        ):
            owner.sebutan.append(one)
            owner.kalimat.append(sentence)
        elif (one.lain or (one.menyatakan and _own_day(naskah, main, sentence, one))) and not _is_sama(main, one):
            found.append(Acara([one], [sentence], tersendiri=False))
        else:
            main.sebutan.append(one)
            main.kalimat.append(sentence)
    for acara in found:
        acara.kalimat = list(dict.fromkeys(acara.kalimat))
    return found


def find_sebutan(naskah: Naskah, sentence: Baris) -> list[Sebutan]:
    """Kinds of meeting in one sentence, the first of each kind; a plan for later is none."""
    teks = naskah.isi(sentence)
    heading = naskah.judul == sentence
    found: list[Sebutan] = []
    for match in jenis_pattern().finditer(teks):
        kata = " ".join(match[0].casefold().split())
        before, after = teks[: match.start()], teks[match.end() :]
        verb = _last_verb(before)
        gap = before[verb.end() :] if verb else ""
        active = verb is not None and len(gap) <= _JARAK_KATA_KERJA and not jenis_pattern().search(gap)
        passive = compiled("digelar").search(after[:160])
        passive_before = list(compiled("digelar").finditer(before))[-1:]
        declared = active or heading or (passive is not None and not jenis_pattern().search(after[: passive.start()]))
        declared = declared or bool(
            passive_before and len(before) - passive_before[0].end() <= 30 and not jenis_pattern().search(before[passive_before[0].end() :])
        )
        if kata in load_kata_notulen().isi["jenis_lemah"] and not (active or heading):
            continue
        if (
            _is_pokok(before)
            or compiled("rencana").search(re.split(r"[;.“”]", before)[-1][-110:])
            or (not heading and re.search(r"\b(?:berikutnya|mendatang|selanjutnya)\b", after[:30]))
        ):
            continue
        opens = compiled("acara_lain").match(teks.lstrip("“\"'")) is not None
        also = re.search(r"\b(?:pula|juga)\b", before[-80:]) is not None
        found.append(
            Sebutan(
                sentence.awal + match.start(), sentence.awal + match.end(), load_kata_notulen().jenis[kata], kata, declared, opens or also
            )
        )
    return found


def _is_pokok(before: str) -> bool:
    """'terkait sosialisasi Inpres' says what it was about, not what it was."""
    tail = before[-30:].rstrip()
    return any(found.end() == len(tail) for found in compiled("tentang").finditer(tail))


def _last_verb(before: str) -> re.Match[str] | None:
    last = None
    for found in compiled("menggelar").finditer(before):
        last = found
    return last


def _same_word(acara: Acara, one: Sebutan) -> bool:
    """'telekonferensi' and 'rapat tim' are both a rapat, and still two events when the text says 'selain itu'."""
    return (
        not one.lain
        or any(one.kata == known.kata for known in acara.sebutan)
        or {one.kata, acara.pertama.kata} <= {"rapat", "rakor", "raker", "rapat koordinasi", "rapat kerja", "koordinasi"}
    )


def _is_sama(main: Acara, one: Sebutan) -> bool:
    """A plain 'rapat' is the rakor told before; 'sosialisasi dan rakor' is one event."""
    return one.kata in ("rapat", "kegiatan", "pertemuan") and main.pertama.jenis in ("rakor", "raker", "rapat", "monev")


def _own_day(naskah: Naskah, main: Acara, sentence: Baris, one: Sebutan) -> bool:
    """Another kind of meeting with a printed day of its own, where the first has its day too: 'Selasa (6/5) sosialisasi … Kamis (8/5) raker'."""
    if any(one.jenis == known.jenis for known in main.sebutan) or sentence == naskah.judul:
        return False
    own = {day for line in main.kalimat if line != naskah.judul for day in _days(naskah, line)}
    here = _days(naskah, sentence)
    return bool(own and here and not own & here)


def _other_day(naskah: Naskah, acara: Acara, sentence: Baris, one: Sebutan) -> bool:
    """The same kind of meeting on another, past day ('sebelumnya, rakor serupa digelar …')."""
    if not one.lain:
        return False
    own = {day for line in acara.kalimat for day in _days(naskah, line)}
    here = _days(naskah, sentence)
    return bool(own and here and not own & here)


def _days(naskah: Naskah, line: Baris) -> set[str]:
    """The days that one sentence says something took place."""
    return {day.nilai for day in find_tanggal(naskah, line.awal, line.akhir) if day.nilai and not day.bukan_acara}


def _by_label(naskah: Naskah) -> list[Acara]:
    """A second 'Hari/Tanggal' after other labels begins a second meeting."""
    blocks: list[list[Bagian]] = [[]]
    for one in naskah.bagian:
        if (
            one.label == "tanggal"
            and any(known.label == "tanggal" for known in blocks[-1])
            and {known.label for known in blocks[-1]} - {"tanggal", "waktu"}
        ) and not _is_hari(naskah, blocks[-1]):
            blocks.append([])
        blocks[-1].append(one)
    found = []
    for number, block in enumerate(blocks):
        start = block[0].awal_label if number else 0
        end = blocks[number + 1][0].awal_label if number + 1 < len(blocks) else len(naskah.teks)
        sentences = [one for one in naskah.kalimat if start <= one.awal < end]
        heading = [one for line in sentences[:6] for one in _all_sebutan(naskah, line)]
        acara = [one for part in block if part.label == "acara" for line in part.baris for one in _all_sebutan(naskah, line)]
        found.append(Acara(acara or heading, sentences, block))
    return found


def _is_hari(naskah: Naskah, block: list[Bagian]) -> bool:
    """'Hari : Selasa' with 'Tanggal : 12 Maret' below it is one date in two lines."""
    last = block[-1]
    return last.label == "tanggal" and not any(re.search(r"\d", naskah.isi(line)) for line in last.baris)


def _all_sebutan(naskah: Naskah, line: Baris) -> list[Sebutan]:
    teks = naskah.isi(line)
    found = []
    for match in jenis_pattern().finditer(teks):
        kata = " ".join(match[0].casefold().split())
        found.append(Sebutan(line.awal + match.start(), line.awal + match.end(), load_kata_notulen().jenis[kata], kata, kata != "rapat"))
    return found


def is_utama(naskah: Naskah, acara: Acara) -> bool:
    """Whether the text is about this meeting: told in the heading or near the beginning, and not as something long past."""
    if acara.bagian or not acara.tersendiri:
        return True
    opening = [*naskah.kalimat[:_KALIMAT_PEMBUKA], *([naskah.judul] if naskah.judul else [])]
    early = any(one.awal <= acara.pertama.awal < one.akhir for one in opening)
    return early and not any(find_kata("lampau", naskah.isi(one)) for one in acara.kalimat)


def read_jenis(naskah: Naskah, acara: Acara) -> Isian:
    """The kind that the text states; several stated ones are asked, the one a heading joins with 'dan' included."""
    if not acara.sebutan:
        return Isian(None, None, TANYAKAN, "Jenis rapat tidak tertulis. Rapat apa ini?")
    first = acara.pertama
    declared = [one for one in acara.sebutan if one.menyatakan] or [first]
    counted = Counter(one.jenis for one in declared)
    kinds = [jenis for jenis in counted if not (jenis == "rapat" and counted.keys() & {"rakor", "raker", "rapat dprd"})]
    jenis = first.jenis if first.jenis in kinds else kinds[0]
    if "rakor" in kinds and "sosialisasi" in kinds:
        jenis = "rakor"
    chosen = next(one for one in declared if one.jenis == jenis)
    bukti = (chosen.awal, chosen.akhir)
    if jenis == "lainnya" or len(kinds) > 1:
        return Isian(jenis, bukti, TANYAKAN, f"Naskah menyebut {' dan '.join(kinds)}. Catat sebagai {jenis}?", tuple(kinds))
    if not chosen.menyatakan or not is_utama(naskah, acara):
        return Isian(jenis, bukti, TANYAKAN, f"Tertulis “{naskah.teks[bukti[0] : bukti[1]]}”. Catat sebagai {jenis}?", (jenis,))
    return Isian(jenis, bukti, PASTI)
