"""House rules as tests: which way imports point, where Streamlit is spoken, how long a page may be, and that the house stands alone."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = [path for folder in ("pages", "ui", "p4gn", "etl", "exports") for path in sorted((ROOT / folder).rglob("*.py"))] + [ROOT / "app.py"]
PAGES = sorted((ROOT / "pages").rglob("*.py"))

#: package → packages it must not import
FORBIDDEN = {
    "p4gn": {"ui", "etl", "exports", "pages", "streamlit", "plotly", "pydeck", "openpyxl", "xlsxwriter", "python_calamine"},
    "etl": {"ui", "exports", "pages", "streamlit", "plotly", "pydeck"},
    "ui": {"etl", "pages", "exports", "geopandas", "shapely"},
    "ui/figures": {"streamlit"},
    "exports": {"ui.filters", "etl", "pages", "streamlit"},
    "pages": {"duckdb", "pandas", "plotly", "pydeck", "geopandas", "etl"},
    "app.py": {"duckdb", "pandas", "plotly", "etl"},
}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_imports_point_one_way(path: Path) -> None:
    for room, forbidden in FORBIDDEN.items():
        if relative(path) == room or relative(path).startswith(room + "/"):
            wrong = {name for name in imported(path) for ban in forbidden if name == ban or name.startswith(ban + ".")}
            assert not wrong, f"{relative(path)} imports {sorted(wrong)}"


def test_geopandas_and_shapely_stay_in_geography() -> None:
    """Screens import p4gn.geography.wilayah; only commands import the modules that know shapes, which take seconds to load."""
    shapes = {"boundaries", "skematik", "resmi", "periksa", "peta"}
    users = {relative(path) for path in CODE if any(name.split(".")[0] in ("geopandas", "shapely") for name in imported(path))}
    assert users <= {f"p4gn/geography/{name}.py" for name in shapes}
    callers = {relative(path) for path in CODE if imported(path) & {f"p4gn.geography.{name}" for name in shapes}}
    assert all(caller.startswith(("p4gn/geography/", "etl/")) for caller in callers), callers


def test_pages_live_one_level_below_pages() -> None:
    assert PAGES
    assert all(len(path.relative_to(ROOT / "pages").parts) == 2 for path in PAGES), "a flat pages/*.py is served before app.py runs"


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_page_reads_like_its_table_of_contents(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_no_broad_except_and_no_sleep(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            names = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else {"(bare)"}
            assert not names & {"(bare)", "Exception", "BaseException"}, f"{relative(path)}:{node.lineno} catches everything"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr != "sleep", f"{relative(path)}:{node.lineno} sleeps"


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_every_module_opens_with_its_purpose(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{relative(path)} does not say what it is for"


def test_no_utils_module() -> None:
    assert not [relative(path) for path in CODE if path.stem in {"utils", "util", "helpers", "common", "misc"}]


def test_sql_files_state_their_grain_and_bind_their_values() -> None:
    files = [*(ROOT / "etl" / "marts").glob("*.sql"), *(ROOT / "p4gn" / "warehouse" / "queries").glob("*.sql")]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text.startswith("-- "), f"{relative(path)}: the first line states the grain"
        assert not re.search(r"(?<!\$)\{\w+\}|%s", text), f"{relative(path)}: values are bound, never pasted in"


def tracked_text() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    suffixes = {".py", ".md", ".yml", ".yaml", ".toml", ".sql", ".css", ".js", ".html", ".txt", ".in", ".csv", ""}
    return [ROOT / name for name in listed if Path(name).suffix in suffixes and (ROOT / name).is_file()]


def test_the_product_stands_alone() -> None:
    """Only tests and benchmarks may look at material beside the project; nobody names a machine's folders or a package host."""
    hosts = re.compile("|".join(("files\\.python" + "hosted", "pypi\\." + "org", "registry\\." + "npmjs", "deb\\." + "debian\\.org")))
    for path in tracked_text():
        text = path.read_text(encoding="utf-8", errors="replace")
        name = relative(path)
        if not name.startswith(("tests/", "bench/")):
            assert "../" + "shared" not in text, f"{name} leans on material outside the project"
        assert "/" + "work/" not in text and "/tmp/" + "w/" not in text, f"{name} names a folder of one machine"
        assert not hosts.search(text), f"{name} names a package host"


def test_no_personal_numbers_in_the_project() -> None:
    """NIK (16 digits) and NIP (18 digits) have no business in any committed text; hashes and addresses are not numbers."""
    number = re.compile(r"(?<![\w.\-/=:])(\d{16}|\d{18})(?![\w.\-/])")
    for path in tracked_text():
        if path.suffix in {".csv", ".yml", ".md", ".sql"}:
            assert not number.search(path.read_text(encoding="utf-8", errors="replace")), (
                f"{relative(path)} holds a number like a NIK or NIP"
            )
