"""What a directory holds and a list does not: told, and never taken away."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from keychain.contacts.importing.draft import Draft
from keychain.contacts.model import Contacts
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Met:
    """The ids of the directory's officers and villages that a list names, and the services, village
    and officer, that it has a row for."""

    officers: Collection[str]
    villages: Collection[str]
    services: Collection[tuple[str, str]]


def find_missing(contacts: Contacts, draft: Draft, met: Met, day: date) -> tuple[str, ...]:
    """The names of whoever and whatever ``draft`` does not name: officers, services, villages.

    Services only of a list of our own form, which has a row for each that holds on ``day``; other
    lists name the chief once and not in every village. An officer whose rows contradict one
    another is not missing.
    """
    named = {*met.officers, *draft.refused}
    people = [each.name.value for each in contacts.officers if each.id not in named]
    services = list(_services(contacts, met, day)) if draft.commune.own else []
    villages = [each.name.value for each in contacts.villages if each.id not in met.villages]
    return tuple(people + services + villages)


def _services(contacts: Contacts, met: Met, day: date) -> Iterator[str]:
    names = {each.id: each.name.value for each in contacts.officers if each.id in met.officers}
    for village in contacts.villages:
        for each in village.assignments if village.id in met.villages else ():
            serves = (each.start or date.min) <= day <= (each.end or date.max)
            if serves and each.officer in names and (village.id, each.officer) not in met.services:
                yield f"{names[each.officer]} ({village.name.value})"
