"""Follow-ups counted by whom they belong to: an agency, a meeting, a topic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from p4gn.catatan import kata

if TYPE_CHECKING:
    import pandas as pd


def count_butir(frame: pd.DataFrame) -> Mapping[str, int]:
    """Of rows of list_tindak_lanjut: total, selesai, terbuka, lewat, tanpa_tenggat (of those open), and one number per group of age of those open."""
    return {str(name): int(number) for name, number in _mark(frame).sum().items()}


def count_per(frame: pd.DataFrame, kolom: str) -> list[dict[str, Any]]:
    """The same per value of a column (None its own group), with the value under `kunci` and the first of its rows under `pertama`; most
    overdue first, then most open."""
    key = frame[kolom].map(lambda value: value or "")
    counts = _mark(frame).groupby(key, sort=False).sum()
    first = frame[~key.duplicated()].to_dict("records")
    found = [
        {"kunci": kunci or None, "pertama": row, **{str(name): int(number) for name, number in zip(counts.columns, numbers, strict=True)}}
        for kunci, row, numbers in zip(counts.index, first, counts.to_numpy(), strict=True)
    ]
    return sorted(found, key=lambda row: (-row["lewat"], -row["terbuka"], -row["total"], row["kunci"] or ""))


def _mark(frame: pd.DataFrame) -> pd.DataFrame:
    """One column of 0 and 1 for each thing that is counted."""
    import pandas as pd

    still = frame["terbuka"]
    marks = {
        "total": True,
        "selesai": frame["status"] == kata.SELESAI,
        "terbuka": still,
        "lewat": frame["lewat_tenggat"],
        "tanpa_tenggat": still & frame["tanpa_tenggat"],
        **{each: still & (frame["kelompok_umur"] == each) for each in kata.list_kelompok_umur()},
    }
    return pd.DataFrame(marks, index=frame.index).astype(int)


def count_sejak(frame: pd.DataFrame, day: date) -> Mapping[str, int]:
    """What happened after a day: baru (decided since), selesai (done since), lewat (fell overdue since and still is)."""
    done, decided, due = (
        frame[name].map(lambda value: value is not None and value > day) for name in ("tanggal_selesai", "tanggal", "tenggat")
    )
    on_the_day = frame["tenggat"].map(lambda value: value == day)
    return {
        "baru": int(decided.sum()),
        "selesai": int((done & (frame["status"] == kata.SELESAI)).sum()),
        "lewat": int((frame["lewat_tenggat"] & (due | on_the_day)).sum()),
    }


def find_rapat_terakhir(frame: pd.DataFrame, kode_wilayah: str) -> pd.DataFrame | None:
    """The follow-ups of the last dated meeting of a region itself, or where it has none, of the last in any of its parts; None without any."""
    dated = frame[frame["rapat"].notna() & frame["tanggal"].notna()]
    own = dated[dated["kode_wilayah"] == kode_wilayah]
    choose = dated if own.empty else own
    if choose.empty:
        return None
    last = max(zip(choose["tanggal"], choose["rapat"], strict=True))[1]
    return frame[frame["rapat"] == last]
