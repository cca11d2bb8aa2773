"""The fonts of a PDF: embedded or not, which codes have a glyph, and what each glyph is like."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import field
from itertools import pairwise

import pikepdf

from keychain.preflight.reading.bounded import read_bounded
from keychain.preflight.reading.letters import read_letters
from keychain.preflight.reading.truetype import (
    CharacterMaps,
    Outlines,
    character_maps,
    directory,
    glyph_places,
)
from keychain.preflight.reading.values import Box, entry, identity, name, number
from keychain.preflight.reading.widths import Widths, read_widths
from keychain.values import dataclass

_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")
_BOLD = re.compile(r"bold|semi|black|heavy|medium", re.IGNORECASE)
_BOLD_STEM = 110
"""Stems of bold faces are wider, in thousandths of an em: 90 is usual, 140 bold."""

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_LARGEST = 30_000_000


@dataclass(slots=True)
class FontFacts:
    """One font. ``name`` is without the subset's tag. ``glyphs`` are the codes that lead to a glyph
    other than .notdef that draws something, or that stand for a space; None where the font
    program does not tell. ``letters`` are what single codes stand for, by the map to Unicode.

    ``tall`` is how far it reaches from the baseline, in em; ``leads`` takes codes to glyphs, None
    where they are the same."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    bold: bool
    code_bytes: int
    letters: Mapping[int, str]
    widths: Widths
    glyphs: frozenset[int] | None = None
    tall: tuple[float, float] = (-0.22, 0.95)
    leads: dict[int, int] | None = None
    outlines: Outlines | None = None
    _known: dict[int, tuple[str, Box | None, float]] = field(default_factory=dict)

    def codes(self, shown: bytes) -> tuple[int, ...]:
        """The character codes in a shown string."""
        step = self.code_bytes
        if step == 1:
            return tuple(shown)
        return tuple(int.from_bytes(shown[i : i + step]) for i in range(0, len(shown), step))

    def glyph(self, code: int) -> tuple[str, Box | None, float]:
        """What a code means, the box around its ink, and how far it moves on. For a font that has
        been read to its end."""
        if code not in self._known:
            self._known[code] = self.letter(code), self.ink(code), self.widths.of(code)
        return self._known[code]

    def ink(self, code: int) -> Box | None:
        """The box around a glyph's ink, None for one that is blank; where the font program does
        not tell, that of its advance and the font's height."""
        if self.outlines is not None:
            glyph = code if self.leads is None else self.leads.get(code)
            return None if glyph is None else self.outlines.box(glyph)
        if self.letters.get(code, "x").isspace():
            return None
        return 0.0, self.tall[0], self.widths.of(code), self.tall[1]

    def letter(self, code: int) -> str:
        """What a code means; nothing where the font does not say."""
        if code in self.letters or self.code_bytes == 2:
            return self.letters.get(code, "")
        return chr(code) if 32 <= code < 127 else ""


@dataclass(slots=True)
class Fonts:
    """The fonts of one file, each read once, however many checks ask for it."""

    _known: dict[str, FontFacts] = field(default_factory=dict)

    def of(self, font: object) -> FontFacts:
        """What a font dictionary says."""
        key = identity(font)
        if key not in self._known:
            self._known[key] = read_font(font)
        return self._known[key]


def holder_of(font: object) -> object:
    """Who has a font's descriptor and widths: where it is composite, the font that it is made of
    (ISO 32000-1, 9.7.6)."""
    if name(entry(font, "/Subtype")) != "Type0":
        return font
    below = entry(font, "/DescendantFonts")
    return below[0] if isinstance(below, pikepdf.Array) and len(below) else None


def name_of(font: object) -> str:
    """A font's name without the subset's tag."""
    return _SUBSET_TAG.sub("", _base(font), count=1)


def _base(font: object) -> str:
    return name(entry(font, "/BaseFont")) or name(entry(font, "/Name")) or "?"


def is_embedded(font: object) -> bool:
    """Whether the program is in the file (9.9)."""
    descriptor = entry(holder_of(font), "/FontDescriptor")
    return any(isinstance(entry(descriptor, key), pikepdf.Stream) for key in _PROGRAMS)


def read_font(font: object) -> FontFacts:
    """What a font dictionary says of itself (ISO 32000-1, 9.6 to 9.8)."""
    kind = name(entry(font, "/Subtype")) or ""
    holder = holder_of(font)
    descriptor = entry(holder, "/FontDescriptor")
    facts = FontFacts(
        name_of(font),
        kind,
        is_embedded(font),
        bool(_SUBSET_TAG.match(_base(font))),
        _is_bold(font, descriptor),
        2 if kind == "Type0" else 1,
        read_letters(entry(font, "/ToUnicode")),
        read_widths(font, holder),
    )
    below_line, above = number(entry(descriptor, "/Descent")), number(entry(descriptor, "/Ascent"))
    if below_line is not None and above is not None and above > below_line:
        facts.tall = below_line / 1000, above / 1000
    program = entry(descriptor, "/FontFile2")
    if isinstance(program, pikepdf.Stream):
        data = read_bounded(program, _LARGEST)
        if data is None:
            facts.glyphs = frozenset()  # nothing is proven of what is too large to be read
        else:
            _read_program(font, holder, directory(data), facts)
    return facts


def _is_bold(font: object, descriptor: object) -> bool:
    stem = number(entry(descriptor, "/StemV")) or 0
    weight = number(entry(descriptor, "/FontWeight")) or 0
    return bool(_BOLD.search(name(entry(font, "/BaseFont")) or "")) or (
        stem >= _BOLD_STEM or weight >= 600
    )


def _read_program(
    font: object, holder: object, tables: dict[bytes, bytes], facts: FontFacts
) -> None:
    """Which codes lead to which glyphs, and what these draw."""
    composite = facts.kind == "Type0"
    maps = {} if composite else character_maps(tables)
    leads = _composite_glyphs(holder) if composite else _simple_glyphs(maps)
    places = glyph_places(tables)
    if places is not None and (composite or leads is not None):
        drawing = {glyph for glyph, (here, after) in enumerate(pairwise(places)) if after > here}
        reached = range(1, 0x10000) if leads is None else leads.keys()
        seen = {code for code in reached if (code if leads is None else leads[code]) in drawing}
        blank = {code for code, letter in facts.letters.items() if letter.isspace()}
        # Without a map to Unicode a space is that of ASCII.
        spaces = blank if isinstance(entry(font, "/ToUnicode"), pikepdf.Stream) else {32}
        facts.glyphs = frozenset(seen | {code for code in spaces if code in reached})
    facts.leads = leads if composite else leads or _by_letters(maps)
    if composite or facts.leads is not None:
        facts.outlines = Outlines.read(tables)


def _simple_glyphs(maps: CharacterMaps) -> dict[int, int] | None:
    """Codes and their glyphs in a simple TrueType font: by its (3, 0) table, whose codes may be
    raised by 0xF000, or its (1, 0) table (9.6.6.4). None without either."""
    found: dict[int, int] = {}
    for table in ((1, 0), (3, 0)):
        for code, glyph in maps.get(table, {}).items():
            if glyph:
                found[code & 0xFF if code >= 0xF000 else code] = glyph
    return found if (3, 0) in maps or (1, 0) in maps else None


def _by_letters(maps: CharacterMaps) -> dict[int, int] | None:
    """Codes and glyphs of a simple font by the letters that the codes stand for in the usual
    encoding, of Windows, through its (3, 1) table (9.6.6.4)."""
    table = maps.get((3, 1))
    if not table:
        return None
    letters = {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)}
    return {
        code: glyph
        for code, letter in letters.items()
        if letter and (glyph := table.get(ord(letter)))
    }


def _composite_glyphs(holder: object) -> dict[int, int] | None:
    """CIDs and their glyphs in a CIDFontType2 (9.7.4.2), None where they are the same."""
    cid_to_gid = entry(holder, "/CIDToGIDMap")
    if not isinstance(cid_to_gid, pikepdf.Stream):
        return None
    raw = cid_to_gid.read_bytes()
    pairs = struct.iter_unpack(">H", raw[: len(raw) // 2 * 2])
    return {cid: glyph for cid, (glyph,) in enumerate(pairs) if glyph}
