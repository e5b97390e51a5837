"""Letters by a real mail server on this machine: sent, refused, silent, gone; and nothing secret in what is told."""

from __future__ import annotations

import logging
import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as PeladenSmtp
from aiosmtpd.smtp import AuthResult, LoginPassword
from icalendar import Calendar

from exports import __main__ as perintah
from exports import kirim
from exports.pengingat import list_pengingat
from p4gn.catatan.basis import VARIABEL, forget_engines
from tests.exports.kartu_buatan import KETERANGAN, KETERANGAN_CONTOH
from tests.exports.rapat_buatan import EDISI, KINI, butir, write_edisi_rapat

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

SANDI = "rahasia-sekali"
DARI = "kesbangpol@contoh.go.id"
ALAMAT = {"DINKES@63": ("dinkes@contoh.go.id",), "DINSOS@63": ("dinsos@contoh.go.id",), "PUPR@63": ("pupr@contoh.go.id",)}
ROWS = (
    butir("1", "Terbitkan SE tes urine", tenggat=KINI.replace(day=1)),
    butir("2", "Bentuk satgas", penanggung_jawab="DINSOS@63", nama_penanggung="Dinas Sosial"),
    butir("3", "Latih penggiat", penanggung_jawab="PUPR@63", nama_penanggung="Dinas Pekerjaan Umum dan Penataan Ruang"),
)


class Kotak:
    """What the server took in; some addresses it refuses, some it answers by hanging up."""

    def __init__(self) -> None:
        self.surat: list[tuple[tuple[str, ...], bytes]] = []
        self.tolak: set[str] = set()
        self.putus: set[str] = set()
        self.tolak_isi = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.tolak:
            return f"550 5.1.1 <{address}> kotak tidak ada"
        if address in self.putus:
            server.transport.close()
            return "421 putus"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.tolak_isi:
            return "552 5.3.4 terlalu besar"
        self.surat.append((tuple(envelope.rcpt_tos), envelope.content))
        return "250 OK"


def check_sandi(server, session, envelope, mechanism, auth_data) -> AuthResult:
    known = isinstance(auth_data, LoginPassword) and auth_data.password == SANDI.encode()
    return AuthResult(success=known, handled=known)  # not handled: the server answers 535 itself


@pytest.fixture(scope="module")
def sertifikat(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of localhost that nobody but this test trusts."""
    folder = tmp_path_factory.mktemp("sertifikat")
    key, made = folder / "kunci.pem", folder / "sertifikat.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, made


class Server(Controller):
    """A server on a free port of this machine."""

    def __init__(self, kotak: Kotak, **pilihan) -> None:
        super().__init__(kotak, hostname="127.0.0.1", port=0, **pilihan)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def kotak() -> Kotak:
    return Kotak()


@pytest.fixture
def peladen(kotak: Kotak) -> Iterator[kirim.Peladen]:
    """Without TLS, with a password."""
    server = Server(kotak, authenticator=check_sandi, auth_required=True, auth_require_tls=False)
    server.start()
    yield kirim.parse_peladen(f"smtp://kesbangpol:{SANDI}@localhost:{server.port}?dari={DARI}&tls=tidak&tunggu=5")
    server.stop()


def letters(rows=ROWS, facts=KETERANGAN, alamat=ALAMAT) -> tuple[kirim.Surat, ...]:
    return kirim.susun_surat(list_pengingat(rows, KINI), alamat, facts, KINI, 30, "Badan Kesbangpol")


def states(results) -> list[tuple[str, str]]:
    return [(each.kunci, each.keadaan) for each in results]


# ---- sending ---------------------------------------------------------------------------------------------------------


def test_every_agency_gets_its_own_letter_with_its_own_calendar(kotak: Kotak, peladen: kirim.Peladen) -> None:
    results = kirim.kirim_surat(letters(facts=KETERANGAN_CONTOH), peladen)
    assert states(results) == [("DINKES@63", "terkirim"), ("PUPR@63", "terkirim"), ("DINSOS@63", "terkirim")]
    assert [to for to, _ in kotak.surat] == [("dinkes@contoh.go.id",), ("pupr@contoh.go.id",), ("dinsos@contoh.go.id",)]
    first = message_from_bytes(kotak.surat[0][1], policy=policy.default)
    assert first["Subject"] == (
        "[DATA CONTOH] Pengingat tindak lanjut rapat P4GN: Dinas Kesehatan Provinsi Kalimantan Selatan, per 30 Juni 2026"
    )
    assert DARI in first["From"] and first["To"] == "dinkes@contoh.go.id"
    body = first.get_body(("plain",)).get_content()
    assert "Terbitkan SE tes urine. Tenggat 1 Juni 2026, lewat 29 hari." in body and "*" not in body and "DATA CONTOH" in body
    assert "Bentuk satgas" not in body
    (calendar,) = first.iter_attachments()
    assert calendar.get_filename() == "DATA-CONTOH-tenggat-dinkes-63.ics"
    assert len(Calendar.from_ical(calendar.get_content()).walk("VEVENT")) == 1
    second = message_from_bytes(kotak.surat[1][1], policy=policy.default)
    assert not list(second.iter_attachments()), "without a due date there is no calendar"


def test_a_refused_address_does_not_stop_the_others_and_is_not_told(kotak: Kotak, peladen: kirim.Peladen) -> None:
    kotak.tolak = {"pupr@contoh.go.id"}
    results = kirim.kirim_surat(letters(), peladen)
    assert states(results) == [("DINKES@63", "terkirim"), ("PUPR@63", "ditolak"), ("DINSOS@63", "terkirim")]
    assert results[1].alasan.startswith("peladen menolak alamat penerima (550 5.1.1") and "contoh.go.id" not in results[1].alasan


def test_of_two_addresses_one_may_be_refused(kotak: Kotak, peladen: kirim.Peladen) -> None:
    kotak.tolak = {"lama@contoh.go.id"}
    (result,) = kirim.kirim_surat(letters(ROWS[:1], alamat={"DINKES@63": ("dinkes@contoh.go.id", "lama@contoh.go.id")}), peladen)
    assert (result.keadaan, result.alasan) == ("terkirim", "1 dari 2 alamat ditolak")


def test_an_agency_without_an_address_is_said_and_nothing_is_sent(kotak: Kotak, peladen: kirim.Peladen) -> None:
    (result,) = kirim.kirim_surat(letters(ROWS[:1], alamat={}), peladen)
    assert result.keadaan == "tanpa alamat" and kotak.surat == []


def test_a_refused_content_is_told_by_the_words_of_the_server(kotak: Kotak, peladen: kirim.Peladen) -> None:
    kotak.tolak_isi = True
    results = kirim.kirim_surat(letters(), peladen)
    assert {each.alasan for each in results} == {"peladen menolak surat (552 5.3.4 terlalu besar)"}


def test_a_connection_that_breaks_is_opened_again_for_the_next(kotak: Kotak, peladen: kirim.Peladen) -> None:
    kotak.putus = {"pupr@contoh.go.id"}
    results = kirim.kirim_surat(letters(), peladen)
    assert states(results) == [("DINKES@63", "terkirim"), ("PUPR@63", "ditolak"), ("DINSOS@63", "terkirim")]
    assert results[1].alasan == "peladen memutus sambungan"


def test_a_wrong_password_sends_nothing_and_is_not_repeated(kotak: Kotak, peladen: kirim.Peladen) -> None:
    results = kirim.kirim_surat(letters(), replace(peladen, sandi="salah"))
    assert {each.keadaan for each in results} == {"ditolak"} and kotak.surat == []
    assert results[0].alasan == "nama pengguna atau kata sandi ditolak peladen"
    assert results[1].alasan == "tidak dicoba: nama pengguna atau kata sandi ditolak peladen"


def test_a_server_that_is_down(peladen: kirim.Peladen) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: nobody answers there
        results = kirim.kirim_surat(letters(), replace(peladen, port=taken.getsockname()[1]))
    assert results[0].alasan == "peladen surel tidak dapat dihubungi"
    assert all(each.alasan == "tidak dicoba: peladen surel tidak dapat dihubungi" for each in results[1:])


def test_a_server_that_never_answers_is_waited_for_once(peladen: kirim.Peladen) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        results = kirim.kirim_surat(letters(), replace(peladen, port=silent.getsockname()[1], tunggu=0.3))
    assert results[0].alasan == "peladen tidak menjawab dalam 0,3 detik"
    assert results[2].alasan == "tidak dicoba: peladen tidak menjawab dalam 0,3 detik"


def test_starttls_comes_before_the_password(kotak: Kotak, sertifikat: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sertifikat[1], sertifikat[0])
    server = Server(kotak, tls_context=context, require_starttls=True, authenticator=check_sandi, auth_required=True)
    server.start()
    try:
        peladen = kirim.parse_peladen(f"smtp://kesbangpol:{SANDI}@localhost:{server.port}?dari={DARI}&tunggu=5")
        refused = kirim.kirim_surat(letters(ROWS[:1]), peladen)
        assert refused[0].alasan == "sertifikat peladen tidak dapat dipercaya"
        monkeypatch.setenv("SSL_CERT_FILE", str(sertifikat[1]))
        assert states(kirim.kirim_surat(letters(ROWS[:1]), peladen)) == [("DINKES@63", "terkirim")]
    finally:
        server.stop()


def test_without_starttls_the_password_is_not_said(kotak: Kotak, peladen: kirim.Peladen) -> None:
    results = kirim.kirim_surat(letters(ROWS[:1]), replace(peladen, tls="starttls"))
    assert results[0].alasan == "peladen tidak mengenal STARTTLS atau cara masuk yang diminta" and kotak.surat == []


def test_tls_from_the_first_byte(kotak: Kotak, sertifikat: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sertifikat[1], sertifikat[0])
    monkeypatch.setenv("SSL_CERT_FILE", str(sertifikat[1]))

    class Langsung(Server):
        def factory(self):
            return PeladenSmtp(self.handler)

    server = Langsung(kotak, ssl_context=context)
    server.start()
    try:
        peladen = kirim.parse_peladen(f"smtps://localhost:{server.port}?dari={DARI}&tunggu=5")
        assert states(kirim.kirim_surat(letters(ROWS[:1]), peladen)) == [("DINKES@63", "terkirim")]
    finally:
        server.stop()


# ---- settings --------------------------------------------------------------------------------------------------------


def test_an_address_of_a_server_is_read() -> None:
    found = kirim.parse_peladen("smtp://nama%40kantor:sandi%2F%3A1@surel.contoh.go.id?dari=kesbangpol@contoh.go.id")
    assert (found.host, found.port, found.tls, found.nama, found.sandi) == (
        "surel.contoh.go.id",
        587,
        "starttls",
        "nama@kantor",
        "sandi/:1",
    )
    assert kirim.parse_peladen(f"smtps://surel.contoh.go.id?dari={DARI}").port == 465
    assert "sandi" not in repr(found)


@pytest.mark.parametrize(
    "alamat",
    [
        f"http://a:{SANDI}@surel.contoh.go.id?dari={DARI}", f"smtp://a:{SANDI}@surel.contoh.go.id", f"smtp://a:{SANDI}@surel.contoh.go.id:abc?dari={DARI}",
        f"smtp://a:{SANDI}@surel.contoh.go.id?dari={DARI}&tls=ya", f"smtps://a:{SANDI}@surel.contoh.go.id?dari={DARI}&tls=tidak",
        f"smtp://a:{SANDI}@surel.contoh.go.id?dari={DARI}&lain=1", f"smtp://a:{SANDI}@surel.contoh.go.id?dari={DARI}&tunggu=0",
        f"smtp://a:{SANDI}@surel..contoh?dari={DARI}", f"smtp://a:{SANDI}@?dari={DARI}", f"smtp://a:{SANDI}@surel.contoh.go.id?dari=Kesbangpol",
        f"smtp://a:{SANDI}@[::1?dari={DARI}",
    ],
)  # fmt: skip
def test_a_wrong_address_of_a_server_is_refused_without_repeating_it(alamat: str) -> None:
    with pytest.raises(kirim.SetelanSalah) as found:
        kirim.parse_peladen(alamat)
    assert SANDI not in str(found.value) and "P4GN_SMTP" in str(found.value)


def test_office_addresses_are_read(tmp_path: Path) -> None:
    path = tmp_path / "alamat.csv"
    path.write_bytes(
        "\ufeffOPD;Surel\r\nDINKES@63;dinkes@contoh.go.id\r\n\r\nDINKES@63; tu.dinkes@contoh.go.id\r\nDINSOS@63;dinsos@contoh.go.id\r\n".encode()
    )
    assert kirim.read_alamat(path) == {
        "DINKES@63": ("dinkes@contoh.go.id", "tu.dinkes@contoh.go.id"),
        "DINSOS@63": ("dinsos@contoh.go.id",),
    }
    path.write_text("surel,opd\ndinkes@contoh.go.id,DINKES@63\n", encoding="utf-8")
    assert kirim.read_alamat(path) == {"DINKES@63": ("dinkes@contoh.go.id",)}


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("opd;surel;nama\nDINKES@63;a@contoh.go.id;Fulan\n", "tepat dua kolom"),
        ("", "tepat dua kolom"),
        ("opd;surel\n;a@contoh.go.id\n", "baris 2"),
        ("opd;surel\nDINKES@63;rahasia bukan alamat\n", "baris 2"),
        ("opd;surel\nDINKES@63;a@contoh.go.id\nDINSOS@63;198001012005011001@contoh.go.id\n", "baris 3"),
        ("opd;surel\nDINKES@63;a@contoh.go.id\\nBcc: b@contoh.go.id\n", "baris 2"),
    ],
)
def test_a_list_with_anything_but_office_addresses_is_refused(tmp_path: Path, isi: str, kata: str) -> None:
    path = tmp_path / "alamat.csv"
    path.write_text(isi, encoding="utf-8")
    with pytest.raises(kirim.SetelanSalah, match=kata) as found:
        kirim.read_alamat(path)
    assert not [part for part in ("Fulan", "rahasia", "contoh.go.id", "1980") if part in str(found.value)]


def test_sending_exists_only_where_it_was_configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kirim.SMTP, raising=False)
    assert kirim.read_setelan() is None
    monkeypatch.setenv(kirim.SMTP, f"smtps://surel.contoh.go.id?dari={DARI}")
    monkeypatch.delenv(kirim.ALAMAT_OPD, raising=False)
    with pytest.raises(kirim.SetelanSalah, match="P4GN_ALAMAT_OPD belum diisi"):
        kirim.read_setelan()
    monkeypatch.setenv(kirim.ALAMAT_OPD, str(tmp_path / "tidak-ada.csv"))
    with pytest.raises(kirim.SetelanSalah, match="tidak dapat dibuka"):
        kirim.read_setelan()


# ---- command line ----------------------------------------------------------------------------------------------------


@pytest.fixture
def terpasang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, peladen: kirim.Peladen) -> Iterator[Path]:
    """The tiny edition, an empty store, the server and its list of addresses, all in the environment; gives the list."""
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    write_edisi_rapat(tmp_path / "data")
    path = tmp_path / "alamat.csv"
    path.write_text(
        "opd;surel\n" + "".join(f"{opd};{opd.replace('@', '-')}@contoh.go.id\n" for opd in ("DINKES@63", "DINSOS@63", "DINKES@63.06"))
    )
    monkeypatch.setenv(kirim.ALAMAT_OPD, str(path))
    monkeypatch.setenv(kirim.SMTP, f"smtp://kesbangpol:{SANDI}@localhost:{peladen.port}?dari={DARI}&tls=tidak&tunggu=5")
    yield path
    forget_engines()


def test_the_command_sends_to_all_and_says_so(terpasang: Path, kotak: Kotak, capsys) -> None:
    assert perintah.main(["pengingat", "--edisi", EDISI, "--wilayah", "63", "--kirim", "--contoh"]) == 0
    assert capsys.readouterr().out == "3 dari 3 pengingat terkirim.\n" and len(kotak.surat) == 3


def test_the_command_ends_with_1_where_one_was_refused(terpasang: Path, kotak: Kotak, capsys) -> None:
    kotak.tolak = {"DINSOS-63@contoh.go.id"}
    terpasang.write_text("opd;surel\nDINKES@63;DINKES-63@contoh.go.id\nDINSOS@63;DINSOS-63@contoh.go.id\n", encoding="utf-8")
    assert perintah.main(["pengingat", "--edisi", EDISI, "--wilayah", "63", "--kirim", "--contoh"]) == 1
    told = capsys.readouterr()
    assert told.out == "1 dari 3 pengingat terkirim.\n"
    assert "Dinas Sosial Provinsi Kalimantan Selatan: ditolak, peladen menolak alamat penerima (550" in told.err
    assert "Tanpa alamat surel: Dinas Kesehatan Kabupaten Hulu Sungai Selatan." in told.err
    assert "@contoh" not in told.out + told.err


def test_invented_reminders_are_not_sent_by_mistake(terpasang: Path, kotak: Kotak, capsys) -> None:
    assert perintah.main(["pengingat", "--edisi", EDISI, "--kirim"]) == 2
    assert "Edisi contoh seluruhnya rekaan" in capsys.readouterr().err and kotak.surat == []


def test_the_command_says_that_nothing_is_configured(terpasang: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.delenv(kirim.SMTP)
    assert perintah.main(["pengingat", "--edisi", EDISI, "--kirim", "--contoh"]) == 2
    assert "Belum ada peladen surel" in capsys.readouterr().err


def test_nothing_secret_is_logged_or_stored(terpasang: Path, kotak: Kotak, tmp_path: Path, caplog, capsys) -> None:
    with caplog.at_level(logging.DEBUG):
        perintah.main(["pengingat", "--edisi", EDISI, "--wilayah", "63", "--kirim", "--contoh", "--keluaran", str(tmp_path / "keluaran")])
    told = capsys.readouterr()
    ours = "\n".join(each.getMessage() for each in caplog.records if not each.name.startswith("mail."))  # mail.*: the server of the test
    assert SANDI not in told.out + told.err + ours and "DINKES-63@" not in told.out + told.err + ours
    kept = [Path(folder) / name for folder, _, names in os.walk(tmp_path) for name in names if name != "alamat.csv"]
    assert kept and not [path.name for path in kept if b"@contoh.go.id" in path.read_bytes() or SANDI.encode() in path.read_bytes()]
