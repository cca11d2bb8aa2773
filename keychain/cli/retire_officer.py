"""``keychain retire-officer``: the last day of somebody's service, in every village."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta

from keychain.cli.arguments import UsageError
from keychain.cli.console import Console
from keychain.cli.editing import Edit, Intent, edit_day, officer_in, run_change
from keychain.cli.summary import say_day
from keychain.cli.words import Words
from keychain.contacts.editing.service import retire_officer
from keychain.contacts.model import Contacts
from keychain.diagnostics import Place, error

VILLAGE_LEFT_ALONE = error("village-left-alone", "a tag without an officer calls nobody")


def run(given: Namespace, words: Words, console: Console) -> int:
    """End the officer's service, unless a village would be left with nobody."""
    return run_change(given, words, console, edit(given, words))


def edit(given: Namespace, words: Words) -> Edit:
    """The change that the command line asks for. Raises UsageError."""
    if len(given.officer) != 1:
        raise UsageError("one-officer")
    asked = given.officer[0]

    def intend(contacts: Contacts) -> Intent:
        officer = officer_in(contacts, asked)
        until = given.until or edit_day(None, contacts) - timedelta(days=1)
        steps, alone = retire_officer(contacts, officer.id, until)
        if not steps:
            raise UsageError("retire-nowhere", given=officer.name.value, day=say_day(until))
        names = {village.id: village.name.value for village in contacts.villages}
        place = Place(contacts.file, 0, 0)
        refused = tuple(
            VILLAGE_LEFT_ALONE(
                place, name=names[id_], officer=officer.name.value, id=officer.id
            ).about(village=id_)
            for id_ in alone
        )
        villages = list(dict.fromkeys(step.village for step in steps))
        said = words.say(
            "officer-retired",
            officer=officer.name.value,
            day=say_day(until),
            villages=", ".join(names[id_] for id_ in villages),
        )
        document = {"until": until.isoformat(), "villages": villages}
        return Intent(steps, said, document, refused)

    return Edit(intend, officers=(asked,))
