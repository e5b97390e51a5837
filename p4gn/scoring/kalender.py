"""The calendar of duties: who owes what by when, how late it is, and what comes next; lateness is that of the scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import format_angka, format_tanggal, is_kosong
from p4gn.catatan import gabung
from p4gn.catatan.janji import read_janji
from p4gn.catatan.kata import SELESAI, is_terbuka
from p4gn.geography.wilayah import find_wilayah_by_kode
from p4gn.periode import bounds, list_semester
from p4gn.scope import tingkat_of_kode
from p4gn.scoring import kartu as kartu_skor
from p4gn.scoring.fakta import bukti_janji
from p4gn.scoring.hasil import BELUM_JATUH_TEMPO, BELUM_LAPOR, HIJAU, INFORMASI, KUNING, MERAH, TIDAK_BERLAKU, Bukti
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from p4gn.scoring.periode import jatuh_tempo, list_laporan_wajib
from p4gn.warehouse import editions, read

if TYPE_CHECKING:
    from p4gn.catatan.gabung import Butir
    from p4gn.scoring.hasil import KartuSkor, Rapor, Sel
    from p4gn.scoring.kerangka import Kerangka, Kewajiban

TERLAMBAT, AKAN, SELESAI_TEPAT, SELESAI_TERLAMBAT, TIDAK_TERPENUHI = (
    "terlambat",
    "akan",
    "selesai_tepat",
    "selesai_terlambat",
    "tidak_terpenuhi",
)
_URUTAN = (TERLAMBAT, AKAN, TIDAK_TERPENUHI, SELESAI_TERLAMBAT, SELESAI_TEPAT)
TERBUKA = (TERLAMBAT, AKAN)

LAPORAN, TAHUNAN, RAPAT, SK = "laporan", "tahunan", "rapat", "sk"
JENIS: Mapping[str, str] = {
    LAPORAN: "Laporan B06 dan B12",
    TAHUNAN: "Kewajiban semester dan tahunan",
    RAPAT: "Tindak lanjut rapat",
    SK: "SK tim terpadu",
}
LAPORAN_ID = {"opd": "laporan", "kabkota": "laporan_wilayah"}
_SK_TIM = "SK tim terpadu"


@dataclass(frozen=True, slots=True)
class Tugas:
    """One thing owed by one agency ('DINKES@63') or region ('63.06'): what, by when, and how it stands.

    hari: days late (terlambat, selesai_terlambat) or days left (akan); None otherwise. asal: kerangka | rapat | dokumen.
    jenis: laporan | tahunan | rapat | sk. keterangan: how far it is, or what was decided. uid stays the same from edition to edition.
    """

    kunci: str
    nama: str
    kewajiban: str
    jenis: str
    apa: str
    jatuh_tempo: date
    status: str
    hari: int | None
    asal: str
    uid: str
    keterangan: str = ""
    selesai_pada: date | None = None
    bukti: tuple[Bukti, ...] = ()

    @property
    def is_opd(self) -> bool:
        return "@" in self.kunci

    @property
    def sebutan(self) -> str:
        """`apa` among duties of every kind: what a meeting decided is not told from a standing duty by its words alone."""
        return f"{JENIS[RAPAT]}: {self.apa}" if self.jenis == RAPAT else self.apa


def status_text(tugas: Tugas) -> str:
    """'terlambat 107 hari', 'jatuh tempo 51 hari lagi', 'selesai tepat waktu', 'selesai, terlambat 12 hari', 'tidak terpenuhi'."""
    if tugas.status == TERLAMBAT:
        return f"terlambat {format_angka(tugas.hari)} hari"
    if tugas.status == AKAN:
        return "jatuh tempo hari ini" if tugas.hari == 0 else f"jatuh tempo {format_angka(tugas.hari)} hari lagi"
    if tugas.status == SELESAI_TERLAMBAT:
        return f"selesai, terlambat {format_angka(tugas.hari)} hari"
    return "selesai tepat waktu" if tugas.status == SELESAI_TEPAT else "tidak terpenuhi"


def list_tugas(edisi: str, kode_wilayah: str, tahun: int, kunci: str | None = None) -> tuple[Tugas, ...]:
    """What is owed in a region in a year, overdue first; with `kunci` only by that agency or region, wherever it is.

    Of the year the data reach: everything due in it, what is still open from the year before (promises from any time), and the known duties of the next.
    Of an earlier year: what fell due in it. A province's calendar holds its own agencies and its kab/kota; that of a kab/kota its
    agencies, itself, and the documents of its kecamatan.
    """
    kode = _region_of(kunci) if kunci else kode_wilayah
    if kode in ("nasional", ""):
        return ()
    kini = editions.read_manifest(edisi).kini
    found = [*_from_kerangka(edisi, kode, tahun, kini), *_from_rapat(edisi, kode, tahun, kini), *_from_dokumen(edisi, kode, tahun, kini)]
    with_sk = {each.kunci for each in found if each.jenis == SK}
    kept = (
        each
        for each in found
        if kunci in (None, each.kunci) and not (each.kewajiban == "tim_terpadu" and each.jenis == TAHUNAN and each.kunci in with_sk)
    )
    return sort_tugas(kept)


def list_terlambat(tugas: Iterable[Tugas], jenis: str) -> list[Tugas]:
    """What is overdue of one kind, in the order given."""
    return [each for each in tugas if each.status == TERLAMBAT and each.jenis == jenis]


def sort_tugas(tugas: Iterable[Tugas]) -> tuple[Tugas, ...]:
    """Overdue first, the latest on top; then what comes, soonest first; then what is over."""

    def place(each: Tugas) -> tuple[int, int, str, str]:
        day = each.jatuh_tempo.toordinal()
        return _URUTAN.index(each.status), day if each.status in TERBUKA else -day, each.nama, each.apa

    return tuple(sorted(tugas, key=place))


def count_tanpa_tenggat(edisi: str, kode_wilayah: str, kunci: str | None = None) -> int:
    """Open follow-ups without a due date: they are in no calendar, which is a finding of its own."""
    kode, opd = (_region_of(kunci), kunci if "@" in kunci else None) if kunci else (kode_wilayah, None)
    return sum(
        each.tenggat is None and is_terbuka(each.status) and each.pemda == kode and opd in (None, each.penanggung_jawab)
        for each in gabung.list_butir(edisi)
    )


def _region_of(kunci: str) -> str:
    """'DINKES@63.06' → '63.06'; a kab/kota is seen from its province, which scores it."""
    return kunci.rpartition("@")[2] if "@" in kunci else kunci


def _from_kerangka(edisi: str, kode: str, tahun: int, kini: date) -> list[Tugas]:
    """Reports and duties of the framework in force; without a framework or without any report there are none."""
    found: list[Tugas] = []
    for year in (tahun - 1, tahun):
        for kartu in _list_kartu(edisi, kode, year):
            found += [each for row in kartu.baris for each in tugas_of_rapor(row, kartu, year)]
    current = [each for each in found if _is_within(each, tahun, kini)]
    if tahun != kini.year:
        return current
    return current + [
        each
        for kartu in _list_kartu(edisi, kode, tahun, only_year=True)
        for row in kartu.baris
        for each in tugas_next_year(row, kartu, tahun + 1)
    ]


def _is_within(tugas: Tugas, tahun: int, kini: date) -> bool:
    """Due in the year (the December report of it is due in the next one), or still to be sent from the year before."""
    first, last = date(tahun, 1, 1), date(tahun, 12, 31)
    if first <= tugas.jatuh_tempo <= last:
        return True
    if tahun == kini.year:
        return tugas.jatuh_tempo > last or (tugas.jatuh_tempo < first and tugas.status == TERLAMBAT)
    return False


def _list_kartu(edisi: str, kode: str, tahun: int, only_year: bool = False) -> list[KartuSkor]:
    """The scorecards a region's calendar is made of: of its agencies, and of the regions that owe something there."""
    found: list[KartuSkor] = []
    for periode in (str(tahun),) if only_year else (*list_semester(tahun), str(tahun)):
        try:
            kerangka = find_kerangka(periode, kode)
        except KerangkaTidakAda:
            continue
        level = tingkat_of_kode(kode)
        if level in ("provinsi", "kabkota"):
            found.append(kartu_skor.score_opd(edisi, kode, periode, kerangka))
        if level == "provinsi":
            found.append(kartu_skor.score_wilayah(edisi, kode, periode, kerangka))
        else:
            parent = kode.rpartition(".")[0]
            whole = kartu_skor.score_wilayah(edisi, parent, periode, kerangka)
            found.append(replace(whole, baris=tuple(each for each in whole.baris if each.kunci == kode)))
    return found


def tugas_of_rapor(rapor: Rapor, kartu: KartuSkor, tahun: int) -> list[Tugas]:
    """The duties of one row in one period: reports and half-yearly duties from a semester, yearly ones from the year."""
    is_year = "S" not in kartu.periode
    found = []
    for duty in kartu.kerangka.list_kewajiban(kartu.subjek):
        sel = rapor.sel.get(duty.id)
        if sel is None or duty.bobot == 0 or sel.status in (TIDAK_BERLAKU, INFORMASI) or duty.periode not in ("semester", "tahun"):
            continue
        if is_year != (duty.periode == "tahun"):
            continue
        if duty.id == LAPORAN_ID.get(kartu.subjek):
            found.append(_tugas_laporan(rapor, kartu, tahun, duty, sel))
        else:
            found.append(_tugas_kewajiban(rapor, kartu, duty, sel))
    return found


def _tugas_laporan(rapor: Rapor, kartu: KartuSkor, tahun: int, duty: Kewajiban, sel: Sel) -> Tugas:
    """A report: the colour of a single semester says whether it came on time, late or not at all, and the cell by how many days."""
    (laporan,) = list_laporan_wajib(kartu.periode)
    due = jatuh_tempo(kartu.kerangka, laporan, tahun)
    left = (due - kartu.kini).days
    if sel.status == HIJAU:
        status, days = SELESAI_TEPAT, None
    elif sel.status == KUNING:
        status, days = SELESAI_TERLAMBAT, sel.hari_terlambat
    elif sel.status in (MERAH, BELUM_LAPOR):
        status, days = TERLAMBAT, sel.hari_terlambat if sel.hari_terlambat is not None else -left
    else:
        status, days = AKAN, max(left, 0)
    sent = None
    if status == SELESAI_TERLAMBAT and days is not None:
        sent = date.fromordinal(due.toordinal() + days)
    return Tugas(
        rapor.kunci, _name(rapor), duty.id, LAPORAN, f"Laporan {laporan} {tahun}", due, status, days, "kerangka", f"{rapor.kunci}/{laporan}/{tahun}",
        selesai_pada=sent, bukti=sel.bukti,
    )  # fmt: skip


def _tugas_kewajiban(rapor: Rapor, kartu: KartuSkor, duty: Kewajiban, sel: Sel) -> Tugas:
    """A duty that is looked at on the last day of its period; after that day nothing can be made up for it any more."""
    due = bounds(kartu.periode)[1]
    assert due is not None
    if sel.status == HIJAU:
        status, days = SELESAI_TEPAT, None
    elif due >= kartu.kini or sel.status == BELUM_JATUH_TEMPO:
        status, days = AKAN, max((due - kartu.kini).days, 0)
    else:
        status, days = TIDAK_TERPENUHI, None
    return Tugas(
        rapor.kunci, _name(rapor), duty.id, TAHUNAN, f"{duty.judul} {masa_text(kartu.periode)}", due, status, days, "kerangka",
        f"{rapor.kunci}/{duty.id}/{kartu.periode}", sel.teks, bukti=sel.bukti,
    )  # fmt: skip


def _name(rapor: Rapor) -> str:
    """An agency by its name, a region by its official one: 'Kabupaten Tapin'."""
    region = None if "@" in rapor.kunci else find_wilayah_by_kode(rapor.kunci)
    return region.nama_resmi if region else rapor.nama


def masa_text(periode: str) -> str:
    """'2026', 'semester I 2026'"""
    tahun, _, semester = periode.partition("-S")
    return f"semester {'I' * int(semester)} {tahun}" if semester else tahun


def tugas_next_year(rapor: Rapor, kartu: KartuSkor, tahun: int) -> list[Tugas]:
    """What the running framework will ask of the same row next year; what depends on its staff then is not known yet."""
    kerangka = _running(kartu, tahun)
    found = []
    for duty in kerangka.list_kewajiban(kartu.subjek):
        if duty.bobot == 0 or duty.periode not in ("semester", "tahun") or not _applies(duty, rapor):
            continue
        for periode in (str(tahun),) if duty.periode == "tahun" else list_semester(tahun):
            if duty.id == LAPORAN_ID.get(kartu.subjek):
                (laporan,) = list_laporan_wajib(periode)
                due, apa, jenis = jatuh_tempo(kerangka, laporan, tahun), f"Laporan {laporan} {tahun}", LAPORAN
                uid = f"{rapor.kunci}/{laporan}/{tahun}"
            else:
                due, apa, jenis = bounds(periode)[1], f"{duty.judul} {masa_text(periode)}", TAHUNAN
                uid = f"{rapor.kunci}/{duty.id}/{periode}"
            assert due is not None
            found.append(Tugas(rapor.kunci, _name(rapor), duty.id, jenis, apa, due, AKAN, (due - kartu.kini).days, "kerangka", uid))
    return found


def _running(kartu: KartuSkor, tahun: int) -> Kerangka:
    """The framework of next year as far as it is known; otherwise the one that runs now."""
    try:
        return find_kerangka(str(tahun), kartu.kode_wilayah)
    except KerangkaTidakAda:
        return kartu.kerangka


def _applies(duty: Kewajiban, rapor: Rapor) -> bool:
    if "kode_opd" in duty.berlaku_untuk:
        return rapor.kode_opd in duty.berlaku_untuk["kode_opd"]
    return "semua" in duty.berlaku_untuk


def _window(tahun: int, kini: date) -> tuple[date, date]:
    """The due dates that belong to a year; the running one looks a year back (for what is open) and a year ahead."""
    return (date(tahun - 1, 1, 1), date(tahun + 1, 12, 31)) if tahun == kini.year else (date(tahun, 1, 1), date(tahun, 12, 31))


def _from_rapat(edisi: str, kode: str, tahun: int, kini: date) -> list[Tugas]:
    """Promises made in meetings, each with the agency that owes it; in the running year also what is open from long before."""
    awal, akhir = _window(tahun, kini)
    if tahun == kini.year:
        awal = date.min
    owed = (each for each in read_janji(edisi).butir if each.tenggat and awal <= each.tenggat <= akhir and each.pemda == kode)
    found = (tugas_of_tindak_lanjut(each, kini) for each in owed)
    return [each for each in found if each.status in TERBUKA or each.jatuh_tempo.year == tahun]


def tugas_of_tindak_lanjut(butir: Butir, kini: date) -> Tugas:
    """One follow-up that has a due date; done without a day counts as done in time, because nothing says otherwise."""
    due, done = butir.tenggat, butir.tanggal_selesai
    assert due is not None
    if butir.status == SELESAI:
        late = 0 if done is None else (done - due).days
        status, days = (SELESAI_TERLAMBAT, late) if late > 0 else (SELESAI_TEPAT, None)
    elif due < kini:
        status, days = TERLAMBAT, (kini - due).days
    else:
        status, days = AKAN, (due - kini).days
    owner = butir.nama_penanggung or "Penanggung jawab tidak disebut"
    kunci = butir.penanggung_jawab if butir.penanggung_jawab and "@" in butir.penanggung_jawab else f"{owner}@{butir.pemda}"
    day = f"({format_tanggal(butir.tanggal, butir.presisi_tanggal)})" if butir.tanggal else ""
    meeting = " ".join(part for part in ("Rapat", butir.judul_rapat or "", day) if part)
    return Tugas(
        kunci, owner, "tindak_lanjut_rapat", RAPAT, butir.teks, due, status, days, "rapat", f"rapat/{butir.id}", meeting,
        done if butir.status == SELESAI else None, (bukti_janji(butir),),
    )  # fmt: skip


def _from_dokumen(edisi: str, kode: str, tahun: int, kini: date) -> list[Tugas]:
    """When the order (SK) of each integrated team ends: of a province its kab/kota, of a kab/kota itself and its kecamatan."""
    deepest = {"provinsi": 1, "kabkota": 2, "kecamatan": 2}.get(tingkat_of_kode(kode), 0)
    rows = read.read_list(edisi, "dokumen_wilayah", wilayah=kode, jenis=_SK_TIM, status="ada").to_dict("records")
    shown = [row for row in rows if str(row["kode_wilayah"]).count(".") <= deepest]
    return [each for each in tugas_of_sk(shown, kini) if each.jatuh_tempo.year == tahun or (tahun == kini.year and each.status in TERBUKA)]


def tugas_of_sk(rows: Sequence[Mapping[str, Any]], kini: date) -> list[Tugas]:
    """The order that ends last of each region; one without an end needs no renewal."""
    by_region: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_region.setdefault(str(row["kode_wilayah"]), []).append(row)
    found = []
    for kode, own in by_region.items():
        if any(_day(row["berlaku_sampai"]) is None for row in own):
            continue
        last = max(own, key=lambda row: (_day(row["berlaku_sampai"]), str(row["id_dokumen"])))
        due = _day(last["berlaku_sampai"])
        assert due is not None
        status, days = (TERLAMBAT, (kini - due).days) if due < kini else (AKAN, (due - kini).days)
        number = "" if is_kosong(last["nomor"]) else f"SK {last['nomor']} "
        end = "berakhir" if due < kini else "berlaku sampai"
        source = Bukti(str(last["berkas"]), None if is_kosong(last.get("lembar")) else last["lembar"], int(last["baris"]), None, None)
        region = find_wilayah_by_kode(kode)
        name = region.nama_resmi if region else str(last["nama_wilayah"] or kode)
        found.append(
            Tugas(kode, name, "tim_terpadu", SK, "Perpanjangan SK tim terpadu", due, status, days, "dokumen", f"{kode}/sk-tim/{due.isoformat()}",
                  f"{number}{end} {format_tanggal(due)}.", bukti=(source,))
        )  # fmt: skip
    return found


def _day(value: Any) -> date | None:
    """A date out of a frame (Timestamp, date or nothing)."""
    if is_kosong(value):
        return None
    return value.date() if hasattr(value, "date") else value


@dataclass(frozen=True, slots=True)
class Ringkas:
    """One agency or region in one line: how many things are overdue, the oldest of them, what comes next, and the next report."""

    kunci: str
    nama: str
    terlambat: int
    terlama: Tugas | None
    berikut: Tugas | None
    laporan: Tugas | None


def summarise(tugas: Sequence[Tugas]) -> list[Ringkas]:
    """One line per agency or region of a sorted calendar, the most overdue first."""
    by_key: dict[str, list[Tugas]] = {}
    for each in tugas:
        by_key.setdefault(each.kunci, []).append(each)
    lines = []
    for key, own in by_key.items():
        late = [each for each in own if each.status == TERLAMBAT]
        coming = [each for each in own if each.status == AKAN]
        report = next((each for each in coming if each.jenis == LAPORAN), None)
        lines.append(Ringkas(key, own[0].nama, len(late), late[0] if late else None, coming[0] if coming else None, report))
    return sorted(lines, key=lambda each: (-(each.terlama.hari or 0) if each.terlama else 1, -each.terlambat, each.nama))
