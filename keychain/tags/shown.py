"""What a tag once said and dialled, read back from its canonical text, and how two tags differ.

The text is kept in PDFs and in the ledger; ``keychain.tags.fingerprint`` makes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from keychain.text import spelling
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A number on a tag and who answers it."""

    name: str
    printed: str
    dialled: str
    hotline: bool
    rank: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A tag's content; ``entries`` in their order, the one that the code dials first. ``words``
    are its other texts by what they are, None where it has none."""

    village: str
    entries: tuple[ShownEntry, ...]
    words: tuple[tuple[str, str | None], ...]


_WORDS = ("commune", "district", "province", "kind", "title", "slogan", "language")


def read_shown(text: str) -> Shown | None:
    """The content that ``text`` tells of, or None where it tells of none.

    ``text`` comes from files that anybody may have made.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        return None
    entries = tuple(map(_entry, data["entries"]))
    words = tuple((key, data.get(key)) for key in _WORDS)
    if not entries or None in entries or not isinstance(data.get("village"), str):
        return None
    if not all(value is None or isinstance(value, str) for _, value in words):
        return None
    return Shown(data["village"], tuple(filter(None, entries)), words)


def _entry(data: Any) -> ShownEntry | None:
    if not isinstance(data, dict) or not isinstance(data.get("hotline"), bool):
        return None
    name, printed, dialled = (data.get(key) for key in ("name", "printed", "dialled"))
    rank, role = (data.get(key) for key in ("rank", "role"))
    if not (isinstance(name, str) and isinstance(printed, str) and isinstance(dialled, str)):
        return None
    if not all(value is None or isinstance(value, str) for value in (rank, role)):
        return None
    return ShownEntry(name, printed, dialled, data["hotline"], rank, role)


class Kind(StrEnum):
    """How a tag that people hold is not what it would be today, the gravest first."""

    NUMBER_CHANGED = "number-changed"
    OFFICER_REPLACED = "officer-replaced"
    DIAL_CHANGED = "dial-changed"
    OFFICER_ADDED = "officer-added"
    WORDING_CHANGED = "wording-changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``who`` is the person, the hotline or the kind of text that it is about,
    ``old`` and ``new`` are what was and what is, None for nothing."""

    kind: Kind
    who: str
    old: str | None
    new: str | None


def differences(old: Shown, new: Shown) -> tuple[Difference, ...]:
    """Everything that ``new`` says and ``old`` does not, or otherwise, the gravest first."""
    order = list(Kind)
    found = dict.fromkeys(_differences(old, new))
    if not found and old != new:
        # The same people and numbers, of whom none is dialled in another's place.
        found[Difference(Kind.WORDING_CHANGED, "order", _order(old), _order(new))] = None
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _differences(old: Shown, new: Shown) -> Iterator[Difference]:
    before, after = _by_person(old.entries), _by_person(new.entries)
    gone = [person for person in before if person not in after]
    come = [person for person in after if person not in before]
    for person in before:
        if person in after:
            yield from _numbers(before[person], after[person])
            for then, now in zip(before[person], after[person], strict=False):
                yield from _posts(then, now)
    for person in gone:
        entry = before[person][0]
        if entry.hotline:
            for each in before[person]:
                yield Difference(Kind.NUMBER_CHANGED, entry.name, each.printed, None)
        else:
            # Who took over is not written down; where one came for one that went, it is they.
            officers = [each for each in come if not after[each][0].hotline]
            others = [each for each in gone if not before[each][0].hotline]
            new_name = after[officers[0]][0].name if len(officers) == len(others) == 1 else None
            yield Difference(Kind.OFFICER_REPLACED, entry.name, _printed(before[person]), new_name)
    for person in come:
        entry = after[person][0]
        replaces = any(not before[each][0].hotline for each in gone)
        if entry.hotline or not replaces:
            yield Difference(Kind.OFFICER_ADDED, entry.name, None, _printed(after[person]))
    first, now = old.entries[0], new.entries[0]
    if _person(first) != _person(now) and _person(first) in after and _person(now) in before:
        yield Difference(Kind.DIAL_CHANGED, now.name, first.name, now.name)
    elif _dials(old.entries, now) and _dials(new.entries, first) and now.dialled != first.dialled:
        yield Difference(Kind.DIAL_CHANGED, now.name, first.printed, now.printed)
    if spelling(old.village) != spelling(new.village) or old.village != new.village:
        yield Difference(Kind.WORDING_CHANGED, "village", old.village, new.village)
    for (key, was), (_, is_) in zip(old.words, new.words, strict=True):
        if was != is_:
            yield Difference(Kind.WORDING_CHANGED, key, was, is_)


_Person = tuple[bool, str]


def _order(shown: Shown) -> str:
    return ", ".join(f"{entry.name} {entry.printed}" for entry in shown.entries)


def _printed(entries: Sequence[ShownEntry]) -> str:
    return ", ".join(entry.printed for entry in entries)


def _dials(entries: Sequence[ShownEntry], one: ShownEntry) -> bool:
    """Whether the person and the number of ``one`` stand among ``entries``."""
    return any(_person(each) == _person(one) and each.dialled == one.dialled for each in entries)


def _person(entry: ShownEntry) -> _Person:
    return entry.hotline, spelling(entry.name)


def _by_person(entries: Sequence[ShownEntry]) -> dict[_Person, list[ShownEntry]]:
    found: dict[_Person, list[ShownEntry]] = {}
    for entry in entries:
        found.setdefault(_person(entry), []).append(entry)
    return found


def _numbers(old: Sequence[ShownEntry], new: Sequence[ShownEntry]) -> Iterator[Difference]:
    """A number that is no longer the person's, and one that only now is."""
    then = {entry.dialled: entry.printed for entry in old}
    now = {entry.dialled: entry.printed for entry in new}
    lost = [printed for dialled, printed in then.items() if dialled not in now]
    won = [printed for dialled, printed in now.items() if dialled not in then]
    for index, printed in enumerate(lost):
        successor = won[index] if index < len(won) else None
        yield Difference(Kind.NUMBER_CHANGED, old[0].name, printed, successor)
    for dialled, printed in then.items():
        if now.get(dialled, printed) != printed:
            yield Difference(Kind.WORDING_CHANGED, old[0].name, printed, now[dialled])
    for printed in won[len(lost) :]:
        yield Difference(Kind.OFFICER_ADDED, old[0].name, None, printed)


def _posts(old: ShownEntry, new: ShownEntry) -> Iterator[Difference]:
    for was, is_ in ((old.rank, new.rank), (old.role, new.role), (old.name, new.name)):
        if was != is_:
            yield Difference(Kind.WORDING_CHANGED, old.name, was, is_)
