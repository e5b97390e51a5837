"""Who held the meeting, who chaired it (by office, never by name), and which agencies came."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.notulen.acara import Acara
from etl.notulen.draf import PASTI, TANYAKAN, Isian
from etl.notulen.kata import compiled, jenis_pattern, load_kata_notulen, pattern
from etl.notulen.lembaga import Lembaga, find_lembaga
from etl.notulen.naskah import Baris, Naskah, strip_butir
from etl.notulen.orang import Penyaring, find_jabatan

_OLEH = re.compile(
    r"\b(?:(?:di)?(?:selenggara|laksana|ada|inisiasi|fasilitasi|gagas|prakarsa)(?:kan|kannya|i)?|digelar|dihelat|kannya)\b[^.;\n]{0,220}?\boleh\s+$"
    r"|\b(?:diselenggarakan|dilaksanakan|digelar|diadakan|diinisiasi|difasilitasi|digagas|dihelat)(?:\s+oleh)?\s+$",
    re.IGNORECASE,
)
_MELALUI = re.compile(r"\b(?:melalui|lewat)\b", re.IGNORECASE)
_BERSAMBUNG = re.compile(r"\s*,?\s*(?:dan|bidang|urusan|bersama|serta)\s+[A-Z]")
_BERSAMA = re.compile(r"\b(?:bersama|dengan|dan|serta|bekerja ?sama dengan|menggandeng|kepada)\b", re.IGNORECASE)
_DIPIMPIN = re.compile(
    r"\b(?:dipimpin|dipandu)\s+(?:langsung\s+|secara langsung\s+)?(?:oleh\s+)?(?:(?:bapak|ibu|pak|bu|bpk)\.?\s+)?", re.IGNORECASE
)
_DIBUKA = re.compile(r"\b(?:dibuka|ditutup)\s+(?:secara\s+resmi\s+|resmi\s+|langsung\s+)?(?:oleh\s+)?", re.IGNORECASE)
_MEMIMPIN = re.compile(r"^[^.;\n]{0,60}?\b(?:memimpin|pimpin)\b", re.IGNORECASE)
_MEMBUKA = re.compile(r"^[^.;\n]{0,60}?\b(?:membuka|buka|menerima|terima)\b", re.IGNORECASE)
_MENERIMA = re.compile(r"\bmenerima\b|\bterima\b", re.IGNORECASE)
_HADIR = re.compile(
    r"\b(?:dihadiri|turut hadir|hadir dalam|hadir pula|hadir pada|hadir juga|tampak hadir|yang hadir|diikuti|didampingi|peserta|mengundang|melibatkan)\b",
    re.IGNORECASE,
)
_HADIR_LEMAH = frozenset({"peserta", "mengundang", "melibatkan", "didampingi"})
_BANYAK = re.compile(
    r"/kota\b|\s+(?:(?:\d+|se|seluruh|semua|masing-masing)[\s-]+)?(?:kabupaten|kab\.?)\s*/\s*kota|\s+\d+\s+(?:kab|kota)|\s+se-",
    re.IGNORECASE,
)
_TIDAK_HADIR = re.compile(r"\b(?:tidak hadir|berhalangan|tidak dapat hadir|absen)\b", re.IGNORECASE)


def find_penyelenggara(naskah: Naskah, acara: Acara) -> tuple[Isian, Lembaga | None]:
    """(organiser, its place and region): 'diselenggarakan oleh …', '… menggelar rakor', the label, or the letterhead, which is asked."""
    for one in acara.bagian:
        if one.label == "penyelenggara":
            found = [agency for line in one.baris[:3] for agency in find_lembaga(naskah.teks, line.awal, line.akhir)]
            if found:
                sure = len({agency.nama for agency in found}) == 1 and found[0].pasti
                return _asked(naskah, found[0], found, sure), found[0]
    if naskah.berlabel:
        return _kop(naskah, acara)
    oleh: list[Lembaga] = []
    subject: list[Lembaga] = []
    partners: list[Lembaga] = []
    for line in naskah.kalimat if acara.tersendiri else acara.kalimat:
        found = [one for one in find_lembaga(naskah.teks, line.awal, line.akhir) if not _is_umum(one)]
        oleh += [one for one in found if _is_oleh(naskah.teks[line.awal : one.awal])]
        if line in acara.kalimat:
            mine = _subjects(naskah, line, found, acara.pertama.jenis)
            subject += mine[:2] if len(mine) > 1 and _MELALUI.search(naskah.teks[mine[0].akhir : mine[1].awal]) else mine[:1]
            partners += [one for one in found if one not in mine[:1]]
    chosen = _most_exact(oleh) or _most_exact(subject)
    if chosen is None:
        names = tuple(dict.fromkeys(one.nama for one in partners))
        if not partners:
            return Isian(None, None, TANYAKAN, "Penyelenggara tidak tertulis. Siapa yang mengadakan rapat ini? (boleh kosong)"), None
        bukti = (partners[0].awal, partners[0].akhir)
        return Isian(names[0], bukti, TANYAKAN, f"Penyelenggaranya {' atau '.join(names[:4])}?", names), None
    others = [one for one in (*oleh, *subject, *_joined(naskah, acara, chosen)) if one.nama != chosen.nama and not _is_umum(one)]
    rivals = [one for one in others if not (_is_pemerintah(one) and chosen in oleh and one.wilayah == chosen.wilayah)]
    audiensi = acara.pertama.jenis == "audiensi"
    pool = [chosen, *rivals, *(partners if audiensi else [])]
    return _asked(naskah, chosen, pool, chosen.pasti and not rivals and not audiensi), chosen


def _is_oleh(before: str) -> bool:
    """'diselenggarakan oleh …', not of a plan."""
    return _OLEH.search(before) is not None and compiled("rencana").search(before) is None


def _is_umum(one: Lembaga) -> bool:
    """'OPD', 'SKPD': agencies in general."""
    return one.nama in load_kata_notulen().isi["lembaga_umum"]


def _subjects(naskah: Naskah, line: Baris, found: Sequence[Lembaga], jenis: str) -> list[Lembaga]:
    """Agencies before 'menggelar <kind>' in one sentence; an office that opened or received is not the organiser."""
    teks = naskah.teks
    verb = next(
        (
            one
            for one in re.finditer(pattern(load_kata_notulen().isi["mengadakan"]), teks[line.awal : line.akhir], re.IGNORECASE)
            if (kind := jenis_pattern().search(teks, line.awal + one.end(), min(line.akhir, line.awal + one.end() + 90)))
            and load_kata_notulen().jenis[" ".join(kind[0].casefold().split())] in (jenis, "rapat")
            and not compiled("rencana").search(teks[line.awal : line.awal + one.start()])
        ),
        None,
    )
    if verb is None:
        return []
    at = line.awal + verb.start()
    before = [one for one in found if one.akhir <= at]
    return [one for one in before if not re.search(r"[“”\"]|\bbahwa\b", teks[one.akhir : at])]


def _joined(naskah: Naskah, acara: Acara, chosen: Lembaga) -> list[Lembaga]:
    """Agencies that held it together with the chosen one: 'Kesbangpol bersama BNN menggelar', 'Pemkab melaksanakan raker dengan BNNK'."""
    found: list[Lembaga] = []
    for line in acara.kalimat:
        if not line.awal <= chosen.awal < line.akhir:
            continue
        found += [
            one
            for one in find_lembaga(naskah.teks, chosen.akhir, line.akhir)
            if _BERSAMA.search(naskah.teks[max(chosen.akhir, one.awal - 40) : one.awal]) and one.jenis != "lain"
        ]
    return found[:3]


def _most_exact(found: Sequence[Lembaga]) -> Lembaga | None:
    """An office before a whole government: 'Pemprov gelar rakor … oleh Bakesbangpol'."""
    own = [one for one in found if not _is_pemerintah(one)]
    return own[0] if own else (found[0] if found else None)


def _is_pemerintah(one: Lembaga) -> bool:
    return one.nama.startswith("Pemerintah")


def _asked(naskah: Naskah, chosen: Lembaga, pool: Sequence[Lembaga], sure: bool) -> Isian:
    names = tuple(dict.fromkeys(one.nama for one in pool))
    bukti = (chosen.awal, chosen.akhir)
    if sure:
        return Isian(chosen.nama, bukti, PASTI)
    if len(names) > 1:
        return Isian(chosen.nama, bukti, TANYAKAN, f"Naskah menyebut {', '.join(names[:4])}. Penyelenggaranya {chosen.nama}?", names)
    return Isian(chosen.nama, bukti, TANYAKAN, f"Tertulis “{naskah.teks[bukti[0] : bukti[1]]}”. Penyelenggaranya {chosen.nama}?", names)


def _kop(naskah: Naskah, acara: Acara) -> tuple[Isian, Lembaga | None]:
    """The letterhead above the labels; whoever wrote the notulen need not be who held the meeting."""
    start = min((one.awal_label for one in acara.bagian), default=0)
    lines = [one for one in naskah.baris if one.akhir <= start and acara.kalimat and one.awal >= acara.kalimat[0].awal]
    lines += [line for one in acara.bagian if one.label == "acara" for line in one.baris]
    found = [
        agency
        for line in lines
        for agency in find_lembaga(naskah.teks, line.awal, line.akhir)
        if agency.jenis != "lain" or _is_pemerintah(agency)
    ]
    chosen = _most_exact(found)
    if chosen is None:
        return Isian(None, None, TANYAKAN, "Penyelenggara tidak tertulis. Siapa yang mengadakan rapat ini? (boleh kosong)"), None
    names = tuple(dict.fromkeys(one.nama for one in found))
    return Isian(
        chosen.nama, (chosen.awal, chosen.akhir), TANYAKAN, f"Kepala naskah menyebut {chosen.nama}. Itu penyelenggaranya?", names
    ), chosen


def read_pimpinan(naskah: Naskah, acara: Acara) -> Isian:
    """The office of who chaired: the label, 'dipimpin …', '… memimpin'; who only opened or received is asked."""
    for one in acara.bagian:
        if one.label == "pimpinan":
            for line in one.baris[:3]:
                for office in find_jabatan(naskah.teks, line.awal, line.akhir):
                    return Isian(office.teks, (office.awal, office.akhir), PASTI)
            return Isian(
                None,
                (one.baris[0].awal, one.baris[0].akhir) if one.baris else None,
                TANYAKAN,
                "Pimpinan rapat tertulis tanpa jabatan. Apa jabatannya? (boleh kosong)",
            )
    weak: list[tuple[str, tuple[int, int]]] = []
    strong: list[tuple[str, tuple[int, int]]] = []
    for line in naskah.kalimat if len(acara.kalimat) and acara.tersendiri else acara.kalimat:
        for office in find_jabatan(naskah.teks, line.awal, line.akhir):
            before, after = naskah.teks[line.awal : office.awal], naskah.teks[office.nama[1] if office.nama else office.akhir : line.akhir]
            item = (office.teks, (office.awal, office.akhir))
            led = list(_DIPIMPIN.finditer(before))[-1:]
            opened = list(_DIBUKA.finditer(before))[-1:]
            if (led and len(before) - led[0].end() <= 3) or (_MEMIMPIN.match(after) and _is_acara(after)):
                strong.append(item)
            elif (opened and len(before) - opened[0].end() <= 3) or (_MEMBUKA.match(after) and _is_acara(after)):
                weak.append(item)
    names = tuple(dict.fromkeys(text for text, _ in (*strong, *weak)))
    if strong and len({text for text, _ in strong}) == 1 and not _BERSAMBUNG.match(naskah.teks, strong[0][1][1]):
        return Isian(strong[0][0], strong[0][1], PASTI)
    if names:
        text, bukti = (strong or weak)[0]
        return Isian(text, bukti, TANYAKAN, f"Yang memimpin rapat: {text}? Naskah tidak menyebutnya dengan tegas.", names)
    return Isian(None, None, TANYAKAN, "Pimpinan rapat tidak tertulis. Apa jabatannya? (boleh kosong)")


def _is_acara(after: str) -> bool:
    """'memimpin rakor', 'membuka raker': not 'membuka peluang'."""
    return jenis_pattern().search(after[:120]) is not None or re.search(r"\b(?:kegiatan|acara|pertemuan)\b", after[:100]) is not None


def read_peserta(naskah: Naskah, acara: Acara, saring: Penyaring) -> tuple[Isian, ...]:
    """Agencies that came, by standard name; lines of an attendance list that name no known agency are asked, without names of persons."""
    if any(one.label == "peserta" for one in acara.bagian):
        return _from_daftar(naskah, acara, saring)
    if not acara.tersendiri:
        return ()
    found: dict[str, Isian] = {}
    for line in naskah.kalimat:
        teks = naskah.isi(line)
        cue = _HADIR.search(teks)
        if cue is None or _TIDAK_HADIR.search(teks) or "“" in teks[: cue.start()]:
            continue
        for agency in find_lembaga(naskah.teks, line.awal + cue.start(), line.akhir):
            found.setdefault(agency.nama, _hadir(naskah, agency, agency.pasti and cue[0].casefold() not in _HADIR_LEMAH))
    return tuple(found.values())


def _from_daftar(naskah: Naskah, acara: Acara, saring: Penyaring) -> tuple[Isian, ...]:
    found: dict[str, Isian] = {}
    for one in acara.bagian:
        if one.label != "peserta":
            continue
        for line in one.baris:
            item = strip_butir(naskah.teks, line) or line
            agencies = find_lembaga(naskah.teks, item.awal, item.akhir)
            for agency in agencies:
                found.setdefault(agency.nama, _hadir(naskah, agency, agency.pasti))
            rest = _rest_of(naskah, item, agencies)
            for start, end in rest:
                text = saring.cut(naskah.teks[start:end])
                if _names_something(text):
                    found.setdefault(
                        text,
                        Isian(
                            text,
                            (start, end),
                            TANYAKAN,
                            f"“{text}” tidak dikenal sebagai instansi. Catat apa adanya, betulkan, atau hapus?",
                        ),
                    )
    return tuple(found.values())


def _hadir(naskah: Naskah, agency: Lembaga, pasti: bool) -> Isian:
    bukti = (agency.awal, agency.akhir)
    tertulis = naskah.teks[agency.awal : agency.akhir]
    if _is_umum(agency) or _BANYAK.match(naskah.teks, agency.akhir):
        return Isian(None, bukti, TANYAKAN, f"Naskah hanya menyebut “{tertulis}”. Mana saja yang hadir? Tulis namanya, atau hapus.")
    if not pasti:
        return Isian(agency.nama, bukti, TANYAKAN, f"Tertulis “{tertulis}”. {agency.nama} hadir?", (agency.nama,))
    return Isian(agency.nama, bukti)


def _rest_of(naskah: Naskah, item: Baris, agencies: Sequence[Lembaga]) -> list[tuple[int, int]]:
    """Pieces of a list that no agency was read from."""
    pieces = []
    for match in re.finditer(r"[^;,\n\t]+", naskah.teks[item.awal : item.akhir]):
        start, end = item.awal + match.start(), item.awal + match.end()
        if not any(one.awal < end and start < one.akhir for one in agencies):
            pieces.append((start, end))
    return pieces


def _names_something(text: str) -> bool:
    """Words that tell an office or body; numbers of people and bare names do not."""
    from etl.notulen.orang import is_kata_jabatan

    words = re.findall(r"[A-Za-z][A-Za-z'-]{2,}", text)
    return (
        len(words) > 0
        and len(words) <= 10
        and any(is_kata_jabatan(word) for word in words)
        and not re.search(r"\d+\s*(?:orang|peserta)", text)
        and text.casefold() not in ("peserta", "undangan", "daftar hadir terlampir", "terlampir", "para undangan")
    )
