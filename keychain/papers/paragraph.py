"""Text of any length in lines of one width: nothing is cut off, nothing is made smaller."""

from __future__ import annotations

import re

from keychain.geometry import inset, mm_of_pt
from keychain.layout.measure import Measure
from keychain.layout.placed import BLACK, Colour, Font, TextItem
from keychain.layout.spec import Align
from keychain.layout.typesetting import KEEP, LINE_HEIGHT, line_width, set_line
from keychain.values import dataclass

ROMAN = Font("Roboto Condensed", 400)
BOLD = Font("Roboto Condensed", 700)
DISPLAY = Font("Be Vietnam Pro", 800)
GREY = Colour(0, 0, 0, 0.62)
"""For captions: dark enough to be read on a copy."""

_SLACK = 1e-6
_IN_NUMBER = re.compile(r"(?<=\d) (?=(?:ext )?\d)|(?<=\d ext) (?=\d)")
"""The spaces within a telephone number, as PhoneNumber.printed has them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text and how it is set; ``size`` in pt."""

    text: str
    font: Font = ROMAN
    size: float = 9.0
    colour: Colour = BLACK

    @property
    def leading(self) -> float:
        """From one line to the next, mm. The baseline is 1 em below a line's top."""
        return mm_of_pt(self.size) * LINE_HEIGHT


def fill_lines(paragraph: Paragraph, width: float, measure: Measure) -> tuple[str, ...]:
    """The lines of a paragraph, each at most ``width`` mm, filled word by word.

    A telephone number is a word: read in two halves, it is dialled wrong. A word that is wider than
    a line is broken between letters. A text without any letter has one empty line. Each line holds
    at least one letter, however narrow ``width`` is.
    """
    if paragraph.text[:1] != " " and _fits(paragraph.text, paragraph, width, measure):
        return (paragraph.text,)
    lines: list[str] = []
    line = ""
    for word in _IN_NUMBER.sub(KEEP, paragraph.text).split(" "):
        longer = f"{line} {word}" if line else word
        if _fits(longer, paragraph, width, measure):
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, paragraph, width, measure)
        lines += whole
    return (*lines, line)


def _fits(text: str, paragraph: Paragraph, width: float, measure: Measure) -> bool:
    return line_width(text, paragraph.font, paragraph.size, measure) <= width + _SLACK


def _broken(word: str, paragraph: Paragraph, width: float, measure: Measure) -> list[str]:
    """A word in pieces of at most ``width`` mm, or of one letter."""
    parts = [""]
    for part in word.replace(KEEP, f"{KEEP}\0").replace("-", "-\0").split("\0"):
        # Where it may be told apart, after a hyphen or between words kept together, first.
        if _fits(parts[-1] + part, paragraph, width, measure):
            parts[-1] += part
            continue
        if parts[-1]:
            parts.append("")
        for letter in part:
            if parts[-1] and not _fits(parts[-1] + letter, paragraph, width, measure):
                parts.append("")
            parts[-1] += letter
    return parts


def height_of(paragraphs: tuple[Paragraph, ...], width: float, measure: Measure) -> float:
    """How much room paragraphs under one another take, mm."""
    return sum(p.leading * len(fill_lines(p, width, measure)) for p in paragraphs)


def set_paragraphs(
    paragraphs: tuple[Paragraph, ...],
    x: float,
    top: float,
    width: float,
    measure: Measure,
    align: Align = "left",
    box: str = "",
) -> tuple[TextItem, ...]:
    """Paragraphs under one another from ``top`` on, between ``x`` and ``x`` + ``width`` mm."""
    items: list[TextItem] = []
    for paragraph in paragraphs:
        em = mm_of_pt(paragraph.size)
        for line in fill_lines(paragraph, width, measure):
            spare = width - line_width(line, paragraph.font, paragraph.size, measure)
            left = x + inset(align, max(spare, 0.0))
            items += set_line(
                line,
                paragraph.font,
                paragraph.size,
                left,
                top + em,
                measure,
                colour=paragraph.colour,
                box=box,
            )
            top += paragraph.leading
    return tuple(items)
