"""Pictures in CMYK."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_samples import box_path, one_page, picture, png
from PIL import Image

from keychain.geometry import Rect, Size
from keychain.layout.placed import Colour, ImageItem, PathItem
from keychain.pdf import check_images, write_pdf
from keychain.pdf.images import ImageRefused, convert_image

SIZE = Size(20, 20)


def inks(picture: Image.Image) -> list[int]:
    return list(convert_image(png(picture), SIZE).pixels[:4])


@pytest.mark.parametrize(
    ("mode", "colour", "black"),
    [
        ("1", 0, 255),
        ("L", 0, 255),
        ("L", 100, 155),
        ("L", 255, 0),
        ("LA", (0, 0), 0),
        ("LA", (0, 255), 255),
        ("RGB", (90, 90, 90), 165),
        ("RGBA", (0, 0, 0, 0), 0),
        ("RGBA", (10, 10, 10, 255), 245),
        ("I;16", 0, 255),
        ("I;16", 65535, 0),
    ],
)
def test_grey_is_black_ink_alone(mode: str, colour: int | tuple[int, ...], black: int) -> None:
    assert inks(Image.new(mode, (2, 2), colour)) == [0, 0, 0, black]


def test_colour_goes_through_the_profile() -> None:
    # sRGB red lies outside FOGRA39: no cyan, nearly all magenta and yellow.
    cyan, magenta, yellow, black = inks(Image.new("RGB", (2, 2), (255, 0, 0)))
    assert cyan < 10 and magenta > 230 and yellow > 230 and black < 10


@given(st.tuples(*[st.integers(0, 255)] * 3))
@settings(max_examples=60)
def test_no_colour_takes_more_than_300_percent(colour: tuple[int, int, int]) -> None:
    assert sum(inks(Image.new("RGB", (1, 1), colour))) <= 3.02 * 255


def test_cmyk_stays_as_it_is() -> None:
    file = BytesIO()
    Image.new("CMYK", (8, 8), (200, 0, 30, 10)).save(file, "JPEG", quality=100)
    pixels = convert_image(file.getvalue(), SIZE).pixels[:4]
    assert list(pixels) == pytest.approx([200, 0, 30, 10], abs=3)


def test_no_more_pixels_than_can_be_seen() -> None:
    image = convert_image(png(Image.new("RGB", (3000, 1000), "red")), Size(25.4, 12.7))
    assert (image.width, image.height) == (600, 300)
    assert len(image.pixels) == 600 * 300 * 4


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_broken_pictures_are_refused(data: bytes) -> None:
    with pytest.raises(ImageRefused):
        convert_image(data, SIZE)


def test_huge_pictures_are_refused_unread() -> None:
    file = png(Image.new("1", (9000, 9000)))
    with pytest.raises(ImageRefused, match="9000 × 9000"):
        convert_image(file, SIZE)


@given(st.data())
@settings(max_examples=150)
def test_damage_is_refused_and_nothing_worse(data: st.DataObject) -> None:
    whole = bytearray(png(Image.linear_gradient("L").resize((16, 16)).convert("RGB")))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ImageRefused):
        convert_image(bytes(whole[: data.draw(st.integers(1, len(whole)))]), SIZE)


def test_what_is_transparent_shows_its_ground() -> None:
    logo = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    logo.paste((0, 0, 0, 255), (0, 0, 5, 10))  # its left half
    logo.paste((0, 0, 0, 100), (5, 0, 10, 2))
    ground = Colour(0, 1, 1, 0)
    place = Rect(10, 10, 20, 20)
    book = one_page(
        PathItem(box_path(Rect(5, 5, 30, 30)), ground), ImageItem(png(logo), place, "logo")
    )
    shown = picture(write_pdf(book, date(2026, 12, 1)), dpi=25.4)
    left, right, faint = (shown.getpixel(at) for at in ((15, 20), (25, 25), (25, 11)))
    assert isinstance(left, tuple) and max(left) < 60
    assert isinstance(right, tuple) and right[0] > 150 > right[1]
    assert right == faint == shown.getpixel((7, 20))


def test_a_picture_that_is_nowhere_transparent_has_no_mask() -> None:
    assert convert_image(png(Image.new("RGBA", (2, 2), (9, 9, 9, 200))), SIZE).hidden is None
    hidden = convert_image(png(Image.new("RGBA", (9, 2), (9, 9, 9, 9))), SIZE).hidden
    assert hidden is not None and len(hidden) == 2 * 2  # rows of nine bits take two bytes


def test_check_names_the_box() -> None:
    item = ImageItem(b"no picture", Rect(0, 0, 5, 5), "logo")
    [tag] = one_page(item).tags
    [found] = check_images(tag)
    assert (found.code, found.box) == ("image-broken", "logo")
    [whole] = one_page(ImageItem(png(Image.new("L", (2, 2))), Rect(0, 0, 5, 5))).tags
    assert check_images(whole) == ()
