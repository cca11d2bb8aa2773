"""Lines over a tag that show its cut, its hole and its safe zone; never printed."""

from __future__ import annotations

import math

from keychain.geometry import Close, Line, Move, Path, Point, Rect
from keychain.layout.outline import Outline, ellipse_path, rectangle_path
from keychain.layout.placed import Colour, Hole, PathItem, PlacedFace, PlacedTag
from keychain.layout.spec import LayoutSpec

CUT = Colour(1, 0, 0, 0)
KEEP = Colour(0.7, 0, 1, 0)
"""Blue where a knife or a punch goes, green where texts must stay inside or outside; both show on
red and on white."""

_LINE = 0.15
"""mm."""

_STEPS = 360
_SLACK = 1e-6


def guides_over(tag: PlacedTag, layout: LayoutSpec) -> PlacedTag:
    """A tag of lines only, to be laid over ``tag``; they may reach as far as its bleed."""
    room = rectangle_path(Rect(0, 0, tag.size.width, tag.size.height).grown(layout.bleed + _LINE))
    front = PlacedFace((), _lines(layout.outline, layout, tag.front.hole), None)
    back = PlacedFace((), _lines(layout.outline.turned_over, layout, tag.back.hole), None)
    return PlacedTag(tag.village_id, tag.size, tag.outline, 0.0, room, front, back)


def _lines(outline: Outline, layout: LayoutSpec, hole: Hole | None) -> tuple[PathItem, ...]:
    lines = [
        (inner_path(outline, layout.safe), KEEP),
        (outline.path(), CUT),
    ]
    if hole is not None and layout.hole is not None:
        radius = hole.diameter / 2
        clear = radius + layout.hole.clear
        lines += [
            (ellipse_path(hole.centre, clear, clear), KEEP),
            (ellipse_path(hole.centre, radius, radius), CUT),
        ]
    return tuple(
        PathItem(path, stroke=colour, stroke_width=_LINE) for path, colour in lines if path
    )


def inner_path(outline: Outline, depth: float) -> Path:
    """All points ``depth`` mm inside the cut; empty where the tag is too small to have any."""
    width, height = outline.size.width, outline.size.height
    if min(width, height) <= 2 * depth:
        return ()
    if outline.shape != "oval":
        return outline.path(-depth)
    # A line at one distance from an ellipse is no ellipse: it is followed point by point. Past
    # its sharp ends the offset crosses itself, which is left out.
    a, b = width / 2, height / 2
    points = []
    for step in range(_STEPS):
        cos, sin = math.cos(math.tau * step / _STEPS), math.sin(math.tau * step / _STEPS)
        length = math.hypot(b * cos, a * sin)
        point = Point(
            a + a * cos - depth * b * cos / length, b + b * sin - depth * a * sin / length
        )
        if outline.depth(point) >= depth - _SLACK:
            points.append(point)
    if not points:
        return ()
    return (Move(points[0]), *(Line(point) for point in points[1:]), Close())
