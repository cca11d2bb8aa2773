"""Faces and sheets as form XObjects, each drawn once however often it stands on paper."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from keychain.geometry import Rect, Size
from keychain.layout.placed import (
    BLACK,
    ImageItem,
    Item,
    PathItem,
    PlacedTag,
    QrItem,
    Side,
    TextItem,
)
from keychain.layout.sheet_spec import PLAIN
from keychain.pdf.colours import Colours
from keychain.pdf.content import DASHED, SOLID, Content, bounds, circle
from keychain.pdf.coordinates import number, turned_into
from keychain.pdf.die_line import DieLine
from keychain.pdf.document import Document
from keychain.pdf.symbol import symbol_operators
from keychain.pdf.text import draw_text, draw_texts
from keychain.sheets.model import SheetBook, SheetFace, Stroke


class Forms:
    """The forms of one book, made when they are first asked for."""

    def __init__(self, document: Document, book: SheetBook, colours: Colours) -> None:
        self._document = document
        self._colours = colours
        self._book = book
        self._tags: dict[tuple[int, Side], str] = {}
        self._sheets: dict[int, str] = {}
        self._images: dict[tuple[bytes, Size], str] = {}
        # On a screen inks are light, as FOGRA39 shows them, and nothing is cut by a die.
        production = book.production if colours.for_press else PLAIN
        self._condition = production.condition
        self.die_line: DieLine | None = None
        if production.die_line is not None:
            layered = production.standard == "x-4"
            self.die_line = DieLine(document, production.die_line, layered=layered)
        over = document.add("<</Type/ExtGState/OP true/op true/OPM 1>>")
        out = document.add("<</Type/ExtGState/OP false/op false/OPM 0>>")
        self._shared = f"/Font {document.fonts}/ExtGState<</Over {over}/Out {out}>>"

    def resources(self, forms: dict[str, str], more: str = "") -> str:
        """A resource dictionary with these XObjects, and ``more`` entries."""
        named = "".join(f"/{name} {reference}" for name, reference in forms.items())
        return f"<<{self._shared}{more}" + (f"/XObject<<{named}>>" if named else "") + ">>"

    def sheet(self, index: int) -> str:
        """The form of the book's face ``index``: its tags, marks, ruler and slug."""
        if index not in self._sheets:
            self._sheets[index] = self._draw_sheet(self._book.faces[index])
        return self._sheets[index]

    def face(self, index: int, side: Side) -> str:
        """The form of one face of the book's tag ``index``, reaching as far as its bleed."""
        return self._tag(index, side)

    def _draw_sheet(self, face: SheetFace) -> str:
        content = Content(self._colours)
        forms: dict[str, str] = {}
        for cell in face.cells:
            tag = self._book.tags[cell.tag]
            side = cell.face or face.side
            name = f"T{cell.tag}" if side == face.side else f"O{cell.tag}"
            forms.setdefault(name, self._tag(cell.tag, side))
            content.save()
            if cell.clip is not None:
                content.clip_to_rect(cell.clip)
            elif self._book.bleed < tag.bleed:
                content.clip_to_rect(cell.trim.grown(self._book.bleed))
            content.move(turned_into(cell.trim, cell.turn))
            content.add(f"/{name} Do")
            content.restore()
        draw_strokes(content, face.strokes)
        draw_texts(content, face.texts, self._document)
        paper = Rect(0, 0, face.paper.width, face.paper.height)
        if self.die_line is None:
            return self._form(content, paper, forms)
        self.die_line.draw(content, face, self._book.tags)
        return self._form(content, paper, forms, self.die_line.resources)

    def _tag(self, index: int, side: Side) -> str:
        key = index, side
        if key not in self._tags:
            tag = self._book.tags[index]
            self._tags[key] = self._draw_face(tag, side)
        return self._tags[key]

    def _draw_face(self, tag: PlacedTag, side: Side) -> str:
        face, edge = tag.front if side == "front" else tag.back, tag.bleed_edge(side)
        content = Content(self._colours)
        images: dict[str, str] = {}
        box = bounds(edge)
        content.clip_to(edge)
        if face.hole is not None and self.die_line is None:
            # Nothing is printed where the hole will be, so that its white shows where to punch. A
            # die needs no such sign, and where it is off there would be a white ring.
            content.clip_out(circle(face.hole.centre, face.hole.diameter), box)
        for item in (*face.background, *face.items):
            self._draw(content, item, images)
        return self._form(content, box, images)

    def _draw(self, content: Content, item: Item, images: dict[str, str]) -> None:
        match item:
            case TextItem():
                draw_text(content, item, self._document)
            case PathItem():
                draw_path(content, item)
            case QrItem():
                draw_symbol(content, item)
            case ImageItem():
                reference = self._image(item)
                name = f"I{len(images)}"
                images[name] = reference
                content.save()
                # An image fills the unit square, its top at 1.
                rect = item.rect
                content.move((rect.width, 0, 0, -rect.height, rect.x, rect.bottom))
                content.add(f"/{name} Do")
                content.restore()

    def _image(self, item: ImageItem) -> str:
        size = Size(item.rect.width, item.rect.height)
        key = item.data, size
        if key not in self._images:
            from keychain.pdf.images import convert_image

            image = convert_image(item.data, size, self._condition)
            space, samples = self._colours.picture((image.width, image.height), image.pixels)
            entries = (
                f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
                f"/ColorSpace/{space}/BitsPerComponent 8"
            )
            if image.hidden:
                mask = self._document.add_stream(
                    f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
                    "/ImageMask true/BitsPerComponent 1",
                    image.hidden,
                )
                entries += f"/Mask {mask}"
            self._images[key] = self._document.add_stream(entries, samples)
        return self._images[key]

    def _form(self, content: Content, box: Rect, forms: dict[str, str], more: str = "") -> str:
        edges = " ".join(number(edge) for edge in (box.x, box.y, box.right, box.bottom))
        entries = f"/Type/XObject/Subtype/Form/BBox[{edges}]/Resources{self.resources(forms, more)}"
        return self._document.add_stream(entries, content.data())


def draw_path(content: Content, item: PathItem) -> None:
    """A filled or stroked path; it knocks out what is under it."""
    if item.fill is not None:
        content.fill_colour(item.fill)
    if item.stroke is not None:
        content.stroke_colour(item.stroke)
        content.line_width(item.stroke_width)
        # The limit that SVG drawings are made for; PDF's own default is 10.
        content.miter_limit(4)
    content.paint(
        item.path,
        fill=item.fill is not None,
        stroke=item.stroke is not None,
        even_odd=item.even_odd,
    )


def draw_symbol(content: Content, item: QrItem) -> None:
    """A QR symbol in K."""
    content.fill_colour(BLACK, overprint=True)
    content.add(
        f"q {number(item.module, 6)} 0 0 {number(item.module, 6)}"
        f" {number(item.x)} {number(item.y)} cm",
        symbol_operators(item.symbol),
        "Q",
    )


def draw_strokes(content: Content, strokes: Iterable[Stroke]) -> None:
    """Crop marks, folds and rulers in K, one path for those of one kind."""
    for (width, dashed), group in groupby(strokes, key=lambda s: (s.width, s.dashed)):
        content.stroke_colour(BLACK, overprint=True)
        content.line_width(width)
        content.dashes(DASHED if dashed else SOLID)
        content.add(
            *(
                f"{number(s.start.x)} {number(s.start.y)} m {number(s.end.x)} {number(s.end.y)} l"
                for s in group
            ),
            "S",
        )
