"""Two directories compared by what the tags of their villages say on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keychain.build.stale import Reason, Why
from keychain.contacts.model import Contacts
from keychain.contacts.roster import VillageRoster, choose
from keychain.tags.compose import shown_of
from keychain.tags.shown import differences, read_shown
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """A village that is not the same in both. ``came`` and ``went`` say that only the new or only
    the old one has it; ``households`` are then and now where they differ."""

    commune: str
    id: str
    name: str
    came: bool = False
    went: bool = False
    reasons: tuple[Reason, ...] = ()
    households: tuple[int | None, int | None] | None = None


def compare(old: Sequence[Contacts], new: Sequence[Contacts], day: date) -> tuple[Compared, ...]:
    """The villages that differ, in the order of ``new``, those that are gone at the end.

    Communes are told by their name and province, villages by their id; where each side is one
    commune the two are compared whatever their names.
    """
    alone = len(old) == len(new) == 1
    before = _villages(old, day, alone=alone)
    after = _villages(new, day, alone=alone)
    found: list[Compared] = []
    for key, roster in after.items():
        village, commune = roster.village, roster.commune.name.value
        name = village.name.value
        if key not in before:
            found.append(Compared(commune, village.id, name, came=True))
            continue
        then, now = read_shown(shown_of(before[key])), read_shown(shown_of(roster))
        assert then is not None and now is not None, "what was just composed can be read"
        reasons = tuple(
            Reason(Why(one.kind), one.who, one.old, one.new) for one in differences(then, now)
        )
        counts = (before[key].village.households, village.households)
        households = counts if counts[0] != counts[1] else None
        if reasons or households:
            found.append(
                Compared(commune, village.id, name, reasons=reasons, households=households)
            )
    for key, roster in before.items():
        if key not in after:
            village = roster.village
            commune = roster.commune.name.value
            found.append(Compared(commune, village.id, village.name.value, went=True))
    return tuple(found)


def _villages(
    communes: Sequence[Contacts], day: date, *, alone: bool
) -> dict[tuple[str, ...], VillageRoster]:
    found: dict[tuple[str, ...], VillageRoster] = {}
    for contacts in communes:
        named = (contacts.commune.name.value, contacts.commune.province.value)
        rosters, _ = choose(contacts, day)
        for roster in rosters:
            key = (roster.village.id,) if alone else (*named, roster.village.id)
            found[key] = roster
    return found
