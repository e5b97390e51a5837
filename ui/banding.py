"""Compare: which rows and columns stand in the heat table, kept in one link; the table from the numbers of map and cards; its files."""

from __future__ import annotations

import itertools
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import levels
from p4gn import periode as p
from p4gn.bahasa import format_tanggal, kapital_awal, kecil_awal
from p4gn.geography import wilayah
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.indicators.compute import list_periode_tren
from p4gn.periode import is_berjalan
from p4gn.ringkasan import target_text
from p4gn.scope import NASIONAL, Scope, tingkat_of_kode
from ui import berkas, cache, filters, frame, tables
from ui.figures import banding as figure
from ui.figures.banding import Banding, Baris, Kolom, Sel

if TYPE_CHECKING:
    import pandas as pd

WILAYAH, OPD = "wilayah", "opd"
KATA_JENIS = {WILAYAH: "Wilayah", OPD: "OPD"}
TAUTAN = ("jenis", "baris", "kolom", "urut")  # what this page keeps in the link
KOLOM_TERBANYAK = 8
KOLOM_AWAL = 6
_PISAH = "~"  # between rows and between columns in the link: a sign that a link leaves as it is
#: What a leader asks for first; the rest of the catalogue follows where these have no numbers.
_UTAMA = (
    "cakupan_tes_urine",
    "orang_dites",
    "rapat_tercatat",
    "desa_bersinar_dicanangkan",
    "cakupan_desa_bersinar",
    "kecamatan_terjangkau",
)
_CABANG = Path(__file__).with_name("tabel_banding")
_TERKECIL = len("63.06")

#: A region and the level of its parts: what one frame of the cache holds.
Bagian = tuple[Scope, str]
ToXlsx = Callable[[Banding, Mapping[str, str]], bytes]


def _kode() -> str:
    """Style and script as one script that hands itself over to the table and its order."""
    css = f"{figure.banding_stylesheet()}\n{(_CABANG / 'tabel.css').read_text(encoding='utf-8')}"
    return (
        f"const LEMBAR_GAYA = new CSSStyleSheet();\nLEMBAR_GAYA.replaceSync({json.dumps(css)});\n"
        f"{(_CABANG / 'tabel.js').read_text(encoding='utf-8')}\n"
        "(globalThis.bandingP4gn ??= Promise.withResolvers()).resolve({ showTabel, showUrut });\nexport default () => {};"
    )


# Three components, so that nothing is sent twice: the script once, the table when its numbers change, and its order in a message of its own.
_SIAP = "const siap = (globalThis.bandingP4gn ??= Promise.withResolvers()).promise;\n"
_send_kode = st.components.v2.component(
    "tabel_banding_kode",
    css=".st-key-tabel_banding_kode,.st-key-tabel_banding_urut{display:none}",  # they show nothing and take no room
    js=_kode(),
    isolate_styles=False,
)
_send_urut = st.components.v2.component(
    "tabel_banding_urut", js=f"{_SIAP}export default ({{ data }}) => {{ siap.then(({{ showUrut }}) => showUrut(data)); }};"
)
_draw = st.components.v2.component(
    "tabel_banding",
    html='<div class="banding"></div>',
    js=f"{_SIAP}export default (alat) => {{ siap.then(({{ showTabel }}) => showTabel(alat)); }};",
)


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What is compared. A row is a code ('63.06', 'SETDA@63'), or all of a level: 'kecamatan@63.06', 'opd@63'."""

    wilayah: str
    jenis: str
    baris: tuple[str, ...]
    kolom: tuple[str, ...]
    urut: str = ""

    def link(self) -> dict[str, str]:
        """As it stands in the link; everything is written, also what nobody chose."""
        return {"jenis": self.jenis, "baris": _PISAH.join(self.baris), "kolom": _PISAH.join(self.kolom), "urut": self.urut}


def shown_scope(scope: Scope, jenis: str) -> Scope:
    """Agencies belong to a province or a kabupaten/kota; a kecamatan is answered for by its kabupaten/kota."""
    return replace(scope, kode_wilayah=scope.kode_wilayah[:_TERKECIL]) if jenis == OPD and scope.kode_wilayah != NASIONAL else scope


# ---- what may be chosen ----------------------------------------------------------------------------------------------


def list_pilihan_baris(scope: Scope, jenis: str) -> dict[str, str]:
    """Token → words: whole levels first, then single ones, down to two levels below the region."""
    return dict(_opd_options(scope) if jenis == OPD else _wilayah_options(scope))


def _wilayah_options(scope: Scope) -> Iterator[tuple[str, str]]:
    per = levels.ANAK[scope.tingkat]
    below = levels.ANAK.get(per)
    parts = wilayah.list_keturunan(scope.kode_wilayah, per)
    yield f"{per}@{scope.kode_wilayah}", f"Semua {KATA_TINGKAT[per]} ({len(parts)})"
    groups = {part: wilayah.list_anak(part.kode) for part in parts} if below else {}
    if below and scope.kode_wilayah != NASIONAL:
        yield f"{below}@{scope.kode_wilayah}", f"Semua {KATA_TINGKAT[below]} ({sum(map(len, groups.values()))})"
    for part, inside in groups.items():
        yield f"{below}@{part.kode}", f"{kapital_awal(KATA_TINGKAT[below])} di {part.nama_resmi} ({len(inside)})"
    yield from ((part.kode, part.nama_resmi) for part in parts)
    yield from ((each.kode, f"{each.nama_resmi}, {part.nama}") for part, inside in groups.items() for each in inside)


def _opd_options(scope: Scope) -> Iterator[tuple[str, str]]:
    if scope.kode_wilayah == NASIONAL:
        return
    names = _opd_names(scope)
    number = Counter(_pemda_of(kunci) for kunci in names)
    for kode in sorted(number):
        yield f"{OPD}@{kode}", f"Semua OPD {wilayah.get_wilayah(kode).nama_lengkap} ({number[kode]})"
    yield from sorted(names.items(), key=lambda item: (_pemda_of(item[0]), item[1]))


def _pemda_of(kunci: str) -> str:
    return kunci.rpartition("@")[2]


def _opd_names(scope: Scope) -> dict[str, str]:
    """Every agency that any indicator met in this period or in any other."""
    frames = (cache.indicator_frame(each.id, when, OPD) for each in list_indikator(OPD) for when in (scope, _all_years(scope)))
    return {kunci: nama for result in frames for kunci, nama in zip(result["kode"], result["nama"], strict=True) if "@" in kunci}


def _all_years(scope: Scope) -> Scope:
    return replace(scope, periode=p.SEMUA)


def list_indikator(jenis: str) -> list[Indicator]:
    """In the order of the catalogue; of agencies only what is counted per agency."""
    return [each for each in CATALOGUE.values() if jenis == WILAYAH or (each.per_opd and not each.aturan_kecil.berlaku)]


def default_pilihan(scope: Scope, jenis: str) -> Pilihan:
    """The parts of the region (or the agencies of its government) by a handful of indicators that have numbers here."""
    inside = shown_scope(scope, jenis)
    per = OPD if jenis == OPD else levels.ANAK[inside.tingkat]
    options = list_pilihan_baris(inside, jenis)
    first = next((each for each in options if each == f"{per}@{inside.kode_wilayah}"), next(iter(options), None))
    fit = [each.id for each in list_indikator(jenis) if each.dapat_dibandingkan and (jenis == OPD or each.allows_tingkat(per))]
    ordered = [each for each in _UTAMA if each in fit] + [each for each in fit if each not in _UTAMA]
    filled = tuple(itertools.islice((each for each in ordered if _has_numbers(each, inside)), KOLOM_AWAL))
    return Pilihan(scope.kode_wilayah, jenis, (first,) if first else (), filled or tuple(ordered[:3]))


def _has_numbers(indicator_id: str, scope: Scope) -> bool:
    return bool(cache.indicator_frame(indicator_id, scope, "total")["nilai"].notna().any())


# ---- choosing --------------------------------------------------------------------------------------------------------


def choose_banding(scope: Scope) -> Pilihan:
    """Kind, rows and columns; the link decides where it was followed, the session otherwise, and the outcome is written into the link."""
    pilihan = _adopt_link(scope)
    _say_once()
    st.session_state.update({"banding_jenis": pilihan.jenis, "banding_baris": list(pilihan.baris), "banding_kolom": list(pilihan.kolom)})
    options = list_pilihan_baris(shown_scope(scope, pilihan.jenis), pilihan.jenis)
    columns = {each.id: f"{each.kelompok} · {each.judul_pendek}" for each in list_indikator(pilihan.jenis)}
    left, middle, right = st.columns([3, 7, 8], gap="small", vertical_alignment="bottom")
    left.segmented_control("Baris berisi", list(KATA_JENIS), key="banding_jenis", format_func=KATA_JENIS.get, on_change=_on_jenis)
    _multiselect(middle, f"{KATA_JENIS[pilihan.jenis]} yang dibandingkan", options, "banding_baris", "Ketik nama atau pilih")
    _multiselect(right, f"Indikator (paling banyak {KOLOM_TERBANYAK})", columns, "banding_kolom", "Pilih indikator")
    _write_link(pilihan)
    return pilihan


def _multiselect(place: st.delta_generator.DeltaGenerator, label: str, options: Mapping[str, str], key: str, placeholder: str) -> None:
    place.multiselect(
        label, list(options), key=key, format_func=options.get, placeholder=placeholder, select_all=False, wrap=False, on_change=_on_choice
    )


def _adopt_link(scope: Scope) -> Pilihan:
    kept: Pilihan | None = st.session_state.get("banding")
    linked = {name: st.query_params[name] for name in TAUTAN if name in st.query_params}
    if linked and linked != st.session_state.get("banding_tautan"):
        kept = _read_link(linked, scope)
    elif kept is None:
        kept = default_pilihan(scope, WILAYAH)
    elif kept.wilayah != scope.kode_wilayah:
        kept = _follow_wilayah(kept, scope)
    st.session_state["banding"] = kept
    return kept


def _follow_wilayah(kept: Pilihan, scope: Scope) -> Pilihan:
    """Another region has other rows; the columns stay when somebody chose them."""
    before, now = default_pilihan(replace(scope, kode_wilayah=kept.wilayah), kept.jenis), default_pilihan(scope, kept.jenis)
    return replace(now, kolom=now.kolom if kept.kolom == before.kolom else kept.kolom, urut=kept.urut)


def _read_link(linked: Mapping[str, str], scope: Scope) -> Pilihan:
    """What a link asks for and is not here is said, never guessed."""
    jenis = linked.get("jenis", WILAYAH)
    if jenis not in KATA_JENIS:
        frame.notice(f"“{jenis}” pada tautan bukan jenis baris. Yang ditampilkan: wilayah.")
        jenis = WILAYAH
    usual = default_pilihan(scope, jenis)
    options = list_pilihan_baris(shown_scope(scope, jenis), jenis)
    rows = _known(linked.get("baris"), options, f"tidak ada di {frame.wilayah_label(scope.kode_wilayah)}", usual.baris)
    columns = _known(linked.get("kolom"), [each.id for each in list_indikator(jenis)], "bukan indikator untuk tabel ini", usual.kolom)
    if len(columns) > KOLOM_TERBANYAK:
        frame.notice(_kata_terbanyak())
    return Pilihan(scope.kode_wilayah, jenis, rows, columns[:KOLOM_TERBANYAK], _known_urut(linked.get("urut", ""), columns))


def _known(written: str | None, known: Sequence[str] | Mapping[str, str], problem: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    if written is None:
        return usual
    asked = list(dict.fromkeys(each for each in written.split(_PISAH) if each))
    strange = [each for each in asked if each not in known]
    if strange:
        frame.notice(f"“{'”, “'.join(strange)}” pada tautan {problem}, jadi tidak ditampilkan.")
    return tuple(each for each in asked if each in known) or (usual if strange else ())


def _known_urut(urut: str, columns: Sequence[str]) -> str:
    """A column by which one may sort, or none."""
    field = urut.removeprefix("-")
    return urut if field == figure.NAMA or (field in columns and figure.is_sortable(CATALOGUE[field])) else ""


def _write_link(pilihan: Pilihan) -> None:
    """At once, so that each choice is one step of the back button."""
    link = pilihan.link()
    if any(st.query_params.get(name) != value for name, value in link.items()):
        st.query_params.from_dict(st.query_params.to_dict() | link)
    st.session_state["banding_tautan"] = link


def _on_jenis() -> None:
    """A second click on the chosen kind leaves it as it is."""
    kept: Pilihan = st.session_state["banding"]
    jenis = st.session_state["banding_jenis"] or kept.jenis
    if jenis != kept.jenis:
        st.session_state["banding"] = default_pilihan(filters.current_scope(), jenis)


def _on_choice() -> None:
    kept: Pilihan = st.session_state["banding"]
    columns = st.session_state["banding_kolom"]
    if len(columns) > KOLOM_TERBANYAK:
        st.session_state["banding_kata"] = _kata_terbanyak()
    columns = tuple(columns[:KOLOM_TERBANYAK])
    st.session_state["banding"] = replace(
        kept, baris=tuple(st.session_state["banding_baris"]), kolom=columns, urut=_known_urut(kept.urut, columns)
    )


def _on_urut() -> None:
    """The browser has sorted and says how. The link follows at once: the next click may come before this run is over."""
    asked = st.session_state["tabel_banding"].urut
    if asked:
        kept: Pilihan = st.session_state["banding"]
        told, (_, version) = str(asked["ke"]), st.session_state["banding_urut"]
        st.session_state["banding"] = kept = replace(kept, urut=_known_urut(told, kept.kolom))
        st.session_state["banding_urut"] = (told, version)
        _write_link(kept)


def _urut_version(urut: str) -> str:
    """Another one when the order is not the one the browser last told or was last sent: only then does the browser follow."""
    last, version = st.session_state.get("banding_urut", (None, ""))
    if urut != last:
        version = secrets.token_hex(4)
        st.session_state["banding_urut"] = (urut, version)
    return version


def _kata_terbanyak() -> str:
    return f"Paling banyak {KOLOM_TERBANYAK} indikator berdampingan; yang sesudahnya tidak ditampilkan. Hapus salah satu untuk memilih yang lain."


def _say_once() -> None:
    if words := st.session_state.pop("banding_kata", None):
        frame.notice(words)


# ---- the table -------------------------------------------------------------------------------------------------------


def make_banding(pilihan: Pilihan, scope: Scope) -> Banding:
    """The chosen rows and columns with the same numbers as map, cards and trends: each frame comes from the same cache."""
    inside = shown_scope(scope, pilihan.jenis)
    place, masa = frame.wilayah_label(inside.kode_wilayah), p.label(scope.periode)
    whole = "" if inside.kode_wilayah == NASIONAL else "seluruhnya"
    columns = tuple(Kolom(CATALOGUE[each], _target_words(CATALOGUE[each], inside)) for each in pilihan.kolom)
    indicators = [each.indicator for each in columns]
    total = Baris(inside.kode_wilayah, place, inside.tingkat, f"{whole}, semua instansi" if pilihan.jenis == OPD else whole)
    names: dict[Bagian, dict[str, str]] = {}
    rows: dict[str, Baris] = {}
    for part, wanted in _list_bagian(pilihan, inside):
        if part not in names:
            names[part] = _row_names(*part, indicators)
        rows |= {kode: Baris(kode, nama, part[1]) for kode, nama in names[part].items() if wanted(kode) and kode not in rows}
    years = _finished_years(scope)
    sel = {
        (kode, each.id): cell
        for part in ((inside, "total"), *names)
        for each in indicators
        if _is_published(each, *part)
        for kode, cell in _read(each, *part, years).items()
        if kode in rows or kode == total.kode
    }
    judul = f"{KATA_JENIS[pilihan.jenis]} dan indikator berdampingan, {place}, {masa}"
    return Banding(
        judul, place, _masa_words(scope), total, _placed(tuple(rows.values()), total), columns, figure.drop_tahun_kosong(sel), pilihan.urut
    )


def _masa_words(scope: Scope) -> str:
    """'tahun 2026 (sampai 31 Oktober 2026)': a period that still runs says how far the data reach."""
    kini = cache.manifest(scope.edisi).kini
    until = f" (sampai {format_tanggal(kini)})" if is_berjalan(scope.periode, kini) else ""
    return f"{kecil_awal(p.label(scope.periode))}{until}"


def _target_words(indicator: Indicator, scope: Scope) -> str:
    target = indicator.target_pada(cache.periode_dinilai(scope), scope.kode_wilayah)
    return "belum ada target" if target is None else target_text(indicator, scope)


def _list_bagian(pilihan: Pilihan, scope: Scope) -> Iterator[tuple[Bagian, Callable[[str], bool]]]:
    """Per chosen row: the region whose parts of a level hold it, and which of them are meant."""
    for each in pilihan.baris:
        level, _, kode = each.rpartition("@")
        if pilihan.jenis == OPD:
            yield (scope, OPD), partial(_is_opd_of, kode) if level == OPD else each.__eq__
        elif level:
            yield (replace(scope, kode_wilayah=kode), level), bool
        else:
            yield (replace(scope, kode_wilayah=wilayah.induk_of(kode) or NASIONAL), tingkat_of_kode(kode)), each.__eq__


def _is_opd_of(kode: str, kunci: str) -> bool:
    return _pemda_of(kunci) == kode


def _is_published(indicator: Indicator, scope: Scope, per: str) -> bool:
    return indicator.allows_tingkat(scope.tingkat if per in ("total", OPD) else per)


def _finished_years(scope: Scope) -> list[str]:
    kini = cache.manifest(scope.edisi).kini
    return [each for each in list_periode_tren(_all_years(scope)) if not is_berjalan(each, kini)]


def _read(indicator: Indicator, scope: Scope, per: str, years: Sequence[str]) -> dict[str, Sel]:
    yearly = cache.indicator_table(indicator.id, _all_years(scope), per)
    return figure.read_sel(indicator, cache.indicator_frame(indicator.id, scope, per), yearly, years)


def _row_names(scope: Scope, per: str, indicators: Sequence[Indicator]) -> dict[str, str]:
    """Code → name of the parts as the numbers know them; where no column is published at this level, as the list of regions does."""
    if per == OPD:
        return _opd_names(scope)
    frames = [cache.indicator_frame(each.id, scope, per) for each in indicators if _is_published(each, scope, per)]
    if not frames:
        return {each.kode: each.nama for each in wilayah.list_keturunan(scope.kode_wilayah, per)}
    return dict(sorted(item for result in frames for item in _names_of(result)))


def _names_of(result: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(result["kode"], result["nama"], strict=True)


def _placed(rows: tuple[Baris, ...], total: Baris) -> tuple[Baris, ...]:
    """What is no direct part of the region says where it lies: there are several kecamatan of one name."""
    return tuple(
        each if each.tingkat == OPD or (wilayah.induk_of(each.kode) or NASIONAL) == total.kode else replace(each, tempat=_place_words(each))
        for each in rows
    )


def _place_words(baris: Baris) -> str:
    word = {"kecamatan": "Kecamatan di ", "desa": "Desa/kelurahan di "}.get(baris.tingkat, "")
    return f"{word}{wilayah.get_wilayah(wilayah.induk_of(baris.kode) or baris.kode).nama}"


def draw_banding(banding: Banding, pilihan: Pilihan) -> bool:
    """Sentence and table; without rows or columns it says what to choose. Whether there was a table to draw."""
    if pilihan.jenis == OPD and pilihan.wilayah == NASIONAL:
        frame.empty_state("OPD dibandingkan per provinsi.", "Pilih provinsi di bilah samping.")
        return False
    if pilihan.jenis == OPD and not banding.baris and not pilihan.baris:
        frame.empty_state(
            f"Belum ada catatan per OPD untuk {banding.tempat}, {banding.masa}.", "Pilih wilayah atau periode lain di bilah samping."
        )
        return False
    if not banding.baris or not banding.kolom:
        what = "baris" if not banding.baris else "indikator"
        frame.empty_state(f"Belum ada {what} yang dipilih.", "Pilih di atas apa saja yang ingin dibandingkan.")
        return False
    st.html(f'<p class="p4 p4-kalimat">{escape(figure.sentence(banding))}</p>')
    _send_kode(key="tabel_banding_kode")
    _send_urut(key="tabel_banding_urut", data={"urut": pilihan.urut, "versi": _urut_version(pilihan.urut)})
    _draw(key="tabel_banding", data={"html": figure.banding_html(banding)}, on_urut_change=_on_urut)
    return True


# ---- files -----------------------------------------------------------------------------------------------------------


def draw_downloads(banding: Banding, scope: Scope, to_xlsx: ToXlsx) -> None:
    """The table in the order shown, as XLSX and CSV."""
    name = f"bandingkan-{banding.total.kode}-{scope.periode}"
    facts = berkas.keterangan(scope, banding.judul, p.label(scope.periode), wilayah=banding.total.kode, kalimat=figure.sentence(banding))
    facts |= {f"Definisi {each.indicator.judul_pendek}": each.indicator.definisi for each in banding.kolom}
    with st.container(horizontal=True, gap="small", key="unduh_banding"):
        berkas.file_button("Lembar kerja (XLSX)", lambda: to_xlsx(banding, facts), f"{name}.xlsx", scope, type="tertiary")
        berkas.csv_button(name, csv_rows(banding), csv_columns(banding), facts, scope)


def csv_rows(banding: Banding) -> list[dict[str, object]]:
    """The whole first, then the rows as sorted; of every column its words, and the bare number where there is one."""
    return [
        {"kode": baris.kode, "nama": baris.nama, "tempat": baris.tempat}
        | {f"{each.indicator.id} kata": figure.value_text(each.indicator, banding.get(baris, each)) for each in banding.kolom}
        | {each.indicator.id: banding.get(baris, each).nilai for each in banding.kolom}
        for baris in (banding.total, *banding.list_baris())
    ]


def csv_columns(banding: Banding) -> list[tables.Kolom]:
    named = [("Kode", "kode"), ("Nama", "nama"), ("Tempat", "tempat")]
    return [
        *(tables.Kolom(judul, tables.text_of(field, kosong="")) for judul, field in named),
        *(
            tables.Kolom(
                f"{each.judul} ({each.satuan})",
                tables.text_of(f"{each.id} kata"),
                kanan=True,
                angka=each.id,
                format="persen" if each.satuan == "persen" else "angka",
                desimal=each.desimal,
            )
            for each in (kolom.indicator for kolom in banding.kolom)
        ),
    ]
