"""The bundled fonts: their metrics for the layout engine, and reportlab's objects for drawing.

A font is parsed when it is first used, once a process. What a document draws with it is kept by
reportlab for that document alone, so one document leaves no trace in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from threading import Lock
from typing import Any

from keychain.layout.placed import Font
from keychain.values import dataclass

FOLDERS = {
    "Be Vietnam Pro": "BeVietnamPro",
    "Noto Sans": "NotoSans",
    "Roboto Condensed": "RobotoCondensed",
}
STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_MARK = re.compile("[\u0300-\u036f]")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
"""A letter with its combining marks, of which the bundled fonts have these only."""

_NOT_FOR_PRINTING = ("name", "OS/2")
"""Tables of a font that a PDF does not ask for (ISO 32000-1, 9.9), a seventh of what is embedded;
its licence lies beside it."""

_PRIVATE = range(0xE000, 0xF900)

EMBEDDING = Lock()
"""Held while a font is cut, which moves its cursor: a parsed font is shared by all documents of the
process."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedFont:
    """A parsed font.

    ``short`` is its name in content streams, ``/RC400`` for Roboto Condensed Regular;
    ``reportlab`` is reportlab's object. ``widths`` gives the em widths of the letters that it can
    draw: single characters, and where the font has a glyph for it, a letter with its mark.
    ``private`` has the private code points of the latter.
    """

    short: str
    reportlab: Any
    widths: dict[str, float]
    missing_width: float
    private: dict[str, str]

    def as_drawn(self, text: str) -> str:
        """``text`` with a single character for every glyph."""
        if not self.private or _MARK.search(text) is None:
            return text
        return "".join(self.private.get(letter, letter) for letter in letters(text))


def letters(text: str) -> list[str]:
    """``text`` as letters, each with the combining marks that follow it."""
    return list(text) if _MARK.search(text) is None else _CLUSTER.findall(text)


@lru_cache
def load_font(font: Font) -> LoadedFont:
    """The bundled font, parsed and known to reportlab as ``Folder-weight``.

    Raises LookupError where there is no such family or weight.
    """
    # With Pillow and more, for whoever sets text: a build in which nothing is new does not.
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if font.family not in FOLDERS or font.weight not in STYLES:
        raise LookupError(f"no bundled font {font.family} {font.weight}")
    folder = files("keychain").joinpath("data", "fonts", FOLDERS[font.family])
    data = folder.joinpath(f"{folder.name}_{font.weight}{STYLES[font.weight]}.ttf")
    if not data.is_file():
        raise LookupError(f"no bundled font {font.family} {font.weight}")
    loaded = TTFont(f"{folder.name}-{font.weight}", BytesIO(data.read_bytes()), asciiReadable=False)
    for table in _NOT_FOR_PRINTING:
        loaded.face.table.pop(table, None)
    pdfmetrics.registerFont(loaded)
    private = _private_letters(folder)
    widths: dict[str, float] = {}
    for code, width in loaded.face.charWidths.items():
        # A mark by itself would be drawn where the pen is, through the letter or beside it.
        if code not in _PRIVATE and _MARK.match(chr(code)) is None:
            widths[chr(code)] = width / 1000
    for letter, code_point in private.items():
        widths[letter] = loaded.face.charWidths[ord(code_point)] / 1000
    # reportlab draws a no-break space as a space.
    widths[NO_BREAK_SPACE] = widths[" "]
    short = f"/{''.join(filter(str.isupper, folder.name))}{font.weight}"
    return LoadedFont(short, loaded, widths, loaded.face.defaultWidth / 1000, private)


def _private_letters(folder: Traversable) -> dict[str, str]:
    """The letters without a code point of their own that the font was given glyphs for."""
    listed = folder.joinpath("letters.txt")
    if not listed.is_file():
        return {}
    lines = listed.read_text(encoding="utf-8").splitlines()
    return {letter: chr(int(code, 16)) for code, letter in map(str.split, lines)}


def begin_subset(pdf: Any, font: LoadedFont) -> None:
    """Let ``font`` be drawn with in reportlab's document ``pdf``.

    Codes begin at 33: below lie what some readers take as control characters.
    """
    font.reportlab._assignState(pdf, asciiReadable=False).nextCode = 33


def embed_fonts(pdf: Any, fonts: Iterable[LoadedFont]) -> None:
    """Put the subsets that ``pdf`` draws with into it."""
    with EMBEDDING:
        for font in fonts:
            font.reportlab.addObjects(pdf)
            if font.private:
                _name_private_letters(pdf, font)


def _name_private_letters(pdf: Any, font: LoadedFont) -> None:
    """Private code points copy out as the letters that they stand for."""
    name = "+" + font.reportlab.face.name.decode("ascii")
    for key, stream in pdf.idToObject.items():
        if key.startswith("toUnicodeCMap:") and key.endswith(name):
            for letter, code_point in font.private.items():
                text = letter.encode("utf-16-be").hex().upper()
                private = f"<{ord(code_point):04X}>\n"
                stream.content = stream.content.replace(private, f"<{text}>\n")


class FontMeasure:
    """What the bundled fonts measure, for the layout engine (``layout.measure.Measure``)."""

    def width(self, text: str, font: Font) -> float:
        """Advance width of ``text`` in em, without kerning, as it will be drawn."""
        loaded = load_font(font)
        widths, missing = loaded.widths, loaded.missing_width
        return sum([widths.get(letter, missing) for letter in letters(text)])

    def lacks(self, text: str, font: Font) -> str:
        """The letters of ``text`` that ``font`` cannot draw, each once, in order.

        Where it has the letter but not with its mark, the mark is what it lacks.
        """
        widths = load_font(font).widths
        if all(map(widths.__contains__, letters(text))):
            return ""
        lacking: dict[str, None] = {}
        for letter in letters(text):
            if letter not in widths:
                known = letter[0] in widths and len(letter) > 1
                lacking.update(dict.fromkeys(letter[1:] if known else letter))
        return "".join(lacking)
