"""The rule of a duty in plain words: when it is green, amber or red, by when it is due, and how a score comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from p4gn import periode as p
from p4gn.bahasa import format_tanggal, join_daftar
from p4gn.scoring.beda import format_number, hari_jatuh_tempo
from p4gn.scoring.hasil import HIJAU, KUNING, MERAH
from p4gn.scoring.periode import batas_kirim, list_laporan_wajib, tahun_of

if TYPE_CHECKING:
    from p4gn.scoring.kerangka import Kerangka, Kewajiban

MASA = {"semester": "tiap semester", "tahun": "tiap tahun", "peristiwa": "tiap kejadian", "bergulir": "bergulir"}


def list_aturan_warna(duty: Kewajiban, periode: str | None = None) -> tuple[tuple[str, str], ...]:
    """(colour, rule) from green to red, with the numbers of a period if one is given; () for a duty that is only shown."""
    if not duty.ambang:
        return ()
    if duty.satuan == "status":
        return tuple((warna, str(duty.ambang[warna])) for warna in (HIJAU, KUNING, MERAH) if warna in duty.ambang)
    if duty.target is not None and "jangkauan" in duty.target:
        return _aturan_kegiatan(duty, periode)
    if "kuning_dari_target" in duty.ambang:
        return _aturan_target(duty, periode)
    if duty.satuan == "jumlah":
        return (
            (HIJAU, _banyaknya(duty, periode)),
            (KUNING, f"paling sedikit {format_number(duty.ambang['kuning'])}"),
            (MERAH, "tidak ada"),
        )
    hijau = "100%" if duty.ambang["hijau"] == 100 else f"{format_number(duty.ambang['hijau'])}% ke atas"
    if "kuning_lebih_dari" in duty.ambang:
        batas = format_number(duty.ambang["kuning_lebih_dari"])
        return ((HIJAU, hijau), (KUNING, f"lebih dari {batas}%"), (MERAH, f"{batas}%" if batas == "0" else f"{batas}% atau kurang"))
    batas = format_number(duty.ambang["kuning"])
    return ((HIJAU, hijau), (KUNING, f"{batas}% ke atas"), (MERAH, f"kurang dari {batas}%"))


def _aturan_kegiatan(duty: Kewajiban, periode: str | None) -> tuple[tuple[str, str], ...]:
    assert duty.target is not None
    banyak = format_number(duty.target["kegiatan_per_semester"])
    per = "tiap semester" if periode is None or p.parse_periode(periode).semester is None else "pada semester ini"
    return (
        (HIJAU, f"paling sedikit {banyak} kegiatan {per}, dan peserta ASN {format_number(duty.target['jangkauan'])}% ke atas"),
        (KUNING, "ada kegiatan, tetapi belum mencapai keduanya"),
        (MERAH, "dilaporkan tidak ada kegiatan"),
    )


def _aturan_target(duty: Kewajiban, periode: str | None) -> tuple[tuple[str, str], ...]:
    share = duty.ambang["kuning_dari_target"]
    if periode is None:
        half = "separuh target" if share == 0.5 else f"{format_number(share * 100)}% dari target"
        return ((HIJAU, f"paling sedikit {_target(duty)}"), (KUNING, f"{half} ke atas"), (MERAH, f"kurang dari {half}"))
    target = duty.target_pada(periode) or 0
    batas = f"{format_number(target * share)}%"
    return ((HIJAU, f"{format_number(target)}% ke atas"), (KUNING, f"{batas} ke atas"), (MERAH, f"kurang dari {batas}"))


def _banyaknya(duty: Kewajiban, periode: str | None) -> str:
    return f"paling sedikit {_target(duty) if periode is None else format_number(duty.target_pada(periode) or 0)}"


def _target(duty: Kewajiban) -> str:
    """'30% setahun (15% sampai B06)', '2 setahun (1 tiap semester)'"""
    assert duty.target is not None
    unit = "%" if duty.satuan == "persen" else ""
    year = f"{format_number(duty.target['tahun'])}{unit} setahun"
    if "B06" in duty.target:
        return f"{year} ({format_number(duty.target['B06'])}{unit} sampai B06)"
    return f"{year} ({format_number(duty.target['semester'])}{unit} tiap semester)" if "semester" in duty.target else year


def target_text(duty: Kewajiban) -> str:
    """The target in words; '' where a duty has none besides its thresholds."""
    if duty.target is None:
        return ""
    if "jangkauan" in duty.target:
        banyak, jangkauan = duty.target["kegiatan_per_semester"], duty.target["jangkauan"]
        return f"{format_number(banyak)} kegiatan tiap semester dan {format_number(jangkauan)}% ASN"
    return _target(duty)


def jatuh_tempo_text(kerangka: Kerangka, duty: Kewajiban) -> str:
    """By when, over the years: 'B06: 15 Juli; B12: 15 Januari tahun berikutnya'; what is no report is looked at on the last day."""
    if duty.periode == "peristiwa":
        return f"{kerangka.jendela_reaktif_hari} hari sesudah kejadian"
    if duty.periode == "bergulir":
        return f"batas waktu tiap tindak lanjut, {kerangka.bulan_bergulir} bulan terakhir"
    tenggang = kerangka.laporan["tenggang_hari"]
    grace = f", dengan tenggang {format_number(tenggang)} hari" if tenggang else ""
    reports = "; ".join(f"{each}: {hari_jatuh_tempo(kerangka, each)}" for each in ("B06", "B12")) + grace
    if duty.id.startswith("laporan"):
        return reports
    return "keadaan 30 Juni dan 31 Desember" + (f"; laporannya {reports}" if duty.subjek == "opd" else "")


def jatuh_tempo_pada(kerangka: Kerangka, periode: str) -> str:
    """By when, in one period: 'B06 paling lambat 15 Juli 2025'."""
    tahun = tahun_of(periode)
    return join_daftar(f"{each} paling lambat {format_tanggal(batas_kirim(kerangka, each, tahun))}" for each in list_laporan_wajib(periode))


_BENDA_USAHA = {
    "sosialisasi": "peserta",
    "tes_asn": "orang",
    "tes_cpns": "orang",
    "tes_asn_wilayah": "orang",
    "laporan": "laporan",
    "laporan_wilayah": "laporan",
    "tindak_lanjut_rapat": "tindak lanjut",
    "tindak_lanjut_wilayah": "tindak lanjut",
    "tim_kecamatan": "kecamatan",
    "rakor": "rapat",
    "opd_hijau": "OPD",
}


def usaha_text(duty: Kewajiban) -> str:
    """'2 per kegiatan + 0,02 per peserta' – effort in points, which only order the steps; '' where no step is offered."""
    usaha = duty.usaha
    parts = [
        format_number(usaha["tetap"]) if usaha["tetap"] else "",
        f"{format_number(usaha['per_kegiatan'])} per kegiatan" if usaha.get("per_kegiatan") else "",
        f"{format_number(usaha['per_satuan'])} per {_BENDA_USAHA.get(duty.id, 'desa')}" if usaha["per_satuan"] else "",
    ]
    only = f"; {format_number(usaha['sk_saja'])} bila hanya SK-nya yang kurang" if usaha.get("sk_saja") else ""
    return "" if duty.is_informasi else " + ".join(part for part in parts if part) + only


def list_cara_menilai(kerangka: Kerangka) -> tuple[tuple[str, str], ...]:
    """(what, how) of everything between a cell and a rank, with the numbers of this framework."""
    hijau, kuning = (format_number(kerangka.ambang_skor[each]) for each in (HIJAU, KUNING))
    minimal = format_number(kerangka.kelengkapan_minimal)
    return (
        (
            "Skor",
            "Hijau bernilai 1, kuning ½, merah 0, dan belum lapor 0. Nilai dikalikan bobot, dijumlahkan, lalu dibagi jumlah bobot kewajiban "
            "yang berlaku dan sudah jatuh tempo; hasilnya 0–100. Yang tidak berlaku atau belum jatuh tempo tidak ikut dihitung.",
        ),
        (
            "Skor seluruhnya",
            "Pembilang dan penyebut semua OPD atau wilayah dijumlahkan dahulu, baru dibagi; bukan rata-rata skor.",
        ),
        (
            "Kelengkapan",
            "Bagian dari kewajiban berbobot yang berlaku dan sudah dilaporkan. Belum lapor dan nol yang dilaporkan digambar berbeda.",
        ),
        (
            "Warna",
            f"Skor {hijau} ke atas hijau, {kuning} ke atas kuning, di bawahnya merah. Bila kelengkapannya kurang dari {minimal}%, tidak diberi nilai.",
        ),
        (
            "Pita peringkat",
            f"Skor yang sama setelah dibulatkan ke kelipatan {format_number(kerangka.lebar_pita)} berbagi satu pita, misalnya 3–7; "
            "beda yang lebih kecil tidak berarti.",
        ),
        (
            "Langkah",
            "Untuk setiap kewajiban yang belum hijau dihitung persis apa yang kurang, dari aturan yang sama. Urutannya dari yang paling ringan "
            "menurut perkiraan usaha; lalu dicari rangkaian terpendek yang mengubah warna.",
        ),
        ("Hasil reaktif", "Banyaknya hasil reaktif tidak pernah memengaruhi skor, agar tidak ada yang enggan mengadakan tes."),
    )
