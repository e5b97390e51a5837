"""Names of persons in a text: with a degree or a title, after 'a.n.', 'Sdr.' or 'Nama:', and initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.kata_pribadi import load_kata_pribadi
from etl.pola_pribadi import Temuan

_KATA = r"[A-Z][A-Za-zÀ-ÿ'’`\-]*\.?"
_SAMBUNG = r"(?:bin|binti|al|el|van|der|de)"
_NAMA = rf"{_KATA}(?:[ \u00a0]+(?:{_SAMBUNG}[ \u00a0]+)?{_KATA}){{0,5}}"
# Degrees with dots, and those that are only written in capitals; the second kind needs the comma.
_GELAR_TITIK = (
    r"(?:S\.\s?(?:Sos|Pd\.\s?I|H|E|Kom|Pd|T|P|Si|IP|I\.P|AP|STP|Ag|Psi|Kep|KM|K\.M|Farm|Ked|Hut|Pt|Gz|Tr|Ikom|I\.Kom|Stat|Th|Pi|Hum|Sn|Ak|Adm|Ars|Kes|Keb|ST|STP|IK|Sy|Ap|Pdi|Pd\.I|HI|Kel|Ked|Or|Par|Log|Des|Tp|TP)"
    r"|M\.\s?(?:Si|Pd\.\s?I|M|H|T|Pd|Kes|Kom|AP|A\.P|P|Sc|Hum|E|IP|Ag|Psi|Kep|Farm|KM|Epid|Eng|Ak|Sos|I\.Kom|IKom|Tr|Sy|S|PH|A|Hut|Gz|Pd\.I|Ling)"
    r"|A\.\s?Md|A\.\s?Ma|A\.\s?P|Sp\.\s?[A-Z][A-Za-z]{0,4}|Ph\.\s?D|D\.\s?E\.?\s?A|B\.\s?Sc|Lc|Apt|Amd|Ners?)\b\.?"
)
_GELAR_KAPITAL = (
    r"(?:SE|SH|ST|SKM|SPd|SSos|SKom|SIP|SP|SPt|SAP|SAg|SSTP"
    r"|SSi|SPsi|SKep|SFarm|SHut|MM|MH|MT|MSi|MPd|MKes|MAP|MKM|MSc|MA|MIKom|AMd|AKS|SST|MPH|MAg|MKom|MP)\b"
)
_DI_BELAKANG = re.compile(
    rf"\b(?P<nama>{_NAMA})(?:\s*,\s*(?:{_GELAR_TITIK}|{_GELAR_KAPITAL})|\s+{_GELAR_TITIK})(?:\s*,?\s*(?:{_GELAR_TITIK}|{_GELAR_KAPITAL}))*(?:\s*,\s*(?:Dr|dr)\.?)?",
    re.IGNORECASE,
)
_GELAR_DEPAN = r"(?:Prof|Dr|dr|drg|Drs|DRS|Dra|DRA|Ir|IR|H|Hj|HJ|KH|K\.H|Kh|Apt|apt|Ns|Ny|Tn|Ust|Ustadz|Ustadzah|DR|DRG|PROF)"
_DI_DEPAN = re.compile(rf"(?<![\w.])(?:{_GELAR_DEPAN}\.\s*)+(?P<nama>{_NAMA})(?:\s*,?\s*(?:{_GELAR_TITIK}|{_GELAR_KAPITAL}))*")
_ATAS_NAMA = re.compile(
    r"(?<![\w\-])(?:a\s?\.\s?n\s?\.?|an\.|a/n|(?i:sdr|sdri|sdra)\b\.?(?:/i)?|(?i:saudara|saudari))\s*:?\s*"
    r"(?P<nama>[A-Za-zÀ-ÿ'’\-]+\.?(?:[ \u00a0]+[A-Za-zÀ-ÿ'’\-]+\.?){0,4})",
)
_SAPAAN = re.compile(
    rf"(?<![\w\-/])(?:(?i:bapak|bpk\.?|ibu|pak|bu|atas nama)(?:\s*/\s*(?i:ibu|bapak))?)\s+(?:{_GELAR_DEPAN}\.\s*)*(?P<nama>{_NAMA})"
)
_INISIAL = re.compile(
    r"\b(?:ber)?inisial(?:nya)?\b\s*[:\-(“\"'‘]*\s*(?P<nama>[A-Z](?:[.\s]{0,2}[A-Z]){0,3}\b\.?|[A-Z][a-z]{0,3}\b\.?)[)”\"'’]*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:nama(?: (?:lengkap|peserta|pegawai|pelapor|petugas|terang|jelas|penanggung ?jawab|pic))?|pelapor|notulis|moderator|pic"
    r"|penanggung ?jawab|ketua tim|katim|narahubung|contact person|cp|pimpinan rapat|dibuat oleh|disusun oleh|dilaporkan oleh)"
    r"\s*[:=]\s*(?P<nama>[^;,\n(|/\d:]{2,50})",
    re.IGNORECASE,
)
CURIGA_NAMA = (
    r"inisial|\ba\s?\.\s?n\b|\ban\.|\ba/n\b|\bsdra?i?\b|\bsaudar[ai]\b|\bbapak\b|\bbpk\b|\bibu\b|\bpak\b|\bbu\b|atas nama"
    r"|[, ]\s?(?:s|m|a|sp|ph|b)\.\s?[a-z]|,\s*(?:s|m|a)[a-z]{1,4}\b|,\s*(?:lc|apt|ners?|amd)\b"
    r"|\b(?:prof|dr|drg|drs|dra|ir|h|hj|kh|apt|ns|ny|tn|ust|ustadz|ustadzah)\.\s*[a-z]"
    r"|(?:nama|lengkap|peserta|pegawai|pelapor|petugas|terang|jelas|jawab|notulis|moderator|pic|tim|katim|narahubung|person|cp|rapat|oleh)\s*[:=]"
)
_PISAH = re.compile(r"[A-Za-zÀ-ÿ'’`\-]+")
_HANYA_NAMA = re.compile(r"[A-Za-zÀ-ÿ'’`.\- \u00a0]+")
_BERHENTI = frozenset(
    (
        "dan", "yang", "di", "ke", "dari", "untuk", "pada", "dengan", "atau", "telah", "sudah", "akan", "adalah", "positif", "negatif", "hasil", "umur", "usia",
        "alamat", "tanggal", "sebagai", "bekerja", "karena", "oleh", "serta", "hadir", "tidak",
    )
)  # fmt: skip


def find_nama(text: str) -> list[Temuan]:
    """Names and initials in a text, from left to right, sometimes overlapping."""
    return [*_find_bergelar(text), *_find_disapa(text), *find_disebut(text)]


def find_disebut(text: str) -> Iterator[Temuan]:
    """Initials, and names after 'a.n.', 'Sdr.' or a label: what can be nothing else, wherever it stands."""
    for match in _INISIAL.finditer(text):
        letters = match["nama"].replace(".", "").replace(" ", "")
        if letters.isupper() or letters.istitle():
            yield Temuan(*match.span(), "inisial")
    for match in _ATAS_NAMA.finditer(text):
        end = _trim_end(text, *match.span("nama"))
        if end is not None:
            yield Temuan(match.start(), end, "inisial" if _is_inisial(text[match.start("nama") : end]) else "nama")
    for match in _LABEL.finditer(text):
        name = match["nama"].strip()
        if is_nama(name, satu_kata=True) or (
            len(name.split()) >= 2 and is_nama(name.title()) and name.split()[0].casefold() in load_kata_pribadi().nama_depan
        ):
            yield Temuan(match.start("nama"), match.start("nama") + len(match["nama"].rstrip()), "nama")


def is_nama(text: str, kenal_depan: bool = False, satu_kata: bool = False) -> bool:
    """A text that is nothing but the name of a person: words with capitals, none of which names an office, an agency or a place.

    kenal_depan: only when its first name is a common one.
    """
    plain = " ".join(text.split())
    bare = _without_gelar(plain)
    words = _PISAH.findall(bare)
    if not words or len(words) > 6 or len(plain) > 80 or not _HANYA_NAMA.fullmatch(bare):
        return False
    known = load_kata_pribadi()
    if any(word.casefold() in known.bukan_nama for word in words):
        return False
    if bare == plain:  # without a degree the writing itself must look like a name
        if len(words) < (1 if satu_kata else 2) or not all(word[0].isupper() or word in ("bin", "binti", "al") for word in words):
            return False
        if len(words) == 1 and len(words[0]) < 4:
            return False
    return not kenal_depan or bare != plain or words[0].casefold() in known.nama_depan


def names_lembaga(text: str) -> bool:
    """A cell about an office or an agency: one of its words says so."""
    known = load_kata_pribadi()
    return any(word.casefold() in known.bukan_nama for word in _PISAH.findall(_without_gelar(text)))


def _find_bergelar(text: str) -> Iterator[Temuan]:
    for match in _DI_BELAKANG.finditer(text):
        start = _trim_start(text, *match.span("nama"))
        if start is not None and _is_capital(match["nama"]) and not _is_singkatan(text, start, match):
            before = re.search(rf"(?:{_GELAR_DEPAN}\.\s*)+$", text[:start])
            yield Temuan(before.start() if before else start, match.end(), "nama")
    for match in _DI_DEPAN.finditer(text):
        start, end = match.span("nama")
        words = [word.casefold() for word in _PISAH.findall(match["nama"])]
        known = load_kata_pribadi()
        if words[0] in known.bukan_nama or _named_after(text[: match.start()]) or _is_butir(text, match):
            continue
        stop = next((word for word in _PISAH.finditer(text, start, end) if word[0].casefold() in known.bukan_nama | _BERHENTI), None)
        yield Temuan(match.start(), len(text[: stop.start()].rstrip()) if stop else match.end(), "nama")


def _find_disapa(text: str) -> Iterator[Temuan]:
    for match in _SAPAAN.finditer(text):
        end = _trim_end(text, *match.span("nama"))
        if end is not None:
            yield Temuan(match.start(), end, "nama")


def _trim_start(text: str, start: int, end: int) -> int | None:
    """Where the name begins after the office before it ('Kepala Dinas Budi Santoso'); None when no name is left."""
    known = load_kata_pribadi()
    begin = start
    for word in _PISAH.finditer(text, start, end):
        if word[0].casefold() in known.bukan_nama or (word[0][0].islower() and word[0] not in ("bin", "binti", "al")):
            begin = word.end()
    found = _PISAH.search(text, begin, end)
    if found is None or (begin > start and found[0].isupper() and not text[start:end].isupper() and found.end() >= end):
        return None  # 'Dinas PUPR' is an agency
    return found.start()


def _trim_end(text: str, start: int, end: int) -> int | None:
    """Where the name ends before ordinary words; None when it is an office, or no name at all."""
    known = load_kata_pribadi()
    last = None
    for count, word in enumerate(_PISAH.finditer(text, start, end)):
        plain = word[0].casefold()
        if plain in known.bukan_nama or plain in _BERHENTI:
            break
        if count and word[0][0].islower() and text[start].isupper() and plain not in ("bin", "binti", "al"):
            break
        last = word.end()
    if last is None:
        return None
    return last + 1 if text[last : last + 1] == "." and last + 1 < len(text) and text[last - 1].isupper() else last


def _named_after(before: str) -> bool:
    """'RSUD dr. …', 'Jl. H. …': places that bear a name."""
    words = _PISAH.findall(re.split(r"[;,\n]", before)[-1])[-4:]
    return any(word.casefold() in load_kata_pribadi().bernama_tokoh for word in words)


def _is_butir(text: str, match: re.Match[str]) -> bool:
    """'H. Melaksanakan …' after 'G. …' is an item of a list."""
    return text[match.start() : match.start() + 2] == "H." and bool(re.search(r"(?<!\w)G\.\s", text[: match.start()]))


def _is_singkatan(text: str, start: int, match: re.Match[str]) -> bool:
    """'Posko, MA Al Falah': capitals without dots are a degree only after a name of two words, with nothing following it."""
    if "." in text[match.end("nama") : match.end()]:
        return False
    one_word = len(_PISAH.findall(text[start : match.end("nama")])) < 2
    return one_word or bool(re.match(r"\s+[A-Z0-9]", text[match.end() :])) or _named_after(text[:start])


def _is_capital(name: str) -> bool:
    return all(word[0].isupper() or word in ("bin", "binti", "al") for word in _PISAH.findall(name)[-2:])


def _is_inisial(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z](?:[.\s]{0,2}[A-Z]){0,3}\.?", name))


def _without_gelar(text: str) -> str:
    text = re.sub(rf"^(?:{_GELAR_DEPAN}\.\s*)+", "", text)
    return re.sub(rf"(?:(?:\s*,\s*|\s+){_GELAR_TITIK}|\s*,\s*{_GELAR_KAPITAL})+\s*$", "", text, flags=re.IGNORECASE)
