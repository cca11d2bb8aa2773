"""QR symbols as outlines: filled again by the even-odd rule, they give the modules back."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pdf_samples import symbol

from keychain.pdf.symbol import symbol_operators, trace_outlines


def winding(outlines: list[list[tuple[int, int]]], x: float, y: float) -> int:
    """How often the outlines turn around a point, by a ray to the right (y down)."""
    turns = 0
    for corners in outlines:
        for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
            if x1 == x2 and x1 > x and min(y1, y2) < y < max(y1, y2):
                turns += 1 if y2 > y1 else -1
    return turns


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.text("01", min_size=n, max_size=n), min_size=n, max_size=n)
    )
)
@example(["1111", "1001", "1111"])
@example(["10", "01"])
@example(["0110", "1001", "1001", "0110"])
@example(["01010", "10101", "01010", "10101", "01010"])
def test_outlines_hold_the_dark_modules_and_no_others(rows: list[str]) -> None:
    across = len(rows[0]) + 1
    outlines = [
        [(corner % across, corner // across) for corner in outline]
        for outline in trace_outlines(tuple(rows))
    ]
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            assert winding(outlines, x + 0.5, y + 0.5) == int(module)
    for corners in outlines:
        ends = list(zip(corners, corners[1:] + corners[:1], strict=True))
        # Level and upright sides take turns, so no corner is idle.
        assert len(ends) % 2 == 0
        for side, ((x1, y1), (x2, y2)) in enumerate(ends):
            level = (ends[0][0][1] == ends[0][1][1]) == (side % 2 == 0)
            assert (y1 == y2 and x1 != x2) if level else (x1 == x2 and y1 != y2)


@pytest.mark.parametrize("payload", ["tel:113", "tel:+84950000003", "https://zalo.me/0950000003"])
def test_a_symbol_is_one_path_with_one_fill(payload: str) -> None:
    made = symbol_operators(symbol(payload)).encode()
    operators = [str(i.operator) for i in pikepdf.parse_content_stream(_stream(made))]
    assert operators.count("f") == 1 and operators[-1] == "f"
    assert set(operators) == {"m", "l", "h", "f"}
    assert len(made) < 6000


def _stream(data: bytes) -> pikepdf.Stream:
    return pikepdf.Stream(PDF, data)


PDF = pikepdf.new()
