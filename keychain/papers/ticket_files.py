"""The ticket's table: a row a file, or a row a village where a file holds several."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.geometry import Point, Rect
from keychain.layout.measure import Measure
from keychain.layout.placed import BLACK, Colour
from keychain.layout.typesetting import KEEP, line_width
from keychain.papers.draft import Draft
from keychain.papers.paragraph import BOLD, GREY, ROMAN, Paragraph
from keychain.papers.table import PAD, Column, TableCell, row_height, set_row
from keychain.papers.words import PaperWords
from keychain.values import dataclass

ROW = 6.2
CLOSE_ROW = 4.9
LEAST_ROW = 3.75
"""mm. How high a row is where there is room, and where there is little."""
LARGE, SMALL = 9.5, 8.0
"""pt."""

_HEAD = Colour(0, 0, 0, 0.1)
_NARROW = (9.0, 13.0, 13.0, 14.0, 12.0, 12.0)
"""mm for the row's number, sheets, needed, tags, and the two boxes."""
_MARK = 25.0
_SERIALS = 8.5
"""pt for the numbers of tags, at most."""
_BOX = 2.8

Row = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class TicketVillage:
    """A village in a file: tags ``needed`` and ``tags`` made, its issue ``mark``, the first and the
    last of their serial numbers, None where they have none."""

    name: str
    mark: str
    needed: int
    tags: int
    numbers: tuple[str, str] | None = None

    @property
    def serials(self) -> str:
        """The numbers, for one line or for two; empty where tags have none."""
        return f"{KEEP}– ".join(dict.fromkeys(self.numbers or ()))


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A PDF. ``sheets`` are sheets of paper, or pages where each page is one face."""

    name: str
    villages: tuple[TicketVillage, ...]
    sheets: int


def is_numbered(files: Sequence[TicketFile]) -> bool:
    """Whether any of the tags have serial numbers: then the table has a column of them."""
    return any(village.numbers for file in files for village in file.villages)


def file_columns(
    width: float, files: Sequence[TicketFile], words: PaperWords, measure: Measure
) -> tuple[Column, ...]:
    """Number, village, file, issue, numbers of tags if there are any, sheets, needed, tags,
    printed, cut. The first and the last number stand in one line, or in two where long names
    would else take more lines."""
    if not is_numbered(files):
        return _columns(width, (_MARK,))
    rows = file_rows(files, words, LARGE)
    texts = [village.serials for file in files for village in file.villages]
    in_one, in_two = (
        _columns(width, (_MARK, _widest(each, measure)))
        for each in (texts, [line for text in texts for line in text.split(" ")])
    )
    return min(
        (in_one, in_two),
        key=lambda columns: sum(row_height(row, columns, ROW, measure) for row in rows),
    )


def _widest(texts: Sequence[str], measure: Measure) -> float:
    return max(line_width(text, ROMAN, _SERIALS, measure) for text in texts) + 2 * PAD


def _columns(width: float, own: Sequence[float]) -> tuple[Column, ...]:
    """The table's columns; ``own`` are the widths of those of the issue and of tags' numbers."""
    number, sheets, needed, tags, printed, cut = _NARROW
    rest = width - sum(_NARROW) - sum(own)
    return (
        Column(number, "right"),
        Column(rest * 0.48),
        Column(rest * 0.52),
        *map(Column, own),
        Column(sheets, "right"),
        Column(needed, "right"),
        Column(tags, "right"),
        Column(printed, "centre"),
        Column(cut, "centre"),
    )


def head_row(files: Sequence[TicketFile], words: PaperWords, *, paged: bool) -> Row:
    """The titles; ``paged`` where pages are counted and not sheets."""
    sheets = "pages" if paged else "sheets"
    serials = ("serials",) if is_numbered(files) else ()
    keys = ("number", "village", "file", "mark", *serials, sheets)
    keys += ("needed", "tags", "printed", "cut")
    return tuple((Paragraph(words.say(f"head-{key}"), BOLD, 8),) for key in keys)


def file_rows(files: Sequence[TicketFile], words: PaperWords, size: float) -> list[Row]:
    """A row a village; what is the file's stands in the first of its villages' rows."""
    rows: list[Row] = []
    numbered = is_numbered(files)
    for file in files:
        for index, village in enumerate(file.villages):
            first = index == 0
            serials = (Paragraph(village.serials, size=min(size, _SERIALS)),)
            rows.append(
                (
                    (Paragraph(str(len(rows) + 1), size=size, colour=GREY),),
                    (Paragraph(village.name, BOLD, size),),
                    (Paragraph(file.name, size=size),) if first else (),
                    (Paragraph(village.mark, size=size),),
                    *((serials,) if numbered else ()),
                    (Paragraph(words.count(file.sheets), BOLD, size),) if first else (),
                    (Paragraph(words.count(village.needed), size=size),),
                    (Paragraph(words.count(village.tags), size=size),),
                    (),
                    (),
                )
            )
    return rows


def sum_row(files: Sequence[TicketFile], words: PaperWords) -> Row:
    """The sums of sheets, tags needed and tags made."""
    villages = [village for file in files for village in file.villages]
    sums = (
        sum(file.sheets for file in files),
        sum(village.needed for village in villages),
        sum(village.tags for village in villages),
    )
    counts = [(Paragraph(words.count(each), BOLD, LARGE),) for each in sums]
    blank: Row = ((),) * (3 if is_numbered(files) else 2)
    return ((), (Paragraph(words.say("total"), BOLD, LARGE),), *blank, *counts, (), ())


def draw_rows(
    page: Draft,
    rows: Sequence[Row],
    columns: Sequence[Column],
    x: float,
    y: float,
    heights: Sequence[float],
    *,
    filled: bool = False,
) -> float:
    """Rows with a line under each, and where they end.

    ``filled`` rows, the head and the sums, stand on grey; the others have boxes to tick where
    something is to be done for their file.
    """
    right = x + sum(column.width for column in columns)
    lines = []
    for row, height in zip(rows, heights, strict=True):
        if filled:
            page.fill(Rect(x, y, right - x, height), _HEAD)
        else:
            at = x + sum(column.width for column in columns[:-2])
            for column in columns[-2:] if row[2] else ():
                middle = at + column.width / 2
                box = Rect(middle - _BOX / 2, y + (height - _BOX) / 2, _BOX, _BOX)
                page.frame(box, 0.15, BLACK)
                at += column.width
        page.texts += set_row(row, columns, x, y, height, page.measure)
        y += height
        lines.append((Point(x, y), Point(right, y)))
    if lines:
        page.rules(lines)
    return y
