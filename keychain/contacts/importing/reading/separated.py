"""CSV, TSV and Excel's "Unicode text": a list's rows from text with separators."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from keychain.contacts.importing.reading.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    BeyondLimit,
    CellTooLong,
)
from keychain.diagnostics import error

LIST_QUOTES = error("list-quotes", "a quotation mark left open swallows the rows after it")

_SEPARATORS = "\t;,|"
_STATED = re.compile('"?sep=(.)"?\r?\n?', re.IGNORECASE)
_ROWS_TRIED = 100
_LONGEST_ROW = 256 * 1024
"""Characters: a row is a list of strings before its cells can be counted."""

# Two ways in which people keep Excel from taking a number's zero: ="0912…" and '0912….
_KEPT = re.compile(r'="([^"]*)"|\'([+\d].*)', re.DOTALL)


class OpenQuote(Exception):
    """The quotation marks of a row do not close; ``row`` is its number."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def read_separated(text: str, tabs: bool) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """The rows that hold something: row and column from 1, and each cell as written.

    A row's number is what a spreadsheet program shows for it: a line break within quotation
    marks does not count, an empty line does, and Excel's line ``sep=;`` does not.
    ``tabs``: the file's name says that tabs separate. Raises :class:`OpenQuote` and
    :class:`BeyondLimit`.
    """
    stated = _STATED.match(text)
    if stated:
        text = text[stated.end() :]
    separator = stated[1] if stated else "\t" if tabs else sniff_separator(text)
    cells = 0
    for number, row in _rows(text, separator):
        held = [(column, _kept(field)) for column, field in enumerate(row, 1) if field.strip()]
        if not held:
            continue
        cells += len(held)
        if number > MAX_ROWS or held[-1][0] > MAX_COLUMNS or cells > MAX_CELLS:
            raise BeyondLimit(number)
        yield number, held


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    number, taken = 1, 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for line in io.StringIO(text, newline=""):
            taken += len(line)
            if taken > _LONGEST_ROW:
                raise BeyondLimit(number)
            yield line

    try:
        # Strict: otherwise a mark left open makes one cell of the rest of the file.
        for row in csv.reader(lines(), delimiter=separator, strict=True):
            yield number, row
            number, taken = number + 1, 0
    except csv.Error as broken:
        if "field limit" in str(broken):
            raise CellTooLong(number) from None
        raise OpenQuote(number) from None


def _kept(field: str) -> str:
    match = _KEPT.fullmatch(field.strip())
    if match:
        return match[1] if match[1] is not None else match[2]
    return field


def sniff_separator(text: str) -> str:
    """The separator that gives the most rows one width, and of equals the widest rows."""
    best, score = ",", (0.0, 0)
    for separator in _SEPARATORS:
        widths = []
        try:
            for number, row in _rows(text, separator):
                if any(field.strip() for field in row):
                    widths.append(len(row))
                if number >= _ROWS_TRIED:
                    break
        except (OpenQuote, BeyondLimit):
            continue
        several = Counter(width for width in widths if width > 1)
        if not several:
            continue
        width, rows = max(several.items(), key=lambda item: (item[1], item[0]))
        found = (round(rows / len(widths), 1), width)
        if found > score:
            best, score = separator, found
    return best
