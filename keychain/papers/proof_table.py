"""The table of a village in the proof: what was read from its sheets, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from keychain.geometry import Point
from keychain.layout.measure import Measure
from keychain.layout.placed import PlacedTag, Side
from keychain.layout.typesetting import line_width
from keychain.papers.draft import Draft
from keychain.papers.paragraph import BOLD, GREY, Paragraph, height_of
from keychain.papers.table import PAD, Column, TableCell, row_height, set_row
from keychain.papers.words import PaperWords
from keychain.values import dataclass

Kind = Literal["village", "mark", "number", "code", "card"]

Least = tuple[float, float]
"""How wide a table's first two columns are at least, mm, so that no number in them is broken."""

_NARROWEST = 72.0
"""mm of a table beside faces, where its numbers need no more."""
_FACE, _RIGHT = 15.0, 10.0
"""mm for a table's last two columns."""
_ROW = 5.0


@dataclass(frozen=True, slots=True)
class ProofLine:
    """Something that was read, where, and whether it is what the directory has.

    ``text`` is a village's name, an issue's four characters, a number as printed, or what a code
    holds, of a contact card its name and number; ``beside`` the name that a number stands with, or
    the number that a code dials or keeps; both are empty where nothing was read.
    """

    kind: Kind
    text: str
    beside: str
    sides: tuple[Side, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class ProofVillage:
    """A village: its tag as it was laid out, and what was read from the file of its sheets.

    ``name`` is the directory's. ``digest`` are the first characters of the file's SHA-256;
    ``places`` how many of its tags were read, ``alike`` whether they all say the same, but for
    their serial numbers: ``numbers`` are the first and the last, None where they have none.
    """

    name: str
    mark: str
    tag: PlacedTag
    sides: tuple[Side, ...]
    lines: tuple[ProofLine, ...]
    households: int | None
    needed: int
    tags: int
    file: str
    digest: str
    places: int
    alike: bool
    numbers: tuple[str, str] | None = None


def _columns(width: float, least: Least) -> tuple[Column, ...]:
    rest = width - _FACE - _RIGHT
    number = min(max(rest * 0.48, least[0]), rest - least[1])
    return (Column(number), Column(rest - number), Column(_FACE), Column(_RIGHT, "centre"))


def least_columns(villages: Sequence[ProofVillage], words: PaperWords, measure: Measure) -> Least:
    """What no table of the ``villages`` may go below."""
    first = second = 0.0
    for village in villages:
        rows = _table(village, words)[1:]
        for line, ((number,), (beside,), *_) in zip(village.lines, rows, strict=True):
            # What dials no number of the village's is somebody else's, and of any length.
            if line.kind == "number" or line.beside:
                first = max(first, _width(number, number.text, measure))
            if line.kind in ("code", "card") and line.beside:
                second = max(second, _width(beside, line.text, measure))
    return first, second


def _width(set_as: Paragraph, text: str, measure: Measure) -> float:
    return line_width(text, set_as.font, set_as.size, measure) + 2 * PAD


def least_width(least: Least) -> float:
    """How wide a table with such columns is at least, mm."""
    return max(_NARROWEST, sum(least) + _FACE + _RIGHT)


def _table(village: ProofVillage, words: PaperWords) -> list[tuple[TableCell, ...]]:
    """The title row and a row a line."""
    titles = ("proof-number", "proof-name", "proof-face", "proof-right")
    rows: list[tuple[TableCell, ...]] = [
        tuple((Paragraph(words.say(key), size=8, colour=GREY),) for key in titles)
    ]
    for line in village.lines:
        text = line.text or words.say("proof-absent")
        label = f"proof-line-{line.kind}"
        if line.kind == "number":
            what = [Paragraph(text, BOLD, 10.5)]
            beside = line.beside or words.say("proof-nobody")
        elif line.kind in ("code", "card"):
            what = [Paragraph(line.beside or text, BOLD, 10.5)]
            beside = words.say(label, said=text)
        else:
            what = [Paragraph(text, BOLD, 9.5)]
            beside = words.say(label)
        faces = ", ".join(words.say(f"proof-{side}") for side in line.sides)
        cells = (tuple(what), (Paragraph(beside, size=8.5),), (Paragraph(faces, size=8.5),), ())
        rows.append(cells)
    return rows


def _facts(village: ProofVillage, words: PaperWords) -> tuple[Paragraph, ...]:
    values = {"count": words.count(village.places)}
    places = "proof-place-count" if village.alike else "proof-places-differ"
    if village.alike and village.numbers:
        places = "proof-places-numbered"
        values["first"], values["last"] = village.numbers
    return (
        Paragraph(words.say(places, **values), size=8.5, colour=GREY),
        Paragraph(
            words.say("proof-read-from", file=village.file, digest=village.digest),
            size=8.5,
            colour=GREY,
        ),
    )


def table_height(
    village: ProofVillage,
    width: float,
    least: Least,
    words: PaperWords,
    measure: Measure,
) -> float:
    """How high a village's table is with the facts under it, mm."""
    columns = _columns(width, least)
    rows = sum(row_height(row, columns, _ROW, measure) for row in _table(village, words))
    return rows + 1 + height_of(_facts(village, words), width, measure)


def draw_table(
    page: Draft, village: ProofVillage, at: Point, width: float, least: Least, words: PaperWords
) -> None:
    """A village's table and the facts under it, with its top left ``at``."""
    columns, y = _columns(width, least), at.y
    lines = []
    for index, row in enumerate(_table(village, words)):
        height = row_height(row, columns, _ROW, page.measure)
        page.texts += set_row(row, columns, at.x, y, height, page.measure, f"line-{index}")
        if index:
            size = 3.2
            across = at.x + width - columns[-1].width / 2 - size / 2
            corner = Point(across, y + (height - size) / 2)
            page.tick(corner, size, village.lines[index - 1].right)
        y += height
        lines.append((Point(at.x, y), Point(at.x + width, y)))
    page.rules(lines)
    page.write(_facts(village, words), at.x, y + 1, width)
