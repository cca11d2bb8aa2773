"""What people hold, by the ledger of an output folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from keychain.build.numbering import Out
from keychain.build.sources import unreadable
from keychain.contacts.model import Commune, Contacts
from keychain.diagnostics import Diagnostic
from keychain.ledger import Issue, Ledger, LedgerRefused, using_ledger

LEDGER_FILE = "ledger.sqlite3"


def ledger_path(output: Path) -> Path:
    """Where the ledger of an output folder is."""
    return output / LEDGER_FILE


def issues_of(
    output: Path, communes: Collection[Contacts]
) -> tuple[dict[str, dict[str, tuple[Issue, ...]]], tuple[Diagnostic, ...]]:
    """The hand-outs of each commune by its contacts file, then by village; none without a ledger.
    The finding where the ledger refuses."""
    path = ledger_path(output)
    if not path.exists():
        return {contacts.file: {} for contacts in communes}, ()
    try:
        with using_ledger(path) as ledger:
            return {each.file: _issues(ledger, each.commune) for each in communes}, ()
    except LedgerRefused as refused:
        return {contacts.file: {} for contacts in communes}, (refused.finding,)


def _issues(ledger: Ledger, commune: Commune) -> dict[str, tuple[Issue, ...]]:
    district = commune.district.value if commune.district else None
    return ledger.issues(commune.name.value, commune.province.value, district)


def numbers_out(output: Path) -> tuple[Out | None, tuple[Diagnostic, ...]]:
    """The last serial numbers that people hold, by the ledger of an output folder; None where it
    refuses, and why."""
    path = ledger_path(output)
    if not path.exists():
        return {}, ()
    try:
        with using_ledger(path) as ledger:
            return ledger.last_numbers(), ()
    except LedgerRefused as refused:
        return None, (refused.finding,)
    except OSError as problem:
        return None, (unreadable(path, problem),)
