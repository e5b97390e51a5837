"""The start page that every visitor gets, and which requests get it."""

from __future__ import annotations

import pytest

from ui.server import StartPage, first_html


def test_start_page_is_indonesian_and_knows_its_server() -> None:
    html = first_html("/p4gn")
    assert '<html lang="id">' in html
    assert "<title>Dasbor P4GN</title>" in html
    assert "location.origin + '/p4gn/'" in html


@pytest.mark.parametrize(
    ("path", "is_page"),
    [
        ("/", True),
        ("/peta", True),
        ("/tes-urine", True),
        ("/_stcore/health", False),
        ("/static/js/index.js", False),
        ("/app/static/peta/index.json", False),
    ],
)
def test_only_pages_get_the_start_page(path: str, is_page: bool) -> None:
    async def streamlit_itself(scope: object, receive: object, send: object) -> None:
        raise AssertionError("not called here")

    assert StartPage(streamlit_itself)._is_page(path) is is_page
