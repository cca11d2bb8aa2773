"""The modules of a code as its path draws them, and what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_L
from qrcode.main import QRCode

from keychain.pdf.symbol import symbol_operators
from keychain.preflight.reading.codes import decode_modules
from keychain.preflight.reading.modules import read_modules
from keychain.tags.qr import QrSymbol

RING = b"0 0 m\n3 0 l\n3 3 l\n0 3 l\nh\n1 1 m\n1 2 l\n2 2 l\n2 1 l\nh\n"
"""Eight modules around a light one: the inner outline goes the other way."""


def path_of(rows: tuple[str, ...]) -> bytes:
    """As it is drawn, without the operator that fills it."""
    return symbol_operators(QrSymbol("", 1, "L", rows)).encode().removesuffix(b"f")


def test_a_ring_by_hand() -> None:
    assert read_modules(RING) == (b"\1\1\1", b"\1\0\1", b"\1\1\1")


def test_the_sense_of_all_outlines_is_the_same_to_a_program_that_fills_them() -> None:
    backwards = b"0 0 m\n0 3 l\n3 3 l\n3 0 l\nh\n1 1 m\n2 1 l\n2 2 l\n1 2 l\nh\n"
    assert read_modules(backwards) == read_modules(RING)


@given(
    st.integers(1, 30).flatmap(lambda n: st.lists(st.integers(0, 2**n - 1), min_size=n, max_size=n))
)
def test_outlines_are_read_as_the_modules_that_they_were_drawn_from(lines: list[int]) -> None:
    size = len(lines)
    rows = tuple(f"{line:0{size}b}" for line in lines)
    dark = [at for at, row in enumerate(rows) if "1" in row]
    wide = max((row.rindex("1") for row in rows if "1" in row), default=-1) + 1
    side = max(wide, dark[-1] + 1 if dark else 0)  # light rows and columns at the end are nothing
    read = read_modules(path_of(rows))
    assert read == tuple(bytes(map(int, row[:side])) for row in rows[:side])


@pytest.mark.parametrize(
    "path",
    [
        RING + RING,  # each module twice: dark by one rule, light by the other
        RING + b"1 1 m\n2 1 l\n2 2 l\n1 2 l\nh\n1 1 m\n2 1 l\n2 2 l\n1 2 l\nh\n",
        RING + b"5 5 m\n5 6 l\n6 6 l\n6 5 l\nh\n",  # one the other way round
        RING[:-2],  # open
        b"h\n" + RING,
        b"0 0 l\n" + RING,
        b"0 0 m\n3 0 l\n3 3 l\nh\n",  # slanted
        b"0 0 m\n3 0 m\n3 3 l\n0 3 l\nh\n",
        b"0 0 m\n" * 40_000 + b"h\n",
    ],
)
def test_what_is_no_outline_of_modules_is_not_read(path: bytes) -> None:
    assert read_modules(path) is None


@given(st.text("KMTPD-0123456789", min_size=1, max_size=90), st.integers(0, 7))
def test_what_modules_say_is_what_another_program_wrote(text: str, mask: int) -> None:
    code = QRCode(error_correction=ERROR_CORRECT_L, border=0, mask_pattern=mask)
    code.add_data(text.encode(), optimize=0)
    code.make()
    assert decode_modules([bytes(row) for row in code.modules]) == text


@pytest.mark.parametrize("rows", [(), (b"\1",), (b"\1" * 21,) * 21, (b"\0" * 21,) * 21])
def test_modules_that_are_no_code_say_nothing(rows: tuple[bytes, ...]) -> None:
    assert decode_modules(rows) is None
