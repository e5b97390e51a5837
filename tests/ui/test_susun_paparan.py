"""The editor of briefings: order, notes, another slide, a name; what is not saved yet and what others save meanwhile; names changed, ended, restored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from p4gn.catatan import Paparan, Pencatat, basis
from p4gn.paparan import simpan
from p4gn.paparan.susunan import ButirSusunan, Susunan, read_bawaan
from ui.susun_paparan import beda_text

EDITOR = """
import streamlit as st
from p4gn.scope import Scope
from ui import rancangan, susun_paparan
st.session_state.setdefault("scope", Scope("uji"))
paparan = susun_paparan.choose_paparan()
susun_paparan.draw_slides(paparan, {})
st.session_state["hasil"] = rancangan.current_susunan(paparan).butir
"""
LAIN = Pencatat("Sekretariat", "analis", "paparan", "uji", "sesi-lain")
KUNCI = [each.kunci for each in read_bawaan().butir]


@pytest.fixture(autouse=True)
def simpanan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_CATATAN", f"sqlite:///{tmp_path / 'catatan.db'}")
    basis.forget_engines()


@pytest.fixture
def editor() -> AppTest:
    return AppTest.from_string(EDITOR, default_timeout=30).run()


@pytest.fixture
def rakor() -> Paparan:
    """A briefing of four slides that somebody else saved."""
    return simpan.record_paparan(LAIN, Susunan("Rakor", read_bawaan().butir[:4]))


@pytest.fixture
def editor_rakor(rakor: Paparan) -> AppTest:
    app = AppTest.from_string(EDITOR, default_timeout=30)
    app.query_params["paparan"] = rakor.nama
    return app.run()


def kunci(app: AppTest) -> list[str]:
    assert not app.exception
    return [each.kunci for each in app.session_state["hasil"]]


def note(app: AppTest, of: str):
    return next(each for each in app.text_area if each.key and each.key.startswith("catatan-") and each.key.endswith(f"-{of}"))


def name(app: AppTest, nama: str) -> None:
    next(each for each in app.text_input if each.label == "Nama paparan baru").set_value(nama).run()


def said(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def test_order_notes_and_a_name_are_kept(editor: AppTest) -> None:
    editor.button(key=f"arrow_downward-{KUNCI[0]}").click().run()
    assert kunci(editor)[:2] == [KUNCI[1], KUNCI[0]]
    editor.button(key=f"delete-{KUNCI[2]}").click().run()
    editor.button(key=f"visibility_off-{KUNCI[3]}").click().run()
    note(editor, KUNCI[1]).set_value("Sebut angka ini dahulu").run()
    editor.button(key="salindia-tambah").click().run()
    name(editor, "Rakor")
    editor.button(key="paparan-baru").click().run()
    assert not editor.exception
    saved = simpan.find_paparan("rakor")
    assert saved is not None
    assert [each.kunci for each in saved.butir[:2]] == [KUNCI[1], KUNCI[0]]
    assert saved.butir[0].catatan == "Sebut angka ini dahulu"
    assert KUNCI[2] not in {each.kunci for each in saved.butir}
    assert [each.kunci for each in saved.butir if not each.tampil] == [KUNCI[3]]
    assert len(saved.butir) == len(KUNCI)
    assert editor.query_params["paparan"] in ("Rakor", ["Rakor"]) and kunci(editor) == [each.kunci for each in saved.butir]


def test_a_note_typed_just_before_a_button_is_pressed_counts_too(editor: AppTest) -> None:
    note(editor, KUNCI[0]).set_value("Salam pembuka")
    editor.button(key=f"arrow_downward-{KUNCI[0]}").click().run()
    assert kunci(editor)[1] == KUNCI[0] and editor.session_state["hasil"][1].catatan == "Salam pembuka"


def test_changes_can_be_let_go_notes_too(editor: AppTest) -> None:
    editor.button(key=f"delete-{KUNCI[0]}").click().run()
    note(editor, KUNCI[1]).set_value("Tidak jadi").run()
    assert KUNCI[0] not in kunci(editor)
    editor.button(key="paparan-batal").click().run()
    assert editor.session_state["hasil"] == read_bawaan().butir
    assert note(editor, KUNCI[1]).value == ""
    editor.run()
    assert editor.session_state["hasil"] == read_bawaan().butir


def test_changes_to_one_briefing_wait_while_another_is_looked_at(editor_rakor: AppTest) -> None:
    editor_rakor.button(key=f"delete-{KUNCI[0]}").click().run()
    editor_rakor.selectbox(key="paparan_pilih").set_value(simpan.NAMA_RUMAH).run()
    assert kunci(editor_rakor) == KUNCI
    editor_rakor.selectbox(key="paparan_pilih").set_value("Rakor").run()
    assert kunci(editor_rakor) == KUNCI[1:4]


def test_what_another_adds_comes_along_without_a_question(editor_rakor: AppTest, rakor: Paparan) -> None:
    editor_rakor.button(key=f"arrow_downward-{KUNCI[0]}").click().run()
    simpan.add_butir(LAIN, rakor.id, ButirSusunan("baru", "tren", {"indikator": "orang_dites"}))
    editor_rakor.run()
    assert kunci(editor_rakor) == [KUNCI[1], KUNCI[0], KUNCI[2], KUNCI[3], "baru"]
    editor_rakor.button(key="paparan-simpan").click().run()
    saved = simpan.find_paparan("Rakor")
    assert saved is not None and [each.kunci for each in saved.butir] == kunci(editor_rakor)


@pytest.mark.parametrize(("pilihan", "hasil"), [("bentrok-lepas", [KUNCI[3], *KUNCI[:3]]), ("bentrok-tetap", KUNCI[1:4])])
def test_two_who_save_the_same_briefing_are_told_and_choose(editor_rakor: AppTest, rakor: Paparan, pilihan: str, hasil: list[str]) -> None:
    editor_rakor.button(key=f"delete-{KUNCI[0]}").click().run()
    simpan.change_paparan(LAIN, rakor.id, rakor.versi, (rakor.butir[3], *rakor.butir[:3]))
    editor_rakor.run()
    assert "Sekretariat menyimpan paparan ini lebih dahulu" in said(editor_rakor) and "urutannya diubah" in said(editor_rakor)
    assert kunci(editor_rakor) == KUNCI[1:4] and editor_rakor.button(key="paparan-simpan").disabled
    editor_rakor.button(key=pilihan).click().run()
    assert kunci(editor_rakor) == hasil and "lebih dahulu" not in said(editor_rakor)
    if pilihan == "bentrok-tetap":
        editor_rakor.button(key="paparan-simpan").click().run()
    saved = simpan.find_paparan("Rakor")
    assert saved is not None and [each.kunci for each in saved.butir] == hasil


def test_a_briefing_gets_another_name_and_is_ended_and_restored(editor_rakor: AppTest, rakor: Paparan) -> None:
    next(each for each in editor_rakor.text_input if each.label == "Nama baru").set_value("Forkopimda").run()
    editor_rakor.button(key="paparan-ganti").click().run()
    assert [each.nama for each in simpan.list_paparan()] == ["Forkopimda"] and kunci(editor_rakor) == KUNCI[:4]
    editor_rakor.button(key="paparan-tarik").click().run()
    assert simpan.list_paparan() == () and kunci(editor_rakor) == KUNCI
    editor_rakor.button(key=f"pulih-{rakor.id}").click().run()
    assert [each.nama for each in simpan.list_paparan()] == ["Forkopimda"] and kunci(editor_rakor) == KUNCI[:4]


def test_a_name_that_is_taken_is_refused_and_nothing_is_lost(editor: AppTest, rakor: Paparan) -> None:
    editor.button(key=f"delete-{KUNCI[0]}").click().run()
    name(editor, "rakor")
    editor.button(key="paparan-baru").click().run()
    assert "Sudah ada paparan bernama “Rakor”" in said(editor)
    assert kunci(editor) == KUNCI[1:]


def test_what_became_of_a_list_is_said_in_words() -> None:
    old = read_bawaan().butir[:4]
    new = (replace(old[1], catatan="x"), replace(old[0], tampil=False), old[2], ButirSusunan("t", "tren", {"indikator": "orang_dites"}))
    told = beda_text(old, new)
    assert told.startswith("ditambah Tren: ") and "; dihapus " in told
    assert told.endswith("urutannya diubah; 1 salindia disembunyikan atau ditampilkan; 1 catatan diubah")
    assert beda_text(old, old) == "salindianya sama"
