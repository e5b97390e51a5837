"""The draft screen: questions first, nothing stored before they are answered, everything stored once, the text never."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from etl.notulen import read_berkas
from etl.notulen.keluaran import as_isi
from etl.problems import BerkasDitolak
from p4gn import catatan
from p4gn.catatan import basis
from p4gn.scope import Scope
from tests.p4gn.edisi_kecil import EDISI_KECIL, write_edisi
from ui import pekerja, simpan_notulen
from ui.draf_notulen import check_hari, nama_isian
from ui.naskah_bertanda import Tanda, mark_naskah

CONTOH = Path(__file__).parents[1] / "etl" / "notulen" / "contoh"
RESMI = (CONTOH / "04_notulen_resmi.txt").read_text(encoding="utf-8")
BERITA = (CONTOH / "01_siaran_pers_kalteng.txt").read_text(encoding="utf-8")
DUA = (CONTOH / "07_dua_acara.txt").read_text(encoding="utf-8")
TAPIN = """Rantau – Badan Kesbangpol Kabupaten Tapin menggelar rapat koordinasi P4GN di Aula Tamasa, Kamis (6/3/2025).

Rapat menyepakati dua hal, yakni: pertama, seluruh OPD menunjuk penggiat; kedua, Dinas Kesehatan menyiapkan alat tes urine bulan depan."""


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the tiny edition."""
    folder = tmp_path_factory.mktemp("notulen")
    write_edisi(folder, EDISI_KECIL)
    return folder


@pytest.fixture(autouse=True)
def toko(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty store, an analyst, and the reader in this process instead of a worker."""
    monkeypatch.setenv("P4GN_DATA", str(data))
    monkeypatch.setenv("P4GN_PERAN", "analis")
    monkeypatch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    monkeypatch.setattr(pekerja, "ask", read_here)
    yield tmp_path / "catatan.db"
    basis.forget_engines()


def read_here(arguments: Sequence[str], isi: bytes, **_: object) -> Mapping[str, Any]:
    words = dict(each.removeprefix("--").split("=", 1) for each in arguments if "=" in each)
    terbit = date.fromisoformat(words["terbit"]) if "terbit" in words else None
    try:
        return as_isi(read_berkas(isi, words["nama"], terbit))
    except BerkasDitolak as error:
        raise pekerja.PekerjaGagal(error.masalah.kalimat()) from error


def screen(edisi: str) -> None:
    from p4gn.scope import Scope
    from ui import dari_notulen

    dari_notulen.draw_page(Scope(edisi, "63"))


def open_screen() -> AppTest:
    return AppTest.from_function(screen, args=(EDISI_KECIL,), default_timeout=30).run()


def read(teks: str) -> AppTest:
    """The screen after a text was pasted and read."""
    shown = open_screen()
    shown.text_area(key="notulen_teks").set_value(teks)
    press(shown, "Baca naskah")
    assert not shown.exception
    return shown


def press(shown: AppTest, label: str) -> None:
    next(each for each in shown.button if each.label == label).click().run()
    assert not shown.exception


def field(shown: AppTest, label: str) -> Any:
    return next(each for each in shown.text_input if each.label == label)


def labels(shown: AppTest) -> list[str]:
    return [each.label for each in shown.button]


def words(shown: AppTest) -> str:
    """Everything said on the screen without markup."""
    return re.sub(r"<[^>]+>", "", " ".join(each.proto.body for each in shown.get("html")))


def answer(shown: AppTest) -> None:
    """Answer every question with its first proposal, 'leave empty' where there is none."""
    while asked := [each for each in shown.radio if each.value is None]:
        options = asked[0].options
        first = next((each for each in options if not re.match(r"Tulis sendiri|Pilih|Isi tanggal|\w+ lain$", each)), options[0])
        asked[0].set_value(first).run()
        assert not shown.exception


def stored() -> tuple[catatan.Rapat, ...]:
    return catatan.list_rapat(EDISI_KECIL)


def deeds() -> Any:
    return catatan.list_tindak_lanjut(Scope(EDISI_KECIL, "nasional")).query("sumber == 'catatan'")


def store(shown: AppTest) -> None:
    answer(shown)
    press(shown, "Simpan sebagai rapat")
    press(shown, next(each for each in labels(shown) if each in ("Ya, simpan", "Rapat lain, tetap simpan")))


# ---- the form ----------------------------------------------------------------------------------------------------------


def test_nothing_can_be_stored_before_every_question_is_answered() -> None:
    shown = read(RESMI)
    assert "Kepala naskah menyebut Badan Kesatuan Bangsa dan Politik. Itu penyelenggaranya?" in words(shown) and len(shown.radio) == 1
    button = next(each for each in shown.button if each.label == "Simpan sebagai rapat")
    assert button.disabled and "Belum dapat disimpan. Jawab dahulu: Penyelenggara." in words(shown)
    answer(shown)
    assert not next(each for each in shown.button if each.label == "Simpan sebagai rapat").disabled
    assert "Semua pertanyaan sudah dijawab." in words(shown) and not stored()


def test_the_text_stands_beside_the_form_with_every_field_named_in_it() -> None:
    html = next(each.proto.body for each in read(RESMI).get("html") if "p4-naskah" in each.proto.body)
    for nama in ("Tanggal", "Tempat", "? Penyelenggara", "Kesimpulan 3", "Batas waktu 2"):
        assert re.search(rf"<b class=\"\w+\">{re.escape(nama)}</b>", html), nama


def test_a_sure_field_can_be_corrected_and_the_weekday_is_checked() -> None:
    shown = read(RESMI)
    assert "Selasa, 11 Februari 2025. Naskah juga menulis Selasa." in words(shown)
    field(shown, "Tanggal").set_value("12 Februari 2025").run()
    assert "Periksa: 12 Februari 2025 jatuh pada hari Rabu, sedangkan naskah menulis Selasa." in words(shown)
    store(shown)
    assert stored()[0].tanggal == date(2025, 2, 12)


def test_a_day_of_publication_settles_the_year() -> None:
    teks = TAPIN.replace("Kamis (6/3/2025)", "Kamis (6/3)")
    shown = open_screen()
    shown.text_area(key="notulen_teks").set_value(teks)
    shown.text_input(key="notulen_terbit").set_value("7/3/2025")
    press(shown, "Baca naskah")
    assert field(shown, "Tanggal").value == "06/03/2025"


def test_what_is_no_date_keeps_the_meeting_from_being_stored() -> None:
    shown = read(RESMI)
    answer(shown)
    field(shown, "Batas waktu 1 (boleh kosong)").set_value("besok lusa").run()
    assert "Belum dapat disimpan. Jawab dahulu: Batas waktu 1." in words(shown)
    field(shown, "Batas waktu 1 (boleh kosong)").set_value("").run()
    field(shown, "Tanggal").set_value("").run()
    assert "Belum dapat disimpan. Jawab dahulu: Tanggal." in words(shown)


@pytest.mark.parametrize(
    ("isi", "nama", "alasan"), [(b"MZ", "notulen.exe", "tidak dibaca sebagai notulen"), (b"PK\x03\x04", "notulen.docx", "rusak")]
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(isi: bytes, nama: str, alasan: str) -> None:
    shown = open_screen()
    shown.get("file_uploader")[0].set_value((nama, isi, "application/octet-stream"))
    press(shown, "Baca naskah")
    assert alasan in words(shown) and "Baca naskah lain" not in labels(shown)


def test_nothing_given_and_no_meeting_told_are_said() -> None:
    shown = open_screen()
    press(shown, "Baca naskah")
    assert "Pilih berkas atau tempel teksnya dahulu." in words(shown)
    assert "tidak menyebut rapat atau kegiatan" in words(read("Harga cabai naik di pasar."))


def test_who_may_not_write_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_PERAN", "publik")
    shown = open_screen()
    assert "hanya terbuka bagi pimpinan, analis, dan operator" in words(shown) and not shown.button


# ---- storing -----------------------------------------------------------------------------------------------------------


def test_a_meeting_is_stored_as_held_with_its_follow_ups_and_can_be_taken_back() -> None:
    shown = read(RESMI)
    store(shown)
    (rapat,) = stored()
    assert (rapat.judul, rapat.tanggal, rapat.wilayah, rapat.jenis, rapat.keadaan) == (
        "Rapat Koordinasi Tim Terpadu P4GN Triwulan I", date(2025, 2, 11), "63.09", "rakor", "selesai",
    )  # fmt: skip
    assert rapat.pimpinan == "Sekretaris Daerah Kabupaten Tabalong" and len(rapat.kesimpulan) == 3
    assert {"DINKES@63.09", "BNNK@63.09", "POLRES@63.09"} <= set(rapat.hadir)
    rows = deeds()
    assert sorted(rows["penanggung_jawab"]) == ["BAG-HUKUM@63.09", "DINKES@63.09"]
    assert set(rows["rapat"]) == {rapat.id} and set(rows["tenggat"].astype(str)) == {"2025-04-30", "2025-05-31"}
    link = next(each.proto.body for each in shown.get("html") if "Buka rapat ini" in each.proto.body)
    assert f"rapat={rapat.id}" in link and "wilayah=63.09" in link and "periode=2025" in link
    press(shown, "Urungkan")
    assert not stored() and deeds().empty and "Diurungkan." in words(shown)
    store(shown)
    assert len(stored()) == 1 and len(deeds()) == 2


def test_a_failure_halfway_is_told_and_the_next_try_stores_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, real, calls = read(RESMI), catatan.record_keputusan, []

    def fail_once(*args: Any, **named: Any) -> catatan.TindakLanjut:
        calls.append(args)
        if len(calls) == 2:
            raise catatan.CatatanTertutup("Catatan tidak dapat dibuka.")
        return real(*args, **named)

    monkeypatch.setattr(catatan, "record_keputusan", fail_once)
    store(shown)
    assert "Belum semuanya tersimpan. Catatan tidak dapat dibuka." in words(shown)
    assert len(stored()) == 1 and len(deeds()) == 1
    press(shown, "Coba simpan lagi")
    assert "Tersimpan: rakor" in words(shown)
    assert len(stored()) == 1 and len(deeds()) == 2 and stored()[0].keadaan == "selesai"


def test_the_same_submission_twice_is_stored_once() -> None:
    who = catatan.Pencatat("Analis Kesbangpol", "analis", "dari-notulen", EDISI_KECIL, "s")
    rapat = catatan.RapatBaru("Rakor P4GN", date(2025, 3, 6), "63.05", kesimpulan=("Susun RAD",))
    simpanan = simpan_notulen.Simpanan(
        "k", rapat, True, (catatan.Keputusan("Susun RAD", wilayah="63.05", tanggal=date(2025, 3, 6)),), ("T",)
    )
    assert simpan_notulen.store(who, simpanan) == simpan_notulen.store(who, simpanan)
    assert len(stored()) == 1 and len(deeds()) == 1


def test_a_meeting_of_the_same_day_and_region_is_named_before_storing() -> None:
    who = catatan.Pencatat("Analis Kesbangpol", "analis", "rapat", EDISI_KECIL, "s")
    catatan.record_rapat(who, catatan.RapatBaru("Rakor lama <b>", date(2025, 2, 11), "63.09", "rakor"))
    shown = read(RESMI)
    answer(shown)
    press(shown, "Simpan sebagai rapat")
    warned = next(each.proto.body for each in shown.get("html") if "Periksa dahulu" in each.proto.body)
    assert "“Rakor lama &lt;b&gt;”" in warned and "Selasa, 11 Februari 2025" in warned
    press(shown, "Rapat yang sama, jangan simpan")
    assert len(stored()) == 1
    press(shown, "Simpan sebagai rapat")
    press(shown, "Rapat lain, tetap simpan")
    assert len(stored()) == 2


def test_who_must_act_is_asked_only_of_what_is_a_follow_up() -> None:
    shown = read(BERITA)
    before = len(shown.radio)
    deed = next(each for each in shown.radio if each.label.startswith("Catat sebagai tindak lanjut"))
    deed.set_value("Ya").run()
    assert len(shown.radio) == before + 1 and any(each.label.startswith("Penanggung jawabnya") for each in shown.radio)


def test_many_proposed_follow_ups_are_answered_at_once() -> None:
    shown = read((CONTOH / "24_pesan_daftar.txt").read_text(encoding="utf-8"))
    press(shown, "Jangan catat satu pun")
    store(shown)
    assert len(stored()) == 1 and deeds().empty
    press(shown, "Urungkan")
    press(shown, "Catat semuanya")
    store(shown)
    assert len(deeds()) == 3


def test_an_owner_who_is_no_agency_stays_in_the_words_of_the_follow_up() -> None:
    shown = read(TAPIN)
    store(shown)
    by_text = {row.teks: row.penanggung_jawab for row in deeds().itertuples()}
    assert by_text["Dinas Kesehatan menyiapkan alat tes urine bulan depan"] == "DINKES@63.05"
    assert by_text["Seluruh OPD menunjuk penggiat"] is None


def test_a_name_of_a_person_is_refused_and_its_field_named() -> None:
    shown = read(RESMI)
    answer(shown)
    next(each for each in shown.text_area if each.label == "Kesimpulan 2").set_value("Disusun oleh Bapak Karyono").run()
    assert "Kesimpulan 2: Isinya memuat nama orang." in words(shown)
    assert next(each for each in shown.button if each.label == "Simpan sebagai rapat").disabled


def test_two_events_are_stored_each_on_its_own_or_not_at_all() -> None:
    shown = read(DUA)
    store(shown)
    shown.get("button_group")[0].set_value(1).run()
    assert not shown.exception
    shown.radio[0].set_value("Tidak").run()
    assert "Acara ini tidak disimpan sebagai rapat tersendiri." in words(shown) and "Simpan sebagai rapat" not in labels(shown)
    shown.radio[0].set_value("Ya").run()
    store(shown)
    assert sorted((each.jenis, each.tanggal) for each in stored()) == [("audiensi", date(2025, 3, 3)), ("rakor", date(2025, 3, 4))]


def test_answers_stay_while_the_other_draft_is_looked_at() -> None:
    shown = read(DUA)
    answer(shown)
    shown.get("button_group")[0].set_value(1).run()
    shown.get("button_group")[0].set_value(0).run()
    assert "Semua pertanyaan sudah dijawab." in words(shown)


def test_the_text_and_names_of_persons_never_reach_the_store(toko: Path) -> None:
    store(read(BERITA))
    basis.forget_engines()
    kept = b"".join(each.read_bytes() for each in toko.parent.iterdir() if each.is_file())
    assert b"Kita harus bergerak bersama" not in kept and b"Sutarno" not in kept
    assert b"rencana aksi" in kept


# ---- words and marks -----------------------------------------------------------------------------------------------------


def test_overlapping_places_are_marked_once_and_each_field_is_named() -> None:
    html = mark_naskah("Rakor <Tapin> besok", [Tanda(0, 13, "Judul"), Tanda(6, 13, "Wilayah", tanya=True)])
    assert html == (
        '<mark class="pasti"><b class="pasti">Judul</b>Rakor </mark>'
        '<mark class="tanya"><b class="tanya">? Wilayah</b>&lt;Tapin&gt;</mark> besok'
    )
    assert mark_naskah("a<b", []) == "a&lt;b" and mark_naskah("ab", [Tanda(1, 9, "X")]) == "ab"


def test_fields_are_called_by_words() -> None:
    assert [nama_isian(key) for key in ("tanggal", "kesimpulan.2", "tindak_lanjut.1.batas_waktu", "tindak_lanjut.3.uraian")] == [
        "Tanggal", "Kesimpulan 2", "Batas waktu 1", "Tindak lanjut 3",
    ]  # fmt: skip


def test_the_weekday_of_the_text_is_compared() -> None:
    day = date(2025, 3, 14)
    assert check_hari("Jum’at (14/3/2025)", (0, 18), day) == "Jumat, 14 Maret 2025. Naskah juga menulis Jumat."
    assert check_hari("14 Maret 2025", (0, 13), day) == "Jumat, 14 Maret 2025. Naskah tidak menulis nama harinya."
    assert check_hari("Kamis, 14/3/2025", (0, 16), day).startswith("Periksa: 14 Maret 2025 jatuh pada hari Jumat")


def test_a_day_to_come_is_said_and_stored_as_planned() -> None:
    shown = read(RESMI)
    field(shown, "Tanggal").set_value("11 Februari 2099").run()
    assert "belum tiba. Rapat akan dicatat sebagai direncanakan." in words(shown)
    for label in ("Batas waktu 1 (boleh kosong)", "Batas waktu 2 (boleh kosong)"):
        field(shown, label).set_value("").run()
    store(shown)
    assert stored()[0].keadaan == "direncanakan"


def test_a_day_of_publication_to_come_is_refused() -> None:
    shown = open_screen()
    shown.text_area(key="notulen_teks").set_value(TAPIN)
    shown.text_input(key="notulen_terbit").set_value("7/3/2099")
    press(shown, "Baca naskah")
    assert "Tanggal terbit 7 Maret 2099 belum tiba." in words(shown)
