"""A first pass over a worksheet: its bounds, formulas and merged areas, and what is hidden.

openpyxl reads the values. What it cannot say while it streams stands here, and so do the limits: a
sheet that claims a million rows is known, and cut to those that hold something, before anything is
made of it.
"""

from __future__ import annotations

import re
from dataclasses import field
from xml.parsers import expat

from keychain.contacts.importing.reading.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FORMATTED,
    MAX_ROWS,
    BeyondLimit,
)
from keychain.values import dataclass

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.IGNORECASE)
_AREA = re.compile(rf"{_CELL.pattern}(?::{_CELL.pattern})?", re.IGNORECASE)
_YES = ("1", "true")


class SheetBroken(Exception):
    """A worksheet that no spreadsheet program wrote."""


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells, by rows and columns from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(slots=True)
class SheetScan:
    """What a worksheet holds besides values; rows and columns from 1."""

    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    tail: tuple[int, int] | None = None
    """Where bytes of the part begin and end that are rows after the last with something in it."""


def scan_sheet(xml: bytes) -> SheetScan:
    """Read a worksheet part (ECMA-376 Part 1, 18.3.1.99). Raises :class:`SheetBroken`, and
    :class:`BeyondLimit` for the first row that is too much."""
    scan = SheetScan()
    row = column = seen = 0
    held = False
    tail = -1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, seen, held, tail
        name = name.rpartition(":")[2]
        if name == "c":
            held = False
            seen += 1
            last = column
            if "r" in attributes:
                at, column = _cell(attributes["r"])
                if at != row:
                    raise SheetBroken
            else:
                column += 1
            if column <= last:
                raise SheetBroken
        elif name in ("v", "is", "f"):
            if row == 0 or column == 0:
                raise SheetBroken
            if name == "f":
                scan.formulas.add((row, column))
            if not held:
                held = True
                hold()
        elif name == "row":
            last = row
            row = _number(attributes["r"]) if "r" in attributes else row + 1
            column = 0
            if row <= last:
                raise SheetBroken
            if tail < 0:
                tail = parser.CurrentByteIndex
            if attributes.get("hidden") in _YES:
                scan.hidden_rows.add(row)
        elif name == "col" and attributes.get("hidden") in _YES:
            last = min(_number(attributes.get("max", "")), MAX_COLUMNS)
            scan.hidden_columns.update(range(_number(attributes.get("min", "")), last + 1))
        elif name == "mergeCell":
            scan.merged.append(_area(attributes.get("ref", "")))
            if len(scan.merged) > MAX_CELLS:
                raise BeyondLimit

    def end(name: str) -> None:
        if tail >= 0 and name.rpartition(":")[2] == "sheetData":
            scan.tail = tail, parser.CurrentByteIndex

    def hold() -> None:
        nonlocal tail
        tail = -1
        scan.cells += 1
        scan.last_row = row
        scan.last_column = max(scan.last_column, column)
        too_far = row > MAX_ROWS or column > MAX_COLUMNS
        if too_far or scan.cells > MAX_CELLS or seen > MAX_FORMATTED:
            raise BeyondLimit(row)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise SheetBroken from None
    return scan


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 7:
        raise SheetBroken
    return int(text)


def _cell(reference: str) -> tuple[int, int]:
    match = _CELL.fullmatch(reference)
    if match is None:
        raise SheetBroken
    return int(match[2]), _column(match[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _area(reference: str) -> Area:
    match = _AREA.fullmatch(reference)
    if match is None:
        raise SheetBroken
    top, left = int(match[2]), _column(match[1])
    if match[3] is None:
        return Area(top, left, top, left)
    bottom, right = int(match[4]), _column(match[3])
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
