"""What a content stream does: which text it shows where, which forms it draws, in which colours.

A stream is walked once, however often it is drawn. Points are in the stream's own space.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

import pikepdf

from keychain.preflight.reading.colours import foreign_image, foreign_pattern, foreign_space
from keychain.preflight.reading.fonts import FontFacts
from keychain.preflight.reading.instructions import INLINE_IMAGE, PATH, read_drawing
from keychain.preflight.reading.stream_facts import Drawn, Show, StreamFacts
from keychain.preflight.reading.values import (
    IDENTITY,
    Matrix,
    entry,
    identity,
    matrix,
    moved,
    moved_box,
    name,
    number,
    times,
)
from keychain.values import dataclass


@dataclass(slots=True)
class _State:
    """The part of the graphics state that matters here (ISO 32000-1, 8.4 and 9.3)."""

    ctm: Matrix = IDENTITY
    font: tuple[str, FontFacts] | None = None
    size: float = 0.0
    spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    fill: bool = False
    stroke: bool = False

    def copy(self) -> _State:
        """What q keeps."""
        return _State(
            self.ctm,
            self.font,
            self.size,
            self.spacing,
            self.stretch,
            self.leading,
            self.rise,
            self.fill,
            self.stroke,
        )


_STRINGS = frozenset({"Tj", "TJ", "'", '"'})
_NOTHING = frozenset(
    {"m", "l", "c", "v", "y", "h", "re", "W", "W*", "n", PATH, "ET", "gs", "w", "BDC", "EMC"}
)
"""Operators that change nothing of what is followed here."""

_MOVES = frozenset({"Td", "TD", "Tm", "T*"})
_PLAIN_COLOURS = {"g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB"}
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})


@dataclass(slots=True)
class Walk:
    """One walk through a stream. ``read_form`` and ``read_font`` answer from what is known."""

    resources: object
    read_form: Callable[[pikepdf.Stream, object], StreamFacts | None]
    read_font: Callable[[object], tuple[str, FontFacts]]
    shows: list[Show] = field(default_factory=list)
    forms: list[Drawn] = field(default_factory=list)
    colours: set[str] = field(default_factory=set)
    inherits: bool = False
    _state: _State = field(default_factory=_State)
    _stack: list[_State] = field(default_factory=list)
    _line: Matrix = IDENTITY
    _advance: float = 0.0
    _fonts: dict[str, tuple[str, FontFacts]] = field(default_factory=dict)
    _drawn: dict[str, tuple[Drawn, StreamFacts]] = field(default_factory=dict)

    def through(self, stream: pikepdf.Object, *, skeleton: bool) -> StreamFacts:
        """The facts of ``stream``, a page or a form, with its skeleton where that is wanted."""
        bones: list[str] = []
        for operator, operands, figures in read_drawing(stream):
            if operator == INLINE_IMAGE and isinstance(image := operands[0], pikepdf.Object):
                self._colour(foreign_image(image, self._listed("/ColorSpace")))
                bones.append(repr(image.read_raw_bytes()))
                continue
            if skeleton and operator not in _MOVES:
                kept = () if operator in _STRINGS else operands
                bones.append(" ".join([*map(repr, kept), operator]))
            if operator not in _NOTHING:
                self._do(operator, operands, figures)
        return StreamFacts(
            tuple(self.shows),
            tuple(self.forms),
            frozenset(self.colours),
            self.inherits,
            "\n".join(bones),
        )

    def _listed(self, category: str) -> object:
        return entry(self.resources, category)

    def _colour(self, family: str | None) -> None:
        if family is not None:
            self.colours.add(family)

    def _do(self, operator: str, operands: Sequence[object], figures: tuple[float, ...]) -> None:
        state = self._state
        if operator == "q":
            self._stack.append(state.copy())
        elif operator == "Q":
            if self._stack:
                self._state = self._stack.pop()
        elif operator in _STRINGS:
            self._show(operator, operands, figures)
        elif operator == "cm" and len(figures) == 6:
            a, b, c, d, e, f = figures
            state.ctm = times((a, b, c, d, e, f), state.ctm)
        elif operator == "Do" and operands:
            self._draw(str(operands[0]))
        elif operator == "sh" and operands:
            shading = entry(self._listed("/Shading"), str(operands[0]))
            self._colour(foreign_space(entry(shading, "/ColorSpace"), self._listed("/ColorSpace")))
        elif operator in _FILLS or operator in _STROKES:
            unset = (operator in _FILLS and not state.fill) or (
                operator in _STROKES and not state.stroke
            )
            self.inherits = self.inherits or unset
        elif not self._set_colour(operator, operands):
            self._text(operator, operands, figures)

    def _set_colour(self, operator: str, operands: Sequence[object]) -> bool:
        """Whether the operator was one that sets a colour (ISO 32000-1, table 74)."""
        if operator in _PLAIN_COLOURS:
            self._colour(_PLAIN_COLOURS[operator])
        elif operator in ("cs", "CS") and operands:
            self._colour(foreign_space(operands[0], self._listed("/ColorSpace")))
        elif operator in ("scn", "SCN") and operands and name(operands[-1]) is not None:
            pattern = entry(self._listed("/Pattern"), str(operands[-1]))
            self._colour(foreign_pattern(pattern))
        elif operator not in ("k", "K", "sc", "SC", "scn", "SCN"):
            return False
        if operator.islower():
            self._state.fill = True
        else:
            self._state.stroke = True
        return True

    def _draw(self, called: str) -> None:
        if called in self._drawn:  # a sheet draws one form dozens of times
            self._add(*self._drawn[called])
            return
        target = entry(self._listed("/XObject"), called)
        if not isinstance(target, pikepdf.Stream):
            return
        if name(entry(target, "/Subtype")) == "Image":
            self._colour(foreign_image(target, self._listed("/ColorSpace")))
            if entry(target, "/ImageMask") is True and not self._state.fill:
                self.inherits = True
            return
        facts = self.read_form(target, self.resources)
        if facts is None:
            return
        self._drawn[called] = Drawn(identity(target), matrix(entry(target, "/Matrix"))), facts
        self._add(*self._drawn[called])

    def _add(self, form: Drawn, facts: StreamFacts) -> None:
        self.forms.append(Drawn(form.form, times(form.matrix, self._state.ctm)))
        if facts.inherits and not (self._state.fill and self._state.stroke):
            self.inherits = True

    def _text(self, operator: str, operands: Sequence[object], figures: tuple[float, ...]) -> None:
        state = self._state
        if operator == "BT":
            self._move_to(IDENTITY)
        elif operator == "Tf" and len(operands) == 2:
            called = str(operands[0])
            if called not in self._fonts:
                self._fonts[called] = self.read_font(entry(self._listed("/Font"), called))
            state.font = self._fonts[called]
            state.size = figures[0] if figures else 0.0
        elif operator == "Tm" and len(figures) == 6:
            a, b, c, d, e, f = figures
            self._move_to((a, b, c, d, e, f))
        elif operator in ("Td", "TD") and len(figures) == 2:
            if operator == "TD":
                state.leading = -figures[1]
            self._move_by(figures[0], figures[1])
        elif operator == "T*":
            self._move_by(0, -state.leading)
        elif figures:
            self._text_state(operator, figures[0])

    def _text_state(self, operator: str, figure: float) -> None:
        state = self._state
        if operator in ("Tc", "Tw"):
            state.spacing += abs(figure)  # never taken back: the box only gets wider
        elif operator == "Tz":
            state.stretch = max(abs(figure) / 100, 1.0)
        elif operator == "TL":
            state.leading = figure
        elif operator == "Ts":
            state.rise = abs(figure)

    def _move_to(self, line: Matrix) -> None:
        self._line, self._advance = line, 0.0

    def _move_by(self, x: float, y: float) -> None:
        self._move_to(times((1, 0, 0, 1, x, y), self._line))

    def _show(self, operator: str, operands: Sequence[object], figures: tuple[float, ...]) -> None:
        state = self._state
        if operator in ("'", '"'):
            self._move_by(0, -state.leading)
        if operator == '"':
            state.spacing += sum(map(abs, figures))
        if state.font is None or not operands:
            return
        key, facts = state.font
        last = operands[-1]
        parts: list[object] = list(last) if isinstance(last, pikepdf.Array) else [last]
        shown = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
        codes = facts.codes(shown)
        shifts = sum(abs(n) for n in map(number, parts) if n is not None) / 1000
        size = abs(state.size)
        self._advance += (
            (len(codes) * facts.widest + shifts) * size + len(codes) * state.spacing
        ) * state.stretch
        # Text may run to the left, and with a size below zero upside down.
        across = self._advance + 0.5 * size
        below = (0.6 if state.size >= 0 else 1.4) * size + state.rise
        around = (-across, -below, across, 1.4 * size + state.rise)
        place = times(self._line, state.ctm)
        start = moved((0.0, 0.0), place)
        self.shows.append(Show(key, codes, start, moved_box(around, place)))
        if not state.fill:
            self.inherits = True
