"""Two calculations, one answer: every agency of the example province, every period, every status, score, completeness and colour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import yaml

from etl.build import Permintaan, build_edisi
from etl.contoh import generate, kebenaran_dir
from etl.contoh.kebenaran import read_kebenaran
from etl.progress import Progress
from p4gn.geography.wilayah import list_anak
from p4gn.scoring.kartu import forget_kartu, score_opd
from p4gn.warehouse.editions import read_manifest
from tests.p4gn.hitung_terpisah import DUTIES, ROOT, Hitung, as_table, is_close, list_facts, score

SAMPAI = date(2026, 11, 1)


@pytest.fixture(scope="module")
def dua(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Hitung]]:
    """The example edition, and the plain calculation over the truth it was made from."""
    folder = tmp_path_factory.mktemp("terpisah")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(folder / "data"))
        generate(folder / "contoh", SAMPAI)
        edisi = build_edisi(Permintaan((folder / "contoh",), "contoh", lewati_ditolak=True), SAMPAI, Progress(diam=True)).id_edisi
        kini = date.fromisoformat(read_manifest(edisi).data_per)
        forget_kartu()
        yield edisi, Hitung(list_facts(read_kebenaran(kebenaran_dir(folder / "contoh"))), kini)
        forget_kartu()


def list_wajib(wilayah: str) -> list[str]:
    listed = yaml.safe_load((ROOT / "data" / "reference" / "wajib_lapor.yml").read_text(encoding="utf-8"))
    return listed["wilayah"]["63"][0]["kode_opd"] if wilayah == "63" else listed["kabkota"]["63"][0]["kode_opd"]


@pytest.mark.parametrize("semester", [None, 1, 2])
@pytest.mark.parametrize("tahun", [2023, 2024, 2025, 2026])
def test_the_scorecard_equals_a_plain_calculation_over_the_truth(dua: tuple[str, Hitung], tahun: int, semester: int | None) -> None:
    edisi, hitung = dua
    periode = str(tahun) if semester is None else f"{tahun}-S{semester}"
    posisi = min(date(tahun, 6, 30) if semester == 1 else date(tahun, 12, 31), hitung.kini)
    wrong: list[tuple[object, ...]] = []
    compared = 0
    for wilayah in ("63", *(each.kode for each in list_anak("63"))):
        kartu = score_opd(edisi, wilayah, periode)
        rows = {row.kunci: row for row in kartu.baris}
        expected = hitung.agencies(wilayah, tahun, posisi, list_wajib(wilayah))
        assert sorted(rows) == expected, wilayah
        for kunci in expected:
            cells = hitung.judge(kunci, tahun, semester)
            row = rows[kunci]
            wrong += [(kunci, periode, duty, cells[duty], row.sel[duty].status) for duty in DUTIES if row.sel[duty].status != cells[duty]]
            value, complete, colour = score(cells, tahun)
            for name, one, other in (("skor", value, row.skor), ("kelengkapan", complete, row.kelengkapan)):
                if not is_close(one, other):
                    wrong.append((kunci, periode, name, one, other))
            if colour != row.warna:
                wrong.append((kunci, periode, "warna", colour, row.warna))
            compared += len(DUTIES) + 3
    assert compared > 2500
    assert not wrong, f"{len(wrong)} dari {compared} berbeda\n{as_table(wrong)}"
