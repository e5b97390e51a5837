"""A briefing over the whole window: every slide is sent once, keys and clicks stay in the browser, and only what the page must do comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from p4gn.bahasa import format_tanggal_pendek
from p4gn.indicators.states import KEADAAN
from p4gn.scoring.hasil import STATUS
from ui.figures.palet import KELAS_TERBANYAK, SALINDIA, WARNA, Tema, css, sequential
from ui.figures.pola import pola_defs

if TYPE_CHECKING:
    from p4gn.paparan.isi import Deck, Slide

_PAPARAN = Path(__file__).with_name("paparan")
_NASKAH = (
    "../peta/geometri.js", "dasar.js", "angka.js", "batang.js", "garis.js", "sebar.js", "ubin.js", "daftar.js", "peta.js", "salindia.js", "kios.js", "panel.js",
    "penyaji.js", "tombol.js", "layar.js",
)  # fmt: skip
_TAK_TAMPIL = {"resep", "param", "halaman", "tautan"}  # of a slide: what no screen draws
_ANGKA_TAMPIL = {"Batangan", "Seri"}  # kinds whose `nilai` is drawn; elsewhere the words are enough


@dataclass(frozen=True, slots=True)
class Aksi:
    """What somebody at the screen asked for: to leave, to write a decision down, or the newest edition. kunci: of the slide then shown;
    konteks: the words of the row it is about, '' for the whole slide."""

    jenis: Literal["tutup", "catat", "segarkan"]
    kunci: str
    konteks: str = ""


def _read(nama: str) -> str:
    return (_PAPARAN / nama).read_text(encoding="utf-8")


def _pola(awalan: str, skala: float = 1) -> str:
    return pola_defs(lambda sifat: f"{sifat}:var(--p-kertas)", lambda sifat: f"{sifat}:var(--p-garis)", awalan, skala)


def _variables(tema: Tema) -> dict[str, str]:
    """Colours of slides by name of their CSS variable."""
    warna = asdict(SALINDIA[tema])
    isian, tepi = warna.pop("isian"), warna.pop("tepi")
    return (
        {f"--p-{nama}": nilai for nama, nilai in warna.items()}
        | {f"--p-{nama.replace('_', '-')}": nilai for nama, nilai in isian.items()}
        | {f"--p-{nama.replace('_', '-')}-tepi": nilai for nama, nilai in tepi.items()}
    )


def stylesheet() -> str:
    """CSS of the screen: colours that follow the theme (light ones where a browser does not know light-dark()), looks, classes, and the layout."""
    terang, gelap = _variables("terang"), _variables("gelap")
    biasa = ";".join(f"{nama}:{nilai}" for nama, nilai in terang.items())
    ikut = ";".join(f"{nama}:light-dark({nilai},{gelap[nama]})" for nama, nilai in terang.items())
    rules = [f":host{{{biasa}}}@supports (color:light-dark(#000,#fff)){{:host{{{ikut}}}}}", *map(_rule_rupa, SALINDIA["terang"].isian)]
    rules += [_rule_kelas(i, jumlah) for jumlah in range(1, KELAS_TERBANYAK + 1) for i in range(jumlah)]
    rules += [f".bentuk .{nama}{{{css(getattr(WARNA['terang'], warna), getattr(WARNA['gelap'], warna), 'fill')}}}"
              for nama, warna in (("tidak_berlaku", "kelabu"), ("dasar", "dasar"))]  # fmt: skip
    return "\n".join((*rules, _read("layar.css")))


def _rule_rupa(rupa: str) -> str:
    """A look as bar, tile, edge of a row, and point; what holds no value is hatched."""
    isian, tepi = f"var(--p-{rupa.replace('_', '-')})", f"var(--p-{rupa.replace('_', '-')}-tepi)"
    tanpa = rupa in ("belum_lapor", "tanpa_nilai")
    fill = f"repeating-linear-gradient(45deg,{tepi} 0 .35vh,transparent .35vh 1vh)" if tanpa else isian
    return (
        f".r-{rupa}{{--isian:{fill};--tepi:{tepi}}}"
        f".batang .isian.r-{rupa},.contoh-ubin.r-{rupa}{{background:{fill};border-color:{tepi}}}"
        f".ubin .petak.r-{rupa}{{border-color:{tepi};border-style:{'dashed' if tanpa else 'solid'}}}"
        f".sebar .titik.r-{rupa}{{fill:{isian};stroke:{tepi}}}"
    )


def _rule_kelas(kelas: int, jumlah: int) -> str:
    terang, gelap = (sequential(jumlah, tema)[kelas] for tema in ("terang", "gelap"))
    return f".bentuk .kelas-{kelas}-{jumlah}{{{css(terang, gelap, 'fill')}}}"


def _kode() -> str:
    """All that draws, as one script that hands itself over to the screens of the page."""
    isi = _read("layar.html").replace('<defs class="pola-legenda">', f'<defs class="pola-legenda">{_pola("legenda", 2)}')
    given = (
        f"const ISI = {json.dumps(isi)};\nconst POLA = {json.dumps(_pola('pola'))};\n"
        f"const LEMBAR_GAYA = new CSSStyleSheet();\nLEMBAR_GAYA.replaceSync({json.dumps(stylesheet())});"
    )
    handed = "(globalThis.layarP4gn ??= Promise.withResolvers()).resolve(drawLayar);"
    return "\n".join([given, *map(_read, _NASKAH), handed, "export default () => {};"])


# The script is a component of its own that never changes and is sent once (see ui/maps.py); a briefing sends its slides alone. The screen tells when
# it is taken away, so that the briefing leaves with it.
_send_kode = st.components.v2.component("layar_kode", js=_kode())
_draw = st.components.v2.component(
    "layar",
    html="<section></section>",
    js="""const siap = (globalThis.layarP4gn ??= Promise.withResolvers()).promise;
export default (alat) => { const pergi = siap.then((draw) => draw(alat)); return () => pergi.then((leave) => leave()); };""",
)


def draw_layar(
    deck: Deck,
    *,
    key: str = "layar",
    mulai: int = 1,
    kios: int | None = None,
    boleh_catat: bool = True,
    penyaji: bool = False,
    deck_baru: str | None = None,
) -> Aksi | None:
    """Show the briefing over the whole window, and give back what was asked for since the last run, once.

    `mulai` is the first slide shown (from 1), `kios` seconds per slide of an endless round, `penyaji` the speaker's window that follows the others,
    `deck_baru` the name of a newer edition: it is only told, the deck stays as it is. With the same key the slide shown stays the one shown.
    """
    _send_kode(key=f"{key}_kode")
    result = _draw(key=key, data=layar_data(deck) | _given(mulai, kios, boleh_catat, penyaji, deck_baru, deck), on_aksi_change=_nothing)
    return Aksi(**result.aksi) if result.aksi else None


def _given(mulai: int, kios: int | None, boleh_catat: bool, penyaji: bool, deck_baru: str | None, deck: Deck) -> dict[str, Any]:
    return {
        "mulai": mulai,
        "kios": kios,
        "boleh_catat": boleh_catat and not penyaji,
        "penyaji": penyaji,
        "deck_baru": deck_baru,
        "geometri": _geometry_url(),
        "sidik": blake2b(repr((deck, kios, boleh_catat, penyaji, deck_baru)).encode(), digest_size=8).hexdigest(),
    }


def layar_data(deck: Deck) -> dict[str, Any]:
    """The briefing as plain data for the script: what is empty is left out, typed values behind words as well."""
    kepala = deck.kepala
    looks = {**STATUS, **{nama: each for nama, each in KEADAAN.items() if nama not in STATUS}}
    return {
        "kepala": {"contoh": kepala.contoh, "data_per": format_tanggal_pendek(kepala.data_per)},
        "saluran": f"{kepala.edisi} {kepala.kode_wilayah} {kepala.periode} {deck.nama}",
        "slide": [_slide_data(each) for each in deck.slide],
        "simbol": {nama: each.simbol for nama, each in looks.items()},
        "kata": {nama: each.kata for nama, each in looks.items()},
        "keadaan": {nama: each.kata for nama, each in KEADAAN.items()},
    }


def _slide_data(slide: Slide) -> dict[str, Any]:
    return _as_data(slide) | {"isi": {"jenis": type(slide.isi).__name__.lower()} | _as_data(slide.isi)}


def _as_data(thing: Any) -> Any:
    if is_dataclass(thing):
        return dict(_filled(thing))
    if isinstance(thing, Mapping):
        return {name: _as_data(each) for name, each in thing.items()}
    if isinstance(thing, tuple):
        return [_as_data(each) for each in thing]
    return thing


def _filled(thing: Any) -> Iterator[tuple[str, Any]]:
    """The fields that hold something and that a screen draws."""
    for name in (field.name for field in fields(thing)):
        value = getattr(thing, name)
        typed = name == "nilai" and type(thing).__name__ not in _ANGKA_TAMPIL
        if (
            typed
            or name in _TAK_TAMPIL
            or value is None
            or value is False
            or value in ("", ())
            or (isinstance(value, Mapping) and not value)
        ):
            continue
        yield name, _as_data(value)


def _geometry_url() -> str:
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"{'/' + base if base else ''}/app/static/peta/{{versi}}/{{gambar}}.json"


def _nothing() -> None:
    """A trigger is reported only when it has a callback."""
