"""The editions a new installation starts with, and starting again beside what people have published since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.build import build_awal
from p4gn.warehouse.editions import current_edisi, list_edisi, read_manifest
from tests.etl.kiriman import TES_TAJUK, tes_row, write_csv


@pytest.fixture
def sedikit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose example is one small file, made as often as the starting editions are."""
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))

    def generate(folder: Path, sampai: date) -> None:
        assert sampai.day == 1
        folder.mkdir(parents=True, exist_ok=True)
        write_csv(folder / "tes.csv", [TES_TAJUK, tes_row("U1")])

    monkeypatch.setattr("etl.contoh.generate", generate)
    return tmp_path


def test_example_and_public_edition_stand_and_the_public_one_is_shown(sedikit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["awal"]) == 0
    assert read_manifest(current_edisi() or "").jenis == "publik"
    assert sorted(item.jenis for item in list_edisi()) == ["contoh", "publik"]
    assert capsys.readouterr().out.count(" terbit.") == 2

    write_csv(sedikit / "sendiri.csv", [TES_TAJUK, tes_row("U2")])
    assert main(["bangun", "--jenis", "provinsi", "--masukan", str(sedikit / "sendiri.csv")]) == 0
    own = current_edisi()
    again = build_awal(date.today())
    assert [item.baru for item in again] == [False, False]
    assert current_edisi() == own
