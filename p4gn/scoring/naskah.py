"""Reads and checks the files that set duties: frameworks/*.yml, kepatuhan.yml (per province) and wajib_lapor.yml.

A framework inherits from another (`mewarisi`) and writes only what differs: mappings are merged key by key, anything else
is replaced, and `null` in place of a duty takes it out. A duty may take the words of another one (`seperti`).
Every refusal names the file, the duty and the field, in words for the person who edits the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from p4gn.geography.wilayah import REFERENCE_DIR

FRAMEWORK_DIR = Path(__file__).with_name("frameworks")
BERKAS_KEPATUHAN = REFERENCE_DIR / "kepatuhan.yml"
BERKAS_WAJIB_LAPOR = REFERENCE_DIR / "wajib_lapor.yml"
SUBJEK = ("opd", "kabkota", "kecamatan")
SATUAN = ("persen", "jumlah", "status", "rupiah")
MASA = ("semester", "tahun", "peristiwa", "bergulir")
BERLAKU = ("semua", "kode_opd", "ber_cpns")
LAPORAN = ("B06", "B12")
JUDUL_PENDEK_TERPANJANG = 14
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SETELAN = frozenset({"ambang_skor", "kelengkapan_minimal", "lebar_pita", "laporan", "jendela_reaktif_hari", "bulan_bergulir",
                      "segera_berakhir_hari", "usaha_lapor"})  # fmt: skip
_KERANGKA = _SETELAN | {"id", "judul", "sejak", "sampai", "versi", "mewarisi", "catatan", "dasar_hukum", "kewajiban"}
_KEWAJIBAN = frozenset({"subjek", "judul", "judul_pendek", "definisi", "rumus", "satuan", "berlaku_untuk", "periode", "target", "ambang",
                        "bobot", "usaha", "dasar_hukum", "aturan", "tautan", "catatan"})  # fmt: skip
_TETAP = frozenset({"id", "sejak", "sampai", "mewarisi"})  # what a province cannot change

Mentah = dict[str, Any]


class KerangkaTidakSah(ValueError):
    """A file that sets duties breaks a rule; the message names file, duty and field."""


def read_yaml(path: Path) -> Any:
    """The content of one file; a file that cannot be read as YAML is refused with its line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" di sekitar baris {mark.line + 1}" if mark is not None else ""
        raise KerangkaTidakSah(
            f"{path.name}: tulisan YAML-nya tidak dapat dibaca{where}. Periksa indentasi, titik dua, dan tanda kutip."
        ) from error
    except FileNotFoundError as error:
        raise KerangkaTidakSah(f"{path.name}: berkasnya tidak ada di {path.parent.name}/.") from error


def merge(lama: Mapping[str, Any], ubah: Mapping[str, Any]) -> Mentah:
    """A new mapping: mappings are merged key by key, everything else is taken from `ubah`."""
    hasil = dict(lama)
    for key, value in ubah.items():
        before = hasil.get(key)
        hasil[key] = merge(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return hasil


def read_frameworks(folder: Path = FRAMEWORK_DIR) -> tuple[Mentah, ...]:
    """Every framework with what it inherits filled in, checked, oldest first."""
    raws: dict[str, tuple[str, Mentah]] = {}
    for path in sorted(folder.glob("*.yml")):
        raw = read_yaml(path)
        if not isinstance(raw, Mapping) or not isinstance(raw.get("id"), str):
            raise KerangkaTidakSah(f"{path.name}: kunci id belum ada.")
        if raw["id"] in raws:
            raise KerangkaTidakSah(f"{path.name}: id {raw['id']} sudah dipakai {raws[raw['id']][0]}.")
        raws[raw["id"]] = (path.name, dict(raw))
    if not raws:
        raise KerangkaTidakSah(f"{folder.name}/: belum ada satu pun kerangka.")
    # Parents first: a fault is told of the file it is written in, not of one that inherits it.
    finished = [_finish(each, raws) for each in sorted(raws, key=lambda each: len(_ancestors(each, raws)))]
    found = sorted(finished, key=lambda raw: raw["sejak"])
    for before, after in pairwise(found):
        if before["sampai"] is None or before["sampai"] + timedelta(days=1) != after["sejak"]:
            raise KerangkaTidakSah(
                f"{raws[after['id']][0]}: sejak {after['sejak']} harus tepat sehari sesudah {before['id']} berakhir ({before['sampai']}), "
                "agar setiap hari punya satu kerangka."
            )
    return tuple(found)


@lru_cache(maxsize=1)
def list_naskah() -> tuple[Mentah, ...]:
    """The frameworks of this product; they come with the code and do not change while it runs."""
    return read_frameworks()


def _finish(id_kerangka: str, raws: Mapping[str, tuple[str, Mentah]]) -> Mentah:
    berkas = raws[id_kerangka][0]
    full: Mentah = {}
    for each in (*reversed(_ancestors(id_kerangka, raws)), id_kerangka):
        full = merge(full, raws[each][1])
    periksa = _Periksa(berkas)
    periksa.check(
        isinstance(full.get("kewajiban"), Mapping) and bool(full["kewajiban"]),
        "",
        "kewajiban",
        "harus berisi paling sedikit satu kewajiban",
    )
    duties = {key: value for key, value in full["kewajiban"].items() if value is not None}
    full["kewajiban"] = {key: _alike(key, duties, periksa) for key in duties}
    check_kerangka(full, periksa)
    return full


def _ancestors(id_kerangka: str, raws: Mapping[str, tuple[str, Mentah]]) -> tuple[str, ...]:
    """What a framework inherits from, nearest first."""
    found: list[str] = []
    each = id_kerangka
    while (parent := raws[each][1].get("mewarisi")) is not None:
        if parent not in raws:
            raise KerangkaTidakSah(f"{raws[each][0]}: mewarisi {parent}, tetapi kerangka itu tidak ada. Yang ada: {', '.join(raws)}.")
        if parent in (id_kerangka, *found):
            raise KerangkaTidakSah(f"{raws[each][0]}: mewarisi {parent} berputar kembali ke dirinya sendiri.")
        found.append(parent)
        each = parent
    return tuple(found)


def _alike(key: str, duties: Mapping[str, Mapping[str, Any]], periksa: _Periksa) -> Mentah:
    own = duties[key]
    periksa.check(isinstance(own, Mapping), key, "", "harus berisi pasangan kunci dan nilai")
    model = own.get("seperti")
    if model is None:
        return dict(own)
    periksa.check(model in duties and "seperti" not in duties[model], key, "seperti", f"{model} tidak ada atau meniru kewajiban lain")
    return {name: value for name, value in merge(duties[model], own).items() if name != "seperti"}


class _Periksa:
    """Refuses with the file, the duty and the field in front."""

    def __init__(self, berkas: str) -> None:
        self.berkas = berkas

    def check(self, is_fine: bool, kewajiban: str, field: str, problem: str) -> None:
        if not is_fine:
            parts = [f"kewajiban {kewajiban}" if kewajiban else "", field]
            raise KerangkaTidakSah(
                f"{self.berkas}: {' · '.join(part for part in parts if part)}{' ' if kewajiban or field else ''}{problem}."
            )

    def number(self, value: object, kewajiban: str, field: str, atas: float | None = None) -> None:
        fine = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and (atas is None or value <= atas)
        until = "nol atau lebih" if atas is None else f"0 sampai {atas:g}"
        self.check(fine, kewajiban, field, f"harus angka {until} (ditulis {value!r}; pakai titik untuk desimal)")

    def text(self, value: object, kewajiban: str, field: str) -> None:
        self.check(isinstance(value, str) and bool(value.strip()), kewajiban, field, "harus berisi teks")

    def choice(self, value: object, allowed: tuple[str, ...], kewajiban: str, field: str) -> None:
        self.check(value in allowed, kewajiban, field, f"harus salah satu dari {', '.join(allowed)} (ditulis {value!r})")

    def day(self, value: object, kewajiban: str, field: str, *, boleh_kosong: bool = False) -> None:
        self.check(
            (value is None and boleh_kosong) or type(value) is date,
            kewajiban,
            field,
            f"harus tanggal seperti 2026-01-01 (ditulis {value!r})",
        )

    def mapping(
        self, value: object, kewajiban: str, field: str, wajib: frozenset[str] = frozenset(), lain: frozenset[str] | None = None
    ) -> None:
        self.check(isinstance(value, Mapping), kewajiban, field, "harus berisi pasangan kunci dan nilai")
        missing = sorted(wajib - set(value))  # type: ignore[arg-type]
        self.check(not missing, kewajiban, field, f"belum punya {', '.join(missing)}")
        if lain is not None:
            unknown = sorted(str(key) for key in set(value) - wajib - lain)  # type: ignore[arg-type]
            self.check(not unknown, kewajiban, field, f"berisi kunci yang tidak dikenal: {', '.join(unknown)}")


def check_kerangka(raw: Mapping[str, Any], periksa: _Periksa) -> None:
    """Refuses a framework (with everything inherited and changed) that is not complete and consistent."""
    periksa.mapping(raw, "", "", _KERANGKA - {"mewarisi", "sampai", "catatan"}, frozenset({"mewarisi", "sampai", "catatan"}))
    for field in ("id", "judul", "versi"):
        periksa.text(raw[field], "", field)
    periksa.day(raw["sejak"], "", "sejak")
    periksa.day(raw.get("sampai"), "", "sampai", boleh_kosong=True)
    periksa.check(raw.get("sampai") is None or raw["sejak"] < raw["sampai"], "", "sampai", "harus sesudah sejak")
    _check_settings(raw, periksa)
    for name, basis in raw["dasar_hukum"].items():
        field = f"dasar_hukum {name}"
        periksa.mapping(basis, "", field, frozenset({"nama", "sejak", "sampai"}), frozenset({"catatan"}))
        periksa.text(basis["nama"], "", field)
        periksa.day(basis["sejak"], "", f"{field}: sejak")
        periksa.day(basis["sampai"], "", f"{field}: sampai", boleh_kosong=True)
    for key, duty in raw["kewajiban"].items():
        check_kewajiban(key, duty, raw["dasar_hukum"], periksa)
    for subjek in SUBJEK:
        weight = sum(duty["bobot"] for duty in raw["kewajiban"].values() if duty["subjek"] == subjek)
        periksa.check(weight > 0, "", "kewajiban", f"untuk {subjek} tidak punya bobot sama sekali, sehingga skor tidak dapat dihitung")


def _check_settings(raw: Mapping[str, Any], periksa: _Periksa) -> None:
    periksa.mapping(raw["ambang_skor"], "", "ambang_skor", frozenset({"hijau", "kuning"}), frozenset())
    for warna in ("hijau", "kuning"):
        periksa.number(raw["ambang_skor"][warna], "", f"ambang_skor {warna}", 100)
    periksa.check(raw["ambang_skor"]["hijau"] > raw["ambang_skor"]["kuning"], "", "ambang_skor", "hijau harus lebih tinggi daripada kuning")
    periksa.number(raw["kelengkapan_minimal"], "", "kelengkapan_minimal", 100)
    for field in ("lebar_pita", "jendela_reaktif_hari", "bulan_bergulir", "segera_berakhir_hari", "usaha_lapor"):
        periksa.number(raw[field], "", field)
    periksa.check(raw["lebar_pita"] > 0, "", "lebar_pita", "harus lebih dari nol")
    periksa.mapping(raw["laporan"], "", "laporan", frozenset({*LAPORAN, "tenggang_hari"}), frozenset())
    periksa.number(raw["laporan"]["tenggang_hari"], "", "laporan tenggang_hari")
    for each in LAPORAN:
        due, field = raw["laporan"][each], f"laporan {each}"
        periksa.mapping(due, "", field, frozenset({"bulan", "hari", "tahun_tambah"}), frozenset())
        fine = (
            all(type(due[key]) is int for key in due)
            and due["bulan"] in range(1, 13)
            and due["hari"] in range(1, 29)
            and due["tahun_tambah"] in (0, 1)
        )
        periksa.check(fine, "", field, "harus berisi bulan 1–12, hari 1–28, dan tahun_tambah 0 atau 1")


def check_kewajiban(key: str, duty: Mapping[str, Any], dasar: Mapping[str, Any], periksa: _Periksa) -> None:
    """Refuses a duty that is not complete and consistent."""
    opsional = frozenset({"target", "catatan", "aturan", "tautan"})
    periksa.mapping(duty, key, "", _KEWAJIBAN - opsional, opsional)
    for field in ("judul", "judul_pendek", "definisi", "rumus"):
        periksa.text(duty[field], key, field)
    periksa.check(
        len(duty["judul_pendek"]) <= JUDUL_PENDEK_TERPANJANG, key, "judul_pendek", f"paling panjang {JUDUL_PENDEK_TERPANJANG} huruf"
    )
    periksa.choice(duty["subjek"], SUBJEK, key, "subjek")
    periksa.check(
        key.startswith("kecamatan.") == (duty["subjek"] == "kecamatan"),
        key,
        "subjek",
        "kecamatan memakai nama kewajiban yang diawali “kecamatan.”",
    )
    periksa.choice(duty["satuan"], SATUAN, key, "satuan")
    periksa.choice(duty["periode"], MASA, key, "periode")
    periksa.number(duty["bobot"], key, "bobot")
    _check_berlaku(key, duty["berlaku_untuk"], periksa)
    _check_target(key, duty, periksa)
    _check_ambang(key, duty, periksa)
    periksa.mapping(duty["usaha"], key, "usaha", frozenset({"tetap", "per_satuan"}))
    for name, value in duty["usaha"].items():
        periksa.number(value, key, f"usaha {name}")
    periksa.mapping(duty.get("aturan") or {}, key, "aturan")
    periksa.check(isinstance(duty["dasar_hukum"], list), key, "dasar_hukum", "harus berupa daftar")
    unknown = [each for each in duty["dasar_hukum"] if each not in dasar]
    periksa.check(
        not unknown, key, "dasar_hukum", f"menyebut {', '.join(map(str, unknown))} yang tidak ada pada daftar dasar_hukum kerangka"
    )


def _check_berlaku(key: str, value: object, periksa: _Periksa) -> None:
    periksa.mapping(value, key, "berlaku_untuk", frozenset(), frozenset(BERLAKU))
    assert isinstance(value, Mapping)
    periksa.check(len(value) == 1, key, "berlaku_untuk", f"harus tepat satu dari {', '.join(BERLAKU)}")
    name, setting = next(iter(value.items()))
    if name == "kode_opd":
        fine = isinstance(setting, list) and bool(setting) and all(isinstance(each, str) for each in setting)
        periksa.check(fine, key, "berlaku_untuk", "kode_opd harus berupa daftar kode OPD")
    else:
        periksa.check(setting is True, key, "berlaku_untuk", f"{name} hanya dapat bernilai true")


def _check_target(key: str, duty: Mapping[str, Any], periksa: _Periksa) -> None:
    target = duty.get("target")
    if target is None:
        return
    periksa.mapping(target, key, "target", frozenset(), frozenset({"B06", "semester", "tahun", "kegiatan_per_semester", "jangkauan"}))
    for name, value in target.items():
        is_percent = name == "jangkauan" or (duty["satuan"] == "persen" and name in ("B06", "tahun"))
        periksa.number(value, key, f"target {name}", 100 if is_percent else None)


def _check_ambang(key: str, duty: Mapping[str, Any], periksa: _Periksa) -> None:
    ambang = duty["ambang"]
    periksa.mapping(ambang, key, "ambang", frozenset(), frozenset({"hijau", "kuning", "merah", "kuning_dari_target", "kuning_lebih_dari"}))
    for name, value in ambang.items():
        if duty["satuan"] == "status":
            periksa.text(value, key, f"ambang {name}")
        else:
            periksa.number(value, key, f"ambang {name}", 1 if name == "kuning_dari_target" else 100)
    if duty["satuan"] != "status" and {"hijau", "kuning"} <= set(ambang):
        periksa.check(ambang["hijau"] > ambang["kuning"], key, "ambang", "hijau harus lebih tinggi daripada kuning")


def read_penyesuaian(path: Path) -> Mapping[str, tuple[Mentah, ...]]:
    """kepatuhan.yml: what a province sets otherwise, by its code, oldest first; checked against the frameworks it touches."""
    raw = read_yaml(path) or {}
    periksa = _Periksa(path.name)
    periksa.mapping(raw, "", "")
    hasil: dict[str, tuple[Mentah, ...]] = {}
    for kode, entries in raw.items():
        periksa.check(
            isinstance(kode, str) and len(kode) == 2 and kode.isdigit(),
            "",
            f"{kode}",
            'harus kode provinsi dua angka dalam tanda kutip, misalnya "63"',
        )
        periksa.check(isinstance(entries, list), "", f'"{kode}"', "harus berupa daftar penyesuaian")
        hasil[kode] = tuple(
            sorted(
                (_check_penyesuaian(each, kode, nomor, periksa) for nomor, each in enumerate(entries, 1)), key=lambda each: each["sejak"]
            )
        )
    return hasil


def _check_penyesuaian(raw: Any, kode: str, nomor: int, periksa: _Periksa) -> Mentah:
    where = f'"{kode}" penyesuaian ke-{nomor}'
    periksa.mapping(raw, "", where, frozenset({"sejak", "alasan", "ubah"}), frozenset({"sampai", "dasar"}))
    periksa.day(raw["sejak"], "", f"{where}: sejak")
    periksa.day(raw.get("sampai"), "", f"{where}: sampai", boleh_kosong=True)
    periksa.check(raw.get("sampai") is None or raw["sejak"] <= raw["sampai"], "", f"{where}: sampai", "tidak boleh sebelum sejak")
    periksa.text(raw["alasan"], "", f"{where}: alasan")
    periksa.mapping(raw["ubah"], "", f"{where}: ubah", frozenset(), _KERANGKA - _TETAP)
    periksa.check(bool(raw["ubah"]), "", f"{where}: ubah", "belum berisi apa pun")
    touched = [each for each in list_naskah() if _overlaps(raw, each)]
    periksa.check(bool(touched), "", where, "tidak menyentuh masa kerangka mana pun")
    for kerangka in touched:
        apply_ubah(kerangka, raw["ubah"], periksa, where)
    return {"sejak": raw["sejak"], "sampai": raw.get("sampai"), "alasan": raw["alasan"], "dasar": raw.get("dasar"), "ubah": raw["ubah"]}


def _overlaps(raw: Mapping[str, Any], kerangka: Mapping[str, Any]) -> bool:
    ends = raw.get("sampai") or date.max
    return raw["sejak"] <= (kerangka.get("sampai") or date.max) and ends >= kerangka["sejak"]


def apply_ubah(kerangka: Mapping[str, Any], ubah: Mapping[str, Any], periksa: _Periksa | None = None, where: str = "") -> Mentah:
    """The framework with a province's changes; a duty or field it does not have is refused."""
    periksa = periksa or _Periksa(BERKAS_KEPATUHAN.name)
    duties = ubah.get("kewajiban") or {}
    periksa.mapping(duties, "", f"{where}: kewajiban")
    for key, change in duties.items():
        known = kerangka["kewajiban"]
        periksa.check(key in known, key, "", f"tidak ada pada kerangka {kerangka['id']}. Yang ada: {', '.join(known)}")
        if change is not None:
            periksa.mapping(change, key, "", frozenset(), _KEWAJIBAN - {"subjek"})
    changed = merge(kerangka, ubah)
    changed["kewajiban"] = {key: duty for key, duty in changed["kewajiban"].items() if duty is not None}
    check_kerangka(changed, periksa)
    return changed


def read_wajib_lapor(path: Path) -> Mapping[str, Mapping[str, tuple[Mentah, ...]]]:
    """wajib_lapor.yml: {'wilayah' | 'kabkota': {code: dated lists of agencies}}; `kabkota` holds for every kab/kota of that province."""
    raw = read_yaml(path)
    periksa = _Periksa(path.name)
    periksa.mapping(raw, "", "", frozenset({"wilayah", "kabkota"}), frozenset())
    return {
        part: {kode: _check_daftar(part, kode, entries, periksa) for kode, entries in (raw[part] or {}).items()}
        for part in ("wilayah", "kabkota")
    }


def _check_daftar(part: str, kode: object, entries: Any, periksa: _Periksa) -> tuple[Mentah, ...]:
    where = f'{part} "{kode}"'
    periksa.check(isinstance(kode, str), "", where, "harus ditulis dalam tanda kutip")
    periksa.check(isinstance(entries, list) and bool(entries), "", where, "harus berupa daftar")
    for each in entries:
        periksa.mapping(each, "", where, frozenset({"sejak", "sampai", "dasar", "kode_opd"}), frozenset({"catatan"}))
        periksa.day(each["sejak"], "", f"{where}: sejak")
        periksa.day(each["sampai"], "", f"{where}: sampai", boleh_kosong=True)
        codes = each["kode_opd"]
        periksa.check(
            isinstance(codes, list) and all(isinstance(code, str) for code in codes),
            "",
            f"{where}: kode_opd",
            "harus berupa daftar kode OPD",
        )
        double = sorted({code for code in codes if codes.count(code) > 1})
        periksa.check(not double, "", f"{where}: kode_opd", f"menyebut dua kali: {', '.join(double)}")
    return tuple(dict(each) for each in entries)
