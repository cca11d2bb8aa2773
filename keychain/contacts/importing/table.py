"""A list as it was read: sheets of cells, all of them text, each with its place."""

from __future__ import annotations

from typing import Literal

from keychain.values import dataclass

CellKind = Literal["text", "number", "date", "formula", "error"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows, in NFC, with its ends trimmed; never empty.

    ``kind`` is what the file says that it is: a ``number`` has lost its leading zeros, if it had
    any; its text is the exact decimal digits, never ``9.12345678E8``, with the zeros that its
    number format shows in front. A ``date`` is ISO 8601.
    ``merged``: the text was written once for several cells, of which this is another than the
    first. ``was``: the text as the file has it, where it was typed for an old font and had to be
    converted.
    """

    text: str
    kind: CellKind = "text"
    merged: bool = False
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something; ``cells`` by column, from 1.

    ``number`` is what a spreadsheet program calls the row, from 1; of a CSV file too, where a
    line break inside a cell begins no row. Of cards it is one more than the card's, since row 1
    is heads of our own; a card with several posts has several rows, and they need not ascend.
    ``hidden``: nobody sees the row who opens the file.
    """

    number: int
    cells: tuple[tuple[int, Cell], ...]
    hidden: bool = False

    def cell(self, column: int) -> Cell | None:
        """The cell of ``column``, from 1, or None where it is empty."""
        return next((cell for at, cell in self.cells if at == column), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows that hold something, in order. A file of text has one sheet, without name."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list that was read. ``cards``: it was vCards, under heads of our own."""

    file: str
    sheets: tuple[Sheet, ...]
    cards: bool = False
