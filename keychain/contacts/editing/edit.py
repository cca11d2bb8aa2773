"""An edit of a contacts file: made on its text, read back, and compared with what it should say."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.contacts.editing.model_edits import edited_model, without_places
from keychain.contacts.editing.steps import Step
from keychain.contacts.editing.text_edits import edited_text
from keychain.contacts.model import Contacts
from keychain.contacts.reading import read_contacts
from keychain.diagnostics import Diagnostic, Place, Severity, error
from keychain.values import dataclass

EDIT_NOT_CERTAIN = error(
    "edit-not-certain", "a change that reads back as another one must not be written"
)


@dataclass(frozen=True, slots=True)
class Edited:
    """The file after an edit. ``data`` is None where it cannot be had; then ``diagnostics`` say
    why. ``contacts`` is what ``data`` reads as."""

    data: bytes | None
    contacts: Contacts | None
    diagnostics: tuple[Diagnostic, ...]


def edit_contacts(data: bytes, file: str, steps: Sequence[Step]) -> Edited:
    """``data`` with ``steps`` made in it.

    What comes out is read again in full: it must say exactly what the steps make of the directory
    that went in, and have no error that was not there before.
    """
    before, found_before = read_contacts(data, file)
    if before is None:
        return Edited(None, None, found_before)
    try:
        after_data = edited_text(data, steps)
    except (ValueError, KeyError):
        return Edited(None, None, (EDIT_NOT_CERTAIN(Place(file, 0, 0)),))
    after, found = read_contacts(after_data, file)
    known = {_told(each) for each in found_before}
    fresh = tuple(each for each in found if _told(each) not in known)
    errors = tuple(each for each in fresh if each.severity is Severity.ERROR)
    if errors:
        return Edited(None, None, errors)
    # Only now: a new value that is none, as a number too short, is an error that has been told.
    expected = edited_model(before, steps)
    if after is None or without_places(after) != without_places(expected):
        return Edited(None, None, (EDIT_NOT_CERTAIN(Place(file, 0, 0)),))
    return Edited(after_data, after, fresh)


def _told(finding: Diagnostic) -> object:
    """A finding without its line, which an edit above it moves."""
    values = tuple((key, value) for key, value in finding.values if key != "first")
    return finding.rule, values, finding.village
