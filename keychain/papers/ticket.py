"""The job ticket: one page to hand over with the files, what to print on what, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keychain.contacts.model import Language
from keychain.geometry import Point, Rect, mm_of_pt
from keychain.layout.measure import Measure
from keychain.layout.placed import BLACK, PlacedTag
from keychain.layout.sheet_spec import PAPERS
from keychain.papers.draft import Draft
from keychain.papers.model import PaperBook
from keychain.papers.paragraph import BOLD, DISPLAY, GREY, ROMAN, Paragraph
from keychain.papers.picture import place_picture
from keychain.papers.settings import Setting
from keychain.papers.table import Column, row_height, split_rows
from keychain.papers.ticket_files import (
    CLOSE_ROW,
    LARGE,
    LEAST_ROW,
    ROW,
    SMALL,
    Row,
    TicketFile,
    draw_rows,
    file_columns,
    file_rows,
    head_row,
    sum_row,
)
from keychain.papers.ticket_foot import SIGNING, draw_notes, draw_signing
from keychain.papers.words import PaperWords, paper_words
from keychain.values import dataclass

PAPER = PAPERS["A4"]
LEFT, TOP, BOTTOM = 12.0, 11.0, 10.0
"""mm of paper around what is written: more than any office printer cannot print."""
WIDTH = PAPER.width - 2 * LEFT
_FOOT = PAPER.height - BOTTOM
_CONTINUED = 6.0


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket tells. ``place`` is the commune with its district and province; ``villages``
    how many the commune has; ``missing`` the names of those that were to be printed and are in no
    file; ``settings`` what to set on the printer and the knife; ``paper`` what sheets are of, None
    for pages of one tag each; ``tag`` is one of the tags, of the village ``sample``."""

    language: Language
    title: str | None
    commune: str
    place: str
    day: date
    files: tuple[TicketFile, ...]
    villages: int
    missing: tuple[str, ...]
    settings: tuple[Setting, ...]
    paper: str | None
    tag: PlacedTag
    sample: str

    @property
    def tags(self) -> int:
        """The tags in all files."""
        return sum(village.tags for file in self.files for village in file.villages)

    @property
    def needed(self) -> int:
        """The tags that were asked for."""
        return sum(village.needed for file in self.files for village in file.villages)

    @property
    def sheets(self) -> int:
        """The sheets of all files, or their pages where each holds one face."""
        return sum(file.sheets for file in self.files)


def compose_ticket(ticket: Ticket, measure: Measure) -> PaperBook:
    """The ticket: one page for up to 40 rows of ordinary names, further pages for more.

    The head, what to set and the picture stand on the first page, the sums and the room to sign on
    the last.
    """
    words = paper_words(ticket.language)
    columns = file_columns(WIDTH, ticket.files, words, measure)
    head = head_row(ticket.files, words, paged=ticket.paper is None)
    total = sum_row(ticket.files, words)
    for close in (False, True):
        first, top = _first_page(ticket, words, measure, close=close)
        least = CLOSE_ROW if close else ROW
        head_height = row_height(head, columns, least, measure)
        sum_height = row_height(total, columns, least, measure)
        room = _FOOT - top - head_height - sum_height - SIGNING
        rows, heights = _fitted(ticket, columns, words, room, measure)
        if sum(heights) <= room:
            break
    pages = [first]
    later = TOP + 12
    parts = split_rows(
        heights,
        _FOOT - _CONTINUED - top - head_height,
        _FOOT - _CONTINUED - later - head_height,
        sum_height + SIGNING - _CONTINUED,
    )
    for index, part in enumerate(parts):
        page, y = pages[-1], top
        if index:
            page, y = Draft(PAPER, measure), later
            pages.append(page)
            again = (Paragraph(words.say("ticket-more"), BOLD, 10), _small(ticket.place))
            page.write(again, LEFT, TOP, WIDTH)
        y = draw_rows(page, [head], columns, LEFT, y, [head_height], filled=True)
        here = slice(part.start, part.stop)
        y = draw_rows(page, rows[here], columns, LEFT, y, heights[here])
        if index < len(parts) - 1:
            more = _small(words.say("ticket-continued", n=index + 2))
            page.write([more], LEFT, y + 1, WIDTH, "right")
        else:
            y = draw_rows(page, [total], columns, LEFT, y, [sum_height], filled=True)
            end = _FOOT - SIGNING
            draw_notes(page, words, Rect(LEFT, y, WIDTH, end - y))
            draw_signing(page, words, Point(LEFT, end), WIDTH)
    for number, page in enumerate(pages, 1):
        counted = _small(words.say("page", n=number, m=len(pages)))
        page.write([counted], LEFT, _FOOT - 1, WIDTH, "right")
        page.write([_small(ticket.place)], LEFT, _FOOT - 1, WIDTH - 20)
    title = words.say("ticket-title", place=ticket.place)
    return PaperBook(title, ticket.language, tuple(page.finished() for page in pages))


def _first_page(
    ticket: Ticket, words: PaperWords, measure: Measure, *, close: bool
) -> tuple[Draft, float]:
    """The first page down to its table, and where that begins."""
    page = Draft(PAPER, measure)
    y = _head(page, ticket, words)
    y = _sums(page, ticket, words, y)
    y = _settings(page, ticket, words, y, close=close)
    return page, _missing(page, ticket, words, y)


def _small(text: str) -> Paragraph:
    return Paragraph(text, size=7.5, colour=GREY)


def _head(page: Draft, ticket: Ticket, words: PaperWords) -> float:
    half = WIDTH * 0.56
    told = [Paragraph(words.say("ticket"), DISPLAY, 24)]
    if ticket.title:
        told.append(Paragraph(ticket.title, size=11))
    left = page.write(told, LEFT, TOP - 2, half)
    around = ticket.place.removeprefix(ticket.commune).lstrip(", ")
    day = words.say("ticket-day", day=words.day(ticket.day))
    told = [Paragraph(ticket.commune, BOLD, 13), Paragraph(around, size=9.5), _grey(day)]
    right = page.write(told, LEFT + half, TOP + 0.5, WIDTH - half, "right")
    y = max(left, right) + 1.5
    page.rule(Point(LEFT, y), Point(LEFT + WIDTH, y), 0.7, BLACK)
    return y


def _grey(text: str) -> Paragraph:
    return Paragraph(text, size=9, colour=GREY)


def _sums(page: Draft, ticket: Ticket, words: PaperWords, y: float) -> float:
    """The four figures that whoever prints asks for first."""
    held = sum(len(file.villages) for file in ticket.files)
    whole = held == ticket.villages
    sheets = "sum-pages" if ticket.paper is None else "sum-sheets"
    told = (
        (len(ticket.files), words.say("sum-files")),
        (ticket.sheets, words.say(sheets, paper=ticket.paper or "")),
        (ticket.tags, words.say("sum-tags", needed=words.count(ticket.needed))),
        (held, words.say("sum-villages" if whole else "sum-villages-of", all=ticket.villages)),
    )
    width = WIDTH / len(told)
    bottom = y
    for index, (figure, text) in enumerate(told):
        x = LEFT + index * width
        above = page.write([Paragraph(words.count(figure), DISPLAY, 19)], x, y + 0.5, width)
        bottom = max(bottom, page.write([_grey(text)], x, above - 1.2, width - 2))
    bottom += 1.5
    page.rule(Point(LEFT, bottom), Point(LEFT + WIDTH, bottom))
    return bottom


def _settings(page: Draft, ticket: Ticket, words: PaperWords, y: float, *, close: bool) -> float:
    """What to set, beside the picture of the tag; all smaller where the files need the room."""
    size, highest = (8.5, 44.0) if close else (10.0, 68.5)
    picture, below = place_picture(
        page, ticket.tag, ticket.sample, LEFT + WIDTH, y + 2, highest, words
    )
    label = 21.0
    width = WIDTH - picture - 6
    row = y + 2
    for setting in ticket.settings:
        name = [Paragraph(setting.label, size=size - 1, colour=GREY)]
        # Two sizes on one baseline.
        end = page.write(name, LEFT, row + mm_of_pt(1), label)
        value = [Paragraph(setting.value, BOLD if setting.weighty else ROMAN, size)]
        row = max(end, page.write(value, LEFT + label, row, width - label))
        row += 0.1 if close else 0.45
    y = max(row, below) + 1
    page.rule(Point(LEFT, y), Point(LEFT + WIDTH, y))
    return y + 1


def _missing(page: Draft, ticket: Ticket, words: PaperWords, y: float) -> float:
    if not ticket.missing:
        return y
    told = words.say("missing", villages=", ".join(ticket.missing))
    return page.write([Paragraph(told, BOLD, 9)], LEFT, y, WIDTH) + 1


def _fitted(
    ticket: Ticket,
    columns: Sequence[Column],
    words: PaperWords,
    room: float,
    measure: Measure,
) -> tuple[list[Row], list[float]]:
    """The rows of the files, large and apart where there is room, else small and close."""
    rows: list[Row] = []
    heights: list[float] = []
    for size, least in ((LARGE, ROW), (LARGE, CLOSE_ROW), (SMALL, LEAST_ROW)):
        rows = file_rows(ticket.files, words, size)
        heights = [row_height(row, columns, least, measure) for row in rows]
        if sum(heights) <= room:
            break
    return rows, heights
