"""A QR symbol as one vector path."""

from __future__ import annotations

import re
from functools import lru_cache

from keychain.tags.qr import QrSymbol

Corner = int
"""A corner between modules: those of a row are numbered from the left, one more than there are
modules, and those of the next row go on from there."""

_RUN = re.compile("1+")


@lru_cache(maxsize=4096)
def symbol_operators(symbol: QrSymbol) -> str:
    """The outlines of the dark areas, one path with one fill, a module being 1 × 1, y down.

    Outlines rather than a rectangle a module: where squares touch, screens and printers leave
    hairlines. Dark lies on the right hand all along, so the nonzero rule fills it and only it.
    """
    points = _points(symbol.size)
    operators: list[str] = []
    for corners in trace_outlines(symbol.rows):
        first, *others = [points[corner] for corner in corners]
        operators.append(f"{first} m")
        operators.append(" l\n".join(others) + " l\nh")
    operators.append("f")
    return "\n".join(operators)


@lru_cache(maxsize=40)
def _points(size: int) -> tuple[str, ...]:
    """Where each corner of a symbol of ``size`` modules a side is."""
    return tuple(f"{x} {y}" for y in range(size + 1) for x in range(size + 1))


def trace_outlines(rows: tuple[str, ...]) -> list[list[Corner]]:
    """The corners of every closed outline between dark (``1``) and light modules.

    Where two dark modules touch at a corner an outline turns right, and stays with the module that
    it has come along.
    """
    east, west, south, north = _sides(rows)
    outlines: list[list[Corner]] = []
    for start in tuple(east):
        if start not in east:
            continue
        corners: list[Corner] = []
        at, eastward = start, True
        while True:
            end = (east if eastward else west).pop(at)
            corners += (at, end)
            # To the right, else to the left.
            southward = (end in south) if eastward else (end not in north)
            at = (south if southward else north).pop(end)
            eastward = (at not in west) if southward else (at in east or at == start)
            if eastward and at == start:
                break
        outlines.append(corners)
    return outlines


def _sides(rows: tuple[str, ...]) -> tuple[dict[Corner, Corner], ...]:
    """Where each straight side between dark and light ends, by where it begins: those that go to
    the right, to the left, down and up."""
    wide, high = len(rows[0]) + 1, len(rows) + 1
    after, before = _runs(rows, wide)
    right, left = _runs(tuple(map("".join, zip(*rows, strict=True))), high)
    turned = _turned(wide, high)
    return (
        dict(after),
        {end: start for start, end in before},
        {turned[start]: turned[end] for start, end in left},
        {turned[end]: turned[start] for start, end in right},
    )


def _runs(lines: tuple[str, ...], long: int) -> tuple[list[tuple[int, int]], ...]:
    """The sides between lines of modules, with dark behind them and with dark before them: corners
    at which they begin and end. ``long`` is how many corners a line has."""
    # All lines as one number, each with a light module at its end, so that runs end there too.
    dark = int("0".join(lines) + "0" * (long + 1), 2)
    before = dark >> long
    digits = long * (len(lines) + 1)
    return tuple(
        [run.span() for run in _RUN.finditer(f"{sides:0{digits}b}")]
        for sides in (dark & ~before, before & ~dark)
    )


@lru_cache(maxsize=40)
def _turned(wide: int, high: int) -> tuple[Corner, ...]:
    """For each corner, numbered down the columns, its number along the rows."""
    return tuple(y * wide + x for x in range(wide) for y in range(high))
