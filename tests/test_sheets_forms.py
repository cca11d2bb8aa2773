"""Tags that fold, single tags on pages, and tags on labels: places worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sheets_samples import imposed, run, stroke_rect

from keychain.diagnostics import Place
from keychain.geometry import Correction, Point, Rect, Size
from keychain.layout.outline import Outline
from keychain.layout.sheet_spec import FixedGrid, Fold, Production, SheetSpec
from keychain.sheets import plan_grid
from keychain.sheets.fold import halves
from keychain.sheets.grid import check_grid

TAGS = Production(pages="tags")


@pytest.mark.parametrize(
    ("fold", "turn", "pair", "front", "back", "back_turn"),
    [
        # A tag of 54 × 29 and its back: 108 × 29, or 54 × 58.
        ("left", 0, (10, 20, 108, 29), (64, 20, 54, 29), (10, 20, 54, 29), 0),
        ("right", 0, (10, 20, 108, 29), (10, 20, 54, 29), (64, 20, 54, 29), 0),
        ("top", 0, (10, 20, 54, 58), (10, 49, 54, 29), (10, 20, 54, 29), 180),
        ("bottom", 0, (10, 20, 54, 58), (10, 20, 54, 29), (10, 49, 54, 29), 180),
        # A quarter turned clockwise the left edge is at the top, the top edge at the right.
        ("left", 90, (10, 20, 29, 108), (10, 74, 29, 54), (10, 20, 29, 54), 90),
        ("right", 90, (10, 20, 29, 108), (10, 20, 29, 54), (10, 74, 29, 54), 90),
        ("top", 90, (10, 20, 58, 54), (10, 20, 29, 54), (39, 20, 29, 54), 270),
        ("bottom", 90, (10, 20, 58, 54), (39, 20, 29, 54), (10, 20, 29, 54), 270),
    ],
)
def test_both_halves_of_a_fold(
    fold: Fold,
    turn: int,
    pair: tuple[float, ...],
    front: tuple[float, ...],
    back: tuple[float, ...],
    back_turn: int,
) -> None:
    one, other = halves(Rect(*pair), 90 if turn else 0, fold, 3)
    assert (one.trim, one.turn) == (Rect(*front), turn)
    assert (other.trim, other.turn) == (Rect(*back), back_turn)


def test_bleed_ends_at_the_fold() -> None:
    front, back = halves(Rect(10, 20, 108, 29), 0, "left", 3)
    assert front.clip == Rect(64, 17, 57, 35)
    assert back.clip == Rect(7, 17, 57, 35)


def test_a_sheet_of_folded_tags() -> None:
    spec = SheetSpec(bleed=3.0, fold="top")
    book, found = imposed(spec, run(54, 29, 10))
    assert book is not None and found == ()
    # 54 × 58 with 3 mm around: three across 196 mm, four down 283 mm.
    (face,) = book.faces
    assert book.duplex is None and len(book.pages) == 1 and len(face.cells) == 24
    assert [(c.row, c.column, c.face) for c in face.cells[:3]] == [
        (1, 1, "front"),
        (1, 1, "back"),
        (1, 2, "front"),
    ]
    assert "Mặt trước và mặt sau" in {text.text for text in face.texts}
    folds = [stroke for stroke in face.strokes if stroke.dashed]
    # The first pair is cut at (297 − 4·64)/2 + 3 = 23.5 and folded 29 mm below that.
    assert sorted({stroke.start.y for stroke in folds}) == [52.5, 116.5, 180.5, 244.5]
    assert len(folds) == 8
    cuts = [s for s in face.strokes if not s.dashed and s.start.y == s.end.y]
    assert not any(s.start.y in (52.5, 116.5, 180.5, 244.5) for s in cuts)
    assert not any(stroke_rect(s).meets(c.trim.grown(3)) for s in folds for c in face.cells)


@pytest.mark.parametrize("faces", ["front", "back"])
def test_a_folded_tag_has_both_faces_on_one_side(faces: str) -> None:
    spec = SheetSpec(fold="left")
    book, found = imposed(spec, run(54, 29), faces="front" if faces == "front" else "back")
    assert book is None and [d.code for d in found] == ["fold-needs-both-faces"]


@pytest.mark.parametrize("arrangement", ["one", "gang"])
def test_a_page_a_tag(arrangement: str) -> None:
    moved = replace(TAGS, front=Correction(right=2), back=Correction(lower=1))
    spec = SheetSpec(bleed=3.0, duplex="short-edge", production=moved)
    runs = (run(54, 29, 30), run(54, 29, 7, village="Bản Hang"))
    book, found = imposed(spec, *runs, arrangement="one" if arrangement == "one" else "gang")
    assert book is not None and [d.code for d in found if d.code != "village-not-on-tag"] == []
    assert len(book.pages) == 4 and len(book.tags) == 2
    assert [page.bookmark for page in book.pages] == ["Bản Phục", None, "Bản Hang", None]
    assert {page.paper for page in book.pages} == {Size(60, 35)}
    assert [page.texts for page in book.pages] == [()] * 4
    for page, (side, tag) in zip(
        book.pages, [("front", 0), ("back", 0), ("front", 1), ("back", 1)], strict=True
    ):
        assert page.face is not None
        face = book.faces[page.face]
        (cell,) = face.cells
        assert (face.side, cell.tag, cell.turn) == (side, tag, 0)
        assert cell.trim == Rect(3, 3, 54, 29) == face.trim
        assert (face.strokes, face.texts) == ((), ())
        # A shop's own printer has its own errors.
        assert book.correction(page).is_none


@pytest.mark.parametrize(("size", "duplex"), [((54, 29), "short-edge"), ((29, 54), "long-edge")])
def test_a_single_tag_is_turned_about_its_upright_axis(size: tuple[int, int], duplex: str) -> None:
    for given in ("long-edge", "short-edge"):
        spec = SheetSpec(duplex="long-edge" if given == "long-edge" else "short-edge")
        book, _ = imposed(replace(spec, production=TAGS), run(*size))
        assert book is not None and book.duplex == duplex


def test_a_folded_tag_on_a_page_of_its_own() -> None:
    book, _ = imposed(SheetSpec(bleed=3.0, fold="top", production=TAGS), run(54, 29))
    assert book is not None
    (page,), (face,) = book.pages, book.faces
    assert page.paper == Size(60, 64) and book.duplex is None
    assert [(c.face, c.turn) for c in face.cells] == [("front", 0), ("back", 180)]


L7160 = FixedGrid(
    7, 3, Size(66.04, 38.1), Point(7.21, 15.15), Outline("rounded", Size(63.5, 38.1), 2)
)
"""Rows without a gap, 2.54 mm between columns."""


def labels(grid: FixedGrid, bleed: float = 0.0) -> SheetSpec:
    return SheetSpec(bleed=bleed, margin=0, grid=grid)


def test_a_tag_stands_in_the_middle_of_its_label() -> None:
    grid = plan_grid(Size(54, 29), labels(L7160, 1.5))
    assert grid is not None
    assert (grid.rows, grid.columns, grid.turned, grid.bleed) == (7, 3, False, 1.5)
    # 7.21 + (63.5 − 54)/2 and 15.15 + (38.1 − 29)/2.
    first = grid.slots[0].trim
    assert (round(first.x, 6), round(first.y, 6)) == (11.96, 19.7)


def test_a_quarter_turn_where_only_that_fits() -> None:
    grid = plan_grid(Size(30, 50), labels(L7160))
    assert grid is not None and grid.turned
    assert {slot.turn for slot in grid.slots} == {90}
    first = grid.slots[0].trim
    # 7.21 + (63.5 − 50)/2 and 15.15 + (38.1 − 30)/2.
    assert (round(first.x, 6), round(first.y, 6), first.width) == (13.96, 19.2, 50)


def test_on_an_oval_the_way_that_has_room_for_the_corners() -> None:
    oval = FixedGrid(1, 1, Size(0, 0), Point(20, 20), Outline("oval", Size(30, 50)))
    # Upright (14.5/15)² + (10/25)² > 1; a quarter turned (10/15)² + (14.5/25)² < 1.
    grid = plan_grid(Size(29, 20), labels(oval))
    assert grid is not None and grid.turned


@pytest.mark.parametrize("size", [Size(64, 39), Size(39, 64), Size(70, 20)])
def test_a_tag_that_is_larger_than_its_label(size: Size) -> None:
    assert plan_grid(size, labels(L7160)) is None
    assert [d.code for d in check_grid(size, labels(L7160))] == ["tag-larger-than-label"]


@pytest.mark.parametrize(
    ("tag", "bleed", "left"),
    [
        (Size(63.5, 38.1), 1.5, 0),  # rows touch
        (Size(63.5, 36.1), 1.5, 1),  # 38.1 − 36.1 between them
        (Size(60, 30), 3, 3),
    ],
)
def test_bleeds_shrink_to_half_of_the_gap(tag: Size, bleed: float, left: float) -> None:
    spec = labels(L7160, bleed)
    grid = plan_grid(tag, spec)
    assert grid is not None and round(grid.bleed, 6) == left
    found = [d for d in check_grid(tag, spec) if d.code == "label-bleed-reduced"]
    assert [d.value("room") for d in found] == ([left] if left < bleed else [])
    book, _ = imposed(spec, run(tag.width, tag.height))
    assert book is not None and round(book.bleed, 6) == left


def test_grids_that_overlap_each_other() -> None:
    more = FixedGrid(1, 1, Size(0, 0), Point(40, 30))
    grid = FixedGrid(1, 1, Size(0, 0), Point(10, 10), more=(more,))
    # 10 to 50 and 40 to 80 across, 10 to 35 and 30 to 55 down.
    assert [d.code for d in check_grid(Size(40, 25), labels(grid))] == ["grid-overlaps"]
    assert plan_grid(Size(40, 25), labels(grid)) is None
    # One mm narrower and shorter each, they touch at a corner.
    assert plan_grid(Size(30, 25), labels(grid)) is not None


def test_labels_are_cut_already() -> None:
    asked = replace(labels(L7160), stated=(("marks", Place("layout.yaml", 1, 1)),))
    for spec, marked in ((labels(L7160), False), (asked, True)):
        book, _ = imposed(spec, run(54, 29))
        assert book is not None
        # Marks stand in line with cuts, at the left and right of the first row.
        level = {round(s.start.y, 3) for s in book.faces[0].strokes if s.start.y == s.end.y}
        assert (19.7 in level) == marked
