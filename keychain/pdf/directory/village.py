"""A village's block: its name, its numbers, who answers them, and the code beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from keychain.directory.book.model import Block
from keychain.geometry import PT_PER_MM, mm_of_pt
from keychain.layout.typesetting import DIGIT_HEIGHT
from keychain.pdf.directory.metrics import PLAIN, QUIET, RED, STRONG
from keychain.pdf.directory.pen import Pen
from keychain.pdf.directory.rows import RowStyle, SetRow, set_rows, widest_number
from keychain.pdf.directory.setting import SetBox, Setting, leading

_RISES = 0.95
"""How far a capital with two marks rises over its baseline, em."""
_KIND_GAP = 1.4
"""Between the kind and the name behind it, mm."""
_NAME_GAP = 0.5
"""Between the lowest letter of the heading and the first number, em of the heading."""
_LEAST_WHO = 0.28
"""The share of a page's width that names keep."""
_BESIDE = 4.0
"""Between a number that is wider than its column and the name beside it, mm."""


class VillageBlock(SetBox):
    """A village whole on its page; one that is higher than a page goes on on the next, by rows."""

    def __init__(
        self,
        setting: Setting,
        block: Block,
        level: int,
        rest: tuple[SetRow, ...] = (),
    ) -> None:
        super().__init__(setting, setting.metrics.gap)
        self.block = block
        self.level = level
        self.first = not rest
        self._rest = rest

    @cached_property
    def rows(self) -> tuple[SetRow, ...]:
        """The rows of this part of the block."""
        if self._rest:
            return self._rest
        metrics = self.setting.metrics
        lead = metrics.lead
        style = RowStyle(lead, metrics.number, metrics.who, metrics.note, 0, 0)
        widest = widest_number(self.block.rows, style, self.setting)
        most = (1 - _LEAST_WHO) * metrics.width - metrics.code_width - _BESIDE
        if widest > most:
            # A number with its extension gives way, so that the name beside it has room.
            lead = max(lead * most / widest, metrics.number)
            style = replace(style, lead=lead)
            widest = widest_number(self.block.rows, style, self.setting)
        x = max(metrics.who_x, widest + _BESIDE)
        width = max(metrics.width - metrics.code_width - x, 10.0)
        style = replace(style, who_x=x, who_width=width)
        return set_rows(self.block.rows, style, self.setting)

    @cached_property
    def name(self) -> tuple[str, ...]:
        """The heading in its lines."""
        name = self.block.name
        if not self.first:
            name = self.setting.book.continued.format(name=name)
        width = self.setting.metrics.width - self.setting.metrics.code_width - self._kind_wide
        return self.setting.lines(name, STRONG, self.setting.metrics.village, width)

    @property
    def head(self) -> float:
        """The height of the heading, mm: from the top to where the first row begins."""
        size = self.setting.metrics.village
        last = _RISES * mm_of_pt(size) + (len(self.name) - 1) * leading(size)
        return last + (_NAME_GAP + 0.25) * mm_of_pt(size)

    @cached_property
    def high(self) -> float:
        """The height, mm."""
        gaps = (len(self.rows) - 1) * self.setting.metrics.row_gap
        rows = self.head + sum(row.high for row in self.rows) + gaps
        return max(rows, self._code_high()) if self.first else rows

    def split(self, _width: float, height: float) -> list[VillageBlock]:
        """Nothing where the block fits on a page of its own; else as much of it as fits here,
        and the rest, neither of them a single row."""
        metrics = self.setting.metrics
        if self.high <= metrics.height:
            return []
        room = height / PT_PER_MM - self.head
        fit = 0
        for row in self.rows:
            room -= row.high + (metrics.row_gap if fit else 0)
            if room < 0:
                break
            fit += 1
        fit = min(fit, len(self.rows) - 2)
        if fit < 2 or (self.first and height / PT_PER_MM < self._code_high()):
            return []
        here = VillageBlock(self.setting, self.block, self.level, self.rows[:fit])
        here.first = self.first
        return [here, VillageBlock(self.setting, self.block, self.level, self.rows[fit:])]

    def paint(self, pen: Pen) -> None:
        """Draw the block."""
        metrics, block = self.setting.metrics, self.block
        size = metrics.village
        baseline = _RISES * mm_of_pt(size)
        if block.kind:
            pen.text(block.kind, PLAIN, metrics.who, 0, baseline)
        for at, line in enumerate(self.name):
            baseline += leading(size) if at else 0
            pen.text(line, STRONG, size, 0 if at else self._kind_wide, baseline, RED)
        top = self.head
        for row in self.rows:
            row.paint(pen, top)
            top += row.high + metrics.row_gap
        self.setting.show(block.name)
        if self.first:
            self._paint_code(pen)
            self.setting.opened(block.name, block.key, self.level, pen, 0)
            self.setting.tell()

    @property
    def _kind_wide(self) -> float:
        """The width of the kind with the white behind it, mm."""
        if not self.block.kind:
            return 0.0
        setting = self.setting
        size = mm_of_pt(setting.metrics.who)
        return setting.measure.width(self.block.kind, PLAIN) * size + _KIND_GAP

    @property
    def _label(self) -> float:
        metrics = self.setting.metrics
        return 8.6 if metrics.scale == 1 else 7.2

    def _code_top(self) -> float:
        """Where modules begin: level with the capitals of the heading."""
        return (_RISES - DIGIT_HEIGHT) * mm_of_pt(self.setting.metrics.village)

    def _code_high(self) -> float:
        module = self.setting.metrics.module
        lines = len(self._labels())
        below = self._code_top() + (self.block.symbol.size + QUIET) * module
        return below + lines * leading(self._label)

    def _labels(self) -> tuple[tuple[str, bool], ...]:
        """What stands under the code, and whether it is a name."""
        width = self.setting.metrics.code_width - 3
        plain = self.setting.lines(self.block.scan, PLAIN, self._label, width)
        strong = self.setting.lines(self.block.answers, STRONG, self._label, width)
        return (*((line, False) for line in plain), *((line, True) for line in strong))

    def _paint_code(self, pen: Pen) -> None:
        metrics, symbol = self.setting.metrics, self.block.symbol
        side = symbol.size * metrics.module
        top = self._code_top()
        pen.symbol(symbol, metrics.width - side, top, metrics.module)
        # An ể is 1 em high, and the quiet zone is blank.
        baseline = top + side + QUIET * metrics.module + mm_of_pt(self._label)
        for line, strong in self._labels():
            font = STRONG if strong else PLAIN
            pen.text(line, font, self._label, metrics.width, baseline, align="right")
            baseline += leading(self._label)
