"""Dates as PDF and XMP write them, and whether two of them are one moment."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from keychain.values import dataclass

_PDF = re.compile(
    r"D:(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)?)?)?)?)?"
    r"(?:(Z)(?:00'?(?:00'?)?)?|([+-])(\d\d)'?(?:(\d\d)'?)?)?"
)
"""ISO 32000-1, 7.9.4."""

_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?)?)?"
    r"(?:(Z)|([+-])(\d\d):(\d\d))?"
)
"""ISO 16684-1, 8.2.1.2."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is given: ``parts`` of year, month, day, hour, minute and second are
    stated. ``at`` is in UTC, or as it stands where no zone is stated."""

    at: datetime
    parts: int


def read_pdf_date(text: str) -> Moment | None:
    """A date as in the document information; None for what is not one."""
    return _moment(_PDF.fullmatch(text))


def read_xmp_date(text: str) -> Moment | None:
    """A date as in XMP; None for what is not one."""
    return _moment(_ISO.fullmatch(text))


def same_moment(one: Moment, other: Moment) -> bool:
    """Whether two dates agree as far as both are stated."""
    parts = min(one.parts, other.parts)
    return one.at.timetuple()[:parts] == other.at.timetuple()[:parts]


def _moment(hit: re.Match[str] | None) -> Moment | None:
    if hit is None:
        return None
    *stated, _, sign, hours, minutes = hit.groups()
    given = [int(part) for part in stated if part is not None]
    year, month, day, hour, minute, second = (given + [0, 1, 1, 0, 0, 0][len(given) :])[:6]
    try:
        at = datetime(year, month, day, hour, minute, second)
        if sign is not None:
            away = timedelta(hours=int(hours), minutes=int(minutes or 0))
            at = at - away if sign == "+" else at + away
    except (ValueError, OverflowError):
        return None
    return Moment(at, len(given))
