"""An issue mark is no telephone number, be it this content's or that of an older issue."""

from __future__ import annotations

import pytest

from keychain.geometry import Rect
from keychain.preflight.phrases import FaceText
from keychain.preflight.pieces import Char, Piece


def piece(text: str) -> Piece:
    """A line of letters 1 mm wide and 2 mm high."""
    chars = tuple(Char(c, float(i), Rect(i, 0, 1, 2)) for i, c in enumerate(text))
    return Piece(text, chars, Rect(0, 0, len(text), 2), 2.0, 0, Rect(0, 0, 0, 0))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Từ 12/2026 · 089A", ()),
        ("Từ 12/2026 · 0906", ()),
        ("12/2026 7133", ()),
        ("089A", ()),
        ("· 0906", ()),
        # Four digits alone may be a hotline, 1022 for one; and a number beside a mark stays one.
        ("1022", ("1022",)),
        ("12/2026 0950 000 003", ("0950 000 003",)),
        ("089A 0950 000 003", ("089", "0950 000 003")),
    ],
)
def test_marks_are_taken_and_numbers_stay(text: str, left: tuple[str, ...]) -> None:
    face = FaceText((piece(text),))
    face.take_marks()
    assert face.runs(3) == left
