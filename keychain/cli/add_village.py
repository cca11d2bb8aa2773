"""``keychain add-village``: a new village and who is responsible for it."""

from __future__ import annotations

from argparse import Namespace

from keychain.cli.arguments import UsageError
from keychain.cli.console import Console
from keychain.cli.editing import Edit, Intent, officer_in, run_change
from keychain.cli.words import Words
from keychain.contacts.editing.steps import AddVillage
from keychain.contacts.ids import safe_ids
from keychain.contacts.model import Contacts


def run(given: Namespace, words: Words, console: Console) -> int:
    """Add the village behind the others; its id is its name without diacritics."""
    return run_change(given, words, console, edit(given, words))


def edit(given: Namespace, words: Words) -> Edit:
    """The change that the command line asks for. Raises UsageError."""
    if len(given.name_of) != 1 or not given.officer:
        raise UsageError("village-name-and-officer")
    name = given.name_of[0]

    def intend(contacts: Contacts) -> Intent:
        known = [village.id for village in contacts.villages]
        id_ = given.id or safe_ids((*known, name))[-1]
        if id_ in known:
            raise UsageError("village-there", given=id_)
        officers = tuple(officer_in(contacts, each).id for each in given.officer)
        step = AddVillage(id_, name, officers, given.kind, given.households)
        said = words.say("village-added", name=name, id=id_)
        return Intent((step,), said, {"id": id_, "villages": [id_]})

    return Edit(intend, officers=given.officer)
