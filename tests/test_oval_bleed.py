"""The bleed of an oval is as wide as it says, all around."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keychain.geometry import Curve, Move, Point, Size
from keychain.layout.outline import Outline


def points(outline: Outline, grow: float) -> list[Point]:
    """Points of the path grown by ``grow``, 16 on each curve (de Casteljau's sum)."""
    found: list[Point] = []
    start = Point(0, 0)
    for step in outline.path(grow):
        if isinstance(step, Curve):
            for t in (i / 16 for i in range(16)):
                u = 1 - t
                weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                ends = (start, step.first, step.second, step.to)
                x = sum(w * end.x for w, end in zip(weights, ends, strict=True))
                y = sum(w * end.y for w, end in zip(weights, ends, strict=True))
                found.append(Point(x, y))
            start = step.to
        elif isinstance(step, Move):
            start = step.to
    return found


def distance(point: Point, size: Size) -> float:
    """From the ellipse that fills ``size``: the nearest of 720 points of it."""
    a, b = size.width / 2, size.height / 2
    angles = (math.radians(i / 2) for i in range(720))
    return min(
        math.hypot(point.x - a - a * math.cos(t), point.y - b - b * math.sin(t)) for t in angles
    )


@settings(max_examples=12, deadline=None)
@given(st.floats(20, 60), st.floats(0.34, 1), st.floats(1, 3))
def test_it_is_as_wide_all_around(width: float, share: float, bleed: float) -> None:
    size = Size(width, width * share)
    outline = Outline("oval", size)
    widths = [distance(point, size) for point in points(outline, bleed)]
    assert min(widths) >= 0.97 * bleed
    assert max(widths) <= 1.04 * bleed


def test_the_shipped_oval() -> None:
    size = Size(50, 20)
    path = points(Outline("oval", size), 3)
    assert min(distance(point, size) for point in path) == pytest.approx(3, abs=0.03)
    # It stays within the sheet's 3 mm on the four sides.
    assert min(p.x for p in path) == pytest.approx(-3) and max(p.y for p in path) == pytest.approx(
        23
    )
