"""Meetings and what came of them: each government by its habits, each follow-up by those of the agency that owes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from numpy.random import Generator

from etl.contoh.dunia import PROVINSI, Butir, Dunia, Kantor, Semester
from etl.contoh.ejaan import choose
from etl.contoh.watak import likely

_RAKOR = (
    ("Rapat koordinasi Tim Terpadu P4GN", "rakor"),
    ("Rapat kerja pelaksanaan RAN P4GN", "raker"),
    ("Rakor rencana aksi P4GN", "rakor"),
)
_BERUNDANGAN = ("rakor", "raker")  # all agencies of the government are invited
_LAIN = (
    ("Evaluasi rencana aksi daerah P4GN", "monev"),
    ("Audiensi pelaksanaan tes urine pegawai", "audiensi"),
    ("Sosialisasi bahaya narkotika bagi pegawai", "sosialisasi"),
    ("Rapat persiapan pencanangan Desa Bersinar", "rapat"),
    ("Monitoring dan evaluasi Desa Bersinar", "monev"),
    ("Bimbingan teknis pelaporan rencana aksi", "bimtek"),
    ("Forum komunikasi pencegahan narkotika", "forum"),
    ("Asistensi pembentukan satuan tugas anti narkotika", "asistensi"),
)
_TEMPAT = (
    "Aula Kantor Bupati",
    "Ruang Rapat Setda",
    "Aula Kesbangpol",
    "Gedung Serbaguna",
    "Hotel Melati Banua",
    "Ruang Rapat Bappeda",
    "Daring",
)
_DASAR = (
    "Inpres Nomor 2 Tahun 2020",
    "Permendagri Nomor 12 Tahun 2019",
    "Permendagri Nomor 12 Tahun 2019 dan SK Tim Terpadu",
    "SK Tim Terpadu P4GN",
    "Rencana Aksi Daerah P4GN",
)
_KESIMPULAN = (
    "Setiap OPD melaksanakan tes urine paling sedikit satu kali setahun",
    "OPD menunjuk satu petugas pelapor rencana aksi",
    "Laporan B06 dikirim paling lambat tanggal 15 Juli",
    "SK Tim Terpadu diperbarui sebelum masa berlakunya habis",
    "Anggaran kegiatan dimasukkan dalam RKPD tahun berikut",
    "Desa Bersinar mendapat pendampingan setiap triwulan",
    "Satuan tugas anti narkotika dibentuk di setiap OPD",
    "Materi bahaya narkotika dimasukkan dalam pelatihan dasar",
    "Hasil tes urine yang reaktif ditindaklanjuti dengan asesmen",
    "Kecamatan membentuk tim terpadu tingkat kecamatan",
    "Data kawasan rawan diperbarui bersama BNN",
    "Penggiat desa dibekali kembali pada semester berikut",
)


@dataclass(frozen=True, slots=True)
class _Tuan:
    """A host of meetings: who it is, how many meetings besides the required ones it holds in a year, and how sure the required ones are."""

    pengirim: str
    wilayah: str
    per_tahun: float
    geser: float


def tell_rapat(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Meetings of the province, each kab/kota and the narcotics agency, and what was agreed in them."""
    hosts = [_Tuan(f"BAKESBANGPOL@{PROVINSI}", PROVINSI, 5.0, 2.0), _Tuan(f"BNNP@{PROVINSI}", PROVINSI, 4.0, -1.0)]
    hosts += [_Tuan(w.kode, w.kode, 2.2, 0.7) for w in dunia.kabkota]
    for host in hosts:
        for tahun in dunia.tahun:
            agenda = _plan_year(dunia, rng, host, tahun)
            for ke, (day, (acara, jenis)) in enumerate(sorted(agenda.items()), start=1):
                yield from _tell_one_rapat(dunia, rng, host, day, ke, acara, jenis)


def _plan_year(dunia: Dunia, rng: Generator, host: _Tuan, tahun: int) -> dict[date, tuple[str, str]]:
    """Day → subject and kind: a coordination meeting in each half-year where the host keeps its duty, others as they come."""
    niat = dunia.niat(dunia.watak[host.wilayah], tahun)
    agenda: dict[date, tuple[str, str]] = {}
    for half in (Semester(tahun, 1), Semester(tahun, 2)):
        if rng.random() < likely(niat, host.geser):
            day = half.awal + timedelta(days=int(rng.integers(10, 165)))
            _add(dunia, agenda, day, choose(rng, _RAKOR))  # type: ignore[arg-type]
    for _ in range(int(rng.poisson(host.per_tahun)) + 1):
        _add(dunia, agenda, date(tahun, 1, 10) + timedelta(days=int(rng.integers(0, 340))), choose(rng, _LAIN))  # type: ignore[arg-type]
    return agenda


def _add(dunia: Dunia, agenda: dict[date, tuple[str, str]], day: date, acara: tuple[str, str]) -> None:
    """On a working day that has come and on which nothing else is."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    if dunia.has_passed(day):
        agenda.setdefault(day, acara)


def _tell_one_rapat(dunia: Dunia, rng: Generator, host: _Tuan, day: date, ke: int, acara: str, jenis: str) -> Iterator[Butir]:
    id_rapat = f"R-{host.wilayah.replace('.', '')}-{host.pengirim[:3]}-{day.year}-{ke:02d}"
    kantor = dunia.kantor_di(host.wilayah)
    present = sorted(
        {kantor[i].kode_opd for i in rng.choice(len(kantor), size=int(rng.integers(4, min(18, len(kantor)))), replace=False).tolist()}
    )
    agreed = [_KESIMPULAN[i] for i in rng.choice(len(_KESIMPULAN), size=int(rng.integers(2, 6)), replace=False)]
    yield Butir(
        "rapat",
        host.pengirim,
        str(day.year),
        {
            "id": id_rapat,
            "tanggal_tertulis": day,
            "jenis": jenis if rng.random() < 0.96 else None,
            "judul_ringkas": f"{acara} Tahun {day.year}",
            "tempat": choose(rng, _TEMPAT),
            "wilayah": host.wilayah,
            "kode_kabkota": host.wilayah,
            "penyelenggara": "BNNP Kalimantan Selatan" if host.pengirim.startswith("BNNP") else "Badan Kesatuan Bangsa dan Politik",
            "pimpinan_jabatan": choose(rng, ("Kepala Badan Kesbangpol", "Asisten I", "Kepala BNNP", "Sekretaris Daerah")),
            "jumlah_peserta": int(len(present) * rng.uniform(1.0, 3.5)),
            "instansi_diundang": tuple(each.kode_opd for each in kantor) if jenis in _BERUNDANGAN else (),
            "instansi_hadir": tuple(present),
            "dasar_hukum": choose(rng, _DASAR) if rng.random() < 0.78 else None,
            "kesimpulan": tuple(agreed),
        },
    )
    tasks = [
        (uraian, kantor[i])
        for uraian in agreed[: int(rng.integers(1, len(agreed) + 1))]
        for i in rng.choice(len(kantor), size=int(rng.integers(1, 4)), replace=False).tolist()
    ]
    for urutan, (uraian, owner) in enumerate(tasks, start=1):
        isi = _tell_tindak_lanjut(dunia, rng, owner, day)
        named = {"id": f"TL{id_rapat[1:]}-{urutan}", "id_rapat": id_rapat, "uraian": uraian, "wilayah": host.wilayah}
        yield Butir("tindak_lanjut", host.pengirim, str(day.year), {**named, "kode_kabkota": host.wilayah, **isi})


def _tell_tindak_lanjut(dunia: Dunia, rng: Generator, owner: Kantor, day: date) -> Mapping[str, object]:
    """Done by the day agreed, later, or not at all, as its owner is; a task without a day is done less surely."""
    due = day + timedelta(days=int(rng.integers(20, 150))) if rng.random() < 0.85 else None
    niat = dunia.niat(owner.watak, day.year)
    done_on = _find_day_done(dunia, rng, day, due, niat)
    status = "selesai" if done_on else _say_status(dunia, rng, due, niat)
    link = f"https://contoh.go.id/tindak-lanjut/{owner.kode_opd.lower()}-{day:%y%m%d}"
    return {
        "tanggal_rapat": day,
        "penanggung_jawab": owner.kode_opd,
        "batas_waktu": due,
        "status": status,
        "tanggal_selesai": done_on,
        "bukti": link if done_on and rng.random() < 0.7 else None,
    }


def _find_day_done(dunia: Dunia, rng: Generator, day: date, due: date | None, niat: float) -> date | None:
    if rng.random() > likely(niat, 0.9 if due else 0.0):
        return None
    allowed = (due - day).days if due else 120
    took = int(rng.integers(7, allowed + 1)) if rng.random() < likely(niat, 0.8) else allowed + int(rng.integers(3, 120))
    done_on = day + timedelta(days=took)
    return done_on if dunia.has_passed(done_on) else None


def _say_status(dunia: Dunia, rng: Generator, due: date | None, niat: float) -> str:
    """Being worked on, not begun, put off, or (seldom) dropped."""
    dice = float(rng.random())
    for status, share in _shares(dunia, due, niat):
        if dice < share:
            return status
        dice -= share
    return "belum"


def _shares(dunia: Dunia, due: date | None, niat: float) -> Sequence[tuple[str, float]]:
    running = 0.25 + 0.4 * niat if due is None or not dunia.has_passed(due) else 0.2 + 0.3 * niat
    return (("batal", 0.04), ("ditunda", 0.1), ("berjalan", running))
