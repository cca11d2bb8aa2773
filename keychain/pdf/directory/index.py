"""What indexes and contents are made of: names under their letters, with numbers and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from keychain.contacts.phones.number import PhoneNumber
from keychain.directory.book.model import Index, IndexEntry, Part
from keychain.geometry import mm_of_pt
from keychain.pdf.directory.columns import Unit
from keychain.pdf.directory.metrics import PLAIN, RED, STRONG
from keychain.pdf.directory.pen import Pen
from keychain.pdf.directory.setting import Setting, leading
from keychain.values import dataclass

_MOST_LINES = 24
"""Lines of one entry that are kept together."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an entry, from ``x`` on or up to it; ``key`` is what it leads to."""

    text: str
    strong: bool
    x: float
    key: str = ""


def index_units(index: Index, setting: Setting) -> Iterator[Unit]:
    """An index's entries, each new letter with the first entry under it."""
    letter = ""
    for entry in index.entries:
        yield from _entry_units(entry, entry.letter != letter, not letter, setting)
        letter = entry.letter


def _entry_units(
    entry: IndexEntry, new_letter: bool, first: bool, setting: Setting
) -> Iterator[Unit]:
    metrics = setting.metrics
    size, number_size, note = metrics.entry, metrics.entry_number, metrics.entry - 1.8
    width = (metrics.width - metrics.column_gap) / 2
    room = width - 2.5 - max((_wide(n, number_size, setting) for n in entry.numbers), default=-2.5)
    names = setting.lines(entry.name, STRONG, size, room)
    # The page of what has one is told beside its notes, at the right.
    page = "" if entry.named else _page(entry, setting)
    notes = [
        _Line(line, False, 0)
        for text in entry.notes
        for line in setting.lines(text, PLAIN, note, width - (12 if page else 0))
    ]
    if entry.named:
        notes += _references(entry, width, note, setting)
    letter_high = leading(metrics.letter) * 0.95 if new_letter else 0.0
    name_step, number_step, note_step = leading(size), leading(number_size), leading(note)
    # A number stands on the line of the name's last line.
    top = letter_high + max(mm_of_pt(number_size) * 0.8, mm_of_pt(size) * 0.9)
    last_name = top + (len(names) - 1) * name_step
    under_numbers = last_name + max(len(entry.numbers) - 1, 0) * number_step
    here, more = notes[:_MOST_LINES], notes[_MOST_LINES:]

    def paint(pen: Pen, x: float, y: float) -> None:
        if new_letter:
            pen.text(
                entry.letter, STRONG, metrics.letter, x, y + mm_of_pt(metrics.letter) * 0.85, RED
            )
        for at, line in enumerate(names):
            _paint_name(pen, line, entry, at == len(names) - 1, x, y + top + at * name_step, size)
        for at, number in enumerate(entry.numbers):
            pen.number(
                number, STRONG, number_size, x + width, y + last_name + at * number_step, "right"
            )
        _paint_lines(pen, here, x, y + under_numbers, note, note_step)
        if page:
            baseline = y + under_numbers + note_step
            pen.text(page, PLAIN, note, x + width, baseline, align="right")
            high = y + last_name - mm_of_pt(size)
            pen.link(entry.references[0].key, x, high, x + room, baseline + 0.8)

    lines = max(len(here), 1 if page else 0)
    high = under_numbers + lines * note_step + 0.25 * mm_of_pt(note)
    before = metrics.entry_gap * (2.2 if new_letter and not first else 1)
    yield Unit(high, before, entry.strong if entry.named else entry.name, paint)
    for at in range(0, len(more), _MOST_LINES):
        part = more[at : at + _MOST_LINES]
        yield Unit(
            len(part) * note_step,
            0.25 * mm_of_pt(note),
            "",
            lambda pen, x, y, part=part: _paint_lines(  # type: ignore[misc]  # part is its own
                pen, part, x, y - 0.25 * note_step, note, note_step
            ),
        )


def _paint_name(
    pen: Pen, line: str, entry: IndexEntry, last: bool, x: float, baseline: float, size: float
) -> None:
    """A line of a name: the word that the index goes by is the stronger one."""
    if last and line.endswith(entry.strong) and entry.plain:
        plain = line.removesuffix(entry.strong)
        x += pen.text(plain, PLAIN, size, x, baseline) if plain else 0.0
        pen.text(entry.strong, STRONG, size, x, baseline)
    else:
        pen.text(line, PLAIN if entry.plain else STRONG, size, x, baseline)


def _paint_lines(
    pen: Pen, lines: Sequence[_Line], x: float, baseline: float, size: float, step: float
) -> None:
    for line in lines:
        if line.text:
            baseline += step
        pen.text(line.text, STRONG if line.strong else PLAIN, size, x + line.x, baseline)
        if line.key:
            pen.link(line.key, x, baseline - step * 0.8, x + 60, baseline + 0.8)


def _wide(number: PhoneNumber, size: float, setting: Setting) -> float:
    return setting.measure.width(number.printed, STRONG) * mm_of_pt(size)


def _page(entry: IndexEntry, setting: Setting) -> str:
    return setting.book.page.format(n=setting.pages[entry.references[0].key])


def _references(entry: IndexEntry, width: float, size: float, setting: Setting) -> Iterator[_Line]:
    """Villages by their pages: the page at the left, its villages beside it."""
    told = [(setting.pages[each.key], each) for each in entry.references]
    for page, group in groupby(told, key=lambda each: each[0]):
        there = [each for _, each in group]
        label = f"{setting.book.page.format(n=page)}  "
        x = setting.measure.width(label, PLAIN) * mm_of_pt(size)
        names = ", ".join(each.name.replace(" ", "\N{NO-BREAK SPACE}") for each in there)
        for at, line in enumerate(setting.lines(names, PLAIN, size, width - x)):
            text = line if at else f"{label}{line}"
            yield _Line(text, False, x if at else 0, there[0].key)


def contents_units(parts: Sequence[Part], setting: Setting) -> Iterator[Unit]:
    """The communes with their pages, which are known at the end: a form stands for each."""
    metrics = setting.metrics
    size = metrics.who
    width = (metrics.width - metrics.column_gap) / 2
    for part in parts:
        lines = setting.lines(part.label, STRONG, size, width - 12)

        def paint(
            pen: Pen, x: float, y: float, part: Part = part, lines: tuple[str, ...] = lines
        ) -> None:
            baseline = y + mm_of_pt(size) * 0.95
            for at, line in enumerate(lines):
                baseline += leading(size) if at else 0
                pen.text(line, STRONG, size, x, baseline)
            pen.stamp(page_form(part), x + width, baseline)
            pen.link(part.key, x, y, x + width, baseline + 1)

        high = len(lines) * leading(size)
        yield Unit(high, 1.6, "", paint)


def page_form(part: Part) -> str:
    """What the form with a commune's page number goes by."""
    return f"page-{part.key}"
