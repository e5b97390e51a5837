"""The lists that screens read, and that no small number of reactive results ever leaves them."""

import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import compute
from p4gn.scope import Scope
from p4gn.warehouse import read
from tests.p4gn.edisi_kecil import write_edisi


def ids(frame, column):
    return frame[column].tolist()


def test_meetings_come_newest_first_with_their_conclusions_and_those_present(edisi):
    frame = read.read_list(edisi, "rapat", wilayah="98")
    assert ids(frame, "id_rapat") == ["R6", "R5", "R10", "R4", "R2", "R1", "R3", "R7"]
    first = frame.set_index("id_rapat").loc["R1"]
    assert first["kesimpulan"] == "Bentuk satgas; Susun jadwal tes"
    assert first["instansi_hadir"] == "Dinas Kesehatan; BNN Kabupaten; Dinas Pendidikan"
    assert first["nama_wilayah"] == "Kabupaten Aruna"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"wilayah": "98.01"}, ["R6", "R10", "R2", "R1", "R7"]),
        ({"wilayah": "nasional"}, ["R6", "R5", "R10", "R9", "R8", "R4", "R2", "R1", "R3", "R7"]),
        ({"wilayah": "98", "cari": "EDARAN"}, ["R5"]),
        ({"wilayah": "98", "cari": "  "}, ["R6", "R5", "R10", "R4", "R2", "R1", "R3", "R7"]),
        ({"opd": "dinkes"}, ["R5", "R2", "R1"]),
        ({"opd": "Dinas Pendidikan"}, ["R1"]),
        ({"wilayah": "98' or true --"}, []),
        ({"cari": "%"}, []),
    ],
)
def test_filters_narrow_the_list_of_meetings(edisi, params, expected):
    assert ids(read.read_list(edisi, "rapat", **params), "id_rapat") == expected


@pytest.mark.parametrize(
    ("periode", "expected"),
    [("2024", ["R2", "R1", "R3"]), ("2024-S1", ["R1"]), ("2024-S2", ["R2"]), ("2025-S1", ["R4"]), ("2025-S2", ["R6", "R5", "R10"])],
)
def test_a_row_known_only_to_its_year_is_in_the_year_and_in_no_semester(edisi, periode, expected):
    assert ids(read.read_list_scope(Scope(edisi, "98", periode), "rapat"), "id_rapat") == expected


def test_how_many_were_reactive_never_leaves_the_register(edisi):
    frame = read.read_list(edisi, "tes_urine").set_index("id_tes")
    assert frame["hasil"].to_dict() == {
        "T1": "Seluruhnya negatif",
        "T2": "Ada yang reaktif",
        "T3": "Disamarkan karena yang dites sedikit",  # two of four
        "T4": "Ada yang reaktif",  # twelve, and still only a word: an event is too small a place for a number
        "T5": "Belum dipublikasikan",
        "T6": "Belum dipublikasikan",
    }
    secret = {
        "jumlah_reaktif",
        "jumlah_negatif",
        "jumlah_invalid",
        "dengan_resep",
        "terkonfirmasi",
        "asesmen",
        "rehabilitasi",
        "tanggal_tindak_lanjut",
    }
    assert not secret & set(frame.columns)
    assert ids(read.read_list(edisi, "tes_urine", rincian=False).reset_index(), "id_tes") == ["T6", "T4", "T2", "T1", "T5"]


def test_no_caller_chooses_what_is_small(edisi):
    with pytest.raises(TypeError, match="kecil_sampai"):
        read.read_list(edisi, "tes_urine", kecil_sampai=0)
    for path in read.list_daftar():
        assert "between 1 and 4" not in read.read_sql(path)


def test_the_ladder_of_villages_adds_up_to_the_indicator(edisi):
    for kode in ("98", "98.01", "nasional"):
        for periode in ("semua", "2023", "2024", "2025"):
            scope = Scope(edisi, kode, periode)
            ladder = read.read_list_scope(scope, "tahap_desa")
            whole = compute(CATALOGUE["desa_bersinar_tercatat"], scope).iloc[0]["pembilang"]
            assert ladder.loc[ladder["tahap"] >= 1, "jumlah"].sum() == (0 if whole != whole else whole), (kode, periode)


def test_no_other_list_gives_the_small_number_away(edisi):
    assert read.read_list(edisi, "angka_resmi", wilayah="98")[["nilai_tertulis", "disamarkan"]].values.tolist() == [
        ["3", False], ["disamarkan", True],
    ]  # fmt: skip
    for name in ("baris_ditolak", "baris_ditandai"):
        assert read.read_list(edisi, name).set_index("kolom")["nilai"].to_dict() == {
            "jumlah_reaktif_positif": "disamarkan", "tanggal": "kemarin",
        }  # fmt: skip


def test_villages_are_filtered_by_programme_and_stage(edisi):
    assert ids(read.read_list(edisi, "desa_bersinar", wilayah="98", program="Polri"), "id_desa_bersinar") == ["D6"]
    assert set(ids(read.read_list(edisi, "desa_bersinar", wilayah="98", tahap=2), "id_desa_bersinar")) == {"D2", "D3", "D5", "D6"}
    assert ids(read.read_list(edisi, "desa_bersinar", wilayah="98", cari="aruna hilir"), "nama_kecamatan") == ["Aruna Hilir"]


def test_the_ledger_balances_and_freshness_counts_the_undated(edisi):
    assert read.read_list(edisi, "berkas")["seimbang"].tolist() == [True]
    fresh = read.read_list(edisi, "kesegaran", wilayah="98").set_index("catatan")
    assert (fresh.loc["rapat", "jumlah"], fresh.loc["rapat", "tanpa_tanggal"]) == (8, 1)
    assert (fresh.loc["tes_urine", "jumlah"], fresh.loc["desa_bersinar", "jumlah"]) == (5, 6)  # neither the breakdown T3 nor Polri's D6
    year = read.read_list_scope(Scope(edisi, "98", "2024"), "kesegaran").set_index("catatan")["jumlah"].to_dict()
    assert year == {"rapat": 3, "tes_urine": 1, "desa_bersinar": 2}
    assert str(fresh.loc["rapat", "tanggal_terakhir"])[:10] == "2025-12-31"


@pytest.mark.parametrize("nama", read.list_daftar())
def test_every_list_runs_unfiltered_and_with_every_filter_of_a_scope(edisi, nama):
    read.read_list(edisi, nama)
    read.read_list_scope(Scope(edisi, "98.01", "2025"), nama)


def test_a_filter_that_a_list_does_not_have_is_an_error(edisi):
    with pytest.raises(TypeError, match="kabupaten"):
        read.read_list(edisi, "rapat", kabupaten="98.01")
    with pytest.raises(read.DaftarTidakAda, match="rapat"):
        read.read_list(edisi, "../rapat")


def test_among_few_people_even_the_word_stays_hidden(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    few = "insert into mart.tes_urine (id_tes, jumlah_dites, jumlah_reaktif) values ('T9', 4, 1), ('T10', 5, 1), ('T11', 3, 0), ('T12', 2, null)"
    write_edisi(tmp_path, "2026-06-30-contoh-000000ee", few)
    told = read.read_list("2026-06-30-contoh-000000ee", "tes_urine").set_index("id_tes")["hasil"]
    assert told["T9"] == told["T11"] == "Disamarkan karena yang dites sedikit"
    assert (told["T10"], told["T12"]) == ("Ada yang reaktif", "Belum dipublikasikan")
