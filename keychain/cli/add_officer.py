"""``keychain add-officer``: a new officer, and the villages that they serve."""

from __future__ import annotations

from argparse import Namespace

from keychain.cli.arguments import UsageError
from keychain.cli.console import Console
from keychain.cli.editing import Edit, Intent, run_change
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.editing.service import add_officer
from keychain.contacts.editing.steps import AddOfficer
from keychain.contacts.ids import safe_ids
from keychain.contacts.model import Contacts


def run(given: Namespace, words: Words, console: Console) -> int:
    """Add the officer behind the others; their id is their name without diacritics."""
    return run_change(given, words, console, edit(given, words))


def edit(given: Namespace, words: Words) -> Edit:
    """The change that the command line asks for. Raises UsageError."""
    if len(given.name_of) != 1 or not given.phone:
        raise UsageError("officer-name-and-phone")
    name = given.name_of[0]

    def intend(contacts: Contacts) -> Intent:
        known = [officer.id for officer in contacts.officers]
        id_ = given.id or safe_ids((*known, name))[-1]
        if id_ in known:
            raise UsageError("officer-there", given=id_)
        villages: list[str] = []
        if given.village:
            villages = named_villages(given.village, (contacts,))[contacts.file]
        person = AddOfficer(id_, name, tuple(given.phone), given.rank, given.role)
        names = {village.id: village.name.value for village in contacts.villages}
        said = words.say(
            "officer-added",
            officer=name,
            id=id_,
            villages=", ".join(names[each] for each in villages) or "–",
        )
        return Intent(
            add_officer(contacts, person, villages), said, {"id": id_, "villages": villages}
        )

    return Edit(intend, villages=given.village or ())
