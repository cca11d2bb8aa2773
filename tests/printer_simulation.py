"""A printer with known errors, and a person who measures what it has printed.

The printer is made of pictures and knows nothing of corrections; the person has a steel ruler, a
lamp and the calibration sheet's own instructions.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from PIL import Image

from keychain.geometry import Point, Size
from keychain.sheets.calibration.readings import Readings

A4 = Size(210, 297)
DPI = 400
STEP = 0.05
"""mm. What a person can tell apart on a ruler and between two lines of a vernier."""


@dataclass(frozen=True)
class Fault:
    """What a printer does to one side, as that side is seen: it scales about the paper's middle,
    then shifts; mm."""

    right: float
    lower: float
    across: float
    down: float

    def printed(self, at: Point, paper: Size = A4) -> Point:
        """Where what stands at ``at`` on the page comes to lie on paper."""
        x, y = paper.width / 2, paper.height / 2
        return Point(
            x + (at.x - x) * self.across + self.right, y + (at.y - y) * self.down + self.lower
        )

    def prints(self, page: Image.Image) -> Image.Image:
        """The page on A4 paper."""
        wide, high = page.width / A4.width, page.height / A4.height
        x, y = page.width / 2, page.height / 2
        left = x - (x + self.right * wide) / self.across
        top = y - (y + self.lower * high) / self.down
        back = (1 / self.across, 0, left, 0, 1 / self.down, top)
        return page.transform(
            page.size,
            Image.Transform.AFFINE,
            back,
            resample=Image.Resampling.BILINEAR,
            fillcolor=255,
        )


def rendered(data: bytes) -> list[Image.Image]:
    """The first two pages in grey, of A4."""
    document = pypdfium2.PdfDocument(data)
    scale = DPI / 72
    pages = [document[i].render(scale=scale, grayscale=True).to_pil().copy() for i in (0, 1)]
    document.close()
    return pages


def turned_over(back: Image.Image, duplex: str) -> Image.Image:
    """The back as it is seen through the paper from the front; the paper is upright."""
    beside = duplex == "long-edge"
    turn = Image.Transpose.FLIP_LEFT_RIGHT if beside else Image.Transpose.FLIP_TOP_BOTTOM
    return back.transpose(turn)


def measured(front: Image.Image, back: Image.Image, duplex: str) -> Readings:
    """All that the sheet asks for, read off its two sides."""
    left, top, width, height = _rulers(front)
    _, _, back_width, back_height = _rulers(back)
    through = turned_over(back, duplex)
    scales = [
        _vernier(
            *(_lines(side, level=level, back=i == 1) for i, side in enumerate((front, through)))
        )
        for level in (True, False)
    ]
    return Readings(
        *map(_read, (left, top, width, height)),
        *map(_read, scales),
        *map(_read, (back_width, back_height)),
    )


def _read(length: float) -> float:
    return round(round(length / STEP) * STEP, 3)


def _rulers(side: Image.Image) -> tuple[float, float, float, float]:
    """Distances of the rulers from the edges and their lengths, mm."""
    ends = []
    for upright in (False, True):
        # The ruler's own line, where there is no tick beside it: between two of them.
        clear = min(
            (95.5 + k / 20 for k in range(20)),
            key=lambda at: sum(_Strip(side, (21.5, 24), (at, at + 0.2), upright).ink),
        )
        (line,) = _Strip(side, (14, 26), (clear, clear + 0.2), upright).lines()
        ends.append(line)
    left, top = ends
    across = _Strip(side, (left - 2, left + 177), (top + 0.5, top + 1.7), upright=False).lines()
    down = _Strip(side, (top - 2, top + 257), (left + 0.5, left + 1.7), upright=True).lines()
    assert (len(across), len(down)) == (171, 251)
    return left, top, across[170] - across[0], down[250] - down[0]


def _lines(side: Image.Image, *, level: bool, back: bool) -> list[float]:
    """The lines of one side's scale, mm."""
    along, over = (105.0, 148.5) if level else (148.5, 156.0)
    strip = (over + 3.4, over + 4) if back else (over - 4, over - 3.4)
    found = _Strip(side, (along - 14, along + 14), strip, upright=not level).lines()
    assert len(found) == (11 if back else 19)
    return found


def _vernier(front: list[float], back: list[float]) -> float:
    """Whole mm by the long line, tenths by the line that runs straight on, or, where two do
    equally well, by the middle between them."""
    whole = min(range(19), key=lambda i: abs(front[i] - back[5])) - 9
    beside = [min((line - other for other in front), key=abs) for line in back]
    for j, (one, other) in enumerate(pairwise(beside)):
        if one * other <= 0 and abs(one - other) < 0.3:
            tenths = j - 5 + one / (one - other)
            return whole + round(2 * tenths) / 20
    return whole + (0.5 if abs(beside[10]) < abs(beside[0]) else -0.5)


class _Strip:
    """A strip of a side from ``along[0]`` to ``along[1]`` mm, its ink from 0 to 255 the mean over
    the width ``over``; level or ``upright``."""

    def __init__(
        self,
        side: Image.Image,
        along: tuple[float, float],
        over: tuple[float, float],
        upright: bool,
    ) -> None:
        x, y = (over, along) if upright else (along, over)
        wide, high = side.width / A4.width, side.height / A4.height
        box = (round(x[0] * wide), round(y[0] * high), round(x[1] * wide), round(y[1] * high))
        part = side.crop(box)
        size = (1, part.height) if upright else (part.width, 1)
        self.ink = [255 - tone for tone in part.resize(size, Image.Resampling.BOX).tobytes()]
        self._first = box[1] if upright else box[0]
        self._scale = high if upright else wide

    def lines(self) -> list[float]:
        """The middles of the lines across the strip, mm from the paper's edge."""
        found: list[float] = []
        run: list[tuple[int, int]] = []
        for at, tone in enumerate([*self.ink, 0], self._first):
            if tone > 25:
                run.append((at, tone))
            elif run:
                middle = sum((at + 0.5) * tone for at, tone in run) / sum(t for _, t in run)
                found.append(middle / self._scale)
                run = []
        return found
