"""A book of sheets as the bytes of a PDF file.

Each face of a tag is a form, each distinct sheet is a form that places them, and a page is one
call of its sheet and what is its own: its number, and the serial numbers of its tags. So a thousand
sheets cost a thousand short streams, whatever stands on them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from keychain.geometry import Correction, Rect, Size
from keychain.layout.output_profile import fogra39
from keychain.layout.sheet_spec import PLAIN
from keychain.pdf.colours import PRESS, Colours
from keychain.pdf.content import Content
from keychain.pdf.coordinates import page_box, page_matrix
from keychain.pdf.document import Document
from keychain.pdf.forms import Forms
from keychain.pdf.metadata import PROGRAM, add_outlines, catalog_entries, info_entries
from keychain.pdf.standards import VERSIONS, add_metadata, add_output_intent
from keychain.pdf.text import draw_texts
from keychain.sheets.model import Page, SheetBook

if TYPE_CHECKING:
    from keychain.pdf.numbered import Numbering


def write_pdf(book: SheetBook, day: date, colours: Colours = PRESS) -> bytes:
    """The PDF of ``book``, dated ``day``, in ``colours``.

    The same book and day give the same bytes, whatever was written before in this process. Raises
    ImageRefused for a picture that is broken or of another format.
    """
    production = book.production if colours.for_press else PLAIN
    standard = production.standard
    document = Document(VERSIONS[standard])
    pages = _Pages(document, book, colours)
    bookmarks: list[tuple[str, str]] = []
    for page in book.pages:
        reference = pages.add(page)
        if page.bookmark is not None:
            bookmarks.append((page.bookmark, reference))
    outlines = add_outlines(document, bookmarks)
    more = pages.layers
    if standard != "plain":
        more += add_output_intent(document, production.condition or fogra39())
        more += add_metadata(document, standard, book.title, book.language, PROGRAM, day)
    return document.finished(
        catalog_entries(book, pages.finished(), outlines, more), info_entries(book, day, standard)
    )


class _Pages:
    """The page tree; what pages have in common is kept once."""

    def __init__(self, document: Document, book: SheetBook, colours: Colours) -> None:
        self._document = document
        self._colours = colours
        self._book = book
        self._forms = Forms(document, book, colours)
        self.layers = self._forms.die_line.catalog if self._forms.die_line else ""
        """The catalog's entry for layers, empty where there are none."""
        self._tree, self._body = document.add_later()
        self._kids: list[str] = []
        self._boxes: dict[tuple[Size, int | None, Correction], str] = {}
        self._resources: dict[int | None, str] = {}
        self._streams: dict[bytes, str] = {}
        self._numbered: dict[int, Numbering] = {}

    def add(self, page: Page) -> str:
        """Append a page and refer to it."""
        content = Content(self._colours)
        content.save()
        correction = self._book.correction(page)
        content.move(page_matrix(page.paper, correction))
        if page.face is not None:
            content.add("/Sheet Do")
            if page.serials:
                self._numbering_of(page.face).draw(content, page.serials)
        draw_texts(content, page.texts, self._document)
        content.restore()
        reference = self._document.add(
            f"<</Type/Page/Parent {self._tree}{self._boxes_of(page, correction)}"
            f"/Resources {self._resources_of(page.face)}"
            f"/Contents {self._stream(content.data())}>>"
        )
        self._kids.append(reference)
        return reference

    def finished(self) -> str:
        """The root of the tree, once all pages are there."""
        kids = " ".join(self._kids)
        self._body.body = f"<</Type/Pages/Count {len(self._kids)}/Kids[{kids}]>>".encode("ascii")
        return self._tree

    def _boxes_of(self, page: Page, correction: Correction) -> str:
        """The page's boxes, which depend on its paper, its sheet and the printer alone."""
        key = page.paper, page.face, correction
        if key not in self._boxes:
            paper = Rect(0, 0, page.paper.width, page.paper.height)
            trim = bleed = paper
            if page.face is not None:
                cut = self._book.faces[page.face].trim
                trim = correction.sent_rect(cut, page.paper)
                bleed = correction.sent_rect(cut.grown(self._book.bleed), page.paper)
            self._boxes[key] = (
                f"/MediaBox{page_box(paper, page.paper)}/BleedBox{page_box(bleed, page.paper)}"
                f"/TrimBox{page_box(trim, page.paper)}"
            )
        return self._boxes[key]

    def _resources_of(self, face: int | None) -> str:
        if face not in self._resources:
            forms = {} if face is None else {"Sheet": self._forms.sheet(face)}
            self._resources[face] = self._document.add(self._forms.resources(forms))
        return self._resources[face]

    def _numbering_of(self, face: int) -> Numbering:
        if face not in self._numbered:
            from keychain.pdf.numbered import Numbering

            book = self._book
            self._numbered[face] = Numbering(self._document, book.faces[face], book.tags)
        return self._numbered[face]

    def _stream(self, data: bytes) -> str:
        if data not in self._streams:
            self._streams[data] = self._document.add_stream("", data)
        return self._streams[data]
