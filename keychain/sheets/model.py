"""Imposed sheets as plain data: what stands where on which page.

Page coordinates are mm from the top left of the page as it is seen, y down.
"""

from __future__ import annotations

from keychain.geometry import Correction, Point, Rect, Size, Turn
from keychain.layout.placed import PlacedTag, Side, TextItem
from keychain.layout.sheet_spec import PLAIN, Duplex, Production
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One tag's face on a page.

    ``row`` and ``column`` count from 1 at the top left of this page. ``trim`` is the bounding
    box of the cut on the page, after the turn; ``turn`` turns the face clockwise.
    ``tag`` is an index into the book's tags, ``place`` which place of the sheet it is, counted from
    0 on fronts: both faces of a tag have the same. ``face`` is the face where that is not the
    page's side, as on sheets whose tags are folded. ``clip`` is what may be printed of the face and
    its bleed, where that ends before the bleed does, as at a fold.
    """

    row: int
    column: int
    trim: Rect
    turn: Turn
    tag: int
    face: Side | None = None
    clip: Rect | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line in K: crop marks, folds and the ruler. ``width`` in mm."""

    start: Point
    end: Point
    width: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class SheetFace:
    """What identical sheets share on one side: the cells, marks, ruler and the slug's text."""

    side: Side
    paper: Size
    cells: tuple[Cell, ...]
    strokes: tuple[Stroke, ...]
    texts: tuple[TextItem, ...]

    @property
    def trim(self) -> Rect:
        """The box around all cuts on the page."""
        left = min(c.trim.x for c in self.cells)
        top = min(c.trim.y for c in self.cells)
        right = max(c.trim.right for c in self.cells)
        bottom = max(c.trim.bottom for c in self.cells)
        return Rect(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a shared face (an index into the book's faces) and what is this page's own.

    A page without a face is a separator sheet; ``bookmark`` stands in the file's outline.
    ``serials`` are those of the sheet's tags by place, empty where they have none.
    """

    face: int | None
    texts: tuple[TextItem, ...]
    paper: Size
    bookmark: str | None = None
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetBook:
    """A whole PDF: pages in order, front then back where both are printed.

    ``job`` is the JSON that the file carries so that it can be verified from itself alone.
    ``bleed`` is how far tags run over the cut on these sheets, mm. Coordinates are those on
    paper; ``production`` has what a printer's errors add to them.
    """

    title: str
    language: str
    job: str
    tags: tuple[PlacedTag, ...]
    faces: tuple[SheetFace, ...]
    pages: tuple[Page, ...]
    bleed: float
    duplex: Duplex | None
    production: Production = PLAIN

    def correction(self, page: Page) -> Correction:
        """What cancels the printer's errors on the side that ``page`` is of; a separator, which
        has no face, is printed on fronts."""
        side = "front" if page.face is None else self.faces[page.face].side
        return self.production.front if side == "front" else self.production.back
