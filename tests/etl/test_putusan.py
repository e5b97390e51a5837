"""An official decides on candidates; the rule proposes, nobody is honoured by a machine, and every decision stays in the notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.catatan import pengakuan
from etl.problems import EtlGagal
from p4gn.catatan.buku import PENGAKUAN, read_buku
from p4gn.catatan_data import list_pengakuan
from p4gn.scoring.hasil import Rapor
from p4gn.scoring.pengakuan import Calon

EDISI = "2026-01-01-uji-00000001"
KABAN = "Kepala Badan Kesbangpol"
RAPOR = Rapor("DINUJI@63", "Dinas Uji", "63", "DINUJI", "Dinas", (), {}, 90.0, 90.0, 100.0, 7, 7, 100.0, "hijau")
SATU = (EDISI, "63", "opd", "2025", "DINUJI@63", "penghargaan")


@pytest.fixture(autouse=True)
def candidates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    monkeypatch.setattr(pengakuan, "list_calon", lambda *_: (Calon("penghargaan", "opd", RAPOR, ("Hijau.",), ()),))


def test_a_decision_is_noted_once_and_can_be_taken_back() -> None:
    note = pengakuan.decide(*SATU, "setuju", KABAN, "")
    assert (note.id, note.keputusan, note.oleh) == ("P1", "setuju", KABAN)
    with pytest.raises(EtlGagal, match="sudah diputuskan"):
        pengakuan.decide(*SATU, "tidak", KABAN, "Keliru")
    pengakuan.take_back("P1", KABAN, "Perlu ditinjau lagi")
    assert list_pengakuan() == ()
    assert pengakuan.decide(*SATU, "tidak", KABAN, "Masih menunggak").id == "P2"
    assert [line.get("id") or line["tarik"] for line in read_buku(PENGAKUAN).baris] == ["P1", "P1", "P2"]


def test_only_a_candidate_of_the_rule_can_be_decided_on() -> None:
    with pytest.raises(EtlGagal, match="bukan calon pembinaan"):
        pengakuan.decide(*SATU[:-1], "pembinaan", "setuju", KABAN, "")


@pytest.mark.parametrize(("oleh", "alasan"), [("Budi Santoso, S.Sos", "Baik"), (KABAN, "hubungi 081234567890")])
def test_no_person_enters_the_notes(oleh: str, alasan: str) -> None:
    with pytest.raises(EtlGagal):
        pengakuan.decide(*SATU, "setuju", oleh, alasan)
    assert list_pengakuan() == ()


def test_turning_down_needs_a_reason() -> None:
    with pytest.raises(EtlGagal, match="alasan"):
        pengakuan.decide(*SATU, "tidak", KABAN, "")


def test_the_command_tells_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    options = [f"--{name}={value}" for name, value in zip(("edisi", "wilayah", "subjek", "periode", "kunci", "jenis"), SATU, strict=True)]
    assert pengakuan.main([*options, "--keputusan=setuju", f"--oleh={KABAN}"]) == 0
    assert "Putusan P1 dicatat: DINUJI@63, penghargaan, setuju." in capsys.readouterr().out
    assert pengakuan.main(["--daftar"]) == 0
    assert "P1" in capsys.readouterr().out
    assert pengakuan.main([*options, "--keputusan=setuju", f"--oleh={KABAN}"]) == 1
    assert [line["keputusan"] for line in read_buku(PENGAKUAN).baris] == ["setuju"]
