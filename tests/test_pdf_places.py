"""Where things come to lie on paper, by the pixels that pdfium renders at 600 dpi."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from pdf_samples import (
    DAY,
    LEAD,
    REGULAR,
    book,
    box_path,
    fob,
    line,
    one_page,
    part,
    photo,
    picture,
    span,
)
from PIL import Image, ImageChops

from keychain.geometry import Curve, Move, Point, Rect, Turn
from keychain.layout.placed import BLACK, Colour, Font, PathItem
from keychain.pdf import write_pdf
from keychain.pdf.content import circle

MM = 600 / 25.4
CYAN = Colour(1, 0, 0, 0)


def box_of(shown: Image.Image, colour: str) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in mm of what is dark (K), or blue beyond all red (cyan)."""
    red, _, blue = shown.split()
    if colour == "cyan":
        mask = ImageChops.subtract(blue, red).point(lambda v: 255 * (v > 110))
    else:
        mask = ImageChops.lighter(red, blue).point(lambda v: 255 * (v < 140))
    return span(mask)


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        # A block of 5 × 2 whose top left is at (40, 25) on a face of 54 × 29, cut at (30, 40).
        (0, (70, 65, 75, 67)),
        # Clockwise: face x runs down the page, face y from right to left.
        (90, (30 + 29 - 27, 40 + 40, 30 + 29 - 25, 40 + 45)),
        (180, (30 + 54 - 45, 40 + 29 - 27, 30 + 54 - 40, 40 + 29 - 25)),
        (270, (30 + 25, 40 + 54 - 45, 30 + 27, 40 + 54 - 40)),
    ],
)
def test_place_of_an_item_on_a_turned_tag(turn: Turn, expected: tuple[float, ...]) -> None:
    tag = fob(extra=(PathItem(box_path(Rect(40, 25, 5, 2)), fill=CYAN),))
    shown = picture(write_pdf(book(turns=(turn,), tag=tag), DAY), page=1)
    assert box_of(shown, "cyan") == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_text_turns_about_its_start(turn: Turn) -> None:
    # An I is a bare stem: as high as a capital, its foot on the baseline, behind its left end.
    font = Font("Roboto Condensed", 600)
    data = write_pdf(one_page(line("I", font, 40, 20, 20, BLACK, turn)), DAY)
    left, top, right, bottom = box_of(picture(data), "black")
    # Cap height 1456 of 2048 (OS/2 table), at 40 pt.
    height = 1456 / 2048 * 40 * 25.4 / 72
    assert max(right - left, bottom - top) == pytest.approx(height, abs=0.05)
    baseline = {0: bottom, 90: left, 180: top, 270: right}[turn]
    assert baseline == pytest.approx(20, abs=0.05)
    assert {0: left > 20, 90: top > 20, 180: right < 20, 270: bottom < 20}[turn]


def test_modules_lie_where_they_should() -> None:
    shown = picture(write_pdf(book(), DAY), page=1)
    # Finder patterns reach the symbol's left, top and right: 25 modules of 0.508 from (38.3, 13.3).
    code = part(shown, 67, 52, 84, 68)
    left, top, right, _ = box_of(code, "black")
    assert left + 67 == pytest.approx(30 + 38.3, abs=0.05)
    assert top + 52 == pytest.approx(40 + 13.3, abs=0.05)
    assert right + 67 == pytest.approx(30 + 38.3 + 25 * 0.508, abs=0.05)


@pytest.mark.parametrize("dpi", [300, 600])
def test_codes_scan_in_every_turn(dpi: float) -> None:
    shown = picture(write_pdf(book(turns=(0, 90, 180, 270)), DAY), page=1, dpi=dpi)
    found = zxingcpp.read_barcodes(shown)
    assert [code.text for code in found] == [LEAD] * 4


def test_hole_stays_white() -> None:
    shown = picture(write_pdf(book(), DAY), page=1)

    def at(x: float, y: float) -> object:
        return shown.getpixel((round((30 + x) * MM), round((40 + y) * MM)))

    white = (255, 255, 255)
    for dx, dy in ((0, 0), (2.4, 0), (-2.4, 0), (0, 2.4), (0, -2.4), (1.7, 1.7)):
        assert at(7.5 + dx, 14.5 + dy) == white
    for dx, dy in ((2.6, 0), (-2.6, 0), (0, 2.6), (0, -2.6), (1.9, 1.9)):
        assert at(7.5 + dx, 14.5 + dy) != white


@pytest.mark.parametrize(("bleed", "reach"), [(1.5, 1.5), (3, 3), (4, 3)])
def test_bleed_of_the_sheet(bleed: float, reach: float) -> None:
    shown = picture(write_pdf(book(bleed=bleed), DAY), page=2)
    # The back's red head lies at the right, from 42 to the bleed.
    red, green, _ = shown.split()
    mask = ImageChops.subtract(red, green).point(lambda v: 255 * (v > 100))
    expected = (30 + 42, 40 - reach, 84 + reach, 69 + reach)
    assert span(mask) == pytest.approx(expected, abs=0.05)


def test_nothing_shows_beyond_the_bleed_outline() -> None:
    tag = fob(extra=(PathItem(box_path(Rect(-20, 10, 100, 4)), fill=CYAN),))
    shown = picture(write_pdf(book(tag=tag, bleed=3), DAY), page=1)
    assert box_of(shown, "cyan") == pytest.approx((27, 50, 87, 54), abs=0.05)


def test_clips_to_the_outline_that_bleeds() -> None:
    round_tag = replace(fob(), bleed_outline=circle(Point(27, 14.5), 35))
    shown = picture(write_pdf(book(tag=round_tag, bleed=3), DAY), page=2, dpi=150)
    # The red head begins at 72; the circle's middle is at (57, 54.5).
    outside, inside = (
        shown.getpixel((round(73 / 25.4 * 150), round(y / 25.4 * 150))) for y in (39, 54.5)
    )
    assert outside == (255, 255, 255) != inside


def test_picture_fills_its_box_upright() -> None:
    # Only the picture's upper right quarter is red.
    tag = fob(extra=(photo(Rect(20, 22, 6, 4)),))
    shown = picture(write_pdf(book(tag=tag), DAY), page=1)
    red, green, _ = part(shown, 48, 60, 58, 68).split()
    mask = ImageChops.subtract(red, green).point(lambda v: 255 * (v > 90))
    left, top, right, bottom = span(mask)
    assert (left + 48, top + 60, right + 48, bottom + 60) == pytest.approx(
        (53, 62, 56, 64), abs=0.06
    )


def test_strokes_and_curves() -> None:
    ring = PathItem(
        (
            Move(Point(10, 20)),
            Curve(Point(10, 10), Point(30, 10), Point(30, 20)),
        ),
        stroke=BLACK,
        stroke_width=1,
    )
    left, top, right, bottom = box_of(picture(write_pdf(one_page(ring), DAY)), "black")
    # The curve's top is at a quarter of its control points' height over the ends times three.
    assert (left, top, right, bottom) == pytest.approx((9.5, 12, 30.5, 20), abs=0.06)


def test_even_odd_leaves_the_middle_open() -> None:
    path = box_path(Rect(10, 10, 20, 20)) + box_path(Rect(15, 15, 10, 10))
    for even_odd, open_middle in ((True, True), (False, False)):
        item = PathItem(path, fill=BLACK, even_odd=even_odd)
        shown = picture(write_pdf(one_page(item), DAY), dpi=150)
        middle = shown.getpixel((round(20 * 150 / 25.4), round(20 * 150 / 25.4)))
        assert (middle == (255, 255, 255)) is open_middle


def test_ruler_is_100_mm() -> None:
    sheets = book()
    front = replace(sheets.faces[0], cells=sheets.faces[0].cells, texts=())
    shown = picture(write_pdf(replace(sheets, faces=(front, sheets.faces[1])), DAY), page=1)
    ruler = part(shown, 0, 280, 210, 290).convert("L")
    left, _, right, _ = span(ruler.point(lambda v: 255 * (v < 200)))
    # From the middle of the first tick, which is 0.1 mm wide.
    assert (left, right) == pytest.approx((29.95, 130), abs=0.05)


def test_small_text_stands_on_its_baseline() -> None:
    data = write_pdf(one_page(line("H", REGULAR, 6, 10, 10)), DAY)
    assert box_of(picture(data), "black")[3] == pytest.approx(10, abs=0.05)
