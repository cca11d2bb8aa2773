"""Text as it is painted: where each glyph's ink lies, and which strings go on one from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace

import pikepdf

from keychain.preflight.reading.glyphs import GlyphFacts
from keychain.preflight.reading.marks import Brush, Drawn, Kind, Letter, Mark
from keychain.preflight.reading.values import (
    IDENTITY,
    Box,
    Matrix,
    around,
    entry,
    moved,
    moved_box,
    number,
    times,
)
from keychain.values import dataclass

TEXT_OPERATORS = frozenset({"BT", "Tf", "Tm", "Td", "TD", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tr"})
"""Those that move text or change its state, without showing any."""

_JOINED = 0.15
"""Text goes on where the last text ended, give or take this much of an em."""


@dataclass(slots=True)
class PaintState:
    """The brush, and what a form does not share with it: where things stand, and the text state."""

    brush: Brush
    ctm: Matrix = IDENTITY
    clip: Box | None = None
    font: GlyphFacts | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    shown: int = 0

    def copy(self) -> PaintState:
        """What q keeps."""
        return PaintState(
            self.brush,
            self.ctm,
            self.clip,
            self.font,
            self.size,
            self.letter,
            self.word,
            self.stretch,
            self.leading,
            self.rise,
            self.shown,
        )


@dataclass(slots=True)
class TextTrace:
    """Text of one stream. ``read_font`` answers from what is known."""

    resources: object
    read_font: Callable[[object], GlyphFacts]
    _fonts: dict[str, GlyphFacts | None] = field(default_factory=dict)
    _line: Matrix = IDENTITY
    _at: float = 0.0
    _end: tuple[float, float] | None = None

    def take(
        self,
        state: PaintState,
        operator: str,
        operands: Sequence[object],
        figures: tuple[float, ...],
    ) -> None:
        """One of TEXT_OPERATORS (ISO 32000-1, 9.3 and 9.4.2)."""
        if operator == "BT":
            self._move_to(IDENTITY)
        elif operator == "Tf" and len(operands) == 2:
            called = str(operands[0])
            if called not in self._fonts:
                found = entry(entry(self.resources, "/Font"), called)
                self._fonts[called] = None if found is None else self.read_font(found)
            state.font = self._fonts[called]
            state.size = figures[0] if figures else 0.0
        elif operator == "Tm":
            self._move_to(six(figures))
        elif operator in ("Td", "TD") and len(figures) == 2:
            if operator == "TD":
                state.leading = -figures[1]
            self._move_by(figures[0], figures[1])
        elif operator == "T*":
            self._move_by(0, -state.leading)
        elif figures:
            _set(state, operator, figures[0])

    def _move_to(self, line: Matrix) -> None:
        self._line, self._at = line, 0.0

    def _move_by(self, x: float, y: float) -> None:
        self._move_to(times((1, 0, 0, 1, x, y), self._line))

    def show(
        self,
        state: PaintState,
        operator: str,
        operands: Sequence[object],
        items: list[Mark | Drawn],
    ) -> None:
        """Text shown (9.4.3): a mark more, or the last one goes on."""
        if operator == '"' and len(operands) == 3:
            state.word, state.letter = number(operands[0]) or 0.0, number(operands[1]) or 0.0
        if operator in ("'", '"'):
            self._move_by(0, -state.leading)
        if not operands or state.font is None:
            return
        font = state.font
        last = operands[-1]
        start = self._at
        letters: list[Letter] = []
        # From em to the stream's space, at the line's start (ISO 32000-1, 9.4.4).
        em = (state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise)
        place = times(self._line, state.ctm)
        frame = times(em, place)
        for part in list(last) if isinstance(last, pikepdf.Array) else [last]:
            if isinstance(part, pikepdf.String):
                self._string(state, font, bytes(part), frame, letters)
            else:
                self._at -= (number(part) or 0.0) / 1000 * state.size * state.stretch
        self._add(state, font, letters, items, frame, moved((start, 0.0), place))
        self._end = moved((self._at, 0.0), place)

    def _string(
        self,
        state: PaintState,
        font: GlyphFacts,
        shown: bytes,
        frame: Matrix,
        into: list[Letter],
    ) -> None:
        size, letter, stretch = state.size, state.letter, state.stretch
        wide = size * stretch
        for code in font.codes(shown):
            text, ink, own = font.glyph(code)
            step = self._at / wide if wide else 0.0
            if ink is not None:
                shifted = (ink[0] + step, ink[1], ink[2] + step, ink[3])
                into.append(Letter(text, moved_box(shifted, frame)))
            elif text.isspace():
                x, y = moved((step, 0.0), frame)
                into.append(Letter(" ", (x, y, x, y)))
            space = state.word if code == 32 and font.code_bytes == 1 else 0.0
            self._at += (own * size + letter + space) * stretch

    def _add(
        self,
        state: PaintState,
        font: GlyphFacts,
        letters: list[Letter],
        items: list[Mark | Drawn],
        frame: Matrix,
        start: tuple[float, float],
    ) -> None:
        brush = state.brush
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
        before = items[-1] if items else None
        if isinstance(before, Mark) and self._goes_on(before, mark, start):
            items[-1] = replace(
                before,
                box=around([before.box, mark.box]),
                text=before.text + mark.text,
                letters=before.letters + mark.letters,
            )
        else:
            items.append(mark)

    def _goes_on(self, before: Mark, mark: Mark, start: tuple[float, float]) -> bool:
        if before.kind != "text" or self._end is None or before.frame[:4] != mark.frame[:4]:
            return False
        if (before.colour, before.overprint) != (mark.colour, mark.overprint):
            return False
        em = max(map(abs, mark.frame[:4]))
        return max(abs(a - b) for a, b in zip(start, self._end, strict=True)) <= _JOINED * em


def _set(state: PaintState, operator: str, figure: float) -> None:
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


def six(figures: tuple[float, ...]) -> Matrix:
    """The matrix that six numbers are, the identity for others."""
    if len(figures) != 6:
        return IDENTITY
    a, b, c, d, e, f = figures
    return a, b, c, d, e, f
