"""What deserves attention on Ringkasan: gaps and open ends, each with the page that shows the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal_pendek, is_kosong, join_ringkas
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.scope import NASIONAL
from ui import cache, filters, frame, tables

if TYPE_CHECKING:
    from p4gn.scope import Scope

HALAMAN = {
    "rapat": "pages/program/rapat.py",
    "tes_urine": "pages/program/tes_urine.py",
    "desa_bersinar": "pages/program/desa_bersinar.py",
    "peta": "pages/ikhtisar/peta.py",
}
ANAK = {NASIONAL: "provinsi", "provinsi": "kabkota"}


@dataclass(frozen=True)
class Perhatian:
    """One matter: the finding, and the page (with its own parameter) where it can be seen."""

    teks: str
    halaman: str
    indikator: str | None = None


def list_perhatian(scope: Scope) -> list[Perhatian]:
    """At most five, gaps in whole regions first."""
    found = [
        *_gaps(scope, "kegiatan_tes_urine", "Belum ada catatan tes urine untuk"),
        *_gaps(scope, "desa_bersinar_tercatat", "Belum ada catatan Desa Bersinar untuk"),
        *_gaps(scope, "rapat_tercatat", "Belum ada catatan rapat untuk"),
        *_open_results(scope),
        *_meetings_without(scope),
    ]
    return found[:5]


def _gaps(scope: Scope, indicator_id: str, awal: str) -> list[Perhatian]:
    if not CATALOGUE[indicator_id].allows_tingkat(scope.tingkat):
        return []
    per = ANAK.get(scope.tingkat)
    if per is None or not CATALOGUE[indicator_id].allows_tingkat(per):
        result = cache.indicator_frame(indicator_id, scope, "total")
        missing = [frame.wilayah_label(scope.kode_wilayah)] if result.iloc[0]["keadaan"] == "belum_lapor" else []
    else:
        result = cache.indicator_frame(indicator_id, scope, per)
        missing = list(result.loc[result["keadaan"] == "belum_lapor", "nama"])
    if not missing:
        return []
    count = f" {format_angka(len(missing))} dari {format_angka(len(result))} wilayah:" if len(missing) > 1 else ""
    return [Perhatian(f"{awal}{count} {join_ringkas(missing, 6)}.", "peta", indicator_id)]


def _open_results(scope: Scope) -> list[Perhatian]:
    return _rest(scope, "tes_dengan_hasil", "kegiatan tes urine belum punya hasil yang dipublikasikan", "tes_urine")


def _meetings_without(scope: Scope) -> list[Perhatian]:
    return _rest(scope, "rapat_berdasar_hukum", "rapat tidak menyebut dasar hukum pada catatan publik", "rapat")


def _rest(scope: Scope, indicator_id: str, kalimat: str, halaman: str) -> list[Perhatian]:
    """How many of the denominator are not in the numerator, as a finding; nothing where all are."""
    if not CATALOGUE[indicator_id].allows_tingkat(scope.tingkat):
        return []
    row = cache.indicator_frame(indicator_id, scope, "total").iloc[0]
    if is_kosong(row["penyebut"]) or row["penyebut"] == row["pembilang"]:
        return []
    count = f"{format_angka(row['penyebut'] - row['pembilang'])} dari {format_angka(row['penyebut'])}"
    return [Perhatian(f"{count} {kalimat}.", halaman)]


def draw_perhatian(scope: Scope) -> None:
    """The list, each line with a button to where it can be seen."""
    st.subheader("Perlu perhatian", anchor=False)
    matters = list_perhatian(scope)
    if not matters:
        frame.empty_state("Tidak ada celah yang ditemukan pada lingkup ini.")
    with st.container(gap=None, key="perhatian"):
        for matter in matters:
            params = filters.link_params(scope, **({"indikator": matter.indikator} if matter.indikator else {}))
            st.page_link(HALAMAN[matter.halaman], label=matter.teks, icon=":material/arrow_forward:", query_params=params, width="stretch")


def draw_kelengkapan(scope: Scope) -> None:
    """How complete and how fresh the data is."""
    st.subheader("Kelengkapan dan kesegaran", anchor=False)
    names = {"rapat": "Rapat", "tes_urine": "Tes urine", "desa_bersinar": "Desa Bersinar"}
    rows = tables.rows_of(cache.list_frame("kesegaran", scope))
    if not rows:
        frame.empty_state("Belum ada catatan untuk wilayah ini.")
        return
    tables.draw_table(
        rows,
        [
            tables.Kolom("Catatan", lambda row: names[row["catatan"]]),
            tables.Kolom("Jumlah", tables.count_of("jumlah"), kanan=True),
            tables.Kolom("Terbaru", lambda row: format_tanggal_pendek(row["tanggal_terakhir"], kosong="–"), kanan=True),
        ],
    )
    undated = sum(int(row["tanpa_tanggal"]) for row in rows)
    if undated:
        st.html(
            f'<p class="p4 p4-sumber redup">{format_angka(undated)} catatan tanpa tanggal, hanya dihitung pada Semua tahun.</p>'
        )
