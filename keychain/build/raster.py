"""Pages of a PDF as pictures, by PDFium."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import cast

import pypdfium2
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from keychain.values import dataclass

COMPRESSION = 1
"""zlib's usual 6 takes three times as long for files a third smaller, and somebody waits."""

_POINTS_PER_INCH = 72
_RELATIVE_COLORIMETRIC = b"\x01"
"""The rendering intent in a PNG's sRGB chunk (ISO/IEC 15948, 11.3.3.5)."""


@dataclass(frozen=True, slots=True)
class Shot:
    """How a page is to be shown: dots per inch, and on white or on nothing."""

    dpi: int
    clear: bool


def render_pages(data: bytes, shots: Sequence[Shot]) -> list[Image.Image]:
    """The first pages of a PDF: RGBA where they are clear, else RGB."""
    document = pypdfium2.PdfDocument(data)
    try:
        pictures = []
        for index, shot in enumerate(shots):
            page = document[index]
            bitmap = page.render(
                # pypdfium2 rounds up: 108 pt at 300 dpi must not be 450.00000000000006 pixels.
                scale=shot.dpi / _POINTS_PER_INCH * (1 - 1e-9),
                fill_color=(255, 255, 255, 0 if shot.clear else 255),
                rev_byteorder=True,
            )
            # The bitmap's memory is PDFium's and goes with it.
            pictures.append(cast(Image.Image, bitmap.to_pil()).copy())
            bitmap.close()
            page.close()
        return pictures
    finally:
        document.close()


def on_ground(picture: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """The picture with what is clear in ``colour``."""
    ground = Image.new("RGBA", picture.size, (*colour, 255))
    return Image.alpha_composite(ground, picture).convert("RGB")


def png_bytes(picture: Image.Image, dpi: int) -> bytes:
    """The picture as a PNG file that says it is sRGB and how large it is."""
    about = PngInfo()
    about.add(b"sRGB", _RELATIVE_COLORIMETRIC)
    file = BytesIO()
    picture.save(file, "PNG", dpi=(dpi, dpi), pnginfo=about, compress_level=COMPRESSION)
    return file.getvalue()
