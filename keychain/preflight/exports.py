"""Tables and cards of the directory, read back from their bytes by other libraries than wrote them.

Workbooks are read by openpyxl, cards by vobject, CSV by Python's own module. What is compared is
who can be called under which number; how it looks does not matter here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from typing import Literal

from keychain.contacts.exchange import (
    CARD_EXTENSION,
    CSV_SEPARATOR,
    EVERY_VILLAGE_ID,
    HEADS,
    NUMBERS_APART,
    unguard,
)
from keychain.contacts.phones import PhoneNumber
from keychain.diagnostics import Diagnostic, error
from keychain.values import dataclass

EXPORT_NUMBERS_DIFFER = error(
    "export-numbers-differ", "whoever opens the file would call somebody else"
)

Form = Literal["csv", "xlsx", "vcf"]

_PRINTED = re.compile(r"([0-9 ]+?)(?: ext ([0-9]+))?")
_DIALLED = re.compile(r"(?:tel:)?(\+84)?([0-9]+)(?:;ext=([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who can be called: ``village`` is the id of the village that the row is about,
    empty for a card and for a hotline. ``numbers`` are digits and extension, as a person in Viet
    Nam dials them, in order."""

    name: str
    numbers: tuple[tuple[str, str], ...]
    village: str = ""


def entry_of(name: str, numbers: Iterable[PhoneNumber], village: str = "") -> Entry:
    """What the directory says of somebody."""
    dialled = tuple((each.digits, each.extension or "") for each in numbers)
    return Entry(name, dialled, village)


def check_export(data: bytes, form: Form, expected: Collection[Entry]) -> tuple[Diagnostic, ...]:
    """An error for each entry of the file that the directory does not have, or the other way
    round."""
    found = set(_READERS[form](data))
    wanted = set(expected)
    names = dict.fromkeys([each.name for each in expected if each not in found])
    names |= dict.fromkeys([each.name for each in found - wanted])
    return tuple(
        EXPORT_NUMBERS_DIFFER(
            name=name,
            found=_numbers(found - wanted, name),
            expected=_numbers(wanted - found, name),
        )
        for name in sorted(names)
    )


def _numbers(entries: Iterable[Entry], name: str) -> str:
    numbers = {
        f"{digits} ext {extension}" if extension else digits
        for each in entries
        if each.name == name
        for digits, extension in each.numbers
    }
    return ", ".join(sorted(numbers)) or "–"


def _read_csv(data: bytes) -> Iterator[Entry]:
    import csv

    text = StringIO(data.decode("utf-8-sig"), newline="")
    rows = ([unguard(cell) for cell in row] for row in csv.reader(text, delimiter=CSV_SEPARATOR))
    yield from _read_rows(rows)


def _read_xlsx(data: bytes) -> Iterator[Entry]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True)
    for sheet in book.worksheets:
        # A number that is not text would show as one: str() of a float has a point.
        rows = sheet.iter_rows(values_only=True)
        yield from _read_rows(["" if cell is None else str(cell) for cell in row] for row in rows)


def _read_rows(rows: Iterable[Sequence[str]]) -> Iterator[Entry]:
    """Entries under the first row that has a head for numbers."""
    at: dict[str, int] | None = None
    for row in rows:
        if at is None:
            at = _columns(row)
            continue
        village = row[at["village-id"]] if "village-id" in at else ""
        cell = row[at["phone"]]
        numbers = tuple(map(_as_printed, cell.split(NUMBERS_APART))) if cell else ()
        name = row[at["name"] if "name" in at else at["label"]]
        yield Entry(name, numbers, "" if village == EVERY_VILLAGE_ID else village)


def _columns(row: Sequence[str]) -> dict[str, int] | None:
    for heads in HEADS.values():
        if heads["phone"] in row:
            return {key: row.index(head) for key, head in heads.items() if head in row}
    return None


def _read_vcf(data: bytes) -> Iterator[Entry]:
    import vobject
    from vobject.base import ContentLine

    for card in vobject.readComponents(data.decode("utf-8")):
        lines = [line for line in card.getChildren() if isinstance(line, ContentLine)]
        numbers = tuple(
            _as_dialled(str(line.value), line.params.get(CARD_EXTENSION, [""])[0])
            for line in lines
            if line.name == "TEL"
        )
        yield Entry(next(str(line.value) for line in lines if line.name == "FN"), numbers)


def _as_printed(text: str) -> tuple[str, str]:
    match = _PRINTED.fullmatch(text)
    return (match[1].replace(" ", ""), match[2] or "") if match else (text, "")


def _as_dialled(text: str, extension: str) -> tuple[str, str]:
    match = _DIALLED.fullmatch(text)
    if match is None:
        return text, extension
    return ("0" if match[1] else "") + match[2], match[3] or extension


_READERS = {"csv": _read_csv, "xlsx": _read_xlsx, "vcf": _read_vcf}
