"""Which villages hold tags that are not what they would be on a day, why, and what to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from keychain.contacts.model import Campaign, Contacts
from keychain.contacts.roster import SOON, VillageRoster, choose
from keychain.diagnostics import Diagnostic
from keychain.ledger.holdings import holdings
from keychain.ledger.model import Holding, Issue
from keychain.sheets.quantities import tags_needed
from keychain.tags.compose import shown_of
from keychain.tags.shown import Kind, differences, read_shown
from keychain.values import dataclass


class Why(StrEnum):
    """Why a village is in the plan, the most urgent first."""

    NUMBER_CHANGED = Kind.NUMBER_CHANGED
    OFFICER_REPLACED = Kind.OFFICER_REPLACED
    NEVER_ISSUED = "never-issued"
    DIAL_CHANGED = Kind.DIAL_CHANGED
    OFFICER_ADDED = Kind.OFFICER_ADDED
    HOUSEHOLDS_GREW = "households-grew"
    OFFICER_LEAVES = "officer-leaves"
    WORDING_CHANGED = Kind.WORDING_CHANGED


URGENT = frozenset({Why.NUMBER_CHANGED})
"""A number on a tag that no longer reaches whom it says."""

_ORDER = list(Why)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. ``who`` is a person, a hotline, or the kind of text; ``old`` and ``new`` are what
    was and what is, None for nothing. ``tags`` are how many people hold that it is true of."""

    why: Why
    who: str = ""
    old: str | None = None
    new: str | None = None
    tags: int = 0


@dataclass(frozen=True, slots=True)
class Stale:
    """A village of the plan. ``tags`` are to be printed, 0 where there is only something coming;
    ``held`` is what its people have. ``cost`` is in đồng, None where the campaign says none."""

    contacts: Contacts
    roster: VillageRoster
    reasons: tuple[Reason, ...]
    held: tuple[Holding, ...]
    tags: int
    sheets: int
    cost: Decimal | None

    @property
    def urgent(self) -> bool:
        """Whether people hold a number that is wrong."""
        return any(reason.why in URGENT for reason in self.reasons)


def stale_villages(
    contacts: Contacts,
    day: date,
    issues: Mapping[str, Sequence[Issue]],
    sheets_of: Callable[[int], int],
) -> tuple[tuple[Stale, ...], tuple[Diagnostic, ...]]:
    """The commune's villages with something stale on ``day``, the most urgent first, and what
    stands in the way of knowing it for others.

    ``issues`` are the hand-outs by village; ``sheets_of`` says how many sheets a number of tags
    takes.
    """
    rosters, found = choose(contacts, day)
    share = contacts.campaign.spare
    plan: list[Stale] = []
    for roster in rosters:
        held = holdings(issues.get(roster.village.id, ()), day)
        households = roster.village.households
        needed = tags_needed(households, None, share) if households else 0
        reasons, right = _reasons(roster, held, needed, day)
        if not reasons:
            continue
        # A village whose households nobody knows gets as many tags as it has.
        whole = needed or sum(holding.count for holding in held)
        tags = max(whole - right, 0)
        sheets = sheets_of(tags)
        cost = cost_of(contacts.campaign, tags, sheets)
        plan.append(Stale(contacts, roster, tuple(reasons), held, tags, sheets, cost))
    plan.sort(key=lambda one: (_ORDER.index(one.reasons[0].why), -one.tags))
    return tuple(plan), found


def _reasons(
    roster: VillageRoster, held: Sequence[Holding], needed: int, day: date
) -> tuple[list[Reason], int]:
    """The reasons, the most urgent first, and how many tags are right that people hold."""
    reasons: list[Reason] = []
    have = sum(holding.count for holding in held)
    if not held:
        reasons.append(Reason(Why.NEVER_ISSUED, tags=needed))
    text = shown_of(roster)
    now = read_shown(text)
    assert now is not None, "what was just composed can be read"
    right = 0
    for holding in held:
        then = read_shown(holding.shown)
        if holding.shown == text:
            right += holding.count
        if holding.shown == text or then is None:
            continue
        reasons += (
            Reason(Why(one.kind), one.who, one.old, one.new, holding.count)
            for one in differences(then, now)
        )
    if held and needed > have:
        reasons.append(Reason(Why.HOUSEHOLDS_GREW, old=str(have), new=str(needed)))
    if held:
        for one in roster.responsible:
            if one.until and (one.until - day).days <= SOON:
                name = one.officer.name.value
                reasons.append(Reason(Why.OFFICER_LEAVES, name, new=one.until.isoformat()))
    return _merged(reasons), right


def _merged(reasons: Sequence[Reason]) -> list[Reason]:
    """The most urgent first, and what is true of tags of several contents said once."""
    tags: dict[Reason, int] = {}
    for reason in reasons:
        plain = replace(reason, tags=0)
        tags[plain] = tags.get(plain, 0) + reason.tags
    merged = [replace(reason, tags=count) for reason, count in tags.items()]
    return sorted(merged, key=lambda one: _ORDER.index(one.why))


def cost_of(campaign: Campaign, tags: int, sheets: int) -> Decimal | None:
    """What printing costs by the campaign's prices; None where it states none."""
    if campaign.cost_tag is None and campaign.cost_sheet is None:
        return None
    return (campaign.cost_tag or Decimal(0)) * tags + (campaign.cost_sheet or Decimal(0)) * sheets


def stale_days(
    contacts: Contacts, day: date, issues: Mapping[str, Sequence[Issue]]
) -> tuple[tuple[date, str, tuple[Reason, ...]], ...]:
    """The days after ``day`` on which a village's tags go stale that are right until then: day,
    village's id and reasons, in order."""
    found: list[tuple[date, str, tuple[Reason, ...]]] = []
    fresh: dict[str, tuple[Holding, ...]] = {}
    rosters, _ = choose(contacts, day)
    for roster in rosters:
        held = holdings(issues.get(roster.village.id, ()))
        if held and all(holding.shown == shown_of(roster) for holding in held):
            fresh[roster.village.id] = held
    for coming in change_days(contacts, day):
        rosters, _ = choose(contacts, coming)
        for roster in rosters:
            village = roster.village.id
            if village in fresh and shown_of(roster) != fresh[village][0].shown:
                reasons, _ = _reasons(roster, fresh.pop(village), 0, coming)
                found.append((coming, village, tuple(reasons)))
    return tuple(found)


def change_days(contacts: Contacts, day: date) -> list[date]:
    """Every day after ``day`` on which somebody begins, or has gone, in order."""
    days: set[date] = set()
    periods = [(a.start, a.end) for v in contacts.villages for a in v.assignments]
    periods += [(p.start, p.end) for o in contacts.officers for p in o.periods]
    for start, end in periods:
        days |= {start} if start else set()
        days |= {date.fromordinal(end.toordinal() + 1)} if end and end < date.max else set()
    return sorted(each for each in days if each > day)
