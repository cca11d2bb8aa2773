"""The file as a whole and its pages: what a printer and a viewer need to be told.

PDF/X and ISO 32000-1, 14.11.2 (boxes) and table 150 (viewer preferences).
"""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import PT_PER_MM, Rect
from keychain.preflight.expected import Expected, ExpectedPage
from keychain.preflight.reading.objects import PageObjects, PdfObjects, Unreadable
from keychain.preflight.reading.values import Box, holds
from keychain.tags.job import read_job
from keychain.text import nfc

UNREADABLE = error("pdf-unreadable", "A file that other programs cannot read cannot be printed.")
ENCRYPTED = error("pdf-encrypted", "Printers and print shops cannot work with a locked file.")
PAGE_COUNT = error("pdf-page-count", "A page too few or too many shifts all backs.")
PAGE_DAMAGED = error("pdf-page-damaged", "What cannot be read cannot be compared.")
PAGE_SIZE = error("pdf-page-size", "Another size is scaled by the printer, and nothing fits.")
PAGE_TURNED = error("pdf-page-turned", "A page that viewers turn or scale ends up otherwise.")
BOXES = error("pdf-boxes", "A print shop cuts and imposes by the trim and bleed boxes.")
ANNOTATION = error("pdf-annotation", "Annotations print over the sheet or not, as viewers like.")
SCALING = error("pdf-scaling", "Viewers shrink pages to 96 % unless the file asks them not to.")
LANGUAGE = error("pdf-language", "Screen readers and search go by the file's language.")
TITLE = error("pdf-title", "The title is what tells this file from others in a print queue.")
JOB = error("pdf-job", "Without its job a file cannot be verified later by itself.")

_NEAR = 0.05
"""How exactly sizes and boxes must agree, mm: a tenth of a point and rounding."""


def unreadable(why: Unreadable) -> Diagnostic:
    """The finding for a file that did not open."""
    return ENCRYPTED() if why == "encrypted" else UNREADABLE()


def check_structure(pdf: PdfObjects, expected: Expected) -> Iterator[Diagnostic]:
    """The document's own entries, and each page's boxes."""
    if pdf.count != len(expected.pages):
        yield PAGE_COUNT(found=pdf.count, wanted=len(expected.pages))
    if nfc(pdf.title or "") != nfc(expected.title):
        yield TITLE(found=pdf.title or "—", wanted=expected.title)
    if (pdf.language or "").split("-")[0].lower() != expected.language.split("-")[0].lower():
        yield LANGUAGE(found=pdf.language or "—", wanted=expected.language)
    if pdf.print_scaling != "None":
        yield SCALING()
    if pdf.job is None or read_job(pdf.job) is None:
        yield JOB()
    for number, (page, wanted) in enumerate(zip(pdf.pages, expected.pages, strict=False), 1):
        for finding in _check_page(page, wanted, expected.bleed):
            yield finding.about(page=number)


def fits(page: PageObjects, wanted: ExpectedPage) -> bool:
    """Whether a page's coordinates are what they are expected in, so that it can be compared."""
    return (
        page.media is not None and page.content is not None and not list(_check_frame(page, wanted))
    )


def _check_page(page: PageObjects, wanted: ExpectedPage, bleed: float) -> Iterator[Diagnostic]:
    if page.content is None:
        yield PAGE_DAMAGED()
    yield from _check_frame(page, wanted)
    if page.annotated:
        yield ANNOTATION()
    problem = _boxes_problem(page, wanted, bleed)
    if problem:
        yield BOXES(box=problem)


def _check_frame(page: PageObjects, wanted: ExpectedPage) -> Iterator[Diagnostic]:
    media = page.media or (0.0, 0.0, 0.0, 0.0)
    width, height = (media[2] - media[0]) / PT_PER_MM, (media[3] - media[1]) / PT_PER_MM
    paper = wanted.paper
    if abs(width - paper.width) > _NEAR or abs(height - paper.height) > _NEAR:
        yield PAGE_SIZE(
            width=round(width, 2),
            height=round(height, 2),
            wanted_width=paper.width,
            wanted_height=paper.height,
        )
    elif page.crop is not None and not _same(page.crop, media):
        yield BOXES(box="CropBox")
    if page.rotate % 360:
        yield PAGE_TURNED(entry="Rotate")
    if page.user_unit != 1:
        yield PAGE_TURNED(entry="UserUnit")


def _boxes_problem(page: PageObjects, wanted: ExpectedPage, bleed: float) -> str | None:
    """The name of the box that is missing or wrong. The bleed may end where the paper does."""
    media, bleeds, trim = page.media, page.bleed, page.trim
    if trim is None:
        return "TrimBox"
    if bleeds is None:
        return "BleedBox"
    if media is None or not _holds(media, bleeds):
        return "BleedBox"
    if not _holds(bleeds, trim):
        return "TrimBox"
    if wanted.cells:
        correction = wanted.correction
        scales = (correction.across, correction.down)
        for side in range(4):
            apart = abs(trim[side] - bleeds[side]) / PT_PER_MM
            at_edge = abs(bleeds[side] - media[side]) / PT_PER_MM <= _NEAR
            if apart < bleed * scales[side % 2] - _NEAR and not at_edge:
                return "BleedBox"
        cut = Rect(
            (trim[0] - media[0]) / PT_PER_MM,
            (media[3] - trim[3]) / PT_PER_MM,
            (trim[2] - trim[0]) / PT_PER_MM,
            (trim[3] - trim[1]) / PT_PER_MM,
        )
        sent = (correction.sent_rect(cell.trim, wanted.paper) for cell in wanted.cells)
        if not all(cut.holds(trim, _NEAR) for trim in sent):
            return "TrimBox"
    return None


def _holds(outer: Box, inner: Box) -> bool:
    return holds(outer, inner, _NEAR * PT_PER_MM)


def _same(one: Box, other: Box) -> bool:
    return _holds(one, other) and _holds(other, one)
