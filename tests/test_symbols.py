"""Codes in a picture: which are found, how large they are, and which a telephone dials."""

from __future__ import annotations

from typing import cast

import pytest
import zxingcpp
from PIL import Image, ImageOps

from keychain.preflight.checks.codes import codes_within
from keychain.preflight.reading.codes import decode_codes
from keychain.preflight.reading.symbols import find_symbols


def drawn(kind: zxingcpp.BarcodeFormat, text: str = "12345") -> Image.Image:
    """A code as the library draws it, 6 pixels to a module, on white."""
    # A buffer, which its stub does not tell.
    code = memoryview(cast(bytes, zxingcpp.create_barcode(text, kind).to_image(scale=6)))
    assert code.shape is not None
    size = (code.shape[1], code.shape[0])
    sheet = Image.new("L", (400, 300), 255)
    sheet.paste(Image.frombytes("L", size, code.tobytes()), (50, 40))
    return sheet


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 8])
def test_a_dark_code_is_found_however_it_is_turned(turn: float) -> None:
    picture = drawn(zxingcpp.BarcodeFormat.QRCode).rotate(turn, fillcolor=255)
    (found,) = find_symbols(picture)
    assert (found.text, found.side, found.dark, found.micro) == ("12345", 21, True, False)
    assert found.width == pytest.approx(21 * 6, abs=2)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_light_code_is_found_and_no_telephone_dials_it(turn: float) -> None:
    picture = ImageOps.invert(drawn(zxingcpp.BarcodeFormat.QRCode).rotate(turn, fillcolor=255))
    (found,) = find_symbols(picture)
    assert (found.text, found.side, found.dark) == ("12345", 21, False)
    assert decode_codes(picture) == ()
    assert codes_within([found], (0, 0, 400, 300)) is None


def test_a_micro_code_is_told_apart() -> None:
    (found,) = find_symbols(drawn(zxingcpp.BarcodeFormat.MicroQRCode))
    assert (found.text, found.side, found.micro) == ("12345", 11, True)


def test_codes_count_only_where_all_stand_wholly_on_the_cell() -> None:
    (found,) = find_symbols(drawn(zxingcpp.BarcodeFormat.QRCode))
    left, top, right, bottom = map(round, found.box)
    assert codes_within([found], (left, top, right, bottom)) == ("12345",)
    assert codes_within([found], (left + 1, top, right, bottom)) is None
    assert codes_within([found], (left, top, right, bottom - 1)) is None
    assert codes_within([found, found], (left, top, right, bottom)) == ("12345", "12345")
    assert codes_within([], (left, top, right, bottom)) is None
