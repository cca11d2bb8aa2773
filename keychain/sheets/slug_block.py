"""A sheet's slug and ruler as blocks of text and lines, before they have a place.

A block has its own axes: ``along`` its lines and ``down`` from their top, mm. Type sizes are pt.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from keychain.geometry import Point, mm_of_pt
from keychain.layout.measure import Measure
from keychain.layout.placed import Font
from keychain.layout.typesetting import line_width
from keychain.values import dataclass

RULER = 100.0
"""Length of the ruler, mm: a person lays a real one beside it and sees whether 100 % is 100 %."""

ASCENT = 1.06
DESCENT = 0.25
"""em. What the tallest and the deepest Vietnamese letters of the bundled fonts take: Ễ, ỵ."""

_ROMAN = Font("Roboto Condensed", 400)
_BOLD = Font("Roboto Condensed", 600)
_GAP = 1.2
"""em between two pieces of a line."""
_RULER_BASE = 0.75
_RULER_DEPTH = 0.8
_TICKS = (0.7, 0.4)
"""em. Heights of the ticks at 0, 50 and 100 mm and of the others."""
_LABEL_GAP = 0.4
_SPLITS = ((6,), (2, 4), (1, 1, 4), (1, 1, 2, 2))
"""Ways to break the slug's six pieces into lines: how many stand in each."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words that stay together. ``unit`` is their width in mm at 1 pt.

    ``own`` marks the number of the sheet, which each page sets for itself in the room that the
    widest number takes.
    """

    text: str
    font: Font
    unit: float
    own: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces by the left end of their baseline, and hairlines, within ``along`` × ``down`` mm."""

    along: float
    down: float
    size: float
    pieces: tuple[tuple[Point, Piece], ...] = ()
    lines: tuple[tuple[Point, Point], ...] = ()

    @property
    def last_baseline(self) -> float:
        """Where the lowest line of text stands."""
        return max((at.y for at, _ in self.pieces), default=self.down)

    def beside(self, other: Block) -> Block:
        """This block with ``other`` at its right, on the last line's baseline."""
        gap = 2 * _GAP * mm_of_pt(self.size)
        lowest = max(self.last_baseline, other.last_baseline)
        theirs = Point(self.along + gap, lowest - other.last_baseline)
        return self._with(other, theirs, Point(0, lowest - self.last_baseline))

    def over(self, other: Block) -> Block:
        """This block with ``other`` under it."""
        return self._with(other, Point(0, self.down + 0.3 * mm_of_pt(self.size)), Point(0, 0))

    def _with(self, other: Block, theirs: Point, ours: Point) -> Block:
        a, b = self._moved(ours), other._moved(theirs)
        return Block(
            max(a.along, b.along),
            max(a.down, b.down),
            self.size,
            a.pieces + b.pieces,
            a.lines + b.lines,
        )

    def _moved(self, by: Point) -> Block:
        if not (by.x or by.y):
            return self

        def move(point: Point) -> Point:
            return Point(point.x + by.x, point.y + by.y)

        return Block(
            self.along + by.x,
            self.down + by.y,
            self.size,
            tuple((move(at), piece) for at, piece in self.pieces),
            tuple((move(start), move(end)) for start, end in self.lines),
        )


def piece(text: str, measure: Measure, *, bold: bool = False) -> Piece:
    """``text`` in the slug's font."""
    font = _BOLD if bold else _ROMAN
    return Piece(text, font, line_width(text, font, 1, measure))


def widest_piece(texts: Sequence[str], measure: Measure) -> Piece:
    """Room for whichever of ``texts`` a page sets there itself."""
    return Piece("", _ROMAN, max(piece(text, measure).unit for text in texts), own=True)


def row_block(pieces: Sequence[Piece], size: float) -> Block:
    """One line of pieces."""
    em = mm_of_pt(size)
    placed: list[tuple[Point, Piece]] = []
    along = 0.0
    for one in pieces:
        placed.append((Point(along, ASCENT * em), one))
        along += one.unit * size + _GAP * em
    return Block(along - _GAP * em, (ASCENT + DESCENT) * em, size, tuple(placed))


def line_breaks(pieces: Sequence[Piece]) -> tuple[tuple[tuple[Piece, ...], ...], ...]:
    """The ways to set the slug in one to four lines."""
    ways: list[tuple[tuple[Piece, ...], ...]] = []
    for split in _SPLITS:
        lines: list[tuple[Piece, ...]] = []
        start = 0
        for count in split:
            lines.append(tuple(pieces[start : start + count]))
            start += count
        ways.append(tuple(lines))
    return tuple(ways)


def text_block(lines: Sequence[Sequence[Piece]], size: float) -> Block:
    """Lines of pieces, one under the other, flush left."""
    block = row_block(lines[0], size)
    for line in lines[1:]:
        row = row_block(line, size)
        block = block._with(row, Point(0, block.down), Point(0, 0))
    return block


@lru_cache(maxsize=64)
def ruler_block(size: float, measure: Measure) -> Block:
    """The ruler: a line of exactly 100 mm, a tick each 10 mm, its ends labelled."""
    em = mm_of_pt(size)
    zero, hundred = piece("0", measure), piece("100 mm", measure)
    start = zero.unit * size + _LABEL_GAP * em
    end = start + RULER
    base = _RULER_BASE * em
    lines = [(Point(start, base), Point(end, base))]
    for tick in range(11):
        at = start + tick * RULER / 10
        height = _TICKS[0 if tick % 5 == 0 else 1] * em
        lines.append((Point(at, base - height), Point(at, base)))
    return Block(
        end + _LABEL_GAP * em + hundred.unit * size,
        _RULER_DEPTH * em,
        size,
        ((Point(0, base), zero), (Point(end + _LABEL_GAP * em, base), hundred)),
        tuple(lines),
    )
