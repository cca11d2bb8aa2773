"""Which tag stands where: piles that come out sorted, shared sheets, begun sheets."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets_samples import imposed, run, tag

from keychain.geometry import Point, Size
from keychain.layout.placed import Font, PlacedFace, TextItem
from keychain.layout.sheet_spec import FixedGrid, Production, SheetSpec
from keychain.sheets import TagRun, plan_grid
from keychain.sheets.gang import check_named, share_spare
from keychain.sheets.model import SheetBook
from keychain.sheets.order import order_sheets, share_sheets
from keychain.sheets.start import used_places

SHOP = SheetSpec(bleed=3.0)
"""24 tags of 54 × 29 mm: 8 rows of 3."""


def villages(*needed: int) -> list[TagRun]:
    names = ("Bản Phục", "Bản Hang", "Bản Pìa", "Bản Chạo")
    return [
        replace(
            run(54, 29, count, village=name),
            tag=tag(54, 29, f"village-{index}"),
            month="12/2026",
        )
        for index, (count, name) in enumerate(zip(needed, names, strict=False))
    ]


def test_through_the_pile_by_hand() -> None:
    # Place k of sheet s of 3 holds item 3k + s: aaaab bbccc on four places.
    assert order_sheets([4, 3, 5], 4, stack=True) == (
        (0, 0, 1, 2),
        (0, 1, 2, 2),
        (0, 1, 2, 2),
    )
    assert order_sheets([4, 3, 5], 4) == ((0, 0, 0, 0), (1, 1, 1, 2), (2, 2, 2, 2))


def cut(sheets: tuple[tuple[int | None, ...], ...]) -> list[int]:
    """The guillotined piles of all sheets, one after the other, from the top left."""
    piles = zip(*sheets, strict=True)
    return [item for item in chain.from_iterable(piles) if item is not None]


def test_cut_piles_lie_in_order_for_1_to_500_sheets() -> None:
    for count in range(1, 501):
        # Three villages of uneven size fill the sheets of six.
        tags = [count * 6 // 7, count * 3 // 5]
        tags.append(count * 6 - sum(tags))
        sheets = order_sheets(tags, 6, stack=True)
        assert len(sheets) == count
        assert cut(sheets) == [0] * tags[0] + [1] * tags[1] + [2] * tags[2]


@given(st.lists(st.integers(0, 90), min_size=1, max_size=12), st.integers(1, 40), st.data())
def test_every_order_holds_every_tag_once(
    tags: list[int], places: int, data: st.DataObject
) -> None:
    used = data.draw(st.integers(0, places - 1))
    wanted = [village for village, count in enumerate(tags) for _ in range(count)]
    for stack in (False, True):
        sheets = order_sheets(tags, places, used=used, stack=stack)
        assert len(sheets) == -(-(used + len(wanted)) // places)
        assert all(item is None for sheet in sheets[:1] for item in sheet[:used])
        in_order = cut(sheets) if stack else [i for sheet in sheets for i in sheet if i is not None]
        assert in_order == wanted
    shared = share_sheets(tags, places, used)
    assert sorted(i for sheet in shared for i in sheet if i is not None) == wanted
    mixed = [sheet for sheet in shared if len(set(sheet)) > 1]
    assert len(mixed) <= -(-(used + sum(count % places for count in tags)) // places)


def test_whole_sheets_first_and_what_is_left_together() -> None:
    assert share_sheets([5, 3, 4], 4) == ((0,) * 4, (2,) * 4, (0, 1, 1, 1))
    # A begun sheet goes first, so what is left stands on that.
    assert share_sheets([5, 2, 4], 4, used=1) == ((None, 0, 1, 1), (0,) * 4, (2,) * 4)


def test_spare_places_are_shared_by_need() -> None:
    # 4 · 3/6 = 2, 4 · 2/6 = 1⅓, 4 · 1/6 = ⅔: the last has the largest remainder.
    assert share_spare([3, 2, 1], 4) == (5, 3, 2)
    # Equals: the first.
    assert share_spare([10, 10, 10], 2) == (11, 11, 10)
    assert share_spare([7], 17) == (24,)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=30), st.integers(0, 60))
def test_nobody_gets_a_whole_tag_more_or_less_than_the_share(needed: list[int], spare: int) -> None:
    given_ = share_spare(needed, spare)
    assert sum(given_) == sum(needed) + spare
    for has, need in zip(given_, needed, strict=True):
        assert abs((has - need) * sum(needed) - spare * need) < sum(needed)


def shown(book: SheetBook) -> list[list[int]]:
    """The tags on the front of each sheet, in the order of reading."""
    fronts = [book.faces[p.face] for p in book.pages if p.face is not None]
    return [[cell.tag for cell in face.cells] for face in fronts if face.side == "front"]


def test_shared_sheets() -> None:
    book, found = imposed(SHOP, *villages(30, 30, 7), arrangement="gang")
    assert book is not None
    # 67 tags take three sheets; 5 spare ones: 2,2 and 0.5 each, so 2, 2 and 1.
    assert shown(book) == [[0] * 24, [1] * 24, [0] * 8 + [1] * 8 + [2] * 8]
    assert [p.bookmark for p in book.pages] == ["Bản Phục", None, "Bản Hang", None, "Bản Pìa", None]
    slugs = [{t.text for t in book.faces[p.face].texts} for p in book.pages if p.face is not None]
    assert "Bản Phục ×24" in slugs[0]
    assert "Bản Phục ×8 · Bản Hang ×8 · Bản Pìa ×8" in slugs[4]
    # The month is all that the issue marks have in common.
    assert "12/2026" in slugs[4]
    assert [d.code for d in found] == ["village-not-on-tag"] * 3
    assert [d.village for d in found] == ["village-0", "village-1", "village-2"]


def test_one_sheet_of_many_villages_has_one_bookmark_of_all() -> None:
    book, _ = imposed(SHOP, *villages(5, 5, 5, 5), arrangement="gang")
    assert book is not None
    assert shown(book) == [[0] * 6 + [1] * 6 + [2] * 6 + [3] * 6]
    assert book.pages[0].bookmark == "Bản Phục, Bản Hang, Bản Pìa, Bản Chạo"


def test_a_slug_without_room_says_how_many_villages_it_does_not_name() -> None:
    names = [f"Tổ dân phố số {n} - Khu tập thể Nhà máy Xi măng" for n in range(1, 25)]
    runs = [replace(run(54, 29, 1, village=name), month="12/2026") for name in names]
    book, found = imposed(SHOP, *runs, arrangement="gang")
    assert book is not None
    assert {d.code for d in found} == {"village-not-on-tag"}
    (told,) = [t.text for t in book.faces[0].texts if "thôn khác" in t.text]
    named, others = told.rsplit(" · ", 1)
    count = len(named.split(" · "))
    assert others == f"{24 - count} thôn khác ×{24 - count}"
    assert named == " · ".join(f"{name} ×1" for name in names[:count])


def test_stacked_sheets_of_a_book_cut_into_piles() -> None:
    spec = replace(SHOP, production=Production(stack=True))
    book, _ = imposed(spec, *villages(100, 333, 41), arrangement="gang")
    assert book is not None
    fronts = [book.faces[p.face] for p in book.pages[::2] if p.face is not None]
    piles: dict[tuple[int, int], list[int]] = {}
    for face in fronts:
        for cell in face.cells:
            piles.setdefault((cell.row, cell.column), []).append(cell.tag)
    cut_tags = [item for place in sorted(piles) for item in piles[place]]
    assert len(fronts) == 20 and len(cut_tags) == 480
    assert cut_tags == sorted(cut_tags)


@pytest.mark.parametrize(
    ("start", "used"),
    [
        *(("", 0), ("0", 0), ("8", 8), ("23", 23), ("1:1", 0), ("3:2", 7), ("8:3", 23)),
        *((beyond, None) for beyond in ("24", "9:1", "1:4", "99999")),
    ],
)
def test_where_a_begun_sheet_goes_on(start: str, used: int | None) -> None:
    grid = plan_grid(Size(54, 29), SHOP)
    assert grid is not None
    assert used_places(start, grid) == used


def test_a_begun_sheet_is_empty_before_its_start_on_both_sides() -> None:
    book, found = imposed(SHOP, *villages(30, 5), start="3:2")
    assert book is not None and found == ()
    front, back = book.faces[0], book.faces[1]
    # 7 places are used: 17 are left, 13 of the 30 tags go on the next sheet.
    assert (len(front.cells), len(back.cells)) == (17, 17)
    assert (front.cells[0].row, front.cells[0].column) == (3, 2)
    # Behind row 3 the free places are the two at the left.
    assert [(c.row, c.column) for c in back.cells][:3] == [(3, 1), (3, 2), (4, 1)]
    assert [len(sheet) for sheet in shown(book)] == [17, 24, 24]
    whole = book.faces[2]
    assert (front.strokes, front.texts) == (whole.strokes, whole.texts)


@pytest.mark.parametrize("start", ["9:1", "1:4", "24"])
def test_a_place_that_the_sheet_does_not_have(start: str) -> None:
    book, (found,) = imposed(SHOP, *villages(30), start=start)
    assert book is None and found.code == "start-beyond-sheet"
    assert [found.value(name) for name in ("rows", "columns", "count")] == [8, 3, 24]


def test_single_tags_a_page_are_no_sheets_to_begin_on() -> None:
    spec = replace(SHOP, production=Production(pages="tags"))
    book, found = imposed(spec, *villages(30), start="2:1")
    assert book is None and [d.code for d in found] == ["start-without-sheets"]


def test_labels_of_several_grids_are_counted_row_by_row() -> None:
    # Two columns, the second half a label lower, as round labels are often set.
    more = FixedGrid(2, 1, Size(60, 60), Point(80, 40))
    spec = SheetSpec(
        bleed=0, marks=False, grid=FixedGrid(3, 1, Size(60, 60), Point(10, 10), more=(more,))
    )
    grid = plan_grid(Size(40, 40), spec)
    assert grid is not None
    places = [(s.row, s.column, s.trim.x, s.trim.y) for s in grid.slots]
    assert places == [
        (1, 1, 10, 10),
        (2, 1, 80, 40),
        (3, 1, 10, 70),
        (4, 1, 80, 100),
        (5, 1, 10, 130),
    ]
    assert used_places("3:1", grid) == 2 and used_places("3:2", grid) is None


def test_a_tag_that_says_its_village_in_two_lines() -> None:
    font = Font("Roboto Condensed", 400)
    lines = tuple(TextItem(text, font, 7, 0, 0, 9) for text in ("Tổ dân phố", "SỐ 12"))
    named = replace(tag(54, 29), back=PlacedFace((), lines, None))
    assert check_named(named, "Tổ dân phố số 12") == ()
    assert [d.code for d in check_named(named, "Tổ dân phố số 13")] == ["village-not-on-tag"]
    # Có and Cò are two villages.
    assert check_named(named, "Tổ dân phò số 12") != ()
