"""Test sheets drawn with plain reportlab, by hand and not by keychain, and what they should hold.

Two villages, 54 × 29 tags, six upright and two lying on an A4 sheet; the first village has two
sheets. Lengths are mm from the top left.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pikepdf
import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import keychain
from keychain.geometry import Rect, Size, Turn
from keychain.preflight import (
    Expected,
    ExpectedCell,
    ExpectedNumber,
    ExpectedPage,
    ExpectedTag,
)

MM = 72 / 25.4
PAPER = Size(148, 210)
BLEED = 1.5
_FONTS = Path(keychain.__file__).parent / "data" / "fonts" / "RobotoCondensed"
BLACK = (0.0, 0.0, 0.0, 1.0)
WHITE = (0.0, 0.0, 0.0, 0.0)
RED = (0.0, 1.0, 0.9, 0.1)
Colour = tuple[float, ...]
Duplex = Literal["long-edge", "short-edge"]

JOB = (
    '{"program": "0", "commune": "Xã Kiên Mộc", "province": "Tỉnh Lạng Sơn", "day": "2026-12-01",'
    ' "layout": "fob-54x29", "press": "office", "faces": "both", "sheets": "one", "villages":'
    ' [{"id": "ban-phuc", "name": "Bản Phục", "needed": 16, "tags": 16, "fingerprint": "'
    + "a7f3" * 16
    + '"}]}'
)

PHUC = ExpectedTag(
    "ban-phuc",
    "Bản Phục",
    (
        ExpectedNumber("0950 000 003", ("Lý Văn Châu", "Châu")),
        ExpectedNumber("113", ("Công an",)),
        ExpectedNumber("0205 3800 113", ("Trực ban Công an xã",)),
        ExpectedNumber("0950 000 001", ("Hoàng Văn An", "An")),
        ExpectedNumber("0950 000 002", ("Nông Thị Bình", "Bình")),
    ),
    "tel:+84950000003",
    "A7F3",
    ("Năm 2026 an toàn",),
)
XIMANG = ExpectedTag(
    "to-12",
    "Tổ dân phố số 12 - Khu tập thể Nhà máy Xi măng",
    (
        ExpectedNumber("0950 000 009", ("Công Tằng Tôn Nữ Hoàng Thị Ngọc Quỳnh", "Quỳnh")),
        ExpectedNumber("113", ("Công an",)),
        ExpectedNumber("0205 3800 113", ("Trực ban Công an xã",)),
        ExpectedNumber("0950 000 001", ("Hoàng Văn An", "An")),
        ExpectedNumber("0950 000 005", ("Lương Thị Hằng", "Hằng")),
    ),
    "tel:+84950000009",
    "0C81",
    ("Năm 2026 an toàn",),
)


@dataclass(frozen=True)
class Words:
    """One line of text. ``mode`` 3 is invisible (ISO 32000-1, table 106)."""

    text: str
    x: float
    baseline: float
    size: float = 7.0
    font: str = "R"
    colour: Colour = BLACK
    mode: int = 0


@dataclass(frozen=True)
class Code:
    """A QR code, its modules' top left at (x, y)."""

    payload: str
    x: float = 38.3
    y: float = 13.3
    module: float = 0.508
    ink: Colour = BLACK
    ground: Colour = WHITE


@dataclass(frozen=True)
class Block:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour = WHITE


Mark = Words | Code | Block
Face = tuple[Mark, ...]


@dataclass
class Cell:
    """A face at a place on the page."""

    row: int
    column: int
    trim: Rect
    turn: Turn
    face: Face


@dataclass
class Page:
    """A page: its cells are one form, ``slug`` is its own."""

    cells: list[Cell]
    slug: list[Words]
    paper: Size = PAPER


@dataclass
class Draft:
    """A file before it is drawn; tests change it and draw it."""

    pages: list[Page]
    title: str = "Bản Phục"
    initial_font: str = "R"

    def cell(self, page: int, position: str) -> Cell:
        """The cell at ``row:column`` of a page counted from 1."""
        return next(c for c in self.pages[page - 1].cells if f"{c.row}:{c.column}" == position)

    def change(self, page: int, position: str, how: Callable[[Mark], Mark | None]) -> None:
        """Put every mark of one cell through ``how``; None leaves it out."""
        cell = self.cell(page, position)
        marks = [how(mark) for mark in cell.face]
        cell.face = tuple(mark for mark in marks if mark is not None)

    def reword(self, page: int, position: str, old: str, new: str) -> None:
        """Replace text in one cell; it must be there."""
        assert any(isinstance(m, Words) and old in m.text for m in self.cell(page, position).face)
        self.change(
            page,
            position,
            lambda m: replace(m, text=m.text.replace(old, new)) if isinstance(m, Words) else m,
        )


def front_of(tag: ExpectedTag) -> Face:
    """Head, village, lead number, its officer and the code."""
    lead = tag.numbers[0]
    long = len(tag.village) > 20
    village = ["Tổ dân phố số 12 -", "Khu tập thể Nhà máy Xi măng"] if long else [tag.village]
    name = lead.names[0]
    names = ["Công Tằng Tôn Nữ", "Hoàng Thị Ngọc Quỳnh"] if len(name) > 24 else [name]
    return (
        Block(-BLEED, -BLEED, 12, 29 + 2 * BLEED, RED),
        *(Words(line, 15, 4.0 + 2.4 * i, 6, "S") for i, line in enumerate(village)),
        Words("Từ 12/2026", 40, 4.0, 6),
        Words(lead.printed, 15, 10.9, 13, "S"),
        Words("Gọi hoặc quét mã:", 15, 16, 6),
        *(Words(line, 15, 19.5 + 2.6 * i, 6, "S") for i, line in enumerate(names)),
        Words("Công an viên", 15, 26, 6),
        Code(tag.dials),
    )


def back_of(tag: ExpectedTag) -> Face:
    """Rows of a number and a label in two lines; 113 with its label beside it; the mark."""
    marks: list[Mark] = [
        Block(54 - 10.5, -BLEED, 12, 29 + 2 * BLEED, RED),
        Words(tag.numbers[1].printed, 3, 7, 14.9, "S"),
        Words(tag.numbers[1].names[0], 12, 7, 7.2),
        Words(f"12/2026 {tag.code}", 28, 6, 6),
        Words("Năm 2026 an toàn", 27, 3.4, 4),
    ]
    for i, number in enumerate(tag.numbers[2:]):
        middle = 11.3 + 6.2 * i
        marks.append(Words(number.printed, 3, middle + 1.3, 10.6, "S"))
        upper, lower = [("Trực ban", "Công an xã"), ("Thiếu tá", "Hoàng Văn An"), ("", "")][i]
        if i == 2:
            upper, lower = "Đại úy", number.names[0]
        marks += [Words(upper, 27, middle - 0.5, 6), Words(lower, 27, middle + 2.1, 6)]
    return tuple(marks)


def spots() -> Iterator[tuple[int, int, Rect, Turn]]:
    """Three rows of two upright tags, and under them two lying ones."""
    for row in range(3):
        for column in range(2):
            yield row + 1, column + 1, Rect(15 + 60 * column, 20 + 35 * row, 54, 29), 0
    for column in range(2):
        turn: Turn = 90 if column == 0 else 270
        yield 4, column + 1, Rect(15 + 35 * column, 130, 29, 54), turn


def behind(trim: Rect, turn: Turn, duplex: Duplex) -> tuple[Rect, Turn]:
    """Where the other side of a place is, worked out by hand for each turn."""
    if duplex == "long-edge":
        turns: dict[Turn, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}
        return Rect(PAPER.width - trim.right, trim.y, trim.width, trim.height), turns[turn]
    turns = {0: 180, 90: 90, 180: 0, 270: 270}
    return Rect(trim.x, PAPER.height - trim.bottom, trim.width, trim.height), turns[turn]


SHEETS = (0, 0, 1)
"""Which village each sheet is for."""


def draft(duplex: Duplex = "long-edge") -> Draft:
    """The good file: front, back, front, back of the first village, front, back of the second."""
    pages = []
    for n, tag in enumerate(SHEETS, 1):
        fronts, backs = [], []
        expected = (PHUC, XIMANG)[tag]
        for row, column, trim, turn in spots():
            fronts.append(Cell(row, column, trim, turn, front_of(expected)))
            other, back_turn = behind(trim, turn, duplex)
            at = (row, 3 - column) if duplex == "long-edge" else (5 - row, column)
            backs.append(Cell(*at, other, back_turn, back_of(expected)))
        for name, cells in (("trước", fronts), ("sau", backs)):
            slug = Words(f"{expected.village} · tờ {n}/3 · mặt {name} · 12/2026", 20, 205, 6)
            ruler = Words("100 mm", 120, 205, 6)
            pages.append(Page(cells, [slug, ruler]))
    return Draft(pages)


def expected(duplex: Duplex = "long-edge") -> Expected:
    """What the good file must hold."""
    pages = []
    for index, page in enumerate(draft(duplex).pages):
        front = index % 2 == 0
        cells = tuple(
            ExpectedCell(c.row, c.column, c.trim, c.turn, SHEETS[index // 2], front)
            for c in page.cells
        )
        partner = index + 1 if front else index - 1
        pages.append(ExpectedPage("front" if front else "back", PAPER, cells, partner))
    return Expected(
        "Bản Phục", "vi", (PHUC, XIMANG), tuple(pages), ("front", "back"), BLEED, duplex
    )


def draw(sheets: Draft) -> bytes:
    """The draft as PDF bytes."""
    for name, file in (("R", "400Regular"), ("S", "600SemiBold")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, _FONTS / f"RobotoCondensed_{file}.ttf"))
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=sheets.initial_font, invariant=1, lang="vi")
    canvas.setTitle(sheets.title)
    canvas.setViewerPreference("PrintScaling", "None")
    forms: dict[Any, str] = {}
    for page in sheets.pages:
        canvas.setPageSize((page.paper.width * MM, page.paper.height * MM))
        _set_boxes(canvas, page)
        sheet = (page.paper, *((c.trim, c.turn, c.face) for c in page.cells))
        if sheet not in forms:
            for cell in page.cells:
                if cell.face not in forms:
                    forms[cell.face] = f"face{len(forms)}"
                    _draw_face(canvas, forms[cell.face], cell.face)
            forms[sheet] = f"sheet{len(forms)}"
            canvas.beginForm(forms[sheet], 0, 0, page.paper.width * MM, page.paper.height * MM)
            for cell in page.cells:
                _place(canvas, cell, page.paper.height, forms[cell.face])
            canvas.endForm()
        canvas.doForm(forms[sheet])
        for words in page.slug:
            _draw_words(canvas, words, page.paper.height)
        canvas.showPage()
    canvas.save()
    return edited(out.getvalue(), lambda pdf: pdf.docinfo.__setitem__("/KeychainJob", JOB))


def edited(data: bytes, how: Callable[[pikepdf.Pdf], object], **saved: Any) -> bytes:
    """The file after ``how`` has changed its objects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        how(pdf)
        pdf.save(out, deterministic_id="encryption" not in saved, **saved)
    return out.getvalue()


def _set_boxes(canvas: Canvas, page: Page) -> None:
    trims = [c.trim for c in page.cells] or [Rect(10, 10, 128, 190)]
    left, right = min(t.x for t in trims), max(t.right for t in trims)
    top, bottom = min(t.y for t in trims), max(t.bottom for t in trims)
    high = page.paper.height
    for name, by in (("trimBox", 0.0), ("bleedBox", BLEED)):
        corners = (left - by, high - bottom - by, right + by, high - top + by)
        getattr(canvas, f"set{name[0].upper()}{name[1:]}")([v * MM for v in corners])


def _place(canvas: Canvas, cell: Cell, high: float, form: str) -> None:
    trim = cell.trim
    x = trim.x if cell.turn in (0, 90) else trim.right
    y = high - (trim.y if cell.turn in (90, 180) else trim.bottom)
    canvas.saveState()
    canvas.translate(x * MM, y * MM)
    canvas.rotate(-cell.turn)
    canvas.doForm(form)
    canvas.restoreState()


def _draw_face(canvas: Canvas, name: str, face: Face) -> None:
    canvas.beginForm(name, -9 * MM, -9 * MM, 63 * MM, 38 * MM)
    for mark in face:
        if isinstance(mark, Words):
            _draw_words(canvas, mark, 29)
        elif isinstance(mark, Code):
            _draw_code(canvas, mark)
        else:
            _fill(canvas, mark.colour)
            y = (29 - mark.y - mark.height) * MM
            canvas.rect(mark.x * MM, y, mark.width * MM, mark.height * MM, stroke=0, fill=1)
    canvas.endForm()


def _draw_words(canvas: Canvas, words: Words, high: float) -> None:
    _fill(canvas, words.colour)
    line = canvas.beginText(words.x * MM, (high - words.baseline) * MM)
    line.setTextRenderMode(words.mode)
    line.setFont(words.font, words.size)
    line.textOut(words.text)
    canvas.drawText(line)


def _draw_code(canvas: Canvas, code: Code) -> None:
    maker = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=4)
    maker.add_data(code.payload)
    rows = maker.get_matrix()
    left, top, side = code.x - 4 * code.module, code.y - 4 * code.module, code.module * len(rows)
    for colour, dark in ((code.ground, None), (code.ink, True)):
        _fill(canvas, colour)
        path = canvas.beginPath()
        if dark is None:
            path.rect(left * MM, (29 - top - side) * MM, side * MM, side * MM)
        for r, row in enumerate(rows):
            for c, module in enumerate(row):
                if dark and module:
                    x, y = left + c * code.module, 29 - top - (r + 1) * code.module
                    path.rect(x * MM, y * MM, code.module * MM, code.module * MM)
        canvas.drawPath(path, stroke=0, fill=1)


def _fill(canvas: Canvas, colour: Colour) -> None:
    if len(colour) == 4:
        canvas.setFillColorCMYK(*colour)
    elif len(colour) == 3:
        canvas.setFillColorRGB(*colour)
    else:
        canvas.setFillGray(*colour)
