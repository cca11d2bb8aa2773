"""A page's text and pixels, read with pypdfium2 in mm from the top left.

Where a page is corrected for its printer, text and pixels are taken back to where they are to lie
on paper: everything else is compared there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import field
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from keychain.geometry import NO_CORRECTION, PT_PER_MM, Correction, Point, Rect
from keychain.preflight.reading.characters import Glyph, Run, read_characters
from keychain.preflight.reading.rendering import (
    PageUnreadable,
    draw_colours,
    draw_grey,
    part_pixels,
)
from keychain.values import dataclass

if TYPE_CHECKING:
    from keychain.preflight.reading.symbols import Symbol

__all__ = ["Glyph", "PageUnreadable", "PdfPages", "Run", "open_pages"]

_ONE_AT_A_TIME = threading.RLock()
"""PDFium is not safe to call from two threads at once; processes do not disturb each other."""

_MOST_OPEN = 3
"""Pages: a sheet's two sides, and one more."""

_MOST_KEPT = 40_000_000
"""Pixels; both faces of thirty villages, through which three checks go one after another."""

_Part = tuple[int, int, Rect, Correction]
"""The index of a page, dots per inch, a part of it and how it is corrected."""


@dataclass(slots=True)
class _Kept:
    """Pictures of parts of a file's pages, what codes were found in them, and how many pixels they
    have together."""

    pictures: dict[_Part, Image.Image] = field(default_factory=dict)
    symbols: dict[_Part, tuple[Symbol, ...]] = field(default_factory=dict)
    area: int = 0

    def add(self, part: _Part, made: Image.Image) -> None:
        """Keep a picture, and forget the oldest for it where there are too many."""
        self.area += _area(made)
        while self.pictures and self.area > _MOST_KEPT:
            oldest = next(iter(self.pictures))
            self.area -= _area(self.pictures.pop(oldest))
            self.symbols.pop(oldest, None)
        self.pictures[part] = made


@dataclass(slots=True)
class PdfPages:
    """An open file: its bytes, and PDFium's document. ``indexes`` are the pages of the file that
    count here, in their order, None for all."""

    _data: bytes
    _document: pypdfium2.PdfDocument
    _pages: dict[int, pypdfium2.PdfPage] = field(default_factory=dict)
    _kept: _Kept = field(default_factory=_Kept)
    _indexes: tuple[int, ...] | None = None

    def only(self, indexes: tuple[int, ...]) -> PdfPages:
        """The same file with no other pages than these; it is closed with this one."""
        return PdfPages(self._data, self._document, self._pages, self._kept, indexes)

    def is_of(self, data: bytes) -> bool:
        """Whether this is the file of these very bytes."""
        return self._data is data

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._document) if self._indexes is None else len(self._indexes)

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
        try:
            return read_characters(self._page(index), correction, passed_over)
        except pypdfium2.PdfiumError as refused:
            raise PageUnreadable from refused

    def shown(self, index: int, dpi: int, part: Rect) -> Image.Image:
        """A part of the page in colours, as a viewer shows it; what is beyond the page is not."""
        return draw_colours(self._page(index), dpi, part)

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
        key = (self._whole_index(index), dpi, part, correction)
        kept = self._kept.pictures.get(key)
        if kept is not None:
            return kept
        within = self._cut_from_kept(*key)
        if within is not None:
            return within
        made = self._picture(index, dpi, part, correction)
        self._kept.add(key, made)
        return made

    def symbols(
        self, index: int, dpi: int, part: Rect, correction: Correction = NO_CORRECTION
    ) -> tuple[Symbol, ...]:
        """The codes in that picture of a part, which several checks ask for and is searched
        once."""
        from keychain.preflight.reading.symbols import find_symbols

        key = (self._whole_index(index), dpi, part, correction)
        if key not in self._kept.symbols:
            found = find_symbols(self.picture(index, dpi, part, correction))
            if key not in self._kept.pictures:
                return found
            self._kept.symbols[key] = found
        return self._kept.symbols[key]

    def _cut_from_kept(
        self, index: int, dpi: int, part: Rect, correction: Correction
    ) -> Image.Image | None:
        """The part cut out of a picture that is kept and holds it: pixels are those of the page in
        both. None where there is none, and where a correction moves pixels."""
        if not correction.is_none or not self._kept.pictures:
            return None
        size = self._page_at(index).get_size()
        left, top, right, bottom = part_pixels(part, dpi, size)
        for (at, fine, whole, how), picture in self._kept.pictures.items():
            if (at, fine, how) == (index, dpi, correction):
                x, y, far, low = part_pixels(whole, dpi, size)
                if x <= left and y <= top and right <= far and bottom <= low:
                    return picture.crop((left - x, top - y, right - x, bottom - y))
        return None

    def _picture(
        self, index: int, dpi: int, part: Rect | None, correction: Correction
    ) -> Image.Image:
        return draw_grey(self._page(index), dpi, part, correction)

    def _page(self, index: int) -> pypdfium2.PdfPage:
        """A page, which is not closed by whoever asks for it: several do, one after another."""
        return self._page_at(self._whole_index(index))

    def _page_at(self, index: int) -> pypdfium2.PdfPage:
        if index not in self._pages:
            while len(self._pages) >= _MOST_OPEN:
                self._pages.pop(next(iter(self._pages))).close()
            try:
                self._pages[index] = self._document[index]
            except (pypdfium2.PdfiumError, IndexError) as refused:
                raise PageUnreadable from refused
        return self._pages[index]

    def _whole_index(self, index: int) -> int:
        return index if self._indexes is None else self._indexes[index]

    def close(self) -> None:
        """Close the pages and the file."""
        for page in self._pages.values():
            page.close()
        self._document.close()


def _area(picture: Image.Image) -> int:
    return picture.width * picture.height


_idle: list[PdfPages] = []
"""The file that was used last, or none: checks read the same one, one after another."""


@contextmanager
def open_pages(data: bytes) -> Iterator[PdfPages]:
    """The file, open while the block runs, or longer where the next block is about the same one.
    Raises PageUnreadable where PDFium refuses it."""
    with _ONE_AT_A_TIME, ExitStack() as failing:
        pages = _idle.pop() if _idle and _idle[0].is_of(data) else _opened(data)
        failing.callback(pages.close)
        yield pages
        failing.pop_all()  # nothing went wrong
        while _idle:
            _idle.pop().close()
        _idle.append(pages)


def _opened(data: bytes) -> PdfPages:
    try:
        return PdfPages(data, pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as refused:
        raise PageUnreadable from refused
