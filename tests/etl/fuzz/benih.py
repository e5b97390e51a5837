"""Seeds of the fuzz: for every declared source a clean table whose true values are known, and the writers of its file formats."""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from etl.sources import Column, Source, load_sources
from etl.words import load_kata

BARIS = 8
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
KABKOTA = {
    "Kabupaten Tanah Laut": "63.01", "Kabupaten Kotabaru": "63.02", "Kabupaten Banjar": "63.03", "Kabupaten Barito Kuala": "63.04",
    "Kabupaten Tapin": "63.05", "Kabupaten Hulu Sungai Selatan": "63.06", "Kabupaten Hulu Sungai Tengah": "63.07",
    "Kabupaten Hulu Sungai Utara": "63.08", "Kabupaten Tabalong": "63.09", "Kabupaten Tanah Bumbu": "63.10", "Kabupaten Balangan": "63.11",
    "Kota Banjarmasin": "63.71", "Kota Banjarbaru": "63.72",
}  # fmt: skip
WILAYAH = {**KABKOTA, "Provinsi Kalimantan Selatan": "63"}
DESA = {
    "Sungai Mandala": "63.06.08.2010", "Paramaian": "63.06.08.2005", "Pandak Daun": "63.06.08.2006", "Murung Raya": "63.06.08.2007",
    "Baruh Kembang": "63.06.08.2012", "Teluk Haur": "63.06.08.2013", "Pasungkan": "63.06.08.2014", "Hakurung": "63.06.08.2019",
}  # fmt: skip
KECAMATAN = {"Daha Utara": "63.06.08"}
OPD = (
    "Dinas Kesehatan", "Dinas Sosial", "Badan Kesatuan Bangsa dan Politik", "Dinas Perhubungan", "Dinas Komunikasi dan Informatika",
    "Satuan Polisi Pamong Praja", "Dinas Ketahanan Pangan", "Dinas Kehutanan",
)  # fmt: skip
DI_BAWAH_POSITIF = (
    "jumlah_amp",
    "jumlah_met",
    "jumlah_thc",
    "jumlah_mop",
    "jumlah_coc",
    "jumlah_bzo",
    "jumlah_soma",
    "jumlah_mdma",
    "jumlah_k2",
)
ZAT = {"BZO: 1 orang": "benzodiazepin"}
_BERUBAH = {
    "judul_ringkas",
    "judul_rapat",
    "nama_inovasi",
    "uraian",
    "kegiatan",
    "aksi",
    "judul_dokumen",
    "nama_unit",
    "tempat",
    "indikator",
}
# Published figures have no example values, for nobody fills them in by hand.
_CONTOH_LAIN: Mapping[str, Mapping[str, object]] = {
    "angka_resmi": {
        "wilayah": "Kabupaten Tapin", "kode": "63.05", "tahun": 2024, "indikator": "Jumlah desa bersinar", "nilai": 12, "satuan": "desa",
        "sumber_media": "contoh.id",
    }
}  # fmt: skip


@dataclass(frozen=True)
class Benih:
    """A clean table: headings, cells, and per row the true value of each column."""

    source: Source
    kolom: tuple[str, ...]
    sel: tuple[tuple[object, ...], ...]
    benar: tuple[Mapping[str, object], ...]
    pengirim: str | None


@dataclass
class Baris:
    """One row of a file; asal: which row of the seed it was, None for rows that are no data."""

    sel: list[object]
    asal: int | None = None
    jenis: str = "data"

    def copy(self) -> Baris:
        return Baris(list(self.sel), self.asal, self.jenis)


@dataclass
class Lembaran:
    """A sheet that is being mutated; kolom: the declared column that stands at each place."""

    nama: str
    kolom: list[str | None]
    baris: list[Baris]
    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)
    baris_tersembunyi: set[int] = field(default_factory=set)
    tersembunyi: bool = False

    def heading(self) -> int:
        """Index of the last row of the heading."""
        return next(index for index in range(len(self.baris) - 1, -1, -1) if self.baris[index].jenis == "tajuk")

    def data(self) -> list[int]:
        return [index for index, row in enumerate(self.baris) if row.asal is not None]

    def as_text(self) -> Lembaran:
        """The same sheet as a text file holds it."""
        rows = [Baris([_as_text(cell) for cell in row.sel], row.asal, row.jenis) for row in self.baris]
        return replace(self, baris=rows, gabungan=[], baris_tersembunyi=set(), tersembunyi=False)


def _as_text(cell: object) -> object:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else str(cell)


def list_benih() -> list[Benih]:
    """One seed per declared source."""
    return [_make_benih(source) for source in load_sources().values()]


def _make_benih(source: Source) -> Benih:
    given = _CONTOH_LAIN.get(source.id, {})
    columns = [column for column in source.kolom if column.nama in given or column.lain.get("contoh") not in (None, "")]
    sel, benar = [], []
    for index in range(BARIS):
        pairs = {column.nama: _vary(source, column, given.get(column.nama, column.lain.get("contoh")), index) for column in columns}
        sel.append(tuple(written for written, _ in pairs.values()))
        benar.append({nama: true for nama, (_, true) in pairs.items()})
    names = [column.nama for column in columns]
    opd = bool(source.columns_of("opd")) and "Provinsi Kalimantan Selatan" in sel[0]
    return Benih(source, tuple(names), tuple(sel), tuple(benar), "DINKES@63" if opd else "63.06")


def _vary(source: Source, column: Column, contoh: object, index: int) -> tuple[object, object]:
    """What is written in row `index` and what it means; counts grow together, so that sums and limits still hold."""
    nama, jenis = column.nama, column.jenis
    inside = bool(source.columns_of("desa", "kecamatan"))
    if jenis == "wilayah":
        written = str(contoh) if inside or str(contoh).startswith("Provinsi") else list(KABKOTA)[index]
        return written, WILAYAH[written]
    if jenis == "kode":
        return (list(KABKOTA.values())[index] if not inside and "." in str(contoh) else str(contoh)), None
    if jenis == "desa":
        return list(DESA.items())[index]
    if jenis == "kecamatan":
        return str(contoh), KECAMATAN[str(contoh)]
    if jenis == "opd":
        return OPD[index], OPD[index]
    if jenis in {"cacah", "angka"}:
        return int(str(contoh)) * (index + 1), int(str(contoh)) * (index + 1)
    if jenis == "rupiah":
        rupiah = int(str(contoh).replace(".", "")) * (index + 1)
        return (f"{rupiah:,}".replace(",", ".") if index % 2 else rupiah), rupiah
    if jenis == "persen":
        return int(str(contoh)) + index, int(str(contoh)) + index
    if jenis == "indeks":
        value = round(float(str(contoh).replace(",", ".")) + index / 100, 2)
        return (str(value).replace(".", ",") if index % 2 else value), value
    if jenis == "tahun":
        return int(str(contoh)), int(str(contoh))
    if jenis == "periode":
        return contoh, _periode(str(contoh))
    if jenis in {"tanggal", "tanggal_lain"}:
        return _vary_tanggal(str(contoh), index)
    if jenis == "daftar":
        return contoh, tuple(part.split(". ", 1)[-1] for part in str(contoh).split("; "))
    if jenis == "zat_jumlah":
        return contoh, ((ZAT[str(contoh)], 1),)
    if jenis == "ya_tidak":
        return contoh, True
    if jenis == "kategori":
        return contoh, load_kata(column.lain["kata"]).find(str(contoh))
    return _vary_teks(nama, str(contoh), index)


def _vary_teks(nama: str, contoh: str, index: int) -> tuple[object, object]:
    text = contoh
    if nama in {"id", "id_rapat"}:
        text = f"{contoh[:-3]}{index + 1:03}"
    elif nama in {"nomor", "regulasi_nomor", "sk_nomor"}:
        text = contoh.replace("/", f"/{index + 1}", 1)
    elif nama in _BERUBAH:
        text = f"{contoh} ke-{index + 1}"
    return text, text


def _vary_tanggal(contoh: str, index: int) -> tuple[object, object]:
    hari, bulan, tahun = contoh.split()
    day = date(int(tahun), BULAN.index(bulan) + 1, int(hari)) - timedelta(days=index)
    written: tuple[object, ...] = (
        f"{day.day} {BULAN[day.month - 1]} {day.year}", day, f"{day.day:02}/{day.month:02}/{day.year}",
        datetime(day.year, day.month, day.day), day.isoformat(), f"{day.day} {BULAN[day.month - 1][:3]} {day.year}",
    )  # fmt: skip
    return written[index % len(written)], day


def _periode(contoh: str) -> str:
    if match := re.fullmatch(r"(?:Semester|B)\s*(I|II|06|12) (\d{4})", contoh):
        return f"{match[2]}-S{1 if match[1] in {'I', '06'} else 2}"
    bulan, tahun = contoh.split()
    return f"{tahun}-{BULAN.index(bulan) + 1:02}"


def make_lembaran(benih: Benih, judul: bool = False, nama: str = "Data") -> Lembaran:
    """The seed as a sheet: the headings are the declared names, with a title above when asked."""
    top = [Baris(["REKAPITULASI DATA"], jenis="judul"), Baris([], jenis="judul")] if judul else []
    heading = Baris([nama.replace("_", " ").title() for nama in benih.kolom], jenis="tajuk")
    return Lembaran(nama, list(benih.kolom), [*top, heading, *(Baris(list(row), index) for index, row in enumerate(benih.sel))])


def make_berjenjang(benih: Benih, judul: bool = False) -> Lembaran:
    """The urine tests under a heading of two rows: 'HASIL POSITIF' over its substances, all other headings merged downwards."""
    sheet = make_lembaran(benih, judul)
    at = sheet.heading()
    upper = Baris(list(sheet.baris[at].sel), jenis="tajuk")
    lower = Baris([None] * len(benih.kolom), jenis="tajuk")
    zat = [place for place, nama in enumerate(benih.kolom) if nama in DI_BAWAH_POSITIF]
    for place in zat:
        lower.sel[place] = str(benih.kolom[place]).removeprefix("jumlah_").upper()
        upper.sel[place] = "HASIL POSITIF" if place == zat[0] else None
    sheet.baris[at : at + 1] = [upper, lower]
    sheet.gabungan = [(at, place, at + 1, place) for place in range(len(benih.kolom)) if place not in zat] + [(at, zat[0], at, zat[-1])]
    return sheet


# ---- file formats --------------------------------------------------------------------------------------------------

_RUANG = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELASI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKET = "http://schemas.openxmlformats.org/package/2006"
_TAK_SAH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def letters(column: int) -> str:
    """'AB' of 27."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def make_bagian(sheets: Sequence[Lembaran], bersama: bool = False) -> dict[str, str]:
    """The parts of an .xlsx package; bersama: texts stand in xl/sharedStrings.xml as Excel writes them."""
    texts: dict[str, int] = {}
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_PAKET}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PAKET}/relationships"><Relationship Id="r1"'
        f' Type="{_RELASI}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/styles.xml": f'<?xml version="1.0"?><styleSheet {_RUANG}><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>'
        "</cellXfs></styleSheet>",
    }
    names = "".join(
        f'<sheet name="{escape(sheet.nama)}" sheetId="{i}" r:id="s{i}"{" state=" + chr(34) + "hidden" + chr(34) if sheet.tersembunyi else ""}/>'
        for i, sheet in enumerate(sheets, start=1)
    )
    parts["xl/workbook.xml"] = f'<?xml version="1.0"?><workbook {_RUANG} xmlns:r="{_RELASI}"><sheets>{names}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="s{i}" Type="{_RELASI}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)
    )
    if bersama:
        links += f'<Relationship Id="ss" Type="{_RELASI}/sharedStrings" Target="sharedStrings.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<?xml version="1.0"?><Relationships xmlns="{_PAKET}/relationships">{links}'
        f'<Relationship Id="st" Type="{_RELASI}/styles" Target="styles.xml"/></Relationships>'
    )
    for i, sheet in enumerate(sheets, start=1):
        rows = []
        for r, row in enumerate(sheet.baris, start=1):
            cells = "".join(_cell(f"{letters(c)}{r}", cell, texts if bersama else None) for c, cell in enumerate(row.sel))
            hidden = ' hidden="1"' if r in sheet.baris_tersembunyi else ""
            rows.append(f'<row r="{r}"{hidden}>{cells}</row>')
        merged = "".join(f'<mergeCell ref="{letters(c1)}{r1 + 1}:{letters(c2)}{r2 + 1}"/>' for r1, c1, r2, c2 in sheet.gabungan)
        merges = f'<mergeCells count="{len(sheet.gabungan)}">{merged}</mergeCells>' if merged else ""
        parts[f"xl/worksheets/sheet{i}.xml"] = (
            f'<?xml version="1.0"?><worksheet {_RUANG}><sheetData>{"".join(rows)}</sheetData>{merges}</worksheet>'
        )
    if bersama:
        items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)
        parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst {_RUANG} count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'
    return parts


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """The package as bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for nama, content in parts.items():
            entry = zipfile.ZipInfo(nama, (2025, 1, 1, 0, 0, 0))  # the same bytes every time
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return buffer.getvalue()


def _cell(place: str, cell: object, shared: dict[str, int] | None) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, datetime):
        return f'<c r="{place}" s="2"><v>{(cell - datetime(1899, 12, 30)).total_seconds() / 86400}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{_number(cell)}</v></c>'
    text = str(cell)
    if re.fullmatch(r"#[A-Z0-9/]+[!?]?", text):
        return f'<c r="{place}" t="e"><v>{text}</v></c>'
    shown = escape(_TAK_SAH.sub(lambda match: f"_x{ord(match[0]):04X}_", text))
    if shared is None:
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
    return f'<c r="{place}" t="s"><v>{shared.setdefault(shown, len(shared))}</v></c>'


def _number(cell: float) -> str:
    if isinstance(cell, float) and not math.isfinite(cell):
        return "NaN" if cell != cell else "INF"
    return repr(cell)


def write_xlsx(sheets: Sequence[Lembaran], bersama: bool = False) -> bytes:
    return pack(make_bagian(sheets, bersama))


def write_xlsxwriter(sheets: Sequence[Lembaran]) -> bytes:
    """The same by XlsxWriter: shared strings, styles and merged ranges as Excel has them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
                                        "nan_inf_to_errors": True, "default_date_format": "dd/mm/yyyy"})  # fmt: skip
    book.set_properties({"created": datetime(2025, 1, 1)})
    plain = book.add_format()
    for sheet in sheets:
        target = book.add_worksheet(sheet.nama)
        for r, row in enumerate(sheet.baris):
            for c, cell in enumerate(row.sel):
                if cell is not None and cell != "":
                    target.write(r, c, cell[:32_767] if isinstance(cell, str) else cell)
            if r + 1 in sheet.baris_tersembunyi:
                target.set_row(r, None, None, {"hidden": True})
        for r1, c1, r2, c2 in sheet.gabungan:
            top = sheet.baris[r1].sel[c1] if c1 < len(sheet.baris[r1].sel) else None
            target.merge_range(r1, c1, r2, c2, top if isinstance(top, str | int | float) else None, plain)
    book.close()
    return buffer.getvalue()


def write_csv(sheet: Lembaran, pemisah: str = ",", encoding: str = "utf-8", akhir: str = "\r\n") -> bytes:
    """The rows of a sheet, all as wide as the heading, as spreadsheet programs save them; wider ones stay wide."""
    width = len(sheet.kolom)
    text = io.StringIO(newline="")
    rows = ([*row.sel, *[None] * (width - len(row.sel))] for row in sheet.baris)
    csv.writer(text, delimiter=pemisah, lineterminator=akhir).writerows(rows)
    return text.getvalue().encode(encoding, errors="replace")


def write_ods(sheets: Sequence[Lembaran]) -> bytes:
    """An OpenDocument workbook with typed cells."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    tables = "".join(
        f'<table:table table:name="{escape(sheet.nama)}">'
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row.sel)) or '<table:table-cell/>'}</table:table-row>" for row in sheet.baris)
        + "</table:table>"
        for sheet in sheets
    )
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0"'
        f' xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>'
    )
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/"'
        ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    return pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_cell(cell: object) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(cell).lower()}"/>'
    if isinstance(cell, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"><text:p>{cell}</text:p></table:table-cell>'
        )
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{_number(cell)}"><text:p>{cell}</text:p></table:table-cell>'
    text = escape(_TAK_SAH.sub("", str(cell)))
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def write_xls(sheets: Sequence[Lembaran]) -> bytes:
    """An old workbook; cells that its format cannot hold are cut as Excel cuts them."""
    book = xlwt.Workbook()
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for sheet in sheets:
        target = book.add_sheet(sheet.nama)
        for r, row in enumerate(sheet.baris):
            for c, cell in enumerate(row.sel):
                if isinstance(cell, date):
                    target.write(r, c, cell, style)
                elif cell is not None and cell != "":
                    target.write(r, c, cell[:32_000] if isinstance(cell, str) else cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
