"""Crop marks around the cells of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from keychain.geometry import Point, Rect, Size, mm_of_pt
from keychain.sheets.model import Stroke
from keychain.values import dataclass

HAIRLINE = mm_of_pt(0.25)
"""Width of marks and ruler, mm: the thinnest line that presses hold."""
LONGEST_MARK = 5.0
SHORTEST_MARK = 2.0
_SAME = 1e-3
"""mm. Cuts that lie no further apart are one."""
_CLEARANCE = 0.5
"""mm between the bleed and a mark, where there is room for more than the shortest mark."""


@dataclass(frozen=True, slots=True)
class Border:
    """What lies around the cells of a page: from the outermost bleeds to the margins, mm.

    ``cuts`` is the box around all cuts, ``bleeds`` that around all bleeds, ``inside`` the paper
    within its margins. A room may be negative on a label sheet.
    """

    cuts: Rect
    bleeds: Rect
    inside: Rect

    @property
    def left(self) -> float:
        """Room at the left."""
        return self.bleeds.x - self.inside.x

    @property
    def right(self) -> float:
        """Room at the right."""
        return self.inside.right - self.bleeds.right

    @property
    def top(self) -> float:
        """Room at the top."""
        return self.bleeds.y - self.inside.y

    @property
    def bottom(self) -> float:
        """Room at the bottom."""
        return self.inside.bottom - self.bleeds.bottom


def border(trims: Sequence[Rect], bleed: float, paper: Size, margin: float) -> Border:
    """The border of a page whose cells are cut along ``trims``."""
    left, top = min(t.x for t in trims), min(t.y for t in trims)
    right, bottom = max(t.right for t in trims), max(t.bottom for t in trims)
    cuts = Rect(left, top, right - left, bottom - top)
    inside = Rect(0, 0, paper.width, paper.height).grown(-margin)
    return Border(cuts, cuts.grown(bleed), inside)


def mark_reach(room: float, longest: float = LONGEST_MARK) -> tuple[float, float]:
    """From where to where a mark runs, in mm out from the bleed; (0, 0) where none fits.

    A mark is as long as the room allows, from 2 mm to ``longest``. Where it may be no longer
    than the shortest, it starts at the bleed: something else needs the room.
    """
    if room < SHORTEST_MARK - 1e-6:
        return 0.0, 0.0
    length = min(longest, max(SHORTEST_MARK, room - _CLEARANCE), room)
    start = min(_CLEARANCE, room - length, longest - SHORTEST_MARK)
    return start, start + length


def crop_marks(
    trims: Sequence[Rect], around: Border, longest: float = LONGEST_MARK
) -> tuple[Stroke, ...]:
    """Marks in line with every cut, outside the grid only, clear of every bleed."""
    upright = cut_lines([(t.x, t.right) for t in trims])
    level = cut_lines([(t.y, t.bottom) for t in trims])
    return _strokes(upright, level, around, longest)


def fold_marks(
    trims: Sequence[Rect], pairs: Sequence[Rect], around: Border, longest: float = LONGEST_MARK
) -> tuple[Stroke, ...]:
    """Dashed marks in line with every fold: with the edges of the faces ``trims`` that are not
    cuts of the ``pairs``. As crop marks do, they stand outside the grid only."""

    def folds(edges: Sequence[float], cuts: Sequence[float]) -> tuple[float, ...]:
        return tuple(edge for edge in edges if all(abs(edge - cut) > _SAME for cut in cuts))

    upright = folds(
        cut_lines([(t.x, t.right) for t in trims]), cut_lines([(p.x, p.right) for p in pairs])
    )
    level = folds(
        cut_lines([(t.y, t.bottom) for t in trims]), cut_lines([(p.y, p.bottom) for p in pairs])
    )
    marks = _strokes(upright, level, around, longest)
    return tuple(replace(mark, dashed=True) for mark in marks)


def _strokes(
    upright: Sequence[float], level: Sequence[float], around: Border, longest: float
) -> tuple[Stroke, ...]:
    """A mark at both ends of each upright line and each level one."""
    strokes: list[Stroke] = []
    for x in upright:
        for room, edge, way in (
            (around.top, around.bleeds.y, -1),
            (around.bottom, around.bleeds.bottom, 1),
        ):
            start, end = mark_reach(room, longest)
            if end:
                strokes.append(
                    Stroke(Point(x, edge + way * start), Point(x, edge + way * end), HAIRLINE)
                )
    for y in level:
        for room, edge, way in (
            (around.left, around.bleeds.x, -1),
            (around.right, around.bleeds.right, 1),
        ):
            start, end = mark_reach(room, longest)
            if end:
                strokes.append(
                    Stroke(Point(edge + way * start, y), Point(edge + way * end, y), HAIRLINE)
                )
    return tuple(strokes)


def cut_lines(spans: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """The positions of all cuts in one direction, in order, those within 1 µm told once."""
    found: list[float] = []
    for position in sorted(p for span in spans for p in span):
        if not found or position - found[-1] > _SAME:
            found.append(position)
    return tuple(found)
