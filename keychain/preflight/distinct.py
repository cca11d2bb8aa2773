"""Which pages look alike, proven from their objects, so that each look is read once.

Sheets of one village differ in their number only. Two pages look alike when they have the same
boxes and resources, do the same but for the strings of their own text, and that text stands
clear of every tag on both.
"""

from __future__ import annotations

from collections.abc import Container

from keychain.geometry import Rect
from keychain.preflight.expected import Expected, ExpectedPage
from keychain.preflight.place import rect_of
from keychain.preflight.reading.objects import PageObjects, PdfObjects
from keychain.preflight.serials import NO_SERIALS, Serials


def looks(pdf: PdfObjects, expected: Expected, serials: Serials = NO_SERIALS) -> tuple[int, ...]:
    """For each page the index of the first page that looks like it, but for ``serials``."""
    first: dict[str, int] = {}
    found = []
    for index, (page, wanted) in enumerate(zip(pdf.pages, expected.pages, strict=True)):
        if page.annotated or not _text_is_clear(page, wanted, expected.bleed, serials.on(index)):
            found.append(index)
        else:
            found.append(first.setdefault(page.key, index))
    return tuple(found)


def _text_is_clear(
    page: PageObjects, wanted: ExpectedPage, bleed: float, known: Container[tuple[float, float]]
) -> bool:
    """Whether the page's own text, forms not counted, surely meets no tag and no bleed, apart from
    that which begins at a ``known`` place."""
    if page.content is None or page.media is None:
        return False
    media = page.media
    own = [rect_of(show.box, media) for show in page.content.shows if show.start not in known]
    tags = [cell.trim.grown(bleed) for cell in wanted.cells]
    if not wanted.correction.is_none:
        tags = [wanted.correction.sent_rect(tag, wanted.paper) for tag in tags]
    return not any(_meet(text, tag) for text in own for tag in tags)


def _meet(text: Rect, tag: Rect) -> bool:
    return text.meets(tag, slack=0.0)
