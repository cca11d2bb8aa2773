"""Where on the calibration sheet the things stand that are measured."""

from __future__ import annotations

from keychain.geometry import Size
from keychain.values import dataclass

EDGE = 20.0
"""mm from the paper's left and top edges to the rulers: further in than any printer's margin."""

CROSS = 14.0
"""mm from both edges to the cross in each corner, outside the rulers."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The lengths that a printer without errors gives, mm.

    The rulers begin ``left`` of the paper's left edge and ``top`` under its top; they are
    ``width`` and ``height`` long.
    """

    left: float
    top: float
    width: float
    height: float


def targets(paper: Size) -> Targets:
    """The rulers of a sheet: as many whole centimetres as leave ``EDGE`` on all sides."""
    return Targets(
        EDGE, EDGE, (paper.width - 2 * EDGE) // 10 * 10.0, (paper.height - 2 * EDGE) // 10 * 10.0
    )
