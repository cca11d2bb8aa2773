"""What is measured with a steel ruler or read off the paper's edges."""

from __future__ import annotations

from typing import Literal

from keychain.geometry import Point, Size
from keychain.layout.measure import Measure
from keychain.layout.placed import Font
from keychain.layout.typesetting import line_width, set_line
from keychain.sheets.calibration.model import Drawing
from keychain.sheets.calibration.targets import CROSS, targets
from keychain.sheets.model import Stroke

Edge = Literal["left", "top", "right", "bottom"]

HAIR, LINE = 0.1, 0.18
"""mm. A laser printer of 600 dpi makes two and four dots of them."""

_TICKS = {10: 5.0, 5: 3.6, 1: 2.4}
"""mm. Heights of the ticks at each centimetre, half centimetre and millimetre."""

_ARM = 4.0
COMB = tuple(half / 2 for half in range(2, 21))
"""mm from the edge: the teeth of the combs."""

_TOOTH, _STEP = 3.2, 4.0
_SMALL = Font("Roboto Condensed", 400)
NUMBERS = 7.5
"""pt. The size of numbers at rulers and combs."""

_HALF_DIGIT = 0.94
"""mm. Half the height of a digit of that size."""


def rulers(paper: Size, measure: Measure) -> Drawing:
    """Two rulers from one corner, along the top and down the left side."""
    right = targets(paper)
    x, y = right.left, right.top
    strokes = [
        Stroke(Point(x, y), Point(x + right.width, y), LINE),
        Stroke(Point(x, y), Point(x, y + right.height), LINE),
    ]
    drawing = Drawing()
    for mm in range(int(right.width) + 1):
        strokes.append(_tick(Point(x + mm, y), mm, level=True))
        if mm % 10 == 0 and mm:
            drawing += centred(f"{mm}", x + mm, y + _TICKS[10] + 2.6, measure)
    for mm in range(int(right.height) + 1):
        strokes.append(_tick(Point(x, y + mm), mm, level=False))
        if mm % 10 == 0 and mm:
            line = set_line(
                f"{mm}", _SMALL, NUMBERS, x + _TICKS[10] + 0.8, y + mm + _HALF_DIGIT, measure
            )
            drawing += Drawing(texts=line)
    return drawing + Drawing(tuple(strokes))


def _tick(at: Point, mm: int, *, level: bool) -> Stroke:
    height = _TICKS[next(step for step in _TICKS if mm % step == 0)]
    end = Point(at.x, at.y + height) if level else Point(at.x + height, at.y)
    return Stroke(at, end, LINE if mm % 5 == 0 else HAIR)


def crosses(paper: Size) -> Drawing:
    """A cross in each corner; those of the back lie on those of the front."""
    strokes: list[Stroke] = []
    for x in (CROSS, paper.width - CROSS):
        for y in (CROSS, paper.height - CROSS):
            strokes.append(Stroke(Point(x - _ARM, y), Point(x + _ARM, y), HAIR))
            strokes.append(Stroke(Point(x, y - _ARM), Point(x, y + _ARM), HAIR))
    return Drawing(tuple(strokes))


def combs(paper: Size, measure: Measure) -> Drawing:
    """A stair of teeth at the middle of each edge: the first that is printed whole tells what
    the printer cannot reach."""
    drawing = Drawing()
    for edge in ("left", "top", "right", "bottom"):
        drawing += _comb(edge, paper, measure)
    return drawing


def _comb(edge: Edge, paper: Size, measure: Measure) -> Drawing:
    upright = edge in ("left", "right")
    start = (paper.height if upright else paper.width) / 2 - len(COMB) * _STEP / 2
    drawing = Drawing()
    for index, depth in enumerate(COMB):
        along = start + index * _STEP
        ends = [_from_edge(edge, at, depth, paper) for at in (along, along + _TOOTH)]
        drawing += Drawing((Stroke(ends[0], ends[1], LINE),))
        if depth == int(depth):
            at = _from_edge(edge, along + _TOOTH / 2, depth + (1.6 if upright else 2.0), paper)
            drawing += centred(f"{depth:g}", at.x, at.y + _HALF_DIGIT, measure)
    return drawing


def _from_edge(edge: Edge, along: float, depth: float, paper: Size) -> Point:
    match edge:
        case "left":
            return Point(depth, along)
        case "right":
            return Point(paper.width - depth, along)
        case "top":
            return Point(along, depth)
        case "bottom":
            return Point(along, paper.height - depth)


def centred(
    text: str, x: float, baseline: float, measure: Measure, *, size: float = NUMBERS
) -> Drawing:
    """A short text with its middle at ``x``."""
    left = x - line_width(text, _SMALL, size, measure) / 2
    return Drawing(texts=set_line(text, _SMALL, size, left, baseline, measure))
