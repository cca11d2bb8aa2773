"""What a list says otherwise of an officer whom the directory has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from keychain.contacts.editing.service import change_number
from keychain.contacts.editing.steps import AddNumber, EditOfficer, Step
from keychain.contacts.importing.doubts import Doubts
from keychain.contacts.importing.draft import DraftOfficer
from keychain.contacts.importing.rules import (
    NAME_CHANGED,
    NUMBER_ADDED,
    NUMBER_CHANGED,
    RANK_CHANGED,
    ROLE_CHANGED,
)
from keychain.contacts.model import Contacts, Officer
from keychain.text import spelling


def officer_steps(
    own: Officer, person: DraftOfficer, contacts: Contacts, doubts: Doubts, day: date
) -> Iterator[Step]:
    """What a list says otherwise of ``own``, whom the directory has; ``day`` is the first of a
    number that changes."""
    name = own.name.value
    differs = spelling(name) != spelling(person.name)
    if differs and doubts.ask(NAME_CHANGED, person.spots.name, person.name, person.name, name=name):
        yield EditOfficer(own.id, "name", person.name)
    if person.rank and _takes_rank(own, person, person.rank, doubts):
        yield EditOfficer(own.id, "rank", person.rank)
    yield from _role(own, person, contacts, doubts)
    yield from _numbers(own, person, doubts, day)


def _takes_rank(own: Officer, person: DraftOfficer, rank: str, doubts: Doubts) -> bool:
    """Whether a rank is to be written: one where there was none, or one that was accepted."""
    if own.rank is None or same_words(rank, own.rank.value):
        return own.rank is None
    name, was = own.name.value, own.rank.value
    return doubts.ask(RANK_CHANGED, person.spots.rank, rank, rank, name=name, was=was)


def _role(own: Officer, person: DraftOfficer, contacts: Contacts, doubts: Doubts) -> Iterator[Step]:
    if person.role is None:
        return
    posts = [
        each.role.value
        for village in contacts.villages
        for each in village.assignments
        if each.officer == own.id and each.role
    ]
    if any(same_words(person.role, role) for role in posts):
        return
    if own.role is None and not posts:
        yield EditOfficer(own.id, "role", person.role)
    elif own.role is None or not same_words(person.role, own.role.value):
        was = own.role.value if own.role else posts[0]
        if doubts.ask(
            ROLE_CHANGED,
            person.spots.role,
            person.role,
            person.role,
            name=own.name.value,
            was=was,
        ):
            yield EditOfficer(own.id, "role", person.role)


def _numbers(own: Officer, person: DraftOfficer, doubts: Doubts, day: date) -> Iterator[Step]:
    new = [each for each in person.phones if each not in own.phones]
    if not new:
        return
    name, was = own.name.value, tuple(each.printed for each in own.phones)
    last = len(own.phones) - 1
    if len(new) == len(person.phones):
        first, *new = new
        taken = doubts.ask(
            NUMBER_CHANGED, person.spots.phone, first.printed, first.printed, name=name, was=was
        )
        if not taken:
            return
        yield from change_number(own, first.printed, day)
    for number in new:
        if doubts.ask(
            NUMBER_ADDED, person.spots.phone, number.printed, number.printed, name=name, was=was
        ):
            yield AddNumber(own.id, last, number.printed)


def same_words(one: str, other: str) -> bool:
    """Whether two texts are one, whatever their case and however their tones are set."""
    return spelling(one) == spelling(other)
