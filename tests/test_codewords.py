"""Codewords of QR symbols: the standard's own example, another program's, and full symbols."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import MODE_8BIT_BYTE, QRData, create_data

from keychain.tags.codewords import least_version, make_codewords, make_correction

LEVELS = (ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q, ERROR_CORRECT_H)
# ISO/IEC 18004, table 7: bytes in versions 1, 2, 9, 10 and 40 at L, M, Q and H.
HOLDS = {
    1: (17, 14, 11, 7),
    2: (32, 26, 20, 14),
    9: (230, 180, 130, 98),
    10: (271, 213, 151, 119),
    40: (2953, 2331, 1663, 1273),
}


def test_the_example_of_the_standard() -> None:
    # ISO/IEC 18004, annex I: 01234567 in version 1-M.
    block = bytes.fromhex("10 20 0C 56 61 80 EC 11 EC 11 EC 11 EC 11 EC 11")
    assert make_correction(block, 10) == bytes.fromhex("A5 24 D4 C1 ED 36 C7 87 2C 55")


def test_a_symbol_of_one_block_by_hand() -> None:
    # Mode 0100, count 00000010, "hi", terminator 0000, then padding up to the 9 codewords of 1-H.
    data = bytes.fromhex("40 26 86 90 EC 11 EC 11 EC")
    assert make_codewords(b"hi", 1, ERROR_CORRECT_H) == data + make_correction(data, 17)


@pytest.mark.parametrize("version", HOLDS)
@pytest.mark.parametrize("level", range(4))
def test_as_many_bytes_as_the_standard_says(version: int, level: int) -> None:
    most = HOLDS[version][level]
    assert least_version(most, LEVELS[level]) == version
    if version < 40:
        assert least_version(most + 1, LEVELS[level]) == version + 1
        return
    with pytest.raises(ValueError, match=rf"^{most + 1} bytes"):
        least_version(most + 1, LEVELS[level])


@given(st.binary(min_size=1, max_size=600), st.sampled_from(LEVELS), st.integers(0, 6))
def test_the_same_as_of_the_package(data: bytes, level: int, more: int) -> None:
    version = min(least_version(len(data), level) + more, 40)
    theirs = create_data(version, level, [QRData(data, mode=MODE_8BIT_BYTE)])
    assert make_codewords(data, version, level) == bytes(theirs)


@pytest.mark.parametrize("version", HOLDS)
@pytest.mark.parametrize("level", range(4))
def test_a_full_symbol(version: int, level: int) -> None:
    data = bytes(range(256)) * 12
    data = data[: HOLDS[version][level]]
    theirs = create_data(version, LEVELS[level], [QRData(data, mode=MODE_8BIT_BYTE)])
    assert make_codewords(data, version, LEVELS[level]) == bytes(theirs)
