"""From a filled form to the store: what will be kept in one sentence, what keeps it from being kept, and storing that may be repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal, join_daftar
from p4gn.catatan import periksa
from p4gn.geography.wilayah import get_wilayah
from p4gn.pengirim import PEMISAH, kunci_lembaga, nama_opd
from p4gn.periode import SEMUA
from p4gn.scope import Scope

if TYPE_CHECKING:
    from ui.isian_notulen import Isi, Janji

DIURUNGKAN = "diurungkan"


@dataclass(frozen=True, slots=True)
class Simpanan:
    """What one press stores: a meeting, whether it has been held, and its follow-ups; nama: what the form calls each text.

    kunci: one for each form; stored twice under it, everything is there once.
    """

    kunci: str
    rapat: catatan.RapatBaru
    berlangsung: bool
    keputusan: tuple[catatan.Keputusan, ...] = ()
    nama: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tersimpan:
    """What was stored, as it stood then."""

    kunci: str
    rapat: catatan.Rapat
    keputusan: tuple[catatan.TindakLanjut, ...]


def make_simpanan(isi: Isi, kunci: str) -> Simpanan:
    """The values of the store from a form without open questions; a day that has come counts as held."""
    nilai = isi.nilai
    kode, tanggal = str(nilai["wilayah"]), nilai["tanggal"]
    rapat = catatan.RapatBaru(
        judul=nilai["judul"],
        tanggal=tanggal,
        wilayah=kode,
        jenis=nilai["jenis"],
        tempat=nilai["tempat"] or "",
        penyelenggara=nilai["penyelenggara"] or "",
        pimpinan=nilai["pimpinan_jabatan"] or "",
        hadir=tuple(_kunci(each, kode) for each in isi.hadir),
        dasar_hukum=tuple(text for _, text in isi.dasar_hukum),
        kesimpulan=tuple(text for _, text in isi.kesimpulan),
        sumber_url=nilai["tautan"].strip(),
    )
    keputusan = tuple(
        catatan.Keputusan(
            _teks(each),
            penanggung_jawab=kunci_lembaga(each.penanggung, kode) if each.penanggung else None,
            tenggat=each.tenggat,
            wilayah=kode,
            tanggal=tanggal,
        )
        for each in isi.tindak_lanjut
    )
    return Simpanan(kunci, rapat, tanggal <= periksa.today(), keputusan, tuple(each.nama for each in isi.tindak_lanjut))


def _kunci(each: str, kode: str) -> str:
    """A known code gets the region of the meeting; a name that is no agency of the list stays a name."""
    return kunci_lembaga(each, kode) if PEMISAH in each or nama_opd(each) != each else each


def _teks(janji: Janji) -> str:
    """The text; who is named and is no agency of the list stays in its words."""
    if not janji.tertulis or janji.tertulis.casefold() in janji.teks.casefold():
        return janji.teks
    return f"{janji.teks.rstrip(' .')} (penanggung jawab tertulis: {janji.tertulis})"


def list_keberatan(isi: Isi, simpanan: Simpanan) -> list[tuple[str, str]]:
    """(field as the form calls it, why it cannot be kept), found before anything is stored."""
    rapat = simpanan.rapat
    checks: list[tuple[str, Callable[[], object]]] = [
        ("Judul", lambda: periksa.check_teks("judul", rapat.judul, "Judul rapat")),
        ("Tempat", lambda: periksa.check_teks("tempat", rapat.tempat, "Tempat", wajib=False)),
        ("Penyelenggara", lambda: periksa.check_teks("penyelenggara", rapat.penyelenggara, "Penyelenggara", wajib=False)),
        ("Pimpinan rapat", lambda: periksa.check_jabatan("pimpinan", rapat.pimpinan) if rapat.pimpinan else None),
        ("Tautan naskah", lambda: periksa.check_tautan(rapat.sumber_url) if rapat.sumber_url else None),
        *(("Hadir", lambda each=each: periksa.check_opd("hadir", each)) for each in rapat.hadir),
        *((nama, lambda text=text: periksa.check_teks("teks", text, "Isinya")) for nama, text in (*isi.dasar_hukum, *isi.kesimpulan)),
        *((nama, lambda each=each: periksa.check_keputusan(each)) for nama, each in zip(simpanan.nama, simpanan.keputusan, strict=True)),
    ]
    return [(nama, told) for nama, check in checks if (told := _refused(check))]


def _refused(check: Callable[[], object]) -> str | None:
    try:
        check()
    except catatan.IsiSalah as error:
        return str(error)
    return None


def sentence(simpanan: Simpanan) -> str:
    """One paragraph of everything that will be stored."""
    rapat = simpanan.rapat
    state = "sudah berlangsung" if simpanan.berlangsung else "direncanakan"
    place = f" di {rapat.tempat}" if rapat.tempat else ""
    day = format_tanggal(rapat.tanggal, hari=True)
    told = [f"{rapat.jenis} “{rapat.judul}” untuk {get_wilayah(rapat.wilayah).nama_lengkap}, {day}{place} ({state})"]
    told += [f"penyelenggara: {rapat.penyelenggara or 'tidak dicatat'}; pimpinan: {rapat.pimpinan or 'tidak dicatat'}"]
    told += [f"hadir: {join_daftar(map(nama_kunci, rapat.hadir))}" if rapat.hadir else "yang hadir tidak dicatat"]
    told += [f"dasar hukum: {join_daftar(rapat.dasar_hukum)}" if rapat.dasar_hukum else "tanpa dasar hukum"]
    told += [f"{format_angka(len(rapat.kesimpulan))} kesimpulan" if rapat.kesimpulan else "tanpa kesimpulan"]
    deeds = "; ".join(f"({number}) {_say_keputusan(each)}" for number, each in enumerate(simpanan.keputusan, start=1))
    told += [f"{format_angka(len(simpanan.keputusan))} tindak lanjut: {deeds}" if deeds else "tanpa tindak lanjut"]
    return ". ".join(f"{part[:1].upper()}{part[1:]}" for part in told) + "."


def _say_keputusan(each: catatan.Keputusan) -> str:
    owner = nama_kunci(each.penanggung_jawab) if each.penanggung_jawab else "belum ditunjuk"
    due = f"paling lambat {format_tanggal(each.tenggat)}" if each.tenggat else "tanpa batas waktu"
    return f"{each.teks.rstrip('.')} – {owner}, {due}"


def nama_kunci(kunci: str) -> str:
    """'DINKES@63.05' → 'Dinas Kesehatan'."""
    return nama_opd(kunci.partition(PEMISAH)[0])


def list_sehari(edisi: str, simpanan: Simpanan) -> list[catatan.Pertemuan]:
    """Meetings of exactly this region that the list already has on this day."""
    rapat = simpanan.rapat
    return [
        each
        for each in catatan.list_pertemuan(Scope(edisi, rapat.wilayah, SEMUA))
        if each.kode_wilayah == rapat.wilayah
        and each.mulai
        and each.selesai
        and each.mulai <= rapat.tanggal <= each.selesai
        and each.presisi_tanggal == "hari"
    ]


def store(pencatat: catatan.Pencatat, simpanan: Simpanan) -> Tersimpan:
    """Store it; repeated after a failure halfway it goes on where it stopped, and nothing is there twice.

    Raises what record_rapat and record_keputusan raise.
    """
    kunci = simpanan.kunci
    rapat = catatan.record_rapat(pencatat, simpanan.rapat, kunci_kirim=f"{kunci}-rapat")
    if simpanan.berlangsung:
        rapat = catatan.start_rapat(pencatat, rapat.id, rapat.versi, kunci_kirim=f"{kunci}-mulai")
        rapat = catatan.finish_rapat(pencatat, rapat.id, rapat.versi, kunci_kirim=f"{kunci}-tutup")
    deeds = [
        catatan.record_keputusan(pencatat, _of_rapat(each, rapat.id), kunci_kirim=f"{kunci}-tl-{number}")
        for number, each in enumerate(simpanan.keputusan, start=1)
    ]
    return Tersimpan(kunci, rapat, tuple(deeds))


def _of_rapat(keputusan: catatan.Keputusan, id_rapat: str) -> catatan.Keputusan:
    return replace(keputusan, rapat=id_rapat)


def undo(pencatat: catatan.Pencatat, tersimpan: Tersimpan) -> Sequence[str]:
    """Take back the meeting, then its follow-ups; gives back the texts of those that somebody changed meanwhile and that stay.

    Raises Bentrok where the meeting itself was changed meanwhile: then nothing is taken back.
    """
    kunci = f"{tersimpan.kunci}-urung"
    catatan.withdraw_rapat(pencatat, tersimpan.rapat.id, tersimpan.rapat.versi, DIURUNGKAN, kunci_kirim=kunci)
    kept = []
    for number, each in enumerate(tersimpan.keputusan, start=1):
        try:
            catatan.withdraw(pencatat, each.id, each.versi, DIURUNGKAN, kunci_kirim=f"{kunci}-{number}")
        except (catatan.Bentrok, catatan.IsiSalah):
            kept.append(each.teks)
    return kept
