"""The forms that offices really send, whole: what is data, what each cell means, and which cell is named when it is wrong."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from etl.clean.angka import parse_angka
from etl.clean.periode import parse_periode_tertulis
from etl.clean.tanggal import parse_tanggal
from etl.harmonise.opd import find_opd
from etl.laporan import make_laporan
from etl.pipeline import Hasil, process
from etl.progress import Progress
from etl.receive import Kiriman, receive_bytes
from etl.words import load_kata
from tests.etl.test_sumber_baru import QUERIES, build

HARI_INI = date(2026, 2, 1)
HSS, HSU, PROVINSI, BNNP = "63.06", "63.08", "BAKESBANGPOL@63", "BNNP@63"
P2M = [
    "Satuan Kerja",
    "Anggaran",
    "Nama Instansi Pelaksana",
    "Sasaran Kegiatan",
    "Tanggal Pelaksanaan",
    "Tempat",
    "Jumlah Peserta",
    "Jumlah Positif",
    "Keterangan Positif",
]
TES = ["No", "OPD", "Tanggal", "Kelompok Sasaran", "Jumlah Diperiksa", "Positif"]
Isi = Mapping[str, Sequence[Sequence[object]]]


def make_buku(sheets: Isi, gabungan: Sequence[str] = ()) -> bytes:
    """A workbook; the merged ranges are those of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for nama, rows in sheets.items():
        sheet = book.create_sheet(nama)
        for row in rows:
            sheet.append(list(row))
    for place in gabungan:
        book.worksheets[0].merge_cells(place)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def run(*sent: tuple[bytes, str | None]) -> Hasil:
    """Workbooks with their senders, received one hour after the other."""
    received: list[Kiriman] = []
    for hour, (isi, pengirim) in enumerate(sent):
        one = receive_bytes(isi, f"kiriman {hour + 1}.xlsx", pengirim)
        received.append(Kiriman(one.nama, one.isi, one.sha256, datetime(2026, 1, 5, tzinfo=UTC) + timedelta(hours=hour), pengirim))
    hasil = process(received, HARI_INI, Progress(diam=True))
    assert all(item.baris_dibaca == item.baris_diterima + item.baris_ditolak + item.baris_bukan_data for item in hasil.buku)
    return hasil


def send(rows: Sequence[Sequence[object]], pengirim: str | None, gabungan: Sequence[str] = ()) -> Hasil:
    return run((make_buku({"Data": rows}, gabungan), pengirim))


def nilai(hasil: Hasil, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.nilai.get(column) for column in columns) for row in hasil.diterima]


def sel_bermasalah(rows: Sequence[Sequence[object]], pengirim: str | None, kunci: str = "masalah") -> list[tuple[object, object]]:
    """(cell, what is said of it) as a screen is told."""
    kiriman = receive_bytes(make_buku({"Data": rows}), "kiriman.xlsx", pengirim)
    laporan = make_laporan(kiriman, process([kiriman], HARI_INI, Progress(diam=True)))
    said = "alasan" if kunci == "masalah" else "tanda"
    return [(item["sel"], item[said]) for item in laporan[kunci]]  # type: ignore[attr-defined]


def jenis_baris(hasil: Hasil) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for item in hasil.bukan_data:
        found.setdefault(item.jenis, []).append(item.baris)
    return {jenis: sorted(rows) for jenis, rows in found.items()}


def test_a_test_reported_by_the_province_belongs_to_the_regency_whose_agency_was_tested() -> None:
    rows = [
        P2M,
        [
            "BNNK Hulu Sungai Selatan",
            "DIPA",
            "Dinas Kesehatan Kab. HSS",
            "instansi pemerintah",
            "17/03/2025",
            "Aula",
            "1.343",
            2,
            "THC: 1 Orang, MET: 1 Orang",
        ],
        ["BNNK Hulu Sungai Utara", "DIPA", "SMAN 1 Amuntai", "lingkungan pendidikan", "Rabu, 19 Maret 2025", "Amuntai", 120, 0, "-"],
        ["BNNP Kalimantan Selatan", "DIPA", "Dinas Sosial", "instansi pemerintah", "20/03/2025", "Banjarbaru", 20, 0, "-"],
    ]
    assert nilai(send(rows, BNNP), "kode_wilayah", "jumlah_dites") == [("63.06", 1343), ("63.08", 120), ("63", 20)]
    assert nilai(send(rows, None), "kode_wilayah") == [("63.06",), ("63.08",), ("63",)]
    assert nilai(send(rows, HSS), "kode_wilayah") == [("63.06",)] * 3  # a regency reports about itself


def test_the_form_of_kesbangpol_with_three_rows_of_headings_is_read_whole() -> None:
    head = [
        ["REKAPITULASI TES URINE"],
        ["TAHUN 2025"],
        [],
        ["NO", "OPD/INSTANSI", "HARI/TANGGAL", "JUMLAH PEGAWAI", None, None, "JUMLAH DITES", "HASIL", None, None],
        [None, None, None, "L", "P", "JML", None, "NEGATIF", "POSITIF", None],
        [None] * 8 + ["MET", "BZO"],
        list(range(1, 11)),
    ]
    rows = [
        *head,
        [1, "DPUPR", "Selasa/18-03-2025", 30, 20, 50, 50, 48, "-", 2],
        [2, "Dinas Sosial", "19 Maret", 10, 12, 23, 20, 20, "-", "-"],
        ["", "JUMLAH", None, 40, 32, 73, 70, 68, 0, 2],
        [],
        [None] * 6 + ["Kandangan, 30 Juni 2025"],
    ]
    hasil = send(rows, HSS, ["A4:A6", "B4:B6", "C4:C6", "D4:F4", "D5:D6", "E5:E6", "F5:F6", "G4:G6", "H4:J4", "H5:H6", "I5:J5"])
    assert nilai(hasil, "tanggal", "jumlah_sasaran", "jumlah_dites", "jumlah_met", "jumlah_bzo") == [
        (date(2025, 3, 18), 50, 50, 0, 2),
        (date(2025, 3, 19), 23, 20, 0, 0),
    ]
    assert jenis_baris(hasil) == {"judul": [1, 2], "kosong": [3, 11], "tajuk": [4, 5, 6], "nomor kolom": [7], "jumlah": [10], "kaki": [12]}
    assert [tanda.tanda for tanda in hasil.ditandai if tanda.baris == 9 and tanda.kolom == "jumlah_sasaran"] == [
        "laki-laki dan perempuan tidak menjadi jumlah pegawai"
    ]


def test_an_export_without_rows_is_an_empty_file_and_no_error() -> None:
    hasil = send(
        [["REKAPITULASI TES URINE DETEKSI DINI BNNP & BNNK TAHUN 2025"], ["No", "Satuan Kerja Pelaksana", "Jumlah Kegiatan", "Status"]],
        BNNP,
    )
    assert hasil.berkas_ditolak == () and jenis_baris(hasil) == {"judul": [1], "tajuk": [2]}
    assert "hanya berisi tajuk" in hasil.catatan[0]


def test_the_same_test_from_two_senders_is_offered_for_merging_though_they_name_the_group_differently() -> None:
    opd = make_buku(
        {"S": [TES, [1, "Dinas Kesehatan", "6 Januari 2025", "ASN", 40, 0], [2, "Dinas Sosial", "6 Januari 2025", "ASN", 30, 0]]}
    )
    bnn = make_buku(
        {
            "S": [
                P2M,
                ["BNNK HSS", "DIPA", "Dinas Kesehatan Kab. HSS", "instansi pemerintah", "06/01/2025", "Aula", 40, 0, "-"],
                ["BNNK HSS", "DIPA", "Dinas Sosial Kab. HSS", "instansi pemerintah", "06/01/2025", "Aula", 12, 0, "-"],
            ]
        }
    )
    hasil = run((opd, HSS), (bnn, BNNP))
    assert len(hasil.diterima) == 4
    (tanda,) = [item for item in hasil.ditandai if "gabungkan" in item.tanda]
    assert (tanda.berkas, tanda.baris) == ("kiriman 2.xlsx", 2)


def test_a_whole_government_beside_its_agencies_is_flagged_as_a_total() -> None:
    pegawai = [
        ["Per 30 Juni 2025"],
        ["No", "OPD", "PNS", "PPPK", "Jumlah"],
        [1, "Pemerintah Kabupaten HSS", 170, 40, 210],
        [2, "Dinas Kesehatan", 85, 20, 105],
    ]
    assert [cell for cell, text in sel_bermasalah(pegawai, HSS, "tanda") if "rekap" in str(text)] == ["B3"]
    tes = [
        ["No", "Kabupaten/Kota", *TES[1:]],
        [1, "Kalsel", "Semua OPD", "6 Jan 2025", "ASN", 80, 1],
        [2, "HSS", "Dinas Kesehatan", "6 Jan 2025", "ASN", 40, 1],
    ]
    assert [cell for cell, text in sel_bermasalah(tes, BNNP, "tanda") if "rekap" in str(text)] == ["C2"]
    assert not [text for _, text in sel_bermasalah(tes[:2], BNNP, "tanda") if "rekap" in str(text)]


def test_a_list_of_villages_without_dates_is_replaced_by_its_mended_copy() -> None:
    head = ["No", "Satker", "Nama Desa", "Kab/Kota", "Jenis Wilayah", "Status Kerawanan", "Jumlah Kegiatan", "Daftar Kegiatan"]
    rows = [
        head,
        [1, "BNNK HSU", "Jumba", "HSU", "Desa", "Waspada", 3, "1. Sosialisasi; 2. Lomba; 3. Senam"],
        [2, "BNNK HSU", "Paliwara", "HSU", "Kelurahan", "Aman", "2-an", "-"],
    ]
    mended = [*rows[:2], [*rows[2][:6], 2, "a) Satu\nb) Dua"]]
    first = run((make_buku({"S": rows}), HSU))
    assert [len(row.anak.get("daftar_kegiatan", ())) for row in first.diterima] == [3] and len(first.ditolak) == 1
    both = run((make_buku({"S": rows}), HSU), (make_buku({"S": mended}), HSU))
    assert [(row.berkas, row.nilai["desa_kelurahan"]) for row in both.diterima] == [
        ("kiriman 2.xlsx", "Jumba"),
        ("kiriman 2.xlsx", "Paliwara"),
    ]
    assert both.ditolak == () and len(jenis_baris(both)["digantikan kiriman berikutnya"]) == 2
    other = run((make_buku({"S": rows}), HSU), (make_buku({"S": mended}), BNNP))
    assert len(other.diterima) == 3  # another sender replaces nothing


def test_a_village_is_its_code_however_its_name_is_spelt() -> None:
    rows = [
        ["Kabupaten/Kota", "Desa", "Tanggal Pencanangan", "Keberadaan IBM"],
        ["HSU", "Jumba", "14/03/2025", "Ada"],
        ["HSU", "Jumbaa", "14/03/2025", "Ada"],
    ]
    ((cell, alasan),) = sel_bermasalah(rows, BNNP)
    assert cell == "B3" and "baris 2" in str(alasan) and "ejaan di daftar: Desa Jumba" in str(alasan)


def test_a_column_headed_tanggal_tells_the_day_of_a_village_and_a_step_back_is_seen() -> None:
    rows = [
        ["No", "Desa/Kelurahan", "Kecamatan", "Kabupaten", "Tanggal", "Status", "Alasan"],
        [1, "Jumba", "Amuntai Selatan", "HSU", "1 Maret 2023", "Dicanangkan", None],
        [2, "Jumba", "Amuntai Selatan", "HSU", "1 Maret 2024", "Ditetapkan", None],
        [3, "Mamar", "Amuntai Selatan", "HSU", "1 Maret 2023", "Mandiri", None],
        [4, "Mamar", "Amuntai Selatan", "HSU", "1 Maret 2024", "Aktif", "Perdes dicabut"],
    ]
    assert sel_bermasalah(rows, HSU) == []
    assert sel_bermasalah(rows, HSU, "tanda") == [("F3", "tahap desa ini mundur tanpa alasan")]


def test_a_village_not_yet_assessed_is_accepted_and_never_counted_as_safe() -> None:
    head = [["PEMETAAN KAWASAN RAWAN KAB. HSU TAHUN 2024"], ["No", "Kecamatan", "Desa/Kelurahan", "Kategori Kerawanan"]]
    rows = [
        *head,
        [1, "Amuntai Selatan", "Jumba", "BAHAYA"],
        [2, None, "Mamar", "belum dinilai"],
        [3, None, "Kayakah", "-"],
        [4, "Banjang", "Beringin", "Tinggi"],
    ]
    hasil = send(rows, HSU, ["B3:B5"])
    assert nilai(hasil, "kategori", "kode_kecamatan") == [("bahaya", "63.08.04"), (None, "63.08.04"), (None, "63.08.04")]
    assert [problem.baris for problem in hasil.ditolak] == [6]
    listed = (QUERIES / "kerawanan.sql").read_text(encoding="utf-8")
    found = build(hasil).execute(listed, {"wilayah": None, "awal": None, "akhir": None, "metode": None}).fetchdf()
    assert found[["jumlah_bahaya", "jumlah_aman", "jumlah_dinilai"]].to_numpy().tolist() == [[1, 0, 1]]


def test_a_dash_is_no_link_no_number_and_no_kind() -> None:
    head = ["OPD", "Periode", "Jumlah Sosialisasi", "Jenis Regulasi", "Nomor Regulasi", "Status Regulasi", "Jumlah Penggiat"]
    rows = [head, ["Dinas Sosial", "Semester I 2025", "-", "-", "-", "-", "nihil"]]
    assert nilai(send(rows, PROVINSI), "regulasi_jenis", "regulasi_nomor", "regulasi_status", "satgas_penggiat") == [(None, None, None, 0)]
    assert sel_bermasalah(rows, PROVINSI, "tanda") == []
    rad = [
        ["Rencana Aksi", "Ukuran Keberhasilan", "Target", "Realisasi B06", "Data Dukung", "OPD"],
        ["Sosialisasi", "kegiatan", 4, 2, "belum ada", "Dinas Sosial"],
    ]
    hasil = send([["TAHUN 2025"], *rad], PROVINSI)
    assert build(hasil).execute("select bukti, ada_bukti from mart.rad_aksi").fetchall() == [(None, False)]


def test_a_required_cell_with_a_dash_is_empty() -> None:
    rows = [["No", "OPD", "Nama Inovasi", "Tahun"], [1, "Dinas Kesehatan", "–", "2025.0"], [2, "Dinas Sosial", "Siaga", "2025.0"]]
    assert sel_bermasalah(rows, PROVINSI) == [("C2", "sel ini wajib diisi")]
    assert nilai(send(rows, PROVINSI), "tahun") == [(2025,)]


def test_the_end_of_a_validity_may_be_a_year_a_range_or_far_ahead() -> None:
    rows = [
        ["Kabupaten/Kota", "Jenis Dokumen", "Nomor", "Tanggal", "Status", "Masa Berlaku"],
        ["HSS", "RAD P4GN", "1/2025", "3 Maret 2025", "ada", "2025-2029"],
        ["HSU", "SK Tim Terpadu", "2/2025", "3 Maret 2025", "ada", "31 Desember 2029"],
        ["Tapin", "SK Tim Terpadu", "3/2025", "3 Maret 2025", "ada", "Juli 2026"],
        ["Tabalong", "SK Tim Terpadu", "4/2025", "3 Maret 2025", "ada", "31 Desember 2024"],
    ]
    assert nilai(send(rows, PROVINSI), "berlaku_sampai") == [(date(2029, 12, 31),), (date(2029, 12, 31),), (date(2026, 7, 31),)]
    assert [cell for cell, _ in sel_bermasalah(rows, PROVINSI)] == ["F5"]


def test_a_list_of_decrees_takes_its_kind_from_the_title_and_its_status_from_the_number() -> None:
    rows = [
        ["SK TIM TERPADU KECAMATAN TAHUN 2025"],
        ["No", "Kecamatan", "Nomor SK", "Tanggal SK", "Berlaku Sampai"],
        [1, "Amuntai Selatan", "1/2025", "2 Januari 2025", "31 Desember 2025"],
        [2, "Banjang", "belum", "-", "-"],
        [3, "Babirik", "-", "-", "-"],
    ]
    hasil = send(rows, HSU)
    assert build(hasil).execute("select kode_kecamatan, jenis_dokumen, status from mart.dokumen_wilayah order by baris").fetchall() == [
        ("63.08.04", "SK tim terpadu", "ada"),
        ("63.08.07", "SK tim terpadu", "belum"),
    ]
    assert [problem.alasan for problem in hasil.ditolak] == ["status dan nomornya kosong"]
    assert load_kata("jenis_dokumen").find_inside(["DAFTAR PERDA, SK TIM TERPADU DAN RAD"]) is None
    assert load_kata("jenis_angka").find_inside(["B12 tidak kumulatif"]) == "per_periode"


def test_an_index_of_a_title_keeps_the_scale_of_the_title() -> None:
    rows = [
        ["HASIL IKOTAN TAHUN 2023 (SKALA 1-4)"],
        ["No", "Kabupaten/Kota", "Nilai IKOTAN", "Kategori"],
        [1, "HSS", "3,07", "Tanggap"],
        [2, "HSU", "78,42", "Tanggap"],
    ]
    assert nilai(send(rows, BNNP), "indeks", "skala", "nilai", "kategori") == [("IKOTAN", "1–4", 3.07, "Tanggap")]
    assert [cell for cell, _ in sel_bermasalah(rows, BNNP)] == ["C4"]
    (refused,) = send([["HASIL INDEKS TAHUN 2023"], *rows[1:]], BNNP).berkas_ditolak
    assert "indeks" in refused.alasan


@pytest.mark.parametrize(("judul", "jenis"), [("B12 TAHUN 2025 (KUMULATIF)", "kumulatif"), ("B12 TAHUN 2025", None)])
def test_whether_b12_runs_from_january_is_declared_or_stays_unknown(judul: str, jenis: str | None) -> None:
    rows = [["LAPORAN AKSI P4GN OPD"], [judul], ["OPD", "Jumlah Sosialisasi", "Peserta Sosialisasi"], ["Dinas Kesehatan", 5, "1.343"]]
    hasil = send(rows, PROVINSI)
    assert nilai(hasil, "periode", "jenis_angka", "sosialisasi_peserta") == [("2025-S2", jenis, 1343)]
    assert any("belum dinyatakan" in tanda.tanda for tanda in hasil.ditandai) == (jenis is None)


def test_follow_ups_under_the_head_of_their_minutes() -> None:
    head = [
        ["NOTULEN RAPAT"],
        ["Hari/Tanggal", ":", "Rabu, 12 Maret 2025"],
        ["Acara", ":", "Rakor Tim Terpadu"],
        [],
        ["No", "Tindak Lanjut", "Penanggung Jawab", "Batas Waktu", "Status"],
    ]
    rows = [
        *head,
        [1, "Menyusun SE", "BKD", "Juli 2025", "proses"],
        [2, "Desa Bersinar", "Dinas PMD", None, "belum"],
        [3, "Pemetaan", "Bappeda", "31/06/2025", "proses"],
        [4, "Laporan B06", "Dinas Sosial", "10/07/2025", "100 %"],
    ]
    assert nilai(send(rows, "BAKESBANGPOL@63.06"), "tanggal", "judul_rapat", "batas_waktu") == [
        (date(2025, 3, 12), "Rakor Tim Terpadu", date(2025, 7, 31)),
        (date(2025, 3, 12), "Rakor Tim Terpadu", None),
        (date(2025, 3, 12), "Rakor Tim Terpadu", date(2025, 7, 10)),
    ]
    assert [cell for cell, _ in sel_bermasalah(rows, HSS)] == ["D8"]
    assert sel_bermasalah(rows, HSS, "tanda") == [
        ("D6", "dibaca sampai 31 Juli 2025"),
        ("D7", "tindak lanjut ini tidak punya batas waktu"),
        ("E9", "statusnya selesai tetapi tanggal selesainya kosong"),
    ]


def test_an_action_report_keeps_rows_of_merged_actions_and_percent_targets() -> None:
    rows = [
        ["LAPORAN B06 TAHUN 2025"],
        ["NO", "RENCANA AKSI", "UKURAN KEBERHASILAN", "TARGET", "REALISASI/CAPAIAN B06", "DATA DUKUNG (link)", "PIC"],
        [1, "Sosialisasi", "jumlah kegiatan", 10, 4, "-", "Seksi P2P"],
        [None, None, "jumlah peserta", 500, "263 orang", "-", "Dinas Kesehatan"],
        [2, "Tes urine", "cakupan", "100%", "50 %", "-", "Subag Umum"],
    ]
    hasil = send(rows, "DINKES@63", ["A3:A4", "B3:B4"])
    assert nilai(hasil, "aksi", "ukuran", "target", "realisasi_b06", "kode_opd") == [
        ("Sosialisasi", "jumlah kegiatan", 10, 4, "DINKES"),
        ("Sosialisasi", "jumlah peserta", 500, 263, "DINKES"),
        ("Tes urine", "cakupan", 100, 50, "DINKES"),
    ]
    plain = send(rows, "DINKES@63")  # nothing is merged: the action is missing, and the row is no total
    assert [(problem.baris, problem.kolom) for problem in plain.ditolak] == [(4, "aksi")]


def test_headcounts_split_into_men_and_women_are_refused_instead_of_counting_the_men() -> None:
    rows = [
        ["PER 31 DESEMBER 2025"],
        ["No", "OPD", "PNS", None, "PPPK", None, "Jumlah"],
        [None, None, "L", "P", "L", "P", None],
        [1, "Dinas Kesehatan", 40, 45, 10, 10, 105],
    ]
    for gabungan in (["C2:D2", "E2:F2"], []):
        (refused,) = send(rows, "BKD@63", gabungan).berkas_ditolak
        assert "kolom PNS terbagi" in refused.alasan and "C sampai D" in refused.alasan and refused.perbaikan


def test_a_headcount_of_a_month_belongs_to_that_month_and_one_of_a_year_to_the_year() -> None:
    rows = [["No", "OPD", "PNS", "PPPK"], [1, "Dinas Kesehatan", 40, 45]]
    assert [item.masa for item in send([["DATA PEGAWAI BULAN JUNI 2025"], *rows], "BKD@63").buku] == [("2025-06",)]
    assert [item.masa for item in send([["DATA PEGAWAI TAHUN 2025"], *rows], "BKD@63").buku] == [("2025",)]


def test_a_row_that_names_a_regency_heads_the_rows_below_it() -> None:
    head = [["TAHUN 2025"], ["No", "OPD", "Tanggal", "Jumlah Diperiksa", "Positif"]]
    rows = [
        *head,
        ["A", "KABUPATEN HULU SUNGAI SELATAN"],
        [1, "Dinas Kesehatan", "17 Maret 2025", 40, 0],
        ["B", "KAB. HSU"],
        [1, "Dinas Kesehatan", "17 Maret 2025", 41, 0],
    ]
    hasil = send(rows, PROVINSI)
    assert nilai(hasil, "kode_wilayah", "jumlah_dites") == [("63.06", 40), ("63.08", 41)]
    assert jenis_baris(hasil)["judul kelompok"] == [3, 5]


def test_a_row_that_names_a_kecamatan_heads_its_villages_and_is_no_village() -> None:
    rows = [
        ["PEMETAAN KAWASAN RAWAN TAHUN 2024"],
        ["No", "Desa/Kelurahan", "Kategori Kerawanan"],
        ["I", "KECAMATAN BANJANG"],
        [1, "Pandulangan", "SIAGA"],
        ["II", "Kec. Sungai Pandan"],
        [1, "Pandulangan", "BAHAYA"],
    ]
    hasil = send(rows, HSU)
    assert nilai(hasil, "kode_desa", "kategori") == [("63.08.07.2004", "siaga"), ("63.08.03.2014", "bahaya")]
    assert jenis_baris(hasil)["judul kelompok"] == [3, 5]


def test_an_empty_region_below_another_regency_is_not_taken_for_the_senders() -> None:
    rows = [
        ["Kabupaten/Kota", *TES[1:]],
        ["HSS", "Dinas Kesehatan", "17 Maret 2025", "ASN", 40, 0],
        [None, "Dinas Sosial", "18 Maret 2025", "ASN", 20, 0],
    ]
    assert sel_bermasalah(rows, PROVINSI) == [("A3", "sel ini wajib diisi")]
    assert nilai(send(rows, HSS), "kode_wilayah") == [("63.06",)] * 2  # the sender's own regency, written once


def test_a_quarter_in_the_title_is_not_read_as_the_whole_year() -> None:
    rows = [["LAPORAN TRIWULAN II TAHUN 2025"], ["OPD", "Jumlah Sosialisasi", "Peserta Sosialisasi"], ["Dinas Kesehatan", 2, 100]]
    (refused,) = send(rows, PROVINSI).berkas_ditolak
    assert "periode" in refused.alasan and "B06" in refused.perbaikan


def test_a_double_row_is_named_at_a_cell_the_sender_wrote() -> None:
    rows = [
        ["No", "Nama OPD", "Status Kepegawaian", "Jumlah", "Per Tanggal"],
        [1, "Dinas Sosial", "PNS", 85, "30 Juni 2025"],
        [2, "Dinas Sosial", "PNS", 85, "30 Juni 2025"],
    ]
    ((cell, alasan),) = sel_bermasalah(rows, "BKD@63")
    assert cell is not None and "baris 2" in str(alasan)


def test_another_province_than_the_senders_is_flagged() -> None:
    rows = [
        ["Kabupaten/Kota", "Jenis Dokumen", "Nomor", "Status"],
        ["Kota Banjar", "Perda", "1/2025", "ada"],
        ["Kabupaten Banjar", "Perda", "1/2025", "ada"],
    ]
    assert sel_bermasalah(rows, PROVINSI, "tanda") == [
        ("A2", "wilayah ini di luar provinsi pengirim; periksa Kabupaten atau Kota di depannya")
    ]
    assert sel_bermasalah(rows, None, "tanda") == []


def test_a_total_is_not_doubted_where_a_row_above_could_not_be_read() -> None:
    head = [["TAHUN 2025"], [*TES]]
    rows = [
        *head,
        [1, "Dinas Sosial", "6 Maret 2025", "ASN", 40, 0],
        [2, "Dinas Kesehatan", "7 Maret 2025", "ASN", "25-an", 0],
        [None, "JUMLAH", None, None, 65, 1],
    ]
    assert [cell for cell, text in sel_bermasalah(rows, HSS, "tanda") if "baris jumlah" in str(text)] == ["F5"]


def test_a_bnn_record_of_a_meeting_without_a_title_is_a_meeting() -> None:
    rows = [
        [
            "satker pelaksana",
            "tanggal_awal",
            "tanggal_akhir",
            "jumlah_peserta",
            "stakeholder",
            "deskripsi hasil",
            "kesimpulan",
            "perencanaan anggaran",
            "penyerapan anggaran",
        ],
        ["BNNP Kalimantan Selatan", "2025-03-12", "2025-03-13", 40, "-", "Asistensi, pemetaan", "1. A; 2. B", "10.000.000", "9.500.000"],
    ]
    (row,) = send(rows, BNNP).diterima
    assert (row.source.id, row.nilai["judul_ringkas"]) == ("rapat", "Asistensi, pemetaan")
    assert [item["isi"] for item in row.anak["kesimpulan"]] == ["A", "B"] and not row.anak.get("instansi_hadir")


def test_a_list_of_people_is_told_that_only_numbers_are_wanted() -> None:
    head = ["No", "nama_peserta", "jenis_kelamin", "instansi", "tanggal", "hasil_test", "alamat"]
    rows = [
        head,
        [1, "Ahmad Fulan", "L", "Dinas Kesehatan", "17/03/2025", "N", "Jl. Melati"],
        [2, "Siti Fulanah", "P", "Dinas Kesehatan", "17/03/2025", "P", "Jl. Mawar"],
    ]
    (refused,) = send(rows, HSS).berkas_ditolak
    assert "daftar orang" in refused.alasan and "jumlahnya" in refused.perbaikan and "Fulan" not in refused.kalimat()


def test_a_sentence_about_a_column_uses_the_senders_own_heading() -> None:
    rows = [P2M, ["BNNK HSS", "DIPA", "Dinas Sosial Kab. HSS", "ASN", "17/03/2025", "Aula", 20, 25, "-"]]
    (problem,) = send(rows, BNNP).ditolak
    assert problem.kolom == "jumlah_reaktif_positif" and "periksa juga kolom Jumlah Peserta" in problem.perbaikan


@pytest.mark.parametrize(
    ("tertulis", "iso"),
    [("Selasa/18-03-2025", "2025-03-18"), ("Kamis/ 20-3-2025", "2025-03-20"), ("Senin/Selasa, 17/18 Maret 2025", "2025-03-17")],
)
def test_a_weekday_before_a_stroke_leaves_the_day_readable(tertulis: str, iso: str) -> None:
    assert parse_tanggal(tertulis).nilai == iso


@pytest.mark.parametrize(("tertulis", "periode"), [("Mrt 2025", "2025-03"), ("Jan-25", "2025-01"), ("Agt '25", "2025-08"), ("B-12", None)])
def test_short_names_of_months_and_years_are_periods(tertulis: str, periode: str | None) -> None:
    assert parse_periode_tertulis(tertulis).nilai == periode


def test_nihil_with_a_full_stop_is_zero_and_a_section_is_no_misprint_of_another() -> None:
    assert parse_angka("Nihil.").nilai == 0
    assert find_opd("Seksi P2P", wilayah="63").nilai is None
