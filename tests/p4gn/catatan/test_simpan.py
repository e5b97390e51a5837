"""What the store promises: nothing lost, nothing doubled, nothing overwritten unseen, nothing deleted; on SQLite and on PostgreSQL."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from p4gn import catatan
from p4gn.catatan import basis, susun
from p4gn.catatan.basis import RAPAT, TINDAK_LANJUT

ROOT = Path(__file__).resolve().parents[3]
KEPUTUSAN = catatan.Keputusan("Terbitkan SE tes urine", "DINKES@98", ("SETDA@98",), date(2099, 12, 31), wilayah="98")


def run_penulis(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.p4gn.catatan.penulis", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def raw_engine(alamat: str):
    return create_engine(alamat.replace("postgresql://", "postgresql+psycopg://"))


def test_twenty_sessions_of_fifty_decisions(alamat: str, edisi: str) -> None:
    """Four processes that begin on an empty store at once, five sessions each, and every tenth decision sent twice."""
    writers = [run_penulis(f"p{each}-", "5", "50", edisi) for each in range(4)]
    confirmed = [line for writer in writers for line in writer.communicate()[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0] * 4
    events = catatan.list_since(0, 2000)
    assert len(confirmed) == len(set(confirmed)) == len(events) == 1000
    assert [each.nomor for each in events] == list(range(1, 1001)) and catatan.last_nomor() == 1000
    assert {f"{each.objek_id} {each.isi['teks']}" for each in events} == set(confirmed)
    assert len({each.isi["teks"] for each in events}) == 1000


def test_what_was_confirmed_survives_a_killed_writer(alamat: str, edisi: str) -> None:
    writer = run_penulis("mati-", "4", "5000", edisi)
    assert writer.stdout is not None
    confirmed = [writer.stdout.readline() for _ in range(60)]
    writer.send_signal(signal.SIGKILL)
    confirmed += [line for line in writer.stdout if line.endswith("\n")]
    assert writer.wait() == -signal.SIGKILL
    stored = {f"{each.objek_id} {each.isi['teks']}\n" for each in catatan.list_since(0, 20_000)}
    assert len(confirmed) >= 60 and set(confirmed) <= stored
    assert len(stored) <= len(confirmed) + 4  # of each session at most the one that was not confirmed yet
    assert catatan.read_tindak_lanjut(confirmed[0].split(" ")[0]).status == "belum"


def test_second_of_two_changes_is_told_of_the_first(alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat) -> None:
    kept = catatan.record_keputusan(pencatat, KEPUTUSAN)
    catatan.change_status(lain, kept.id, kept.versi, "berjalan", keterangan="Rancangan selesai dibahas")
    with pytest.raises(catatan.Bentrok, match="Operator Dinkes lebih dahulu") as bentrok:
        catatan.change_status(pencatat, kept.id, kept.versi, "batal")
    assert bentrok.value.kini == catatan.read_tindak_lanjut(kept.id)
    assert [(each.jenis, each.isi["status"], each.layar) for each in bentrok.value.perubahan] == [("status", "berjalan", "rapat")]
    assert catatan.read_tindak_lanjut(kept.id).status == "berjalan"
    again = catatan.change_status(pencatat, kept.id, bentrok.value.kini.versi, "batal")
    assert (again.status, again.versi) == ("batal", 3)
    assert catatan.attach_bukti(lain, kept.id, "https://contoh.go.id/se").versi == 4


@pytest.mark.parametrize("statement", ["update peristiwa set pelaku = 'Lain'", "delete from peristiwa", "timpa"])
def test_history_refuses_to_be_changed(alamat: str, pencatat: catatan.Pencatat, statement: str) -> None:
    """Also by somebody with a connection of their own, who does not go through this code."""
    over = "insert or replace into peristiwa select * from peristiwa" if alamat.startswith("sqlite") else "truncate peristiwa"
    kept = catatan.record_keputusan(pencatat, KEPUTUSAN)
    with raw_engine(alamat).connect() as connection, pytest.raises(DBAPIError, match="riwayat tidak dapat"):
        connection.execute(text(over if statement == "timpa" else statement))
    assert [each.pelaku for each in catatan.read_history(kept.id)] == ["Analis Kesbangpol"]


def test_a_commit_waits_for_the_disk(alamat: str, pencatat: catatan.Pencatat) -> None:
    catatan.record_keputusan(pencatat, KEPUTUSAN)
    asked = ("pragma journal_mode", "pragma synchronous") if alamat.startswith("sqlite") else ("show synchronous_commit",)
    with basis.read() as connection:
        found = [connection.execute(text(each)).scalar_one() for each in asked]
    assert found == (["wal", 2] if alamat.startswith("sqlite") else ["on"])


def test_the_same_submission_is_stored_once_and_other_content_is_not_dropped(alamat: str, pencatat: catatan.Pencatat) -> None:
    first = catatan.record_keputusan(pencatat, KEPUTUSAN, kunci_kirim="isian-1")
    assert catatan.record_keputusan(pencatat, KEPUTUSAN, kunci_kirim="isian-1") == first
    with pytest.raises(catatan.IsiSalah, match="isi lain"):
        catatan.record_keputusan(pencatat, catatan.Keputusan("Lain", wilayah="98"), kunci_kirim="isian-1")
    changed = catatan.change_status(pencatat, first.id, 1, "berjalan", kunci_kirim="isian-2")
    assert catatan.change_status(pencatat, first.id, 1, "berjalan", kunci_kirim="isian-2") == changed
    assert catatan.last_nomor() == 2


def test_current_state_can_be_made_from_the_events_alone(alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat) -> None:
    meeting = catatan.record_rapat(pencatat, catatan.RapatBaru("Rakor", date(2026, 6, 30), "98", agenda=("Evaluasi", "Rencana")))
    meeting = catatan.start_rapat(pencatat, meeting.id, meeting.versi)
    kept = catatan.record_keputusan(pencatat, catatan.Keputusan("Anggarkan tes urine", wilayah="98", rapat=meeting.id))
    kept = catatan.change_tenggat(pencatat, kept.id, kept.versi, date(2099, 1, 1), "Diminta Sekda")
    kept = catatan.change_penanggung(lain, kept.id, kept.versi, "SETDA@98", ["DINKES@98", "SETDA@98"])
    catatan.change_teks(lain, kept.id, kept.versi, "Anggarkan tes urine seluruh ASN")
    catatan.withdraw(pencatat, catatan.record_keputusan(pencatat, KEPUTUSAN).id, 1, "Tercatat dua kali")
    catatan.change_status(pencatat, catatan.kunci_berkas("98.01", "TL-1"), 0, "berjalan")
    catatan.finish_rapat(pencatat, meeting.id, meeting.versi)

    def read_tables() -> list:
        with basis.read() as connection:
            return [tuple(row) for table in (TINDAK_LANJUT, RAPAT) for row in connection.execute(table.select().order_by(table.c.id))]

    before = read_tables()
    with basis.write() as connection:
        connection.execute(text("delete from tindak_lanjut"))
        connection.execute(text("update rapat set keadaan = '{}'"))
    assert read_tables() != before
    assert catatan.rebuild() == 4
    assert read_tables() == before


def test_undo_is_for_ones_own_last_change(alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat) -> None:
    kept = catatan.record_keputusan(pencatat, KEPUTUSAN)
    kept = catatan.change_status(pencatat, kept.id, kept.versi, "selesai")
    with pytest.raises(catatan.IsiSalah, match="layar ini"):
        catatan.undo_last(lain, kept.id)
    assert catatan.undo_last(pencatat, kept.id).status == "belum"
    kept = catatan.change_status(lain, kept.id, 3, "ditunda")
    with pytest.raises(catatan.Bentrok):
        catatan.undo_last(pencatat, kept.id)
    catatan.undo_last(lain, kept.id)
    gone = catatan.undo_last(pencatat, kept.id)
    assert gone.ditarik == "diurungkan"
    with pytest.raises(catatan.IsiSalah, match="sudah ditarik"):
        catatan.change_status(pencatat, kept.id, gone.versi, "berjalan")
    assert [each.jenis for each in catatan.read_history(kept.id)] == ["dicatat", "status", "urung", "status", "urung", "urung"]


def test_an_older_store_is_brought_up_and_a_newer_one_refused(
    alamat: str, pencatat: catatan.Pencatat, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(basis, "latest_versi", lambda: 1)
        older.setattr(susun, "_TABEL", {"tindak_lanjut": TINDAK_LANJUT})
        kept = catatan.record_keputusan(pencatat, KEPUTUSAN)
        with basis.read() as connection:
            assert basis._read_versi(connection) == 1 and not connection.dialect.has_table(connection, "rapat")
        basis.forget_engines()
    assert catatan.read_tindak_lanjut(kept.id) == kept
    assert catatan.record_rapat(pencatat, catatan.RapatBaru("Rakor", date(2026, 6, 30), "98")).versi == 1

    with raw_engine(alamat).begin() as connection:
        connection.execute(text("insert into versi_catatan values (99, '2099-01-01')"))
    with pytest.raises(catatan.CatatanLebihBaru, match="Perbarui Dasbor P4GN"):
        catatan.record_keputusan(pencatat, KEPUTUSAN)
    basis.forget_engines()
    with pytest.raises(catatan.CatatanLebihBaru, match="langkah 99"):
        catatan.read_tindak_lanjut(kept.id)


def test_meeting_from_start_to_finish(alamat: str, pencatat: catatan.Pencatat, edisi: str) -> None:
    planned = catatan.RapatBaru(
        "Rakor semester I", date(2026, 6, 30), "98", "rakor", pimpinan="Sekretaris Daerah", undangan=("DINKES@98", "SETDA@98")
    )
    meeting = catatan.record_rapat(pencatat, planned)
    assert catatan.find_rapat_berjalan("98", edisi) is None
    meeting = catatan.start_rapat(pencatat, meeting.id, meeting.versi)
    assert catatan.find_rapat_berjalan("98", edisi) == meeting and catatan.find_rapat_berjalan("98.01", edisi) is None
    kept = catatan.record_keputusan(pencatat, catatan.Keputusan("Bentuk tim terpadu", wilayah="98", rapat=meeting.id))
    meeting = catatan.finish_rapat(pencatat, meeting.id, meeting.versi)
    assert (meeting.keadaan, meeting.undangan) == ("selesai", ("DINKES@98", "SETDA@98"))
    with pytest.raises(catatan.IsiSalah, match="tidak sedang berjalan"):
        catatan.finish_rapat(pencatat, meeting.id, meeting.versi)
    assert catatan.list_rapat(edisi, "98") == (meeting,) and catatan.list_rapat(edisi, "97") == ()
    with pytest.raises(catatan.TidakAda):
        catatan.record_keputusan(pencatat, catatan.Keputusan("Lain", wilayah="98", rapat=kept.id + "x"))
    catatan.withdraw_rapat(pencatat, meeting.id, meeting.versi, "Salah tanggal")
    assert catatan.list_rapat(edisi) == ()


def test_audit_shows_who_what_when_and_from_where(alamat: str, pencatat: catatan.Pencatat, edisi: str) -> None:
    kept = catatan.record_keputusan(pencatat, KEPUTUSAN)
    (event,) = catatan.read_history(kept.id)
    day = event.saat.astimezone().date()
    assert catatan.read_audit(day, day) == (event,) and catatan.read_audit(date(2020, 1, 1), date(2020, 1, 2)) == ()
    assert (event.pelaku, event.peran, event.layar, event.edisi, event.dunia) == ("Analis Kesbangpol", "analis", "tren", edisi, "contoh")


def test_reading_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edisi: str) -> None:
    monkeypatch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path / 'belum' / 'ada.db'}")
    assert (catatan.last_nomor(), catatan.list_since(0), catatan.list_rapat(edisi)) == (0, (), ())
    assert not (tmp_path / "belum").exists()


def test_a_store_out_of_reach_is_said_without_its_password(monkeypatch: pytest.MonkeyPatch, pencatat: catatan.Pencatat) -> None:
    for address in ("postgresql://x:rahasia@localhost:1/catatan", "sqlite:////proc/tidak/ada.db", "mysql://x:rahasia@y/z", "bukan alamat"):
        monkeypatch.setenv(basis.VARIABEL, address)
        with pytest.raises(catatan.CatatanTertutup) as closed:
            catatan.record_keputusan(pencatat, KEPUTUSAN)
        assert "rahasia" not in str(closed.value) and "atatan" in str(closed.value)
