"""Names of persons in a text: with a degree or a title, after 'a.n.', 'Sdr.' or 'Nama:', and initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.pribadi.kata import load_kata_pribadi
from etl.pribadi.pola import Temuan

_KATA = r"[A-Z][A-Za-zÀ-ÿ'’`\-]*\.?"
_SAMBUNG = r"(?:bin|binti|al|el|van|der|de)"
_NAMA = rf"{_KATA}(?:[ \u00a0]+(?:{_SAMBUNG}[ \u00a0]+)?{_KATA}){{0,5}}"
# Degrees with dots, and those that are only written in capitals; the second kind needs the comma.
_GELAR_TITIK = (
    r"(?:S\.\s?(?:Sos|Pd\.\s?I|H|E|Kom|Pd|T|P|Si|IP|I\.P|AP|STP|Ag|Psi|Kep|KM|K\.M|Farm|Ked|Hut|Pt|Gz|Tr|Ikom|I\.Kom|Stat|Th|Pi|Hum|Sn|Ak|Adm|Ars|Kes|Keb|ST|STP|IK|Sy|Ap|Pdi|Pd\.I|HI|Kel|Ked|Or|Par|Log|Des|Tp|TP|I\.\s?K|Tr\.?\s?K|Mn|Inf)"
    r"|M\.\s?(?:Si|Pd\.\s?I|M|H|T|Pd|Kes|Kom|AP|A\.P|P|Sc|Hum|E|IP|Ag|Psi|Kep|Farm|KM|Epid|Eng|Ak|Sos|I\.Kom|IKom|Tr|Sy|S|PH|A|Hut|Gz|Pd\.I|Ling)"
    r"|A\.\s?Md|A\.\s?Ma|A\.\s?P|Sp\.\s?[A-Z][A-Za-z]{0,4}|Ph\.\s?D|D\.\s?E\.?\s?A|B\.\s?Sc|Lc|Apt|Amd|Ners?)\b\.?"
)
_GELAR_KAPITAL = (
    r"(?:SE|SH|ST|SKM|SPd|SSos|SKom|SIP|SIK|SP|SPt|SAP|SAg|SSTP"
    r"|SSi|SPsi|SKep|SFarm|SHut|MM|MH|MT|MSi|MPd|MKes|MAP|MKM|MSc|MA|MIKom|AMd|AKS|SST|MPH|MAg|MKom|MP)\b"
)
_DI_BELAKANG = re.compile(
    rf"\b(?P<nama>{_NAMA})(?:\s*,\s*(?:{_GELAR_TITIK}|{_GELAR_KAPITAL})|\s+{_GELAR_TITIK})(?:\s*,?\s*(?:{_GELAR_TITIK}|{_GELAR_KAPITAL}))*(?:\s*,\s*(?:Dr|dr)\.?)?",
    re.IGNORECASE,
)
_GELAR_DEPAN = r"(?:Prof|Dr|dr|drg|Drs|DRS|Dra|DRA|Ir|IR|H|Hj|HJ|KH|K\.H|Kh|Apt|apt|Ns|Ny|Tn|Ust|Ustadz|Ustadzah|DR|DRG|PROF)"
_DI_DEPAN = re.compile(rf"(?<![\w.])(?:{_GELAR_DEPAN}\.\s*)+(?P<nama>{_NAMA})(?:\s*,?\s*(?:{_GELAR_TITIK}|{_GELAR_KAPITAL}))*")
# Titles that stand before a name and nothing else, also without a dot; ranks, with the corps behind them.
_SEBUTAN = re.compile(
    rf"(?<![\w.])(?:Drs|DRS|Dra|DRA|Hj|HJ|drg|(?i:brigjend?|irjen|komjen|mayjen|letjen|kombes|akbp|kompol|akp|iptu|ipda|aiptu|aipda|bripka|brigadir|brigpol|briptu|bripda"
    rf"|kolonel|kol|letkol|mayor|kapten|lettu|letda|peltu|pelda|serma|serka|sertu|serda|kopka|koptu|kopda|praka|pratu|prada)\.?"
    rf"(?:[ ]+(?i:pol|tni|inf|kav|arm|czi|cba|chb|cpm|cke|arh|laut|mar|purn)\b\.?)?)\s+(?:{_GELAR_DEPAN}\.?\s+)*(?P<nama>{_NAMA})"
    rf"(?:\s*,\s*(?:{_GELAR_TITIK}|{_GELAR_KAPITAL}))*"
)
_BIN = re.compile(rf"\b(?P<nama>{_KATA}(?:[ ]+{_KATA}){{0,3}}[ ]+(?i:bin|binti)[ ]+{_KATA}(?:[ ]+{_KATA}){{0,2}})")
# What stands before a person, and before much else: only a common first name behind it tells.
_DISEBUT_DEPAN = re.compile(
    r"(?<![\w\-])(?i:an|tuan|nyonya|bapak|bpk|ibu|pak|bu|bernama|(?:di|meng)?hubungi|tersangka|terduga|terlapor|pelaku|korban|klien|pasien|residen|pelapor|saksi|konselor"
    r"|narasumber|moderator|notulis|pic|contact person|cp|nama(?: (?:lengkap|peserta|pegawai|pelapor))?)\s*:?\s+(?:(?i:bernama|bapak|bpk|ibu|pak|bu)\.?\s+)?"
    r"(?P<nama>[A-Za-zÀ-ÿ'’\-]+(?:[ ]+[A-Za-zÀ-ÿ'’\-]+){0,3})"
)
_BERUMUR = re.compile(
    r"(?:^|[;\n]\s*|\d[.)]\s*)(?P<nama>[A-Z][A-Za-z'’\-]+(?:[ ]+[A-Z][A-Za-z'’\-]+){0,3})\s*[,(]+\s*"
    r"(?i:(?:umur|usia)\b|\d{1,2}\s?(?:th|thn|tahun)\b|[lp]\s?[,/]\s?\d{2}\b)"
)
_GELAR_TANPA_KOMA = re.compile(
    r"\b(?P<nama>[A-Z][A-Za-z'’\-]+(?:[ ]+[A-Z][A-Za-z'’\-]+){1,3}?)[ ]+(?:SE|SH|ST|MH|MM|SKM|S?Sos|SPd|SKom|SIP|MSi|MPd|MKes|SAg)\b"
)
_ATAS_NAMA = re.compile(
    r"(?<![\w\-])(?:(?i:a\s?\.\s?n\s?\.?)|(?i:an)\.|(?i:a/n)|(?i:sdr|sdri|sdra)\b\.?(?:/i)?|(?i:saudara|saudari))\s*:?\s*"
    r"(?P<nama>[A-Za-zÀ-ÿ'’\-]+\.?(?:[ \u00a0]+[A-Za-zÀ-ÿ'’\-]+\.?){0,4})",
)
_SAPAAN = re.compile(
    rf"(?<![\w\-/])(?:(?i:bapak|bpk\.?|ibu|pak|bu|atas nama)(?:\s*/\s*(?i:ibu|bapak))?)\s+(?:{_GELAR_DEPAN}\.\s*)*(?P<nama>{_NAMA})"
)
_INISIAL = re.compile(
    r"\b(?:ber)?inisial(?:nya)?\b\s*[:\-(“\"'‘]*\s*(?P<nama>[A-Z](?:[.\s]{0,2}[A-Z]){0,3}\b\.?|[A-Z][a-z]{0,3}\b\.?)[)”\"'’]*",
    re.IGNORECASE,
)
_INISIAL_LAGI = re.compile(r"\s*(?:,|/|&|\bdan\b|\bserta\b)\s*(?:dan\s+)?(?P<nama>[A-Z](?:\.?[A-Z]){0,2}\b\.?)(?!\s*:)")
_INISIAL_KURUNG = re.compile(
    r"(?i:orang|peserta|pegawai|klien|siswa|pelajar|warga)\s*\(\s*(?P<nama>[A-Z](?:\.?\s?[A-Z]){1,2}\.?)\s*\)"
    r"|(?i:\ban)\s+(?P<lain>[A-Z](?:\.?[A-Z]){1,2}\.?)(?![A-Za-z])"
)
# Letters that are no initials: substances, offices, kinds of people.
_BUKAN_INISIAL = frozenset(
    ("amp", "met", "thc", "mop", "coc", "bzo", "soma", "mdma", "k2", "ket", "mtd", "lsd", "asn", "pns", "p3k", "bnn", "opd", "sma", "smp", "smk", "tni", "rt",
     "rw", "ibm", "pkk", "mui", "lsm", "kb", "wfh", "wfo", "dkk", "l", "p", "n", "org", "th", "yg", "dan", "di", "ke", "nya")
)  # fmt: skip
_LABEL = re.compile(
    r"\b(?:nama(?: (?:lengkap|peserta|pegawai|pelapor|petugas|terang|jelas|penanggung ?jawab|pic))?|pelapor|notulis|moderator|pic"
    r"|penanggung ?jawab|ketua tim|katim|narahubung|contact person|cp|pimpinan rapat|dibuat oleh|disusun oleh|dilaporkan oleh)"
    r"\s*[:=]\s*(?P<nama>[^;,\n(|/\d:]{2,50})",
    re.IGNORECASE,
)
CURIGA_NAMA = (
    r"\b(?:drs|dra|hj|drg|brigjend?|irjen|komjen|mayjen|letjen|kombes|akbp|kompol|akp|iptu|ipda|aiptu|aipda|bripka|brigadir|brigpol|briptu|bripda|kolonel|kol|letkol"
    r"|mayor|kapten|lettu|letda|peltu|pelda|serma|serka|sertu|serda|kopka|koptu|kopda|praka|pratu|prada)\b|\bbin(?:ti)?\b|\b(?:umur|usia)\b|\d\s?(?:th|thn|tahun)\b|[,(]\s*[lp]\s?[,/]\s?\d"
    r"|\b(?:an|tuan|nyonya|bernama|(?:di|meng)?hubungi|tersangka|terduga|terlapor|pelaku|korban|klien|pasien|residen|pelapor|saksi|konselor|narasumber|moderator|notulis"
    r"|pic|contact person|cp|nama)\b|(?:orang|peserta|pegawai|klien|siswa|pelajar|warga)\s*\("
    r"| (?:se|sh|st|mh|mm|skm|sos|ssos|spd|skom|sip|msi|mpd|mkes|sag)\b"
    r"|inisial|\ba\s?\.\s?n\b|\ban\.|\ba/n\b|\bsdra?i?\b|\bsaudar[ai]\b|\bbapak\b|\bbpk\b|\bibu\b|\bpak\b|\bbu\b|atas nama"
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
    return [*find_bergelar(text), *_find_di_depan(text), *_find_disapa(text), *_find_bersebutan(text), *find_disebut(text)]


def find_disebut(text: str) -> Iterator[Temuan]:
    """Initials, and names after 'a.n.', 'Sdr.' or a label: what can be nothing else, wherever it stands."""
    for match in _INISIAL.finditer(text):
        letters = match["nama"].replace(".", "").replace(" ", "")
        if letters.isupper() or letters.istitle() or (len(letters) <= 3 and letters.casefold() not in _BUKAN_INISIAL):
            yield Temuan(match.start(), _find_akhir_inisial(text, match.end()), "inisial")
    for match in _ATAS_NAMA.finditer(text):
        end = _trim_end(text, *match.span("nama"))
        if end is not None:
            yield Temuan(match.start(), end, "inisial" if _is_inisial(text[match.start("nama") : end]) else "nama")
    for match in _LABEL.finditer(text):
        name = match["nama"].strip()
        if is_nama(name, satu_kata=True) or (is_nama(name.title(), satu_kata=True) and _is_depan(name.split()[0])):
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


def find_bergelar(text: str) -> Iterator[Temuan]:
    """Names with a degree behind them."""
    for match in _DI_BELAKANG.finditer(text):
        start = _trim_start(text, *match.span("nama"))
        if start is not None and _is_capital(match["nama"]) and not _is_singkatan(text, start, match):
            before = re.search(rf"(?:{_GELAR_DEPAN}\.\s*)+$", text[:start])
            yield Temuan(before.start() if before else start, match.end(), "nama")


def _find_di_depan(text: str) -> Iterator[Temuan]:
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


def _find_bersebutan(text: str) -> Iterator[Temuan]:
    """Names after a rank, with 'bin' in them, beside an age, and common ones after a word that may stand before a person."""
    for match in _SEBUTAN.finditer(text):
        end = _trim_end(text, *match.span("nama"))
        if end is not None and not _named_after(text[: match.start()]):
            yield Temuan(match.start(), match.end() if end >= match.end("nama") else end, "nama")
    for match in _BIN.finditer(text):
        start = _trim_start(text, *match.span("nama"))
        if start is not None and not _named_after(text[:start]):
            yield Temuan(start, match.end(), "nama")
    for match in (*_DISEBUT_DEPAN.finditer(text), *_BERUMUR.finditer(text), *_GELAR_TANPA_KOMA.finditer(text)):
        end = _trim_end(text, *match.span("nama"))
        if end is not None and _is_depan(match["nama"].split()[0]) and not _named_after(text[: match.start()]):
            yield Temuan(match.start("nama"), match.end() if match.re is _GELAR_TANPA_KOMA else end, "nama")
    if re.search(r"positif|reaktif", text, re.IGNORECASE):
        for match in _INISIAL_KURUNG.finditer(text):
            group = "nama" if match["nama"] else "lain"
            letters = re.sub(r"[^A-Za-z]", "", match[group]).casefold()
            if letters not in _BUKAN_INISIAL | load_kata_pribadi().bukan_nama:
                yield Temuan(*match.span(group), "inisial")


def _find_akhir_inisial(text: str, end: int) -> int:
    """'RH, SA, dan TK': further initials of the same list."""
    while (more := _INISIAL_LAGI.match(text, end)) and more["nama"].replace(
        ".", ""
    ).casefold() not in _BUKAN_INISIAL | load_kata_pribadi().bukan_nama:
        end = more.end()
    return end


def _is_depan(word: str) -> bool:
    return word.casefold() in load_kata_pribadi().nama_depan


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
