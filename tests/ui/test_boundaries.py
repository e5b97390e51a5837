"""What has never been drawn is drawn by a process of its own when somebody looks at it; what cannot be drawn is tried once."""

import pytest

from p4gn.geography import wilayah
from ui import boundaries


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path / "static"))
    return boundaries.Workshop()


@pytest.mark.parametrize("kode", ["nasional", "75"])
def test_the_process_draws_what_was_asked_for(workshop, kode):
    boundaries._run(kode, workshop)
    assert workshop.failed == set()
    assert wilayah.peta_index(kode)["jenis"] == "skematik"


def test_what_cannot_be_drawn_is_remembered(workshop):
    boundaries._run("99", workshop)
    assert workshop.failed == {"99"}
    assert wilayah.peta_index("99") is None
