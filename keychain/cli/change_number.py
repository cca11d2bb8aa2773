"""``keychain change-number``: an officer gets another number."""

from __future__ import annotations

from argparse import Namespace

from keychain.cli.arguments import UsageError
from keychain.cli.console import Console
from keychain.cli.editing import Edit, Intent, edit_day, officer_in, run_change
from keychain.cli.summary import say_day
from keychain.cli.words import Words
from keychain.contacts.editing.service import change_number
from keychain.contacts.model import Contacts


def run(given: Namespace, words: Words, console: Console) -> int:
    """A new number from a day on, or in place of one that was wrong from the beginning."""
    return run_change(given, words, console, edit(given, words))


def edit(given: Namespace, words: Words) -> Edit:
    """The change that the command line asks for. Raises UsageError."""
    if len(given.officer_number) != 2:
        raise UsageError("number-two")
    asked, phone = given.officer_number
    if given.correct and given.from_:
        raise UsageError("number-correct-from")

    def intend(contacts: Contacts) -> Intent:
        officer = officer_in(contacts, asked)
        day = None if given.correct else edit_day(given.from_, contacts)
        steps = change_number(officer, phone, day)
        key = "number-changed" if day else "number-corrected"
        said = words.say(
            key, officer=officer.name.value, phone=phone, day=say_day(day) if day else ""
        )
        return Intent(steps, said, {"from": day.isoformat() if day else None})

    return Edit(intend, officers=(asked,))
