"""Why a ledger is refused: it is damaged, another program's, busy, or may not be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from keychain.diagnostics import Diagnostic, Place, error

LEDGER_DAMAGED = error(
    "ledger-damaged", "a ledger that cannot be read must not be taken for an empty one"
)
LEDGER_NEWER = error("ledger-newer", "what a newer program wrote, an older one would spoil")
LEDGER_FOREIGN = error("ledger-foreign", "somebody else's database must not be written into")
LEDGER_BUSY = error("ledger-busy", "two that write at once would lose one of their entries")
LEDGER_UNWRITABLE = error(
    "ledger-unwritable", "a sound ledger on a full or protected disk must not be thrown away"
)

_UNWRITABLE = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
)
"""What the disk refuses, and no fault of the file (https://www.sqlite.org/rescode.html)."""


class LedgerRefused(Exception):
    """The ledger cannot be used; ``finding`` says why. Nothing was written to it."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.code)
        self.finding = finding


def finding_of(path: Path, problem: sqlite3.DatabaseError) -> Diagnostic:
    """What SQLite's answer means for the ledger at ``path``, and for whoever needs it."""
    place = Place(path.as_posix(), 0, 0)
    # The low byte is the primary code, those above it tell more.
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LEDGER_BUSY(place)
    if code in _UNWRITABLE:
        return LEDGER_UNWRITABLE(place, problem=str(problem))
    return LEDGER_DAMAGED(place, problem=str(problem))
