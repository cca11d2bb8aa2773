"""Small books of sheets, made by hand, for the tests of the PDF writer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import qrcode
from PIL import Image

from keychain.geometry import Close, Line, Move, Path, Point, Rect, Size, Turn, mm_of_pt
from keychain.layout.output_profile import fogra39
from keychain.layout.placed import (
    BLACK,
    Colour,
    Font,
    Hole,
    ImageItem,
    Item,
    PathItem,
    PlacedFace,
    PlacedTag,
    QrItem,
    Side,
    TextItem,
)
from keychain.layout.sheet_spec import Production, Standard
from keychain.pdf import FontMeasure
from keychain.sheets.model import Cell, Page, SheetBook, SheetFace, Stroke
from keychain.tags.qr import QrSymbol

DAY = date(2026, 12, 1)
A4 = Size(210, 297)
RED = Colour(0, 1, 0.9, 0.1)
SEMI_BOLD = Font("Roboto Condensed", 600)
REGULAR = Font("Roboto Condensed", 400)
FALLBACK = Font("Noto Sans", 400)
LEAD = "tel:+84950000003"


def box_path(rect: Rect) -> Path:
    """A rectangle as a path."""
    first, *others = rect.corners
    return (Move(first), *(Line(corner) for corner in others), Close())


def line(
    text: str,
    font: Font,
    size: float,
    x: float,
    baseline: float,
    colour: Colour = BLACK,
    turn: Turn = 0,
) -> TextItem:
    """A text item with its true width."""
    width = FontMeasure().width(text, font) * mm_of_pt(size)
    return TextItem(text, font, size, x, baseline, width, colour, "", turn)


def symbol(payload: str) -> QrSymbol:
    """A QR symbol straight from the qrcode package."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    code.add_data(payload)
    code.make()
    rows = tuple("".join("1" if dark else "0" for dark in row) for row in code.modules)
    return QrSymbol(payload, code.version, "Q", rows)


def png(picture: Image.Image) -> bytes:
    """A picture as a PNG file."""
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def fob(
    village: str = "Bản Phục", number: str = "0950 000 003", extra: tuple[Item, ...] = ()
) -> PlacedTag:
    """A 54 × 29 fob with a red head, its hole in it, texts and a code."""
    front = PlacedFace(
        (PathItem(box_path(Rect(-3, -3, 15, 35)), fill=RED),),
        (
            line(village, SEMI_BOLD, 8.6, 15, 5.9),
            line("Từ 12/2026 · A7F3", REGULAR, 6, 38, 5.9),
            line(number, SEMI_BOLD, 18.6, 15, 11.2),
            line("Gọi hoặc quét mã:", REGULAR, 6, 15, 15.9),
            line("H’Mrê̆ Ƀiă", FALLBACK, 7.2, 15, 20),
            QrItem(symbol(LEAD), 38.3, 13.3, 0.508),
            *extra,
        ),
        Hole(Point(7.5, 14.5), 5),
    )
    back = PlacedFace(
        (PathItem(box_path(Rect(42, -3, 15, 35)), fill=RED),),
        (line("113", SEMI_BOLD, 14.9, 3, 6.84), line("Công an (xã)", REGULAR, 7.2, 12.5, 6.84)),
        Hole(Point(46.5, 14.5), 5),
    )
    return PlacedTag(
        "ban-phuc",
        Size(54, 29),
        box_path(Rect(0, 0, 54, 29)),
        3,
        box_path(Rect(-3, -3, 60, 35)),
        front,
        back,
    )


def face(side: str, turns: tuple[Turn, ...] = (0,), tag: int = 0) -> SheetFace:
    """Fobs one below the other from (30, 40) on, 8 mm apart."""
    cells = []
    top = 40.0
    for row, turn in enumerate(turns, 1):
        size = Size(54, 29) if turn in (0, 180) else Size(29, 54)
        cells.append(Cell(row, 1, Rect(30, top, size.width, size.height), turn, tag))
        top += size.height + 8
    ruler = (
        Stroke(Point(30, 285), Point(130, 285), 0.1),
        Stroke(Point(30, 284), Point(30, 286), 0.1),
    )
    slug = (line("Xã Kiên Mộc · Bản Phục", REGULAR, 7, 30, 20),)
    return SheetFace(side, A4, tuple(cells), ruler, slug)  # type: ignore[arg-type]  # a Side


def book(
    sheets: int = 2,
    turns: tuple[Turn, ...] = (0,),
    tag: PlacedTag | None = None,
    bleed: float = 1.5,
) -> SheetBook:
    """A separator and ``sheets`` sheets, front and back."""
    pages = [Page(None, (line("Bản Phục", SEMI_BOLD, 25.8, 30, 60),), A4, "Bản Phục")]
    for sheet in range(1, sheets + 1):
        words = (line(f"tờ {sheet}/{sheets}", REGULAR, 7, 130, 20),)
        pages += [Page(0, words, A4), Page(1, (), A4)]
    return SheetBook(
        "Kiên Mộc – Bản Phục",
        "vi",
        '{"village": "ban-phuc", "title": "Bản Phục"}',
        (tag or fob(),),
        (face("front", turns), face("back", turns)),
        tuple(pages),
        bleed,
        "long-edge",
    )


def one_page(*items: Item) -> SheetBook:
    """A page of 60 × 40 that is one tag, with nothing but ``items`` on it."""
    size = Size(60, 40)
    blank = PlacedFace((), (), None)
    outline = box_path(Rect(0, 0, size.width, size.height))
    tag = PlacedTag("v", size, outline, 0, outline, replace(blank, items=items), blank)
    cell = Cell(1, 1, Rect(0, 0, size.width, size.height), 0, 0)
    shown = SheetFace("front", size, (cell,), (), ())
    return SheetBook("v", "vi", "{}", (tag,), (shown,), (Page(0, (), size),), 0, None)


def picture(data: bytes, page: int = 0, dpi: float = 600) -> Image.Image:
    """A page as pdfium shows it."""
    shown = pypdfium2.PdfDocument(data)[page].render(scale=dpi / 72)
    rendered: Image.Image = shown.to_pil().convert("RGB")
    return rendered


def span(mask: Image.Image) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in mm of what is not black in a mask of 600 dpi."""
    found = mask.getbbox()
    assert found is not None
    left, top, right, bottom = (edge / 600 * 25.4 for edge in found)
    return left, top, right, bottom


def part(shown: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """What lies between these edges, in mm, of a picture of 600 dpi."""
    scale = 600 / 25.4
    return shown.crop(
        (round(left * scale), round(top * scale), round(right * scale), round(bottom * scale))
    )


def texts(data: bytes, page: int = 0) -> list[str]:
    """A page's lines as pdfium copies them out."""
    found: str = pypdfium2.PdfDocument(data)[page].get_textpage().get_text_range()
    return found.split("\r\n")


def photo(rect: Rect) -> ImageItem:
    """A picture, red in its upper right quarter and clear elsewhere, filling ``rect``."""
    shown = Image.new("RGBA", (60, 40), (255, 0, 0, 255))
    shown.paste((0, 0, 0, 0), (0, 0, 30, 40))
    shown.paste((0, 0, 0, 0), (0, 20, 60, 40))
    return ImageItem(png(shown), rect)


def press(standard: Standard, **others: Any) -> Production:
    """A print shop's production: coated paper, and a die line unless said otherwise."""
    usual = Production(standard, fogra39(), "CutContour")
    return replace(usual, **others)


def tag_pages(production: Production, tag: PlacedTag | None = None) -> SheetBook:
    """Both faces of one tag, each on a page that is 3 mm larger all around."""
    whole = book(tag=tag, bleed=3)
    (tag,) = whole.tags
    paper = Size(tag.size.width + 6, tag.size.height + 6)
    cell = Cell(1, 1, Rect(3, 3, tag.size.width, tag.size.height), 0, 0)
    sides: tuple[Side, ...] = ("front", "back")
    faces = tuple(SheetFace(side, paper, (cell,), (), ()) for side in sides)
    pages = (Page(0, (), paper, "Bản Phục"), Page(1, (), paper))
    return replace(whole, faces=faces, pages=pages, production=production)
