"""The B06/B12 recap as it is sent: every agency that must report, its figures, what is missing, totals, and room to sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from exports import dokumen, xlsx
from exports.berkas import KALIMAT, KERANGKA
from exports.dokumen import belum
from p4gn.bahasa import format_angka, format_persen, format_tanggal, format_tanggal_pendek, join_daftar
from p4gn.geography.wilayah import find_wilayah_by_kode
from p4gn.scoring.rekap import BELUM, BELUM_TIBA, TEPAT, TERLAMBAT, kirim_text

if TYPE_CHECKING:
    from p4gn.scoring.rekap import BarisRekap, Rekap

_RUPA = {TEPAT: "hijau", TERLAMBAT: "kuning", BELUM: "belum_lapor", BELUM_TIBA: ""}
_BULAN = {"B06": "Januari–Juni", "B12": "Januari–Desember"}
TIDAK_BERLAKU = "tidak berlaku"

_KOLOM_XLSX = (
    xlsx.Kolom("No", 5), xlsx.Kolom("Perangkat daerah", 46),
    xlsx.Kolom("Kegiatan", 10, "#,##0", "Sosialisasi"), xlsx.Kolom("Peserta", 11, "#,##0", "Sosialisasi"),
    xlsx.Kolom("Peserta ASN", 11, "#,##0", "Sosialisasi"),
    xlsx.Kolom("Dites", 10, "#,##0", "Tes urine ASN"), xlsx.Kolom("ASN", 10, "#,##0", "Tes urine ASN"), xlsx.Kolom("Persen", 9, "0.0", "Tes urine ASN"),
    xlsx.Kolom("ASN per tanggal", 13, None, "Tes urine ASN"),
    xlsx.Kolom("Keadaan", 11, None, "Regulasi"), xlsx.Kolom("Nomor", 24, None, "Regulasi"),
    xlsx.Kolom("Keadaan", 11, None, "Satgas/penggiat"), xlsx.Kolom("Nomor SK", 20, None, "Satgas/penggiat"),
    xlsx.Kolom("Penggiat", 10, "#,##0", "Satgas/penggiat"),
    xlsx.Kolom("Bermateri P4GN", 12, "#,##0", "Diklat"), xlsx.Kolom("Jumlah diklat", 10, "#,##0", "Diklat"),
    xlsx.Kolom("Tanggal kirim", 14, None, "Pengiriman"), xlsx.Kolom("Keterangan", 28, None, "Pengiriman"),
    xlsx.Kolom("Hari terlambat", 10, "#,##0", "Pengiriman"),
    xlsx.Kolom("Sumber", 50),
)  # fmt: skip

_KOLOM_PDF = (
    dokumen.Kolom("No", "kanan", 0), dokumen.Kolom("Perangkat daerah", "kiri", 4.6),
    dokumen.Kolom("Kegiatan", "kanan", 1.15, "Sosialisasi"), dokumen.Kolom("Peserta", "kanan", 1.15, "Sosialisasi"),
    dokumen.Kolom("Peserta ASN", "kanan", 1.15, "Sosialisasi"),
    dokumen.Kolom("Dites", "kanan", 1, "Tes urine ASN"), dokumen.Kolom("ASN", "kanan", 1, "Tes urine ASN"),
    dokumen.Kolom("Persen", "kanan", 1.05, "Tes urine ASN"),
    dokumen.Kolom("Regulasi", "kiri", 2.6), dokumen.Kolom("SK", "kiri", 2, "Satgas/penggiat"), dokumen.Kolom("Penggiat", "kanan", 1.15, "Satgas/penggiat"),
    dokumen.Kolom("Berisi P4GN", "kanan", 1.1, "Diklat"), dokumen.Kolom("Jumlah", "kanan", 1.1, "Diklat"),
    dokumen.Kolom("Tanggal", "kiri", 1.5, "Pengiriman"), dokumen.Kolom("Keterangan", "kiri", 2.3, "Pengiriman"),
)  # fmt: skip


def sentence(rekap: Rekap) -> str:
    """'31 dari 42 perangkat daerah sudah menyampaikan B06 2026: 24 tepat waktu dan 7 terlambat. 11 belum lapor, terlambat 107 hari.'"""
    if not rekap.baris:
        return "Belum ada laporan perangkat daerah pada edisi ini."
    total = rekap.jumlah
    name = f"{rekap.laporan} {rekap.tahun}"
    start = f"{format_angka(total.melapor)} dari {format_angka(total.opd)} perangkat daerah sudah menyampaikan {name}"
    if total.melapor:
        start += f": {format_angka(total.tepat)} tepat waktu dan {format_angka(total.terlambat)} terlambat"
    if total.belum:
        late = max((each.hari or 0) for each in rekap.baris if each.kirim == BELUM)
        return f"{start}. {format_angka(total.belum)} belum lapor, terlambat {format_angka(late)} hari sejak {format_tanggal(rekap.jatuh_tempo)}."
    waiting = total.opd - total.melapor
    rest = f" {format_angka(waiting)} lainnya ditunggu paling lambat {format_tanggal(rekap.jatuh_tempo)}." if waiting else ""
    return f"{start}.{rest}"


def rekap_xlsx(rekap: Rekap, keterangan: Mapping[str, str]) -> bytes:
    """The recap as a workbook with sheets Rekap, Belum lapor and Keterangan."""
    facts = _facts(rekap, keterangan)
    rows = [_xlsx_row(number, each) for number, each in enumerate(rekap.baris, start=1)]
    main = xlsx.Lembar(
        f"Rekap {rekap.laporan} {rekap.tahun}", _judul(rekap), _KOLOM_XLSX, rows, _xlsx_total(rekap), (facts[KALIMAT],), _notes(rekap),
        xlsx.signature_lines(jabatan_kesbangpol(rekap.kode_wilayah)), kolom_beku=2,
    )  # fmt: skip
    missing = [each for each in rekap.baris if each.kirim == BELUM]
    late = xlsx.Lembar(
        "Belum lapor", f"Belum menyampaikan {rekap.laporan} {rekap.tahun}",
        (xlsx.Kolom("No", 5), xlsx.Kolom("Perangkat daerah", 60), xlsx.Kolom("Jatuh tempo", 16), xlsx.Kolom("Hari terlambat", 12, "#,##0")),
        [(number, each.nama, rekap.jatuh_tempo, each.hari) for number, each in enumerate(missing, start=1)],
        kalimat=(facts[KALIMAT],),
    )  # fmt: skip
    return xlsx.write_buku([main, late], facts)


def rekap_pdf(rekap: Rekap, keterangan: Mapping[str, str]) -> bytes:
    """The recap on A4 landscape."""
    return dokumen.compile_dokumen(_judul(rekap), rekap_blok(rekap), _facts(rekap, keterangan), rekap.kini)


def rekap_blok(rekap: Rekap) -> list[dokumen.Blok]:
    total = rekap.jumlah
    of_all = f"dari {format_angka(total.opd)} perangkat daerah"
    missing = [each for each in rekap.baris if each.kirim == BELUM]
    blocks = [
        dokumen.angka(
            ("Sudah lapor", format_angka(total.melapor), of_all),
            ("Tepat waktu", format_angka(total.tepat), f"paling lambat {format_tanggal(rekap.jatuh_tempo)}"),
            ("Terlambat", format_angka(total.terlambat), "dikirim sesudah jatuh tempo"),
            ("Belum lapor", format_angka(total.belum), of_all),
            ("ASN dites urine", format_persen(total.persen_dites, kosong="–"), _part(total.dites, total.asn)),
        ),
        dokumen.tabel(_KOLOM_PDF, [_pdf_row(number, each) for number, each in enumerate(rekap.baris, start=1)], _pdf_total(rekap), 6.7),
        dokumen.catatan(*_notes(rekap)),
    ]
    if missing:
        names = join_daftar(each.nama for each in missing)
        blocks += [dokumen.subjudul(f"Belum menyampaikan {rekap.laporan} {rekap.tahun}"), dokumen.paragraf(f"{names}.")]
    return [*blocks, dokumen.penutup(jabatan_kesbangpol(rekap.kode_wilayah))]


def jabatan_kesbangpol(kode_wilayah: str) -> str:
    """'Kepala Badan Kesbangpol Provinsi Kalimantan Selatan'"""
    place = find_wilayah_by_kode(kode_wilayah)
    return " ".join(("Kepala Badan Kesbangpol", *([place.nama_lengkap] if place else [])))


def _judul(rekap: Rekap) -> str:
    return f"Rekapitulasi laporan aksi P4GN perangkat daerah, {rekap.laporan} {rekap.tahun}"


def _facts(rekap: Rekap, keterangan: Mapping[str, str]) -> dict[str, str]:
    facts = {KALIMAT: sentence(rekap)} | dict(keterangan)
    facts.setdefault(KERANGKA, rekap.kerangka.label())
    return facts | {
        "Posisi angka": f"{_BULAN[rekap.laporan]} {rekap.tahun}, menurut data sampai {format_tanggal(rekap.kini)}",
        "Jatuh tempo": format_tanggal(rekap.jatuh_tempo),
    }


def _notes(rekap: Rekap) -> tuple[str, ...]:
    return (
        f"Angka sosialisasi dan tes urine adalah posisi {_BULAN[rekap.laporan]} {rekap.tahun}. Yang dites dihitung paling banyak sebanyak ASN-nya.",
        "“belum lapor” berarti angkanya tidak disampaikan; ini bukan nol. Nol yang dilaporkan ditulis 0. Kolom diklat hanya untuk penyelenggara diklat.",
        "Jumlah hanya memuat yang dilaporkan. Persen dites dihitung dari jumlahnya: yang belum melaporkan tes dihitung belum dites.",
    )


def _part(dites: int | None, asn: int | None) -> str:
    return "belum ada angka" if dites is None or asn is None else f"{format_angka(dites)} dari {format_angka(asn)} ASN"


def _xlsx_row(number: int, row: BarisRekap) -> tuple[object, ...]:
    b = xlsx.or_belum
    source = "" if row.bukti is None else row.bukti.letak
    training = (b(row.diklat_bermateri), b(row.diklat_jumlah)) if row.is_diklat else (TIDAK_BERLAKU, TIDAK_BERLAKU)
    return (
        number, row.nama, b(row.kegiatan), b(row.peserta), b(row.peserta_asn), b(row.dites), b(row.asn), b(row.persen_dites), row.pada_asn,
        b(row.regulasi_status), row.regulasi_nomor, b(row.satgas_status), row.satgas_nomor, b(row.penggiat), *training,
        row.tanggal_kirim if row.is_melapor else b(None) if row.kirim == BELUM else None, xlsx.Sel(kirim_text(row), _RUPA[row.kirim]), row.hari, source,
    )  # fmt: skip


def _xlsx_total(rekap: Rekap) -> tuple[object, ...]:
    total = rekap.jumlah
    return (
        None, "Jumlah", total.kegiatan, total.peserta, total.peserta_asn, total.dites, total.asn, total.persen_dites, None,
        f"{total.regulasi_ada} ada", None, f"{total.satgas_ada} ber-SK", None, total.penggiat, total.diklat_bermateri, total.diklat_jumlah,
        f"{total.melapor} dari {total.opd}", f"{total.tepat} tepat, {total.terlambat} terlambat, {total.belum} belum", None, None,
    )  # fmt: skip


def _number(value: float | None) -> str:
    return format_angka(value, kosong="–")


def _or_belum(value: int | None) -> dokumen.Isi:
    return dokumen.BELUM if value is None else format_angka(value)


def _group(*values: int | None) -> list[dokumen.Isi]:
    """Numbers of one heading; where none was reported one mark reaches over all of them."""
    return [belum(len(values))] if all(value is None for value in values) else [_or_belum(value) for value in values]


def _pdf_row(number: int, row: BarisRekap) -> list[dokumen.Isi]:
    tests: list[dokumen.Isi] = [belum(3)]
    if row.dites is not None or row.asn is not None:
        share = belum() if row.persen_dites is None else format_persen(row.persen_dites)
        tests = [_or_belum(row.dites), _or_belum(row.asn), share]
    satgas: list[dokumen.Isi] = [belum(2)]
    if row.satgas_status is not None or row.penggiat is not None:
        satgas = [_state(row.satgas_status, row.satgas_nomor), _or_belum(row.penggiat)]
    training = _group(row.diklat_bermateri, row.diklat_jumlah) if row.is_diklat else ["–", "–"]
    sent: dokumen.Isi = format_tanggal_pendek(row.tanggal_kirim) if row.is_melapor and row.tanggal_kirim else "–"
    how: dokumen.Isi = kirim_text(row)
    if row.kirim in (TEPAT, TERLAMBAT):
        how = dokumen.status_cell(kirim_text(row), _RUPA[row.kirim])
    elif row.kirim == BELUM:
        how = {"teks": kirim_text(row), "keadaan": "merah"}
    return [
        str(number), row.nama, *_group(row.kegiatan, row.peserta, row.peserta_asn), *tests, _state(row.regulasi_status, row.regulasi_nomor),
        *satgas, *training, sent, how,
    ]  # fmt: skip


def _state(status: str | None, number: str | None) -> dokumen.Isi:
    if status is None:
        return dokumen.BELUM
    return f"{status}, {number}" if number else status


def _pdf_total(rekap: Rekap) -> list[Any]:
    total = rekap.jumlah
    return [
        "", "Jumlah", _number(total.kegiatan), _number(total.peserta), _number(total.peserta_asn), _number(total.dites), _number(total.asn),
        format_persen(total.persen_dites, kosong="–"), f"{total.regulasi_ada} ada", f"{total.satgas_ada} ber-SK", _number(total.penggiat),
        _number(total.diklat_bermateri), _number(total.diklat_jumlah), f"{total.melapor} dari {total.opd}",
        f"{total.tepat} tepat, {total.terlambat} terlambat, {total.belum} belum",
    ]  # fmt: skip
