"""``keychain rotate``: one officer hands over to another."""

from __future__ import annotations

from argparse import Namespace

from keychain.cli.arguments import UsageError
from keychain.cli.console import Console
from keychain.cli.editing import Edit, Intent, edit_day, officer_in, run_change
from keychain.cli.summary import say_day
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.editing import rotate
from keychain.contacts.editing.steps import AddOfficer
from keychain.contacts.find import find_officers
from keychain.contacts.model import Contacts


def run(given: Namespace, words: Words, console: Console) -> int:
    """Hand over, show the diff, and tell which villages' tags that changes."""
    return run_change(given, words, console, edit(given, words))


def edit(given: Namespace, words: Words) -> Edit:
    """The change that the command line asks for. Raises UsageError."""
    if len(given.officers) != 2:
        raise UsageError("rotate-two")
    old_asked, new_asked = given.officers

    def intend(contacts: Contacts) -> Intent:
        old = officer_in(contacts, old_asked)
        day = edit_day(given.from_, contacts)
        villages = None
        if given.village:
            villages = named_villages(given.village, (contacts,))[contacts.file]
        create = None
        if given.name or given.phone or given.rank or given.role:
            create = _new(given, new_asked, contacts)
            new, name = create.id, create.name
        else:
            person = officer_in(contacts, new_asked)
            new, name = person.id, person.name.value
        if new == old.id:
            raise UsageError("rotate-same", given=old.name.value)
        done = rotate(contacts, old.id, new, day, villages=villages, create=create)
        if not (done.villages or done.already):
            raise UsageError("rotate-nowhere", given=old.name.value, day=say_day(day))
        names = {village.id: village.name.value for village in contacts.villages}
        told: list[str] = []
        if done.villages:
            told.append(
                words.say(
                    "rotated",
                    old=old.name.value,
                    new=name,
                    day=say_day(day),
                    count=len(done.villages),
                    villages=", ".join(names[id_] for id_ in done.villages),
                )
            )
        if done.already:
            also = ", ".join(names[id_] for id_ in done.already)
            told.append(words.say("rotated-already", new=name, villages=also))
        document = {
            "from": day.isoformat(),
            "villages": list(done.villages),
            "already": list(done.already),
        }
        return Intent(done.steps, " ".join(told), document)

    return Edit(intend, officers=(old_asked,), villages=given.village or ())


def _new(given: Namespace, id_: str, contacts: Contacts) -> AddOfficer:
    """The officer that is to be made. Raises UsageError where one of that id is there."""
    if not (given.name and given.phone):
        raise UsageError("rotate-name-and-phone")
    if any(officer.id == id_ for officer in find_officers(contacts, id_)):
        raise UsageError("officer-there", given=id_)
    return AddOfficer(id_, given.name, tuple(given.phone), given.rank, given.role)
