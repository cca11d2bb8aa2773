"""The measures of a page: lengths in mm, type in pt.

Sizes of words are steps of the scale that the tags have, 6 × 1.2ⁿ, as far as room allows; words in
red have 12 pt and more.
"""

from __future__ import annotations

from keychain.geometry import Size
from keychain.layout.placed import BLACK, Colour, Font
from keychain.values import dataclass

RED = Colour(0, 1, 0.9, 0.1)
WHITE = Colour(0, 0, 0, 0)
INK = BLACK

STRONG = Font("Roboto Condensed", 600)
PLAIN = Font("Roboto Condensed", 400)

QUIET = 4
"""Modules around a code that stay blank (ISO/IEC 18004, 5.3.8)."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """A page of one paper, and everything on it.

    ``scale`` is the page's width over A4's: titles follow it. ``who_x`` is where names begin
    beside numbers, ``code_width`` the column of codes at the right margin. ``gap`` parts blocks.
    """

    paper: Size
    scale: float
    side: float
    top: float
    bottom: float
    head: float
    foot: float
    village: float
    lead: float
    number: float
    who: float
    note: float
    small: float
    who_x: float
    code_width: float
    module: float
    row_gap: float
    gap: float
    column_gap: float
    letter: float
    entry: float
    entry_number: float
    entry_gap: float
    section: float

    @property
    def width(self) -> float:
        """The width of the body."""
        return self.paper.width - 2 * self.side

    @property
    def height(self) -> float:
        """The height of the body."""
        return self.paper.height - self.top - self.bottom


A4 = Metrics(
    paper=Size(210, 297),
    scale=1.0,
    side=20,
    top=27,
    bottom=24,
    head=15,
    foot=283,
    village=17.9,
    lead=25.8,
    number=17.9,
    who=12.4,
    note=10.4,
    small=7.2,
    who_x=59,
    code_width=41,
    module=0.7,
    row_gap=3.9,
    gap=11.5,
    column_gap=11,
    letter=17.9,
    entry=10.4,
    entry_number=12.4,
    entry_gap=2.3,
    section=25.8,
)

A5 = Metrics(
    paper=Size(148, 210),
    scale=148 / 210,
    side=14,
    top=20,
    bottom=18,
    head=11.5,
    foot=200,
    village=14.9,
    lead=21.5,
    number=14.9,
    who=10.4,
    note=8.6,
    small=6,
    who_x=48.5,
    code_width=30,
    module=0.55,
    row_gap=3.0,
    gap=11.5,
    column_gap=8,
    letter=14.9,
    entry=8.6,
    entry_number=10.4,
    entry_gap=1.7,
    section=21.5,
)

METRICS = {"A4": A4, "A5": A5}
