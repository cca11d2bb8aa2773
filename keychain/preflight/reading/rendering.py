"""A page's pixels, drawn by PDFium."""

from __future__ import annotations

from math import ceil

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from keychain.geometry import PT_PER_MM, Correction, Rect, Size

_MOST_PIXELS = 100_000_000
"""An A1 page at 300 dpi; a page may say that it is as large as a field."""


_REFUSED = (pypdfium2.PdfiumError, ValueError)
"""What PDFium raises, also of a part of no pixels."""


class PageUnreadable(Exception):
    """PDFium refuses the file or one of its pages."""


def draw_colours(page: pypdfium2.PdfPage, dpi: int, part: Rect) -> Image.Image:
    """A part of a page in colours, as a viewer shows it; what is beyond the page is not. Raises
    PageUnreadable."""
    try:
        width, height = page.get_size()
        crop = _cut_away(part, width, height)
        bitmap = page.render(scale=dpi / 72, may_draw_forms=False, crop=crop, rev_byteorder=True)
        try:
            picture: Image.Image = bitmap.to_pil().convert("RGB")  # a copy of its own
            return picture
        finally:
            bitmap.close()
    except _REFUSED as refused:
        raise PageUnreadable from refused


def draw_grey(
    page: pypdfium2.PdfPage, dpi: int, part: Rect | None, correction: Correction
) -> Image.Image:
    """A page, or a part of it, in grey as a printer would make it; with a ``correction``, as it
    comes to lie on paper. Raises PageUnreadable also where that would be too large."""
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
    except _REFUSED as refused:
        raise PageUnreadable from refused


def part_pixels(part: Rect, dpi: int, size: tuple[float, float]) -> tuple[int, int, int, int]:
    """Which pixels of a page at ``dpi`` a picture of a part of it has, as PDFium rounds: left, top,
    right, bottom. ``size`` is the page's in pt."""
    scale = dpi / 72
    left, low, right, top = (ceil(edge * scale) for edge in _cut_away(part, *size))
    return left, top, ceil(size[0] * scale) - right, ceil(size[1] * scale) - low


def _cut_away(part: Rect, width: float, height: float) -> tuple[float, float, float, float]:
    """What PDFium is to leave out at the left, bottom, right and top of a page, all in pt."""
    return (
        max(part.x * PT_PER_MM, 0.0),
        max(height - part.bottom * PT_PER_MM, 0.0),
        max(width - part.right * PT_PER_MM, 0.0),
        max(part.y * PT_PER_MM, 0.0),
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
