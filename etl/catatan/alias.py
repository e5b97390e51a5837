"""Spellings that people of this installation have matched by hand: stored as reviewable data, used from the next build on.

python -m etl alias --jenis opd --tertulis "DKSH" --baku DINKES --wilayah 63.06 --oleh "Admin Kesbangpol"
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import fuzz, process

from etl.catatan import check_jabatan, check_teks, need_options, next_id, now, withdraw
from etl.clean.bacaan import AMBIGU, KOSONG, TERBACA, Bacaan, tidy_text
from etl.harmonise.opd import find_opd, read_opd
from etl.harmonise.wilayah import find_wilayah
from etl.problems import EtlGagal
from p4gn.catatan.buku import Buku, read_buku, write_buku
from p4gn.catatan_data import ALIAS, Alias, list_alias
from p4gn.catatan_gagal import CatatanGagal
from p4gn.geography.wilayah import find_wilayah_by_kode
from p4gn.perintah import Parser

JENIS = ("opd", "wilayah", "kecamatan", "desa")
_DALAM = ("kecamatan", "desa")  # names that mean nothing outside their kabupaten/kota


@dataclass(frozen=True, slots=True)
class AliasTersimpan:
    """The aliases in force, by kind and spelling; for one spelling the narrowest region comes first."""

    by_kunci: Mapping[tuple[str, str], tuple[Alias, ...]]

    def find_alias(self, jenis: str, tertulis: str | None, wilayah: str | None = None) -> Alias | None:
        """The alias that a spelling is read through in a region; outside the region it was noted for it does not exist."""
        if not self.by_kunci or not tertulis:
            return None
        return next((item for item in self.by_kunci.get((jenis, make_kunci(tertulis)), ()) if _covers(item.wilayah, wilayah)), None)

    def find(self, jenis: str, tertulis: str | None, wilayah: str | None = None) -> str | None:
        """What the spelling means: a nama_baku for 'opd', else a region code; None when nobody has said."""
        found = self.find_alias(jenis, tertulis, wilayah)
        return found.baku if found else None


def load_alias() -> AliasTersimpan:
    """The aliases in force now; put in order again only when one was added."""
    return _load(read_buku(ALIAS))


@functools.lru_cache(maxsize=8)
def _load(_buku: Buku) -> AliasTersimpan:
    grouped: dict[tuple[str, str], list[Alias]] = defaultdict(list)
    for item in list_alias():
        grouped[item.jenis, make_kunci(item.tertulis)].append(item)
    narrow_first = {key: tuple(sorted(items, key=lambda item: -len(item.wilayah or ""))) for key, items in grouped.items()}
    return AliasTersimpan(MappingProxyType(narrow_first))


def find_alias(jenis: str, tertulis: str | None, wilayah: str | None = None) -> str | None:
    """What a spelling means by the aliases in force; see AliasTersimpan.find."""
    return load_alias().find(jenis, tertulis, wilayah)


def say_alias(alias: Alias) -> str:
    """The remark on a row that was read through an alias."""
    wilayah = None if alias.jenis == "opd" else find_wilayah_by_kode(alias.baku)
    return f"dibaca lewat alias tersimpan {alias.id}: {wilayah.nama_resmi if wilayah else alias.baku}"


def make_kunci(tertulis: str) -> str:
    """'Dinkes  H.S.S' and 'dinkes h s s' are one spelling: lower case, words only."""
    return " ".join(re.findall(r"[^\W_]+", tidy_text(tertulis).casefold()))


def add_alias(jenis: str, tertulis: str, baku: str, wilayah: str | None, oleh: str, layar: str | None = None) -> tuple[Alias, bool]:
    """Store an alias, or find the same one already stored (False); EtlGagal says in one sentence why it cannot be."""
    written = check_teks("tertulis", tertulis)
    if written.endswith("…"):
        raise EtlGagal(f"“{written}” terpotong; tulis nama selengkapnya seperti dalam kiriman.")
    role = check_jabatan(oleh)
    screen = check_teks("layar", layar) if layar else None
    context = _check_konteks(wilayah)
    meaning = _check_opd(written, baku, context) if jenis == "opd" else _check_wilayah(jenis, written, baku, context)
    if jenis in _DALAM and context is None:
        context = ".".join(meaning.split(".")[:2])
    with write_buku(ALIAS) as add:
        for item in list_alias():
            if (item.jenis, make_kunci(item.tertulis), item.wilayah) != (jenis, make_kunci(written), context):
                continue
            if item.baku == meaning:
                return item, False
            raise EtlGagal(
                f"“{written}” sudah disimpan sebagai alias {item.id} untuk {_name_of(item)}; "
                f"tarik dahulu dengan: python -m etl alias --tarik {item.id}."
            )
        known = [item.id for item in list_alias(semua=True)]
        alias = Alias(next_id("A", known), jenis, written, meaning, context, role, now(), screen)
        add({key: value for key, value in dataclasses.asdict(alias).items() if value is not None})
    return alias, True


def withdraw_alias(id_alias: str, oleh: str, alasan: str) -> Alias:
    """Take an alias back."""
    return withdraw(ALIAS, "alias", lambda: list_alias(semua=True), id_alias, oleh, alasan)


def _covers(konteks: str | None, wilayah: str | None) -> bool:
    return konteks is None or (wilayah is not None and (wilayah == konteks or wilayah.startswith(f"{konteks}.")))


def _check_konteks(wilayah: str | None) -> str | None:
    if wilayah and find_wilayah_by_kode(wilayah) is None:
        raise EtlGagal(f"Kode wilayah {wilayah} tidak dikenal. Tulis kode bertitik, misalnya 63 atau 63.06.")
    return wilayah or None


def _check_opd(tertulis: str, baku: str, wilayah: str | None) -> str:
    """The nama_baku meant by a kode_opd or a nama_baku."""
    names = read_opd()
    by_kode = {lembaga.kode_opd: nama for nama, lembaga in names.items() if lembaga.kode_opd}
    folded = {nama.casefold(): nama for nama in names}
    meaning = by_kode.get(baku.strip().upper()) or folded.get(" ".join(baku.split()).casefold())
    if meaning is None:
        near = [choice for choice, _, _ in process.extract(baku, [*by_kode, *names], scorer=fuzz.WRatio, limit=3, score_cutoff=60)]
        offer = f" Mungkin: {', '.join(near)}." if near else " Lihat data/reference/opd.csv."
        raise EtlGagal(f"“{baku}” tidak ada dalam daftar OPD.{offer}")
    bacaan = find_opd(tertulis, wilayah)
    known = str(bacaan.nilai) if bacaan.nilai in names else None
    _refuse_known(tertulis, bacaan, known, meaning, known)
    return meaning


def _check_wilayah(jenis: str, tertulis: str, baku: str, konteks: str | None) -> str:
    wilayah = find_wilayah_by_kode(baku)
    if wilayah is None:
        raise EtlGagal(f"Kode wilayah “{baku}” tidak dikenal. Tulis kode bertitik, misalnya 63.06 atau 63.06.01.")
    if jenis in _DALAM and wilayah.tingkat != jenis:
        raise EtlGagal(f"Kode {baku} adalah {wilayah.nama_resmi}, bukan {jenis}.")
    if konteks and not _covers(konteks, baku):
        raise EtlGagal(f"{wilayah.nama_resmi} ({baku}) tidak terletak di wilayah {konteks}.")
    inside = (konteks or ".".join(baku.split(".")[:2]), jenis) if jenis in _DALAM else (None, None)
    bacaan = find_wilayah(tertulis, induk=inside[0], tingkat=inside[1])
    if bacaan.keadaan == AMBIGU and (jenis in _DALAM or konteks is None or baku not in bacaan.kandidat):
        raise EtlGagal(f"“{tertulis}” dapat berarti beberapa wilayah resmi; batasi dengan --wilayah yang lebih sempit.")
    known = find_wilayah_by_kode(str(bacaan.nilai)) if bacaan.nilai else None
    _refuse_known(tertulis, bacaan, known.kode if known else None, baku, known.nama_resmi if known else None)
    return baku


def _refuse_known(tertulis: str, bacaan: Bacaan, known: str | None, meaning: str, nama: str | None) -> None:
    """A name that is read for certain already is no spelling to be explained, least of all as something else."""
    if bacaan.keadaan == KOSONG:
        raise EtlGagal(f"“{tertulis}” berarti sel kosong, jadi tidak dapat menjadi alias.")
    if bacaan.keadaan != TERBACA or known is None:
        return
    if known != meaning:
        raise EtlGagal(f"“{tertulis}” sudah dikenal sebagai {nama}; alias untuk nama lain ditolak.")
    raise EtlGagal(f"“{tertulis}” sudah dikenal sebagai {nama}; alias tidak diperlukan.")


def _name_of(alias: Alias) -> str:
    wilayah = None if alias.jenis == "opd" else find_wilayah_by_kode(alias.baku)
    return f"{wilayah.nama_resmi} ({alias.baku})" if wilayah else alias.baku


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 done, 1 refused, 2 wrong use."""
    parser = _parser()
    options = parser.parse_args(argv)
    try:
        if options.daftar:
            _print_daftar(as_json=options.json)
        elif options.tarik:
            need_options(parser, options, "alasan", "oleh")
            alias = withdraw_alias(options.tarik, options.oleh, options.alasan)
            print(f"Alias {alias.id} (“{alias.tertulis}”) ditarik. Berlaku pada pembangunan edisi berikutnya.")
        else:
            need_options(parser, options, "jenis", "tertulis", "baku", "oleh")
            alias, added = add_alias(options.jenis, options.tertulis, options.baku, options.wilayah, options.oleh, options.layar)
            what = "disimpan. Berlaku pada pembangunan edisi berikutnya" if added else "sudah tersimpan sebelumnya"
            print(f"Alias {alias.id}: “{alias.tertulis}” dibaca sebagai {_name_of(alias)}, {what}.")
    except (EtlGagal, CatatanGagal) as error:
        print(error, file=sys.stderr)
        return getattr(error, "kode_keluar", 1)
    return 0


def _print_daftar(as_json: bool) -> None:
    if as_json:
        print(json.dumps([dataclasses.asdict(item) for item in list_alias(semua=True)], ensure_ascii=False))
        return
    items = list_alias()
    for item in items:
        where = f" di {item.wilayah}" if item.wilayah else ""
        print(f"{item.id}  {item.jenis}: “{item.tertulis}”{where} = {_name_of(item)} ({item.oleh}, {item.kapan[:10]})")
    if not items:
        print("Belum ada alias tersimpan.")


def _parser() -> Parser:
    parser = Parser(prog="python -m etl alias", description="Simpan, daftar, atau tarik padanan nama yang tertulis berbeda.")
    parser.add_argument("--jenis", choices=JENIS, help="apa yang bernama demikian")
    parser.add_argument("--tertulis", metavar="TEKS", help="nama seperti tertulis dalam kiriman")
    parser.add_argument("--baku", metavar="KODE", help="kode OPD, nama baku OPD, atau kode wilayah")
    parser.add_argument("--wilayah", metavar="KODE", help="hanya berlaku di wilayah ini")
    parser.add_argument("--oleh", metavar="JABATAN", help="jabatan yang memutuskan, bukan nama orang")
    parser.add_argument("--layar", metavar="NAMA", help="layar tempat alias dibuat")
    parser.add_argument("--daftar", action="store_true", help="tampilkan alias yang tersimpan")
    parser.add_argument("--json", action="store_true", help="daftar lengkap sebagai JSON")
    parser.add_argument("--tarik", metavar="ID", help="tarik alias bernomor ini")
    parser.add_argument("--alasan", metavar="TEKS", help="mengapa ditarik")
    return parser


if __name__ == "__main__":
    sys.exit(main())
