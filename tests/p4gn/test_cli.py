"""The command line gives numbers, and says in Indonesian what it cannot give."""

import csv
import io
import json
import subprocess
import sys

import pytest

from p4gn.__main__ import main


def run(capsys, *args):
    try:
        code = main(args)
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, out, err


def test_values_as_csv(edisi, capsys):
    code, out, _ = run(capsys, "nilai", "--indikator", "rapat_tercatat", "--wilayah", "98", "--per", "kabkota")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["kode"], row["nama"], row["nilai"], row["keadaan"]) for row in rows] == [
        ("98.01", "Aruna", "5", "ada"), ("98.02", "Bintara", "2", "ada"), ("98.03", "Citra", "", "belum_lapor"), ("98.04", "Delima", "", "belum_lapor"),
    ]  # fmt: skip


def test_values_as_json_keep_unknown_as_null(edisi, capsys):
    args = ("nilai", "--indikator", "kehadiran_tes", "--wilayah", "98", "--per", "periode", "--periode", "semua", "--format", "json")
    code, out, _ = run(capsys, *args)
    rows = json.loads(out)
    assert code == 0
    assert [(row["kode"], row["pembilang"], row["nilai"]) for row in rows][:2] == [("2023", None, None), ("2024", 50, 50)]


def test_the_list_of_indicators(capsys):
    code, out, _ = run(capsys, "indikator", "--format", "json")
    assert code == 0 and len(json.loads(out)) >= 12


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("--indikator", "rapat_tercatt"), 1, "Mungkin maksud Anda: rapat_tercatat"),
        (("--indikator", "rapat_tercatat", "--wilayah", "99"), 1, "Wilayah 99 tidak ada"),
        (("--indikator", "rapat_tercatat", "--wilayah", "9801"), 1, "kode Kemendagri bertitik"),
        (("--indikator", "rapat_tercatat", "--periode", "2025-Q1"), 1, "Periode “2025-Q1” tidak dikenal"),
        (("--indikator", "rapat_tercatat", "--edisi", "2020-01-01-publik-00000000"), 1, "tidak ada di sini"),
        (("--indikator", "rapat_tercatat", "--wilayah", "98", "--per", "desa"), 1, "belum sampai tingkat desa/kelurahan"),
        (("--indikator", "rapat_tercatat", "--wilayah", "98", "--per", "rt"), 1, "Rincian “rt” tidak dikenal"),
        (("--wilayah", "98"), 2, "belum ditulis: --indikator"),
        (("--indikator", "rapat_tercatat", "--format", "xlsx"), 2, "pilihan tidak dikenal"),
    ],
)
def test_what_cannot_be_given_is_said_in_indonesian(edisi, capsys, args, code, message):
    got, out, err = run(capsys, "nilai", *args)
    assert (got, out) == (code, "")
    assert message in err
    assert "Traceback" not in err and "usage" not in err


def test_without_an_edition_it_says_how_to_make_one(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    code, _, err = run(capsys, "nilai", "--indikator", "rapat_tercatat")
    assert code == 1 and "python -m etl bangun" in err


def test_the_list_needs_no_heavy_library(root):
    code = "import sys; sys.argv = ['p4gn', 'indikator']; from p4gn.__main__ import main; main(); print(sorted({'pandas', 'duckdb'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert result.stdout.strip().endswith("[]")


def test_an_agency_nobody_knows_is_an_error_not_silence(edisi, capsys):
    code, out, err = run(capsys, "nilai", "--indikator", "rapat_tercatat", "--wilayah", "98", "--opd", "ZZZ")
    assert (code, out) == (1, "")
    assert "“ZZZ” tidak dikenal" in err
