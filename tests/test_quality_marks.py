"""Type, lines and images: each figure broken alone, and just kept (PDFs made by hand)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import cos, radians, sin

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quality_pdfs import OVER, form, image, page, text

from keychain.preflight.quality import check_quality
from keychain.preflight.reading.marks import text_height, thickness, thinnest
from keychain.preflight.reading.values import Matrix, times

K = b"0 0 0 1 k "
WHITE = b"0 0 0 0 k "
GROUND = b"/Gold cs 1 scn 20 20 260 160 re f\n"


def codes(data: bytes) -> list[str]:
    return sorted(finding.code for finding in check_quality(data, None))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (OVER + K + text("black", 11.9), []),
        (K + text("black", 11.9), ["text-knocks-out"]),
        (K + text("black", 12), []),
        (b"/Over0 gs " + K + text("black", 8), ["text-knocks-out"]),  # mode 0 knocks out
        (OVER + b"0.6 0.4 0.4 1 k " + text("rich", 11.9), ["text-black-inks"]),
        (OVER + b"0.6 0.4 0.4 1 k " + text("rich", 12), []),
        (b"0.9 0.9 0.9 0 k " + text("three inks", 10), ["text-black-inks"]),
        (b"0 0 0 rg " + text("screen black", 10), ["text-black-inks"]),
        (b"0 1 0.9 0.1 k " + text("red", 6), []),
        (OVER + K + text("small", 5.9), ["text-small"]),
        (OVER + K + text("small", 6), []),
        (GROUND + WHITE + text("white", 7.9, font="B"), ["text-small"]),
        (GROUND + WHITE + text("white", 8, font="B"), []),
        (GROUND + WHITE + text("white", 8), ["text-white-thin"]),
        (GROUND + WHITE + text("white", 12), []),
        (GROUND + OVER + WHITE + text("gone", 20), ["white-overprints"]),
        (GROUND + b"/Over0 gs " + WHITE + text("there", 20), []),
        (K + b"3 Tr " + text("not shown", 3), []),
        (K + text("in the slug", 3, at=(-200, 60)), []),
    ],
)
def test_type(content: bytes, found: list[str]) -> None:
    assert codes(page(content)) == found


LARGE = Decimal("9" * 400 + ".5")
"""A number that no float holds."""


def large_first_code(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.Font.R = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=pikepdf.Name("/Nothing"),
        FirstChar=LARGE,
        Widths=[500],
    )


def large_mode(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.ExtGState.Over.OPM = LARGE


@pytest.mark.parametrize("how", [large_first_code, large_mode, lambda _: None])
def test_numbers_that_are_too_large_are_passed_over(how: Callable[[pikepdf.Pdf], object]) -> None:
    drawn = OVER + b"%s Tr " % str(LARGE).encode() + b"0 1 0.9 0.1 k " + text("red", 6)
    assert codes(page(drawn, how)) == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (K + b"0.25 w 50 50 m 90 90 l S", []),
        (K + b"0.24 w 50 50 m 90 90 l S", ["line-thin"]),
        (K + b"0 w 50 50 m 90 90 l S", ["line-hairline"]),
        (GROUND + b"0 0 0 0 K 0.29 w 50 50 m 90 90 l S", ["line-thin"]),
        (GROUND + b"0 0 0 0 K 0.3 w 50 50 m 90 90 l S", []),
        (K + b"50 50 60 0.24 re f", ["line-thin"]),
        (K + b"50 50 0.25 60 re f", []),
        (K + b"50 50 60 0 re f", ["line-hairline"]),
        (K + b"50 50 m 110 50 l 110 50.2 l 50 50.2 l h f", ["line-thin"]),
        (K + b"50 50 m 110 50 l 60 90 l h f", []),
        (K + b"q 0.1 0 0 0.1 0 0 cm 2.4 w 500 500 m 900 900 l S Q", ["line-thin"]),
        (K + b"q 0.1 0 0 1 0 0 cm 2.4 w 500 50 m 900 90 l S Q", ["line-thin"]),
        (K + b"q 0 0.1 -0.1 0 200 0 cm 0 0 600 2.4 re f Q", ["line-thin"]),
        (b"/Cut CS 1 SCN 0.25 w 50 50 m 90 90 l S", []),
        (K + b"1 w 50 50 m 90 90 l S 0.1 w 400 50 m 490 90 l S", []),  # off the page
    ],
)
def test_lines(content: bytes, found: list[str]) -> None:
    assert codes(page(content)) == found


@pytest.mark.parametrize(
    ("pixels", "side", "space", "bits", "found"),
    [
        (225, 72, "DeviceCMYK", 8, []),
        (224, 72, "DeviceCMYK", 8, ["image-coarse"]),
        (150, 72, "DeviceGray", 8, ["image-coarse"]),
        (149, 72, "DeviceCMYK", 8, ["image-too-coarse"]),
        (800, 72, "DeviceGray", 1, []),
        (799, 72, "DeviceGray", 1, ["image-coarse"]),
        (549, 72, "DeviceGray", 1, ["image-too-coarse"]),
        (4, 72, "DeviceCMYK", 8, []),  # 4 × 4: a flat colour
    ],
)
def test_images(pixels: int, side: int, space: str, bits: int, found: list[str]) -> None:
    drawn = b"q %d 0 0 %d 50 50 cm /Im Do Q" % (side, side)
    assert codes(page(drawn, image(pixels, pixels, space, bits))) == found
    turned = b"q 0 %d -%d 0 150 50 cm /Im Do Q" % (side, side)
    assert codes(page(turned, image(pixels, pixels, space, bits))) == found


def test_the_coarser_direction_of_an_image_counts() -> None:
    drawn = b"q 144 0 0 72 50 50 cm /Im Do Q"
    assert codes(page(drawn, image(300, 300))) == ["image-coarse"]
    assert codes(page(drawn, image(298, 300))) == ["image-too-coarse"]


def test_size_is_what_it_is_on_the_page_however_deep() -> None:
    """12 pt, halved by the text matrix, by the form's matrix, and by the page's: 1.5 pt."""
    inner = OVER + K + b"BT /R 12 Tf 0.5 0 0 0.5 10 10 Tm (deep) Tj ET"
    drawn = b"q 0.5 0 0 0.5 40 40 cm /Inner Do Q"
    (finding,) = check_quality(page(drawn, form(inner, (0.5, 0, 0, 0.5, 0, 0))), None)
    assert (finding.code, finding.value("size"), finding.page) == ("text-small", 1.5, 1)
    assert finding.area is not None
    # 40 pt + (10 pt) · 0.25 from the left: 42.5 pt = 14.99 mm, the stem of the d a little further.
    assert finding.area.x == pytest.approx(15.0, abs=0.1)


def test_a_form_takes_over_colour_and_overprint() -> None:
    shown = form(text("inherited", 8), (1, 0, 0, 1, 0, 0))
    assert codes(page(OVER + K + b"/Inner Do", shown)) == []
    assert codes(page(K + b"/Inner Do", shown)) == ["text-knocks-out"]
    assert codes(page(OVER + b"0.6 0.4 0.4 1 k /Inner Do", shown)) == ["text-black-inks"]


SC = OVER + b"0 0 0 0 sc " + text("gone", 20)
"""White text, in four numbers of the space that holds."""


def test_colour_spaces_are_kept_and_taken_over() -> None:
    """What ``sc`` means after Q is what it meant before q, and in a form what it means around it
    (ISO 32000-1, 8.4.2 and 8.10.1)."""
    assert codes(page(GROUND + K + b"q /Gold cs 1 scn Q " + SC)) == ["white-overprints"]
    inner = form(SC, (1, 0, 0, 1, 0, 0))
    assert codes(page(GROUND + K + b"/Inner Do", inner)) == ["white-overprints"]
    assert codes(page(GROUND + K + b"q /Gold cs 1 scn /Inner Do Q", inner)) == []


def test_what_is_alike_is_told_once_with_its_count() -> None:
    lines = b"".join(text(f"line {i}", 5, at=(50, 40 + 10 * i)) for i in range(7))
    (finding,) = check_quality(page(OVER + K + lines), None)
    assert (finding.code, finding.value("count"), finding.value("text")) == (
        "text-small",
        7,
        "line 0",
    )


def test_text_keeps_away_from_the_trim() -> None:
    """The trim begins 10 pt from the left; 3 mm are 8.5 pt."""
    assert codes(page(OVER + K + text("H", 20, at=(16, 60)))) == ["text-near-cut"]
    assert codes(page(OVER + K + text("H", 20, at=(19, 60)))) == []
    assert codes(page(OVER + K + text("H", 20, at=(4, 60)))) == ["text-cut-off"]


angles = st.floats(0, 360)
scales = st.floats(0.05, 20)


@given(angles, scales, st.floats(-500, 500), scales, angles)
@settings(max_examples=60, deadline=None)
def test_sizes_follow_turns_and_scales(
    turn: float, scale: float, shift: float, size: float, again: float
) -> None:
    """However it is turned and moved in between, a size is its product with the scales."""
    frame = times(times(_turn(turn, scale), (1, 0, 0, 1, shift, -shift)), _turn(again, 2.0))
    em: Matrix = (size, 0, 0, size, 0, 0)
    assert text_height(times(em, frame)) == pytest.approx(size * scale * 2, rel=1e-6)
    assert thinnest(frame) == pytest.approx(scale * 2, rel=1e-5)
    thick, long = thickness(((0.0, 9.0), (size / 100, 0.0)), frame)
    assert thick == pytest.approx(size / 100 * scale * 2, rel=1e-6)
    assert long == pytest.approx(18 * scale, rel=1e-6)


@given(st.tuples(*[st.floats(-10, 10)] * 4), angles)
@settings(max_examples=60, deadline=None)
def test_no_direction_is_thinner_than_the_thinnest(
    linear: tuple[float, float, float, float], angle: float
) -> None:
    a, b, c, d = linear
    x, y = cos(radians(angle)), sin(radians(angle))
    length = ((a * x + c * y) ** 2 + (b * x + d * y) ** 2) ** 0.5
    assert thinnest((a, b, c, d, 0, 0)) <= length + 1e-6


def _turn(angle: float, scale: float) -> Matrix:
    x, y = scale * cos(radians(angle)), scale * sin(radians(angle))
    return x, y, -y, x, 0.0, 0.0
