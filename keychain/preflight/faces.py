"""Which characters stand on which face, as pieces of text in the face's own coordinates."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from math import hypot

from keychain.geometry import Point, Rect, Turn
from keychain.preflight.expected import ExpectedCell
from keychain.preflight.reading.pages import Glyph, Run
from keychain.values import dataclass

_JOINED = 0.15
"""Characters of one piece stand no further apart than this share of the font's height."""

_ONE_LINE = 0.05
"""Baselines that differ by less, in mm, are one."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character in NFC: where it starts on the face, and its ink on the page."""

    text: str
    x: float
    page: Rect


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters set one directly after the other. ``text`` and ``chars`` are equally long.

    ``body`` reaches from the first origin to the last advance and has the font's height;
    coordinates are those of the face when the text on it is upright, which on the page is turned
    clockwise by ``turn`` into ``trim``.
    """

    text: str
    chars: tuple[Char, ...]
    body: Rect
    baseline: float
    turn: Turn
    trim: Rect

    def upright(self, area: Rect) -> Rect:
        """A rectangle of the page on the face."""
        return upright_rect(area, self.trim, self.turn)


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
    return faces, _pieces(loose, Rect(0, 0, 0, 0))


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
    pieces = _pieces(glyphs, cell.trim)
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
        at, near = glyph.origin, _JOINED * glyph.body.height
        # A mark of its own may stand where its letter does.
        if last is not None and _apart(at, last.end) > near and _apart(at, last.origin) > near:
            raw += "\n"
        raw += glyph.text
        last = glyph
    return raw


def _apart(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)


@dataclass(slots=True)
class _Upright:
    """A glyph on the face, with the face turned so that the glyph is upright."""

    glyph: Glyph
    x: float
    baseline: float
    end: float
    height: float


def _pieces(glyphs: Iterable[Glyph], trim: Rect) -> tuple[Piece, ...]:
    upright = [_upright(glyph, trim) for glyph in glyphs]
    upright.sort(key=lambda u: (u.glyph.turn, u.baseline))
    found: list[Piece] = []
    for line in _lines(upright):
        row = sorted(line, key=lambda u: u.x)
        start = 0
        for i in range(1, len(row) + 1):
            if i == len(row) or abs(row[i].x - row[i - 1].end) > _JOINED * row[i].height:
                found.append(_piece(row[start:i], trim))
                start = i
    return tuple(found)


def _lines(upright: list[_Upright]) -> list[list[_Upright]]:
    """Glyphs that were sorted by direction and baseline, line by line."""
    lines: list[list[_Upright]] = []
    last: _Upright | None = None
    for one in upright:
        if last is None or (
            one.glyph.turn != last.glyph.turn or one.baseline - last.baseline > _ONE_LINE
        ):
            lines.append([])
        lines[-1].append(one)
        last = one
    return lines


def _upright(glyph: Glyph, trim: Rect) -> _Upright:
    origin, body = glyph.origin, glyph.body
    if glyph.turn == 0:  # nearly always, and this is asked for every character
        x, far = origin.x - trim.x, body.right - trim.x
        return _Upright(glyph, x, origin.y - trim.y, max(far, x), body.height)
    origin, end = _undo(origin, trim, glyph.turn), _undo(glyph.end, trim, glyph.turn)
    height = body.height if glyph.turn == 180 else body.width
    return _Upright(glyph, origin.x, origin.y, max(end.x, origin.x), height)


def _undo(at: Point, trim: Rect, turn: Turn) -> Point:
    """A point of the page on the face before it was turned clockwise into ``trim``."""
    match turn:
        case 0:
            return Point(at.x - trim.x, at.y - trim.y)
        case 90:
            return Point(at.y - trim.y, trim.right - at.x)
        case 180:
            return Point(trim.right - at.x, trim.bottom - at.y)
        case 270:
            return Point(trim.bottom - at.y, at.x - trim.x)


def upright_rect(area: Rect, trim: Rect, turn: Turn) -> Rect:
    """A rectangle of the page on the face before it was turned clockwise into ``trim``."""
    match turn:
        case 0:
            return Rect(area.x - trim.x, area.y - trim.y, area.width, area.height)
        case 90:
            return Rect(area.y - trim.y, trim.right - area.right, area.height, area.width)
        case 180:
            return Rect(trim.right - area.right, trim.bottom - area.bottom, area.width, area.height)
        case 270:
            return Rect(trim.bottom - area.bottom, area.x - trim.x, area.height, area.width)


def _piece(row: list[_Upright], trim: Rect) -> Piece:
    """One piece: marks joined to their letters, every run of white space one plain space."""
    chars: list[Char] = []
    start = 0
    while start < len(row):
        first = row[start].glyph
        letters, page, end = first.text, first.ink, start + 1
        while end < len(row) and unicodedata.combining(row[end].glyph.text):
            letters += row[end].glyph.text
            page = around([page, row[end].glyph.ink])
            end += 1
        for letter in letters if letters.isascii() else unicodedata.normalize("NFC", letters):
            plain = " " if letter.isspace() else letter
            if plain != " " or not chars or chars[-1].text != " ":
                chars.append(Char(plain, row[start].x, page))
        start = end
    turn = row[0].glyph.turn
    body = upright_rect(around([u.glyph.body for u in row]), trim, turn)
    text = "".join([c.text for c in chars])
    return Piece(text, tuple(chars), body, row[0].baseline, turn, trim)


def around(areas: Sequence[Rect]) -> Rect:
    """The rectangle around all of them."""
    left, top = min(a.x for a in areas), min(a.y for a in areas)
    right, bottom = max(a.right for a in areas), max(a.bottom for a in areas)
    return Rect(left, top, right - left, bottom - top)
