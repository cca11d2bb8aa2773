"""Finds the cells of a list that were typed for old fonts, and gives them in Unicode."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keychain.contacts.importing.reading.old_fonts import (
    CONVERSIONS,
    OldFont,
    may_be_for,
    only_latin,
)
from keychain.contacts.importing.reading.syllables import doubtful_words, is_syllable, likeness
from keychain.diagnostics import Diagnostic, Place, warning
from keychain.text import excerpt
from keychain.values import dataclass

LIST_OLD_FONT = warning("list-old-font", "names were converted, and a conversion can be wrong")

_LEAST = 0.8
"""How many of the words in question must be Vietnamese after a conversion, of 1."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as the file has it, and what its font says of it, if that is known."""

    text: str
    font: OldFont | None = None
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """``font``: the table that a list follows. ``throughout``: every cell does."""

    font: OldFont
    throughout: bool


def find_scheme(texts: Iterable[str]) -> Scheme | None:
    """The table that texts without a known font follow, or None where they are Unicode.

    Evidence are words that cannot be Vietnamese as they stand and can be once converted.
    """
    marked = [text for text in texts if doubtful_words(text)]
    latin = [text for text in marked if only_latin(text)]
    suspects = [text for text in latin if not _reads(text)]
    best: OldFont | None = None
    score = _LEAST
    for font, convert in CONVERSIONS.items():
        right, words = likeness(
            convert(text) if may_be_for(font, text) else text for text in suspects
        )
        # UTF-8 that was undone leaves fewer words, or none: it cannot be undone by chance.
        if words and right / words > score:
            best, score = font, right / words
    if best is None:
        return None
    return Scheme(best, len(latin) == len(marked) and 2 * len(suspects) >= len(latin))


def recover(
    cells: Sequence[Typed], file: str, scheme: Scheme | None
) -> tuple[list[str], list[Diagnostic]]:
    """Each cell's text in Unicode, and one warning a table that was converted from."""
    texts: list[str] = []
    told: dict[OldFont, list[tuple[str, str]]] = {}
    for cell in cells:
        text = _recovered(cell, scheme)
        texts.append(text)
        if text != cell.text:
            font = cell.font or (scheme.font if scheme else "TCVN3")
            told.setdefault(font, []).append((cell.text, text))
    found = [
        LIST_OLD_FONT(
            Place(file, 0, 0),
            font=font,
            count=len(pairs),
            before=excerpt(pairs[0][0]),
            after=excerpt(pairs[0][1]),
        )
        for font, pairs in told.items()
    ]
    return texts, found


def _recovered(cell: Typed, scheme: Scheme | None) -> str:
    text = cell.text
    if cell.font is not None:
        if not may_be_for(cell.font, text):
            return text
        shown = CONVERSIONS[cell.font](text)
        if doubtful_words(text) and not _reads(shown) and _reads(text):
            # A font of the old kind over a name that was typed in Unicode.
            return text
        return shown.upper() if cell.capitals else shown
    if scheme is None or not doubtful_words(text) or not may_be_for(scheme.font, text):
        return text
    shown = CONVERSIONS[scheme.font](text)
    right, words = likeness((shown,))
    if scheme.throughout:
        return shown if right >= _LEAST * words else text
    return shown if right == words and not _reads(text) else text


def _reads(text: str) -> bool:
    return all(map(is_syllable, doubtful_words(text)))
