"""The invented province through the real intake: every row accounted for, every planted slip found in its cell, values equal to the truth."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from etl.blok import Baris
from etl.contoh import generate, kebenaran_dir
from etl.contoh.dunia import BOBOT_OPD, OPD_KABKOTA, PROVINSI
from etl.contoh.ejaan import Gaya, write_opd
from etl.contoh.kebenaran import Kebenaran, read_kebenaran
from etl.contoh.lembar import BUKAN_DATA, DIGANTIKAN, PRIBADI, SALINAN, TANDAI, TERIMA, TOLAK
from etl.harmonise.opd import find_opd, read_opd
from etl.pipeline import Hasil, run_pipeline
from etl.progress import Progress
from etl.receive import read_indeks
from p4gn.geography.wilayah import find_wilayah_by_kode, list_anak

SAMPAI = date(2026, 11, 1)
Tempat = tuple[str, str | None, int]
SATU_SEL = frozenset({"tanggal", "tanggal_sampai"})


@dataclass(frozen=True)
class Putusan:
    """What became of every row, by file, sheet and row."""

    hasil: Hasil
    diterima: Mapping[Tempat, Baris]
    ditolak: Mapping[Tempat, object]
    ditandai: Mapping[Tempat, set[str]]
    bukan_data: Mapping[Tempat, str]


@pytest.fixture(scope="module")
def folder(contoh_penuh: Path) -> Path:
    """The workbooks of the example, as they were made for all tests."""
    return contoh_penuh / "contoh"


@pytest.fixture(scope="module")
def benar(folder: Path) -> Kebenaran:
    return read_kebenaran(kebenaran_dir(folder))


@pytest.fixture(scope="module")
def putusan(folder: Path) -> Putusan:
    indeks = read_indeks(folder)  # in the order of receiving
    hasil = run_pipeline(list(indeks), SAMPAI, Progress(diam=True), indeks=indeks)
    flags: dict[Tempat, set[str]] = defaultdict(set)
    for tanda in hasil.ditandai:
        flags[tanda.berkas, tanda.lembar, tanda.baris].add(tanda.kolom)
    return Putusan(
        hasil,
        {(row.berkas, row.lembar, row.nomor): row for row in hasil.diterima},
        {(item.berkas, item.lembar, item.baris or 0): item for item in hasil.ditolak},
        flags,
        {(item.berkas, item.lembar, item.baris): item.jenis for item in hasil.bukan_data},
    )


def rows_of(benar: Kebenaran) -> Iterable[tuple[Tempat, object]]:
    for row in benar.baris.itertuples():
        yield (row.berkas, row.lembar, row.baris), row


def planted(benar: Kebenaran) -> Iterable[tuple[Tempat, object]]:
    for item in benar.tanaman.itertuples():
        yield (item.berkas, item.lembar, item.baris), item


def fate_of(place: Tempat, putusan: Putusan) -> str:
    """'terima', 'tolak', or the kind of non-data the ledger calls the row."""
    if place in putusan.diterima:
        return TERIMA
    if place in putusan.ditolak:
        return TOLAK
    return putusan.bukan_data.get(place, "hilang")


def say(lines: list[str]) -> str:
    kinds = Counter(line.split(" | ")[0] for line in lines)
    return f"{len(lines)} ketidakcocokan: {dict(kinds.most_common())}\n" + "\n".join(lines[:60])


def test_the_same_seed_and_day_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    generate(tmp_path / "contoh", SAMPAI)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "contoh").iterdir()}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_set_that_stands_is_not_written_again(folder: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert not generate(folder, SAMPAI).baru
    assert before == {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_the_set_is_as_large_and_as_messy_as_what_a_province_sends(folder: Path, benar: Kebenaran) -> None:
    files = [path for path in folder.iterdir() if path.name != "kiriman.jsonl"]
    assert 300 <= len(files) <= 450
    assert sum(path.stat().st_size for path in files) < 15_000_000
    assert {path.suffix for path in files} == {".xlsx", ".csv", ".ods", ".xls"}
    assert {
        "rapat",
        "tindak_lanjut",
        "tes_urine",
        "desa_bersinar",
        "kerawanan",
        "ibm",
        "aksi_opd",
        "pegawai",
        "pegawai_lebar",
        "rad_aksi",
        "anggaran",
        "dokumen_wilayah",
        "inovasi",
        "laporan_masyarakat",
        "indeks_resmi",
    } <= set(benar.berkas.sumber.dropna())
    assert len(benar.tanaman[benar.tanaman.harus == TOLAK]) >= 150


def test_files_that_are_no_table_of_ours_are_refused_and_no_other(benar: Kebenaran, putusan: Putusan) -> None:
    refused = {item.berkas: item.alasan for item in putusan.hasil.berkas_ditolak}
    wanted = {row.berkas for row in benar.berkas.itertuples() if row.keadaan not in {TERIMA, SALINAN}}
    assert not wanted - set(refused), f"diterima padahal harus ditolak: {sorted(wanted - set(refused))}"
    wrong = [f"{name}: {refused[name]}" for name in sorted(set(refused) - wanted)]
    assert not wrong, say(wrong)


def test_every_row_of_every_file_is_accounted_for(benar: Kebenaran, putusan: Putusan) -> None:
    ledger = {item.berkas: item for item in putusan.hasil.buku}
    assert [name for name, item in ledger.items() if not item.seimbang] == []
    wrong = []
    for row in benar.berkas.itertuples():
        if row.keadaan in {TERIMA, SALINAN} and (row.berkas not in ledger or ledger[row.berkas].baris_dibaca != row.baris):
            wrong.append(
                f"{row.berkas}: {row.baris} baris ditulis, {ledger[row.berkas].baris_dibaca if row.berkas in ledger else 'tidak'} dibaca"
            )
    assert not wrong, say(wrong)


def test_no_clean_row_is_refused_and_every_row_meets_its_fate(benar: Kebenaran, putusan: Putusan) -> None:
    errors = {place: item.jenis for place, item in planted(benar) if item.harus == TOLAK}
    wrong = []
    for place, row in rows_of(benar):
        fate = fate_of(place, putusan)
        right = {
            TERIMA: fate == TERIMA,
            # Two files that date a row in the same month to come: the later one takes the place of the earlier.
            TOLAK: fate == TOLAK or (fate.startswith("digantikan") and errors.get(place) == "tanggal belum terjadi"),
            BUKAN_DATA: fate not in {TERIMA, TOLAK, "hilang"},
            DIGANTIKAN: fate.startswith("digantikan") or (fate == TOLAK and place in errors),
            SALINAN: fate == "salinan berkas",
        }[row.harap]
        if not right:
            reason = (
                f"{putusan.ditolak[place].kolom}: {putusan.ditolak[place].alasan} «{putusan.ditolak[place].nilai}»"
                if place in putusan.ditolak
                else ""
            )
            wrong.append(f"{row.sumber}: {row.harap} → {fate} | {place} ({row.jenis}) {reason}")
    assert not wrong, say(wrong)


def test_every_planted_error_is_named_with_its_cell(benar: Kebenaran, putusan: Putusan) -> None:
    fates = {place: row.harap for place, row in rows_of(benar)}
    wrong = []
    for place, item in planted(benar):
        if item.harus != TOLAK or fates[place] != TOLAK or fate_of(place, putusan).startswith("digantikan"):
            continue
        problem = putusan.ditolak.get(place)
        named = problem and (item.kolom is None or problem.kolom == item.kolom or item.kolom in (problem.perbaikan or ""))
        if not named:
            found = f"{problem.kolom}: {problem.alasan}" if problem else fate_of(place, putusan)
            wrong.append(f"{item.jenis} | {place} kolom {item.kolom} «{item.nilai}»: {found}")
    assert not wrong, say(wrong)


def test_what_should_be_looked_at_is_flagged_in_its_column(benar: Kebenaran, putusan: Putusan) -> None:
    fates = {place: row.harap for place, row in rows_of(benar)}
    events = Counter(event_of(row) for _, row in rows_of(benar) if row.sumber == "tes_urine" and row.harap == TERIMA)
    of_place = {place: event_of(row) for place, row in rows_of(benar) if row.sumber == "tes_urine"}
    copies = {row.berkas for row in benar.berkas.itertuples() if row.keadaan == SALINAN}
    wrong = []
    for place, item in planted(benar):
        if item.harus != TANDAI or fates[place] not in {TERIMA, BUKAN_DATA} or place[0] in copies:
            continue
        if item.jenis.startswith("kegiatan yang sama") and events[of_place[place]] < 2:
            continue  # the other sender's row was refused or replaced
        found = putusan.ditandai.get(place, set())
        if not (item.kolom in found or (item.kolom is None and found)):
            wrong.append(f"{item.jenis} | {place} kolom {item.kolom} «{item.nilai}»: ditandai {sorted(found) or 'tidak'}")
    assert not wrong, say(wrong)


def event_of(row: object) -> tuple[object, ...]:
    """What makes two reports the same test."""
    nilai = json.loads(row.nilai)  # type: ignore[attr-defined]
    return tuple(nilai.get(nama) for nama in ("kode_opd", "kode_provinsi", "kode_kabkota", "tanggal", "kelompok_sasaran"))


def test_values_equal_the_truth(benar: Kebenaran, putusan: Putusan) -> None:
    wrong = []
    for place, truth in rows_of(benar):
        row = putusan.diterima.get(place)
        if truth.harap != TERIMA or row is None:
            continue
        for nama, value in json.loads(truth.nilai).items():
            found = read_anak(row, nama.removeprefix("anak:")) if nama.startswith("anak:") else plain(row.nilai.get(nama))
            if found != value:
                wrong.append(f"{truth.sumber}.{nama} | {place}: seharusnya {value!r}, terbaca {found!r} dari «{row.sel.get(nama)}»")
    assert not wrong, say(wrong)


def read_anak(row: Baris, nama: str) -> list[object]:
    """The list of a row as the truth keeps it: texts, codes of agencies, or pairs of substance and number."""
    children = row.anak.get(nama, ())
    if row.source.column(nama).jenis == "zat_jumlah":
        return [[ZAT_PENDEK.get(str(child["isi"]), child["isi"]), child["jumlah"]] for child in children]
    return [child["kode_opd"] if "kode_opd" in child else child["isi"] for child in children]


ZAT_PENDEK = {"benzodiazepin": "BZO", "metamfetamin": "MET", "amfetamin": "AMP", "THC": "THC", "morfin": "MOP", "karisoprodol": "SOMA"}


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def test_no_row_belongs_to_an_agency_of_another_region(benar: Kebenaran, putusan: Putusan) -> None:
    """Dinas Sosial of a kabupaten is not Dinas Sosial of the province, however its name is written."""
    wrong = []
    for place, truth in rows_of(benar):
        row = putusan.diterima.get(place)
        nilai = json.loads(truth.nilai)  # type: ignore[attr-defined]
        home = nilai.get("kode_kabkota") or nilai.get("kode_provinsi") or truth.pengirim.rpartition("@")[2]  # type: ignore[attr-defined]
        if row is None or truth.harap != TERIMA:  # type: ignore[attr-defined]
            continue
        agencies = [row.nilai] if row.nilai.get("kode_opd") else []
        agencies += [child for children in row.anak.values() for child in children if child.get("kode_opd")]
        wrong += [
            f"{truth.sumber} | {place}: {agency['kode_opd']}@{agency['wilayah_instansi']}, seharusnya @{home}"  # type: ignore[attr-defined]
            for agency in agencies
            if agency["wilayah_instansi"] != home
        ]
    assert not wrong, say(wrong)


@pytest.mark.parametrize("kode_opd", OPD_KABKOTA)
def test_an_agency_is_spelled_with_its_own_region_or_none(kode_opd: str) -> None:
    """In every habit of writing and for every government that has this agency."""
    nama = {lembaga.kode_opd: lembaga.nama_baku for lembaga in reversed(list(read_opd().values()))}[kode_opd]
    governments = [wilayah.kode for wilayah in list_anak(PROVINSI)] + [PROVINSI] * (kode_opd in BOBOT_OPD)
    for kode in governments:
        for opd in ("baku", "singkat", "besar", "wilayah"):
            for wilayah in ("resmi", "kab", "besar"):
                written = write_opd(nama, kode_opd, kode, Gaya("sel", opd, wilayah, False))
                found = find_opd(written, kode)
                assert (found.rincian["kode_opd"], found.rincian["wilayah"]) == (kode_opd, kode), written


def test_every_duty_has_something_to_judge(benar: Kebenaran) -> None:
    """What a scorecard tells apart is told by somebody, year after year."""
    story = story_of(benar)
    aksi, tes, dokumen = story["aksi_opd"], story["tes_urine"], story["dokumen_wilayah"]
    for tahun in (str(SAMPAI.year - years) for years in range(4)):
        told = aksi[aksi.periode.str.startswith(tahun)]
        assert {"ada", "draf", "belum"} == set(told.regulasi_status) and {"ada", "belum"} <= set(told.satgas_status), tahun
        assert (told.sosialisasi_kegiatan == 0).any() and (told.sosialisasi_kegiatan > 1).any(), tahun
        assert {"SK tim terpadu", "RAD", "laporan B06"} <= set(dokumen[dokumen.tahun == int(tahun)].jenis_dokumen), tahun
    assert ((aksi.satgas_status == "ada") & aksi.satgas_sk_nomor.isna()).sum() >= 20
    first = aksi[aksi.periode.str.endswith("S1") & aksi.laporan_b06.notna()]
    late = first.laporan_b06 > first.periode.str[:4] + "-07-15"
    assert 0.1 < late.mean() < 0.5
    assert {"perda", "perkada", "laporan B12", "surat edaran"} <= set(dokumen.jenis_dokumen)
    assert {"ada", "draf", "belum"} == set(dokumen.status) and dokumen.kode_kecamatan.nunique() > 80
    tim = dokumen[(dokumen.jenis_dokumen == "SK tim terpadu") & dokumen.berlaku_sampai.notna()]
    soon = (SAMPAI + timedelta(days=90)).isoformat()
    assert (tim.berlaku_sampai < SAMPAI.isoformat()).any() and tim.berlaku_sampai.between(SAMPAI.isoformat(), soon).any()
    assert (tes.jumlah_cpns_dites < tes.jumlah_cpns).any()
    reactive = tes[tes.jumlah_reaktif_positif > 0]
    closed = reactive.dengan_resep.fillna(0) + reactive.asesmen.fillna(0)
    assert (closed < reactive.jumlah_reaktif_positif).any() and (closed == reactive.jumlah_reaktif_positif).any()
    assert (reactive.rehabilitasi.fillna(0) <= reactive.asesmen.fillna(0)).mean() > 0.9
    assert tes[tes.tanggal > (SAMPAI - timedelta(days=60)).isoformat()].jumlah_reaktif_positif.isna().any()
    assert f"{SAMPAI.year}-S1" in set(story["anggaran"].periode) and len(set(story["anggaran"].sumber_dana.dropna())) > 4
    assert {"CPNS", "PPPK paruh waktu", "non-ASN"} <= set(story["pegawai"].kategori)
    assert {f"{SAMPAI.year}", f"{SAMPAI.year}-S1"} <= set(story["rad_aksi"].periode)
    assert {"selesai", "belum", "berjalan", "ditunda", "batal"} == set(story["tindak_lanjut"].status)
    assert story["rapat"].jenis.isin(["rakor", "raker"]).mean() > 0.2 and story["rapat"].jenis.notna().mean() > 0.9


def story_of(benar: Kebenaran) -> dict[str, pd.DataFrame]:
    """The accepted rows of each source as a table of true values."""
    rows = benar.baris[benar.baris.harap == TERIMA]
    return {str(sumber): pd.DataFrame([json.loads(nilai) for nilai in part.nilai]) for sumber, part in rows.groupby("sumber")}


def test_nothing_is_sent_before_it_has_happened(benar: Kebenaran) -> None:
    """A file cannot tell of a day after the one on which it came."""
    received = {row.berkas: row.diterima_pada[:10] for row in benar.berkas.itertuples()}
    slips = {place for place, item in planted(benar) if item.jenis not in {"data pribadi", "sel digabung ke bawah"}}  # type: ignore[attr-defined]
    wrong = []
    for place, row in rows_of(benar):
        nilai = json.loads(row.nilai)  # type: ignore[attr-defined]
        for nama in ("tanggal", "laporan_b06", "laporan_b12", "tanggal_selesai", "tanggal_tindak_lanjut", "satgas_sk_tanggal"):
            if place not in slips and nilai.get(nama) and nilai[nama] > received[place[0]]:
                wrong.append(f"{nama} | {place}: {nilai[nama]} sesudah diterima {received[place[0]]}")
    assert not wrong, say(wrong)


def test_personal_data_is_dropped_and_counted(benar: Kebenaran, putusan: Putusan) -> None:
    found = {(item.berkas, item.lembar, item.kolom, item.jenis): item.jumlah for item in putusan.hasil.pribadi}
    wrong = []
    for item in benar.pribadi.itertuples():
        place = (item.berkas, item.lembar)
        counted = sum(
            number
            for (berkas, lembar, kolom, _), number in found.items()
            if (berkas, lembar) == place and kolom.casefold() == item.kolom.casefold()
        )
        if counted < item.jumlah:
            wrong.append(f"{item.jenis} | {place} kolom {item.kolom}: {item.jumlah} ditanam, {counted} dihitung")
    assert not wrong, say(wrong)


def test_regions_are_real_and_lie_in_the_province(putusan: Putusan) -> None:
    codes = {str(row.nilai["kode_wilayah"]) for row in putusan.diterima.values() if row.nilai.get("kode_wilayah")}
    assert {code[:2] for code in codes} == {"63"}
    assert {code[:5] for code in codes if len(code) > 2} == {f"63.{number:02d}" for number in (*range(1, 12), 71, 72)}
    assert all(find_wilayah_by_kode(code) for code in codes)


def test_planted_kinds_cover_the_catalogue_of_mess(benar: Kebenaran) -> None:
    kinds = set(benar.tanaman.jenis)
    for word in (
        "judul",
        "nomor kolom",
        "tajuk berulang",
        "JUMLAH",
        "Sub Jumlah",
        "tanda tangan",
        "tersembunyi",
        "digabung",
        "nomor seri",
        "rentang",
        "hari tidak cocok",
        "tidak ada di kalender",
        "belum terjadi",
        "perkiraan",
        "tidak pasti",
        "#REF!",
        "nihil",
        "salah ketik",
        "kecamatan lain",
        "tersimpan sebagai angka",
        "dua pengirim",
        "diketik dua kali",
        "tahap mundur tanpa alasan",
        "tahap mundur dengan alasan",
        "bernomor",
        "sisa HTML",
        "data pribadi",
        "digantikan",
        "hanya bulan",
        "rumus dengan",
        "jumlah tidak sama",
        "satgas ada tanpa nomor SK",
        "bernama sama",
        "persen ditulis",
    ):
        assert any(word in kind for kind in kinds), f"tidak ada yang ditanam: {word}"
    assert PRIBADI in set(benar.tanaman.harus)
