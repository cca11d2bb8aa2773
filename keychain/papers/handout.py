"""The hand-out list of a village: a row a tag, in which its household signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from keychain.contacts.model import Language
from keychain.geometry import Point, Rect
from keychain.layout.measure import Measure, source_of
from keychain.layout.placed import BLACK, Colour
from keychain.layout.sheet_spec import PAPERS
from keychain.layout.typesetting import line_width
from keychain.papers.draft import Draft
from keychain.papers.letters import LETTERS
from keychain.papers.model import PaperBook, Stencil, TextColumn
from keychain.papers.paragraph import BOLD, GREY, Paragraph, height_of
from keychain.papers.table import Column, TableCell, row_height, set_row, split_rows
from keychain.papers.words import PaperWords, paper_words
from keychain.values import dataclass

PAPER = PAPERS["A4"]
LEFT, RIGHT, TOP, BOTTOM = 20.0, 12.0, 13.0, 12.0
"""mm of paper around what is written; the left is wider, for whoever files the list."""
WIDTH = PAPER.width - LEFT - RIGHT
ROW = 8.6
"""mm; what a signature takes."""
COLUMNS = tuple(Column(width, "centre") for width in (12, 61, 15, 24, 37, 29))
NUMBERED_COLUMNS = tuple(Column(width, "centre") for width in (11, 29, 51, 13, 20, 32, 22))
"""With the serial number behind the row's own."""
_KEYS = ("number", "name", "count", "date", "signature", "note")
_NUMBERED_KEYS = ("number", "serial", *_KEYS[1:])
_FOOT = PAPER.height - BOTTOM
_LATER = TOP + 6.5
"""Where the table begins on further pages, under their running head."""
_SIGNING = 34.0
_HEAD = Colour(0, 0, 0, 0.1)
_FACTS = ((24.0, 18.0), (20.0, 16.0), (14.0, 30.0), (24.0, 26.0))
"""mm that the name and the value of each short fact take."""


@dataclass(frozen=True, slots=True)
class HandoutList:
    """What is known of a village's tags before they are handed out; of households nothing is.

    ``place`` is the commune with its district and province; ``households`` None where nobody knows
    how many there are; ``serials`` are the tags' serial numbers, empty where they have none.
    """

    language: Language
    title: str | None
    village: str
    commune: str
    place: str
    day: date
    mark: str
    tags: int
    households: int | None
    serials: tuple[str, ...] = ()


def compose_list(handout: HandoutList, measure: Measure) -> PaperBook:
    """As many rows as tags, the head of the table on every page, sums and signatures on the
    last."""
    words = paper_words(handout.language)
    first = Draft(PAPER, measure)
    top = _head(first, handout, words)
    source = source_of(measure)
    numbered = bool(handout.serials)
    head = _head_row(handout.language, numbered, source)
    closing = Paragraph(words.say("list-sum", tags=handout.tags), size=10)
    sums = height_of((closing,), WIDTH, measure) + 3
    pages = split_rows(
        [ROW] * handout.tags, _FOOT - top - head - 5, _FOOT - _LATER - head - 5, sums + _SIGNING
    )
    drafts = [first, *(Draft(PAPER, measure) for _ in pages[1:])]
    for number, (page, rows) in enumerate(zip(drafts, pages, strict=True), 1):
        y = top
        if number > 1:
            y = _LATER
            told = words.say(
                "list-more", village=handout.village, commune=handout.commune, mark=handout.mark
            )
            page.write([Paragraph(told, size=8.5, colour=GREY)], LEFT, TOP, WIDTH)
        page.stencil(_table(handout.language, numbered, rows.start, rows.stop, source), y)
        if numbered:
            own = handout.serials[rows.start : rows.stop]
            page.columns.append(_serials(own, y + head, source))
        y += head + ROW * len(rows)
        if number == len(pages):
            y = page.write([closing], LEFT, y + 2, WIDTH)
            page.stencil(_signing(handout.language, source), y + 2)
        page.stencil(_page_number(handout.language, number, len(pages), source))
    title = words.say("list-title", place=f"{handout.village}, {handout.place}")
    return PaperBook(title, handout.language, tuple(page.finished() for page in drafts), LETTERS)


def _head(page: Draft, handout: HandoutList, words: PaperWords) -> float:
    """Whose list it is, its title, and what is known; where that ends."""
    title = handout.title or words.say("list-what")
    source = source_of(page.measure)
    office, y = _office(handout.language, handout.commune, title, source)
    page.stencil(office)
    return _known(page, handout, words, y) + 3


@lru_cache(maxsize=8)
def _office(language: Language, commune: str, what: str, measure: Measure) -> tuple[Stencil, float]:
    """How papers of an office begin (Decree 30/2020/NĐ-CP, annex I) and the title, the same for all
    villages of a commune; where that ends."""
    words, page = paper_words(language), Draft(PAPER, measure)
    half = WIDTH * 0.42
    office = words.say("list-office", commune=commune)
    if words.say("list-nation"):
        office = office.upper()
    left = page.write([Paragraph(office, BOLD, 10.5)], LEFT, TOP, half, "centre")
    page.rule(Point(LEFT + half / 2 - 11, left + 0.6), Point(LEFT + half / 2 + 11, left + 0.6))
    nation = [
        Paragraph(words.say("list-nation"), BOLD, 10.5),
        Paragraph(words.say("list-motto"), BOLD, 10.5),
    ]
    y = left
    if nation[0].text:
        x, width = LEFT + half, WIDTH - half
        y = page.write(nation, x, TOP, width, "centre")
        page.rule(Point(x + width / 2 - 19, y + 0.6), Point(x + width / 2 + 19, y + 0.6))
    y = max(left, y) + 5
    title = [Paragraph(words.say("list-head"), BOLD, 17), Paragraph(what, size=12)]
    y = page.write(title, LEFT, y, WIDTH, "centre") + 2.5
    return page.as_stencil(), y


def _known(page: Draft, handout: HandoutList, words: PaperWords, y: float) -> float:
    """The village across the page, and under it short facts side by side."""
    place = f"{handout.village}, {handout.place}"
    label = 24.0
    page.write([_label(words.say("list-village"))], LEFT, y + 0.3, label)
    y = page.write([Paragraph(place, BOLD, 11)], LEFT + label, y, WIDTH - label) + 0.8
    facts = [("list-tags", words.count(handout.tags))]
    if handout.households is not None:
        facts.append(("list-households", words.count(handout.households)))
    facts += [("list-mark", handout.mark), ("list-day", words.day(handout.day))]
    x, bottom = LEFT, y
    for (key, value), (across, width) in zip(
        facts, _FACTS[:1] + _FACTS[1 - len(facts) :], strict=True
    ):
        named = page.write([_label(words.say(key))], x, y + 0.2, across)
        told = page.write([Paragraph(value, BOLD, 10)], x + across, y, width)
        x += across + width
        bottom = max(bottom, named, told)
    return bottom


def _label(text: str) -> Paragraph:
    return Paragraph(text, size=9.5, colour=GREY)


def _columns(numbered: bool) -> tuple[Column, ...]:
    return NUMBERED_COLUMNS if numbered else COLUMNS


def _titles(words: PaperWords, numbered: bool) -> tuple[TableCell, ...]:
    keys = _NUMBERED_KEYS if numbered else _KEYS
    return tuple((Paragraph(words.say(f"col-{key}"), BOLD, 9.5),) for key in keys)


def _serials(serials: Sequence[str], y: float, measure: Measure) -> TextColumn:
    """The serial numbers of rows that begin at ``y``: equally wide, so that one is set for all."""
    blank: TableCell = (Paragraph("", size=10),)
    cells = (blank, (Paragraph(serials[0], size=10),))
    (one,) = set_row(cells, NUMBERED_COLUMNS[:2], LEFT, y, ROW, measure)
    return TextColumn(one, tuple(serials[1:]), ROW)


@lru_cache(maxsize=8)
def _head_row(language: Language, numbered: bool, measure: Measure) -> float:
    """How high the head of the table is, mm."""
    titles = _titles(paper_words(language), numbered)
    return row_height(titles, _columns(numbered), 7.5, measure)


@lru_cache(maxsize=128)
def _table(language: Language, numbered: bool, start: int, stop: int, measure: Measure) -> Stencil:
    """The table's head and blank rows from the one after ``start`` to ``stop``, with all lines."""
    columns, titles = _columns(numbered), _titles(paper_words(language), numbered)
    page, head = Draft(PAPER, measure), _head_row(language, numbered, measure)
    page.fill(Rect(LEFT, 0, WIDTH, head), _HEAD)
    page.texts += set_row(titles, columns, LEFT, 0, head, measure, "head")
    lines = [
        (Point(LEFT, 0), Point(LEFT + WIDTH, 0)),
        (Point(LEFT, head), Point(LEFT + WIDTH, head)),
    ]
    # Hundreds of rows differ in their number alone, so only one is set like a row of a table.
    (one,) = set_row(((Paragraph("1", size=10),),), columns[:1], LEFT, 0.0, ROW, measure)
    middle, y = one.x + one.width / 2, head
    for row in range(start, stop):
        number = str(row + 1)
        width = line_width(number, one.font, one.size, measure)
        left, baseline, box = middle - width / 2, y + one.baseline, f"row-{number}"
        page.texts.append(
            replace(one, text=number, x=left, baseline=baseline, width=width, box=box)
        )
        y += ROW
        lines.append((Point(LEFT, y), Point(LEFT + WIDTH, y)))
    x = LEFT
    lines.append((Point(x, 0), Point(x, y)))
    for column in columns:
        x += column.width
        lines.append((Point(x, 0), Point(x, y)))
    page.rules(lines, 0.15, BLACK)
    return page.as_stencil()


@lru_cache(maxsize=128)
def _page_number(language: Language, number: int, count: int, measure: Measure) -> Stencil:
    page = Draft(PAPER, measure)
    counted = paper_words(language).say("page", n=number, m=count)
    page.write([Paragraph(counted, size=8.5, colour=GREY)], LEFT, _FOOT - 2, WIDTH, "right")
    return page.as_stencil()


@lru_cache(maxsize=8)
def _signing(language: Language, measure: Measure) -> Stencil:
    """Where and when, and who gave the tags and who saw it."""
    words, page, half = paper_words(language), Draft(PAPER, measure), WIDTH / 2
    italic = Paragraph(words.say("list-place-day"), size=10)
    y = page.write([italic], LEFT + half, 0, half, "centre") + 0.5
    for index, who in enumerate(("witness", "giver")):
        told = [
            Paragraph(words.say(f"list-{who}"), BOLD, 10.5),
            Paragraph(words.say("list-sign"), size=9, colour=GREY),
        ]
        page.write(told, LEFT + index * half, y, half, "centre")
    return page.as_stencil()
