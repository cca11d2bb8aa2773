"""Lines: thick enough to be printed, also those that are thin filled rectangles.

Figures of the Ghent Workgroup, 2022 specification: 0.25 pt, and 0.3 pt for white lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keychain.diagnostics import Diagnostic, error, warning
from keychain.preflight.reading.marks import thickness, thinnest
from keychain.preflight.scene import Seen

HAIRLINE = error(
    "line-hairline",
    "A line without width is one dot of the device: on a plate it is not to be seen.",
)
THIN = warning("line-thin", "Lines under a quarter of a point break up; white ones fill in.")

_LEAST, _LEAST_WHITE = 0.25, 0.3
_EXACT = 0.002
_NONE = 1e-6


def check_lines(
    scene: Iterable[Seen], die_line: str | None = None
) -> Iterator[tuple[Seen, Diagnostic]]:
    """Every line that is too thin on the page, but for the ``die_line``, which a knife follows."""
    for seen in scene:
        mark = seen.mark
        width = _width(seen)
        if width is None or (die_line and mark.colour.amount(die_line)):
            continue
        least = _LEAST_WHITE if mark.colour.is_white else _LEAST
        if width <= _NONE:
            yield seen, HAIRLINE(count=1)
        elif width < least - _EXACT:
            yield seen, THIN(width=round(width, 2), least=least, count=1)


def _width(seen: Seen) -> float | None:
    """How thick a line is at its thinnest, in points; None for what is no line."""
    mark = seen.mark
    if mark.kind == "stroke":
        return mark.width * thinnest(seen.final)
    if mark.kind == "fill" and mark.quad is not None:
        thick, long = thickness(mark.quad, seen.frame)
        return thick if long > _NONE else None
    return None
