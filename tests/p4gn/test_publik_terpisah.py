"""The public edition against a separate count over the record files: every indicator of Kalimantan Selatan, by plain pandas.

Nothing here goes through p4gn except the numbers being checked. Only what cannot be read off the files (which agency a
name means, in which kecamatan a village lies) is taken from the edition's own rows.
"""

import importlib
import os
import subprocess
import sys

import duckdb
import pandas as pd
import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import compute, undated, unlocated
from p4gn.scope import Scope
from p4gn.warehouse.editions import current_edisi, warehouse_path
from p4gn.warehouse.read import read_list, read_list_scope

KABKOTA = 13
DIRENCANAKAN = {"direncanakan/target Kelurahan Bersinar"}
BARU_DITETAPKAN = {
    "pilot project; pencanangan direncanakan",
    "ditetapkan 2023",
    "lokus ditetapkan untuk 2024",
    "lokus ditetapkan untuk 2024; di naskah juga tertulis Sungai Lirik",
    "ditunjuk/fokus 2024",
    "relawan antinarkoba terbentuk, kawasan bersih narkoba",
    "lokus 2024",
}

# No public record tells how many people an agency has, how a village was judged, which IBM units there are, or which kecamatan have a team.
TANPA_CATATAN_PUBLIK = {
    "cakupan_tes_urine",
    "desa_rawan",
    "desa_rawan_terlayani",
    "desa_rawan_tanpa_program",
    "unit_ibm",
    "kecamatan_bertim",
}


@pytest.fixture(scope="module")
def publik(tmp_path_factory, root):
    """Data folder with the public edition, built by the real command."""
    try:
        importlib.import_module("etl.build")
    except ModuleNotFoundError as error:
        pytest.skip(f"edisi publik belum dapat dibangun: {error}")
    data = tmp_path_factory.mktemp("publik")
    environment = os.environ | {"P4GN_DATA": str(data)}
    result = subprocess.run([sys.executable, "-m", "etl", "bangun"], cwd=root, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return data


@pytest.fixture
def edisi(publik, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(publik))
    return current_edisi()


@pytest.fixture(scope="module")
def files(root):
    """The record files of Kalimantan Selatan as text, with the numbers as numbers."""
    frames = {}
    for name in ("rapat", "tes_urine", "desa_bersinar"):
        frame = pd.read_csv(root / "data" / "samples" / "publik" / f"{name}.csv", dtype=str)
        code = frame["kode_kabkota"].fillna("")
        frame = frame[(code == "63") | code.str.startswith("63.")].copy()
        frame["kabkota"] = frame["kode_kabkota"].where(frame["kode_kabkota"].str.len() == 5)
        frames[name] = frame
    for column in ("jumlah_sasaran", "jumlah_dites", "jumlah_reaktif_positif"):
        frames["tes_urine"][column] = pd.to_numeric(frames["tes_urine"][column])
    village = frames["desa_bersinar"]
    village["tahap"] = village["status"].map(lambda status: 0 if status in DIRENCANAKAN else 1 if status in BARU_DITETAPKAN else 2)
    return frames


def mart(edisi, table):
    with duckdb.connect(str(warehouse_path(edisi)), read_only=True) as connection:
        return connection.sql(f"select * from mart.{table}").df()


def inside(frame):
    return frame[frame["kode_wilayah"].fillna("").str.startswith("63")]


def expected_total(id_, files, edisi, region):
    """(pembilang, penyebut) of Kalimantan Selatan, counted here."""
    meeting, test, village = files["rapat"], files["tes_urine"], files["desa_bersinar"]
    bnn, polri = village[village["program"] == "BNN"], village[village["program"] == "Polri"]
    known = test[test["jumlah_dites"].notna() & test["jumlah_sasaran"].notna()]
    desa = (region["jenis"].isin(["Desa", "Kelurahan", "Desa Adat"])).sum()
    if id_ == "opd_hadir":
        joined = mart(edisi, "peserta_rapat").merge(inside(mart(edisi, "rapat")), on="id_rapat")
        joined = joined[(joined["jenis_instansi"] == "opd") & (joined["kode_opd"].notna() | joined["nama_baku"].notna())]
        agency = joined["kode_opd"].fillna(joined["nama_baku"])
        return len(set(zip(agency, joined["kunci_opd"].str.partition("@")[2], strict=True))), None
    if id_ == "kecamatan_terjangkau":
        rows = inside(mart(edisi, "desa_bersinar"))
        rows = rows[(rows["program"] == "BNN") & (rows["tahap"] >= 1)]
        return rows["kode_kecamatan"].dropna().nunique(), int((region["jenis"] == "Kecamatan").sum())
    if id_ in ("desa_bersinar_ber_ibm", "cakupan_ibm"):
        text = bnn["status"].fillna("") + " " + bnn["jumlah_relawan_penggiat_ibm"].fillna("")
        return int(text.str.contains("IBM").sum()), int((bnn["tahap"] >= 1).sum()) if id_ == "cakupan_ibm" else None
    if id_ in TANPA_CATATAN_PUBLIK:
        return None, None
    counted = {
        "rapat_tercatat": (len(meeting), None),
        "rapat_dengan_kesimpulan": (meeting["kesimpulan"].notna().sum(), len(meeting)),
        "rapat_berdasar_hukum": (meeting["dasar_hukum"].notna().sum(), len(meeting)),
        "kabkota_berapat": (meeting["kabkota"].nunique(), KABKOTA),
        "kegiatan_tes_urine": (len(test), None),
        "orang_dites": (test["jumlah_dites"].sum(), None),
        "tes_dengan_jumlah": (test["jumlah_dites"].notna().sum(), len(test)),
        "tes_dengan_hasil": (test["jumlah_reaktif_positif"].notna().sum(), len(test)),
        "kehadiran_tes": (known["jumlah_dites"].sum(), known["jumlah_sasaran"].sum()),
        "kabkota_bertes_urine": (test["kabkota"].nunique(), KABKOTA),
        "desa_bersinar_tercatat": ((bnn["tahap"] >= 1).sum(), None),
        "desa_bersinar_dicanangkan": ((bnn["tahap"] >= 2).sum(), None),
        "cakupan_desa_bersinar": ((bnn["tahap"] >= 2).sum(), desa),
        "kabkota_ber_desa_bersinar": (bnn.loc[bnn["tahap"] >= 1, "kabkota"].nunique(), KABKOTA),
        "kampung_bebas_narkoba": (len(polri), None),
    }
    if id_ not in counted:
        pytest.fail(f"Indikator {id_} belum punya hitungan terpisah; tambahkan di expected_total, dihitung langsung dari berkas contoh.")
    return counted[id_]


@pytest.fixture(scope="module")
def region(root):
    """Codes of Kalimantan Selatan in the reference list, one level of names each."""
    frame = pd.read_csv(root / "data" / "reference" / "wilayah.csv.gz", dtype=str)
    return frame[frame["kode"].str.startswith("63.")]


@pytest.mark.parametrize("id_", CATALOGUE)
def test_the_total_of_kalimantan_selatan_equals_the_separate_count(edisi, files, region, id_):
    row = compute(CATALOGUE[id_], Scope(edisi, "63")).iloc[0]
    top, bottom = expected_total(id_, files, edisi, region)
    if top is None:
        assert row["keadaan"] == "belum_lapor"
        return
    assert row["pembilang"] == top
    if bottom is not None:
        assert row["penyebut"] == bottom
        assert row["nilai"] == pytest.approx(100 * top / bottom)


@pytest.mark.parametrize(("id_", "name"), [("rapat_tercatat", "rapat"), ("kegiatan_tes_urine", "tes_urine")])
def test_each_kabupaten_and_each_year_equals_the_separate_count(edisi, files, id_, name):
    indicator, rows = CATALOGUE[id_], files[name]
    frame = compute(indicator, Scope(edisi, "63"), "kabkota").set_index("kode")
    assert len(frame) == KABKOTA
    assert frame["pembilang"].dropna().to_dict() == rows["kabkota"].dropna().value_counts().to_dict()
    assert unlocated(indicator, Scope(edisi, "63"), "kabkota").baris == rows["kabkota"].isna().sum()
    years = compute(indicator, Scope(edisi, "63"), "periode")["pembilang"].sum()
    assert years + undated(indicator, Scope(edisi, "63")).baris == len(rows)


def test_kabupaten_without_a_published_test_are_gaps_not_zeros(edisi, files):
    frame = compute(CATALOGUE["kegiatan_tes_urine"], Scope(edisi, "63"), "kabkota").set_index("nama")
    for nama in ("Tapin", "Tanah Laut", "Hulu Sungai Tengah", "Hulu Sungai Utara", "Tabalong", "Tanah Bumbu"):
        assert frame.loc[nama, "keadaan"] == "belum_lapor"
        assert pd.isna(frame.loc[nama, "nilai"])


@pytest.mark.parametrize("periode", ["semua", "2022", "2023"])
def test_the_ladder_of_villages_adds_up_to_the_indicator(edisi, periode):
    scope = Scope(edisi, "63", periode)
    ladder = read_list_scope(scope, "tahap_desa")
    assert ladder.loc[ladder["tahap"] >= 1, "jumlah"].sum() == compute(CATALOGUE["desa_bersinar_tercatat"], scope).iloc[0]["pembilang"]


def test_kabupaten_and_kota_of_one_name_are_told_apart(edisi):
    names = compute(CATALOGUE["rapat_tercatat"], Scope(edisi, "32"), "kabkota")["nama"]
    assert names.is_unique and {"Kabupaten Bogor", "Kota Bogor", "Garut"} <= set(names)


@pytest.mark.parametrize("id_", ["orang_dites", "kegiatan_tes_urine", "rapat_tercatat"])
def test_agencies_are_regional_and_of_one_region_each(edisi, id_):
    frame = compute(CATALOGUE[id_], Scope(edisi, "63"), "opd")
    assert frame["nama"].is_unique and not frame["nama"].str.contains("Pengadilan|Polres|Kodim").any()
    assert {"Sekretariat Daerah, Kota Banjarmasin"} <= set(frame["nama"])
    if id_ == "orang_dites":
        tests = inside(mart(edisi, "tes_urine"))
        regional = tests[(tests["jenis_instansi"] == "opd") & ~tests["adalah_rincian"]]
        assert frame["pembilang"].sum() == regional["jumlah_dites"].sum()


def test_no_small_number_of_people_is_in_the_published_figures(edisi):
    figures = mart(edisi, "angka_resmi")
    people = figures[figures["menyangkut_orang"]]
    assert not people["nilai"].between(1, 4).any()
    assert set(people.loc[people["disamarkan"], "nilai_tertulis"]) == {"disamarkan"}
    assert people["disamarkan"].sum() == 3  # realisasi rehabilitasi 4, tersangka 2 and 4
    assert not figures.loc[~figures["menyangkut_orang"], "disamarkan"].any()


def test_no_small_number_of_reactive_results_is_in_the_register(edisi):
    register = read_list(edisi, "tes_urine")
    words = {"Seluruhnya negatif", "Ada yang reaktif", "Belum dipublikasikan", "Disamarkan karena yang dites sedikit"}
    assert {"Seluruhnya negatif", "Ada yang reaktif"} <= set(register["hasil"]) <= words
    assert "jumlah_reaktif" not in register.columns
    assert "keterangan" not in register.columns
