"""Millimetres, y down, to PDF's points, y up: the one place where that turn is made.

Every page's stream begins with ``page_matrix``; all that is drawn under it, forms included, is in
mm from the top left, y down. Only page boxes, which no matrix reaches, are turned here too.
"""

from __future__ import annotations

from functools import lru_cache

from keychain.geometry import NO_CORRECTION, PT_PER_MM, Correction, Point, Rect, Size, Turn

MM_PER_PT = 1 / PT_PER_MM

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f of ISO 32000-1, 8.3.3: x' = ax + cy + e, y' = bx + dy + f."""

_CLOCKWISE: dict[Turn, tuple[int, int, int, int]] = {
    0: (1, 0, 0, 1),
    90: (0, 1, -1, 0),
    180: (-1, 0, 0, -1),
    270: (0, -1, 1, 0),
}


@lru_cache(maxsize=1 << 15)
def number(value: float, places: int = 4) -> str:
    """A PDF number; four places of a mm are a tenth of a micrometre."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
    return "0" if text in ("-0", "") else text


def matrix(values: Matrix) -> str:
    """Operands of ``cm`` or ``Tm``; the four factors to eight places, the shift to four."""
    return f"{_factors(*values[:4])} {number(values[4])} {number(values[5])}"


@lru_cache(maxsize=256)
def _factors(a: float, b: float, c: float, d: float) -> str:
    return " ".join([number(value, 8) for value in (a, b, c, d)])


def times(one: Matrix, other: Matrix) -> Matrix:
    """``one``, and after it ``other``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def page_matrix(paper: Size, correction: Correction = NO_CORRECTION) -> Matrix:
    """From mm, y down, on ``paper`` to the page's points, where ``correction`` sends them."""
    start = correction.sent(Point(0, 0), paper)
    return (
        PT_PER_MM * correction.across,
        0,
        0,
        -PT_PER_MM * correction.down,
        start.x * PT_PER_MM,
        (paper.height - start.y) * PT_PER_MM,
    )


def page_box(rect: Rect, paper: Size) -> str:
    """A page box as a PDF array in points, cut to the paper."""
    left, right = (max(0.0, rect.x), min(paper.width, rect.right))
    top, bottom = (max(0.0, rect.y), min(paper.height, rect.bottom))
    edges = (left, paper.height - bottom, right, paper.height - top)
    return "[" + " ".join(number(edge * PT_PER_MM) for edge in edges) + "]"


def turned_into(trim: Rect, turn: Turn) -> Matrix:
    """From a face, origin at its trim's top left, to a page where it fills ``trim`` turned."""
    a, b, c, d = _CLOCKWISE[turn]
    # The face's top left corner comes to lie at this corner of the trim box.
    x = trim.right if turn in (90, 180) else trim.x
    y = trim.bottom if turn in (180, 270) else trim.y
    return (a, b, c, d, x, y)


def text_matrix(x: float, baseline: float, turn: Turn) -> Matrix:
    """From type space (pt, y up) to mm, y down, turned about the left end of the baseline."""
    a, b, c, d = (factor * MM_PER_PT for factor in _CLOCKWISE[turn])
    return (a, b, -c, -d, x, baseline)
