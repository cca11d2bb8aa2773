"""A page's text, character by character, read with pypdfium2 in mm from the top left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from ctypes import byref, c_double
from math import degrees

import pypdfium2
import pypdfium2.raw as pdfium

from keychain.geometry import PT_PER_MM, Correction, Point, Rect, Size, Turn
from keychain.values import dataclass

_HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""

_ADDED = (0x20, 0x0D, 0x0A)
"""What PDFium adds to a text: spaces and the ends of lines."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on the page. ``origin`` stands on the baseline; ``ink`` is the box around what
    is seen, ``body`` the whole of its advance and the font's height. ``turn`` is the direction of
    reading, clockwise, to the nearest quarter.
    """

    text: str
    origin: Point
    ink: Rect
    body: Rect
    turn: Turn

    @property
    def end(self) -> Point:
        """Where on the baseline the next character would stand."""
        match self.turn:
            case 0:
                return Point(self.body.right, self.origin.y)
            case 90:
                return Point(self.origin.x, self.body.bottom)
            case 180:
                return Point(self.body.x, self.origin.y)
            case 270:
                return Point(self.origin.x, self.body.y)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one form shows within ``area``, and how many these are."""

    area: Rect
    long: int


def read_characters(
    page: pypdfium2.PdfPage,
    correction: Correction,
    passed_over: Callable[[Point], Run | None] | None,
) -> tuple[Glyph, ...]:
    """All characters that a page's content shows, in its order, where ``correction`` lets them lie
    on paper; ``passed_over`` is as for ``PdfPages.glyphs``. Raises PdfiumError."""
    left, bottom, right, top = page.get_mediabox()
    paper = Size((right - left) / PT_PER_MM, (top - bottom) / PT_PER_MM)
    moved = not correction.is_none
    text = page.get_textpage()
    try:
        count = text.count_chars()
        wanted: Iterable[int] = range(count)
        characters = _Characters(text, left, top)
        if passed_over is not None:

            def run_of(index: int) -> Run | None:
                at = characters.origin(index)
                return passed_over(correction.lies(at, paper) if moved else at)

            wanted = _not_passed(count, run_of)
        found = tuple(g for i in wanted if (g := characters.glyph(i)))
    finally:
        text.close()
    if not moved:
        return found
    return tuple(_lying(glyph, correction, paper) for glyph in found)


class _Characters:
    """The characters of a page's text, whose first is at 0; ``left`` and ``top`` are the media
    box's. What PDFium answers into is kept: there are thousands of questions."""

    def __init__(self, text: pypdfium2.PdfTextPage, left: float, top: float) -> None:
        self._text, self._left, self._top = text.raw, left, top
        self._x, self._y = c_double(), c_double()
        self._at = byref(self._x), byref(self._y)
        self._box = c_double(), c_double(), c_double(), c_double()
        self._edges = tuple(map(byref, self._box))
        self._loose = pdfium.FS_RECTF()
        self._whole = byref(self._loose)
        self._last: tuple[int, Point] | None = None

    def origin(self, index: int) -> Point:
        """Where a character stands on its baseline, mm. Whose it is, is asked before what it is."""
        if self._last is not None and self._last[0] == index:
            return self._last[1]
        pdfium.FPDFText_GetCharOrigin(self._text, index, *self._at)
        x, y = self._x.value - self._left, self._top - self._y.value
        self._last = index, Point(x / PT_PER_MM, y / PT_PER_MM)
        return self._last[1]

    def glyph(self, index: int) -> Glyph | None:
        """One character; None for the spaces and line ends that PDFium adds by itself."""
        text, left, top = self._text, self._left, self._top
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _ADDED and pdfium.FPDFText_IsGenerated(text, index) == 1:
            return None
        if code in _HYPHENS and pdfium.FPDFText_IsHyphen(text, index) == 1:
            code = ord("-")
        origin = self.origin(index)
        pdfium.FPDFText_GetCharBox(text, index, *self._edges)
        west, east, south, north = self._box
        far, high = east.value, north.value
        ink = Rect(
            (west.value - left) / PT_PER_MM,
            (top - high) / PT_PER_MM,
            (far - west.value) / PT_PER_MM,
            (high - south.value) / PT_PER_MM,
        )
        pdfium.FPDFText_GetLooseCharBox(text, index, self._whole)
        loose = self._loose
        far, high = loose.right, loose.top
        body = Rect(
            (loose.left - left) / PT_PER_MM,
            (top - high) / PT_PER_MM,
            (far - loose.left) / PT_PER_MM,
            (high - loose.bottom) / PT_PER_MM,
        )
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        turn = _quarter(degrees(angle)) if angle else 0
        return Glyph(chr(code), origin, ink, body, turn)


def _not_passed(count: int, run_of: Callable[[int], Run | None]) -> Iterator[int]:
    """Which of ``count`` characters are of no run."""
    index = 0
    longer: dict[int, int] = {}  # by how much, with what PDFium adds to the characters of a run
    run = run_of(0) if count else None
    while index < count:
        if run is None:
            yield index
            index += 1
            run = run_of(index) if index < count else None
            continue
        start = index
        for long in (run.long + longer.get(run.long, 0), run.long):
            if index + long <= count and run_of(index + long - 1) is run:
                index += long - 1
                break
        following: Run | None = run
        while following is run:
            index += 1
            following = run_of(index) if index < count else None
        longer.setdefault(run.long, max(index - start - run.long, 0))
        run = following


def _lying(glyph: Glyph, correction: Correction, paper: Size) -> Glyph:
    """The glyph where it lies on paper."""
    return Glyph(
        glyph.text,
        correction.lies(glyph.origin, paper),
        correction.lies_rect(glyph.ink, paper),
        correction.lies_rect(glyph.body, paper),
        glyph.turn,
    )


_QUARTERS: tuple[Turn, ...] = (0, 90, 180, 270)


def _quarter(angle: float) -> Turn:
    return _QUARTERS[round(angle / 90) % 4]
