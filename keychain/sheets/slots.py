"""Places on a sheet and how they are counted: rows from the top, in a row from the left."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.geometry import Rect, Turn
from keychain.values import dataclass

_ONE_ROW = 0.5
"""mm. Places whose tops differ by less stand in one row for whoever counts them."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the front of a sheet for one tag, or for both faces of one that is folded.

    ``row`` and ``column`` count from 1 at the top left; ``trim`` is the bounding box of the cut on
    the page, mm, after the ``turn``, 0 or 90.
    """

    row: int
    column: int
    trim: Rect
    turn: Turn


def row_and_column(trims: Sequence[Rect]) -> tuple[tuple[int, int], ...]:
    """The row and column of each of ``trims``, counted from 1 at the top left of their page."""
    found: dict[int, tuple[int, int]] = {}
    row = 0
    by_top = sorted(range(len(trims)), key=lambda index: trims[index].y)
    while by_top:
        top = trims[by_top[0]].y
        count = sum(trims[index].y - top < _ONE_ROW for index in by_top)
        here, by_top = by_top[:count], by_top[count:]
        row += 1
        for column, index in enumerate(sorted(here, key=lambda i: trims[i].x), 1):
            found[index] = row, column
    return tuple(found[index] for index in range(len(trims)))


def slots_of(trims: Sequence[Rect], turn: Turn) -> tuple[Slot, ...]:
    """A slot for each of ``trims``, in the order of reading."""
    counted = zip(row_and_column(trims), trims, strict=True)
    return tuple(
        Slot(row, column, trim, turn)
        for (row, column), trim in sorted(counted, key=lambda each: each[0])
    )
