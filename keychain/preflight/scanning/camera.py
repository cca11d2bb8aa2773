"""The simulated photograph: a telephone's preview picture of a print, from which it reads."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from math import cos, radians, sin, tan
from random import Random

from PIL import Image, ImageChops, ImageFilter

from keychain.preflight.scanning.conditions import Conditions
from keychain.preflight.scanning.printed import Print

_WIDE = 1280
_ANGLE = 66.0
"""Pixels across the preview from which apps read codes (720p, as Google's ML Kit and Android's
CameraX advise; the camera itself has more), and the degrees that a main camera with a lens of
26 to 28 mm, as for 35 mm film, sees across them."""

_LENS = 0.6
"""What even a good lens in focus softens, standard deviation in pixels."""

_CROOKED = 8.0
"""By how many degrees at most a hand turns the telephone beside the code."""

_EXPOSED = 215
"""Where a telephone's exposure puts paper, of 255."""

_UNEVEN = 52.0
"""Standard deviation of the mean of two even bytes."""


def photograph(made: Print, module: float, of: Conditions, seed: int) -> Image.Image:
    """The grey picture that a telephone gets of ``made``, whose modules measure ``module`` mm."""
    per_mm = pixels_per_mm(of.distance)
    twice = 2 * per_mm * 25.4 / made.dpi
    wide, high = made.paper.size
    small = made.paper.resize(
        (max(1, round(wide * twice)), max(1, round(high * twice))), Image.Resampling.BOX
    )
    soft = (_LENS**2 + (of.blur * module * per_mm) ** 2) ** 0.5
    picture = small.filter(ImageFilter.GaussianBlur(2 * soft))
    turn = Random(seed).uniform(-_CROOKED, _CROOKED)
    picture = _tilted(picture, of.tilt, turn, of.distance * 10 * 2 * per_mm).reduce(2)
    picture = picture.point(_tones(made.dark, made.light, of.contrast / 100))
    picture = _noisy(_shaded(picture, of.shade / 100), of.noise, seed)
    return _compressed(picture, round(100 - of.jpeg))


def pixels_per_mm(distance: float) -> float:
    """How finely a telephone sees what is ``distance`` cm away."""
    return _WIDE / (2 * distance * 10 * tan(radians(_ANGLE / 2)))


def _tilted(flat: Image.Image, tilt: float, turned: float, focal: float) -> Image.Image:
    """The picture as it looks from a camera whose image stands ``focal`` pixels behind its lens.

    A point (x, y) of the print about its middle is seen at focal · (x, y cos) / (focal + y sin);
    Pillow asks the other way round, where in the print a point of the photograph lies.
    """
    x0, y0 = flat.width / 2, flat.height / 2
    steep = tan(radians(tilt)) / focal
    turn, lean = radians(turned), cos(radians(tilt))
    c, s = cos(turn), sin(turn)
    # Numerators of x and y before the middle is put back, denominator 1 - steep * v.
    a, b, d, e = c, -s / lean, s, c / lean
    g, h = 0.0, -steep
    # With u = column - x0, v = row - y0 the constant of the denominator is no longer 1.
    one = 1 - g * x0 - h * y0
    return flat.transform(
        flat.size,
        Image.Transform.PERSPECTIVE,
        (
            (a + x0 * g) / one,
            (b + x0 * h) / one,
            (x0 * one - a * x0 - b * y0) / one,
            (d + y0 * g) / one,
            (e + y0 * h) / one,
            (y0 * one - d * x0 - e * y0) / one,
            g / one,
            h / one,
        ),
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )


@lru_cache(maxsize=8)
def _tones(dark: float, light: float, contrast: float) -> list[int]:
    """From the share of bare paper, of 255, to a tone of the photograph. All black codes have the
    same."""
    dark = max(dark, light - contrast)
    tones = []
    for share in range(256):
        seen = dark + (light - dark) * share / 255
        tones.append(round(_EXPOSED * (seen / light) ** (1 / 2.2)))
    return tones


def _shaded(picture: Image.Image, shade: float) -> Image.Image:
    return ImageChops.multiply(picture, _light(picture.size, shade))


def _noisy(picture: Image.Image, noise: float, seed: int) -> Image.Image:
    return ImageChops.add(picture, _noise(picture.size, noise, seed), 1, -128)


@lru_cache(maxsize=8)
def _light(size: tuple[int, int], shade: float) -> Image.Image:
    """The light that falls on a picture. The codes of a book are of one size: this is kept."""
    table = [round(255 * (1 - shade * (255 - tone) / 255)) for tone in range(256)]
    return Image.linear_gradient("L").rotate(90).resize(size).point(table)


@lru_cache(maxsize=8)
def _noise(size: tuple[int, int], noise: float, seed: int) -> Image.Image:
    """By how much each pixel is off, about 128."""
    chance = Random(seed)
    chance.uniform(-_CROOKED, _CROOKED)  # the telephone's turn, which comes first
    count = size[0] * size[1]
    first, second = (Image.frombytes("L", size, chance.randbytes(count)) for _ in "ab")
    table = [round(max(0.0, min(255.0, 128 + (t - 127.5) * noise / _UNEVEN))) for t in range(256)]
    return Image.blend(first, second, 0.5).point(table)


def _compressed(picture: Image.Image, quality: int) -> Image.Image:
    file = BytesIO()
    picture.save(file, "JPEG", quality=max(1, quality))
    file.seek(0)
    return Image.open(file).convert("L")
