"""Gaps of the programme as a leader asks for them: few clicks from Ringkasan, in plain sight, and equal to a count over the truth of the example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from etl.contoh import kebenaran_dir
from etl.contoh.kebenaran import read_kebenaran
from p4gn.bahasa import format_angka
from p4gn.geography import wilayah
from p4gn.warehouse import editions
from tests.browser.conftest import Visit, running_server, visitors
from tests.skor_terpisah.aturan import Masa, list_masa
from tests.skor_terpisah.fakta import Fakta
from tests.skor_terpisah.sel import HIJAU
from tests.skor_terpisah.wilayah import assessments, judge_tim, stages

Visits = Callable[..., Visit]
KABKOTA = [each.kode for each in wilayah.list_anak("63")]
# Every press of the mouse is counted by the page itself.
HITUNG = "addEventListener('pointerdown', () => { sessionStorage.tekan = Number(sessionStorage.tekan || 0) + 1; }, true)"


@pytest.fixture(scope="module")
def benar(dasbor_penuh: str, folder_penuh: Path) -> tuple[Fakta, Masa]:
    """The truth behind the example's workbooks, and the year 2026 as far as the data reach."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(folder_penuh / "data"))
        kini = editions.read_manifest(editions.find_current() or "").kini
    fakta = Fakta(read_kebenaran(kebenaran_dir(folder_penuh / "semua")))
    return fakta, next(masa for masa in list_masa(kini) if masa.kode == "2026")


def list_celah(fakta: Fakta, masa: Masa, kode: str) -> dict[str, str]:
    """Village code → category, of villages in danger whose programme is not active."""
    rows = sorted(assessments(fakta, kode, masa), key=lambda row: (row["tahun"], row["metode"] == "IKRN"))
    latest = {row["kode_desa"]: row["kategori"] for row in rows}
    reached = {desa for desa, row in stages(fakta, kode, masa).items() if row["tahap"] >= 3}
    return {desa: kategori for desa, kategori in latest.items() if kategori in ("bahaya", "waspada") and desa not in reached}


def list_tanpa_ibm(fakta: Fakta, masa: Masa, kode: str) -> tuple[set[str], int]:
    """Villages of the programme without a unit, and how many there are in all."""
    members = {desa: row for desa, row in stages(fakta, kode, masa).items() if row["tahap"] >= 1}
    units = {row["kode_desa"] for row in fakta.ibm.get(kode, []) if row["mulai"] <= masa.posisi}
    return {desa for desa, row in members.items() if row["keberadaan_ibm"] is not True and desa not in units}, len(members)


def start(kunjung: Visits, lebar: int = 1366, tinggi: int = 768) -> Visit:
    visited = kunjung(lebar, tinggi, sendiri=True)
    visited.page.add_init_script(HITUNG)
    visited.open("/")
    return visited


def clicks(page: Page) -> int:
    return int(page.evaluate("sessionStorage.tekan || 0"))


def row_of(page: Page, kode: str) -> str:
    """All words of the line of a kab/kota in the table in sight."""
    name = re.compile(rf"^{wilayah.get_wilayah(kode).nama_resmi}$")
    line = page.locator("table.p4-tabel").first.locator("tbody tr", has=page.locator("td:first-child", has_text=name))
    expect(line).to_be_visible()
    return line.inner_text()


def names_in(text: str, codes: set[str]) -> list[str]:
    """Villages that are not there, with their kecamatan: 'Jorong (Jorong)'."""
    wanted = (f"{wilayah.get_wilayah(kode).nama} ({wilayah.get_wilayah(kode[:8]).nama})" for kode in codes)
    return [each for each in wanted if each not in text]


def test_question_5_dangerous_villages_without_an_active_programme_in_two_clicks(kunjung: Visits, benar: tuple[Fakta, Masa]) -> None:
    gaps = {kode: list_celah(*benar, kode) for kode in KABKOTA}
    total = sum(map(len, gaps.values()))
    assert total > 100
    visited = start(kunjung)
    page = visited.go("Desa Bersinar")
    page.get_by_role("radio", name="Desa rawan tanpa program").or_(
        page.get_by_role("button", name="Desa rawan tanpa program")
    ).first.click()
    expect(page.get_by_text(f"{total} desa/kelurahan rawan belum menjadi Desa Bersinar aktif.", exact=True)).to_be_visible(timeout=30_000)
    visited.settle()
    assert clicks(page) == 2
    for kode, found in gaps.items():
        if not found:
            continue
        grave = {desa for desa, kategori in found.items() if kategori == "bahaya"}
        number, danger, warning = row_of(page, kode).split("\t")[1:]
        assert int(number) == len(found)
        assert not names_in(danger, grave) and not names_in(warning, set(found) - grave)
        assert danger.count("(") == len(grave) and warning.count("(") == len(found) - len(grave)


def test_question_13_villages_of_the_programme_without_an_ibm_unit(kunjung: Visits, benar: tuple[Fakta, Masa]) -> None:
    """The number after one click, the villages after two."""
    without = {kode: list_tanpa_ibm(*benar, kode) for kode in KABKOTA}
    lacking, members = (sum(part) for part in zip(*((len(each), whole) for each, whole in without.values()), strict=True))
    visited = start(kunjung)
    page = visited.go("Desa Bersinar")
    line = page.locator(".p4-belum p").last
    expect(line).to_have_text(f"{lacking} dari {members} Desa Bersinar belum punya unit IBM.")
    expect(line).to_be_in_viewport()
    assert clicks(page) == 1
    page.get_by_role("radio", name="Belum punya IBM").or_(page.get_by_role("button", name="Belum punya IBM")).first.click()
    expect(page.locator("caption", has_text=f"{lacking} Desa Bersinar belum punya unit IBM.")).to_be_visible(timeout=30_000)
    visited.settle()
    assert clicks(page) == 2
    for kode, (desa, _) in without.items():
        if desa:
            text = row_of(page, kode)
            assert not names_in(text, desa) and text.count("(") == len(desa)


def test_question_12_kecamatan_without_a_team_of_every_kabkota_in_two_clicks(kunjung: Visits, benar: tuple[Fakta, Masa]) -> None:
    fakta, masa = benar
    below = {kode: fakta.list_wilayah("kecamatan", kode, masa.posisi) for kode in KABKOTA}
    without = {
        kode: [each for each in parts if judge_tim(fakta, each, masa, {"usaha": {"tetap": 0}}).status != HIJAU]
        for kode, parts in below.items()
    }
    lacking, whole = sum(map(len, without.values())), sum(map(len, below.values()))
    assert lacking > 10
    visited = start(kunjung)
    page = visited.go("Kepatuhan wilayah")
    page.get_by_text(f"Kecamatan yang belum punya tim terpadu yang berlaku, per kabupaten/kota: {lacking} dari {whole}").click()
    table = page.locator("[data-testid=stExpander] table")
    expect(table).to_be_visible()
    assert clicks(page) == 2
    lines = {text.split("\t")[0]: text for text in table.locator("tbody tr").all_inner_texts()}
    assert set(lines) == {wilayah.get_wilayah(kode).nama for kode, parts in without.items() if parts}
    for kode, parts in without.items():
        for each in parts:
            assert wilayah.get_wilayah(each).nama in lines[wilayah.get_wilayah(kode).nama]
        if parts:
            assert f"{len(parts)} dari {len(below[kode])}" in lines[wilayah.get_wilayah(kode).nama]


def test_the_list_is_narrowed_and_its_file_says_what_it_is(kunjung: Visits, benar: tuple[Fakta, Masa]) -> None:
    grave = [desa for desa, kategori in list_celah(*benar, "63.06").items() if kategori == "bahaya"]
    visited = kunjung()
    page = visited.open("/desa-bersinar?wilayah=63.06&bagian=rawan&kategori=bahaya")
    expect(page.locator("caption")).to_contain_text(f"{len(grave)} desa/kelurahan rawan")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh tabel (CSV)").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename.startswith("DATA-CONTOH-celah-desa-63.06")
    assert "jangan diedarkan" in text and all(desa in text for desa in grave) and text.count("Bahaya") == len(grave)


@pytest.mark.parametrize("bagian", ["tahap", "rawan", "tanpa-ibm"])
def test_nothing_is_wider_than_a_phone(kunjung: Visits, bagian: str) -> None:
    page = kunjung(360, 740).open(f"/desa-bersinar?wilayah=63&bagian={bagian}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


@pytest.fixture(scope="module")
def dasbor_publik(dasbor_penuh: str, folder_penuh: Path) -> Iterator[str]:
    """A second dashboard on the same edition, for everybody."""
    with running_server(folder_penuh, P4GN_PERAN="publik") as address:
        yield address


def test_everybody_else_sees_counts_per_kecamatan_and_no_village(chromium: Browser, dasbor_publik: str, benar: tuple[Fakta, Masa]) -> None:
    """Neither on the page, nor in its file, nor by the link of one who may see more."""
    gaps = list_celah(*benar, "63.06")
    with visitors(chromium, dasbor_publik) as begin:
        page = begin().open("/desa-bersinar?wilayah=63.06&bagian=rawan&kategori=bahaya&cari=a")
        expect(page.locator("caption")).to_contain_text("Nama desa tidak ditampilkan.")
        with page.expect_download() as download:
            page.get_by_role("button", name="Unduh tabel (CSV)").click()
        told = page.locator("[data-testid=stMain]").inner_text() + Path(download.value.path()).read_text(encoding="utf-8-sig")
        per_kecamatan = {each: sum(desa.startswith(each) for desa in gaps) for each in {desa[:8] for desa in gaps}}
        rows = dict(text.split("\t") for text in page.locator("table.p4-tabel tbody tr").all_inner_texts())
        assert rows == {wilayah.get_wilayah(kode).nama: format_angka(number) for kode, number in per_kecamatan.items()}
        assert not [desa for desa in gaps if desa in told]
        kecamatan = {each.nama for each in wilayah.list_anak("63.06")}
        named = {wilayah.get_wilayah(desa).nama for desa in gaps} - kecamatan
        assert named and not [nama for nama in named if re.search(rf"\b{re.escape(nama)}\b", told)]
