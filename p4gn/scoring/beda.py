"""What differs between two frameworks, in sentences a reader can check: 'Target tes urine ASN: 30% → 40%'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import count_desimal, format_angka, format_tanggal, join_daftar, kecil_awal

if TYPE_CHECKING:
    from p4gn.scoring.kerangka import Kerangka, Kewajiban

_SEBUTAN = {"kecamatan": " (kecamatan)"}
_SETELAN = {
    "kelengkapan_minimal": ("Kelengkapan minimal untuk diberi nilai", "%"),
    "lebar_pita": ("Lebar pita peringkat", " poin"),
    "jendela_reaktif_hari": ("Tenggat tindak lanjut hasil reaktif", " hari"),
    "bulan_bergulir": ("Masa bergulir tindak lanjut rapat", " bulan"),
    "segera_berakhir_hari": ("Peringatan SK yang segera berakhir", " hari"),
    "usaha_lapor": ("Usaha untuk melapor dahulu", ""),
}
_TARGET = {
    "tahun": ("Target {}", None),
    "B06": ("Target {} pada B06", None),
    "semester": ("Target {} per semester", None),
    "kegiatan_per_semester": ("Kegiatan {} per semester", ""),
    "jangkauan": ("Jangkauan {}", "%"),
}
_AMBANG = {
    "hijau": ("Batas hijau {}", None),
    "kuning": ("Batas kuning {}", None),
    "merah": ("Batas merah {}", None),
    "kuning_lebih_dari": ("Batas kuning {} (lebih dari)", None),
    "kuning_dari_target": ("Batas kuning {} (bagian dari target)", ""),
}


def list_beda(lama: Kerangka, baru: Kerangka) -> list[tuple[str | None, str]]:
    """(id of the duty or None, sentence) of every difference from one framework to the next; legal bases come last."""
    found: list[tuple[str | None, str]] = [(None, each) for each in _beda_setelan(lama, baru)]
    before, after = _by_key(lama), _by_key(baru)
    for key, duty in after.items():
        told = list_beda_kewajiban(before[key], duty) if key in before else [f"Kewajiban baru: {duty.judul}{_sebutan(duty)}"]
        found += [(duty.id, each) for each in told]
    found += [(duty.id, f"Tidak lagi menjadi kewajiban: {duty.judul}{_sebutan(duty)}") for key, duty in before.items() if key not in after]
    return found + [(None, each) for each in _beda_dasar(lama, baru)]


def _by_key(kerangka: Kerangka) -> dict[tuple[str, str], Kewajiban]:
    return {(each.subjek, each.id): each for each in kerangka.kewajiban}


def _sebutan(duty: Kewajiban) -> str:
    return _SEBUTAN.get(duty.subjek, "")


def nama_dalam_kalimat(duty: Kewajiban) -> str:
    """'Tes urine ASN' → 'tes urine ASN' inside a sentence; a title that opens with an acronym stays as it is."""
    first = duty.judul.split()[0]
    name = duty.judul if first.isupper() else kecil_awal(duty.judul)
    return name + _sebutan(duty)


def _beda_setelan(lama: Kerangka, baru: Kerangka) -> list[str]:
    found = [
        f"Skor {warna}: {format_number(lama.ambang_skor[warna])} → {format_number(baru.ambang_skor[warna])} ke atas"
        for warna in ("hijau", "kuning")
        if lama.ambang_skor[warna] != baru.ambang_skor[warna]
    ]
    for each in ("B06", "B12"):
        if lama.laporan[each] != baru.laporan[each]:
            found.append(f"Jatuh tempo {each}: {hari_jatuh_tempo(lama, each)} → {hari_jatuh_tempo(baru, each)}")
    if lama.laporan["tenggang_hari"] != baru.laporan["tenggang_hari"]:
        found.append(f"Tenggang laporan: {lama.laporan['tenggang_hari']} → {baru.laporan['tenggang_hari']} hari")
    for name, (words, unit) in _SETELAN.items():
        old, new = getattr(lama, name), getattr(baru, name)
        if old != new:
            found.append(f"{words}: {format_number(old)} → {format_number(new)}{unit}")
    return found


def hari_jatuh_tempo(kerangka: Kerangka, laporan: str) -> str:
    """'15 Juli' or '15 Januari tahun berikutnya'."""
    due = kerangka.laporan[laporan]
    words = format_tanggal(f"2001-{due['bulan']:02d}-{due['hari']:02d}").removesuffix(" 2001")
    return f"{words} tahun berikutnya" if due["tahun_tambah"] else words


def list_beda_kewajiban(lama: Kewajiban, baru: Kewajiban) -> list[str]:
    found = _beda_angka(_TARGET, lama.target or {}, baru.target or {}, baru)
    found += _beda_angka(_AMBANG, lama.ambang, baru.ambang, baru)
    nama = nama_dalam_kalimat(baru)
    if lama.bobot != baru.bobot:
        found.append(f"Bobot {nama}: {_bobot(lama.bobot)} → {_bobot(baru.bobot)}")
    if lama.usaha != baru.usaha:
        found.append(f"Perkiraan usaha {nama} berubah")
    if lama.berlaku_untuk != baru.berlaku_untuk:
        found.append(f"Yang wajib {nama}: {siapa(lama)} → {siapa(baru)}")
    if (lama.periode, lama.satuan, lama.aturan, lama.rumus) != (baru.periode, baru.satuan, baru.aturan, baru.rumus):
        found.append(f"Cara menghitung {nama} berubah")
    return found


def _beda_angka(
    words: Mapping[str, tuple[str, str | None]], lama: Mapping[str, Any], baru: Mapping[str, Any], duty: Kewajiban
) -> list[str]:
    found = []
    for key, (text, unit) in words.items():
        if lama.get(key) != baru.get(key):
            unit = ("%" if duty.satuan == "persen" else "") if unit is None else unit
            found.append(f"{text.format(nama_dalam_kalimat(duty))}: {_value(lama.get(key), unit)} → {_value(baru.get(key), unit)}")
    return found


def _value(value: object, unit: str) -> str:
    if value is None:
        return "tidak ditetapkan"
    return f"“{value}”" if isinstance(value, str) else f"{format_number(value)}{unit}"  # type: ignore[arg-type]


def format_number(value: float) -> str:
    """30 → '30', 2.5 → '2,5', 0.25 → '0,25'."""
    return format_angka(value, count_desimal(value))


def _bobot(value: float) -> str:
    return format_number(value) if value else "0 (keterangan saja)"


def siapa(duty: Kewajiban) -> str:
    """Who owes a duty, in words."""
    if "kode_opd" in duty.berlaku_untuk:
        return f"hanya {join_daftar(duty.berlaku_untuk['kode_opd'])}"
    if "ber_cpns" in duty.berlaku_untuk:
        return "hanya OPD yang punya CPNS"
    return {"opd": "semua OPD", "kabkota": "semua kabupaten/kota", "kecamatan": "semua kecamatan"}[duty.subjek]


def _beda_dasar(lama: Kerangka, baru: Kerangka) -> list[str]:
    """A basis that still holds is no change; one whose time has passed and one that is new are."""
    before, after = {each.nama for each in lama.dasar_hukum}, {each.nama for each in baru.dasar_hukum}
    gone = [
        f"Tidak lagi menjadi dasar: {each.nama} (sampai {format_tanggal(each.sampai)})"
        for each in lama.dasar_hukum
        if each.nama not in after
    ]
    new = [f"Dasar baru: {each.nama} (sejak {format_tanggal(each.sejak)})" for each in baru.dasar_hukum if each.nama not in before]
    return gone + new
