"""A page as a picture: from mm to pixels, and whether what the text says is to be seen."""

from __future__ import annotations

from dataclasses import field
from typing import Protocol

from PIL import Image

from keychain.geometry import Rect
from keychain.preflight.pieces import Char
from keychain.values import dataclass

DPI = 300
"""6 pixels to a QR module of 0.508 mm, 4.7 to the smallest allowed, 13 to a small letter."""

_INK = 60
"""How far ink is from its ground, of 255 tones: black on the red head still is 80."""


_BORDER = 2 * 25.4 / DPI
"""Around a character's box, mm: two pixels, where its ground is to be seen."""

_BLUR = 6
"""How many pixels into that border and box ink may begin: edges are soft, the page is rounded up
to whole pixels, and PDFium's boxes of letters with a dot are up to two pixels off."""

_AROUND = 1.0
"""mm of what is around a cell: characters are looked at with a border."""

_MOST_INK = 0.9
"""The share of its box that no digit fills, soft edges and all."""


class Pixels(Protocol):
    """Access to a picture's pixels, as Pillow gives it."""

    def __getitem__(self, at: tuple[int, int], /) -> float | tuple[int, ...]: ...


def pixels(area: Rect, dpi: int) -> tuple[int, int, int, int]:
    """An area in mm as whole pixels of a picture of the page: left, top, right, bottom."""
    scale = dpi / 25.4
    return (
        max(round(area.x * scale), 0),
        max(round(area.y * scale), 0),
        max(round(area.right * scale), 0),
        max(round(area.bottom * scale), 0),
    )


def whole_pixels(area: Rect, dpi: int) -> tuple[Rect, int, int]:
    """The area that begins and ends with a pixel of the page and holds ``area`` where that lies on
    it, and how many pixels from the left and the top it begins."""
    scale = dpi / 25.4
    left, top = max(int(area.x * scale), 0), max(int(area.y * scale), 0)
    # PDFium takes the next whole pixel: half a pixel before it no rounding changes which.
    x, y = max(left - 0.5, 0.0) / scale, max(top - 0.5, 0.0) / scale
    return Rect(x, y, area.right - x, area.bottom - y), left, top


def surroundings(trim: Rect, bleed: float) -> tuple[Rect, int, int]:
    """The part of a page that is pictured at DPI for whatever is to be seen of a cell: the cell
    with its bleed and some of what is around it."""
    return whole_pixels(trim.grown(max(bleed, _AROUND)), DPI)


@dataclass(slots=True)
class Sheet:
    """A page, or a part of it, as a picture at DPI whose first pixel is ``left`` and ``top`` on
    the page. What is ink on a ground of some tone is worked out once."""

    picture: Image.Image
    left: int = 0
    top: int = 0
    _inks: dict[int, Image.Image] = field(default_factory=dict)
    _access: Pixels | None = None

    def pixels(self, area: Rect) -> tuple[int, int, int, int]:
        """An area of the page, mm, in pixels of the picture."""
        left, top, right, bottom = pixels(area, DPI)
        x, y = self.left, self.top
        return max(left - x, 0), max(top - y, 0), max(right - x, 0), max(bottom - y, 0)

    def tone(self, x: int, y: int) -> int:
        """The tone of one pixel."""
        if self._access is None:
            self._access = self.picture.load()
        if self._access is None:
            return 0
        tone = self._access[x, y]
        return tone if isinstance(tone, int) else 0

    def ink(self, ground: int) -> Image.Image:
        """The page with ink in 255 and the rest in 0; grounds are told apart by 16 tones."""
        step = ground // 16
        if step not in self._inks:
            middle = step * 16 + 8
            tones = [255 if abs(tone - middle) >= _INK else 0 for tone in range(256)]
            self._inks[step] = self.picture.point(tones)
        return self._inks[step]


def is_seen(sheet: Sheet, char: Char) -> bool:
    """Whether a character is to be seen from edge to edge.

    Its box is tight, so there is ink along each edge; a digit is of one piece, so there is ink in
    every line between, both ways. White text on white, and text under something, have lines
    without.
    """
    left, top, right, bottom = sheet.pixels(char.page.grown(_BORDER))
    wide, high = sheet.picture.size
    xs = min(left, wide - 1), min(right, wide - 1)
    ys = min(top, high - 1), min(bottom, high - 1)
    ground = sorted(sheet.tone(x, y) for x in xs for y in ys)[2]
    ink = sheet.ink(ground)
    columns, rows = ink.crop((left, top, right + 1, bottom + 1)).getprojection()
    digit = char.text.isdigit()
    if digit:
        tones = ink.crop(sheet.pixels(char.page)).histogram()
        if tones[255] > _MOST_INK * sum(tones):
            return False  # something lies over it
    return _spans(columns, whole=digit) and _spans(rows, whole=digit)


def _spans(lines: list[int], *, whole: bool) -> bool:
    """Whether ink comes within _BLUR of both ends, and with ``whole`` lies in all between."""
    inner = lines[_BLUR:-_BLUR] if whole else []
    return any(lines[:_BLUR]) and any(lines[-_BLUR:]) and all(inner)
