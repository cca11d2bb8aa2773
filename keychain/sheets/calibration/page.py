"""The calibration sheet composed: what is measured, how, and a table for the readings."""

from __future__ import annotations

from keychain.contacts.model import Language
from keychain.geometry import Point, Size, mm_of_pt
from keychain.layout.measure import Measure
from keychain.layout.outline import ellipse_path
from keychain.layout.placed import BLACK, PathItem
from keychain.layout.sheet_spec import Duplex
from keychain.layout.typesetting import line_width
from keychain.sheets.calibration.model import CalibrationSheet, Drawing
from keychain.sheets.calibration.pen import (
    BOLD,
    COMMAND,
    ROMAN,
    SMALL,
    TEXT,
    TITLE,
    TYPED,
    Pen,
    pointed,
)
from keychain.sheets.calibration.readings import bounds
from keychain.sheets.calibration.rulers import HAIR, LINE, combs, crosses, rulers
from keychain.sheets.calibration.targets import targets
from keychain.sheets.calibration.vernier import back_scale, front_scale
from keychain.sheets.calibration.words import CalibrationWords, calibration_words
from keychain.sheets.model import Stroke
from keychain.values import dataclass

_LEADING = 1.3
_LEFT = 38.0
"""mm. Where texts begin, right of the ruler and its numbers."""

_LIGHT = 44.0
"""mm. The height of the band that both sides leave free for the scales."""

_ROW = 7.2
OPTIONAL = ("back-width", "back-height", "margin")
"""Readings that a profile can do without."""

_EXAMPLE = 0.7
"""mm. How far the back is off in the example: +1 and −3 tenths."""

_ENLARGED = 2.6
_EXAMPLE_HEIGHT = 27.0


@dataclass(frozen=True, slots=True)
class CalibrationFacts:
    """What a sheet says of itself: the profile's name, the printer's name and tray where they are
    known, and the ``command`` that asks for the readings."""

    name: str
    printer: str
    tray: str
    paper: Size
    paper_name: str
    duplex: Duplex
    language: Language
    command: str


def compose_calibration(facts: CalibrationFacts, measure: Measure) -> CalibrationSheet:
    """The sheet for one printer. Its paper is upright, A5 or larger."""
    words = calibration_words(facts.language)
    page = _Page(facts, words, Pen(measure))
    return CalibrationSheet(
        f"{words.title} – {facts.name}",
        facts.language,
        facts.paper,
        facts.duplex,
        page.front(),
        page.back(),
        page.through(),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    facts: CalibrationFacts
    words: CalibrationWords
    pen: Pen

    @property
    def _right(self) -> float:
        return targets(self.facts.paper).left + targets(self.facts.paper).width

    @property
    def _scales(self) -> tuple[Point, Point]:
        """The middles of the scale that tells right from left, and of the one for up and down.

        The first must stand in the middle of the paper's width, the second of its height, so that
        the scale of the print has no part in what they say.
        """
        paper = self.facts.paper
        return (
            Point(paper.width / 2, paper.height / 2),
            Point(paper.width / 2 + 0.3 * targets(paper).width, paper.height / 2),
        )

    def front(self) -> Drawing:
        paper = self.facts.paper
        drawing = self._frame(self.words.front)
        y = self._head_bottom
        for number, step in enumerate(self.words.steps, 1):
            drawing += self.pen.text(f"{number}.", _LEFT, y, BOLD)
            lines = self.pen.wrapped(step, TEXT, self._right - _LEFT - 5)
            for line in lines:
                drawing += self.pen.text(line, _LEFT + 5, y, ROMAN)
                y += _LEADING * mm_of_pt(TEXT)
            y += 0.9
        wide = self._right - _LEFT - 5
        for line in self.pen.wrapped(self.facts.command, COMMAND, wide, TYPED):
            drawing += self.pen.text(line, _LEFT + 5, y, TYPED, COMMAND)
            y += _LEADING * mm_of_pt(COMMAND)
        drawing += self._example(y - 1)
        drawing += self._light()
        drawing += self._table(paper.height / 2 + _LIGHT / 2 + 7)
        right = targets(paper)
        drawing += self.pen.arrow(Point(0.6, 62), Point(right.left, 62), 1)
        drawing += self.pen.arrow(Point(46, 0.6), Point(46, right.top), 2)
        drawing += self.pen.number(3, Point(right.left + right.width - 3.5, right.top + 11.5))
        drawing += self.pen.number(4, Point(right.left + 9.5, right.top + right.height - 4.6))
        return drawing

    def back(self) -> Drawing:
        right = targets(self.facts.paper)
        drawing = self._frame(self.words.back)
        drawing += self.pen.text(self.words.on_back, _LEFT, self._head_bottom, ROMAN)
        drawing += self.pen.number(7, Point(right.left + right.width - 3.5, right.top + 11.5))
        drawing += self.pen.number(8, Point(right.left + 9.5, right.top + right.height - 4.6))
        return drawing

    def through(self) -> Drawing:
        level, upright = self._scales
        return (
            crosses(self.facts.paper)
            + back_scale(level, self.pen.measure, level=True)
            + back_scale(upright, self.pen.measure, level=False)
        )

    @property
    def _head_bottom(self) -> float:
        return targets(self.facts.paper).top + 33

    def _frame(self, side: str) -> Drawing:
        """What both sides have: rulers, combs, title."""
        paper, facts, words = self.facts.paper, self.facts, self.words
        drawing = rulers(paper, self.pen.measure) + combs(paper, self.pen.measure)
        if side == words.front:
            drawing += crosses(paper)
        y = targets(paper).top + 18.9
        drawing += self.pen.text(words.title, _LEFT, y, BOLD, TITLE)
        wide = line_width(side, BOLD, TITLE, self.pen.measure)
        drawing += self.pen.text(side, self._right - wide, y, BOLD, TITLE)
        said = [words.profile.format(name=facts.name), facts.paper_name, words.turned(facts.duplex)]
        said += [words.printer.format(name=facts.printer)] if facts.printer else []
        said += [words.tray.format(name=facts.tray)] if facts.tray else []
        for line in self.pen.wrapped("  ·  ".join(said), TEXT, self._right - _LEFT):
            y += 1.1 * _LEADING * mm_of_pt(TEXT)
            drawing += self.pen.text(line, _LEFT, y, ROMAN)
        return drawing

    def _example(self, top: float) -> Drawing:
        """A scale enlarged, with what it says, where there is room for it."""
        band = self._scales[0].y - _LIGHT / 2
        if band - top < _EXAMPLE_HEIGHT:
            return Drawing()
        middle = Point(_LEFT + 31, (top + band) / 2)
        drawing = front_scale(middle, self.pen.measure, level=True, scale=_ENLARGED)
        drawing += back_scale(middle, self.pen.measure, level=True, off=_EXAMPLE, scale=_ENLARGED)
        met = Point(middle.x - 2 * _ENLARGED, middle.y)
        ring = PathItem(ellipse_path(met, 1.1, 3.2), stroke=BLACK, stroke_width=LINE)
        drawing += Drawing(paths=(ring,))
        x, y = _LEFT + 66, middle.y - 4
        drawing += self.pen.text(self.words.example, x, y, BOLD)
        for line in self.words.reading:
            y += _LEADING * mm_of_pt(TEXT)
            drawing += self.pen.text(line, x, y, ROMAN)
        return drawing

    def _light(self) -> Drawing:
        """The scales' front halves, with their numbers and signs."""
        words, (level, upright) = self.words, self._scales
        drawing = front_scale(level, self.pen.measure, level=True)
        drawing += front_scale(upright, self.pen.measure, level=False)
        drawing += self.pen.number(5, Point(level.x, level.y - _LIGHT / 2 + 4))
        drawing += self.pen.number(6, Point(upright.x - 4, upright.y - _LIGHT / 2 + 4))
        y = level.y + 2.5
        for sign, word, step in (("−", words.left, -1), ("+", words.right, 1)):
            tip, tail = level.x + step * 29, level.x + step * 22
            drawing += pointed(Point(tail, y), Point(tip, y))
            middle = (tip + tail) / 2
            drawing += self.pen.centred(f"{sign} {word}", middle, y - 1.6)
        for sign, word, step in (("−", words.up, -1), ("+", words.down, 1)):
            tip, tail = upright.y + step * 20, upright.y + step * 13
            x = upright.x + 5
            drawing += pointed(Point(x, tail), Point(x, tip))
            drawing += self.pen.text(f"{sign} {word}", x + 1.6, (tip + tail) / 2 + 1, ROMAN, SMALL)
        for step in (-1, 1):
            at = level.y + step * _LIGHT / 2
            drawing += Drawing((Stroke(Point(_LEFT, at), Point(self._right, at), HAIR),))
        for index, line in enumerate(self.pen.wrapped(words.against_light, TEXT, 34)):
            y = level.y - 2 + index * _LEADING * mm_of_pt(TEXT)
            drawing += self.pen.text(line, _LEFT, y, BOLD)
        return drawing

    def _table(self, y: float) -> Drawing:
        """What is to be read, in the order of the options, and where to write it."""
        words, paper = self.words, self.facts.paper
        columns = (_LEFT, _LEFT + 7, self._right - 66, self._right - 42, self._right - 24)
        heads = ("", words.what, words.option, words.usual, words.read)
        drawing = Drawing()
        for x, head in zip(columns, heads, strict=True):
            drawing += self.pen.text(head, x, y, BOLD, SMALL)
        for number, (name, told) in enumerate(words.rows.items(), 1):
            y += _ROW
            usual = words.number(bounds(name.replace("-", "_"), paper).usual)
            drawing += self.pen.number(number, Point(_LEFT + 2.2, y - 1.2))
            told = f"{told} ({words.not_needed})" if name in OPTIONAL else told
            drawing += self.pen.text(told.format(usual=usual), columns[1], y, ROMAN)
            drawing += self.pen.text(f"--{name}", columns[2], y, TYPED, COMMAND)
            drawing += self.pen.text("" if name == "margin" else usual, columns[3], y, ROMAN)
            drawing += Drawing((Stroke(Point(columns[4], y + 1), Point(self._right, y + 1), LINE),))
        return drawing
