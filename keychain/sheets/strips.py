"""The free places around a grid, and how a block comes to stand in one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from keychain.geometry import Point, Rect, Turn
from keychain.sheets.marks import Border, cut_lines, mark_reach
from keychain.sheets.slug_block import Block
from keychain.values import dataclass

Edge = Literal["top", "bottom", "left", "right"]

_CLEARANCE = 0.25
"""mm between a strip and what lies inward of it."""
_DEEPEST = 3.0
"""mm. A block stands no further in from the margin, however deep its strip is."""
_TURNS: dict[Edge, Turn] = {"top": 0, "bottom": 0, "left": 270, "right": 90}
"""At a side the letters' tops point outward."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A free rectangle along an edge of the paper, inside the margin, mm."""

    edge: Edge
    rect: Rect

    @property
    def turn(self) -> Turn:
        """How text in it is turned."""
        return _TURNS[self.edge]

    @property
    def length(self) -> float:
        """Along the paper's edge."""
        return self.rect.width if self.edge in ("top", "bottom") else self.rect.height

    @property
    def depth(self) -> float:
        """Across, away from the paper's edge."""
        return self.rect.height if self.edge in ("top", "bottom") else self.rect.width

    def fits(self, block: Block) -> bool:
        """Whether the block has room."""
        return block.along <= self.length + 1e-9 and block.down <= self.depth + 1e-9


@dataclass(frozen=True, slots=True)
class Stand:
    """A block with a place: ``origin`` is its top left corner, ``turn`` clockwise about that."""

    block: Block
    origin: Point
    turn: Turn

    def at(self, point: Point) -> Point:
        """A point of the block, on the page."""
        x, y = self.origin.x, self.origin.y
        if self.turn == 0:
            return Point(x + point.x, y + point.y)
        if self.turn == 90:
            return Point(x - point.y, y + point.x)
        return Point(x + point.y, y - point.x)

    @property
    def rect(self) -> Rect:
        """What the block takes on the page."""
        a = self.at(Point(0, 0))
        b = self.at(Point(self.block.along, self.block.down))
        return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))


def stand(block: Block, strip: Strip) -> Stand:
    """The block in the middle of the strip's length, near the margin."""
    aside = (strip.length - block.along) / 2
    inward = min((strip.depth - block.down) / 2, _DEEPEST)
    rect = strip.rect
    origins: dict[Edge, Point] = {
        "top": Point(rect.x + aside, rect.y + inward),
        "bottom": Point(rect.x + aside, rect.bottom - inward - block.down),
        "left": Point(rect.x + inward, rect.bottom - aside),
        "right": Point(rect.right - inward, rect.y + aside),
    }
    return Stand(block, origins[strip.edge], strip.turn)


def strips_around(around: Border, longest: float | None) -> tuple[Strip, ...]:
    """The strips between margin and crop marks that are up to ``longest`` mm long.

    None is for no marks: the strips then reach to the bleeds. Two strips share the corner
    between them.
    """

    def depth(room: float) -> float:
        reach = 0.0 if longest is None else mark_reach(room, longest)[1]
        return max(0.0, room - reach - _CLEARANCE)

    page = around.inside
    top, bottom, left, right = map(depth, (around.top, around.bottom, around.left, around.right))
    return (
        Strip("top", Rect(page.x, page.y, page.width, top)),
        Strip("bottom", Rect(page.x, page.bottom - bottom, page.width, bottom)),
        Strip("left", Rect(page.x, page.y, left, page.height)),
        Strip("right", Rect(page.right - right, page.y, right, page.height)),
    )


def bays_around(around: Border, trims: Sequence[Rect]) -> tuple[tuple[Strip, ...], ...]:
    """For each edge the places between neighbouring crop marks, from margin to bleed."""
    bays: list[tuple[Strip, ...]] = []
    for strip in strips_around(around, None):
        upright = strip.edge in ("top", "bottom")
        spans = [(t.x, t.right) if upright else (t.y, t.bottom) for t in trims]
        gaps = [(a + _CLEARANCE, b - a - 2 * _CLEARANCE) for a, b in pairwise(cut_lines(spans))]
        # Text at the left runs upward, so its first line stands in the lowest bay.
        order = reversed(gaps) if strip.edge == "left" else iter(gaps)
        rect = strip.rect
        bays.append(
            tuple(
                Strip(
                    strip.edge,
                    Rect(start, rect.y, length, rect.height)
                    if upright
                    else Rect(rect.x, start, rect.width, length),
                )
                for start, length in order
            )
        )
    return tuple(bays)
