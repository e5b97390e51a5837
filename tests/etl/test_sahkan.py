"""An edition is signed off beside itself: not one byte of it changes, and whoever looks sees who did it and when."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from etl.catatan import sahkan
from etl.catatan.sahkan import sign_off, withdraw_sign_off
from etl.problems import EtlGagal
from p4gn.catatan.buku import RIWAYAT, write_buku
from p4gn.catatan_data import list_riwayat
from p4gn.warehouse.editions import SKEMA, list_edisi, read_manifest

KEPALA = "Kepala Badan Kesbangpol"
EDISI, LAIN = "2026-01-01-uji-00000001", "2026-01-01-uji-00000002"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    for id_edisi, status in ((EDISI, "sementara"), (LAIN, "final")):
        folder = tmp_path / "edisi" / id_edisi
        folder.mkdir(parents=True)
        (folder / "gudang.duckdb").write_bytes(b"isi")
        manifest = {
            "id": id_edisi, "judul": "Uji", "jenis": "uji", "dibuat": "2026-01-01", "status": status, "data_per": "2026-01-01",
            "versi_kode": "1", "skema": SKEMA,
        }  # fmt: skip
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def fingerprint(data: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (data / "edisi" / EDISI).iterdir()}


def test_signing_off_makes_an_edition_final_and_leaves_its_bytes_alone(data: Path) -> None:
    before = fingerprint(data)
    manifest = sign_off(EDISI, KEPALA)
    assert manifest == read_manifest(EDISI) and manifest.status == "final"
    assert manifest.lain["disahkan"]["oleh"] == KEPALA
    assert datetime.fromisoformat(manifest.lain["disahkan"]["kapan"]).utcoffset() is not None
    assert {item.id: item.status for item in list_edisi()}[EDISI] == "final"
    assert fingerprint(data) == before


def test_an_edition_is_signed_off_once() -> None:
    sign_off(EDISI, KEPALA)
    with pytest.raises(EtlGagal, match=f"sudah disahkan oleh {KEPALA}"):
        sign_off(EDISI, "Sekretaris Daerah")
    assert len(list_riwayat(EDISI)) == 1


def test_a_sign_off_taken_back_leaves_its_reason_and_may_be_given_again() -> None:
    sign_off(EDISI, KEPALA)
    manifest = withdraw_sign_off(EDISI, KEPALA, "angka tes belum lengkap")
    assert (manifest.status, "disahkan" in manifest.lain) == ("sementara", False)
    assert manifest.lain["pengesahan_dibatalkan"]["alasan"] == "angka tes belum lengkap"
    with pytest.raises(EtlGagal, match="masih sementara"):
        withdraw_sign_off(EDISI, KEPALA, "lagi")
    assert sign_off(EDISI, "Sekretaris Daerah").lain["disahkan"]["oleh"] == "Sekretaris Daerah"
    assert [item.peristiwa for item in list_riwayat(EDISI)] == ["sah", "batal", "sah"]


def test_an_edition_built_as_final_can_be_signed_and_can_be_made_provisional() -> None:
    assert "disahkan" not in read_manifest(LAIN).lain
    assert sign_off(LAIN, KEPALA).lain["disahkan"]["oleh"] == KEPALA
    assert withdraw_sign_off(LAIN, KEPALA, "keliru").status == "sementara"
    assert read_manifest(EDISI).status == "sementara"


@pytest.mark.parametrize("salah", ["2026-01-01-uji-ffffffff", "../../etc", ""])
def test_what_is_no_edition_cannot_be_signed_off(salah: str) -> None:
    with pytest.raises(EtlGagal, match=EDISI):
        sign_off(salah, KEPALA)
    assert list_riwayat() == ()


def test_only_an_office_signs() -> None:
    with pytest.raises(EtlGagal, match="jabatan saja"):
        sign_off(EDISI, "Drs. Fulan, M.Si")
    assert read_manifest(EDISI).status == "sementara"


def test_a_damaged_line_in_an_old_history_takes_no_sign_off_away(data: Path) -> None:
    signed = {"peristiwa": "sah", "edisi": EDISI, "oleh": KEPALA, "kapan": "2026-03-01T08:00:00+08:00"}
    damaged = b'\n{"peristiwa": "bat\n[1]\n{"peristiwa": ["sah"], "edisi": "' + EDISI.encode() + b'"}\n'
    (data / "catatan").mkdir()
    (data / "catatan" / "edisi.jsonl").write_bytes(json.dumps(signed).encode() + damaged)
    assert read_manifest(EDISI).status == "final"
    with pytest.raises(EtlGagal, match=f"sudah disahkan oleh {KEPALA} pada 1 Maret 2026"):
        sign_off(EDISI, KEPALA)


def test_an_odd_line_in_the_book_takes_no_sign_off_away() -> None:
    sign_off(EDISI, KEPALA)
    with write_buku(RIWAYAT) as add:
        add({"peristiwa": ["sah"], "edisi": EDISI})
    assert read_manifest(EDISI).status == "final"


def test_two_who_sign_at_once_make_one_sign_off() -> None:
    with ThreadPoolExecutor(8) as offices:
        asked = [offices.submit(sign_off, EDISI, KEPALA) for _ in range(8)]
    refused = [each.exception() for each in asked if each.exception()]
    assert len(refused) == 7 and all("sudah disahkan" in str(error) for error in refused)
    assert [item.peristiwa for item in list_riwayat(EDISI)] == ["sah"]


def test_an_edition_can_be_read_where_the_notes_cannot(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    sign_off(EDISI, KEPALA)
    monkeypatch.setenv("P4GN_CATATAN", "postgresql://x:rahasia@localhost:1/catatan")
    assert (read_manifest(EDISI).status, len(list_edisi())) == ("sementara", 2)
    assert "pengesahan tidak tampak" in caplog.text and "rahasia" not in caplog.text


def test_the_command_signs_takes_back_and_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    assert sahkan.main([EDISI, "--oleh", KEPALA]) == 0
    assert f"Edisi {EDISI} disahkan dan berstatus final." in capsys.readouterr().out
    assert sahkan.main([EDISI, "--oleh", KEPALA]) == 1
    assert "sudah disahkan" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        sahkan.main([EDISI, "--oleh", KEPALA, "--batal"])
    assert "belum ditulis: --alasan" in capsys.readouterr().err
    assert sahkan.main([EDISI, "--oleh", KEPALA, "--batal", "--alasan", "angka berubah"]) == 0
    assert "kembali sementara" in capsys.readouterr().out
