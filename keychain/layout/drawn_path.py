"""Paths as drawn: their points, their box, their area, mirrored and moved.

Whatever unit the path is in, y down.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from keychain.geometry import Close, Curve, Line, Move, Path, Point, Rect, Step

_OFF = 0.005
"""How far a chord may be off its curve, mm."""

Place = Callable[[Point], Point]


def moved(path: Path, to: Place) -> Path:
    """The path with each of its points where ``to`` puts it."""
    steps: list[Step] = []
    for step in path:
        match step:
            case Move(end):
                steps.append(Move(to(end)))
            case Line(end):
                steps.append(Line(to(end)))
            case Curve(first, second, end):
                steps.append(Curve(to(first), to(second), to(end)))
            case Close():
                steps.append(step)
    return tuple(steps)


def mirrored(path: Path, width: float) -> Path:
    """The path seen from behind: x becomes ``width`` − x."""
    return moved(path, lambda point: Point(width - point.x, point.y))


def subpaths(path: Path) -> tuple[Path, ...]:
    """The path's parts, each from its Move on."""
    parts: list[list[Step]] = []
    for step in path:
        if isinstance(step, Move):
            parts.append([])
        parts[-1].append(step)
    return tuple(tuple(part) for part in parts if len(part) > 1)


def backwards(part: Path) -> Path:
    """One closed subpath the other way round."""
    ends = [step.to for step in part if not isinstance(step, Close)]
    steps: list[Step] = [Move(ends[-1])]
    drawn = [step for step in part if isinstance(step, Line | Curve)]
    for step, to in zip(reversed(drawn), reversed(ends[:-1]), strict=True):
        back = Line(to) if isinstance(step, Line) else Curve(step.second, step.first, to)
        steps.append(back)
    return (*steps, Close())


def area(part: Path) -> float:
    """The area of a closed subpath, positive where it runs clockwise as seen."""
    (ring,) = rings(part)
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(a.x * b.y - b.x * a.y for a, b in pairs) / 2


def extent(path: Path) -> Rect:
    """The box of all that a path covers, curves by their extremes and not by their controls."""
    points: list[Point] = []
    last = Point(0, 0)
    for step in path:
        if isinstance(step, Curve):
            corners = (last, step.first, step.second, step.to)
            points += [_on_curve(corners, t) for t in _turns(corners)]
        if not isinstance(step, Close):
            last = step.to
            points.append(last)
    left, top = min(p.x for p in points), min(p.y for p in points)
    return Rect(left, top, max(p.x for p in points) - left, max(p.y for p in points) - top)


def _turns(corners: tuple[Point, Point, Point, Point]) -> Iterator[float]:
    """Where on a Bézier x or y turns: the zeros of the derivative, a quadratic."""
    for axis in ("x", "y"):
        p, q, r, s = (float(getattr(point, axis)) for point in corners)
        a, b, c = s - 3 * r + 3 * q - p, 2 * (r - 2 * q + p), q - p
        if abs(a) < 1e-12:
            yield from (t for t in ((-c / b,) if b else ()) if 0 < t < 1)
            continue
        under = b * b - 4 * a * c
        if under >= 0:
            roots = ((-b + sign * math.sqrt(under)) / (2 * a) for sign in (1, -1))
            yield from (t for t in roots if 0 < t < 1)


def rings(path: Path) -> tuple[tuple[Point, ...], ...]:
    """Each subpath as points, curves as chords at most about 0.005 mm off."""
    made: list[list[Point]] = []
    for step in path:
        match step:
            case Move(to):
                made.append([to])
            case Line(to):
                made[-1].append(to)
            case Curve():
                made[-1] += _chords(made[-1][-1], step)
            case Close():
                made[-1].append(made[-1][0])
    return tuple(tuple(ring) for ring in made)


def _chords(start: Point, curve: Curve) -> list[Point]:
    """Points on a Bézier after its start. A chord is off by at most an eighth of the second
    derivative over the square of the number of chords."""
    points = (start, curve.first, curve.second, curve.to)
    bends = [
        math.hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y)
        for a, b, c in zip(points, points[1:], points[2:], strict=False)
    ]
    count = min(1000, max(1, math.ceil(math.sqrt(0.75 * max(bends) / _OFF))))
    return [_on_curve(points, k / count) for k in range(1, count)] + [curve.to]


def _on_curve(points: tuple[Point, Point, Point, Point], t: float) -> Point:
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(share * point.x for share, point in zip(shares, points, strict=True))
    return Point(x, sum(share * point.y for share, point in zip(shares, points, strict=True)))
