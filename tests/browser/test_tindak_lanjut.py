"""Meetings that lead to deeds: questions 3 and 6, decisions typed in the room, three browsers at once, and a server that dies."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal
from p4gn.catatan import basis
from p4gn.scope import Scope
from p4gn.warehouse.editions import current_edisi
from tests.browser.conftest import ROOT, Visit, free_port, visitors, wait_until_up

Visits = Callable[..., Visit]
EDISI_LALU = "2026-06-30-contoh-00000000"
SIMPAN = "Simpan"


@pytest.fixture(scope="module")
def folder(folder_penuh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole example edition and one of half a year before, with a store of decisions of its own."""
    folder = tmp_path_factory.mktemp("rapat")
    shutil.copytree(folder_penuh / "data", folder / "data")
    make_edisi_lalu(folder / "data")
    return folder


def make_edisi_lalu(data: Path) -> None:
    """As the example was on 30 June: without what happened later."""
    current = (data / "edisi" / "TERKINI").read_text(encoding="utf-8").strip()
    earlier = data / "edisi" / EDISI_LALU
    shutil.copytree(data / "edisi" / current, earlier)
    manifest = json.loads((earlier / "manifest.json").read_text(encoding="utf-8"))
    manifest |= {"id": EDISI_LALU, "data_per": "2026-06-30", "dibuat": "2026-07-01T08:00:00.000+00:00"}
    (earlier / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with duckdb.connect(earlier / "gudang.duckdb") as warehouse:
        for table in ("rapat", "tes_urine", "desa_bersinar"):
            warehouse.execute(f"delete from mart.{table} where mulai > date '2026-06-30'")


@pytest.fixture(scope="module")
def alamat(folder: Path) -> Iterator[str]:
    with serving(folder, free_port()) as (address, _):
        yield address


class serving:
    """A dashboard of this folder on this port; on the way out it is stopped, if it still runs."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    def __enter__(self) -> tuple[str, subprocess.Popen[bytes]]:
        environment = os.environ | {"P4GN_DATA": str(self.folder / "data")}
        command = [sys.executable, "-m", "ui.server", "--port", str(self.port)]
        self.log = (self.folder / "log.txt").open("a")
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=self.log, stderr=self.log)
        address = f"http://127.0.0.1:{self.port}"
        wait_until_up(address, self.process)
        return address, self.process

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.log.close()


@pytest.fixture
def datang(chromium: Browser, alamat: str) -> Iterator[Visits]:
    with visitors(chromium, alamat) as start:
        yield start


@pytest.fixture
def edisi(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("P4GN_DATA", str(folder / "data"))
    yield current_edisi()
    basis.forget_engines()


def record(page: Page, text: str, due: str = "") -> None:
    """Three fields and a press."""
    page.get_by_role("button", name="Catat keputusan").click()
    page.get_by_label("Keputusan", exact=True).fill(text)
    if due:
        page.get_by_label("Batas waktu").fill(due)
        page.keyboard.press("Tab")
    page.get_by_role("button", name=SIMPAN, exact=True).click()
    expect(page.get_by_text("Tercatat:")).to_be_visible()


def test_question_3_what_became_of_the_last_meeting_in_one_click(datang: Visits, edisi: str) -> None:
    page = datang().open("/?wilayah=63")
    page.get_by_role("link", name="Tindak lanjut rapat selesai").click()
    expect(page.locator(".p4-kepala h1")).to_have_text("Tindak lanjut")
    every = catatan.list_tindak_lanjut(Scope(edisi, "63"))
    own = every[(every["kode_wilayah"] == "63") & every["rapat"].notna() & every["tanggal"].notna()]
    last = own[own["rapat"] == own.sort_values(["tanggal", "rapat"])["rapat"].iloc[-1]]
    told = page.locator(".p4-janji")
    expect(told).to_contain_text(f"Dari {len(last)} keputusan")
    expect(told).to_contain_text(format_tanggal(last["tanggal"].iloc[0]))
    done, late = int((last["status"] == "selesai").sum()), int(last["lewat_tenggat"].sum())
    expect(told).to_contain_text(f"{done} selesai" if done else "belum ada yang selesai")
    expect(told).to_contain_text(f"{late} lewat tenggat" if late else "tidak ada yang lewat tenggat")
    table = page.locator("[data-testid=stExpander] table").first
    for owner in last["nama_penanggung"]:
        expect(table).to_contain_text(owner)


def test_ringkasan_and_the_list_say_the_same_number(datang: Visits, edisi: str) -> None:
    visited = datang()
    page = visited.open("/?wilayah=63.06")
    card = page.locator(".p4-kartu", has_text="Tindak lanjut rapat selesai").first
    number = card.locator(".angka").inner_text()
    visited.go("Tindak lanjut")
    expect(page.locator(".p4-kartu .angka").first).to_have_text(number)
    late = int(catatan.list_tindak_lanjut(Scope(edisi, "63.06"))["lewat_tenggat"].sum())
    expect(page.locator(".p4-kartu", has=page.get_by_role("heading", name="Lewat tenggat")).locator(".angka")).to_have_text(
        format_angka(late)
    )


def test_question_6_what_has_changed_since_the_briefing_before_in_one_click(datang: Visits) -> None:
    visited = datang()
    page = visited.open("/?wilayah=63")
    visited.go("Edisi")
    expect(page.get_by_role("heading", name="Apa yang berubah")).to_be_visible()
    expect(page.locator(".p4-daftar li").first).to_be_visible()
    expect(page.get_by_text("Tindak lanjut rapat sejak 30 Juni 2026")).to_be_visible()
    expect(page.get_by_text("keputusan baru")).to_be_visible()


def test_a_decision_typed_in_one_browser_is_on_two_others_within_two_seconds(datang: Visits) -> None:
    first, second, third = datang(), datang(360, 740), datang()
    writer, phone, typing = (
        first.open("/tren?wilayah=63"),
        second.open("/tindak-lanjut?wilayah=63&cari=surat edaran"),
        third.open("/?wilayah=63"),
    )
    typing.get_by_role("button", name="Catat keputusan").click()
    typing.get_by_label("Keputusan", exact=True).fill("Masih diketik orang lain")
    writer.get_by_role("button", name="Catat keputusan").click()
    writer.get_by_label("Keputusan", exact=True).fill("Terbitkan surat edaran tes urine")
    writer.get_by_label("Batas waktu").fill("31 des")
    writer.keyboard.press("Tab")
    expect(writer.get_by_text(", 31 Desember")).to_be_visible()
    writer.get_by_role("button", name=SIMPAN, exact=True).click()
    began = time.monotonic()
    for page in (phone, typing):
        page.get_by_text("Terbitkan surat edaran tes urine").first.wait_for(timeout=10_000)
    took = time.monotonic() - began
    print(f"keputusan tampil di dua peramban lain: {took:.2f} detik")
    expect(phone.locator(".p4-tabel a", has_text="Terbitkan surat edaran tes urine").first).to_be_attached()
    assert typing.get_by_label("Keputusan", exact=True).input_value() == "Masih diketik orang lain"
    expect(writer.get_by_text("Tercatat:")).to_be_visible()
    writer.get_by_role("button", name="Urungkan").click()
    expect(writer.get_by_text("Keputusan diurungkan")).to_be_visible()
    expect(phone.locator(".p4-tabel a", has_text="Terbitkan surat edaran tes urine")).to_have_count(0)


def test_where_it_was_pressed_is_kept(datang: Visits, edisi: str) -> None:
    page = datang().open("/tren?wilayah=63.06&indikator=cakupan_tes_urine&periode=2026")
    record(page, "Tambah jadwal tes urine OPD", "1/3/2027")
    stored = next(
        each
        for each in catatan.list_tindak_lanjut(Scope(edisi, "63.06")).to_dict("records")
        if each["teks"] == "Tambah jadwal tes urine OPD"
    )
    assert (stored["indikator"], stored["periode"], stored["layar"], stored["kode_wilayah"]) == (
        "cakupan_tes_urine",
        "2026",
        "tren",
        "63.06",
    )
    assert f"{stored['tenggat']:%Y-%m-%d}" == "2027-03-01"


def test_two_people_at_one_follow_up_and_neither_loses(datang: Visits, edisi: str) -> None:
    open_one = catatan.list_tindak_lanjut(Scope(edisi, "63")).iloc[0]
    link = f"/tindak-lanjut?wilayah=63&butir={open_one['id']}"
    one, other = datang().open(link), datang().open(link)
    for page, note in ((one, "Sudah terbit"), (other, "Menunggu anggaran")):
        page.get_by_label("Keterangan (boleh kosong)").fill(note)
    one.get_by_role("button", name="Simpan status").click()
    expect(one.get_by_text("Tersimpan.")).to_be_visible()
    other.get_by_role("button", name="Simpan status").click()
    expect(other.get_by_text("lebih dahulu mengubahnya")).to_be_visible()
    expect(other.get_by_label("Keterangan (boleh kosong)")).to_have_value("Menunggu anggaran")
    expect(other.get_by_text("Sudah terbit").first).to_be_attached()
    other.get_by_role("button", name="Simpan status").click()
    expect(other.get_by_text("Tersimpan.")).to_be_visible()
    told = [each.isi.get("keterangan") for each in catatan.read_history(open_one["id"])]
    assert told == ["Sudah terbit", "Menunggu anggaran"]


def test_what_was_confirmed_survives_the_death_of_the_server(chromium: Browser, folder: Path, edisi: str) -> None:
    port = free_port()
    with serving(folder, port) as (address, process), visitors(chromium, address, lambda _: process.poll() is not None) as start:
        record(start().open("/?wilayah=63"), "Tetap ada sesudah listrik padam")
        process.send_signal(signal.SIGKILL)
        process.wait()
    with serving(folder, port) as (address, _), visitors(chromium, address) as start:
        page = start().open("/tindak-lanjut?wilayah=63&cari=listrik padam")
        expect(page.locator(".p4-tabel a", has_text="Tetap ada sesudah listrik padam")).to_be_visible()


def test_a_decision_about_a_cell_of_the_scorecard(datang: Visits, edisi: str) -> None:
    visited = datang()
    page = visited.open("/kepatuhan-opd?wilayah=63&opd=DINSOS@63&kewajiban=laporan")
    page.get_by_role("dialog").get_by_role("button", name="Catat keputusan").click()
    form = page.get_by_role("dialog", name="Catat keputusan")
    expect(form.get_by_role("combobox", name="Penanggung jawab")).to_have_value("Dinas Sosial")
    form.get_by_label("Keputusan", exact=True).fill("Kirim B06 pekan ini")
    page.keyboard.press("Tab")
    visited.settle()
    form.get_by_role("button", name="1 minggu").click()
    expect(form.get_by_label("Batas waktu")).not_to_have_value("")
    form.get_by_role("button", name=SIMPAN, exact=True).click()
    expect(page.get_by_text("Tercatat:")).to_be_visible()
    stored = next(
        each for each in catatan.list_tindak_lanjut(Scope(edisi, "63")).to_dict("records") if each["teks"] == "Kirim B06 pekan ini"
    )
    assert (stored["penanggung_jawab"], stored["opd"], stored["indikator"]) == ("DINSOS@63", "DINSOS@63", "laporan")
