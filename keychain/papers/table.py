"""Tables: rows as high as their texts ask, split over pages, each row whole."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.layout.measure import Measure
from keychain.layout.placed import TextItem
from keychain.layout.spec import Align
from keychain.papers.paragraph import Paragraph, height_of, set_paragraphs
from keychain.values import dataclass

PAD = 1.2
"""mm between a cell's edge and its text, at the left and right."""
PAD_Y = 0.1
"""The same above and below."""

TableCell = tuple[Paragraph, ...]
"""Paragraphs under one another; none for an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column ``width`` mm wide."""

    width: float
    align: Align = "left"


def row_height(
    row: Sequence[TableCell], columns: Sequence[Column], least: float, measure: Measure
) -> float:
    """How high a row is, mm: as its highest cell asks, but at least ``least``."""
    asked = (
        height_of(cell, column.width - 2 * PAD, measure) + 2 * PAD_Y
        for cell, column in zip(row, columns, strict=True)
    )
    return max(least, *asked)


def set_row(
    row: Sequence[TableCell],
    columns: Sequence[Column],
    x: float,
    top: float,
    height: float,
    measure: Measure,
    box: str = "",
) -> tuple[TextItem, ...]:
    """A row's texts, each in the middle of its cell's height; ``x`` is the table's left edge."""
    items: list[TextItem] = []
    for cell, column in zip(row, columns, strict=True):
        width = column.width - 2 * PAD
        above = (height - height_of(cell, width, measure)) / 2
        items += set_paragraphs(cell, x + PAD, top + above, width, measure, column.align, box)
        x += column.width
    return tuple(items)


def split_rows(
    heights: Sequence[float], first: float, later: float, tail: float
) -> tuple[range, ...]:
    """Which rows stand on which page.

    ``first`` mm are there for rows on the first page, ``later`` on each further one; after the
    last row ``tail`` mm stay free. A page that would hold the tail alone takes the last two rows,
    where they fit, so that nobody signs an empty page, but not the only row of the page before.
    A row higher than a page stands alone.
    """
    pages: list[range] = []
    start, used, room = 0, 0.0, first
    for index, height in enumerate(heights):
        if index > start and used + height > room + 1e-6:
            pages.append(range(start, index))
            start, used, room = index, 0.0, later
        used += height
    end = len(heights)
    if used + tail > room + 1e-6 and end > start:
        moved = end
        while moved > start + 1 and end - moved < 2:
            if sum(heights[moved - 1 :]) + tail > later + 1e-6:
                break
            moved -= 1
        pages += [range(start, moved), range(moved, end)]
    else:
        pages.append(range(start, end))
    return tuple(pages)
