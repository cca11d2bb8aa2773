"""Both faces of a tag in a corner of a page, in true size where there is room."""

from __future__ import annotations

import math

from keychain.geometry import Point
from keychain.layout.placed import PlacedTag, Side
from keychain.papers.draft import Draft
from keychain.papers.paragraph import BOLD, GREY, Paragraph
from keychain.papers.words import PaperWords

_WIDEST = 84.0
"""mm that the two faces may take."""
_GAP = 3.0
_LABEL = 3.6
"""mm over each face, for its name."""
_STEP = 5
"""Percent: faces that must be smaller are so by whole steps of this."""

SIDES: tuple[Side, ...] = ("front", "back")


def place_picture(
    page: Draft,
    tag: PlacedTag,
    sample: str,
    right: float,
    top: float,
    highest: float,
    words: PaperWords,
) -> tuple[float, float]:
    """Both faces, ``highest`` mm at most, and what is said of them, flush right; their width, and
    where it all ends, mm."""
    wide, high = tag.size.width, tag.size.height
    stacked = _steps(min(_WIDEST / wide, (highest - _GAP - 2 * _LABEL) / (2 * high)))
    beside = _steps(min((_WIDEST - _GAP) / (2 * wide), (highest - _LABEL) / high))
    percent = max(stacked, beside)
    scale = percent / 100
    # Where both ways do, one over the other: that leaves more room for what stands beside.
    across = stacked < percent
    width = scale * wide * (2 if across else 1) + (_GAP if across else 0)
    width = max(width, 44.0)
    x = right - width
    y = top
    bottom = top
    for side in SIDES:
        page.write([Paragraph(words.say(side), BOLD, 8)], x, y - 0.4, width)
        rect = page.show(tag, side, Point(x, y + _LABEL), scale)
        bottom = rect.bottom
        if across:
            x += rect.width + _GAP
        else:
            y = rect.bottom + _GAP
    size = "picture-true" if percent == 100 else "picture-scaled"
    told = f"{words.say('picture', village=sample)}; {words.say(size, percent=percent)}"
    caption = [Paragraph(told, size=8, colour=GREY)]
    return width, page.write(caption, right - width, bottom + 0.8, width)


def _steps(scale: float) -> int:
    """A scale in percent, at most 100, rounded down to a whole step."""
    return min(100, max(_STEP, math.floor(scale * 100 / _STEP + 1e-9) * _STEP))
