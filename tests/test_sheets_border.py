"""Crop marks, slug and ruler: where they stand and what they stay clear of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets_samples import (
    LONG_COMMUNE,
    LONG_VILLAGE,
    MEASURE,
    imposed,
    page_texts,
    run,
    specs,
    split_strokes,
    stroke_length,
    stroke_rect,
    text_rect,
    trims,
)

from keychain.diagnostics import Place
from keychain.geometry import PT_PER_MM, Point, Rect, Size
from keychain.layout.placed import BLACK, TextItem
from keychain.layout.sheet_spec import PAPERS, FixedGrid, SheetSpec
from keychain.sheets.model import SheetBook, SheetFace, Stroke

SHIPPED = {"cr80": (85.6, 53.98), "fob": (54, 29), "round": (40, 40), "oval": (50, 20)}


@given(trims, specs(), st.booleans())
def test_marks_slug_and_ruler_meet_nothing(trim: Size, spec: SheetSpec, long: bool) -> None:
    names = (LONG_COMMUNE, LONG_VILLAGE) if long else ("Xã Kiên Mộc", "Bản Phục")
    book, _ = imposed(spec, run(trim.width, trim.height, 50, *names))
    if book is None:
        return
    for index, face in enumerate(book.faces):
        _check_border(book, index, face, spec)


def _check_border(book: SheetBook, index: int, face: SheetFace, spec: SheetSpec) -> None:
    inside = Rect(0, 0, spec.paper.width, spec.paper.height).grown(-spec.margin)
    all_bleeds = face.trim.grown(spec.bleed)
    marks, ruler = split_strokes(face)
    assert bool(marks) == spec.marks
    for stroke in face.strokes:
        assert inside.holds(stroke_rect(stroke), 1e-5)
        assert not stroke_rect(stroke).meets(all_bleeds, 1e-5)
        assert stroke.width == pytest.approx(0.25 / PT_PER_MM)
    for stroke in marks:
        assert 2 - 1e-5 <= stroke_length(stroke) <= 5 + 1e-5
    for texts in page_texts(book, index):
        rects = [text_rect(t) for t in texts]
        for number, rect in enumerate(rects):
            assert inside.holds(rect, 1e-5)
            assert not rect.meets(all_bleeds)
            assert not any(rect.meets(stroke_rect(mark)) for mark in marks)
            assert not any(rect.meets(stroke_rect(line)) for line in ruler)
            assert not any(rect.meets(other) for other in rects[:number])
        assert all(5 <= t.size <= 7 and t.colour == BLACK for t in texts)
    for line in ruler:
        assert not any(stroke_rect(line).meets(stroke_rect(mark)) for mark in marks)


@given(trims, specs(marks=True))
def test_a_mark_for_every_cut_on_every_side(trim: Size, spec: SheetSpec) -> None:
    book, _ = imposed(spec, run(trim.width, trim.height))
    if book is None:
        return
    for face in book.faces:
        marks, _ = split_strokes(face)
        box = face.trim
        for cell in face.cells:
            for x in (cell.trim.x, cell.trim.right):
                lines = [m for m in marks if m.start.x == m.end.x and abs(m.start.x - x) < 0.001]
                assert [m.end.y < box.y for m in lines].count(True) == 1
                assert [m.end.y > box.bottom for m in lines].count(True) == 1
            for y in (cell.trim.y, cell.trim.bottom):
                lines = [m for m in marks if m.start.y == m.end.y and abs(m.start.y - y) < 0.001]
                assert [m.end.x < box.x for m in lines].count(True) == 1
                assert [m.end.x > box.right for m in lines].count(True) == 1


@given(trims, specs())
def test_a_slug_wherever_a_line_of_5_pt_has_room(trim: Size, spec: SheetSpec) -> None:
    book, found = imposed(spec, run(trim.width, trim.height))
    if book is None:
        return
    face = book.faces[0]
    bleeds = face.trim.grown(spec.bleed)
    # A mark of 2 mm, a line of 5 pt from Ễ to ỵ, and a quarter of a millimetre between them.
    line = (2 if spec.marks else 0) + 1.31 * 5 / PT_PER_MM + 0.25
    ample = 120
    rooms = [
        (bleeds.y - spec.margin, spec.paper.width - 2 * spec.margin),
        (bleeds.x - spec.margin, spec.paper.height - 2 * spec.margin),
    ]
    if any(depth >= line + 1e-6 and length >= ample for depth, length in rooms):
        assert "slug-left-out" not in [d.code for d in found]
        assert len(face.texts) >= 5


@given(trims, specs())
def test_the_ruler_is_exactly_100_mm(trim: Size, spec: SheetSpec) -> None:
    book, found = imposed(spec, run(trim.width, trim.height))
    if book is None:
        return
    for face in book.faces:
        _, ruler = split_strokes(face)
        if "ruler-left-out" not in [d.code for d in found]:
            _check_ruler(ruler, face.texts)


def _check_ruler(ruler: list[Stroke], texts: tuple[TextItem, ...]) -> None:
    (line,) = [s for s in ruler if stroke_length(s) > 50]
    assert stroke_length(line) == pytest.approx(100, abs=1e-6)
    ticks = [s for s in ruler if s is not line]
    along = sorted(
        (t.start.x - line.start.x) + (t.start.y - line.start.y)
        if _same_way(t, line)
        else _along(t, line)
        for t in ticks
    )
    assert along == pytest.approx([10 * n for n in range(11)], abs=1e-6)
    labels = {t.text: text_rect(t) for t in texts if t.text in ("0", "100 mm")}
    assert labels.keys() == {"0", "100 mm"}
    assert _apart(labels["0"], line.start) < 2
    assert _apart(labels["100 mm"], line.end) < 2


def _same_way(tick: Stroke, line: Stroke) -> bool:
    return (tick.start.x == tick.end.x) == (line.start.x == line.end.x)


def _along(tick: Stroke, line: Stroke) -> float:
    """How far from the line's start a tick across it stands."""
    if line.start.y == line.end.y:
        return abs(tick.start.x - line.start.x)
    return abs(tick.start.y - line.start.y)


def _apart(rect: Rect, point: Point) -> float:
    aside = max(rect.x - point.x, 0, point.x - rect.right)
    return aside + max(rect.y - point.y, 0, point.y - rect.bottom)


@pytest.mark.parametrize("tag", SHIPPED)
@pytest.mark.parametrize("bleed", [1.5, 3.0])
@pytest.mark.parametrize("paper", list(PAPERS))
def test_shipped_tags_have_the_whole_slug_with_long_names(
    tag: str, bleed: float, paper: str
) -> None:
    spec = SheetSpec(paper=PAPERS[paper], paper_name=paper, bleed=bleed)
    book, found = imposed(spec, run(*SHIPPED[tag], 500, LONG_COMMUNE, LONG_VILLAGE))
    assert book is not None
    assert found == ()
    for index, (side, face) in enumerate(zip(("Mặt trước", "Mặt sau"), book.faces, strict=True)):
        told = {t.text for t in face.texts}
        assert told == {
            LONG_COMMUNE,
            LONG_VILLAGE,
            side,
            "fob-54x29",
            "12/2026 A7F3",
            "0",
            "100 mm",
        }
        _check_border(book, index, face, spec)


def test_marks_shorten_and_the_slug_goes_aside_rather_than_cost_a_row() -> None:
    # 25 of 30 × 50: 3.5 mm are left at top and bottom, 10 mm at the sides.
    book, _ = imposed(SheetSpec(bleed=3.0), run(30, 50))
    assert book is not None
    marks, _ = split_strokes(book.faces[0])
    upright = {round(stroke_length(m), 6) for m in marks if m.start.x == m.end.x}
    level = {round(stroke_length(m), 6) for m in marks if m.start.y == m.end.y}
    assert upright == {3.0}
    assert level == {5.0}
    assert {t.turn for t in book.faces[0].texts} == {270}


def test_lines_stand_between_the_marks_where_no_strip_is_free() -> None:
    # 3 × 4 tags of 60 × 40 on 190 × 170, 3 mm around: marks of 2 mm leave 1 mm.
    spec = SheetSpec(paper=Size(196, 176), margin=5, bleed=0, gutter=0)
    book, found = imposed(spec, run(60, 40))
    assert book is not None
    assert [d.code for d in found] == ["ruler-left-out"]
    assert len(book.faces[0].texts) == 5
    _check_border(book, 0, book.faces[0], spec)


def test_what_has_no_place_is_told() -> None:
    # 2 mm all around: marks just fit, and not even a line of 5 pt.
    spec = SheetSpec(paper=Size(94, 64), margin=5, bleed=0)
    book, found = imposed(spec, run(80, 50))
    assert book is not None
    assert [d.code for d in found] == ["slug-left-out", "ruler-left-out"]
    assert {d.village for d in found} == {"ban-phuc"}
    assert len(split_strokes(book.faces[0])[0]) == 8
    assert all(page.texts == () for page in book.pages)


def test_a_label_sheet_without_marks_tells_what_it_has_room_for() -> None:
    grid = FixedGrid(rows=8, columns=3, pitch=Size(66, 34), offset=Point(6, 12.5))
    spec = SheetSpec(bleed=0, marks=False, grid=grid)
    book, found = imposed(spec, run(63, 33, 30, LONG_COMMUNE, LONG_VILLAGE))
    assert book is not None
    assert found == ()
    _check_border(book, 0, book.faces[0], spec)
    # Labels are cut already: only their own layout may ask for marks.
    _, missing = imposed(replace(spec, marks=True), run(63, 33))
    assert missing == ()
    stated = (("marks", Place("layout.yaml", 1, 1)),)
    _, missing = imposed(replace(spec, marks=True, stated=stated), run(63, 33))
    assert [d.code for d in missing] == ["crop-marks-left-out"]


@pytest.mark.parametrize(("offset", "turn"), [(Point(2, 2), 90), (Point(16, 2), 270)])
def test_a_slug_at_either_side(offset: Point, turn: int) -> None:
    # Labels of 64 × 36.5 without gaps take 192 × 292 mm: 16 or 18 mm are left at one side only.
    grid = FixedGrid(rows=8, columns=3, pitch=Size(64, 36.5), offset=offset)
    spec = SheetSpec(bleed=0, marks=False, margin=3, grid=grid)
    book, found = imposed(spec, run(64, 36.5, 30, LONG_COMMUNE, LONG_VILLAGE))
    assert book is not None
    assert [d.code for d in found] == ["grid-in-margin"]
    fronts, backs = ({t.turn for t in face.texts} for face in book.faces)
    # What is free at the right of the front is free at the left of the back.
    assert fronts == {turn}
    assert backs == {360 - turn}
    for index, face in enumerate(book.faces):
        _check_border(book, index, face, spec)


def test_marks_give_their_clearance_up_before_the_slug_goes() -> None:
    # 24 × 34 tags of 12 leave 5.06 mm at top and bottom: a mark of 2 mm, a line of 2.31 mm and
    # 0.25 mm between them; with 0.5 mm between mark and cut they would be 5.06 all but exactly.
    spec = SheetSpec(paper=PAPERS["A3"], margin=0.94, bleed=0)
    book, found = imposed(spec, run(12, 12))
    assert book is not None
    assert found == ()
    marks, _ = split_strokes(book.faces[0])
    assert {round(stroke_length(m), 6) for m in marks if m.start.x == m.end.x} == {2.0}


def test_letters_that_the_font_lacks_are_set_in_the_fallback() -> None:
    book, _ = imposed(SheetSpec(), run(54, 29, village="Buôn Krŏng ƀ"))
    assert book is not None
    for item in book.faces[0].texts:
        assert MEASURE.lacks(item.text, item.font) == ""
    assert {i.font.family for i in book.faces[0].texts} == {"Roboto Condensed", "Noto Sans"}
