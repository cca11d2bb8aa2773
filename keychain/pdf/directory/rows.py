"""A number, large, and who answers it beside it."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.directory.book.model import Row
from keychain.geometry import mm_of_pt
from keychain.layout.typesetting import DIGIT_HEIGHT
from keychain.pdf.directory.metrics import PLAIN, STRONG
from keychain.pdf.directory.pen import Pen
from keychain.pdf.directory.setting import Setting, leading
from keychain.values import dataclass

_BELOW = 0.25
"""How far letters reach below their baseline, em."""


@dataclass(frozen=True, slots=True)
class RowStyle:
    """How rows are set: sizes in pt; where names begin and how wide they may be, mm."""

    lead: float
    number: float
    who: float
    note: float
    who_x: float
    who_width: float
    under: bool = False
    """Whether names stand under their numbers."""


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row in its lines. ``high`` is from the top of its digits, or capitals, to its foot, mm."""

    row: Row
    style: RowStyle
    who: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def number_size(self) -> float:
        """The size of its first number, pt."""
        return self.style.lead if self.row.lead else self.style.number

    @property
    def first(self) -> float:
        """The first baseline from the top, mm."""
        size = self.number_size if self.row.numbers else self.style.who
        return mm_of_pt(size) * DIGIT_HEIGHT

    @property
    def _texts(self) -> float:
        """The baseline that the first line of text would have beside the numbers, mm."""
        if not self.style.under:
            return self.first
        last = max(len(self.row.numbers) - 1, 0) * self.step
        return self.first + last + 0.5 * mm_of_pt(self.style.who) + mm_of_pt(self.style.who)

    @property
    def step(self) -> float:
        """From one number of the same person to the next, mm."""
        return mm_of_pt(self.style.number) * 1.3

    @property
    def high(self) -> float:
        """The height, mm."""
        texts = [self.style.who] * len(self.who) + [self.style.note] * len(self.notes)
        last = self._texts + sum(map(leading, texts[1:]))
        numbers = self.first + max(len(self.row.numbers) - 1, 0) * self.step
        return max(last + _BELOW * mm_of_pt(texts[-1]), numbers)

    def paint(self, pen: Pen, top: float) -> None:
        """Draw it: each number, and the lines beside the first of them."""
        baseline = top + self.first
        for at, number in enumerate(self.row.numbers):
            size = self.style.number if at else self.number_size
            pen.number(number, STRONG, size, 0, baseline + at * self.step)
        baseline = top + self._texts
        x = self.style.who_x
        for at, line in enumerate(self.who):
            baseline += leading(self.style.who) if at else 0
            pen.text(line, STRONG, self.style.who, x, baseline)
        for line in self.notes:
            baseline += leading(self.style.note)
            pen.text(line, PLAIN, self.style.note, x, baseline)


def set_rows(rows: Sequence[Row], style: RowStyle, setting: Setting) -> tuple[SetRow, ...]:
    """The rows with their texts broken into lines."""
    return tuple(
        SetRow(
            row,
            style,
            setting.lines(row.who, STRONG, style.who, style.who_width),
            _notes(row.notes, style, setting),
        )
        for row in rows
    )


def _notes(notes: Sequence[str], style: RowStyle, setting: Setting) -> tuple[str, ...]:
    """Notes on one line if that has room, else each from a line of its own on."""
    together = setting.lines(" · ".join(notes), PLAIN, style.note, style.who_width)
    if len(together) == 1:
        return tuple(filter(None, together))
    return tuple(
        line for note in notes for line in setting.lines(note, PLAIN, style.note, style.who_width)
    )


def widest_number(rows: Sequence[Row], style: RowStyle, setting: Setting) -> float:
    """The width of the widest number in these rows, mm."""
    return max(
        (
            setting.measure.width(number.printed, STRONG)
            * mm_of_pt(style.lead if row.lead and not at else style.number)
            for row in rows
            for at, number in enumerate(row.numbers)
        ),
        default=0.0,
    )
