"""The draft of one meeting: every field with its evidence in the text, how sure it is, and the question that is still open.

Nothing of a draft may be stored before a person has answered its questions: `to_rapat` refuses until then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from etl.clean.tanggal import parse_tanggal
from etl.harmonise.wilayah import find_wilayah
from etl.notulen.kata import load_kata_notulen
from etl.words import load_kata
from p4gn.geography.wilayah import find_wilayah_by_kode

PASTI = "pasti"
TANYAKAN = "tanyakan"
YA = "ya"
HAPUS = "hapus"
KOSONG = "kosong"
TAMBAH = "tambah"

#: Fields of one value, in the order a person confirms them; and those a meeting cannot be without.
TUNGGAL = ("rapat_tersendiri", "judul", "tanggal", "sampai", "jenis", "wilayah", "tempat", "penyelenggara", "pimpinan_jabatan")
WAJIB = frozenset({"judul", "tanggal", "jenis", "wilayah"})
DAFTAR = ("peserta", "dasar_hukum", "kesimpulan")
BAGIAN_TINDAK_LANJUT = ("uraian", "penanggung_jawab", "batas_waktu", "topik")


@dataclass(frozen=True, slots=True)
class Isian:
    """One field. bukti: (start, end) in the text, None where nothing is written. catatan: a remark that asks nothing."""

    nilai: str | None
    bukti: tuple[int, int] | None = None
    kepastian: str = PASTI
    pertanyaan: str = ""
    alternatif: tuple[str, ...] = ()
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class TindakLanjut:
    """One follow-up; a due date that is not written is a finding, not a question."""

    uraian: Isian
    penanggung_jawab: Isian
    batas_waktu: Isian
    topik: Isian


@dataclass(frozen=True, slots=True)
class Draf:
    """One meeting found in a text. rapat_tersendiri: asked of a second event, whether it is a meeting of its own."""

    judul: Isian
    tanggal: Isian
    jenis: Isian
    wilayah: Isian
    tempat: Isian
    penyelenggara: Isian
    pimpinan_jabatan: Isian
    sampai: Isian | None = None
    rapat_tersendiri: Isian | None = None
    peserta: tuple[Isian, ...] = ()
    dasar_hukum: tuple[Isian, ...] = ()
    kesimpulan: tuple[Isian, ...] = ()
    tindak_lanjut: tuple[TindakLanjut, ...] = ()
    catatan: tuple[str, ...] = field(default=())

    def list_isian(self) -> Iterator[tuple[str, Isian]]:
        """(key, field): 'tanggal', 'kesimpulan.2', 'tindak_lanjut.1.batas_waktu'; the key is what an answer refers to."""
        for nama in TUNGGAL:
            if (one := getattr(self, nama)) is not None:
                yield nama, one
        for nama in DAFTAR:
            for number, one in enumerate(getattr(self, nama), start=1):
                yield f"{nama}.{number}", one
        for number, deed in enumerate(self.tindak_lanjut, start=1):
            for bagian in BAGIAN_TINDAK_LANJUT:
                yield f"tindak_lanjut.{number}.{bagian}", getattr(deed, bagian)

    def list_pertanyaan(self) -> list[tuple[str, Isian]]:
        """What a person must still answer."""
        return [(key, one) for key, one in self.list_isian() if one.kepastian == TANYAKAN]

    def to_rapat(self) -> dict[str, object]:
        """What a store keeps of the meeting: {judul, tanggal, sampai, jenis, kode_wilayah, tempat, penyelenggara, pimpinan_jabatan, peserta,
        dasar_hukum, kesimpulan, tindak_lanjut: [{uraian, penanggung_jawab, batas_waktu, topik}]}; dates as ISO text.

        BelumTerjawab while a question is open, or when the person said that this is no meeting of its own.
        """
        terbuka = [key for key, _ in self.list_pertanyaan()]
        if terbuka:
            raise BelumTerjawab(f"Masih ada pertanyaan yang belum dijawab: {', '.join(terbuka)}.")
        if self.rapat_tersendiri is not None and self.rapat_tersendiri.nilai != YA:
            raise BelumTerjawab("Acara ini bukan rapat tersendiri; tidak ada yang disimpan.")
        if kurang := [nama for nama in TUNGGAL if nama in WAJIB and not getattr(self, nama).nilai]:
            raise BelumTerjawab(f"Belum terisi: {', '.join(kurang)}.")
        return {
            "judul": self.judul.nilai,
            "tanggal": self.tanggal.nilai,
            "sampai": self.sampai.nilai if self.sampai else None,
            "jenis": self.jenis.nilai,
            "kode_wilayah": self.wilayah.nilai,
            "tempat": self.tempat.nilai,
            "penyelenggara": self.penyelenggara.nilai,
            "pimpinan_jabatan": self.pimpinan_jabatan.nilai,
            **{nama: [one.nilai for one in getattr(self, nama)] for nama in DAFTAR},
            "tindak_lanjut": [{bagian: getattr(deed, bagian).nilai for bagian in BAGIAN_TINDAK_LANJUT} for deed in self.tindak_lanjut],
        }


class BelumTerjawab(ValueError):
    """A draft that a person has not confirmed yet; the text is for that person."""


class JawabanSalah(ValueError):
    """An answer that does not fit its question; the text is for the person who gave it."""


def apply_jawaban(draf: Draf, jawaban: Mapping[str, str]) -> Draf:
    """The draft with answers put in; JawabanSalah for a key it does not have or a value that does not fit.

    An answer is YA (the proposal is right), KOSONG (leave empty), HAPUS (drop this item of a list), or the right value. The key of a
    whole list ('kesimpulan', 'peserta') answers all its open items; 'kesimpulan.tambah' adds one per line.
    """
    pending = dict(jawaban)
    for nama in TUNGGAL:
        if nama in pending and (one := getattr(draf, nama)) is not None:
            draf = replace(draf, **{nama: _answer(nama, one, pending.pop(nama))})
    for nama in DAFTAR:
        draf = replace(draf, **{nama: _answer_daftar(nama, getattr(draf, nama), pending)})
    draf = replace(draf, tindak_lanjut=_answer_tindak_lanjut(draf.tindak_lanjut, pending))
    if pending:
        raise JawabanSalah(f"Draf ini tidak menanyakan: {', '.join(sorted(pending))}.")
    return draf


def _answer_daftar(nama: str, items: tuple[Isian, ...], pending: dict[str, str]) -> tuple[Isian, ...]:
    whole, kept = pending.pop(nama, None), []
    for number, one in enumerate(items, start=1):
        given = pending.pop(f"{nama}.{number}", None)
        if given is None and whole is not None and one.kepastian == TANYAKAN:
            given = whole
        if given == HAPUS:
            continue
        kept.append(one if given is None else _answer(nama, one, given))
    added = pending.pop(f"{nama}.{TAMBAH}", "")
    return (*kept, *(Isian(line.strip()) for line in added.splitlines() if line.strip()))


def _answer_tindak_lanjut(deeds: tuple[TindakLanjut, ...], pending: dict[str, str]) -> tuple[TindakLanjut, ...]:
    whole, kept = pending.pop("tindak_lanjut", None), []
    for number, deed in enumerate(deeds, start=1):
        key = f"tindak_lanjut.{number}"
        one_whole = pending.pop(key, whole)
        if one_whole == HAPUS:
            continue
        for bagian in BAGIAN_TINDAK_LANJUT:
            one = getattr(deed, bagian)
            given = pending.pop(f"{key}.{bagian}", None)
            if given is None and one_whole is not None and one.kepastian == TANYAKAN:
                given = one_whole if one.nilai is not None or one_whole != YA else KOSONG
            if given is not None:
                deed = replace(deed, **{bagian: _answer(bagian, one, given)})
        kept.append(deed)
    added = pending.pop(f"tindak_lanjut.{TAMBAH}", "")
    new = (line.strip() for line in added.splitlines() if line.strip())
    return (*kept, *(TindakLanjut(Isian(line), Isian(None), Isian(None), Isian(guess_topik(line)[0])) for line in new))


def _answer(nama: str, one: Isian, given: str) -> Isian:
    given = given.strip()
    if given.casefold() == YA:
        if one.nilai is None and (nama in WAJIB or nama in DAFTAR):
            raise JawabanSalah(f"Isian {nama} masih kosong; tulis nilainya.")
        return replace(one, kepastian=PASTI, pertanyaan="")
    if given.casefold() in (KOSONG, ""):
        if nama in WAJIB or nama in ("uraian", *DAFTAR):
            raise JawabanSalah(f"Isian {nama} tidak boleh kosong.")
        return Isian(None)
    return Isian(_check(nama, given), one.bukti if given in (one.nilai, *one.alternatif) else None)


def _check(nama: str, given: str) -> str:
    """The answer in the form that is stored."""
    if nama in ("tanggal", "sampai", "batas_waktu"):
        read = parse_tanggal(given, tahun_mendatang=10)
        if not isinstance(read.nilai, str) or len(read.nilai) != 10:
            raise JawabanSalah(f"“{given}” bukan tanggal lengkap; tulis misalnya 24 September 2024.")
        return read.nilai
    if nama == "wilayah":
        kode = given if find_wilayah_by_kode(given) else find_wilayah(given).nilai
        if kode is None:
            raise JawabanSalah(f"“{given}” tidak dikenal sebagai satu wilayah; tulis misalnya Kabupaten Tapin atau 63.05.")
        return str(kode)
    if nama == "jenis":
        known = load_kata("jenis_rapat")
        jenis = known.find(given) or (given if given in (known.lainnya, "lainnya") else None)
        if jenis is None:
            raise JawabanSalah(f"“{given}” bukan jenis rapat; pilih {', '.join(str(one) for one in known.nilai)}, atau lainnya.")
        return str(jenis)
    if nama == "topik":
        topics = {nilai for _, nilai in load_kata_notulen().topik} | {"lainnya"}
        if given not in topics:
            raise JawabanSalah(f"“{given}” bukan topik; pilih salah satu: {', '.join(sorted(topics))}.")
    return given


def guess_topik(text: str) -> tuple[str, tuple[str, ...]]:
    """(topic, all topics whose words are in the text): the first of the list wins; 'lainnya' where none is said."""
    found = tuple(nilai for pola, nilai in load_kata_notulen().topik if pola.search(text))
    return (found[0], found) if found else ("lainnya", ())
