"""Who may see a village named beside its danger, and that nobody else finds one anywhere."""

from __future__ import annotations

import pytest

from p4gn import peran
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import TingkatTidakTersedia, compute
from p4gn.scope import Scope
from p4gn.warehouse.read import list_daftar, list_parameter, query_rows, read_list, read_list_scope

#: Lists of all regions, of which nobody can tell what they are listed for.
SEMUA_WILAYAH = {"wilayah", "provinsi"}


@pytest.fixture(params=["publik", "operator"])
def tanpa_nama(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(peran.VARIABEL, request.param)
    return request.param


def test_the_dashboard_starts_for_analysts_and_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(peran.VARIABEL, raising=False)
    assert peran.current_peran().id == "analis"
    monkeypatch.setenv(peran.VARIABEL, " Publik ")
    assert peran.current_peran() == peran.PERAN["publik"]


@pytest.mark.parametrize("name", ["admin", "analis2", "*"])
def test_a_misspelt_role_opens_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(peran.VARIABEL, name)
    with pytest.raises(peran.PeranTidakDikenal, match="publik, pimpinan, analis, operator"):
        peran.check_daftar("celah_desa")


def test_leaders_and_analysts_alone_see_villages_named(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {id_ for id_, each in peran.PERAN.items() if each.lihat_desa_rawan}
    assert seen == {"pimpinan", "analis"}


@pytest.mark.parametrize("name", ["pimpinan", "analis"])
def test_who_may_gets_the_gap_list(edisi: str, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(peran.VARIABEL, name)
    gaps = read_list_scope(Scope(edisi, "98", "2025"), "celah_desa")
    told = gaps[["nama_desa", "kategori", "tahun_penilaian", "metode", "tahap"]].values.tolist()
    assert told[0] == ["Desa Melati", "waspada", 2024, "IKRN", 2]
    assert told[1][:4] == ["Desa Cempaka", "bahaya", 2025, "IKRN"]
    assert len(told) == 2


def test_the_query_itself_refuses_the_rest(edisi: str, tanpa_nama: str) -> None:
    with pytest.raises(peran.PeranTidakBerwenang, match="pimpinan dan analis"):
        read_list(edisi, "celah_desa")
    with pytest.raises(peran.PeranTidakBerwenang):
        read_list_scope(Scope(edisi, "98"), "celah_desa", kategori="bahaya")


def test_no_list_names_a_village_in_danger_that_is_in_no_programme(edisi_penuh: str, tanpa_nama: str) -> None:
    """Of villages that stand in no public register every code is looked for, in every cell of every list."""
    sql = """select distinct kode_desa from mart.status_desa as s where rawan
        and not exists (from mart.desa_bersinar as d where d.kode_desa = s.kode_desa) and not exists (from mart.ibm as i where i.kode_desa = s.kode_desa)"""
    secret = {row[0] for row in query_rows(edisi_penuh, sql)}
    assert len(secret) > 50
    read = [nama for nama in list_daftar() if nama not in peran.DAFTAR_BERNAMA | SEMUA_WILAYAH]
    for nama in read:
        frame = read_list(edisi_penuh, nama)
        for column in frame.columns:
            assert not secret & set(frame[column].dropna().astype(str)), (nama, column)
    assert len(read) > 25


def test_no_list_for_everybody_has_a_column_of_danger_by_village(edisi_penuh: str, tanpa_nama: str) -> None:
    for nama in list_daftar():
        if nama in peran.DAFTAR_BERNAMA:
            continue
        columns = set(read_list(edisi_penuh, nama).columns)
        assert not ({"kategori", "rawan", "tingkat_kerawanan", "nilai_ikrn"} & columns and {"kode_desa", "nama_desa"} & columns), nama
        assert "kategori" not in list_parameter(nama) or "kode_desa" not in columns, nama


@pytest.mark.parametrize("id_", ["desa_rawan", "desa_rawan_terlayani", "desa_rawan_tanpa_program"])
def test_no_indicator_tells_danger_village_by_village_to_anybody(edisi_penuh: str, id_: str) -> None:
    with pytest.raises(TingkatTidakTersedia, match="hanya tersedia sampai tingkat kecamatan"):
        compute(CATALOGUE[id_], Scope(edisi_penuh, "63.06.04", "2026"), "desa")
    with pytest.raises(TingkatTidakTersedia):
        compute(CATALOGUE[id_], Scope(edisi_penuh, "63.06.04.2001", "2026"))
