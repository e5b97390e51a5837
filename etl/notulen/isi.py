"""What a meeting decided: its legal basis, its conclusions in the text's own words, and who does what by when."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from etl.notulen.acara import Acara
from etl.notulen.draf import PASTI, TANYAKAN, Isian, TindakLanjut, guess_topik
from etl.notulen.kata import compiled, jenis_pattern, load_kata_notulen, pattern
from etl.notulen.lembaga import find_lembaga
from etl.notulen.naskah import Bagian, Baris, Naskah, strip_butir
from etl.notulen.orang import Penyaring, find_jabatan, shorten
from etl.notulen.waktu import read_tenggat

CALON_TERBANYAK = 6
_AKHIR_PENGANTAR = re.compile(
    r"\b(?:(?:yakni|yaitu|adalah|ialah|antara lain|di antaranya|sebagai berikut|bahwa)\b\s*[,:]?\s*)+|:\s*", re.IGNORECASE
)
_BERUNTUN = re.compile(
    r"(?:^|[,;.:]\s*(?:dan\s+|serta\s+)?)(?:pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|terakhir)\s*,?\s+|(?<=[\s;,:])\(?(?:\d{1,2}|[a-h])\)\s*|(?:^|(?<=[;:,])\s*|(?<=\.)\s+)(?:\d{1,2})\.\s+(?=\D)|;\s*(?:dan\s+|serta\s+)?",
    re.IGNORECASE,
)
_DAN_SEPAKAT = re.compile(r",?\s+(?:dan|serta)\s+(?:juga\s+)?(?=(?:ber|di)?sepakat)", re.IGNORECASE)
_SAMBUNGAN_DEPAN = re.compile(
    r"^(?:pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|terakhir|lalu"
    r"|kemudian|selanjutnya|selain itu|berikutnya|terakhir|dan|serta|juga|adapun|tak hanya itu|di samping itu)\s*,?\s+",
    re.IGNORECASE,
)
_UCAPAN_BELAKANG = re.compile(
    r"[,.]?[”\"]\s*,?\s*(?:[a-z]+nya|ujar|kata|ucap|tutur|jelas|lanjut|tutup|ungkap|terang|papar|sebut|tambah|imbuh|tegas|pungkas|harap)\b.*$",
    re.DOTALL,
)
_SAPAAN_DEPAN = re.compile(r"(?:pak|bu|bapak|ibu|bpk|sdr|sdri|saudara|saudari)\b", re.IGNORECASE)
_UCAPAN = re.compile(r"[“”\"]")
_KURUNG_PJ = re.compile(r"[(\[–—-]?\s*\b(?:PJ|PIC|penanggung ?jawab|OPD pelaksana)\b\s*[:=]?\s*(?P<isi>[^;()\n\]]+)", re.IGNORECASE)
_MASING = re.compile(
    r"\b(?:masing-masing|setiap|tiap|tiap-tiap|seluruh|semua)\s+(?P<siapa>OPD|SKPD|SOPD|perangkat daerah|organisasi perangkat daerah|instansi|satker)\b",
    re.IGNORECASE,
)


@functools.cache
def _aturan_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<jenis>{pattern(load_kata_notulen().aturan)})(?P<antara>(?:\s+(?:RI|Republik Indonesia|Provinsi|Kabupaten|Kota|[A-Z][A-Za-z]+)){{0,5}})"
        rf"\s*,?\s*(?:(?:No|Nomor|Nomer|Nmr|Np)\b\.?\s*:?\s*)?"
        rf"(?P<nomor>\d{{1,4}}(?:\.\d+)*(?:/\d{{2,4}}/SJ)?)\s*(?:(?:,?\s*(?:Tahun|Thn|Th)\b\.?\s*)|/)\s*(?P<tahun>(?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    )


def read_dasar_hukum(naskah: Naskah, baris: Sequence[Baris]) -> tuple[Isian, ...]:
    """Laws with number and year, normalised ('Inpres 2/2020'); a misnamed well-known one and one that is being replaced are asked."""
    found: dict[str, Isian] = {}
    known = {one.rpartition(" ")[2]: one for one in load_kata_notulen().isi["dikenal"]}
    for line in baris:
        for match in _aturan_pattern().finditer(naskah.teks, line.awal, line.akhir):
            kind = load_kata_notulen().aturan[" ".join(match["jenis"].casefold().split())]
            number = f"{match['nomor']}/{match['tahun']}"
            nilai = f"{kind} {number}"
            bukti = match.span()
            around = naskah.teks[max(line.awal, bukti[0] - 50) : min(line.akhir, bukti[1] + 40)]
            if number in known and known[number] != nilai:
                one = Isian(nilai, bukti, TANYAKAN, f"Tertulis “{nilai}”. Yang dimaksud {known[number]}?", (nilai, known[number]))
            elif compiled("pengecualian_dasar").search(around):
                one = Isian(nilai, bukti, TANYAKAN, f"{nilai} termasuk dasar hukum rapat ini?", (nilai,))
            else:
                one = Isian(nilai, bukti, PASTI)
            if nilai not in found or (one.kepastian == PASTI and found[nilai].kepastian == TANYAKAN):
                found[nilai] = one
    return tuple(found.values())


def read_kesimpulan(naskah: Naskah, acara: Acara, saring: Penyaring, lain: Sequence[Acara] = ()) -> tuple[tuple[Isian, ...], bool]:
    """(conclusions, whether they are follow-ups as well); those of a label are sure, those told in prose and mere advice are asked.

    lain: the other meetings of the text; 'Raker menyepakati …' belongs to the one that is a raker.
    """
    sections = [one for one in acara.bagian or naskah.bagian if one.label in ("kesimpulan", "kesimpulan_tindak_lanjut")]
    if sections and (items := [item for one in sections for item in _items(naskah, one)]):
        cuts = [_cut(naskah, item, saring) for item in items]
        return tuple(one for one in cuts if one.nilai), any(one.label == "kesimpulan_tindak_lanjut" for one in sections)
    if rows := [cells["uraian"] for one in sections for cells in _rows(naskah, one)]:
        cuts = [_cut(naskah, Baris(*place), saring) for place in rows]
        return tuple(one for one in cuts if one.nilai), True
    pieces, deeds = _in_prose(naskah, acara, lain)
    number = len(pieces)
    if pieces:
        asked = f"Dibaca sebagai kesimpulan dari {number} butir. Benar?" if number > 1 else "Dibaca sebagai kesimpulan. Benar?"
        found = [(_tidy(saring.cut(naskah.teks[start:end])), (start, end)) for start, end in pieces]
        return tuple(Isian(text, bukti, TANYAKAN, asked, (text,)) for text, bukti in found if text), deeds
    if not acara.tersendiri:
        return (), False
    advised = [line for line in naskah.kalimat if _is_anjuran(naskah, acara, line)]
    advice = [(_tidy(saring.cut(_UCAPAN_BELAKANG.sub("", naskah.isi(line)))), (line.awal, line.akhir)) for line in advised]
    asked = "Naskah tidak menulis kesimpulan. Catat anjuran ini sebagai kesimpulan?"
    return tuple(Isian(shorten(text), bukti, TANYAKAN, asked, (shorten(text),)) for text, bukti in advice[:CALON_TERBANYAK] if text), False


def _cut(naskah: Naskah, item: Baris, saring: Penyaring) -> Isian:
    """One item without names of persons; asked when a name was cut, for who acts may be gone with it."""
    text = naskah.isi(item)
    left = _without_nama(text, saring)
    bukti = (item.awal, item.akhir)
    if _letters(left) == _letters(_tidy(text)):
        return Isian(left, bukti)
    return Isian(left, bukti, TANYAKAN, "Nama orang dibuang dari butir ini. Bunyinya masih benar?", (left,))


def _without_nama(text: str, saring: Penyaring) -> str:
    """'Pak Darmo dari Dinsos mendata …' → 'Dinsos mendata …'."""
    left = saring.cut(text)
    return _tidy(re.sub(r"^(?:dari|selaku|sebagai)\s+", "", left) if _SAPAAN_DEPAN.match(text) else left)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _items(naskah: Naskah, section: Bagian) -> list[Baris]:
    """Numbered or dotted lines; lines without a mark go on the item before, or are items themselves where none is marked."""
    lines = [line for line in section.baris if "\t" not in naskah.isi(line).strip() or strip_butir(naskah.teks, line)]
    marked = [strip_butir(naskah.teks, line) for line in lines]
    if not any(marked):
        found: list[Baris] = []
        for line in lines:
            pieces = list(_split_beruntun(naskah.teks, line.awal, line.akhir))
            found += [Baris(start, end) for start, end in pieces] if len(pieces) > 1 else [line]
        return [one for one in found if not _is_penutup(naskah.isi(one))]
    items: list[Baris] = []
    for line, one in zip(lines, marked, strict=True):
        if one is not None:
            items.append(one)
        elif items and naskah.isi(line)[:1].islower():
            items[-1] = Baris(items[-1].awal, line.akhir)
        elif items and _is_penutup(naskah.isi(line)):
            break
    return items


def _is_penutup(text: str) -> bool:
    """'Demikian notulen ini dibuat', a place and date, a signature: no item."""
    return (
        re.match(
            r"demikian|terima kasih|sekian|mengetahui|notulis|wassalam|[A-Z][a-z]+,\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4}$|(?:rapat|acara) (?:ditutup|selesai)",
            text,
            re.IGNORECASE,
        )
        is not None
        or len(re.findall(r"\w+", text)) < 2
    )


def _is_milik(text: str, acara: Acara, lain: Sequence[Acara]) -> bool:
    """Whether a sentence of conclusions is about this meeting: by the kind it names, and without one about the first of the text."""
    named = {load_kata_notulen().jenis[" ".join(found[0].casefold().split())] for found in jenis_pattern().finditer(text)}
    own = {one.jenis for one in acara.sebutan}
    others = {one.jenis for each in lain for one in each.sebutan} - own
    return bool(not named or not named <= others) if acara.tersendiri else bool(named and named <= own)


def _in_prose(naskah: Naskah, acara: Acara, lain: Sequence[Acara]) -> tuple[list[tuple[int, int]], bool]:
    """(places of the items, whether the text calls them follow-ups) behind the first sentence that announces conclusions."""
    for at, line in enumerate(naskah.kalimat):
        text = naskah.isi(line)
        cue = compiled("kesimpulan_kata").search(text)
        if (
            cue is None
            or line == naskah.judul
            or "\t" in text
            or not _is_milik(text[: cue.start()], acara, lain)
            or _UCAPAN.search(text[: cue.start()])
            or compiled("rencana").search(text[: cue.start()])
            or re.search(r"\b(?:diharapkan|harapan|dapat|bisa|ingin)\b", text[: cue.start()][-40:])
        ):
            continue
        opening = _AKHIR_PENGANTAR.search(text, cue.end())
        if opening is None and cue[0].casefold() in (
            "tindak lanjut",
            "keputusan",
            "kesepakatan",
            "rekomendasi",
            "sepakat",
            "menghasilkan",
            "hasil rapat",
        ):
            continue
        start = line.awal + (opening.end() if opening else cue.end())
        pieces = list(_split_beruntun(naskah.teks, start, line.akhir)) if naskah.teks[start : line.akhir].strip(" .,:") else []
        deeds = "tindak lanjut" in text.casefold()
        pieces += _following(naskah, at, bool(pieces))
        if pieces:
            return pieces, deeds
    return [], False


def _following(naskah: Naskah, at: int, begun: bool) -> list[tuple[int, int]]:
    """Sentences that go on with the list: marked as items, or opened by 'lalu', 'kemudian', 'perlu'; speech and offices end it."""
    found: list[tuple[int, int]] = []
    for line in naskah.kalimat[at + 1 :]:
        text = naskah.isi(line)
        item = strip_butir(naskah.teks, line)
        if item is not None and not _UCAPAN.match(text):
            found.append((item.awal, item.akhir))
            continue
        if _UCAPAN.search(text) or not (begun or found) or not compiled("sambungan").match(text) or _is_berbicara(naskah, line):
            break
        found.extend(_split_beruntun(naskah.teks, line.awal, line.akhir))
    return found


def _is_berbicara(naskah: Naskah, line: Baris) -> bool:
    """A sentence in which somebody says something, or that begins with an office."""
    text = naskah.isi(line)
    if re.search(
        pattern(
            [*load_kata_notulen().isi["berkata"], "mengatakan", "menjelaskan", "menyampaikan", "menuturkan", "ia berharap", "menambahkan"]
        ),
        text,
        re.IGNORECASE,
    ):
        return True
    first = next(iter(find_jabatan(naskah.teks, line.awal, min(line.akhir, line.awal + 80))), None)
    return first is not None and first.awal == line.awal and first.nama is not None


def _split_beruntun(teks: str, awal: int, akhir: int) -> Iterator[tuple[int, int]]:
    """'pertama …, kedua …', '(1) …', '…; …; dan …', 'sepakat … dan juga bersepakat …'."""
    start = awal
    stops = sorted([*((found.start(), found.end()) for pola in (_BERUNTUN, _DAN_SEPAKAT) for found in pola.finditer(teks, awal, akhir))])
    for begin, end in [*stops, (akhir, akhir)]:
        piece = teks[start:begin]
        if len(re.findall(r"\w+", piece)) >= 2:
            left = start + len(piece) - len(piece.lstrip(" ,;:"))
            yield left, left + len(teks[left:begin].rstrip(" ,;"))
        start = max(start, end)


def _is_anjuran(naskah: Naskah, acara: Acara, line: Baris) -> bool:
    text = naskah.isi(line)
    return (
        len(text) >= 40
        and compiled("anjuran").search(text) is not None
        and line != naskah.judul
        and re.search(r"P4GN|narko|OPD|BNN|desa|tes urine|regulasi|program|rencana aksi", text, re.IGNORECASE) is not None
    )


def _tidy(text: str) -> str:
    text = _SAMBUNGAN_DEPAN.sub("", text.strip(' .,;:*_“”"')).strip()
    return text[:1].upper() + text[1:]


def read_tindak_lanjut(
    naskah: Naskah, acara: Acara, kesimpulan: Sequence[Isian], berlaku: bool, rapat: str | None, saring: Penyaring
) -> tuple[TindakLanjut, ...]:
    """Rows of the table or list of follow-ups; else the conclusions that the text itself calls follow-ups or that name who must act."""
    sections = [one for one in acara.bagian or naskah.bagian if one.label == "tindak_lanjut"]
    columns = [one for one in acara.bagian or naskah.bagian if any("\t" in naskah.isi(line) for line in one.baris)]
    for one in [*sections, *(one for one in columns if one not in sections)]:
        if rows := _from_table(naskah, one, rapat, saring):
            return tuple(rows)
    listed = [item for one in sections for item in _items(naskah, one)]
    if listed:
        return tuple(deed for item in listed if (deed := _deed(naskah, item, rapat, saring, PASTI)))
    places = [Baris(*one.bukti) for one in kesimpulan if one.bukti]
    deeds = [
        deed
        for item, one in zip(places, kesimpulan, strict=True)
        if (deed := _deed(naskah, item, rapat, saring, TANYAKAN)) and (berlaku or _names_doer(deed, one))
    ]
    return tuple(deeds)


def _names_doer(deed: TindakLanjut, kesimpulan: Isian) -> bool:
    return deed.penanggung_jawab.nilai is not None and "Naskah tidak menulis" not in kesimpulan.pertanyaan


def _rows(naskah: Naskah, section: Bagian) -> Iterator[dict[str, tuple[int, int]]]:
    """Column → place of its cell, of the rows below a heading row that has a column of deeds and one of owners or due dates."""
    columns: dict[str, int] = {}
    for line in section.baris:
        cells = _cells(naskah, line)
        named = {
            kolom: index
            for index, (start, end) in enumerate(cells)
            if (kolom := load_kata_notulen().kolom.get(" ".join(naskah.teks[start:end].casefold().split()).strip(" :.")))
        }
        if "uraian" in named and len(named) >= 2:
            columns = named
            continue
        if not columns or columns["uraian"] >= len(cells):
            continue
        yield {kolom: cells[index] for kolom, index in columns.items() if index < len(cells)}


def _from_table(naskah: Naskah, section: Bagian, rapat: str | None, saring: Penyaring) -> list[TindakLanjut]:
    """A follow-up for each row of a table."""
    rows: list[TindakLanjut] = []
    for cells in _rows(naskah, section):
        start, end = cells["uraian"]
        text = _without_nama(naskah.teks[start:end], saring)
        if not text:
            continue
        owner, due = cells.get("penanggung_jawab"), cells.get("batas_waktu")
        rows.append(
            TindakLanjut(
                Isian(text, (start, end)),
                _read_pj(naskah, *owner, sel=True) if owner else _tanpa_pj(),
                read_tenggat(naskah, *due, rapat, sel=True) if due else read_tenggat(naskah, start, end, rapat),
                _topik(text, (start, end)),
            )
        )
    return rows


def _cells(naskah: Naskah, line: Baris) -> list[tuple[int, int]]:
    return [(line.awal + found.start(), line.awal + found.end()) for found in re.finditer(r"(?<![^\t|])[^\t|]*", naskah.isi(line))]


def _deed(naskah: Naskah, item: Baris, rapat: str | None, saring: Penyaring, kepastian: str) -> TindakLanjut | None:
    """One item of a list: what, '(PJ: …)', 'paling lambat …'."""
    whole = naskah.isi(item)
    pj = _KURUNG_PJ.search(whole)
    due = compiled("tenggat").search(whole)
    cut = min([one.start() for one in (pj, due) if one and one.start() > 10] or [len(whole)])
    text = _without_nama(re.sub(r"[\s(\[–—,-]+$", "", whole[:cut]), saring)
    if not text:
        return None
    owner = (
        _read_pj(naskah, item.awal + pj.start("isi"), item.awal + pj.end("isi"), sel=True)
        if pj
        else _read_pj(naskah, item.awal, item.akhir)
    )
    question = "Catat sebagai tindak lanjut?" if kepastian == TANYAKAN else ""
    if not question and _letters(text) != _letters(_tidy(whole[:cut])):
        kepastian, question = TANYAKAN, "Nama orang dibuang dari butir ini. Bunyinya masih benar?"
    return TindakLanjut(
        Isian(text, (item.awal, item.awal + cut), kepastian, question, (text,) if question else ()),
        owner,
        read_tenggat(naskah, item.awal, item.akhir, rapat),
        _topik(text, (item.awal, item.akhir)),
    )


def _read_pj(naskah: Naskah, awal: int, akhir: int, sel: bool = False) -> Isian:
    """One agency named, sure in a column of owners; in a sentence it is asked whether that agency is the one that acts."""
    if each := _MASING.search(naskah.teks, awal, akhir):
        nilai, bukti = "Seluruh OPD", each.span()
        return Isian(
            nilai,
            bukti,
            PASTI if sel else TANYAKAN,
            "" if sel else "Penanggung jawabnya seluruh OPD? Pilih satu OPD bila ada yang memimpin.",
            (nilai,),
        )
    found = list(find_lembaga(naskah.teks, awal, akhir))
    names = tuple(dict.fromkeys(one.nama for one in found))
    if not found:
        office = next(iter(find_jabatan(naskah.teks, awal, akhir)), None) if sel else None
        if office is not None:
            return Isian(
                office.teks,
                (office.awal, office.akhir),
                TANYAKAN,
                f"Penanggung jawabnya tertulis “{office.teks}”. OPD mana?",
                (office.teks,),
            )
        return _tanpa_pj((awal, akhir) if sel and naskah.teks[awal:akhir].strip(" -") else None)
    bukti = (found[0].awal, found[0].akhir)
    if sel and len(names) == 1 and found[0].pasti:
        return Isian(names[0], bukti)
    if len(names) > 1:
        return Isian(names[0], bukti, TANYAKAN, f"Naskah menyebut {', '.join(names[:5])}. Satu penanggung jawabnya {names[0]}?", names)
    return Isian(names[0], bukti, TANYAKAN, f"Penanggung jawabnya {names[0]}?", names)


def _tanpa_pj(bukti: tuple[int, int] | None = None) -> Isian:
    return Isian(None, bukti, TANYAKAN, "Penanggung jawabnya tidak tertulis. OPD mana? (boleh kosong)")


def _topik(text: str, bukti: tuple[int, int]) -> Isian:
    topik, all_of_them = guess_topik(text)
    if len(all_of_them) == 1:
        return Isian(topik, bukti)
    choices = all_of_them or ("lainnya",)
    return Isian(topik, bukti, TANYAKAN, f"Topiknya {topik}?", choices)
