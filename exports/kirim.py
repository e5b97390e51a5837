"""Reminders by e-mail, to offices, and only where the operator has named a server and the addresses.

P4GN_SMTP: the server in one address, with who sends. `smtp://` starts in the clear and must go on under STARTTLS before anything is said,
`smtps://` is TLS from the first byte, and `tls=tidak` is for a server on the same machine or network that knows neither:
    smtp://nama:sandi@surel.contoh.go.id:587?dari=kesbangpol@contoh.go.id
P4GN_ALAMAT_OPD: path of a CSV with the columns opd (DINKES@63) and surel, one office address per row. It is read when it is needed; nothing of it
is kept, and neither addresses nor the password are ever written to a log or a message.
"""

from __future__ import annotations

import csv
import io
import os
import re
import smtplib
import ssl
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qs, unquote, urlsplit

from exports import ics
from exports.berkas import tanda_of
from exports.butir import satu_baris
from exports.pengingat import Pengingat, pesan_text, polos
from p4gn.bahasa import format_angka, format_tanggal

SMTP, ALAMAT_OPD = "P4GN_SMTP", "P4GN_ALAMAT_OPD"
TERKIRIM, DITOLAK, TANPA_ALAMAT = "terkirim", "ditolak", "tanpa alamat"
TUNGGU = 20.0  # seconds for one answer of the server
_CONTOH = "smtp://nama:sandi@surel.contoh.go.id:587?dari=kesbangpol@contoh.go.id"
_TLS, _TLS_LANGSUNG, _TANPA_TLS = "starttls", "langsung", "tidak"
_KANAL: Mapping[str, tuple[str, int]] = MappingProxyType({"smtp": (_TLS, 587), "smtps": (_TLS_LANGSUNG, 465)})
_KOLOM = ("opd", "surel")
_SUREL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}")
_ALAMAT = re.compile(r"[^\s<>@]+@[^\s<>@]+")
_HOST = re.compile(r"(?!-)[A-Za-z0-9\-]{1,63}(\.[A-Za-z0-9\-]{1,63})*|[0-9a-fA-F:]+")
_PUTUS_TERBANYAK = 2  # letters in a row that broke the connection; whoever comes after is not tried


class SetelanSalah(ValueError):
    """What the operator wrote cannot be used; the message says what, never an address or a password."""


@dataclass(frozen=True, slots=True)
class Peladen:
    """A mail server. tls: starttls | langsung | tidak; tunggu: seconds for one answer."""

    host: str
    port: int
    tls: str
    dari: str
    nama: str = field(default="", repr=False)
    sandi: str = field(default="", repr=False)
    tunggu: float = TUNGGU


@dataclass(frozen=True, slots=True)
class Setelan:
    """Where letters go out, and the office addresses by kunci_opd."""

    peladen: Peladen
    alamat: Mapping[str, tuple[str, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Surat:
    """One letter as it will be sent; without an address it will not. lampiran: (name, content) of a calendar file."""

    kunci: str
    label: str
    kepada: tuple[str, ...]
    subjek: str
    isi: str
    ringkas: str
    lampiran: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Hasil:
    """What came of one letter: terkirim | ditolak | tanpa alamat, and why."""

    kunci: str
    label: str
    keadaan: str
    alasan: str = ""


# ---- settings --------------------------------------------------------------------------------------------------------


def read_setelan() -> Setelan | None:
    """None where nobody configured sending; SetelanSalah where it cannot be used as it is written."""
    written = os.environ.get(SMTP, "").strip()
    if not written:
        return None
    peladen = parse_peladen(written)
    path = os.environ.get(ALAMAT_OPD, "").strip()
    if not path:
        raise SetelanSalah(f"{ALAMAT_OPD} belum diisi: tulis letak berkas CSV berkolom opd dan surel.")
    return Setelan(peladen, read_alamat(Path(path)))


def parse_peladen(alamat: str) -> Peladen:
    """One address as in P4GN_SMTP."""
    wrong = f"{SMTP} tidak dapat dibaca. Contoh: {_CONTOH}"
    try:
        parts = urlsplit(alamat)
        port = parts.port
        chosen = {key: values[-1] for key, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()}
        wait = float(chosen.pop("tunggu", TUNGGU))
    except ValueError as error:
        raise SetelanSalah(wrong) from error
    if parts.scheme not in _KANAL or not _HOST.fullmatch(parts.hostname or ""):
        raise SetelanSalah(wrong)
    sender, tls = chosen.pop("dari", ""), chosen.pop("tls", "")
    if chosen:
        raise SetelanSalah(f"{SMTP}: pilihan {', '.join(sorted(chosen))} tidak dikenal; yang dikenal dari, tls, tunggu.")
    if not _SUREL.fullmatch(sender):
        raise SetelanSalah(f"{SMTP}: tulis alamat pengirim dengan dari=. Contoh: {_CONTOH}")
    if tls not in ("", _TANPA_TLS) or (tls and parts.scheme == "smtps"):
        raise SetelanSalah(f"{SMTP}: tls hanya dapat berisi tidak, dan hanya pada smtp://.")
    if not 0 < wait <= 300:
        raise SetelanSalah(f"{SMTP}: tunggu berisi lama menunggu dalam detik, lebih dari 0 dan paling lama 300.")
    kind, usual = _KANAL[parts.scheme]
    return Peladen(
        str(parts.hostname), port or usual, tls or kind, sender, unquote(parts.username or ""), unquote(parts.password or ""), wait
    )


def read_alamat(path: Path) -> Mapping[str, tuple[str, ...]]:
    """kunci_opd → its office addresses. Other columns than opd and surel are refused: no list of persons is wanted here."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SetelanSalah(f"{ALAMAT_OPD}: berkas alamat tidak dapat dibuka ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise SetelanSalah(f"{ALAMAT_OPD}: berkas alamat bukan teks UTF-8. Simpan sebagai CSV UTF-8.") from error
    head = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in head else ","))
    names = [each.strip().lower() for each in rows[0]] if rows else []
    if sorted(names) != sorted(_KOLOM):
        raise SetelanSalah(f"{ALAMAT_OPD}: baris pertama harus berisi tepat dua kolom, opd dan surel, tanpa nama orang atau nomor telepon.")
    found: dict[str, list[str]] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(names, (each.strip() for each in row), strict=False))
        if any(cells.values()):
            _check_alamat(cells.get("opd", ""), cells.get("surel", ""), number)
            found.setdefault(cells["opd"], []).append(cells["surel"])
    return MappingProxyType({key: tuple(dict.fromkeys(values)) for key, values in found.items()})


def _check_alamat(opd: str, surel: str, baris: int) -> None:
    if not opd:
        raise SetelanSalah(f"{ALAMAT_OPD} baris {baris}: kolom opd kosong; tulis kodenya, misalnya DINKES@63.")
    if not _SUREL.fullmatch(surel):
        raise SetelanSalah(f"{ALAMAT_OPD} baris {baris}: isi kolom surel bukan satu alamat surel.")
    if re.search(r"\d{8}", surel.partition("@")[0]):
        raise SetelanSalah(f"{ALAMAT_OPD} baris {baris}: alamat ini mirip NIP atau nomor telepon; tulis alamat kantor.")


# ---- letters ---------------------------------------------------------------------------------------------------------


def susun_surat(
    pengingat: Iterable[Pengingat], alamat: Mapping[str, Sequence[str]], keterangan: Mapping[str, str], kini: date, dalam: int, penagih: str
) -> tuple[Surat, ...]:
    """A letter for each reminder: the text of WhatsApp without its marks, and the due dates as a calendar file."""
    mark = tanda_of(keterangan)
    return tuple(
        Surat(
            each.kunci,
            each.label,
            tuple(alamat.get(each.kunci, ())),
            f"{f'[{mark}] ' if mark else ''}Pengingat tindak lanjut rapat P4GN: {each.label}, per {format_tanggal(kini)}",
            polos(pesan_text(each, keterangan, kini, dalam, penagih)),
            each.ringkas,
            _kalender(each, keterangan, kini, mark),
        )
        for each in pengingat
    )


def _kalender(pengingat: Pengingat, keterangan: Mapping[str, str], kini: date, mark: str | None) -> tuple[str, bytes] | None:
    if not ics.list_bertenggat(pengingat.butir):
        return None
    name = f"{'DATA-CONTOH-' if mark else ''}tenggat-{nama_berkas(pengingat.kunci)}.ics"
    return name, ics.tindak_lanjut_ics(pengingat.butir, keterangan, kini)


def nama_berkas(kunci: str) -> str:
    """'dinkes-63.04', for names of files."""
    return re.sub(r"[^a-z0-9.]+", "-", kunci.lower()).strip("-.")


def kirim_surat(surat: Iterable[Surat], peladen: Peladen) -> tuple[Hasil, ...]:
    """Send them one after the other; one that is refused does not stop the others, and a broken connection is opened anew.

    Where the server cannot be reached, or breaks off twice in a row, what is left is not tried: it would only wait as long once more each.
    """
    with _Pos(peladen) as pos:
        return tuple(pos.send(each) for each in surat)


class _Pos:
    """A connection that lasts as long as the server lets it."""

    def __init__(self, peladen: Peladen) -> None:
        self._peladen, self._kanal, self._putus, self._berhenti = peladen, None, 0, ""

    def __enter__(self) -> _Pos:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def send(self, surat: Surat) -> Hasil:
        if not surat.kepada:
            return Hasil(surat.kunci, surat.label, TANPA_ALAMAT, "tidak ada alamatnya pada berkas alamat")
        if self._berhenti:
            return Hasil(surat.kunci, surat.label, DITOLAK, f"tidak dicoba: {self._berhenti}")
        try:
            self._kanal = self._kanal or _open(self._peladen)
        except (smtplib.SMTPException, OSError) as error:
            self._berhenti = _alasan(error, self._peladen)
            return Hasil(surat.kunci, surat.label, DITOLAK, self._berhenti)
        try:
            refused = self._kanal.send_message(_message(surat, self._peladen))
        except smtplib.SMTPServerDisconnected as error:
            return self._broken(surat, error)
        except smtplib.SMTPException as error:
            self._putus = 0
            return Hasil(surat.kunci, surat.label, DITOLAK, _alasan(error, self._peladen))
        except OSError as error:
            return self._broken(surat, error)
        self._putus = 0
        note = f"{format_angka(len(refused))} dari {format_angka(len(surat.kepada))} alamat ditolak" if refused else ""
        return Hasil(surat.kunci, surat.label, TERKIRIM, note)

    def _broken(self, surat: Surat, error: Exception) -> Hasil:
        reason = _alasan(error, self._peladen)
        self._close()
        self._putus += 1
        if self._putus >= _PUTUS_TERBANYAK:
            self._berhenti = reason
        return Hasil(surat.kunci, surat.label, DITOLAK, reason)

    def _close(self) -> None:
        if self._kanal is not None:
            self._kanal.close()
            self._kanal = None


def _open(peladen: Peladen) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if peladen.tls == _TLS_LANGSUNG:
        made: smtplib.SMTP = smtplib.SMTP_SSL(peladen.host, peladen.port, timeout=peladen.tunggu, context=context)
    else:
        made = smtplib.SMTP(peladen.host, peladen.port, timeout=peladen.tunggu)
    try:
        if peladen.tls == _TLS:
            made.starttls(context=context)
        if peladen.nama:
            made.login(peladen.nama, peladen.sandi)
    except (smtplib.SMTPException, OSError):
        made.close()
        raise
    return made


def _message(surat: Surat, peladen: Peladen) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Dasbor P4GN <{peladen.dari}>"
    message["To"] = ", ".join(surat.kepada)
    message["Subject"] = surat.subjek
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=peladen.dari.partition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "id"
    message.set_content(surat.isi)
    if surat.lampiran:
        name, content = surat.lampiran
        message.add_attachment(content, maintype="text", subtype="calendar", filename=name)
    return message


def _alasan(error: Exception, peladen: Peladen) -> str:
    """What went wrong, for people; what the server said is told without the addresses in it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"peladen menolak alamat penerima ({_kata_peladen(next(iter(error.recipients.values())))})"
    if isinstance(error, smtplib.SMTPSenderRefused):
        return f"peladen menolak alamat pengirim ({_kata_peladen((error.smtp_code, error.smtp_error))})"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "nama pengguna atau kata sandi ditolak peladen"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "peladen tidak mengenal STARTTLS atau cara masuk yang diminta"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"peladen menolak surat ({_kata_peladen((error.smtp_code, error.smtp_error))})"
    # The library turns a silence while it reads into a broken connection.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return f"peladen tidak menjawab dalam {format_angka(peladen.tunggu, 0 if peladen.tunggu == int(peladen.tunggu) else 1)} detik"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "peladen memutus sambungan"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "sertifikat peladen tidak dapat dipercaya"
    if isinstance(error, ssl.SSLError):
        return "sambungan aman (TLS) tidak dapat dibuat"
    return "peladen surel tidak dapat dihubungi"


def _kata_peladen(answer: tuple[int, bytes | str]) -> str:
    code, said = answer
    text = said.decode("utf-8", errors="replace") if isinstance(said, bytes) else said
    return f"{code} {satu_baris(_ALAMAT.sub('…', text))[:120]}".strip()
