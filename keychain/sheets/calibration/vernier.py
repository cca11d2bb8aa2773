"""Two scales, one on each side of the paper, that are read together against the light.

The front's lines are 1 mm apart, the back's 0.9 mm, as on Vernier's own rule. The back's long line
stands nearest to a whole number of mm on the front's scale; of its ten shorter lines one runs
straight on into a line of the front, and its number is the tenths to be added. So the back's ten
lines, five to each side, never give two answers.
"""

from __future__ import annotations

from keychain.geometry import Point
from keychain.layout.measure import Measure
from keychain.sheets.calibration.model import Drawing
from keychain.sheets.calibration.rulers import HAIR, centred
from keychain.sheets.model import Stroke

REACH = 4
"""Whole mm that the front's scale is numbered to, either way."""

TENTHS = 5
PITCH = 0.9
"""mm from line to line on the back."""

_OVERLAP = 1.6
"""mm that each side's lines reach over the middle: they still meet where the other is 3 mm off."""

_SHORT, _FAN, _LONG = 6.0, 10.5, 11.5
"""mm from the middle: where a line ends or begins to spread, where its number's lead ends, and
the end of the long line's."""

_SPREAD = 3.4
"""mm from number to number."""

_BOLD = 0.3
_SIZE = 8.0
_HALF_DIGIT = 1.0


def front_scale(middle: Point, measure: Measure, *, level: bool, scale: float = 1.0) -> Drawing:
    """The front's scale, over the middle or, where it is not ``level``, left of it."""
    drawing = Drawing()
    spread = max(_SPREAD - scale, 0)
    for mm in range(-REACH - TENTHS, REACH + TENTHS + 1):
        number = mm if abs(mm) <= REACH else None
        lead = spread * mm
        drawing += _line(middle, scale * mm, -1, number, lead, measure, level=level)
    return drawing


def back_scale(
    middle: Point, measure: Measure, *, level: bool, off: float = 0.0, scale: float = 1.0
) -> Drawing:
    """The back's scale as it is seen from the front, where the back is ``off`` mm."""
    drawing = Drawing()
    spread = max(_SPREAD - scale * PITCH, 0)
    for tenth in range(-TENTHS, TENTHS + 1):
        along = scale * (tenth * PITCH + off)
        drawing += _line(middle, along, 1, tenth, spread * tenth, measure, level=level)
    return drawing


def _line(
    middle: Point,
    along: float,
    step: int,
    number: int | None,
    lead: float,
    measure: Measure,
    *,
    level: bool,
) -> Drawing:
    """A line to one side of the middle, and its number ``lead`` mm away, where it has room."""

    def at(along: float, over: float) -> Point:
        over *= step
        if level:
            return Point(middle.x + along, middle.y + over)
        return Point(middle.x + over, middle.y + along)

    width = _BOLD if number == 0 else HAIR
    strokes = [Stroke(at(along, -_OVERLAP), at(along, _SHORT), width)]
    if number is None:
        return Drawing(tuple(strokes))
    spread = along + lead
    end = _LONG if number == 0 else _FAN
    strokes.append(Stroke(at(along, _SHORT), at(spread, end), width))
    place = at(spread, end + (1.6 if level else 2.2))
    told = f"{number:+d}".replace("-", "−") if number else "0"
    drawn = centred(told, place.x, place.y + _HALF_DIGIT, measure, size=_SIZE)
    return Drawing(tuple(strokes)) + drawn
