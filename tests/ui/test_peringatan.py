"""Alerts on the screen: what is said, what a link narrows to, the files, and the page in an edition with reports and in one without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.build import Permintaan, build_edisi
from etl.progress import Progress
from exports.peringatan import peringatan_xlsx
from p4gn import catatan
from p4gn.catatan import basis
from p4gn.peringatan import Peringatan, list_aturan, list_peringatan
from p4gn.scope import Scope
from p4gn.warehouse.editions import TANDA_CONTOH, current_edisi
from tests.exports.baca import buku, find_row, formulas, values
from ui import attention, peringatan

ROOT = Path(__file__).resolve().parents[2]
NBSP = "\N{NO-BREAK SPACE}"


def alert(nama: str, kunci: str, hari: int | None = 5, **isi: object) -> Peringatan:
    known = {
        "aturan": "laporan_baru", "judul": "Laporan baru lewat tempo", "subjek": nama, "kode_wilayah": kunci.rpartition("@")[2],
        "kunci": kunci if "@" in kunci else None, "teks": f"{nama} & lain belum.", "sejak": date(2026, 10, 26), "hari": hari,
        "kepentingan": "tinggi", "halaman": "kepatuhan_opd", "tautan": {"opd": kunci, "periode": "2025"}, "urutan": 1,
    }  # fmt: skip
    return Peringatan(**(known | isi))  # type: ignore[arg-type]


@pytest.mark.parametrize(("hari", "kata"), [(None, "–"), (0, "hari ini"), (1473, f"1.473{NBSP}hari"), (-61, f"61{NBSP}hari{NBSP}lagi")])
def test_days_are_said_before_and_after_the_day(hari: int | None, kata: str) -> None:
    assert peringatan.days_text(hari) == kata


def test_agencies_of_the_same_name_are_told_apart_by_their_region() -> None:
    every = [alert("Dinas A", "A@63"), alert("Dinas B", "B@63.06"), alert("Dinas B", "B@63.07"), alert("Dinas A", "A@63")]
    assert peringatan.target_words(every) == {
        "": "Semua OPD dan wilayah", "A@63": "Dinas A", "B@63.06": "Dinas B (63.06)", "B@63.07": "Dinas B (63.07)",
    }  # fmt: skip


def test_evidence_keeps_the_view_but_for_what_the_alert_sets() -> None:
    link = peringatan.evidence_link(alert("Dinas <A>", "A@63"), Scope("uji", "63", "2026"))
    assert 'href="kepatuhan-opd?edisi=uji&amp;wilayah=63&amp;periode=2025&amp;opd=A%4063"' in link and "<A>" not in link


def test_every_page_of_evidence_has_the_address_that_the_menu_gives_it() -> None:
    menu = (ROOT / "app.py").read_text(encoding="utf-8")
    address = {found[0]: found[1] for found in re.findall(r'"(pages/[\w/]+\.py)".*?url_path="([\w-]+)"', menu, re.DOTALL)}
    assert {key: address[page] for key, page in attention.HALAMAN.items()} == {key: key.replace("_", "-") for key in attention.HALAMAN}


def test_the_workbook_holds_every_alert_and_no_formula() -> None:
    rows = [alert("Dinas A", "A@63", teks="=1+1"), alert("Kabupaten B", "63.06", None, sejak=None, urutan=2)]
    book = buku(peringatan_xlsx(rows, {TANDA_CONTOH: "rekaan", "Judul": "Peringatan P4GN", "Kalimat": "2 peringatan."}))
    sheet = book["Peringatan"]
    first = find_row(sheet, 1)  # type: ignore[arg-type]
    assert values(sheet, first) == [
        1, "tinggi", "Laporan baru lewat tempo", "Dinas A", "A@63", "=1+1", datetime(2026, 10, 26), 5,
    ]  # fmt: skip
    assert values(sheet, first + 1)[3:] == ["Kabupaten B", "63.06", "Kabupaten B & lain belum.", None, None]
    assert formulas(book) == [] and TANDA_CONTOH in str(sheet.cell(1, 1).value)


# ---- the page itself ---------------------------------------------------------------------------------------------------


@pytest.fixture
def toko(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edisi_penuh: str) -> Iterator[str]:
    """The whole example edition and an empty store."""
    monkeypatch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    yield edisi_penuh
    basis.forget_engines()


@pytest.fixture(scope="module")
def publik_data(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The data folder of the edition of the public record, which holds no reports."""
    data = tmp_path_factory.mktemp("publik")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(data))
        build_edisi(Permintaan((root / "data" / "samples" / "publik",), "publik"), date(2026, 2, 23), Progress(diam=True))
    return data


@pytest.fixture
def publik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, publik_data: Path) -> Iterator[str]:
    """The edition of the public record and an empty store."""
    monkeypatch.setenv("P4GN_DATA", str(publik_data))
    monkeypatch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    yield current_edisi()
    basis.forget_engines()


def open_page(edisi: str, **tautan: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in ({"edisi": edisi, "wilayah": "63", "periode": "semua"} | tautan).items():
        app.query_params[name] = value
    app.switch_page(str(ROOT / "pages" / "program" / "peringatan.py"))
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def test_the_page_says_how_many_and_groups_them_by_rule(toko: str) -> None:
    app, found = open_page(toko), list_peringatan(Scope(toko, "63"))
    assert f"{len(found)} peringatan: " in words(app)
    titles = [each.value for each in app.subheader]
    number = {each.judul: sum(one.aturan == each.id for one in found) for each in list_aturan()}
    assert titles == [f"{judul} ({count})" for judul, count in number.items() if count]
    assert f"Aturan yang berlaku ({len(number)})" in [each.label for each in app.expander]
    assert all(f"<strong>{judul}.</strong>" in words(app) for judul in number)


def test_a_link_narrows_by_rule_and_by_whom_and_the_choice_goes_back_into_it(toko: str) -> None:
    chosen = next(each for each in list_peringatan(Scope(toko, "63")) if each.aturan == "laporan_menunggak" and each.kunci)
    app = open_page(toko, aturan=chosen.aturan, sasaran=chosen.sasaran)
    assert "1 peringatan: 1 penunggak laporan." in words(app) and chosen.teks in words(app)
    app.selectbox(key="pilih_aturan").set_value("").run()
    assert not app.exception and "aturan" not in app.query_params and app.query_params["sasaran"] == chosen.sasaran
    app.selectbox(key="pilih_aturan").set_value("laporan_baru").run()
    assert "Tidak ada peringatan yang cocok." in words(app)


def test_an_unknown_rule_or_agency_in_a_link_narrows_nothing(toko: str) -> None:
    found = list_peringatan(Scope(toko, "63"))
    assert f"{len(found)} peringatan: " in words(open_page(toko, aturan="tidakada", sasaran="<b>"))


@pytest.mark.parametrize(
    ("tautan", "kata"),
    [
        ({"wilayah": "nasional"}, "Peringatan dihitung per provinsi dan kabupaten/kota."),
        ({"wilayah": "63.06.05"}, "Peringatan dihitung sampai tingkat kabupaten/kota."),
        ({"wilayah": "62"}, "Edisi ini tidak memuat laporan OPD Kalimantan Tengah"),
    ],
)
def test_where_nothing_is_judged_the_page_says_why(toko: str, tautan: dict[str, str], kata: str) -> None:
    app = open_page(toko, **tautan)
    assert kata in words(app) and not app.subheader


@pytest.mark.parametrize("wilayah", ["63", "63.06", "nasional"])
def test_the_public_record_has_no_reports_and_says_so(publik: str, wilayah: str) -> None:
    app = open_page(publik, wilayah=wilayah)
    assert not app.subheader
    assert ("per provinsi" if wilayah == "nasional" else "Edisi ini tidak memuat laporan OPD") in words(app)


def test_what_was_decided_in_the_room_is_told_as_soon_as_it_is_overdue_even_without_reports(publik: str) -> None:
    """Its due date lies before the last day of the public record."""
    assert "peringatan:" not in words(open_page(publik))
    pencatat = catatan.Pencatat("Analis Kesbangpol", "analis", "rapat", publik, sesi="layar-1")
    decided = catatan.Keputusan("Susun SK tim terpadu", "DINKES@63", wilayah="63", tanggal=date(2026, 1, 5), tenggat=date(2026, 2, 13))
    kept = catatan.record_keputusan(pencatat, decided, kunci_kirim="satu")
    shown = words(open_page(publik))
    assert "1 peringatan: 1 tindak lanjut rapat baru lewat tenggat." in shown and "hanya tindak lanjut rapat" in shown
    assert "Dinas Kesehatan: tindak lanjut rapat “Susun SK tim terpadu” lewat tenggat 10 hari sejak 13 Februari 2026." in shown
    assert f"butir={kept.id}" in shown
