"""People's lists from bytes: xlsx, csv, tsv and vcf as sheets of text, or why not.

What a file is, its bytes say (:mod:`.formats`). Workbooks are unpacked within bounds
(:mod:`.package`), measured (:mod:`.sheet_scan`) and read with openpyxl (:mod:`.workbook`); text is
decoded (:mod:`.encodings`) and parted (:mod:`.separated`); cards are read with vobject
(:mod:`.cards`). Names typed for old fonts come out in Unicode (:mod:`.recovery`), with a warning.
"""

from __future__ import annotations

from keychain.contacts.importing.reading.cards import read_cards
from keychain.contacts.importing.reading.cell_text import clean
from keychain.contacts.importing.reading.encodings import LIST_ENCODING, decode
from keychain.contacts.importing.reading.formats import (
    LIST_EMPTY,
    LIST_UNKNOWN,
    Format,
    NotRead,
    recognise,
)
from keychain.contacts.importing.reading.limits import (
    LIST_CELL_LONG,
    LIST_TOO_LARGE,
    LIST_TOO_MANY_CELLS,
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_LENGTH,
    MAX_ROWS,
    BeyondLimit,
    CellTooLong,
)
from keychain.contacts.importing.reading.lost_letters import (
    LIST_LETTERS_LOST,
    find_lost_letters,
)
from keychain.contacts.importing.reading.raw import RawCell, RawSheet
from keychain.contacts.importing.reading.recovery import Typed, find_scheme, recover
from keychain.contacts.importing.reading.separated import LIST_QUOTES, OpenQuote, read_separated
from keychain.contacts.importing.reading.workbook import read_workbook
from keychain.contacts.importing.table import Cell, ListFile, Row, Sheet
from keychain.diagnostics import Diagnostic, Place
from keychain.text import excerpt

__all__ = ["MAX_BYTES", "read_list", "too_large"]


def read_list(data: bytes, file: str) -> tuple[ListFile | None, tuple[Diagnostic, ...]]:
    """The list in ``data``, or None together with the error that says why not.

    ``file`` is what diagnostics call it; its extension counts only where bytes leave a doubt. More
    than :data:`MAX_BYTES` are refused. Never raises, whatever the bytes are.
    """
    place = Place(file, 0, 0)
    if len(data) > MAX_BYTES:
        return None, (too_large(file, len(data)),)
    try:
        form = recognise(data, file)
        sheets, found = _read(data, file, form)
        listed, converted = _listed(sheets, file)
    except NotRead as refused:
        return None, (refused.found,)
    if not listed:
        return None, (LIST_EMPTY(place), *found)
    return ListFile(file, listed, cards=form == "cards"), (*found, *converted)


def too_large(file: str, size: int) -> Diagnostic:
    """The error for a file of more than :data:`MAX_BYTES`, however many it has."""
    return LIST_TOO_LARGE(Place(file, 0, 0), size=-(-size // 2**20), most=MAX_BYTES // 2**20)


def _read(data: bytes, file: str, form: Format) -> tuple[list[RawSheet], list[Diagnostic]]:
    if form == "xlsx":
        return read_workbook(data, file)
    place = Place(file, 0, 0)
    text = decode(data)
    if text is None:
        raise NotRead(LIST_ENCODING(place))
    if "\0" in text:
        raise NotRead(LIST_UNKNOWN(place))
    try:
        if form == "cards":
            return read_cards(text, file)
        sheet = RawSheet("")
        for number, row in read_separated(text, file.lower().endswith((".tsv", ".tab"))):
            for column, field in row:
                sheet.put(number, column, RawCell(Typed(field)))
        return [sheet], []
    except OpenQuote as quote:
        raise NotRead(LIST_QUOTES(place, row=quote.row)) from None
    except CellTooLong as long:
        raise NotRead(LIST_CELL_LONG(place, row=long.row, most=MAX_LENGTH)) from None
    except BeyondLimit as beyond:
        limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
        raise NotRead(LIST_TOO_MANY_CELLS(place, **limits, row=beyond.row)) from None


def _listed(sheets: list[RawSheet], file: str) -> tuple[tuple[Sheet, ...], list[Diagnostic]]:
    """Sheets of clean cells in Unicode, without those that hold nothing."""
    cells = [cell.typed for sheet in sheets for row in sheet.rows.values() for cell in row.values()]
    lost = find_lost_letters(cell.text for cell in cells)
    if lost is not None:
        raise NotRead(LIST_LETTERS_LOST(Place(file, 0, 0), text=excerpt(lost)))
    scheme = find_scheme({cell.text for cell in cells if cell.font is None})
    texts, found = recover(cells, file, scheme)
    shown = iter(zip(cells, texts, strict=True))
    listed = []
    for sheet in sheets:
        rows = []
        for key, row in sheet.rows.items():
            number = sheet.numbers.get(key, key)
            held = []
            for column, raw in row.items():
                typed, text = next(shown)
                text = clean(text)
                if len(text) > MAX_LENGTH:
                    place = Place(file, 0, 0)
                    raise NotRead(LIST_CELL_LONG(place, row=number, most=MAX_LENGTH))
                if text:
                    was = None if text == clean(typed.text) else typed.text.strip()
                    held.append((column, Cell(text, raw.kind, raw.merged, was)))
            if held:
                rows.append(Row(number, tuple(sorted(held)), key in sheet.hidden_rows))
        if rows:
            listed.append(Sheet(sheet.name, tuple(rows)))
    return tuple(listed), found
