"""A directory's lines under the headings that they stand under, in reading order.

Headings are red, as a reader sees them; nothing that the file says of its own structure is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from keychain.preflight.directory.expected import ExpectedDirectory
from keychain.preflight.directory.pages import Line, ReadPage, Shape, bare
from keychain.values import dataclass

_ABOVE = 0.8
"""How far over a heading's baseline its own block begins, in heights of its type."""

_ONE_LINE = 0.15
"""mm by which baselines of one line differ at most, after PDFium's rounding."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page."""

    page: ReadPage
    line: Line


@dataclass(slots=True)
class Section:
    """What stands under one heading. ``heading`` is its text without spaces, empty for what
    stands before any; ``page`` the index of the page where it begins."""

    heading: str
    page: int
    lines: list[Placed] = field(default_factory=list)
    codes: list[tuple[ReadPage, Shape]] = field(default_factory=list)
    white: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Which lines of a page are its head and foot, and whether the foot says what it must."""

    lines: frozenset[int]
    told: bool


def furniture(page: ReadPage, expected: ExpectedDirectory, pages: int) -> Furniture:
    """The lines at a page's edges: the notice with the page's number, and the running head.

    Covers, which have neither number nor head, say the notice over as many lines as it needs.
    """
    notice = bare(expected.notice)
    if page.index == 0 or (expected.back and page.index == pages - 1):
        lines = sorted((n for n in page.lines if n.ink == "black"), key=lambda n: n.baseline)
        return Furniture(frozenset(), notice in "".join(line.bare for line in lines))
    foot = _foot(page, notice)
    if not foot:
        return Furniture(frozenset(), False)
    found = {line.place for line in foot}
    if not any(line.ink == "white" for line in page.lines):
        body = [line for line in page.lines if line.place not in found]
        first = min((line.baseline for line in body), default=0.0)
        heads = [line for line in body if abs(line.baseline - first) < 0.1]
        if all(line.ink == "black" for line in heads):
            found |= {line.place for line in heads}
    low = foot[-1].baseline
    numbers = [line for line in foot if line.bare == str(page.index + 1)]
    told = len(numbers) == 1 and low == max(line.baseline for line in page.lines)
    return Furniture(frozenset(found), told)


def _foot(page: ReadPage, notice: str) -> list[Line]:
    """The lowest lines of a page: its number, and the notice over as many as it needs."""
    low = sorted(page.lines, key=lambda line: line.baseline)
    for count in range(2, 6):
        foot = low[-count:]
        text = "".join(line.bare for line in foot if line.bare != str(page.index + 1))
        if text == notice and all(line.ink == "black" for line in foot):
            return foot
    return []


def in_columns(lines: Sequence[Placed]) -> list[Placed]:
    """Lines as they are read: page by page, the left column first, then from the top down, and
    what stands on one baseline from the left."""
    ordered = sorted(lines, key=lambda p: (*_column(p), p.line.baseline))
    rows: list[list[Placed]] = []
    for placed in ordered:
        last = rows[-1][0] if rows else None
        if (
            last is not None
            and _column(last) == _column(placed)
            and placed.line.baseline - last.line.baseline < _ONE_LINE
        ):
            rows[-1].append(placed)
        else:
            rows.append([placed])
    return [placed for row in rows for placed in sorted(row, key=lambda p: p.line.left)]


def _column(placed: Placed) -> tuple[int, bool]:
    return placed.page.index, placed.line.left >= placed.page.width / 2


def read_sections(
    pages: Sequence[ReadPage], expected: ExpectedDirectory
) -> tuple[list[Section], list[int]]:
    """The sections in order, and the pages that do not say whose they are."""
    sections = [Section("", 0)]
    untold: list[int] = []
    for page in pages:
        edges = furniture(page, expected, len(pages))
        if not edges.told:
            untold.append(page.index)
        _read_page(page, edges, sections)
    return sections, untold


def _read_page(page: ReadPage, edges: Furniture, sections: list[Section]) -> None:
    body = [line for line in page.lines if line.place not in edges.lines]
    white = [line for line in body if line.ink == "white"]
    if white:
        # A head of its own: what follows is under no heading of an earlier page.
        opening = Section("", page.index)
        opening.white += [line.bare for line in white]
        sections.append(opening)
    heads = list(_headings(body))
    tops = [top for top, _, _ in heads]
    begun = [sections[-1]]
    for _, text, _ in heads:
        begun.append(Section(text, page.index))
    sections += begun[1:]
    own = {line.place for _, _, lines in heads for line in lines}
    for line in sorted(body, key=lambda n: (n.left >= page.width / 2, n.baseline, n.left)):
        if line.place not in own and line.ink != "white":
            begun[sum(line.baseline >= top for top in tops)].lines.append(Placed(page, line))
    for shape in page.shapes:
        if shape.is_code:
            middle = shape.box.y + shape.box.height / 2
            begun[sum(middle >= top for top in tops)].codes.append((page, shape))


def _headings(body: Sequence[Line]) -> Iterator[tuple[float, str, list[Line]]]:
    """Where each red heading begins, its text, and its lines; letters of an index, which stand in
    a column, are no headings."""
    red = sorted((n for n in body if n.ink == "red"), key=lambda n: (n.baseline, n.left))
    red = [n for n in red if len(n.bare) > 1]
    groups: list[list[Line]] = []
    for line in red:
        last = groups[-1][-1] if groups else None
        near = last is not None and line.baseline - last.baseline < 1.4 * line.size * 25.4 / 72
        if last is not None and near and abs(line.size - last.size) < 0.1:
            groups[-1].append(line)
        else:
            groups.append([line])
    for lines in groups:
        first = lines[0]
        top = first.baseline - _ABOVE * first.size * 25.4 / 72
        yield top, "".join(line.bare for line in lines), lines
