"""The sheet that stands before a village's own where one file holds several villages."""

from __future__ import annotations

from keychain.geometry import Size, mm_of_pt
from keychain.layout.measure import Measure
from keychain.layout.placed import Font, TextItem
from keychain.layout.typesetting import KEEP, line_width, set_line

_BOLD = Font("Roboto Condensed", 600)
_ROMAN = Font("Roboto Condensed", 400)
_LARGEST, _SMALLEST = 72, 10
_LINES = 3
_LEADING = 1.3
"""em from line to line: the tallest stacked capital clears the deepest letter above it."""
_BORDER = 0.1
"""Of the paper's shorter side, on every side beside the margin."""


def place_separator(
    village: str, commune: str, told: str, paper: Size, margin: float, measure: Measure
) -> tuple[TextItem, ...]:
    """The village's name as large as fits on three lines, with its commune over it and, under
    it, ``told``: how many sheets and tags follow."""
    left = margin + _BORDER * min(paper.width, paper.height)
    width = paper.width - 2 * left
    lines, size = _largest(village, _BOLD, width, measure)
    small = max(_SMALLEST, size / 3)
    items: list[TextItem] = []
    y = paper.height / 3 - len(lines) * _LEADING * mm_of_pt(size) / 2
    for text, font, most in (
        (commune, _ROMAN, small),
        (village, _BOLD, size),
        (told, _ROMAN, small),
    ):
        broken, used = _largest(text, font, width, measure, largest=most)
        for line in broken:
            y += _LEADING * mm_of_pt(used)
            items += set_line(line, font, used, left, y, measure, box="separator")
        y += 0.3 * mm_of_pt(used)
    return tuple(items)


def _largest(
    text: str, font: Font, width: float, measure: Measure, largest: float = _LARGEST
) -> tuple[tuple[str, ...], float]:
    """``text`` in lines of ``width`` mm, at the largest whole size that takes few lines."""
    for size in range(int(largest), _SMALLEST, -1):
        lines = _wrapped(text, font, size, width, measure)
        if len(lines) <= _LINES and all(
            line_width(line, font, size, measure) <= width for line in lines
        ):
            return lines, size
    return _wrapped(text, font, _SMALLEST, width, measure, hard=True), _SMALLEST


def _wrapped(
    text: str, font: Font, size: float, width: float, measure: Measure, *, hard: bool = False
) -> tuple[str, ...]:
    """``text`` filled into lines, word by word, or letter by letter if ``hard``.

    A dash stays at the end of its line.
    """
    for dash in "-–":
        text = text.replace(f" {dash} ", f"{KEEP}{dash} ")
    lines: list[str] = []
    line = ""
    for token in list(text) if hard else text.split(" "):
        longer = line + token if hard or not line else f"{line} {token}"
        if line and line_width(longer, font, size, measure) > width:
            lines.append(line)
            longer = token
        line = longer
    return (*lines, line)
