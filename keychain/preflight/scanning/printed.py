"""The simulated print: dots that are there or not, that spread, and that keys scratch off."""

from __future__ import annotations

from dataclasses import replace
from math import cos, pi, sin
from random import Random
from statistics import NormalDist

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from keychain.values import dataclass

FINE_DPI = 1200
"""Of the picture of the print: 21 µm a pixel, four to a dot of 300 dpi."""

_SPREAD = 2.0
"""How soft a dot's edge is before it is fixed, in those pixels: corners come out as round as
toner's. An edge moves by at most three times as much."""

_SCRATCH_WIDE, _SCRATCH_LONG = 0.25, 4.0
"""A scratch, mm, such as a key's edge leaves."""

_PAPER, _TONER = 0.85, 0.05
"""What white paper and black toner reflect (ISO/IEC 15415 measures 70 to 90 and 3 to 8 %)."""

_HALF_GREY = 2.2
"""The exponent between a page's grey and the light it reflects (IEC 61966-2-1, roughly)."""


@dataclass(frozen=True, slots=True)
class Print:
    """A code on paper. ``paper`` has 0 where ink covers it and 255 where none does, at ``dpi``;
    ``dark`` and ``light`` are the shares of light that the two reflect."""

    paper: Image.Image
    dark: float
    light: float
    dpi: int = FINE_DPI


def print_dots(
    page: Image.Image, code: tuple[int, int, int, int], dpi: int, fine: int = FINE_DPI
) -> Print:
    """What a printer of ``dpi`` makes of a grey picture of a page at ``dpi``, seen at ``fine``.

    A dot is there or not, halfway between the darkest and the lightest tone that the ``code``, a
    box of that picture, really has; printers make tones between of dots that are too fine here.
    """
    tones = page.crop(code).histogram()
    low, high = _tone(tones, 0.05), _tone(tones, 0.95)
    middle = (low + high) / 2
    dots = page.point([255 if tone > middle else 0 for tone in range(256)])
    times = fine / dpi
    size = (round(page.width * times), round(page.height * times))
    return Print(
        dots.resize(size, Image.Resampling.NEAREST),
        _reflected(low),
        _reflected(max(high, low)),
        fine,
    )


def with_coarse_gain(made: Print) -> Print:
    """The print with every bar wider by two of its pixels, one on each side: no edge is soft."""
    paper = made.paper
    for step in ((1, 0), (0, 1)):
        wide, high = step
        spread = ImageChops.darker(paper, ImageChops.offset(paper, wide, high))
        paper = ImageChops.darker(spread, ImageChops.offset(paper, -wide, -high))
    return replace(made, paper=paper)


def with_gain(made: Print, gain: float) -> Print:
    """The print with every bar wider by ``gain`` µm, half of it on each side."""
    if gain <= 0:
        return made
    by = gain / 2 / 25_400 * FINE_DPI / _SPREAD
    while by > 2:  # further than that, the edge's slope is lost in 256 tones
        made = with_gain(made, 4 * _SPREAD * 25_400 / FINE_DPI)
        by -= 2
    edge = NormalDist()
    threshold = 255 * edge.cdf(by)
    slope = _SPREAD / edge.pdf(by) / 255
    # A pixel on the edge stays between, so that the edge moves by less than a pixel too.
    table = [max(0, min(255, round(127.5 + 255 * slope * (t - threshold)))) for t in range(256)]
    paper = made.paper.filter(ImageFilter.GaussianBlur(_SPREAD)).point(table)
    return Print(paper, made.dark, made.light)


def worn(made: Print, count: int, seed: int) -> Print:
    """The print with ``count`` white scratches, anywhere and in any direction."""
    if not count:
        return made
    chance = Random(seed)
    paper = made.paper.copy()
    draw = ImageDraw.Draw(paper)
    half = _SCRATCH_LONG / 2 / 25.4 * FINE_DPI
    for _ in range(count):
        x, y = chance.uniform(0, paper.width), chance.uniform(0, paper.height)
        angle = chance.uniform(0, pi)
        across, down = half * cos(angle), half * sin(angle)
        draw.line(
            (x - across, y - down, x + across, y + down),
            fill=255,
            width=round(_SCRATCH_WIDE / 25.4 * FINE_DPI),
        )
    return Print(paper, made.dark, made.light)


def _tone(tones: list[int], share: float) -> int:
    """The tone below which ``share`` of all pixels are."""
    wanted, count = share * sum(tones), 0
    for tone, number in enumerate(tones):
        count += number
        if count > wanted:
            return tone
    return 255


def _reflected(tone: int) -> float:
    return _TONER + float((tone / 255) ** _HALF_GREY) * (_PAPER - _TONER)
