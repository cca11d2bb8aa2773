"""Papers as the bytes of a PDF file, with the tags on them drawn as they are on sheets."""

from __future__ import annotations

from datetime import date

from keychain.geometry import Rect
from keychain.layout.placed import PlacedTag
from keychain.papers.draft import outline_of
from keychain.papers.model import PaperBook, PaperPage, ShownFace
from keychain.pdf.colours import PRESS, Colours
from keychain.pdf.content import Content
from keychain.pdf.coordinates import page_box, page_matrix
from keychain.pdf.document import Document, text_string
from keychain.pdf.forms import Forms, draw_path
from keychain.pdf.metadata import PROGRAM, pdf_date
from keychain.pdf.text import draw_texts
from keychain.sheets.model import SheetBook

PAPER_KEY = "KeychainPaper"
"""The Info entry by which a paper is known from sheets with tags."""


def write_paper(book: PaperBook, day: date, colours: Colours = PRESS) -> bytes:
    """The PDF of ``book``, dated ``day``, in ``colours``; each face of a tag is drawn once.

    The same book and day give the same bytes. Raises ImageRefused for a picture on a tag that is
    broken or of another format.
    """
    document = Document()
    tags: dict[int, PlacedTag] = {}
    for page in book.pages:
        tags.update((id(shown.tag), shown.tag) for shown in page.faces)
    numbers = {key: index for index, key in enumerate(tags)}
    drawn = SheetBook(book.title, book.language, "", tuple(tags.values()), (), (), 0.0, None)
    forms = Forms(document, drawn, colours)
    tree, body = document.add_later()
    kids = []
    for page in book.pages:
        content, used = _draw(page, document, forms, numbers, colours)
        stream = document.add_stream("", content.data())
        paper = page_box(Rect(0, 0, page.paper.width, page.paper.height), page.paper)
        kids.append(
            document.add(
                f"<</Type/Page/Parent {tree}/MediaBox{paper}/TrimBox{paper}"
                f"/Resources {document.add(forms.resources(used))}/Contents {stream}>>"
            )
        )
    pages = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    body.body = pages.encode("ascii")
    catalog = (
        f"<</Type/Catalog/Pages {tree}/Lang {text_string(book.language)}"
        "/ViewerPreferences<</PrintScaling/None/DisplayDocTitle true>>>>"
    )
    when = pdf_date(day)
    info = (
        f"<</Title {text_string(book.title)}"
        f"/Creator {text_string(PROGRAM)}/Producer {text_string(PROGRAM)}"
        f"/CreationDate {when}/ModDate {when}/Trapped/False/{PAPER_KEY}(yes)>>"
    )
    return document.finished(catalog, info)


def _draw(
    page: PaperPage,
    document: Document,
    forms: Forms,
    numbers: dict[int, int],
    colours: Colours,
) -> tuple[Content, dict[str, str]]:
    """A page's content, and the forms that it uses by their names."""
    content = Content(colours)
    used: dict[str, str] = {}
    content.save()
    content.move(page_matrix(page.paper))
    for item in page.under:
        draw_path(content, item)
    for shown in page.faces:
        number = numbers[id(shown.tag)]
        name = f"{'F' if shown.side == 'front' else 'B'}{number}"
        used[name] = forms.face(number, shown.side)
        _show(content, shown, name)
    for item in page.over:
        draw_path(content, item)
    draw_texts(content, page.texts, document)
    content.restore()
    return content, used


def _show(content: Content, shown: ShownFace, name: str) -> None:
    content.save()
    content.move((shown.scale, 0, 0, shown.scale, shown.at.x, shown.at.y))
    content.clip_to(outline_of(shown.tag, shown.side))
    content.add(f"/{name} Do")
    content.restore()
