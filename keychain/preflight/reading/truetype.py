"""The tables of a TrueType font that tell which code leads to which glyph, and what it draws."""

from __future__ import annotations

import struct

from keychain.preflight.reading.values import Box
from keychain.values import dataclass

CharacterMaps = dict[tuple[int, int], dict[int, int]]
"""By platform and encoding, each from code to glyph."""


def directory(data: bytes) -> dict[bytes, bytes]:
    """The tables of a TrueType file by their tags; none of what is not one."""
    if len(data) < 12:
        return {}
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for start in range(12, min(12 + 16 * count, len(data) - 15), 16):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, start)
        tables[tag] = data[offset : offset + length]
    return tables


def character_maps(tables: dict[bytes, bytes]) -> CharacterMaps:
    """The cmap subtables (OpenType, cmap)."""
    table = tables.get(b"cmap", b"")
    maps: CharacterMaps = {}
    try:
        (count,) = struct.unpack_from(">H", table, 2)
        for i in range(count):
            platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * i)
            maps[platform, encoding] = _subtable(table[offset:])
    except struct.error:
        return maps
    return maps


def _subtable(table: bytes) -> dict[int, int]:
    (form,) = struct.unpack_from(">H", table)
    if form == 0:
        return dict(enumerate(table[6:262]))
    if form == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        return {first + i: struct.unpack_from(">H", table, 10 + 2 * i)[0] for i in range(count)}
    if form == 4:
        return _segments(table)
    return {}


def _segments(table: bytes) -> dict[int, int]:
    """Format 4: runs of codes, each with a shift or a list of its glyphs."""
    (twice,) = struct.unpack_from(">H", table, 6)
    count = twice // 2
    found: dict[int, int] = {}
    for i in range(count):
        (end,) = struct.unpack_from(">H", table, 14 + 2 * i)
        (start,) = struct.unpack_from(">H", table, 16 + twice + 2 * i)
        (delta,) = struct.unpack_from(">H", table, 16 + 2 * twice + 2 * i)
        at = 16 + 3 * twice + 2 * i
        (offset,) = struct.unpack_from(">H", table, at)
        for code in range(start, min(end, 0xFFFE) + 1):
            if offset == 0:
                found[code] = (code + delta) & 0xFFFF
            else:
                (glyph,) = struct.unpack_from(">H", table, at + offset + 2 * (code - start))
                found[code] = (glyph + delta) & 0xFFFF if glyph else 0
    return found


def glyph_places(tables: dict[bytes, bytes]) -> tuple[int, ...] | None:
    """Where in ``glyf`` each glyph begins and the last one ends (OpenType, loca); one that ends
    where it begins draws nothing. None where the tables do not tell."""
    head, loca = tables.get(b"head", b""), tables.get(b"loca", b"")
    if len(head) < 52 or not loca:
        return None
    long = struct.unpack_from(">h", head, 50)[0] == 1
    size = 4 if long else 2
    raw = struct.iter_unpack(">L" if long else ">H", loca[: len(loca) // size * size])
    return tuple(place * (1 if long else 2) for (place,) in raw)


@dataclass(slots=True)
class Outlines:
    """The boxes of a font's glyphs (OpenType, glyf: numberOfContours, xMin … yMax), in em."""

    places: tuple[int, ...]
    glyf: bytes
    em: float

    @classmethod
    def read(cls, tables: dict[bytes, bytes]) -> Outlines | None:
        """None where the tables do not tell."""
        places = glyph_places(tables)
        if places is None or b"glyf" not in tables:
            return None
        (em,) = struct.unpack_from(">H", tables[b"head"], 18)
        return cls(places, tables[b"glyf"], em) if em else None

    def box(self, glyph: int) -> Box | None:
        """The box around a glyph, None for one that draws nothing."""
        if glyph + 1 >= len(self.places) or self.places[glyph + 1] <= self.places[glyph]:
            return None
        start = self.places[glyph]
        if start + 10 > len(self.glyf):
            return None
        left, low, right, high = struct.unpack_from(">4h", self.glyf, start + 2)
        return left / self.em, low / self.em, right / self.em, high / self.em
