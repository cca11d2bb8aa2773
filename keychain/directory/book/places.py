"""How communes of one directory are told apart, and the days that they hold for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from keychain.directory.words import DirectoryWords

Place = tuple[str, str | None, str]
"""A commune's name, its district if it has one, and its province."""


def names_apart(places: Sequence[Place]) -> list[str]:
    """Each commune's name, with its province where another has the same name; with its district
    too where that is not enough."""
    return [_apart(each, [other for other in places if other[0] == each[0]]) for each in places]


def _apart(place: Place, same: Sequence[Place]) -> str:
    name, district, province = place
    if len(same) == 1:
        return name
    if [other[2] for other in same].count(province) == 1:
        return f"{name}, {province}"
    return ", ".join(filter(None, (name, district, province)))


def stated_days(days: Iterable[date], words: DirectoryWords) -> str:
    """The day, or the first and the last: ``26/11/2026 – 01/03/2027``."""
    held = sorted(set(days))
    return " – ".join(map(words.day, (held[0], held[-1]) if len(held) > 1 else held))
