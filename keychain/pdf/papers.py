"""Papers as the bytes of a PDF file, with the tags on them drawn as they are on sheets."""

from __future__ import annotations

import zlib
from datetime import date
from functools import lru_cache

from keychain.geometry import Rect, Size
from keychain.layout.placed import PlacedTag
from keychain.papers.draft import outline_of
from keychain.papers.model import PaperBook, PaperPage, ShownFace, Stencil
from keychain.pdf.colours import PRESS
from keychain.pdf.content import Content
from keychain.pdf.coordinates import number, page_box, page_matrix
from keychain.pdf.document import Document, text_string
from keychain.pdf.fonts import LoadedFont
from keychain.pdf.forms import Forms, draw_path
from keychain.pdf.metadata import PROGRAM, pdf_date
from keychain.pdf.subsets import COMPRESSION
from keychain.pdf.text import draw_column, draw_texts
from keychain.sheets.model import SheetBook

PAPER_KEY = "KeychainPaper"
"""The Info entry by which a paper is known from sheets with tags."""


def write_paper(book: PaperBook, day: date) -> bytes:
    """The PDF of ``book``, dated ``day``; each face of a tag is drawn once.

    The same book and day give the same bytes. Raises ImageRefused for a picture on a tag that is
    broken or of another format.
    """
    document = Document(letters=book.letters)
    tags: dict[int, PlacedTag] = {}
    for page in book.pages:
        tags.update((id(shown.tag), shown.tag) for shown in page.faces)
    numbers = {key: index for index, key in enumerate(tags)}
    drawn = SheetBook(book.title, book.language, "", tuple(tags.values()), (), (), 0.0, None)
    forms = Forms(document, drawn, PRESS)
    stencils: dict[Stencil, str] = {}
    resources: dict[str, str] = {}
    tree, body = document.add_later()
    kids = []
    for page in book.pages:
        for each in page.stencils:
            if each.stencil not in stencils:
                stencils[each.stencil] = _add_stencil(each.stencil, page.paper, document, forms)
        content, used = _draw(page, document, forms, numbers, stencils)
        stream = document.add_stream("", content.data())
        named = forms.resources(used)
        if named not in resources:
            resources[named] = document.add(named)
        paper = page_box(Rect(0, 0, page.paper.width, page.paper.height), page.paper)
        kids.append(
            document.add(
                f"<</Type/Page/Parent {tree}/MediaBox{paper}/TrimBox{paper}"
                f"/Resources {resources[named]}/Contents {stream}>>"
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
    stencils: dict[Stencil, str],
) -> tuple[Content, dict[str, str]]:
    """A page's content, and the forms that it uses by their names."""
    content = Content()
    used: dict[str, str] = {}
    content.save()
    content.move(page_matrix(page.paper))
    for item in page.under:
        draw_path(content, item)
    for shown in page.faces:
        index = numbers[id(shown.tag)]
        name = f"{'F' if shown.side == 'front' else 'B'}{index}"
        used[name] = forms.face(index, shown.side)
        _show(content, shown, name)
    for item in page.over:
        draw_path(content, item)
    order = {stencil: f"S{index}" for index, stencil in enumerate(stencils)}
    for each in page.stencils:
        name = order[each.stencil]
        used[name] = stencils[each.stencil]
        content.save()
        content.move((1, 0, 0, 1, 0, each.top))
        content.add(f"/{name} Do")
        content.restore()
    draw_texts(content, page.texts, document)
    for column in page.columns:
        draw_column(content, column, document)
    content.restore()
    return content, used


def _add_stencil(stencil: Stencil, paper: Size, document: Document, forms: Forms) -> str:
    """The form of a stencil. Where it has no letter but those that every paper of its kind has in
    its fonts, it was perhaps made for another one."""
    made = _made_stencil(stencil, document.letters)
    if made is None:
        data = zlib.compress(_stencil_content(stencil, document), COMPRESSION)
    else:
        data, fonts = made
        document.use(fonts)
    box = f"[0 0 {number(paper.width)} {number(paper.height)}]"
    entries = f"/Type/XObject/Subtype/Form/BBox{box}/Resources{forms.resources({})}"
    return document.add_compressed(entries, data)


@lru_cache(maxsize=256)
def _made_stencil(stencil: Stencil, letters: str) -> tuple[bytes, tuple[LoadedFont, ...]] | None:
    """A stencil as compressed content, and its fonts; None where ``letters`` do not suffice."""
    trial = Document(letters=letters)
    data = _stencil_content(stencil, trial)
    return (zlib.compress(data, COMPRESSION), trial.used) if trial.only_letters else None


def _stencil_content(stencil: Stencil, document: Document) -> bytes:
    content = Content()
    for item in (*stencil.under, *stencil.over):
        draw_path(content, item)
    draw_texts(content, stencil.texts, document)
    return content.data()


def _show(content: Content, shown: ShownFace, name: str) -> None:
    content.save()
    content.move((shown.scale, 0, 0, shown.scale, shown.at.x, shown.at.y))
    content.clip_to(outline_of(shown.tag, shown.side))
    content.add(f"/{name} Do")
    content.restore()
