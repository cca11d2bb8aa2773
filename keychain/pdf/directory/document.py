"""The whole directory: its pages, their heads and feet, and what stands in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Literal

from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageBreak, PageTemplate
from reportlab.platypus.doctemplate import NextPageTemplate

from keychain.directory.book.model import PagedDirectory, Part
from keychain.geometry import PT_PER_MM
from keychain.layout.measure import Remembered
from keychain.layout.typesetting import line_width
from keychain.pdf.directory.canvas import BookCanvas
from keychain.pdf.directory.columns import Columns
from keychain.pdf.directory.index import contents_units, index_units, page_form
from keychain.pdf.directory.metrics import METRICS, PLAIN, STRONG, Metrics
from keychain.pdf.directory.opening import CoverHead, Hotlines, PartHead, cover_bottom
from keychain.pdf.directory.pen import Pen
from keychain.pdf.directory.setting import SetBox, Setting, leading
from keychain.pdf.directory.village import VillageBlock
from keychain.pdf.fonts import FontMeasure
from keychain.values import dataclass

Paper = Literal["A4", "A5"]

_FOLIO = 12.0
"""Kept free beside the page's number, and between the two sides of a running head, mm."""

_LEAST_INDEX = 0.45
"""The share of a page that has to be left for an index to begin there."""


@dataclass(frozen=True, slots=True)
class SetDirectory:
    """A finished file and how many pages it has; ``back``: the last is a back cover."""

    data: bytes
    pages: int
    back: bool


def write_directory(
    book: PagedDirectory,
    paper: Paper,
    *,
    back: bool = False,
    tell: Callable[[], object] = lambda: None,
) -> SetDirectory:
    """The PDF of ``book``, on pages of ``paper``, with a ``back`` cover if that is asked for.

    ``tell`` is called for each village and index entry that is set. The same book gives the same
    bytes.
    """
    metrics = METRICS[paper]
    setting = Setting(book, metrics, Remembered(FontMeasure()), tell)
    canvases: list[BookCanvas] = []

    def make_canvas(*_given: object, **_also: object) -> BookCanvas:
        canvas = BookCanvas(book.title, book.language, book.day, metrics.paper, PLAIN)
        canvas.before_end = lambda: _define_pages(canvas, setting)
        canvases.append(canvas)
        return canvas

    template = BaseDocTemplate(
        "",
        pagesize=(metrics.paper.width * PT_PER_MM, metrics.paper.height * PT_PER_MM),
        pageTemplates=[
            _page("cover", metrics, cover_bottom(setting), setting),
            _page("page", metrics, metrics.bottom, setting),
        ],
        allowSplitting=1,
    )
    template.build(list(_story(setting, back=back)), canvasmaker=make_canvas)
    canvas = canvases[-1]
    return SetDirectory(canvas.data, canvas.getPageNumber() - 1, back)


def _story(setting: Setting, *, back: bool) -> Iterator[Any]:
    """Everything in the order in which it is read."""
    book = setting.book
    cover = book.parts[0].hotlines if not book.several else ()
    yield CoverHead(setting, book.cover)
    yield NextPageTemplate("page")
    if book.several:
        units = partial(contents_units, book.parts, setting)
        yield Columns(setting, units, book.contents, "contents")
    elif cover:
        yield Hotlines(setting, cover, cover=True)
    for part in book.parts:
        yield PageBreak()
        yield from _part(setting, part)
    for index in book.indexes:
        yield CondPageBreak(_LEAST_INDEX * setting.metrics.height * PT_PER_MM)
        entries = partial(index_units, index, setting)
        yield Columns(setting, entries, index.title, index.key, 1.6 * setting.metrics.gap)
    if back:
        yield NextPageTemplate("cover")
        yield PageBreak()
        yield CoverHead(setting, book.cover, back=True)
        if cover:
            yield Hotlines(setting, cover, cover=True)


def _part(setting: Setting, part: Part) -> Iterator[Any]:
    several = setting.book.several
    if several:
        yield PartHead(setting, part)
        if part.hotlines:
            yield Hotlines(setting, part.hotlines, cover=False)
    else:
        yield _Begin(setting, part)
    for block in part.blocks:
        yield VillageBlock(setting, block, 1)


class _Begin(SetBox):
    """Where the villages of a single commune begin: a bookmark, and nothing to be seen."""

    def __init__(self, setting: Setting, part: Part) -> None:
        super().__init__(setting)
        self.part = part

    high = 0.0
    _ZEROSIZE = True

    def paint(self, pen: Pen) -> None:
        """Set the bookmark."""
        self.setting.section = self.part.name
        self.setting.opened(self.setting.book.villages, self.part.key, 0, pen, 0)


def _page(name: str, metrics: Metrics, bottom: float, setting: Setting) -> PageTemplate:
    frame = Frame(
        metrics.side * PT_PER_MM,
        bottom * PT_PER_MM,
        metrics.width * PT_PER_MM,
        (metrics.paper.height - metrics.top - bottom) * PT_PER_MM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def finish(canvas: BookCanvas, _document: object) -> None:
        _finish_page(canvas, setting)

    return PageTemplate(name, [frame], onPageEnd=finish)


def _finish_page(canvas: BookCanvas, setting: Setting) -> None:
    """The head and foot of a page: on the outer side what a reader who leafs looks for."""
    metrics, book = setting.metrics, setting.book
    page = canvas.getPageNumber()
    pen = Pen(canvas, metrics.paper.height, setting.measure)
    left, right = metrics.side, metrics.paper.width - metrics.side
    outer, inner = (right, left) if page % 2 else (left, right)
    outwards: Literal["left", "right"] = "right" if page % 2 else "left"
    inwards: Literal["left", "right"] = "left" if page % 2 else "right"
    if not setting.opening:
        # What stands at the top of the page is what its head is about.
        section = setting.shown[0][0] if setting.shown else setting.section
        labels = [label for of, label in setting.shown if of == section]
        span, size = _head(section, labels, setting)
        pen.text(span, STRONG, metrics.note, outer, metrics.head, align=outwards)
        pen.text(section, PLAIN, size, inner, metrics.head, align=inwards)
    if setting.opening != "cover":
        pen.text(str(page), STRONG, metrics.who, outer, metrics.foot, align=outwards)
        lines = setting.lines(book.notice, PLAIN, metrics.small, metrics.width - _FOLIO)
        for at, line in enumerate(lines):
            baseline = metrics.foot - (len(lines) - 1 - at) * leading(metrics.small)
            pen.text(line, PLAIN, metrics.small, inner, baseline, align=inwards)
    setting.shown.clear()
    setting.opening = ""


def _head(section: str, labels: list[str], setting: Setting) -> tuple[str, float]:
    """The first and the last label, the first alone, or none, whatever has room beside the
    section; and the size of the latter, pt."""
    metrics, measure = setting.metrics, setting.measure
    if line_width(section, PLAIN, metrics.note, measure) > metrics.width:
        return "", metrics.small
    room = metrics.width - line_width(section, PLAIN, metrics.note, measure) - _FOLIO
    ends = list(dict.fromkeys((labels[0], labels[-1]))) if labels else []
    for span in (" – ".join(ends), *ends[:1]):
        if line_width(span, STRONG, metrics.note, measure) <= room:
            return span, metrics.note
    return "", metrics.note


def _define_pages(canvas: BookCanvas, setting: Setting) -> None:
    """The forms that the contents draw: the page of each commune, now that all are known."""
    metrics = setting.metrics
    for part in setting.book.parts if setting.book.several else ():
        canvas.beginForm(page_form(part), -60, -20, 10, 40)
        pen = Pen(canvas, 0.0, setting.measure)
        pen.text(str(setting.pages[part.key]), STRONG, metrics.who, 0, 0, align="right")
        canvas.endForm()
