"""The catalogue is complete, and a broken entry is refused with a message that names it."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from p4gn.glossary import list_istilah
from p4gn.indicators import catalogue, states
from p4gn.indicators.tanda import list_tanda

TEXT = Path(catalogue.__file__).with_name("catalogue.yml").read_text(encoding="utf-8")
FIRST = yaml.safe_load(TEXT)[0]


def entry(**changes):
    raw = FIRST | changes
    return {key: value for key, value in raw.items() if value != "hapus"}


def test_the_public_records_support_at_least_twelve_indicators():
    assert len(catalogue.CATALOGUE) >= 12
    assert catalogue.list_kelompok() == ["Rapat", "Tes urine", "Desa Bersinar", "Kampung Bebas Narkoba", "Kerawanan desa", "Tim terpadu"]


@pytest.mark.parametrize("indicator", catalogue.CATALOGUE.values(), ids=lambda item: item.id)
def test_every_entry_explains_itself(indicator):
    assert indicator.sumber and indicator.catatan and indicator.perubahan
    assert len(indicator.judul_pendek) <= 30
    assert indicator.definisi.endswith(".")
    assert indicator.target.kewajiban or (indicator.target.nilai is None and indicator.target.alasan == "belum ditetapkan")
    assert "reaktif" not in indicator.pembilang.sql, "no positivity may be drawn from public records"
    if indicator.is_rasio and indicator.satuan == "persen" and "peta" in indicator.tampilan:
        assert indicator.dapat_dibandingkan
    for basis in indicator.dasar_hukum:
        assert basis.sampai is None or basis.sejak < basis.sampai


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "Rapat Tercatat"}, "Entri ke-1: kunci id"),
        ({"judul": "hapus"}, "rapat_tercatat: kunci wajib belum ada: judul"),
        ({"warna": "biru"}, "kunci tidak dikenal: warna"),
        ({"arah": "atas"}, "arah harus salah satu dari naik, turun, netral"),
        ({"pembilang": {"kata": "x", "sql": "count(*)", "wilayah": "desa"}}, "tepat satu dari sql dan wilayah"),
        ({"pembilang": {"kata": "x", "wilayah": "desa"}}, "pembilang harus ditulis sebagai sql"),
        ({"penyebut": {"kata": "x", "wilayah": "rt"}}, "penyebut.wilayah"),
        ({"target": {"nilai": None}}, "menyebut alasan"),
        ({"target": {"nilai": 5}}, "menyebut sejak dan sumber"),
        ({"target": {"nilai": 5, "sejak": "kemarin", "sumber": "SE"}}, "bukan tanggal"),
        ({"batas_kelas": {"batas": [3, 1], "aturan": "bawah_termasuk"}}, "harus naik"),
        ({"batas_kelas": {"batas": [1, 3], "aturan": "tengah"}}, "bawah_termasuk, atas_termasuk"),
        ({"target": {"kewajiban": "regulasi"}}, "target.kewajiban regulasi tidak ada pada kerangka mana pun, atau tidak punya target"),
        ({"target": {"kewajiban": "tes_asn", "nilai": 30}}, "target: belum ada [], tidak dikenal ['nilai']"),
        ({"penanda": [{"tanggal": "akhir 2025", "judul": "x", "rincian": "y"}]}, "penanda: 'akhir 2025' bukan tanggal"),
        ({"penanda": [{"tanggal": date(2025, 12, 23), "judul": "x"}]}, "penanda: belum ada ['rincian']"),
        ({"sifat": "keadaan"}, "memerlukan kunci"),
        ({"sifat": "tahunan"}, "sifat tahunan memerlukan kunci"),
        ({"kunci": "id_rapat"}, "hanya untuk sifat keadaan"),
        ({"penyebut": {"kata": "x", "sql": "count(*)"}}, "aditif harus false"),
        ({"penyebut": {"kata": "x", "sql": "count(*)"}, "aditif": False}, "memerlukan kalimat.predikat"),
        ({"interval": "wilson"}, "hanya untuk rasio"),
        ({"aditif": "ya"}, "aditif harus true atau false"),
        ({"desimal": -1}, "desimal harus bilangan bulat"),
        ({"tampilan": ["kue"]}, "tampilan harus dipilih"),
        ({"aturan_kecil": {"berlaku": True}}, "aturan_kecil: belum ada"),
        (
            {"aturan_kecil": {"berlaku": True, "alasan": "x"}, "pembilang": {"kata": "x", "sql": "count(distinct a)"}},
            "tanpa distinct",
        ),
        (
            {
                "aturan_kecil": {"berlaku": True, "alasan": "x"},
                "penyebut": {"kata": "x", "wilayah": "desa"},
                "aditif": False,
                "kalimat": {"benda": "x", "predikat": "y"},
            },
            "penyebutnya jumlah orang",
        ),
    ],
)
def test_a_broken_entry_is_refused_by_name(changes, message):
    with pytest.raises(catalogue.KatalogTidakSah, match=re.escape(message)):
        catalogue.parse_indicator(entry(**changes))


def test_a_target_from_a_duty_is_the_one_of_its_framework_and_period():
    coverage = catalogue.get_indicator("cakupan_tes_urine")
    assert [coverage.target_pada(each, "63.06") for each in ("2016", "2019", "2025", "2025-S1", "2025-S2")] == [None, 30, 30, 15, 30]
    assert catalogue.get_indicator("orang_dites").target_pada("2025", "63") is None


def test_a_fixed_target_holds_from_its_day_on():
    fixed = catalogue.parse_indicator(entry(target={"nilai": 5, "sejak": date(2025, 7, 1), "sumber": "SE uji"}))
    assert [fixed.target_pada(each, "63") for each in ("2024", "2025-S1", "2025-S2", "2026")] == [None, None, 5, 5]


def test_marks_tell_what_moved_the_number_and_where():
    coverage = catalogue.get_indicator("cakupan_tes_urine")
    here, regency, elsewhere, nation = (list_tanda(coverage, kode) for kode in ("63", "63.06", "64", "nasional"))
    assert [each.tanggal for each in here] == [date(2020, 1, 1), date(2025, 1, 1), date(2025, 12, 23)]
    assert here[1].kalimat.endswith("Kerangka berganti: RAN P4GN 2020–2024, lalu Masa peralihan sejak 2025. Ketentuan tes urine ASN tetap.")
    assert here[2].kalimat.startswith("23 Desember 2025: PPPK paruh waktu masuk hitungan. Sebanyak 6.398")
    assert regency == elsewhere == nation == here[:2], "part-time staff of one provincial government is no mark for others"
    assert list_tanda(catalogue.get_indicator("rapat_tercatat"), "63") == (), "an indicator without a duty has no marks of duties"


def test_a_new_way_of_counting_is_a_mark_and_the_definition_is_none():
    changes = [{"tanggal": date(2024, 1, 1), "apa": "Ditetapkan."}, {"tanggal": date(2025, 3, 1), "apa": "Penyebut diganti."}]
    changed = catalogue.parse_indicator(entry(perubahan=changes))
    assert [each.kalimat for each in list_tanda(changed, "63")] == ["1 Maret 2025: Cara hitung berubah. Penyebut diganti."]


def test_an_id_comes_once():
    with pytest.raises(catalogue.KatalogTidakSah, match="dua kali"):
        catalogue.parse_catalogue(yaml.safe_dump([entry(), entry()]))


def test_an_unknown_id_brings_the_nearest():
    with pytest.raises(catalogue.IndikatorTidakDikenal, match="orang_dites"):
        catalogue.get_indicator("orang_dtes")


def test_six_states_differ_by_symbol_and_word():
    assert list(states.KEADAAN) == ["ada", "nol", "belum_lapor", "tidak_berlaku", "terlalu_sedikit", "disamarkan"]
    for part in ("simbol", "kata", "penjelasan"):
        assert len({getattr(state, part) for state in states.KEADAAN.values()}) == 6


def test_the_glossary_defines_about_fifty_terms_or_more():
    assert len(list_istilah()) >= 50
    assert all(term.arti.endswith(".") and len(term.arti) > 20 for term in list_istilah())
