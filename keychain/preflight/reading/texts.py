"""Text as it is painted: where each glyph's ink lies, and which strings go on one from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pikepdf

from keychain.preflight.reading.fonts import FontFacts
from keychain.preflight.reading.marks import Brush, Drawn, Kind, Letter, Mark
from keychain.preflight.reading.text_line import TextLine
from keychain.preflight.reading.values import (
    Matrix,
    around,
    moved,
    moved_box,
    number,
    times,
)
from keychain.values import dataclass

_JOINED = 0.15
"""Text goes on where the last text ended, give or take this much of an em."""


@dataclass(slots=True)
class TextTrace:
    """Text of one stream, shown on its ``line`` and added to its ``items``."""

    line: TextLine[FontFacts]
    items: list[Mark | Drawn]
    _end: tuple[float, float] | None = None

    def show(self, brush: Brush, ctm: Matrix, operator: str, operands: Sequence[object]) -> None:
        """Text shown (ISO 32000-1, 9.4.3): a mark more, or the last one goes on."""
        line = self.line
        parts, state = line.begin(operator, operands), line.state
        if not operands or state.font is None:
            return
        start = line.at
        letters: list[Letter] = []
        # From em to the stream's space, at the line's start (9.4.4).
        em = (state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise)
        place = times(line.matrix, ctm)
        frame = times(em, place)
        for part in parts:
            if isinstance(part, pikepdf.String):
                self._string(state.font, bytes(part), frame, letters)
            else:
                line.at -= (number(part) or 0.0) / 1000 * state.size * state.stretch
        self._add(brush, state.font, letters, frame, moved((start, 0.0), place))
        self._end = moved((line.at, 0.0), place)

    def _string(self, font: FontFacts, shown: bytes, frame: Matrix, into: list[Letter]) -> None:
        line, state = self.line, self.line.state
        size, letter, stretch = state.size, state.letter, state.stretch
        wide = size * stretch
        for code in font.codes(shown):
            text, ink, own = font.glyph(code)
            step = line.at / wide if wide else 0.0
            if ink is not None:
                shifted = (ink[0] + step, ink[1], ink[2] + step, ink[3])
                into.append(Letter(text, moved_box(shifted, frame)))
            elif text.isspace():
                x, y = moved((step, 0.0), frame)
                into.append(Letter(" ", (x, y, x, y)))
            space = state.word if code == 32 and font.code_bytes == 1 else 0.0
            line.at += (own * size + letter + space) * stretch

    def _add(
        self,
        brush: Brush,
        font: FontFacts,
        letters: list[Letter],
        frame: Matrix,
        start: tuple[float, float],
    ) -> None:
        shown = self.line.state.shown
        seen = [letter.ink for letter in letters if not letter.text.isspace()]
        if shown in (3, 7) or not seen:  # invisible, or only for clipping (9.3.6)
            return
        stroked = shown in (1, 5)
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
            bold=font.bold or shown in (2, 6),
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
