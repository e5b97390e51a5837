"""What Desa Bersinar still lacks: villages in danger without an active programme, and villages of the programme without an IBM unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, kapital_awal
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.peran import current_peran
from p4gn.periode import label
from ui import berkas, cache, filters, frame, jenis, registers, tables
from ui.tables import Kolom, text_of

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from ui.tables import Row

RAWAN, TERLAYANI, TANPA_PROGRAM, IBM = (
    CATALOGUE[each] for each in ("desa_rawan", "desa_rawan_terlayani", "desa_rawan_tanpa_program", "cakupan_ibm")
)
TAHAP, CELAH, TANPA_IBM = "tahap", "rawan", "tanpa-ibm"
BAGIAN = {TAHAP: "Menurut tahap", CELAH: "Desa rawan tanpa program", TANPA_IBM: "Belum punya IBM"}
KATEGORI = {"": "Bahaya dan waspada", "bahaya": "Bahaya saja", "waspada": "Waspada saja"}
BERNAMA = "Menyebut nama desa rawan: hanya untuk pimpinan dan analis, jangan diedarkan."
# Inside a kab/kota a list is grouped by kecamatan; where it is not, it names the kecamatan of each village.
_PER_KECAMATAN = ("kode_kecamatan", "nama_kecamatan", "Kecamatan")
_KELOMPOK = {"kabkota": _PER_KECAMATAN, "kecamatan": _PER_KECAMATAN}
_PER_KABKOTA = ("kode_kabkota", "nama_kabkota", "Kabupaten/kota")


def choose_bagian() -> str:
    """Which part of the page is open; it lives in the link as `bagian`."""
    key = "bagian_desa"
    filters.follow_link("bagian", key, TAHAP)
    if st.session_state[key] not in BAGIAN:
        st.session_state[key] = TAHAP
    chosen = st.segmented_control("Bagian", list(BAGIAN), key=key, format_func=BAGIAN.get, required=True, label_visibility="collapsed")
    filters.write_link("bagian", key, None if chosen == TAHAP else chosen)
    return chosen


def sentences(scope: Scope) -> None:
    """How many are missing, in two sentences."""
    lines = "".join(f"<p>{line}</p>" for line in (_rawan_html(scope), _ibm_html(scope)) if line)
    if lines:
        st.html(f'<div class="p4 p4-belum">{lines}</div>')


def _rawan_html(scope: Scope) -> str:
    lacking, whole = (cache.indicator_frame(each.id, scope, "total").iloc[0] for each in (TANPA_PROGRAM, RAWAN))
    if lacking["keadaan"] == "belum_lapor":
        return ""
    if lacking["keadaan"] == "disamarkan":
        return f"Desa/kelurahan rawan yang belum menjadi Desa Bersinar aktif: {tables.state_text('disamarkan')}."
    return (
        f"<strong>{format_angka(lacking['nilai'])} dari {format_angka(whole['nilai'])}</strong> desa/kelurahan rawan (bahaya dan waspada) "
        "belum menjadi Desa Bersinar aktif."
    )


def _ibm_html(scope: Scope) -> str:
    row = tables.rows_of(cache.indicator_frame(IBM.id, scope, "total"))[0]
    if not row["penyebut"]:
        return ""
    lacking = row["penyebut"] - (row["pembilang"] or 0)
    return f"<strong>{format_angka(lacking)} dari {format_angka(row['penyebut'])}</strong> Desa Bersinar {_belum(scope)} unit IBM."


def _belum(scope: Scope) -> str:
    """Public records are no list of units: what they do not tell is not known to be missing."""
    return "belum tercatat punya" if jenis.is_publik(scope) else "belum punya"


def draw_celah(scope: Scope) -> None:
    """Villages in danger without an active programme; for roles that may not see them named, how many there are in each kecamatan."""
    if cache.indicator_frame(RAWAN.id, scope, "total").iloc[0]["keadaan"] == "belum_lapor":
        frame.empty_state(
            f"Belum ada penilaian kerawanan desa untuk {frame.wilayah_label(scope.kode_wilayah)}.",
            "Desa yang belum dinilai bukan berarti aman. Pilih wilayah, periode, atau edisi lain di bilah samping.",
        )
    elif current_peran().lihat_desa_rawan:
        _draw_bernama(scope)
    else:
        _draw_per_kecamatan(scope)


def _draw_bernama(scope: Scope) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        cari = registers.search_box("Cari desa rawan", "cari_celah", "Nama desa, kecamatan, kabupaten, …")
    with right:
        kategori = registers.kind_box("Kategori", "kategori", KATEGORI)
    rows = tables.rows_of(cache.list_frame("celah_desa", scope, cari=cari, kategori=kategori))
    if not rows:
        registers.say_none("desa rawan tanpa program aktif", scope, bool(cari or kategori))
        return
    _draw_kelompok(
        rows,
        scope,
        f"{format_angka(len(rows))} desa/kelurahan rawan belum menjadi Desa Bersinar aktif.",
        [
            Kolom("Bahaya", lambda group: _names(group["baris"], scope, "bahaya"), html=True),
            Kolom("Waspada", lambda group: _names(group["baris"], scope, "waspada"), html=True),
        ],
    )
    columns = [
        *_village_columns(),
        Kolom("Kategori", lambda row: kapital_awal(row["kategori"])),
        Kolom("Penilaian", registers.penilaian_text),
        Kolom("Tahap", lambda row: "Belum masuk program" if row["tahap"] is None else registers.stage_text(row)),
        Kolom("IBM", _ibm_text),
    ]
    _draw_rincian(rows, columns, "celah-desa", TANPA_PROGRAM.judul, scope, {"Perhatian": BERNAMA})


def _draw_per_kecamatan(scope: Scope) -> None:
    """Counts alone, from the catalogue, which hides those that would tell which villages are meant."""
    parts = _told(scope, "kecamatan")
    if scope.tingkat in _KELOMPOK:
        groups = parts
    else:
        groups = [group | {"baris": [row for row in parts if row["kode"].startswith(group["kode"])]} for group in _told(scope, "kabkota")]
    columns = [
        Kolom("Kecamatan" if scope.tingkat in _KELOMPOK else "Kabupaten/kota", text_of("nama")),
        Kolom("Jumlah", _count_text, kanan=True, angka="nilai", teks=tables.value_text(TANPA_PROGRAM)),
    ]
    names = Kolom("Kecamatan", lambda group: ", ".join(f"{_short(row['nama'])} ({_count_text(row)})" for row in group["baris"]))
    shown = columns if scope.tingkat in _KELOMPOK else [*columns, names]
    tables.draw_table(
        groups, shown, "Nama desa tidak ditampilkan. Yang tidak punya desa rawan tanpa program tidak ada pada daftar ini.", tumpuk=False
    )
    tables.indicator_buttons(
        parts, [Kolom("Kabupaten/kota", lambda row: frame.wilayah_label(row["kode"][:5])), *columns], TANPA_PROGRAM, scope, "kecamatan"
    )


def _told(scope: Scope, per: str) -> list[Row]:
    """Regions of a level that have such villages, and those of which that is hidden."""
    found = tables.rows_of(cache.indicator_frame(TANPA_PROGRAM.id, scope, per))
    return [row for row in found if row["nilai"] or row["keadaan"] == "disamarkan"]


def _count_text(row: Row) -> str:
    return tables.value_text(TANPA_PROGRAM, singkat=True)(row)


def draw_tanpa_ibm(scope: Scope) -> None:
    """Villages of the programme that have no IBM unit, or of which nobody has told that they have one."""
    cari = registers.search_box("Cari Desa Bersinar", "cari_ibm", "Nama desa, kecamatan, kabupaten, …")
    rows = tables.rows_of(cache.list_frame("ibm_desa", scope, cari=cari, ber_ibm=False))
    if not rows:
        registers.say_none("Desa Bersinar tanpa unit IBM", scope, bool(cari))
        return
    _draw_kelompok(
        rows,
        scope,
        f"{format_angka(len(rows))} Desa Bersinar {_belum(scope)} unit IBM. Yang tidak disebut punya dihitung belum punya.",
        [Kolom("Desa/kelurahan", lambda group: _names(group["baris"], scope), html=True)],
    )
    columns = [*_village_columns(), Kolom("Tahap", registers.stage_text), Kolom("IBM", _ibm_text)]
    _draw_rincian(rows, columns, "desa-bersinar-tanpa-ibm", "Desa Bersinar yang belum punya unit IBM", scope, {})


def _village_columns() -> list[Kolom]:
    return [
        Kolom("Kode", text_of("kode_desa")),
        Kolom("Desa/kelurahan", text_of("nama_desa")),
        Kolom("Kecamatan", text_of("nama_kecamatan")),
        Kolom("Kabupaten/kota", text_of("nama_kabkota")),
    ]


def _ibm_text(row: Row) -> str:
    return "tidak disebut" if row["ber_ibm"] is None else "ada" if row["ber_ibm"] else "belum ada"


def _draw_kelompok(rows: Sequence[Row], scope: Scope, keterangan: str, isi: Sequence[Kolom]) -> None:
    """One line per kab/kota (inside one of them: per kecamatan) with all its villages by name, so that nothing is a further click away."""
    kode, nama, judul = _KELOMPOK.get(scope.tingkat, _PER_KABKOTA)
    by_place: dict[str, list[Row]] = {}
    for row in rows:
        by_place.setdefault(row[kode] or "", []).append(row)
    groups = [{"nama": members[0][nama], "jumlah": len(members), "baris": members} for _, members in sorted(by_place.items())]
    columns = [Kolom(judul, text_of("nama", "Tidak disebut")), Kolom("Jumlah", tables.count_of("jumlah"), kanan=True, angka="jumlah"), *isi]
    tables.draw_table(groups, columns, keterangan, tumpuk=False)


def _names(rows: Sequence[Row], scope: Scope, kategori: str | None = None) -> str:
    """'Jorong (Jorong), Asam-Asam (Jorong)': the kecamatan stands behind a village where the line is a whole kab/kota."""
    place: Callable[[Row], str] = (
        (lambda row: "")
        if scope.tingkat in _KELOMPOK
        else (lambda row: f' <span class="redup">({escape(row["nama_kecamatan"])})</span>' if row["nama_kecamatan"] else "")
    )
    chosen = [row for row in rows if kategori is None or row["kategori"] == kategori]
    return ", ".join(f"{escape(_short(row['nama_desa']))}{place(row)}" for row in chosen) or "–"


def _short(nama: str) -> str:
    return nama.removeprefix("Desa ").removeprefix("Kelurahan ").removeprefix("Kecamatan ")


def _draw_rincian(rows: Sequence[Row], columns: Sequence[Kolom], nama: str, judul: str, scope: Scope, facts: dict[str, str]) -> None:
    """Behind a fold what is known of each village; the file holds all of them."""
    with st.expander("Rincian tiap desa/kelurahan"):
        tables.draw_table(registers.first_rows(rows, nama), columns[1:])
    head = berkas.keterangan(scope, judul, label(scope.periode)) | facts
    berkas.table_buttons(f"{nama}-{scope.kode_wilayah}-{scope.periode}", rows, columns, head, scope)
