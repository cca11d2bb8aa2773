"""The directory as CSV (RFC 4180), for Excel as well as for programs."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from keychain.contacts.exchange import CSV_SEPARATOR, HEADS, guard
from keychain.directory.model import DirectoryBook
from keychain.directory.rows import Value, flat_table

_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the code page of the machine."""


def write_csv(book: DirectoryBook) -> bytes:
    """One table: heads in its first line, then hotlines and posts, commune by commune.

    Numbers are grouped as in print, and so stay text in Excel with their zero; +84 would be a
    sum. Texts are guarded against being taken for formulas
    (:func:`keychain.contacts.exchange.guard`); days are ISO 8601, which Excel reads alike in
    every language.
    """
    table = flat_table(book)
    out = StringIO()
    writer = csv.writer(out, delimiter=CSV_SEPARATOR, lineterminator="\r\n")
    writer.writerow([HEADS[book.language][key] for key in table.keys])
    writer.writerows([_text(value) for value in row] for row in table.rows)
    return (_BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case str():
            return guard(value)
