"""A page's text and pixels, read with pypdfium2 in mm from the top left.

Where a page is corrected for its printer, text and pixels are taken back to where they are to lie
on paper: everything else is compared there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_double
from dataclasses import dataclass
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

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """A page's width and height as it is seen, mm."""
        page = self._page(index)
        try:
            width, height = page.get_size()
            return width / PT_PER_MM, height / PT_PER_MM
        finally:
            page.close()

    def glyphs(self, index: int, correction: Correction = NO_CORRECTION) -> tuple[Glyph, ...]:
        """All characters that the page's content shows, in its order, where ``correction`` lets
        them lie on paper."""
        page = self._page(index)
        try:
            left, bottom, right, top = page.get_mediabox()
            text = page.get_textpage()
            try:
                count = text.count_chars()
                found = tuple(g for i in range(count) if (g := _glyph(text, i, left, top)))
            finally:
                text.close()
            if correction.is_none:
                return found
            paper = Size((right - left) / PT_PER_MM, (top - bottom) / PT_PER_MM)
            return tuple(_lying(glyph, correction, paper) for glyph in found)
        except pypdfium2.PdfiumError as refused:
            raise PageUnreadable from refused
        finally:
            page.close()

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
        finally:
            page.close()

    def picture(
        self,
        index: int,
        dpi: int,
        part: Rect | None = None,
        correction: Correction = NO_CORRECTION,
    ) -> Image.Image:
        """The page, or a part of it, in grey as a printer would make it; with a ``correction``,
        as it comes to lie on paper. Raises PageUnreadable also where that would be too large."""
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
        finally:
            page.close()

    def _page(self, index: int) -> pypdfium2.PdfPage:
        try:
            return self._document[index]
        except (pypdfium2.PdfiumError, IndexError) as refused:
            raise PageUnreadable from refused


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
