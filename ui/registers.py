"""Lists of records one can read, search and follow to their source: urine-test events, villages, official figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from p4gn.bahasa import format_angka, format_rentang_tanggal, format_tanggal, format_tanggal_pendek, is_kosong, kapital_awal
from p4gn.indicators.states import KATA_TAHAP
from p4gn.periode import label
from p4gn.scope import Scope
from p4gn.tabel import TANGGAL
from ui import asal, berkas, cache, filters, frame, jenis, tables
from ui.kolom import Kolom, Row, day_of, text_of

SEKALI_TAMPIL = 30  # rows of a long list before one asks for more
LANGKAH = 1000  # rows that are shown at once when one does; a browser is slow with many thousands
Rows = TypeVar("Rows")  # a list of rows, or a frame of which only the rows shown are taken apart
NBSP = "\N{NO-BREAK SPACE}"
PROGRAM = {"": "Semua program", "BNN": "Desa Bersinar (BNN)", "Polri": "Kampung Bebas Narkoba (Polri)"}


def date_text(row: Row) -> str:
    """'3 Juli 2023', '12–13 September 2019', 'Desember 2025', or that the source prints none."""
    if is_kosong(row["tanggal"]):
        return str(int(row["tahun"])) if not is_kosong(row["tahun"]) else "Tanggal tidak tercetak"
    if not is_kosong(row.get("tanggal_sampai")):
        return format_rentang_tanggal(row["tanggal"], row["tanggal_sampai"])
    return format_tanggal(row["tanggal"], row["presisi_tanggal"])


def short_date(row: Row) -> str:
    """The same for a narrow column: '3 Jul 2023'; the last day of a range is left to the opened record."""
    if is_kosong(row["tanggal"]):
        return date_text(row)
    return format_tanggal_pendek(row["tanggal"], row["presisi_tanggal"]).replace(" ", NBSP)


def stage_text(row: Row) -> str:
    """'Dicanangkan'; a status whose words are not known yet says so."""
    return "Belum dikenali" if row["tahap"] is None else kapital_awal(KATA_TAHAP[int(row["tahap"])])


def penilaian_text(row: Row) -> str:
    """'IKRN 2026': how and when the danger of a village was judged."""
    return " ".join(str(part) for part in (row["metode"], int(row["tahun_penilaian"])) if not is_kosong(part))


def search_box(label: str, key: str, contoh: str) -> str | None:
    """A search field that lives in the link as `cari`."""
    filters.follow_link("cari", key, "")
    text = st.text_input(label, key=key, placeholder=contoh)
    filters.write_link("cari", key, text or None)
    return text or None


def kind_box(label: str, param: str, words: dict[str, str]) -> str | None:
    """A choice that narrows a register and lives in the link under `param`; the empty choice is all of them."""
    key = f"pilih_{param}"
    filters.follow_link(param, key, "")
    if st.session_state[key] not in words:
        st.session_state[key] = ""
    chosen = st.selectbox(label, list(words), key=key, format_func=words.get)
    filters.write_link(param, key, chosen or None)
    return chosen or None


def first_rows(found: Rows, daftar: str, sekali: int = SEKALI_TAMPIL) -> Rows:
    """The first rows of a long list or frame, with a button above it that shows all of them, or a thousand more of very many."""
    key = f"tampil_{daftar}"
    shown = max(sekali, st.session_state.get(key, 0))
    if len(found) <= shown:
        return found
    now = f"kini {format_angka(shown)} pertama"
    if len(found) <= LANGKAH:
        label, more = f"Tampilkan semua {format_angka(len(found))} baris ({now})", len(found)
    else:
        more = shown // LANGKAH * LANGKAH + LANGKAH
        label = f"Tampilkan {format_angka(min(more, len(found)))} dari {format_angka(len(found))} baris ({now})"
    st.button(label, key=f"tombol_{key}", on_click=st.session_state.__setitem__, args=(key, more), icon=":material/expand_more:")
    return found[:shown]


def say_none(apa: str, scope: Scope, dicari: bool) -> None:
    """An empty list says whether nothing was recorded or nothing matched."""
    if dicari:
        frame.empty_state(f"Tidak ada {apa} yang cocok.", "Ubah kata pencarian atau pilihan di atas.")
    else:
        frame.empty_state(
            f"Belum ada catatan {apa} untuk {frame.wilayah_label(scope.kode_wilayah)}.", "Pilih wilayah atau periode lain di bilah samping."
        )


def register_buttons(nama: str, judul: str, rows: berkas.Rows, columns: Sequence[Kolom], scope: Scope) -> None:
    """'Unduh tabel' for a list of the region and period looked at."""
    facts = berkas.keterangan(scope, judul, label(scope.periode))
    berkas.table_buttons(f"{nama}-{scope.kode_wilayah}-{scope.periode}", rows, columns, facts, scope)


def tes_urine_register(scope: Scope) -> None:
    """Urine-test events; small numbers of reactive results never reach this screen."""
    cari = search_box("Cari kegiatan", "cari_tes", "Instansi, kelompok, pelaksana, wilayah, …")
    found = cache.list_frame("tes_urine", scope, cari=cari)
    if found.empty:
        say_none("kegiatan tes urine", scope, bool(cari))
        return
    publik = jenis.is_publik(scope)
    columns = [
        Kolom("Tanggal", short_date, nilai=day_of("tanggal"), format=TANGGAL),
        Kolom("Wilayah", text_of("nama_wilayah")),
        Kolom("Instansi atau tempat", text_of("instansi")),
        Kolom("Kelompok", text_of("kelompok_sasaran")),
        Kolom("Sasaran", tables.count_of("jumlah_sasaran"), kanan=True, angka="jumlah_sasaran"),
        Kolom("Dites", tables.count_of("jumlah_dites"), kanan=True, angka="jumlah_dites"),
        Kolom("Hasil", lambda row: result_text(row, publik)),
        Kolom("Pelaksana", text_of("pelaksana")),
        asal.source_column(scope),
    ]
    tables.draw_table(
        tables.rows_of(first_rows(found, "tes_urine")),
        columns,
        f"{format_angka(len(found))} kegiatan. Tanda – berarti angkanya tidak disebut sumber. "
        "Baris bertanda (rincian) atau (laporan kedua) sudah termasuk dalam baris lain dan tidak dijumlahkan lagi.",
    )
    register_buttons("tes-urine", "Kegiatan tes urine", lambda: tables.rows_of(found), columns, scope)


def result_text(row: Row, publik: bool) -> str:
    """The result of an event; outside the public record an unknown one has not been reported, rather than not published."""
    text = row["hasil"] if row["ada_hasil"] or publik else "Hasil belum dilaporkan"
    mark = " (rincian)" if row["adalah_rincian"] else " (laporan kedua)" if row["adalah_kembaran"] is True else ""
    return f"{text}{mark}"


def villages(scope: Scope, program: str | None = None, cari: str | None = None) -> list[Row]:
    """Each village once, as it stood at the end of the period, with all its records (oldest first) under `catatan`.

    What began before the period still stands; a search finds a village by any of its records.
    """
    by_village: dict[tuple[str, ...], list[Row]] = {}
    for row in tables.rows_of(cache.list_frame("desa_bersinar", scope, awal=None, program=program)):
        by_village.setdefault(_village_key(row), []).append(row)
    wanted = cache.list_frame("desa_bersinar", scope, awal=None, program=program, cari=cari) if cari else None
    found = by_village if wanted is None else {_village_key(row) for row in tables.rows_of(wanted)}
    return [_as_it_stands(records) for key, records in by_village.items() if key in found]


def _village_key(row: Row) -> tuple[str, ...]:
    return (row["program"], row["kode_desa"] or f"{row['kode_wilayah']}|{str(row['nama_tertulis']).lower()}")


def _as_it_stands(records: list[Row]) -> Row:
    """The last record tells: the latest date, then the higher stage (the order of the catalogue)."""
    ordered = sorted(records, key=lambda row: (_began(row), -1 if row["tahap"] is None else row["tahap"], row["id_desa_bersinar"]))
    steps = [{**row, "kata": f"{stage_text(row)}, {short_date(row)}"} for row in ordered]
    return {**ordered[-1], "catatan": steps}


def _began(row: Row) -> str:
    return str(row["tanggal"])[:10] if row["tanggal"] is not None else f"{int(row['tahun'] or 0):04d}-01-01"


def desa_register(scope: Scope) -> None:
    """Villages by regency with their stage; BNN's and the police's programme are told apart."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        cari = search_box("Cari desa/kelurahan", "cari_desa", "Nama desa, kecamatan, kabupaten, …")
    with right:
        program = kind_box("Program", "program", PROGRAM)
    found = villages(scope, cari=cari, program=program)
    if not found:
        say_none("desa/kelurahan", scope, bool(cari or program))
        return
    units = cache.list_frame("ibm_desa", scope, ber_ibm=True)["kunci_desa"]
    with_unit = {("BNN", kunci) for kunci in units}
    columns = [
        Kolom("Desa/kelurahan", _village),
        Kolom("Kecamatan", text_of("nama_kecamatan")),
        Kolom("Kabupaten/kota", text_of("nama_kabkota")),
        Kolom("Program", text_of("program")),
        Kolom("Tahap", lambda row: stage_text(row).replace(" ", NBSP)),
        Kolom("Sejak", short_date, nilai=day_of("tanggal"), format=TANGGAL),
        Kolom("IBM", lambda row: "ada" if row["ada_ibm"] is True or _village_key(row) in with_unit else "–"),
        Kolom("Dasar", text_of("dasar")),
        asal.source_column(scope),
    ]
    tables.draw_table(
        first_rows(found, "desa_bersinar"),
        columns,
        f"{format_angka(len(found))} desa/kelurahan{_until(scope)}. Tanda – berarti tidak disebut sumber.",
    )
    register_buttons("desa-bersinar", f"Desa Bersinar{_until(scope)}", found, columns, scope)


def _until(scope: Scope) -> str:
    return "" if scope.akhir is None else f" yang tercatat sampai {format_tanggal(scope.akhir)}"


def _village(row: Row) -> str:
    return f"{row['nama_tertulis']} (belum dikenali)" if is_kosong(row["kode_desa"]) else row["nama_wilayah"]


def angka_register(scope: Scope) -> None:
    """Figures as officials published them, side by side with their source; the product never computes with them."""
    if cache.list_frame("angka_resmi", Scope(scope.edisi)).empty:
        frame.empty_state("Edisi ini tidak memuat angka resmi.", "Angka yang pernah diterbitkan instansi ada pada edisi publik.")
        return
    cari = search_box("Cari angka resmi", "cari_angka", "Indikator, wilayah, satuan, …")
    found = cache.list_frame("angka_resmi", scope, cari=cari)
    if found.empty:
        say_none("angka resmi", scope, bool(cari))
        return
    columns = [
        Kolom("Wilayah", text_of("nama_wilayah", "Indonesia")),
        Kolom("Tahun", lambda row: "–" if is_kosong(row["tahun"]) else str(int(row["tahun"]))),
        Kolom("Yang diukur", text_of("indikator")),
        Kolom("Angka", _published, kanan=True, angka="nilai"),
        Kolom("Satuan", text_of("satuan")),
        asal.source_column(scope),
    ]
    tables.draw_table(
        tables.rows_of(first_rows(found, "angka_resmi")),
        columns,
        f"{format_angka(len(found))} angka, seperti yang diterbitkan. Beberapa saling bertentangan; keduanya ditampilkan apa adanya.",
    )
    register_buttons("angka-resmi", "Angka resmi seperti yang diterbitkan", lambda: tables.rows_of(found), columns, scope)


def _published(row: Row) -> str:
    if is_kosong(row["nilai"]):
        return tables.state_text("disamarkan") if row["disamarkan"] else str(row["nilai_tertulis"])
    return format_angka(row["nilai"], 0 if float(row["nilai"]).is_integer() else 2)
