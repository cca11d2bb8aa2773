"""Which cells look alike, proven from what pages draw, so that of each look one is read.

The tags of a village are one form, drawn in the same way in many places. Where a page draws
nothing but whole forms, and lines and words of its own, two cells look alike that meet the same
of these in the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from keychain.geometry import PT_PER_MM
from keychain.preflight.cell_looks import (
    CellLook,
    area_of,
    is_code,
    meets,
    read_cell,
    shows_where_seen,
    with_serial,
)
from keychain.preflight.checks.duplex import find_back, find_folded
from keychain.preflight.expected import Expected, ExpectedCell, ExpectedPage
from keychain.preflight.reading.objects import PdfObjects
from keychain.preflight.reading.planned import Item, Lines, Placed, Words
from keychain.preflight.reading.values import Box, around, common
from keychain.preflight.serials import NO_SERIALS, Serials, code_boxes
from keychain.values import dataclass

_MOST_SIDES = 100
_THINNEST = 0.36
_SMALL = 10.5
"""What is no code. The least, of 21 modules a side, has three finders of 14 hairlines each and
60 more for its data, where a module is wider than a hairline; modules that are not are finer than
two pixels of 300 dpi, and so are those of a letter of 10.5 pt. Widths in points."""


@dataclass(frozen=True, slots=True)
class Few:
    """Cells to be read in place of all. ``expected`` has the pages of the whole book, each with
    only the cells that stand for others; ``glyphs`` tells how many characters each cell of the
    whole book shows, by page, and ``drawn`` how many of these are its forms'. ``bare`` are pages
    beside whose cells there can be no code."""

    expected: Expected
    glyphs: tuple[tuple[int, ...], ...]
    drawn: tuple[tuple[int, ...], ...]
    bare: frozenset[int]


def largest(expected: Expected) -> float:
    """How long and wide a form of a tag with its bleed may be on a page, in points."""
    sides = [
        max(cell.trim.width * page.correction.across, cell.trim.height * page.correction.down)
        for page in expected.pages
        for cell in page.cells[:1]
    ]
    return (max(sides, default=0.0) + 2 * expected.bleed + 8.0) * PT_PER_MM


def find_few(pdf: PdfObjects, expected: Expected, serials: Serials = NO_SERIALS) -> Few | None:
    """The first cell of each look; None where looks cannot be told from what is drawn. ``serials``
    may differ, as long as they are drawn alike.

    A front and its back are taken together: a front that looks like another stands for it only
    where their backs look alike as well.
    """
    known: dict[object, tuple[CellLook, ...]] = {}
    numbers: dict[object, int] = {}
    looks: list[dict[ExpectedCell, CellLook]] = []
    starts: dict[str, Box | None] = {}
    bare = set()
    for index, (page, wanted) in enumerate(zip(pdf.pages, expected.pages, strict=True)):
        if page.plan is None or page.media is None or page.annotated:
            return None
        # Pages of one key differ in their own words only.
        key = (page.key, wanted.cells, wanted.correction, wanted.side)
        codes = [
            code_boxes(cell, wanted, expected.tags[cell.tag], page.media) for cell in wanted.cells
        ]
        if key not in known:
            areas = [area_of(cell, wanted, page.media, expected.bleed) for cell in wanted.cells]
            whole = around(areas)
            placed = (item for item in page.plan if isinstance(item, Placed))
            if not all(shows_where_seen(pdf, item, starts) for item in placed):
                return None
            near_any = [
                (item, around(item.boxes) if isinstance(item, Lines) else item.box)
                for item in page.plan
                if not isinstance(item, Words) and meets(item, whole)
            ]
            known[key] = tuple(
                read_cell(pdf, near_any, area, area_of(cell, wanted, page.media, 0.0), own, numbers)
                for cell, area, own in zip(wanted.cells, areas, codes, strict=True)
            )
        cells, everywhere = list(known[key]), around([cell.area for cell in known[key]])
        numbered = serials.on(index)
        for item in page.plan:
            if not isinstance(item, Words):
                continue
            if waiting := numbered.get(item.start):
                at = waiting.pop()
                cells[at] = with_serial(cells[at], item, numbers)
            # Words mostly stand beside all of them.
            elif common(item.box, everywhere) is not None and any(
                meets(item, cell.area) for cell in cells
            ):
                return None
        looks.append(dict(zip(wanted.cells, cells, strict=True)))
        if len(looks[-1]) != len(wanted.cells):
            return None  # one cell twice
        boxes = [box for own in codes for box in own]
        if _is_bare([item for item in page.plan if not is_code(item, boxes)]):
            bare.add(index)
    kept = _kept(expected, looks)
    pages = tuple(
        replace(page, cells=tuple(cell for cell in page.cells if (index, cell) in kept))
        for index, page in enumerate(expected.pages)
    )
    glyphs = tuple(tuple(cell.glyphs for cell in look.values()) for look in looks)
    drawn = tuple(tuple(cell.drawn for cell in look.values()) for look in looks)
    return Few(replace(expected, pages=pages), glyphs, drawn, frozenset(bare))


def _kept(
    expected: Expected, looks: list[dict[ExpectedCell, CellLook]]
) -> set[tuple[int, ExpectedCell]]:
    """The cells that stand for all others, each with what lies behind it."""
    kept: set[tuple[int, ExpectedCell]] = set()
    told: set[tuple[int, ExpectedCell]] = set()
    seen: set[object] = set()
    for index, page in enumerate(expected.pages):
        for cell in page.cells:
            if (index, cell) in told:
                continue  # with what lies before it
            unit = [(index, cell), *_behind(expected, index, page, cell)]
            told.update(unit)
            look = tuple(
                (
                    *(each.tag, each.face or expected.pages[at].side, each.turn, each.qr),
                    expected.pages[at].correction,
                    looks[at][each].look,
                )
                for at, each in unit
            )
            if look not in seen:
                seen.add(look)
                kept.update(unit)
    return kept


def _behind(
    expected: Expected, index: int, page: ExpectedPage, cell: ExpectedCell
) -> Iterator[tuple[int, ExpectedCell]]:
    folded = find_folded(cell, page) if cell.face == "front" else None
    if folded is not None:
        yield index, folded
    elif page.partner is not None and expected.duplex is not None:
        back = find_back(cell, page, expected.pages[page.partner], expected.duplex)
        if back is not None:
            yield page.partner, back


def _is_bare(plan: Iterable[Item]) -> bool:
    """Whether a page's own lines and words are no code; what its forms draw is looked at."""
    sides = 0
    for item in plan:
        if isinstance(item, Words) and item.height > _SMALL:
            return False
        if isinstance(item, Lines):
            if item.sides == 0 or item.width > _THINNEST:
                return False
            sides += item.sides
    return sides < _MOST_SIDES
