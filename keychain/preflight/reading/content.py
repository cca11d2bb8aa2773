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
from keychain.preflight.reading.operators import (
    CLIPS,
    ENDS,
    FILL_COLOURS,
    FILLS,
    GRAY_AND_RGB,
    PATHS,
    SHOWS,
    STROKE_COLOURS,
    STROKES,
    TEXT,
)
from keychain.preflight.reading.stream_facts import Drawn, Show, StreamFacts
from keychain.preflight.reading.text_line import TextLine, TextState
from keychain.preflight.reading.values import (
    IDENTITY,
    Matrix,
    entry,
    identity,
    matrix,
    moved_box,
    name,
    number,
    six,
    times,
)
from keychain.values import dataclass

_Font = tuple[str, FontFacts]
"""A font and its identity."""

_NOTHING = PATHS | CLIPS | {"n", PATH, "ET", "gs", "w", "BDC", "EMC"}
"""Operators that change nothing of what is followed here."""

_MOVES = frozenset({"Td", "TD", "Tm", "T*"})


@dataclass(slots=True)
class Walk:
    """One walk through a stream. ``read_form`` and ``read_font`` answer from what is known."""

    resources: object
    read_form: Callable[[pikepdf.Stream, object], StreamFacts | None]
    read_font: Callable[[object], _Font]
    shows: list[Show] = field(default_factory=list)
    forms: list[Drawn] = field(default_factory=list)
    colours: set[str] = field(default_factory=set)
    inherits: bool = False
    _ctm: Matrix = IDENTITY
    _fill: bool = False
    _stroke: bool = False
    _line: TextLine[_Font] = field(init=False)
    _stack: list[tuple[Matrix, bool, bool, TextState[_Font]]] = field(default_factory=list)
    _drawn: dict[str, tuple[Drawn, StreamFacts]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._line = TextLine(self.resources, self.read_font)

    def through(self, stream: pikepdf.Object, *, skeleton: bool) -> StreamFacts:
        """The facts of ``stream``, a page or a form, with its skeleton where that is wanted."""
        bones: list[str] = []
        for operator, operands, figures in read_drawing(stream):
            if operator == INLINE_IMAGE and isinstance(image := operands[0], pikepdf.Object):
                self._colour(foreign_image(image, self._listed("/ColorSpace")))
                bones.append(repr(image.read_raw_bytes()))
                continue
            if skeleton and operator not in _MOVES:
                kept = () if operator in SHOWS else operands
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
        if operator == "q":
            self._stack.append((self._ctm, self._fill, self._stroke, self._line.state))
        elif operator == "Q":
            if self._stack:
                self._ctm, self._fill, self._stroke, self._line.state = self._stack.pop()
        elif operator in SHOWS:
            self._show(operator, operands)
        elif operator in TEXT:
            self._line.take(operator, operands, figures)
        elif operator == "cm":
            self._ctm = times(six(figures), self._ctm)
        elif operator == "Do" and operands:
            self._draw(str(operands[0]))
        elif operator == "sh" and operands:
            shading = entry(self._listed("/Shading"), str(operands[0]))
            self._colour(foreign_space(entry(shading, "/ColorSpace"), self._listed("/ColorSpace")))
        elif operator in ENDS:
            self._paint(fill=operator in FILLS, stroke=operator in STROKES)
        else:
            self._set_colour(operator, operands)

    def _paint(self, *, fill: bool, stroke: bool = False) -> None:
        """Something is painted in the colours that hold."""
        if (fill and not self._fill) or (stroke and not self._stroke):
            self.inherits = True

    def _set_colour(self, operator: str, operands: Sequence[object]) -> None:
        """Any other operator, which may be one that sets a colour (ISO 32000-1, table 74)."""
        if operator in GRAY_AND_RGB:
            self._colour(GRAY_AND_RGB[operator])
        elif operator in ("cs", "CS") and operands:
            self._colour(foreign_space(operands[0], self._listed("/ColorSpace")))
        elif operator in ("scn", "SCN") and operands and name(operands[-1]) is not None:
            pattern = entry(self._listed("/Pattern"), str(operands[-1]))
            self._colour(foreign_pattern(pattern))
        if operands:
            self._fill = self._fill or operator in FILL_COLOURS
            self._stroke = self._stroke or operator in STROKE_COLOURS

    def _draw(self, called: str) -> None:
        if called in self._drawn:  # a sheet draws one form dozens of times
            self._add(*self._drawn[called])
            return
        target = entry(self._listed("/XObject"), called)
        if not isinstance(target, pikepdf.Stream):
            return
        if name(entry(target, "/Subtype")) == "Image":
            self._colour(foreign_image(target, self._listed("/ColorSpace")))
            self._paint(fill=entry(target, "/ImageMask") is True)
            return
        facts = self.read_form(target, self.resources)
        if facts is None:
            return
        self._drawn[called] = Drawn(identity(target), matrix(entry(target, "/Matrix"))), facts
        self._add(*self._drawn[called])

    def _add(self, form: Drawn, facts: StreamFacts) -> None:
        self.forms.append(Drawn(form.form, times(form.matrix, self._ctm)))
        self._paint(fill=facts.inherits, stroke=facts.inherits)

    def _show(self, operator: str, operands: Sequence[object]) -> None:
        line = self._line
        parts, state = line.begin(operator, operands), line.state
        if state.font is None or not operands:
            return
        key, facts = state.font
        codes: list[int] = []
        shifts: list[tuple[int, float]] = []
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes += facts.codes(bytes(part))
            elif (by := number(part)) is not None:
                shifts.append((len(codes), by))
        size, rise, spacing = abs(state.size), abs(state.rise), abs(state.letter) + abs(state.word)
        widest = len(codes) * facts.widths.widest + sum(abs(by) for _, by in shifts) / 1000
        advance = widest * size + len(codes) * spacing
        line.at += advance * max(abs(state.stretch), 1.0)
        # Text may run to the left, and with a size below zero upside down.
        across = line.at + 0.5 * size
        below = (0.6 if state.size >= 0 else 1.4) * size + rise
        around = (-across, -below, across, 1.4 * size + rise)
        place = times(line.matrix, self._ctm)
        box = moved_box(around, place)
        self.shows.append(Show(key, tuple(codes), tuple(shifts), place, size, box))
        self._paint(fill=True)
