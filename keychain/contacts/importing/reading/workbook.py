"""Excel's workbooks, .xlsx and .xlsm: openpyxl reads them, within bounds set before.

Values of formulas are those that were saved with them; nothing is ever calculated. Hidden sheets
are left out, hidden rows and columns are not, and all of it is told.
"""

from __future__ import annotations

import datetime
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from keychain.contacts.importing.reading.formats import LIST_DAMAGED, NotRead
from keychain.contacts.importing.reading.limits import (
    LIST_TOO_MANY_CELLS,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    BeyondLimit,
)
from keychain.contacts.importing.reading.number_text import number_text
from keychain.contacts.importing.reading.old_fonts import font_of, is_capitals_font
from keychain.contacts.importing.reading.package import safe_package
from keychain.contacts.importing.reading.raw import RawCell, RawSheet
from keychain.contacts.importing.reading.recovery import Typed
from keychain.contacts.importing.reading.sheet_scan import SheetScan
from keychain.contacts.importing.table import CellKind
from keychain.diagnostics import Diagnostic, Place, note, warning

LIST_FORMULA = warning("list-formula-unsaved", "an empty cell looks as if nobody had a number")
LIST_HIDDEN_ROWS = warning("list-hidden-rows", "nobody sees whom a hidden row adds")
LIST_HIDDEN_COLUMNS = warning(
    "list-hidden-columns", "nobody sees the numbers that a hidden column adds"
)
LIST_HIDDEN_SHEET = note("list-hidden-sheet", "a sheet that nobody sees is left out knowingly")

# What openpyxl raises on XML that is well formed and no workbook: it checks as it goes, by typed
# attributes and look-ups, and wraps none of it.
_NOT_A_WORKBOOK = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    NotImplementedError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def read_workbook(data: bytes, file: str) -> tuple[list[RawSheet], list[Diagnostic]]:
    """The visible sheets that hold something, and what is to be told of them.

    Raises :class:`NotRead`.
    """
    place = Place(file, 0, 0)
    try:
        package, scans = safe_package(data, file)
        with warnings.catch_warnings():
            # Of extensions that openpyxl leaves out: none of them holds a cell.
            warnings.simplefilter("ignore")
            return _read(package, scans, place)
    except BeyondLimit as beyond:
        raise NotRead(
            LIST_TOO_MANY_CELLS(
                place, rows=MAX_ROWS, columns=MAX_COLUMNS, cells=MAX_CELLS, row=beyond.row
            )
        ) from None
    except _NOT_A_WORKBOOK:
        raise NotRead(LIST_DAMAGED(place)) from None


def _read(
    package: bytes, scans: dict[str, SheetScan], place: Place
) -> tuple[list[RawSheet], list[Diagnostic]]:
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(io.BytesIO(package), read_only=True, data_only=True, keep_links=False)
    reader.read()
    sheets: list[RawSheet] = []
    found: list[Diagnostic] = []
    listed = [(sheet, rel) for sheet, rel in reader.parser.find_sheets() if rel.target in scans]
    if len(listed) > MAX_SHEETS:
        raise BeyondLimit
    left = MAX_CELLS
    for sheet, rel in listed:
        scan = scans[rel.target]
        left -= scan.cells
        if left < 0:
            raise BeyondLimit
        if scan.last_row == 0:
            continue
        if sheet.state not in (None, "visible"):
            found.append(LIST_HIDDEN_SHEET(place, sheet=sheet.name))
            continue
        raw = RawSheet(sheet.name)
        unsaved = _fill(raw, reader.wb[sheet.name], scan)
        left -= _spread(raw, scan, left)
        if not raw.rows:
            continue
        raw.hidden_rows = frozenset(scan.hidden_rows & raw.rows.keys())
        sheets.append(raw)
        if unsaved:
            found.append(_formulas(place, raw.name, unsaved))
        if raw.hidden_rows:
            rows = sorted(raw.hidden_rows)
            found.append(
                LIST_HIDDEN_ROWS(place, sheet=raw.name, count=len(rows), rows=_some(map(str, rows)))
            )
        found += _hidden_columns(place, raw, scan)
    return sheets, found


def _hidden_columns(place: Place, raw: RawSheet, scan: SheetScan) -> list[Diagnostic]:
    from openpyxl.utils import get_column_letter

    filled = {column for row in raw.rows.values() for column in row}
    columns = sorted(scan.hidden_columns & filled)
    if not columns:
        return []
    names = _some(map(get_column_letter, columns))
    return [LIST_HIDDEN_COLUMNS(place, sheet=raw.name, count=len(columns), columns=names)]


def _fill(raw: RawSheet, sheet: Any, scan: SheetScan) -> list[tuple[int, int]]:
    """Put the cells that hold something into ``raw``; the formulas without a saved value."""
    unsaved = []
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=scan.last_row, max_col=scan.last_column)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell.value is None:
                continue
            shown = _shown(cell)
            if shown is None:
                continue
            if (number, column) in scan.formulas and shown.kind != "error":
                shown = RawCell(shown.typed, "formula")
            raw.put(number, column, shown)
    for number, column in sorted(scan.formulas):
        if column not in raw.rows.get(number, {}):
            unsaved.append((number, column))
    return unsaved


def _shown(cell: Any) -> RawCell | None:
    """What an openpyxl cell shows, or None where that is nothing."""
    value = cell.value
    kind: CellKind = "text"
    if isinstance(value, str):
        text = _unescaped(value)
        if not text.strip():
            return None
        if cell.data_type == "e":
            return RawCell(Typed(text), "error")
        if not text.isascii():
            name = cell.font.name or ""
            return RawCell(Typed(text, font_of(name), is_capitals_font(name)))
        return RawCell(Typed(text))
    if isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, int | float):
        kind, text = "number", number_text(value, cell.number_format or "General")
    elif isinstance(value, datetime.datetime) and value.time() == datetime.time():
        kind, text = "date", value.date().isoformat()
    elif isinstance(value, datetime.date | datetime.time):
        kind, text = "date", value.isoformat()
    else:
        kind, text = "date", str(value)
    return RawCell(Typed(text), kind) if text else None


def _unescaped(text: str) -> str:
    """``text`` without ``_x000D_`` and the like (ST_Xstring, ECMA-376 Part 1, 22.9.2.19)."""
    from openpyxl.utils.escape import unescape

    return unescape(text) if "_x00" in text else text


def _spread(raw: RawSheet, scan: SheetScan, most: int) -> int:
    """Write each merged area's text into all its cells that lie within the list; how many."""
    areas = [area for area in scan.merged if area.left in raw.rows.get(area.top, {})]
    within = [
        replace(
            area,
            bottom=min(area.bottom, scan.last_row),
            right=min(area.right, scan.last_column),
        )
        for area in areas
    ]
    spread = sum(area.cells - 1 for area in within)
    if spread > most:
        raise BeyondLimit
    for area in within:
        first = raw.rows[area.top][area.left]
        again = RawCell(first.typed, first.kind, merged=True)
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                if (row, column) != (area.top, area.left):
                    raw.put(row, column, again)
    raw.rows = dict(sorted(raw.rows.items()))
    return spread


def _formulas(place: Place, sheet: str, cells: list[tuple[int, int]]) -> Diagnostic:
    from openpyxl.utils import get_column_letter

    names = (f"{get_column_letter(column)}{row}" for row, column in cells)
    return LIST_FORMULA(place, sheet=sheet, count=len(cells), cells=_some(names))


def _some(names: Iterator[str]) -> str:
    """The first few of ``names``, in one line."""
    listed = list(names)
    return ", ".join(listed[:5]) + (", …" if len(listed) > 5 else "")
