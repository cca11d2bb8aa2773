"""Backs land on their fronts: a point of a tag is followed through the sheet of paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets_samples import imposed, on_page, run, specs, trims

from keychain.geometry import Point, Rect, Size, Turn
from keychain.layout.sheet_spec import PAPERS, Duplex, SheetSpec
from keychain.sheets.duplex import back_trim, back_turn
from keychain.sheets.model import Cell

A4 = PAPERS["A4"]


@pytest.mark.parametrize(
    ("duplex", "turns"),
    [
        ("long-edge", {0: 0, 90: 270, 180: 180, 270: 90}),
        ("short-edge", {0: 180, 90: 90, 180: 0, 270: 270}),
    ],
)
def test_turns_by_hand(duplex: Duplex, turns: dict[Turn, Turn]) -> None:
    assert {turn: back_turn(turn, A4, duplex) for turn in turns} == turns


def test_cells_by_hand() -> None:
    front = Rect(18, 11.5, 54, 29)
    # 210 − 18 − 54 and 297 − 11.5 − 29.
    assert back_trim(front, A4, "long-edge") == Rect(138, 11.5, 54, 29)
    assert back_trim(front, A4, "short-edge") == Rect(18, 256.5, 54, 29)


def test_the_long_edge_of_a_page_that_is_wider_than_high_is_its_top() -> None:
    front = Rect(18, 11.5, 54, 29)
    assert back_trim(front, A4.turned, "long-edge") == Rect(18, 169.5, 54, 29)
    assert back_turn(0, A4.turned, "long-edge") == 180


@given(trims, specs(), st.floats(0, 1), st.floats(0, 1))
def test_every_point_of_a_tag_is_the_same_point_on_both_sides(
    trim: Size, spec: SheetSpec, across: float, down: float
) -> None:
    book, _ = imposed(spec, run(trim.width, trim.height))
    if book is None:
        return
    front, back = book.faces
    # A reader turns the tag about its upright axis: what was x from the left is x from the right.
    seen = Point(across * trim.width, down * trim.height)
    behind = Point(trim.width - seen.x, seen.y)
    upright = spec.paper.width <= spec.paper.height
    backs = {_key(on_page(c.trim, c.turn, behind)): c for c in back.cells}
    assert len(backs) == len(back.cells) == len(front.cells)
    partners: set[tuple[int, int]] = set()
    for cell in front.cells:
        point = on_page(cell.trim, cell.turn, seen)
        # The paper's long edges are at the sides of an upright page.
        if (spec.duplex == "long-edge") == upright:
            through = Point(spec.paper.width - point.x, point.y)
        else:
            through = Point(point.x, spec.paper.height - point.y)
        partner = _nearest(backs, through)
        partners.add((partner.row, partner.column))
        assert partner.tag == cell.tag
    assert len(partners) == len(back.cells)


@given(trims, specs())
def test_rows_and_columns_are_counted_on_each_page_from_its_top_left(
    trim: Size, spec: SheetSpec
) -> None:
    book, _ = imposed(spec, run(trim.width, trim.height))
    if book is None:
        return
    for face in book.faces:
        by_place = sorted(face.cells, key=lambda c: (round(c.trim.y, 4), round(c.trim.x, 4)))
        assert [(c.row, c.column) for c in by_place] == sorted(
            (c.row, c.column) for c in face.cells
        )
        assert (face.cells[0].row, face.cells[0].column) == (1, 1)


def _key(point: Point) -> tuple[float, float]:
    return point.x, point.y


def _nearest(backs: dict[tuple[float, float], Cell], point: Point) -> Cell:
    """The one back that has its point within 0.01 mm of ``point``."""
    (found,) = [
        cell
        for (x, y), cell in backs.items()
        if abs(x - point.x) < 0.01 and abs(y - point.y) < 0.01
    ]
    return found
