"""The grid against counts by hand and in whole numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from sheets_samples import specs, trims

from keychain.geometry import Point, Rect, Size
from keychain.layout.sheet_spec import PAPERS, FixedGrid, SheetSpec
from keychain.sheets.grid import check_grid, plan_grid
from keychain.sheets.slots import Slot

SHOP = SheetSpec(bleed=3.0)
"""A4, 5 mm margin, no gutter, marks."""


@pytest.mark.parametrize(
    ("width", "height", "rows", "columns", "turned"),
    [
        # 210 − 2·5 − 2·2 = 196 wide and 283 high.
        (85.6, 53.98, 3, 3, True),  # 59.98·3 = 179.94, 91.6·3 = 274.8
        (53.98, 85.6, 3, 3, False),
        (30, 50, 5, 5, False),  # 36·5 = 180, 56·5 = 280
        (50, 30, 5, 5, True),
        (40, 40, 6, 4, False),  # 46·4 = 184, 46·6 = 276
        (54, 29, 8, 3, False),  # 60·3 = 180, 35·8 = 280
        (50, 20, 5, 7, True),  # 26·7 = 182, 56·5 = 280: 35; upright 3·10 = 30
    ],
)
def test_the_known_yields(
    width: float, height: float, rows: int, columns: int, turned: bool
) -> None:
    grid = plan_grid(Size(width, height), SHOP)
    assert grid is not None
    assert (grid.rows, grid.columns, grid.turned) == (rows, columns, turned)
    assert grid.count == rows * columns


def test_a_tie_stays_upright() -> None:
    # Upright 3 × 8, lying 6 × 4.
    grid = plan_grid(Size(54, 29), SheetSpec(bleed=1.5))
    assert grid is not None
    assert (grid.count, grid.turned) == (24, False)


def test_marks_need_two_millimetres_and_no_more() -> None:
    # Two tags of 47 and their bleeds of 3 are 106; 106 + 2·5 + 2·2 = 120.
    exact = SheetSpec(paper=Size(120, 120), bleed=3.0)
    scant = SheetSpec(paper=Size(119.98, 119.98), bleed=3.0)
    assert _count(Size(47, 47), exact) == 4
    assert _count(Size(47, 47), scant) == 1
    assert _count(Size(47, 47), replace(scant, marks=False)) == 4


def test_decimal_lengths_lose_no_row_to_rounding() -> None:
    # 5 · 12.07 + 2·5 + 2·2 = 74.35; in binary (74.35 − 14) / 12.07 is a little under 5.
    spec = SheetSpec(paper=Size(74.35, 74.35), bleed=0)
    assert (74.35 - 14) / 12.07 < 5
    assert _count(Size(12.07, 12.07), spec) == 25


def test_the_first_cell_by_hand() -> None:
    grid = plan_grid(Size(54, 29), SHOP)
    # (210 − 180)/2 + 3 and (297 − 280)/2 + 3.
    assert grid is not None
    assert (grid.rows, grid.columns, grid.turned, grid.bleed) == (8, 3, False, 3)
    assert grid.slots[0] == Slot(1, 1, Rect(18, 11.5, 54, 29), 0)
    assert grid.slots[1].trim == Rect(78, 11.5, 54, 29)
    assert grid.slots[-1] == Slot(8, 3, Rect(138, 256.5, 54, 29), 0)


@given(trims, specs())
def test_cells_are_centred_apart_and_inside(trim: Size, spec: SheetSpec) -> None:
    grid = plan_grid(trim, spec)
    if grid is None:
        return
    inside = Rect(0, 0, spec.paper.width, spec.paper.height).grown(-spec.margin)
    needs = 2.0 if spec.marks else 0.0
    at = {(slot.row, slot.column): slot.trim for slot in grid.slots}
    assert list(at) == sorted(at)
    first, last = at[1, 1], at[grid.rows, grid.columns]
    for cell in (first, last):
        assert inside.grown(-needs).holds(cell.grown(spec.bleed), 1e-5)
        assert Size(cell.width, cell.height) == (trim.turned if grid.turned else trim)
    assert first.x == pytest.approx(spec.paper.width - last.right)
    assert first.y == pytest.approx(spec.paper.height - last.bottom)
    if grid.columns > 1:
        assert at[1, 2].x - first.right == pytest.approx(2 * spec.bleed + spec.gutter)
    if grid.rows > 1:
        assert at[2, 1].y - first.bottom == pytest.approx(2 * spec.bleed + spec.gutter)


@given(trims, specs())
def test_the_yield_is_the_better_orientation_counted_in_whole_numbers(
    trim: Size, spec: SheetSpec
) -> None:
    def hundredths(mm: float) -> int:
        return round(mm * 100)

    border = 2 * hundredths(spec.margin) + (400 if spec.marks else 0)
    gutter = hundredths(spec.gutter)

    def along(paper: float, tag: float) -> int:
        tile = hundredths(tag) + 2 * hundredths(spec.bleed)
        return max(0, (hundredths(paper) - border + gutter) // (tile + gutter))

    upright = along(spec.paper.width, trim.width) * along(spec.paper.height, trim.height)
    lying = along(spec.paper.width, trim.height) * along(spec.paper.height, trim.width)
    grid = plan_grid(trim, spec)
    assert (grid.count if grid else 0) == max(upright, lying)
    if grid:
        assert grid.turned == (lying > upright)


LABELS = FixedGrid(rows=8, columns=3, pitch=Size(66, 34), offset=Point(6, 12.5))


def test_a_fixed_grid_is_taken_as_it_is() -> None:
    spec = SheetSpec(bleed=0, marks=False, grid=LABELS)
    grid = plan_grid(Size(63, 33), spec)
    assert grid is not None
    assert (grid.rows, grid.columns, grid.turned) == (8, 3, False)
    assert grid.slots[4] == Slot(2, 2, Rect(72, 46.5, 63, 33), 0)
    assert check_grid(Size(63, 33), spec) == ()


@pytest.mark.parametrize(
    ("trim", "bleed", "grid", "code"),
    [
        (Size(67, 33), 0.0, LABELS, "grid-overlaps"),
        (Size(63, 34.5), 0.0, LABELS, "grid-overlaps"),
        (Size(63, 33), 0.0, replace(LABELS, rows=9), "grid-leaves-paper"),  # to 317.5
        (Size(63, 33), 0.0, replace(LABELS, offset=Point(-1, 0)), "grid-leaves-paper"),
        (Size(63, 33), 0.0, replace(LABELS, columns=4), "grid-leaves-paper"),
    ],
)
def test_a_fixed_grid_that_cannot_be(trim: Size, bleed: float, grid: FixedGrid, code: str) -> None:
    spec = SheetSpec(bleed=bleed, marks=False, grid=grid)
    assert plan_grid(trim, spec) is None
    assert [d.code for d in check_grid(trim, spec)] == [code]


def test_labels_in_the_margin_are_told() -> None:
    spec = SheetSpec(bleed=0, marks=False, grid=replace(LABELS, offset=Point(3, 12.5)))
    assert plan_grid(Size(63, 33), spec) is not None
    assert [d.code for d in check_grid(Size(63, 33), spec)] == ["grid-in-margin"]


def test_a_tag_that_is_larger_than_its_paper() -> None:
    spec = SheetSpec(paper=PAPERS["A5"], paper_name="A5", bleed=3.0)
    assert plan_grid(Size(200, 150), spec) is None
    (found,) = check_grid(Size(200, 150), spec)
    assert found.code == "tag-larger-than-sheet"
    assert (found.value("width"), found.value("height")) == (200, 150)
    assert found.value("paper") == "A5 (148 × 210 mm)"


def _count(trim: Size, spec: SheetSpec) -> int:
    grid = plan_grid(trim, spec)
    return grid.count if grid else 0
