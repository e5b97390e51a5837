"""Offices and persons in a running text: the office is kept, the name behind it is cut wherever it stands."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.harmonise.indeks_wilayah import find_key, indeks_atas, indeks_desa, indeks_kecamatan, key_of
from etl.harmonise.opd import indeks_opd, read_kata, read_opd
from etl.notulen.kata import load_kata_notulen
from etl.notulen.naskah import kata_waktu
from etl.pribadi import DIHAPUS, hide_pribadi
from etl.pribadi.kata import load_kata_pribadi
from etl.pribadi.nama_orang import find_nama

_KATA = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'\-]*\.?|\d+(?:/[A-Za-z0-9]+)?|[(),]")
_ROMAWI = re.compile(r"[IVX]{1,4}\b")
_GELAR = re.compile(
    r"(?:Prof|Dr|dr|drg|Drs|Dra|Ir|H|Hj|KH|S|M|A|SE|SH|MM|MH|MSi|Si|Sos|Pd|Kes|AP|IP|STP|Kom|Ag|Hum|MPd|MAP|AKBP|Kombes|Pol|Letkol|Inf|Brigjen|Kompol|Kolonel|Mayor)\.?,?$"
)
_SAPAAN_KECIL = re.compile(
    r"(?<![\w-])(?:pak|bu|bapak|ibu|bpk|mas|mbak|bang|kak|sdr|sdri|saudara|saudari|gus|h\.|hj\.)\.?\s+(?P<nama>[A-Za-z’']{3,})",
    re.IGNORECASE,
)
_KURUNG_KOSONG = re.compile(r"\(\s*[,;]?\s*\)")
_WILAYAH_TERPANJANG = 4  # words
_BERNAMA_TOKOH = ("RS", "UIN", "Universitas")  # their names are names of persons
_DESA = frozenset({"camat", "lurah", "kades", "kapolsek", "danramil", "kecamatan", "kelurahan", "desa"})
_BUKAN_JABATAN = frozenset(
    ("yang", "di", "ke", "dari", "untuk", "pada", "dengan", "atau", "serta", "tidak", "belum", "sudah", "ada", "ya", "hadir", "para", "seluruh", "semua",
     "oleh",
     "hasil", "rapat", "rakor", "kegiatan",
     "acara", "agenda", "tes", "urine", "laporan", "tanggal", "hari", "tempat", "waktu", "peserta", "undangan", "p", "koordinasi", "sosialisasi", "program")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Jabatan:
    """An office in the text and, where one is named, its holder: places; teks is the office alone."""

    awal: int
    akhir: int
    teks: str
    nama: tuple[int, int] | None


@functools.cache
def kata_bukan_nama() -> frozenset[str]:
    """Words that stand in offices, agencies and regions: with a capital, and still no name of a person."""
    opd = {word for nama in read_opd() if not nama.startswith(_BERNAMA_TOKOH) for word in re.findall(r"[a-z]+", nama.casefold())}
    kepala = {word for phrase in read_kata().diikuti_nama for word in phrase}
    return (
        frozenset(load_kata_notulen().isi["kata_jabatan"])
        | load_kata_pribadi().bukan_nama
        | opd
        | kepala
        | frozenset(load_kata_notulen().isi["jabatan"])
        | kata_waktu()
        | frozenset(load_kata_notulen().isi["bilangan"])
        | {"p4gn", "pn", "rad", "ikm"}
    )


def find_jabatan(teks: str, awal: int, akhir: int) -> Iterator[Jabatan]:
    """Offices from left to right: 'Kepala BNNK HSS', 'Pj. Sekretaris Daerah', 'Asisten II Bidang Pembangunan Setda HSS'."""
    heads = frozenset(load_kata_notulen().isi["jabatan"])
    words = list(_KATA.finditer(teks, awal, akhir))
    at = 0
    while at < len(words):
        if _plain(words[at]) not in heads or (
            words[at][0][0].islower() and _plain(words[at]) in ("wakil", "wali", "staf", "pelaksana", "sekretariat")
        ):
            at += 1
            continue
        one, at = _read_jabatan(teks, words, at, heads)
        if one is not None:
            yield one


def _read_jabatan(teks: str, words: list[re.Match[str]], at: int, heads: frozenset[str]) -> tuple[Jabatan | None, int]:
    """The office that begins at a word, and the word after it."""
    begin, pieces, last = at, [], at
    capital = words[at][0][0].isupper()
    while at < len(words):
        word = words[at]
        plain = _plain(word)
        if word[0] == "(":
            closing = next((index for index in range(at + 1, min(at + 8, len(words))) if words[index][0] == ")"), None)
            if closing is None or not all(
                is_kata_jabatan(words[index][0]) or words[index][0].isupper() for index in range(at + 1, closing)
            ):
                break
            at = closing + 1
            continue
        if word[0] in "),":
            if not (word[0] == "," and _goes_on(words, at + 1, heads, pieces)):
                break
            pieces.append(",")
            at += 1
            continue
        if at > begin and re.search(
            r"[;:\n.!?]",
            teks[words[at - 1].end() - 1 : word.start()].removesuffix("")
            if words[at - 1][0] not in ("Pj.", "Plt.", "Plh.", "Pjs.", "Kab.", "Prov.")
            else "",
        ):
            break
        if (
            at > begin
            and plain in heads
            and plain
            not in (
                "kepala",
                "ketua",
                "sekretaris",
                "wakil",
                "wali",
                "bupati",
                "gubernur",
                "walikota",
                "daerah",
                "sekda",
                "staf",
                "sekretariat",
                "direktur",
                "inspektur",
                "pelaksana",
                "asisten",
            )
        ):
            break
        if at > begin and plain in ("kepala", "ketua", "bupati", "gubernur", "walikota", "sekda", "asisten") and not _is_awalan(pieces):
            break
        if count := _region_at(words, at):
            pieces.extend(words[index][0] for index in range(at, at + count))
            at += count
            last = at
            continue
        if not _belongs(word[0], plain, capital, at > begin):
            break
        if plain in load_kata_notulen().isi["di_dalam_jabatan"] and word[0][0].islower() and not _capital_behind(words, at):
            break
        pieces.append(word[0])
        at += 1
        last = at
    if not pieces or last == begin:
        return None, begin + 1
    end = words[last - 1].end()
    if last < len(words) and words[last][0] == ")":
        end = words[last - 1].end()
    text = " ".join(pieces).replace(" ,", ",").rstrip(" ,.")
    if (
        _plain_text(text)
        in {
            "wakil",
            "wali",
            "ketua",
            "kepala",
            "staf",
            "plt",
            "pj",
            "plh",
            "penjabat",
            "pelaksana",
            "sekretaris",
            "koordinator",
            "sekretariat",
        }
        and "(" not in text
        and len(pieces) == 1
        and _plain_text(text) not in ("ketua", "kepala", "sekretaris")
    ):
        return None, max(at, begin + 1)
    nama = _name_behind(words, at)
    if nama is not None and _plain(words[begin]) in _DESA and _is_tempat_kecil(teks[nama[0] : nama[1]]):
        return Jabatan(words[begin].start(), nama[1], f"{text} {teks[nama[0] : nama[1]]}", None), max(at, begin + 1)
    return Jabatan(words[begin].start(), end, text, nama), max(at, begin + 1)


def _goes_on(words: list[re.Match[str]], at: int, heads: frozenset[str], pieces: list[str]) -> bool:
    """'Badan Penanggulangan Bencana, Kesatuan Bangsa dan Politik': a comma inside the name of one agency."""
    opd = {word for nama in read_opd() for word in re.findall(r"[a-z]+", nama.casefold())} if at < len(words) else set()
    following = [_plain(word) for word in words[at : at + 3]]
    inside = [piece.casefold() for piece in pieces]
    return (
        len(following) == 3
        and bool({"badan", "dinas"} & set(inside))
        and following[0] in opd
        and following[0] not in heads | {"dinas", "badan", "kantor", "bnn", "bnnk", "bnnp"}
        and (following[1] in opd or following[2] in opd)
        and words[at][0][0].isupper()
    )


def _is_awalan(pieces: list[str]) -> bool:
    """Only words that stand before an office: 'Plt.', 'Pj', 'Wakil', 'Penjabat (Pj)'."""
    return all(
        piece.rstrip(".").casefold()
        in ("plt", "plh", "pj", "pjs", "penjabat", "wakil", "pelaksana", "tugas", "harian", "staf", "ahli", "sekretaris", "tim", "terpadu")
        for piece in pieces
    )


def _belongs(word: str, plain: str, capital: bool, inside: bool) -> bool:
    if _ROMAWI.fullmatch(word.rstrip(".")) or (inside and word[0].isdigit()):
        return True
    if plain in _BUKAN_JABATAN or not is_kata_jabatan(word):
        return False
    return not capital or word[0].isupper() or plain in load_kata_notulen().isi["di_dalam_jabatan"]


def _capital_behind(words: list[re.Match[str]], at: int) -> bool:
    """After 'dan' or 'bidang' the office goes on with a word of its own, not with another office."""
    if at + 1 >= len(words):
        return False
    plain = _plain(words[at + 1])
    return (
        is_kata_jabatan(words[at + 1][0])
        and plain not in load_kata_notulen().isi["jabatan"]
        and plain not in _BUKAN_JABATAN | {"dinas", "badan", "bnn", "bnnk", "bnnp", "kantor", "polres", "kodim", "anggota", "jajaran"}
    )


def is_kata_jabatan(word: str) -> bool:
    plain = word.casefold().strip(".'’()")
    return (
        plain in kata_bukan_nama()
        or plain.replace("-", "") in indeks_opd()
        or any(part in kata_bukan_nama() for part in plain.split("-") if len(part) > 3)
    )


def _region_at(words: list[re.Match[str]], at: int) -> int:
    """How many words from here are the name of a province, regency or city."""
    for count in range(min(_WILAYAH_TERPANJANG, len(words) - at), 0, -1):
        run = [words[index][0] for index in range(at, at + count)]
        if (
            all(one[0].isalpha() and one[0].isupper() for one in run)
            and len("".join(run)) >= 3
            and key_of([one.casefold().strip(".") for one in run]) in indeks_atas()
        ):
            return count
    return 0


def _name_behind(words: list[re.Match[str]], at: int) -> tuple[int, int] | None:
    """The words with a capital that follow an office, after a comma or at once, and are no office themselves."""
    index = at
    while index < len(words) and words[index][0] in "(,)":
        index += 1
    begin, end = None, None
    while index < len(words) and len(words[index][0]) and words[index][0] not in "()":
        word = words[index][0]
        if word == ",":
            if begin is None or index + 1 >= len(words) or not _GELAR.fullmatch(words[index + 1][0]):
                break
            index += 1
            continue
        gelar = bool(_GELAR.fullmatch(word))
        if not word[0].isupper() and word not in ("bin", "binti", "al"):
            break
        if word.casefold() in _kata_judul():
            break
        if not gelar and is_kata_jabatan(word) and word.casefold().strip(".") not in load_kata_pribadi().nama_depan:
            break
        begin = words[index].start() if begin is None else begin
        end = words[index].end()
        index += 1
    return (begin, end) if begin is not None and end is not None else None


@functools.cache
def _kata_judul() -> frozenset[str]:
    """Verbs that a heading writes with a capital behind an office: 'Bupati Tapin Buka Raker'."""
    kata = load_kata_notulen().isi
    return frozenset([*kata["menggelar"], *kata["mengatakan"], *kata["berkata"], *kata["kata_judul"]])


def _is_tempat_kecil(text: str) -> bool:
    """'Camat Daha Selatan', 'Kapolsek Kandangan': a kecamatan or village, not a person."""
    return bool(find_key(indeks_kecamatan(), text) or find_key(indeks_desa(), text)) and len(text) >= 4


def _plain(word: re.Match[str]) -> str:
    return word[0].casefold().strip(".'’")


def _plain_text(text: str) -> str:
    return text.casefold().strip(". ")


class Penyaring:
    """Cuts from any piece of one text the names that the text tells: behind offices, beside verbs of speech, with degrees and titles."""

    def __init__(self, teks: str) -> None:
        self.kata = frozenset(_names_in(teks))
        ordered = sorted(self.kata, key=len, reverse=True)
        self._pola = re.compile(rf"(?<![\w])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])\.?") if ordered else None

    def cut(self, text: str) -> str:
        """The text without names; what is left is tidied: no doubled space, no comma that joins nothing."""
        text = _SAPAAN_KECIL.sub(lambda found: found[0] if is_kata_jabatan(found["nama"]) else " ", text)
        text = hide_pribadi(text).replace(DIHAPUS, " ")
        if self._pola is not None:
            text = self._pola.sub(" ", text)
            text = re.sub(r"\b(?:H|Hj|Drs?|Dra|Ir|KH|M)\.\s+(?=[,.;]|$)", " ", text)
        text = _KURUNG_KOSONG.sub(" ", text)
        text = re.sub(r"\s+([,.;:)])", r"\1", " ".join(text.split()))
        return re.sub(r"([,;])(?:\s*[,;])+", r"\1", text).strip(" ,;")


def _names_in(teks: str) -> Iterator[str]:
    spans = [one.nama for one in find_jabatan(teks, 0, len(teks)) if one.nama]
    spans += [(one.awal, one.akhir) for one in find_nama(teks)]
    kata = load_kata_notulen().isi
    berkata, mengatakan = "|".join(kata["berkata"]), "|".join(kata["mengatakan"])
    nama = r"(?P<nama>[A-Z][a-zÀ-ÿ’']+(?:[ ]+(?:bin |binti )?[A-Z][a-zÀ-ÿ’']+){0,3})"
    for pola in (rf"\b(?:{berkata})[ ]+{nama}", rf"(?:^|[.!?”\"][ ]+|\n|,[ ]+){nama},?[ ]+(?:{mengatakan})\b"):
        spans += [found.span("nama") for found in re.finditer(pola, teks)]
    for start, end in spans:
        for word in re.findall(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'\-]+", teks[start:end]):
            if (
                len(word) >= 3
                and word[0].isupper()
                and (not is_kata_jabatan(word))
                and not _GELAR.fullmatch(word)
                and not _is_biasa(word, teks)
            ):
                yield word


def _is_biasa(word: str, teks: str) -> bool:
    """A common word that only begins a sentence: it stands in the text in small letters too; a region; a plain pronoun."""
    if word.casefold() in (
        "ia",
        "dia",
        "kami",
        "kita",
        "mereka",
        "hal",
        "dalam",
        "selain",
        "lebih",
        "menurut",
        "sementara",
        "pihaknya",
        "beliau",
        "semua",
        "inpres",
        "indonesia",
        "narkoba",
        "desa",
        "bersinar",
    ):
        return True
    return (
        key_of([word.casefold()]) in indeks_atas()
        or re.search(rf"(?<![\w]){re.escape(word.casefold())}(?![\w])", teks) is not None
        or (word.isupper() and len(word) <= 5)
    )


def shorten(teks: str, batas: int = 300) -> str:
    """At most `batas` letters, cut at a word."""
    return teks if len(teks) <= batas else teks[:batas].rsplit(" ", 1)[0] + " …"
