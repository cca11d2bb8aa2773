"""One officer hands over to another from a day on: which steps that takes, village by village."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from keychain.contacts.editing.steps import (
    AddAssignment,
    AddOfficer,
    DropAssignment,
    EditAssignment,
    Step,
)
from keychain.contacts.model import Assignment, Contacts, Village
from keychain.values import dataclass

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rotation:
    """The steps of a hand-over. ``villages`` change hands; in ``already`` the new officer serves
    in any case, so that the old one's service only ends. Both are ids."""

    steps: tuple[Step, ...]
    villages: tuple[str, ...]
    already: tuple[str, ...]


def rotate(
    contacts: Contacts,
    old: str,
    new: str,
    day: date,
    *,
    villages: Collection[str] | None = None,
    create: AddOfficer | None = None,
) -> Rotation:
    """``old`` hands over to ``new`` from ``day`` on, in all of ``old``'s villages or in those.

    A role that stands on the assignment is the post's and goes on to ``new``. One that stands on
    the person stays with the person; ``new`` takes it where they have none. ``create`` is ``new``
    where that officer is not in the directory yet. ``old`` and ``new`` are ids.
    """
    roles = {officer.id: officer.role for officer in contacts.officers}
    own, role = roles[old], create.role if create else None
    named = bool(role) if create else roles[new] is not None
    taken = None if named or own is None else own.value
    steps: list[Step] = []
    if create:
        # A new person takes the old one's role for good, in all villages that they will have.
        role = role or (own.value if own else None)
        steps.append(AddOfficer(create.id, create.name, create.phones, create.rank, role))
        taken = None
    changed: list[str] = []
    already: list[str] = []
    for village in contacts.villages:
        if village.id in contacts.refused or (villages is not None and village.id not in villages):
            continue
        found = list(_in_village(village, old, new, day, taken))
        if found:
            steps += found
            gains = any(isinstance(s, AddAssignment | EditAssignment) and s.officer for s in found)
            (changed if gains else already).append(village.id)
    return Rotation(tuple(steps), tuple(changed), tuple(already))


def _in_village(
    village: Village, old: str, new: str, day: date, taken: str | None
) -> Iterator[Step]:
    for index, one in enumerate(village.assignments):
        if one.officer != old or (one.end or date.max) < day:
            continue
        start = max(one.start or date.min, day)
        gaps = _gaps(start, one.end, [a for a in village.assignments if a.officer == new])
        begun = (one.start or date.min) < day
        role = one.role.value if one.role else None
        if begun:
            yield EditAssignment(village.id, index, end=day - _DAY)
        elif not gaps:
            yield DropAssignment(village.id, index)
        else:
            # The post's own entry, with all that stands in it, goes to the new officer.
            first, last = gaps.pop(0)
            yield EditAssignment(
                village.id,
                index,
                officer=new,
                role=None if one.role else taken,
                start=first if first != one.start else None,
                end=last if last != one.end else None,
            )
        for first, last in gaps:
            yield AddAssignment(village.id, index, new, role or taken, first, last)


def _gaps(
    start: date, end: date | None, serving: list[Assignment]
) -> list[tuple[date, date | None]]:
    """The days from ``start`` to ``end`` on which none of ``serving`` is there, as periods."""
    gaps: list[tuple[date, date | None]] = []
    for one in sorted(serving, key=lambda each: each.start or date.min):
        if (one.end or date.max) < start or (one.start or date.min) > (end or date.max):
            continue
        if one.start and one.start > start:
            gaps.append((start, one.start - _DAY))
        if one.end is None or one.end == date.max:
            return gaps
        start = one.end + _DAY
    if start <= (end or date.max):
        gaps.append((start, end))
    return gaps
