"""A phone list fitted into its box: the largest digits, then the widest labels, that fit.

All rows have one size of digits (short codes may have their own), one form of label and one size
of label, so that no name looks more important than another.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, dropwhile

from keychain.geometry import Rect, inset, mm_of_pt
from keychain.layout.fitting.pitch import is_even, row_middles
from keychain.layout.measure import Measure
from keychain.layout.placed import TextItem
from keychain.layout.spec import LabelForm, PhoneList, Style
from keychain.layout.templates import fill
from keychain.layout.typesetting import (
    DIGIT_HEIGHT,
    KEEP,
    LINE_HEIGHT,
    break_lines,
    line_width,
    set_line,
)
from keychain.tags.content import Entry
from keychain.values import dataclass

_ANYWHERE = 1e6


@dataclass(frozen=True, slots=True)
class LabelLine:
    """One line of a label in its style at its size, pt."""

    text: str
    style: Style
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """One number, its size in pt, and the lines of its label."""

    number: str
    size: float
    label: tuple[LabelLine, ...]

    @property
    def label_height(self) -> float:
        """Height of the label's lines, mm."""
        return sum(mm_of_pt(line.size) for line in self.label) * LINE_HEIGHT

    @property
    def digits_height(self) -> float:
        """Height of the digits, mm."""
        return mm_of_pt(self.size) * DIGIT_HEIGHT


@dataclass(frozen=True, slots=True)
class Fitting:
    """The rows in one choice of sizes; ``over`` is by how many mm they miss their box."""

    rows: tuple[Row, ...]
    number_width: float
    over: float


@dataclass(frozen=True, slots=True)
class PhoneRows:
    """The entries of a list with the fields of their labels."""

    phones: PhoneList
    entries: tuple[Entry, ...]
    values: tuple[dict[str, str], ...]
    language: str
    measure: Measure

    def fittings(self, width: float, height: float) -> Iterator[Fitting]:
        """Every choice of sizes in order of preference: large digits first, then full labels.

        Sizes at which the digits alone are too large are left out, all but the least.
        """
        *larger, least = self.phones.number.sizes
        small = dropwhile(lambda size: not self._has_room(size, width, height), larger)
        for size in chain(small, (least,)):
            for form in self.phones.forms:
                for step in range(max(len(style.sizes) for _, style in form.lines)):
                    yield self._fit(size, form, step, width, height)

    def _has_room(self, size: float, width: float, height: float) -> bool:
        """Whether the digits have room at ``size``, were there no labels."""
        font = self.phones.number.font
        sizes = [self._size_of(entry, size) for entry in self.entries]
        column = max(
            line_width(entry.phone.printed, font, own, self.measure)
            for entry, own in zip(self.entries, sizes, strict=True)
        )
        rows = tuple(Row("", own, ()) for own in sizes)
        return column <= width + 1e-6 and self._height(rows) <= height + 1e-6

    def natural_height(self, width: float) -> float:
        """Height of the preferred choice, mm."""
        first = next(self.fittings(width, _ANYWHERE))
        return self._height(first.rows)

    def _fit(self, size: float, form: LabelForm, step: int, width: float, height: float) -> Fitting:
        numbers = [entry.phone.printed for entry in self.entries]
        sizes = [self._size_of(entry, size) for entry in self.entries]
        font = self.phones.number.font
        widths = [line_width(n, font, s, self.measure) for n, s in zip(numbers, sizes, strict=True)]
        column = max(widths)
        below = self.phones.side == "below"
        room = width if below else width - self.phones.gap - column
        rows = []
        widest = 0.0
        for number, own, entry, values in zip(
            numbers, sizes, self.entries, self.values, strict=True
        ):
            label = self._label(entry, values, form, step, room)
            rows.append(Row(number, own, label))
            widest = max(
                [widest]
                + [line_width(ln.text, ln.style.font, ln.size, self.measure) for ln in label]
            )
        fitted = tuple(rows)
        over = max(widest - room, column - width, self._height(fitted) - height, 0.0)
        return Fitting(fitted, column, over if over > 1e-6 else 0.0)

    def _size_of(self, entry: Entry, size: float) -> float:
        if not (self.phones.short and entry.short):
            return size
        # A short code keeps its proportion to the list's other numbers.
        return self.phones.short.sizes[0] * size / self.phones.number.sizes[0]

    def _label(
        self, entry: Entry, values: dict[str, str], form: LabelForm, step: int, room: float
    ) -> tuple[LabelLine, ...]:
        if entry.hotline:
            style = form.lines[0][1]
            size = style.sizes[min(step, len(style.sizes) - 1)]
            broken = break_lines(
                values["name"], style.font, size, room, form.hotline_lines, self.measure
            )
            return tuple(LabelLine(line, style, size) for line in broken)
        lines = []
        for words, style in form.lines:
            text = fill(words.for_language(self.language), values).replace(" ", KEEP)
            if text:
                size = style.sizes[min(step, len(style.sizes) - 1)]
                lines.append(LabelLine(text, style, size))
        return tuple(lines)

    def _row_height(self, row: Row) -> float:
        if self.phones.side == "below":
            return row.digits_height + self.phones.gap + row.label_height
        return max(row.digits_height, row.label_height)

    def _height(self, rows: tuple[Row, ...]) -> float:
        return sum(map(self._row_height, rows)) + self.phones.row_gap * (len(rows) - 1)

    def place(self, fitting: Fitting, rect: Rect, align: str, box: str) -> tuple[TextItem, ...]:
        """The rows' items in ``rect``.

        Rows have one pitch wherever that can be; see :func:`row_middles`.
        """
        heights = [self._row_height(row) for row in fitting.rows]
        middles = row_middles(heights, rect, self.phones.row_gap)
        first = fitting.rows[0]
        risen = 0.0
        if len(first.label) > 1 and self.phones.side != "below" and not is_even(middles):
            # The first label's last line stands beside its number, the lines over it rise.
            lines = len(first.label)
            lower = max(first.digits_height, first.label_height / lines)
            even = row_middles([lower, *heights[1:]], rect, self.phones.row_gap)
            if is_even(even):
                middles, risen = even, first.label_height * (lines - 1) / lines / 2
        return tuple(
            item
            for index, (row, height, middle) in enumerate(
                zip(fitting.rows, heights, middles, strict=True)
            )
            for item in self._place_row(
                row, fitting, rect, middle, height, align, box, 0.0 if index else risen
            )
        )

    def _place_row(
        self,
        row: Row,
        fitting: Fitting,
        rect: Rect,
        middle: float,
        height: float,
        align: str,
        box: str,
        risen: float,
    ) -> Iterator[TextItem]:
        style, measure = self.phones.number, self.measure
        own = line_width(row.number, style.font, row.size, measure)
        if self.phones.side == "below":
            top = middle - height / 2
            baseline = top + row.digits_height
            x = rect.x + inset(align, rect.width - own)
            label_top, label_align = baseline + self.phones.gap, align
            label_x, label_width = rect.x, rect.width
        else:
            baseline = middle + row.digits_height / 2
            label_top = middle - row.label_height / 2 - risen
            label_width = rect.width - fitting.number_width - self.phones.gap
            left = self.phones.side == "left"
            label_align = "right" if left else "left"
            x = rect.right - fitting.number_width if left else rect.x
            label_x = rect.x if left else rect.right - label_width
        colour = style.colour
        yield from set_line(
            row.number, style.font, row.size, x, baseline, measure, colour=colour, box=box
        )
        for line in row.label:
            width = line_width(line.text, line.style.font, line.size, measure)
            yield from set_line(
                line.text,
                line.style.font,
                line.size,
                label_x + inset(label_align, label_width - width),
                label_top + mm_of_pt(line.size),
                measure,
                colour=line.style.colour,
                box=box,
            )
            label_top += LINE_HEIGHT * mm_of_pt(line.size)
