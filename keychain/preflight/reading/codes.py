"""QR codes in a picture, decoded with zxing-cpp."""

from __future__ import annotations

from collections.abc import Sequence

import zxingcpp
from PIL import Image

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def decode_codes(picture: Image.Image) -> tuple[str, ...]:
    """The texts of all QR codes that are dark on light, as every telephone reads them.

    Finding by finder patterns works at any turn, so the slower searches are left off.
    """
    found = zxingcpp.read_barcodes(
        picture, formats=_QR, try_rotate=False, try_downscale=False, try_invert=False
    )
    return tuple(code.text for code in found)


def sees_code(picture: Image.Image) -> bool:
    """Whether there is anything like a QR code, be it spoilt or light on dark."""
    return bool(zxingcpp.read_barcodes(picture, formats=_QR, return_errors=True))


_QUIET = 4
"""Modules of light around a code (ISO/IEC 18004, 9.1)."""

_AS_GREY = bytes((255, 0)) + bytes(254)


_PER_MODULE = 4
"""Pixels; at 300 dpi a module of 0.40 mm has 4.7."""


def decode_modules(rows: Sequence[bytes]) -> str | None:
    """What a code says whose modules are known, 1 for dark and 0 for light, row by row; None where
    they are no code that is found as in a picture, or where any module of its data is wrong."""
    wide = len(rows) + 2 * _QUIET
    light = b"\xff" * _QUIET
    lines = [light + row.translate(_AS_GREY) + light for row in rows]
    around = b"\xff" * (_QUIET * wide)
    modules = Image.frombytes("L", (wide, wide), b"".join((around, *lines, around)))
    size = (wide * _PER_MODULE, wide * _PER_MODULE)
    found = zxingcpp.read_barcodes(
        modules.resize(size, Image.Resampling.NEAREST),
        formats=_QR,
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
    )
    if len(found) != 1 or not isinstance(found[0].extra, dict):
        return None
    # Of its error correction nothing is used up.
    return found[0].text if found[0].extra.get("UEC") == 1.0 else None
