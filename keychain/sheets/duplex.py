"""Where the back of a tag stands so that it lands on its front."""

from __future__ import annotations

from keychain.geometry import Rect, Size, Turn
from keychain.layout.sheet_spec import Duplex

_BESIDE: dict[Turn, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}
_OVER: dict[Turn, Turn] = {0: 180, 90: 90, 180: 0, 270: 270}


def turns_beside(paper: Size, duplex: Duplex) -> bool:
    """Whether the sheet is turned like a book's page, left becoming right, not top bottom.

    The edge is the paper's own (ISO 32000-2, 12.2, Duplex): the long edge of an upright page is
    at its side, but that of a page which is wider than high is its top.
    """
    return (duplex == "long-edge") == (paper.width <= paper.height)


def back_trim(front: Rect, paper: Size, duplex: Duplex) -> Rect:
    """The cell on the back page, as seen, that lies behind the cell ``front`` of the front page.

    Turned beside, x' = W − x − w and y stays; turned over, y' = H − y − h and x stays.
    """
    if turns_beside(paper, duplex):
        return Rect(paper.width - front.x - front.width, front.y, front.width, front.height)
    return Rect(front.x, paper.height - front.y - front.height, front.width, front.height)


def back_turn(front: Turn, paper: Size, duplex: Duplex) -> Turn:
    """The clockwise turn of the back's face behind a front that is turned by ``front``.

    Both faces are drawn as seen, for a reader who turns the tag about its own upright axis: what
    is up on the front is up on the back. A face turned clockwise by t has its up at
    (sin t, −cos t) on its page, y down. Seen from behind,

    - a sheet turned beside has x reversed: (−sin t, −cos t), which is the up of −t;
    - a sheet turned over has y reversed: (sin t, cos t), which is the up of 180° − t.

    ========  ===  ====  ====  ====
    front       0    90   180   270
    beside      0   270   180    90
    over      180    90     0   270
    ========  ===  ====  ====  ====
    """
    return (_BESIDE if turns_beside(paper, duplex) else _OVER)[front]
