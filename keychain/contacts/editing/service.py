"""Officers who come and go, and numbers that change: which steps that takes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from keychain.contacts.editing.steps import (
    AddAssignment,
    AddNumber,
    AddOfficer,
    DropAssignment,
    EditAssignment,
    EditNumber,
    Step,
)
from keychain.contacts.model import Contacts, Officer


def add_officer(contacts: Contacts, person: AddOfficer, villages: Collection[str]) -> list[Step]:
    """A new officer, who serves ``villages`` behind those who do already."""
    steps: list[Step] = [person]
    for village in contacts.villages:
        if village.id in villages:
            last = len(village.assignments) - 1
            steps.append(AddAssignment(village.id, last, person.id))
    return steps


def retire_officer(
    contacts: Contacts, officer: str, until: date
) -> tuple[list[EditAssignment | DropAssignment], list[str]]:
    """The last day of an officer's service everywhere, and the ids of villages in which nobody
    else serves on the day after."""
    steps: list[EditAssignment | DropAssignment] = []
    alone: list[str] = []
    after = until + timedelta(days=1)
    for village in contacts.villages:
        if village.id in contacts.refused:
            continue
        own = [i for i, one in enumerate(village.assignments) if one.officer == officer]
        ends = [i for i in own if (village.assignments[i].end or date.max) > until]
        for index in ends:
            begun = (village.assignments[index].start or date.min) <= until
            one = EditAssignment(village.id, index, end=until)
            steps.append(one if begun else DropAssignment(village.id, index))
        others = [one for i, one in enumerate(village.assignments) if i not in own]
        served = not village.end or village.end > until
        if ends and served and not any(one.covers(after) for one in others):
            alone.append(village.id)
    return steps, alone


def change_number(officer: Officer, phone: str, day: date | None) -> list[Step]:
    """Another first number from ``day`` on, or, without a day, in place of one that was wrong.

    The number that is first on the day before keeps its place until then; one that was to begin
    on that very day is replaced.
    """
    numbers = officer.numbers
    if day is None:
        current = next((i for i, (_, period) in enumerate(numbers) if period.end is None), 0)
        return [EditNumber(officer.id, current, phone=phone)]
    first = next((i for i, (_, period) in enumerate(numbers) if period.covers(day)), None)
    if first is not None and numbers[first][1].start == day:
        return [EditNumber(officer.id, first, phone=phone)]
    eve = day - timedelta(days=1)
    before = [i for i, (_, period) in enumerate(numbers) if period.covers(eve)]
    if not before:
        return [AddNumber(officer.id, 0, phone, day)]
    return [
        EditNumber(officer.id, before[0], end=eve),
        AddNumber(officer.id, before[0], phone, day),
    ]
