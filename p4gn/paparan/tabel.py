"""The rows behind a slide as a table: everything that is drawn, and what the slide leaves out for want of room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from p4gn.bahasa import format_tanggal
from p4gn.indicators.states import KEADAAN
from p4gn.paparan import isi
from p4gn.paparan.isi import Kepala, Sel, Slide
from p4gn.scoring.hasil import STATUS
from p4gn.tabel import ANGKA, PERSEN, RUPIAH, Kolom, Tabel, add_simbol, find_rupa
from p4gn.warehouse.editions import TANDA_CONTOH

_TANPA_BARIS = "Tidak ada baris pada salindia ini."


def tabel_of(slide: Slide) -> Tabel:
    """All rows of a slide, typed; named by its subject and titled by what it finds."""
    kolom, baris = _read(slide.isi)
    kosong = slide.isi.kosong if isinstance(slide.isi, isi.Daftar) else _TANPA_BARIS
    fakta = {"Keterangan salindia": slide.keterangan, "Sumber": slide.sumber}
    told = {name: value for name, value in fakta.items() if value}
    return Tabel(slide.bagian, slide.judul, tuple(kolom), tuple(tuple(row) for row in baris), kosong, told)


def fakta_of(kepala: Kepala, judul: str) -> dict[str, str]:
    """What a file made of slides says of itself, under the names that every file uses; the mark of invented data comes first."""
    mark = {TANDA_CONTOH: kepala.contoh} if kepala.contoh else {}
    return mark | {
        "Judul": judul,
        "Wilayah": kepala.wilayah,
        "Periode": kepala.nama_periode,
        "Edisi": f"{kepala.judul_edisi}, {kepala.edisi} ({kepala.status})",
        "Data per": format_tanggal(kepala.data_per),
    }


def _read(content: isi.Isi) -> tuple[Sequence[Kolom], Iterable[Sequence[Sel]]]:
    match content:
        case isi.Sampul():
            return (Kolom("Hal"), Kolom("Isi")), _sampul(content)
        case isi.Angka():
            return _KARTU, map(_kartu, content.kartu)
        case isi.Batang():
            return _batang(content)
        case isi.Garis():
            return _garis(content)
        case isi.Ubin():
            return _ubin(content)
        case isi.Daftar():
            return _daftar(content)
        case isi.Peta():
            return _peta(content)
        case isi.Sebar():
            return _sebar(content)


def _format(satuan: str) -> str:
    return {"persen": PERSEN, "rupiah": RUPIAH}.get(satuan, ANGKA)


def _status(rupa: str) -> Sel:
    return Sel(add_simbol(rupa), rupa=rupa)


def _sampul(sampul: isi.Sampul) -> Iterator[Sequence[Sel]]:
    named = (
        ("Wilayah", sampul.wilayah),
        ("Periode", sampul.periode),
        ("Edisi", sampul.edisi),
        ("Data per", sampul.data_per),
        ("Status", sampul.status),
    )
    yield from ((Sel(name), Sel(value)) for name, value in (*named, *sampul.fakta))


_KARTU = (
    Kolom("Ukuran"),
    Kolom("Nilai", ANGKA),
    Kolom("Dari", ANGKA),
    Kolom("Tertulis"),
    Kolom("Bacaan"),
    Kolom("Sebelumnya"),
    Kolom("Target"),
)


def _kartu(kartu: isi.KartuAngka) -> Sequence[Sel]:
    told = f"{kartu.utama} {kartu.sisa}".strip()
    whole = Sel("" if kartu.dari is None else f"{kartu.dari:g}", kartu.dari)
    return Sel(kartu.judul), Sel(kartu.utama, kartu.nilai), whole, Sel(told), Sel(kartu.bacaan), Sel(kartu.lalu), Sel(kartu.target)


def _batang(batang: isi.Batang) -> tuple[Sequence[Kolom], Iterable[Sequence[Sel]]]:
    """With a column of status words where a bar has a colour, and one of details where a bar has any."""
    has_rupa, has_rincian = any(each.rupa for each in batang.baris), any(each.rincian for each in batang.baris)
    kolom = [Kolom("Kode"), Kolom("Nama"), Kolom(f"Nilai ({batang.satuan})", _format(batang.satuan), batang.desimal)]
    kolom += [Kolom("Status")] * has_rupa + [Kolom("Rincian")] * has_rincian
    return kolom, (
        (
            Sel(each.kunci),
            Sel(each.nama),
            Sel(each.teks, each.nilai),
            *[_status(each.rupa)] * has_rupa,
            *[Sel(each.rincian)] * has_rincian,
        )
        for each in batang.baris
    )


def _garis(garis: isi.Garis) -> tuple[Sequence[Kolom], Iterable[Sequence[Sel]]]:
    """A row per period, a column per line, and what changed in method or denominator where it did."""
    marks: dict[int, list[str]] = {}
    for index, kata in garis.tanda:
        marks.setdefault(index, []).append(kata)
    kolom = [Kolom("Periode"), *(Kolom(each.nama, _format(garis.satuan), garis.desimal) for each in garis.seri)]
    kolom += [Kolom("Catatan")] * bool(marks)
    return kolom, (
        (
            Sel(periode),
            *(Sel(each.teks[i], each.nilai[i]) for each in garis.seri),
            *[Sel("; ".join(marks.get(i, ())))] * bool(marks),
        )
        for i, periode in enumerate(garis.periode)
    )


def _ubin(ubin: isi.Ubin) -> tuple[Sequence[Kolom], Iterable[Sequence[Sel]]]:
    kolom = (Kolom("Kode"), Kolom("Singkatan"), Kolom("Nama"), Kolom("Status"), Kolom("Nilai", ANGKA))
    return kolom, (
        (Sel(each.kunci), Sel(each.pendek), Sel(each.nama), _status(each.rupa), Sel(each.teks, each.nilai)) for each in ubin.petak
    )


def _daftar(daftar: isi.Daftar) -> tuple[Sequence[Kolom], Iterable[Sequence[Sel]]]:
    """The list as it is; the colour of a cell whose words do not say it stands in a column of status words beside it."""
    looks = [any(_is_unsaid(row[i]) for row in daftar.baris) for i in range(len(daftar.kolom))]
    kolom: list[Kolom] = []
    for each, look in zip(daftar.kolom, looks, strict=True):
        kolom += [Kolom(each.judul, each.format), *[Kolom(f"Status {each.judul}")] * look]
    return kolom, (
        [cell for sel, look in zip(row, looks, strict=True) for cell in (sel, *[_status(sel.rupa)] * look)] for row in daftar.baris
    )


def _is_unsaid(sel: Sel) -> bool:
    """Whether a cell has a colour that neither a symbol nor the word of the status says."""
    known = STATUS.get(sel.rupa) or KEADAAN.get(sel.rupa)
    return known is not None and not find_rupa(sel.teks) and known.kata not in sel.teks


def _peta(peta: isi.Peta) -> tuple[Sequence[Kolom], Iterable[Sequence[Sel]]]:
    """The regions of the map, then those of every map one may go down to."""
    kolom = (
        Kolom("Kode"),
        Kolom("Wilayah"),
        Kolom("Bagian dari"),
        Kolom(f"{peta.indikator} ({peta.satuan})", _format(peta.satuan)),
        Kolom("Kelas"),
        Kolom("Keadaan"),
    )
    return kolom, _daerah(peta)


def _daerah(peta: isi.Peta) -> Iterator[Sequence[Sel]]:
    for each in peta.daerah:
        kelas = "" if each.kelas is None else peta.kelas[each.kelas]
        yield (
            Sel(each.kode),
            Sel(each.nama),
            Sel(peta.nama),
            Sel(each.teks, each.nilai),
            Sel(kelas),
            Sel(add_simbol(each.keadaan, KEADAAN[each.keadaan].kata), rupa=each.keadaan),
        )
    for below in peta.anak.values():
        yield from _daerah(below)


def _sebar(sebar: isi.Sebar) -> tuple[Sequence[Kolom], Iterable[Sequence[Sel]]]:
    """The points, then the points of each line that bounds them."""
    has_rupa = any(each.rupa for each in sebar.titik)
    kolom = (
        Kolom("Nama"),
        Kolom("Jenis"),
        Kolom(sebar.sumbu_x, ANGKA),
        Kolom(sebar.sumbu_y, ANGKA),
        Kolom("Tertulis"),
        *[Kolom("Status")] * has_rupa,
    )
    points = (
        (Sel(each.nama), Sel("titik"), *_xy(each.x, each.y), Sel(each.teks), *[_status(each.rupa)] * has_rupa) for each in sebar.titik
    )
    lines = ((Sel(nama), Sel("garis"), *_xy(x, y), Sel(""), *[Sel("")] * has_rupa) for nama, line in sebar.garis for x, y in line)
    return kolom, (*points, *lines)


def _xy(x: float, y: float) -> tuple[Sel, Sel]:
    return Sel(f"{x:g}", x), Sel(f"{y:g}", y)
