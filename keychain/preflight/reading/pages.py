"""A page's text and pixels, read with pypdfium2 in mm from the top left of the page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_double
from dataclasses import dataclass
from math import degrees

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from keychain.geometry import PT_PER_MM, Point, Rect, Turn

_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not safe to call from two threads at once; processes do not disturb each other."""

_HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""


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


@dataclass(slots=True)
class PdfPages:
    """An open file."""

    _document: pypdfium2.PdfDocument

    def glyphs(self, index: int) -> tuple[Glyph, ...]:
        """All characters that the page's content shows, in its order."""
        page = self._page(index)
        try:
            left, _, _, top = page.get_mediabox()
            text = page.get_textpage()
            try:
                count = text.count_chars()
                return tuple(g for i in range(count) if (g := _glyph(text, i, left, top)))
            finally:
                text.close()
        except pypdfium2.PdfiumError as refused:
            raise PageUnreadable from refused
        finally:
            page.close()

    def picture(self, index: int, dpi: int, part: Rect | None = None) -> Image.Image:
        """The page, or a part of it, in grey as a printer would make it."""
        page = self._page(index)
        try:
            width, height = page.get_size()
            crop = (0.0, 0.0, 0.0, 0.0)
            if part is not None:
                crop = (
                    max(part.x * PT_PER_MM, 0.0),
                    max(height - part.bottom * PT_PER_MM, 0.0),
                    max(width - part.right * PT_PER_MM, 0.0),
                    max(part.y * PT_PER_MM, 0.0),
                )
            bitmap = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=False, crop=crop)
            try:
                picture: Image.Image = bitmap.to_pil().copy()  # the bitmap's memory goes away
                return picture
            finally:
                bitmap.close()
        except pypdfium2.PdfiumError as refused:
            raise PageUnreadable from refused
        finally:
            page.close()

    def _page(self, index: int) -> pypdfium2.PdfPage:
        try:
            return self._document[index]
        except (pypdfium2.PdfiumError, IndexError) as refused:
            raise PageUnreadable from refused


@contextmanager
def open_pages(data: bytes) -> Iterator[PdfPages]:
    """The file, open while the block runs. Raises PageUnreadable where PDFium refuses it."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as refused:
            raise PageUnreadable from refused
        try:
            yield PdfPages(document)
        finally:
            document.close()


def _glyph(text: pypdfium2.PdfTextPage, index: int, left: float, top: float) -> Glyph | None:
    """One character; None for the spaces and line ends that PDFium adds by itself."""
    if pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code in _HYPHENS and pdfium.FPDFText_IsHyphen(text, index) == 1:
        code = ord("-")
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    west, east, south, north = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text, index, west, east, south, north)
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, loose)
    origin = Point((x.value - left) / PT_PER_MM, (top - y.value) / PT_PER_MM)
    ink = _rect(west.value - left, top - north.value, east.value - left, top - south.value)
    body = _rect(loose.left - left, top - loose.top, loose.right - left, top - loose.bottom)
    turn = _quarter(degrees(pdfium.FPDFText_GetCharAngle(text, index)))
    return Glyph(chr(code), origin, _end(origin, body, turn), ink, body, turn)


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
