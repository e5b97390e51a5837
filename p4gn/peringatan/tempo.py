"""What has passed its day: reports owed, decisions of meetings, and the orders (SK) of integrated teams, also those that end soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import Any, TypeVar

from p4gn.bahasa import format_angka, format_tanggal, join_daftar
from p4gn.catatan.gabung import Butir
from p4gn.catatan.kalimat import BELUM_DITUNJUK
from p4gn.catatan.pribadi import find_pribadi
from p4gn.peringatan.aturan import Aturan
from p4gn.peringatan.isi import Peringatan, link_rapor, make, nama_resmi
from p4gn.scope import Scope
from p4gn.scoring.kalender import AKAN, LAPORAN, SK, Tugas, list_terlambat

T = TypeVar("T")
_KUTIPAN = 60  # characters of a decision that are quoted


def is_within(hari: int | None, lewat: Mapping[str, Any]) -> bool:
    """Whether so many days overdue lie within the span of a rule, both ends included; an unknown number lies in none."""
    return hari is not None and lewat["dari"] <= hari and (lewat["sampai"] is None or hari <= lewat["sampai"])


def check_laporan(aturan: Aturan, tugas: Sequence[Tugas]) -> Iterator[Peringatan]:
    """One alert per agency or region about the reports it owes; the one longest overdue tells since when."""
    late = [each for each in list_terlambat(tugas, LAPORAN) if is_within(each.hari, aturan.parameter["lewat"])]
    for kunci, owed in _group((each.kunci, each) for each in late).items():
        owed.sort(key=lambda each: each.jatuh_tempo)
        oldest = owed[0]
        names = [each.apa.removeprefix("Laporan ") for each in owed]
        what = f"laporan {names[0]}" if len(owed) == 1 else f"{format_angka(len(owed))} laporan ({join_daftar(names)})"
        late_words = f"{'yang terlama terlambat' if len(owed) > 1 else 'terlambat'} {format_angka(oldest.hari)} hari"
        text = f"{oldest.nama} belum mengirim {what}, {late_words} sejak {format_tanggal(oldest.jatuh_tempo)}."
        page, link = link_rapor(kunci, oldest.uid.rpartition("/")[2], oldest.kewajiban)
        yield make(aturan, kunci, oldest.nama, text, page, link, sejak=oldest.jatuh_tempo, hari=oldest.hari)


def check_sk_berakhir(aturan: Aturan, tugas: Sequence[Tugas]) -> Iterator[Peringatan]:
    """Orders that have ended without one that follows."""
    for each in list_terlambat(tugas, SK):
        text = f"SK tim terpadu {each.nama} berakhir {format_tanggal(each.jatuh_tempo)}, {format_angka(each.hari)} hari lalu, dan belum diperpanjang."
        yield _of_sk(aturan, each, text, each.hari)


def check_sk_segera(aturan: Aturan, tugas: Sequence[Tugas], dalam_hari: int) -> Iterator[Peringatan]:
    """Orders that end within so many days, today included."""
    for each in tugas:
        if each.jenis == SK and each.status == AKAN and each.hari is not None and each.hari <= dalam_hari:
            when = "hari ini" if each.hari == 0 else f"{format_angka(each.hari)} hari lagi"
            yield _of_sk(aturan, each, f"SK tim terpadu {each.nama} berakhir {format_tanggal(each.jatuh_tempo)}, {when}.", -each.hari)


def _of_sk(aturan: Aturan, tugas: Tugas, text: str, hari: int | None) -> Peringatan:
    link = {"bagian": "regulasi", "cari": tugas.nama}
    return make(aturan, tugas.kunci, tugas.nama, text, "rencana_aksi", link, sejak=tugas.jatuh_tempo, hari=hari)


def check_janji(aturan: Aturan, lewat: Iterable[Butir], hari: date, scope: Scope) -> Iterator[Peringatan]:
    """One alert per agency that owes it; what agencies of the kab/kota below a province owe is one alert per kab/kota.

    lewat: decisions overdue on the day, the longest overdue first.
    """
    owed = [each for each in lewat if each.tenggat and is_within((hari - each.tenggat).days, aturan.parameter["lewat"])]
    for kunci, found in _group((_sasaran(each, scope), each) for each in owed).items():
        oldest = found[0]
        assert oldest.tenggat is not None
        name = (oldest.nama_penanggung or BELUM_DITUNJUK) if "@" in kunci else nama_resmi(kunci, kunci)
        days = (hari - oldest.tenggat).days
        since = f"{format_angka(days)} hari sejak {format_tanggal(oldest.tenggat)}"
        if len(found) == 1:
            text, page, link = f"{name}: tindak lanjut rapat{_quote(oldest)} lewat tenggat {since}.", "tindak_lanjut", {"butir": oldest.id}
        else:
            text = f"{name}: {format_angka(len(found))} tindak lanjut rapat lewat tenggat, terlama {since}."
            page, link = _link_banyak(kunci)
        yield make(aturan, kunci, name, text, page, link, sejak=oldest.tenggat, hari=days)


def _sasaran(butir: Butir, scope: Scope) -> str:
    """'DINKES@63', or the kab/kota below the province whose own agencies owe it: '63.06'."""
    government = butir.pemda or scope.kode_wilayah
    if scope.tingkat == "provinsi" and government.startswith(f"{scope.kode_wilayah}."):
        return government[: len("63.06")]
    owner = butir.penanggung_jawab
    return owner if owner and "@" in owner else f"{butir.nama_penanggung or BELUM_DITUNJUK}@{government}"


def _link_banyak(kunci: str) -> tuple[str, dict[str, str]]:
    """Everything overdue of an agency on its calendar, or of a kab/kota in the list of follow-ups."""
    if "@" in kunci:
        return "rencana_aksi", {"periode": "semua", "bagian": "kalender", "opd": kunci, "jenis": "rapat", "keadaan": "terlambat"}
    return "tindak_lanjut", {"wilayah": kunci, "keadaan": "lewat"}


def _quote(butir: Butir) -> str:
    """' “Susun SK …”'; words that may hold a name or number of a person are not repeated."""
    return "" if find_pribadi(butir.teks) else f" “{shorten(butir.teks, _KUTIPAN, placeholder=' …')}”"


def _group(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, each in pairs:
        found.setdefault(key, []).append(each)
    return found
