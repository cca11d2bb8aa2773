"""A village in the proof: its faces enlarged, and the table of what was read from its sheets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from keychain.geometry import Point
from keychain.layout.measure import Measure
from keychain.layout.placed import PlacedTag, Side
from keychain.papers.draft import Draft
from keychain.papers.paragraph import BOLD, GREY, Paragraph, height_of
from keychain.papers.table import Column, TableCell, row_height, set_row
from keychain.papers.words import PaperWords
from keychain.values import dataclass

Kind = Literal["village", "mark", "number", "code"]

_LARGEST = 2.5
_LARGE = 1.5
"""Times a tag's size: how large faces are at most, and from when they are large enough for
several villages to share a page."""
_MOST = 3
"""Villages on a page."""
_STEP = 0.05
_WIDEST_NUMBER = 8888
"""Stands for an entry's number before it has one."""
_TABLE = 72.0
_GAP = 4.0
_HEAD = 10.5
"""mm for the village's name over its faces, at least."""
_NAME = 0.48
"""The share of an entry's width that the village's name may take."""
_LABEL = 4.2
"""mm over each face, for its name."""
_ROW = 5.0
_AFTER = 4.0
"""mm between an entry and the next."""


@dataclass(frozen=True, slots=True)
class ProofLine:
    """Something that was read, where, and whether it is what the directory has.

    ``text`` is a village's name, an issue's four characters, a number as printed, or what a code
    holds; ``beside`` the name that a number stands with, or the number that a code dials; both
    are empty where nothing was read.
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


@dataclass(frozen=True, slots=True)
class EntryShape:
    """How all entries are set: the faces' ``scale``, one over the other at the left of the table,
    or beside each other ``over`` it; lengths in mm."""

    scale: float
    over: bool
    width: float


def shape_entries(
    villages: Sequence[ProofVillage],
    width: float,
    room: float,
    words: PaperWords,
    measure: Measure,
) -> EntryShape:
    """The shape in which most villages share a page while their faces are large; where they never
    are, the largest faces on a page of their own. ``room`` is a page's height."""
    best = EntryShape(_STEP, over=False, width=width)
    for count in range(_MOST, 0, -1):
        for over in (False, True):
            scale = min(
                _scale(village, width, room / count, words, measure, over=over)
                for village in villages
            )
            if scale > best.scale + 1e-9:
                best = EntryShape(scale, over, width)
        if best.scale >= _LARGE:
            break
    return best


def _scale(
    village: ProofVillage,
    width: float,
    room: float,
    words: PaperWords,
    measure: Measure,
    *,
    over: bool,
) -> float:
    """The largest scale, a whole number of steps, at which the village's entry fits ``room``."""
    wide, high = village.tag.size.width, village.tag.size.height
    faces = len(village.sides)
    room -= _head_height(village, width, words, measure) + _AFTER
    if over:
        room -= _table_height(village, width, words, measure) + _GAP
        across = (width - (faces - 1) * _GAP) / (faces * wide)
        scale = min(across, (room - _LABEL) / high)
    else:
        if _table_height(village, _TABLE, words, measure) > room:
            return 0.0
        down = (room - (faces - 1) * _GAP - faces * _LABEL) / (faces * high)
        scale = min((width - _TABLE - _GAP) / wide, down)
    return min(_LARGEST, math.floor(scale / _STEP + 1e-9) * _STEP)


def entry_height(
    village: ProofVillage, shape: EntryShape, words: PaperWords, measure: Measure
) -> float:
    """How high a village's entry is, with the space after it, mm."""
    high, faces = village.tag.size.height * shape.scale, len(village.sides)
    head = _head_height(village, shape.width, words, measure)
    if shape.over:
        table = _table_height(village, shape.width, words, measure)
        return head + _LABEL + high + _GAP + table + _AFTER
    table = _table_height(village, _table_width(village, shape), words, measure)
    shown = faces * (_LABEL + high) + (faces - 1) * _GAP
    return head + max(shown, table) + _AFTER


def _head(village: ProofVillage, number: int, words: PaperWords) -> tuple[Paragraph, Paragraph]:
    name = Paragraph(f"{number}. {village.name}", BOLD, 12)
    return name, Paragraph(_counts(village, words), size=9)


def _head_height(village: ProofVillage, width: float, words: PaperWords, measure: Measure) -> float:
    name, counts = _head(village, _WIDEST_NUMBER, words)
    asked = (
        height_of((name,), width * _NAME, measure) + 1.5,
        height_of((counts,), width * (1 - _NAME), measure) + 2.3,
    )
    return max(_HEAD, *(each + 2 for each in asked))


def _table_width(village: ProofVillage, shape: EntryShape) -> float:
    return shape.width - village.tag.size.width * shape.scale - _GAP


def draw_entry(
    page: Draft,
    village: ProofVillage,
    number: int,
    shape: EntryShape,
    x: float,
    y: float,
    words: PaperWords,
) -> None:
    """A village's entry with its top left at ``x``, ``y``."""
    page.rule(Point(x, y), Point(x + shape.width, y))
    name, counts = _head(village, number, words)
    page.write([name], x, y + 1.5, shape.width * _NAME)
    rest = shape.width * (1 - _NAME)
    page.write([counts], x + shape.width - rest, y + 2.3, rest, "right")
    top = y + _head_height(village, shape.width, words, page.measure)
    at = Point(x, top)
    scale = words.say("proof-scale", scale=words.length(shape.scale))
    for side in village.sides:
        label = [Paragraph(f"{words.say(side)}, {scale}", size=8, colour=GREY)]
        page.write(label, at.x, at.y, village.tag.size.width * shape.scale)
        rect = page.show(village.tag, side, Point(at.x, at.y + _LABEL), shape.scale)
        at = Point(rect.right + _GAP, top) if shape.over else Point(x, rect.bottom + _GAP)
    if shape.over:
        _draw_table(page, village, x, rect.bottom + _GAP, shape.width, words)
    else:
        width = _table_width(village, shape)
        _draw_table(page, village, x + shape.width - width, top, width, words)


def _counts(village: ProofVillage, words: PaperWords) -> str:
    parts = [f"{words.say('proof-mark')} {village.mark}"]
    if village.households is not None:
        parts.append(words.say("count-households", count=words.count(village.households)))
    tags, needed = words.count(village.tags), words.count(village.needed)
    parts.append(words.say("proof-tags-of", tags=tags, needed=needed))
    return " · ".join(parts)


def _columns(width: float) -> tuple[Column, ...]:
    rest = width - 15 - 10
    return (Column(rest * 0.48), Column(rest * 0.52), Column(15), Column(10, "centre"))


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
        elif line.kind == "code":
            what = [Paragraph(line.beside or text, BOLD, 10.5)]
            beside = words.say(label, uri=text)
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


def _table_height(
    village: ProofVillage, width: float, words: PaperWords, measure: Measure
) -> float:
    columns = _columns(width)
    rows = sum(row_height(row, columns, _ROW, measure) for row in _table(village, words))
    return rows + 1 + height_of(_facts(village, words), width, measure)


def _draw_table(
    page: Draft, village: ProofVillage, x: float, y: float, width: float, words: PaperWords
) -> None:
    columns = _columns(width)
    lines = []
    for index, row in enumerate(_table(village, words)):
        height = row_height(row, columns, _ROW, page.measure)
        page.texts += set_row(row, columns, x, y, height, page.measure, f"line-{index}")
        if index:
            size = 3.2
            corner = Point(x + width - columns[-1].width / 2 - size / 2, y + (height - size) / 2)
            page.tick(corner, size, village.lines[index - 1].right)
        y += height
        lines.append((Point(x, y), Point(x + width, y)))
    page.rules(lines)
    page.write(_facts(village, words), x, y + 1, width)
