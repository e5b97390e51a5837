"""Finds the region a written name means: 'Pemkab HSS', 'Kab.Pekalongan', 'Martapura, Banjar' → a Kemendagri code.

A name that two regions share is not decided here unless the word before it, another name beside it or the context does.
Codes are never repaired: one that lost a zero or that may be a BPS code counts only as far as the name agrees with it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from numbers import Real

from etl.clean.bacaan import DITANDAI, TERBACA, Bacaan, kosong, ragu, tidy_text, tolak
from etl.harmonise.bagian_wilayah import PEMISAH, Bagian, lookup_nama, read_bagian, split_bagian, take_front
from etl.harmonise.indeks_wilayah import (
    Calon,
    find_key,
    indeks_atas,
    indeks_desa,
    indeks_di_dalam,
    indeks_kecamatan,
    is_nested,
    key_desa,
    key_of,
    nearest_keys,
    read_kata,
    words_of,
)
from etl.harmonise.konteks_wilayah import KODE_BERTITIK, decide_by_konteks, is_url, konteks_texts
from p4gn.geography.wilayah import TINGKAT, find_wilayah_by_kode, get_wilayah, tingkat_of

_BATAS_KANDIDAT = 12
_PEMISAH_DAFTAR = re.compile(r"\s(?:dan|serta|and)\s|[&+;]")
_KODE_DI_TEKS = re.compile(r"(?<![\d.])(\d{2}(?:\.\d{2}){0,2}(?:\.\d{4})?|\d{4}|\d{6,7}|\d{10})(?![\d.])")
_TANPA_ISI = frozenset({"", "-", "--", "n/a", "na", "nihil", "belum", "?"})


def find_wilayah(
    tertulis: object,
    *,
    kode: object = None,
    induk: str | None = None,
    tingkat: str | None = None,
    konteks: object = None,
) -> Bacaan:
    """Read one place; `nilai` is its code.

    `tingkat` None gives province or kabupaten/kota (a desa or kecamatan also written is in `rincian`), or the finest level
    when `induk` is a kabupaten/kota or kecamatan. `kode` is a code written beside the name, `induk` the code it must lie in,
    `konteks` a region name or code, a link, or any text, or a list of these. Raises ValueError for an unknown `tingkat`.
    """
    if tingkat is not None and tingkat not in TINGKAT:
        raise ValueError(f"Tingkat tidak dikenal: {tingkat!r}; pilih salah satu dari {', '.join(TINGKAT)}.")
    text = "" if tertulis is None or (isinstance(tertulis, Real) and tertulis != tertulis) else str(tertulis)
    if isinstance(tertulis, Real) and text:
        return _read_kode(text, tertulis, None, tingkat)
    name = tidy_text(text)
    if kode is None or kode == "":
        name, kode = _split_kode(name)
    if name.lower().strip(" .") in _TANPA_ISI:
        return kosong(text) if kode is None else _read_kode(text, kode, None, tingkat)
    if " ".join(words_of(name)) in read_kata().nasional:
        return tolak(text, "Seluruh Indonesia, bukan satu provinsi atau kabupaten/kota.", rincian={"nasional": True})
    by_name = _by_name(text, name, induk, tingkat, konteks)
    if kode is None or kode == "" or (isinstance(kode, Real) and kode != kode):
        return by_name
    return _read_kode(text, kode, _candidates_of(name, by_name, induk, tingkat, konteks), tingkat, by_name)


# -- names ---------------------------------------------------------------------------------------------------------


def _by_name(tertulis: str, name: str, induk: str | None, tingkat: str | None, konteks: object) -> Bacaan:
    if tingkat in ("kecamatan", "desa") or (tingkat is None and induk is not None and induk.count(".") >= 1):
        return _find_inside(tertulis, name, induk, tingkat, konteks)
    bagian = [read_bagian(part) for part in split_bagian(name)]
    if len(bagian) > 1 and (whole := lookup_nama(words_of(name), frozenset())):
        bagian = [Bagian(name, frozenset(), whole)]
    known = [one for one in bagian if one.calon]
    if not known:
        return _by_lower(tertulis, name, bagian, induk, tingkat)
    reading = _combine(tertulis, name, bagian, known, induk, tingkat, konteks)
    return _with_lower(reading, bagian) if reading.nilai else reading


# -- several pieces, one region ------------------------------------------------------------------------------------


def _combine(
    tertulis: str, name: str, bagian: list[Bagian], known: list[Bagian], induk: str | None, tingkat: str | None, konteks: object
) -> Bacaan:
    """One region that all pieces agree on; else the rule for several regions; else the question is left open."""
    allowed = [_allowed(one.calon, induk, tingkat) for one in known]
    if not all(allowed):
        outside = next(one for one, calon in zip(known, allowed, strict=True) if not calon)
        if tingkat == "provinsi" or induk is None:
            return tolak(tertulis, f"«{outside.teks.strip()}» bukan wilayah tingkat {tingkat}.")
        return tolak(tertulis, f"«{outside.teks.strip()}» tidak terletak di {get_wilayah(induk).nama_resmi}.", _codes(outside.calon))
    chains = [chain for chain in itertools.product(*allowed) if _is_nested([one.kode for one in chain])]
    if not chains:
        return _seat_elsewhere(tertulis, name, known, allowed) or _several(tertulis, name, known, allowed, tingkat)
    finest: dict[str, list[Calon]] = {}
    for chain in chains:
        longest = max(chain, key=lambda one: len(one.kode))
        finest.setdefault(longest.kode, []).extend(one for one in chain if one.catatan)
    settled = [_settle(list(calon)) for calon in allowed] if len(known) == 1 else None
    notes: list[str] = []
    others: tuple[str, ...] = ()
    if len(known) == 1:
        best = settled[0] if settled else None
        decided, others = best if best else (None, ())
        others = tuple(dict.fromkeys([*others, *_kecamatan_elsewhere(known[0], decided)])) if decided else ()
    else:
        decided = _finest_of_chains(finest)
    if decided is None or (others and konteks is not None):
        by_konteks = decide_by_konteks(sorted({*finest, *others}), konteks, _stated_region)
        if by_konteks:
            by_own_name, (decided, note) = decided, by_konteks
            notes += [note] if note and decided != by_own_name else []
            others = ()
    if decided is None and len(known) > 1:
        decided, note = _place_in_province(sorted(finest), known)
        notes += [note] if note else []
        others = tuple(sorted(set(finest) - {decided})) if decided else ()
    if decided is None:
        return ragu(tertulis, _sebab_ambigu(sorted(finest)), tuple(sorted(finest)))
    if tingkat == "kabkota" and "." not in decided:
        return tolak(tertulis, f"{get_wilayah(decided).nama_resmi} adalah provinsi; tulis kabupaten/kotanya.", (decided,))
    notes += [one.catatan for one in finest.get(decided, []) if one.catatan]
    if others and not notes:
        notes.append(f"dapat juga berarti {_names(others)}")
    unread = [one.teks.strip() for one in bagian if one.sisa and not one.calon and not one.jenis & {"kecamatan", "desa"}]
    return _result(tertulis, decided, notes, others, unread)


def _allowed(calon: Sequence[Calon], induk: str | None, tingkat: str | None) -> list[Calon]:
    """Candidates inside `induk` and of the asked level; a kabupaten stands for its province when provinces are asked."""
    inside = [one for one in calon if induk is None or is_nested(one.kode, induk)]
    if tingkat == "kabkota":
        return [one for one in inside if "." in one.kode] or inside
    if tingkat == "provinsi" and not any("." not in one.kode for one in inside):
        return list(
            {
                one.kode[:2]: replace(one, kode=one.kode[:2], catatan="tertulis kabupaten/kota, dipakai provinsinya") for one in inside
            }.values()
        )
    if tingkat == "provinsi":
        return [one for one in inside if "." not in one.kode]
    return inside


def _settle(calon: list[Calon]) -> tuple[str | None, tuple[str, ...]]:
    """(code, other readings) of one piece by itself: an official name before an alias, the usual reading before a rare one."""
    names = [one for one in calon if one.cara == "nama"]
    pool = names or calon
    others = tuple(sorted({one.kode for one in calon}))
    if len({one.kode for one in pool}) == 1:
        chosen = pool[0].kode
    else:
        usual = [one.kode for one in pool if one.utama]
        if len(usual) != 1:
            return None, ()
        chosen = usual[0]
    return chosen, tuple(code for code in others if code != chosen)


def _kecamatan_elsewhere(bagian: Bagian, chosen: str) -> tuple[str, ...]:
    """Other kabupaten with a kecamatan named like a seat: 'Kandangan' is in Kediri too; a kind word in front settles it."""
    seats = [one for one in bagian.calon if one.cara == "ibu kota" and one.kode == chosen]
    if not seats or bagian.jenis:
        return ()
    return tuple(sorted({kode[:5] for kode in find_key(indeks_kecamatan(), bagian.teks)} - {chosen}))


def _finest_of_chains(finest: dict[str, list[Calon]]) -> str | None:
    """The one finest region of all consistent readings; readings that need no repair go before those that do."""
    if len(finest) == 1:
        return next(iter(finest))
    clean = [kode for kode, notes in finest.items() if not notes]
    if len(clean) == 1 and len(finest) > 1:
        return clean[0]
    top = [kode for kode in finest if all(is_nested(other, kode) for other in finest)]
    deepest = max(finest, key=len)
    return deepest if top and all(is_nested(deepest, other) for other in finest) else None


def _place_in_province(codes: list[str], known: list[Bagian]) -> tuple[str | None, str | None]:
    """'Serang, Banten': a place named with its province is a town, so the kota is meant; marked."""
    kota = [kode for kode in codes if get_wilayah(kode).nama_resmi.startswith("Kota")]
    says_province = any("." not in one.kode for bagian in known for one in bagian.calon)
    if says_province and len(kota) == 1:
        return kota[0], f"{get_wilayah(kota[0]).nama_resmi} dipilih dari {_names(codes)}"
    return None, None


def _seat_elsewhere(tertulis: str, name: str, known: list[Bagian], allowed: list[list[Calon]]) -> Bacaan | None:
    """'Kandangan, Kediri': named like a seat far away, but a kecamatan of the place written behind it; marked."""
    if len(known) != 2 or _PEMISAH_DAFTAR.search(name) or "/" in name or not all(one.cara == "ibu kota" for one in allowed[0]):
        return None
    behind = [one.kode for one in allowed[1] if one.kode.count(".") == 1]
    inside = [kode for area in behind for kode in find_key(indeks_di_dalam(area, "kecamatan"), known[0].teks)]
    if len(inside) != 1:
        return None
    reading = _result(tertulis, inside[0][:5], [f"{get_wilayah(inside[0]).nama_resmi} di {get_wilayah(inside[0][:5]).nama_resmi}"], (), [])
    return replace(reading, rincian={**reading.rincian, "kode_kecamatan": inside[0]})


def _several(tertulis: str, name: str, known: list[Bagian], allowed: list[list[Calon]], tingkat: str | None) -> Bacaan:
    """Regions that do not lie in each other: the leading government's, else the one above them all; always marked."""
    settled = [_settle(calon)[0] for calon in allowed]
    codes = tuple(dict.fromkeys(code for calon in allowed for code in _codes(calon)))
    if settled[0] and known[0].pemerintah:
        return _result(
            tertulis,
            settled[0],
            [f"beberapa wilayah tertulis; dipakai {get_wilayah(settled[0]).nama_resmi} yang disebut pertama"],
            codes,
            [],
        )
    if all(settled):
        provinces = {str(code)[:2] for code in settled}
        listed = _PEMISAH_DAFTAR.search(name) or "/" in name or len(known) > 2
        if len(provinces) == 1 and listed:
            if tingkat == "kabkota":
                return ragu(tertulis, f"beberapa wilayah tertulis: {_names(codes)}", codes)
            return _result(tertulis, provinces.pop(), [f"beberapa wilayah tertulis ({_names(codes)}); dipakai provinsinya"], codes, [])
    return ragu(tertulis, f"beberapa wilayah tertulis: {_names(codes)}", codes)


def _result(tertulis: str, kode: str, notes: Iterable[str], others: Iterable[str], unread: list[str]) -> Bacaan:
    wilayah = get_wilayah(kode)
    sebab = list(dict.fromkeys(notes))
    if unread:
        sebab.append(f"«{', '.join(unread)}» diabaikan")
    rincian = {"nama_resmi": wilayah.nama_resmi, "tingkat": wilayah.tingkat}
    text = "; ".join(sebab) or None
    kandidat = tuple(code for code in dict.fromkeys((kode, *others))) if any(True for _ in others) else ()
    return Bacaan(tertulis, kode, DITANDAI if text else TERBACA, text, kandidat[:_BATAS_KANDIDAT], rincian)


# -- kecamatan and desa --------------------------------------------------------------------------------------------


def _by_lower(tertulis: str, name: str, bagian: list[Bagian], induk: str | None, tingkat: str | None) -> Bacaan:
    """Only a kecamatan or village is named: its kabupaten/kota, when there is one of that name; marked."""
    low = [one for one in bagian if one.sisa and one.jenis <= {"kecamatan", "desa"}]
    for level in ("kecamatan", "desa"):
        codes = {kode: place for place in low for kode in _codes_of_level(place, level) if induk is None or is_nested(kode, induk)}
        if level == "kecamatan" and len(codes) > 1 and len(low) > 1:
            codes = {kode: place for kode, place in codes.items() if _has_village(kode, [one for one in low if one is not place])} or codes
        kabkota = sorted({kode[:5] for kode in codes})
        if len(kabkota) == 1:
            where = get_wilayah(sorted(codes)[0])
            target = kabkota[0][:2] if tingkat == "provinsi" else kabkota[0]
            reading = _result(tertulis, target, [f"{where.nama_resmi} di {get_wilayah(kabkota[0]).nama_resmi}"], (), [])
            extra = {f"kode_{level}": where.kode} if len(codes) == 1 else {}
            return replace(reading, rincian={**reading.rincian, **extra})
        if kabkota:
            return ragu(tertulis, f"ada {len(kabkota)} kabupaten/kota dengan {level} bernama demikian", tuple(kabkota[:_BATAS_KANDIDAT]))
    near = tuple(dict.fromkeys(code for one in bagian for code in _guess(one)))
    return tolak(tertulis, f"«{name}» tidak dikenal sebagai wilayah; tulis nama kabupaten/kota atau provinsinya.", near[:_BATAS_KANDIDAT])


def _codes_of_level(bagian: Bagian, level: str) -> tuple[str, ...]:
    """Codes all over Indonesia; short names of villages are too many to mean anything."""
    typed = " ".join(bagian.sisa)
    if (bagian.jenis and level not in bagian.jenis) or len(typed) < (4 if level == "kecamatan" else 5):
        return ()
    return find_key(indeks_kecamatan() if level == "kecamatan" else indeks_desa(), typed)


def _has_village(kode: str, others: list[Bagian]) -> bool:
    """Whether a kecamatan has one of the villages named beside it."""
    return any(find_key(indeks_di_dalam(kode, "desa"), " ".join(one.sisa)) for one in others)


def _guess(bagian: Bagian) -> list[str]:
    """Candidates to offer for a piece nobody knows, never to use."""
    return [one.kode for found in nearest_keys(key_of(bagian.sisa), indeks_atas()) for one in indeks_atas()[found]]


def _with_lower(reading: Bacaan, bagian: list[Bagian]) -> Bacaan:
    """Adds the kecamatan and village written beside a kabupaten/kota, when they are found in it."""
    area = str(reading.nilai)
    found: dict[str, object] = {}
    pieces = [one for one in bagian if one.sisa and (one.jenis & {"kecamatan", "desa"} or not one.calon)]
    for level in ("kecamatan", "desa"):
        for one in pieces:
            if area.count(".") == 0 or (one.jenis and level not in one.jenis):
                continue
            codes = find_key(indeks_di_dalam(area, level), " ".join(one.sisa))
            if len(codes) == 1:
                found[f"kode_{level}"] = area = codes[0]
                pieces = [other for other in pieces if other is not one]
                break
    if not found:
        return reading
    rincian = {**reading.rincian, **found}
    if reading.keadaan == DITANDAI and reading.sebab and reading.sebab.endswith("» diabaikan") and ";" not in reading.sebab and not pieces:
        return replace(reading, keadaan=TERBACA, sebab=None, rincian=rincian)
    return replace(reading, rincian=rincian)


def _find_inside(tertulis: str, name: str, induk: str | None, tingkat: str | None, konteks: object) -> Bacaan:
    """A kecamatan or village by name inside `induk`; without `induk`, inside what the other pieces or the context name."""
    pieces = [piece for piece in PEMISAH.split(name) if piece.strip(" .")]
    if not pieces:
        return kosong(tertulis)
    target = pieces[0]
    jenis = read_bagian(target).jenis
    areas = [induk] if induk else []
    for piece in [*pieces[1:], *konteks_texts(konteks)]:
        areas += _areas_named(piece, areas)
    area = max(areas, key=len, default=None)
    if area is not None and find_wilayah_by_kode(area) is None:
        raise KeyError(area)
    levels = [tingkat] if tingkat else ["desa"] if "desa" in jenis else ["kecamatan"] if "kecamatan" in jenis else ["kecamatan", "desa"]
    levels = [level for level in levels if area is None or TINGKAT.index(level) > area.count(".")]
    if not levels:
        return tolak(tertulis, f"Tidak ada {tingkat or 'wilayah'} di dalam {get_wilayah(str(area)).nama_resmi}.")
    exact: list[str] = []
    for level in levels:
        exact += _in_area(target, area, level)
    exact = _of_written_kind(exact, target)
    where = f" di {get_wilayah(area).nama_resmi}" if area else ""
    if len(exact) == 1:
        notes = [] if area else ["tidak ada induk yang tertulis; hanya satu di Indonesia"]
        return _result(tertulis, exact[0], notes, (), [])
    if exact:
        return ragu(
            tertulis,
            f"ada {len(exact)} wilayah bernama demikian{where}: {_names(exact[:4], with_induk=True)}",
            tuple(exact[:_BATAS_KANDIDAT]),
        )
    if area is None:
        return tolak(tertulis, f"«{name}» tidak ada di daftar {tingkat or 'wilayah'}.")
    near = _near_inside(tertulis, target, area, levels, where)
    wider = [code for level in levels for code in _in_area(target, induk, level)] if near.nilai is None and induk and area != induk else []
    if near.nilai is None and len(wider) == 1:
        elsewhere = get_wilayah(str(get_wilayah(wider[0]).kode_induk)).nama_resmi
        return _result(tertulis, wider[0], [f"tidak ada{where}; yang bernama demikian di {elsewhere}"], (), [])
    return near


def _near_inside(tertulis: str, target: str, area: str, levels: list[str], where: str) -> Bacaan:
    key = key_desa(_strip_jenis(target), strip=True)
    near: list[str] = []
    for level in levels:
        index = indeks_di_dalam(area, level)
        near += [code for found in nearest_keys(key, index) for code in index[found]]
    if len(near) == 1:
        wilayah = get_wilayah(near[0])
        return _result(tertulis, near[0], [f"ejaan di daftar: {wilayah.nama_resmi}"], (), [])
    kandidat = tuple(dict.fromkeys(near or _similar_inside(target, area, levels)))[:_BATAS_KANDIDAT]
    if near:
        return ragu(tertulis, f"«{target.strip()}» mirip beberapa wilayah{where}: {_names(near[:4], with_induk=True)}", kandidat)
    return tolak(tertulis, f"«{target.strip()}» tidak ditemukan{where}.", kandidat)


def _similar_inside(target: str, area: str, levels: list[str]) -> list[str]:
    """Candidates to offer, never to use: the same words in another order, or a longer name that begins alike."""
    typed = words_of(_strip_jenis(target))
    key = key_desa(" ".join(typed), strip=True)
    found = []
    for level in levels:
        for known, codes in indeks_di_dalam(area, level).items():
            same_words = sorted(words_of(get_wilayah(codes[0]).nama)) == sorted(typed)
            if same_words or (len(key) >= 5 and (known.startswith(key) or known.endswith(key))):
                found += codes
    return found


def _strip_jenis(piece: str) -> str:
    words = words_of(piece)
    while (taken := take_front(words)) and len(words) > taken[0] and taken[1] in ("kecamatan", "desa"):
        words = words[taken[0] :]
    return " ".join(words)


def _in_area(target: str, area: str | None, level: str) -> list[str]:
    index = indeks_di_dalam(area, level) if area is not None else indeks_kecamatan() if level == "kecamatan" else indeks_desa()
    return list(find_key(index, target) or find_key(index, _strip_jenis(target)))


def _of_written_kind(codes: list[str], target: str) -> list[str]:
    """'Kelurahan X' means the kelurahan when a desa X exists too."""
    first = (words_of(target) or [""])[0]
    kind = {"kelurahan": "Kelurahan", "kel": "Kelurahan", "lurah": "Kelurahan", "desa": "Desa", "ds": "Desa"}.get(first)
    same = [kode for kode in codes if get_wilayah(kode).jenis == kind]
    return same if len(codes) > 1 and len(same) == 1 else codes


def _areas_named(text: str, areas: list[str]) -> list[str]:
    """The region a piece of context names, when it fits into what is known already."""
    known = max(areas, key=len, default=None)
    if known and known.count(".") == 1 and (found := find_key(indeks_di_dalam(known, "kecamatan"), _strip_jenis(text))):
        return list(found) if len(found) == 1 else []
    kode = text.strip()
    if KODE_BERTITIK.fullmatch(kode) and find_wilayah_by_kode(kode):
        return [kode] if known is None or is_nested(kode, known) else []
    reading = _by_name(text, tidy_text(text), None, None, None) if not is_url(text) else None
    if reading and reading.nilai and (known is None or is_nested(str(reading.nilai), known)):
        return [str(reading.rincian.get("kode_kecamatan") or reading.nilai)]
    return []


def _stated_region(text: str) -> str | None:
    """The region that a short context is: a code, or a name by itself."""
    kode = text.strip()
    if KODE_BERTITIK.fullmatch(kode):
        return kode if find_wilayah_by_kode(kode) else None
    bagian = read_bagian(text)
    codes = {one.kode for one in bagian.calon if one.catatan is None}
    return codes.pop() if len(codes) == 1 else None


# -- codes ---------------------------------------------------------------------------------------------------------


def _split_kode(name: str) -> tuple[str, str | None]:
    """A code written in the same cell: '63.06 Hulu Sungai Selatan' → ('Hulu Sungai Selatan', '63.06')."""
    if re.fullmatch(r"[\d.,\s]+", name) and re.search(r"\d", name):
        return "", name.strip()
    found = [match for match in _KODE_DI_TEKS.finditer(name) if "." in match[1] or re.fullmatch(r"[\[(]?\d{2,10}[\])]?[\s:-]+.*", name)]
    if len(found) == 1 and (found[0].start() <= 1 or found[0].end() >= len(name) - 1):
        rest = (name[: found[0].start()] + " " + name[found[0].end() :]).strip(" -:[]()")
        return (rest, found[0][1]) if rest else (name, None)
    return name, None


def _candidates_of(name: str, reading: Bacaan, induk: str | None, tingkat: str | None, konteks: object) -> tuple[str, ...]:
    """Every code the written name may stand for."""
    codes = [str(reading.nilai)] if reading.nilai else []
    codes += [str(value) for key, value in reading.rincian.items() if key.startswith("kode_")]
    return tuple(dict.fromkeys([*codes, *reading.kandidat, *(one.kode for one in read_bagian(name).calon)]))


def _read_kode(tertulis: str, kode: object, names: Sequence[str] | None, tingkat: str | None, by_name: Bacaan | None = None) -> Bacaan:
    """A code with or without a name beside it (`names` None: no name is written)."""
    written = _show_kode(kode)
    if not isinstance(kode, Real) and KODE_BERTITIK.fullmatch(written) and find_wilayah_by_kode(written):
        return _read_kode_bertitik(tertulis, written, names, tingkat, by_name)
    if re.fullmatch(r"\d{4}|\d{6,7}|\d{10}", written):
        return _read_kode_tanpa_titik(tertulis, written, names, by_name)
    if isinstance(kode, Real) and find_wilayah_by_kode(written) and "." not in written:
        return _read_kode_bertitik(tertulis, written, names, tingkat, by_name)
    complete = (
        []
        if not re.fullmatch(r"\d\d\.\d", written)
        else [one for one in (written + "0", written[:3] + "0" + written[3:]) if find_wilayah_by_kode(one)]
    )
    hint = f"kode {written} tidak dikenal; kode wilayah ditulis sebagai teks, misalnya '{complete[0] if complete else '63.10'}'"
    if isinstance(kode, Real):
        complete = [one for one in (written, written + "0") if find_wilayah_by_kode(one)]
        contoh = complete[-1] if complete else "63.10"
        hint = f"kode {written} tersimpan sebagai angka sehingga nol di belakangnya dapat hilang; tulis sebagai teks, misalnya '{contoh}'"
    if by_name is not None and by_name.nilai:
        agrees = str(by_name.nilai) in complete
        if agrees or not complete:
            return replace(
                by_name, keadaan=DITANDAI, sebab="; ".join(filter(None, [f"{hint}; wilayah ditentukan dari nama", by_name.sebab]))
            )
        return tolak(
            tertulis,
            f"{hint}; nama tertulis {get_wilayah(str(by_name.nilai)).nama_resmi}",
            tuple(dict.fromkeys([str(by_name.nilai), *complete])),
        )
    if names and len(both := [code for code in complete if code in names]) == 1:
        return _result(tertulis, both[0], [hint], names, [])
    return tolak(tertulis, hint[0].upper() + hint[1:] + ".", tuple(complete))


def _show_kode(kode: object) -> str:
    if isinstance(kode, Real):
        return str(int(kode)) if float(kode) == int(kode) else str(kode)
    text = re.sub(r"\.0$", "", str(kode).strip()) if re.fullmatch(r"\d{4,10}\.0", str(kode).strip()) else str(kode).strip()
    return text.replace(",", ".").strip("' ")


def _read_kode_bertitik(tertulis: str, kode: str, names: Sequence[str] | None, tingkat: str | None, by_name: Bacaan | None) -> Bacaan:
    wilayah = get_wilayah(kode)
    if names is None:
        if tingkat and tingkat_of(kode) != tingkat:
            return tolak(tertulis, f"Kode {kode} adalah {wilayah.nama_resmi}, bukan {tingkat}.", (kode,))
        return _result(tertulis, kode, (), (), [])
    if kode.count(".") > 1 and (own := _own_name(kode, tertulis)) is not None:
        return _result(tertulis, kode, own, (), [])
    if kode in names:
        rincian = dict(by_name.rincian) if by_name and by_name.nilai == kode else {}
        reading = _result(
            tertulis,
            kode,
            [by_name.sebab] if by_name and by_name.nilai == kode and by_name.sebab and "diperbaiki" in by_name.sebab else (),
            (),
            [],
        )
        return replace(reading, rincian={**rincian, **reading.rincian})
    if not names:
        return _result(tertulis, kode, [f"nama «{tertulis.strip()}» tidak dikenal; dipakai kode {kode} ({wilayah.nama_resmi})"], (), [])
    named = get_wilayah(names[0]).nama_resmi
    return tolak(tertulis, f"Kode {kode} adalah {wilayah.nama_resmi}, nama tertulis {named}.", (kode, *names)[:_BATAS_KANDIDAT])


def _own_name(kode: str, tertulis: str) -> list[str] | None:
    """Notes when the text names this very kecamatan or village (a slip allowed), None when it does not."""
    wilayah = get_wilayah(kode)
    typed = [key_desa(_strip_jenis(piece), strip=True) for piece in PEMISAH.split(tidy_text(tertulis)) if piece.strip()]
    keys = {key_desa(wilayah.nama), key_desa(wilayah.nama, strip=True)}
    if keys & set(typed):
        return []
    if any(nearest_keys(key, keys) for key in typed):
        return [f"ejaan di daftar: {wilayah.nama_resmi}"]
    return None


def _read_kode_tanpa_titik(tertulis: str, digits: str, names: Sequence[str] | None, by_name: Bacaan | None) -> Bacaan:
    """Four to ten digits may be Kemendagri or BPS, and these differ: only the name decides, within the province."""
    dotted = _with_dots(digits)
    meant = find_wilayah_by_kode(dotted) if dotted else None
    if names is None or not names:
        sebab = f"kode {digits} tanpa titik dapat berarti kode Kemendagri atau BPS; tulis nama wilayahnya atau kode bertitik"
        if meant:
            sebab += f" (Kemendagri {dotted}: {meant.nama_resmi})"
        return ragu(tertulis, sebab, (dotted,) if meant and dotted else ())
    if dotted in names:
        return _result(tertulis, str(dotted), (), (), [])
    province = [name for name in names if name[:2] == digits[:2]]
    decided = [str(by_name.nilai)] if by_name and by_name.nilai and str(by_name.nilai) in province else province
    if len(decided) == 1:
        note = f"kode {digits} bukan kode Kemendagri wilayah ini (mungkin kode BPS); wilayah ditentukan dari nama"
        return _result(tertulis, decided[0], [note], (dotted,) if meant and dotted else (), [])
    if decided:
        return ragu(tertulis, _sebab_ambigu(decided), tuple(decided))
    said = f" ({meant.nama_resmi})" if meant else ""
    return tolak(
        tertulis,
        f"Kode {digits}{said} dan nama {get_wilayah(names[0]).nama_resmi} berlainan provinsi.",
        tuple(filter(None, [dotted if meant else None, *names])),
    )


def _with_dots(digits: str) -> str | None:
    """Kemendagri reading of undotted digits; BPS kecamatan codes of seven digits have none."""
    return {
        4: f"{digits[:2]}.{digits[2:4]}",
        6: f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}",
        10: f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}",
    }.get(len(digits))


# -- small helpers -------------------------------------------------------------------------------------------------


def _is_nested(codes: Sequence[str]) -> bool:
    return all(is_nested(one, other) for one, other in itertools.combinations(codes, 2))


def _codes(calon: Iterable[Calon]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.kode for one in calon))


def _names(codes: Iterable[str], *, with_induk: bool = False) -> str:
    names = []
    for kode in list(codes)[:_BATAS_KANDIDAT]:
        wilayah = get_wilayah(kode)
        where = f" ({get_wilayah(wilayah.kode_induk).nama_resmi})" if with_induk and wilayah.kode_induk else ""
        names.append(wilayah.nama_resmi + where)
    return ", ".join(names)


def _sebab_ambigu(codes: Sequence[str]) -> str:
    return f"nama ini dapat berarti {_names(codes)}; tulis Kabupaten atau Kota, atau provinsinya"
