"""How far text is from the cut, as preflight measures it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keychain.geometry import Point, Rect
from keychain.preflight.outline import Outline

TAG = ((0.0, 0.0), (50.0, 0.0), (50.0, 30.0), (0.0, 30.0))
SLOT = ((20.0, 14.9), (30.0, 14.9), (30.0, 15.1), (20.0, 15.1))


def outline(*corners: tuple[tuple[float, float], ...]) -> Outline:
    return Outline(tuple(tuple(Point(x, y) for x, y in each) for each in corners))


areas = st.builds(Rect, *(st.floats(-5, 50),) * 2, *(st.floats(0, 30),) * 2)


@given(st.lists(areas, min_size=1, max_size=30), st.sampled_from([-0.1, 0.0, 0.5, 3.0]))
def test_what_is_known_of_other_areas_changes_no_answer(found: list[Rect], by: float) -> None:
    cut = outline(TAG, SLOT)
    parts = (each.grown(-min(each.width, each.height) / 4) for each in found)
    for area in (*found, *parts):
        clearance = cut.clearance(area)
        if abs(clearance - by) > 1e-9:  # closer than that is up to the last bit
            assert cut.is_clear(area, by) == (clearance >= by)


def test_the_distance_is_that_of_the_nearest_side() -> None:
    cut = outline(TAG)
    assert cut.clearance(Rect(10, 4, 20, 5)) == 4
    assert cut.clearance(Rect(40, 10, 13, 5)) < 0
    assert cut.clearance(Rect(60, 10, 13, 5)) < 0


def test_a_slot_through_the_middle_of_a_line_is_not_clear_of_it() -> None:
    upright = tuple((x, y) for y, x in SLOT)  # 0.2 mm wide, from 20 to 30 mm down
    assert outline(TAG, SLOT).clearance(Rect(22, 10, 5, 10)) < 0
    assert outline(TAG, SLOT).clearance(Rect(10, 14, 30, 2)) == 0
    assert outline(TAG, upright).clearance(Rect(5, 22, 20, 2)) < 0
