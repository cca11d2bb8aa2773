"""Fold-over tags: front and back side by side on one side of the paper, around a fold.

What is folded at the left or right is turned beside, like a page of a book, so that both faces
stand upright; what is folded at the top or bottom is turned over, so that the back stands on its
head beside the front.
"""

from __future__ import annotations

from keychain.geometry import Rect, Size, Turn
from keychain.layout.sheet_spec import Fold
from keychain.values import dataclass

_OPPOSITE: dict[Turn, Turn] = {0: 180, 90: 270, 180: 0, 270: 90}


@dataclass(frozen=True, slots=True)
class Half:
    """One face of a pair: its cut on the page, how it is turned, and what may be printed of it and
    its bleed, which ends at the fold."""

    trim: Rect
    turn: Turn
    clip: Rect


def piece_size(tag: Size, fold: Fold | None) -> Size:
    """What is cut out of the paper for one tag, mm: the tag, or both its faces where it folds."""
    if fold in ("left", "right"):
        return Size(2 * tag.width, tag.height)
    if fold in ("top", "bottom"):
        return Size(tag.width, 2 * tag.height)
    return tag


def halves(pair: Rect, turn: Turn, fold: Fold, bleed: float) -> tuple[Half, Half]:
    """Front and back in ``pair``, the cut around both as it lies on the page after ``turn``, which
    is 0 or 90."""
    turned: dict[Fold, Fold] = {"left": "top", "top": "right", "right": "bottom", "bottom": "left"}
    edge = turned[fold] if turn == 90 else fold
    w, h = pair.width / 2, pair.height / 2
    first_across = Rect(pair.x, pair.y, w, pair.height)
    second_across = Rect(pair.x + w, pair.y, w, pair.height)
    first_down = Rect(pair.x, pair.y, pair.width, h)
    second_down = Rect(pair.x, pair.y + h, pair.width, h)
    front, back = {
        "left": (second_across, first_across),
        "right": (first_across, second_across),
        "top": (second_down, first_down),
        "bottom": (first_down, second_down),
    }[edge]
    behind = turn if fold in ("left", "right") else _OPPOSITE[turn]
    return (
        Half(front, turn, _up_to(front, back, bleed)),
        Half(back, behind, _up_to(back, front, bleed)),
    )


def _up_to(own: Rect, other: Rect, bleed: float) -> Rect:
    """``own`` with its bleed, but none towards ``other``."""
    left = 0.0 if other.x < own.x else bleed
    right = 0.0 if other.x > own.x else bleed
    top = 0.0 if other.y < own.y else bleed
    bottom = 0.0 if other.y > own.y else bleed
    return Rect(own.x - left, own.y - top, own.width + left + right, own.height + top + bottom)
