"""Boxes brought to life for one tag: what is there, what has given way, and its natural size.

Sizes are mm. A state says how far each box has given way; the same state always gives the same
face.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from keychain.geometry import Size, mm_of_pt
from keychain.layout.conditions import holds
from keychain.layout.fitting.lines import Lines, break_text
from keychain.layout.fitting.phone_rows import PhoneRows
from keychain.layout.fitting.state import FULL, State, step_of
from keychain.layout.measure import Measure
from keychain.layout.spec import (
    Box,
    Length,
    PhoneList,
    QrBox,
    Stack,
    TextBox,
)
from keychain.layout.templates import entry_values, fill, short_entry, tag_values
from keychain.layout.typesetting import DIGIT_HEIGHT, line_width
from keychain.tags.content import Entry, TagContent
from keychain.tags.qr import QrSymbol
from keychain.values import dataclass

if TYPE_CHECKING:
    from keychain.layout.fitting.flow import Spot


Place = tuple[float, float, float, float]
"""A rectangle as x, y, width and height, which is quicker to look up."""


@dataclass(slots=True)
class Live:
    """One face's boxes for one tag. ``left_out`` are the boxes of the front that gave way,
    ``dependents`` and ``in_height`` as in ``fitting.known``."""

    content: TagContent
    measure: Measure
    left_out: set[str]
    dependents: Mapping[str, Collection[int]]
    in_height: Collection[int]
    values: dict[str, str] = field(init=False)
    present: frozenset[str] = field(init=False)
    _texts: dict[tuple[str, int], str] = field(default_factory=dict)
    _ems: dict[tuple[str, int], float] = field(default_factory=dict)
    _lines: dict[tuple[str, int, int, float | None], Lines] = field(default_factory=dict)
    _rows: dict[str, PhoneRows] = field(default_factory=dict)
    _state: State | None = None
    _last: State = field(default_factory=dict)
    _there: dict[int, bool] = field(default_factory=dict)
    _sizes: dict[int, dict[tuple[float, float], Size]] = field(default_factory=dict)
    _spots: dict[int, dict[Place, list[Spot]]] = field(default_factory=dict)

    def remember(self, state: State | None) -> None:
        """Work out only once what boxes are there and how large they are in ``state``, which does
        not change until this is called again, and of the state before it keep what is the same."""
        self._state = state
        if state is None:
            return
        last, self._last = self._last, dict(state)
        for name in last.keys() | state.keys():
            if last.get(name, FULL) != state.get(name, FULL):
                for box in self.dependents.get(name, ()):
                    self._there.pop(box, None)
                    self._sizes.pop(box, None)
                    self._spots.pop(box, None)

    def spots(self, box: Box, state: State) -> dict[Place, list[Spot]]:
        """Where the boxes in a stack stand in this state, by the stack's place, for whoever works
        it out to keep."""
        return self._spots.setdefault(id(box), {}) if state is self._state else {}

    def __post_init__(self) -> None:
        self.values = tag_values(self.content)
        self.present = frozenset(self.values)

    def is_there(self, box: Box, state: State) -> bool:
        """Whether the box shows anything in this state."""
        if state is not self._state:
            return self._is_there(box, state)
        known = self._there.get(id(box))
        if known is None:
            known = self._there[id(box)] = self._is_there(box, state)
        return known

    def _is_there(self, box: Box, state: State) -> bool:
        if state.get(box.name, FULL).out or not self.may_show(box, state):
            return False
        match box.content:
            case TextBox():
                return bool(self.text(box, box.content, state))
            case Stack(children=children):
                return any(self.is_there(child, state) for child in children)
            case PhoneList():
                return bool(self.entries(box.content))
            case QrBox(says="serial"):
                return bool(self.content.serial)
            case _:
                return True

    def may_show(self, box: Box, state: State) -> bool:
        """Whether the box's condition holds in this state."""
        if box.when is None:
            return True
        gone = {name for name, give in state.items() if give.out}
        return holds(box.when, self.content, self.present, self.left_out, gone)

    def text(self, box: Box, text: TextBox, state: State) -> str:
        """The text with its fields filled, a shorter one where it has given way."""
        short = state.get(box.name, FULL).short
        known = self._texts.get((box.name, short))
        if known is None:
            words = (text.words, *text.shorter)[short]
            known = fill(words.for_language(self.content.language), self.values)
            self._texts[box.name, short] = known
        return known

    def entries(self, phones: PhoneList) -> tuple[Entry, ...]:
        """The numbers that a list shows."""
        others = self.content.others
        match phones.selection:
            case "others":
                return others
            case "rest":
                short = short_entry(self.content)
                return tuple(e for e in others if e is not short)
            case "hotlines":
                return tuple(e for e in others if e.hotline)
            case _:
                return tuple(e for e in others if not e.hotline)

    def rows(self, box: Box, phones: PhoneList) -> PhoneRows:
        """A list's numbers with their labels, ready to be fitted."""
        known = self._rows.get(box.name)
        if known is None:
            entries = self.entries(phones)
            values = tuple(entry_values(entry) for entry in entries)
            known = PhoneRows(phones, entries, values, self.content.language, self.measure)
            self._rows[box.name] = known
        return known

    def em(self, box: Box, text: TextBox, state: State) -> float:
        """The width of a text in one line, mm at 1 pt."""
        short = state.get(box.name, FULL).short
        known = self._ems.get((box.name, short))
        if known is None:
            words = self.text(box, text, state)
            known = self._ems[box.name, short] = line_width(words, text.style.font, 1, self.measure)
        return known

    def lines(self, box: Box, text: TextBox, state: State, width: float) -> Lines:
        """The text's lines in ``width`` mm, the same in every state in which the box itself has
        given way as far."""
        give = state.get(box.name, FULL)
        key = box.name, give.step, give.short
        known = self._lines.get((*key, None))
        if known is None:
            known = self._lines[*key, None] = self._broken(box, text, state, None)
        if known.widths[0] <= width + 1e-6:  # in one line, whatever the width
            return known
        known = self._lines.get((*key, width))
        if known is None:
            known = self._lines[*key, width] = self._broken(box, text, state, width)
        return known

    def _broken(self, box: Box, text: TextBox, state: State, width: float | None) -> Lines:
        form, size = step_of(box.name, text, state)
        words = self.text(box, text, state)
        return break_text(words, text.style.font, form, size, width, self.measure)

    def symbol(self, qr: QrBox) -> QrSymbol:
        """The symbol that a code shows."""
        match qr.says:
            case "serial":
                return self.content.serial_symbol
            case "card":
                return self.content.card_symbol
            case "dial":
                return self.content.symbol

    def module(self, box: Box, qr: QrBox, state: State) -> float:
        """The module's side in mm."""
        return qr.modules[state.get(box.name, FULL).step]

    def natural(self, box: Box, state: State, room: Size) -> Size:
        """The size that a box takes where ``room`` is what its parent has, mm."""
        if state is not self._state:
            return self._natural(box, state, room)
        sizes = self._sizes.setdefault(id(box), {})
        key = room.width, room.height if id(box) in self.in_height else 0.0
        known = sizes.get(key)
        if known is None:
            known = sizes[key] = self._natural(box, state, room)
        return known

    def _natural(self, box: Box, state: State, room: Size) -> Size:
        width = _length(box.width, room.width)
        height = _length(box.height, room.height)
        if width is not None and height is not None:
            return Size(width, height)
        inner = Size(
            room.width if width is None else width,
            room.height if height is None else height,
        )
        own = self._content_size(box, state, inner)
        return Size(own.width if width is None else width, own.height if height is None else height)

    def _content_size(self, box: Box, state: State, room: Size) -> Size:
        match box.content:
            case TextBox() as text if text.style.digits:
                size = step_of(box.name, text, state)[1]
                return Size(self.em(box, text, state) * size, DIGIT_HEIGHT * mm_of_pt(size))
            case TextBox() as text:
                lines = self.lines(box, text, state, room.width)
                return Size(max(lines.widths), lines.height)
            case QrBox() as qr:
                side = self.symbol(qr).size * self.module(box, qr, state)
                return Size(side, side)
            case PhoneList() as phones:
                return Size(room.width, self.rows(box, phones).natural_height(room.width))
            case Stack() as stack:
                return self._stack_size(stack, state, room)
            case _:
                return Size(0.0, 0.0)

    def sizes(
        self, stack: Stack, there: Sequence[Box], state: State, room: Size
    ) -> tuple[Size, ...]:
        """The natural sizes of a stack's boxes. In a row, those that grow are measured in the
        width that the others leave, since a text's height depends on its width."""
        if stack.direction != "row" or not any(child.grow for child in there):
            return tuple([self.natural(child, state, room) for child in there])
        fixed = {child.name: self.natural(child, state, room) for child in there if not child.grow}
        spare = room.width - stack.gap * (len(there) - 1) - sum(s.width for s in fixed.values())
        growing = sum(child.grow for child in there)
        return tuple(
            fixed[child.name]
            if child.name in fixed
            else self.natural(child, state, Size(max(spare, 0) * child.grow / growing, room.height))
            for child in there
        )

    def _stack_size(self, stack: Stack, state: State, room: Size) -> Size:
        there = [child for child in stack.children if self.is_there(child, state)]
        if not there:
            return Size(0.0, 0.0)
        gaps = stack.gap * (len(there) - 1)
        sizes = self.sizes(stack, there, state, room)
        match stack.direction:
            case "column":
                return Size(max(s.width for s in sizes), sum(s.height for s in sizes) + gaps)
            case "row":
                return Size(sum(s.width for s in sizes) + gaps, max(s.height for s in sizes))
            case _:
                corners = [
                    Size(c.x.of(room.width) + s.width, c.y.of(room.height) + s.height)
                    for c, s in zip(there, sizes, strict=True)
                ]
                return Size(max(s.width for s in corners), max(s.height for s in corners))


def _length(length: Length | None, whole: float) -> float | None:
    return None if length is None else length.of(whole)
