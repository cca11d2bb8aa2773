"""Lines of text as operators."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from keychain.geometry import PT_PER_MM, Turn
from keychain.layout.placed import TextItem
from keychain.papers.model import TextColumn
from keychain.pdf.content import Content, is_black
from keychain.pdf.coordinates import matrix, number, text_matrix
from keychain.pdf.document import Document, byte_string
from keychain.pdf.fonts import load_font


def draw_texts(content: Content, texts: Iterable[TextItem], document: Document) -> None:
    """Lines of text."""
    for text in texts:
        draw_text(content, text, document)


@lru_cache(maxsize=4096)
def _place(x: float, baseline: float, turn: Turn) -> str:
    """Where a line begins: on a thousand pages in the same place."""
    return f"{matrix(text_matrix(x, baseline, turn))} Tm"


def draw_text(content: Content, item: TextItem, document: Document) -> None:
    """A line of text; black overprints, colours and white knock out."""
    content.fill_colour(item.colour, overprint=is_black(item.colour))
    content.add("BT", _place(item.x, item.baseline, item.turn))
    for name, codes in document.show(item.text, load_font(item.font)):
        content.add(f"{name} {number(item.size)} Tf {byte_string(codes)} Tj")
    content.add("ET")


def draw_column(content: Content, column: TextColumn, document: Document) -> None:
    """Lines of text under one another: what they have in common is said once."""
    first = column.first
    content.fill_colour(first.colour, overprint=is_black(first.colour))
    at = text_matrix(first.x, first.baseline, first.turn)
    operators = ["BT", f"{matrix(at)} Tm", f"{number(column.step * PT_PER_MM)} TL"]
    font, set_in = load_font(first.font), ""
    for text in (first.text, *column.others):
        for name, codes in document.show(text, font):
            if name != set_in:
                operators.append(f"{name} {number(first.size)} Tf")
                set_in = name
            operators.append(f"{byte_string(codes)} Tj")
        operators.append("T*")
    content.add(*operators, "ET")
