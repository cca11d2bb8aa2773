"""The fonts of a PDF: embedded or not, and which of the codes that are shown have a glyph."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import field
from itertools import pairwise

import pikepdf

from keychain.preflight.reading.letters import read_letters
from keychain.preflight.reading.values import entry, items, name, number
from keychain.values import dataclass

_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")


@dataclass(frozen=True, slots=True)
class FontFacts:
    """One font. ``name`` is without the subset's tag. ``glyphs`` are the codes that lead to a glyph
    other than .notdef that draws something, or that stand for a space; None where the font
    program does not tell. ``widest`` is in em. ``letters`` are what single codes stand for, by the
    map to Unicode."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    code_bytes: int
    glyphs: frozenset[int] | None
    widest: float
    letters: Mapping[int, str] = field(default_factory=dict)

    def codes(self, shown: bytes) -> tuple[int, ...]:
        """The character codes in a shown string."""
        step = self.code_bytes
        if step == 1:
            return tuple(shown)
        return tuple(int.from_bytes(shown[i : i + step]) for i in range(0, len(shown), step))


def read_font(font: object) -> FontFacts:
    """What a font dictionary says of itself (ISO 32000-1, 9.6 to 9.8)."""
    kind = name(entry(font, "/Subtype")) or ""
    base = name(entry(font, "/BaseFont")) or name(entry(font, "/Name")) or "?"
    composite = kind == "Type0"
    holder = font
    if composite:
        below = entry(font, "/DescendantFonts")
        holder = below[0] if isinstance(below, pikepdf.Array) and len(below) else None
    descriptor = entry(holder, "/FontDescriptor")
    program = entry(descriptor, "/FontFile2")
    embedded = any(
        isinstance(entry(descriptor, key), pikepdf.Stream)
        for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
    glyphs = None
    to_unicode = entry(font, "/ToUnicode")
    letters = read_letters(to_unicode)
    if isinstance(program, pikepdf.Stream):
        data = program.read_bytes()
        lead_to = composite_glyphs(holder) if composite else simple_glyphs(data)
        outlined = _outlined(data)
        if lead_to is not None and outlined is not None:
            seen = {code for code, glyph in lead_to.items() if glyph in outlined}
            # Without a map to Unicode a space is that of ASCII.
            blank = {code for code, letter in letters.items() if letter.isspace()}
            spaces = blank if isinstance(to_unicode, pikepdf.Stream) else {32}
            glyphs = frozenset(seen | (spaces & lead_to.keys()))
    return FontFacts(
        _SUBSET_TAG.sub("", base, count=1),
        kind,
        embedded,
        bool(_SUBSET_TAG.match(base)),
        2 if composite else 1,
        glyphs,
        _widest(font, holder),
        letters,
    )


def _widest(font: object, holder: object) -> float:
    widths = [
        number(entry(holder, "/DW")),
        number(entry(entry(font, "/FontDescriptor"), "/MissingWidth")),
    ]
    for array in (entry(font, "/Widths"), entry(holder, "/W")):
        for item in items(array):
            if isinstance(item, float):
                widths.append(item)
            else:
                widths += map(number, items(item) or [item])
    # /W mixes glyph numbers with widths; taking them all only makes the bound wider.
    return max([1000.0, *(abs(w) for w in widths if w is not None)]) / 1000


def simple_glyphs(program: bytes) -> dict[int, int] | None:
    """Codes and their glyphs in a simple TrueType font: by its (3, 0) table, whose codes may be
    raised by 0xF000, or its (1, 0) table (ISO 32000-1, 9.6.6.4). None without either."""
    tables = character_maps(program)
    found: dict[int, int] = {}
    for table in ((1, 0), (3, 0)):
        for code, glyph in tables.get(table, {}).items():
            if glyph:
                found[code & 0xFF if code >= 0xF000 else code] = glyph
    return found if (3, 0) in tables or (1, 0) in tables else None


def composite_glyphs(holder: object) -> dict[int, int]:
    """CIDs and their glyphs in a CIDFontType2 (ISO 32000-1, 9.7.4.2)."""
    cid_to_gid = entry(holder, "/CIDToGIDMap")
    if isinstance(cid_to_gid, pikepdf.Stream):
        raw = cid_to_gid.read_bytes()
        pairs = struct.iter_unpack(">H", raw[: len(raw) // 2 * 2])
        return {cid: glyph for cid, (glyph,) in enumerate(pairs) if glyph}
    return {glyph: glyph for glyph in range(1, 0x10000)}


def _outlined(program: bytes) -> frozenset[int] | None:
    """The glyphs that draw something: those of some length in ``loca`` (OpenType, loca)."""
    tables = directory(program)
    head, places = tables.get(b"head", b""), tables.get(b"loca", b"")
    if len(head) < 52 or not places:
        return None
    long = struct.unpack_from(">h", head, 50)[0] == 1
    size = 4 if long else 2
    whole = places[: len(places) // size * size]
    offsets = [place for (place,) in struct.iter_unpack(">L" if long else ">H", whole)]
    return frozenset(i for i, (here, after) in enumerate(pairwise(offsets)) if after > here)


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


def character_maps(data: bytes) -> dict[tuple[int, int], dict[int, int]]:
    """The cmap subtables by platform and encoding, each from code to glyph (OpenType, cmap)."""
    table = directory(data).get(b"cmap", b"")
    maps: dict[tuple[int, int], dict[int, int]] = {}
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
