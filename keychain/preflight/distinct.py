"""Which pages look alike, proven from their objects, so that each look is read once.

Sheets of one village differ in their number only. Two pages look alike when they have the same
boxes and resources, do the same but for the strings of their own text, and that text stands
clear of every tag on both.
"""

from __future__ import annotations

from keychain.geometry import Rect
from keychain.preflight.expected import Expected, ExpectedPage
from keychain.preflight.place import rect_of
from keychain.preflight.reading.objects import PageObjects, PdfObjects


def looks(pdf: PdfObjects, expected: Expected) -> tuple[int, ...]:
    """For each page the index of the first page that looks like it."""
    first: dict[str, int] = {}
    found = []
    for index, (page, wanted) in enumerate(zip(pdf.pages, expected.pages, strict=True)):
        if page.annotated or not _text_is_clear(page, wanted, expected.bleed):
            found.append(index)
        else:
            found.append(first.setdefault(page.key, index))
    return tuple(found)


def _text_is_clear(page: PageObjects, wanted: ExpectedPage, bleed: float) -> bool:
    """Whether the page's own text, forms not counted, surely meets no tag and no bleed."""
    if page.content is None or page.media is None:
        return False
    media = page.media
    own = [rect_of(show.box, media) for show in page.content.shows]
    sent = wanted.correction.sent_rect
    tags = [sent(cell.trim.grown(bleed), wanted.paper) for cell in wanted.cells]
    return not any(_meet(text, tag) for text in own for tag in tags)


def _meet(text: Rect, tag: Rect) -> bool:
    return text.meets(tag, slack=0.0)
