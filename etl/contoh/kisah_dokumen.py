"""The paper of the governments: regulations, team decrees that expire, action plans, their own reports, and what the plans achieved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from numpy.random import Generator

from etl.contoh.dunia import PROVINSI, Butir, Dunia, working_day
from etl.contoh.ejaan import choose
from etl.contoh.kisah_opd import AWAL_KIRIM_SENDIRI, HARI_TENGGAT
from etl.contoh.watak import BAIK, DIAM, TELADAN, Watak, likely
from p4gn.geography.wilayah import list_anak

_AKSI_RAD = (
    ("Sosialisasi bahaya narkotika kepada pegawai", "Jumlah pegawai yang mengikuti sosialisasi", "orang", "BAKESBANGPOL"),
    ("Tes urine pegawai", "Jumlah pegawai yang dites", "orang", "DINKES"),
    ("Pembinaan Desa Bersinar", "Jumlah desa yang dibina", "desa", "DPMD"),
    ("Pembekalan penggiat anti narkotika", "Jumlah penggiat yang dibekali", "orang", "BAKESBANGPOL"),
    ("Materi anti narkotika di sekolah", "Jumlah sekolah yang memakai materi", "sekolah", "DISDIKBUD"),
    ("Konten pencegahan di media daerah", "Jumlah konten yang terbit", "konten", "DISKOMINFO"),
    ("Pengawasan rumah kos dan tempat hiburan", "Jumlah tempat yang diperiksa", "tempat", "SATPOLPP"),
    ("Pendampingan keluarga warga yang pulih", "Jumlah keluarga yang didampingi", "keluarga", "DINSOS"),
    ("Penyuluhan awak angkutan", "Jumlah awak angkutan yang mengikuti", "orang", "DISHUB"),
    ("Penganggaran kegiatan P4GN", "Jumlah OPD yang menganggarkan", "OPD", "BAPPEDA"),
)
_KENDALA = (None, None, None, "Jadwal narasumber terbatas", "Anggaran cair pada semester kedua", "Peserta berganti menjelang kegiatan")


@dataclass(frozen=True, slots=True)
class _Pemerintah:
    """A government: its code, what its head is called, who sends its paper, and its habits."""

    kode: str
    pejabat: str
    pengirim: str
    watak: Watak


def _list_pemerintah(dunia: Dunia) -> Iterator[_Pemerintah]:
    yield _Pemerintah(PROVINSI, "Gubernur", f"BAKESBANGPOL@{PROVINSI}", dunia.watak[PROVINSI])
    for wilayah in dunia.kabkota:
        yield _Pemerintah(wilayah.kode, "Wali Kota" if wilayah.kode[3] == "7" else "Bupati", wilayah.kode, dunia.watak[wilayah.kode])


def tell_dokumen(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """Regulations, team decrees with their term, action plans and the regions' own reports, down to the kecamatan."""
    for pemerintah in _list_pemerintah(dunia):
        yield from _tell_tim(dunia, rng, pemerintah, None, f"Keputusan {pemerintah.pejabat} tentang Tim Terpadu P4GN")
        for kecamatan in list_anak(pemerintah.kode) if pemerintah.kode != PROVINSI else ():
            yield from _tell_tim(dunia, rng, pemerintah, kecamatan.kode, "Keputusan Camat tentang Tim Terpadu P4GN")
        yield from _tell_perda(dunia, rng, pemerintah)
        yield from _tell_rad(dunia, rng, pemerintah)
        for tahun in dunia.tahun:
            if rng.random() < 0.3:
                day = dunia.hari(rng, date(tahun, 1, 5), date(tahun, 10, 20))
                yield _document(rng, pemerintah, tahun, "surat edaran", f"Surat edaran {pemerintah.pejabat} tentang tes urine pegawai", day)
        yield from _tell_laporan(dunia, rng, pemerintah)


def _document(
    rng: Generator,
    pemerintah: _Pemerintah,
    tahun: int,
    jenis: str,
    judul: str,
    day: date | None = None,
    berlaku_sampai: date | None = None,
    status: str = "ada",
    kecamatan: str | None = None,
) -> Butir:
    """One row; what is not there yet has neither number nor day."""
    there = status == "ada"
    return Butir(
        "dokumen_wilayah",
        pemerintah.pengirim,
        str(tahun),
        {
            "wilayah": pemerintah.kode,
            "kode_wilayah_tertulis": pemerintah.kode,
            "kecamatan": kecamatan,
            "jenis_dokumen": jenis,
            "status": status,
            "judul_dokumen": judul,
            "tahun": tahun,
            "nomor": f"{int(rng.integers(1, 9000))}/{tahun}" if there else None,
            "tanggal_dokumen": day if there else None,
            "berlaku_sampai": berlaku_sampai if there else None,
            "tautan": f"https://contoh.go.id/dokumen/{int(rng.integers(100, 10_000))}" if there and rng.random() < 0.4 else None,
        },
    )


def _tell_tim(dunia: Dunia, rng: Generator, pemerintah: _Pemerintah, kecamatan: str | None, judul: str) -> Iterator[Butir]:
    """The decree of a team, renewed when it ends or some time later; a kecamatan follows the habit of its kab/kota, less surely."""
    ends = date(dunia.mulai.year, 1, 1)
    for tahun in dunia.tahun:
        niat = dunia.niat(pemerintah.watak, tahun)
        start = max(ends, date(tahun, 1, 5))
        if ends > date(tahun, 9, 30) or not dunia.has_passed(start):
            continue
        day = dunia.hari(rng, start, date(tahun, 10, 25))
        dice = rng.random(3)
        if dice[0] < likely(niat, -0.2 if kecamatan else 0.7):
            ends = _choose_end(rng, day)
            berlaku = None if dice[1] < 0.12 else ends
            ends = date.max if berlaku is None else ends
            yield _document(rng, pemerintah, tahun, "SK tim terpadu", judul, day, berlaku, kecamatan=kecamatan)
        elif pemerintah.watak.kelas != DIAM and dice[1] < (0.12 if kecamatan else 0.7):
            status = "draf" if dice[2] < niat else "belum"
            yield _document(rng, pemerintah, tahun, "SK tim terpadu", judul, status=status, kecamatan=kecamatan)


def _choose_end(rng: Generator, day: date) -> date:
    """The last day of this year or one of the next, or a year or two after the day itself."""
    dice = float(rng.random())
    if dice < 0.62:
        return date(day.year + int(rng.choice([0, 1, 2], p=[0.25, 0.5, 0.25])), 12, 31)
    return day + timedelta(days=365 * int(rng.integers(1, 3)))


def _tell_perda(dunia: Dunia, rng: Generator, pemerintah: _Pemerintah) -> Iterator[Butir]:
    """A perda or the head's own regulation, one day or never; while it is being made, some say so every year and some say nothing."""
    jenis, judul = (
        ("perda", "Fasilitasi pencegahan narkotika")
        if rng.random() < 0.55
        else ("perkada", f"Peraturan {pemerintah.pejabat} tentang fasilitasi P4GN")
    )
    never, talks = (bool(dice) for dice in rng.random(2) < (0.35, 0.6))
    for tahun in dunia.tahun:
        niat = dunia.niat(pemerintah.watak, tahun)
        if rng.random() < likely(niat, -0.5) and not never:
            yield _document(rng, pemerintah, tahun, jenis, judul, dunia.hari(rng, date(tahun, 1, 5), date(tahun, 10, 20)))
            return
        if talks and pemerintah.watak.kelas != DIAM:
            yield _document(rng, pemerintah, tahun, jenis, judul, status="draf" if rng.random() < niat + 0.1 else "belum")


def _tell_rad(dunia: Dunia, rng: Generator, pemerintah: _Pemerintah) -> Iterator[Butir]:
    """A plan for one year or for three; where there is none, a draft, a word that there is none, or nothing."""
    until = 0
    for tahun in dunia.tahun:
        niat = dunia.niat(pemerintah.watak, tahun)
        dice = rng.random(3)
        if until >= tahun:
            continue
        if dice[0] < likely(niat, 0.5):
            until = tahun + 2 if dice[1] < 0.3 else tahun
            span = f"tahun {tahun}" if until == tahun else f"tahun {tahun}–{until}"
            day = dunia.hari(rng, date(tahun, 1, 5), date(tahun, 5, 30))
            yield _document(rng, pemerintah, tahun, "RAD", f"Rencana aksi daerah P4GN {span}", day, date(until, 12, 31))
        elif pemerintah.watak.kelas != DIAM and dice[2] < 0.8:
            status = "draf" if dice[1] < niat + 0.15 else "belum"
            yield _document(rng, pemerintah, tahun, "RAD", f"Rencana aksi daerah P4GN tahun {tahun}", status=status)


def _tell_laporan(dunia: Dunia, rng: Generator, pemerintah: _Pemerintah) -> Iterator[Butir]:
    """The region's own report on each half-year: most in time, some late, some never."""
    for half in dunia.semester:
        niat = dunia.niat(pemerintah.watak, half.tahun)
        dice = rng.random(2)
        days = int(rng.integers(3, HARI_TENGGAT + 1))
        late = HARI_TENGGAT + 1 + int(rng.gamma(1.6, 15.0))
        if pemerintah.watak.kelas == DIAM or half.kode == pemerintah.watak.sunyi or dice[0] > likely(niat, 1.3):
            continue
        on_time = dice[1] < likely(niat, 0.9)
        sent = half.akhir + timedelta(days=days if on_time else late)
        sent = working_day(sent, half.akhir + timedelta(days=1)) if on_time else sent
        if dunia.has_passed(sent):
            kind = "B06" if half.ke == 1 else "B12"
            judul = f"Laporan {kind} pelaksanaan P4GN tahun {half.tahun}"
            yield _document(rng, pemerintah, half.tahun, f"laporan {kind}", judul, sent)


def tell_rad_aksi(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """What each plan reached by June and by December, the running year by June; and the reports of some agencies on their own actions."""
    for pemerintah in _list_pemerintah(dunia):
        for tahun in dunia.tahun:
            niat = dunia.niat(pemerintah.watak, tahun)
            whole = dunia.has_passed(date(tahun, 12, 31))
            if pemerintah.watak.kelas == DIAM or rng.random() > likely(niat, 1.3):
                continue
            if whole or dunia.has_passed(date(tahun, 7, 15)):
                yield from _tell_rencana(dunia, rng, pemerintah, tahun, niat, whole)
    yield from _tell_laporan_aksi(dunia, rng)


def _tell_rencana(dunia: Dunia, rng: Generator, pemerintah: _Pemerintah, tahun: int, niat: float, whole: bool) -> Iterator[Butir]:
    chosen = sorted(rng.choice(len(_AKSI_RAD), size=int(rng.integers(8, len(_AKSI_RAD) + 1)), replace=False).tolist())
    for index in chosen:
        target, reached, b06 = _throw_capaian(rng, niat)
        _, _, satuan, kode_opd = _AKSI_RAD[index]
        late = rng.random() > likely(niat, 1.4)  # nothing told of this action yet
        yield Butir(
            "rad_aksi",
            pemerintah.pengirim,
            str(tahun),
            {
                **_action(index, pemerintah.kode, kode_opd),
                "periode": str(tahun),
                "satuan": satuan,
                "target": target,
                "realisasi_b06": None if late and rng.random() < 0.6 else b06,
                "realisasi_b12": None if late or not whole else reached,
                "jenis_angka": "kumulatif",
                "kendala": choose(rng, _KENDALA),
                "bukti": _link(pemerintah.kode, kode_opd, tahun) if not late and rng.random() < likely(niat, 0.2) else None,
            },
        )


def _throw_capaian(rng: Generator, niat: float) -> tuple[int, int, int]:
    """Target, what was reached by December, what by June."""
    target = int(rng.integers(2, 12)) * 10
    reached = int(target * min(1.1, float(rng.uniform(0.25 + 0.6 * niat, 1.08))))
    return target, reached, int(reached * rng.uniform(0.15, 0.65))


def _action(index: int, kode: str, kode_opd: str) -> dict[str, object]:
    aksi, ukuran, _, _ = _AKSI_RAD[index]
    return {"wilayah": kode, "kode_wilayah_tertulis": kode, "aksi": aksi, "ukuran": ukuran, "opd_pelaksana": kode_opd}


def _link(kode: str, kode_opd: str, tahun: int) -> str:
    return f"https://contoh.go.id/rad/{kode.replace('.', '-')}-{kode_opd.lower()}-{tahun}"


def _tell_laporan_aksi(dunia: Dunia, rng: Generator) -> Iterator[Butir]:
    """B06 and B12 of actions as the agencies concerned write them, one row per action and half-year."""
    owners = {kode_opd for _, _, _, kode_opd in _AKSI_RAD}
    for kantor in dunia.kantor_di(PROVINSI):
        if kantor.kode_opd not in owners or kantor.watak.kelas not in {TELADAN, BAIK}:
            continue
        for half in dunia.semester:
            if half.tahun < dunia.mulai.year + AWAL_KIRIM_SENDIRI or half.kode == kantor.watak.sunyi:
                continue
            for index in [i for i, action in enumerate(_AKSI_RAD) if action[3] == kantor.kode_opd]:
                target, reached, b06 = _throw_capaian(rng, dunia.niat(kantor.watak, half.tahun))
                yield Butir(
                    "rad_aksi",
                    kantor.kunci,
                    half.kode,
                    {
                        **_action(index, PROVINSI, kantor.kode_opd),
                        "periode": half,
                        "satuan": _AKSI_RAD[index][2],
                        "target": target,
                        "realisasi": reached if half.ke == 2 else b06,
                        "jenis_angka": "kumulatif" if half.ke == 2 else None,
                        "kendala": choose(rng, _KENDALA),
                        "bukti": _link(PROVINSI, kantor.kode_opd, half.tahun) if rng.random() < 0.7 else None,
                    },
                )
