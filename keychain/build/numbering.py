"""The serial numbers of a village's tags: whether it has some, from which on, and how wide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from keychain.contacts.roster import VillageRoster
from keychain.diagnostics import Diagnostic, Place, error, note, warning
from keychain.layout.numbered import shows_serial
from keychain.layout.spec import LayoutSpec
from keychain.tags.serial import MOST_NUMBERED, Series, series_prefix
from keychain.text import nfc

LAYOUT_WITHOUT_SERIAL = warning(
    "layout-without-serial", "numbers that are in lists and on no tag would be worse than none"
)
SERIALS_USED_UP = error("serials-used-up", "a number with more digits has room on no tag")
SERIALS_CONTINUED = note("serials-continued", "two tags of one number would lead to two households")
SERIALS_AGAIN = warning(
    "serials-again", "what was asked for may be meant, yet two keys of one number find no one home"
)
SERIALS_UNKNOWN = error(
    "serials-unknown", "of numbers that people hold none may be given a second time"
)

_SPARE = 100
"""As many tags more than needed fill a last sheet at most."""

Out = Mapping[tuple[str, str, str], int]
"""The last number that was handed out, by commune, province and what is before it."""


def first_number(
    roster: VillageRoster, asked: int | None, out: Out | None
) -> tuple[int, tuple[Diagnostic, ...]]:
    """The first number for a village's new tags: the one ``asked`` for, else the one behind the
    last that people hold."""
    village = roster.village
    if not roster.code:
        return asked or 1, ()
    if out is None and asked is None:
        # No line and no village is wrong: it is the same finding for all of a commune.
        return 1, (SERIALS_UNKNOWN(Place(village.place.file, 0, 0)),)
    commune, prefix = roster.commune, series_prefix(roster.commune, roster.code)
    last = (out or {}).get((nfc(commune.name.value), nfc(commune.province.value), prefix), 0)
    first = last + 1 if asked is None else asked
    if not last or first > last + 1:
        return first, ()
    rule = SERIALS_CONTINUED if first > last else SERIALS_AGAIN
    series = Series(prefix, last)
    told = rule(None, name=village.name.value, last=series.serial(last), first=series.serial(first))
    return first, (told.about(village=village.id),)


def why_unknown(
    found: Iterable[Diagnostic], of_ledger: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Why the ledger was not read, where that left villages without numbers and ``found`` does not
    tell it yet: it is what there is to mend."""
    told = set(found)
    if not any(each.rule is SERIALS_UNKNOWN for each in told):
        return ()
    return tuple(each for each in of_ledger if each not in told)


def is_numbered(roster: VillageRoster, layout: LayoutSpec) -> bool:
    """Whether tags of the village bear serial numbers in this layout."""
    return bool(roster.code) and shows_serial(layout)


def first_serial(roster: VillageRoster) -> str:
    """The village's first serial number, to show a tag with; empty where tags are not numbered."""
    return Series(series_prefix(roster.commune, roster.code), 1).serial(1) if roster.code else ""


def series_of(
    roster: VillageRoster, first: int, needed: int, layout: LayoutSpec
) -> tuple[Series | None, tuple[Diagnostic, ...]]:
    """The numbers of a village's tags from ``first`` on; None where they have none."""
    if not is_numbered(roster, layout):
        return None, ()
    if first + needed + _SPARE > MOST_NUMBERED:
        place, name = roster.village.place, roster.village.name.value
        return None, (SERIALS_USED_UP(place, name=name, first=first, most=MOST_NUMBERED),)
    return Series(series_prefix(roster.commune, roster.code), first), ()


def widest(series: Series | None, needed: int) -> str:
    """A serial number of the series that is as wide as any of it, the first where all are alike."""
    if series is None:
        return ""
    first, last = series.serial(series.first), series.serial(series.first + needed + _SPARE)
    return first if len(first) == len(last) else last
