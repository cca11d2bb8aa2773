"""A village's roster without anybody's own telephone: what may hang on a wall for strangers."""

from __future__ import annotations

from dataclasses import replace

from keychain.contacts.roster import Responsible, VillageRoster
from keychain.directory.compose import desk_of, is_desk


def only_desks(roster: VillageRoster) -> VillageRoster | None:
    """``roster`` with the numbers of desks alone, dialling the one that ``desk_of`` gives; None
    where there is no such number.

    An officer without a desk's number is left out: a name that nobody can call helps nobody.
    """
    desk = desk_of(roster.hotlines)
    if desk is None:
        return None
    hotlines = tuple(
        replace(each, duty=each is desk)
        for each in roster.hotlines
        if each is desk or each.duty or is_desk(each.phone)
    )
    serving = (_at_desk(each) for each in roster.responsible)
    return replace(
        roster,
        campaign=replace(roster.campaign, dial="duty"),
        hotlines=hotlines,
        responsible=tuple(each for each in serving if each.officer.phones),
    )


def _at_desk(responsible: Responsible) -> Responsible:
    officer = responsible.officer
    phones = tuple(each for each in officer.phones if is_desk(each))
    return replace(responsible, officer=replace(officer, phones=phones, periods=()))
