"""Characters put together as pieces of text, in the coordinates of the face that they stand on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from keychain.geometry import Rect, Turn
from keychain.preflight.place import upright_point, upright_rect
from keychain.preflight.reading.pages import Glyph
from keychain.values import dataclass

JOINED = 0.15
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


@dataclass(slots=True)
class _Upright:
    """A glyph on the face, with the face turned so that the glyph is upright."""

    glyph: Glyph
    x: float
    baseline: float
    end: float
    height: float


def read_pieces(glyphs: Iterable[Glyph], trim: Rect) -> tuple[Piece, ...]:
    """The pieces of text on a face that stands in ``trim`` on the page."""
    upright = [_upright(glyph, trim) for glyph in glyphs]
    upright.sort(key=lambda u: (u.glyph.turn, u.baseline))
    found: list[Piece] = []
    for line in _lines(upright):
        row = sorted(line, key=lambda u: u.x)
        start = 0
        for i in range(1, len(row) + 1):
            if i == len(row) or abs(row[i].x - row[i - 1].end) > JOINED * row[i].height:
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
    origin, end = (
        upright_point(origin, trim, glyph.turn),
        upright_point(glyph.end, trim, glyph.turn),
    )
    height = body.height if glyph.turn == 180 else body.width
    return _Upright(glyph, origin.x, origin.y, max(end.x, origin.x), height)


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
