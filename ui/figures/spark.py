"""A sparkline of a few numbers as SVG text, small enough to stand inside a card."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from p4gn.bahasa import is_kosong

_TEPI = 3


def spark_svg(
    nilai: Sequence[float | None],
    *,
    judul: str = "",
    warna: str = "#2a8a99",
    lebar: int = 96,
    tinggi: int = 28,
    dari_nol: bool = True,
    segmen: Sequence[object] = (),
) -> str:
    """Line through the numbers, broken where one is unknown, with a dot on the last known one; '' when none is known.

    segmen: for each number the method it was counted by (p4gn.indicators.tanda.list_segmen); no line joins two methods.

    The default colour has a contrast of at least 3 with the light and with the dark page.
    """
    ada = [n for n in nilai if not is_kosong(n)]
    if not ada:
        return ""
    bawah, atas = (min(0, *ada) if dari_nol else min(ada)), max(ada)
    rentang = (atas - bawah) or 1
    langkah = (lebar - 2 * _TEPI) / max(1, len(nilai) - 1)
    titik = [
        None if is_kosong(n) else (_TEPI + i * langkah, tinggi - _TEPI - (n - bawah) / rentang * (tinggi - 2 * _TEPI))
        for i, n in enumerate(nilai)
    ]
    akhir = next(t for t in reversed(titik) if t)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{lebar}" height="{tinggi}" viewBox="0 0 {lebar} {tinggi}" role="img">'
        f"<title>{escape(judul)}</title>"
        f'<path d="{_path(titik, segmen or [0] * len(titik))}" fill="none" stroke="{warna}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle cx="{akhir[0]:.1f}" cy="{akhir[1]:.1f}" r="2.8" fill="{warna}"/></svg>'
    )


def spark_uri(nilai: Sequence[float | None], **gaya: object) -> str:
    """The same as a data: address for an <img>, because st.html and st.markdown strip inline SVG; '' when nothing is known."""
    svg = spark_svg(nilai, **gaya)
    return f"data:image/svg+xml,{quote(svg)}" if svg else ""


def _path(titik: Sequence[tuple[float, float] | None], segmen: Sequence[object]) -> str:
    """A point alone between two gaps becomes a dot: a line of no length with round ends."""
    bagian, lanjut, cara = [], False, None
    for t, milik in zip(titik, segmen, strict=True):
        lanjut = lanjut and milik == cara
        if t:
            bagian.append(f"{'L' if lanjut else 'M'}{t[0]:.1f} {t[1]:.1f}" + ("" if lanjut else "h0"))
        lanjut, cara = t is not None, milik
    return "".join(bagian)
