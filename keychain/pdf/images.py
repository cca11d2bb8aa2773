"""PNG and JPEG to DeviceCMYK: a press takes no RGB.

RGB is taken as sRGB and brought to the printing condition: FOGRA39, unless a press names another
(relative colorimetric, black point compensated). What is grey becomes K alone. What is mostly
transparent is not painted: PDF/X-1a knows no transparency, but masks of whole pixels. What is
partly transparent is as light as it would be on white.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import Any, cast

from PIL import Image, ImageChops, ImageCms, ImageMath, ImageOps

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Size
from keychain.layout.placed import ImageItem, PlacedTag
from keychain.layout.sheet_spec import OutputCondition
from keychain.pdf.colours import press_profile
from keychain.values import dataclass

BROKEN_IMAGE = error("image-broken", "a picture that cannot be decoded would print in part")

PPI = 600
"""No printer that is meant here shows more; what is finer is reduced to this."""

MAX_PIXELS = 50_000_000
"""More is refused before it is decoded: it would not fit a clerk's computer."""

MOST_INK = 300 * 255 // 100
"""Of all four inks in a pixel, 255 for each: more smears before it dries (GWG 2022). The bundled
profile keeps to it by itself; a shop's own, or a picture that is CMYK already, may not."""

_Extrema = tuple[tuple[int, int], ...]

FORMATS = ("PNG", "JPEG")

_BROKEN = (
    Image.DecompressionBombError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
    zlib.error,
)
"""How Pillow's readers refuse a file, by the place where it is broken."""


class ImageRefused(ValueError):
    """The bytes are no PNG or JPEG that can be printed."""


@dataclass(frozen=True, slots=True)
class CmykImage:
    """Rows of pixels from the top, four bytes each: cyan, magenta, yellow, black.

    ``hidden`` has a bit for each pixel, rows filled up to whole bytes, 1 where nothing is painted
    (ISO 32000-1, 8.9.6.3); None where every pixel is.
    """

    width: int
    height: int
    pixels: bytes
    hidden: bytes | None = None


@lru_cache(maxsize=16)
def convert_image(data: bytes, size: Size, condition: OutputCondition | None = None) -> CmykImage:
    """The picture in CMYK for ``condition``, with no more pixels than ``size`` in mm can show.

    Raises ImageRefused where it is broken, of another format or too large.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise ImageRefused(f"{opened.width} × {opened.height} pixels")
            seen = _reduced(_plain(opened), size)
            picture = _inked(_to_cmyk(_on_white(seen), condition))
    except _BROKEN as fault:
        raise ImageRefused(str(fault)) from fault
    return CmykImage(picture.width, picture.height, picture.tobytes(), _hidden(seen))


def check_images(
    tag: PlacedTag, condition: OutputCondition | None = None
) -> tuple[Diagnostic, ...]:
    """Whether every picture on the tag can be printed; ``write_pdf`` raises where one cannot."""
    found: dict[Diagnostic, None] = {}
    for face in (tag.front, tag.back):
        for item in (*face.background, *face.items):
            if isinstance(item, ImageItem):
                try:
                    convert_image(item.data, Size(item.rect.width, item.rect.height), condition)
                except ImageRefused:
                    found[BROKEN_IMAGE().about(box=item.box or None)] = None
    return tuple(found)


def _plain(picture: Image.Image) -> Image.Image:
    """Upright, eight bits a sample, with transparency as a channel of its own."""
    picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):
        # Greys of 16 bits: their upper eight.
        return Image.frombytes(
            "L", picture.size, picture.convert("I").point(lambda grey: grey / 256).tobytes()[::4]
        )
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _reduced(picture: Image.Image, size: Size) -> Image.Image:
    width = min(picture.width, max(1, ceil(size.width / 25.4 * PPI)))
    height = min(picture.height, max(1, ceil(size.height / 25.4 * PPI)))
    if (width, height) == picture.size:
        return picture
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def _hidden(picture: Image.Image) -> bytes | None:
    if picture.mode != "RGBA":
        return None
    hidden = picture.getchannel("A").point(lambda alpha: 0 if alpha >= 128 else 255, "1")
    return hidden.tobytes() if hidden.getbbox() else None


def _to_cmyk(picture: Image.Image, condition: OutputCondition | None) -> Image.Image:
    if picture.mode == "CMYK":
        return picture
    if picture.mode == "RGB":
        red, green, blue = picture.split()
        coloured = any(ImageChops.difference(red, c).getbbox() for c in (green, blue))
        if coloured:
            converted = ImageCms.applyTransform(picture, _srgb_to_inks(condition))
            assert converted is not None  # it is None only where it works in place
            return converted
        picture = red
    none = Image.new("L", picture.size, 0)
    return Image.merge("CMYK", (none, none, none, ImageChops.invert(picture)))


def _inked(picture: Image.Image) -> Image.Image:
    """The picture with at most MOST_INK in any pixel; cyan, magenta and yellow give way alike.

    Black stays, so that what is dark stays dark and what is only black is not touched.
    """
    if sum(most for _, most in cast(_Extrema, picture.getextrema())) <= MOST_INK:
        return picture
    *colours, black = picture.split()
    cyan, magenta, yellow = colours

    def spared(of: dict[str, Any]) -> Any:
        room, wanted = MOST_INK - of["k"], of["c"] + of["m"] + of["y"]
        return of["convert"](of["min"](of["own"], of["own"] * room / wanted), "L")

    inks = {"c": cyan, "m": magenta, "y": yellow, "k": black}
    less = [ImageMath.lambda_eval(spared, own=each, **inks) for each in colours]
    return Image.merge("CMYK", (*less, black))


@lru_cache(maxsize=4)
def _srgb_to_inks(condition: OutputCondition | None) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        press_profile(condition),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
