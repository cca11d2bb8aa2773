"""How much a list may hold: far more than a province has officers, far less than fills a memory."""

from __future__ import annotations

from keychain.diagnostics import error

MAX_BYTES = 32 * 1024 * 1024
"""A file's size. Pictures count: they are in the same file."""

MAX_UNPACKED = 96 * 1024 * 1024
"""What the parts of a workbook that hold cells may unpack to, together."""

MAX_MEMBERS = 10_000
"""Files within a workbook."""

MAX_ROWS = 100_000
"""The last row that may hold something, and the number of cards."""

MAX_COLUMNS = 512
MAX_CELLS = 400_000
"""Cells that hold something, those of merged areas counted each."""

MAX_FORMATTED = 1_000_000
"""Cells before the last one that holds something, with those that are only formatted."""

MAX_SHEETS = 200
MAX_LENGTH = 32_767
"""Characters in a cell: what Excel allows ("Excel specifications and limits", Microsoft)."""

LIST_TOO_LARGE = error("list-too-large", "a list of people is small; a file this big is another")
LIST_UNPACKS = error("list-unpacks-too-large", "a small file can be made to fill any memory")
LIST_TOO_MANY_CELLS = error("list-too-many-cells", "the rest would have to be left out in silence")
LIST_CELL_LONG = error("list-cell-too-long", "a cell this long is a list that was read wrongly")


class BeyondLimit(Exception):
    """A list holds more than it may, from ``row`` on."""

    def __init__(self, row: int = 1) -> None:
        super().__init__(row)
        self.row = row


class CellTooLong(BeyondLimit):
    """A cell of text goes on past any length."""
