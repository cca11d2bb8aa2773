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

RING = b"0 0 3 1 re\n0 1 1 2 re\n2 1 1 2 re\n1 2 1 1 re\n"
"""Eight modules around a light one."""


def path_of(rows: tuple[str, ...]) -> bytes:
    """As it is drawn, without the operator that fills it."""
    return symbol_operators(QrSymbol("", 1, "L", rows)).encode().removesuffix(b"f")


def test_a_ring_by_hand() -> None:
    assert read_modules(RING) == (b"\1\1\1", b"\1\0\1", b"\1\1\1")


def test_whatever_the_rectangles_the_modules_are_the_same() -> None:
    other = b"0 0 1 3 re\n2 0 1 3 re\n1 2 1 1 re\n1 0 1 1 re\n"
    assert read_modules(other) == read_modules(RING)


@given(
    st.integers(1, 30).flatmap(lambda n: st.lists(st.integers(0, 2**n - 1), min_size=n, max_size=n))
)
def test_paths_are_read_as_the_modules_that_they_were_drawn_from(lines: list[int]) -> None:
    size = len(lines)
    rows = tuple(f"{line:0{size}b}" for line in lines)
    dark = [at for at, row in enumerate(rows) if "1" in row]
    wide = max((row.rindex("1") for row in rows if "1" in row), default=-1) + 1
    side = max(wide, dark[-1] + 1 if dark else 0)  # light rows and columns at the end are nothing
    read = read_modules(path_of(rows))
    wanted = tuple(bytes(map(int, row[:side])) for row in rows[:side])
    assert read == (wanted or None)


@pytest.mark.parametrize(
    "path",
    [
        RING + RING,  # each module twice: dark by one rule, light by the other
        RING + b"1 1 2 1 re\n",  # one of its modules is in another as well
        RING[:-4],
        RING + b"5 5 0 1 re\n",  # of no width: a hairline, by some
        RING + b"5 5 -1 -1 re\n",
        RING + b"5 5 1.5 1 re\n",
        RING + b"5 5 1 re\n",
        RING + b"h\n",
        b"",
    ],
)
def test_what_is_no_path_of_modules_is_not_read(path: bytes) -> None:
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


@pytest.mark.parametrize(
    "places",
    [
        [(24, 24)],  # of the data
        [(12, 20)],
        [(2, 2), (3, 2), (2, 3), (3, 3), (4, 4)],  # of the middle of a finder
    ],
)
def test_a_code_with_a_module_wrong_is_not_taken_for_sound(places: list[tuple[int, int]]) -> None:
    code = QRCode(version=2, error_correction=ERROR_CORRECT_L, border=0, mask_pattern=3)
    code.add_data(b"KM-03-0127-75", optimize=0)
    code.make(fit=False)
    rows = [bytearray(row) for row in code.modules]
    assert decode_modules([bytes(row) for row in rows]) == "KM-03-0127-75"
    for x, y in places:
        rows[y][x] ^= 1
    assert decode_modules([bytes(row) for row in rows]) is None
