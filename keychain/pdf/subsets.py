"""What a document draws with a font: codes for its letters, and the font cut down to them.

A simple font has 256 codes (ISO 32000-1, 9.6.3), so a document that draws more letters with one
font has several subsets of it. reportlab parses fonts and cuts them; the objects are written here,
since reportlab's own take longer than the cutting.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import groupby

from keychain.pdf.coordinates import number
from keychain.pdf.fonts import EMBEDDING, NO_BREAK_SPACE, LoadedFont
from keychain.values import dataclass

FIRST = 33
"""The first letter's code: below lie the space and what some readers take as control characters."""
LAST = 255
COMPRESSION = 6
"""zlib's 9 takes four times as long for a file 5 % smaller."""

_MAPPINGS = 100
"""Lines in a section of a ToUnicode map at most (Adobe Technical Note 5014, 1.4)."""


class Subsets:
    """The subsets of one font in a document. The first begins with ``letters``, used or not, so
    that documents that begin alike embed the same."""

    def __init__(self, font: LoadedFont, letters: str = "") -> None:
        self.font = font
        self.extended = False
        """Whether there are others than those that it began with."""
        self._first = self._name(0)
        self._codes = {" ": 32, NO_BREAK_SPACE: 32}
        self._letters = [""]
        if letters:
            codes, drawn = _beginning(font, letters)
            self._codes, self._letters = dict(codes), [drawn]

    def runs(self, text: str) -> list[tuple[str, bytes]]:
        """``text`` as runs: the name of a subset, and the codes in it."""
        text = self.font.as_drawn(text)
        if not text:
            return []
        codes = self._codes
        try:
            found = list(map(codes.__getitem__, text))
        except KeyError:
            for letter in text:
                if letter not in codes:
                    self._take(letter)
            found = list(map(codes.__getitem__, text))
        if len(self._letters) == 1:
            return [(self._first, bytes(found))]
        return [
            (self._name(subset), bytes(code & 0xFF for code in run))
            for subset, run in groupby(found, key=lambda code: code >> 8)
        ]

    def cut(self) -> list[tuple[str, CutFont]]:
        """The name of each subset, and what there is of the font."""
        return [
            (self._name(index), cut_font(self.font, drawn, index))
            for index, drawn in enumerate(self._letters)
        ]

    def _name(self, subset: int) -> str:
        return f"{self.font.short}+{subset}"

    def _take(self, letter: str) -> None:
        if ord(letter) not in self.font.reportlab.face.charToGlyph:
            self._codes[letter] = 0
            return
        self.extended = True
        if FIRST + len(self._letters[-1]) > LAST:
            self._letters.append("")
        self._codes[letter] = 256 * (len(self._letters) - 1) + FIRST + len(self._letters[-1])
        self._letters[-1] += letter


@lru_cache
def _beginning(font: LoadedFont, letters: str) -> tuple[dict[str, int], str]:
    """The codes of ``letters``, and those of them that the font has."""
    begun = Subsets(font)
    begun.runs(letters)
    (drawn,) = begun._letters  # more would not be a beginning
    return begun._codes, drawn


@dataclass(frozen=True, slots=True)
class CutFont:
    """A subset's objects: ``program`` and ``to_unicode`` are compressed streams, ``size`` is the
    program's; ``descriptor`` and ``font`` are entries of dictionaries."""

    program: bytes
    size: int
    to_unicode: bytes
    descriptor: str
    font: str


@lru_cache(maxsize=16)
def cut_font(font: LoadedFont, drawn: str, index: int) -> CutFont:
    """The subset ``index`` of ``font``, whose codes from ``FIRST`` on are the letters ``drawn``."""
    face = font.reportlab.face
    points = [0, *[32] * (FIRST - 1), *map(ord, drawn)]
    with EMBEDDING:
        program: bytes = face.makeSubset(points)
    name = f"AAAAA{chr(ord('A') + index)}+{face.name.decode('ascii')}"
    symbolic = face.flags & ~(1 << 5) | 1 << 2  # table 123: codes are the font's own
    box = " ".join(map(number, face.bbox))
    widths = " ".join(number(face.getCharWidth(point), 1) for point in points[32:])
    return CutFont(
        program=zlib.compress(program, COMPRESSION),
        size=len(program),
        to_unicode=zlib.compress(_to_unicode(name, drawn, font), COMPRESSION),
        descriptor=(
            f"/Type/FontDescriptor/FontName/{name}/Flags {symbolic}/FontBBox[{box}]"
            f"/Ascent {number(face.ascent)}/Descent {number(face.descent)}"
            f"/CapHeight {number(face.capHeight)}/ItalicAngle {number(face.italicAngle)}"
            f"/StemV {number(face.stemV)}/MissingWidth {number(face.defaultWidth)}"
        ),
        font=(
            f"/Type/Font/Subtype/TrueType/BaseFont/{name}"
            f"/FirstChar 32/LastChar {len(points) - 1}/Widths[{widths}]"
        ),
    )


def _to_unicode(name: str, drawn: str, font: LoadedFont) -> bytes:
    """The map from codes to text (ISO 32000-1, 9.10.3). Private code points copy out as the
    letters that they stand for."""
    public = {point: letter for letter, point in font.private.items()}
    lines = [
        f"<{code:02X}> <{public.get(letter, letter).encode('utf-16-be').hex().upper()}>"
        for code, letter in enumerate(" " + drawn, FIRST - 1)
    ]
    parts = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        f"/CIDSystemInfo\n<< /Registry ({name})\n/Ordering ({name})\n/Supplement 0\n>> def",
        f"/CMapName /{name} def\n/CMapType 2 def",
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange",
    ]
    for start in range(0, len(lines), _MAPPINGS):
        section = lines[start : start + _MAPPINGS]
        parts += [f"{len(section)} beginbfchar", *section, "endbfchar"]
    parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return "\n".join(parts).encode("ascii")
