"""The glyphs of a font: how far each advances, where its ink lies, and what it means, in em."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import field

import pikepdf

from keychain.preflight.reading.bounded import read_bounded
from keychain.preflight.reading.fonts import (
    character_maps,
    composite_glyphs,
    directory,
    simple_glyphs,
)
from keychain.preflight.reading.letters import read_letters
from keychain.preflight.reading.values import Box, entry, items, name, number
from keychain.values import dataclass

_BOLD = re.compile(r"bold|semi|black|heavy|medium", re.IGNORECASE)
_BOLD_STEM = 110
"""Stems of bold faces are wider, in thousandths of an em: 90 is usual, 140 bold."""

_MOST = 70_000
_LARGEST = 30_000_000


@dataclass(slots=True)
class GlyphFacts:
    """One font. ``scale`` is what its own units are in em, horizontally; ``leads`` takes codes to
    glyphs, None where they are the same."""

    bold: bool
    code_bytes: int
    scale: float = 0.001
    default: float = 1000.0
    widths: dict[int, float] = field(default_factory=dict)
    letters: Mapping[int, str] = field(default_factory=dict)
    tall: tuple[float, float] = (-0.22, 0.95)
    leads: dict[int, int] | None = None
    outlines: _Outlines | None = None
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
            self._known[code] = self.letter(code), self.ink(code), self.advance(code)
        return self._known[code]

    def advance(self, code: int) -> float:
        """How far a glyph moves on."""
        return self.widths.get(code, self.default) * self.scale

    def ink(self, code: int) -> Box | None:
        """The box around a glyph's ink, None for one that is blank; where the font program does
        not tell, that of its advance and the font's height."""
        if self.outlines is not None:
            glyph = code if self.leads is None else self.leads.get(code)
            return None if glyph is None else self.outlines.box(glyph)
        if self.letters.get(code, "x").isspace():
            return None
        return 0.0, self.tall[0], self.advance(code), self.tall[1]

    def letter(self, code: int) -> str:
        """What a code means; nothing where the font does not say."""
        if code in self.letters or self.code_bytes == 2:
            return self.letters.get(code, "")
        return chr(code) if 32 <= code < 127 else ""


def read_glyphs(font: object) -> GlyphFacts:
    """What a font dictionary says of its glyphs (ISO 32000-1, 9.6 to 9.8)."""
    composite = name(entry(font, "/Subtype")) == "Type0"
    holder = font
    if composite:
        below = entry(font, "/DescendantFonts")
        holder = below[0] if isinstance(below, pikepdf.Array) and len(below) else None
    descriptor = entry(holder, "/FontDescriptor")
    facts = GlyphFacts(_is_bold(font, descriptor), 2 if composite else 1)
    if composite:
        widest = number(entry(holder, "/DW"))
        facts.default = 1000.0 if widest is None else widest
        _composite_widths(entry(holder, "/W"), facts.widths)
    else:
        facts.default = number(entry(descriptor, "/MissingWidth")) or 500.0
        first, widths = number(entry(font, "/FirstChar")) or 0, entry(font, "/Widths")
        for i, width in enumerate(items(widths)[:256]):
            facts.widths[int(first) + i] = number(width) or 0.0
    if name(entry(font, "/Subtype")) == "Type3":
        matrix = entry(font, "/FontMatrix")
        across = number(matrix[0]) if isinstance(matrix, pikepdf.Array) and len(matrix) else None
        facts.scale = across or 0.001
    facts.letters = read_letters(entry(font, "/ToUnicode"))
    below_line, above = number(entry(descriptor, "/Descent")), number(entry(descriptor, "/Ascent"))
    if below_line is not None and above is not None and above > below_line:
        facts.tall = below_line / 1000, above / 1000
    program = entry(descriptor, "/FontFile2")
    data = read_bounded(program, _LARGEST) if isinstance(program, pikepdf.Stream) else None
    outlines = None if data is None else _Outlines.read(data)
    if data is not None and outlines is not None:
        if not composite:
            facts.leads = simple_glyphs(data) or _by_letters(data)
        elif isinstance(entry(holder, "/CIDToGIDMap"), pikepdf.Stream):
            facts.leads = composite_glyphs(holder)
        if composite or facts.leads is not None:
            facts.outlines = outlines
    return facts


def _by_letters(program: bytes) -> dict[int, int] | None:
    """Codes and glyphs of a simple font by the letters that the codes stand for in the usual
    encoding, of Windows, through its (3, 1) table (9.6.6.4)."""
    table = character_maps(program).get((3, 1))
    if not table:
        return None
    letters = {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)}
    return {
        code: glyph
        for code, letter in letters.items()
        if letter and (glyph := table.get(ord(letter)))
    }


def _is_bold(font: object, descriptor: object) -> bool:
    stem = number(entry(descriptor, "/StemV")) or 0
    weight = number(entry(descriptor, "/FontWeight")) or 0
    return bool(_BOLD.search(name(entry(font, "/BaseFont")) or "")) or (
        stem >= _BOLD_STEM or weight >= 600
    )


def _composite_widths(listed: object, widths: dict[int, float]) -> None:
    """/W: runs of widths, each after its first code, or one width for a range (9.7.4.3)."""
    runs = items(listed)
    i = 0
    while i + 1 < len(runs) and len(widths) < _MOST:
        first, after = number(runs[i]), runs[i + 1]
        if isinstance(after, pikepdf.Array):
            for step, each in enumerate(items(after)[:_MOST]):
                widths[int(first or 0) + step] = number(each) or 0.0
            i += 2
            continue
        last: float | None = number(after)
        width: float | None = number(runs[i + 2]) if i + 2 < len(runs) else None
        for code in range(int(first or 0), min(int(last or 0), int(first or 0) + _MOST) + 1):
            widths[code] = width or 0.0
        i += 3


@dataclass(slots=True)
class _Outlines:
    """The boxes of a TrueType font's glyphs (OpenType, glyf: numberOfContours, xMin … yMax)."""

    places: tuple[int, ...]
    glyf: bytes
    em: float

    @classmethod
    def read(cls, program: bytes) -> _Outlines | None:
        tables = directory(program)
        head, loca = tables.get(b"head", b""), tables.get(b"loca", b"")
        if len(head) < 52 or not loca or b"glyf" not in tables:
            return None
        (em,) = struct.unpack_from(">H", head, 18)
        long = struct.unpack_from(">h", head, 50)[0] == 1
        size = 4 if long else 2
        raw = struct.iter_unpack(">L" if long else ">H", loca[: len(loca) // size * size])
        places = tuple(place * (1 if long else 2) for (place,) in raw)
        return cls(places, tables[b"glyf"], em) if em else None

    def box(self, glyph: int) -> Box | None:
        if glyph + 1 >= len(self.places) or self.places[glyph + 1] <= self.places[glyph]:
            return None
        start = self.places[glyph]
        if start + 10 > len(self.glyf):
            return None
        left, low, right, high = struct.unpack_from(">4h", self.glyf, start + 2)
        return left / self.em, low / self.em, right / self.em, high / self.em
