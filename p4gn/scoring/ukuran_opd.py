"""The duties of one agency, each measured by one function: facts → cell. Thresholds come from the framework, never from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from p4gn.bahasa import format_angka, format_persen, format_tanggal_pendek, join_daftar, kapital_awal
from p4gn.catatan.gabung import Butir
from p4gn.catatan.janji import Hitungan, count_janji
from p4gn.pengirim import PEMISAH, nama_pengirim
from p4gn.scoring.fakta import S1, TAHUN, Anggaran, Cakupan, FaktaOpd, Laporan, Pegawai, Tes, bukti_janji, susun_bukti
from p4gn.scoring.hasil import HIJAU, INFORMASI, KUNING, MERAH, Bukti, Langkah, Sel
from p4gn.scoring.kerangka import Kerangka, Kewajiban
from p4gn.scoring.langkah import kurang_persen, pilih_langkah, susun_langkah, usaha_banyak
from p4gn.scoring.periode import mulai_bergulir
from p4gn.scoring.sel import (
    LangkahPersen,
    kata_sebagian,
    kata_susulan,
    kata_tertutup,
    pangkas_bukti,
    sel_belum_jatuh_tempo,
    sel_belum_lapor,
    sel_laporan,
    sel_persen,
    sel_tidak_berlaku,
    susun_sel,
)
from p4gn.scoring.waktu import LaporanWajib, Waktu

ADA, DRAF, BELUM = "ada", "draf", "belum"
_PEGAWAI_DITES = frozenset({"asn", "cpns"})
_LONJAKAN_PERSEN = 10  # of the headcount, from where a note tells that the denominator jumped; no colour depends on it

Ukur = Callable[[FaktaOpd, Kewajiban, Kerangka, Waktu], Sel]


# ---- reports ---------------------------------------------------------------------------------------------------------


def list_dilaporkan(fakta: FaktaOpd, waktu: Waktu) -> list[Laporan]:
    """The reports of the period that are there, the latest first."""
    return [fakta.laporan[each.periode] for each in reversed(waktu.laporan) if each.periode in fakta.laporan]


def _belum_ada(
    fakta: FaktaOpd,
    kewajiban: Kewajiban,
    kerangka: Kerangka,
    waktu: Waktu,
    lapor: str,
    jumlah: int | None = None,
    satuan: str | None = None,
    bukti: tuple[Bukti, ...] = (),
) -> Sel:
    """Nothing known from a report: not reported once a first report of the period is due, before that not yet due."""
    first = waktu.laporan[0]
    if not first.is_jatuh_tempo:
        return sel_belum_jatuh_tempo(kewajiban, f"Laporan {first.nama} jatuh tempo {format_tanggal_pendek(first.jatuh_tempo)}", bukti=bukti)
    there = list_dilaporkan(fakta, waktu)
    teks = (
        "Tidak diisi pada laporan"
        if there
        else f"Laporan {join_daftar(each.nama for each in waktu.laporan if each.is_jatuh_tempo)} belum ada"
    )
    return sel_belum_lapor(kewajiban, kerangka, teks, lapor, jumlah, satuan, bukti=bukti)


def _bukti_laporan(row: Laporan) -> Bukti:
    return susun_bukti(row, f"laporan {row.periode}")


def _catatan_laporan(row: Laporan) -> list[str]:
    """What a reader must know about the numbers of a report."""
    notes = []
    if row.semester == 2 and row.jenis_angka is None:
        notes.append("Angka B12 tanpa keterangan kumulatif; dipakai angka terkecil yang pasti.")
    return notes + _catatan_pengirim(row)


def _catatan_pengirim(row: Laporan) -> list[str]:
    """Whose report is used where several told the same."""
    if (row.jumlah_pengirim or 1) < 2:
        return []
    return [f"{_banyak(row.jumlah_pengirim or 1)} pengirim melaporkan hal yang sama; dipakai laporan {_sebut_pengirim(row.pengirim)}."]


def _banyak(jumlah: int) -> str:
    return {2: "Dua", 3: "Tiga", 4: "Empat"}.get(jumlah, format_angka(jumlah))


def _sebut_pengirim(kunci: str | None) -> str:
    return nama_pengirim(kunci) if kunci else "yang diterima paling akhir"


def _pegawai_teks(row: Pegawai | None) -> str:
    return f"pegawai per {format_tanggal_pendek(row.tanggal)}" if row else "jumlah pegawai belum dilaporkan"


def catatan_lonjakan(fakta: FaktaOpd, waktu: Waktu) -> list[str]:
    """Tells when the headcount jumped in the period only because part-time PPPK came in."""
    awal, akhir = fakta.pegawai_pada(waktu.awal), fakta.pegawai_pada(waktu.posisi)
    if awal is None or akhir is None or awal is akhir or not awal.asn:
        return []
    batas = awal.asn * _LONJAKAN_PERSEN / 100
    growth = akhir.asn - awal.asn
    part_time = (akhir.pppk_paruh_waktu or 0) - (awal.pppk_paruh_waktu or 0)
    if growth <= batas or growth - part_time > batas:
        return []
    return [
        f"ASN bertambah {format_persen(100 * growth / awal.asn)} sejak {format_tanggal_pendek(awal.tanggal)} karena PPPK paruh waktu "
        f"({format_angka(part_time)} orang), sehingga persentasenya turun walau yang dijangkau tidak berkurang."
    ]


# ---- sosialisasi -----------------------------------------------------------------------------------------------------


def ukur_sosialisasi(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Activities against those required, and staff reached; without a known reach it is amber at most."""
    assert kewajiban.target is not None
    there = list_dilaporkan(fakta, waktu)
    row = there[0] if there else None
    staff = fakta.pegawai_pada(waktu.posisi)
    asn = staff.asn if staff and staff.asn > 0 else None
    wajib = _kegiatan_wajib(fakta, kewajiban, waktu)
    reach = kewajiban.target["jangkauan"]
    kegiatan = orang = None
    if row is not None:
        kegiatan = row.kegiatan_tahun if waktu.semester is None else row.kegiatan_semester
        orang = row.peserta_asn_tahun if waktu.semester is None else row.peserta_asn_semester
    evidence = tuple([_bukti_laporan(each) for each in there] + ([susun_bukti(staff, _pegawai_teks(staff))] if staff else []))
    if kegiatan is None:
        need = kurang_persen(reach, asn, 0) if asn else 0
        lapor = f"laporkan sosialisasi: paling sedikit {wajib} kegiatan" + (f" dan {format_angka(need)} peserta ASN" if need else "")
        return _belum_ada(fakta, kewajiban, kerangka, waktu, lapor, need or wajib, "peserta ASN" if need else "kegiatan", evidence)
    assert row is not None
    reached = None if asn is None or orang is None else min(orang, asn)
    nilai = None if reached is None or asn is None else 100 * reached / asn
    is_cukup = kegiatan >= wajib and nilai is not None and nilai >= reach
    status = MERAH if kegiatan == 0 else HIJAU if is_cukup else KUNING
    notes = _catatan_laporan(row) + catatan_lonjakan(fakta, waktu)
    if orang is not None and asn is not None and orang > asn:
        notes.append(f"Peserta ASN yang dilaporkan {format_angka(orang)} orang; dihitung paling banyak sebanyak pegawainya.")
    langkah, closed = _langkah_sosialisasi(kewajiban, kerangka, waktu, status, kegiatan, wajib, orang, asn)
    return susun_sel(
        kewajiban,
        status,
        pembilang=None if reached is None else float(reached),
        penyebut=None if asn is None else float(asn),
        nilai=nilai,
        is_nol=kegiatan == 0,
        pada=staff.tanggal if staff else None,
        teks=_teks_sosialisasi(kegiatan, wajib, orang, reached, asn, staff),
        bukti=evidence,
        langkah=langkah,
        catatan=tuple(notes + closed),
    )


def _kegiatan_wajib(fakta: FaktaOpd, kewajiban: Kewajiban, waktu: Waktu) -> int:
    """Of a year only the halves that are due or reported count, at least one."""
    assert kewajiban.target is not None
    halves = sum(each.is_jatuh_tempo or each.periode in fakta.laporan for each in waktu.laporan)
    return int(kewajiban.target["kegiatan_per_semester"] * max(1, halves))


def _teks_sosialisasi(kegiatan: int, wajib: int, orang: int | None, reached: int | None, asn: int | None, staff: Pegawai | None) -> str:
    if kegiatan == 0:
        return "Dilaporkan nihil: belum ada kegiatan"
    held = f"{format_angka(kegiatan)} kegiatan" if kegiatan >= wajib else f"{format_angka(kegiatan)} dari {wajib} kegiatan yang wajib"
    if orang is None:
        return f"{held}; peserta ASN tidak dilaporkan"
    if reached is None or asn is None:
        return f"{held}, {format_angka(orang)} peserta ASN; {_pegawai_teks(None)}"
    return f"{held}; {kata_sebagian(reached, asn, 'ASN')}, {_pegawai_teks(staff)}"


def _langkah_sosialisasi(
    kewajiban: Kewajiban,
    kerangka: Kerangka,
    waktu: Waktu,
    status: str,
    kegiatan: int,
    wajib: int,
    orang: int | None,
    asn: int | None,
) -> tuple[tuple[Langkah, ...], list[str]]:
    """Steps, and the note in their place where the period is over; a number not reported can still be reported."""
    if status == HIJAU or kewajiban.bobot == 0:
        return (), []
    assert kewajiban.target is not None
    more = max(0, wajib - kegiatan)
    if waktu.is_tutup and (more or (orang is not None and asn is not None)):
        return (), [kata_tertutup(waktu)]
    usaha = kewajiban.usaha["tetap"] + kewajiban.usaha["per_kegiatan"] * more
    parts = [f"{more} kegiatan sosialisasi" + (" lagi" if kegiatan else "")] if more else []
    if orang is None or asn is None:
        parts.append(
            "laporkan " + join_daftar(name for name, known in (("jumlah peserta ASN", orang), ("jumlah pegawai", asn)) if known is None)
        )
        hijau = susun_langkah(
            kewajiban, HIJAU, join_daftar(parts), usaha + kerangka.usaha_lapor, more or None, "kegiatan" if more else None
        )
    else:
        people = kurang_persen(kewajiban.target["jangkauan"], asn, orang)
        parts += [f"{format_angka(people)} peserta ASN" + (" lagi" if orang else "")] if people else []
        usaha += kewajiban.usaha["per_satuan"] * people
        hijau = susun_langkah(kewajiban, HIJAU, join_daftar(parts), usaha, people or more, "peserta ASN" if people else "kegiatan")
    one = kewajiban.usaha["tetap"] + kewajiban.usaha["per_kegiatan"]
    kuning = susun_langkah(kewajiban, KUNING, "1 kegiatan sosialisasi", one, 1, "kegiatan")
    return pilih_langkah(kewajiban, status, hijau, kuning), []


# ---- urine tests -----------------------------------------------------------------------------------------------------

_TES = LangkahPersen("pegawai", "lagi dites", "laporkan tes urine")


def cakupan_of(fakta: FaktaOpd, waktu: Waktu) -> Cakupan | None:
    """To 30 June for a first half, of the whole year otherwise."""
    return fakta.cakupan.get((waktu.tahun, S1 if waktu.semester == 1 else TAHUN))


def bukti_tes(tes: Iterable[Tes], waktu: Waktu) -> list[Bukti]:
    """Test events of staff that count towards the coverage: all their possible days lie between 1 January and the end of the period."""
    awal = date(waktu.tahun, 1, 1)
    return [
        susun_bukti(row, _kata_tes(row))
        for row in tes
        if row.kelompok in _PEGAWAI_DITES and row.mulai and row.selesai and awal <= row.mulai and row.selesai <= waktu.akhir
    ]


def _kata_tes(row: Tes) -> str:
    tested = format_angka(row.jumlah_dites, kosong="banyaknya tidak disebut,")
    return f"tes {format_tanggal_pendek(row.tanggal, row.presisi_tanggal, kosong=str(row.mulai and row.mulai.year))}, {tested} dites"


def _bukti_cakupan(fakta: FaktaOpd, waktu: Waktu, staff: Pegawai | None) -> tuple[Bukti, ...]:
    return pangkas_bukti(bukti_tes(fakta.tes, waktu) + ([susun_bukti(staff, _pegawai_teks(staff))] if staff else []))


def ukur_tes_asn(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Staff tested over staff; the target is that of B06 for a first half, that of the year otherwise."""
    row = cakupan_of(fakta, waktu)
    asn = row.asn if row else None
    staff = fakta.pegawai_pada(waktu.posisi)
    evidence = _bukti_cakupan(fakta, waktu, staff)
    if row is None or not asn:
        lapor = None if waktu.is_tutup else "laporkan jumlah pegawai" + ("" if row and row.dites_asn is not None else " dan tes urine")
        return sel_belum_lapor(
            kewajiban, kerangka, "Jumlah pegawai belum dilaporkan", lapor, bukti=evidence, catatan=("Jumlah pegawai belum dilaporkan.",)
        )
    if row.asn_dites is None:
        target = kewajiban.target_pada(waktu.periode)
        need = kurang_persen(target, asn, 0) if target is not None else None
        lapor = None if waktu.is_tutup else f"laporkan tes urine, paling sedikit {format_angka(need)} dari {format_angka(asn)} pegawai"
        return sel_belum_lapor(
            kewajiban,
            kerangka,
            f"Belum ada laporan tes; {format_angka(asn)} ASN, pegawai per {format_tanggal_pendek(row.tanggal_pegawai)}",
            lapor,
            need,
            "pegawai",
            penyebut=float(asn),
            pada=row.tanggal_pegawai,
            bukti=evidence,
            catatan=(kata_susulan(waktu),) if waktu.is_tutup else (),
        )
    notes = catatan_lonjakan(fakta, waktu)
    if row.dites_asn is not None and row.dites_asn > asn:
        notes.append(f"Tercatat {format_angka(row.dites_asn)} orang dites; dihitung paling banyak sebanyak pegawainya.")
    return sel_persen(
        kewajiban,
        waktu,
        row.asn_dites,
        asn,
        _TES,
        is_tertutup=waktu.is_tutup,
        catatan=notes,
        pada=row.tanggal_pegawai,
        teks=f"{kata_sebagian(row.asn_dites, asn, 'ASN')}, pegawai per {format_tanggal_pendek(row.tanggal_pegawai)}",
        bukti=evidence,
    )


def ukur_tes_cpns(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """CPNS tested over CPNS; who has none owes nothing."""
    row = cakupan_of(fakta, waktu)
    if row is None or row.cpns is None:
        return sel_tidak_berlaku(kewajiban, "Jumlah CPNS tidak dilaporkan", catatan=("Jumlah CPNS tidak dilaporkan.",))
    if row.cpns == 0:
        return sel_tidak_berlaku(kewajiban, "Tidak punya CPNS", pada=row.tanggal_pegawai)
    evidence = _bukti_cakupan(fakta, waktu, fakta.pegawai_pada(waktu.posisi))
    day = f"pegawai per {format_tanggal_pendek(row.tanggal_pegawai)}"
    if row.cpns_dites is None:
        teks = f"Belum ada laporan tes; {format_angka(row.cpns)} CPNS, {day}"
        lapor = None if waktu.is_tutup else "laporkan tes urine CPNS"
        more = kurang_persen(kewajiban.ambang["hijau"], row.cpns, 0)
        isi = {"pada": row.tanggal_pegawai, "penyebut": float(row.cpns), "bukti": evidence}
        return sel_belum_lapor(kewajiban, kerangka, teks, lapor, more, "CPNS", **isi)
    nilai = 100 * row.cpns_dites / row.cpns
    ambang = kewajiban.ambang
    status = HIJAU if nilai >= ambang["hijau"] else KUNING if nilai > ambang["kuning_lebih_dari"] else MERAH
    return susun_sel(
        kewajiban,
        status,
        pembilang=float(row.cpns_dites),
        penyebut=float(row.cpns),
        nilai=nilai,
        is_nol=row.cpns_dites == 0,
        pada=row.tanggal_pegawai,
        teks=f"{kata_sebagian(row.cpns_dites, row.cpns, 'CPNS')}, {day}",
        bukti=evidence,
        langkah=_langkah_cpns(kewajiban, waktu, status, row.cpns, row.cpns_dites),
        catatan=(kata_tertutup(waktu),) if waktu.is_tutup and status != HIJAU else (),
    )


def _langkah_cpns(kewajiban: Kewajiban, waktu: Waktu, status: str, cpns: int, dites: int) -> tuple[Langkah, ...]:
    """Only where a province gives this duty a weight, and while the period runs."""
    if waktu.is_tutup:
        return ()

    def step(ke: str, count: int) -> Langkah:
        return susun_langkah(kewajiban, ke, f"{format_angka(count)} CPNS lagi dites", usaha_banyak(kewajiban, count), count, "CPNS")

    return pilih_langkah(kewajiban, status, step(HIJAU, kurang_persen(kewajiban.ambang["hijau"], cpns, dites)), step(KUNING, 1))


def ukur_tindak_lanjut_reaktif(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Follow-up of reactive results on its clock. Only the colour leaves this function: no count, no share, no number of days."""
    events = _list_tes_reaktif(fakta, waktu)
    if not events:
        return sel_tidak_berlaku(kewajiban, "Tidak ada hasil reaktif yang tercatat")
    done = due = 0
    for row in events:
        assert row.jumlah_reaktif is not None and row.tanggal is not None
        closed = min(row.jumlah_reaktif, (row.dengan_resep or 0) + (row.asesmen or 0))
        done += closed
        if waktu.kini > row.tanggal + timedelta(days=kerangka.jendela_reaktif_hari):
            due += row.jumlah_reaktif - closed
    evidence = pangkas_bukti([susun_bukti(row, f"tes {format_tanggal_pendek(row.tanggal)}") for row in events])
    if done + due == 0:
        teks = f"Tindak lanjut belum melewati {kerangka.jendela_reaktif_hari} hari sejak tes"
        return sel_belum_jatuh_tempo(kewajiban, teks, bukti=evidence)
    share = 100 * done / (done + due)
    if share >= kewajiban.ambang["hijau"]:
        status, teks = HIJAU, "Setiap hasil reaktif sudah ditindaklanjuti atau masih dalam tenggatnya"
    elif share >= kewajiban.ambang["kuning"]:
        status, teks = KUNING, "Sebagian hasil reaktif belum ditindaklanjuti dalam tenggatnya"
    else:
        status, teks = MERAH, "Tindak lanjut hasil reaktif sudah lewat tenggatnya"
    step = susun_langkah(
        kewajiban, HIJAU, "selesaikan dan laporkan tindak lanjut hasil reaktif (asesmen atau resep dokter)", kewajiban.usaha["tetap"]
    )
    langkah = pilih_langkah(kewajiban, status, step)
    return susun_sel(
        kewajiban,
        status,
        teks=teks,
        bukti=evidence,
        langkah=langkah,
        catatan=("Angkanya disembunyikan agar tidak ada orang yang dapat dikenali.",),
    )


def _list_tes_reaktif(fakta: FaktaOpd, waktu: Waktu) -> list[Tes]:
    """Events of a known day in the year up to the day judged that had a reactive result."""
    awal = date(waktu.tahun, 1, 1)
    return [
        row
        for row in fakta.tes
        if row.jumlah_reaktif and row.tanggal and row.presisi_tanggal == "hari" and awal <= row.tanggal <= waktu.posisi
    ]


# ---- what a report says is there -------------------------------------------------------------------------------------


def ukur_regulasi(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """There, in draft or not, as the latest report that says so."""
    row = next((each for each in list_dilaporkan(fakta, waktu) if each.regulasi_status is not None), None)
    evidence = tuple(map(_bukti_laporan, list_dilaporkan(fakta, waktu)))
    if row is None:
        return _belum_ada(fakta, kewajiban, kerangka, waktu, "laporkan regulasi P4GN yang sudah ada", bukti=evidence)
    status = {ADA: HIJAU, DRAF: KUNING}.get(row.regulasi_status or "", MERAH)
    name = " ".join(part for part in (row.regulasi_jenis, row.regulasi_nomor) if part)
    teks = {HIJAU: kapital_awal(name) or "Ada, nomornya tidak disebut", KUNING: "Masih draf", MERAH: "Belum ada"}[status]
    words = "tetapkan regulasi P4GN yang masih draf" if status == KUNING else "terbitkan regulasi P4GN (SE, SK, atau instruksi)"
    step = susun_langkah(kewajiban, HIJAU, words, usaha_banyak(kewajiban, 0))
    langkah = pilih_langkah(kewajiban, status, step)
    catatan = tuple(_catatan_pengirim(row))
    return susun_sel(kewajiban, status, pada=_akhir_laporan(row), teks=teks, bukti=(_bukti_laporan(row),), langkah=langkah, catatan=catatan)


def ukur_satgas(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """A decree with its number is green; a task force or activists without one amber."""
    there = list_dilaporkan(fakta, waktu)
    row = next((each for each in there if each.satgas_status is not None or each.satgas_penggiat is not None), None)
    if row is None:
        evidence = tuple(map(_bukti_laporan, there))
        return _belum_ada(fakta, kewajiban, kerangka, waktu, "laporkan satgas atau penggiat dengan nomor SK-nya", bukti=evidence)
    people = row.satgas_penggiat
    if row.satgas_status == ADA and row.satgas_sk_nomor:
        status, teks = HIJAU, f"SK {row.satgas_sk_nomor.removeprefix('SK ')}"
    elif row.satgas_status in (ADA, DRAF) or (people or 0) > 0:
        status, teks = KUNING, {ADA: "Ada, tanpa nomor SK", DRAF: "SK masih draf"}.get(row.satgas_status or "", "Ada penggiat, tanpa SK")
    else:
        status, teks = MERAH, "Belum ada"
    staff = fakta.pegawai_pada(waktu.posisi)
    asn = staff.asn if staff and staff.asn > 0 else None
    share = None if people is None or asn is None else 100 * people / asn
    if people:
        teks += f"; {format_angka(people)} penggiat" + ("" if share is None else f" ({format_angka(share, 1)} per 100 ASN)")
    if status == KUNING:
        step = susun_langkah(kewajiban, HIJAU, "SK satgas", kewajiban.usaha["sk_saja"])
    else:
        step = susun_langkah(kewajiban, HIJAU, "bentuk satgas atau penggiat dengan SK", usaha_banyak(kewajiban, 0))
    return susun_sel(
        kewajiban,
        status,
        pembilang=None if people is None else float(people),
        penyebut=None if asn is None else float(asn),
        nilai=share,
        pada=_akhir_laporan(row),
        teks=teks,
        bukti=(_bukti_laporan(row),),
        langkah=pilih_langkah(kewajiban, status, step),
        catatan=tuple(_catatan_pengirim(row)),
    )


def ukur_materi_diklat(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Trainings with the topic over all trainings, as information."""
    there = list_dilaporkan(fakta, waktu)
    row = next((each for each in there if each.diklat_jumlah is not None or each.diklat_bermateri is not None), None)
    if row is None:
        return sel_belum_lapor(kewajiban, kerangka, "Belum dilaporkan", bukti=tuple(map(_bukti_laporan, there)))
    total, with_topic = row.diklat_jumlah, row.diklat_bermateri
    if total and with_topic is not None:
        teks = kata_sebagian(with_topic, total, "diklat", "memuat materi P4GN")
    elif with_topic is not None:
        teks = f"{format_angka(with_topic)} diklat memuat materi P4GN"
    else:
        teks = f"{format_angka(total)} diklat; yang memuat materi P4GN tidak disebut" if total else "Tidak ada diklat"
    return susun_sel(
        kewajiban,
        INFORMASI,
        pembilang=None if with_topic is None else float(with_topic),
        penyebut=None if total is None else float(total),
        nilai=100 * with_topic / total if total and with_topic is not None else None,
        is_nol=with_topic == 0,
        pada=_akhir_laporan(row),
        teks=teks,
        bukti=(_bukti_laporan(row),),
    )


def _akhir_laporan(row: Laporan) -> date:
    return date(row.tahun, 6, 30) if row.semester == 1 else date(row.tahun, 12, 31)


# ---- reports on time, follow-ups, budget -----------------------------------------------------------------------------


def ukur_laporan(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Each report of the period by the day it was sent."""
    sent = [(each, _tanggal_kirim(fakta, each)) for each in waktu.laporan]
    return sel_laporan(kewajiban, waktu, sent, bukti=tuple(map(_bukti_laporan, reversed(list_dilaporkan(fakta, waktu)))))


def _tanggal_kirim(fakta: FaktaOpd, laporan: LaporanWajib) -> date | None:
    row = fakta.laporan.get(laporan.periode)
    return row.tanggal_kirim if row else None


def count_tindak_lanjut(rows: tuple[Butir, ...], kerangka: Kerangka, waktu: Waktu) -> Hitungan:
    """Those whose due date lies in the rolling months before the day judged."""
    return count_janji(rows, mulai_bergulir(waktu.posisi, kerangka.bulan_bergulir), waktu.posisi)


def sel_tindak_lanjut(rows: tuple[Butir, ...], kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Follow-ups done over those that are due."""
    due = count_tindak_lanjut(rows, kerangka, waktu)
    if not due.jatuh_tempo:
        return sel_tidak_berlaku(kewajiban, f"Tidak ada tindak lanjut yang jatuh tempo dalam {kerangka.bulan_bergulir} bulan")
    kata = LangkahPersen("tindak lanjut rapat", "lagi selesai", "laporkan tindak lanjut rapat")
    done = kata_sebagian(due.selesai, due.jatuh_tempo, "tindak lanjut", "selesai")
    return sel_persen(
        kewajiban,
        waktu,
        due.selesai,
        due.jatuh_tempo,
        kata,
        pada=waktu.posisi,
        hari_terlambat=max(((waktu.kini - each.tenggat).days for each in due.terbuka if each.tenggat), default=None),
        teks=f"{done} dalam {kerangka.bulan_bergulir} bulan sampai {format_tanggal_pendek(waktu.posisi)}",
        bukti=pangkas_bukti([bukti_janji(each, _kata_tindak_lanjut(each)) for each in due.butir], "tindak lanjut"),
    )


def _kata_tindak_lanjut(row: Butir) -> str:
    what = (row.teks or "tindak lanjut").strip()
    short = what if len(what) <= 80 else what[:79].rstrip() + "…"
    return f"{short} · batas {format_tanggal_pendek(row.tenggat)} · {row.status or 'status tidak disebut'}"


def ukur_tindak_lanjut_rapat(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """Follow-ups that this agency owes."""
    return sel_tindak_lanjut(fakta.tindak_lanjut, kewajiban, kerangka, waktu)


def pilih_anggaran(fakta: FaktaOpd, waktu: Waktu) -> list[Anggaran]:
    """Rows of one sender and one period: of the year, otherwise of its latest part that has ended by the day judged."""
    rows = [row for row in fakta.anggaran if row.periode == str(waktu.tahun)]
    if not rows:
        parts = [row for row in fakta.anggaran if row.tahun == waktu.tahun and row.selesai and row.mulai and row.selesai <= waktu.posisi]
        last = max(parts, key=lambda row: (row.selesai, row.mulai), default=None)
        rows = [row for row in parts if last is not None and row.periode == last.periode]
    if not rows:
        return []
    first = min(rows, key=lambda row: _urut_pemilihan(fakta.kunci, row))
    return [row for row in rows if row.pengirim == first.pengirim]


def _urut_pemilihan(kunci: str, row: Anggaran) -> tuple[bool, bool, float, str, int]:
    """The agency itself, then a sender of its region, then the latest received; the order of the marts."""
    sender = row.pengirim or ""
    received = -row.diterima_pada.timestamp() if row.diterima_pada else float("inf")
    region = kunci.rpartition(PEMISAH)[2]
    return sender != kunci, sender.rpartition(PEMISAH)[2] != region, received, row.berkas or "", row.baris or 0


def ukur_anggaran(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    """What was spent of the budget, as information."""
    rows = pilih_anggaran(fakta, waktu)
    pagu = [row.pagu for row in rows if row.pagu is not None]
    realisasi = [row.realisasi for row in rows if row.realisasi is not None]
    if not pagu and not realisasi:
        return sel_belum_lapor(kewajiban, kerangka, "Belum dilaporkan")
    budget, spent = (sum(pagu) if pagu else None), (sum(realisasi) if realisasi else None)
    share = 100 * spent / budget if budget and spent is not None else None
    if budget is None:
        teks = f"Realisasi {format_rupiah(spent)}; pagu tidak dilaporkan"
    elif spent is None:
        teks = f"Pagu {format_rupiah(budget)}; realisasi belum dilaporkan"
    else:
        teks = f"{format_rupiah(spent)} dari pagu {format_rupiah(budget)}" + ("" if share is None else f" ({format_persen(share)})")
    return susun_sel(
        kewajiban,
        INFORMASI,
        pembilang=spent,
        penyebut=budget,
        nilai=share,
        is_nol=budget == 0,
        pada=min(rows[0].selesai or waktu.posisi, waktu.posisi),
        teks=teks,
        bukti=pangkas_bukti([susun_bukti(row, f"anggaran {row.periode}") for row in rows]),
    )


def format_rupiah(nilai: float | None) -> str:
    """'Rp125.000.000'"""
    return f"Rp{format_angka(nilai)}"


# ---- the table -------------------------------------------------------------------------------------------------------

UKURAN_OPD: Mapping[str, Ukur] = MappingProxyType(
    {
        "sosialisasi": ukur_sosialisasi,
        "tes_asn": ukur_tes_asn,
        "tes_cpns": ukur_tes_cpns,
        "tindak_lanjut_reaktif": ukur_tindak_lanjut_reaktif,
        "regulasi": ukur_regulasi,
        "satgas": ukur_satgas,
        "materi_diklat": ukur_materi_diklat,
        "laporan": ukur_laporan,
        "tindak_lanjut_rapat": ukur_tindak_lanjut_rapat,
        "anggaran": ukur_anggaran,
    }
)


def ukur_opd(fakta: FaktaOpd, kerangka: Kerangka, waktu: Waktu) -> dict[str, Sel]:
    """Duty → cell, in the order of the framework."""
    return {each.id: _ukur(fakta, each, kerangka, waktu) for each in kerangka.kewajiban_opd}


def _ukur(fakta: FaktaOpd, kewajiban: Kewajiban, kerangka: Kerangka, waktu: Waktu) -> Sel:
    codes = kewajiban.berlaku_untuk.get("kode_opd")
    if codes is not None and fakta.kode_opd not in codes:
        return sel_tidak_berlaku(kewajiban, "Hanya untuk perangkat daerah tertentu")
    return UKURAN_OPD[kewajiban.id](fakta, kewajiban, kerangka, waktu)
