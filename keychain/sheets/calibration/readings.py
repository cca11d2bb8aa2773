"""From what was measured on a calibration sheet to what cancels the printer's errors.

A printer prints a side's point p, seen from that side, at c + (p − c)·s + t: c is the middle of the
paper, s the scale across and down, t the shift, right and down. To print at p it must be sent
c + (p − c)/s − t/s, and that is a :class:`Correction` with the scale 1/s and the shift −t/s.

Front. The ruler begins at L and is N long; it is found to begin at l and to be n long. So s = n/N,
and l = c + (L − c)·s + t gives t = l − c − (L − c)·s.

Back. Line i of the front's scale stands i mm from the middle, line j of the back's 0.9·j mm, both
as seen from the front. Where they meet, and D is how far the back's middle lies right of the
front's, i·s_front = 0.9·j·s_back + D. The reading is r = i − 0.9·j = m + j/10, with m = i − j the
number by the long line. So j = 10·(r − m), m the whole number nearest to r, and
D = (m + j)·s_front − 0.9·j·s_back; with scales of 100 % that is r.

The back's middle lies at t_front + D as seen from the front. Seen from the back, a sheet turned
over like a book's page has right and left changed, t_back = (−(t + D)_x, (t + D)_y); one turned
over its top edge has up and down changed, t_back = ((t + D)_x, −(t + D)_y).
"""

from __future__ import annotations

from math import ceil, floor

from keychain.geometry import Correction, Size
from keychain.layout.sheet_spec import Duplex
from keychain.sheets.calibration.targets import targets
from keychain.sheets.duplex import turns_beside
from keychain.values import dataclass

FARTHEST = 5.0
"""mm that rulers may stand beside their places, and backs beside their fronts: more is paper that
lies askew in its tray, or another page."""

MOST_SCALE = 0.02
"""Share that lengths may be wrong by. Viewers that fit a page to the paper take 3 % or more."""

WIDEST_MARGIN = 15.0


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read, mm.

    ``left`` and ``top``: from the paper's edges to the rulers on the front; ``width`` and
    ``height``: how long these are. ``back_right`` and ``back_down``: how far the back lies right
    of and under the front, as seen from the front. ``back_width`` and ``back_height``: how long
    the back's rulers are; without them the front's scale is taken for the back's.
    """

    left: float
    top: float
    width: float
    height: float
    back_right: float
    back_down: float
    back_width: float | None = None
    back_height: float | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which readings can be right: from ``least`` to ``most`` mm, ``usual`` without any error."""

    least: float
    usual: float
    most: float


def bounds(name: str, paper: Size) -> Bounds:
    """The bounds of a field of :class:`Readings`, or of the ``margin``."""
    right = targets(paper)
    if name == "margin":
        return Bounds(0.0, 5.0, WIDEST_MARGIN)
    if name in ("back_right", "back_down"):
        return Bounds(-FARTHEST, 0.0, FARTHEST)
    usual: float = getattr(right, name.removeprefix("back_"))
    reach = FARTHEST if name in ("left", "top") else usual * MOST_SCALE
    return Bounds(usual - reach, usual, usual + reach)


def corrections(readings: Readings, paper: Size, duplex: Duplex) -> tuple[Correction, Correction]:
    """What cancels the errors of the front and of the back, each as seen from its own side."""
    right = targets(paper)
    across, down = readings.width / right.width, readings.height / right.height
    x = _shift(readings.left, right.left, across, paper.width / 2)
    y = _shift(readings.top, right.top, down, paper.height / 2)
    behind_across = (readings.back_width or readings.width) / right.width
    behind_down = (readings.back_height or readings.height) / right.height
    behind_x = x + _apart(readings.back_right, across, behind_across)
    behind_y = y + _apart(readings.back_down, down, behind_down)
    if turns_beside(paper, duplex):
        behind_x = -behind_x
    else:
        behind_y = -behind_y
    return (
        _cancelling(x, y, across, down),
        _cancelling(behind_x, behind_y, behind_across, behind_down),
    )


def _shift(found: float, wanted: float, scale: float, middle: float) -> float:
    return found - middle - (wanted - middle) * scale


def _apart(reading: float, front: float, back: float) -> float:
    """How far the middles lie apart, from where two lines meet; at a half from both of the two
    whole numbers that are as near."""
    whole = (floor(reading + 0.5), ceil(reading - 0.5))
    tenths = [10 * (reading - each) for each in whole]
    pairs = zip(whole, tenths, strict=True)
    return sum((m + j) * front - 0.9 * j * back for m, j in pairs) / 2


def _cancelling(right: float, lower: float, across: float, down: float) -> Correction:
    return Correction(-right / across, -lower / down, 1 / across, 1 / down)
