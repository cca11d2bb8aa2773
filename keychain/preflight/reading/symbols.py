"""QR symbols in a picture: where they stand, and how many modules they have."""

from __future__ import annotations

from math import hypot

import zxingcpp
from PIL import Image

from keychain.values import dataclass

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_FINDER = 7
"""Modules along the edge of a finder pattern (ISO/IEC 18004, 6.3.3)."""

_STEP = 0.25
QUIET = 4
"""Modules of quiet zone (ISO/IEC 18004, 9.1)."""

PER_MODULE = 6
"""Pixels to a module in a symbol that has been set upright."""

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol that was read. Corners in pixels, from the symbol's own top left around; ``side`` is
    how many modules it has to a side, ``width`` how many pixels."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]
    side: int
    width: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        xs, ys = [c[0] for c in self.corners], [c[1] for c in self.corners]
        return min(xs), min(ys), max(xs), max(ys)

    def upright(self, picture: Image.Image) -> Image.Image:
        """The symbol with its quiet zone, set upright, white where the picture ends."""
        top_left, top_right, _, bottom_left = self.corners
        right = ((top_right[0] - top_left[0]) / self.side, (top_right[1] - top_left[1]) / self.side)
        down = (
            (bottom_left[0] - top_left[0]) / self.side,
            (bottom_left[1] - top_left[1]) / self.side,
        )
        size = (self.side + 2 * QUIET) * PER_MODULE
        # From the pixels of the new picture to those of the old.
        matrix = (
            right[0] / PER_MODULE,
            down[0] / PER_MODULE,
            top_left[0] - QUIET * (right[0] + down[0]),
            right[1] / PER_MODULE,
            down[1] / PER_MODULE,
            top_left[1] - QUIET * (right[1] + down[1]),
        )
        return picture.transform(
            (size, size),
            Image.Transform.AFFINE,
            matrix,
            resample=Image.Resampling.BILINEAR,
            fillcolor=255,
        )


def find_symbols(picture: Image.Image) -> tuple[Symbol, ...]:
    """Every symbol in a picture in grey that can be read, also one that is light on dark."""
    found = []
    for code in zxingcpp.read_barcodes(picture, formats=_QR, try_downscale=False):
        at = code.position
        points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        corners = tuple((float(p.x), float(p.y)) for p in points)
        first, second, third, fourth = corners
        width = (_apart(first, second) + _apart(first, fourth)) / 2
        run = _finder(picture, (first, second, third, fourth))
        if run:
            version = max(round((_FINDER * width / run - 17) / 4), 1)
            found.append(Symbol(code.text, (first, second, third, fourth), 17 + 4 * version, width))
    return tuple(found)


def _apart(one: Corner, other: Corner) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _finder(picture: Image.Image, corners: tuple[Corner, Corner, Corner, Corner]) -> float:
    """How many pixels the top edge of the first finder pattern is long."""
    start, end, _, below = corners
    wide, high = _apart(start, end), _apart(start, below)
    if not wide or not high:
        return 0.0
    along = ((end[0] - start[0]) / wide, (end[1] - start[1]) / wide)
    # A hundredth of the side is within the first row of modules, however many there are.
    inward = ((below[0] - start[0]) / high, (below[1] - start[1]) / high)
    depth = max(high / 100, 1.5)
    at = (start[0] + inward[0] * depth, start[1] + inward[1] * depth)
    tones = []
    for step in range(int(wide / 2 / _STEP)):
        x, y = at[0] + along[0] * step * _STEP, at[1] + along[1] * step * _STEP
        tone = 255
        if 0 <= x < picture.width and 0 <= y < picture.height:
            found = picture.getpixel((int(x), int(y)))
            tone = int(found) if isinstance(found, (int, float)) else 255
        tones.append(tone)
    if len(tones) < 8:
        return 0.0
    ink = sorted(tones[4:12])[4]
    middle = (min(tones) + max(tones)) / 2
    for step, tone in enumerate(tones[8:], 8):
        if (tone < middle) != (ink < middle):
            return step * _STEP
    return 0.0
