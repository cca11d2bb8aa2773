"""The red head of a page: a disc cut by the page's edges, and white words that lie on it whole."""

from __future__ import annotations

from math import sqrt

from keychain.geometry import mm_of_pt
from keychain.pdf.directory.metrics import STRONG, WHITE
from keychain.pdf.directory.pen import Pen
from keychain.pdf.directory.setting import Setting

_RADIUS = 210.0
"""Of the disc on A4, as on the poster; a page's corner cuts it, so it runs along no edge."""

_STEPS = (64.2, 53.5, 44.6, 37.2, 31.0, 25.8, 21.5, 17.9, 14.9, 12.4)
_SINGLE = 4
"""How many steps a name is made smaller before it is broken into lines."""

_FALLS = 0.27
"""How far letters fall below their baseline, em; and how much red is left under the lowest, mm."""
_RED_BELOW = 1.0


def paint_red_head(
    pen: Pen,
    setting: Setting,
    foot: float,
    above: str | None,
    name: str,
    below: str | None,
    width: float,
) -> None:
    """A head that reaches down to ``foot``, mm of an A4 page, with the largest ``name`` that fits
    ``width`` mm between the smaller lines ``above`` and ``below`` it."""
    metrics = setting.metrics
    scale, top = metrics.scale, -metrics.top
    middle, radius = metrics.width / 2, _RADIUS * scale
    centre = top + (foot - _RADIUS) * scale
    pen.disc(middle, centre, radius)
    # Words begin at the left, where the disc is higher.
    lowest = centre + sqrt(radius**2 - middle**2) - _RED_BELOW
    small = 17.9 if scale == 1 else 14.9
    begin = top + 11 * scale
    for most in (1, 2, 3, len(name)):
        for step in _STEPS if most > 1 else _STEPS[:_SINGLE]:
            size = max(step * scale, _STEPS[-1])
            lines = setting.lines(name, STRONG, size, width)
            texts = [(above, min(small, size))] if above else []
            texts += [(line, size) for line in lines]
            texts += [(below, min(small, size))] if below else []
            places = _baselines([size for _, size in texts], begin)
            if len(lines) <= most and places[-1] + _FALLS * mm_of_pt(texts[-1][1]) <= lowest:
                break
        else:
            continue
        break
    for (text, size), baseline in zip(texts, places, strict=True):
        pen.text(text or "", STRONG, size, 0, baseline, WHITE)


def _baselines(sizes: list[float], top: float) -> list[float]:
    """Baselines of lines under one another, a little looser where the size changes."""
    places: list[float] = []
    for at, size in enumerate(sizes):
        em = mm_of_pt(size)
        if not at:
            places.append(top + 0.95 * em)
        elif sizes[at - 1] == size:
            places.append(places[-1] + 1.14 * em)
        else:
            above = mm_of_pt(sizes[at - 1])
            places.append(places[-1] + 0.3 * above + 1.05 * em)
    return places
