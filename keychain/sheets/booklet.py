"""A saddle-stitched booklet: which page lies where, so that folded sheets read in order.

Sheets lie in one another and are folded together. The outermost bears the first page and the last;
each sheet further in takes two pages from both ends of what is left.
"""

from __future__ import annotations

from keychain.values import dataclass

PAGES_A_SHEET = 4

PAPER_THICKNESS = 0.1
"""mm, of office paper of 80 g/m²."""

MOST_STAPLED = 20
"""Sheets of such paper that an office's long-arm stapler closes with a clean fold: 40 under the
staple's head once folded."""


@dataclass(frozen=True, slots=True)
class BookletSheet:
    """The pages of a sheet, by index: left and right of the fold, as each side is looked at.

    The sheet lies flat, the fold in its middle, and is turned over about its short edge: behind
    the right page of the front stands the left page of the back. ``creep`` is how far its pages
    are moved towards the fold, mm.
    """

    front: tuple[int, int]
    back: tuple[int, int]
    creep: float


def impose_booklet(pages: int, thickness: float = PAPER_THICKNESS) -> tuple[BookletSheet, ...]:
    """The sheets of a booklet of ``pages`` pages, the outermost first; its front is the outside.

    A sheet folds around those within it: each of them is two thicknesses of its spine's length,
    one to a leaf, so a leaf sticks out one thickness further than the leaf around it. Its pages
    go that much towards the fold, and once the fore-edge is trimmed all margins are the same.
    Raises ValueError where ``pages`` is not a positive multiple of four.
    """
    if pages <= 0 or pages % PAGES_A_SHEET:
        raise ValueError(f"no booklet has {pages} pages")
    return tuple(
        BookletSheet(
            front=(pages - 1 - 2 * sheet, 2 * sheet),
            back=(2 * sheet + 1, pages - 2 - 2 * sheet),
            creep=sheet * thickness,
        )
        for sheet in range(pages // PAGES_A_SHEET)
    )


def filled_pages(pages: int, *, back: bool) -> tuple[int | None, ...]:
    """The indexes of ``pages`` pages with None for each blank that makes them a multiple of four.

    Blanks stand at the end, where people write on them; with a ``back`` cover, before it. Raises
    ValueError where there is no page besides it.
    """
    if pages < 1 + back:
        raise ValueError("a booklet needs a page")
    blanks = [None] * (-pages % PAGES_A_SHEET)
    last = pages - 1 if back else pages
    return (*range(last), *blanks, *range(last, pages))
