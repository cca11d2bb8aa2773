"""The codewords of a QR symbol: bytes, padding and error correction, ISO/IEC 18004, 7.4 to 7.6.

qrcode writes bit by bit and divides polynomials in lists, a third of a millisecond for a telephone
number and two for a contact card. Its tables of blocks and of the field serve here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

BYTE_MODE = 0b0100
"""ISO/IEC 18004, table 2."""

_PADDING = b"\xec\x11"
"""Codewords that fill a symbol, in turn (7.4.10)."""

_VERSIONS = range(1, 41)


def least_version(length: int, level: int) -> int:
    """The smallest version that holds ``length`` bytes at ``level``, a constant of qrcode's.
    Raises ``ValueError`` where none does."""
    for version in _VERSIONS:
        if length <= most_bytes(version, level):
            return version
    raise ValueError(f"{length} bytes are more than a QR symbol holds")


def most_bytes(version: int, level: int) -> int:
    """How many bytes a symbol holds (table 7): mode and terminator are a codeword together."""
    return sum(size for size, _ in _blocks(version, level)) - _count_bits(version) // 8 - 1


def make_codewords(data: bytes, version: int, level: int) -> bytes:
    """All codewords of a symbol that says ``data``, at most what it holds, in byte mode; in the
    order in which they are laid out."""
    head = _count_bits(version) + 4
    # Behind mode and count, whose bits are four more than whole bytes, the four of the terminator.
    said = (BYTE_MODE << head - 4 | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    stream = (said << 4).to_bytes(head // 8 + 1 + len(data), "big")
    sizes = _blocks(version, level)
    missing = sum(size for size, _ in sizes) - len(stream)
    rest = iter(stream + (_PADDING * (missing // 2 + 1))[:missing])
    blocks = [bytes(islice(rest, size)) for size, _ in sizes]
    corrections = [make_correction(b, n) for b, (_, n) in zip(blocks, sizes, strict=True)]
    return bytes((*_in_turn(blocks), *_in_turn(corrections)))


def make_correction(block: bytes, count: int) -> bytes:
    """The ``count`` codewords of error correction that belong to a block of data: what is left of
    it, divided by the generator polynomial (7.5.2)."""
    multiples, behind, all_bits = _multiples(count), 8 * (count - 1), (1 << 8 * count) - 1
    left = 0
    for codeword in block:
        left = (left << 8 & all_bits) ^ multiples[codeword ^ left >> behind]
    return left.to_bytes(count, "big")


def _in_turn(blocks: Sequence[bytes]) -> Iterator[int]:
    """The first codeword of each block, then the second of each that has one (7.6)."""
    for at in range(max(map(len, blocks))):
        yield from (block[at] for block in blocks if at < len(block))


def _count_bits(version: int) -> int:
    """Of the number that says how many bytes there are (table 3)."""
    return 8 if version < 10 else 16


@lru_cache
def _blocks(version: int, level: int) -> tuple[tuple[int, int], ...]:
    """How many codewords each block has, of data and of error correction (table 9)."""
    from qrcode.base import rs_blocks

    blocks = rs_blocks(version, level)
    return tuple((block.data_count, block.total_count - block.data_count) for block in blocks)


@lru_cache
def _multiples(count: int) -> tuple[int, ...]:
    """The generator polynomial of ``count`` codewords without its first term, times each element
    of the field, as whole numbers whose highest byte is the first coefficient."""
    from qrcode.base import gexp, glog
    from qrcode.LUT import rsPoly_LUT

    powers = [glog(coefficient) for coefficient in rsPoly_LUT[count][1:]]
    found = [0] * 256
    for element in range(1, 256):
        lowest = element & -element
        if element == lowest:
            times = bytes(gexp(power + glog(element)) for power in powers)
            found[element] = int.from_bytes(times, "big")
        else:  # a sum of elements, and so are the multiples
            found[element] = found[lowest] ^ found[element ^ lowest]
    return tuple(found)
