"""Pictures of the faces of a finished PDF, with the numbers that stand on each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from keychain.build.raster import png_bytes
from keychain.build.whose import Owners
from keychain.diagnostics import Diagnostic
from keychain.geometry import NO_CORRECTION, Correction, Rect, Size, Turn
from keychain.preflight.expected import Expected, ExpectedCell
from keychain.preflight.faces import read_faces
from keychain.preflight.phrases import FaceText
from keychain.preflight.place import upright_rect
from keychain.preflight.reading.pages import PageUnreadable, PdfPages, open_pages
from keychain.values import dataclass

DPI = 300
_AROUND = 1.0
"""How far round its cut a face is shown, mm: whether the background runs over it is to be seen."""

_MOST_PIXELS = 3_000_000
"""Of one picture: a whole A4 page is shown at some 150 dpi."""

MOST_FACES = 400
MOST_PAGES = 12
"""How many faces, and how many pages of a PDF that is not keychain's, are shown at most."""

_LEAST, _CERTAIN = 3, 8
"""Digits of a number that the directory knows, and of one that it need not know."""


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as it stands on a face, and whose it is; nobody's where the directory lacks it."""

    text: str
    whose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacePicture:
    """A face, or a page of which the faces are not known, as a PNG file.

    ``area`` is what of the page is shown, mm; ``turn`` by how much it stands turned there: the
    picture is upright. ``village``, ``side`` and ``position`` are None for a page.
    """

    page: int
    area: Rect
    turn: Turn
    png: bytes
    numbers: tuple[ReadNumber, ...]
    village: str | None = None
    side: Literal["front", "back"] | None = None
    position: str | None = None

    @property
    def size(self) -> Size:
        """The upright picture's, mm."""
        size = Size(self.area.width, self.area.height)
        return size if self.turn in (0, 180) else size.turned

    def shows(self, finding: Diagnostic) -> bool:
        """Whether the finding is one of what this picture shows."""
        if finding.page != self.page:
            return False
        if finding.area is not None:
            return finding.area.meets(self.area)
        return finding.position == self.position or self.position is None

    def marked(self, finding: Diagnostic) -> Rect | None:
        """Where on the upright picture a finding is, mm; None where it has no area."""
        if finding.area is None:
            return None
        return upright_rect(finding.area, self.area, self.turn)


@dataclass(frozen=True, slots=True)
class _Spot:
    """What is to be shown: a cell of a page, or a whole page."""

    page: int
    area: Rect
    cell: ExpectedCell
    correction: Correction
    village: str | None = None
    side: Literal["front", "back"] | None = None


def picture_faces(
    data: bytes, expected: Expected | None, findings: Sequence[Diagnostic], owners: Owners
) -> tuple[FacePicture, ...]:
    """Each village's faces, where they first stand, and those of which ``findings`` tell; without
    ``expected`` the first pages and those of which they tell. Nothing of a file that cannot be
    drawn."""
    try:
        with open_pages(data) as pages:
            places = {(finding.page, finding.position) for finding in findings if finding.page}
            if expected is None:
                spots = list(_pages(pages, {page for page, _ in places if page}))
            else:
                spots = list(_cells(expected, places))[:MOST_FACES]
            return tuple(_picture(pages, spot, owners) for spot in spots)
    except PageUnreadable:
        return ()


def _pages(pages: PdfPages, told: Collection[int]) -> Iterator[_Spot]:
    ordered = sorted(range(pages.count), key=lambda index: (index + 1 not in told, index))
    for index in sorted(ordered[:MOST_PAGES]):
        area = Rect(0, 0, *pages.size(index))
        yield _Spot(index, area, ExpectedCell(1, 1, area, 0, 0, False), NO_CORRECTION)


def _cells(expected: Expected, told: Collection[tuple[int | None, str | None]]) -> Iterator[_Spot]:
    seen = set()
    for index, page in enumerate(expected.pages):
        for cell in page.cells:
            side = cell.face or page.side
            key = (cell.tag, side)
            if key in seen and (index + 1, f"{cell.row}:{cell.column}") not in told:
                continue
            seen.add(key)
            lies = cell.trim.grown(min(_AROUND, expected.bleed))
            area = _within(page.correction.sent_rect(lies, page.paper), page.paper)
            village = expected.tags[cell.tag].village_id
            yield _Spot(index, area, cell, page.correction, village, side)


def _within(area: Rect, paper: Size) -> Rect:
    """What of ``area`` is on the paper."""
    x, y = max(area.x, 0.0), max(area.y, 0.0)
    return Rect(x, y, min(area.right, paper.width) - x, min(area.bottom, paper.height) - y)


def _picture(pages: PdfPages, spot: _Spot, owners: Owners) -> FacePicture:
    inches = max(spot.area.width * spot.area.height / 25.4**2, 1e-6)
    dpi = max(1, min(DPI, int((_MOST_PIXELS / inches) ** 0.5)))
    picture = pages.shown(spot.page, dpi, spot.area)
    if spot.cell.turn:
        picture = picture.rotate(spot.cell.turn, expand=True)
    whole = spot.village is None
    return FacePicture(
        spot.page + 1,
        spot.area,
        spot.cell.turn,
        png_bytes(picture, dpi),
        tuple(_numbers(pages, spot, owners)),
        spot.village,
        spot.side,
        None if whole else f"{spot.cell.row}:{spot.cell.column}",
    )


def _numbers(pages: PdfPages, spot: _Spot, owners: Owners) -> Iterator[ReadNumber]:
    """What looks like a number, once each: years and amounts are none that the directory has."""
    (face,), _ = read_faces(pages.glyphs(spot.page, spot.correction), [spot.cell], 0.0)
    text = FaceText(face.pieces)
    text.take_marks()
    for run in dict.fromkeys(text.runs(_LEAST)):
        whose = owners.of(run)
        if whose or sum(each.isdigit() for each in run) >= _CERTAIN:
            yield ReadNumber(run, whose)
