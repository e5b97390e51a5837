"""Reminders on the screen: one agency at a time, and letters only where a server is configured and the reader has seen who gets what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from exports import ics, kirim, pengingat
from p4gn import peran
from p4gn.catatan.basis import VARIABEL, forget_engines
from p4gn.scope import Scope
from tests.exports.rapat_buatan import write_edisi_rapat
from ui.pengingat import Pembuat

ALAMAT = {"DINKES@63": ("dinkes@contoh.go.id",), "DINKES@63.06": ("dinkes.hss@contoh.go.id",)}


@pytest.fixture
def scope(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scope]:
    """The tiny edition with an empty store, looked at in a year without meetings."""
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    monkeypatch.setenv(peran.VARIABEL, peran.ANALIS)
    yield Scope(write_edisi_rapat(tmp_path / "data"), "63", "2024")
    forget_engines()


def pembuat(setelan: Callable[[], object] = lambda: None, send: Callable[..., object] = lambda *_: ()) -> Pembuat:
    return Pembuat(
        pengingat.list_pengingat, pengingat.list_tanpa_penanggung, pengingat.nama_penagih, pengingat.pesan_text, pengingat.pengingat_csv,
        ics.tindak_lanjut_ics, setelan, kirim.susun_surat, send,
    )  # fmt: skip


def show(scope: Scope, made: Pembuat) -> AppTest:
    def screen(scope, made):
        from ui.pengingat import draw_pengingat

        draw_pengingat(scope, made)

    shown = AppTest.from_function(screen, args=(scope, made)).run()
    assert not shown.exception
    return shown


def words(shown: AppTest) -> str:
    return " ".join(each.proto.body for each in shown.get("html"))


def labels(shown: AppTest) -> list[str]:
    return [each.label for each in shown.button]


def test_an_agency_is_chosen_and_its_text_can_be_copied(scope: Scope) -> None:
    shown = show(scope, pembuat())
    assert shown.selectbox[0].options == [
        "Dinas Kesehatan Provinsi Kalimantan Selatan (1 lewat tenggat)",
        "Dinas Sosial Provinsi Kalimantan Selatan (1 tanpa tenggat)",
        "Dinas Kesehatan Kabupaten Hulu Sungai Selatan (1 segera jatuh tempo)",
    ]
    assert "Terbitkan SE tes urine. Tenggat 31 Mei 2026, lewat 30 hari." in shown.code[0].value
    assert [each.proto.label for each in shown.get("download_button")] == ["Kalender tenggat (.ics)", "Tabel semua OPD (CSV)"]
    shown.selectbox[0].select("DINSOS@63").run()
    assert "*Tanpa tenggat (1)*" in shown.code[0].value
    assert [each.proto.label for each in shown.get("download_button")] == ["Tabel semua OPD (CSV)"]
    assert "1 tindak lanjut tanpa tenggat tidak ada di kalender." in words(shown)


def test_days_ahead_are_chosen_and_an_agency_that_is_no_longer_listed_is_let_go(scope: Scope) -> None:
    shown = show(scope, pembuat())
    shown.selectbox[0].select("DINKES@63.06").run()
    shown.number_input[0].set_value(7).run()
    assert not shown.exception
    assert len(shown.selectbox[0].options) == 2 and "Dinas Kesehatan Provinsi" in shown.code[0].value


def test_nothing_to_remind_of_is_said(scope: Scope) -> None:
    shown = show(replace(scope, kode_wilayah="63.71"), pembuat())
    assert "Tidak ada yang perlu diingatkan." in words(shown) and not shown.selectbox and not shown.get("download_button")


def setelan() -> object:
    return SimpleNamespace(alamat=ALAMAT, peladen=SimpleNamespace(dari="kesbangpol@contoh.go.id"))


def test_without_a_server_nothing_speaks_of_e_mail(scope: Scope) -> None:
    assert "Kirim lewat surel" not in labels(show(scope, pembuat()))


def test_a_setting_that_cannot_be_used_is_said(scope: Scope) -> None:
    def broken() -> object:
        raise kirim.SetelanSalah("P4GN_ALAMAT_OPD belum diisi.")

    shown = show(scope, pembuat(broken))
    assert "Pengiriman surel belum dapat dipakai. P4GN_ALAMAT_OPD belum diisi." in words(shown)
    assert "Kirim lewat surel" not in labels(shown)


def test_the_public_sends_nothing(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(peran.VARIABEL, peran.PUBLIK)
    assert labels(show(scope, pembuat(setelan))) == []


def test_who_gets_what_is_said_before_and_what_became_of_it_afterwards(scope: Scope) -> None:
    sent: list[kirim.Surat] = []

    def send(letters, _peladen):
        sent.extend(letters)
        return [
            kirim.Hasil(
                each.kunci, each.label, "terkirim" if each.kunci == "DINKES@63" else "ditolak", "" if each.kunci == "DINKES@63" else "550"
            )
            for each in letters
        ]

    shown = show(scope, pembuat(setelan, send))
    shown.button(key="pengingat-kirim").click().run()
    assert "1 surat akan dikirim dari kesbangpol@contoh.go.id" in words(shown) and "dinkes@contoh.go.id" in words(shown)
    shown.radio[0].set_value("semua").run()
    told = words(shown)
    assert "2 surat akan dikirim dari" in told and "dinkes.hss@contoh.go.id" in told
    assert "Tidak dikirim karena tidak ada alamatnya: Dinas Sosial Provinsi Kalimantan Selatan." in told
    assert shown.button(key="pengingat-kirim-ya").disabled, "an example edition is not sent before the reader says that it is meant"
    assert sent == []
    shown.checkbox[0].check().run()
    shown.button(key="pengingat-kirim-ya").click().run()
    assert not shown.exception
    assert [each.kunci for each in sent] == ["DINKES@63", "DINSOS@63", "DINKES@63.06"]
    told = words(shown)
    assert "1 dari 3 surat terkirim." in told and "550" in told and "@contoh.go.id" not in told
    assert "Dinas Sosial Provinsi Kalimantan Selatan" in told
    assert labels(shown) == ["Kirim lewat surel"]


def test_sending_can_be_left(scope: Scope) -> None:
    shown = show(scope, pembuat(setelan))
    shown.button(key="pengingat-kirim").click().run()
    shown.button(key="pengingat-batal").click().run()
    assert labels(shown) == ["Kirim lewat surel"] and "akan dikirim" not in words(shown)


def test_an_agency_without_an_address_cannot_be_written_to(scope: Scope) -> None:
    shown = show(scope, pembuat(setelan))
    shown.selectbox[0].select("DINSOS@63").run()
    shown.button(key="pengingat-kirim").click().run()
    assert "Tidak ada surat yang dapat dikirim." in words(shown) and labels(shown) == ["Batal"]


def test_pressing_twice_sends_once(scope: Scope) -> None:
    sent: list[object] = []
    shown = show(scope, pembuat(setelan, lambda letters, _: sent.extend(letters) or ()))
    shown.button(key="pengingat-kirim").click().run()
    shown.checkbox[0].check().run()
    shown.session_state["pengingat_form"].mulai = True  # the first press is still at work
    shown.button(key="pengingat-kirim-ya").click().run()
    assert not shown.exception and sent == []


def test_agencies_without_an_address_are_named_afterwards(scope: Scope) -> None:
    def send(letters, _peladen):
        return [kirim.Hasil(each.kunci, each.label, "terkirim" if each.kepada else "tanpa alamat") for each in letters]

    shown = show(scope, pembuat(setelan, send))
    shown.button(key="pengingat-kirim").click().run()
    shown.radio[0].set_value("semua").run()
    shown.checkbox[0].check().run()
    shown.button(key="pengingat-kirim-ya").click().run()
    assert "2 dari 2 surat terkirim. 1 OPD tanpa alamat." in words(shown)
    assert "Tanpa alamat: Dinas Sosial Provinsi Kalimantan Selatan." in words(shown)
