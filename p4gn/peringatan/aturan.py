"""The rules of aturan.yml, read and checked: what is looked for, with which limits, how much it matters, and since when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from p4gn.scoring.hasil import HIJAU, KUNING, MERAH
from p4gn.scoring.naskah import list_naskah

FILE = Path(__file__).with_name("aturan.yml")
KEPENTINGAN = ("tinggi", "sedang", "rendah")
LAPORAN, JANJI, SK_BERAKHIR, SK_SEGERA, WARNA, KEWAJIBAN, INDIKATOR, PENGIRIM = (
    "laporan", "janji", "sk_berakhir", "sk_segera", "warna", "kewajiban", "indikator", "pengirim",
)  # fmt: skip
#: What follows from a reactive result never makes an alert, whatever the rules say.
TAK_PERNAH = frozenset({"tindak_lanjut_reaktif"})
_ISIAN = ("id", "judul", "sebutan", "penjelasan", "periksa", "parameter", "kepentingan", "sejak", "sampai")


class AturanTidakSah(ValueError):
    """aturan.yml cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Aturan:
    """One rule of one span of time; periksa names the check, parameter its limits (see the head of aturan.yml). urutan: its place, from 1."""

    id: str
    judul: str
    sebutan: str
    penjelasan: str
    periksa: str
    parameter: Mapping[str, Any]
    kepentingan: str
    sejak: date
    sampai: date | None
    urutan: int

    def is_berlaku(self, pada: date) -> bool:
        return self.sejak <= pada and (self.sampai is None or pada <= self.sampai)


@lru_cache(maxsize=1)
def list_aturan() -> tuple[Aturan, ...]:
    """Every rule, in the order of the file; AturanTidakSah where one cannot be used."""
    return parse_aturan(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def list_berlaku(pada: date) -> tuple[Aturan, ...]:
    """The rules in force on a day."""
    return tuple(each for each in list_aturan() if each.is_berlaku(pada))


def parse_aturan(isi: object) -> tuple[Aturan, ...]:
    """The content of the file as rules; each is checked, and no two versions of one rule may hold on the same day."""
    if not isinstance(isi, Sequence) or isinstance(isi, str) or not isi:
        raise AturanTidakSah("aturan.yml harus berisi daftar aturan, paling sedikit satu.")
    found = tuple(_parse(each, number) for number, each in enumerate(isi, start=1))
    for number, each in enumerate(found):
        for other in found[:number]:
            if each.id == other.id and _overlap(each, other):
                raise AturanTidakSah(
                    f"aturan.yml, aturan {each.urutan} ({each.id}): masa berlakunya bertumpuk dengan aturan {other.urutan}."
                )
    return found


def _overlap(one: Aturan, other: Aturan) -> bool:
    return one.sejak <= (other.sampai or date.max) and other.sejak <= (one.sampai or date.max)


def _parse(raw: object, number: int) -> Aturan:
    if not isinstance(raw, Mapping):
        raise AturanTidakSah(f"aturan.yml, aturan {number}: harus berupa pasangan nama dan isi.")
    place = f"aturan.yml, aturan {number} ({raw.get('id') or 'tanpa id'})"

    def require(holds: bool, what: str) -> None:
        if not holds:
            raise AturanTidakSah(f"{place}: {what}.")

    missing, unknown = [each for each in _ISIAN if each not in raw], [str(each) for each in raw if each not in _ISIAN]
    require(not missing, f"belum ada isian {', '.join(missing)}")
    require(not unknown, f"isian {', '.join(unknown)} tidak dikenal")
    for name in ("id", "judul", "sebutan", "penjelasan"):
        require(isinstance(raw[name], str) and bool(raw[name].strip()), f"{name} harus berupa teks dan tidak kosong")
    require(raw["periksa"] in _PARAMETER, f"periksa “{raw['periksa']}” tidak dikenal; pilih {', '.join(_PARAMETER)}")
    require(raw["kepentingan"] in KEPENTINGAN, f"kepentingan “{raw['kepentingan']}” tidak dikenal; pilih {', '.join(KEPENTINGAN)}")
    require(_is_day(raw["sejak"]), "sejak harus berupa tanggal, misalnya 2026-01-01")
    require(raw["sampai"] is None or _is_day(raw["sampai"]), "sampai harus berupa tanggal atau null")
    require(raw["sampai"] is None or raw["sejak"] <= raw["sampai"], "sampai lebih awal daripada sejak")
    names, check = _PARAMETER[raw["periksa"]]
    parameter = raw["parameter"]
    require(isinstance(parameter, Mapping) and set(parameter) == names, f"parameter harus berisi {_say(names)}")
    problem = check(parameter)
    require(problem is None, problem or "")
    return Aturan(**{**raw, "parameter": MappingProxyType(dict(parameter))}, urutan=number)


def _say(names: frozenset[str]) -> str:
    return f"{', '.join(sorted(names))}, dan tidak yang lain" if names else "{} (tidak ada parameter)"


def _is_day(value: object) -> bool:
    return type(value) is date


def _is_number(value: object, minimal: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= minimal


# ---- what each check must be told; a problem in words, or None -------------------------------------------------------


def _check_none(_: Mapping[str, Any]) -> str | None:
    return None


def _check_lewat(parameter: Mapping[str, Any]) -> str | None:
    span = parameter["lewat"]
    if not isinstance(span, Mapping) or set(span) != {"dari", "sampai"}:
        return "parameter lewat harus berisi dari dan sampai"
    if not _is_number(span["dari"], 1):
        return "parameter lewat.dari harus bilangan bulat mulai 1"
    if span["sampai"] is not None and not _is_number(span["sampai"], span["dari"]):
        return "parameter lewat.sampai harus bilangan bulat yang tidak lebih kecil daripada dari, atau null"
    return None


def _check_segera(parameter: Mapping[str, Any]) -> str | None:
    days = parameter["dalam_hari"]
    return None if days is None or _is_number(days, 0) else "parameter dalam_hari harus bilangan bulat mulai 0, atau null"


def _check_warna(parameter: Mapping[str, Any]) -> str | None:
    order = (HIJAU, KUNING, MERAH)
    falls = parameter["jatuh"]
    if (
        not isinstance(falls, Mapping)
        or not falls
        or not all(isinstance(each, Sequence) and not isinstance(each, str) for each in falls.values())
    ):
        return "parameter jatuh harus memasangkan warna sebelumnya dengan daftar warna sekarang"
    for old, new in falls.items():
        unknown = [str(each) for each in (old, *new) if each not in order]
        if unknown:
            return f"parameter jatuh menyebut warna “{unknown[0]}”; pilih {', '.join(order)}"
        if not all(order.index(each) > order.index(old) for each in new):
            return f"parameter jatuh: dari {old} hanya dapat turun ke warna di bawahnya"
    return None


def _check_kecuali(parameter: Mapping[str, Any]) -> str | None:
    known = {duty for each in list_naskah() for duty in each["kewajiban"]}
    left_out = parameter["kecuali"]
    if not isinstance(left_out, Sequence) or isinstance(left_out, str):
        return "parameter kecuali harus berupa daftar"
    unknown = [str(each) for each in left_out if each not in known]
    return f"parameter kecuali menyebut kewajiban “{unknown[0]}”, yang tidak ada pada kerangka mana pun" if unknown else None


def _check_pengirim(parameter: Mapping[str, Any]) -> str | None:
    if not isinstance(parameter["tanpa_kiriman"], bool):
        return "parameter tanpa_kiriman harus true atau false"
    kinds = parameter["jenis"]
    if not isinstance(kinds, Sequence) or isinstance(kinds, str):
        return "parameter jenis harus berupa daftar"
    for each in kinds:
        if not isinstance(each, Mapping) or set(each) != {"nama", "sumber", "hari", "laporan"}:
            return "tiap jenis harus berisi nama, sumber, hari, dan laporan"
        named = isinstance(each["sumber"], Sequence) and not isinstance(each["sumber"], str) and bool(each["sumber"])
        if not (isinstance(each["nama"], str) and named and _is_number(each["hari"], 1) and isinstance(each["laporan"], bool)):
            return f"jenis “{each['nama']}”: sumber harus daftar, hari bilangan bulat mulai 1, laporan true atau false"
    return None


_PARAMETER: Mapping[str, tuple[frozenset[str], Callable[[Mapping[str, Any]], str | None]]] = MappingProxyType(
    {
        LAPORAN: (frozenset({"lewat"}), _check_lewat),
        JANJI: (frozenset({"lewat"}), _check_lewat),
        SK_BERAKHIR: (frozenset(), _check_none),
        SK_SEGERA: (frozenset({"dalam_hari"}), _check_segera),
        WARNA: (frozenset({"jatuh"}), _check_warna),
        KEWAJIBAN: (frozenset({"kecuali"}), _check_kecuali),
        INDIKATOR: (frozenset(), _check_none),
        PENGIRIM: (frozenset({"tanpa_kiriman", "jenis"}), _check_pengirim),
    }
)
