"""Rapat on the screen: what is said about meetings made by hand, and the page itself with a store of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from p4gn import catatan
from p4gn.catatan import basis
from p4gn.catatan.isi import BERKAS, CATATAN
from p4gn.catatan.kehadiran import ABSEN, HADIR, TANPA_DAFTAR, TIDAK_TERCANTUM, BarisHadir, Kehadiran
from p4gn.catatan.pertemuan import BERJALAN, DIRENCANAKAN, SELESAI, Pertemuan, Peserta
from ui import isian_rapat, kehadiran, pertemuan, rapat, satu_rapat, waktu_rapat

ROOT = Path(__file__).resolve().parents[2]


def meeting(hari: date | None = date(2026, 10, 5), **isi: object) -> Pertemuan:
    known = {
        "id": "r1", "versi": 0, "sumber": BERKAS, "keadaan": SELESAI, "judul": "Rakor P4GN", "jenis": "rakor", "tanggal": hari, "tanggal_sampai": None,
        "presisi_tanggal": "hari" if hari else None, "tahun": hari and hari.year, "mulai": hari, "selesai": hari, "kode_wilayah": "63.06",
        "nama_wilayah": "Kabupaten Hulu Sungai Selatan", "tempat": "Aula Setda", "penyelenggara": None, "pimpinan": None,
    }  # fmt: skip
    return Pertemuan(**(known | isi))  # type: ignore[arg-type]


CAME, ABSENT, WAITING = Peserta("A", "Dinas A", True, True), Peserta("B", "Dinas B", True, False), Peserta("C", "Dinas C", True, None)


# ---- what is said ------------------------------------------------------------------------------------------------------


def test_how_many_come_from_files_and_how_many_were_recorded_here() -> None:
    every = [meeting(), meeting(id="r2"), meeting(id="r3", sumber=CATATAN)]
    assert rapat.jumlah_text(every, every, False) == "3 rapat: 2 dari berkas, 1 dicatat di sini. Kartu di atas menghitung yang dari berkas."
    assert rapat.jumlah_text(every[:2], every[:2], False) == "2 rapat: 2 dari berkas, 0 dicatat di sini."
    assert rapat.jumlah_text(every, every[:1], True) == "1 dari 3 rapat cocok."


@pytest.mark.parametrize(("cari", "cocok"), [("aula rakor", True), ("dinas a", True), ("teguran", True), ("setda barat", False)])
def test_a_search_looks_at_every_word_in_whatever_a_meeting_says(cari: str, cocok: bool) -> None:
    assert rapat.matches(meeting(peserta=(CAME,), kesimpulan=("Beri teguran",)), cari) is cocok


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({}, "Daftar hadir rapat ini tidak tercatat"),
        ({"peserta": (replace(CAME, diundang=None),)}, "1 instansi tercatat hadir. Daftar undangannya tidak tercatat"),
        ({"sumber": CATATAN, "peserta": (CAME, ABSENT)}, "1 dari 2 instansi yang diundang hadir."),
        (
            {"sumber": CATATAN, "peserta": (CAME, Peserta("D", "D", False, True))},
            "1 dari 1 instansi yang diundang hadir, ditambah 1 yang tidak ada",
        ),
        ({"sumber": CATATAN, "peserta": (WAITING,)}, "1 instansi diundang. Kehadiran belum dicatat."),
        ({"sumber": CATATAN}, "Belum ada undangan yang dicatat. Kehadiran belum dicatat."),
        ({"sumber": CATATAN, "peserta": (Peserta("A", "A", None, True),)}, "1 instansi tercatat hadir. Daftar undangan tidak dicatat."),
    ],
)
def test_who_came_is_said_without_inventing_an_absence(isi: dict, kata: str) -> None:
    text = satu_rapat.peserta_text(meeting(**isi))
    assert text.startswith(kata)
    assert ("absen" in text.lower()) is False


def outcome(*rows: tuple[str | None, bool, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["status", "terbuka", "lewat_tenggat"])


def test_what_became_of_the_decisions_adds_up() -> None:
    found = outcome(
        ("selesai", False, False), ("belum", True, True), ("berjalan", True, False), ("batal", False, False), (None, True, False)
    )
    assert pertemuan.hasil_text(found) == "5 keputusan: 1 selesai, 1 lewat tenggat, 2 belum selesai, 1 dibatalkan"
    assert pertemuan.hasil_text(outcome()) == ""


def test_months_follow_each_other_over_new_year_and_a_link_with_nonsense_is_not_one() -> None:
    assert (waktu_rapat.step_month("2026-01", -1), waktu_rapat.step_month("2025-12", 1)) == ("2025-12", "2026-01")
    assert waktu_rapat.month_text("2026-05") == "Mei 2026"
    assert waktu_rapat.is_month("2026-12") and not any(map(waktu_rapat.is_month, ("2026-13", "2026", "", "26-01", "٢٠٢٦-01", "<b>")))


def test_a_meeting_stands_on_each_of_its_days_and_one_without_a_day_on_none() -> None:
    over = meeting(date(2026, 9, 30), tanggal_sampai=date(2026, 10, 2))
    by_month = waktu_rapat.group_by_month([over, meeting(None, id="tanpa"), meeting(date(2026, 3, 1), id="bulan", presisi_tanggal="bulan")])
    assert {month: [each.id for each in found] for month, found in by_month.items()} == {
        "2026-09": ["r1"],
        "2026-10": ["r1"],
        "2026-03": ["bulan"],
    }
    assert [day.day for day in waktu_rapat._days(over)] == [30, 1, 2]
    assert waktu_rapat._days(by_month["2026-03"][0]) == []
    assert (
        waktu_rapat.first_month(by_month, date(2026, 9, 1)) == "2026-09"
        and waktu_rapat.first_month(by_month, date(2026, 1, 1)) == "2026-03"
    )


def hadir_row(nama: str, sel: tuple[str, ...], terakhir: Pertemuan | None = None, diundang: int = 0) -> BarisHadir:
    return BarisHadir(nama, nama, sel.count(HADIR), diundang, terakhir, sel)


def test_attendance_is_said_out_of_meetings_with_a_list_and_those_never_seen_are_named() -> None:
    often = hadir_row("Dinas A", (HADIR, TANPA_DAFTAR, HADIR), meeting(date(2026, 5, 1)))
    once = hadir_row("Dinas B", (ABSEN, TANPA_DAFTAR, HADIR), meeting(date(2026, 6, 1)))
    never = hadir_row("Dinas C", (TIDAK_TERCANTUM, TANPA_DAFTAR, TIDAK_TERCANTUM))
    found = Kehadiran("63.06", (meeting(), meeting(), meeting()), 2, 0, (often, once, never), ())
    assert kehadiran.sentence(found, "Kabupaten Tapin", "2026") == (
        "Tahun 2026: 2 dari 3 rapat Kabupaten Tapin mencatat daftar hadir. 1 dari 3 OPD belum pernah tercatat hadir: Dinas C."
    )
    unknown = kehadiran.sentence(found, "Kabupaten Tapin", "2026", is_known=False)
    assert "belum pernah" not in unknown and "Daftar OPD pemerintah ini tidak ada pada edisi ini" in unknown
    assert [each.nama for each in kehadiran.sort_baris(found.baris, "jarang")] == ["Dinas C", "Dinas B", "Dinas A"]
    assert [each.nama for each in kehadiran.sort_baris(found.baris, "lama")] == ["Dinas C", "Dinas A", "Dinas B"]
    assert kehadiran.hadir_text(never, found) == "0 dari 2" and kehadiran.terakhir_text(never) == "belum pernah tercatat hadir"
    assert kehadiran.hadir_text(never, replace(found, berdaftar=0)) == "– tanpa daftar"
    assert 'aria-label="1 tercatat hadir, 1 diundang, tidak hadir, 1 rapat tanpa daftar hadir; tidak diketahui"' in kehadiran.cells_html(
        once, found
    )


def test_two_screens_that_tick_who_came_are_joined() -> None:
    assert isian_rapat.join_hadir(("A", "B"), ("A", "B", "C"), ("B", "D")) == ("B", "C", "D")  # theirs added C, mine D and took A away


# ---- the page itself ---------------------------------------------------------------------------------------------------


@pytest.fixture
def toko(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edisi_penuh: str) -> Iterator[str]:
    """The whole example edition and an empty store, seen by an analyst."""
    monkeypatch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    monkeypatch.setenv("P4GN_PERAN", "analis")
    yield edisi_penuh
    basis.forget_engines()


@pytest.fixture
def lain(toko: str) -> catatan.Pencatat:
    """Another office at another screen."""
    return catatan.Pencatat("Operator Dinkes", "operator", "rapat", toko, sesi="layar-2")


@pytest.fixture
def buka(toko: str) -> Callable[..., AppTest]:
    """Opens the page as a link would."""

    def start(**tautan: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in ({"edisi": toko, "wilayah": "63.06", "periode": "semua"} | tautan).items():
            app.query_params[name] = value
        app.switch_page(str(ROOT / "pages" / "program" / "rapat.py"))
        app.run()
        assert not app.exception
        return app

    return start


def words(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def press(app: AppTest, label: str) -> AppTest:
    found = next(each for each in app.button if each.label == label)
    found.click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("tampilan", ["daftar", "kalender", "linimasa", "kehadiran"])
@pytest.mark.parametrize("wilayah", ["63", "63.06", "63.06.05", "nasional"])
def test_every_view_opens_in_every_region(buka: Callable[..., AppTest], tampilan: str, wilayah: str) -> None:
    assert "<h1>Rapat</h1>" in words(buka(tampilan=tampilan, wilayah=wilayah))


def test_absent_are_those_whom_the_list_of_invitations_names(buka: Callable[..., AppTest], toko: str) -> None:
    shown = next(each for each in catatan.read_semua_pertemuan(toko) if each.kode_wilayah == "63" and each.absen)
    text = words(buka(rapat=shown.id))
    assert f"{len(shown.hadir)} dari {len(shown.hadir) + len(shown.absen)} instansi yang diundang hadir" in text
    assert f"Diundang, tidak hadir ({len(shown.absen)})" in text
    for each in shown.absen:
        assert each.nama in text


def test_a_meeting_of_the_files_shows_what_was_promised_before(buka: Callable[..., AppTest], toko: str) -> None:
    every = [each for each in catatan.read_semua_pertemuan(toko) if each.kode_wilayah == "63.06"]
    pairs = ((each, catatan.find_tetangga(toko, each)[0]) for each in every if each.hadir and not any(one.diundang for one in each.peserta))
    shown, before = next((each, found) for each, found in pairs if found and len(pertemuan.keputusan_of(toko, found.id)))
    text = words(buka(rapat=shown.id))
    promised = pertemuan.keputusan_of(toko, before.id)
    assert "Semua rapat" in text and before.judul in text
    assert pertemuan.hasil_text(promised) in text
    assert "Daftar undangannya tidak tercatat" in text and "Diundang, tidak hadir" not in text
    for point in shown.kesimpulan:
        assert point in text


def test_a_link_to_a_meeting_that_is_not_there_says_so(buka: Callable[..., AppTest]) -> None:
    assert "Rapat ini tidak ada pada edisi yang dibuka" in words(buka(rapat="<script>"))
    assert "<script>" not in words(buka(rapat="<script>"))


def test_the_public_reads_and_does_not_write(buka: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_PERAN", "publik")
    assert "Catat rapat" not in [each.label for each in buka().button]
    assert "hanya terbuka bagi" in words(buka(rapat="baru"))


def fill(app: AppTest, judul: str, id_form: str = "baru") -> AppTest:
    app.text_input(key=f"rapat_isian_{id_form}_judul").set_value(judul)
    return app


def test_a_meeting_from_the_empty_form_to_its_minutes(buka: Callable[..., AppTest], toko: str) -> None:
    app = press(buka(), "Catat rapat")
    fill(app, "").text_area(key="rapat_isian_baru_agenda").set_value("Evaluasi\n\n Rencana ")
    press(app, "Simpan rapat")
    assert "Judul rapat masih kosong." in words(app) and not catatan.list_rapat(toko)
    assert app.text_area(key="rapat_isian_baru_agenda").value == "Evaluasi\n\n Rencana "  # nothing typed is lost
    fill(app, "Rakor uji").checkbox(key="rapat_isian_baru_semua").check()
    press(app, "Simpan rapat")
    (kept,) = catatan.list_rapat(toko)
    assert (kept.judul, kept.wilayah, kept.agenda, kept.keadaan) == ("Rakor uji", "63.06", ("Evaluasi", "Rencana"), DIRENCANAKAN)
    assert len(kept.undangan) > 10 and app.query_params["rapat"] in (kept.id, [kept.id])
    press(app, "Mulai rapat")
    assert catatan.read_rapat(kept.id).keadaan == BERJALAN
    who = catatan.Pencatat("Analis", "analis", "tren", toko)
    for text in ("Keputusan kedua & terakhir", "Aa keputusan"):
        catatan.record_keputusan(who, catatan.Keputusan(text, wilayah="63.06", rapat=kept.id))
    press(app, "Tutup rapat")
    text = words(app)
    assert "rapat ditutup." in text
    assert text.index("Keputusan kedua &amp; terakhir") < text.index("Aa keputusan")  # in the order in which they were decided
    assert "dibacakan kembali" in " ".join(each.value for each in app.subheader)
    press(app, "Urungkan")
    assert catatan.read_rapat(kept.id).keadaan == BERJALAN


def test_who_came_is_kept_and_another_screens_list_is_joined_first(buka: Callable[..., AppTest], toko: str, lain: catatan.Pencatat) -> None:
    planned = catatan.RapatBaru("Rakor uji", date(2026, 10, 1), "63.06", "rakor", undangan=("DINKES@63.06", "SETDA@63.06", "ITDA@63.06"))
    kept = catatan.record_rapat(lain, planned)
    kept = catatan.start_rapat(lain, kept.id, kept.versi)
    app = buka(rapat=kept.id)
    ticks = f"rapat_hadir_{kept.id}_undangan"
    app.session_state[ticks] = ["DINKES@63.06"]
    catatan.change_rapat(lain, kept.id, kept.versi, replace(planned, hadir=("SETDA@63.06",)))
    press(app, "Simpan kehadiran")
    assert "Operator Dinkes lebih dahulu mencatat kehadiran" in words(app)
    assert catatan.read_rapat(kept.id).hadir == ("SETDA@63.06",)
    press(app, "Simpan kehadiran")
    assert set(catatan.read_rapat(kept.id).hadir) == {"DINKES@63.06", "SETDA@63.06"}
    assert "2 dari 3 instansi yang diundang hadir." in words(app) and "Diundang, tidak hadir (1)" in words(app)


def test_two_who_change_a_meeting_at_once_lose_nothing(buka: Callable[..., AppTest], lain: catatan.Pencatat) -> None:
    planned = catatan.RapatBaru("Rakor uji", date(2026, 10, 1), "63.06", "rakor", tempat="Aula lama")
    kept = catatan.record_rapat(lain, planned)
    app = buka(rapat=kept.id, ubah="1")
    fill(app, "Rakor uji semester II", kept.id)
    catatan.change_rapat(lain, kept.id, kept.versi, replace(planned, tempat="Aula baru"))
    press(app, "Simpan rapat")
    assert "Operator Dinkes lebih dahulu mengubahnya" in words(app) and "Tempat menjadi “Aula baru”" in words(app)
    assert app.text_input(key=f"rapat_isian_{kept.id}_judul").value == "Rakor uji semester II"
    assert catatan.read_rapat(kept.id).judul == "Rakor uji"
    press(app, "Simpan rapat")
    now = catatan.read_rapat(kept.id)
    assert (now.judul, now.tempat) == ("Rakor uji semester II", "Aula baru")


def test_an_old_screen_does_not_end_what_another_has_ended(buka: Callable[..., AppTest], lain: catatan.Pencatat) -> None:
    kept = catatan.record_rapat(lain, catatan.RapatBaru("Rakor uji", date(2026, 10, 1), "63.06"))
    kept = catatan.start_rapat(lain, kept.id, kept.versi)
    app = buka(rapat=kept.id)
    catatan.finish_rapat(lain, kept.id, kept.versi)
    press(app, "Tutup rapat")
    assert "Operator Dinkes lebih dahulu mengubahnya" in words(app) and "Yang terjadi: rapat ditutup." in words(app)
    assert len(catatan.read_history(kept.id)) == 3


def test_a_withdrawn_meeting_leaves_the_list_and_can_be_taken_back(buka: Callable[..., AppTest], toko: str, lain: catatan.Pencatat) -> None:
    kept = catatan.record_rapat(lain, catatan.RapatBaru("Rakor <b>uji</b>", date(2026, 10, 1), "63.06"))
    app = buka(rapat=kept.id)
    assert "Rakor &lt;b&gt;uji&lt;/b&gt;" in words(app) and "Rakor <b>uji</b>" not in words(app)
    press(app, "Tarik rapat")
    assert "Alasan masih kosong." in words(app)
    app.text_input(key="rapat_alasan").set_value("Tercatat dua kali")
    press(app, "Tarik rapat")
    assert catatan.list_rapat(toko) == () and "rapat ditarik" in words(app)
    press(app, "Urungkan")
    assert [each.id for each in catatan.list_rapat(toko)] == [kept.id]
