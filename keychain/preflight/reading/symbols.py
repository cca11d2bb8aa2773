"""QR symbols in a picture: where they stand, and how many modules they have."""

from __future__ import annotations

from math import hypot

import zxingcpp
from PIL import Image

from keychain.values import dataclass

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
QUIET = 4
"""Modules of quiet zone (ISO/IEC 18004, 9.1)."""

PER_MODULE = 6
"""Pixels to a module in a symbol that has been set upright."""

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol that was read. Corners in pixels, from the symbol's own top left around; ``side`` is
    how many modules it has to a side. One that is not ``dark`` on light, and a ``micro`` one, no
    telephone dials."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]
    side: int
    dark: bool
    micro: bool

    @property
    def width(self) -> float:
        """How many pixels it is wide, halfway between its top edge and its left one."""
        first, second, _, fourth = self.corners
        return (_apart(first, second) + _apart(first, fourth)) / 2

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
    for code in zxingcpp.read_barcodes(picture, formats=_QR, try_rotate=False, try_downscale=False):
        version = str(code.extra.get("Version", "")) if isinstance(code.extra, dict) else ""
        micro = version.startswith("M")
        if not version.removeprefix("M").isdigit():
            continue  # not a square one
        # ISO/IEC 18004, 7.3.1
        side = 9 + 2 * int(version[1:]) if micro else 17 + 4 * int(version)
        at = code.position
        first, second, third, fourth = (
            (float(p.x), float(p.y))
            for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        )
        corners = first, second, third, fourth
        found.append(Symbol(code.text, corners, side, _is_dark(picture, corners, side), micro))
    return tuple(found)


def _is_dark(
    picture: Image.Image, corners: tuple[Corner, Corner, Corner, Corner], side: int
) -> bool:
    """Whether the rim of the finder pattern is darker than what it goes around."""
    (x, y), right, _, below = corners
    tones = []
    for place in (0.5 / side, 1.5 / side):
        across = int(x + place * (right[0] + below[0] - 2 * x))
        down = int(y + place * (right[1] + below[1] - 2 * y))
        # A corner may be found a little outside of the picture.
        inside = max(0, min(across, picture.width - 1)), max(0, min(down, picture.height - 1))
        tone = picture.getpixel(inside)
        tones.append(tone if isinstance(tone, (int, float)) else 0.0)
    return tones[0] < tones[1]


def _apart(one: Corner, other: Corner) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
