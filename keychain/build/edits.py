"""Contacts files changed in place: locked, proven, backed up, and replaced whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from keychain.build.fault import Fault
from keychain.build.output import write_output
from keychain.build.sources import Read, unreadable, whole_file
from keychain.contacts import read_contacts
from keychain.contacts.editing import edit_contacts
from keychain.contacts.editing.steps import Step
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, error, has_errors
from keychain.values import dataclass

CONTACTS_LOCKED = error(
    "contacts-locked", "of two changes at once, the one would be lost in the other"
)
NOTHING_TO_UNDO = error("nothing-to-undo", "a backup is made by the first change")

PATIENCE = 15.0
"""Seconds to wait for another process that is changing the same file; a change takes one."""

Make = Callable[[Contacts], Sequence[Step]]
"""The steps that a directory is to be changed by, as it stands while it is locked."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a change of ``path``. ``after`` is None where there is none to be had;
    ``written`` says that the file now holds it. ``fault`` is the gravest that happened."""

    path: Path
    before: bytes
    after: bytes | None
    contacts: Contacts | None
    diagnostics: tuple[Diagnostic, ...]
    written: bool
    fault: Fault


def change_file(path: Path, read: Read, make: Make, *, write: bool) -> Change:
    """Change a contacts file by the steps that ``make`` makes of it; ``write`` off only tells.

    The file is locked from its reading to its writing, so that two people at once lose nothing,
    and at every moment holds the old directory or the new one.
    """
    try:
        with _locked(path):
            before = read(path)
            contacts, found = read_contacts(before, path.as_posix())
            if contacts is None:
                return Change(path, before, None, None, found, False, Fault.REFUSED)
            edited = edit_contacts(before, path.as_posix(), make(contacts))
            if edited.data is None:
                return Change(path, before, None, None, edited.diagnostics, False, Fault.REFUSED)
            if not write or edited.data == before:
                return Change(
                    path,
                    before,
                    edited.data,
                    edited.contacts,
                    edited.diagnostics,
                    False,
                    Fault.NONE,
                )
            refused = _write_both(path, before, edited.data, read)
            return Change(
                path,
                before,
                edited.data,
                edited.contacts,
                edited.diagnostics + refused,
                not refused,
                Fault.UNWRITTEN if refused else Fault.NONE,
            )
    except OSError as problem:
        return _failed(path, problem)


def undo_change(path: Path, read: Read, *, write: bool) -> Change:
    """Put the version before the last change back; the present one becomes the backup, so that
    undoing twice changes nothing."""
    try:
        with _locked(path):
            before = read(path)
            try:
                after = read(backup_of(path))
            except FileNotFoundError:
                nothing = (NOTHING_TO_UNDO(whole_file(path)),)
                return Change(path, before, None, None, nothing, False, Fault.REFUSED)
            contacts, _ = read_contacts(after, path.as_posix())
            if not write or after == before:
                return Change(path, before, after, contacts, (), False, Fault.NONE)
            # First the file: killed between the two, both hold the version that is put back.
            refused = write_output(path, after) or write_output(backup_of(path), before)
            fault = Fault.UNWRITTEN if refused else Fault.NONE
            return Change(path, before, after, contacts, refused, not refused, fault)
    except OSError as problem:
        return _failed(path, problem)


def backup_of(path: Path) -> Path:
    """Where the version before the last change is kept."""
    return path.with_name(f"{path.name}.bak")


def _write_both(path: Path, before: bytes, after: bytes, read: Read) -> tuple[Diagnostic, ...]:
    """The backup and then the file; where the file is refused, the earlier backup is back."""
    backup = backup_of(path)
    try:
        earlier = read(backup)
    except FileNotFoundError:
        earlier = None
    refused = write_output(backup, before)
    if refused:
        return refused
    refused = write_output(path, after)
    if refused and earlier is not None:
        write_output(backup, earlier)
    return refused


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """The file to oneself. Raises TimeoutError where another process keeps it for long."""
    from filelock import FileLock

    with FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE):
        yield


def _failed(path: Path, problem: OSError) -> Change:
    locked = isinstance(problem, TimeoutError)
    finding = CONTACTS_LOCKED(whole_file(path)) if locked else unreadable(path, problem)
    fault = Fault.UNWRITTEN if locked else Fault.REFUSED
    assert has_errors((finding,))
    return Change(path, b"", None, None, (finding,), False, fault)
