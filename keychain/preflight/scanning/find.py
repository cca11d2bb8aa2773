"""Where the codes of a finished PDF stand, and how large they are."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from PIL import Image

from keychain.geometry import NO_CORRECTION, Correction, Rect
from keychain.preflight.expected import HAND, Expected
from keychain.preflight.pixels import DPI, pixels, surroundings, whole_pixels
from keychain.preflight.reading.pages import PdfPages
from keychain.preflight.reading.symbols import Symbol, find_symbols
from keychain.preflight.serials import bears_code
from keychain.values import dataclass

MOST_PAGES = 40
"""How many pages of a PDF that is not keychain's are looked at for codes."""

_MOST_CODES = 60
_MOST_PIXELS = 40_000_000
"""Of one page's picture; larger pages than A2 are looked at less closely."""


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code on a page, which counts from 1. ``area`` is the box around its modules and ``module``
    the side of one of them, mm on paper; ``on_page`` is that box on the page, which differs where
    a ``correction`` cancels the printer's errors. ``village`` and ``position`` are those of its
    tag, where that is known, and ``around`` is the part of the paper that is the tag and its bleed.
    ``distance`` is that from which it is to be scanned, m."""

    page: int
    payload: str
    area: Rect
    on_page: Rect
    module: float
    village: str | None = None
    position: str | None = None
    correction: Correction = NO_CORRECTION
    distance: float = HAND
    around: Rect | None = None


def find_codes(pages: PdfPages, expected: Expected | None) -> tuple[FoundCode, ...]:
    """Each distinct code, where it first stands: one for each tag of what was ``expected``, else
    all that differ in what they say or in size, on the first MOST_PAGES pages.

    Raises PageUnreadable where a page cannot be drawn.
    """
    found = _strange(pages) if expected is None else _own(pages, expected)
    distinct: dict[tuple[str, int, str | None], FoundCode] = {}
    for code in found:
        distinct.setdefault((code.payload, round(code.module * 50), code.village), code)
        if len(distinct) >= _MOST_CODES and expected is None:
            break
    return tuple(distinct.values())


def _own(pages: PdfPages, expected: Expected) -> Iterator[FoundCode]:
    seen = set()
    for index, page in enumerate(expected.pages):
        for cell in page.cells:
            tag, side = expected.tags[cell.tag], cell.face or page.side
            if (cell.tag, side) in seen or not bears_code(cell, page, tag):
                continue
            seen.add((cell.tag, side))
            part, left, top = surroundings(cell.trim, expected.bleed)
            corner = (left * 25.4 / DPI, top * 25.4 / DPI)
            # A quarter of a pixel inside of it, so that it begins with the same pixel.
            x, y = corner[0] + 6.35 / DPI, corner[1] + 6.35 / DPI
            around = Rect(x, y, part.right - x, part.bottom - y)
            for code in _dialled(pages.symbols(index, DPI, part, page.correction)):
                area, module = _measured(code, corner, DPI)
                position = f"{cell.row}:{cell.column}"
                on_page = page.correction.sent_rect(area, page.paper)
                yield FoundCode(
                    index + 1,
                    code.text,
                    area,
                    on_page,
                    module,
                    tag.village_id,
                    position,
                    page.correction,
                    tag.scan_from,
                    around,
                )


def _strange(pages: PdfPages) -> Iterator[FoundCode]:
    for index in range(min(pages.count, MOST_PAGES)):
        wide, high = pages.size(index)
        inches = max(wide * high / 25.4**2, 1e-6)
        dpi = min(DPI, int((_MOST_PIXELS / inches) ** 0.5))
        if dpi < 1:
            continue
        for code in _dialled(find_symbols(pages.picture(index, dpi))):
            area, module = _measured(code, (0.0, 0.0), dpi)
            yield FoundCode(index + 1, code.text, area, area, module)


def _dialled(found: tuple[Symbol, ...]) -> Iterator[Symbol]:
    """Those that telephones dial."""
    return (code for code in found if code.dark and not code.micro)


def _measured(code: Symbol, corner: tuple[float, float], dpi: int) -> tuple[Rect, float]:
    """The box around a code and the size of its modules, mm, from its corners in pixels."""
    mm = 25.4 / dpi
    left, top, right, bottom = (edge * mm for edge in code.box)
    area = Rect(left + corner[0], top + corner[1], right - left, bottom - top)
    turned = code.corners[1:] + code.corners[:1]
    sides = [hypot(x - u, y - v) for (x, y), (u, v) in zip(code.corners, turned, strict=True)]
    return area, sum(sides) / 4 * mm / code.side


def _limited(area: Rect, by: Rect | None) -> Rect:
    """What an area has in common with another: beyond its bleed, a tag is cut off."""
    if by is None:
        return area
    left, top = max(area.x, by.x), max(area.y, by.y)
    right, bottom = min(area.right, by.right), min(area.bottom, by.bottom)
    return Rect(left, top, right - left, bottom - top)


Box = tuple[int, int, int, int]


def picture_of(pages: PdfPages, code: FoundCode, dpi: int) -> tuple[Image.Image, Box]:
    """The code with what stands around it, in grey at ``dpi``, and its own box in that picture."""
    around, x, y = whole_pixels(_limited(code.area.grown(8 * code.module), code.around), dpi)
    picture = pages.picture(code.page - 1, dpi, around, code.correction)
    left, top, right, bottom = pixels(code.area, dpi)
    return picture, (left - x, top - y, right - x, bottom - y)
