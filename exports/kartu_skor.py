"""The scorecard as files: A4 landscape PDF that is read in black and white too, and a workbook with one row per agency or region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from exports import xlsx
from exports.berkas import KERANGKA, head_data
from exports.pdf import compile_pdf
from p4gn.bahasa import format_angka, format_persen, format_tanggal, is_kosong, join_daftar
from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, INFORMASI, KUNING, MERAH, STATUS, TANPA_NILAI

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor, Rapor, Sel
    from p4gn.scoring.kerangka import Kewajiban

KATA_SUBJEK = {"opd": "Perangkat daerah", "kabkota": "Kabupaten/kota", "kecamatan": "Kecamatan"}
JUDUL_SUBJEK = {
    "opd": "Kartu skor kepatuhan OPD",
    "kabkota": "Kartu skor kepatuhan kabupaten/kota",
    "kecamatan": "Kartu skor kepatuhan kecamatan",
}
KATA_WARNA = {HIJAU: "hijau", KUNING: "kuning", MERAH: "merah", TANPA_NILAI: "tanpa nilai"}
_DINILAI = (HIJAU, KUNING, MERAH)
_DOKUMEN = {HIJAU: "ada", KUNING: "belum lengkap", MERAH: "belum ada"}


def kartu_skor_pdf(kartu: KartuSkor, keterangan: Mapping[str, str]) -> bytes:
    """The whole scorecard on A4 landscape. keterangan: the facts of the file, see exports/berkas.py."""
    return compile_pdf("kartu_skor", kartu_data(kartu, keterangan), kartu.kini)


def kartu_data(kartu: KartuSkor, keterangan: Mapping[str, str]) -> dict[str, Any]:
    """What templat/kartu_skor.typ is filled with."""
    duties = kartu.kerangka.list_kewajiban(kartu.subjek)
    facts = keterangan if KERANGKA in keterangan else {**keterangan, KERANGKA: kartu.kerangka.label()}
    head = head_data(facts, JUDUL_SUBJEK[kartu.subjek])
    return {
        **head,
        "kalimat": head["kalimat"] or sentence(kartu),
        "subjek": KATA_SUBJEK[kartu.subjek],
        "kolom": [{"judul": each.judul_pendek, "bobot": _weight(each)} for each in duties],
        "baris": [_row(each, duties) for each in kartu.baris],
        "legenda": [{"status": each.id, "kata": each.kata, "penjelasan": each.penjelasan} for each in STATUS.values()],
        "catatan": _notes(kartu, duties),
    }


def sentence(kartu: KartuSkor) -> str:
    """'12 dari 42 perangkat daerah hijau, 20 kuning, 8 merah, dan 2 tanpa nilai. Skor keseluruhan 61,4 dari 100.'"""
    if not kartu.baris:
        return f"Belum ada laporan {KATA_SUBJEK[kartu.subjek].lower()} pada masa ini."
    number = {warna: sum(each.warna == warna for each in kartu.baris) for warna in KATA_WARNA}
    rest = join_daftar([f"{format_angka(number[warna])} {KATA_WARNA[warna]}" for warna in (KUNING, MERAH, TANPA_NILAI)])
    whole = "" if is_kosong(kartu.skor) else f" Skor keseluruhan {format_angka(kartu.skor, 1)} dari 100."
    running = f" Keadaan sampai {format_tanggal(kartu.kini)}; periodenya masih berjalan." if kartu.is_berjalan else ""
    subject = KATA_SUBJEK[kartu.subjek].lower()
    return f"{format_angka(number[HIJAU])} dari {format_angka(len(kartu.baris))} {subject} hijau, {rest}.{whole}{running}"


def cell_text(sel: Sel, kewajiban: Kewajiban) -> str:
    """What stands under the symbol: the value where there is one that may be shown, otherwise the word of the status."""
    if sel.status in _DINILAI or sel.status == INFORMASI:
        if kewajiban.satuan in ("persen", "rupiah") and not is_kosong(sel.nilai):
            return format_persen(sel.nilai, 0)
        if kewajiban.satuan == "status" and not kewajiban.id.startswith("laporan") and sel.status in _DINILAI:
            return _DOKUMEN[sel.status]
        if sel.status == INFORMASI:
            return _signed(sel.nilai) if kewajiban.satuan == "jumlah" and not is_kosong(sel.nilai) else STATUS[sel.status].kata
        if not is_kosong(sel.pembilang) and not is_kosong(sel.penyebut):
            return f"{format_angka(sel.pembilang)} dari {format_angka(sel.penyebut)}"
    return STATUS[sel.status].kata


def _row(rapor: Rapor, duties: list[Kewajiban]) -> dict[str, Any]:
    cells = [(rapor.sel.get(each.id), each) for each in duties]
    return {
        "nama": rapor.nama,
        "sel": [{"status": "", "teks": ""} if sel is None else {"status": sel.status, "teks": cell_text(sel, duty)} for sel, duty in cells],
        "skor": "–" if is_kosong(rapor.skor) or rapor.warna == TANPA_NILAI else format_angka(rapor.skor, 1),
        "warna": rapor.warna,
        "kelengkapan": format_persen(rapor.kelengkapan, 0, kosong="–"),
        "pita": rapor.pita or "–",
        "perubahan": _signed(rapor.perubahan),
    }


def _signed(points: float | None) -> str:
    """'+4', '−3', '0' or a dash."""
    if is_kosong(points):
        return "–"
    text = format_angka(abs(points), 0)
    return text if text == "0" else f"{'+' if points > 0 else '−'}{text}"


def _weight(kewajiban: Kewajiban) -> str:
    return (
        "informasi" if kewajiban.bobot == 0 else f"bobot {format_angka(kewajiban.bobot, 0 if float(kewajiban.bobot).is_integer() else 1)}"
    )


def _notes(kartu: KartuSkor, duties: list[Kewajiban]) -> list[str]:
    bounds = kartu.kerangka.ambang_skor
    shown = [each for each in duties if each.bobot == 0]
    return [
        f"Skor adalah jumlah bobot × nilai kewajiban yang berlaku dibagi jumlah bobotnya, dikali 100: hijau mulai {format_angka(bounds['hijau'])}, "
        f"kuning mulai {format_angka(bounds['kuning'])}. Kelengkapan di bawah {format_angka(kartu.kerangka.kelengkapan_minimal)}% tidak diberi nilai.",
        "Belum lapor dihitung 0 dalam skor, tetapi digambar berbeda dari nol yang dilaporkan. Pita adalah peringkat yang ditempati bersama.",
        *([f"Tidak masuk skor: {join_daftar(each.judul_pendek for each in shown)}."] if shown else []),
        "Hasil reaktif tes urine tidak pernah menurunkan skor dan banyaknya tidak ditampilkan.",
    ]


def kartu_skor_xlsx(kartu: KartuSkor, keterangan: Mapping[str, str]) -> bytes:
    """One row per agency or region: score, completeness, colour, and of every duty its status, value, numerator, denominator and text."""
    duties = kartu.kerangka.list_kewajiban(kartu.subjek)
    facts = keterangan if KERANGKA in keterangan else {**keterangan, KERANGKA: kartu.kerangka.label()}
    head = head_data(facts, JUDUL_SUBJEK[kartu.subjek])
    name = xlsx.Kolom(KATA_SUBJEK[kartu.subjek], 46)
    rows = [
        (
            rapor.nama,
            *_summary(rapor),
            *[xlsx.Sel(status_words(rapor.sel.get(duty.id), duty), _look(rapor.sel.get(duty.id))) for duty in duties],
        )
        for rapor in kartu.baris
    ]
    summary = (
        xlsx.Kolom("Skor", 8, "0.0"), xlsx.Kolom("Kelengkapan (%)", 13, "0.0"), xlsx.Kolom("Warna", 12), xlsx.Kolom("Pita", 8),
        xlsx.Kolom("Perubahan (poin)", 11, "+0.0;-0.0;0.0"),
    )  # fmt: skip
    columns = (name, *summary, *[xlsx.Kolom(each.judul_pendek, 15, grup="Kewajiban") for each in duties])
    detail_columns = (
        name, xlsx.Kolom("Kewajiban", 28), xlsx.Kolom("Status", 18), xlsx.Kolom("Nilai", 10, "0.0"), xlsx.Kolom("Satuan", 10),
        xlsx.Kolom("Pembilang", 13, "#,##0.##"), xlsx.Kolom("Penyebut", 13, "#,##0.##"),
        xlsx.Kolom("Pada", 13), xlsx.Kolom("Keterangan", 60), xlsx.Kolom("Catatan", 50),
        xlsx.Kolom("Berkas sumber", 50),
    )  # fmt: skip
    details = [_detail(rapor, duty) for rapor in kartu.baris for duty in duties if duty.id in rapor.sel]
    words = (head["kalimat"] or sentence(kartu),)
    return xlsx.write_buku(
        [
            xlsx.Lembar("Kartu skor", head["judul"], columns, rows, kalimat=words, kolom_beku=1),
            xlsx.Lembar("Rincian", f"{head['judul']}: rincian tiap kewajiban", detail_columns, details, kolom_beku=1),
        ],
        facts,
    )


def _summary(rapor: Rapor) -> tuple[object, ...]:
    score = None if rapor.warna == TANPA_NILAI else rapor.skor
    return score, rapor.kelengkapan, xlsx.Sel(KATA_WARNA[rapor.warna], rapor.warna), rapor.pita, rapor.perubahan


def status_words(sel: Sel | None, kewajiban: Kewajiban) -> str:
    """A cell of a worksheet: 'terpenuhi (312 dari 420)'; '' where the row does not have this duty."""
    if sel is None:
        return ""
    text, word = cell_text(sel, kewajiban), STATUS[sel.status].kata
    return word if text == word else f"{word} ({text})"


def _look(sel: Sel | None) -> str:
    return "" if sel is None else sel.status


def _detail(rapor: Rapor, kewajiban: Kewajiban) -> tuple[object, ...]:
    sel = rapor.sel[kewajiban.id]
    status = xlsx.Sel(STATUS[sel.status].kata, sel.status if sel.status in (*_DINILAI, BELUM_LAPOR) else "")
    day = None if sel.pada is None else format_tanggal(sel.pada)
    sources = "; ".join(dict.fromkeys(each.letak for each in sel.bukti))
    return (
        rapor.nama, kewajiban.judul, status, sel.nilai, kewajiban.satuan, sel.pembilang, sel.penyebut, day, sel.teks,
        " ".join(sel.catatan), sources,
    )  # fmt: skip
