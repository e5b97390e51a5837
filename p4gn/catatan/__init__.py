"""The store `catatan`: what people decide and report in the room, kept for ever, beside the editions and surviving every rebuild.

    from p4gn import catatan

    pencatat = catatan.Pencatat("Analis Kesbangpol", peran="analis", layar="tren", edisi=scope.edisi, sesi=session_id)
    hasil = catatan.record_keputusan(
        pencatat,
        catatan.Keputusan("Terbitkan SE tes urine", penanggung_jawab="DINKES@63", tenggat=date(2026, 12, 31), wilayah="63"),
        kunci_kirim=form_id,                                   # one per form shown: pressing twice stores once
    )
    catatan.change_status(pencatat, hasil.id, hasil.versi, "selesai", tanggal=date(2026, 12, 1))
    frame = catatan.list_tindak_lanjut(scope)                   # files and store, ONE list
    if catatan.last_nomor() > seen: changes = catatan.list_since(seen)   # for live pages

**Writing** (each returns the new state, and only after the commit; `Bentrok` where somebody else changed it since `versi`):
`record_keputusan(pencatat, Keputusan, kunci_kirim=None) -> TindakLanjut` ·
`change_status(pencatat, id, versi, status, tanggal=None, keterangan="", kunci_kirim=None)` ·
`change_tenggat(pencatat, id, versi, tenggat | None, alasan="", …)` ·
`change_penanggung(pencatat, id, versi, penanggung_jawab, pendukung=(), …)` ·
`change_teks(pencatat, id, versi, teks, topik=None, …)` ·
`attach_bukti(pencatat, id, tautan, keterangan="", …)` (adds; never conflicts) ·
`withdraw(pencatat, id, versi, alasan, …)` (only what was recorded in the store) ·
`undo_last(pencatat, id) -> TindakLanjut` (the last change of this `id`, made by the same `pencatat.sesi`).
`id` is the `id` column of `list_tindak_lanjut`; a follow-up that came by file has `versi` 0 until something is noted about it.

**Meetings**: `record_rapat(pencatat, RapatBaru, kunci_kirim=None) -> Rapat` · `change_rapat(pencatat, id, versi, RapatBaru)` ·
`start_rapat` / `finish_rapat(pencatat, id, versi)` · `withdraw_rapat(pencatat, id, versi, alasan)` ·
`find_rapat_berjalan(wilayah, edisi) -> Rapat | None` · `list_rapat(edisi, wilayah=None) -> tuple[Rapat, ...]` · `read_rapat(id)`.
`Keputusan.rapat` is `Rapat.id`, or `kunci_rapat(kode_wilayah, id_rapat)` for a meeting of the files.

**Reading**: `list_tindak_lanjut(scope, pada=None, rapat=None) -> DataFrame` (columns: see p4gn/catatan/gabung.py) ·
`list_tanpa_asal(edisi)` (noted follow-ups whose row has left the files) · `read_tindak_lanjut(id)` · `read_history(id)` ·
`list_since(nomor)` · `last_nomor()` · `read_audit(dari, sampai)` (with the lines of the books) · `list_topik()`, `guess_topik(teks)`, `list_status()`.

`list_pertemuan(scope) -> tuple[Pertemuan, ...]`, `read_pertemuan(edisi, id)`, `find_tetangga(edisi, pertemuan)`: meetings of files and store as
ONE list (see pertemuan.py); `Pertemuan.id` is what `Keputusan.rapat` and the column `rapat` of follow-ups hold.
`list_keputusan(edisi, rapat=None) -> DataFrame`: the follow-ups of every meeting, or of one, in the order in which they were decided.
`compute_kehadiran(edisi, kode_wilayah, periode, opd) -> Kehadiran`: who came to the meetings of one government (see kehadiran.py).

**Briefings** (which slides, in which order, with which notes): see p4gn/paparan/simpan.py; they belong to neither world.

**Errors** (messages in Indonesian, ready to show): `Bentrok` (`.kini`, `.perubahan`: the other's change), `TidakAda`, `IsiSalah` (`.isian`: field
name), `CatatanTertutup` (database not reachable), `CatatanLebihBaru`, `PeranTidakBerwenang` (publik does not write).

**Books** (buku.py): aliases, corrections, sign-offs, decisions on candidates; read with p4gn.catatan_data, written by the commands of etl/catatan.

Example editions and real ones are two worlds: what is noted on an example edition is never listed on a real one.
Address: P4GN_CATATAN, else SQLite in data/catatan/catatan.db. Rules and reasons: docs/decisions/0015-catatan.md.
"""

from __future__ import annotations

from p4gn.catatan.baca import (
    find_rapat_berjalan,
    last_nomor,
    list_rapat,
    list_since,
    read_audit,
    read_history,
    read_rapat,
    read_tindak_lanjut,
)
from p4gn.catatan.basis import CatatanLebihBaru, CatatanTertutup
from p4gn.catatan.gabung import find_tindak_lanjut, list_keputusan, list_tanpa_asal, list_tindak_lanjut
from p4gn.catatan.isi import (
    Bentrok,
    Bukti,
    IsiSalah,
    Keputusan,
    Paparan,
    Pencatat,
    Peristiwa,
    Rapat,
    RapatBaru,
    TidakAda,
    TindakLanjut,
    kunci_berkas,
    kunci_rapat,
)
from p4gn.catatan.kata import guess_topik, list_kelompok_umur, list_status, list_topik
from p4gn.catatan.kehadiran import Kehadiran, compute_kehadiran, list_tahun_rapat
from p4gn.catatan.pertemuan import Pertemuan, Peserta, find_tetangga, list_pertemuan, read_pertemuan, read_semua_pertemuan
from p4gn.catatan.susun import rebuild
from p4gn.catatan.tulis import (
    attach_bukti,
    change_penanggung,
    change_rapat,
    change_status,
    change_teks,
    change_tenggat,
    finish_rapat,
    record_keputusan,
    record_rapat,
    start_rapat,
    undo_last,
    withdraw,
    withdraw_rapat,
)
from p4gn.peran import PeranTidakBerwenang

__all__ = [
    "Bentrok",
    "Bukti",
    "CatatanLebihBaru",
    "CatatanTertutup",
    "IsiSalah",
    "Kehadiran",
    "Keputusan",
    "Paparan",
    "Pencatat",
    "PeranTidakBerwenang",
    "Peristiwa",
    "Pertemuan",
    "Peserta",
    "Rapat",
    "RapatBaru",
    "TidakAda",
    "TindakLanjut",
    "attach_bukti",
    "change_penanggung",
    "change_rapat",
    "change_status",
    "change_teks",
    "change_tenggat",
    "compute_kehadiran",
    "find_rapat_berjalan",
    "find_tetangga",
    "find_tindak_lanjut",
    "finish_rapat",
    "guess_topik",
    "kunci_berkas",
    "kunci_rapat",
    "last_nomor",
    "list_kelompok_umur",
    "list_keputusan",
    "list_pertemuan",
    "list_rapat",
    "list_since",
    "list_status",
    "list_tahun_rapat",
    "list_tanpa_asal",
    "list_tindak_lanjut",
    "list_topik",
    "read_audit",
    "read_history",
    "read_pertemuan",
    "read_rapat",
    "read_semua_pertemuan",
    "read_tindak_lanjut",
    "rebuild",
    "record_keputusan",
    "record_rapat",
    "start_rapat",
    "undo_last",
    "withdraw",
    "withdraw_rapat",
]
