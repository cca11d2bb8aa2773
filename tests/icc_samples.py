"""Small ICC profiles made by hand (ICC.1:2001-04): header, tags, tables of two points an ink."""

from __future__ import annotations

import struct
from itertools import product


def icc(
    version: int = 2,
    kind: bytes = b"prtr",
    space: bytes = b"CMYK",
    tables: tuple[bytes, ...] = (b"A2B0", b"B2A0"),
) -> bytes:
    """A profile of a press whose black is all four inks at once: 400 %."""
    ramp = bytes(range(256))
    # Lab of eight bits: L from 0 to 255, a and b around 128. Ink takes lightness and nothing else.
    seen = b"".join(
        bytes((255 - 255 * sum(inks) // 4, 128, 128)) for inks in product((0, 1), repeat=4)
    )
    inked = b"".join(bytes([255 if lab[0] == 0 else 0] * 4) for lab in product((0, 1), repeat=3))
    bodies = {
        b"A2B0": _lut8(4, 3, ramp * 4 + seen + ramp * 3),
        b"B2A0": _lut8(3, 4, ramp * 3 + inked + ramp * 4),
        b"wtpt": b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061),
    }
    chosen = [(name, bodies[name]) for name in (*tables, b"wtpt")]
    offset = 132 + 12 * len(chosen)
    listed, data = struct.pack(">I", len(chosen)), b""
    for name, body in chosen:
        listed += struct.pack(">4sII", name, offset + len(data), len(body))
        data += body
    head = bytearray(128)
    struct.pack_into(">I", head, 0, offset + len(data))
    head[8] = version
    head[12:24] = kind + space + b"Lab "
    head[36:40] = b"acsp"
    struct.pack_into(">3i", head, 68, 63190, 65536, 54061)  # the connection space's D50
    return bytes(head) + listed + data


def _lut8(inputs: int, outputs: int, tables: bytes) -> bytes:
    """ICC.1:2001-04, 6.5.8: an identity matrix, ramps, and a grid of two points a side."""
    matrix = struct.pack(">9i", *(65536 if at % 4 == 0 else 0 for at in range(9)))
    return b"mft1" + bytes(4) + bytes((inputs, outputs, 2, 0)) + matrix + tables
