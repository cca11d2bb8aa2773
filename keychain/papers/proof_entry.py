"""A village in the proof: its faces enlarged, and the table of what was read from its sheets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from keychain.geometry import Point
from keychain.layout.measure import Measure
from keychain.papers.draft import Draft
from keychain.papers.paragraph import BOLD, GREY, Paragraph, height_of
from keychain.papers.proof_table import (
    Least,
    ProofVillage,
    draw_table,
    least_columns,
    least_width,
    table_height,
)
from keychain.papers.words import PaperWords
from keychain.values import dataclass

_LARGEST = 2.5
_LARGE = 1.5
"""Times a tag's size: how large faces are at most, and from when they are large enough for
several villages to share a page."""
_MOST = 3
"""Villages on a page."""
_STEP = 0.05
_WIDEST_NUMBER = 8888
"""Stands for an entry's number before it has one."""
_GAP = 4.0
_HEAD = 10.5
"""mm for the village's name over its faces, at least."""
_NAME = 0.48
"""The share of an entry's width that the village's name may take."""
_LABEL = 4.2
"""mm over each face, for its name."""
_AFTER = 4.0
"""mm between an entry and the next."""


@dataclass(frozen=True, slots=True)
class EntryShape:
    """How all entries are set: the faces' ``scale``, one over the other at the left of the table,
    or beside each other ``over`` it; lengths in mm. ``least`` is of all tables, so that their
    columns stand under one another."""

    scale: float
    over: bool
    width: float
    least: Least


def shape_entries(
    villages: Sequence[ProofVillage],
    width: float,
    room: float,
    words: PaperWords,
    measure: Measure,
) -> EntryShape:
    """The shape in which most villages share a page while their faces are large; where they never
    are, the largest faces on a page of their own. ``room`` is a page's height."""
    least = least_columns(villages, words, measure)
    best = EntryShape(_STEP, over=False, width=width, least=least)
    for count in range(_MOST, 0, -1):
        for over in (False, True):
            scale = min(
                _scale(village, width, room / count, least, words, measure, over=over)
                for village in villages
            )
            if scale > best.scale + 1e-9:
                best = EntryShape(scale, over, width, least)
        if best.scale >= _LARGE:
            break
    return best


def _scale(
    village: ProofVillage,
    width: float,
    room: float,
    least: Least,
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
        room -= table_height(village, width, least, words, measure) + _GAP
        across = (width - (faces - 1) * _GAP) / (faces * wide)
        scale = min(across, (room - _LABEL) / high)
    else:
        table = least_width(least)
        if table_height(village, table, least, words, measure) > room:
            return 0.0
        down = (room - (faces - 1) * _GAP - faces * _LABEL) / (faces * high)
        scale = min((width - table - _GAP) / wide, down)
    return min(_LARGEST, math.floor(scale / _STEP + 1e-9) * _STEP)


def entry_height(
    village: ProofVillage, shape: EntryShape, words: PaperWords, measure: Measure
) -> float:
    """How high a village's entry is, with the space after it, mm."""
    high, faces = village.tag.size.height * shape.scale, len(village.sides)
    head = _head_height(village, shape.width, words, measure)
    if shape.over:
        table = table_height(village, shape.width, shape.least, words, measure)
        return head + _LABEL + high + _GAP + table + _AFTER
    table = table_height(village, _table_width(village, shape), shape.least, words, measure)
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
        at, width = Point(x, rect.bottom + _GAP), shape.width
    else:
        width = _table_width(village, shape)
        at = Point(x + shape.width - width, top)
    draw_table(page, village, at, width, shape.least, words)


def _counts(village: ProofVillage, words: PaperWords) -> str:
    parts = [f"{words.say('proof-mark')} {village.mark}"]
    if village.households is not None:
        parts.append(words.say("count-households", count=words.count(village.households)))
    tags, needed = words.count(village.tags), words.count(village.needed)
    parts.append(words.say("proof-tags-of", tags=tags, needed=needed))
    return " · ".join(parts)
