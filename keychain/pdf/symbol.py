"""A QR symbol as one vector path."""

from __future__ import annotations

from functools import lru_cache

from keychain.tags.qr import QrSymbol

Corner = tuple[int, int]
Edge = tuple[int, int, int, int]
"""A module's side: where it begins, and its step. The dark module is on its right hand."""


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
    edges = _edges(rows)
    left = dict.fromkeys(edges)
    outlines: list[list[Corner]] = []
    while left:
        edge = first = next(iter(left))
        corners: list[Corner] = []
        heading: Corner | None = None
        while edge in left:
            del left[edge]
            x, y, *step = edge
            if (step[0], step[1]) != heading:
                corners.append((x, y))
            heading = (step[0], step[1])
            edge = _next(edge, edges)
        if heading == (first[2], first[3]):
            # The walk began in the middle of a straight run.
            del corners[0]
        outlines.append(corners)
    return outlines


def _edges(rows: tuple[str, ...]) -> dict[Edge, None]:
    edges: dict[Edge, None] = {}
    blank = "0" * len(rows[0]) if rows else ""
    for y, row in enumerate(rows):
        above = rows[y - 1] if y else blank
        below = rows[y + 1] if y + 1 < len(rows) else blank
        for x, module in enumerate(row):
            if module != "1":
                continue
            if above[x] != "1":
                edges[x, y, 1, 0] = None
            if row[x + 1 : x + 2] != "1":
                edges[x + 1, y, 0, 1] = None
            if below[x] != "1":
                edges[x + 1, y + 1, -1, 0] = None
            if x == 0 or row[x - 1] != "1":
                edges[x, y + 1, 0, -1] = None
    return edges


def _next(edge: Edge, edges: dict[Edge, None]) -> Edge:
    x, y, dx, dy = edge
    x, y = x + dx, y + dy
    # Right, straight on, left: where two dark modules touch at a corner, stay with this one.
    for step in ((-dy, dx), (dx, dy), (dy, -dx)):
        if (x, y, *step) in edges:
            return (x, y, *step)
    raise AssertionError("every side of a module is followed by another")
