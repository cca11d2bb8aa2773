"""Each number stands with a name of its own, so that nobody rings one officer for another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Rect
from keychain.preflight.phrases import Found
from keychain.values import dataclass

BESIDE_OTHER_NAME = error(
    "number-beside-other-name", "A right number under a wrong name calls the wrong person."
)
WITHOUT_NAME = error("number-without-name", "A number that nobody stands by says nothing.")

_LEVEL = 2.0
"""How much further a step up or down counts than one to the side: lists are read in rows."""


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number at one place on a face."""

    printed: str
    found: Found


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name at one place, and the numbers that it may stand with. It is ``short`` where every
    one of them has a longer name on the same face: it then is no rival to other names."""

    name: str
    owners: frozenset[str]
    found: Found
    short: bool


def check_names(numbers: Sequence[ShownNumber], names: Sequence[ShownName]) -> Iterator[Diagnostic]:
    """Each number's name must be its own, and each number must have one."""
    for number, name in beside(numbers, names):
        own = number.printed in name.owners
        if not own and any(number.printed in other.owners for other in names):
            yield BESIDE_OTHER_NAME(number=number.printed, name=name.name)
    named = {printed for name in names for printed in name.owners}
    for printed in dict.fromkeys(number.printed for number in numbers):
        if printed not in named:
            yield WITHOUT_NAME(number=printed)


def beside(
    numbers: Sequence[ShownNumber], names: Sequence[ShownName]
) -> Iterator[tuple[ShownNumber, ShownName]]:
    """Numbers and names are paired, those on one line first and of these the closest.

    The line goes before the distance: where labels stand in one column, a short number is far from
    its own label, which may be nearer to a number of another row. Closest pairs first, and not
    simply the nearest name, since in a list with ragged columns a longer name in the next row may
    come closer than the number's own. A name that several numbers own serves them all.
    """
    pairs = sorted(
        (
            not _on_one_line(number.found.ink, name.found.ink),
            _distance(number.found.ink, name.found.ink),
            i,
            j,
        )
        for i, number in enumerate(numbers)
        for j, name in enumerate(names)
        if number.found.turn == name.found.turn
    )
    settled: set[int] = set()
    taken: set[int] = set()
    for _, _, i, j in pairs:
        if i in settled:
            continue
        number, name = numbers[i], names[j]
        if number.printed not in name.owners and (name.short or j in taken):
            continue
        settled.add(i)
        taken.add(j)
        yield number, name


def _on_one_line(one: Rect, other: Rect) -> bool:
    """Whether the two stand beside each other, for half the height of the less tall at least."""
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared >= min(one.height, other.height) / 2


def _distance(one: Rect, other: Rect) -> float:
    """The gap between two boxes, mm, steps up and down counted more."""
    across = max(other.x - one.right, one.x - other.right, 0.0)
    level = max(other.y - one.bottom, one.y - other.bottom, 0.0)
    return hypot(across, _LEVEL * level)
