"""Days and counts as they stand in a list's cells."""

from __future__ import annotations

import re
from datetime import date

from keychain.contacts.importing.doubts import Doubts
from keychain.contacts.importing.rows import Entry
from keychain.contacts.importing.rules import DAY_FIRST, UNREAD_DAY, UNREAD_HOUSEHOLDS
from keychain.contacts.values import MOST_HOUSEHOLDS
from keychain.text import one_line

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_HOUSEHOLDS = re.compile(r"([0-9]{1,6})(?:[.,]0)?(?: hộ(?: dân)?)?", re.IGNORECASE)


def read_day(entry: Entry, key: str, doubts: Doubts) -> date | None:
    """The day in the row's cell of ``key``; None where there is none that is certain."""
    text = entry.text(key)
    if not text:
        return None
    spot = entry.spot(key)
    iso, ours = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    day = _date(*iso.groups()) if iso else _date(*ours.groups()[::-1]) if ours else None
    if day is None:
        doubts.tell(UNREAD_DAY, spot, text)
        return None
    # 13/01 has one reading, and 05/05 is one day either way.
    if ours and day.day <= 12 and day.day != day.month:
        return day if doubts.ask(DAY_FIRST, spot, text, day.isoformat()) else None
    return day


def read_households(entry: Entry, doubts: Doubts) -> int | None:
    """How many households the row gives its village."""
    text = one_line(entry.text("households") or entry.households)
    if not text or text in "-–—":
        return None
    found = _HOUSEHOLDS.fullmatch(text)
    if found is None or int(found[1]) > MOST_HOUSEHOLDS:
        doubts.tell(UNREAD_HOUSEHOLDS, entry.spot("households"), text)
        return None
    return int(found[1])


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
