"""The duties of a kabupaten/kota or kecamatan in a period, one function each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tests.skor_terpisah.aturan import Masa, kerangka_of, list_kewajiban
from tests.skor_terpisah.fakta import Baris, Fakta
from tests.skor_terpisah.opd import headcount, judge_janji, judge_kiriman, target_of, tested_of
from tests.skor_terpisah.sel import (
    BELUM_LAPOR,
    HIJAU,
    INFORMASI,
    KUNING,
    MERAH,
    TANPA_NILAI,
    TIDAK_BERLAKU,
    Langkah,
    Nilai,
    both_colours,
    judge_share,
    judge_status,
    report_first,
)

TINGKAT = {"aman": 0, "siaga": 1, "waspada": 2, "bahaya": 3}


def judge_wilayah(fakta: Fakta, kode: str, masa: Masa, warna_opd: list[str]) -> dict[str, Nilai]:
    """Duty → cell; warna_opd: colours of the agencies of the region in this period (none for a kecamatan)."""
    subjek = "kabkota" if kode.count(".") == 1 else "kecamatan"
    cells = {}
    for nama, duty in list_kewajiban(masa, subjek).items():
        cells[nama] = judge_opd_hijau(warna_opd, masa, duty) if nama == "opd_hijau" else _DUTIES[nama](fakta, kode, masa, duty)
    return cells


def untold(masa: Masa, may_step: bool = True) -> Nilai:
    return Nilai(BELUM_LAPOR, langkah=report_first(kerangka_of(masa)) if may_step else ())


# -- documents ----------------------------------------------------------------------------------------------------------


def documents(fakta: Fakta, kode: str, *jenis: str) -> list[Baris]:
    return [row for row in fakta.dokumen.get(kode, []) if row["jenis_dokumen"] in jenis]


def judge_tim(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    rows = [row for row in documents(fakta, kode, "SK tim terpadu") if row["selesai"] <= masa.posisi]
    if not rows:
        return untold(masa)
    there = [row for row in rows if row["status"] == "ada"]
    if any(row["berlaku_sampai"] is None or row["berlaku_sampai"] >= masa.posisi for row in there):
        return Nilai(HIJAU)
    amber = there or any(row["status"] == "draf" for row in rows)
    return Nilai(KUNING if amber else MERAH, langkah=(Langkah(HIJAU, duty["usaha"]["tetap"]),))


def judge_tim_kecamatan(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    below = [region for region in fakta.dokumen if region.startswith(kode + ".")]
    told = [judge_tim(fakta, region, masa, duty).status for region in below]
    if all(status == BELUM_LAPOR for status in told):
        return untold(masa)
    whole = len(fakta.list_wilayah("kecamatan", kode, masa.posisi))
    return judge_share(duty, told.count(HIJAU), whole, duty["ambang"]["hijau"], duty["ambang"]["kuning"])


def judge_rad(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    rows = [
        row
        for row in documents(fakta, kode, "RAD")
        if row["tahun"] == masa.year or (row["tahun"] < masa.year and row["berlaku_sampai"] and row["berlaku_sampai"] >= masa.posisi)
    ]
    return judge_status(duty, {row["status"] for row in rows}) if rows else untold(masa)


def judge_perda(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    rows = [row for row in documents(fakta, kode, "perda", "perkada") if row["selesai"] <= masa.posisi]
    return judge_status(duty, {row["status"] for row in rows}) if rows else untold(masa)


def judge_laporan_wilayah(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    sent: dict[str, date | None] = {}
    for report in ("B06", "B12"):
        rows = [row for row in documents(fakta, kode, f"laporan {report}") if row["tahun"] == masa.year and row["status"] == "ada"]
        sent[report] = min((row["tanggal"] for row in rows if row["tanggal"]), default=None)
    return judge_kiriman(sent, masa, duty)


# -- meetings and agencies ----------------------------------------------------------------------------------------------


def judge_rakor(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    held = [row for row in fakta.rapat.get(kode, []) if row["jenis"] and row["mulai"] >= masa.first and row["selesai"] <= masa.posisi]
    number = sum(row["jenis"] in duty["aturan"]["jenis"] for row in held)
    ended = sum(Masa(masa.year, half, masa.kini).last <= masa.kini for half in (1, 2))
    required = duty["target"]["semester"] * (1 if masa.half else max(1, ended))
    if not held:
        return replace(untold(masa), penyebut=required)
    if number >= required:
        return Nilai(HIJAU, number, required, number)
    amber, per = duty["ambang"]["kuning"], duty["usaha"]["per_satuan"]
    status = KUNING if number >= amber else MERAH
    to_green, to_amber = required - number, amber - number
    steps = both_colours(status, Langkah(HIJAU, per * to_green, to_green), Langkah(KUNING, per * to_amber, to_amber))
    return Nilai(status, number, required, number, number == 0, langkah=() if masa.closed else steps)


def judge_tindak_lanjut(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    return judge_janji(fakta.janji_wilayah.get(kode, fakta.tanpa_janji), masa, duty)


def judge_opd_hijau(warna: list[str], masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    if all(one == TANPA_NILAI for one in warna):
        return untold(masa)
    return judge_share(duty, warna.count(HIJAU), len(warna), duty["ambang"]["hijau"], duty["ambang"]["kuning"])


def judge_tes_wilayah(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    tested, staff, told = 0, 0, False
    for kunci in fakta.list_kunci(kode):
        asn = headcount(fakta, kunci, masa)[1]
        if not asn:
            continue
        number = tested_of(fakta, kunci, masa)
        told = told or number is not None
        tested, staff = tested + min(number or 0, asn), staff + asn
    if not told:
        return untold(masa, may_step=not masa.closed)
    target = target_of(duty, masa)
    return judge_share(duty, tested, staff, target, target * duty["ambang"]["kuning_dari_target"], not masa.closed)


# -- villages -----------------------------------------------------------------------------------------------------------


def stages(fakta: Fakta, kode: str, masa: Masa) -> dict[str, Baris]:
    """Village → its record as it last stood."""
    rows = [row for row in fakta.desa_bersinar.get(kode, []) if row["kode_desa"] and row["selesai"] <= masa.posisi]
    return {row["kode_desa"]: row for row in sorted(rows, key=lambda row: (row["mulai"], row["tahap"]))}


def judge_desa_bersinar(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    if not any(row["selesai"] <= masa.posisi for row in fakta.desa_bersinar.get(kode, [])):
        return untold(masa)
    part = sum(row["tahap"] >= duty["aturan"]["tahap_minimal"] for row in stages(fakta, kode, masa).values())
    whole = len(fakta.list_wilayah("desa", kode, masa.posisi))
    return judge_share(duty, part, whole, duty["ambang"]["hijau"], duty["ambang"]["kuning"], not masa.closed)


def assessments(fakta: Fakta, kode: str, masa: Masa) -> list[Baris]:
    """Of the villages of a region, up to the year of the day judged."""
    return [row for row in fakta.kerawanan.get(kode, []) if row["tahun"] <= masa.posisi.year]


def judge_prioritas(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    rows = sorted(assessments(fakta, kode, masa), key=lambda row: (row["tahun"], row["metode"] == "IKRN"))
    latest = {row["kode_desa"]: row["kategori"] for row in rows}
    if not latest:
        return untold(masa)
    priority = {desa for desa, kategori in latest.items() if kategori in duty["aturan"]["kategori"]}
    if not priority:
        return Nilai(TIDAK_BERLAKU)
    reached = stages(fakta, kode, masa)
    part = sum(desa in reached and reached[desa]["tahap"] >= duty["aturan"]["tahap_minimal"] for desa in priority)
    return judge_share(duty, part, len(priority), duty["ambang"]["hijau"], duty["ambang"]["kuning"], not masa.closed)


def judge_ibm(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    villages = {desa: row for desa, row in stages(fakta, kode, masa).items() if row["tahap"] >= duty["aturan"]["tahap_minimal"]}
    if not villages:
        return Nilai(TIDAK_BERLAKU)
    served = {row["kode_desa"] for row in fakta.ibm.get(kode, []) if row["mulai"] <= masa.posisi}
    part = sum(row["keberadaan_ibm"] is True or desa in served for desa, row in villages.items())
    return judge_share(duty, part, len(villages), duty["ambang"]["hijau"], duty["ambang"]["kuning"], not masa.closed)


def judge_pemetaan(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    rows = assessments(fakta, kode, masa)
    if not rows:
        return untold(masa)
    since = masa.posisi.year - duty["aturan"]["tahun_ke_belakang"]
    part = len({row["kode_desa"] for row in rows if row["tahun"] >= since})
    whole = len(fakta.list_wilayah("desa", kode, masa.posisi))
    return judge_share(duty, part, whole, duty["ambang"]["hijau"], duty["ambang"]["kuning"], not masa.closed)


def judge_perubahan(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    """Between the two latest years of one method, of the method that was used last."""
    rows = assessments(fakta, kode, masa)
    pairs = []
    for metode in {row["metode"] for row in rows}:
        years = sorted({row["tahun"] for row in rows if row["metode"] == metode})
        if len(years) >= 2:
            pairs.append((years[-1], years[-2], metode == "IKRN", metode))
    if not pairs:
        return Nilai(BELUM_LAPOR)
    later, earlier, _, metode = max(pairs)
    of_method = [row for row in rows if row["metode"] == metode]
    then = {row["kode_desa"]: TINGKAT[row["kategori"]] for row in of_method if row["tahun"] == earlier}
    now = {row["kode_desa"]: TINGKAT[row["kategori"]] for row in of_method if row["tahun"] == later}
    both = then.keys() & now.keys()
    if not both:
        return Nilai(BELUM_LAPOR)
    change = sum(now[desa] < then[desa] for desa in both) - sum(now[desa] > then[desa] for desa in both)
    return Nilai(INFORMASI, change, len(both), change, change == 0)


def judge_indeks(fakta: Fakta, kode: str, masa: Masa, duty: Mapping[str, Any]) -> Nilai:
    known = [row for row in fakta.indeks.get(kode, []) if row["tahun"] <= masa.posisi.year]
    return Nilai(INFORMASI if known else BELUM_LAPOR)


_DUTIES = {
    "tim_terpadu": judge_tim,
    "tim_kecamatan": judge_tim_kecamatan,
    "rad": judge_rad,
    "perda": judge_perda,
    "rakor": judge_rakor,
    "tindak_lanjut_wilayah": judge_tindak_lanjut,
    "laporan_wilayah": judge_laporan_wilayah,
    "tes_asn_wilayah": judge_tes_wilayah,
    "desa_bersinar": judge_desa_bersinar,
    "prioritas_terlayani": judge_prioritas,
    "ibm": judge_ibm,
    "pemetaan": judge_pemetaan,
    "perubahan_kerawanan": judge_perubahan,
    "indeks": judge_indeks,
}
