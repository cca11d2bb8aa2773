"""A booklet's sheets, compared with the pages that were folded into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
import pypdfium2

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import PT_PER_MM
from keychain.preflight.directory.pages import read_page
from keychain.values import dataclass

BOOKLET_PAGE = error("booklet-page", "a page in the wrong place tears the book apart")

_NEAR = 0.01
"""mm by which numbers written with four places are off at most."""

_SPOILT = (ValueError, KeyError, AttributeError, TypeError, IndexError)
"""What pikepdf raises for objects that are not what they should be."""


@dataclass(frozen=True, slots=True)
class ExpectedSide:
    """One side of a sheet: the index of the page on the left and on the right, None for a blank,
    and how far both are moved towards the fold, mm."""

    left: int | None
    right: int | None
    creep: float


def check_booklet(
    booklet: bytes, pages: bytes, sides: Sequence[ExpectedSide], width: float
) -> tuple[Diagnostic, ...]:
    """Whether each side of the booklet shows the pages that belong there, byte for byte and word
    for word, where they belong; ``width`` is a page's, mm."""
    try:
        with pikepdf.open(BytesIO(booklet)) as made, pikepdf.open(BytesIO(pages)) as given:
            found = tuple(_check(made, given, sides, width))
        return found or tuple(_check_words(booklet, pages, sides, width))
    except (pikepdf.PdfError, pypdfium2.PdfiumError, *_SPOILT):
        return (BOOKLET_PAGE(side=1),)


def _check_words(
    booklet: bytes, pages: bytes, sides: Sequence[ExpectedSide], width: float
) -> Iterator[Diagnostic]:
    """The same as another reader sees it: with all that the pages' forms draw with."""
    made, given = pypdfium2.PdfDocument(booklet), pypdfium2.PdfDocument(pages)
    try:
        for at, side in enumerate(sides):
            lines = read_page(made, at, _no_number).lines
            wanted = [
                (line.text, line.left + shift)
                for index, shift in ((side.left, side.creep), (side.right, width - side.creep))
                if index is not None
                for line in read_page(given, index, _no_number).lines
            ]
            same = len(lines) == len(wanted) and all(
                line.text == text and abs(line.left - x) < _NEAR * 10
                for line, (text, x) in zip(lines, wanted, strict=True)
            )
            if not same:
                yield BOOKLET_PAGE(side=at + 1).about(page=at + 1)
    finally:
        made.close()
        given.close()


def _no_number(_text: str) -> bool:
    return False


def _check(
    made: pikepdf.Pdf, given: pikepdf.Pdf, sides: Sequence[ExpectedSide], width: float
) -> Iterator[Diagnostic]:
    contents = [pikepdf.Page(page) for page in given.pages]
    texts = [page.obj.Contents.read_bytes() for page in contents]
    if len(made.pages) != len(sides):
        yield BOOKLET_PAGE(side=min(len(made.pages), len(sides)) + 1)
        return
    for at, (page, side) in enumerate(zip(made.pages, sides, strict=True)):
        wanted = [
            (texts[index], half * width + (side.creep if half == 0 else -side.creep))
            for half, index in enumerate((side.left, side.right))
            if index is not None
        ]
        found = list(_drawn(page))
        right = len(found) == len(wanted) and all(
            one == other and abs(x / PT_PER_MM - place) < _NEAR
            for (one, x), (other, place) in zip(found, wanted, strict=True)
        )
        if not right:
            yield BOOKLET_PAGE(side=at + 1).about(page=at + 1)


def _drawn(page: pikepdf.Page) -> Iterator[tuple[bytes, float]]:
    """The content of each form that a side draws, and how far to the right, pt."""
    x, saved = 0.0, list[float]()
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "q":
                saved.append(x)
            case "Q":
                x = saved.pop()
            case "cm":
                x += float(operands[4])
            case "Do":
                yield page.obj.Resources.XObject[str(operands[0])].read_bytes(), x
