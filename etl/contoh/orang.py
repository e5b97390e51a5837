"""Invented people: names and numbers that belong to nobody, so that it can be seen that they are not kept."""

from __future__ import annotations

from numpy.random import Generator

from etl.contoh.ejaan import choose

_DEPAN = (
    "Ahmad",
    "Siti",
    "Muhammad",
    "Nor",
    "Rahma",
    "Hendra",
    "Dewi",
    "Fitri",
    "Syamsul",
    "Yuliana",
    "Bambang",
    "Rusdi",
    "Ernawati",
    "Taufik",
)
_BELAKANG = (
    "Contohadi",
    "Misalwati",
    "Umpamanto",
    "Rekaputra",
    "Karangsari",
    "Andaisyah",
    "Fiksiana",
    "Samarwan",
    "Ujicobah",
    "Tiruansyah",
)


def say_nama(rng: Generator) -> str:
    """'Siti Misalwati'."""
    return f"{choose(rng, _DEPAN)} {choose(rng, _BELAKANG)}"


def say_nip(rng: Generator) -> str:
    """Eighteen digits as on a signature: birth, appointment, sex, serial."""
    birth = f"{int(rng.integers(1965, 1999))}{int(rng.integers(1, 13)):02d}{int(rng.integers(1, 29)):02d}"
    return (
        f"{birth} {int(rng.integers(2005, 2023))}{int(rng.integers(1, 13)):02d} {int(rng.integers(1, 3))} {int(rng.integers(1, 1000)):03d}"
    )


def say_inisial(rng: Generator) -> str:
    """'A.B.'"""
    return ".".join("ABDEFHIKLMNRSTY"[int(i)] for i in rng.integers(15, size=2)) + "."


def make_pribadi(jenis: str, rng: Generator) -> str:
    """A personal datum of a kind, as it stands in a column of its own."""
    if jenis == "nama":
        return say_nama(rng)
    if jenis == "nip":
        return say_nip(rng).replace(" ", "")
    if jenis == "telepon":
        return f"08{int(rng.integers(11, 60))}{int(rng.integers(10_000_000, 99_999_999))}"
    place = "".join(f"{int(rng.integers(1, top)):02d}" for top in (73, 20))
    birth = "".join(f"{int(rng.integers(low, top)):02d}" for low, top in ((1, 29), (1, 13), (60, 99)))
    return f"63{place}{birth}{int(rng.integers(1, 9999)):04d}"
