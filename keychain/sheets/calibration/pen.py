"""Texts, numbers in circles and arrows of the calibration sheet, in K; mm, sizes of type pt."""

from __future__ import annotations

from keychain.geometry import Line, Move, Path, Point
from keychain.layout.measure import Measure
from keychain.layout.outline import ellipse_path
from keychain.layout.placed import BLACK, Font, PathItem
from keychain.layout.typesetting import line_width, set_line
from keychain.sheets.calibration.model import Drawing
from keychain.sheets.calibration.rulers import HAIR, LINE
from keychain.sheets.model import Stroke
from keychain.values import dataclass

ROMAN = Font("Roboto Condensed", 400)
BOLD = Font("Roboto Condensed", 600)
TYPED = Font("Noto Sans", 400)
"""For commands: in the others two hyphens look like one dash."""

TITLE, TEXT, COMMAND, SMALL = 17.0, 9.5, 8.5, 8.0
"""pt."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Sets what is said on the sheet."""

    measure: Measure

    def arrow(self, start: Point, end: Point, number: int) -> Drawing:
        """From the paper's edge to a ruler, with the number of its reading."""
        drawing = pointed(start, end)
        middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
        level = start.y == end.y
        at = Point(middle.x, middle.y - 3.4) if level else Point(middle.x + 3.4, middle.y)
        return drawing + self.number(number, at)

    def number(self, number: int, middle: Point) -> Drawing:
        """A number in a circle."""
        circle = PathItem(ellipse_path(middle, 2.2, 2.2), stroke=BLACK, stroke_width=LINE)
        text = f"{number}"
        wide = line_width(text, BOLD, TEXT, self.measure)
        return Drawing(paths=(circle,)) + self.text(text, middle.x - wide / 2, middle.y + 1.2, BOLD)

    def text(self, text: str, x: float, baseline: float, font: Font, size: float = TEXT) -> Drawing:
        """A line that begins at ``x``."""
        return Drawing(texts=set_line(text, font, size, x, baseline, self.measure))

    def centred(self, text: str, x: float, baseline: float) -> Drawing:
        """A small line with its middle at ``x``."""
        wide = line_width(text, ROMAN, SMALL, self.measure)
        return self.text(text, x - wide / 2, baseline, ROMAN, SMALL)

    def wrapped(self, text: str, size: float, width: float, font: Font = ROMAN) -> list[str]:
        """``text`` as lines of ``width`` mm."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and line_width(longer, font, size, self.measure) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


def pointed(start: Point, end: Point) -> Drawing:
    """A line with a filled head at its end; level or upright."""
    length = abs(end.x - start.x) + abs(end.y - start.y)
    along = Point((end.x - start.x) / length, (end.y - start.y) / length)
    head: Path = (
        Move(end),
        Line(Point(end.x - 2 * along.x + 0.7 * along.y, end.y - 2 * along.y + 0.7 * along.x)),
        Line(Point(end.x - 2 * along.x - 0.7 * along.y, end.y - 2 * along.y - 0.7 * along.x)),
    )
    neck = Point(end.x - along.x, end.y - along.y)
    return Drawing((Stroke(start, neck, HAIR),), paths=(PathItem(head, fill=BLACK),))
