"""A booklet is folded here as a person folds it, and its pages are turned one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from keychain.sheets.booklet import BookletSheet, filled_pages, impose_booklet


def turned(sheets: tuple[BookletSheet, ...]) -> Iterator[int]:
    """The pages in the order in which a reader turns them.

    Sheets lie on a table with their fronts down, the outermost at the bottom: turned over about
    the short edge, the left of a front lies under the right of its back. All are folded towards
    the reader, so that the right halves come to lie on the left ones; the booklet is then closed,
    its cover on the table, and picked up with the fold at the left.
    """
    # Each leaf as (seen from above, seen from below), before folding: fronts are below.
    right = [(sheet.back[1], sheet.front[0]) for sheet in sheets]
    left = [(sheet.back[0], sheet.front[1]) for sheet in sheets]
    # From the cover inwards: the leaf's outside first, then what is behind it.
    for above, below in left:
        yield below
        yield above
    for above, below in reversed(right):
        yield above
        yield below


@pytest.mark.parametrize("pages", range(4, 201, 4))
def test_folded_sheets_read_in_order(pages: int) -> None:
    assert list(turned(impose_booklet(pages))) == list(range(pages))


def test_eight_pages_as_every_bookbinder_lays_them() -> None:
    """8|1, 2|7, 6|3, 4|5."""
    told = [(one.front, one.back) for one in impose_booklet(8)]
    assert told == [((7, 0), (1, 6)), ((5, 2), (3, 4))]


@pytest.mark.parametrize("pages", range(2, 201))
def test_blanks_fill_the_last_sheet_before_the_back_cover(pages: int) -> None:
    order = filled_pages(pages, back=True)
    assert len(order) % 4 == 0
    assert len(order) - pages < 4
    assert order[0] == 0
    assert order[-1] == pages - 1
    assert [each for each in order if each is not None] == list(range(pages))
    assert filled_pages(pages, back=False)[:pages] == tuple(range(pages))


def test_pages_creep_towards_the_fold_by_a_thickness_a_sheet() -> None:
    sheets = impose_booklet(80, 0.1)
    assert [round(sheet.creep, 6) for sheet in sheets] == [round(0.1 * k, 6) for k in range(20)]


@pytest.mark.parametrize("pages", (-4, 0, 1, 2, 3, 5, 202))
def test_other_counts_are_no_booklet(pages: int) -> None:
    with pytest.raises(ValueError, match="no booklet"):
        impose_booklet(pages)


def test_no_page_is_no_booklet() -> None:
    for pages, back in ((0, False), (0, True), (1, True)):
        with pytest.raises(ValueError, match="a page"):
            filled_pages(pages, back=back)
