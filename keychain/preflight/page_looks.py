"""What pages look like, each look read once: the text on every face, and pictures of them."""

from __future__ import annotations

from dataclasses import field

from keychain.geometry import Correction
from keychain.preflight.alike import Few
from keychain.preflight.expected import Expected, ExpectedCell, ExpectedPage
from keychain.preflight.faces import Face, Passed, read_faces, within
from keychain.preflight.pieces import Piece
from keychain.preflight.pixels import DPI, Sheet, surroundings
from keychain.preflight.reading.pages import PdfPages, Run
from keychain.values import dataclass


class Unlike(Exception):
    """A page does not show what the proof was made from."""


@dataclass(slots=True)
class Look:
    """What one look of a page was read as, for the cells of one expected page: a picture of all of
    it, or one of each cell."""

    faces: tuple[Face, ...]
    beside: tuple[Piece, ...]
    sheet: Sheet | None
    parts: dict[ExpectedCell, Sheet]

    def of(self, cell: ExpectedCell) -> Sheet:
        """The picture in which a cell is to be seen."""
        return self.parts[cell] if self.sheet is None else self.sheet


Key = tuple[int, tuple[ExpectedCell, ...], Correction]
"""Pages of one look, with the same cells and the same correction, are read alike."""


@dataclass(slots=True)
class Looks:
    """The looks of one file's pages. ``expected`` is ``whole``, or with ``few`` what is left of it:
    only these cells are read, and pictures made of no more than them. ``first`` are, for each page,
    the index of the first page that looks like it."""

    whole: Expected
    expected: Expected
    pages: PdfPages
    few: Few | None
    first: tuple[int, ...]
    _read: dict[Key, Look] = field(default_factory=dict)

    def key(self, index: int) -> Key:
        """By which a page is known to be read like another."""
        page = self.expected.pages[index]
        return (self.first[index], page.cells, page.correction)

    def whole_key(self, index: int) -> Key:
        """The same of the whole page, whatever few of its cells are read."""
        page = self.whole.pages[index]
        return (self.first[index], page.cells, page.correction)

    def read(self, index: int) -> Look:
        """What the page looks like, read from the first page of that look."""
        look, page = self.first[index], self.expected.pages[index]
        key = self.key(index)
        if key not in self._read:
            if len(self._read) >= 4:  # pictures are large, and a sheet's two sides come together
                self._read.pop(next(iter(self._read)))
            if self.few is None:
                glyphs = self.pages.glyphs(look, page.correction)
                faces, beside = read_faces(glyphs, page.cells, self.expected.bleed)
                picture = self.pages.picture(look, DPI, correction=page.correction)
                self._read[key] = Look(faces, beside, Sheet(picture), {})
            else:
                self._read[key] = self._read_few(index, page, self.few)
        return self._read[key]

    def _read_few(self, index: int, page: ExpectedPage, few: Few) -> Look:
        """The page's few cells, and what stands beside all of them. Raises Unlike where a cell
        shows more characters than its forms, or fewer."""
        look, bleed = self.first[index], self.expected.bleed
        own = [cell.trim.grown(bleed) for cell in page.cells]
        others = [
            # A serial number comes after all forms: its characters are passed over one by one.
            Run(cell.trim.grown(bleed), few.drawn[index][at])
            for at, cell in enumerate(self.whole.pages[index].cells)
            if cell not in page.cells
        ]
        glyphs = self.pages.glyphs(look, page.correction, Passed(own, others))
        for cell in page.cells:
            shown = sum(within(cell.trim, glyph.origin) for glyph in glyphs)
            if shown != few.glyphs[index][self.whole.pages[index].cells.index(cell)]:
                raise Unlike
        faces, beside = read_faces(glyphs, page.cells, bleed)
        parts = {}
        for cell in page.cells:
            part, left, top = surroundings(cell.trim, bleed)
            picture = self.pages.picture(look, DPI, part, page.correction)
            parts[cell] = Sheet(picture, left, top)
        return Look(faces, beside, None, parts)
