"""A village by what a person types: its id or its name, with or without diacritics and kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keychain.contacts.model import Contacts, Officer, Village
from keychain.text import fold, nearest, one_line, spelling

KINDS = (
    "tổ dân phố",
    "khu dân cư",
    "khối phố",
    "khu phố",
    "tiểu khu",
    "thôn",
    "bản",
    "làng",
    "xóm",
    "ấp",
    "buôn",
    "bon",
    "phum",
    "sóc",
    "khóm",
    "khu",
    "tổ",
)
"""The usual kinds of village, longer ones before those that they begin with."""

_FOLDED_KINDS = tuple(fold(kind) for kind in KINDS)


def find_villages(contacts: Contacts, asked: str) -> tuple[Village, ...]:
    """The villages that ``asked`` names as closely as any does; several if it is ambiguous.

    An exact id goes before an exact name, that before a name in another spelling (Hòa, Hoà) or
    case, that before one without diacritics, and that before one without its kind.
    """
    tests: tuple[Callable[[Village], bool], ...] = (
        lambda village: one_line(asked) == village.id,
        lambda village: one_line(asked) in _names(village),
        lambda village: spelling(asked) in map(spelling, (village.id, *_names(village))),
        lambda village: _loose(asked) in map(_loose, (village.id, *_names(village))),
        lambda village: _bare(asked) in (_bare(village.id), _bare(village.name.value)),
    )
    if not fold(asked):
        return ()
    for test in tests:
        if found := tuple(village for village in contacts.villages if test(village)):
            return found
    return ()


def find_officers(contacts: Contacts, asked: str) -> tuple[Officer, ...]:
    """The officers that ``asked`` names as closely as any does, as ``find_villages`` finds those;
    rank and name together name an officer too."""
    tests: tuple[Callable[[Officer], bool], ...] = (
        lambda officer: one_line(asked) == officer.id,
        lambda officer: one_line(asked) in _called(officer),
        lambda officer: spelling(asked) in map(spelling, (officer.id, *_called(officer))),
        lambda officer: _loose(asked) in map(_loose, (officer.id, *_called(officer))),
    )
    if not fold(asked):
        return ()
    for test in tests:
        if found := tuple(officer for officer in contacts.officers if test(officer)):
            return found
    return ()


def nearest_officer(contacts: Contacts, asked: str) -> str | None:
    """The id or name most like ``asked``, as the file writes it; None if none is like it."""
    return nearest(
        asked, (word for each in contacts.officers for word in (each.id, each.name.value))
    )


def _called(officer: Officer) -> tuple[str, ...]:
    name = officer.name.value
    return (name, f"{officer.rank} {name}") if officer.rank else (name,)


def nearest_village(contacts: Contacts, asked: str) -> str | None:
    """The id or name most like ``asked``, as the file writes it; None if none is like it."""
    return nearest(asked, (word for village in contacts.villages for word in _words(village)))


def _words(village: Village) -> Iterator[str]:
    yield village.id
    yield village.name.value


def _names(village: Village) -> tuple[str, ...]:
    name = village.name.value
    return (name, f"{village.kind} {name}") if village.kind else (name,)


def _loose(text: str) -> str:
    """Folded, with the hyphens of an id as spaces."""
    return " ".join(fold(text).replace("-", " ").split())


def _bare(text: str) -> str:
    """Loose, and without a kind in front, unless nothing would be left."""
    words = _loose(text)
    for _ in range(2):  # "thôn Bản Phục"
        for kind in _FOLDED_KINDS:
            if words.startswith(f"{kind} "):
                words = words[len(kind) + 1 :]
                break
    return words
