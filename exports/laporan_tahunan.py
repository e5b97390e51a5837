"""The yearly report of a province through BNN: what was done per duty, per kab/kota, what was promised, and who has not reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports import dokumen, xlsx
from exports.berkas import KALIMAT, KERANGKA
from exports.kartu_skor import cell_text, status_words
from exports.rekap import jabatan_kesbangpol
from p4gn.bahasa import format_angka, format_persen, format_tanggal, is_kosong, join_daftar
from p4gn.geography.wilayah import find_wilayah_by_kode
from p4gn.scoring import kartu as kartu_skor
from p4gn.scoring.aturan import target_text
from p4gn.scoring.hasil import BELUM_JATUH_TEMPO, BELUM_LAPOR, HIJAU, KUNING, MERAH, STATUS, TIDAK_BERLAKU
from p4gn.scoring.kalender import AKAN, RAPAT, SELESAI_TEPAT, SELESAI_TERLAMBAT, TERLAMBAT, Tugas, list_tugas, status_text
from p4gn.scoring.rekap import BELUM, Rekap, list_laporan_terakhir, make_rekap
from p4gn.scoring.skor import skor_bersama

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor, Rapor
    from p4gn.scoring.kerangka import Kewajiban

_KEADAAN = (HIJAU, KUNING, MERAH, BELUM_LAPOR, BELUM_JATUH_TEMPO, TIDAK_BERLAKU)
_RAHASIA = "tindak_lanjut_reaktif"  # its numbers are never added up or shown


@dataclass(frozen=True, slots=True)
class Pemda:
    """One regional government in the year: recaps of both half-years, scorecard of its agencies, follow-ups that fell due, and the sums
    of the latest report of each agency."""

    kode: str
    nama: str
    b06: Rekap
    b12: Rekap
    opd: KartuSkor
    rapat: tuple[Tugas, ...]
    kegiatan: int | None
    peserta: int | None
    penggiat: int | None


@dataclass(frozen=True, slots=True)
class LaporanTahunan:
    """The province first, then its kab/kota by code; wilayah: their own scorecard."""

    tahun: int
    kode_provinsi: str
    pemda: tuple[Pemda, ...]
    wilayah: KartuSkor

    @property
    def provinsi(self) -> Pemda:
        return self.pemda[0]


@dataclass(frozen=True, slots=True)
class Jumlah:
    """How many rows stand how for one duty, and its value over all of them together: added first, divided last."""

    kewajiban: Kewajiban
    banyak: Mapping[str, int]
    pembilang: float | None
    penyebut: float | None

    @property
    def persen(self) -> float | None:
        return 100 * self.pembilang / self.penyebut if self.pembilang is not None and self.penyebut else None


def collect_tahunan(edisi: str, kode_provinsi: str, tahun: int) -> LaporanTahunan:
    """Everything the report tells, from the scorecards, recaps and calendar that the screens show."""
    wilayah = kartu_skor.score_wilayah(edisi, kode_provinsi, str(tahun))
    codes = [kode_provinsi, *sorted(each.kunci for each in wilayah.baris)]
    return LaporanTahunan(tahun, kode_provinsi, tuple(_pemda(edisi, kode, tahun) for kode in codes), wilayah)


def _pemda(edisi: str, kode: str, tahun: int) -> Pemda:
    place = find_wilayah_by_kode(kode)
    due = tuple(each for each in list_tugas(edisi, kode, tahun) if each.jenis == RAPAT and each.jatuh_tempo.year == tahun)
    name = place.nama_lengkap if place else kode
    june, december = make_rekap(edisi, kode, "B06", tahun), make_rekap(edisi, kode, "B12", tahun)
    reports = list_laporan_terakhir(edisi, kode, tahun).values()
    sums = (_add_field(reports, field) for field in ("kegiatan_tahun", "peserta_tahun", "satgas_penggiat"))
    return Pemda(kode, name, june, december, kartu_skor.score_opd(edisi, kode, str(tahun)), due, *sums)


def _add_field(reports: Iterable[Mapping[str, Any]], field: str) -> int | None:
    """None where nobody reported it."""
    known = [int(row[field]) for row in reports if not is_kosong(row[field])]
    return sum(known) if known else None


def add_duty(rows: Iterable[Rapor], kewajiban: Kewajiban) -> Jumlah:
    """Over the rows whose denominator is known; what was not reported adds nothing to the numerator. Reactive results are never added up."""
    cells = [row.sel[kewajiban.id] for row in rows if kewajiban.id in row.sel]
    number = {status: sum(each.status == status for each in cells) for status in _KEADAAN}
    known = [each for each in cells if not is_kosong(each.penyebut)]
    if kewajiban.id == _RAHASIA or kewajiban.satuan not in ("persen", "rupiah") or all(is_kosong(each.pembilang) for each in known):
        return Jumlah(kewajiban, number, None, None)
    return Jumlah(kewajiban, number, sum(each.pembilang or 0 for each in known), sum(each.penyebut or 0 for each in known))


def judul_of(laporan: LaporanTahunan) -> str:
    return f"Laporan tahunan P4GN {laporan.tahun}"


def sentence(laporan: LaporanTahunan) -> str:
    """What a reader should know first: who reported, how many were tested, and how the kab/kota stand."""
    rows = [each for pemda in laporan.pemda for each in pemda.opd.baris]
    if not rows:
        return f"Belum ada laporan perangkat daerah untuk tahun {laporan.tahun} pada edisi ini."
    total = laporan.provinsi.b12.jumlah
    done = f"{format_angka(total.melapor)} dari {format_angka(total.opd)} perangkat daerah provinsi sudah menyampaikan B12 {laporan.tahun}"
    tested = add_duty(rows, _duty(laporan, "tes_asn"))
    people = "" if tested.persen is None else f"; {format_persen(tested.persen)} ASN provinsi dan kabupaten/kota dites urine"
    green = sum(each.warna == HIJAU for each in laporan.wilayah.baris)
    running = f" Tahunnya masih berjalan: keadaan sampai {format_tanggal(laporan.wilayah.kini)}." if laporan.wilayah.is_berjalan else ""
    return f"{done}{people}; {format_angka(green)} dari {format_angka(len(laporan.wilayah.baris))} kabupaten/kota hijau.{running}"


def _duty(laporan: LaporanTahunan, id_kewajiban: str) -> Kewajiban:
    found = laporan.provinsi.opd.kerangka.find(id_kewajiban, "opd")
    assert found is not None
    return found


# ---- tables that both files share: heading → cells ---------------------------------------------------------------------


def list_per_kewajiban(laporan: LaporanTahunan, *, provinsi: bool) -> list[Jumlah]:
    """Each duty of an agency, over the provincial agencies or over those of all kab/kota together."""
    rows = laporan.provinsi.opd.baris if provinsi else [each for pemda in laporan.pemda[1:] for each in pemda.opd.baris]
    return [add_duty(rows, duty) for duty in laporan.provinsi.opd.kerangka.kewajiban_opd]


_PEMDA = (
    "OPD", "B06 tepat", "B06 terlambat", "B06 belum", "B12 tepat", "B12 terlambat", "B12 belum", "Kegiatan sosialisasi", "Peserta", "ASN dites",
    "ASN", "Persen dites", "Regulasi ada", "Satgas ber-SK", "Penggiat", "Pagu", "Realisasi", "Serapan (%)", "Skor OPD",
)  # fmt: skip


def pemda_numbers(pemda: Pemda) -> dict[str, float | None]:
    """One line of the table per government; regulasi and satgas as the scorecard of the year colours them."""

    def green(id_kewajiban: str) -> int:
        return sum(each.sel[id_kewajiban].status == HIJAU for each in pemda.opd.baris if id_kewajiban in each.sel)

    june, year = pemda.b06.jumlah, pemda.b12.jumlah
    money = add_duty(pemda.opd.baris, _anggaran(pemda))
    return {
        "OPD": len(pemda.opd.baris), "B06 tepat": june.tepat, "B06 terlambat": june.terlambat, "B06 belum": june.belum,
        "B12 tepat": year.tepat, "B12 terlambat": year.terlambat, "B12 belum": year.belum,
        "Kegiatan sosialisasi": pemda.kegiatan, "Peserta": pemda.peserta, "ASN dites": year.dites, "ASN": year.asn, "Persen dites": year.persen_dites,
        "Regulasi ada": green("regulasi"), "Satgas ber-SK": green("satgas"), "Penggiat": pemda.penggiat,
        "Pagu": money.penyebut, "Realisasi": money.pembilang, "Serapan (%)": money.persen, "Skor OPD": pemda.opd.skor,
    }  # fmt: skip


def _anggaran(pemda: Pemda) -> Kewajiban:
    found = pemda.opd.kerangka.find("anggaran", "opd")
    assert found is not None
    return found


def total_numbers(rows: Sequence[Mapping[str, float | None]], kartu: Sequence[KartuSkor]) -> dict[str, float | None]:
    """Sums; shares and the score from the sums, never from the shares."""
    total: dict[str, float | None] = {}
    for key in _PEMDA:
        known = [row[key] for row in rows if row[key] is not None]
        total[key] = sum(known) if known else None  # type: ignore[arg-type]
    total["Persen dites"] = _share(total["ASN dites"], total["ASN"])
    total["Serapan (%)"] = _share(total["Realisasi"], total["Pagu"])
    total["Skor OPD"] = skor_bersama([each for one in kartu for each in one.baris])
    return total


def _share(part: float | None, whole: float | None) -> float | None:
    return 100 * part / whole if part is not None and whole else None


def rapat_numbers(pemda: Pemda) -> tuple[int, int, int, int, int]:
    """Follow-ups of the year: due date in it, done in time, done late, still open and overdue, not due yet."""
    states = [each.status for each in pemda.rapat]
    return len(states), states.count(SELESAI_TEPAT), states.count(SELESAI_TERLAMBAT), states.count(TERLAMBAT), states.count(AKAN)


def list_belum_lapor(laporan: LaporanTahunan) -> list[tuple[str, str, str, int | None]]:
    """(government, agency, report, days late) of every report that is due and was not sent."""
    found = []
    for pemda in laporan.pemda:
        for rekap in (pemda.b06, pemda.b12):
            found += [(pemda.nama, each.nama, f"{rekap.laporan} {rekap.tahun}", each.hari) for each in rekap.baris if each.kirim == BELUM]
    return found


# ---- PDF -----------------------------------------------------------------------------------------------------------------


def laporan_tahunan_pdf(laporan: LaporanTahunan, keterangan: Mapping[str, str]) -> bytes:
    return dokumen.compile_dokumen(judul_of(laporan), tahunan_blok(laporan), tahunan_facts(laporan, keterangan), laporan.wilayah.kini)


def tahunan_facts(laporan: LaporanTahunan, keterangan: Mapping[str, str]) -> dict[str, str]:
    facts = {KALIMAT: sentence(laporan)} | dict(keterangan)
    facts.setdefault(KERANGKA, laporan.wilayah.kerangka.label())
    return facts | {"Disampaikan melalui": "Badan Narkotika Nasional (BNNP)"}


def tahunan_blok(laporan: LaporanTahunan) -> list[dokumen.Blok]:
    return [
        *_blok_ringkas(laporan),
        dokumen.subjudul("1. Kewajiban perangkat daerah provinsi"),
        _tabel_kewajiban(list_per_kewajiban(laporan, provinsi=True)),
        dokumen.subjudul("2. Kewajiban perangkat daerah kabupaten/kota, seluruhnya"),
        _tabel_kewajiban(list_per_kewajiban(laporan, provinsi=False)),
        dokumen.halaman_baru(),
        *_blok_pemda(laporan),
        dokumen.subjudul("4. Kewajiban kabupaten/kota"),
        _tabel_wilayah(laporan.wilayah),
        *_blok_rapat(laporan),
        *_blok_belum(laporan),
        dokumen.penutup(jabatan_kesbangpol(laporan.kode_provinsi)),
    ]


def _blok_ringkas(laporan: LaporanTahunan) -> list[dokumen.Blok]:
    rows = [each for pemda in laporan.pemda for each in pemda.opd.baris]
    tested = add_duty(rows, _duty(laporan, "tes_asn"))
    sent = [rekap.jumlah for pemda in laporan.pemda for rekap in (pemda.b06, pemda.b12)]
    owed = sum(each.melapor + each.belum for each in sent)
    due = [sum(column) for column in zip(*(rapat_numbers(each) for each in laporan.pemda), strict=True)]
    people = [pemda_numbers(each)["Peserta"] for each in laporan.pemda]
    known = [each for each in people if each is not None]
    green = sum(each.warna == HIJAU for each in laporan.wilayah.baris)
    return [
        dokumen.angka(
            ("Laporan diterima", f"{format_angka(sum(each.melapor for each in sent))} dari {format_angka(owed)}", "B06 dan B12 yang sudah jatuh tempo"),
            ("ASN dites urine", format_persen(tested.persen, kosong="–"), _of(tested.pembilang, tested.penyebut, "ASN")),
            ("Peserta sosialisasi", format_angka(sum(known), kosong="–") if known else "–", "menurut laporan perangkat daerah"),
            ("Tindak lanjut rapat", f"{format_angka(due[1] + due[2])} dari {format_angka(due[0])}", "selesai, dari yang bertenggat tahun ini"),
            ("Kabupaten/kota hijau", format_angka(green), f"dari {format_angka(len(laporan.wilayah.baris))}"),
        )
    ]  # fmt: skip


def _of(part: float | None, whole: float | None, words: str) -> str:
    return "belum ada angka" if part is None or whole is None else f"{format_angka(part)} dari {format_angka(whole)} {words}"


def _tabel_kewajiban(totals: Sequence[Jumlah]) -> dokumen.Blok:
    K = dokumen.Kolom
    columns = [
        K("Kewajiban", "kiri", 3.4),
        K("Target", "kiri", 3),
        *(K(STATUS[each].kata.capitalize(), "kanan", 1.1, "Banyaknya perangkat daerah") for each in _KEADAAN),
        K("Seluruhnya", "kanan", 2.6),
    ]
    rows = [
        [each.kewajiban.judul, target_text(each.kewajiban) or "–", *(_count_text(each, status) for status in _KEADAAN), _total_text(each)]
        for each in totals
    ]
    return dokumen.tabel(columns, rows)


def _count_text(total: Jumlah, status: str) -> str:
    """A duty that is only shown has no colours to count."""
    return "–" if not total.kewajiban.ambang and status in (HIJAU, KUNING, MERAH) else format_angka(total.banyak[status])


def _total_text(total: Jumlah) -> str:
    """'24,1% (2.905 dari 12.073)'; amounts of money in millions."""
    if total.persen is None:
        return "–"
    if total.kewajiban.satuan == "rupiah":
        return f"{format_persen(total.persen)} (Rp{_juta(total.pembilang)} dari Rp{_juta(total.penyebut)} juta)"
    return f"{format_persen(total.persen)} ({format_angka(total.pembilang)} dari {format_angka(total.penyebut)})"


def _juta(rupiah: float | None) -> str:
    return "–" if rupiah is None else format_angka(rupiah / 1_000_000, 1)


def _blok_pemda(laporan: LaporanTahunan) -> list[dokumen.Blok]:
    K = dokumen.Kolom
    columns = [
        K("Pemerintah daerah", "kiri", 3.6), K("OPD", "kanan", 0.9), *(K(each, "kanan", 1.05, "B06") for each in ("Tepat", "Lambat", "Belum")),
        *(K(each, "kanan", 1.05, "B12") for each in ("Tepat", "Lambat", "Belum")), K("Kegiatan", "kanan", 1.2, "Sosialisasi"),
        K("Peserta", "kanan", 1.2, "Sosialisasi"),
        K("Dites", "kanan", 1.1, "Tes urine ASN"), K("ASN", "kanan", 1.1, "Tes urine ASN"), K("Persen", "kanan", 1.1, "Tes urine ASN"),
        K("Regulasi ada", "kanan", 1.1),
        K("Satgas ber-SK", "kanan", 1.1), K("Penggiat", "kanan", 1.1), K("Pagu", "kanan", 1.3, "Anggaran (juta Rp)"),
        K("Realisasi", "kanan", 1.3, "Anggaran (juta Rp)"),
        K("Serapan", "kanan", 1.2, "Anggaran (juta Rp)"), K("Skor OPD", "kanan", 1),
    ]  # fmt: skip
    numbers = [pemda_numbers(each) for each in laporan.pemda]
    rows = [[pemda.nama, *_pemda_texts(row)] for pemda, row in zip(laporan.pemda, numbers, strict=True)]
    total = ["Jumlah", *_pemda_texts(total_numbers(numbers, [each.opd for each in laporan.pemda]))]
    return [
        dokumen.subjudul("3. Keadaan tiap pemerintah daerah"),
        dokumen.tabel(columns, rows, total, 6.6),
        dokumen.catatan(
            "Persen, serapan, dan skor pada baris jumlah dihitung dari jumlahnya, bukan rata-rata. Tanda – berarti belum ada yang melaporkan; ini bukan nol."
        ),
    ]


def _pemda_texts(row: Mapping[str, float | None]) -> list[str]:
    def text(key: str) -> str:
        if key in ("Persen dites", "Serapan (%)"):
            return format_persen(row[key], kosong="–")
        if key in ("Pagu", "Realisasi"):
            return _juta(row[key])
        return format_angka(row[key], 1 if key == "Skor OPD" else 0, kosong="–")

    return [text(key) for key in _PEMDA]


def _tabel_wilayah(kartu: KartuSkor) -> dokumen.Blok:
    duties = [each for each in kartu.kerangka.kewajiban_kabkota if each.bobot > 0]
    columns = [
        dokumen.Kolom("Kabupaten/kota", "kiri", 2.3),
        *(dokumen.Kolom(each.judul_pendek, "kiri", 1.15) for each in duties),
        dokumen.Kolom("Skor", "kiri", 0.9),
    ]
    rows: list[list[Any]] = []
    for row in kartu.baris:
        cells = [dokumen.status_cell(cell_text(row.sel[each.id], each), row.sel[each.id].status) for each in duties]
        score = "–" if row.skor is None else format_angka(row.skor)
        rows.append([row.nama, *cells, dokumen.status_cell(score, row.warna)])
    return dokumen.tabel(columns, rows, None, 6.2)


def _blok_rapat(laporan: LaporanTahunan) -> list[dokumen.Blok]:
    K = dokumen.Kolom
    columns = [
        K("Pemerintah daerah", "kiri", 3),
        *(
            K(each, "kanan", 1.3)
            for each in ("Bertenggat tahun ini", "Selesai tepat waktu", "Selesai terlambat", "Lewat tenggat", "Belum jatuh tempo")
        ),
    ]
    numbers = [rapat_numbers(each) for each in laporan.pemda]
    rows = [[pemda.nama, *map(format_angka, row)] for pemda, row in zip(laporan.pemda, numbers, strict=True)]
    total = ["Jumlah", *(format_angka(sum(column)) for column in zip(*numbers, strict=True))]
    blocks = [dokumen.subjudul("5. Tindak lanjut rapat"), dokumen.tabel(columns, rows, total)]
    late = [each for each in laporan.provinsi.rapat if each.status == TERLAMBAT]
    if late:
        lines = [f"{each.apa} ({each.nama}, {status_text(each)})" for each in late[:12]]
        more = [f"dan {format_angka(len(late) - 12)} lainnya"] if len(late) > 12 else []
        blocks += [dokumen.paragraf("Tindak lanjut tingkat provinsi yang lewat tenggat:"), dokumen.daftar([*lines, *more])]
    return blocks


def _blok_belum(laporan: LaporanTahunan) -> list[dokumen.Blok]:
    missing = list_belum_lapor(laporan)
    if not missing:
        return [dokumen.subjudul("6. Yang belum melapor"), dokumen.paragraf("Semua laporan yang sudah jatuh tempo telah diterima.")]
    rows = []
    for pemda in laporan.pemda:
        for report in dict.fromkeys(each[2] for each in missing):
            names = [(agency, days) for government, agency, what, days in missing if government == pemda.nama and what == report]
            if names:
                late = max((days or 0) for _, days in names)
                rows.append(
                    [pemda.nama, report, format_angka(len(names)), f"{format_angka(late)} hari", join_daftar(agency for agency, _ in names)]
                )
    K = dokumen.Kolom
    columns = [
        K("Pemerintah daerah", "kiri", 2),
        K("Laporan", "kiri", 0.9),
        K("Banyaknya", "kanan", 0.8),
        K("Terlambat", "kanan", 0.9),
        K("Perangkat daerah", "kiri", 7),
    ]
    return [dokumen.subjudul("6. Yang belum melapor"), dokumen.tabel(columns, rows, None, 6.8)]


# ---- XLSX ----------------------------------------------------------------------------------------------------------------


def laporan_tahunan_xlsx(laporan: LaporanTahunan, keterangan: Mapping[str, str]) -> bytes:
    facts = tahunan_facts(laporan, keterangan)
    title = judul_of(laporan)
    sheets = [
        _lembar_pemda(laporan, f"{title}: keadaan tiap pemerintah daerah", facts),
        _lembar_kewajiban("Kewajiban OPD provinsi", f"{title}: kewajiban perangkat daerah provinsi", list_per_kewajiban(laporan, provinsi=True)),
        _lembar_kewajiban("Kewajiban OPD kabkota", f"{title}: kewajiban perangkat daerah kabupaten/kota", list_per_kewajiban(laporan, provinsi=False)),
        _lembar_wilayah(laporan.wilayah, f"{title}: kewajiban kabupaten/kota"),
        _lembar_rapat(laporan, f"{title}: tindak lanjut rapat"),
        xlsx.Lembar(
            "Belum lapor", f"{title}: yang belum melapor",
            (xlsx.Kolom("Pemerintah daerah", 34), xlsx.Kolom("Perangkat daerah", 56), xlsx.Kolom("Laporan", 12), xlsx.Kolom("Hari terlambat", 12, "#,##0")),
            list_belum_lapor(laporan),
        ),
    ]  # fmt: skip
    return xlsx.write_buku(sheets, facts)


def _lembar_pemda(laporan: LaporanTahunan, judul: str, facts: Mapping[str, str]) -> xlsx.Lembar:
    numbers = [pemda_numbers(each) for each in laporan.pemda]
    total = total_numbers(numbers, [each.opd for each in laporan.pemda])
    formats = {"Persen dites": "0.0", "Serapan (%)": "0.0", "Skor OPD": "0.0"}
    columns = (
        xlsx.Kolom("Pemerintah daerah", 36),
        *(xlsx.Kolom(key, 16 if key in ("Pagu", "Realisasi") else 11, formats.get(key, "#,##0")) for key in _PEMDA),
    )
    rows = [(pemda.nama, *(xlsx.or_belum(row[key]) for key in _PEMDA)) for pemda, row in zip(laporan.pemda, numbers, strict=True)]
    return xlsx.Lembar(
        "Per pemerintah daerah", judul, columns, rows, ("Jumlah", *(total[key] for key in _PEMDA)), (facts[KALIMAT],),
        ("Persen, serapan, dan skor pada baris jumlah dihitung dari jumlahnya, bukan rata-rata.",),
        xlsx.signature_lines(jabatan_kesbangpol(laporan.kode_provinsi)), kolom_beku=1,
    )  # fmt: skip


def _lembar_kewajiban(nama: str, judul: str, totals: Sequence[Jumlah]) -> xlsx.Lembar:
    columns = (
        xlsx.Kolom("Kewajiban", 34), xlsx.Kolom("Target", 40), xlsx.Kolom("Bobot", 8, "0.##"),
        *(xlsx.Kolom(STATUS[each].kata.capitalize(), 13, "#,##0") for each in _KEADAAN),
        xlsx.Kolom("Pembilang", 18, "#,##0"), xlsx.Kolom("Penyebut", 18, "#,##0"), xlsx.Kolom("Persen", 10, "0.0"),
    )  # fmt: skip
    rows = [
        (
            each.kewajiban.judul,
            target_text(each.kewajiban),
            each.kewajiban.bobot,
            *(each.banyak[status] for status in _KEADAAN),
            each.pembilang,
            each.penyebut,
            each.persen,
        )
        for each in totals
    ]
    return xlsx.Lembar(nama, judul, columns, rows)


def _lembar_wilayah(kartu: KartuSkor, judul: str) -> xlsx.Lembar:
    duties = [each for each in kartu.kerangka.kewajiban_kabkota if each.bobot > 0]
    columns = (xlsx.Kolom("Kabupaten/kota", 30), xlsx.Kolom("Skor", 8, "0.0"), *(xlsx.Kolom(each.judul_pendek, 17) for each in duties))
    rows = [
        (row.nama, row.skor, *(xlsx.Sel(status_words(row.sel[duty.id], duty), row.sel[duty.id].status) for duty in duties))
        for row in kartu.baris
    ]
    return xlsx.Lembar("Kewajiban kabkota", judul, columns, rows, kolom_beku=1)


def _lembar_rapat(laporan: LaporanTahunan, judul: str) -> xlsx.Lembar:
    columns = (
        xlsx.Kolom("Pemerintah daerah", 34), xlsx.Kolom("Tindak lanjut", 60), xlsx.Kolom("Penanggung jawab", 40), xlsx.Kolom("Batas waktu", 16),
        xlsx.Kolom("Keadaan", 28), xlsx.Kolom("Selesai pada", 16), xlsx.Kolom("Rapat", 50),
    )  # fmt: skip
    rows = [
        (pemda.nama, each.apa, each.nama, each.jatuh_tempo, status_text(each), each.selesai_pada, each.keterangan)
        for pemda in laporan.pemda
        for each in pemda.rapat
    ]
    return xlsx.Lembar("Tindak lanjut rapat", judul, columns, rows)


def make_pdf(edisi: str, kode_provinsi: str, tahun: int, keterangan: Mapping[str, str]) -> bytes:
    """Collected and written in one go, for a button."""
    return laporan_tahunan_pdf(collect_tahunan(edisi, kode_provinsi, tahun), keterangan)


def make_xlsx(edisi: str, kode_provinsi: str, tahun: int, keterangan: Mapping[str, str]) -> bytes:
    return laporan_tahunan_xlsx(collect_tahunan(edisi, kode_provinsi, tahun), keterangan)
