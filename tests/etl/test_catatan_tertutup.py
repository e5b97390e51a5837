"""A store that cannot be used is said in one sentence and an exit code by every command, never in a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from etl.__main__ import main
from etl.catatan import alias, koreksi, pengakuan, sahkan
from etl.catatan.alias import add_alias
from p4gn.catatan import basis
from tests.etl.kiriman import TES_TAJUK, tes_row, write_csv

ADMIN = "Admin Kesbangpol"
EDISI = "2026-01-01-uji-00000001"
ALIAS = ["--jenis", "opd", "--tertulis", "DKSH", "--baku", "DINKES", "--oleh", ADMIN]
KOREKSI = [
    "--sumber",
    "rapat",
    "--cocok",
    "id=X1",
    "--kolom",
    "tempat",
    "--dari",
    "a",
    "--menjadi",
    "b",
    "--alasan",
    "salah",
    "--oleh",
    ADMIN,
]
PERINTAH: list[tuple[Callable[[Sequence[str]], int], list[str]]] = [
    (alias.main, ALIAS), (alias.main, ["--daftar"]), (koreksi.main, KOREKSI), (koreksi.main, ["--daftar"]), (pengakuan.main, ["--daftar"]),
    (pengakuan.main, ["--tarik", "P1", "--alasan", "keliru", "--oleh", ADMIN]), (sahkan.main, [EDISI, "--oleh", ADMIN]),
    (main, ["alias", *ALIAS]), (main, ["sahkan", EDISI, "--oleh", ADMIN]),
]  # fmt: skip


@pytest.fixture(params=["tertutup", "lebih baru"])
def kata(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store out of reach, or made by a newer version; what must be said about it."""
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    if request.param == "tertutup":
        monkeypatch.setenv(basis.VARIABEL, "postgresql://x:rahasia@localhost:1/catatan")
        return "Catatan tidak dapat dibuka atau ditulis"
    add_alias("opd", "DPDK", "DISDIK", None, ADMIN)
    with create_engine(f"sqlite:///{tmp_path / 'data' / 'catatan' / 'catatan.db'}").begin() as connection:
        connection.execute(text("insert into versi_catatan values (99, '2099-01-01')"))
    basis.forget_engines()
    return "Perbarui Dasbor P4GN"


@pytest.mark.parametrize(("perintah", "isian"), PERINTAH)
def test_a_command_says_it_in_one_sentence(kata: str, perintah, isian: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert perintah(isian) == 1
    said = capsys.readouterr()
    assert kata in said.err and said.err.count("\n") == 1 and "rahasia" not in said.err and said.out == ""


def test_a_build_without_its_notes_is_refused_also_for_a_screen(kata: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row()])
    assert main(["bangun", "--masukan", str(path)]) == 1
    assert kata in capsys.readouterr().err
    assert main(["bangun", "--masukan", str(path), "--json"]) == 1
    assert kata in json.loads(capsys.readouterr().out.splitlines()[-1])["galat"]
    assert not [item for item in (tmp_path / "data" / "edisi").iterdir() if item.name != ".kunci"]
