"""Reading of notulen and press releases: every field right or asked, no person's name kept, hostile files refused."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter

from etl.__main__ import main
from etl.notulen import BelumTerjawab, Draf, JawabanSalah, apply_jawaban, read_berkas, read_draf
from etl.notulen.draf import TANYAKAN
from etl.notulen.waktu import read_bilangan
from etl.problems import BerkasDitolak

CONTOH = Path(__file__).parent / "notulen" / "contoh"
ARTIKEL = Path(__file__).resolve().parents[3] / "shared" / "data" / "articles"
KESBANGPOL, BNNK, BNNP, BNN_KOTA = (
    "Badan Kesatuan Bangsa dan Politik",
    "Badan Narkotika Nasional Kabupaten",
    "Badan Narkotika Nasional Provinsi",
    "Badan Narkotika Nasional Kota",
)

#: file → for each draft its fields: the right value; ("?", value) where it must be asked and the right value offered; "?" where it must be asked.
HARAPAN: dict[str, list[dict[str, object]]] = {
    "01_siaran_pers_kalteng": [
        {
            "tanggal": "2024-05-15", "jenis": "rakor", "wilayah": "62.03", "tempat": "Aula Bappeda Kapuas", "penyelenggara": ("?", KESBANGPOL),
            "pimpinan_jabatan": "Asisten Pemerintahan dan Kesra Setda Kapuas", "peserta": 4, "kesimpulan": 3,
            "tindak_lanjut.2.batas_waktu": "2024-06-30",
            "tindak_lanjut.2.penanggung_jawab": ("?", "Dinas Komunikasi dan Informatika"),
        }
    ],
    "02_dateline_kemarin": [{"tanggal": ("?", "2025-03-11"), "jenis": "sosialisasi", "wilayah": "63", "tempat": "Hotel Rattan Inn Banjarmasin",
         "penyelenggara": BNNP}],
    "03_tanpa_tahun": [{"tanggal": "?", "jenis": "sosialisasi", "wilayah": "63.05", "penyelenggara": KESBANGPOL, "pimpinan_jabatan": ("?", "Bupati Tapin")}],
    "04_notulen_resmi": [
        {
            "judul": "Rapat Koordinasi Tim Terpadu P4GN Triwulan I", "tanggal": "2025-02-11", "jenis": "rakor", "wilayah": "63.09",
            "tempat": "Aula Badan Kesbangpol Tabalong", "penyelenggara": ("?", KESBANGPOL), "pimpinan_jabatan": "Sekretaris Daerah Kabupaten Tabalong",
            "peserta": 5, "dasar_hukum.1": "Permendagri 12/2019", "dasar_hukum.2": "Inpres 2/2020", "kesimpulan": 3,
            "tindak_lanjut.1.uraian": "Menyusun rancangan Peraturan Bupati", "tindak_lanjut.1.penanggung_jawab": "Bagian Hukum Sekretariat Daerah",
            "tindak_lanjut.1.batas_waktu": "2025-04-30", "tindak_lanjut.1.topik": "regulasi", "tindak_lanjut.2.penanggung_jawab": "Dinas Kesehatan",
            "tindak_lanjut.2.batas_waktu": "2025-05-31",
        }
    ],
    "05_whatsapp": [{"tanggal": "2025-01-20", "jenis": "rapat", "wilayah": ("?", "63.11"), "penyelenggara": "?", "peserta": 3, "kesimpulan": 2}],
    "06_hari_salah": [{"tanggal": "?", "jenis": "rakor", "wilayah": "63.04", "tempat": "Aula Selidah", "pimpinan_jabatan": "Wakil Bupati Barito Kuala"}],
    "07_dua_acara": [
        {"tanggal": ("?", "2025-03-04"), "jenis": "rakor", "wilayah": "63.04", "penyelenggara": "Pemerintah Kabupaten", "kesimpulan": 1},
        {"rapat_tersendiri": ("?", "ya"), "tanggal": "2025-03-03", "jenis": "audiensi", "wilayah": ("?", "63.04"), "tempat": ("?", "rumah dinas bupati")},
    ],
    "08_kab_atau_kota": [{"tanggal": "2025-04-10", "jenis": "bimtek", "wilayah": ("?", "33.75"), "tempat": "Hotel Nirwana", "penyelenggara": KESBANGPOL}],
    "09_rencana": [
        {"tanggal": "2025-02-07", "jenis": "rapat", "wilayah": "63.72", "pimpinan_jabatan": "Kepala Badan Kesbangpol Kota Banjarbaru", "kesimpulan": 1}
    ],
    "10_daring": [{"tanggal": "2020-08-05", "jenis": "rakor", "tempat": "virtual", "penyelenggara": ("?", BNNK), "dasar_hukum.1": ("?", "Inpres 2/2020")}],
    "11_rentang": [{"tanggal": "2024-03-12", "sampai": ("?", "2024-03-13"), "jenis": "bimtek", "wilayah": "63.71", "penyelenggara": BNN_KOTA}],
    "12_dua_notulen": [
        {"tanggal": "2025-01-06", "jenis": "rapat", "wilayah": "63.03", "pimpinan_jabatan": "Sekretaris Daerah", "kesimpulan": 1},
        {"tanggal": "2025-02-03", "jenis": "rakor", "wilayah": "63.03", "pimpinan_jabatan": "Kepala Dinas Kesehatan", "kesimpulan": 2},
    ],
    "13_hari_tanggal_terpisah": [{"tanggal": "2024-10-09", "jenis": "raker", "wilayah": ("?", "18.72"), "peserta": 3, "kesimpulan": 2}],
    "14_bukan_rapat": [],
    "15_terbit_di_atas": [{"tanggal": "2024-11-19", "jenis": "rapat", "wilayah": "63.01", "peserta": 3, "penyelenggara": "?"}],
    "16_rapat_dprd": [{"tanggal": "2025-01-13", "jenis": "rapat dprd", "wilayah": "62.71", "pimpinan_jabatan": "Ketua Komisi I", "kesimpulan": 2}],
    "17_beberapa_tanggal": [{"tanggal": ("?", "2024-05-15"), "tempat": ("?", "Aula Bamega"), "wilayah": "63.02", "penyelenggara": KESBANGPOL}],
    "18_berulang": [{"tanggal": "2024-06-06", "jenis": "raker", "wilayah": "63.07", "tempat": "Aula Auditorium", "kesimpulan": 2}],
    "19_acara_lampau": [{"tanggal": "?", "jenis": ("?", "rakor"), "tempat": "?", "wilayah": ("?", "63.11")}],
    "20_risalah": [
        {
            "judul": "?", "tanggal": "2025-03-13", "jenis": ("?", "rapat"), "wilayah": ("?", "63.08"), "tempat": "?", "penyelenggara": ("?", KESBANGPOL),
            "pimpinan_jabatan": "Asisten Bidang Pemerintahan dan Kesejahteraan Rakyat", "peserta": 6, "peserta.4": "?", "kesimpulan": 2, "kesimpulan.2": "?",
        }
    ],
    "21_pesan_polos": [{"tanggal": ("?", "2025-03-17"), "jenis": ("?", "rapat"), "wilayah": "?", "kesimpulan": 2, "tindak_lanjut.2.batas_waktu": "2025-03-31"}],
    "22_dateline_dan_hari": [
        {
            "tanggal": "2025-10-13", "jenis": "rakor", "wilayah": "33.07", "tempat": "Pendopo Bupati", "penyelenggara": ("?", KESBANGPOL),
            "pimpinan_jabatan": ("?", "Wakil Bupati Wonosobo"), "peserta": 6, "kesimpulan": 3, "tindak_lanjut.2.batas_waktu": "2025-11-30",
            "tindak_lanjut.3.penanggung_jawab": ("?", "Satuan Polisi Pamong Praja"),
        }
    ],
    "23_kemarin_daring": [
        {
            "judul": ("?", "Rapat koordinasi P4GN"), "tanggal": "?", "jenis": "rakor", "wilayah": "62", "tempat": "daring", "penyelenggara": BNNP,
            "pimpinan_jabatan": "Kepala BNNP Kalteng", "peserta.1": "?", "kesimpulan": 0,
        }
    ],
    "24_pesan_daftar": [
        {
            "tanggal": "2025-01-08", "jenis": "rapat", "wilayah": "63.72", "tempat": "Aula Gawi Sabarataan", "penyelenggara": "?", "peserta": 7,
            "kesimpulan": 3, "kesimpulan.3": ("?", "Dinsos mendata warga rehabilitasi"), "tindak_lanjut.1.batas_waktu": "2025-01-31",
            "tindak_lanjut.3.uraian": ("?", "Dinsos mendata warga rehabilitasi"),
        }
    ],
    "25_hari_salah_pimpinan": [
        {
            "tanggal": ("?", "2025-03-14"), "jenis": "rapat", "wilayah": "61.04", "tempat": "ruang rapat Setda Ketapang",
            "pimpinan_jabatan": "Kepala Badan Kesbangpol Kabupaten Ketapang", "peserta": 3, "kesimpulan": 1,
        }
    ],
    "26_dua_acara_dua_hari": [
        {
            "tanggal": ("?", "2025-05-06"), "jenis": "sosialisasi", "wilayah": "63.02", "tempat": "Gedung Ratu Intan", "penyelenggara": KESBANGPOL,
            "kesimpulan": 0,
        },
        {
            "rapat_tersendiri": ("?", "ya"), "tanggal": "2025-05-08", "jenis": "raker", "tempat": ("?", "Hotel Grand Surya"), "penyelenggara": ("?", BNNK),
            "kesimpulan": 1,
        },
    ],
    "27_hari_koma_tanggal": [
        {
            "tanggal": "2025-02-20", "jenis": "monev", "wilayah": "63", "pimpinan_jabatan": "Plh. Kepala Bakesbangpol Prov. Kalsel", "peserta": 11,
            "kesimpulan": 3, "tindak_lanjut.1.batas_waktu": ("?", "2025-02-28"), "tindak_lanjut.2.batas_waktu": "2025-02-28",
        }
    ],
    "28_tahun_dari_hak_cipta": [
        {
            "judul": "Rakor P4GN Kabupaten Lamandau Hasilkan Lima Kesepakatan", "tanggal": ("?", "2025-07-23"), "jenis": "rakor", "wilayah": "62.09",
            "penyelenggara": KESBANGPOL, "pimpinan_jabatan": "Wakil Bupati Lamandau", "kesimpulan": 5,
        }
    ],
    "29_tanggal_terbilang": [
        {
            "judul": "?", "tanggal": "2025-02-11", "jenis": "rakor", "wilayah": "63.05", "tempat": "Kantor Kesbangpol Kab. Tapin",
            "penyelenggara": ("?", KESBANGPOL), "peserta.1": "?", "kesimpulan": 2,
        }
    ],
    "30_bersama_dan_usulan": [
        {
            "tanggal": "2025-06-26", "jenis": "forum", "wilayah": "63", "tempat": "Gedung Idham Chalid", "penyelenggara": ("?", "Pemerintah Provinsi"),
            "peserta.2": "?", "peserta.5": "?", "kesimpulan": 3,
        }
    ],
    "31_tabel_kesimpulan": [
        {
            "judul": "?", "tanggal": "2025-04-23", "jenis": "raker", "wilayah": "62.13", "tempat": "Aula Bappedalitbang, Tamiang Layang",
            "pimpinan_jabatan": "Sekretaris Daerah", "dasar_hukum.1": "Inpres 2/2020", "kesimpulan": 3, "tindak_lanjut": 3,
            "tindak_lanjut.1.batas_waktu": "?", "tindak_lanjut.2.batas_waktu": "2025-09-30", "tindak_lanjut.3.batas_waktu": "?",
        }
    ],
    "32_pesan_tadi_pagi": [
        {
            "tanggal": "2025-11-03", "jenis": "rakor", "wilayah": "63.08", "tempat": "mess negara", "penyelenggara": "?", "pimpinan_jabatan": "Sekda",
            "kesimpulan": 3, "tindak_lanjut.1.batas_waktu": ("?", "2025-11-10"), "tindak_lanjut.3.batas_waktu": "2025-12-15",
        }
    ],
    "33_rakor_nasional": [
        {
            "tanggal": "2025-12-08", "jenis": "rakor", "wilayah": ("?", "63"), "tempat": ("?", "virtual"),
            "penyelenggara": ("?", "Direktorat Jenderal Politik dan Pemerintahan Umum Kemendagri"),
        }
    ],
}  # fmt: skip
#: Invented names in the texts above.
NAMA_KARANGAN = {
    "sutarno", "wijaya", "darma", "wicaksana", "gunarto", "prabowo", "rahmi", "anggraini",
    "suryono", "rina", "iberahim", "setyadi", "mursidin", "hakam", "wahyuni", "sumarjono",
    "barmawi", "syarkani", "masnah", "badriah", "hendra",
    "tarmuji", "sabdo", "warsito", "handaru", "yayuk", "darmo", "nurmala", "wati", "rasyidi", "hamidah",
}  # fmt: skip

ARTIKEL_HARAPAN: dict[str, list[dict[str, object]]] = {
    "000": [
        {
            "tanggal": "2023-07-03", "jenis": ("?", "rakor"), "wilayah": "63", "tempat": "salah satu hotel di Banjarmasin", "penyelenggara": KESBANGPOL,
            "dasar_hukum.1": "Inpres 2/2020", "peserta.1": "Forum Koordinasi Pimpinan Daerah",
        }
    ],
    "001": [
        {
            "tanggal": "2020-07-09", "jenis": ("?", "raker"), "wilayah": "63.06", "tempat": "Ruang Media Center Kantor Sekretariat Daerah Kabupaten HSS",
            "penyelenggara": ("?", "Pemerintah Kabupaten"), "dasar_hukum.1": "Inpres 2/2020", "dasar_hukum.2": "Permendagri 12/2019", "kesimpulan": 6,
        },
        {"rapat_tersendiri": ("?", "ya"), "tanggal": ("?", "2020-07-09"), "jenis": "rapat", "wilayah": ("?", "63.06"), "tempat": "?"},
    ],
    "002": [{"tanggal": "2024-02-05", "jenis": "audiensi", "wilayah": "61", "tempat": "Ruang Kerja Sekda Provinsi Kalbar", "penyelenggara": ("?", BNNP)}],
    "003": [
        {
            "tanggal": "2024-09-24", "jenis": "rakor", "wilayah": "18.72", "tempat": "Ruang Rapat OR Setda Kota Metro", "penyelenggara": ("?", KESBANGPOL),
            "dasar_hukum.1": "Inpres 2/2020",
        }
    ],
    "004": [
        {
            "tanggal": ("?", "2022-02-24"), "jenis": "raker", "wilayah": "63.06", "tempat": "Aula Kantor Kecamatan Kandangan", "penyelenggara": BNNK,
            "kesimpulan": 2,
            "pimpinan_jabatan": "?",
        }
    ],
}  # fmt: skip
#: The names in the articles, as hashes of their words.
SIDIK_NAMA = {
    "31f8461a0972", "3cb5fa78bc76", "4031e7217855", "45e0287f3366", "5890bd73582c", "5b06a2f7e263", "64dc04c4bf19",
    "6d3b11a10f27", "72ce91027db2", "791e02111af9", "8bc1fd93139d", "9515f8e9b1bd", "9bccca6a52af", "a3078503639a",
    "aefe3c5c4a40", "c293a4712f07", "c5a2366ee921", "ca29362a5c27", "e61c00061d1f", "e94a12f92d3c", "f1f7cb015e33",
}  # fmt: skip


def check(draf: Draf, harapan: dict[str, object]) -> None:
    fields = dict(draf.list_isian())
    for key, expected in harapan.items():
        if isinstance(expected, int):
            assert len(getattr(draf, key)) == expected, key
            continue
        one = fields[key]
        if isinstance(expected, tuple):
            assert one.kepastian == TANYAKAN, f"{key} is not asked: {one}"
            assert one.pertanyaan
            assert expected[1] in (one.nilai, *one.alternatif), f"{key}: {one}"
        elif expected == "?":
            assert one.kepastian == TANYAKAN, f"{key} is not asked: {one}"
        else:
            assert (one.nilai, one.kepastian) == (expected, "pasti"), f"{key}: {one}"


def words_of(draf: Draf) -> set[str]:
    shown = [text for _, one in draf.list_isian() for text in (one.nilai, one.pertanyaan, one.catatan, *one.alternatif) if text]
    return {word for text in shown for word in re.findall(r"[^\W\d_]+", text.casefold())}


@pytest.mark.parametrize("nama", HARAPAN)
def test_invented_texts_come_out_right_or_asked(nama: str) -> None:
    bacaan = read_berkas((CONTOH / f"{nama}.txt").read_bytes(), f"{nama}.txt")
    assert len(bacaan.draf) == len(HARAPAN[nama])
    for draf, harapan in zip(bacaan.draf, HARAPAN[nama], strict=True):
        check(draf, harapan)


@pytest.mark.parametrize("nama", HARAPAN)
def test_no_invented_name_is_kept(nama: str) -> None:
    for draf in read_berkas((CONTOH / f"{nama}.txt").read_bytes(), f"{nama}.txt").draf:
        assert not words_of(draf) & NAMA_KARANGAN


@pytest.mark.parametrize("nomor", ARTIKEL_HARAPAN)
def test_source_articles_come_out_right_or_asked(nomor: str) -> None:
    found = sorted(ARTIKEL.glob(f"{nomor}_*.txt"))
    if not found:
        pytest.skip("the articles are not part of the project")
    bacaan = read_berkas(found[0].read_bytes(), found[0].name)
    assert len(bacaan.draf) == len(ARTIKEL_HARAPAN[nomor])
    for draf, harapan in zip(bacaan.draf, ARTIKEL_HARAPAN[nomor], strict=True):
        check(draf, harapan)
        kept = {word for word in words_of(draf) if hashlib.sha256(f"notulen:{word}".encode()).hexdigest()[:12] in SIDIK_NAMA}
        assert not kept


@pytest.mark.parametrize("nama", HARAPAN)
def test_evidence_lies_in_the_text(nama: str) -> None:
    bacaan = read_berkas((CONTOH / f"{nama}.txt").read_bytes(), f"{nama}.txt")
    for draf in bacaan.draf:
        for key, one in draf.list_isian():
            assert one.bukti is None or bacaan.teks[one.bukti[0] : one.bukti[1]].strip(), key
            assert (one.kepastian == TANYAKAN) == bool(one.pertanyaan), key


@pytest.mark.parametrize(
    ("kata", "bilangan"),
    [("tiga", 3), ("sebelas", 11), ("tiga belas", 13), ("dua puluh", 20), ("tiga puluh satu", 31), ("dua ribu dua puluh lima", 2025),
     ("seribu sembilan ratus sembilan puluh delapan", 1998)],
)  # fmt: skip
def test_numbers_in_words(kata: str, bilangan: int) -> None:
    assert read_bilangan(kata) == bilangan


def test_a_known_day_of_publication_settles_the_year() -> None:
    isi = (CONTOH / "03_tanpa_tahun.txt").read_bytes()
    (draf,) = read_berkas(isi, "a.txt", date(2025, 9, 19)).draf
    check(draf, {"tanggal": "2025-09-18"})


def test_a_screen_gets_every_field_with_its_evidence_and_the_keys_of_agencies(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    naskah = (CONTOH / "04_notulen_resmi.txt").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(naskah)))
    assert main(["notulen", "--json", "--nama=notulen.txt"]) == 0
    answer = json.loads(capsys.readouterr().out)
    fields = {one["kunci"]: one for one in answer["draf"][0]["isian"]}
    start, end = fields["tanggal"]["bukti"]
    assert answer["teks"][start:end] == "Selasa, 11 Februari 2025" and "rakor" in answer["jenis"]
    assert fields["peserta.4"]["lembaga"] == {BNNK: "BNNK@63.09"} and fields["peserta.1"]["lembaga"] == {"Dinas Kesehatan": "DINKES"}
    assert fields["penyelenggara"]["tanya"] and fields["tindak_lanjut.1.penanggung_jawab"]["lembaga"] == {
        "Bagian Hukum Sekretariat Daerah": "BAG-HUKUM"
    }
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"PK")))
    assert main(["notulen", "--json", "--nama=a.docx"]) == 1
    assert "rusak" in json.loads(capsys.readouterr().out)["galat"]


# -- answers ----------------------------------------------------------------------------------------------------------


def one_draf(nama: str) -> Draf:
    return read_berkas((CONTOH / f"{nama}.txt").read_bytes(), f"{nama}.txt").draf[0]


def test_nothing_is_given_to_a_store_before_every_question_is_answered() -> None:
    draf = one_draf("04_notulen_resmi")
    with pytest.raises(BelumTerjawab, match="penyelenggara"):
        draf.to_rapat()
    rapat = apply_jawaban(draf, {"penyelenggara": "ya"}).to_rapat()
    assert rapat["kode_wilayah"] == "63.09"
    assert rapat["penyelenggara"] == KESBANGPOL
    assert [deed["batas_waktu"] for deed in rapat["tindak_lanjut"]] == ["2025-04-30", "2025-05-31"]


def test_a_list_is_confirmed_at_once_and_items_are_dropped_or_added() -> None:
    draf = one_draf("01_siaran_pers_kalteng")
    answered = apply_jawaban(
        draf,
        {
            "penyelenggara": "ya", "kesimpulan": "ya", "kesimpulan.2": "hapus",
            "kesimpulan.tambah": "Rapat berikutnya dijadwalkan triwulan depan",
            "tindak_lanjut.1": "hapus", "tindak_lanjut.2": "ya",
        },
    )  # fmt: skip
    rapat = answered.to_rapat()
    assert len(rapat["kesimpulan"]) == 3
    assert [deed["penanggung_jawab"] for deed in rapat["tindak_lanjut"]] == ["Dinas Komunikasi dan Informatika"]


def test_answers_are_checked() -> None:
    draf = one_draf("03_tanpa_tahun")
    with pytest.raises(JawabanSalah, match="bukan tanggal"):
        apply_jawaban(draf, {"tanggal": "18 September"})
    with pytest.raises(JawabanSalah, match="kosong"):
        apply_jawaban(draf, {"tanggal": "ya"})
    with pytest.raises(JawabanSalah, match="wilayah"):
        apply_jawaban(draf, {"wilayah": "Pekalongan"})
    with pytest.raises(JawabanSalah, match="tidak menanyakan"):
        apply_jawaban(draf, {"warna": "biru"})
    answered = apply_jawaban(draf, {"tanggal": "18 September 2025", "judul": "ya", "pimpinan_jabatan": "kosong"})
    assert answered.to_rapat()["tanggal"] == "2025-09-18"


def test_an_event_that_is_no_meeting_of_its_own_is_never_stored() -> None:
    second = read_berkas((CONTOH / "07_dua_acara.txt").read_bytes(), "a.txt").draf[1]
    answered = apply_jawaban(second, {key: "tidak" if key == "rapat_tersendiri" else "ya" for key, _ in second.list_pertanyaan()})
    with pytest.raises(BelumTerjawab, match="bukan rapat tersendiri"):
        answered.to_rapat()


# -- files ------------------------------------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, head: str = "", document: bytes | None = None) -> bytes:
    target = io.BytesIO()
    xml = document if document is not None else f'<?xml version="1.0"?>{head}<w:document {_W}><w:body>{body}</w:body></w:document>'.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", xml)
    return target.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def test_docx_with_tables_for_heading_and_follow_ups() -> None:
    body = (
        p("NOTULEN RAPAT TIM TERPADU P4GN")
        + "<w:tbl>" + row("Hari/Tanggal", ": Kamis, 6 Maret 2025") + row("Tempat", ": Aula Setda Kabupaten Tapin")
        + row("Acara", ": Rakor P4GN Kabupaten Tapin")
        + row("Pimpinan Rapat", ": Asisten I Setda Tapin") + "</w:tbl>"
        + p("Kesimpulan") + p("1. RAD P4GN ditetapkan.") + p("2. Pelaporan tepat waktu.")
        + p("Tindak Lanjut")
        + "<w:tbl>" + row("No", "Uraian", "Penanggung Jawab", "Batas Waktu") + row("1", "Menetapkan RAD P4GN", "Bappeda", "30 April 2025")
        + row("2", "Sosialisasi di sekolah", "Dinas Pendidikan dan BNNK Tapin", "bulan depan") + "</w:tbl>"
    )  # fmt: skip
    (draf,) = read_berkas(docx(body), "notulen.docx").draf
    check(
        draf,
        {
            "tanggal": "2025-03-06", "jenis": "rakor", "wilayah": "63.05", "tempat": "Aula Setda Kabupaten Tapin", "pimpinan_jabatan": "Asisten I Setda Tapin",
            "kesimpulan": 2,
            "tindak_lanjut": 2, "tindak_lanjut.1.penanggung_jawab": "Badan Perencanaan Pembangunan Daerah", "tindak_lanjut.1.batas_waktu": "2025-04-30",
            "tindak_lanjut.2.penanggung_jawab": ("?", "Dinas Pendidikan"), "tindak_lanjut.2.batas_waktu": "?",
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("isi", "nama", "alasan"),
    [
        (docx("", document=b"<x>" + b" " * 30_000_000 + b"</x>"), "bom.docx", "terlalu besar"),
        (docx(p("&amp;x;"), head='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "entitas.docx", "deklarasi XML"),
        (docx("", document=b"<w:document"), "patah.docx", "rusak"),
        (b"PK\x03\x04rusak", "rusak.docx", "rusak"),
        (b"", "kosong.txt", "tidak berisi"),
        (b"  \n ", "spasi.txt", "tidak berisi"),
        (docx(""), "kosong.docx", "Tidak ada teks"),
        (b"a\x00\xff\xfe\x00", "biner.txt", "bukan teks"),
        (b"MZ", "notulen.exe", "tidak dibaca"),
        (b"%PDF-1.4 bukan", "rusak.pdf", "rusak"),
        (b"kata " * 100_000, "panjang.txt", "terlalu panjang"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else None,
)
def test_files_that_cannot_be_read_are_refused_with_the_reason(isi: bytes, nama: str, alasan: str) -> None:
    with pytest.raises(BerkasDitolak, match=alasan):
        read_berkas(isi, nama)


def test_a_scanned_pdf_is_refused_in_plain_words() -> None:
    target, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(target)
    with pytest.raises(BerkasDitolak, match="pindaian"):
        read_berkas(target.getvalue(), "pindai.pdf")


def test_a_pdf_with_text_is_read() -> None:
    line = b"BT /F1 12 Tf 50 700 Td (Badan Kesbangpol Kabupaten Tapin menggelar rakor P4GN di Aula Setda, Kamis \\(6/3/2025\\).) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(line), line), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    isi = body + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    (draf,) = read_berkas(isi, "siaran.pdf").draf
    check(draf, {"tanggal": "2025-03-06", "jenis": "rakor", "wilayah": "63.05", "penyelenggara": KESBANGPOL, "tempat": "Aula Setda"})


def test_a_long_text_is_read_like_a_short_one() -> None:
    filler = "\n".join(f"Uraian ke-{number}: Dinas Kesehatan dan Kepala BNNK Tapin membahas laporan triwulan." for number in range(1300))
    teks = (CONTOH / "06_hari_salah.txt").read_text(encoding="utf-8") + filler
    assert len(teks) > 100_000
    (draf,) = read_draf(teks).draf
    check(draf, {"jenis": "rakor", "tempat": "Aula Selidah", "penyelenggara": KESBANGPOL})


# -- command ----------------------------------------------------------------------------------------------------------


def test_command_shows_evidence_and_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notulen", str(CONTOH / "03_tanpa_tahun.txt")]) == 0
    shown = capsys.readouterr().out
    assert "tanya [tanggal]: Tertulis “Kamis (18/9)”" in shown
    assert "Belum ada yang disimpan" in shown


def test_command_tells_why_nothing_came_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notulen", str(CONTOH / "14_bukan_rapat.txt")]) == 1
    assert main(["notulen", str(tmp_path / "tidak_ada.txt")]) == 1
    (tmp_path / "kosong.txt").write_bytes(b"")
    assert main(["notulen", str(tmp_path / "kosong.txt")]) == 1
    assert "tidak berisi apa-apa" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["notulen"])
    assert stopped.value.code == 2
