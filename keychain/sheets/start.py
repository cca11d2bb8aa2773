"""Where a sheet begins that others have used before: a place, or how many places are used."""

from __future__ import annotations

import re

from keychain.diagnostics import Diagnostic, error
from keychain.sheets.grid import Grid

START_BEYOND = error("start-beyond-sheet", "Places that a sheet does not have cannot be kept free.")

_PLACE = re.compile(r"([1-9][0-9]*):([1-9][0-9]*)")


def used_places(start: str, grid: Grid) -> int | None:
    """How many places of a begun sheet are used: ``3:1`` is the row and column where the first
    tag goes, ``8`` are eight places used, and nothing is a fresh sheet. None where the grid has no
    such place, or not one is left."""
    place = _PLACE.fullmatch(start)
    if place is None:
        used = int(start or 0)
        return used if used < grid.count else None
    wanted = int(place[1]), int(place[2])
    found = (n for n, slot in enumerate(grid.slots) if (slot.row, slot.column) == wanted)
    return next(found, None)


def check_start(start: str, grid: Grid) -> tuple[Diagnostic, ...]:
    """An error where ``used_places`` has no answer, with what the grid has."""
    if used_places(start, grid) is not None:
        return ()
    has = {"rows": grid.rows, "columns": grid.columns, "count": grid.count}
    return (START_BEYOND(start=start, **has),)
