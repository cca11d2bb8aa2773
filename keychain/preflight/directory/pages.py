"""The lines, codes and links of a page, by PDFium's page objects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, c_float, c_int, c_uint, c_ushort, cast, create_string_buffer
from dataclasses import field, replace
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium

from keychain.geometry import PT_PER_MM, Rect
from keychain.text import nfc
from keychain.values import dataclass

Ink = Literal["black", "red", "white", "other"]

_CODE_SEGMENTS = 60
"""Sides of a path from which on it is taken for a code: 21 modules have some 250."""

_HYPHENS = re.compile("[\x02\ufffe]")
"""What PDFium gives for a hyphen at the end of a line."""

_TOUCHING = 0.35
"""mm between two runs of one line; the space between two words belongs to one of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where it begins and ends, its baseline, mm from the page's top left; its
    size, pt, and its colour. ``place`` is where it stands in the order of drawing; ``is_number``
    tells that it is a telephone number and nothing else."""

    text: str
    left: float
    right: float
    top: float
    baseline: float
    size: float
    ink: Ink
    place: int
    is_number: bool = False

    @property
    def bare(self) -> str:
        """The text without any space."""
        return bare(self.text)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is filled or drawn and is no text: its box, and how many sides it has."""

    box: Rect
    sides: int
    place: int

    @property
    def is_code(self) -> bool:
        """Whether it looks like a code."""
        square = abs(self.box.width - self.box.height) < 0.3
        return self.sides >= _CODE_SEGMENTS and square


@dataclass(frozen=True, slots=True)
class Link:
    """An area that opens ``uri``; links within the file have none and are left out."""

    box: Rect
    uri: str


@dataclass(slots=True)
class ReadPage:
    """What stands on a page, lines in the order of drawing; its size in mm."""

    index: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def bare(text: str) -> str:
    """``text`` without any space, to compare what may be broken over lines."""
    return "".join(nfc(text).split())


def read_page(
    document: pypdfium2.PdfDocument, index: int, is_number: Callable[[str], bool]
) -> ReadPage:
    """All of a page. Raises PdfiumError where there is none."""
    page = document[index]
    try:
        width, height = page.get_size()
        found = ReadPage(index, width / PT_PER_MM, height / PT_PER_MM)
        text = page.get_textpage()
        try:
            runs = []
            for place, (item, x, y) in enumerate(_objects(page.raw)):
                kind = pdfium.FPDFPageObj_GetType(item)
                if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                    runs.append(_run(item, text, x, y, height, place))
                else:
                    sides = pdfium.FPDFPath_CountSegments(item) if _is_path(kind) else 0
                    found.shapes.append(Shape(_box(item, x, y, height), sides, place))
            found.lines += [
                replace(line, is_number=is_number(line.text.strip())) for line in _joined(runs)
            ]
        finally:
            text.close()
        found.links += _links(page, height)
        return found
    finally:
        page.close()


def _is_path(kind: int) -> bool:
    return bool(kind == pdfium.FPDF_PAGEOBJ_PATH)


def _objects(page: object) -> Iterator[tuple[object, float, float]]:
    """Every object, those in forms too, with the shift of its form."""
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, at)
        yield from _opened(item, 0.0, 0.0)


def _opened(item: object, x: float, y: float) -> Iterator[tuple[object, float, float]]:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, x, y
        return
    matrix = _matrix(item)
    for at in range(pdfium.FPDFFormObj_CountObjects(item)):
        inner = pdfium.FPDFFormObj_GetObject(item, at)
        yield from _opened(inner, x + matrix.e, y + matrix.f)


def _matrix(item: object) -> pdfium.FS_MATRIX:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, byref(matrix))
    return matrix


def _box(item: object, x: float, y: float, height: float) -> Rect:
    left, bottom, right, top = (c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return Rect(
        (left.value + x) / PT_PER_MM,
        (height - top.value - y) / PT_PER_MM,
        (right.value - left.value) / PT_PER_MM,
        (top.value - bottom.value) / PT_PER_MM,
    )


def _run(
    item: object, text: pypdfium2.PdfTextPage, x: float, y: float, height: float, place: int
) -> Line:
    count = pdfium.FPDFTextObj_GetText(item, text.raw, None, 0)
    buffer = create_string_buffer(count)
    pdfium.FPDFTextObj_GetText(item, text.raw, cast(buffer, POINTER(c_ushort)), count)
    size = c_float()
    pdfium.FPDFTextObj_GetFontSize(item, size)
    matrix = _matrix(item)
    box = _box(item, x, y, height)
    shown = pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL
    return Line(
        _HYPHENS.sub("-", buffer.raw[: max(count - 2, 0)].decode("utf-16-le", "replace")),
        (matrix.e + x) / PT_PER_MM,
        box.right,
        box.y,
        (height - matrix.f - y) / PT_PER_MM,
        size.value * matrix.d,
        _ink(item) if shown else "other",
        place,
    )


def _ink(item: object) -> Ink:
    red, green, blue, alpha = (c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    if alpha.value < 255:
        return "other"
    if max(red.value, green.value, blue.value) < 80:
        return "black"
    if red.value > 150 and max(green.value, blue.value) < 90:
        return "red"
    return "white" if min(red.value, green.value, blue.value) > 250 else "other"


def _joined(runs: list[Line]) -> list[Line]:
    """Runs that follow one another on a line, in other fonts or subsets, as one."""
    lines: list[Line] = []
    for run in runs:
        last = lines[-1] if lines else None
        if (
            last is not None
            and abs(last.baseline - run.baseline) < 0.05
            and last.ink == run.ink
            and abs(last.size - run.size) < 0.1
            and -0.3 < run.left - _end(last) < _TOUCHING
        ):
            lines[-1] = Line(
                last.text + run.text,
                last.left,
                max(last.right, run.right),
                min(last.top, run.top),
                last.baseline,
                last.size,
                last.ink,
                run.place,
            )
        elif run.text.strip():
            lines.append(run)
    return lines


def _end(line: Line) -> float:
    """Where the next run would begin: PDFium's box leaves out a space at the end."""
    spaces = len(line.text) - len(line.text.rstrip())
    return line.right + spaces * 0.22 * line.size / PT_PER_MM


def _links(page: pypdfium2.PdfPage, height: float) -> Iterator[Link]:
    start = c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, byref(start), byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        count = pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
        buffer = create_string_buffer(count)
        pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, count)
        rect = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, byref(rect))
        yield Link(
            Rect(
                rect.left / PT_PER_MM,
                (height - rect.top) / PT_PER_MM,
                (rect.right - rect.left) / PT_PER_MM,
                (rect.top - rect.bottom) / PT_PER_MM,
            ),
            buffer.raw[: max(count - 1, 0)].decode("ascii", "replace"),
        )
