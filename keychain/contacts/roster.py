"""Who is responsible for each village on a day."""

from __future__ import annotations

from datetime import date, timedelta

from keychain.contacts.codes import village_codes
from keychain.contacts.model import (
    Assignment,
    Campaign,
    Commune,
    Contacts,
    Hotline,
    Officer,
    Village,
)
from keychain.diagnostics import Diagnostic, error, warning
from keychain.values import dataclass
from keychain.yaml_source.nodes import Text

NOBODY_RESPONSIBLE = error("nobody-responsible", "a tag without an officer calls nobody")
OFFICER_WITHOUT_NUMBER = error(
    "officer-without-number", "an officer whom nobody can call does not belong on a tag"
)
OFFICER_LEAVES_SOON = warning("officer-leaves-soon", "the tags will be stale within two months")

SOON = 60
"""Days after the day worked for within which the end of a service is worth a warning."""

NONE = "–"
"""Stands in a finding's value for somebody who is not there."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """An officer who serves a village on the day. ``role`` is the assignment's or the officer's
    own; ``since`` the first day of service and ``until`` the last, None where none is set."""

    officer: Officer
    role: Text | None = None
    until: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class VillageRoster:
    """Everything about one village on one day; ``responsible`` is never empty, in file order.

    ``code`` stands for the village in the serial numbers of its tags; empty where they have none.
    """

    commune: Commune
    campaign: Campaign
    hotlines: tuple[Hotline, ...]
    village: Village
    responsible: tuple[Responsible, ...]
    day: date
    code: str = ""


def working_day(as_of: date | None, launch: date | None, today: date) -> date:
    """The day a command works for: the one asked for, else a launch still to come, else today."""
    if as_of is not None:
        return as_of
    return launch if launch is not None and launch > today else today


def choose(
    contacts: Contacts, day: date
) -> tuple[tuple[VillageRoster, ...], tuple[Diagnostic, ...]]:
    """Who serves each village on ``day``, officers and villages in the order of the file.

    Refused villages are left out, and those whose last day has been. A village that nobody serves
    is left out too, with an error, and one that an officer without a number serves;
    an officer who leaves within 60 days after the day gives a warning.
    """
    officers = {officer.id: officer for officer in contacts.officers}
    codes = village_codes(contacts.villages) if contacts.campaign.serial else {}
    rosters: list[VillageRoster] = []
    findings: list[Diagnostic] = []
    for village in contacts.villages:
        if village.id in contacts.refused or (village.end and village.end < day):
            continue
        serving = [one for one in village.assignments if one.covers(day)]
        if not serving:
            findings.append(_nobody(village, officers, day))
            continue
        responsible = []
        for one in serving:
            officer = officers[one.officer].on(day)
            if not officer.phones:
                findings.append(_without_number(one, officer, village, day))
                continue
            until = _last_day(one, village)
            since = _first_day(one, village)
            responsible.append(Responsible(officer, one.role or officer.role, until, since))
            if until and (until - day).days <= SOON:
                findings.append(_leaves(village, one, officer, until))
        if len(responsible) < len(serving):
            continue
        roster = VillageRoster(
            contacts.commune,
            contacts.campaign,
            contacts.hotlines,
            village,
            tuple(responsible),
            day,
            codes.get(village.id, ""),
        )
        rosters.append(roster)
    return tuple(rosters), tuple(findings)


def _first_day(assignment: Assignment, village: Village) -> date | None:
    """The first day of an officer's service, with the roles that it was carried on from."""
    start = assignment.start
    for one in reversed(_own(assignment, village)):
        if start and one.end and one.end < date.max and one.end + timedelta(days=1) == start:
            start = one.start
    return start


def _last_day(assignment: Assignment, village: Village) -> date | None:
    """The last day of an officer's service, which a new role the next day carries on."""
    end = assignment.end
    for one in _own(assignment, village):
        if end and end < date.max and one.start == end + timedelta(days=1):
            end = one.end
    return end


def _own(assignment: Assignment, village: Village) -> list[Assignment]:
    """All assignments of the officer in the village, the earliest first."""
    own = (one for one in village.assignments if one.officer == assignment.officer)
    return sorted(own, key=lambda one: one.start or date.min)


def _leaves(village: Village, assignment: Assignment, officer: Officer, until: date) -> Diagnostic:
    return OFFICER_LEAVES_SOON(
        assignment.place,
        officer=officer.name.value,
        name=village.name.value,
        until=until.isoformat(),
    ).about(village=village.id)


def _without_number(one: Assignment, officer: Officer, village: Village, day: date) -> Diagnostic:
    return OFFICER_WITHOUT_NUMBER(
        one.place, officer=officer.name.value, name=village.name.value, day=day.isoformat()
    ).about(village=village.id)


def _nobody(village: Village, officers: dict[str, Officer], day: date) -> Diagnostic:
    past = [(one.end, one) for one in village.assignments if one.end and one.end < day]
    coming = [(one.start, one) for one in village.assignments if one.start and one.start > day]
    last, following = NONE, NONE
    if past:
        end, one = max(past, key=lambda each: each[0])
        last = f"{officers[one.officer].name} ({end.isoformat()})"
    if coming:
        start, one = min(coming, key=lambda each: each[0])
        following = f"{officers[one.officer].name} ({start.isoformat()})"
    return NOBODY_RESPONSIBLE(
        village.place, name=village.name.value, day=day.isoformat(), last=last, next=following
    ).about(village=village.id)
