"""The reading command: one line in, one JSON object out."""

import io
import json
import os
import subprocess
import sys
import time

import pytest

from etl.baca import main


def _run(kind: str, text: str) -> list[dict]:
    out = io.StringIO()
    assert main([kind], io.StringIO(text), out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_gives_one_object_in_order_also_an_empty_one():
    rows = _run("tanggal", "Rabu (13/07/2022) petang\r\n\r\n5 Mei\t2024\n31 Mei")
    assert [row["nilai"] for row in rows] == ["2022-07-13", None, "2024-05-05", None]
    assert [row["keadaan"] for row in rows] == ["terbaca", "kosong", "ditandai", "ambigu"]
    assert {"tertulis", "nilai", "keadaan", "sebab", "kandidat"} <= rows[0].keys()
    assert rows[0]["presisi"] == "hari"


@pytest.mark.parametrize(
    ("kind", "line", "nilai"),
    [
        ("wilayah", "Banjar\t63", "63.03"),
        ("wilayah", "Pemkab HSS", "63.06"),
        ("wilayah", "Bogor\t\thttps://bogorkab.go.id", "32.01"),
        ("opd", "Dinkes HST", "Dinas Kesehatan"),
        ("opd", "Dinkes\tHSS", "Dinas Kesehatan"),
        ("angka", "1.343", 1343),
        ("angka", "1,73\tindeks", 1.73),
    ],
)
def test_what_stands_after_the_tab_is_context(kind, line, nilai):
    assert _run(kind, line + "\n")[0]["nilai"] == nilai


def test_no_input_gives_no_output():
    assert _run("tanggal", "") == []


@pytest.mark.parametrize("argv", [[], ["hewan"], ["tanggal", "wilayah"]])
def test_an_unknown_kind_shows_the_usage(argv, capsys):
    assert main(argv, io.StringIO(""), io.StringIO()) == 2
    assert "tanggal|wilayah|opd|angka" in capsys.readouterr().err


def test_text_is_utf8_whatever_the_locale(root):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "etl.baca", "tanggal"],
        input="\ufeffJum’at (27/8/2021) – siang\n".encode(),
        capture_output=True,
        cwd=root,
        env=environment,
        check=True,
    )
    row = json.loads(done.stdout.decode("utf-8"))
    assert (row["tertulis"], row["nilai"]) == ("Jum’at (27/8/2021) – siang", "2021-08-27")
    assert "’" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("kind", "lines"),
    [("tanggal", ["Rabu (13/07/2022)", "Kamis (24/6p"]), ("wilayah", ["Pemkab HSS", "Tabalog"]), ("opd", ["Dinkes", "Inspetorat"])],
)
def test_a_thousand_lines_are_read_quickly(kind, lines):
    text = "".join(f"{line} {number}\n" if number % 2 else f"{line}\n" for number in range(500) for line in lines)
    start = time.process_time()
    assert len(_run(kind, text)) == 1000
    assert time.process_time() - start < 4


def test_a_code_beside_a_name_that_names_another_region_is_told() -> None:
    (agrees, differs) = _run("wilayah", "Kabupaten Tanah Bumbu\t63.10\nKabupaten Tanah Bumbu\t63.09\n")
    assert (agrees["nilai"], agrees["keadaan"]) == ("63.10", "terbaca")
    assert (differs["nilai"], differs["keadaan"]) == ("63.10", "ditandai")
    assert "Kabupaten Tabalong" in differs["sebab"]
