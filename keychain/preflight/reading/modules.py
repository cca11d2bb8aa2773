"""The modules of a code, told from the path that it is drawn as.

A path is read as a program that fills it reads it, and not as codes are made: whatever has the same
ink is the same code.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

_WIDE = 16
"""Bits for each column in a row of winding numbers."""

_LONGEST = 6 << (_WIDE - 1)
"""Bytes of a path, so few that no winding number is wider: a corner has six at least."""


def read_modules(path: bytes) -> tuple[bytes, ...] | None:
    """The rows of modules that a path in whole modules fills, top row first, 1 for dark and 0 for
    light; None where it is not closed outlines of upright lines that go around each dark module
    once, all in the same sense.

    ``path`` is lines of m, l and h as twins have them. How often a module is gone around is told
    by the sides to its left that go up and down (ISO 32000-1, 8.5.3.3.2).
    """
    *outlines, rest = path.split(b"h\n")
    if rest or len(path) > _LONGEST:
        return None
    sides: list[tuple[int, int, int]] = []
    size = 0
    for outline in outlines:
        if outline.count(b"m") != 1 or outline.find(b"m") > outline.find(b"\n"):
            return None
        figures = list(map(int, outline.translate(None, b"ml").split()))
        corners = list(zip(figures[::2], figures[1::2], strict=True))
        size = max(size, *figures)
        for (x, y), (to_x, to_y) in pairwise((*corners, corners[0])):
            if x == to_x:
                sides.append((x, y, to_y))
            elif y != to_y:
                return None
    # For each column a number of its own: one long number holds those of a row.
    ones = sum(1 << _WIDE * column for column in range(size))
    right_of = [ones >> _WIDE * x << _WIDE * x for x in range(size + 1)]
    changes = [0] * (size + 1)
    for x, start, end in sides:
        changes[start] += right_of[x]
        changes[end] -= right_of[x]
    windings = list(accumulate(changes))[:size]
    if any(winding < 0 for winding in windings):
        windings = [-winding for winding in windings]
    if any(winding & ~ones for winding in windings):
        return None
    return tuple(
        winding.to_bytes(size * _WIDE // 8, "little")[:: _WIDE // 8] for winding in windings
    )
