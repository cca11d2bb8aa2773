"""A tag's cut as straight steps, and how far things are from it: preflight's own geometry."""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from math import hypot, inf, sqrt

from keychain.geometry import Close, Curve, Line, Move, Path, Point, Rect
from keychain.values import dataclass

_STEPS = 24
"""To a curve: a quarter of a circle of 30 mm is off by 0.02 mm at most."""


def flattened(path: Path) -> tuple[tuple[Point, ...], ...]:
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
                    _on_curve(start, first, second, to, i / _STEPS) for i in range(1, _STEPS)
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


_MOST_KNOWN = 20
"""Areas: the lines of a front and a back."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Closed outlines of straight sides. Each is itself only: what is known of it is found at once,
    without comparing hundreds of points."""

    outlines: tuple[tuple[Point, ...], ...]
    sides: tuple[tuple[float, ...], ...] = field(init=False, repr=False)
    """Each side: its box's left, top, right and bottom, where it begins, how far it goes across and
    down, and the square of its length."""
    _clear: dict[float, list[Rect]] = field(init=False, repr=False, default_factory=dict)
    """Areas that are known to keep a distance."""

    def __post_init__(self) -> None:
        sides = tuple(
            (
                *(min(p.x, q.x), min(p.y, q.y), max(p.x, q.x), max(p.y, q.y)),
                *(p.x, p.y, q.x - p.x, q.y - p.y, (q.x - p.x) ** 2 + (q.y - p.y) ** 2),
            )
            for outline in self.outlines
            for p, q in pairwise((*outline, outline[0]))
        )
        object.__setattr__(self, "sides", sides)

    @classmethod
    def of(cls, path: Path, mirror: float | None = None) -> Outline:
        """The outlines of ``path``; with ``mirror``, the width of its box, seen from behind."""
        return _outline(path, mirror)

    def holds(self, at: Point) -> bool:
        """Whether a point lies inside, by the even-odd rule."""
        inside = False
        level = at.y
        for _, top, _, bottom, x, y, dx, dy, _ in self.sides:
            if top <= level < bottom:
                inside ^= at.x < x + (level - y) / dy * dx
        return inside

    def is_clear(self, area: Rect, by: float) -> bool:
        """Whether a rectangle lies inside and keeps a distance from the outline, as whatever lies
        within one that does: lines of text stand in the same places on face after face."""
        if by <= 0:  # what lies partly outside says nothing of its parts
            return self.clearance(area) >= by
        known = self._clear.setdefault(by, [])
        if any(each.holds(area, slack=0.0) for each in known):
            return True
        if self.clearance(area) < by:
            return False
        del known[: -_MOST_KNOWN + 1]
        known.append(area)
        return True

    def clearance(self, area: Rect) -> float:
        """The least distance from a rectangle to the outline; below zero where it is not wholly
        inside."""
        left, top, right, bottom = area.x, area.y, area.right, area.bottom
        corners = ((left, top), (right, top), (left, bottom), (right, bottom))
        least = inf  # squared: this is asked for many letters of every face
        crossed = False
        for x0, y0, x1, y1, x, y, dx, dy, long in self.sides:
            p = x0 - right if x0 > right else left - x1 if x1 < left else 0.0
            q = y0 - bottom if y0 > bottom else top - y1 if y1 < top else 0.0
            if p * p + q * q > least:
                continue  # not even its box is as near
            if not p and not q:
                hands = [(u - x) * dy - (v - y) * dx for u, v in corners]
                crossed = crossed or min(hands) < 0.0 < max(hands)
            for u, v in corners:
                t = ((u - x) * dx + (v - y) * dy) / long if long else 0.0
                t = 0.0 if t < 0.0 else 1.0 if t > 1.0 else t
                p, q = u - x - t * dx, v - y - t * dy
                away = p * p + q * q
                if away < least:
                    least = away
            p = left - x if x < left else x - right if x > right else 0.0
            q = top - y if y < top else y - bottom if y > bottom else 0.0
            if p * p + q * q < least:
                least = p * p + q * q
        inside = not crossed and all(map(self.holds, area.corners))
        return sqrt(least) if inside else -sqrt(least)


@lru_cache(maxsize=16)
def _outline(path: Path, mirror: float | None) -> Outline:
    """A book has one cut, and this is asked for with every face."""
    found = flattened(path)
    if mirror is not None:
        found = tuple(tuple(Point(mirror - p.x, p.y) for p in each) for each in found)
    return Outline(found)


def to_rect(at: Point, area: Rect) -> float:
    """How far a point is from a rectangle, 0 inside."""
    return hypot(
        max(area.x - at.x, 0.0, at.x - area.right), max(area.y - at.y, 0.0, at.y - area.bottom)
    )
