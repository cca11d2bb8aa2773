"""Which text stands on which face, and which beside all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import hypot

from keychain.geometry import Point, Rect, Turn
from keychain.preflight.expected import ExpectedCell
from keychain.preflight.pieces import JOINED, Piece, around, read_pieces
from keychain.preflight.reading.pages import Glyph, Run
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """One cell's text. ``turn`` is the direction that most of it is read in, None without any.

    ``outside`` is a line that overhangs the cut, empty without any; ``raw`` all text as extracted,
    not normalised, a line for every run of it.
    """

    cell: ExpectedCell
    pieces: tuple[Piece, ...]
    turn: Turn | None
    outside: str
    raw: str


def read_faces(
    glyphs: Sequence[Glyph], cells: Sequence[ExpectedCell], bleed: float
) -> tuple[tuple[Face, ...], tuple[Piece, ...]]:
    """The faces in the cells' order, and the text that stands on none of them."""
    owned: list[list[Glyph]] = [[] for _ in cells]
    loose: list[Glyph] = []
    near = [cell.trim.grown(bleed) for cell in cells]
    last = 0
    for glyph in glyphs:
        owner = _owner(glyph.body.centre, cells, near, last)
        if owner is None:
            loose.append(glyph)
        else:
            owned[owner].append(glyph)
            last = owner
    faces = tuple(_face(cell, own) for cell, own in zip(cells, owned, strict=True))
    return faces, read_pieces(loose, Rect(0, 0, 0, 0))


def _owner(at: Point, cells: Sequence[ExpectedCell], near: Sequence[Rect], last: int) -> int | None:
    """The cell whose cut holds the point, else one whose bleed does. Text comes face by face, so
    the last owner is asked first."""
    if cells and within(cells[last].trim, at):
        return last
    for index, cell in enumerate(cells):
        if within(cell.trim, at):
            return index
    return next((i for i, area in enumerate(near) if within(area, at)), None)


class Passed:
    """Tells for a point on which of ``others`` it lies; None where it lies on none of them, or on
    an area that is ``wanted``."""

    def __init__(self, wanted: Sequence[Rect], others: Sequence[Run]) -> None:
        self._wanted = wanted
        self._others = list(others)
        self._around = around([run.area for run in others]) if others else Rect(0, 0, -1, -1)
        self._last = 0

    def __call__(self, at: Point) -> Run | None:
        if not within(self._around, at):
            return None
        for area in self._wanted:
            if within(area, at):
                return None
        # Text comes face by face: the same area is asked for next, or the one after it.
        count = len(self._others)
        for index in range(self._last, self._last + count):
            run = self._others[index % count]
            if within(run.area, at):
                self._last = index % count
                return run
        return None


def within(area: Rect, at: Point) -> bool:
    """Whether a point lies in an area or on its edge."""
    x, y = at.x - area.x, at.y - area.y
    return 0 <= x <= area.width and 0 <= y <= area.height


def _face(cell: ExpectedCell, glyphs: list[Glyph]) -> Face:
    visible = [g for g in glyphs if not g.text.isspace()]
    turns = Counter(g.turn for g in visible)
    pieces = read_pieces(glyphs, cell.trim)
    outside = (piece.text for piece in pieces if not _inside(piece, cell.trim))
    return Face(
        cell,
        pieces,
        turns.most_common(1)[0][0] if turns else None,
        next(outside, ""),
        _raw(glyphs),
    )


def _inside(piece: Piece, trim: Rect) -> bool:
    return all(trim.holds(c.page, slack=0.02) for c in piece.chars if c.text != " ")


def _raw(glyphs: Sequence[Glyph]) -> str:
    """The glyphs' text in their own order, on a new line wherever one is far from the last."""
    raw, last = "", None
    for glyph in glyphs:
        at, near = glyph.origin, JOINED * glyph.body.height
        # A mark of its own may stand where its letter does.
        if last is not None and _apart(at, last.end) > near and _apart(at, last.origin) > near:
            raw += "\n"
        raw += glyph.text
        last = glyph
    return raw


def _apart(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)
