"""What a PDF's streams paint, each stream walked once for every brush that it is drawn with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pikepdf

from keychain.preflight.reading.brush import StateSetter
from keychain.preflight.reading.glyphs import GlyphFacts
from keychain.preflight.reading.inks import Colour
from keychain.preflight.reading.instructions import INLINE_IMAGE, Instruction
from keychain.preflight.reading.marks import Brush, Drawn, Kind, Letter, Mark, StreamPaint
from keychain.preflight.reading.paths import MOST_PARTS, PathTrace
from keychain.preflight.reading.pictures import PictureFacts
from keychain.preflight.reading.values import (
    IDENTITY,
    Box,
    Matrix,
    box,
    common,
    entry,
    matrix,
    moved,
    moved_box,
    name,
    number,
    times,
)

_STRINGS = frozenset({"Tj", "TJ", "'", '"'})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_ENDS = _FILLS | _STROKES | {"n"}
_JOINED = 0.15
"""Text goes on where the last text ended, give or take this much of an em."""


@dataclass(slots=True)
class _State:
    """The brush, and what a form does not share with it: where things stand, and the text state."""

    brush: Brush
    ctm: Matrix = IDENTITY
    clip: Box | None = None
    font: object = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    shown: int = 0


@dataclass(slots=True)
class Painter:
    """One walk through a stream. ``read_form`` walks a form and names it, None where it may not be
    drawn; ``read_font`` and ``read_image`` answer from what is known."""

    resources: object
    read_form: Callable[[pikepdf.Stream, object, Brush], str | None]
    read_font: Callable[[object], GlyphFacts]
    read_image: Callable[[pikepdf.Object, object], PictureFacts]
    brush: Brush = field(default_factory=Brush)
    items: list[Mark | Drawn] = field(default_factory=list)
    blends: bool = False
    _state: _State = field(init=False)
    _stack: list[_State] = field(default_factory=list)
    _line: Matrix = IDENTITY
    _at: float = 0.0
    _path: PathTrace = field(default_factory=PathTrace)
    _end: tuple[float, float] | None = None
    _setter: StateSetter = field(init=False)

    def __post_init__(self) -> None:
        self._state = _State(self.brush)
        self._setter = StateSetter(self.resources)

    def through(self, instructions: Sequence[Instruction]) -> StreamPaint:
        """What the instructions of a stream paint, in the stream's own space."""
        for operator, operands in instructions:
            if operator == INLINE_IMAGE and isinstance(operands[0], pikepdf.Object):
                self._image(operands[0])
            elif not self._path.take(operator, operands):
                self._do(operator, operands)
        return StreamPaint(tuple(self.items), self.blends)

    def _do(self, operator: str, operands: Sequence[object]) -> None:
        state = self._state
        if operator in _ENDS:
            self._paint(operator)
        elif operator == "q":
            self._stack.append(replace(state))
        elif operator == "Q":
            if self._stack:
                self._state = self._stack.pop()
        elif operator == "cm":
            state.ctm = times(_matrix(operands), state.ctm)
        elif operator == "Do" and operands:
            self._draw(entry(entry(self.resources, "/XObject"), str(operands[0])))
        elif operator in _STRINGS:
            self._show(operator, operands)
        else:
            brush = self._setter.changed(state.brush, operator, operands)
            if brush is not None:
                state.brush = brush
                self.blends = self.blends or brush.blends
            else:
                self._text(operator, operands)

    def _paint(self, operator: str) -> None:
        """A path is painted, filled before it is stroked (ISO 32000-1, 8.5.3)."""
        path, state = self._path, self._state
        self._path = PathTrace()
        if path.box is None:
            return
        brush, whole = state.brush, moved_box(path.box, state.ctm)
        seen = common(whole, state.clip)
        if path.clips:
            state.clip = seen or (whole[0], whole[1], whole[0], whole[1])
        if seen is None:
            return
        if operator in _FILLS:
            quad = path.thinnest(state.ctm)
            self.items.append(
                Mark(
                    "fill",
                    brush.fill,
                    brush.fill_over,
                    brush.mode,
                    seen,
                    quad=quad,
                    pieces=path.subpaths,
                )
            )
        if operator in _STROKES:
            path.finish()
            parts = path.parts if len(path.parts) <= MOST_PARTS else []
            grown = [moved_box(_grown(part, brush.width / 2), state.ctm) for part in parts]
            wide = moved_box(_grown(path.box, brush.width / 2), state.ctm)
            self.items.append(
                Mark(
                    "stroke",
                    brush.stroke,
                    brush.stroke_over,
                    brush.mode,
                    common(wide, state.clip) or seen,
                    state.ctm,
                    brush.width,
                    parts=tuple(grown),
                )
            )

    def _draw(self, target: object) -> None:
        if not isinstance(target, pikepdf.Stream):
            return
        if name(entry(target, "/Subtype")) == "Image":
            self._image(target)
            return
        state = self._state
        drawn = self.read_form(target, self.resources, state.brush)
        if drawn is not None:
            placed = times(matrix(entry(target, "/Matrix")), state.ctm)
            clip = state.clip
            shown = box(entry(target, "/BBox"))
            if shown is not None:
                clip = common(moved_box(shown, placed), clip)
                if clip is None:
                    return
            self.items.append(Drawn(drawn, placed, clip))

    def _image(self, image: pikepdf.Object) -> None:
        state = self._state
        facts = self.read_image(image, entry(self.resources, "/ColorSpace"))
        colour = Colour("Image", facts.most)
        over = False
        if facts.stencil:
            colour, over = state.brush.fill, state.brush.fill_over
        seen = common(moved_box((0.0, 0.0, 1.0, 1.0), state.ctm), state.clip)
        if seen is None:
            return
        mode = state.brush.mode
        self.items.append(Mark("image", colour, over, mode, seen, state.ctm, picture=facts))

    def _text(self, operator: str, operands: Sequence[object]) -> None:
        state = self._state
        figures = [n for n in map(number, operands) if n is not None]
        if operator == "BT":
            self._move_to(IDENTITY)
        elif operator == "Tf" and len(operands) == 2:
            state.font = entry(entry(self.resources, "/Font"), str(operands[0]))
            state.size = figures[0] if figures else 0.0
        elif operator == "Tm":
            self._move_to(_matrix(operands))
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
        if operator == "Tc":
            state.letter = figure
        elif operator == "Tw":
            state.word = figure
        elif operator == "Tz":
            state.stretch = figure / 100
        elif operator == "TL":
            state.leading = figure
        elif operator == "Ts":
            state.rise = figure
        elif operator == "Tr":
            state.shown = int(figure)

    def _move_to(self, line: Matrix) -> None:
        self._line, self._at = line, 0.0

    def _move_by(self, x: float, y: float) -> None:
        self._move_to(times((1, 0, 0, 1, x, y), self._line))

    def _show(self, operator: str, operands: Sequence[object]) -> None:
        state = self._state
        if operator == '"' and len(operands) == 3:
            state.word, state.letter = number(operands[0]) or 0.0, number(operands[1]) or 0.0
        if operator in ("'", '"'):
            self._move_by(0, -state.leading)
        if not operands or state.font is None:
            return
        font = self.read_font(state.font)
        last = operands[-1]
        start = self._at
        letters: list[Letter] = []
        # From em to the stream's space, at the line's start (ISO 32000-1, 9.4.4).
        em = (state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise)
        place = times(self._line, state.ctm)
        for part in list(last) if isinstance(last, pikepdf.Array) else [last]:
            if isinstance(part, pikepdf.String):
                self._string(font, bytes(part), times(em, place), letters)
            else:
                self._at -= (number(part) or 0.0) / 1000 * state.size * state.stretch
        self._add_text(font, letters, times(em, place), moved((start, 0.0), place))
        self._end = moved((self._at, 0.0), place)

    def _string(self, font: GlyphFacts, shown: bytes, frame: Matrix, into: list[Letter]) -> None:
        state = self._state
        wide = state.size * state.stretch
        for code in font.codes(shown):
            ink = font.ink(code)
            text = font.letter(code)
            step = self._at / wide if wide else 0.0
            if ink is not None:
                shifted = (ink[0] + step, ink[1], ink[2] + step, ink[3])
                into.append(Letter(text, moved_box(shifted, frame)))
            elif text.isspace():
                x, y = moved((step, 0.0), frame)
                into.append(Letter(" ", (x, y, x, y)))
            space = state.word if code == 32 and font.code_bytes == 1 else 0.0
            advance = font.advance(code) * state.size + state.letter + space
            self._at += advance * state.stretch

    def _add_text(
        self,
        font: GlyphFacts,
        letters: list[Letter],
        frame: Matrix,
        start: tuple[float, float],
    ) -> None:
        state, brush = self._state, self._state.brush
        seen = [letter.ink for letter in letters if not letter.text.isspace()]
        if state.shown in (3, 7) or not seen:  # invisible, or only for clipping (9.3.6)
            return
        stroked = state.shown in (1, 5)
        kind: Kind = "text"
        mark = Mark(
            kind,
            brush.stroke if stroked else brush.fill,
            brush.stroke_over if stroked else brush.fill_over,
            brush.mode,
            around(seen),
            frame,
            text="".join(letter.text for letter in letters),
            letters=tuple(letters),
            bold=font.bold or state.shown in (2, 6),
        )
        before = self.items[-1] if self.items else None
        if isinstance(before, Mark) and self._goes_on(before, mark, start):
            self.items[-1] = replace(
                before,
                box=around([before.box, mark.box]),
                text=before.text + mark.text,
                letters=before.letters + mark.letters,
            )
        else:
            self.items.append(mark)

    def _goes_on(self, before: Mark, mark: Mark, start: tuple[float, float]) -> bool:
        if before.kind != "text" or self._end is None or before.frame[:4] != mark.frame[:4]:
            return False
        if (before.colour, before.overprint) != (mark.colour, mark.overprint):
            return False
        em = max(map(abs, mark.frame[:4]))
        return max(abs(a - b) for a, b in zip(start, self._end, strict=True)) <= _JOINED * em


def around(boxes: Sequence[Box]) -> Box:
    """The box around all of them."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _matrix(operands: Sequence[object]) -> Matrix:
    six = [n for n in map(number, operands) if n is not None]
    return (six[0], six[1], six[2], six[3], six[4], six[5]) if len(six) == 6 else IDENTITY
