"""The editor of briefings: order, notes, another slide, a name; and a chart that goes into a briefing from its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from p4gn.catatan import basis
from p4gn.paparan import simpan
from p4gn.paparan.susunan import read_bawaan

EDITOR = """
from ui import susun_paparan
paparan = susun_paparan.choose_paparan()
import streamlit as st
from p4gn.scope import Scope
st.session_state.setdefault("scope", Scope("uji"))
susun_paparan.draw_slides(paparan, {})
st.session_state["hasil"] = [each.kunci for each in susun_paparan.current_susunan(paparan).butir]
"""


@pytest.fixture(autouse=True)
def simpanan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_CATATAN", f"sqlite:///{tmp_path / 'catatan.db'}")
    basis.forget_engines()


@pytest.fixture
def editor() -> AppTest:
    return AppTest.from_string(EDITOR, default_timeout=30).run()


def test_order_notes_and_a_name_are_kept(editor: AppTest) -> None:
    assert not editor.exception
    keys = [each.kunci for each in read_bawaan().butir]
    editor.button(key=f"arrow_downward-{keys[0]}").click().run()
    assert editor.session_state["hasil"][:2] == [keys[1], keys[0]]
    editor.button(key=f"delete-{keys[2]}").click().run()
    editor.button(key=f"visibility_off-{keys[3]}").click().run()
    editor.text_area(key=f"catatan--{keys[1]}").set_value("Sebut angka ini dahulu").run()
    editor.button(key="salindia-tambah").click().run()
    editor.text_input(key="paparan_nama").set_value("Rakor").run()
    editor.button(key="paparan-baru").click().run()
    assert not editor.exception
    saved = simpan.find_paparan("rakor")
    assert saved is not None
    assert [each.kunci for each in saved.butir[:2]] == [keys[1], keys[0]]
    assert saved.butir[0].catatan == "Sebut angka ini dahulu"
    assert keys[2] not in {each.kunci for each in saved.butir}
    assert [each.kunci for each in saved.butir if not each.tampil] == [keys[3]]
    assert len(saved.butir) == len(keys)


def test_changes_can_be_let_go(editor: AppTest) -> None:
    keys = [each.kunci for each in read_bawaan().butir]
    editor.button(key=f"delete-{keys[0]}").click().run()
    assert keys[0] not in editor.session_state["hasil"]
    editor.button(key="paparan-batal").click().run()
    assert editor.session_state["hasil"] == keys
