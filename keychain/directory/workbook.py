"""The directory as a workbook that a clerk opens, prints, changes and has read back (ECMA-376).

Written by XlsxWriter; what reads workbooks here is openpyxl, so that no mistake of the one is
repeated by the other.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

import xlsxwriter

from keychain.contacts.exchange import HEADS, SHEETS, Key
from keychain.directory.model import DirectoryBook
from keychain.directory.rows import Table, Value, communes_table, hotlines_table, posts_table
from keychain.directory.table_words import TableWords, table_words
from keychain.values import dataclass

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_RED = "#D3011C"
"""The red of the tags, as FOGRA39 shows it on a screen."""
_TINT, _RULE, _GREY = "#FBF3F2", "#D9D9D9", "#808080"
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
_CENTRE, _LEFT = {"align": "center"}, {"align": "left", "indent": 1}
_LINE = 15.0
"""Points from one line of text to the next."""

_MACHINE: frozenset[Key] = frozenset({"village-id", "officer-id", "kind", "own-role"})
"""What only ``keychain import`` needs: grey, at the end, and not printed."""
_DAYS: frozenset[Key] = frozenset({"since", "until", "day"})
_CENTRED: frozenset[Key] = _DAYS | {"number", "duty"}
_LEAST: dict[Key, int] = {"since": 11, "until": 11, "day": 13, "number": 5}
_MOST = 46
"""Characters that a column is wide; longer texts break over lines."""

_FORMULA_SIGNS = tuple("=+-@＝＋－＠'")


@dataclass(frozen=True, slots=True)
class _Look:
    """What a cell's format depends on."""

    key: Key
    tinted: bool
    quoted: bool


class _Formats:
    """The workbook's formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[_Look, Format] = {}
        self.title = book.add_format({**_FONT, "font_size": 16, "bold": True, "font_color": _RED})
        self.told = book.add_format({**_FONT, "font_color": "#404040"})
        head = {**_FONT, "bold": True, "font_color": "#FFFFFF", "bg_color": _RED, "border": 1}
        head |= {"border_color": "#FFFFFF", "text_wrap": True}
        self.centred_head = book.add_format({**head, **_CENTRE})
        self.head = book.add_format({**head, **_LEFT})

    def column(self, key: Key) -> Format:
        """Of the cells under the table, for what a clerk adds: 0950000008 keeps its zero there."""
        return self._book.add_format(_kept(key))

    def cell(self, look: _Look) -> Format:
        """Of a cell that holds something, or that could."""
        if look in self._made:
            return self._made[look]
        wanted = _kept(look.key) | {"bottom": 1, "bottom_color": _RULE}
        wanted["text_wrap"] = look.key not in ("phone", *_MACHINE)
        if look.key == "phone":
            wanted["bold"] = True
        if look.key in _MACHINE:
            wanted["font_color"] = _GREY
        if look.tinted:
            wanted["bg_color"] = _TINT
        if look.quoted:
            wanted["quote_prefix"] = True
        return self._made.setdefault(look, self._book.add_format(wanted))


def _kept(key: Key) -> dict[str, object]:
    """Text format for all but days and counts: what is typed stays as it is typed."""
    form = "dd/mm/yyyy" if key in _DAYS else "0" if key == "number" else "@"
    return {**_FONT, "num_format": form, **(_CENTRE if key in _CENTRED else _LEFT)}


def write_workbook(book: DirectoryBook) -> bytes:
    """Three sheets: who serves where, the numbers for every village, and whose directory it is.

    Every telephone number is a string in a cell of text format. There is no formula: a text that
    begins like one is a string all the same, marked so that Excel shows it as it is and edits it
    as text. Dates inside are the book's day, so the same book gives the same bytes.
    """
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    words = table_words(book.language)
    title, told = words.titles(book)
    workbook.set_properties(
        {
            "title": title,
            "subject": told,
            "author": "keychain",
            "created": datetime(book.day.year, book.day.month, book.day.day),
        }
    )
    formats = _Formats(workbook)
    names = SHEETS[book.language]
    first = workbook.add_worksheet(names[0])
    _write_table(first, posts_table(book), words, formats, top=2)
    first.set_row(0, 27)
    first.set_row(1, 20)
    first.write_string(0, 0, title, formats.title)
    first.write_string(1, 0, told, formats.told)
    for name, table in (
        (names[1], hotlines_table(book)),
        (names[2], communes_table(book)),
    ):
        _write_table(workbook.add_worksheet(name), table, words, formats, top=0)
    for sheet in workbook.worksheets():
        sheet.set_footer(f"&L&8{_plain(f'{title} · {told}')}&R&8{words.say('page')}")
    workbook.close()
    return out.getvalue()


def _write_table(
    sheet: Worksheet, table: Table, words: TableWords, formats: _Formats, *, top: int
) -> None:
    """The heads in row ``top``, from 0, and the rows under it."""
    heads = [HEADS[words.language][key] for key in table.keys]
    widths = [
        _width(key, head, [row[column] for row in table.rows])
        for column, (key, head) in enumerate(zip(table.keys, heads, strict=True))
    ]
    for column, (key, head, width) in enumerate(zip(table.keys, heads, widths, strict=True)):
        sheet.set_column(column, column, width, formats.column(key))
        style = formats.centred_head if key in _CENTRED else formats.head
        sheet.write_string(top, column, head, style)
    sheet.set_row(top, 26)
    for index, (row, group) in enumerate(zip(table.rows, table.groups, strict=True), top + 1):
        lines = max(
            ceil(len(_shown(value)) / width) for value, width in zip(row, widths, strict=True)
        )
        sheet.set_row(index, max(lines, 1) * _LINE + 4)
        for column, (key, value) in enumerate(zip(table.keys, row, strict=True)):
            _write_cell(sheet, index, column, value, formats, key, tinted=group % 2 == 1)
    last, end = top + len(table.rows), len(heads) - 1
    empty = [all(row[column] is None for row in table.rows) for column in range(end + 1)]
    printed = max(
        (at for at, key in enumerate(table.keys) if key not in _MACHINE and not empty[at]),
        default=end,
    )
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, last, end)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.55, bottom=0.65)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, last, printed)
    sheet.center_horizontally()


def _write_cell(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Value,
    formats: _Formats,
    key: Key,
    *,
    tinted: bool,
) -> None:
    quoted = isinstance(value, str) and value.startswith(_FORMULA_SIGNS)
    style = formats.cell(_Look(key, tinted, quoted))
    match value:
        case None:
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, value, style)
        case int():
            sheet.write_number(row, column, value, style)
        case date():
            sheet.write_datetime(row, column, value, style)


def _width(key: Key, head: str, values: list[Value]) -> float:
    """Characters, with room for a filter's button beside the longest word of the head."""
    word = max(map(len, head.split())) + 4
    longest = max(map(len, map(_shown, values)), default=0) * (1.15 if key == "phone" else 1.05)
    return min(max(word, longest + 3, _LEAST.get(key, 0)), _MOST)


def _shown(value: Value) -> str:
    if isinstance(value, date):
        return "00/00/0000"
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    """``text`` in a footer, where & begins a code and which holds 255 characters (ECMA-376 part 1,
    18.3.1.46)."""
    return text[:110].replace("&", "&&")
