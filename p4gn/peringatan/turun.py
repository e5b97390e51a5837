"""What has fallen: colours of scorecards, duties that were met before, and indicators that had reached their target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from p4gn.bahasa import format_angka, format_nilai, is_kosong, join_daftar, kecil_awal
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.compute import compute
from p4gn.indicators.states import ADA, NOL
from p4gn.peringatan.aturan import TAK_PERNAH, Aturan
from p4gn.peringatan.isi import Peringatan, link_rapor, make, nama_resmi
from p4gn.periode import label
from p4gn.scope import Scope
from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, KUNING, MERAH, STATUS, KartuSkor, Rapor
from p4gn.scoring.periode import periode_sebelum
from p4gn.scoring.perubahan import NILAI, explain_change

if TYPE_CHECKING:
    import pandas as pd

Pasangan = Sequence[tuple[KartuSkor, KartuSkor | None]]
_DI_BAWAH = frozenset({KUNING, MERAH, BELUM_LAPOR})


def _pairs(kartu: Pasangan) -> Iterator[tuple[KartuSkor, KartuSkor, Rapor, Rapor]]:
    """Every row that the scorecard before had too."""
    for now, before in kartu:
        earlier = {row.kunci: row for row in before.baris} if before else {}
        for row in now.baris:
            if before and row.kunci in earlier:
                yield now, before, row, earlier[row.kunci]


def nama_of(row: Rapor) -> str:
    """An agency by its name, a region by its official one."""
    return row.nama if "@" in row.kunci else nama_resmi(row.kunci, row.nama)


def check_warna(aturan: Aturan, kartu: Pasangan) -> Iterator[Peringatan]:
    """Rows whose colour fell as the rule names it; one without a grade has not fallen."""
    for now, before, row, old in _pairs(kartu):
        if row.warna in aturan.parameter["jatuh"].get(old.warna, ()):
            text = (
                f"{nama_of(row)} turun dari {old.warna} (skor {format_angka(old.skor, 1)}, {kecil_awal(label(before.periode))}) "
                f"menjadi {row.warna} (skor {format_angka(row.skor, 1)}, {kecil_awal(label(now.periode))})."
            )
            page, link = link_rapor(row.kunci, now.periode)
            yield make(aturan, row.kunci, nama_of(row), text, page, link, sejak=before.posisi)


def check_kewajiban(
    aturan: Aturan, kartu: Pasangan, sudah: frozenset[tuple[str, str]] = frozenset(), menunggak: frozenset[str] = frozenset()
) -> Iterator[Peringatan]:
    """One alert per row about the duties that were met in the period before and are not now.

    sudah: (key, duty) of which another rule tells already; menunggak: keys of which it is known that a report is missing, so that what is
    not reported there is no news. What is not due or does not apply any more has not fallen.
    """
    silent = TAK_PERNAH.union(aturan.parameter["kecuali"])
    for now, before, row, old in _pairs(kartu):
        fallen = [
            duty
            for duty, sel in row.sel.items()
            if sel.status in _DI_BAWAH
            and not (sel.status == BELUM_LAPOR and row.kunci in menunggak)
            and duty in old.sel
            and old.sel[duty].status == HIJAU
            and duty not in silent
            and (row.kunci, duty) not in sudah
        ]
        if not fallen:
            continue
        told = join_daftar(map(partial(_fall_text, now, before, row, old), fallen))
        since = kecil_awal(label(before.periode))
        number = f"{format_angka(len(fallen))} kewajiban" if len(fallen) > 1 else "kewajiban"
        text = f"{nama_of(row)} tidak lagi memenuhi {number} yang terpenuhi pada {since}: {told}."
        page, link = link_rapor(row.kunci, now.periode, fallen[0] if len(fallen) == 1 else None)
        yield make(aturan, row.kunci, nama_of(row), text, page, link, sejak=before.posisi)


def _fall_text(now: KartuSkor, before: KartuSkor, row: Rapor, old: Rapor, kewajiban: str) -> str:
    """'sosialisasi dari 85,1% (terpenuhi) menjadi 46,8% (sebagian)', in the words of the scorecard."""
    duty = now.kerangka.find(kewajiban, now.subjek)
    title = duty.judul_pendek if duty else kewajiban
    moved = next(
        (each.teks for each in explain_change(row, old, now.kerangka, before.kerangka, kewajiban).alasan if each.jenis == NILAI), None
    )
    if moved is None:
        return f"{title} {STATUS[row.sel[kewajiban].status].kata}"
    return f"{title} {moved.removeprefix('Berubah ').removesuffix('.')}"


def check_indikator(aturan: Aturan, scope: Scope, periode: str) -> Iterator[Peringatan]:
    """Indicators with a target, of the region and of the kab/kota of a province, that reached it in the period before and do not now."""
    before = periode_sebelum(periode)
    for indicator in CATALOGUE.values():
        new, old = (indicator.target_pada(each, scope.kode_wilayah) for each in (periode, before))
        if new is None or old is None or indicator.arah != "naik":
            continue
        for per in ("total", "kabkota") if scope.tingkat == "provinsi" else ("total",):
            now, then = (compute(indicator, replace(scope, periode=each, opd=None), per) for each in (periode, before))
            yield from _fallen_rows(aturan, indicator, periode, (now, new), (then, old))


def _fallen_rows(
    aturan: Aturan, indicator: Indicator, periode: str, kini: tuple[pd.DataFrame, float], lalu: tuple[pd.DataFrame, float]
) -> Iterator[Peringatan]:
    """Only values that may be shown are compared; each with the target of its own period."""
    unit = "persen" if indicator.satuan == "persen" else ""
    earlier = {row["kode"]: row["nilai"] for row in lalu[0].to_dict("records") if _is_shown(row)}
    for row in kini[0].to_dict("records"):
        kode = row["kode"]
        if not _is_shown(row) or kode not in earlier or not row["nilai"] < kini[1] or not earlier[kode] >= lalu[1]:
            continue
        name = nama_resmi(kode, row["nama"])
        was, now, target = (format_nilai(each, unit, indicator.desimal) for each in (earlier[kode], row["nilai"], kini[1]))
        before = periode_sebelum(periode)
        text = (
            f"{indicator.judul_pendek} {name} {now} pada {kecil_awal(label(periode))}, di bawah target {target}; "
            f"pada {kecil_awal(label(before))} masih {was}."
        )
        link = {"wilayah": kode, "periode": periode, "indikator": indicator.id}
        yield make(aturan, kode, name, text, "peta", link, sejak=Scope("", kode, before).akhir)


def _is_shown(row: dict[str, object]) -> bool:
    return row["keadaan"] in (ADA, NOL) and not is_kosong(row["nilai"])
