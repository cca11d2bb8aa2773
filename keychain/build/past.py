"""Each issue of a village's tags, when it went stale and why, and which numbers are still out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from keychain.build.stale import Reason, Why, change_days
from keychain.contacts.model import Contacts, Officer, Village
from keychain.contacts.roster import choose
from keychain.diagnostics import Place
from keychain.ledger import Issue
from keychain.ledger.holdings import holdings
from keychain.tags.compose import shown_of
from keychain.tags.shown import Shown, differences, read_shown
from keychain.text import spelling
from keychain.values import dataclass
from keychain.yaml_source.nodes import Text


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue of tags and what became of it. ``stale_since`` is the first day on which the
    directory said something else, None where it never has; ``replaced_on`` the day on which the
    last of its tags was taken back. ``mark`` is the issue mark that the tags bear."""

    issue: Issue
    shown: Shown
    mark: str
    stale_since: date | None
    reasons: tuple[Reason, ...]
    replaced_on: date | None


@dataclass(frozen=True, slots=True)
class Past:
    """A village and its issues, the first one first. ``gone`` says that the directory no longer
    has the village."""

    contacts: Contacts
    village: Village
    issued: tuple[Issued, ...]
    gone: bool


@dataclass(frozen=True, slots=True)
class Circulating:
    """A number of an officer on tags that people hold. ``current`` says that it is still theirs."""

    commune: str
    village_id: str
    village: str
    officer_id: str
    officer: str
    number: str
    current: bool
    tags: int
    since: date


def gone_villages(contacts: Contacts, issues: Mapping[str, Sequence[Issue]]) -> tuple[Village, ...]:
    """The villages that got tags and are no longer in the directory, under the names that stand
    on their last ones."""
    known = {village.id for village in contacts.villages}
    gone: list[Village] = []
    for id_, own in issues.items():
        shown = read_shown(own[-1].shown)
        if id_ not in known and shown is not None:
            place = Place(contacts.file, 0, 0)
            gone.append(Village(id_, Text(shown.village, place), place, ()))
    return tuple(gone)


def village_past(
    contacts: Contacts,
    issues: Mapping[str, Sequence[Issue]],
    today: date,
    ids: Collection[str] | None = None,
) -> Iterator[Past]:
    """The past of each village that has one, or of those with ``ids``; by the directory as it is
    now, up to ``today``."""
    gone = gone_villages(contacts, issues)
    for village in (*contacts.villages, *gone):
        own = issues.get(village.id, ())
        if own and (ids is None or village.id in ids):
            issued = tuple(_issued(contacts, village, own, at, today) for at in range(len(own)))
            yield Past(contacts, village, issued, village in gone)


def _issued(
    contacts: Contacts, village: Village, issues: Sequence[Issue], at: int, today: date
) -> Issued:
    issue = issues[at]
    shown = read_shown(issue.shown)
    assert shown is not None, "the ledger takes in nothing else"
    gone = _gone_on(issues, at)
    since: date | None = None
    reasons: tuple[Reason, ...] = ()
    last = min(gone or today, today)
    for day in [issue.day, *change_days(contacts, issue.day)]:
        if day > last:
            break
        now = _shown_on(contacts, village, day)
        if now is not None and now != issue.shown:
            new = read_shown(now)
            assert new is not None, "what was just composed can be read"
            since = day
            reasons = tuple(
                Reason(Why(one.kind), one.who, one.old, one.new, issue.count)
                for one in differences(shown, new)
            )
            break
    mark = f"{issue.issued_for:%m/%Y} {issue.fingerprint[:4].upper()}"
    return Issued(issue, shown, mark, since, reasons, gone)


def _gone_on(issues: Sequence[Issue], at: int) -> date | None:
    """The day on which the last tag of issue ``at`` was replaced."""
    for later in range(at + 1, len(issues) + 1):
        held = holdings(issues[:later])
        issue = issues[at]
        if not any(h.fingerprint == issue.fingerprint and h.day == issue.day for h in held):
            return issues[later - 1].day
    return None


def _shown_on(contacts: Contacts, village: Village, day: date) -> str | None:
    rosters, _ = choose(contacts, day)
    for roster in rosters:
        if roster.village.id == village.id:
            return shown_of(roster)
    return None


def circulating(
    contacts: Contacts, issues: Mapping[str, Sequence[Issue]], officer: Officer, today: date
) -> Iterator[Circulating]:
    """Where an officer's numbers, those of today and those that were, are still on tags."""
    every = (*contacts.villages, *gone_villages(contacts, issues))
    names = {village.id: village.name.value for village in every}
    own_today = {phone.dialled for phone, period in officer.numbers if period.covers(today)}
    for village, own in issues.items():
        for holding in holdings(own):
            shown = read_shown(holding.shown)
            for entry in shown.entries if shown else ():
                if entry.hotline or spelling(entry.name) != spelling(officer.name.value):
                    continue
                yield Circulating(
                    contacts.commune.name.value,
                    village,
                    names[village],
                    officer.id,
                    officer.name.value,
                    entry.printed,
                    entry.dialled in own_today,
                    holding.count,
                    holding.day,
                )
