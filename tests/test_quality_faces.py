"""Codes, margins, heights and bleed on finished faces, and that no bytes make the checks fail."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from math import cos, pi, sin
from typing import Literal

import pikepdf
import preflight_pdfs as sheets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quality_pdfs import OVER, PAGE, code, form, image, page, text

from keychain.geometry import Close, Curve, Line, Move, Path, Point, Rect, Size
from keychain.preflight.expected import (
    Expected,
    ExpectedCell,
    ExpectedNumber,
    ExpectedPage,
    ExpectedShape,
    ExpectedTag,
)
from keychain.preflight.outline import Outline
from keychain.preflight.quality import check_quality

MM = 72 / 25.4
Side = Literal["front", "back"]
K = OVER + b"0 0 0 1 k "
PAPER = Size(PAGE[0] / MM, PAGE[1] / MM)
TRIM = Rect(20, 15, 54, 29)
RED = b"0 1 0.9 0.1 k "
NUMBER = "0950 000 003"


def rectangle(size: Size) -> Path:
    corners = Rect(0, 0, size.width, size.height).corners
    return (Move(corners[0]), *(Line(corner) for corner in corners[1:]), Close())


def circle(middle: Point, radius: float) -> Path:
    arm = radius * 0.5522847498
    x, y, r = middle.x, middle.y, radius
    return (
        Move(Point(x + r, y)),
        Curve(Point(x + r, y + arm), Point(x + arm, y + r), Point(x, y + r)),
        Curve(Point(x - arm, y + r), Point(x - r, y + arm), Point(x - r, y)),
        Curve(Point(x - r, y - arm), Point(x - arm, y - r), Point(x, y - r)),
        Curve(Point(x + arm, y - r), Point(x + r, y - arm), Point(x + r, y)),
        Close(),
    )


SHAPE = ExpectedShape(
    rectangle(Size(TRIM.width, TRIM.height)),
    Size(TRIM.width, TRIM.height),
    safe=3.0,
    safe_lines=2.0,
    hole=Point(7.5, 14.5),
    diameter=5.0,
    clear=2.0,
)


def expected(shape: ExpectedShape = SHAPE, *, qr: bool = False, side: Side = "front") -> Expected:
    tag = ExpectedTag(
        "ban-phuc",
        "Bản Phục",
        (ExpectedNumber(NUMBER, ("Lý Văn Châu",)), ExpectedNumber("113", ("Công an",))),
        "tel:+84950000003",
        "A7F3",
        shape=shape,
    )
    cell = ExpectedCell(1, 1, TRIM, 0, 0, qr)
    pages = (ExpectedPage(side, PAPER, (cell,)),)
    return Expected("Bản Phục", "vi", (tag,), pages, (side,), 3.0, None)


def at(x: float, y: float) -> tuple[float, float]:
    """A point of the face, mm from the cut's top left, in points of the page."""
    return (TRIM.x + x) * MM, PAGE[1] - (TRIM.y + y) * MM


def block(x: float, y: float, width: float, height: float) -> bytes:
    left, top = at(x, y)
    return b"%g %g %g %g re f " % (left, top - height * MM, width * MM, height * MM)


def told(content: bytes, wanted: Expected | None = None) -> list[str]:
    return sorted(f.code for f in check_quality(page(content), wanted or expected()))


def by_the_hole() -> bytes:
    """Text 1.6 mm from the rim of the hole."""
    return page(K + text("x", 12, at=at(11.6, 15)))


@pytest.mark.parametrize(
    ("x", "y", "words", "found"),
    [
        (20, 26.0, "113", []),
        (20, 26.1, "113", ["text-near-cut"]),  # digits keep 3 mm; they stand on 26 of 29 mm
        (20, 26.9, "x", []),  # small letters 2 mm
        (20, 27.2, "x", ["text-near-cut"]),
        (20, 29.6, "x", ["text-cut-off"]),
        (20, 5.5, "A", ["text-near-cut"]),  # 3 mm high: it ends 2.5 mm from the cut
        (20, 6.5, "\xc1", []),  # its accent ends there, and the letter itself 3.5 mm from it
        (20, 5.5, "\xc1", ["text-near-cut"]),
        (12.1, 15, "x", []),  # the hole's rim is at 10 mm
        (11.6, 15, "x", ["text-near-hole"]),
        (9.0, 15, "x", ["text-cut-off"]),
    ],
)
def test_margins(x: float, y: float, words: str, found: list[str]) -> None:
    assert told(K + text(words, 12, at=at(x, y))) == found


def test_the_back_is_the_fronts_mirror_image() -> None:
    """There the hole is 7.5 mm from the right: 46.5 mm from the left."""
    near_hole = K + text("x", 12, at=at(42.3, 15))
    assert told(near_hole) == []
    assert told(near_hole, expected(side="back")) == ["text-near-hole"]


def test_a_finding_knows_its_cell_and_place() -> None:
    (finding,) = check_quality(page(K + text("113", 12, at=at(20, 27.5))), expected())
    assert (finding.village, finding.position, finding.page) == ("ban-phuc", "1:1", 1)
    assert finding.area is not None
    assert finding.area.bottom == pytest.approx(15 + 27.5, abs=0.1)


@pytest.mark.parametrize(
    ("number", "size", "found"),
    [
        (NUMBER, 10.2, []),  # digits of Roboto Condensed are 0.711 em high: 2.56 mm
        (NUMBER, 9.5, ["number-low"]),  # the lead: 2.38 mm, and rounds stand over by a little
        ("113", 8.1, []),  # 2.03 mm
        ("113", 7.8, ["number-low"]),  # 1.96 mm
        ("1134", 7.8, []),  # another number
    ],
)
def test_heights(number: str, size: float, found: list[str]) -> None:
    assert told(K + text(number, size, at=at(15, 12))) == found


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        ((-3, -3, 12, 35), []),
        ((0, 0, 9, 29), ["bleed-missing"]),
        ((-3, 0, 12, 29), ["bleed-missing"]),
        ((-1.5, -1.5, 10.5, 32), ["bleed-missing"]),
        ((1, 1, 30, 27), []),  # it does not meet the cut
        ((-3, -3, 60, 35), []),
    ],
)
def test_bleed(drawn: tuple[float, float, float, float], found: list[str]) -> None:
    assert told(RED + block(*drawn)) == found


def test_bleed_of_a_round_tag() -> None:
    round_tag = ExpectedShape(circle(Point(14.5, 14.5), 14.5), Size(29, 29), 1.0, 1.0)
    whole = expected(round_tag)
    cell = replace(whole.pages[0].cells[0], trim=Rect(20, 15, 29, 29))
    whole = replace(whole, pages=(replace(whole.pages[0], cells=(cell,)),))
    left, top = at(14.5, 14.5)
    for radius, found in ((17.5, []), (15.5, ["bleed-missing"])):
        steps = [(radius * cos(i * pi / 90), radius * sin(i * pi / 90)) for i in range(180)]
        corners = [b"%g %g" % (left + x * MM, top + y * MM) for x, y in steps]
        assert told(RED + corners[0] + b" m " + b" l ".join(corners[1:]) + b" l f", whole) == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (code(0.46), []),
        (code(0.44), ["code-module-small"]),
        (code(0.41), ["code-module-small"]),
        (code(0.39), ["code-module-tiny"]),
        (code(0.5, ink=b"0.6 0.4 0.4 1 k"), ["code-not-black"]),
        (RED + b"40 40 100 100 re f " + b"0 0 0 0 k 54 54 48 48 re f " + code(0.5), []),
        (b"0 0.1 0 0 k 40 40 100 100 re f " + code(0.5), ["code-not-black"]),
        (b"0 0 0 0.1 k 40 40 100 100 re f " + code(0.5), []),
        (b"0 0 0 0.6 k 40 40 100 100 re f " + code(0.5), ["code-faint"]),
        (code(0.5, ink=b"0 0 0 0.5 k"), ["code-faint"]),
        # 25 modules of 0.5 mm from 60 pt on end at 95.4 pt; four more at 101.1 pt.
        (code(0.5) + K + b"1 w 98 50 m 98 110 l S", ["code-quiet-zone"]),
        (code(0.5) + K + b"1 w 102.5 50 m 102.5 110 l S", []),
        (code(0.5) + code(0.5, at=(130, 60)), []),
        (code(0.5) + code(0.5, at=(116, 60)), ["codes-close"]),
    ],
)
def test_codes(content: bytes, found: list[str]) -> None:
    assert sorted(f.code for f in check_quality(page(content), None)) == found


def test_a_code_on_a_face() -> None:
    wanted = expected(qr=True)
    assert told(code(0.46, at=at(30, 22)), wanted) == []
    assert told(code(0.42, at=at(30, 22)), wanted) == ["code-module-small"]
    assert told(code(0.46, at=at(30, 22)) + K + text("x", 6, at=at(42.3, 15)), wanted) == [
        "code-quiet-zone"
    ]


def test_alike_faces_are_told_once() -> None:
    """Eight faces of two villages on six pages: the test sheets have words of 4 pt."""
    data = sheets.draw(sheets.draft())
    found = check_quality(data, sheets.expected())
    small = [f for f in found if f.code == "text-small"]
    assert [(f.page, f.value("size")) for f in small] == [(2, 4.0), (6, 4.0)]


@given(st.floats(-20, 20), st.floats(-20, 20), st.floats(0, 8), st.floats(0, 8))
@settings(max_examples=80, deadline=None)
def test_clearance_of_a_circle(x: float, y: float, width: float, height: float) -> None:
    """From a circle it is the radius less the distance of the furthest corner."""
    radius = 15.0
    area = Rect(x, y, width, height)
    furthest = max((corner.x**2 + corner.y**2) ** 0.5 for corner in area.corners)
    clear = Outline.of(circle(Point(0, 0), radius)).clearance(area)
    if furthest < radius - 0.05:
        assert clear == pytest.approx(radius - furthest, abs=0.03)
    elif furthest > radius + 0.05:
        assert clear <= 0.0


BUSY = (
    K
    + text(NUMBER, 12, at=at(20, 20))
    + b"q 20 0 0 20 60 60 cm /Im Do Q 1 0.8 0.7 0.5 k /Inner Do "
    + code(0.5, at=at(36, 22))
    + b"/Gold cs 0.5 scn 0.1 w 50 50 40 40 re B /Half gs /Multiply gs 20 20 m 40 40 l S"
)


def _mutants(count: int, seed: int) -> None:
    """Change bytes of a file whose streams are not packed, so that operators are hit."""
    rng = random.Random(seed)
    with pikepdf.open(
        io.BytesIO(
            page(BUSY, lambda pdf: (image(30, 30)(pdf), form(BUSY, (1, 0, 0, 1, 5, 5))(pdf)))
        )
    ) as pdf:
        out = io.BytesIO()
        for font in pdf.pages[0].Resources.Font.values():
            del font.FontDescriptor.FontFile2
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    data = out.getvalue()
    for _ in range(count):
        bad = bytearray(data)
        for _ in range(rng.randrange(1, 12)):
            where = rng.randrange(len(bad))
            match rng.randrange(3):
                case 0:
                    bad[where] = rng.randrange(256)
                case 1:
                    bad[where : where + rng.randrange(1, 9)] = b""
                case _:
                    some = rng.randrange(len(data))
                    bad[where:where] = data[some : some + rng.randrange(1, 20)]
        check_quality(bytes(bad), None)
        check_quality(bytes(bad), expected(qr=True))


def test_no_bytes_make_it_fail() -> None:
    _mutants(25, 1)
    assert check_quality(b"", None) == check_quality(b"%PDF-1.4", expected()) == ()


@pytest.mark.stress
def test_no_bytes_make_it_fail_for_long() -> None:
    _mutants(2000, 2)


def test_forms_in_themselves_end() -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        form(K + text("x", 8) + b"/Inner Do 2 0 0 2 0 0 cm /Inner Do", (2, 0, 0, 2, 0, 0))(pdf)

    assert check_quality(page(b"/Inner Do /Inner Do", loop), None) == ()


def test_forms_drawn_a_million_million_times_end() -> None:
    """Ten forms, each drawing the next ten times: 10^10 letters, from some two kilobytes."""

    def nest(pdf: pikepdf.Pdf) -> None:
        form(K + text("x", 8), (1, 0, 0, 1, 0, 0))(pdf)
        for _ in range(10):
            inner = pdf.pages[0].Resources.XObject.Inner
            form(b"/Inner Do " * 10, (1, 0, 0, 1, 0, 0))(pdf)
            own = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Inner=inner))
            pdf.pages[0].Resources.XObject.Inner.Resources = own

    assert check_quality(page(K + b"/Inner Do", nest), None) == ()
