"""Which cells look alike, proven from what pages draw, so that of each look one is read.

The tags of a village are one form, drawn in the same way in many places. Where a page draws
nothing but whole forms, and lines and words of its own, two cells look alike that meet the same
of these in the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from keychain.geometry import PT_PER_MM
from keychain.preflight.checks.duplex import find_back, find_folded
from keychain.preflight.expected import Expected, ExpectedCell, ExpectedPage
from keychain.preflight.reading.objects import PdfObjects
from keychain.preflight.reading.planned import Item, Lines, Placed, Words
from keychain.preflight.reading.serials import NO_SERIALS, Serials, code_boxes, holds
from keychain.preflight.reading.values import Box, common
from keychain.values import dataclass

_SLACK = 0.15
"""Points; by so much neighbours' bleeds may touch, since files round to hundredths of a mm."""

_PLACES = 2
"""Decimals of a point to which places are compared: 0.0035 mm, far below what any check allows."""

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
    known: dict[object, tuple[_Cell, ...]] = {}
    numbers: dict[object, int] = {}
    looks: list[dict[ExpectedCell, _Cell]] = []
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
            areas = [_area(cell, wanted, page.media, expected.bleed) for cell in wanted.cells]
            whole = _around(areas)
            near_any = [
                (item, _around(item.boxes) if isinstance(item, Lines) else item.box)
                for item in page.plan
                if not isinstance(item, Words) and _meets(item, whole)
            ]
            known[key] = tuple(
                _read_cell(pdf, near_any, area, _area(cell, wanted, page.media, 0.0), own, numbers)
                for cell, area, own in zip(wanted.cells, areas, codes, strict=True)
            )
        cells, around = list(known[key]), _around([cell.area for cell in known[key]])
        numbered = serials.on(index)
        for item in page.plan:
            if not isinstance(item, Words):
                continue
            if waiting := numbered.get(item.start):
                at = waiting.pop()
                cells[at] = _with_serial(cells[at], item, numbers)
            # Words mostly stand beside all of them.
            elif common(item.box, around) is not None and any(
                _meets(item, cell.area) for cell in cells
            ):
                return None
        looks.append(dict(zip(wanted.cells, cells, strict=True)))
        if len(looks[-1]) != len(wanted.cells):
            return None  # one cell twice
        boxes = [box for own in codes for box in own]
        if _is_bare([item for item in page.plan if not _is_code(item, boxes)]):
            bare.add(index)
    kept = _kept(expected, looks)
    pages = tuple(
        replace(page, cells=tuple(cell for cell in page.cells if (index, cell) in kept))
        for index, page in enumerate(expected.pages)
    )
    glyphs = tuple(tuple(cell.glyphs for cell in look.values()) for look in looks)
    drawn = tuple(tuple(cell.drawn for cell in look.values()) for look in looks)
    return Few(replace(expected, pages=pages), glyphs, drawn, frozenset(bare))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell's area in the page's points, the number of all that meets it, which is the same where
    the same does, and how many characters that shows; ``drawn`` are those of forms."""

    area: Box
    look: int
    glyphs: int
    drawn: int


def _read_cell(
    pdf: PdfObjects,
    plan: Sequence[tuple[Placed | Lines, Box]],
    area: Box,
    trim: Box,
    codes: tuple[Box, ...],
    numbers: dict[object, int],
) -> _Cell:
    """What meets a cell, of a ``plan`` whose items have the box around them."""
    x, y, right, top = area
    own = [
        item
        for item, box in plan
        # Of a sheet's items nearly all are elsewhere.
        if box[0] <= right and box[2] >= x and box[1] <= top and box[3] >= y and _meets(item, area)
    ]
    # What lies behind a fold reaches into the bleed, but its middle is elsewhere.
    drawn = (item for item in own if isinstance(item, Placed) and _has_middle(trim, item.box))
    look = tuple(
        _from(item, area) if not _is_code(item, codes) else ("code", _state(item)) for item in own
    )
    number = numbers.setdefault(look, len(numbers))
    glyphs = sum(_codes(pdf, item.form) for item in drawn)
    return _Cell(area, number, glyphs, glyphs)


def _with_serial(cell: _Cell, words: Words, numbers: dict[object, int]) -> _Cell:
    """The cell with a serial number on it: which one does not count, how it is drawn does. A number
    is of no other cell than its own, since it is seen on those that are read that it ends there."""
    (at,) = _near([words.start], *cell.area[:2])
    linear = tuple(round(n, 6) for n in words.linear)
    look = (cell.look, at, linear, words.state, words.codes)
    number = numbers.setdefault(look, len(numbers))
    return _Cell(cell.area, number, cell.glyphs + words.codes, cell.drawn)


def _around(areas: Sequence[Box]) -> Box:
    if not areas:
        return (0.0, 0.0, 0.0, 0.0)
    lefts, lows, rights, tops = zip(*areas, strict=True)
    return min(lefts), min(lows), max(rights), max(tops)


def _has_middle(area: Box, of: Box) -> bool:
    x, y = (of[0] + of[2]) / 2, (of[1] + of[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _kept(
    expected: Expected, looks: list[dict[ExpectedCell, _Cell]]
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


def _area(cell: ExpectedCell, page: ExpectedPage, media: Box, bleed: float) -> Box:
    """The cell with its bleed in the page's points."""
    sent = cell.trim.grown(bleed)
    if not page.correction.is_none:
        sent = page.correction.sent_rect(sent, page.paper)
    left, top = media[0] + sent.x * PT_PER_MM, media[3] - sent.y * PT_PER_MM
    return left, top - sent.height * PT_PER_MM, left + sent.width * PT_PER_MM, top


def _meets(item: Item, area: Box) -> bool:
    match item:
        case Lines():
            return any(common(box, area) is not None for box in item.boxes)
        case Words():
            return common(item.box, area) is not None
        case Placed():
            left, low, right, high = item.box
            # Neighbours' bleeds end at one line.
            return (
                area[2] - left > _SLACK < right - area[0]
                and area[3] - low > _SLACK < high - area[1]
                and right - left > _SLACK < high - low
            )


def _from(item: Placed | Lines, area: Box) -> object:
    """All that is known of an item, as seen from a cell's corner."""
    x, y = area[0], area[1]
    match item:
        case Placed():
            linear = tuple(round(n, 6) for n in item.matrix[:4])
            at = _near([(item.matrix[4], item.matrix[5])], x, y)
            box = _near([item.box[:2], item.box[2:]], x, y)
            return item.form, linear, at, box, item.state
        case Lines():
            return item.operator, _near(item.points, x, y), item.width, item.state


def _near(
    points: Iterable[tuple[float, float]], x: float, y: float
) -> tuple[tuple[float, float], ...]:
    return tuple((round(p - x, _PLACES), round(q - y, _PLACES)) for p, q in points)


def _codes(pdf: PdfObjects, form: str) -> int:
    """How many characters a form and all forms in it show."""
    facts = pdf.forms[form]
    own = sum(len(show.codes) for show in facts.shows)
    return own + sum(_codes(pdf, drawn.form) for drawn in facts.forms)


def _is_code(item: Item, boxes: Sequence[Box]) -> bool:
    """Whether an item is a path in the place of a code that says a serial number: these are read
    one by one."""
    if not isinstance(item, Lines) or item.operator != "f" or not boxes:
        return False
    return any(all(holds(box, each) for each in item.boxes) for box in boxes)


def _state(item: Item) -> tuple[str, ...]:
    return item.state if isinstance(item, Lines) else ()


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
