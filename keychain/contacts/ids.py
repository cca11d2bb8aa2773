"""Ids of officers and villages: commands take them, and files are named after them.

The rules are those of the strictest system a project may be copied to: "Naming Files, Paths, and
Namespaces" (Microsoft), with names that macOS folds together kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from keychain.diagnostics import Diagnostic, error
from keychain.text import DEVICE_NAMES, excerpt, fold_case, slug
from keychain.yaml_source.nodes import Scalar

EMPTY_ID = error("empty-id", "an id is what commands and file names use")
ID_CHARACTER = error("id-character", "some system allows no file of such a name")
ID_EDGE = error("id-edge", "Windows drops a dot or space at the end; a dot in front hides a file")
ID_DEVICE_NAME = error("id-device-name", "Windows keeps the name for a device")
ID_TOO_LONG = error("id-too-long", "with its folders a longer name does not fit on Windows")
ID_CLASH = error("id-clash", "on Windows or macOS the two would be one file")

MOST_BYTES = 100
"""In UTF-8. Most systems take 255, Windows 259 UTF-16 units for a whole path."""

FORBIDDEN = frozenset('<>:"/\\|?*')
EDGES = (".", "-", "~", " ")


def check_id(name: Scalar) -> Diagnostic | None:
    """What is wrong with an id by itself, or None."""
    text, place = name.text, name.place
    if not text.strip() or (name.plain and name.empty):
        return EMPTY_ID(place)
    shown = excerpt(text)
    for character in text:
        if character in FORBIDDEN or not (character.isprintable() or character.isspace()):
            return ID_CHARACTER(place, id=shown, character=character)
        if character.isspace() and character != " ":
            return ID_CHARACTER(place, id=shown, character=f"U+{ord(character):04X}")
    if text.startswith(EDGES) or text.endswith((".", " ")):
        edge = text[0] if text.startswith(EDGES) else text[-1]
        return ID_EDGE(place, id=shown, character=edge)
    if text.split(".")[0].rstrip(" ").casefold() in DEVICE_NAMES:
        return ID_DEVICE_NAME(place, id=shown)
    if len(text.encode()) > MOST_BYTES:
        return ID_TOO_LONG(place, id=shown, bytes=len(text.encode()), most=MOST_BYTES)
    return None


def check_ids(names: Iterable[Scalar]) -> tuple[list[tuple[str, Diagnostic]], frozenset[str]]:
    """What is wrong with which id of a mapping, and all ids that cannot be used."""
    faults: list[tuple[str, Diagnostic]] = []
    bad: set[str] = set()
    seen: dict[str, Scalar] = {}
    for name in names:
        if fault := check_id(name):
            faults.append((name.text, fault))
            bad.add(name.text)
        other = seen.setdefault(fold_case(name.text), name)
        if other is not name:
            clash = ID_CLASH(
                name.place,
                id=excerpt(name.text),
                other=excerpt(other.text),
                first=other.place.line,
            )
            faults.append((name.text, clash))
            bad |= {name.text, other.text}
    return faults, frozenset(bad)


def safe_ids(names: Iterable[str]) -> tuple[str, ...]:
    """An id for each name, in their order: ASCII letters, digits and hyphens, no two the same."""
    ids: dict[str, None] = {}
    for name in names:
        own = slug(name)
        number = 1
        while (unique := own if number == 1 else f"{own}-{number}") in ids:
            number += 1
        ids[unique] = None
    return tuple(ids)
