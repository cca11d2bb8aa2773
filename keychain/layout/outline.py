"""Tag shapes: the cut as a path, the same path grown by the bleed, and how deep a point lies.

Origin at the top left of the trim, mm, y down.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

from keychain.geometry import Close, Curve, Line, Move, Path, Point, Rect, Size
from keychain.layout import free_outline
from keychain.layout.drawn_path import mirrored
from keychain.values import dataclass

ShapeName = Literal["rectangle", "rounded", "circle", "oval", "path"]

KAPPA = 4 / 3 * (math.sqrt(2) - 1)
"""Control point distance of a Bézier quarter circle, in radii; off by at most 0.03 %."""


def ellipse_path(centre: Point, rx: float, ry: float) -> Path:
    """An ellipse as four curves, clockwise from its top."""
    x, y, kx, ky = centre.x, centre.y, rx * KAPPA, ry * KAPPA
    return (
        Move(Point(x, y - ry)),
        Curve(Point(x + kx, y - ry), Point(x + rx, y - ky), Point(x + rx, y)),
        Curve(Point(x + rx, y + ky), Point(x + kx, y + ry), Point(x, y + ry)),
        Curve(Point(x - kx, y + ry), Point(x - rx, y + ky), Point(x - rx, y)),
        Curve(Point(x - rx, y - ky), Point(x - kx, y - ry), Point(x, y - ry)),
        Close(),
    )


def path_around_ellipse(centre: Point, rx: float, ry: float, by: float) -> Path:
    """A path ``by`` mm outside an ellipse, as four curves: exact on the axes and halfway between
    them, elsewhere off by at most 3 % of ``by`` where ``by`` is a bleed.

    A larger ellipse will not do: one of 56 × 26 comes as near as 2.75 mm to one of 50 × 20.
    """
    x, y, a, b = centre.x, centre.y, rx + by, ry + by
    # Halfway, at 45° of the ellipse's parameter, its normal points along (ry, rx).
    long, half = math.hypot(rx, ry), math.sqrt(0.5)
    kx = (8 * (rx * half + by * ry / long) - 4 * a) / 3
    ky = (8 * (ry * half + by * rx / long) - 4 * b) / 3
    return (
        Move(Point(x, y - b)),
        Curve(Point(x + kx, y - b), Point(x + a, y - ky), Point(x + a, y)),
        Curve(Point(x + a, y + ky), Point(x + kx, y + b), Point(x, y + b)),
        Curve(Point(x - kx, y + b), Point(x - a, y + ky), Point(x - a, y)),
        Curve(Point(x - a, y - ky), Point(x - kx, y - b), Point(x, y - b)),
        Close(),
    )


def rectangle_path(rect: Rect, radius: float = 0.0) -> Path:
    """A rectangle, its corners rounded by ``radius`` mm, clockwise from the top left."""
    a, b, c, d = rect.x, rect.y, rect.right, rect.bottom
    if radius <= 0:
        return (
            Move(Point(a, b)),
            Line(Point(c, b)),
            Line(Point(c, d)),
            Line(Point(a, d)),
            Close(),
        )
    r = min(radius, rect.width / 2, rect.height / 2)
    k = r * (1 - KAPPA)
    return (
        Move(Point(a + r, b)),
        Line(Point(c - r, b)),
        Curve(Point(c - k, b), Point(c, b + k), Point(c, b + r)),
        Line(Point(c, d - r)),
        Curve(Point(c, d - k), Point(c - k, d), Point(c - r, d)),
        Line(Point(a + r, d)),
        Curve(Point(a + k, d), Point(a, d - k), Point(a, d - r)),
        Line(Point(a, b + r)),
        Curve(Point(a, b + k), Point(a + k, b), Point(a + r, b)),
        Close(),
    )


@dataclass(frozen=True, slots=True)
class Outline:
    """A tag's cut. ``radius`` is the corners' in mm, for a rounded rectangle only.

    ``drawn`` is the cut of the shape ``path``, which ``keychain.layout.free_outline`` makes: its
    outer edge first, then what is cut out of it, from 0, 0 to ``size``.
    """

    shape: ShapeName
    size: Size
    radius: float = 0.0
    drawn: Path = ()

    @property
    def turned_over(self) -> Outline:
        """The cut as it is seen from behind."""
        if self.shape != "path":
            return self
        return replace(self, drawn=mirrored(self.drawn, self.size.width))

    def path(self, grow: float = 0.0) -> Path:
        """The cut, moved outward by ``grow`` mm on every side; moved at all, a drawn one has
        nothing cut out of it."""
        if self.drawn:
            return free_outline.grown(self.drawn, grow) if grow else self.drawn
        rect = Rect(0, 0, self.size.width, self.size.height).grown(grow)
        if self.shape == "oval" and grow > 0:
            return path_around_ellipse(rect.centre, self.size.width / 2, self.size.height / 2, grow)
        if self.shape in ("circle", "oval"):
            return ellipse_path(rect.centre, rect.width / 2, rect.height / 2)
        corner = self.radius + grow if self.shape == "rounded" else 0.0
        return rectangle_path(rect, corner)

    def depth(self, point: Point) -> float:
        """How far inside the cut ``point`` lies, mm; negative outside (there only a bound)."""
        if self.drawn:
            return free_outline.depth(self.drawn, Rect(point.x, point.y, 0, 0))
        w, h = self.size.width, self.size.height
        if self.shape in ("circle", "oval"):
            return _ellipse_depth(point.x - w / 2, point.y - h / 2, w / 2, h / 2)
        edge = min(point.x, point.y, w - point.x, h - point.y)
        r = self.radius if self.shape == "rounded" else 0.0
        dx = max(r - point.x, point.x - (w - r))
        dy = max(r - point.y, point.y - (h - r))
        if r > 0 and dx > 0 and dy > 0:
            return min(edge, r - math.hypot(dx, dy))
        return edge

    def clearance(self, rect: Rect) -> float:
        """The least depth of ``rect``, of its corners where the shape is convex."""
        if self.drawn:
            return free_outline.depth(self.drawn, rect)
        if self.shape in ("rectangle", "rounded"):
            w, h, r = self.size.width, self.size.height, self.radius
            beside = rect.x >= r and rect.right <= w - r
            if beside or (rect.y >= r and rect.bottom <= h - r):
                # No corner lies in the square of a rounded one.
                return min(rect.x, rect.y, w - rect.right, h - rect.bottom)
        return min(self.depth(corner) for corner in rect.corners)


def _ellipse_depth(x: float, y: float, a: float, b: float) -> float:
    """Distance from (x, y) to the ellipse with half axes a and b, negative outside.

    Newton's method on the parameter of the nearest point, first quadrant by symmetry.
    """
    x, y = abs(x), abs(y)
    if math.isclose(a, b):
        return a - math.hypot(x, y)
    t = math.atan2(a * y, b * x)
    best = math.inf
    # Two starts: Newton may leave the quadrant from one of them near the axes.
    for t0 in (t, math.pi / 4):
        t = t0
        for _ in range(30):
            ct, st = math.cos(t), math.sin(t)
            f = (a * a - b * b) * ct * st - x * a * st + y * b * ct
            slope = (a * a - b * b) * (ct * ct - st * st) - x * a * ct - y * b * st
            if slope == 0:
                break
            step = f / slope
            t = min(max(t - step, 0.0), math.pi / 2)
            if abs(step) < 1e-12:
                break
        best = min(best, math.hypot(x - a * math.cos(t), y - b * math.sin(t)))
    for t in (0.0, math.pi / 2):
        best = min(best, math.hypot(x - a * math.cos(t), y - b * math.sin(t)))
    inside = (x / a) ** 2 + (y / b) ** 2 <= 1
    return best if inside else -best


def hole_clearance(rect: Rect, centre: Point, diameter: float) -> float:
    """Distance from ``rect`` to the rim of a round hole, mm; negative where they meet."""
    dx = max(rect.x - centre.x, 0.0, centre.x - rect.right)
    dy = max(rect.y - centre.y, 0.0, centre.y - rect.bottom)
    return math.hypot(dx, dy) - diameter / 2
