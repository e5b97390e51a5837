"""`python -m etl batas`: what it says, what it leaves behind and with which exit code."""

import json

import pytest

from etl import batas
from p4gn.geography.wilayah import sumber_peta


@pytest.fixture
def folders(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path / "static"))
    return tmp_path


def test_schematic_boundaries_are_built_drawn_and_then_left_alone(folders, capsys):
    assert batas.main(["--skematik", "75"]) == 0
    assert "[1/1] 75 Gorontalo: 6 kab/kota skematik" in capsys.readouterr().out
    index = json.loads((folders / "static" / "peta" / "index.json").read_text())
    assert index["75"]["jenis"] == "skematik"
    assert (folders / "static" / "peta" / index["75"]["versi"] / "75.json").exists()
    assert json.loads((folders / "data" / "batas" / "75" / "info.json").read_text())["jenis"] == "skematik"

    assert batas.main(["--skematik", "75"]) == 0
    assert "sudah terbaru" in capsys.readouterr().out
    assert batas.main(["--skematik", "75", "--bila-perlu"]) == 0
    assert capsys.readouterr().out == ""

    assert batas.main(["--daftar"]) == 0
    assert "75 Gorontalo: 6 kab/kota skematik" in capsys.readouterr().out


def test_lost_drawings_are_drawn_again(folders, capsys):
    batas.main(["--skematik", "75"])
    versi = json.loads((folders / "static" / "peta" / "index.json").read_text())["75"]["versi"]
    (folders / "static" / "peta" / versi / "75.json").unlink()
    (folders / "static" / "peta" / "index.json").unlink()
    assert batas.main(["--skematik", "75"]) == 0
    assert (folders / "static" / "peta" / versi / "75.json").exists()


def test_an_empty_house_says_what_to_do(folders, capsys):
    assert batas.main(["--daftar"]) == 0
    assert "python -m etl batas --skematik 63" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [[], ["--skematik", "99"], ["--skematik", "6306"], ["--daftar", "x.gpkg"], ["--tidak-ada"]])
def test_wrong_use_is_explained(folders, argv):
    assert batas.main(argv) == 2


def test_unreadable_files_are_refused_by_name(folders, capsys):
    (folders / "surat.geojson").write_text("bukan peta")
    assert batas.main([str(folders / "surat.geojson")]) == 1
    assert "surat.geojson: tidak dapat dibaca" in capsys.readouterr().err
    assert batas.main([str(folders / "tidak_ada.gpkg")]) == 1
    assert "berkas tidak ada" in capsys.readouterr().err


def test_official_file_is_reported_installed_and_drawn(folders, capsys, shared):
    assert batas.main([str(shared / "boundaries" / "63_kalsel_kabkota_ringan.geojson")]) == 0
    out = capsys.readouterr().out
    assert "Kalimantan Selatan, kabupaten/kota: 13 dari 13 punya bentuk" in out
    assert "13 kab/kota resmi; 156 kecamatan skematik" in out
    assert json.loads((folders / "static" / "peta" / "index.json").read_text())["63"]["jenis"] == "resmi"


def test_the_national_map_is_there_in_seconds_and_follows_an_official_file(folders, capsys, shared):
    assert batas.main(["--nasional"]) == 0
    assert "Peta nasional: digambar, 38 provinsi dan 514 kab/kota" in capsys.readouterr().out
    assert batas.main(["--nasional"]) == 0
    assert "sudah terbaru" in capsys.readouterr().out
    assert batas.main(["--nasional", "--bila-perlu"]) == 0
    assert batas.main(["--skematik", "75"]) == 0
    assert "Peta nasional" not in capsys.readouterr().out
    assert batas.main([str(shared / "boundaries" / "63_kalsel_kabkota_ringan.geojson")]) == 0
    assert "Peta nasional: digambar" in capsys.readouterr().out
    assert "1 provinsi memakai 63_kalsel_kabkota_ringan.geojson" in sumber_peta("nasional")[1]
    assert batas.main(["--skematik", "63", "--ganti"]) == 0
    assert "memakai" not in sumber_peta("nasional")[1]
