"""The store of submissions (data/masuk/<jenis>/): what was sent, never with personal data in it, and an index that only grows."""

from __future__ import annotations

import fcntl
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePath

from etl.pribadi import Pribadi, hide_pribadi
from etl.problems import EtlGagal
from etl.reading.lembar import Lembar
from etl.receive import Kiriman, prepare_simpan, write_durable
from p4gn.kiriman import INDEKS, Tersimpan, list_kiriman, masuk_dir

_KUNCI = ".kunci"


def simpan(jenis: str, kiriman: Kiriman, bersih: Sequence[Lembar] | None, pribadi: Iterable[Pribadi] = ()) -> Path:
    """Keep a submission and note it in the index; the same bytes twice running from one sender change nothing.

    Sent again after another file, it counts as sent now: whoever goes back to an earlier workbook means that one.

    bersih: the sheets without personal data, None when the file may be kept as it is. Gives back where the file lies.
    """
    folder = masuk_dir(jenis)
    with _lock(folder):
        own = [item for item in list_kiriman(jenis) if item.pengirim == kiriman.pengirim]
        latest = own if kiriman.pengirim is None else own[-1:]
        known = next((item for item in latest if item.sha256 == kiriman.sha256), None)
        if known is not None and (folder / known.berkas).is_file():
            return folder / known.berkas
        isi, akhiran = prepare_simpan(kiriman, bersih)
        target = folder / "berkas" / f"{kiriman.sha256}{akhiran or PurePath(kiriman.nama).suffix.lower()}"
        if not target.is_file():
            target.parent.mkdir(exist_ok=True)
            write_durable(target, isi)
        counts: Counter[str] = Counter()
        for item in pribadi:
            counts[item.jenis] += item.jumlah
        if known is None:
            record = {
                "berkas": target.relative_to(folder).as_posix(),
                "pengirim": kiriman.pengirim,
                "diterima_pada": kiriman.diterima_pada.astimezone().isoformat(timespec="milliseconds"),
                "nama": kiriman.nama,
                "sha256": kiriman.sha256,
                "asli": akhiran is None,
                "pribadi": dict(counts),
            }
            _append(folder, record)
        return target


def tarik(jenis: str, sha256: str, alasan: str, oleh_jabatan: str, pengirim: str | None = None, buang_berkas: bool = False) -> Tersimpan:
    """Leave a submission out of later builds; EtlGagal when there is none of that hash. Its line stays in the index.

    pengirim: only that sender's, when several sent the same bytes. buang_berkas: also remove the file itself.
    """
    folder = masuk_dir(jenis)
    alasan, oleh_jabatan = (hide_pribadi(" ".join(text.split())) for text in (alasan, oleh_jabatan))
    if not alasan or not oleh_jabatan:
        raise EtlGagal("Penarikan memerlukan alasan dan jabatan yang memutuskan.")
    with _lock(folder):
        meant = [item for item in list_kiriman(jenis) if item.sha256 == sha256 and pengirim in (None, item.pengirim)]
        if not meant:
            raise EtlGagal(f"Tidak ada kiriman {sha256[:12]} di simpanan {jenis}, atau sudah ditarik.")
        moment = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        _append(folder, {"tarik": sha256, "pengirim": pengirim, "alasan": alasan, "oleh": oleh_jabatan, "pada": moment})
        if buang_berkas and not any(item.berkas == meant[0].berkas for item in list_kiriman(jenis)):
            (folder / meant[0].berkas).unlink(missing_ok=True)
    return next(item for item in list_kiriman(jenis, semua=True) if item.sha256 == sha256 and item.ditarik)


def list_berkas(jenis: str) -> list[Path]:
    """The files of all submissions that count, in the order they came."""
    folder = masuk_dir(jenis)
    return list(dict.fromkeys(folder / item.berkas for item in list_kiriman(jenis) if (folder / item.berkas).is_file()))


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One writer at a time; the next one waits. The lock is gone when its holder dies."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _KUNCI).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _append(folder: Path, record: Mapping[str, object]) -> None:
    """A whole line or nothing: what a killed writer left behind its last line break is cut off first."""
    line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
    with (folder / INDEKS).open("ab+") as file:
        file.seek(0)
        content = file.read()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            file.truncate(whole)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
