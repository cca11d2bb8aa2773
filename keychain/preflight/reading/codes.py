"""QR codes in a picture, decoded with zxing-cpp."""

from __future__ import annotations

from collections.abc import Sequence

import zxingcpp
from PIL import Image

from keychain.values import dataclass

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


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """A code's text, its corners in pixels of the picture in their order around it, and how many
    modules a side has (ISO/IEC 18004, 7.3.1: 17 and four for each version)."""

    text: str
    corners: tuple[tuple[int, int], ...]
    modules: int


def place_codes(picture: Image.Image) -> tuple[PlacedCode, ...]:
    """The QR codes that ``decode_codes`` reads, with their places."""
    found = []
    for code in zxingcpp.read_barcodes(
        picture, formats=_QR, try_rotate=False, try_downscale=False, try_invert=False
    ):
        extra = code.extra
        version = str(extra.get("Version", "")) if isinstance(extra, dict) else ""
        if not version.isdigit():
            continue  # a micro code, which no telephone dials
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        found.append(
            PlacedCode(code.text, tuple((c.x, c.y) for c in corners), 17 + 4 * int(version))
        )
    return tuple(found)


_QUIET = 4
"""Modules of light around a code (ISO/IEC 18004, 9.1)."""

_AS_GREY = bytes((255, 0)) + bytes(254)


def decode_modules(rows: Sequence[bytes]) -> str | None:
    """What a code says whose modules are known, 1 for dark and 0 for light, row by row; None where
    they are no code."""
    wide = len(rows) + 2 * _QUIET
    light = b"\xff" * _QUIET
    lines = [light + row.translate(_AS_GREY) + light for row in rows]
    around = b"\xff" * (_QUIET * wide)
    picture = memoryview(b"".join((around, *lines, around))).cast("B", (wide, wide))
    found = zxingcpp.read_barcodes(picture, formats=_QR, is_pure=True)
    return found[0].text if len(found) == 1 and found[0].valid else None
