"""What a page draws on one of its cells, told so that two cells can be compared.

A form stands for itself, by its identity and where it is drawn; lines and words of the page's own
by where they are and how they are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from keychain.preflight.expected import ExpectedCell, ExpectedPage
from keychain.preflight.place import box_of
from keychain.preflight.reading.objects import PdfObjects
from keychain.preflight.reading.planned import Item, Lines, Placed, Words
from keychain.preflight.reading.values import (
    IDENTITY,
    Box,
    Matrix,
    around_points,
    common,
    holds,
    moved,
    moved_box,
    times,
)
from keychain.values import dataclass

_SLACK = 0.15
"""Points; by so much neighbours' bleeds may touch, since files round to hundredths of a mm."""

_PLACES = 2
"""Decimals of a point to which places are compared: 0.0035 mm, far below what any check allows."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """A cell's area in the page's points, the number of all that meets it, which is the same where
    the same does, and how many characters that shows; ``drawn`` are those of forms."""

    area: Box
    look: int
    glyphs: int
    drawn: int


def read_cell(
    pdf: PdfObjects,
    plan: Sequence[tuple[Placed | Lines, Box]],
    area: Box,
    trim: Box,
    codes: tuple[Box, ...],
    numbers: dict[object, int],
) -> CellLook:
    """What meets a cell, of a ``plan`` whose items have the box around them."""
    x, y, right, top = area
    own = [
        item
        for item, box in plan
        # Of a sheet's items nearly all are elsewhere.
        if box[0] <= right and box[2] >= x and box[1] <= top and box[3] >= y and meets(item, area)
    ]
    # What lies behind a fold reaches into the bleed, but its middle is elsewhere.
    drawn = (item for item in own if isinstance(item, Placed) and _has_middle(trim, item.box))
    look = tuple(
        _from(item, area) if not is_code(item, codes) else ("code", _state(item)) for item in own
    )
    number = numbers.setdefault(look, len(numbers))
    glyphs = sum(_codes(pdf, item.form) for item in drawn)
    return CellLook(area, number, glyphs, glyphs)


def with_serial(cell: CellLook, words: Words, numbers: dict[object, int]) -> CellLook:
    """The cell with a serial number on it: which one does not count, how it is drawn does. A number
    is of no other cell than its own, since it is seen on those that are read that it ends there."""
    (at,) = _near([words.start], *cell.area[:2])
    linear = tuple(round(n, 6) for n in words.linear)
    look = (cell.look, at, linear, words.state, words.codes)
    number = numbers.setdefault(look, len(numbers))
    return CellLook(cell.area, number, cell.glyphs + words.codes, cell.drawn)


def _has_middle(area: Box, of: Box) -> bool:
    x, y = (of[0] + of[2]) / 2, (of[1] + of[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def area_of(cell: ExpectedCell, page: ExpectedPage, media: Box, bleed: float) -> Box:
    """The cell with its bleed in the page's points."""
    sent = cell.trim.grown(bleed)
    if not page.correction.is_none:
        sent = page.correction.sent_rect(sent, page.paper)
    return box_of(sent, media)


def meets(item: Item, area: Box) -> bool:
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


def is_code(item: Item, boxes: Sequence[Box]) -> bool:
    """Whether an item is a path in the place of a code that says a serial number: these are read
    one by one."""
    if not isinstance(item, Lines) or item.operator != "f" or not boxes:
        return False
    return any(all(holds(box, each) for each in item.boxes) for box in boxes)


def _state(item: Item) -> tuple[str, ...]:
    return item.state if isinstance(item, Lines) else ()


def shows_where_seen(pdf: PdfObjects, item: Placed, known: dict[str, Box | None]) -> bool:
    """Whether every text of a form begins where the form is seen. What is clipped away is not seen,
    but read as text by others, on whichever cell it would be. ``known`` are forms that were asked
    for before."""
    if item.form not in known:
        points = tuple(_starts(pdf, item.form, IDENTITY))
        known[item.form] = around_points(points) if points else None
    starts = known[item.form]
    return starts is None or holds(item.box, moved_box(starts, item.matrix), _SLACK)


def _starts(pdf: PdfObjects, form: str, where: Matrix) -> Iterator[tuple[float, float]]:
    facts = pdf.forms[form]
    yield from (moved(show.start, where) for show in facts.shows)
    for drawn in facts.forms:
        yield from _starts(pdf, drawn.form, times(drawn.matrix, where))
