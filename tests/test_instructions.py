"""Content streams are taken apart as pikepdf takes them apart, or left to it."""

from __future__ import annotations

from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keychain.preflight.reading import instructions
from keychain.preflight.reading.instructions import INLINE_IMAGE, read_instructions

PIECES = [
    *("1", "-2.5", "+.5", "4.", "0", "007", "-", "--1", "1.2.3", "1e5", "12345678901234567890"),
    *("/T0", "/F1+0", "/A#20B", "/", "/Gb/Over", "(ab)", r"(a\(b\))", "(a(b)c)", r"(\101\n)"),
    *("<41>", "<4>", "<4 1>", "<<", ">>", "[", "]", "{", "% no\n", "true", "null", "BX", "EX"),
    *("q", "Q", "cm", "re", "f", "f*", "'", '"', "T*", "d0", "d1", "Do", "Tj", "TJ", "BT", "ET"),
    *("10l", "l10", "f/T0", "(a)Tj", "\0", "\r", "\x0b", "\n", "é"),
    *("1 2 m", "3. -.5 l", "1 2 m 3 4 l h ", "5 6 l\n7 8 l\n", "h h ", "1 2 m 3 4 l 5 "),
    "BI /W 1 /H 1 /BPC 8 /CS /G ID \x01 EI",
]
BETWEEN = st.sampled_from([" ", "\n", "  ", "\t", ""])


def plainly(operand: object) -> object:
    """An operand as something that can be compared."""
    if isinstance(operand, pikepdf.String):
        return ("string", bytes(operand))
    if isinstance(operand, int | float | Decimal) and not isinstance(operand, bool):
        return round(float(operand), 9)
    return operand.unparse() if isinstance(operand, pikepdf.Object) else operand


def by_pikepdf(stream: pikepdf.Stream) -> object:
    try:
        return [
            (INLINE_IMAGE, [])
            if isinstance(each, pikepdf.ContentStreamInlineImage)
            else (
                each.operator.unparse().decode("latin-1"),
                [plainly(operand) for operand in each.operands],
            )
            for each in pikepdf.parse_content_stream(stream)
        ]
    except (pikepdf.PdfError, TypeError):
        return "refused"


def ours(stream: pikepdf.Stream) -> object:
    try:
        return [
            (INLINE_IMAGE, [])
            if operator == INLINE_IMAGE
            else (operator, [plainly(operand) for operand in operands])
            for operator, operands in read_instructions(stream)
        ]
    except pikepdf.PdfError:
        return "refused"


@given(st.lists(st.tuples(st.sampled_from(PIECES), BETWEEN), max_size=12))
@settings(max_examples=600)
@pytest.mark.filterwarnings("ignore:Unexpected end of stream")
def test_any_stream_is_understood_as_pikepdf_does(pieces: list[tuple[str, str]]) -> None:
    data = "".join(piece + space for piece, space in pieces).encode("latin-1")
    pdf = pikepdf.new()
    stream = pikepdf.Stream(pdf, data)
    assert ours(stream) == by_pikepdf(stream)


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (b"q 1 0 0 1 5 -2.5 cm /T0 Do Q", True),
        (rb"BT /F1+0 7 Tf (a\(b\\) Tj <4142> Tj ET", True),
        (b"1 0 0 1 0 0", False),  # operands without an operator
        (b"[3 1] 0 d", False),
        (b"10l", False),
        (b"BI ID EI", False),
    ],
)
def test_what_is_plain(data: bytes, plain: bool) -> None:
    assert (instructions._taken_apart(data, False) is not None) == plain


def test_a_broken_stream_is_left_to_pikepdf() -> None:
    pdf = pikepdf.new()
    stream = pikepdf.Stream(pdf, b"")
    for raw in (b"x\x9c not deflate", b""):
        stream.write(raw, filter=pikepdf.Name.FlateDecode)
        assert instructions._plain(stream) is None


def test_lines_and_rectangles_that_follow_each_other_are_one_path() -> None:
    data = b"q\n1 2 m\n3 4 l\nh\n0 1 5 3 re\nS\n0 0 5 5 re\nW\nn\n6 7 m\nS\n1 0 0\nrg"
    drawn = instructions._taken_apart(data.removesuffix(b"1 0 0\nrg"), False)
    assert drawn == (
        ("q", (), ()),
        # ISO 32000-1, 8.5.2.1: x y m (x + w) y l (x + w) (y + h) l x (y + h) l h
        (instructions.PATH, ("mlhmlllh", (1, 3, 0, 5, 5, 0), (2, 4, 1, 1, 4, 4)), ()),
        ("S", (), ()),
        ("re", (0.0, 0.0, 5.0, 5.0), (0.0, 0.0, 5.0, 5.0)),
        ("W", (), ()),
        ("n", (), ()),
        ("m", (6.0, 7.0), (6.0, 7.0)),
        ("S", (), ()),
    )
    colour = (1.0, 0.0, 0.0)
    # An instruction that goes on in the next line.
    assert instructions._taken_apart(data, False) == (*drawn, ("rg", colour, colour))
