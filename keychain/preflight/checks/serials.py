"""Each tag bears its own serial number: in their order, on both faces the same, none twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.checks.duplex import find_back, find_folded
from keychain.preflight.expected import Expected, ExpectedLine, ExpectedPage, ExpectedTag
from keychain.preflight.faces import Face
from keychain.preflight.pieces import Char
from keychain.preflight.reading.objects import PdfObjects
from keychain.preflight.serials import Serials, ShownSerial, slots
from keychain.tags.job import read_job
from keychain.tags.serial import Series

SERIAL_MISSING = error("serial-missing", "A tag without its number is not the one in the list.")
SERIAL_WRONG = error("serial-wrong", "Two tags of one number lead to two households.")
SERIAL_JOB = error("serial-job-differs", "The file's own account is what lost keys are found by.")

_NEAR = 0.1
"""How exactly a number stands on its baseline, mm."""

Cell = tuple[int, int]
"""A page and a cell of it, both by index."""


def tag_serials(expected: Expected) -> dict[Cell, str]:
    """The serial number of every cell of numbered tags.

    They run on from place to place of a sheet and from sheet to sheet, or with a stack through the
    pile. A back bears its front's.
    """
    if not any(tag.series for tag in expected.tags):
        return {}
    found: dict[Cell, str] = {}
    sheets: dict[int, list[tuple[int, int, Cell]]] = {}
    for number, page in enumerate(expected.pages):
        behind = page.side == "back" and page.partner is not None
        for index, cell in enumerate(() if behind else page.cells):
            if cell.face != "back":
                sheets.setdefault(cell.tag, []).append((number, cell.place, (number, index)))
    for tag, cells in sheets.items():
        series = expected.tags[tag].series
        if series is None:
            continue
        order = sorted(cells, key=_through_the_pile) if expected.stack else sorted(cells)
        serials = Series(series.prefix, series.first).serials(len(order))
        found.update((at, serial) for (_, _, at), serial in zip(order, serials, strict=True))
    found.update(_behind(expected, found))
    return found


def _through_the_pile(one: tuple[int, int, Cell]) -> tuple[int, int]:
    return one[1], one[0]


def _behind(expected: Expected, fronts: dict[Cell, str]) -> Iterator[tuple[Cell, str]]:
    """The backs of tags whose fronts are known."""
    known: dict[object, list[tuple[int, int]]] = {}
    for number, page in enumerate(expected.pages):
        partner = number if page.partner is None else page.partner
        if page.side != "front":
            continue
        other = expected.pages[partner]
        key = (page.cells, other.cells, partner == number)
        if key not in known:
            known[key] = list(_pairs(expected, page, None if partner == number else other))
        for front, back in known[key]:
            if (number, front) in fronts:
                yield (partner, back), fronts[number, front]


def _pairs(
    expected: Expected, page: ExpectedPage, partner: ExpectedPage | None
) -> Iterator[tuple[int, int]]:
    """Which cell of a page has which cell behind it, on its partner or folded."""
    for index, cell in enumerate(page.cells):
        back = find_folded(cell, page) if cell.face == "front" else None
        if back is None and partner is not None and expected.duplex is not None:
            back = find_back(cell, page, partner, expected.duplex)
        if back is not None:
            yield index, (page if cell.face else partner or page).cells.index(back)


def check_serials(
    expected: Expected, serials: Serials, wanted: Mapping[Cell, str]
) -> Iterator[Diagnostic]:
    """Every cell that does not show its own number."""
    if not wanted or not serials.shown:
        return
    for (number, index), serial in sorted(wanted.items()):
        page = expected.pages[number]
        cell = page.cells[index]
        tag = expected.tags[cell.tag]
        shown = {each.wanted: each for each in serials.of(number, index)}
        for slot in slots(cell, page, tag):
            read = shown.get(slot)
            if read is not None and read.text == f"{slot.before}{serial}{slot.after}":
                continue
            finding = (
                SERIAL_MISSING(serial=serial)
                if read is None
                else SERIAL_WRONG(found=read.text or "—", wanted=serial)
            )
            position = f"{cell.row}:{cell.column}"
            yield finding.about(village=tag.village_id, page=number + 1, position=position)


def check_job_serials(
    pdf: PdfObjects, expected: Expected, wanted: Mapping[Cell, str]
) -> Iterator[Diagnostic]:
    """A job that tells of other numbers than those that the cells of a whole book are to show."""
    job = read_job(pdf.job) if wanted and pdf.job else None
    if job is None:
        return  # told with the file's structure
    told = {village.id: village for village in job.villages}
    # Numbers are in the order in which they run.
    own: list[list[str]] = [[] for _ in expected.tags]
    said: set[str] = set()
    for (number, cell), serial in wanted.items():
        if serial in said:
            continue  # a back's
        said.add(serial)
        own[expected.pages[number].cells[cell].tag].append(serial)
    for index, tag in enumerate(expected.tags):
        if tag.series is None:
            continue
        village = told.get(tag.village_id)
        numbers = village.numbers if village else None
        if own[index] and numbers != (own[index][0], own[index][-1]):
            yield SERIAL_JOB(
                found=" – ".join(numbers) if numbers else "—",
                first=own[index][0],
                last=own[index][-1],
            ).about(village=tag.village_id)


def with_serials(tag: ExpectedTag, shown: Sequence[ShownSerial]) -> ExpectedTag:
    """``tag`` as one of its copies shows it: with its own serial numbers among its words."""
    words = tuple(each.text for each in shown if each.text)
    return replace(tag, words=(*tag.words, *words)) if words else tag


def serial_lines(shown: Sequence[ShownSerial]) -> tuple[ExpectedLine, ...]:
    """The lines that a cell's numbers are, as they were read from the file's objects; of those with
    fewer digits than others nobody knows how wide they are."""
    return tuple(
        ExpectedLine(each.text, each.wanted.x, each.wanted.baseline, each.wanted.width)
        for each in shown
        if each.text and len(each.text) == each.wanted.long
    )


def hidden_serials(
    face: Face, shown: Sequence[ShownSerial], is_seen: Callable[[Char], bool]
) -> Iterator[str]:
    """The serial numbers that are in the file but not to be seen."""
    for each in shown:
        if each.text and not _is_seen(face, each, is_seen):
            yield each.text


def _is_seen(face: Face, shown: ShownSerial, is_seen: Callable[[Char], bool]) -> bool:
    for piece in face.pieces:
        start = piece.text.find(shown.text or "")
        if start >= 0 and abs(piece.baseline - shown.wanted.baseline) <= _NEAR:
            chars = piece.chars[start : start + len(shown.text or "")]
            # A hyphen is too flat to be told from a line.
            return all(is_seen(char) for char in chars if char.text.isalnum())
    return False
