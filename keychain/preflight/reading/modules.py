"""The modules of a code, told from the path that it is drawn as.

A path is read as a program that fills it reads it, and not as codes are made: whatever has the same
ink is the same code.
"""

from __future__ import annotations

import re

_RECTANGLES = re.compile(rb"(?:(?:\d{1,3} ){2}(?:[1-9]\d{0,2} ){2}re\n)+")
_AS_MODULES = bytes.maketrans(b"01", b"\0\1")


def read_modules(path: bytes) -> tuple[bytes, ...] | None:
    """The rows of modules that a path in whole modules fills, top row first, 1 for dark and 0 for
    light; None where it is not rectangles (ISO 32000-1, 8.5.2.1) of which no two have a module in
    common: then each rule of filling takes them for the same.

    ``path`` is lines of re as twins have them, corners and sizes in modules.
    """
    if not _RECTANGLES.fullmatch(path):
        return None
    figures = list(map(int, path.replace(b"re", b"").split()))
    rectangles = list(zip(figures[::4], figures[1::4], figures[2::4], figures[3::4], strict=True))
    size = max(max(x + wide, y + high) for x, y, wide, high in rectangles)
    rows = [0] * size  # the lowest bit is the module at the left
    for x, y, wide, high in rectangles:
        run = (1 << wide) - 1 << x
        for row in range(y, y + high):
            if rows[row] & run:
                return None
            rows[row] |= run
    return tuple(f"{row:0{size}b}"[::-1].encode().translate(_AS_MODULES) for row in rows)
