"""Serial numbers over a sheet's tags: what differs from sheet to sheet, in a few operators each.

Where a number stands and in which type is worked out once for all sheets of one look; for each
sheet only the characters are filled in.
"""

from __future__ import annotations

from dataclasses import astuple
from itertools import groupby

from keychain.layout.placed import BLACK, Colour, Font, PlacedTag, QrItem, Side, TextItem
from keychain.pdf.content import Content, is_black
from keychain.pdf.coordinates import matrix, number, text_matrix, times, turned_into
from keychain.pdf.document import Document, byte_string
from keychain.pdf.fonts import load_font
from keychain.pdf.symbol import symbol_operators
from keychain.sheets.model import SheetFace
from keychain.tags.qr import make_symbol
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class _Text:
    """A numbered text on a sheet: its matrix as an operator, and what is around the number."""

    place: int
    matrix: str
    font: Font
    size: float
    colour: Colour
    before: str
    after: str

    @property
    def style(self) -> tuple[str, int, float, Colour]:
        """Texts of one style are drawn together."""
        return self.font.family, self.font.weight, self.size, self.colour


@dataclass(frozen=True, slots=True)
class _Code:
    """A numbered code on a sheet: the matrix from its modules to the sheet as an operator, what it
    says around the number, and its version, the least that any other's may be."""

    place: int
    matrix: str
    version: int
    before: str
    after: str


class Numbering:
    """The numbered items of one look of a sheet."""

    def __init__(self, document: Document, face: SheetFace, tags: tuple[PlacedTag, ...]) -> None:
        self._document = document
        self._codes: list[_Code] = []
        texts: list[_Text] = []
        for cell in face.cells:
            tag, there = tags[cell.tag], turned_into(cell.trim, cell.turn)
            for item in _items(tag, cell.face or face.side):
                if isinstance(item, QrItem):
                    at = times((item.module, 0, 0, item.module, item.x, item.y), there)
                    around = item.symbol.payload.split(tag.serial, 1)
                    one = _Code(cell.place, f"{matrix(at)} cm", item.symbol.version, *around)
                    self._codes.append(one)
                    continue
                at = times(text_matrix(item.x, item.baseline, item.turn), there)
                around = item.text.split(tag.serial, 1)
                style = (item.font, item.size, item.colour)
                texts.append(_Text(cell.place, f"{matrix(at)} Tm", *style, *around))
        # Sorting keeps the order of places within a style.
        texts.sort(key=lambda text: (*text.style[:3], astuple(text.colour)))
        self._texts = [list(group) for _, group in groupby(texts, key=lambda text: text.style)]

    def draw(self, content: Content, serials: tuple[str, ...]) -> None:
        """The serial numbers of a sheet's places."""
        for texts in self._texts:
            one = texts[0]
            font = load_font(one.font)
            content.fill_colour(one.colour, overprint=is_black(one.colour))
            operators, set_in = ["BT"], ""
            for text in texts:
                operators.append(text.matrix)
                said = f"{text.before}{serials[text.place]}{text.after}"
                for name, codes in self._document.show(said, font):
                    if name != set_in:
                        operators.append(f"{name} {number(one.size)} Tf")
                        set_in = name
                    operators.append(f"{byte_string(codes)} Tj")
            content.add(*operators, "ET")
        for code in self._codes:
            content.fill_colour(BLACK, overprint=True)
            said = f"{code.before}{serials[code.place]}{code.after}"
            symbol = make_symbol(said, code.version)
            content.add("q", code.matrix, symbol_operators(symbol), "Q")


def _items(tag: PlacedTag, side: Side) -> tuple[TextItem | QrItem, ...]:
    return (tag.front if side == "front" else tag.back).numbered
