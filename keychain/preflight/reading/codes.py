"""QR codes in a picture, decoded with zxing-cpp."""

from __future__ import annotations

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
