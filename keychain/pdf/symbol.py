"""A QR symbol as one vector path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from keychain.tags.qr import QrSymbol

Corner = tuple[int, int]
Side = tuple[int, int, int]
"""A straight side of an area: where it begins, and 1 or -1 for where it goes. Dark lies on its
right hand."""

_RUN = re.compile("1+")


@lru_cache(maxsize=4096)
def symbol_operators(symbol: QrSymbol) -> str:
    """The outlines of the dark areas, one path with one fill, a module being 1 × 1, y down.

    Outlines rather than a rectangle a module: where squares touch, screens and printers leave
    hairlines. Dark lies on the right hand all along, so the nonzero rule fills it and only it.
    """
    operators: list[str] = []
    for (x, y), *rest in trace_outlines(symbol.rows):
        operators.append(f"{x} {y} m")
        operators += [f"{x} {y} l" for x, y in rest]
        operators.append("h")
    operators.append("f")
    return "\n".join(operators)


def trace_outlines(rows: tuple[str, ...]) -> list[list[Corner]]:
    """The corners of every closed outline between dark (``1``) and light modules."""
    level: dict[Side, Corner] = {}
    for y, start, end, dark in _sides(rows):
        if dark:
            level[start, y, 1] = end, y
        else:
            level[end, y, -1] = start, y
    upright: dict[Side, Corner] = {}
    columns = tuple(map("".join, zip(*rows, strict=True)))
    for x, start, end, dark in _sides(columns):
        if dark:
            upright[x, end, -1] = x, start
        else:
            upright[x, start, 1] = x, end
    outlines: list[list[Corner]] = []
    while level:
        side = next(iter(level))
        corners: list[Corner] = []
        while side in level:
            x, y = level.pop(side)
            corners += (side[:2], (x, y))
            # Right, else left: where two dark modules touch at a corner, stay with this one.
            step = side[2] if (x, y, side[2]) in upright else -side[2]
            x, y = upright.pop((x, y, step))
            # Where the outline closes, its first side is gone already.
            side = (x, y, -step) if (x, y, -step) in level else (x, y, step)
        outlines.append(corners)
    return outlines


def _sides(lines: tuple[str, ...]) -> Iterator[tuple[int, int, int, bool]]:
    """Every straight side between neighbouring lines of modules: the number of the line behind it,
    where it starts and ends, and whether dark lies behind it or before it."""
    size = len(lines[0]) if lines else 0
    before = 0
    for number, line in enumerate((*lines, "0" * size)):
        behind = int(line, 2)
        for sides, dark in ((behind & ~before, True), (before & ~behind, False)):
            for run in _RUN.finditer(f"{sides:0{size}b}"):
                yield number, *run.span(), dark
        before = behind
