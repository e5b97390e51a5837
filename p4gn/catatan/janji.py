"""Which follow-ups are those of which meeting: by the number of the meeting; where the files do not agree on one, by region and day.

Senders keep meetings and follow-ups in different workbooks, and often number the meetings in one of them only. A follow-up of the files
whose meeting is not found by its number belongs to the meeting of the files of exactly its region on exactly its day, if there is just one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from p4gn.catatan import basis
from p4gn.catatan.baca import last_nomor
from p4gn.catatan.gabung import list_butir, list_tindak_lanjut
from p4gn.catatan.isi import BERKAS
from p4gn.catatan.pertemuan import read_semua_pertemuan
from p4gn.periode import SEMUA
from p4gn.scope import NASIONAL, Scope
from p4gn.warehouse.editions import stempel

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd


def list_keputusan(edisi: str, pada: date | None = None) -> pd.DataFrame:
    """Every follow-up of a meeting that is known, in the order in which it was decided; the columns of list_tindak_lanjut, with `rapat` the
    meeting it belongs to, and menurut_hari: whether it was found by region and day."""
    place = find_rapat(edisi)
    found = list_tindak_lanjut(Scope(edisi, NASIONAL, SEMUA), pada)
    found = found[found["id"].isin(place.keys())]
    found = found.assign(rapat=[place[each][0] for each in found["id"]], menurut_hari=[place[each][1] for each in found["id"]])
    order = {row.Index: (row.dibuat_pada or "", row.berkas or "", row.baris or 0, row.id) for row in found.itertuples()}
    return found.loc[sorted(order, key=order.__getitem__)]


def find_rapat(edisi: str) -> Mapping[str, tuple[str, bool]]:
    """Follow-up → its meeting, and whether that was found by region and day."""
    return _place(edisi, stempel(edisi), basis.find_alamat().render_as_string(hide_password=False), last_nomor())


@lru_cache(maxsize=8)
def _place(edisi: str, _stempel: tuple[str, int, int], _alamat: str, _nomor: int) -> Mapping[str, tuple[str, bool]]:
    meetings = read_semua_pertemuan(edisi)
    known = {each.id for each in meetings}
    by_day: defaultdict[tuple[object, object], list[str]] = defaultdict(list)
    for each in meetings:
        if each.sumber == BERKAS and each.kode_wilayah and each.tanggal and each.presisi_tanggal in ("hari", None):
            by_day[each.kode_wilayah, each.tanggal].append(each.id)
    place: dict[str, tuple[str, bool]] = {}
    for butir in list_butir(edisi):
        same = (
            by_day.get((butir.kode_wilayah, butir.tanggal), [])
            if butir.sumber == BERKAS and butir.presisi_tanggal in ("hari", None)
            else []
        )
        if butir.rapat in known:
            place[butir.id] = (str(butir.rapat), False)
        elif len(same) == 1:
            place[butir.id] = (same[0], True)
    return MappingProxyType(place)
