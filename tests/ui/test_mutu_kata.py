"""The words of Unggah, Mutu data and Edisi: verdicts, ledgers, offers, suggestions, and sentences meant for a terminal."""

from __future__ import annotations

from datetime import datetime

import pytest

from etl.sources import load_sources
from p4gn.catatan_data import Alias, Koreksi, Peristiwa
from p4gn.warehouse.editions import Manifest
from ui import edisi, filters, hasil_periksa, kerja, koreksi, mutu, nama, terbit, unggah
from ui.kiriman import _plain_nama
from ui.sumber import JUDUL


def hasil(diterima: int, ditolak: int = 0, tanda: int = 0, bukan_data: int = 0, berkas_ditolak: object = None) -> dict[str, object]:
    return {
        "berkas": {
            "nama": "rekap.xlsx",
            "sumber": "tes_urine",
            "dibaca": diterima + ditolak + bukan_data,
            "diterima": diterima,
            "ditolak": ditolak,
            "bukan_data": bukan_data,
        },
        "ditolak_berkas": berkas_ditolak,
        "jumlah_tanda": tanda,
        "bukan_data": [{"jenis": "judul", "jumlah": 2}, {"jenis": "jumlah", "jumlah": 1}] if bukan_data == 3 else [],
    }


@pytest.mark.parametrize(
    ("found", "nada", "kata"),
    [
        (hasil(1240, 3, 2), "perlu", "1.240 baris diterima, 3 perlu diperbaiki, 2 perlu dilihat."),
        (hasil(5, 0, 2), "perlu", "5 baris diterima, 2 perlu dilihat."),
        (hasil(5), "baik", "5 baris diterima, tidak ada yang perlu diperbaiki."),
        (hasil(0, 4), "tolak", "0 baris diterima, 4 perlu diperbaiki."),
        (hasil(0), "tolak", "Tidak ada baris data di dalamnya."),
        (
            hasil(0, berkas_ditolak={"alasan": "tidak ada judul kolom yang dikenal.", "perbaikan": "pakai judul pada templat"}),
            "tolak",
            "Berkas tidak dapat dipakai: tidak ada judul kolom yang dikenal. Pakai judul pada templat.",
        ),
    ],
)
def test_verdict_is_one_sentence_with_its_tone(found: dict[str, object], nada: str, kata: str) -> None:
    assert hasil_periksa.tone_of(found) == nada
    assert hasil_periksa.verdict(found) == kata


def test_ledger_adds_up_and_names_what_is_no_data() -> None:
    assert hasil_periksa.ledger_text(hasil(124, 3, bukan_data=3)) == (
        "130 baris dibaca = 124 diterima + 3 ditolak + 3 bukan data (2 judul, 1 jumlah)"
    )


def test_personal_data_is_counted_and_never_repeated() -> None:
    found = [
        {"lembar": "Juli", "kolom": "C", "jenis": "nik", "jumlah": 12},
        {"lembar": None, "kolom": "Nama pegawai", "jenis": "nama", "jumlah": 1},
    ]
    assert "12 NIK (kolom C, lembar Juli) dan 1 nama orang (kolom Nama pegawai)" in hasil_periksa.pribadi_text(found)
    assert hasil_periksa.pribadi_text([]) == ""


@pytest.mark.parametrize(
    ("masa", "kata"), [("2025-S1", "Semester I 2025"), ("2025-S2", "Semester II 2025"), ("2025-07", "Juli 2025"), ("2025", "2025")]
)
def test_span_of_time_in_words(masa: str, kata: str) -> None:
    assert hasil_periksa.masa_text(masa) == kata


def test_place_of_a_problem_is_its_cell_or_at_least_its_row() -> None:
    assert hasil_periksa.cell_words({"sel": "C7", "baris": 7}) == "C7"
    assert hasil_periksa.cell_words({"sel": None, "baris": 7}) == "baris\N{NO-BREAK SPACE}7"
    assert hasil_periksa.written({"nilai": None, "baris": 7}) == "(kosong)"


def test_summary_of_several_files_counts_each_once() -> None:
    files = [hasil(5), hasil(5, tanda=1), hasil(5, 1), hasil(0, 2), "Pemeriksaan dihentikan."]
    assert unggah.summary(files) == (
        "5 berkas: 2 diterima seluruhnya, 1 diterima sebagian, 1 tidak dapat dipakai, dan 1 belum selesai diperiksa."
    )


def test_offer_says_what_stays_out() -> None:
    assert terbit.offer([(None, hasil(5))], 1) == "5 baris dari 1 berkas akan terbit."
    assert terbit.offer([(None, hasil(5, 2)), (None, hasil(1))], 3).startswith(
        "6 baris dari 2 dari 3 berkas akan terbit. 2 baris yang perlu diperbaiki tidak ikut"
    )


def test_same_content_from_the_same_sender_is_known_and_from_another_is_new() -> None:
    known = [
        {"sha256": "ab", "pengirim": "DINKES@63", "diterima_pada": datetime(2026, 7, 3, 9, 12), "baris_diterima": 4, "baris_ditolak": 0}
    ]
    replaced = [known[0] | {"baris_diterima": 0}]
    assert (
        terbit.find_diterima(known, "ab", "DINKES@63") == "Berkas dengan isi yang sama sudah diterima 3 Juli 2026; tidak ada yang berubah."
    )
    assert terbit.find_diterima(known, "ab", "63.06") == ""
    assert terbit.find_diterima(known, "cd", "DINKES@63") == ""
    assert terbit.find_diterima(replaced, "ab", "DINKES@63") == "", "going back to an earlier workbook is news"


@pytest.mark.parametrize(
    ("nama_berkas", "polos"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\rekap.xlsx", "rekap.xlsx"),
        ("a\x00b\n.csv", "a?b?.csv"),
        ("", "berkas"),
        ("x" * 500, "x" * 200),
    ],
)
def test_name_of_a_file_is_no_path_and_one_line(nama_berkas: str, polos: str) -> None:
    assert _plain_nama(nama_berkas) == polos


def test_every_source_has_a_name_for_people() -> None:
    assert set(JUDUL) == set(load_sources())


def test_last_span_of_each_source_newest_first() -> None:
    parts = [
        {"sumber": "rapat", "masa_terakhir": "2025-07"},
        {"sumber": "tes_urine", "masa_terakhir": "2026"},
        {"sumber": "ibm", "masa_terakhir": None},
    ]
    assert mutu.last_masa(parts) == ["Tes urine: 2026", "Rapat: Juli 2025"]


def test_meaning_of_an_agency_is_offered_with_the_suggestion_first() -> None:
    options, suggested = nama.options_for("opd", "63.06", ["Dinas Sosial", "Dinas Yang Tidak Ada"])
    assert suggested and next(iter(options)) == "Dinas Sosial"
    assert "Dinas Kesehatan" in options and "Dinas Yang Tidak Ada" not in options


def test_meaning_of_a_place_is_a_code_inside_the_region_of_the_sender() -> None:
    options, _ = nama.options_for("kecamatan", "63.06", ["Kandangan"])
    first = next(iter(options))
    assert first == "63.06.05" and "Kandangan" in options[first]
    assert all(kode.startswith("63.06.") for kode in options)
    assert next(iter(nama.options_for("wilayah", None, ["Kabupaten Tapin 63.05"])[0])) == "63.05"


def test_nothing_is_chosen_beforehand_where_no_suggestion_is_known() -> None:
    assert nama.options_for("opd", None, ["Dinas Yang Tidak Ada"])[1] is False
    assert nama.options_for("desa", None, []) == ({}, False)


def test_an_alias_holds_at_its_sender_and_a_region_in_the_whole_province() -> None:
    assert nama.reach_of("opd", "63.06") == "63.06"
    assert nama.reach_of("wilayah", "63.71") == "63"
    assert nama.reach_of("opd", None) is None


def test_alias_is_told_with_where_it_holds_and_who_decided() -> None:
    alias = Alias("A1", "opd", "Dinkes HSS", "Dinas Kesehatan", "63.06", "Analis Kesbangpol", "2026-11-25T08:00:00+08:00")
    assert nama.alias_text(alias) == (
        "“Dinkes HSS” di Kabupaten Hulu Sungai Selatan = Dinas Kesehatan · Analis Kesbangpol, 25 November 2026"
    )


def test_correction_names_one_row_of_one_file() -> None:
    cell = {"sha256": "a" * 64, "lembar": "Juli", "baris": 12, "kolom": "jumlah_dites", "nilai": "1250", "sumber": "tes_urine"}
    assert koreksi.command_for(cell, "125", "kelebihan satu nol", "Analis") == [
        "koreksi", "--sumber=tes_urine", f"--cocok=sha256={'a' * 64}", "--cocok=baris=12", "--cocok=lembar=Juli",
        "--kolom=jumlah_dites", "--dari=1250", "--menjadi=125", "--alasan=kelebihan satu nol", "--oleh=Analis",
    ]  # fmt: skip
    item = Koreksi(
        "K1", "tes_urine", {"sha256": "a" * 64, "baris": "12", "lembar": "Juli"}, "jumlah_dites", "1250", "125", "x", "y", "2026-01-01"
    )
    assert koreksi.place_text(item) == "lembar Juli baris 12"


@pytest.mark.parametrize(
    ("kalimat", "polos"),
    [
        ("Alias A1 disimpan.", "Alias A1 disimpan."),
        (
            "Sel ini sudah dikoreksi oleh K1; tarik dahulu dengan: python -m etl koreksi --tarik K1.",
            "Sel ini sudah dikoreksi oleh K1; tarik dahulu.",
        ),
        ("Tidak ada alias bernomor A9. Lihat: python -m etl alias --daftar.", "Tidak ada alias bernomor A9."),
        ("--oleh diisi jabatan saja.", "Jabatan diisi jabatan saja."),
        ("pemakaian: python -m etl alias [-h]\nPerintah salah: pilihan tidak dikenal.", "Perintah salah: pilihan tidak dikenal."),
    ],
)
def test_sentences_for_a_terminal_lose_their_commands(kalimat: str, polos: str) -> None:
    assert kerja.plain(kalimat) == polos


def manifest(id_edisi: str, jenis: str, dibuat: str) -> Manifest:
    return Manifest(id_edisi, f"Edisi {jenis}", jenis, dibuat, "sementara", "2026-11-20", "x")


def test_editions_of_one_day_or_even_one_minute_are_told_apart() -> None:
    titles = filters.edisi_titles(
        [
            manifest("2026-11-25-provinsi-aaaaaaa3", "provinsi", "2026-11-25T09:10:00.000+08:00"),
            manifest("2026-11-25-provinsi-aaaaaaa2", "provinsi", "2026-11-25T08:45:31.000+08:00"),
            manifest("2026-11-25-provinsi-aaaaaaa1", "provinsi", "2026-11-25T08:45:02.000+08:00"),
            manifest("2026-11-25-publik-aaaaaaa0", "publik", "2026-11-25T08:44:00.000+08:00"),
        ]
    )
    assert list(titles.values()) == [
        "Provinsi 25 Nov 09.10",
        "Provinsi 25 Nov 08.45 · aaaaaaa2",
        "Provinsi 25 Nov 08.45 · aaaaaaa1",
        "Publik, 25 Nov 2026",
    ]


def test_an_edition_is_compared_with_the_one_of_its_kind_before_it() -> None:
    newest_first = [
        manifest("c", "provinsi", "2026-11-25T09:00"),
        manifest("b", "publik", "2026-11-25T08:00"),
        manifest("a", "provinsi", "2026-11-24T08:00"),
    ]
    before = edisi.find_before(newest_first[0], newest_first)
    assert before is not None and before.id == "a"
    assert edisi.find_before(newest_first[1], newest_first) is None


def test_life_of_an_edition_is_told_in_sentences() -> None:
    signed = Peristiwa("sah", "a", "Kepala Badan Kesbangpol", "2026-11-25T08:05:00+08:00")
    assert edisi.say_event(signed) == "25 November 2026 pukul 08.05: disahkan oleh Kepala Badan Kesbangpol."
    back = Peristiwa("berlaku", "a", None, "2026-11-25T09:05:00+08:00", {"cara": "kembali"})
    assert edisi.say_event(back) == "25 November 2026 pukul 09.05: dijadikan berlaku kembali."


def test_a_problem_without_a_row_is_about_the_whole_file() -> None:
    row = {"sel": None, "baris": None, "nilai": None}
    assert hasil_periksa.cell_words(row) == "seluruh berkas" and hasil_periksa.written(row) == "–"


def test_a_reason_is_told_without_the_names_that_programmers_give_to_columns() -> None:
    alasan = "baris ini sama pengenalnya (desa_kelurahan, tahun) dengan baris 20 di rekap_2026.xlsx."
    assert hasil_periksa.say("alasan")({"alasan": alasan}) == (
        "Baris ini sama pengenalnya (desa kelurahan, tahun) dengan baris 20 di rekap_2026.xlsx"
    )
    assert hasil_periksa.say("perbaikan")({"perbaikan": None}) == "–"


def test_remarks_repeat_nothing_and_alarm_nobody_about_what_is_never_stored() -> None:
    told = [
        "rekap.xlsx: 1 baris tersembunyi ikut dibaca.",
        "Kolom “Hasil” berisi NIP atau NRP (1 sel): dibuang sebelum disimpan.",
        "Properti berkas dapat memuat nama orang: tidak ikut disimpan.",
        "Catatan sel dapat memuat nama orang: tidak ikut disimpan.",
    ]
    assert hasil_periksa.remarks({"berkas": {"nama": "rekap.xlsx"}, "catatan": told}) == [
        "1 baris tersembunyi ikut dibaca.",
        "Properti berkas, catatan sel, gambar, serta kepala dan kaki halaman tidak ikut disimpan.",
    ]
    assert hasil_periksa.pribadi_text([{"lembar": None, "kolom": "properti berkas", "jenis": "nama", "jumlah": 1}]) == ""


@pytest.mark.parametrize(
    ("berkas", "ditolak", "kata"),
    [
        (21, 0, "21 berkas diterima"),
        (21, 1, "20 dari 21 berkas diterima, 1 tidak dapat dipakai"),
        (1, 1, "1 berkas tidak dapat dipakai"),
    ],
)
def test_files_that_are_of_no_use_are_not_said_to_be_received(berkas: int, ditolak: int, kata: str) -> None:
    assert mutu.received({"jumlah_berkas": berkas, "berkas_ditolak": ditolak}) == kata


def test_standing_of_a_file_in_a_sign_and_words() -> None:
    def file(diterima: int, ditolak: int) -> dict[str, object]:
        return {"berkas": "a.xlsx", "baris_diterima": diterima, "baris_ditolak": ditolak}

    assert mutu.standing(file(0, 0), {"a.xlsx"}) == "× ditolak"
    assert mutu.standing(file(40, 3), set()) == "! 3 baris ditolak"
    assert mutu.standing(file(40, 0), set()) == "✓ diterima"
