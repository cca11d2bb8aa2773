"""A page's text and pixels, read with pypdfium2 in mm from the top left.

Where a page is corrected for its printer, text and pixels are taken back to where they are to lie
on paper: everything else is compared there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_double
from dataclasses import dataclass, field
from math import ceil, degrees

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from keychain.geometry import NO_CORRECTION, PT_PER_MM, Correction, Point, Rect, Size, Turn

_ONE_AT_A_TIME = threading.RLock()
"""PDFium is not safe to call from two threads at once; processes do not disturb each other."""

_HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""

_MOST_PIXELS = 100_000_000
"""An A1 page at 300 dpi; a page may say that it is as large as a field."""


_MOST_OPEN = 3
"""Pages: a sheet's two sides, and one more."""

_MOST_KEPT = 6
_kept: dict[tuple[bytes, int, int, Rect, Correction], Image.Image] = {}
"""Pictures of parts of pages, of whichever files were read last; _ONE_AT_A_TIME guards it."""


class PageUnreadable(Exception):
    """PDFium refuses the file or one of its pages."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on the page. ``origin`` stands on the baseline, ``end`` where the next
    character would; ``ink`` is the box around what is seen, ``body`` the whole of its advance and
    the font's height. ``turn`` is the direction of reading, clockwise, to the nearest quarter.
    """

    text: str
    origin: Point
    end: Point
    ink: Rect
    body: Rect
    turn: Turn


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one form shows within ``area``, and how many these are."""

    area: Rect
    long: int


@dataclass(slots=True)
class PdfPages:
    """An open file: its bytes, and PDFium's document."""

    _data: bytes
    _document: pypdfium2.PdfDocument
    _pages: dict[int, pypdfium2.PdfPage] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """A page's width and height as it is seen, mm."""
        width, height = self._page(index).get_size()
        return width / PT_PER_MM, height / PT_PER_MM

    def glyphs(
        self,
        index: int,
        correction: Correction = NO_CORRECTION,
        passed_over: Callable[[Point], Run | None] | None = None,
    ) -> tuple[Glyph, ...]:
        """All characters that the page's content shows, in its order, where ``correction`` lets
        them lie on paper.

        ``passed_over`` tells for an origin, there, of which run it is that is not to be read, None
        where it is to be read. A run is left out at once where its last character is of it as
        well: text comes in the order of the content, form by form.
        """
        page = self._page(index)
        try:
            left, bottom, right, top = page.get_mediabox()
            text = page.get_textpage()
            try:
                paper = Size((right - left) / PT_PER_MM, (top - bottom) / PT_PER_MM)
                count = text.count_chars()
                wanted: Iterable[int] = range(count)
                characters = _Characters(text, left, top)
                if passed_over is not None:

                    def run_of(index: int) -> Run | None:
                        at = characters.origin(index)
                        return passed_over(at if correction.is_none else correction.lies(at, paper))

                    wanted = _not_passed(count, run_of)
                found = tuple(g for i in wanted if (g := characters.glyph(i)))
            finally:
                text.close()
            if correction.is_none:
                return found
            return tuple(_lying(glyph, correction, paper) for glyph in found)
        except pypdfium2.PdfiumError as refused:
            raise PageUnreadable from refused

    def shown(self, index: int, dpi: int, part: Rect) -> Image.Image:
        """A part of the page in colours, as a viewer shows it; what is beyond the page is not."""
        page = self._page(index)
        try:
            width, height = page.get_size()
            crop = _cut_away(part, width, height)
            bitmap = page.render(
                scale=dpi / 72, may_draw_forms=False, crop=crop, rev_byteorder=True
            )
            try:
                picture: Image.Image = bitmap.to_pil().convert("RGB")  # a copy of its own
                return picture
            finally:
                bitmap.close()
        except (
            pypdfium2.PdfiumError,
            ValueError,
        ) as refused:  # a part of no pixels is a ValueError
            raise PageUnreadable from refused

    def picture(
        self,
        index: int,
        dpi: int,
        part: Rect | None = None,
        correction: Correction = NO_CORRECTION,
    ) -> Image.Image:
        """The page, or a part of it, in grey as a printer would make it; with a ``correction``,
        as it comes to lie on paper. Raises PageUnreadable also where that would be too large.

        The last few parts are kept: several checks look at the same one. They are not to be
        changed.
        """
        if part is None:
            return self._picture(index, dpi, None, correction)
        key = (self._data, index, dpi, part, correction)
        if key not in _kept:
            while len(_kept) >= _MOST_KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = self._picture(index, dpi, part, correction)
        return _kept[key]

    def _picture(
        self, index: int, dpi: int, part: Rect | None, correction: Correction
    ) -> Image.Image:
        page = self._page(index)
        try:
            if not correction.is_none:
                return _on_paper(page, dpi, part, correction)
            width, height = page.get_size()
            shown = Size(width / PT_PER_MM, height / PT_PER_MM)
            shown = shown if part is None else Size(part.width, part.height)
            if shown.width * shown.height * (dpi / 25.4) ** 2 > _MOST_PIXELS:
                raise PageUnreadable
            crop = (0.0, 0.0, 0.0, 0.0)
            if part is not None:
                crop = _cut_away(part, width, height)
            bitmap = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=False, crop=crop)
            try:
                picture: Image.Image = bitmap.to_pil().copy()  # the bitmap's memory goes away
                return picture
            finally:
                bitmap.close()
        except (
            pypdfium2.PdfiumError,
            ValueError,
        ) as refused:  # a part of no pixels is a ValueError
            raise PageUnreadable from refused

    def _page(self, index: int) -> pypdfium2.PdfPage:
        """A page, which is not closed by whoever asks for it: several do, one after another."""
        if index not in self._pages:
            while len(self._pages) >= _MOST_OPEN:
                self._pages.pop(next(iter(self._pages))).close()
            try:
                self._pages[index] = self._document[index]
            except (pypdfium2.PdfiumError, IndexError) as refused:
                raise PageUnreadable from refused
        return self._pages[index]

    def close(self) -> None:
        """Close the pages and the file."""
        for page in self._pages.values():
            page.close()
        self._document.close()


def _cut_away(part: Rect, width: float, height: float) -> tuple[float, float, float, float]:
    """What PDFium is to leave out at the left, bottom, right and top of a page, all in pt."""
    return (
        max(part.x * PT_PER_MM, 0.0),
        max(height - part.bottom * PT_PER_MM, 0.0),
        max(width - part.right * PT_PER_MM, 0.0),
        max(part.y * PT_PER_MM, 0.0),
    )


@contextmanager
def open_pages(data: bytes) -> Iterator[PdfPages]:
    """The file, open while the block runs. Raises PageUnreadable where PDFium refuses it."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as refused:
            raise PageUnreadable from refused
        pages = PdfPages(data, document)
        try:
            yield pages
        finally:
            pages.close()


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

    def origin(self, index: int) -> Point:
        """Where a character stands on its baseline, mm."""
        pdfium.FPDFText_GetCharOrigin(self._text, index, *self._at)
        return Point(
            (self._x.value - self._left) / PT_PER_MM, (self._top - self._y.value) / PT_PER_MM
        )

    def glyph(self, index: int) -> Glyph | None:
        """One character; None for the spaces and line ends that PDFium adds by itself."""
        text, left, top = self._text, self._left, self._top
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            return None
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _HYPHENS and pdfium.FPDFText_IsHyphen(text, index) == 1:
            code = ord("-")
        origin = self.origin(index)
        pdfium.FPDFText_GetCharBox(text, index, *self._edges)
        west, east, south, north = (edge.value for edge in self._box)
        pdfium.FPDFText_GetLooseCharBox(text, index, self._whole)
        loose = self._loose
        ink = _rect(west - left, top - north, east - left, top - south)
        body = _rect(loose.left - left, top - loose.top, loose.right - left, top - loose.bottom)
        turn = _quarter(degrees(pdfium.FPDFText_GetCharAngle(text, index)))
        return Glyph(chr(code), origin, _end(origin, body, turn), ink, body, turn)


def _not_passed(count: int, run_of: Callable[[int], Run | None]) -> Iterator[int]:
    """Which of ``count`` characters are of no run."""
    index = 0
    longer: dict[int, int] = {}  # by how much, with what PDFium adds to the characters of a run
    while index < count:
        run = run_of(index)
        if run is None:
            yield index
            index += 1
            continue
        start = index
        for long in (run.long + longer.get(run.long, 0), run.long):
            if index + long <= count and run_of(index + long - 1) is run:
                index += long - 1
                break
        index += 1
        while index < count and run_of(index) is run:
            index += 1
        longer.setdefault(run.long, max(index - start - run.long, 0))


def _lying(glyph: Glyph, correction: Correction, paper: Size) -> Glyph:
    """The glyph where it lies on paper."""
    return Glyph(
        glyph.text,
        correction.lies(glyph.origin, paper),
        correction.lies(glyph.end, paper),
        correction.lies_rect(glyph.ink, paper),
        correction.lies_rect(glyph.body, paper),
        glyph.turn,
    )


def _on_paper(
    page: pypdfium2.PdfPage, dpi: int, part: Rect | None, correction: Correction
) -> Image.Image:
    """The paper, or a part of it, once a printer has undone ``correction``."""
    width, height = page.get_size()
    paper = Size(width / PT_PER_MM, height / PT_PER_MM)
    scale = dpi / 25.4
    whole = Rect(0, 0, paper.width, paper.height)
    shown = part or whole
    left, top = (max(0, ceil(edge * scale)) for edge in (shown.x, shown.y))
    wide, high = ceil(shown.right * scale) - left, ceil(shown.bottom * scale) - top
    lies = correction.lies_rect(whole, paper)
    # From the page at 72 dpi, y down, to pixels.
    matrix = pdfium.FS_MATRIX(
        dpi / 72 / correction.across,
        0,
        0,
        dpi / 72 / correction.down,
        lies.x * scale - left,
        lies.y * scale - top,
    )
    clip = pdfium.FS_RECTF(0, 0, wide, high)
    bitmap = pypdfium2.PdfBitmap.new_native(wide, high, pdfium.FPDFBitmap_Gray)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
        flags = pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, flags)
        picture: Image.Image = bitmap.to_pil().copy()  # the bitmap's memory goes away
        return picture
    finally:
        bitmap.close()


def _rect(left: float, top: float, right: float, bottom: float) -> Rect:
    return Rect(
        left / PT_PER_MM, top / PT_PER_MM, (right - left) / PT_PER_MM, (bottom - top) / PT_PER_MM
    )


def _end(origin: Point, body: Rect, turn: Turn) -> Point:
    match turn:
        case 0:
            return Point(body.right, origin.y)
        case 90:
            return Point(origin.x, body.bottom)
        case 180:
            return Point(body.x, origin.y)
        case 270:
            return Point(origin.x, body.y)


def _quarter(angle: float) -> Turn:
    quarters: tuple[Turn, ...] = (0, 90, 180, 270)
    return quarters[round(angle / 90) % 4]
