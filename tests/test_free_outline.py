"""Cuts drawn as a path, against shapes whose distances are known without any library."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_samples import content, from_text
from test_layout_reading import GOOD

from keychain.geometry import Close, Curve, Line, Move, Path, Point, Rect, Size
from keychain.layout import place_tag
from keychain.layout.drawn_path import area, backwards, extent, mirrored, rings, subpaths
from keychain.layout.free_outline import NoOutline, as_cut
from keychain.layout.outline import Outline, ellipse_path, rectangle_path
from keychain.layout.path_data import read_path
from keychain.pdf import FontMeasure

NOTCHED = "M 0 0 H 60 V 40 H 40 V 10 H 20 V 40 H 0 Z"
"""A rectangle of 60 × 40 with a notch of 20 × 30 from below: 10 mm are left over it."""


def cut(data: str, width: float, height: float) -> Outline:
    path = read_path(data)
    assert path is not None
    made = as_cut(path, Size(width, height))
    assert not isinstance(made, NoOutline), made
    return Outline("path", Size(width, height), drawn=made)


def flaw(data: str, width: float, height: float) -> str:
    path = read_path(data)
    assert path is not None
    made = as_cut(path, Size(width, height))
    assert isinstance(made, NoOutline)
    return made.flaw


mm = st.floats(-5, 60, allow_nan=False)
rects = st.builds(Rect, mm, mm, st.floats(0.1, 30), st.floats(0.1, 30))
ROUND = cut("M 20 0 A 20 20 0 0 1 20 40 A 20 20 0 0 1 20 0 Z", 40, 40)
BOX = cut("M 0 0 L 60 0 60 40 0 40 Z", 60, 40)
NOTCH = cut(NOTCHED, 60, 40)


@given(rects)
def test_a_circle_drawn_is_a_circle(rect: Rect) -> None:
    known = Outline("circle", Size(40, 40))
    for corner in rect.corners:
        assert ROUND.depth(corner) == pytest.approx(known.depth(corner), abs=0.02)
    if known.clearance(rect) > 0.02:
        assert ROUND.clearance(rect) == pytest.approx(known.clearance(rect), abs=0.02)
    if known.clearance(rect) < -0.02:
        assert ROUND.clearance(rect) < 0


@given(rects)
def test_a_rectangle_drawn_is_a_rectangle(rect: Rect) -> None:
    known = Outline("rectangle", Size(60, 40))
    if Rect(0, 0, 60, 40).holds(rect, 0):
        assert BOX.clearance(rect) == pytest.approx(known.clearance(rect), abs=1e-9)
    else:
        assert BOX.clearance(rect) <= 0


@given(rects, st.floats(0, 1), st.floats(0, 1))
def test_no_point_of_a_clear_rectangle_is_nearer(rect: Rect, across: float, down: float) -> None:
    """Whatever the shape, a point inside is at least as deep as its rectangle is clear."""
    clear = NOTCH.clearance(rect)
    point = Point(rect.x + across * rect.width, rect.y + down * rect.height)
    if clear >= 0:
        assert NOTCH.depth(point) >= clear - 1e-9
        # By hand: the notch is x 20–40, y 10–40.
        beside = math.hypot(max(20 - point.x, point.x - 40, 0), max(10 - point.y, 0))
        edges = min(point.x, 60 - point.x, point.y, 40 - point.y)
        assert NOTCH.depth(point) == pytest.approx(min(beside, edges), abs=1e-9)


def test_a_notch_reaches_between_the_corners() -> None:
    # All four corners are 15 mm and more from the notch's sides, and the notch goes through it.
    assert NOTCH.clearance(Rect(5, 20, 50, 10)) < 0
    # Over the notch its edge is nearest: 10 − 7 = 3 mm.
    assert NOTCH.clearance(Rect(5, 4, 50, 3)) == pytest.approx(3)


def test_bleed_is_outward_and_round_at_corners() -> None:
    edge = extent(NOTCH.path(3))
    assert (edge.x, edge.y, edge.right, edge.bottom) == pytest.approx((-3, -3, 63, 43), abs=1e-6)
    (ring,) = rings(NOTCH.path(3))
    assert all(math.hypot(p.x + 0, p.y + 0) >= 3 - 0.005 for p in ring)
    # The notch, 20 wide, is 14 wide in what the background fills.
    inner = [p for p in ring if 15 < p.x < 45 and 12 < p.y < 40.001]
    assert min(p.x for p in inner) == pytest.approx(23) and max(
        p.x for p in inner
    ) == pytest.approx(37)


@given(st.floats(0.1, 6))
def test_a_circle_grows_as_a_circle_does(by: float) -> None:
    (ring,) = rings(ROUND.path(by))
    distances = [math.hypot(p.x - 20, p.y - 20) for p in ring]
    assert min(distances) == pytest.approx(20 + by, abs=0.02)
    assert max(distances) == pytest.approx(20 + by, abs=0.02)


def test_what_is_cut_out_of_it() -> None:
    made = cut("M 0 0 H 60 V 40 H 0 Z M 10 10 h 10 v 10 h -10 z", 60, 40)
    assert made.depth(Point(9, 15)) == pytest.approx(1)
    assert made.depth(Point(15, 15)) < 0
    outer, inner = subpaths(made.path())
    # Whichever way it was drawn: one way round without, the other way round within.
    assert area(outer) == pytest.approx(2400) and area(inner) == pytest.approx(-100)
    assert len(subpaths(made.path(3))) == 1, "and nothing of it is grown"


@pytest.mark.parametrize(
    ("data", "width", "height", "expected"),
    [
        ("M 0 0 H 60 V 40 H 0", 60, 40, "open"),
        ("M 0 0 H 60 V 40 H 0 L 0 0", 60, 40, None),
        ("M 0 0 H 60 V 40 H 0 L 0 0.03", 60, 40, None),
        ("M 0 0 H 60", 60, 40, "open"),
        ("M 0 0 H 60 L 0 40 H 60 Z", 60, 40, "crosses"),
        ("M 0 0 H 60 V 40 H 0 Z M 50 10 H 70 V 20 H 50 Z", 70, 40, "pieces"),
        ("M 0 0 H 20 V 40 H 0 Z M 30 0 H 60 V 40 H 30 Z", 60, 40, "pieces"),
        ("M 0 0 H 60 V 40 H 0 Z M 0 10 H 20 V 20 H 0 Z", 60, 40, "pieces"),
        ("M 0 0 H 60 V 40 H 0 Z", 60, 41, "proportions"),
        ("M 0 0 H 60 V 40 H 0 Z", 60, 40.3, None),
        ("M 100 100 H 106 V 104 H 100 Z", 60, 40, None),
        ("M 0 0 H 60 V 40 H 0 Z M 10 10 h 10 v 10 h -10 z M 15 15 h 10 v 10 h -10 z", 60, 40,
         "crosses"),
    ],
)  # fmt: skip
def test_what_is_no_cut(data: str, width: float, height: float, expected: str | None) -> None:
    if expected is None:
        made = cut(data, width, height)
        box = extent(made.path())
        assert (box.x, box.y, box.width, box.height) == pytest.approx((0, 0, width, height))
    else:
        assert flaw(data, width, height) == expected


def test_the_box_of_a_curve_is_that_of_the_curve() -> None:
    # B(t) with controls at y = −40: 3·t·(1−t)²·(−40) + 3·t²·(1−t)·(−40) is least at t = ½: −30.
    path: Path = (
        Move(Point(0, 0)),
        Curve(Point(0, -40), Point(60, -40), Point(60, 0)),
        Line(Point(0, 0)),
        Close(),
    )
    assert extent(path) == Rect(0, -30, 60, 30)


@given(st.floats(1, 50), st.floats(1, 50))
def test_turning_over_and_round_undo_themselves(width: float, height: float) -> None:
    for path in (
        ellipse_path(Point(width, height), width, height),
        rectangle_path(Rect(0, 0, width, height), 0.3),
    ):
        again = extent(mirrored(mirrored(path, 60), 60))
        assert again.x == pytest.approx(extent(path).x, abs=1e-9)
        assert area(backwards(path)) == pytest.approx(-area(path))
        assert area(mirrored(path, 60)) == pytest.approx(-area(path))
        box, other = extent(path), extent(mirrored(path, 60))
        assert other.x == pytest.approx(60 - box.right) and other.y == pytest.approx(box.y)


POINTED = GOOD.replace(
    "shape: rectangle", 'shape: path, path: "M 0 20 L 20 0 H 60 V 40 H 20 Z"'
).replace("x: 5mm\n    y: 5mm\n    width: 50mm", "x: 21mm\n    y: 5mm\n    width: 30mm")


def test_the_back_is_cut_as_it_is_seen_from_behind() -> None:
    layout, found = from_text(POINTED)
    assert layout is not None, found
    tag, found = place_tag(content(), layout, FontMeasure())
    assert tag is not None, found
    # The point is at the left of the front, so at the right of the back: 60 − 0.
    assert min(p.x for p in rings(tag.cut("front"))[0] if p.y == 20) == 0
    assert max(p.x for p in rings(tag.cut("back"))[0] if p.y == 20) == 60
    # Texts at x 5 of the back are 5 mm from its straight edge; on the front they would be cut off.
    near = POINTED.replace("x: 21mm", "x: 8mm")
    layout, _ = from_text(near)
    assert layout is not None
    tag, found = place_tag(content(), layout, FontMeasure())
    assert tag is None and {each.code for each in found} == {"outside-safe-zone"}


def test_other_shapes_do_without_the_library() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from layout_samples import content, shipped\n"
        "from keychain.layout import place_tag\n"
        "from keychain.pdf import FontMeasure\n"
        "assert place_tag(content(), shipped('fob-54x29'), FontMeasure())[0]\n"
        "assert not {'shapely', 'numpy', 'svgelements'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
