"""Aliases are stored decisions: checked when they are made, narrow where they were meant narrowly, and never lost."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from etl.catatan import alias
from etl.catatan.alias import add_alias, find_alias, load_alias, say_alias, withdraw_alias
from etl.catatan.sidik import sidik_catatan
from etl.problems import EtlGagal
from p4gn.catatan.buku import ALIAS, read_buku
from p4gn.catatan_data import list_alias

ADMIN = "Admin Kesbangpol"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    return tmp_path


def test_an_alias_is_found_however_it_is_cased_and_spaced_and_only_for_its_kind() -> None:
    stored, added = add_alias("opd", "DKSH Prov.", "dinkes", None, ADMIN, "mutu_data")
    assert added and (stored.id, stored.baku, stored.layar) == ("A1", "Dinas Kesehatan", "mutu_data")
    assert find_alias("opd", "  dksh   prov ") == "Dinas Kesehatan"
    assert find_alias("wilayah", "DKSH Prov.") is None
    assert find_alias("opd", None) is None
    assert say_alias(stored) == "dibaca lewat alias tersimpan A1: Dinas Kesehatan"


def test_an_alias_holds_inside_its_region_and_the_narrowest_wins() -> None:
    add_alias("opd", "DKSH", "DINKES", "63", ADMIN)
    add_alias("opd", "DKSH", "DISDIK", "63.06", ADMIN)
    find = load_alias().find
    assert find("opd", "dksh", "63.06") == find("opd", "dksh", "63.06.01") == "Dinas Pendidikan"
    assert find("opd", "dksh", "63.07") == find("opd", "dksh", "63") == "Dinas Kesehatan"
    assert find("opd", "dksh", "62.01") is None
    assert find("opd", "dksh", None) is None


def test_a_region_alias_gives_a_code_and_its_official_name_in_the_remark() -> None:
    stored, _ = add_alias("wilayah", "Murakata Raya", "63.07", None, ADMIN)
    assert find_alias("wilayah", "murakata raya", "61") == "63.07"
    assert say_alias(stored).endswith("Kabupaten Hulu Sungai Tengah")


def test_an_ambiguous_region_name_may_be_settled_inside_a_province_only() -> None:
    with pytest.raises(EtlGagal, match="lebih sempit"):
        add_alias("wilayah", "Banjar", "63.03", None, ADMIN)
    with pytest.raises(EtlGagal, match="lebih sempit"):
        add_alias("wilayah", "Banjar", "63.06", "63", ADMIN)
    add_alias("wilayah", "Banjar", "63.03", "63", ADMIN)
    assert find_alias("wilayah", "Banjar", "63") == "63.03"
    assert find_alias("wilayah", "Banjar", "32") is None


def test_a_village_alias_without_a_region_is_kept_inside_its_kabupaten() -> None:
    stored, _ = add_alias("desa", "Nama Sungai Udik", "63.08.01.2003", None, ADMIN)
    assert stored.wilayah == "63.08"
    assert find_alias("desa", "nama sungai udik", "63.08.01") == "63.08.01.2003"
    assert find_alias("desa", "nama sungai udik", "63.07") is None


@pytest.mark.parametrize(
    ("isian", "kata"),
    [
        (("opd", "DKSH", "DINKESS", None), "tidak ada dalam daftar OPD. Mungkin"),
        (("opd", "Dinkes", "DISDIK", None), "sudah dikenal sebagai Dinas Kesehatan; alias untuk nama lain ditolak"),
        (("opd", "Dinkes", "DINKES", None), "alias tidak diperlukan"),
        (("opd", "DKSH", "DINKES", "99.99"), "Kode wilayah 99.99 tidak dikenal"),
        (("opd", "nihil", "DINKES", None), "berarti sel kosong"),
        (("opd", "Dinas yang namanya terpotong di layar dan…", "DINKES", None), "terpotong; tulis nama selengkapnya"),
        (("opd", " . ", "DINKES", None), "--tertulis masih kosong"),
        (("opd", "Dinkes 0812 3456 7890", "DINKES", None), "data pribadi tidak boleh disimpan"),
        (("wilayah", "Murakata", "63.99", None), "tidak dikenal"),
        (("wilayah", "Kabupaten Tapin", "63.07", None), "sudah dikenal sebagai Kabupaten Tapin"),
        (("wilayah", "Murakata", "63.07", "62"), "tidak terletak di wilayah 62"),
        (("desa", "Anu Sakti", "63.07", None), "bukan desa"),
        (("kecamatan", "Anu Sakti", "63.07.01.2001", None), "bukan kecamatan"),
    ],
)
def test_an_alias_that_cannot_be_right_is_refused_in_one_sentence(isian: tuple, kata: str) -> None:
    with pytest.raises(EtlGagal, match=kata) as refused:
        add_alias(*isian, ADMIN)
    assert "\n" not in str(refused.value)
    assert list_alias() == ()


@pytest.mark.parametrize(
    "oleh",
    [
        "Drs. Fulan Anu", "Fulan, S.Sos", "H. Fulan", "Kabid NIP 19700101 199003 1 001", "0812-3456-7890", "", "Bapak Fulan",
        "Kabid NIP. 123",
    ],
)  # fmt: skip
def test_who_decided_is_an_office_never_a_person(oleh: str) -> None:
    with pytest.raises(EtlGagal, match="--oleh diisi jabatan"):
        add_alias("opd", "DKSH", "DINKES", None, oleh)
    assert list_alias(semua=True) == ()


@pytest.mark.parametrize("oleh", ["Kepala Badan Kesbangpol", "Sekretaris Tim Terpadu P4GN", "Lurah Ibu Kota", "Kabid P.2.M BNNP"])
def test_offices_of_every_kind_may_decide(oleh: str) -> None:
    assert add_alias("opd", "DKSH", "DINKES", None, oleh)[0].oleh == oleh


def test_the_same_alias_twice_is_one_and_another_meaning_is_a_conflict() -> None:
    first, _ = add_alias("opd", "DKSH", "DINKES", None, ADMIN)
    assert add_alias("opd", "dksh", "Dinas Kesehatan", None, ADMIN) == (first, False)
    with pytest.raises(EtlGagal, match=r"alias A1 untuk Dinas Kesehatan; tarik dahulu dengan: python -m etl alias --tarik A1"):
        add_alias("opd", "DKSH", "DISDIK", None, ADMIN)
    assert len(list_alias(semua=True)) == 1


def test_an_alias_taken_back_stays_in_the_book_and_is_no_longer_used() -> None:
    add_alias("opd", "DKSH", "DINKES", None, ADMIN)
    withdraw_alias("A1", "Kepala Bidang Kesbangpol", "salah baca")
    assert find_alias("opd", "DKSH") is None and list_alias() == ()
    (kept,) = list_alias(semua=True)
    assert (kept.ditarik.alasan, kept.ditarik.oleh) == ("salah baca", "Kepala Bidang Kesbangpol")
    with pytest.raises(EtlGagal, match="sudah ditarik"):
        withdraw_alias("A1", ADMIN, "lagi")
    with pytest.raises(EtlGagal, match="Tidak ada alias bernomor A9"):
        withdraw_alias("A9", ADMIN, "salah")
    assert add_alias("opd", "DKSH", "DISDIK", None, ADMIN)[0].id == "A2"
    assert [line.get("id") or line["tarik"] for line in read_buku(ALIAS).baris] == ["A1", "A1", "A2"]


def test_the_fingerprint_changes_with_an_alias_and_returns_when_it_is_taken_back() -> None:
    before = sidik_catatan()
    add_alias("opd", "DKSH", "DINKES", None, ADMIN)
    with_one = sidik_catatan()
    assert with_one != before and len(with_one) == 12
    withdraw_alias("A1", ADMIN, "salah baca")
    assert sidik_catatan() == before


def test_a_line_half_written_by_a_killed_process_of_an_earlier_version_costs_neither_neighbour(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old = {"id": "A1", "jenis": "opd", "tertulis": "DKSH", "baku": "Dinas Kesehatan", "oleh": ADMIN, "kapan": "2026-03-01T08:00:00+08:00"}
    (data / "catatan").mkdir()
    (data / "catatan" / "alias.jsonl").write_bytes(json.dumps(old).encode() + b'\n{"id": "A2", "jenis": "op')
    assert find_alias("opd", "DKSH") == "Dinas Kesehatan"
    assert add_alias("opd", "DPDK", "DISDIK", None, ADMIN)[0].id == "A2"
    assert (find_alias("opd", "DKSH"), find_alias("opd", "DPDK")) == ("Dinas Kesehatan", "Dinas Pendidikan")
    assert "alias.jsonl baris 2 rusak" in caplog.text


def _add(number: int) -> None:
    add_alias("opd", f"DKSH {'abcdefghij'[number]}x", "DINKES", None, ADMIN)


def test_many_writers_at_once_lose_nothing_and_share_no_number() -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.map(_add, range(10))
    assert sorted(int(item.id[1:]) for item in list_alias()) == list(range(1, 11))


def test_the_command_adds_lists_and_takes_back(capsys: pytest.CaptureFixture[str]) -> None:
    add = ["--jenis", "wilayah", "--tertulis", "Murakata Raya", "--baku", "63.07", "--wilayah", "63", "--oleh", ADMIN]
    assert alias.main(add) == 0
    assert "“Murakata Raya” dibaca sebagai Kabupaten Hulu Sungai Tengah (63.07), disimpan" in capsys.readouterr().out
    assert alias.main(add) == 0
    assert "sudah tersimpan" in capsys.readouterr().out
    assert alias.main(["--daftar"]) == 0
    assert capsys.readouterr().out.startswith("A1  wilayah: “Murakata Raya” di 63 = Kabupaten Hulu Sungai Tengah")
    assert alias.main(["--tarik", "A1", "--alasan", "salah baca", "--oleh", ADMIN]) == 0
    assert alias.main(["--daftar"]) == 0
    assert capsys.readouterr().out.endswith("Belum ada alias tersimpan.\n")
    assert alias.main(["--daftar", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["tertulis"], listed["ditarik"]["alasan"]) == ("Murakata Raya", "salah baca")


def test_the_command_says_what_is_wrong_and_leaves_with_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert alias.main(["--jenis", "opd", "--tertulis", "Dinkes", "--baku", "DISDIK", "--oleh", ADMIN]) == 1
    assert "sudah dikenal" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        alias.main(["--jenis", "opd", "--tertulis", "DKSH"])
    assert "belum ditulis: --baku, --oleh" in capsys.readouterr().err
