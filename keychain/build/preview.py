"""Tags and sheets as pictures for a screen, in the colours that a press gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from PIL import Image

from keychain.build.book import make_book
from keychain.build.guides import guides_over
from keychain.build.lots import Order
from keychain.build.output import write_output
from keychain.build.raster import Shot, on_ground, png_bytes, render_pages
from keychain.build.sources import whole_file
from keychain.contacts.roster import VillageRoster
from keychain.diagnostics import Diagnostic, warning
from keychain.geometry import Rect, Size
from keychain.layout.measure import Measure
from keychain.layout.placed import Colour, PathItem, PlacedFace, PlacedTag, Side
from keychain.layout.spec import LayoutSpec
from keychain.pdf import SCREEN, write_pdf
from keychain.sheets.model import Cell, Page, SheetBook, SheetFace
from keychain.sheets.quantities import tags_needed
from keychain.values import dataclass

EARLIER_PICTURE = warning(
    "earlier-picture", "a picture of numbers that have changed since would be taken for today's"
)

PictureName = Literal["front", "back", "sheet-front", "sheet-back"]
NAMES: tuple[PictureName, ...] = ("front", "back", "sheet-front", "sheet-back")

GROUND = (224, 224, 224)
"""Behind two faces that are shown together."""

_PAPER = Colour(0, 0, 0, 0)
_GAP = 4.0
"""mm around and between two faces that are shown together."""


@dataclass(frozen=True, slots=True)
class Look:
    """How pictures are made: dots per inch of faces and of sheets, and whether with guides."""

    dpi: int
    sheet_dpi: int
    guides: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, ``width`` × ``height`` pixels of which ``dpi`` make an inch of the real thing."""

    name: PictureName
    png: bytes
    width: int
    height: int
    dpi: int


def preview_village(
    order: Order, layout: LayoutSpec, look: Look, measure: Measure
) -> tuple[tuple[Picture, ...], tuple[Diagnostic, ...]]:
    """Both faces of a village's tag and both sides of its first sheet; none where an error stands
    in the way. Faces are cut out, their corners and their hole clear; with guides they show their
    bleed."""
    made, found = make_book((order,), layout, "both", "village", measure)
    if made is None:
        return (), found
    book = _with_faces(made.book, layout, look.guides)
    sides = _sides(layout)
    sheets = len(book.pages) - len(sides)
    shots = [Shot(look.dpi, clear=True)] * len(sides)
    shots += [Shot(look.sheet_dpi, clear=False)] * sheets
    names: list[PictureName] = [*sides, "sheet-front", "sheet-back"]
    shown = render_pages(write_pdf(book, made.day, SCREEN), shots)
    pictures = tuple(
        Picture(name, png_bytes(picture, shot.dpi), *picture.size, shot.dpi)
        for name, picture, shot in zip(names, shown, shots, strict=False)
    )
    return pictures, found


def picture_of_faces(tag: PlacedTag, layout: LayoutSpec, day: date, dpi: int) -> bytes:
    """Front and back side by side, as a PNG file."""
    none = SheetBook("", "vi", "{}", (tag,), (), (), 0.0, None)
    shots = [Shot(dpi, clear=True)] * len(_sides(layout))
    shown = render_pages(write_pdf(_with_faces(none, layout, False), day, SCREEN), shots)
    return png_bytes(_side_by_side(shown, round(_GAP / 25.4 * dpi)), dpi)


def _side_by_side(faces: Sequence[Image.Image], gap: int) -> Image.Image:
    # A tag that is taller than wide would make a narrow strip: those stand beside each other too.
    width = sum(face.width for face in faces) + gap * (len(faces) + 1)
    whole = Image.new("RGB", (width, faces[0].height + 2 * gap), GROUND)
    x = gap
    for face in faces:
        whole.paste(on_ground(face, GROUND), (x, gap))
        x += face.width + gap
    return whole


def _with_faces(book: SheetBook, layout: LayoutSpec, guides: bool) -> SheetBook:
    """A page for each face of the book's first tag, and after them the book's first sheet."""
    tag = book.tags[0].sample
    tags = (*book.tags, _cut_out(tag, bleeds=guides))
    cells = [len(book.tags)]
    faces = book.faces
    if guides:
        cells.append(len(tags))
        faces = tuple(_guided(face, len(tags)) for face in faces)
        tags = (*tags, guides_over(tag, layout))
    around = tag.bleed if guides else 0.0
    alone = tuple(_alone(side, tag.size, around, cells) for side in _sides(layout))
    pages = tuple(Page(index, (), face.paper) for index, face in enumerate(alone, start=len(faces)))
    sheet = book.pages[: 2 if book.duplex else 1]
    return replace(book, tags=tags, faces=(*faces, *alone), pages=(*pages, *sheet))


def _sides(layout: LayoutSpec) -> tuple[Side, ...]:
    return ("front",) if layout.one_sided else ("front", "back")


def _cut_out(tag: PlacedTag, *, bleeds: bool) -> PlacedTag:
    """The tag as a thing of its own: paper under it, and nothing beyond its cut or its bleed."""
    outline = tag.bleed_outline if bleeds else tag.outline

    def on_paper(side: Side) -> PlacedFace:
        face = tag.front if side == "front" else tag.back
        edge = tag.bleed_edge(side) if bleeds else tag.cut(side)
        return replace(face, background=(PathItem(edge, fill=_PAPER), *face.background))

    return replace(
        tag, bleed=0.0, bleed_outline=outline, front=on_paper("front"), back=on_paper("back")
    )


def _alone(side: Side, size: Size, around: float, tags: Sequence[int]) -> SheetFace:
    """A page as large as a face and ``around`` it, with these tags over one another."""
    page = Rect(0, 0, size.width, size.height).grown(around)
    trim = Rect(around, around, size.width, size.height)
    cells = tuple(Cell(1, 1, trim, 0, tag) for tag in tags)
    return SheetFace(side, Size(page.width, page.height), cells, (), ())


def _guided(face: SheetFace, guides: int) -> SheetFace:
    """A sheet with the lines of tag ``guides`` over each of its cells."""
    return replace(face, cells=(*face.cells, *(replace(cell, tag=guides) for cell in face.cells)))


def preview_path(folder: Path, village: str, name: PictureName) -> Path:
    """Where a picture of a village goes."""
    return folder / f"{village}-{name}.png"


def write_pictures(
    folder: Path, village: str, pictures: Sequence[Picture]
) -> tuple[tuple[tuple[Path, Picture], ...], tuple[Diagnostic, ...]]:
    """Write the pictures of a village; those that were written, and what was refused."""
    written: list[tuple[Path, Picture]] = []
    found: list[Diagnostic] = []
    for picture in pictures:
        path = preview_path(folder, village, picture.name)
        refused = write_output(path, picture.png)
        found += (each.about(village=village) for each in refused)
        if not refused:
            written.append((path, picture))
    return tuple(written), tuple(found)


def earlier_pictures(folder: Path, village: str) -> tuple[Diagnostic, ...]:
    """A warning for each picture of the village that stands there, where none could be made."""
    paths = (preview_path(folder, village, name) for name in NAMES)
    return tuple(
        EARLIER_PICTURE(whole_file(path)).about(village=village) for path in paths if path.is_file()
    )


def one_village(roster: VillageRoster) -> Order:
    """The village with as many tags as a build would make of it, one where nobody knows."""
    households = roster.village.households
    needed = tags_needed(households, None, roster.campaign.spare) if households else 1
    return Order(roster, needed)
