"""The faces of tags as they are on the finished sheets, each that looks different once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import Literal

from keychain.geometry import Rect
from keychain.preflight.checks.duplex import find_back
from keychain.preflight.expected import Expected, ExpectedCell, ExpectedPage, ExpectedTag
from keychain.preflight.outline import Outline
from keychain.preflight.place import box_of, rect_of, upright_rect
from keychain.preflight.reading.marks import Mark, StreamPaint
from keychain.preflight.reading.painted import Painted, PaintedPage
from keychain.preflight.reading.values import (
    IDENTITY,
    Box,
    Matrix,
    around,
    common,
    holds,
    moved_box,
)
from keychain.preflight.scene import Seen, meet
from keychain.preflight.serials import code_boxes
from keychain.values import dataclass

_ROUNDED = 0.1
"""Points: files round to hundredths of a millimetre, and cells are the same in spite of it."""


@dataclass(frozen=True, slots=True)
class FinishedFace:
    """One face of a tag at the first place where it looks like this, and every mark that meets it
    or its bleed there, in the order of painting."""

    page: PaintedPage
    wanted: ExpectedPage
    cell: ExpectedCell
    tag: ExpectedTag
    side: Literal["front", "back"]
    marks: tuple[Seen, ...]
    cut: Outline | None
    """The tag's cut as this side of it is seen, None where it has no shape."""

    def on_page(self, area: Rect) -> Rect:
        """Where on the page an area of paper stands, mm."""
        return self.wanted.correction.sent_rect(area, self.wanted.paper)

    def ink(self, seen: Seen, corners: Box) -> Rect:
        """Where on paper a box in a mark's stream comes to lie, mm."""
        area = rect_of(moved_box(corners, seen.frame), self.page.media)
        if self.wanted.correction.is_none:
            return area
        return self.wanted.correction.lies_rect(area, self.wanted.paper)

    def on_face(self, area: Rect) -> Rect:
        """An area of paper in mm from the top left of the cut as the face is seen upright."""
        return upright_rect(area, self.cell.trim, self.cell.turn)


def read_finished(
    painted: Painted, expected: Expected, *, pairs: bool = False
) -> Iterator[FinishedFace]:
    """Every face that looks different: of another tag or side, turned otherwise, or with other
    marks on it. Nothing where the file has not the pages that are expected.

    Of faces that look alike the first is given; with ``pairs``, of backs the one behind the page's
    first front, of which others have made a picture.
    """
    if len(painted.pages) != len(expected.pages):
        return
    bounds = {name: _bounds(paint) for name, paint in painted.streams.items()}
    sheets: set[object] = set()
    told: dict[object, list[tuple[float, ...]]] = {}
    for page, wanted in zip(painted.pages, expected.pages, strict=True):
        if wanted.side is None or not wanted.cells:
            continue
        placed = [
            _Placed(stream, paint, frame, box)
            for stream, paint, frame, clip in painted.placed(page)
            if (whole := bounds[stream]) is not None
            and (box := common(moved_box(whole, frame), clip)) is not None
        ]
        near = [_near(cell, wanted, page, expected.bleed) for cell in wanted.cells]
        # The page's own words differ from sheet to sheet: those that stand beside the tags do not
        # count, and of serial numbers on them counts how they are drawn.
        own_words: tuple[object, ...] = ()
        if placed and placed[0].frame == IDENTITY and placed[0].stream == page.stream:
            own_words = placed[0].drawn(near, _codes(wanted, page, expected))
            placed = placed if own_words else placed[1:]
        drawn = ((each.stream, each.frame) for each in placed if each.stream != page.stream)
        look = (*drawn, own_words, wanted.cells, wanted.side)
        if look in sheets:
            continue
        sheets.add(look)
        for cell, area in _ordered(wanted, near, expected if pairs else None):
            x, y, right, top = area
            own = [
                each
                for each in placed
                # Of a sheet's streams nearly all are elsewhere.
                if (box := each.box)[0] <= right and box[2] >= x and box[1] <= top and box[3] >= y
                if each.meets(area)
            ]
            side = cell.face or wanted.side
            turned = (
                each.drawn([area], _codes(wanted, page, expected), *area[:2])
                if each.stream == page.stream
                else each.turned
                for each in own
            )
            key = (cell.tag, side, cell.turn, cell.qr, *turned)
            at = tuple(n for each in own if each.stream != page.stream for n in each.standing(area))
            known = told.setdefault(key, [])
            if any(_alike(at, other) for other in known):
                continue
            known.append(at)
            found = tuple(
                Seen(page, each.stream, mark, each.frame)
                for each in own
                for mark in each.paint.marks
                if _touches(mark, each.frame, area)
            )
            tag = expected.tags[cell.tag]
            yield FinishedFace(page, wanted, cell, tag, side, found, _cut(tag, side))


def _cut(tag: ExpectedTag, side: str) -> Outline | None:
    shape = tag.shape
    if shape is None:
        return None
    return Outline.of(shape.cut, shape.size.width if side == "back" else None)


def _ordered(
    wanted: ExpectedPage, near: Sequence[Box], expected: Expected | None
) -> Sequence[tuple[ExpectedCell, Box]]:
    """A page's cells with their areas, with ``expected`` first the one behind the first front."""
    cells = list(zip(wanted.cells, near, strict=True))
    if expected is None or wanted.side != "back" or wanted.partner is None:
        return cells
    fronts = expected.pages[wanted.partner]
    first = None
    if fronts.cells and expected.duplex is not None:
        first = find_back(fronts.cells[0], fronts, wanted, expected.duplex)
    return sorted(cells, key=lambda each: each[0] is not first)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A stream drawn on a page, and the box around its own marks there."""

    stream: str
    paint: StreamPaint
    frame: Matrix
    box: Box
    _areas: list[tuple[Box, tuple[Box, ...]]] = field(default_factory=list, compare=False)

    @property
    def turned(self) -> tuple[str, tuple[float, ...]]:
        """What it is, but for where it stands."""
        return self.stream, tuple(round(n, 4) for n in self.frame[:4])

    def standing(self, area: Box) -> Iterator[float]:
        """Where it stands as seen from an area's corner: a stream that is drawn for this area alone
        as one, of another, such as a sheet's, the marks that touch it."""
        if self.box[2] - self.box[0] < 2 * (area[2] - area[0]):
            yield from (self.frame[4] - area[0], self.frame[5] - area[1])
            return
        for box, parts in self._moved():
            for moved in parts or (box,):
                if meet(moved, area):
                    corner = (area[0], area[1], area[0], area[1])
                    yield from (edge - at for edge, at in zip(moved, corner, strict=True))

    def drawn(
        self, areas: list[Box], codes: list[Box], x: float = 0.0, y: float = 0.0
    ) -> tuple[object, ...]:
        """How the marks that touch one of ``areas`` are drawn, and where from ``x`` and ``y``, but
        for the letters of texts and the modules of ``codes``."""
        found = []
        for mark in self.paint.marks:
            if any(_touches(mark, self.frame, area) for area in areas):
                plain = replace(mark, text="", letters=(), frame=IDENTITY, box=(0.0,) * 4)
                plain = replace(plain, pieces=1, parts=(), quad=None)
                coded = mark.kind == "fill" and any(
                    holds(code, moved_box(mark.box, self.frame)) for code in codes
                )
                start = mark.box[:2] if coded else mark.frame[4:]
                origin = round(start[0] - x, 1), round(start[1] - y, 1)
                words = plain if mark.kind == "text" or coded else mark
                found.append((words, tuple(round(n, 4) for n in mark.frame[:4]), origin))
        return tuple(found)

    def meets(self, area: Box) -> bool:
        """Whether any of its marks touches an area."""
        shared = common(area, self.box)
        if shared is None:
            return False
        # Mostly it is a face, and its background, the first mark, meets the area.
        first = self.paint.marks[0]
        if not first.parts and meet(moved_box(first.box, self.frame), shared):
            return True
        return any(
            meet(box, shared) and (not parts or any(meet(part, shared) for part in parts))
            for box, parts in self._moved()
        )

    def _moved(self) -> list[tuple[Box, tuple[Box, ...]]]:
        """Each mark's box on the page, and those of its parts."""
        if not self._areas:
            self._areas.extend(
                (
                    moved_box(mark.box, self.frame),
                    tuple(moved_box(part, self.frame) for part in mark.parts),
                )
                for mark in self.paint.marks
            )
        return self._areas


def _codes(wanted: ExpectedPage, page: PaintedPage, expected: Expected) -> list[Box]:
    """Where codes say serial numbers, which differ from tag to tag, in points of the page."""
    return [
        box
        for cell in wanted.cells
        for box in code_boxes(cell, wanted, expected.tags[cell.tag], page.media)
    ]


def _bounds(paint: StreamPaint) -> Box | None:
    boxes = [mark.box for mark in paint.marks]
    return around(boxes) if boxes else None


def _alike(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) < _ROUNDED for a, b in zip(one, other, strict=True)
    )


def _near(cell: ExpectedCell, wanted: ExpectedPage, page: PaintedPage, bleed: float) -> Box:
    """A cell with its bleed in points of the page; crop marks end where the bleed does."""
    area = cell.trim.grown(max(bleed - 0.1, 0.0))
    if not wanted.correction.is_none:
        area = wanted.correction.sent_rect(area, wanted.paper)
    return box_of(area, page.media)


def _touches(mark: Mark, frame: Matrix, area: Box) -> bool:
    if not meet(moved_box(mark.box, frame), area):
        return False
    return not mark.parts or any(meet(moved_box(part, frame), area) for part in mark.parts)
