"""Frameworks of duties: dated, inheriting, changed by a province in one file, refused with a message that says where and what."""

import csv
import re
from datetime import date, timedelta

import pytest
import yaml

from p4gn.periode import PeriodeTidakDikenal
from p4gn.scoring import aturan, kerangka, naskah, periode
from p4gn.scoring.kerangka import KerangkaTidakAda, KerangkaTidakSah, find_kerangka, list_kerangka, list_perubahan, list_wajib_lapor

NAIK = """
"63":
  - sejak: 2026-01-01
    sampai: null
    alasan: Target dinaikkan
    dasar: Pergub uji 1/2026
    ubah:
      kewajiban: {tes_asn: {target: {B06: 20, tahun: 40}}}
"""


@pytest.fixture
def tulis_kepatuhan(tmp_path, monkeypatch):
    """Puts another text in place of kepatuhan.yml."""
    path = tmp_path / "kepatuhan.yml"

    def write(text: str) -> None:
        path.write_text(text, encoding="utf-8")
        kerangka.clear_cache()

    monkeypatch.setattr(naskah, "BERKAS_KEPATUHAN", path)
    yield write
    kerangka.clear_cache()


@pytest.fixture
def tulis_kerangka(tmp_path):
    """A folder with the shipped frameworks, one of them changed: (file, function that edits its mapping) → the read frameworks."""

    def write(berkas: str, ubah):
        for path in naskah.FRAMEWORK_DIR.glob("*.yml"):
            raw = yaml.safe_load(path.read_text(encoding="utf-8"))
            if path.name == berkas:
                ubah(raw)
            (tmp_path / path.name).write_text(yaml.safe_dump(raw, sort_keys=False, allow_unicode=True), encoding="utf-8")
        return naskah.read_frameworks(tmp_path)

    return write


def weights(found, subjek):
    return {each.id: each.bobot for each in found.list_kewajiban(subjek)}


# Which framework


@pytest.mark.parametrize(
    ("masa", "id_kerangka"),
    [
        ("2018", "ran-2018-2019"), ("2019-S2", "ran-2018-2019"), ("2020-S1", "ran-2020-2024"), ("2024", "ran-2020-2024"),
        (date(2024, 12, 31), "ran-2020-2024"), (date(2025, 1, 1), "transisi-2025"), ("2025-S1", "transisi-2025"), ("2031", "transisi-2025"),
    ],
)  # fmt: skip
def test_the_last_day_of_a_period_decides_its_framework(masa, id_kerangka):
    assert find_kerangka(masa, "63").id == id_kerangka


def test_before_the_first_framework_there_is_none_and_it_says_from_when():
    with pytest.raises(KerangkaTidakAda, match="31 Desember 2017; yang paling awal berlaku sejak 28 Agustus 2018"):
        find_kerangka("2017", "63")
    with pytest.raises(KerangkaTidakAda, match="pilih satu periode"):
        find_kerangka("semua", "63")


def test_every_day_since_the_first_has_exactly_one_framework():
    known = list_kerangka("63")
    assert [each.id for each in known] == ["ran-2018-2019", "ran-2020-2024", "transisi-2025"]
    assert [each.sampai and each.sampai + timedelta(days=1) for each in known] == [*(each.sejak for each in known[1:]), None]


def test_a_regency_and_the_nation_follow_their_province_or_nobody():
    assert find_kerangka("2025", "63.06") is find_kerangka("2025", "63")
    assert find_kerangka("2025", "nasional").sidik == find_kerangka("2025", "63").sidik


# What it says


def test_weights_and_thresholds_are_those_proposed():
    found = find_kerangka("2025", "63")
    assert weights(found, "opd") == {
        "sosialisasi": 15, "tes_asn": 25, "tes_cpns": 0, "tindak_lanjut_reaktif": 15, "regulasi": 10, "satgas": 10, "materi_diklat": 0,
        "laporan": 15, "tindak_lanjut_rapat": 10, "anggaran": 0,
    }  # fmt: skip
    assert weights(found, "kabkota") == {
        "tim_terpadu": 10, "tim_kecamatan": 5, "rad": 10, "perda": 10, "rakor": 5, "tindak_lanjut_wilayah": 5, "laporan_wilayah": 10,
        "opd_hijau": 10, "tes_asn_wilayah": 10, "desa_bersinar": 5, "prioritas_terlayani": 10, "ibm": 5, "pemetaan": 5,
        "perubahan_kerawanan": 0, "indeks": 0,
    }  # fmt: skip
    assert weights(found, "kecamatan") == {
        "tim_terpadu": 30, "desa_bersinar": 20, "prioritas_terlayani": 25, "ibm": 10, "pemetaan": 15, "perubahan_kerawanan": 0,
    }  # fmt: skip
    assert (found.ambang_skor["hijau"], found.ambang_skor["kuning"], found.kelengkapan_minimal, found.lebar_pita) == (80, 50, 60, 5)
    assert (found.jendela_reaktif_hari, found.bulan_bergulir, found.segera_berakhir_hari) == (30, 12, 90)


@pytest.mark.parametrize("found", list_kerangka("63"), ids=lambda each: each.id)
def test_every_duty_explains_itself(found):
    assert found.catatan and any("usulan awal" in each for each in found.catatan)
    for duty in found.kewajiban:
        assert len(duty.judul_pendek) <= naskah.JUDUL_PENDEK_TERPANJANG
        assert duty.definisi.endswith(".") and duty.rumus.endswith(".") and all(each.endswith(".") for each in duty.catatan)
        assert {"tetap", "per_satuan"} <= set(duty.usaha)
        assert duty.bobot == 0 or (duty.dasar_hukum and aturan.list_aturan_warna(duty)), duty.id
        for basis in duty.dasar_hukum:
            assert basis.sejak <= (found.sampai or date.max) and (basis.sampai is None or basis.sampai >= found.sejak), (
                "held at least one day"
            )
            assert basis.catatan and "perlu diperiksa pada naskahnya" in basis.catatan


def test_the_circular_of_2025_holds_from_its_own_date():
    basis = next(each for each in find_kerangka("2025", "63").dasar_hukum if "900.1.1/5282/SJ" in each.nama)
    assert basis.sejak == date(2025, 9, 26)
    assert not any("Inpres 2 Tahun 2020" in each.nama for each in find_kerangka("2025", "63").dasar_hukum)


def test_regencies_and_kecamatan_share_ids_but_not_weights():
    found = find_kerangka("2025", "63")
    assert found.find("tim_terpadu").subjek == "kabkota"
    assert found.find("tim_terpadu", "kecamatan").bobot == 30
    assert found.find("tes_urine_tamu") is None
    assert found.find("ibm", "kecamatan").ambang == found.find("ibm").ambang


def test_nobody_changes_a_framework_by_accident():
    with pytest.raises(TypeError):
        find_kerangka("2025", "63").ambang_skor["hijau"] = 10
    with pytest.raises(TypeError):
        find_kerangka("2025", "63").find("tes_asn").target["tahun"] = 10


@pytest.mark.parametrize(
    ("id_kewajiban", "masa", "warna"),
    [
        ("tes_asn", None, ["paling sedikit 30% setahun (15% sampai B06)", "separuh target ke atas", "kurang dari separuh target"]),
        ("tes_asn", "2025-S1", ["15% ke atas", "7,5% ke atas", "kurang dari 7,5%"]),
        ("tes_asn", "2025-S2", ["30% ke atas", "15% ke atas", "kurang dari 15%"]),
        ("tes_cpns", None, ["100%", "lebih dari 0%", "0%"]),
        ("tindak_lanjut_rapat", None, ["80% ke atas", "50% ke atas", "kurang dari 50%"]),
        ("rakor", "2025", ["paling sedikit 2", "paling sedikit 1", "tidak ada"]),
        ("rakor", "2025-S2", ["paling sedikit 1", "paling sedikit 1", "tidak ada"]),
        ("desa_bersinar", None, ["10% ke atas", "2,5% ke atas", "kurang dari 2,5%"]),
        ("regulasi", None, ["ada", "masih draf", "belum ada"]),
        ("anggaran", None, []),
    ],
)
def test_rules_in_words_follow_the_numbers(id_kewajiban, masa, warna):
    duty = find_kerangka("2025", "63").find(id_kewajiban)
    assert [rule for _, rule in aturan.list_aturan_warna(duty, masa)] == warna


# A province's own settings


def test_a_raised_target_changes_2026_and_leaves_2025(tulis_kepatuhan):
    tulis_kepatuhan("{}")
    before = {masa: find_kerangka(masa, "63").sidik for masa in ("2025", "2026")}
    tulis_kepatuhan(NAIK)
    assert [find_kerangka(masa, "63").find("tes_asn").target_pada(masa) for masa in ("2025", "2026-S1", "2026")] == [30, 20, 40]
    assert find_kerangka("2025", "63").sidik == before["2025"]
    assert find_kerangka("2026", "63").sidik != before["2026"] == find_kerangka("2026", "64").sidik, "another province keeps its own"
    assert find_kerangka("2026", "63").find("tes_asn_wilayah").target["tahun"] == 30
    assert [each.alasan for each in find_kerangka("2026", "63").penyesuaian] == ["Target dinaikkan"]


def test_a_raised_target_is_told_with_its_ground(tulis_kepatuhan):
    tulis_kepatuhan(NAIK)
    change = list_perubahan("63")[-1]
    assert (change.tanggal, change.judul, change.kewajiban, change.is_kerangka) == (
        date(2026, 1, 1),
        "Target dinaikkan",
        ("tes_asn",),
        False,
    )
    assert change.rincian == (
        "Target tes urine ASN: 30% → 40% (Pergub uji 1/2026)",
        "Target tes urine ASN pada B06: 15% → 20% (Pergub uji 1/2026)",
    )
    assert change.rincian_of("tes_asn") == change.rincian and change.rincian_of("satgas") == ()
    assert len(list_perubahan("64")) == 2, "nobody else is told"


def test_an_edit_is_followed_without_a_restart(tmp_path, tulis_kepatuhan):
    tulis_kepatuhan("{}")
    assert find_kerangka("2026", "63").find("tes_asn").target["tahun"] == 30
    path = tmp_path / "kepatuhan.yml"
    path.write_text(NAIK, encoding="utf-8")
    assert find_kerangka("2026", "63").find("tes_asn").target["tahun"] == 40


def test_a_setting_that_ends_is_told_at_its_end_and_words_do_not_change_the_fingerprint(tulis_kepatuhan):
    tulis_kepatuhan("""
"63":
  - {sejak: 2025-07-01, sampai: 2025-12-31, alasan: Semester percobaan, ubah: {ambang_skor: {hijau: 90}, laporan: {B12: {hari: 20}, tenggang_hari: 3}}}
  - {sejak: 2026-01-01, alasan: Judul diperjelas, ubah: {kewajiban: {satgas: {definisi: Satgas ada.}}}}
  - {sejak: 2026-07-01, alasan: Dicabut, ubah: {kewajiban: {anggaran: null, rad: {bobot: 15}}}}
""")
    begun, ended, dropped = list_perubahan("63")[2:]
    assert begun.rincian == ("Skor hijau: 80 → 90 ke atas", "Jatuh tempo B12: 15 Januari tahun berikutnya → 20 Januari tahun berikutnya",
                             "Tenggang laporan: 0 → 3 hari")  # fmt: skip
    assert ended.tanggal == date(2026, 1, 1) and ended.rincian[0] == "Skor hijau: 90 → 80 ke atas"
    assert ended.judul == "Judul diperjelas; berakhir: Semester percobaan"
    assert dropped.rincian == ("Bobot RAD P4GN: 10 → 15", "Tidak lagi menjadi kewajiban: Anggaran P4GN")
    assert find_kerangka("2025-S1", "63").sidik == find_kerangka("2026-S1", "63").sidik
    assert find_kerangka("2025", "63").ambang_skor["hijau"] == 90, "the last day of the year lies within it"
    assert periode.batas_kirim(find_kerangka("2025", "63"), "B12", 2025) == date(2026, 1, 23)


SATU = '"63": [{sejak: 2026-01-01, alasan: x, ubah: {%s}}]'


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("63:\n  - {}", 'kepatuhan.yml: 63 harus kode provinsi dua angka dalam tanda kutip, misalnya "63"'),
        ('"63": {sejak: 2026-01-01}', 'kepatuhan.yml: "63" harus berupa daftar penyesuaian'),
        ('"63": [{sejak: 2026-01-01, ubah: {lebar_pita: 4}}]', 'kepatuhan.yml: "63" penyesuaian ke-1 belum punya alasan'),
        ('"63": [{sejak: awal 2026, alasan: x, ubah: {lebar_pita: 4}}]', "penyesuaian ke-1: sejak harus tanggal seperti 2026-01-01 (ditulis 'awal 2026')"),
        ('"63": [{sejak: 2026-02-01, sampai: 2026-01-01, alasan: x, ubah: {lebar_pita: 4}}]', "sampai tidak boleh sebelum sejak"),
        ('"63": [{sejak: 2026-01-01, alasan: x, ubah: {judul: y, sejak: 2026-01-01}}]', "ubah berisi kunci yang tidak dikenal: sejak"),
        ('"63": [{sejak: 2026-01-01, alasan: x, ubah: {}}]', "ubah belum berisi apa pun"),
        (SATU % 'kewajiban: {tes_asnn: {bobot: 1}}', "kepatuhan.yml: kewajiban tes_asnn tidak ada pada kerangka transisi"),
        (SATU % 'kewajiban: {tes_asn: {bobott: 1}}', "kewajiban tes_asn berisi kunci yang tidak dikenal: bobott"),
        (SATU % 'kewajiban: {tes_asn: {target: {tahun: 120}}}', "kewajiban tes_asn · target tahun harus angka 0 sampai 100 (ditulis 120"),
        (SATU % 'kewajiban: {tes_asn: {bobot: "25,5"}}', "kewajiban tes_asn · bobot harus angka nol atau lebih (ditulis '25,5'; pakai titik"),
        (SATU % 'ambang_skor: {kuning: 85}', "ambang_skor hijau harus lebih tinggi daripada kuning"),
        ('"63": [{sejak: 2010-01-01, sampai: 2011-01-01, alasan: x, ubah: {lebar_pita: 4}}]', "tidak menyentuh masa kerangka mana pun"),
        ('"63": [{sejak: 2026-01-01', "kepatuhan.yml: tulisan YAML-nya tidak dapat dibaca di sekitar baris"),
    ],
)  # fmt: skip
def test_a_broken_setting_is_refused_with_file_duty_and_field(tulis_kepatuhan, teks, pesan):
    tulis_kepatuhan(teks)
    with pytest.raises(KerangkaTidakSah, match=re.escape(pesan)):
        find_kerangka("2026", "63")


def test_the_shipped_example_is_valid_once_its_marks_are_removed(tulis_kepatuhan):
    text = naskah.REFERENCE_DIR.joinpath("kepatuhan.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == {}, "nothing is set for any province as shipped"
    example = "\n".join(line[2:] for line in text[text.index('# "63"') :].splitlines() if line.startswith("# "))
    tulis_kepatuhan(example)
    assert find_kerangka("2026", "63").find("tes_asn").target["tahun"] == 40
    assert find_kerangka("2026", "63").laporan["B06"]["hari"] == 20


# Broken frameworks


def _duty(id_kewajiban, **changes):
    return lambda raw: raw["kewajiban"][id_kewajiban].update(changes)


@pytest.mark.parametrize(
    ("berkas", "ubah", "pesan"),
    [
        ("ran_2020.yml", lambda raw: raw.pop("id"), "ran_2020.yml: kunci id belum ada"),
        ("ran_2018.yml", lambda raw: raw.update(id="ran-2020-2024"), "id ran-2020-2024 sudah dipakai"),
        ("ran_2018.yml", lambda raw: raw.update(mewarisi="ran-2015"), "ran_2018.yml: mewarisi ran-2015, tetapi kerangka itu tidak ada"),
        ("ran_2020.yml", lambda raw: raw.update(mewarisi="ran-2018-2019"), "berputar kembali ke dirinya sendiri"),
        ("ran_2018.yml", lambda raw: raw.update(sampai=date(2019, 6, 30)), "harus tepat sehari sesudah ran-2018-2019 berakhir (2019-06-30)"),
        ("ran_2020.yml", lambda raw: raw.update(sampai=date(2019, 1, 1)), "ran_2020.yml: sampai harus sesudah sejak"),
        ("ran_2020.yml", lambda raw: raw.update(warna="biru"), "ran_2020.yml: berisi kunci yang tidak dikenal: warna"),
        ("ran_2020.yml", lambda raw: raw["laporan"]["B06"].update(bulan=13), "laporan B06 harus berisi bulan 1–12"),
        ("ran_2020.yml", lambda raw: raw.update(lebar_pita=0), "lebar_pita harus lebih dari nol"),
        ("ran_2020.yml", _duty("satgas", bobot=-1), "ran_2020.yml: kewajiban satgas · bobot harus angka nol atau lebih"),
        ("ran_2020.yml", _duty("satgas", judul_pendek="Satgas atau penggiat"), "kewajiban satgas · judul_pendek paling panjang 14 huruf"),
        ("ran_2020.yml", _duty("satgas", subjek="desa"), "kewajiban satgas · subjek harus salah satu dari opd, kabkota, kecamatan (ditulis 'desa')"),
        ("ran_2020.yml", _duty("satgas", subjek="kecamatan"), "diawali “kecamatan.”"),
        ("ran_2020.yml", _duty("satgas", berlaku_untuk={"semua": True, "ber_cpns": True}), "berlaku_untuk harus tepat satu dari"),
        ("ran_2020.yml", _duty("satgas", berlaku_untuk={"kode_opd": []}), "kode_opd harus berupa daftar kode OPD"),
        ("ran_2020.yml", _duty("satgas", dasar_hukum=["uud"]), "dasar_hukum menyebut uud yang tidak ada pada daftar"),
        ("ran_2020.yml", _duty("satgas", usaha={"tetap": 1}), "kewajiban satgas · usaha belum punya per_satuan"),
        ("ran_2020.yml", _duty("satgas", ambang={"hijau": 5}), "kewajiban satgas · ambang hijau harus berisi teks"),
        ("ran_2020.yml", _duty("ibm", ambang={"hijau": 20, "kuning": 50}), "kewajiban ibm · ambang hijau harus lebih tinggi daripada kuning"),
        ("ran_2020.yml", _duty("ibm", definisi=" "), "kewajiban ibm · definisi harus berisi teks"),
        ("ran_2020.yml", _duty("kecamatan.ibm", seperti="ibn"), "kewajiban kecamatan.ibm · seperti ibn tidak ada"),
        ("transisi_2025.yml", lambda raw: raw.update(kewajiban={"baru": {"bobot": 5}}), "transisi_2025.yml: kewajiban baru belum punya ambang"),
        ("transisi_2025.yml", lambda raw: raw.update(ambang_skor={"hijau": 40}), "transisi_2025.yml: ambang_skor hijau harus lebih tinggi"),
    ],
)  # fmt: skip
def test_a_broken_framework_is_refused_with_file_duty_and_field(tulis_kerangka, berkas, ubah, pesan):
    with pytest.raises(KerangkaTidakSah, match=re.escape(pesan)):
        tulis_kerangka(berkas, ubah)


def test_a_framework_writes_only_what_differs(tulis_kerangka):
    found = tulis_kerangka("transisi_2025.yml", lambda raw: raw.update(kewajiban={"tes_asn": {"target": {"tahun": 50}}, "anggaran": None}))
    old, new = found[1]["kewajiban"], found[2]["kewajiban"]
    assert new["tes_asn"]["target"] == {"B06": 15, "tahun": 50} and old["tes_asn"]["target"] == {"B06": 15, "tahun": 30}
    assert "anggaran" in old and "anggaran" not in new
    assert new["satgas"] == old["satgas"]


def test_what_did_not_exist_in_2018_is_no_duty_then():
    early = find_kerangka("2019", "63")
    assert early.find("tes_cpns") is None
    assert all(early.find(each).bobot == 0 for each in ("tim_kecamatan", "rad", "desa_bersinar", "prioritas_terlayani", "ibm"))
    change = list_perubahan("63")[0]
    assert (
        change.is_kerangka
        and "Kewajiban baru: Tes urine CPNS" in change.rincian
        and "Bobot RAD P4GN: 0 (keterangan saja) → 10" in change.rincian
    )


def test_a_framework_that_keeps_every_number_says_which_basis_changed():
    change = list_perubahan("63")[1]
    assert change.judul == "Kerangka berganti: RAN P4GN 2020–2024, lalu Masa peralihan sejak 2025"
    assert change.kewajiban == () and [each.split(":")[0] for each in change.rincian] == ["Tidak lagi menjadi dasar", "Dasar baru"]


# Who must report


def test_the_province_and_its_regencies_have_their_lists():
    provincial, regional = list_wajib_lapor("63", date(2025, 6, 30)), list_wajib_lapor("63.06", date(2025, 6, 30))
    assert (len(provincial), len(set(provincial)), len(regional)) == (42, 42, 16)
    assert "BKPSDM" in regional and "BKD" in provincial
    assert list_wajib_lapor("64", date(2025, 6, 30)) == list_wajib_lapor("64.01", date(2025, 6, 30)) == ()
    assert list_wajib_lapor("63.06.01", date(2025, 6, 30)) == (), "a kecamatan has no agencies of its own"
    assert list_wajib_lapor("63", date(2017, 12, 31)) == ()


def test_every_agency_that_must_report_is_in_the_list_of_agencies():
    with naskah.REFERENCE_DIR.joinpath("opd.csv").open(encoding="utf-8") as lines:
        level = {row["kode_opd"]: row["tingkat"] for row in csv.DictReader(lines)}
    for kode, tingkat in (("63", "provinsi"), ("63.06", "kabkota")):
        assert [each for each in list_wajib_lapor(kode, date(2026, 6, 30)) if tingkat not in level.get(each, "")] == []


def test_a_regency_may_have_its_own_list_and_a_list_may_end(tmp_path, monkeypatch):
    path = tmp_path / "wajib_lapor.yml"
    path.write_text("""
wilayah:
  "98.01": [{sejak: 2025-01-01, sampai: null, dasar: Perbup uji, kode_opd: [DINKES]}]
kabkota:
  "98":
    - {sejak: 2020-01-01, sampai: 2024-12-31, dasar: lama, kode_opd: [SETDA]}
    - {sejak: 2025-01-01, sampai: null, dasar: baru, kode_opd: [SETDA, DINKES]}
""", encoding="utf-8")  # fmt: skip
    monkeypatch.setattr(naskah, "BERKAS_WAJIB_LAPOR", path)
    assert [list_wajib_lapor("98.01", date(tahun, 6, 30)) for tahun in (2019, 2024, 2025)] == [(), ("SETDA",), ("DINKES",)]
    assert list_wajib_lapor("98.02", date(2025, 6, 30)) == ("SETDA", "DINKES")
    path.write_text('wilayah: {}\nkabkota: {"98": [{sejak: 2025-01-01, sampai: null, dasar: x, kode_opd: [A, A]}]}', encoding="utf-8")
    with pytest.raises(KerangkaTidakSah, match=re.escape('wajib_lapor.yml: kabkota "98": kode_opd menyebut dua kali: A')):
        list_wajib_lapor("98.02", date(2025, 6, 30))


# Periods


def test_periods_of_a_scorecard():
    kini = date(2026, 11, 25)
    assert [periode.periode_skor(each, kini) for each in ("semua", "2025", "2025-S1")] == ["2026", "2025", "2025-S1"]
    assert [periode.posisi_of(each, kini) for each in ("2026", "2025", "2026-S1")] == [kini, date(2025, 12, 31), date(2026, 6, 30)]
    assert [periode.periode_sebelum(each) for each in ("2025", "2025-S2", "2025-S1")] == ["2024", "2025-S1", "2024-S2"]
    assert [periode.list_laporan_wajib(each) for each in ("2025-S1", "2025-S2", "2025")] == [("B06",), ("B12",), ("B06", "B12")]
    with pytest.raises(PeriodeTidakDikenal):
        periode.tahun_of("semua")


def test_reports_are_due_in_july_and_in_january_of_the_next_year():
    found = find_kerangka("2025", "63")
    assert periode.jatuh_tempo(found, "B06", 2025) == date(2025, 7, 15)
    assert periode.jatuh_tempo(found, "B12", 2025) == date(2026, 1, 15)
    assert not periode.is_jatuh_tempo(found, "B06", 2025, date(2025, 7, 15)), "the last day itself is still on time"
    assert periode.is_jatuh_tempo(found, "B06", 2025, date(2025, 7, 16))
    assert aturan.jatuh_tempo_pada(found, "2025") == "B06 paling lambat 15 Juli 2025 dan B12 paling lambat 15 Januari 2026"
