"""Tags, sheet specifications and small geometry that the tests of sheets share."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from keychain.diagnostics import Diagnostic
from keychain.geometry import PT_PER_MM, Point, Rect, Size
from keychain.layout.label_sheet import LabelSheet, grids
from keychain.layout.placed import PlacedFace, PlacedTag, TextItem
from keychain.layout.sheet_spec import PAPERS, SheetSpec
from keychain.pdf.fonts import FontMeasure
from keychain.sheets import TagRun, impose, plan_sheets
from keychain.sheets.model import SheetBook, SheetFace, Stroke
from keychain.tags.job import Arrangement, Faces

MEASURE = FontMeasure()
LONG_COMMUNE = "Phường Văn Miếu - Quốc Tử Giám"
LONG_VILLAGE = "Tổ dân phố số 12 - Khu tập thể Nhà máy Xi măng"

RULER_LABELS = ("0", "100 mm")

_EMPTY = PlacedFace((), (), None)

# Hundredths of a millimetre, so that the tests can count in whole numbers.
lengths = st.integers


def tag(width: float, height: float, village: str = "ban-phuc") -> PlacedTag:
    """A tag with nothing on it: imposing looks at its size only."""
    return PlacedTag(village, Size(width, height), (), 3.0, (), _EMPTY, _EMPTY)


def run(
    width: float,
    height: float,
    needed: int = 30,
    commune: str = "Xã Kiên Mộc",
    village: str = "Bản Phục",
) -> TagRun:
    """One village's tags."""
    return TagRun(tag(width, height), needed, commune, village, "fob-54x29", "12/2026 A7F3")


def imposed(
    spec: SheetSpec,
    *runs: TagRun,
    faces: Faces = "both",
    arrangement: Arrangement = "village",
    start: str = "",
) -> tuple[SheetBook | None, tuple[Diagnostic, ...]]:
    """``runs`` on sheets, with what does not matter filled in."""
    plan, found = plan_sheets(runs, spec, faces=faces, arrangement=arrangement, start=start)
    if plan is None:
        return None, found
    book, more = impose(plan, title="Bản Phục", language="vi", job="{}", measure=MEASURE)
    return book, (*found, *more)


@st.composite
def specs(draw: st.DrawFn, marks: bool | None = None) -> SheetSpec:
    """Papers, margins, gutters, bleeds and duplex of every kind, in whole hundredths of a mm."""
    named = st.sampled_from(list(PAPERS.values()))
    free = st.builds(
        lambda w, h: Size(w / 100, h / 100), lengths(6000, 50000), lengths(6000, 50000)
    )
    return SheetSpec(
        paper=draw(st.one_of(named, free)),
        paper_name="paper",
        margin=draw(lengths(0, 1500)) / 100,
        gutter=draw(st.one_of(st.just(0), lengths(0, 800))) / 100,
        bleed=draw(st.one_of(st.sampled_from([0, 150, 300]), lengths(0, 500))) / 100,
        duplex=draw(st.sampled_from(["long-edge", "short-edge"])),
        marks=draw(st.booleans()) if marks is None else marks,
    )


trims = st.builds(lambda w, h: Size(w / 100, h / 100), lengths(1200, 13000), lengths(1200, 13000))


def labels_of(sheet: LabelSheet) -> Iterator[Rect]:
    """The box of each label on the paper, mm: grid by grid, row by row."""
    size = sheet.label.size
    for grid in grids(sheet.grid):
        for row in range(grid.rows):
            for column in range(grid.columns):
                x = grid.offset.x + column * grid.pitch.width
                y = grid.offset.y + row * grid.pitch.height
                yield Rect(x, y, size.width, size.height)


def text_rect(item: TextItem) -> Rect:
    """What a line of text can take: from the top of Ễ to the foot of ỵ in the bundled fonts.

    The ruler's labels have neither; their tallest letters are digits.
    """
    em = item.size / PT_PER_MM
    up, down = (0.73 * em, 0.02 * em) if item.text in RULER_LABELS else (1.05 * em, 0.25 * em)
    if item.turn == 0:
        return Rect(item.x, item.baseline - up, item.width, up + down)
    if item.turn == 90:
        return Rect(item.x - down, item.baseline, up + down, item.width)
    assert item.turn == 270
    return Rect(item.x - up, item.baseline - item.width, up + down, item.width)


def stroke_rect(stroke: Stroke) -> Rect:
    """What a line covers, its ends cut square."""
    a, b, half = stroke.start, stroke.end, stroke.width / 2
    if a.x == b.x:
        return Rect(a.x - half, min(a.y, b.y), stroke.width, abs(a.y - b.y))
    assert a.y == b.y
    return Rect(min(a.x, b.x), a.y - half, abs(a.x - b.x), stroke.width)


def stroke_length(stroke: Stroke) -> float:
    """Its length, mm."""
    return abs(stroke.start.x - stroke.end.x) + abs(stroke.start.y - stroke.end.y)


def split_strokes(face: SheetFace) -> tuple[list[Stroke], list[Stroke]]:
    """Crop marks, which lie in line with a cut and point away from the grid, and the rest."""
    box = face.trim
    xs = [x for c in face.cells for x in (c.trim.x, c.trim.right)]
    ys = [y for c in face.cells for y in (c.trim.y, c.trim.bottom)]
    marks: list[Stroke] = []
    rest: list[Stroke] = []
    for stroke in face.strokes:
        a, b = stroke.start, stroke.end
        upright = a.x == b.x and any(abs(a.x - x) < 0.001 for x in xs)
        level = a.y == b.y and any(abs(a.y - y) < 0.001 for y in ys)
        outside = not stroke_rect(stroke).meets(box)
        length = stroke_length(stroke)
        is_mark = (upright or level) and outside and 1.9999 < length < 5.0001
        (marks if is_mark else rest).append(stroke)
    return marks, rest


def page_texts(book: SheetBook, face_index: int) -> Iterator[tuple[TextItem, ...]]:
    """All texts of each page that has this face."""
    for page in book.pages:
        if page.face == face_index:
            yield book.faces[face_index].texts + page.texts


def on_page(trim: Rect, turn: int, point: Point) -> Point:
    """Where a point of a face lies on the page: the face turned clockwise into ``trim``."""
    if turn == 0:
        return Point(trim.x + point.x, trim.y + point.y)
    if turn == 90:
        return Point(trim.right - point.y, trim.y + point.x)
    if turn == 180:
        return Point(trim.right - point.x, trim.bottom - point.y)
    return Point(trim.x + point.y, trim.bottom - point.x)
