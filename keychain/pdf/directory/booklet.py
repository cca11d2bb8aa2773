"""A5 pages laid side by side on A4 sheets, each as a form that is drawn where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf

from keychain.geometry import PT_PER_MM, Size
from keychain.pdf.coordinates import number
from keychain.pdf.metadata import DUPLEX
from keychain.sheets.booklet import BookletSheet

_STAPLES = (0.25, 0.75)
"""Where staples go, as shares of the spine's height."""

_STAPLE = 11.0
"""mm; the crown of a 24/6 staple is 12 mm wide and hides its mark."""


def write_booklet(
    data: bytes, order: Sequence[int | None], sheets: Sequence[BookletSheet], page: Size
) -> bytes:
    """The sheets of a booklet from the PDF ``data`` of its pages, front and back in turn.

    ``order`` has a page's index in ``data``, or None for a blank, at each of the booklet's places.
    ``page`` is the size of a page, mm. Links and bookmarks stay behind: paper has none.
    """
    with pikepdf.open(BytesIO(data)) as pages, pikepdf.new() as booklet:
        forms = [
            booklet.copy_foreign(each.as_form_xobject()) for each in map(pikepdf.Page, pages.pages)
        ]
        for at, sheet in enumerate(sheets):
            for side in (sheet.front, sheet.back):
                staples = at == 0 and side is sheet.front and len(sheets) > 1
                _add_side(booklet, forms, [order[place] for place in side], sheet, page, staples)
        booklet.Root.Lang = pages.Root.Lang
        info = booklet.make_indirect(booklet.copy_foreign(pages.trailer.Info))
        booklet.trailer.Info = info
        booklet.Root.ViewerPreferences = pikepdf.Dictionary(
            {
                "/PrintScaling": pikepdf.Name("/None"),
                "/Duplex": pikepdf.Name(f"/{DUPLEX['short-edge']}"),
                "/DisplayDocTitle": True,
            }
        )
        written = BytesIO()
        booklet.save(written, deterministic_id=True, min_version="1.6")
        return written.getvalue()


def _add_side(
    booklet: pikepdf.Pdf,
    forms: Sequence[pikepdf.Object],
    pages: Sequence[int | None],
    sheet: BookletSheet,
    page: Size,
    staples: bool,
) -> None:
    """One side of a sheet: the left page and the right one, both moved towards the fold."""
    wide, high = page.width * PT_PER_MM, page.height * PT_PER_MM
    creep = sheet.creep * PT_PER_MM
    operators: list[str] = []
    used: dict[str, pikepdf.Object] = {}
    for half, index in enumerate(pages):
        if index is None:
            continue
        name = f"/P{index}"
        used[name] = forms[index]
        x = wide - creep if half else creep
        # What creep would push over the fold stays on its own half.
        clip = f"{number(half * wide)} 0 {number(wide)} {number(high)} re W n"
        operators.append(f"q {clip} 1 0 0 1 {number(x)} 0 cm {name} Do Q")
    if staples:
        operators.append(f"q 0 0 0 1 K 0.25 w {_staple_marks(wide, high)} S Q")
    made = booklet.add_blank_page(page_size=(2 * wide, high))
    made.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(used))
    made.obj.Contents = booklet.make_stream(" ".join(operators).encode("ascii"))
    made.obj.TrimBox = made.obj.MediaBox


def _staple_marks(fold: float, high: float) -> str:
    """Fine lines in the fold of the outside, which the staples cover."""
    half = _STAPLE * PT_PER_MM / 2
    return " ".join(
        f"{number(fold)} {number(high * share - half)} m {number(fold)} "
        f"{number(high * share + half)} l"
        for share in _STAPLES
    )
