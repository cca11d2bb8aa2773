"""The serial numbers of tags as pages show them in text of their own, over the forms of the tags.

Only what stands just where a tag's number is to stand is taken for one. It is read from the file's
objects, since there may be tens of thousands; that one tag of each look shows what was read here is
seen with another reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import isfinite

from keychain.geometry import PT_PER_MM, Point, Rect
from keychain.preflight.expected import (
    Expected,
    ExpectedCell,
    ExpectedPage,
    ExpectedSerial,
    ExpectedSerialCode,
    ExpectedTag,
)
from keychain.preflight.place import box_of, turned_into
from keychain.preflight.reading.objects import PdfObjects
from keychain.preflight.reading.stream_facts import Show
from keychain.preflight.reading.values import Box
from keychain.text import nfc
from keychain.values import dataclass

_NEAR = 0.15
"""Points: how exactly a number stands in its place; 0.05 mm."""

_GRID = 10
"""Places are looked up by tenths of a point."""

_AROUND = 0.02
"""mm beyond a code's modules: rounding in the file."""

At = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ShownSerial:
    """What a page shows in a serial number's place on one of its cells: where its line begins, in
    points, and the letters, None where the font does not tell one. ``runs`` is in how many goes
    the line is shown."""

    start: At
    text: str | None
    wanted: ExpectedSerial
    runs: int = 1


@dataclass(frozen=True, slots=True)
class Serials:
    """The serial numbers of every cell, by page and then in the order of its cells. Of those that
    are not there, nothing is in a cell's list."""

    shown: tuple[tuple[tuple[ShownSerial, ...], ...], ...]

    def on(self, page: int) -> dict[At, list[int]]:
        """Where serial numbers begin on a page, and of which of its cells they are, once for each
        go."""
        cells = self.shown[page] if self.shown else ()
        return {each.start: [at] * each.runs for at, cell in enumerate(cells) for each in cell}

    def of(self, page: int, cell: int) -> tuple[ShownSerial, ...]:
        """What one cell shows."""
        return self.shown[page][cell] if self.shown else ()


NO_SERIALS = Serials(())


def read_serials(pdf: PdfObjects, expected: Expected) -> Serials:
    """What is shown in the places of serial numbers; nothing where there are none to be."""
    numbered = any(tag.series for tag in expected.tags)
    if not numbered or len(pdf.pages) != len(expected.pages):
        return NO_SERIALS
    known: dict[object, dict[tuple[int, int], tuple[int, At, ExpectedSerial]]] = {}
    shown = []
    for page, wanted in zip(pdf.pages, expected.pages, strict=True):
        key = (wanted.cells, wanted.correction, wanted.side, page.media)
        if key not in known:
            known[key] = _places(wanted, expected.tags, page.media) if page.media else {}
        shows = page.content.shows if page.content else ()
        found: list[list[ShownSerial]] = [[] for _ in wanted.cells]
        for cell, slot, text, start in _read(shows, known[key], pdf):
            before = found[cell][-1] if found[cell] else None
            if before is not None and before.start == start:
                whole = None if text is None or before.text is None else before.text + text
                found[cell][-1] = replace(before, text=whole, runs=before.runs + 1)
            elif slot not in [each.wanted for each in found[cell]]:
                found[cell].append(ShownSerial(start, text, slot))
        shown.append(tuple(map(tuple, found)))
    return Serials(tuple(shown))


def _read(
    shows: Sequence[Show],
    places: dict[tuple[int, int], tuple[int, At, ExpectedSerial]],
    pdf: PdfObjects,
) -> Iterator[tuple[int, ExpectedSerial, str | None, At]]:
    for show in shows:
        x, y = show.start
        if not isfinite(x) or not isfinite(y):
            continue
        place = places.get((int(x * _GRID // 1), int(y * _GRID // 1)))
        if place is not None and max(abs(place[1][0] - x), abs(place[1][1] - y)) <= _NEAR:
            font = pdf.fonts[show.font]
            there = font.glyphs is None or font.glyphs.issuperset(show.codes)
            letters = [font.letters.get(code) for code in show.codes] if there else [None]
            whole = None if None in letters else nfc("".join(filter(None, letters)))
            yield place[0], place[2], whole, show.start


def _places(
    page: ExpectedPage, tags: Sequence[ExpectedTag], media: Box
) -> dict[tuple[int, int], tuple[int, At, ExpectedSerial]]:
    """The places of serial numbers, under each tenth of a point that is near enough."""
    found: dict[tuple[int, int], tuple[int, At, ExpectedSerial]] = {}
    for index, cell in enumerate(page.cells):
        for slot in slots(cell, page, tags[cell.tag]):
            paper = turned_into(cell.trim, cell.turn, Point(slot.x, slot.baseline))
            sent = page.correction.sent(paper, page.paper)
            at = media[0] + sent.x * PT_PER_MM, media[3] - sent.y * PT_PER_MM
            for key in product(_tenths(at[0]), _tenths(at[1])):
                found[key] = index, at, slot
    return found


def _tenths(at: float) -> range:
    """The tenths of a point in which something near enough may lie."""
    return range(int((at - _NEAR) * _GRID // 1), int((at + _NEAR) * _GRID // 1) + 1)


def slots(cell: ExpectedCell, page: ExpectedPage, tag: ExpectedTag) -> tuple[ExpectedSerial, ...]:
    """Where a cell's face is to show its serial number."""
    if tag.series is None:
        return ()
    return tag.series.back if (cell.face or page.side) == "back" else tag.series.front


def codes(
    cell: ExpectedCell, page: ExpectedPage, tag: ExpectedTag
) -> tuple[ExpectedSerialCode, ...]:
    """Where a cell's face is to say its serial number in a code, on paper, mm."""
    if tag.series is None:
        return ()
    back = (cell.face or page.side) == "back"
    found = []
    for code in tag.series.back_codes if back else tag.series.front_codes:
        corners = [turned_into(cell.trim, cell.turn, corner) for corner in code.area.corners]
        left, top = min(c.x for c in corners), min(c.y for c in corners)
        right, bottom = max(c.x for c in corners), max(c.y for c in corners)
        found.append(replace(code, area=Rect(left, top, right - left, bottom - top)))
    return tuple(found)


def bears_code(cell: ExpectedCell, page: ExpectedPage, tag: ExpectedTag) -> bool:
    """Whether a cell's face bears any code."""
    return cell.qr or cell.card or bool(codes(cell, page, tag))


def code_boxes(
    cell: ExpectedCell, page: ExpectedPage, tag: ExpectedTag, media: Box
) -> tuple[Box, ...]:
    """The same in points of the page, a little larger."""
    return tuple(
        box_of(page.correction.sent_rect(code.area.grown(_AROUND), page.paper), media)
        for code in codes(cell, page, tag)
    )
