"""An invented boundary file of Gorontalo, and folders of one's own to install it in."""

import itertools
import warnings

import geopandas
import numpy
import pytest
import shapely

from p4gn.geography.resmi import install_provinsi, read_resmi
from p4gn.geography.skematik import read_titik
from p4gn.geography.wilayah import get_wilayah, list_keturunan

GORONTALO = "75"


def patch_folders(root):
    patch = pytest.MonkeyPatch()
    patch.setenv("P4GN_DATA", str(root / "data"))
    patch.setenv("P4GN_STATIC", str(root / "static"))
    return patch


def install_resmi(path, tell=print):
    """What the command does with one file, without drawing it; gives the codes of the provinces that changed."""
    resmi = read_resmi(path, tell)
    for kode_provinsi, levels in resmi.bentuk.items():
        install_provinsi(kode_provinsi, levels, resmi.sumber)
    return sorted(resmi.bentuk)


def invent_gorontalo(**columns):
    """Six upright strips with a common wavy border, one for each kab/kota of Gorontalo in order of its desa points."""
    kode, xy, _ = read_titik(GORONTALO)
    middle = {w.kode: xy[numpy.char.startswith(kode, w.kode)].mean(axis=0) for w in list_keturunan(GORONTALO, "kabkota")}
    order = sorted(middle, key=lambda k: middle[k][0])
    xs = [middle[k][0] for k in order]
    cuts = [xs[0] - 0.3, *((a + b) / 2 for a, b in itertools.pairwise(xs)), xs[-1] + 0.3]
    ys = numpy.linspace(0.3, 1.0, 40)
    lines = [[(x + 0.004 * numpy.sin(40 * y), y) for y in ys] for x in cuts]
    strips = [shapely.Polygon([*left, *right[::-1]]) for left, right in itertools.pairwise(lines)]
    table = {"kode": order, "nama": [get_wilayah(k).nama_resmi for k in order]} | columns
    return geopandas.GeoDataFrame(table, geometry=strips, crs=4326)


def write_berkas(frame, path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if path.suffix == ".parquet":
            frame.to_parquet(path)
        elif path.suffix == ".zip":
            frame.to_file(path, driver="ESRI Shapefile")
        else:
            frame.to_file(path)
    return path
