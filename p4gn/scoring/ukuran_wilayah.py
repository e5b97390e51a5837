"""The duties of one kab/kota or kecamatan, each measured by one function: facts → cell. Thresholds come from the framework."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from p4gn.bahasa import format_angka, format_tanggal_pendek
from p4gn.scoring.beda import format_number
from p4gn.scoring.fakta import S1, TAHUN, DesaBersinar, Dokumen, FaktaWilayah, Kerawanan, susun_bukti
from p4gn.scoring.hasil import HIJAU, INFORMASI, KUNING, MERAH, TANPA_NILAI, Bukti, Langkah, Sel
from p4gn.scoring.kerangka import Kerangka, Kewajiban
from p4gn.scoring.langkah import kurang_persen, pilih_langkah, susun_langkah, usaha_banyak
from p4gn.scoring.sel import (
    LangkahPersen,
    kata_sebagian,
    kata_susulan,
    kata_tertutup,
    pangkas_bukti,
    sel_belum_lapor,
    sel_laporan,
    sel_persen,
    sel_tidak_berlaku,
    susun_sel,
)
from p4gn.scoring.ukuran_opd import ADA, DRAF, bukti_tes, sel_tindak_lanjut
from p4gn.scoring.waktu import LaporanWajib, Waktu

SK_TIM, RAD, PERDA = "SK tim terpadu", "RAD", ("perda", "perkada")
_URUT_METODE = "IKRN"
_SKOR_STATUS = MappingProxyType({ADA: 2, DRAF: 1})
_NAMA_DOKUMEN = MappingProxyType({"perda": "Perda", "perkada": "Perkada"})

Ukur = Callable[[FaktaWilayah, Kewajiban, Kerangka, Waktu], Sel]


# ---- documents -------------------------------------------------------------------------------------------------------


def _sampai_posisi(rows: Iterable[Dokumen], jenis: tuple[str, ...], waktu: Waktu) -> list[Dokumen]:
    """Documents of a kind whose whole date lies before the end of the day judged."""
    return [row for row in rows if row.jenis_dokumen in jenis and row.selesai is not None and row.selesai <= waktu.posisi]


def _is_berlaku(row: Dokumen, pada: date) -> bool:
    return row.status == ADA and (row.berlaku_sampai is None or row.berlaku_sampai >= pada)


def _bukti_dokumen(rows: Iterable[Dokumen]) -> tuple[Bukti, ...]:
    return pangkas_bukti([susun_bukti(row, _kata_dokumen(row)) for row in rows], "dokumen")


def _kata_dokumen(row: Dokumen) -> str:
    until = f"berlaku sampai {format_tanggal_pendek(row.berlaku_sampai)}" if row.berlaku_sampai else ""
    when = str(row.tahun) if row.tahun else ""
    return ", ".join(part for part in (" ".join(each for each in (row.jenis_dokumen, row.nomor, when) if each), row.status, until) if part)


def ukur_tim_terpadu(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """A decree in force on the day judged is green; one that has run out, or is a draft, amber."""
    rows = _sampai_posisi(fakta.dokumen, (SK_TIM,), waktu)
    if not rows:
        return sel_belum_lapor(kewajiban, kerangka, "SK tim terpadu belum dilaporkan", "laporkan SK tim terpadu yang berlaku")
    evidence = _bukti_dokumen(rows)
    valid = [row for row in rows if _is_berlaku(row, waktu.posisi)]
    if valid:
        best = max(valid, key=lambda row: row.berlaku_sampai or date.max)
        until = f", berlaku sampai {format_tanggal_pendek(best.berlaku_sampai)}" if best.berlaku_sampai else ""
        teks = f"SK {best.nomor}{until}" if best.nomor else f"SK ada{until}"
        catatan = _catatan_berakhir(best, kerangka, waktu)
        return susun_sel(kewajiban, HIJAU, pada=waktu.posisi, teks=teks, bukti=evidence, catatan=catatan)
    expired = [row for row in rows if row.status == ADA]
    if expired:
        last = max(row.berlaku_sampai for row in expired if row.berlaku_sampai is not None)
        ended = format_tanggal_pendek(last)
        status, teks, words = KUNING, f"SK berakhir {ended}", f"SK tim terpadu yang baru, yang lama berakhir {ended}"
    elif any(row.status == DRAF for row in rows):
        status, teks, words = KUNING, "SK masih draf", "tetapkan SK tim terpadu yang masih draf"
    else:
        status, teks, words = MERAH, "Belum ada", "SK tim terpadu"
    return susun_sel(kewajiban, status, pada=waktu.posisi, teks=teks, bukti=evidence, langkah=_langkah_dokumen(kewajiban, status, words))


def _catatan_berakhir(row: Dokumen, kerangka: Kerangka, waktu: Waktu) -> tuple[str, ...]:
    if row.berlaku_sampai is None or not 0 <= (row.berlaku_sampai - waktu.kini).days <= kerangka.segera_berakhir_hari:
        return ()
    return (f"SK berakhir {format_tanggal_pendek(row.berlaku_sampai)}.",)


def _langkah_dokumen(kewajiban: Kewajiban, status: str, teks: str) -> tuple[Langkah, ...]:
    return pilih_langkah(kewajiban, status, susun_langkah(kewajiban, HIJAU, teks, usaha_banyak(kewajiban, 0)))


def _sel_status(kewajiban: Kewajiban, waktu: Waktu, best: Dokumen, rows: Iterable[Dokumen], nama: str, langkah: Mapping[str, str]) -> Sel:
    """The cell of a document that is there, in draft, or not; `langkah` has the words per colour."""
    status = {ADA: HIJAU, DRAF: KUNING}.get(best.status or "", MERAH)
    when = f" ({best.tahun})" if best.tahun else ""
    teks = {HIJAU: f"{nama} {best.nomor or 'ada'}{when}", KUNING: f"{nama} masih draf{when}", MERAH: "Belum ada"}[status]
    steps = _langkah_dokumen(kewajiban, status, langkah.get(status, ""))
    return susun_sel(kewajiban, status, pada=waktu.posisi, teks=teks, bukti=_bukti_dokumen(rows), langkah=steps)


def _terbaik(rows: Iterable[Dokumen]) -> Dokumen:
    """The best status; of several the one of the latest year."""
    return max(rows, key=lambda row: (_SKOR_STATUS.get(row.status or "", 0), row.tahun or 0))


def ukur_rad(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """The plan of the year, or one of an earlier year that still holds."""
    rows = [row for row in fakta.dokumen if row.jenis_dokumen == RAD and row.tahun is not None and _is_rad_tahun(row, waktu)]
    if not rows:
        return sel_belum_lapor(kewajiban, kerangka, f"RAD {waktu.tahun} belum dilaporkan", f"laporkan RAD {waktu.tahun}")
    words = {KUNING: f"tetapkan RAD {waktu.tahun} yang masih draf", MERAH: f"susun dan tetapkan RAD {waktu.tahun}"}
    return _sel_status(kewajiban, waktu, _terbaik(rows), rows, "RAD", words)


def _is_rad_tahun(row: Dokumen, waktu: Waktu) -> bool:
    assert row.tahun is not None
    return row.tahun == waktu.tahun or (row.tahun < waktu.tahun and row.berlaku_sampai is not None and row.berlaku_sampai >= waktu.posisi)


def ukur_perda(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """The best of the regulations known by the day judged."""
    rows = _sampai_posisi(fakta.dokumen, PERDA, waktu)
    if not rows:
        return sel_belum_lapor(kewajiban, kerangka, "Perda atau Perkada belum dilaporkan", "laporkan Perda atau Perkada P4GN")
    best = _terbaik(rows)
    words = {KUNING: "tetapkan Perda atau Perkada yang masih draf", MERAH: "Perda atau Perkada P4GN"}
    return _sel_status(kewajiban, waktu, best, rows, _NAMA_DOKUMEN[best.jenis_dokumen or ""], words)


def ukur_tim_kecamatan(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Kecamatan whose team has a decree in force, over all kecamatan."""
    rows = _sampai_posisi(fakta.dokumen_kecamatan, (SK_TIM,), waktu)
    parts = {row.kode_wilayah for row in fakta.list_kecamatan(waktu.posisi)}
    if not rows or not parts:
        return sel_belum_lapor(kewajiban, kerangka, "Tim kecamatan belum dilaporkan", "laporkan SK tim terpadu kecamatan")
    valid = {row.kode_kecamatan for row in rows if _is_berlaku(row, waktu.posisi)}
    teks = kata_sebagian(len(valid), len(parts), "kecamatan", "punya SK yang berlaku")
    kata = LangkahPersen("kecamatan", "lagi punya SK tim terpadu", "")
    return sel_persen(kewajiban, waktu, len(valid), len(parts), kata, pada=waktu.posisi, teks=teks, bukti=_bukti_dokumen(rows))


def ukur_laporan_wilayah(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Each report of the region by the first day it was sent."""
    rows = {each: _list_laporan(fakta, each) for each in waktu.laporan}
    sent = [(each, min((row.tanggal for row in found if row.tanggal), default=None)) for each, found in rows.items()]
    return sel_laporan(kewajiban, waktu, sent, bukti=_bukti_dokumen(row for found in rows.values() for row in found))


def _list_laporan(fakta: FaktaWilayah, laporan: LaporanWajib) -> list[Dokumen]:
    kind = f"laporan {laporan.jenis}"
    return [row for row in fakta.dokumen if row.jenis_dokumen == kind and row.tahun == laporan.tahun and row.status == ADA and row.tanggal]


# ---- meetings and follow-ups -----------------------------------------------------------------------------------------


def ukur_rakor(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Coordination meetings held in the period against those required of the halves that are over."""
    kinds = kewajiban.aturan["jenis"]
    met = [row for row in fakta.rapat if row.mulai >= waktu.awal and row.selesai <= waktu.posisi]
    held = [row for row in met if row.jenis_rapat in kinds]
    required = _rakor_wajib(kewajiban, waktu)
    if not met:
        return sel_belum_lapor(
            kewajiban,
            kerangka,
            "Belum ada catatan rapat",
            "laporkan rakor yang sudah diadakan",
            required,
            "rakor",
            penyebut=float(required),
        )
    status = HIJAU if len(held) >= required else KUNING if len(held) >= kewajiban.ambang["kuning"] else MERAH
    langkah: tuple[Langkah, ...] = ()
    catatan: tuple[str, ...] = ()
    if status != HIJAU and waktu.is_tutup:
        catatan = (kata_tertutup(waktu),)
    else:
        langkah = pilih_langkah(
            kewajiban, status, _langkah_rakor(kewajiban, HIJAU, required - len(held)), _langkah_rakor(kewajiban, KUNING, 1)
        )
    many = (
        f"{format_angka(len(held))} dari {format_angka(required)} rakor yang wajib"
        if len(held) < required
        else f"{format_angka(len(held))} rakor"
    )
    evidence = held or met
    return susun_sel(
        kewajiban,
        status,
        pembilang=float(len(held)),
        penyebut=float(required),
        nilai=float(len(held)),
        is_nol=not held,
        pada=waktu.posisi,
        teks=many if held else f"Belum ada rakor; {format_angka(len(met))} rapat lain tercatat",
        bukti=pangkas_bukti([susun_bukti(row, f"{row.jenis_rapat}, {format_tanggal_pendek(row.mulai)}") for row in evidence], "rapat"),
        langkah=langkah,
        catatan=catatan,
    )


def _rakor_wajib(kewajiban: Kewajiban, waktu: Waktu) -> int:
    """Of a half-year its own number; of a year that of the halves that are over, at least one half, at most the year's."""
    assert kewajiban.target is not None
    per_half = int(kewajiban.target["semester"])
    if waktu.semester is not None:
        return per_half
    over = sum(akhir <= waktu.kini for akhir in (date(waktu.tahun, 6, 30), date(waktu.tahun, 12, 31)))
    return min(int(kewajiban.target["tahun"]), per_half * max(1, over))


def _langkah_rakor(kewajiban: Kewajiban, ke: str, jumlah: int) -> Langkah:
    return susun_langkah(kewajiban, ke, f"{jumlah} rakor lagi", usaha_banyak(kewajiban, jumlah), jumlah, "rakor")


def ukur_tindak_lanjut_wilayah(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Follow-ups in the region, whoever owes them."""
    return sel_tindak_lanjut(fakta.tindak_lanjut, kewajiban, kerangka, waktu)


# ---- agencies of the region ------------------------------------------------------------------------------------------


def ukur_opd_hijau(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Agencies whose own score is green, over all that owe."""
    total = len(fakta.warna_opd)
    graded = [warna for _, warna in fakta.warna_opd if warna != TANPA_NILAI]
    if not graded:
        return sel_belum_lapor(kewajiban, kerangka, "Belum ada OPD yang dapat dinilai", "laporkan kewajiban OPD")
    green = graded.count(HIJAU)
    notes = [f"{format_angka(total - len(graded))} OPD tanpa nilai karena laporannya belum lengkap."] if total > len(graded) else []
    kata = LangkahPersen("OPD", "lagi menjadi hijau", "")
    teks = kata_sebagian(green, total, "OPD", "hijau")
    return sel_persen(kewajiban, waktu, green, total, kata, catatan=notes, pada=waktu.posisi, teks=teks)


def ukur_tes_asn_wilayah(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Staff tested over staff, added up over the agencies of the region before dividing."""
    position = S1 if waktu.semester == 1 else TAHUN
    rows = [row for row in fakta.cakupan if row.tahun == waktu.tahun and row.posisi == position]
    known = [row for row in rows if row.asn]
    asn = sum(row.asn or 0 for row in known)
    tested = [row.asn_dites for row in known if row.asn_dites is not None]
    if not known or not tested:
        return _tes_belum_lapor(kewajiban, kerangka, waktu, asn)
    notes = []
    if len(rows) > len(known):
        notes.append(f"{format_angka(len(rows) - len(known))} OPD tidak dihitung karena jumlah pegawainya belum dilaporkan.")
    if len(known) > len(tested):
        notes.append(f"{format_angka(len(known) - len(tested))} OPD tanpa laporan tes dihitung nol.")
    days = [row.tanggal_pegawai for row in known if row.tanggal_pegawai]
    kata = LangkahPersen("pegawai", "lagi dites", "")
    teks = f"{kata_sebagian(sum(tested), asn, 'ASN')} di {format_angka(len(known))} OPD"
    return sel_persen(
        kewajiban,
        waktu,
        sum(tested),
        asn,
        kata,
        is_tertutup=waktu.is_tutup,
        catatan=notes,
        pada=max(days, default=None),
        teks=teks,
        bukti=pangkas_bukti(bukti_tes(fakta.tes, waktu), "kegiatan tes"),
    )


def _tes_belum_lapor(kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu, asn: int) -> Sel:
    target = kewajiban.target_pada(waktu.periode)
    need = kurang_persen(target, asn, 0) if asn and target is not None else None
    lapor = None if waktu.is_tutup else "laporkan tes urine ASN" + (f", paling sedikit {format_angka(need)} pegawai" if need else "")
    teks = "Belum ada laporan tes" if asn else "Jumlah pegawai belum dilaporkan"
    catatan = (kata_susulan(waktu),) if waktu.is_tutup else ()
    return sel_belum_lapor(
        kewajiban, kerangka, teks, lapor, need, "pegawai" if need else None, penyebut=float(asn) if asn else None, catatan=catatan
    )


# ---- villages --------------------------------------------------------------------------------------------------------


def desa_pada(fakta: FaktaWilayah, pada: date) -> dict[str, DesaBersinar]:
    """Village code → its last record by that day; facts come latest first."""
    found: dict[str, DesaBersinar] = {}
    for row in fakta.desa:
        if row.kode_desa and row.selesai <= pada:
            found.setdefault(row.kode_desa, row)
    return found


def penilaian_pada(fakta: FaktaWilayah, tahun: int) -> dict[str, Kerawanan]:
    """Village code → its latest assessment by that year; of two methods in one year IKRN."""
    found: dict[str, Kerawanan] = {}
    for row in fakta.kerawanan:
        known = found.get(row.kode_desa)
        if row.tahun <= tahun and (known is None or _urut_penilaian(row) > _urut_penilaian(known)):
            found[row.kode_desa] = row
    return found


def _urut_penilaian(row: Kerawanan) -> tuple[int, bool]:
    return row.tahun, row.metode == _URUT_METODE


def _bukti_desa(rows: Iterable[DesaBersinar]) -> tuple[Bukti, ...]:
    return pangkas_bukti([susun_bukti(row, f"{row.nama_tertulis or row.kode_desa}, tahap {row.tahap}") for row in rows], "catatan desa")


def _bukti_berkas(rows: Iterable[Kerawanan]) -> tuple[Bukti, ...]:
    """Files of assessments with how many rows they gave: a village is never named beside its danger."""
    counts: dict[tuple[str | None, str | None], list[Kerawanan]] = {}
    for row in rows:
        counts.setdefault((row.berkas, row.lembar), []).append(row)
    return tuple(
        Bukti(berkas or "", lembar, None, group[0].pengirim, group[0].diterima_pada, f"{format_angka(len(group))} desa dinilai")
        for (berkas, lembar), group in counts.items()
    )


def ukur_desa_bersinar(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Villages from a stage on, over all villages."""
    total = fakta.count_desa(waktu.posisi)
    if not total or not any(row.selesai <= waktu.posisi for row in fakta.desa):
        return sel_belum_lapor(kewajiban, kerangka, "Belum ada catatan Desa Bersinar", "laporkan Desa Bersinar yang sudah dicanangkan")
    reached = [row for row in desa_pada(fakta, waktu.posisi).values() if row.tahap >= kewajiban.aturan["tahap_minimal"]]
    return sel_persen(
        kewajiban,
        waktu,
        len(reached),
        total,
        LangkahPersen("desa/kelurahan", "lagi dicanangkan", ""),
        is_tertutup=waktu.is_tutup,
        pada=waktu.posisi,
        teks=kata_sebagian(len(reached), total, "desa/kelurahan", "sudah dicanangkan"),
        bukti=_bukti_desa(reached),
    )


def ukur_prioritas_terlayani(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Villages in danger that have an active programme, over all villages in danger; never named."""
    assessed = penilaian_pada(fakta, waktu.posisi.year)
    if not assessed:
        return sel_belum_lapor(kewajiban, kerangka, "Kerawanan desa belum dinilai", "laporkan penilaian kerawanan desa")
    priority = [row for row in assessed.values() if row.kategori in kewajiban.aturan["kategori"]]
    if not priority:
        return sel_tidak_berlaku(kewajiban, "Tidak ada desa/kelurahan waspada atau bahaya", bukti=_bukti_berkas(assessed.values()))
    stage = desa_pada(fakta, waktu.posisi)
    served = [row for row in priority if row.kode_desa in stage and stage[row.kode_desa].tahap >= kewajiban.aturan["tahap_minimal"]]
    return sel_persen(
        kewajiban,
        waktu,
        len(served),
        len(priority),
        LangkahPersen("desa/kelurahan waspada atau bahaya", "lagi menjadi Desa Bersinar aktif", ""),
        is_tertutup=waktu.is_tutup,
        pada=waktu.posisi,
        teks=kata_sebagian(len(served), len(priority), "desa/kelurahan waspada dan bahaya", "punya program aktif"),
        bukti=_bukti_berkas(priority),
    )


def ukur_ibm(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Villages of the programme with an IBM unit, over all villages of the programme."""
    members = {kode: row for kode, row in desa_pada(fakta, waktu.posisi).items() if row.tahap >= kewajiban.aturan["tahap_minimal"]}
    if not members:
        return sel_tidak_berlaku(kewajiban, "Belum ada Desa Bersinar")
    units = {row.kode_desa: row for row in fakta.ibm if row.mulai <= waktu.posisi}
    with_unit = [kode for kode, row in members.items() if row.ada_ibm or kode in units]
    evidence = [susun_bukti(units.get(kode, members[kode]), members[kode].nama_tertulis or kode) for kode in with_unit]
    return sel_persen(
        kewajiban,
        waktu,
        len(with_unit),
        len(members),
        LangkahPersen("Desa Bersinar", "lagi punya unit IBM", ""),
        is_tertutup=waktu.is_tutup,
        pada=waktu.posisi,
        teks=kata_sebagian(len(with_unit), len(members), "Desa Bersinar", "punya IBM"),
        bukti=pangkas_bukti(evidence, "desa dengan IBM"),
    )


def ukur_pemetaan(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Villages assessed in the last years, over all villages; one not assessed is not safe."""
    total = fakta.count_desa(waktu.posisi)
    assessed = penilaian_pada(fakta, waktu.posisi.year)
    if not total or not assessed:
        return sel_belum_lapor(kewajiban, kerangka, "Kerawanan desa belum dinilai", "laporkan penilaian kerawanan desa")
    since = waktu.posisi.year - kewajiban.aturan["tahun_ke_belakang"]
    recent = [row for row in assessed.values() if row.tahun >= since]
    return sel_persen(
        kewajiban,
        waktu,
        len(recent),
        total,
        LangkahPersen("desa/kelurahan", "lagi dinilai kerawanannya", ""),
        is_tertutup=waktu.is_tutup,
        pada=waktu.posisi,
        teks=f"{kata_sebagian(len(recent), total, 'desa/kelurahan', 'dinilai')} sejak {since}",
        bukti=_bukti_berkas(recent),
    )


def ukur_perubahan_kerawanan(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Villages that improved less those that worsened, between two years of one method."""
    pair = _pasangan_tahun(fakta, waktu.posisi.year)
    if pair is None:
        return sel_belum_lapor(kewajiban, kerangka, "Belum ada dua penilaian dengan cara yang sama")
    metode, lama, baru = pair
    before = {row.kode_desa: row for row in fakta.kerawanan if (row.metode, row.tahun) == (metode, lama)}
    after = {row.kode_desa: row for row in fakta.kerawanan if (row.metode, row.tahun) == (metode, baru)}
    both = before.keys() & after.keys()
    if not both:
        return sel_belum_lapor(kewajiban, kerangka, "Belum ada desa yang dinilai dua kali dengan cara yang sama")
    better = sum(after[kode].tingkat_kerawanan < before[kode].tingkat_kerawanan for kode in both)
    worse = sum(after[kode].tingkat_kerawanan > before[kode].tingkat_kerawanan for kode in both)
    return susun_sel(
        kewajiban,
        INFORMASI,
        pembilang=float(better - worse),
        penyebut=float(len(both)),
        nilai=float(better - worse),
        is_nol=better == worse,
        pada=min(date(baru, 12, 31), waktu.posisi),
        teks=f"{format_angka(better)} membaik dan {format_angka(worse)} memburuk dari {format_angka(len(both))} desa/kelurahan, {lama}–{baru}"
        + (f" ({metode})" if metode else ""),
        bukti=_bukti_berkas([*before.values(), *after.values()]),
    )


def _pasangan_tahun(fakta: FaktaWilayah, tahun: int) -> tuple[str | None, int, int] | None:
    """(method, earlier year, later year): the two latest years of the method that was used last."""
    years: dict[str | None, set[int]] = {}
    for row in fakta.kerawanan:
        if row.tahun <= tahun:
            years.setdefault(row.metode, set()).add(row.tahun)
    pairs = [(sorted(found)[-1], sorted(found)[-2], metode == _URUT_METODE, metode) for metode, found in years.items() if len(found) > 1]
    if not pairs:
        return None
    baru, lama, _, metode = max(pairs, key=lambda pair: pair[:3])
    return metode, lama, baru


def ukur_indeks(fakta: FaktaWilayah, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """The latest published value of each index with its own scale; never recomputed, never compared."""
    latest: dict[str, object] = {}
    rows = []
    for row in fakta.indeks:  # latest first
        if row.tahun <= waktu.posisi.year and row.indeks not in latest:
            latest[row.indeks] = row
            rows.append(row)
    if not rows:
        return sel_belum_lapor(kewajiban, kerangka, "Belum ada indeks yang diumumkan")
    words = []
    for row in rows:
        details = ", ".join(part for part in (f"skala {row.skala}" if row.skala else "", row.kategori_sumber or "", str(row.tahun)) if part)
        words.append(f"{row.indeks} {format_number(row.nilai)} ({details})")
    return susun_sel(
        kewajiban,
        INFORMASI,
        pada=min(date(max(row.tahun for row in rows), 12, 31), waktu.posisi),
        teks="; ".join(words),
        bukti=tuple(susun_bukti(row, f"{row.indeks} {row.tahun}") for row in rows),
    )


# ---- the table -------------------------------------------------------------------------------------------------------

UKURAN_WILAYAH: Mapping[str, Ukur] = MappingProxyType(
    {
        "tim_terpadu": ukur_tim_terpadu,
        "tim_kecamatan": ukur_tim_kecamatan,
        "rad": ukur_rad,
        "perda": ukur_perda,
        "rakor": ukur_rakor,
        "tindak_lanjut_wilayah": ukur_tindak_lanjut_wilayah,
        "laporan_wilayah": ukur_laporan_wilayah,
        "opd_hijau": ukur_opd_hijau,
        "tes_asn_wilayah": ukur_tes_asn_wilayah,
        "desa_bersinar": ukur_desa_bersinar,
        "prioritas_terlayani": ukur_prioritas_terlayani,
        "ibm": ukur_ibm,
        "pemetaan": ukur_pemetaan,
        "perubahan_kerawanan": ukur_perubahan_kerawanan,
        "indeks": ukur_indeks,
    }
)


def ukur_wilayah(fakta: FaktaWilayah, kerangka: Kerangka, waktu: Waktu, subjek: str) -> dict[str, Sel]:
    """Duty → cell of a 'kabkota' or 'kecamatan', in the order of the framework."""
    return {each.id: UKURAN_WILAYAH[each.id](fakta, each, kerangka, waktu) for each in kerangka.list_kewajiban(subjek)}
