"""How a cell is put together: its colour by the thresholds of the duty, its score, and the cell of a plain share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from p4gn.bahasa import format_angka, format_persen, format_tanggal_pendek, join_daftar
from p4gn.scoring.hasil import (
    BELUM_JATUH_TEMPO,
    BELUM_LAPOR,
    HIJAU,
    INFORMASI,
    KUNING,
    MERAH,
    SKOR_WARNA,
    TIDAK_BERLAKU,
    Bukti,
    Langkah,
    Sel,
)
from p4gn.scoring.kerangka import Kerangka, Kewajiban
from p4gn.scoring.langkah import kurang_persen, pilih_langkah, susun_langkah, usaha_banyak
from p4gn.scoring.waktu import LaporanWajib, Waktu

_BUKTI_TERBANYAK = 30


class Batas(NamedTuple):
    """From where a share is green and from where amber, 0–100; None for a colour that this duty does not have."""

    hijau: float | None
    kuning: float | None


class LangkahPersen(NamedTuple):
    """Words of the step of a share: satuan 'pegawai', kata 'lagi dites'; lapor: what to report where nothing is known."""

    satuan: str
    kata: str
    lapor: str


def susun_sel(kewajiban: Kewajiban, status: str, **isi: Any) -> Sel:
    """A cell; only a duty with a weight has a score."""
    return Sel(kewajiban.id, status, SKOR_WARNA.get(status) if kewajiban.bobot > 0 else None, **isi)


def batas_of(kewajiban: Kewajiban, waktu: Waktu) -> Batas:
    """Thresholds of the period: of its target where the duty has one, otherwise the fixed ones."""
    if "kuning_dari_target" in kewajiban.ambang:
        target = kewajiban.target_pada(waktu.periode)
        return Batas(target, None if target is None else target * kewajiban.ambang["kuning_dari_target"])
    return Batas(kewajiban.ambang.get(HIJAU), kewajiban.ambang.get(KUNING))


def warna_batas(nilai: float, batas: Batas) -> str:
    """Exactly on a threshold is above it."""
    if batas.hijau is not None and nilai >= batas.hijau:
        return HIJAU
    return KUNING if batas.kuning is not None and nilai >= batas.kuning else MERAH


def sel_persen(
    kewajiban: Kewajiban,
    waktu: Waktu,
    pembilang: float,
    penyebut: float,
    kata: LangkahPersen,
    *,
    is_tertutup: bool = False,
    catatan: Iterable[str] = (),
    **isi: Any,
) -> Sel:
    """The cell of a known share with its steps; is_tertutup: what is done now no longer counts for this period."""
    batas = batas_of(kewajiban, waktu)
    nilai = 100 * pembilang / penyebut
    status = warna_batas(nilai, batas) if batas.hijau is not None else INFORMASI
    notes = list(catatan)
    langkah: tuple[Langkah, ...] = ()
    if status in (KUNING, MERAH) and kewajiban.bobot > 0:
        if is_tertutup:
            notes.append(kata_tertutup(waktu))
        else:
            langkah = _langkah_persen(kewajiban, status, batas, pembilang, penyebut, kata)
    return susun_sel(
        kewajiban,
        status,
        pembilang=float(pembilang),
        penyebut=float(penyebut),
        nilai=nilai,
        is_nol=pembilang == 0,
        langkah=langkah,
        catatan=tuple(notes),
        **isi,
    )


def _langkah_persen(
    kewajiban: Kewajiban, status: str, batas: Batas, pembilang: float, penyebut: float, kata: LangkahPersen
) -> tuple[Langkah, ...]:
    def step(ke: str, threshold: float | None) -> Langkah | None:
        if threshold is None:
            return None
        count = kurang_persen(threshold, penyebut, pembilang)
        text = f"{format_angka(count)} {kata.satuan} {kata.kata}"
        return susun_langkah(kewajiban, ke, text, usaha_banyak(kewajiban, count), count, kata.satuan)

    return pilih_langkah(kewajiban, status, step(HIJAU, batas.hijau), step(KUNING, batas.kuning))


def sel_belum_lapor(
    kewajiban: Kewajiban,
    kerangka: Kerangka,
    teks: str,
    lapor: str | None = None,
    jumlah: int | None = None,
    satuan: str | None = None,
    **isi: Any,
) -> Sel:
    """The cell of what nobody reported; lapor: the words of its one step, None where reporting is no longer possible."""
    langkah: tuple[Langkah, ...] = ()
    if lapor is not None and kewajiban.bobot > 0:
        langkah = (susun_langkah(kewajiban, HIJAU, lapor, kerangka.usaha_lapor, jumlah, satuan),)
    return susun_sel(kewajiban, BELUM_LAPOR, teks=teks, langkah=langkah, **isi)


def sel_tidak_berlaku(kewajiban: Kewajiban, teks: str, **isi: Any) -> Sel:
    """The cell of a duty that does not apply here."""
    return susun_sel(kewajiban, TIDAK_BERLAKU, teks=teks, **isi)


def sel_belum_jatuh_tempo(kewajiban: Kewajiban, teks: str, **isi: Any) -> Sel:
    """The cell of a duty whose day has not come."""
    return susun_sel(kewajiban, BELUM_JATUH_TEMPO, teks=teks, **isi)


def kata_tertutup(waktu: Waktu) -> str:
    """Why there is no step: the period is over."""
    return f"Masanya sudah lewat ({format_tanggal_pendek(waktu.akhir)}); yang dikerjakan sekarang dihitung pada periode berjalan."


def kata_susulan(waktu: Waktu) -> str:
    """Why there is no step though nothing is reported: what was done then can still be told."""
    return f"Masanya sudah lewat ({format_tanggal_pendek(waktu.akhir)}); yang sudah dikerjakan pada masa itu masih dapat dilaporkan."


def kata_sebagian(pembilang: float, penyebut: float, satuan: str, kata: str = "") -> str:
    """'312 dari 420 ASN dites (74,3%)'"""
    words = " ".join(part for part in (satuan, kata) if part)
    return f"{format_angka(pembilang)} dari {format_angka(penyebut)} {words} ({format_persen(100 * pembilang / penyebut)})"


def pangkas_bukti(bukti: Sequence[Bukti], kata: str = "baris") -> tuple[Bukti, ...]:
    """Source rows; of very many only their files are named, with how many rows each holds."""
    if len(bukti) <= _BUKTI_TERBANYAK:
        return tuple(bukti)
    counts: dict[tuple[str, str | None], list[Bukti]] = {}
    for each in bukti:
        counts.setdefault((each.berkas, each.lembar), []).append(each)
    return tuple(
        Bukti(berkas, lembar, None, group[0].pengirim, group[0].diterima_pada, f"{format_angka(len(group))} {kata}")
        for (berkas, lembar), group in counts.items()
    )


def sel_laporan(kewajiban: Kewajiban, waktu: Waktu, kirim: Sequence[tuple[LaporanWajib, date | None]], **isi: Any) -> Sel:
    """Reports by the day they were sent (None: not sent): on time, late, or not there though they are due."""
    tepat = [(each, sent) for each, sent in kirim if sent is not None and sent <= each.batas_kirim]
    telat = [(each, sent) for each, sent in kirim if sent is not None and sent > each.batas_kirim]
    belum = [each for each, sent in kirim if sent is None and each.is_jatuh_tempo]
    considered = len(tepat) + len(telat) + len(belum)
    if not considered:
        first = kirim[0][0]
        return sel_belum_jatuh_tempo(kewajiban, f"Laporan {first.nama} jatuh tempo {format_tanggal_pendek(first.jatuh_tempo)}", **isi)
    status = HIJAU if len(tepat) == considered else MERAH if len(belum) == considered else KUNING
    days = [(waktu.kini - each.jatuh_tempo).days for each in belum] + [(sent - each.jatuh_tempo).days for each, sent in telat]
    notes = []
    langkah: tuple[Langkah, ...] = ()
    if status == MERAH and kewajiban.bobot > 0:
        langkah = (_langkah_laporan(kewajiban, waktu, belum),)
        notes.append("Laporan yang terlambat menjadi kuning, tidak lagi hijau.")
    elif belum:
        notes.append(f"Masih terutang: {_daftar_belum(belum, waktu)}. Mengirimnya sekarang tidak mengubah warna ini.")
    return susun_sel(
        kewajiban,
        status,
        pembilang=float(len(tepat)),
        penyebut=float(considered),
        nilai=100 * len(tepat) / considered,
        hari_terlambat=max(days, default=None),
        hari_tunggakan=max(((waktu.kini - each.jatuh_tempo).days for each in belum), default=None),
        teks="; ".join(_kata_kirim(each, sent, waktu) for each, sent in kirim if sent is not None or each.is_jatuh_tempo),
        langkah=langkah,
        catatan=tuple(notes),
        **isi,
    )


def _langkah_laporan(kewajiban: Kewajiban, waktu: Waktu, belum: Sequence[LaporanWajib]) -> Langkah:
    text = f"laporan {_daftar_belum(belum, waktu)}"
    late = max((waktu.kini - each.jatuh_tempo).days for each in belum)
    return susun_langkah(kewajiban, KUNING, text, usaha_banyak(kewajiban, len(belum)), len(belum), "laporan", late)


def _daftar_belum(belum: Sequence[LaporanWajib], waktu: Waktu) -> str:
    """'B06 2026, terlambat 108 hari'; of two 'B06 2025 (terlambat 473 hari) dan B12 2025 (terlambat 289 hari)'."""
    if len(belum) == 1:
        return f"{belum[0].nama}, {_kata_telat(belum[0], waktu)}"
    return join_daftar(f"{each.nama} ({_kata_telat(each, waktu)})" for each in belum)


def _kata_telat(laporan: LaporanWajib, waktu: Waktu) -> str:
    return f"terlambat {format_angka((waktu.kini - laporan.jatuh_tempo).days)} hari"


def _kata_kirim(laporan: LaporanWajib, sent: date | None, waktu: Waktu) -> str:
    if sent is None:
        return f"{laporan.jenis} belum dikirim, {_kata_telat(laporan, waktu)}"
    when = format_tanggal_pendek(sent)
    if sent <= laporan.batas_kirim:
        return f"{laporan.jenis} tepat waktu ({when})"
    return f"{laporan.jenis} terlambat {format_angka((sent - laporan.jatuh_tempo).days)} hari ({when})"
