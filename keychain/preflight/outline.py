"""A tag's cut as straight steps, and how far things are from it: preflight's own geometry."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from keychain.geometry import Close, Curve, Line, Move, Path, Point, Rect

_STEPS = 24
"""To a curve: a quarter of a circle of 30 mm is off by 0.02 mm at most."""


def flattened(path: Path, steps: int = _STEPS) -> tuple[tuple[Point, ...], ...]:
    """The closed outlines of a path as corners, the first not repeated at the end."""
    outlines: list[list[Point]] = []
    for step in path:
        match step:
            case Move(to):
                outlines.append([to])
            case Line(to) if outlines:
                outlines[-1].append(to)
            case Curve(first, second, to) if outlines:
                start = outlines[-1][-1]
                outlines[-1] += [
                    _on_curve(start, first, second, to, i / steps) for i in range(1, steps)
                ]
                outlines[-1].append(to)
            case Close() | Line() | Curve():
                pass
    return tuple(_open(outline) for outline in outlines if len(outline) > 2)


def _open(outline: list[Point]) -> tuple[Point, ...]:
    first, last = outline[0], outline[-1]
    same = hypot(first.x - last.x, first.y - last.y) < 1e-6
    return tuple(outline[:-1] if same else outline)


def _on_curve(p: Point, q: Point, r: Point, s: Point, t: float) -> Point:
    """de Casteljau's point of a cubic Bézier, written out."""
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return Point(a * p.x + b * q.x + c * r.x + d * s.x, a * p.y + b * q.y + c * r.y + d * s.y)


@dataclass(frozen=True, slots=True)
class Outline:
    """Closed outlines of straight sides."""

    outlines: tuple[tuple[Point, ...], ...]

    @classmethod
    def of(cls, path: Path, mirror: float | None = None) -> Outline:
        """The outlines of ``path``; with ``mirror``, the width of its box, seen from behind."""
        found = flattened(path)
        if mirror is not None:
            found = tuple(tuple(Point(mirror - p.x, p.y) for p in each) for each in found)
        return cls(found)

    def holds(self, at: Point) -> bool:
        """Whether a point lies inside, by the even-odd rule."""
        inside = False
        for outline in self.outlines:
            for p, q in pairwise((*outline, outline[0])):
                if (p.y > at.y) != (q.y > at.y):
                    across = p.x + (at.y - p.y) / (q.y - p.y) * (q.x - p.x)
                    inside ^= at.x < across
        return inside

    def clearance(self, area: Rect) -> float:
        """The least distance from a rectangle to the outline; below zero where it is not wholly
        inside."""
        corners = area.corners
        least = min(
            _to_side(corner, p, q)
            for outline in self.outlines
            for p, q in pairwise((*outline, outline[0]))
            for corner in corners
        )
        least = min([least, *(to_rect(p, area) for outline in self.outlines for p in outline)])
        return least if all(map(self.holds, corners)) else -least


def _to_side(at: Point, p: Point, q: Point) -> float:
    dx, dy = q.x - p.x, q.y - p.y
    long = dx * dx + dy * dy
    t = ((at.x - p.x) * dx + (at.y - p.y) * dy) / long if long else 0.0
    t = min(max(t, 0.0), 1.0)
    return hypot(at.x - p.x - t * dx, at.y - p.y - t * dy)


def to_rect(at: Point, area: Rect) -> float:
    """How far a point is from a rectangle, 0 inside."""
    return hypot(
        max(area.x - at.x, 0.0, at.x - area.right), max(area.y - at.y, 0.0, at.y - area.bottom)
    )
