"""Lists as programs write them, part by part: also as openpyxl does not, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from keychain.contacts.importing.reading import read_list
from keychain.contacts.importing.table import Cell, ListFile
from keychain.diagnostics import Diagnostic

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
    "</Types>"
)
WORKBOOK = (
    f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
WORKBOOK_RELS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)
ROOT_RELS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
# Styles 0 General, 1 0000000000, 2 14 (a date), 3 the font .VnTime, 4 .VnTimeH, 5 text.
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="0000000000"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><sz val="12"/><name val=".VnTime"/></font>'
    '<font><sz val="12"/><name val=".VnTimeH"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    "</styleSheet>"
)


def sheet(rows: str, more: str = "") -> str:
    """A worksheet part with ``rows`` as its sheetData."""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>'


def strings(items: str) -> str:
    """A part of shared strings."""
    return f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'


def parts(rows: str = "", more: str = "", shared: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook as Excel names them."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": WORKBOOK_RELS,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": strings(shared),
        "xl/worksheets/sheet1.xml": sheet(rows, more),
    }


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """``members`` as a zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return held.getvalue()


def workbook(rows: str = "", more: str = "", shared: str = "") -> bytes:
    """A workbook of one sheet."""
    return packed(parts(rows, more, shared))


def text_cells(read: ListFile, at: int = 0) -> dict[int, dict[int, str]]:
    """The texts of a sheet by row and column."""
    return {
        row.number: {column: cell.text for column, cell in row.cells}
        for row in read.sheets[at].rows
    }


def cell(read: ListFile, row: int, column: int) -> Cell:
    """The cell there, which must hold something."""
    (found,) = [r for r in read.sheets[0].rows if r.number == row]
    held = found.cell(column)
    assert held is not None
    return held


def good(data: bytes, file: str = "list.xlsx") -> ListFile:
    """The list in ``data``, of which nothing is told."""
    read, found = read_list(data, file)
    assert read is not None and found == (), found
    return read


def warned(data: bytes, code: str, file: str = "list.xlsx") -> tuple[ListFile, Diagnostic]:
    """The list in ``data`` and the only finding, which must be ``code``."""
    read, found = read_list(data, file)
    assert read is not None
    assert [each.code for each in found] == [code]
    return read, found[0]


def refused(data: bytes, code: str, file: str = "list.xlsx") -> Diagnostic:
    """The error ``code`` that ``data`` is refused with, about the whole file."""
    read, found = read_list(data, file)
    assert read is None
    assert [each.code for each in found] == [code]
    place = found[0].place
    assert place is not None and (place.file, place.line) == (file, 0)
    return found[0]
