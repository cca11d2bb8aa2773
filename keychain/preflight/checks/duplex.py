"""Fronts and backs by geometry: what lies behind each cell when the sheet is turned over.

Turning a sheet over its upright axis mirrors x: a tag whose front stands upright is seen upright
behind, and one turned by 90° has its top at the right in front, so at the left behind, which is
270°. Turning it over its level axis mirrors y: upright comes back upside down, 90° stays 90°.
Long-edge duplex of an upright sheet turns it over the upright axis; of a lying sheet, over the
level one.
"""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Rect, Size, Turn
from keychain.preflight.expected import Expected, ExpectedCell, ExpectedPage

BACK_NOT_ITS_FRONT = error(
    "back-not-its-front", "A tag whose back belongs to another is thrown away, or worse, is not."
)

_NEAR = 0.01
"""How exactly the two faces must meet, mm."""


def behind(trim: Rect, paper: Size, duplex: str) -> Rect:
    """Where a cell of one side lies when the sheet is seen from the other."""
    if _over_upright_axis(paper, duplex):
        return Rect(paper.width - trim.right, trim.y, trim.width, trim.height)
    return Rect(trim.x, paper.height - trim.bottom, trim.width, trim.height)


def turn_behind(turn: Turn, paper: Size, duplex: str) -> Turn:
    """How the back of a tag must be turned whose front is turned by ``turn``."""
    turns: dict[int, Turn] = {0: 0, 90: 90, 180: 180, 270: 270}
    over_upright = _over_upright_axis(paper, duplex)
    return turns[(-turn if over_upright else 180 - turn) % 360]


def find_back(
    cell: ExpectedCell, page: ExpectedPage, partner: ExpectedPage, duplex: str
) -> ExpectedCell | None:
    """The cell behind ``cell`` on the other side of its sheet, or None."""
    wanted = behind(cell.trim, page.paper, duplex)
    x, y, near = wanted.x, wanted.y, 2 * _NEAR
    for other in partner.cells:  # most are elsewhere
        trim = other.trim
        if abs(trim.x - x) < near and abs(trim.y - y) < near and _same(trim, wanted):
            return other
    return None


def find_folded(cell: ExpectedCell, page: ExpectedPage) -> ExpectedCell | None:
    """The back that is folded behind the front ``cell`` of the same page, or None: the one of its
    own tag beside it at the same row and column."""
    return _beside(cell, page, "back")


def find_front(cell: ExpectedCell, page: ExpectedPage) -> ExpectedCell | None:
    """The front that the back ``cell`` of the same page is folded behind, or None."""
    return _beside(cell, page, "front")


def _beside(cell: ExpectedCell, page: ExpectedPage, face: str) -> ExpectedCell | None:
    mine = cell.row, cell.column, cell.tag
    return next(
        (c for c in page.cells if c.face == face and (c.row, c.column, c.tag) == mine), None
    )


def check_fold(expected: Expected) -> Iterator[Diagnostic]:
    """On sheets of tags that are folded every front has its own back on the other side of an edge,
    turned to match, and no back is without."""
    told: set[object] = set()
    for index, page in enumerate(expected.pages):
        if page.cells in told or all(cell.face is None for cell in page.cells):
            continue
        told.add(page.cells)
        used: set[ExpectedCell] = set()
        for cell in page.cells:
            if cell.face == "back":
                continue
            back = find_folded(cell, page)
            if back is not None and _folds(cell, back):
                used.add(back)
            else:
                yield _not_its_front(expected, index, cell)
        for cell in page.cells:
            if cell.face == "back" and cell not in used:
                yield _not_its_front(expected, index, cell)


def _folds(front: ExpectedCell, back: ExpectedCell) -> bool:
    """Whether the back comes to lie behind the front where the paper is folded between them:
    mirrored about the edge that they share, as a sheet is that is turned over beside or over."""
    one, other = front.trim, back.trim
    beside = (
        Rect(one.x - one.width, one.y, one.width, one.height),
        Rect(one.right, one.y, one.width, one.height),
    )
    over = (
        Rect(one.x, one.y - one.height, one.width, one.height),
        Rect(one.x, one.bottom, one.width, one.height),
    )
    if any(_same(other, place) for place in beside):
        return back.turn == (-front.turn) % 360
    return any(_same(other, place) for place in over) and back.turn == (180 - front.turn) % 360


def check_duplex(expected: Expected) -> Iterator[Diagnostic]:
    """Every front has its own tag's back behind it, turned to match, and no back is without."""
    if expected.duplex is None:
        return
    told: set[object] = set()
    for index, page in enumerate(expected.pages):
        if page.side is None or (page.side == "back" and page.partner is None):
            continue
        partner = None if page.partner is None else expected.pages[page.partner]
        sheet = (page.side, page.cells, partner and partner.cells)
        if sheet in told:
            continue
        told.add(sheet)
        for cell in page.cells:
            back = None
            if partner is not None and partner.side != page.side:
                back = find_back(cell, page, partner, expected.duplex)
            if page.side == "back" and back is not None:
                continue  # told from its front
            turn = turn_behind(cell.turn, page.paper, expected.duplex)
            if back is None or back.tag != cell.tag or back.turn != turn:
                yield _not_its_front(expected, index, cell)


def _not_its_front(expected: Expected, index: int, cell: ExpectedCell) -> Diagnostic:
    return BACK_NOT_ITS_FRONT().about(
        village=expected.tags[cell.tag].village_id,
        page=index + 1,
        position=f"{cell.row}:{cell.column}",
    )


def _over_upright_axis(paper: Size, duplex: str) -> bool:
    return (duplex == "long-edge") == (paper.height >= paper.width)


def _same(one: Rect, other: Rect) -> bool:
    return one.holds(other, _NEAR) and other.holds(one, _NEAR)
