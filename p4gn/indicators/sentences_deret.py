"""Several regions or agencies over time, read aloud: the last figures of each, how the chosen one stands, and at what pace it goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from p4gn import bahasa as b
from p4gn import periode as p
from p4gn.indicators import laju as lj
from p4gn.indicators.catalogue import Indicator
from p4gn.indicators.states import KEADAAN
from p4gn.indicators.tanda import is_sebanding

Row = Mapping[str, Any]
TITIK_DIBACA = 3
_BULAN = tuple(b.format_tanggal(date(2000, bulan, 1)).split()[1] for bulan in range(1, 13))


def label_titik(indicator: Indicator, kode: str, kini: date) -> str:
    """Of a point on an axis: '2025', 'S-I 2025', and '30 Jun 2025' for what stands or has been added up until a day."""
    if "-S" not in kode or indicator.sifat == "peristiwa":
        return p.label_pendek(kode)
    return b.format_tanggal_pendek(min(p.bounds(kode)[1], kini))


def write_nilai(indicator: Indicator, row: Row) -> str:
    """'34,0%', with its interval where it has one '34,0% (30,1–38,2%)'; a cell without a number says its state."""
    if b.is_kosong(row["nilai"]):
        return KEADAAN[row["keadaan"]].kata
    nilai = _tulis(indicator, row["nilai"])
    if b.is_kosong(row.get("bawah")) or b.is_kosong(row.get("atas")):
        return nilai
    return f"{nilai} (selang 95% {b.format_angka(row['bawah'], indicator.desimal)}–{_tulis(indicator, row['atas'])})"


def _tulis(indicator: Indicator, nilai: float) -> str:
    return b.format_nilai(nilai, "persen" if indicator.satuan == "persen" else "", indicator.desimal)


def read_deret(indicator: Indicator, nama: str, rows: Sequence[Row], kini: date) -> str:
    """'Hulu Sungai Selatan: 2024 15,5% · 2025 25,3% · 2026 34,0%', the last three points; rows as of compute_table, oldest first."""
    parts: list[str] = []
    last = list(rows)[-TITIK_DIBACA:]
    for nomor, row in enumerate(last):
        if nomor and not is_sebanding(indicator, last[nomor - 1]["periode"], row["periode"]):
            parts.append("cara hitung berubah")
        parts.append(f"{label_titik(indicator, row['periode'], kini)} {write_nilai(indicator, row)}".replace(" ", "\N{NO-BREAK SPACE}"))
    return f"{nama}: {' · '.join(parts)}"


def read_posisi(
    indicator: Indicator, nama: str, row: Row | None, target: float | None, pembanding: tuple[str, Row] | None, kini: date
) -> str:
    """'34,0% ASN di X sudah dites urine sejak Januari sampai 31 Oktober 2026: di atas target 30% dan di atas Kalimantan Selatan (15,4%).'

    row: the period to tell of; pembanding: name and row of the same period.
    """
    if row is None:
        return f"Belum ada catatan tentang {indicator.judul_pendek} di {nama}."
    benda, when = indicator.kalimat.benda, _when(indicator, row["periode"], kini)
    if b.is_kosong(row["nilai"]):
        return f"{indicator.judul_pendek} di {nama} {when}: {KEADAAN[row['keadaan']].kata}."
    if not indicator.is_rasio:
        return f"Tercatat {write_nilai(indicator, row)} {benda} di {nama} {when}."
    lead = f"{write_nilai(indicator, row)} {benda} di {nama} {indicator.kalimat.predikat} {when}"
    if not indicator.dapat_dibandingkan:
        return f"{lead}."
    stands = []
    if target is not None:
        stands.append(f"{_beside(row['nilai'], target)} target {b.format_nilai(target, indicator.satuan, b.count_desimal(target))}")
    if pembanding is not None and not b.is_kosong(pembanding[1]["nilai"]):
        other = pembanding[1]["nilai"]
        stands.append(f"{_beside(row['nilai'], other)} {pembanding[0]} ({_tulis(indicator, other)})")
    return f"{lead}: {b.join_daftar(stands)}." if stands else f"{lead}."


def _beside(nilai: float, lain: float) -> str:
    return "sama dengan" if abs(nilai - lain) < 1e-9 else ("di atas" if nilai > lain else "di bawah")


def _when(indicator: Indicator, kode: str, kini: date) -> str:
    akhir = p.bounds(kode)[1]
    day = min(akhir, kini)
    if indicator.sifat == "keadaan":
        return f"pada akhir {day.year}" if (day.month, day.day) == (12, 31) else f"pada {b.format_tanggal(day)}"
    if indicator.sifat == "tahunan" and (day.month, day.day) != (12, 31):
        return f"sejak Januari sampai {b.format_tanggal(day)}"
    masa = f"pada {day.year}" if indicator.sifat == "tahunan" else f"pada {p.label(kode).removeprefix('Tahun ')}"
    return f"{masa} (sampai {day.day} {_BULAN[day.month - 1]})" if day < akhir else masa


def read_berjalan(indicator: Indicator, kode: Sequence[str], kini: date) -> str:
    """'2026 baru sampai 31 Oktober; titik berongga dan garis putus menandai tahun yang belum penuh.'; '' where every period is over."""
    berjalan = [each for each in kode if p.is_berjalan(each, kini)]
    if not berjalan:
        return ""
    semester = "-S" in berjalan[-1] and indicator.sifat == "peristiwa"
    masa = p.label(berjalan[-1]).removeprefix("Tahun ") if semester else berjalan[-1][:4]
    tanda = "titik berongga dan garis putus" if indicator.is_rasio else "yang berongga"
    return (
        f"{masa} baru sampai {kini.day} {_BULAN[kini.month - 1]}; {tanda} menandai {'semester' if semester else 'tahun'} yang belum penuh."
    )


def read_antartahun(indicator: Indicator, nama: str, rows: Sequence[Row], kini: date) -> list[str]:
    """Each half of the last year beside the same one of the year before: 'Sampai 30 Juni: 8,6% (2025), 6,1% (2026), turun 2,5 poin.'

    rows per semester, oldest first. A semester that is not over is set beside nothing.
    """
    by_kode = {row["periode"]: row for row in rows}
    found = []
    for paruh in (1, 2):
        finished = [kode for kode in by_kode if kode.endswith(f"-S{paruh}") and not p.is_berjalan(kode, kini)]
        if len(finished) < 2:
            continue
        lama, baru = by_kode[finished[-2]], by_kode[finished[-1]]
        told = " dan ".join(f"{write_nilai(indicator, row)} pada {row['periode'][:4]}" for row in (lama, baru))
        found.append(f"{_paruh(indicator, paruh)}: {told}{_selisih(indicator, lama, baru)}.")
    return found or [f"Belum ada dua tahun dengan paruh yang sama untuk {nama}."]


def _paruh(indicator: Indicator, paruh: int) -> str:
    if indicator.sifat == "peristiwa":
        return f"Semester {'I' * paruh}"
    hari = "30 Juni" if paruh == 1 else "31 Desember"
    return f"Januari sampai {hari}" if indicator.sifat == "tahunan" else f"Pada {hari}"


def _selisih(indicator: Indicator, lama: Row, baru: Row) -> str:
    if b.is_kosong(lama["nilai"]) or b.is_kosong(baru["nilai"]):
        return ""
    if not is_sebanding(indicator, lama["periode"], baru["periode"]):
        return "; tidak dapat dibandingkan karena cara hitungnya berubah"
    return f", {write_perubahan(indicator, baru['nilai'] - lama['nilai'])}"


def write_perubahan(indicator: Indicator, selisih: float) -> str:
    """'naik 9,8 poin', 'turun 2', 'tetap', as far as the decimals of the indicator tell."""
    besar = b.format_angka(abs(selisih), indicator.desimal)
    if not any(each in "123456789" for each in besar):
        return "tetap"
    return f"{'naik' if selisih > 0 else 'turun'} {besar}{' poin' if indicator.satuan == 'persen' else ''}"


def read_laju(indicator: Indicator, nama: str, laju: lj.Laju, target: float) -> str:
    """What follows from the pace, in one sentence that always says 'dengan laju seperti ini'."""
    tulis = f"target {b.format_nilai(target, indicator.satuan, b.count_desimal(target))}"
    if laju.status == lj.TERCAPAI:
        return f"{nama}: {tulis} sudah tercapai."
    if laju.status == lj.BELUM_CUKUP:
        return f"{nama}: belum cukup data untuk menghitung laju menuju {tulis}; diperlukan paling sedikit {lj.TITIK_MINIMAL} titik."
    if laju.status == lj.TIDAK_AKAN:
        return f"{nama}: {tulis} tidak akan tercapai dengan laju ini; angkanya tidak bergerak ke arah target."
    if laju.status == lj.TERLALU_JAUH:
        return f"{nama}: dengan laju seperti ini {tulis} baru tercapai lebih dari {lj.TAHUN_TERJAUH} tahun lagi."
    if laju.status == lj.TIDAK_SEMPAT:
        perlu = "" if laju.perlu is None else f", atau {_harian(laju.perlu)} sehari. Sejauh ini {_harian(laju.laju)} sehari"
        kurang = f"Masih kurang {b.format_angka(laju.kurang)} {_benda(indicator)}{perlu}."
        mungkin = f" Hanya dengan laju tercepat tahun ini tercapai sekitar {b.format_tanggal(laju.tercepat)}." if laju.tercepat else ""
        return f"{nama}: dengan laju seperti ini {tulis} tidak tercapai sampai akhir {laju.tenggat.year}. {kurang}{mungkin}"
    return f"{nama}: dengan laju seperti ini {tulis} tercapai sekitar {_bulan(laju, laju.tercapai)} ({_rentang(laju)})."


def _rentang(laju: lj.Laju) -> str:
    if laju.terlambat is None:
        akhir = f"akhir {laju.tenggat.year}" if laju.tenggat else f"{lj.TAHUN_TERJAUH} tahun lagi"
        return f"paling cepat {_bulan(laju, laju.tercepat)}; dengan laju terlambat belum tercapai sampai {akhir}"
    if laju.tercepat == laju.terlambat:
        return "semua bagian lajunya sama"
    return f"antara {_bulan(laju, laju.tercepat)} dan {_bulan(laju, laju.terlambat)}"


def _bulan(laju: lj.Laju, hari: date) -> str:
    """A day within the year, a month over the years: more exact would be pretence."""
    return b.format_tanggal(hari) if laju.dalam_tahun else f"{_BULAN[hari.month - 1]} {hari.year}"


def _benda(indicator: Indicator) -> str:
    return indicator.kalimat.benda


def _harian(nilai: float) -> str:
    return b.format_angka(nilai, 0 if nilai >= 10 else 1)


def explain_laju(indicator: Indicator, laju: lj.Laju) -> list[str]:
    """The numbers and the steps behind `read_laju`, one line each."""
    if laju.dalam_tahun:
        return _explain_dalam_tahun(indicator, laju)
    titik = "; ".join(f"{b.format_tanggal(each.hari)}: {_tulis(indicator, each.nilai)}" for each in laju.titik)
    lines = [f"Titik yang dipakai: {titik}."]
    if laju.laju is not None:
        poin = " poin" if indicator.satuan == "persen" else ""
        desimal = max(indicator.desimal, 1)
        lines += [
            f"Laju: {b.format_angka(laju.laju, desimal)}{poin} setahun, yaitu median kemiringan antara semua pasangan titik (Theil–Sen), "
            "yang tidak terseret satu tahun yang menyimpang.",
            f"Rentang: perubahan antara dua titik berurutan, dari {b.format_angka(laju.rentang[0], desimal)} sampai "
            f"{b.format_angka(laju.rentang[1], desimal)}{poin} setahun.",
            f"Yang masih kurang: {b.format_angka(laju.kurang, indicator.desimal)}{poin}, dibagi laju itu.",
        ]
    return [*lines, _BUKAN_RAMALAN]


_BUKAN_RAMALAN = "Ini bukan ramalan: hanya menjawab kapan target tercapai bila segala sesuatu berjalan terus seperti pada titik-titik itu."


def _explain_dalam_tahun(indicator: Indicator, laju: lj.Laju) -> list[str]:
    benda = _benda(indicator)
    kini = laju.titik[-1]
    titik = "; ".join(f"sampai {b.format_tanggal(each.hari)} {b.format_angka(each.nilai)} {benda}" for each in laju.titik[1:])
    lines = [f"Dihitung dari 1 Januari: {titik}." if titik else "Belum ada catatan pada tahun berjalan."]
    if laju.target != float("inf"):
        lines.append(f"Target sama dengan {b.format_angka(laju.target)} {benda}; masih kurang {b.format_angka(laju.kurang)}.")
    if laju.laju is not None:
        hari = (kini.hari - laju.titik[0].hari).days
        lines += [
            f"Laju: {b.format_angka(kini.nilai)} dibagi {b.format_angka(hari)} hari, yaitu {_harian(laju.laju)} sehari.",
            f"Rentang: laju tiap bagian tahun ini, dari {_harian(laju.rentang[0])} sampai {_harian(laju.rentang[1])} sehari.",
            f"Yang masih kurang dibagi laju itu; yang jatuh sesudah {b.format_tanggal(laju.tenggat)} tidak disebut tanggalnya, karena tiap "
            "tahun dihitung dari nol lagi.",
        ]
    return [*lines, _BUKAN_RAMALAN]
