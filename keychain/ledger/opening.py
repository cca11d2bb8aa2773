"""The ledger's file: opened, told from other files, and brought to today's version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keychain.diagnostics import Place
from keychain.ledger.refusal import LEDGER_FOREIGN, LEDGER_NEWER, LedgerRefused, finding_of
from keychain.ledger.schema import APPLICATION_ID, VERSIONS
from keychain.ledger.store import Ledger

PATIENCE = 15.0
"""Seconds to wait for another process that is writing; a transaction takes a few milliseconds."""


@contextmanager
def using_ledger(path: Path) -> Iterator[Ledger]:
    """The ledger at ``path``, open while the block runs. Raises as ``open_ledger`` does."""
    ledger = open_ledger(path)
    try:
        yield ledger
    finally:
        ledger.close()


def open_ledger(path: Path) -> Ledger:
    """The ledger at ``path``, made where there is none, and brought to today's version.

    Raises LedgerRefused for a file that is damaged, no ledger, or a newer program's; such a file
    is never changed. Raises OSError where the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.OperationalError as problem:
        raise LedgerRefused(finding_of(path, problem)) from problem
    ledger = Ledger(path, connection)
    try:
        _bring_up(connection, path)
    except sqlite3.DatabaseError as problem:
        connection.close()
        raise LedgerRefused(finding_of(path, problem)) from problem
    except LedgerRefused:
        connection.close()
        raise
    return ledger


def _bring_up(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection, path)
    connection.execute("PRAGMA foreign_keys = ON")
    if version == len(VERSIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have done it while this one waited.
    for number in range(_version(connection, path), len(VERSIONS)):
        for statement in filter(str.strip, VERSIONS[number].split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number + 1}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    place = Place(path.as_posix(), 0, 0)
    if tables and owner != APPLICATION_ID:
        raise LedgerRefused(LEDGER_FOREIGN(place))
    if version > len(VERSIONS):
        raise LedgerRefused(LEDGER_NEWER(place, version=version, known=len(VERSIONS)))
    return int(version)
