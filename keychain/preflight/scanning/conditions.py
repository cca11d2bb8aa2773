"""How a code is printed, worn and photographed, and by how much each of these is made worse."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from keychain.values import dataclass

Stress = Literal[
    "gain", "contrast", "scratches", "distance", "blur", "tilt", "noise", "shade", "jpeg"
]


@dataclass(frozen=True, slots=True)
class Conditions:
    """One print and one photograph of it.

    ``gain`` is by how much a bar grows in width, µm (toner and ink spread by 40 to 80 µm);
    ``contrast`` the most by which paper reflects more than ink, % (the symbol contrast of ISO/IEC
    15415, 7.8.2; a code that is grey on the page has less); ``scratches`` how many white ones,
    4 mm long, stand on the code and around it. ``distance`` is that of the telephone, cm;
    ``blur`` the standard deviation of its focus, in modules; ``tilt`` in degrees, 0 straight
    above; ``noise`` the standard deviation of a pixel, of 255; ``shade`` by how much less light
    falls on one side, %; ``jpeg`` by how much the quality of its compression falls short of 100.
    """

    gain: float = 60
    contrast: float = 80
    scratches: float = 0
    distance: float = 18
    blur: float = 0.15
    tilt: float = 15
    noise: float = 5
    shade: float = 25
    jpeg: float = 20


STANDARD = Conditions()
"""An office print, not worn, and a normal telephone: 18 cm away, held as people hold it, indoors.
Every code must be read so."""


COARSE_DPI = 600
"""Of a print whose bars grow by one pixel on each side: by 85 µm, which is worse than STANDARD."""

WORSE = Conditions(gain=85, contrast=70, distance=20, blur=0.2, tilt=18, noise=6, shade=35, jpeg=30)
"""Worse than STANDARD in everything. What is read so is read there; it can be tried in a tenth of
the time, on a print of COARSE_DPI."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """A stress made worse step by step. The code should still be read at ``enough``."""

    stress: Stress
    levels: tuple[float, ...]
    enough: float


def _steps(start: int, stop: int, step: int) -> tuple[float, ...]:
    return tuple(float(level) for level in range(start, stop, step))


RAMPS = (
    Ramp("gain", _steps(60, 421, 20), 120),  # half as much again as the usual most
    Ramp("contrast", (*_steps(80, 10, -5), 8.0, 6.0, 4.0, 2.0), 40),  # ISO/IEC 15415, 7.8.2: C
    Ramp("scratches", _steps(0, 41, 1), 2),
    Ramp("distance", _steps(18, 61, 1), 23),
    Ramp("blur", tuple(level / 100 for level in range(15, 156, 10)), 0.35),
    Ramp("tilt", _steps(15, 81, 5), 35),
    Ramp("noise", _steps(5, 87, 3), 8),
    Ramp("shade", _steps(25, 96, 5), 60),
    Ramp("jpeg", _steps(20, 99, 6), 50),
)
"""From the standard point to what no telephone has to bear."""


def at_distance(usual: Conditions, away: float) -> Conditions:
    """Conditions for a code that is scanned from ``away`` times as far: a poster's, not a tag's."""
    return replace(usual, distance=usual.distance * away)


def further(ramp: Ramp, away: float) -> Ramp:
    """The ramp of such a code: what has to do with distance is as much further."""
    if ramp.stress != "distance":
        return ramp
    levels = tuple(level * away for level in ramp.levels)
    return replace(ramp, levels=levels, enough=ramp.enough * away)


PRINTERS = (300, 600)
"""Dots per inch: what office printers have, the coarser first."""

OFFICE_PRINTER = (300,)
"""The coarser alone: it tells whether a code is read at all."""
