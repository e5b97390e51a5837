"""A real dashboard on a free port with the public edition or a small example, and Debian's chromium to look at it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.kiriman_sebagian import copy_sebagian
from tests.sekali import copy_data, make_once

ROOT = Path(__file__).resolve().parents[2]
#: No name is known but this machine's own: what asks for the outside gets nothing, and is caught by `visitors`.
#: One process for all pages of a dashboard: together with `keep_warm` the scripts of Streamlit are compiled once, not for every page.
#: And not by the compiler that takes longest: pages that are left after a second do not live to profit from it.
FLAGS = [
    "--js-flags=--max-opt=2",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--process-per-site", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LOCAL = {"127.0.0.1", "localhost", "::1", None}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium belum terpasang (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def peta_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the province, drawn once for all dashboards of a run."""
    return make_once(tmp_path_factory, "peta-sekali", lambda folder: run_etl(folder, "batas", "--skematik", "63", "--bila-perlu"))


@pytest.fixture(scope="session")
def publik_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public edition, built once for all workers of a run; who needs a dashboard on it copies it."""
    return make_once(tmp_path_factory, "publik-sekali", lambda folder: run_etl(folder, "bangun"))


@pytest.fixture(scope="session")
def contoh_kecil_made(tmp_path_factory: pytest.TempPathFactory, contoh_penuh: Path) -> Path:
    """An example edition made of few of its files, once for all workers; the files stand in `contoh_kecil`."""

    def make(folder: Path) -> None:
        few = make_contoh_kecil(contoh_penuh / "contoh", folder)
        run_etl(folder, "bangun", "--jenis", "contoh", "--masukan", str(few))

    return make_once(tmp_path_factory, "contoh-kecil-sekali", make)


@pytest.fixture(scope="session")
def dasbor(tmp_path_factory: pytest.TempPathFactory, publik_made: Path, peta_made: Path) -> Iterator[str]:
    """Address of this worker's dashboard on the public edition, for tests that change nothing."""
    with running_dasbor(tmp_path_factory.mktemp("dasbor"), publik_made, peta_made) as address:
        yield address


@pytest.fixture(scope="session")
def dasbor_contoh(tmp_path_factory: pytest.TempPathFactory, contoh_kecil_made: Path, peta_made: Path) -> Iterator[str]:
    """The same on the edition of `contoh_kecil_made`."""
    with running_dasbor(tmp_path_factory.mktemp("contoh"), contoh_kecil_made, peta_made) as address:
        yield address


@pytest.fixture(scope="session")
def folder_penuh(tmp_path_factory: pytest.TempPathFactory, contoh_penuh: Path, peta_made: Path) -> Path:
    """Where the dashboard on the whole example edition keeps its things: `data` is its data folder, a copy that may be written into."""
    folder = tmp_path_factory.mktemp("penuh")
    for made in (contoh_penuh, peta_made):
        copy_data(made, folder)
    for name, copy in (("contoh", "semua"), ("contoh-kebenaran", "semua-kebenaran")):
        shutil.copytree(contoh_penuh / name, folder / copy)
    return folder


@pytest.fixture(scope="session")
def dasbor_penuh(folder_penuh: Path) -> Iterator[str]:
    """A dashboard on the whole example edition, all duties and four years."""
    with running_dasbor(folder_penuh) as address:
        yield address


@pytest.fixture
def kunjung(chromium: Browser, dasbor_penuh: str) -> Iterator[Callable[..., Visit]]:
    """A visitor to the whole example edition; at the end nobody may have asked the outside or seen an error."""
    with visitors(chromium, dasbor_penuh) as start:
        yield start


#: Enough for every screen: what cannot be used at all, and what some senders reported about tests, meetings and villages.
SEDIKIT = ("0*", "tes urine*63*", "tes urine*Tanah Bumbu*", "rapat*63*", "rapat*Hulu*", "rapat*Banjar*", "desa bersinar*T*")


def make_contoh_kecil(semua: Path, folder: Path) -> Path:
    """Some forty of the example's workbooks with their kiriman.jsonl, in a folder of their own."""
    return copy_sebagian(semua, folder / "contoh_kecil", [path for pattern in SEDIKIT for path in sorted(semua.glob(pattern))[:8]])


def run_etl(folder: Path, *arguments: str) -> None:
    """One command on the data of this folder."""
    environment = os.environ | {"P4GN_DATA": str(folder / "data")}
    environment.pop("P4GN_STATIC", None)
    subprocess.run([sys.executable, "-m", "etl", *arguments], cwd=ROOT, env=environment, check=True, capture_output=True)


@contextlib.contextmanager
def running_dasbor(folder: Path, *made: Path) -> Iterator[str]:
    """A dashboard with its data in a folder of its own: what is there, and copies of what was made once for all."""
    for each in made:
        copy_data(each, folder)
    with running_server(folder) as address:
        yield address


@contextlib.contextmanager
def running_server(folder: Path, **lingkungan: str) -> Iterator[str]:
    """Our server on the data of a folder; lingkungan: further variables."""
    environment = os.environ | {"P4GN_DATA": str(folder / "data"), **lingkungan}
    environment.pop("P4GN_STATIC", None)
    port = free_port()
    command = [sys.executable, "-m", "ui.server", "--port", str(port), "--address", "127.0.0.1"]
    with _running(command, ROOT, environment, folder / f"log-{port}.txt", f"http://127.0.0.1:{port}") as address:
        yield address


@contextlib.contextmanager
def running_app(folder: Path, base: str = "", **setelan: str) -> Iterator[str]:
    """A small Streamlit script `app.py` of its own in a folder; base: the path it is served below, setelan: further settings of Streamlit."""
    port = free_port()
    settings = {"server.headless": "true", "server.port": str(port), "server.address": "127.0.0.1", "server.baseUrlPath": base, **setelan}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *(f"--{nama}={nilai}" for nama, nilai in settings.items())]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with _running(command, folder, environment, folder / "log.txt", f"http://127.0.0.1:{port}/{base}".rstrip("/")) as address:
        yield address


@contextlib.contextmanager
def _running(command: list[str], cwd: Path, environment: dict[str, str], log: Path, address: str) -> Iterator[str]:
    """A server that is asked for until it answers, and ended with the block."""
    with log.open("w") as out, subprocess.Popen(command, cwd=cwd, env=environment, stdout=out, stderr=out) as process:
        try:
            wait_until_up(address, process)
            yield address
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(address: str, process: subprocess.Popen[bytes], tries: int = 600) -> None:
    """Ask for its health, and between two questions watch for a tenth of a second whether it has died."""
    for _ in range(tries):
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except (URLError, ConnectionError, TimeoutError):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
        if process.poll() is not None:
            raise RuntimeError("Dasbor berhenti sebelum siap")
    raise TimeoutError("Dasbor tidak siap")


@dataclass
class Visit:
    """A page that is being looked at."""

    page: Page
    base: str

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base}{path}")
        self.settle()
        return self.page

    def go(self, name: str) -> Page:
        """To a page by one click in the sidebar; its heading is the name in the sidebar."""
        self.page.locator("[data-testid=stSidebarNavLink]", has_text=name).click()
        expect(self.page.locator(".p4-kepala h1")).to_have_text(name)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Until the page is done: its one foot is there, no script runs, every chart is drawn, and its words have stopped changing.

        While a page follows a choice the foot before and the new one may stand side by side for a moment.
        """
        expect(self.page.locator(".p4-kaki")).to_have_count(1, timeout=60_000)
        self.page.wait_for_function(
            """() => {
              const app = document.querySelector('[data-testid=stApp]');
              const idle = app?.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]');
              const feet = document.querySelectorAll('.p4-kaki');
              const footed = feet.length === 1 && feet[0].checkVisibility();
              const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
              const drawn = charts.every((chart) => chart.querySelector('svg'));
              const words = document.querySelector('[data-testid=stMain]').innerText;
              const calm = words === window.wordsBefore;
              window.wordsBefore = words;
              return idle && footed && drawn && calm;
            }""",
            polling=200,
            timeout=60_000,
        )


@pytest.fixture
def visit(chromium: Browser, dasbor: str) -> Iterator[Callable[..., Visit]]:
    """Factory: visit(width, height, locale, color_scheme) gives a fresh visitor to the shared dashboard."""
    with visitors(chromium, dasbor) as start:
        yield start


#: What an earlier visitor left in the shared storage (an open sidebar) is not there for the next: it is cleared at the first page of a visit.
TAB_BARU = "if (location.protocol.startsWith('http') && !sessionStorage.getItem('tab')) { localStorage.clear(); sessionStorage.setItem('tab', '1'); }"
_CONTEXTS: dict[tuple[object, ...], BrowserContext] = {}
_IDLE: dict[tuple[object, ...], list[Page]] = {}
Lend = Callable[..., Page]


def find_context(chromium: Browser, base: str, locale: str, scheme: str) -> BrowserContext:
    """One for each kind of visitor and dashboard, so that its scripts are fetched and compiled once; every page is a session of its own.

    How large its window is each page says by itself.
    """
    key = (id(chromium), base, locale, scheme)
    if key not in _CONTEXTS:
        _CONTEXTS[key] = chromium.new_context(locale=locale, color_scheme=scheme)
        keep_warm(_CONTEXTS[key], base)
    return _CONTEXTS[key]


def keep_warm(context: BrowserContext, base: str) -> None:
    """A page of nothing that stays open: with the last page of a site its process would go, and the compiled scripts with it."""
    context.new_page().goto(f"{base}/_stcore/health")


@contextlib.contextmanager
def lent_pages(chromium: Browser, base: str, is_known: Callable[[ConsoleMessage], bool] = lambda message: False) -> Iterator[Lend]:
    """Factory of tabs: lend(locale, scheme, sendiri). A tab that an earlier visitor left is used again, for making one costs half a page.

    sendiri: a tab for this visitor alone, who does to it what cannot be undone. is_known: errors on the console that belong to the test.
    At the end nobody may have asked the outside or seen an error.
    """
    lent: list[tuple[Page, tuple[object, ...] | None]] = []
    outside: list[str] = []
    errors: list[str] = []
    heard: dict[str, Callable[..., None]] = {
        "request": lambda request: outside.append(request.url) if urlparse(request.url).hostname not in LOCAL else None,
        "console": lambda message: errors.append(message.text) if message.type == "error" and not is_known(message) else None,
        "pageerror": lambda error: errors.append(str(error)),
    }

    def lend(locale: str = "en-US", scheme: str = "light", *, sendiri: bool = False) -> Page:
        context = find_context(chromium, base, locale, scheme)
        key = None if sendiri else (id(chromium), base, locale, scheme)
        if key and _IDLE.get(key):
            page = _IDLE[key].pop()
            page.emulate_media(media="null", color_scheme=scheme)
        else:
            page = context.new_page()
            page.add_init_script(TAB_BARU)
        lent.append((page, key))
        for event, hear in heard.items():
            page.on(event, hear)
        return page

    yield lend
    for page, key in lent:
        for event, hear in heard.items():
            page.remove_listener(event, hear)
        if key and _empty(page, base):
            _IDLE.setdefault(key, []).append(page)
        else:
            page.close()
    assert not outside, f"asked the outside: {outside}"
    assert not errors, f"console errors: {errors}"


def _empty(page: Page, base: str) -> bool:
    """Ends the session of a tab and forgets what it kept; False where its dashboard is gone."""
    try:
        page.mouse.move(0, 0)
        page.goto(f"{base}/_stcore/health")
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    except Error:
        return False
    return True


@contextlib.contextmanager
def visitors(
    chromium: Browser, base: str, is_known: Callable[[ConsoleMessage], bool] = lambda message: False
) -> Iterator[Callable[..., Visit]]:
    """Visitors to any dashboard, each in a tab of its own; see lent_pages."""
    with lent_pages(chromium, base, is_known) as lend:

        def start(width: int = 1366, height: int = 768, locale: str = "en-US", scheme: str = "light", *, sendiri: bool = False) -> Visit:
            page = lend(locale, scheme, sendiri=sendiri)
            page.set_viewport_size({"width": width, "height": height})
            return Visit(page, base)

        yield start
