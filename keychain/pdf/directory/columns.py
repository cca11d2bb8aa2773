"""Two columns that flow over pages, with a heading of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from keychain.geometry import PT_PER_MM, mm_of_pt
from keychain.pdf.directory.metrics import RED, STRONG
from keychain.pdf.directory.pen import Pen
from keychain.pdf.directory.setting import SetBox, Setting, leading
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands together in a column. ``paint`` draws it from its left and top; ``before``
    is the white above it, left out at a column's head; ``label`` is for the running head."""

    high: float
    before: float
    label: str
    paint: Callable[[Pen, float, float], None]


class Columns(SetBox):
    """Units in two columns, read down the left one first; the last page's are of even height.

    ``make`` gives the units once all pages that they send to have been set.
    """

    def __init__(
        self,
        setting: Setting,
        make: Callable[[], Iterable[Unit]],
        title: str = "",
        key: str = "",
        before: float = 0.0,
    ) -> None:
        super().__init__(setting, before)
        self._make = make
        self.title = title
        self.key = key

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What is left to be set."""
        return tuple(self._make())

    @cached_property
    def head(self) -> float:
        """The height of the heading, mm."""
        return leading(self.setting.metrics.section) + 3.0 if self.title else 0.0

    @cached_property
    def _even(self) -> float:
        """The least height at which all units fit in both columns."""
        whole = _high(self.units)
        low, high = whole / 2 - 1, whole
        while high - low > 0.2:
            middle = (low + high) / 2
            if self._fit(middle) == len(self.units):
                high = middle
            else:
                low = middle
        return high

    def _fit(self, height: float) -> int:
        """How many units two columns of ``height`` take."""
        left = _filled(self.units, height)
        return left + _filled(self.units[left:], height)

    @cached_property
    def high(self) -> float:
        """The height, mm; more than any page has where it takes several."""
        room = self.setting.metrics.height - self.head
        if self._fit(room) < len(self.units):
            return 10 * self.setting.metrics.paper.height
        return self.head + self._even

    def split(self, _width: float, height: float) -> list[Columns]:
        """What two columns of this height take, and the rest; nothing where all fit on a page of
        their own."""
        if self.title and self.high <= self.setting.metrics.height:
            return []
        room = height / PT_PER_MM - self.head
        fit = self._fit(room)
        if not fit or fit == len(self.units):
            return []
        here = Columns(self.setting, lambda: self.units[:fit], self.title, self.key, self.before)
        here.__dict__["high"] = here.head + room
        here.__dict__["_even"] = room
        return [here, Columns(self.setting, lambda: self.units[fit:])]

    def paint(self, pen: Pen) -> None:
        """Draw the heading and both columns."""
        setting, metrics = self.setting, self.setting.metrics
        if self.title:
            pen.text(self.title, STRONG, metrics.section, 0, mm_of_pt(metrics.section) * 0.95, RED)
            setting.section = self.title
            setting.opened(self.title, self.key, 0, pen, 0)
        first = _filled(self.units, self._even)
        step = (metrics.width + metrics.column_gap) / 2
        for x, units in ((0.0, self.units[:first]), (step, self.units[first:])):
            top = self.head
            for at, unit in enumerate(units):
                top += unit.before if at else 0.0
                unit.paint(pen, x, top)
                top += unit.high
                if unit.label:
                    setting.show(unit.label)
                    setting.tell()


def _filled(units: Sequence[Unit], height: float) -> int:
    """How many units one column takes."""
    top = 0.0
    for at, unit in enumerate(units):
        top += unit.high + (unit.before if at else 0.0)
        if top > height + 1e-6:
            return at
    return len(units)


def _high(units: Sequence[Unit]) -> float:
    return sum(unit.high + (unit.before if at else 0.0) for at, unit in enumerate(units))
