"""Named briefings in the store: kept on SQLite and PostgreSQL alike, every change in the history, nobody overwritten unseen."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from p4gn import catatan
from p4gn.catatan import baca, basis, susun
from p4gn.catatan.basis import RAPAT, TINDAK_LANJUT
from p4gn.paparan import simpan
from p4gn.paparan.susunan import ButirSusunan, Susunan, read_bawaan

SAMPUL, TREN = (
    ButirSusunan("sampul", "sampul"),
    ButirSusunan("tren-1", "tren", {"indikator": "orang_dites"}, "Sebut tiga tahun.\nLalu bertanya."),
)
SUSUNAN = Susunan("Rakor triwulan", (SAMPUL, TREN))


@pytest.fixture(autouse=True)
def resep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("p4gn.paparan.resep.RESEP", dict.fromkeys(("sampul", "tren", "peta")), raising=False)


def test_a_briefing_comes_back_as_it_was_saved_whatever_the_case_of_its_name(alamat: str, pencatat: catatan.Pencatat) -> None:
    assert simpan.list_paparan() == () and simpan.read_paparan("Rakor triwulan") is None
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    assert (kept.nama, kept.butir, kept.versi, kept.pelaku, kept.dunia) == ("Rakor triwulan", SUSUNAN.butir, 1, "Analis Kesbangpol", "")
    assert simpan.list_paparan() == (kept,)
    assert simpan.read_paparan(" rakor  TRIWULAN ") == SUSUNAN
    basis.forget_engines()
    assert simpan.find_paparan("Rakor triwulan") == kept


def test_order_hiding_and_notes_are_kept_and_every_change_is_in_the_history(
    alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat
) -> None:
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    hidden = ButirSusunan("sampul", "sampul", catatan="Tanpa sampul", tampil=False)
    kept = simpan.change_paparan(lain, kept.id, 1, [TREN, hidden])
    assert kept.butir == (TREN, hidden) and kept.diubah_oleh == "Operator Dinkes"
    assert Susunan("", kept.butir).keep({"tren", "sampul"}).butir == (TREN,)
    kept = simpan.add_butir(pencatat, kept.id, ButirSusunan("peta-1", "peta", {"indikator": "orang_dites"}))
    kept = simpan.rename_paparan(pencatat, kept.id, 3, "Rakor <semester>")
    assert [each.kunci for each in kept.butir] == ["tren-1", "sampul", "peta-1"] and kept.nama == "Rakor <semester>"
    history = catatan.read_history(kept.id)
    assert [(each.jenis, each.pelaku) for each in history] == [
        ("dicatat", "Analis Kesbangpol"), ("diubah", "Operator Dinkes"), ("ditambah", "Analis Kesbangpol"), ("dinamai", "Analis Kesbangpol"),
    ]  # fmt: skip
    assert {each.objek for each in history} == {"paparan"} and {each.edisi for each in history} == {pencatat.edisi}
    susun.rebuild()
    assert simpan.find_paparan("rakor <SEMESTER>") == kept


def test_who_saves_over_the_change_of_another_is_told_and_nothing_is_lost(
    alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat
) -> None:
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    theirs = simpan.change_paparan(lain, kept.id, kept.versi, [TREN])
    for change in (
        lambda: simpan.change_paparan(pencatat, kept.id, kept.versi, [SAMPUL]),
        lambda: simpan.rename_paparan(pencatat, kept.id, kept.versi, "Lain"),
        lambda: simpan.withdraw_paparan(pencatat, kept.id, kept.versi),
    ):
        with pytest.raises(catatan.Bentrok, match="Operator Dinkes lebih dahulu mengubahnya") as told:
            change()
        assert told.value.kini == theirs
    assert simpan.list_paparan() == (theirs,)


def test_a_slide_is_added_without_a_version_and_never_twice(alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat) -> None:
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    simpan.change_paparan(lain, kept.id, kept.versi, [TREN, SAMPUL])
    peta = ButirSusunan("peta-1", "peta", {"indikator": "orang_dites"})
    once = simpan.add_butir(pencatat, kept.id, peta, kunci_kirim="formulir-1")
    assert simpan.add_butir(pencatat, kept.id, peta, kunci_kirim="formulir-1") == once
    with pytest.raises(catatan.IsiSalah, match="sudah ada di paparan “Rakor triwulan”, salindia 3"):
        simpan.add_butir(lain, kept.id, ButirSusunan(simpan.new_kunci("peta"), "peta", {"indikator": "orang_dites"}))
    assert len(simpan.add_butir(lain, kept.id, ButirSusunan("peta-2", "peta", {"indikator": "rapat_tercatat"})).butir) == 4


def test_two_who_add_at_once_both_succeed(alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat) -> None:
    kept = simpan.record_paparan(pencatat, SUSUNAN)

    def add(who: catatan.Pencatat, nama: str) -> None:
        simpan.add_butir(who, kept.id, ButirSusunan(nama, "peta", {"indikator": nama}))

    writers = [threading.Thread(target=add, args=each) for each in ((pencatat, "a"), (lain, "b"), (pencatat, "c"), (lain, "d"))]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert sorted(each.kunci for each in simpan.list_paparan()[0].butir) == ["a", "b", "c", "d", "sampul", "tren-1"]


@pytest.mark.parametrize("nama", ["", "  ", "x" * 61, "Paparan RUTIN", "RAKOR  triwulan", "Paparan Bapak Budi"])
def test_a_name_is_short_free_and_of_no_person(alamat: str, pencatat: catatan.Pencatat, nama: str) -> None:
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    other = simpan.record_paparan(pencatat, Susunan("Lain", ()))
    with pytest.raises(catatan.IsiSalah) as told:
        simpan.record_paparan(pencatat, Susunan(nama, ()))
    assert told.value.isian == "nama"
    with pytest.raises(catatan.IsiSalah):
        simpan.rename_paparan(pencatat, other.id, other.versi, nama)
    assert simpan.rename_paparan(pencatat, kept.id, kept.versi, "RAKOR triwulan").nama == "RAKOR triwulan"  # its own name in other letters


@pytest.mark.parametrize(
    ("butir", "kata"),
    [
        ([ButirSusunan("a", "sampul", catatan="x" * 2001)], "Catatan salindia 1 terlalu panjang; paling banyak 2000"),
        ([SAMPUL, ButirSusunan("b", "tren", catatan="Hubungi 0812 3456 7890")], "Catatan salindia 2 memuat nomor telepon"),
        ([SAMPUL, SAMPUL], "bernama sama"),
        ([ButirSusunan("a", "ramalan")], "Jenis salindia “ramalan” tidak dikenal"),
        ([ButirSusunan(str(n), "tren", {"n": str(n)}) for n in range(61)], "paling banyak 60 salindia"),
    ],
)
def test_what_cannot_be_kept_is_said(alamat: str, pencatat: catatan.Pencatat, butir: list[ButirSusunan], kata: str) -> None:
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    with pytest.raises(catatan.IsiSalah, match=kata):
        simpan.change_paparan(pencatat, kept.id, kept.versi, butir)
    with pytest.raises(catatan.IsiSalah, match=kata):
        simpan.record_paparan(pencatat, Susunan("Lain", tuple(butir)))
    assert simpan.list_paparan() == (kept,)


def test_a_recipe_that_is_no_longer_known_stays_in_the_briefings_that_have_it(
    alamat: str, pencatat: catatan.Pencatat, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    monkeypatch.setattr("p4gn.paparan.resep.RESEP", {"sampul": None})
    assert simpan.read_paparan("Rakor triwulan") == SUSUNAN
    assert SUSUNAN.keep(simpan.list_resep()).butir == (SAMPUL,)
    kept = simpan.change_paparan(pencatat, kept.id, kept.versi, [TREN, SAMPUL])
    assert simpan.record_paparan(pencatat, Susunan("Salinan", kept.butir)).butir == (TREN, SAMPUL)


def test_withdrawn_leaves_the_list_frees_its_name_and_comes_back(alamat: str, pencatat: catatan.Pencatat, lain: catatan.Pencatat) -> None:
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    gone = simpan.withdraw_paparan(lain, kept.id, kept.versi)
    assert (gone.ditarik, simpan.list_paparan(), simpan.list_ditarik()) == (simpan.ALASAN_TARIK, (), (gone,))
    with pytest.raises(catatan.IsiSalah, match="sudah ditarik"):
        simpan.add_butir(pencatat, kept.id, ButirSusunan("peta-1", "peta"))
    other = simpan.record_paparan(pencatat, SUSUNAN)
    with pytest.raises(catatan.IsiSalah, match="Sudah ada paparan bernama"):
        simpan.restore_paparan(pencatat, gone.id, gone.versi)
    simpan.withdraw_paparan(pencatat, other.id, other.versi)
    back = simpan.restore_paparan(pencatat, gone.id, gone.versi)
    assert (back.ditarik, back.butir, simpan.list_paparan()) == (None, SUSUNAN.butir, (back,))
    with pytest.raises(catatan.IsiSalah, match="tidak diurungkan"):
        catatan.undo_last(pencatat, back.id)


def test_only_who_may_write_saves_and_a_meeting_is_no_briefing(alamat: str, pencatat: catatan.Pencatat, edisi: str) -> None:
    with pytest.raises(catatan.PeranTidakBerwenang):
        simpan.record_paparan(catatan.Pencatat("Warga", "publik", "paparan", edisi), SUSUNAN)
    with pytest.raises(catatan.TidakAda, match="Paparan ini tidak ada"):
        simpan.change_paparan(pencatat, "tidak-ada", 1, [])
    decided = catatan.record_keputusan(pencatat, catatan.Keputusan("Susun SE", wilayah="98.01"))
    with pytest.raises(catatan.TidakAda):
        simpan.change_paparan(pencatat, decided.id, 1, [])
    assert read_bawaan().butir[0].kunci == "sampul"


def test_a_store_of_before_learns_briefings_and_keeps_what_it_had(
    alamat: str, pencatat: catatan.Pencatat, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(basis, "latest_versi", lambda: 3)
        older.setattr(susun, "_TABEL", {"tindak_lanjut": TINDAK_LANJUT, "rapat": RAPAT})
        decided = catatan.record_keputusan(pencatat, catatan.Keputusan("Susun SE", wilayah="98.01"))
        basis.forget_engines()
    kept = simpan.record_paparan(pencatat, SUSUNAN)
    assert catatan.read_tindak_lanjut(decided.id) == decided and simpan.list_paparan() == (kept,)
    with basis.read() as connection:
        assert connection.execute(text("select kunci from paparan")).scalars().all() == ["rakor triwulan"]
    assert [each.objek for each in baca.list_since(0)] == ["tindak_lanjut", "paparan"]
