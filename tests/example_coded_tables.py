"""Tables of coded passages, and what is said of one that is refused."""

import zipfile
from pathlib import Path

import pytest

from exchange.coding._coded_tables import read_coded_table
from results import DataError

SAMPLES = Path(__file__).parent / "qualitative_samples"


TAGUETTE = SAMPLES / "taguette"


COLUMNS = {"document": "doc", "code": "code", "text": "words"}


PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Target="xl/workbook.xml" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http'
        "://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        '"/></Relationships>'
    ),
}


def workbook(path, rows):
    """Write the smallest workbook with these rows; numbers become cells of numbers."""

    def cell(value, place):
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    lines = "".join(
        f'<row r="{i}">'
        + "".join(cell(v, f"{'ABCDEF'[j]}{i}") for j, v in enumerate(row) if v != "")
        + "</row>"
        for i, row in enumerate(rows, start=1)
        if row
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{lines}</sheetData></worksheet>"
    )
    with zipfile.ZipFile(path, "w") as book:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            book.writestr(name, text)


def message(path, **options):
    """Return what is said of a table that is refused."""
    with pytest.raises(DataError) as caught:
        read_coded_table(path, **({"columns": COLUMNS, "coder": "A"} | options))
    return str(caught.value)
