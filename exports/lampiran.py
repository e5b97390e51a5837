"""Annex of a letter: who is to be honoured and who needs guidance, with the reasons and what an official decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.dokumen import Isi, Kolom, catatan, compile_dokumen, halaman_baru, paragraf, penutup, status_cell, subjudul, tabel
from p4gn.bahasa import format_angka, format_persen, format_tanggal
from p4gn.periode import label_pendek
from p4gn.scoring.pengakuan import PEMBINAAN, PENGHARGAAN, say_gaps

if TYPE_CHECKING:
    from p4gn.catatan_data import Pengakuan
    from p4gn.scoring.hasil import KartuSkor
    from p4gn.scoring.pengakuan import Calon

JUDUL = {PENGHARGAAN: "Daftar penerima penghargaan", PEMBINAAN: "Daftar yang memerlukan pembinaan"}
_KOLOM = (
    Kolom("No", "kanan", 0),
    Kolom("Nama", lebar=2.1),
    Kolom("Skor", "kanan", 0),
    Kolom("Kelengkapan", "kanan", 0),
    Kolom("Keadaan", lebar=0.9),
    Kolom("Perjalanan", lebar=1.5),
    Kolom("Alasan", lebar=3.2),
    Kolom("Putusan", lebar=1.9),
)


@dataclass(frozen=True, slots=True)
class Diputuskan:
    """A candidate with the decision on it."""

    calon: Calon
    putusan: Pengakuan


def lampiran_pdf(kartu: KartuSkor, diputuskan: Sequence[Diputuskan], keterangan: Mapping[str, str], jabatan: str) -> bytes:
    """A4 landscape; only candidates an official agreed to. jabatan signs, its name stays open."""
    blok = []
    for jenis in (PENGHARGAAN, PEMBINAAN):
        chosen = [each for each in diputuskan if each.calon.jenis == jenis and each.putusan.keputusan == "setuju"]
        if chosen:
            blok += [
                *([halaman_baru()] if blok else []),
                subjudul(JUDUL[jenis]),
                tabel(_KOLOM, [_row(no, each, kartu) for no, each in enumerate(chosen, 1)]),
            ]
    if not blok:
        blok.append(paragraf("Belum ada calon yang disetujui pejabat."))
    blok += [
        catatan(
            f"Skor dan kelengkapan menurut {kartu.kerangka.judul} versi {kartu.kerangka.versi}, keadaan per {format_tanggal(kartu.kini)}.",
            "Calon ditentukan oleh aturan tertulis; yang menetapkan adalah pejabat. Hasil tes urine tidak pernah menjadi dasar penilaian.",
        ),
        penutup(jabatan),
    ]
    return compile_dokumen("Lampiran surat: penghargaan dan pembinaan P4GN", blok, keterangan, kartu.kini)


def _row(nomor: int, diputuskan: Diputuskan, kartu: KartuSkor) -> list[Isi]:
    calon, putusan = diputuskan.calon, diputuskan.putusan
    rapor = calon.rapor
    reasons = [*calon.alasan, *_say_open(calon, kartu)]
    decided = f"Disetujui {putusan.oleh}, {format_tanggal(putusan.kapan)}"
    return [
        format_angka(nomor),
        rapor.nama,
        format_angka(rapor.skor, 1, kosong="–"),
        format_persen(rapor.kelengkapan, 0, kosong="–"),
        status_cell(rapor.warna.replace("_", " "), rapor.warna),
        " · ".join(f"{label_pendek(periode)}: {format_angka(skor, 1, kosong='–')}" for periode, skor, _ in calon.riwayat),
        " ".join(reasons),
        f"{decided}. {putusan.alasan}" if putusan.alasan else f"{decided}.",
    ]


def _say_open(calon: Calon, kartu: KartuSkor) -> list[str]:
    """For guidance: what is still open."""
    gaps = say_gaps(calon.rapor, kartu.kerangka) if calon.jenis == PEMBINAAN else ()
    return [f"Yang masih terbuka: {'; '.join(gaps)}."] if gaps else []
