"""Cells as a file has them, before old fonts and forms of Unicode are dealt with."""

from __future__ import annotations

from dataclasses import field

from keychain.contacts.importing.reading.recovery import Typed
from keychain.contacts.importing.table import CellKind
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell's text as written. ``merged``: it was written in another cell."""

    typed: Typed
    kind: CellKind = "text"
    merged: bool = False


@dataclass(slots=True)
class RawSheet:
    """A sheet's cells by row, and by column within, both from 1."""

    name: str
    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    numbers: dict[int, int] = field(default_factory=dict)
    """What a row is called, where that is not its key in ``rows``."""

    def put(self, row: int, column: int, cell: RawCell) -> None:
        """Set a cell, in place of what was there."""
        self.rows.setdefault(row, {})[column] = cell
