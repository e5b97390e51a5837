"""What the sheet "Perlu diperbaiki" says: the findings of one file in order, in words for the person who sent it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from etl.ledger import LEMBAR_PERBAIKAN
from etl.problems import Masalah, Tanda
from p4gn.bahasa import format_angka, format_saat

DITOLAK = "ditolak"
DITANDAI = "ditandai"
PRIBADI = "data pribadi"
URUTAN = (DITOLAK, PRIBADI, DITANDAI)  # which colour a cell with several findings gets
PENGARANG = "Dasbor P4GN"
KEPALA_CATATAN = f"{PENGARANG} · "  # some programs forget who wrote a comment
JUDUL = "Yang perlu diperbaiki pada berkas"
TAJUK = ("No", "Lembar", "Sel", "Kolom", "Tertulis", "Masalah", "Yang diharapkan / alasan", "Cara memperbaiki", "Ejaan terdekat")
LEBAR = (5.0, 18.0, 9.0, 24.0, 26.0, 13.0, 44.0, 44.0, 28.0)
KOLOM_LEMBAR, KOLOM_SEL, KOLOM_MASALAH = TAJUK.index("Lembar"), TAJUK.index("Sel"), TAJUK.index("Masalah")
# Two hidden columns pair each colour we gave with the look the cell had, so that the next round can give it back.
KOLOM_PASANGAN = len(TAJUK) + 1
CATATAN_TERBANYAK = 2_000
DAFTAR_TERBANYAK = 50_000
_PANJANG_CATATAN = 900
_NAMA_KAMI = re.compile(re.escape(LEMBAR_PERBAIKAN) + r"(?: \(\d+\))?", re.IGNORECASE)
_TAK_BOLEH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Temuan:
    """One thing to mend; `baris` is 1-based, `kolom` 0-based, both None where no cell is meant."""

    jenis: str
    lembar: str | None
    baris: int | None
    kolom: int | None
    nama_kolom: str
    tertulis: str
    alasan: str
    perbaikan: str
    saran: tuple[str, ...] = ()
    keterangan: str = ""

    @property
    def sel(self) -> str:
        return address(self.baris, self.kolom) if self.baris is not None and self.kolom is not None else ""

    def cells(self, nomor: int) -> tuple[str, ...]:
        """The texts of its row in the list."""
        note = f" ({self.keterangan})" if self.keterangan else ""
        return (
            str(nomor), (self.lembar or "") + note, self.sel or "–", self.nama_kolom, self.tertulis, self.jenis,
            _sentence(self.alasan), _sentence(self.perbaikan), "\n".join(self.saran),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Halaman:
    """The whole sheet: lines above, then one row per finding."""

    judul: str
    atas: tuple[str, ...]
    temuan: tuple[Temuan, ...]

    @property
    def baris_tajuk(self) -> int:
        """0-based row of the headings."""
        return len(self.atas) + 2


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """What is told above the list."""

    nama: str
    diperiksa_pada: datetime
    diterima: int | None
    keterangan: tuple[str, ...] = ()


def list_temuan(
    masalah: Iterable[Masalah], tanda: Iterable[Tanda], letak: Mapping[tuple[str, str | None], Mapping[str, int]]
) -> list[Temuan]:
    """Refused and flagged cells; a problem of a whole row stands at the first column of the table."""
    found = []
    for item in masalah:
        alasan = item.alasan if item.baris is not None or not item.kolom else f"kolom {item.kolom}: {item.alasan}"
        place = _find_kolom(letak.get((item.berkas, item.lembar), {}), item.kolom) if item.baris is not None else None
        found.append(
            Temuan(DITOLAK, item.lembar, item.baris, place, show_kolom(item.kolom), item.nilai or "", alasan, item.perbaikan, item.saran)
        )
    for flag in tanda:
        place = _find_kolom(letak.get((flag.berkas, flag.lembar), {}), flag.kolom)
        remedy = "barisnya sudah diterima; periksa, perbaiki bila memang salah"
        found.append(Temuan(DITANDAI, flag.lembar, flag.baris, place, show_kolom(flag.kolom), flag.nilai or "", flag.tanda, remedy))
    return found


def make_halaman(temuan: Sequence[Temuan], lembar: Sequence[str | None], about: Ringkasan) -> Halaman:
    """Findings in the order of the file, those about the file or a whole sheet on top."""
    order = {nama: index for index, nama in enumerate(lembar)}
    ranked = sorted(
        temuan,
        key=lambda one: (
            one.baris is not None, order.get(one.lembar, -1), one.baris or 0, -1 if one.kolom is None else one.kolom, URUTAN.index(one.jenis),
        ),
    )  # fmt: skip
    atas = [f"Diperiksa {_say_waktu(about.diperiksa_pada)}.", _say_jumlah(temuan, about.diterima)]
    atas += [
        "1. Klik alamat pada kolom Sel untuk melompat ke selnya. Merah = ditolak, kuning = diterima tetapi perlu dilihat, arsir abu-abu = data pribadi.",
        "2. Perbaiki isinya langsung di lembar Anda, mengikuti kolom “Cara memperbaiki”. Warna dan catatan boleh dibiarkan.",
        "3. Simpan, lalu unggah lagi berkas ini. Lembar ini tidak dibaca sebagai data dan tidak perlu dihapus.",
        *about.keterangan,
    ]
    if sum(1 for one in temuan if one.sel) > CATATAN_TERBANYAK:
        atas.append(f"Catatan pada sel hanya dipasang untuk {format_angka(CATATAN_TERBANYAK)} temuan pertama; semua selnya tetap diwarnai.")
    if len(ranked) > DAFTAR_TERBANYAK:
        atas.append(
            f"Daftar ini memuat {format_angka(DAFTAR_TERBANYAK)} dari {format_angka(len(ranked))} temuan; perbaiki dulu, lalu unggah lagi."
        )
    return Halaman(f"{JUDUL} {about.nama}", tuple(atas), tuple(ranked[:DAFTAR_TERBANYAK]))


def list_catatan(temuan: Iterable[Temuan]) -> dict[tuple[str | None, int, int], str]:
    """(sheet, row, column) → text of the comment, for the first findings."""
    notes: dict[tuple[str | None, int, int], str] = {}
    for one in temuan:
        if one.baris is None or one.kolom is None:
            continue
        key = (one.lembar, one.baris, one.kolom)
        if key not in notes and len(notes) >= CATATAN_TERBANYAK:
            continue
        notes[key] = (f"{notes[key]}\n\n" if key in notes else KEPALA_CATATAN) + say_catatan(one)
    return {key: note[:_PANJANG_CATATAN] for key, note in notes.items()}


def list_warna(temuan: Iterable[Temuan]) -> dict[tuple[str | None, int, int], str]:
    """(sheet, row, column) → the kind that decides its colour."""
    colours: dict[tuple[str | None, int, int], str] = {}
    for one in temuan:
        if one.baris is None or one.kolom is None:
            continue
        key = (one.lembar, one.baris, one.kolom)
        colours[key] = min(one.jenis, colours.get(key, one.jenis), key=URUTAN.index)
    return colours


def say_catatan(one: Temuan) -> str:
    """The comment on a cell: what was read, what was expected, how to mend it, the nearest spelling."""
    head = {DITOLAK: "Ditolak", DITANDAI: "Diterima, perlu dilihat", PRIBADI: "Data pribadi"}[one.jenis]
    lines = [f"{head}: {_sentence(one.alasan)}"]
    if one.nama_kolom:
        lines.append(f"Kolom: {one.nama_kolom}")
    if one.tertulis:
        lines.append(f"Terbaca: “{one.tertulis}”")
    if one.perbaikan:
        lines.append(f"Perbaikan: {_sentence(one.perbaikan)}")
    if one.saran:
        lines.append(f"Ejaan terdekat: {'; '.join(one.saran)}")
    return "\n".join(lines)


def row_height(cells: Sequence[str]) -> float:
    """Points a row of the list needs; not every program fits the height to wrapped text by itself."""
    lines = max(
        sum(max(1, -(-len(part) // int(width * 0.95))) for part in cell.split("\n")) for cell, width in zip(cells, LEBAR, strict=True)
    )
    return min(15.0 * lines, 405.0)  # no row of a workbook is higher than 409 points


def is_lembar_kami(nama: str) -> bool:
    """True for the name our own sheet has, or has when that name was taken."""
    return bool(_NAMA_KAMI.fullmatch(nama.strip()))


def free_name(taken: Iterable[str]) -> str:
    """A sheet name that is not taken; Excel does not tell capitals apart."""
    used = {nama.casefold() for nama in taken}
    return next(nama for nama in _candidates() if nama.casefold() not in used)


def plain(text: str) -> str:
    """Text without the characters that no XML may hold."""
    return _TAK_BOLEH.sub(" ", text)


def show_kolom(nama: str | None) -> str:
    """'jumlah_dites' is told as 'jumlah dites'."""
    return (nama or "").replace("_", " ")


def address(baris: int, kolom: int) -> str:
    """(5, 1) is B5."""
    return f"{column_letters(kolom)}{baris}"


def column_letters(kolom: int) -> str:
    """0 is A, 26 is AA."""
    letters, rest = "", kolom + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def link_to(lembar: str, sel: str) -> str:
    """Where a hyperlink inside the workbook goes."""
    return "'" + lembar.replace("'", "''") + f"'!{sel}"


def with_keterangan(one: Temuan, keterangan: Iterable[str]) -> Temuan:
    """The finding with remarks on where it hides."""
    return replace(one, keterangan=", ".join(filter(None, keterangan)))


def _candidates() -> Iterable[str]:
    yield LEMBAR_PERBAIKAN
    yield from (f"{LEMBAR_PERBAIKAN} ({number})" for number in range(2, 1000))


def _find_kolom(letak: Mapping[str, int], kolom: str | None) -> int:
    if kolom in letak:
        return letak[kolom]
    return min(letak.values(), default=0)


def _say_waktu(when: datetime) -> str:
    local = when.astimezone() if when.tzinfo else when
    return format_saat(local)


def _say_jumlah(temuan: Sequence[Temuan], diterima: int | None) -> str:
    rows = {jenis: len({(one.lembar, one.baris) for one in temuan if one.jenis == jenis and one.baris is not None}) for jenis in URUTAN}
    whole = sum(1 for one in temuan if one.jenis == DITOLAK and one.baris is None)
    columns = sum(1 for one in temuan if one.jenis == PRIBADI)
    parts = [f"{format_angka(diterima)} baris diterima"] if diterima is not None else []
    parts += [f"{format_angka(rows[DITOLAK])} baris ditolak", f"{format_angka(rows[DITANDAI])} baris ditandai"]
    parts += [f"{format_angka(whole)} masalah pada berkasnya"] if whole else []
    parts += [f"{format_angka(columns)} kolom berisi data pribadi yang tidak disimpan"] if columns else []
    return " · ".join(parts) + "."


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
