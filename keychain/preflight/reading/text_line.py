"""Where text stands: the text state and the lines of one stream, for all who walk through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from typing import Generic, TypeVar

import pikepdf

from keychain.preflight.reading.values import IDENTITY, Matrix, entry, number, six, times
from keychain.values import dataclass

Font = TypeVar("Font")
"""What is known of a font by whoever walks through the stream."""


@dataclass(frozen=True, slots=True)
class TextState(Generic[Font]):
    """The text state (ISO 32000-1, 9.3), a part of what q keeps. ``letter`` and ``word`` are what
    is added to advances, ``stretch`` is 1 for glyphs that are not, ``shown`` the mode of Tr."""

    font: Font | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    shown: float = 0.0


@dataclass(slots=True)
class TextLine(Generic[Font]):
    """The line on which text is shown next (9.4.2): ``matrix`` takes its start to the stream's user
    space, ``at`` is how far text has gone on from there, as whoever shows it counts. ``read_font``
    answers from what is known."""

    resources: object
    read_font: Callable[[object], Font | None]
    state: TextState[Font] = field(default_factory=TextState)
    matrix: Matrix = IDENTITY
    at: float = 0.0
    _fonts: dict[str, Font | None] = field(default_factory=dict)

    def take(self, operator: str, operands: Sequence[object], figures: tuple[float, ...]) -> None:
        """One of the operators in TEXT."""
        if operator == "BT":
            self._move_to(IDENTITY)
        elif operator == "Tf" and len(operands) == 2:
            size = figures[0] if figures else 0.0
            self.state = replace(self.state, font=self._font(str(operands[0])), size=size)
        elif operator == "Tm" and len(figures) == 6:
            self._move_to(six(figures))
        elif operator in ("Td", "TD") and len(figures) == 2:
            if operator == "TD":
                self.state = replace(self.state, leading=-figures[1])
            self._move_by(figures[0], figures[1])
        elif operator == "T*":
            self._move_by(0, -self.state.leading)
        elif figures:
            self.state = _with(self.state, operator, figures[0])

    def begin(self, operator: str, operands: Sequence[object]) -> Sequence[object]:
        """The strings that an operator shows and the shifts between them (9.4.3), on the line on
        which it shows them."""
        if operator == '"' and len(operands) == 3:
            word, letter = number(operands[0]) or 0.0, number(operands[1]) or 0.0
            self.state = replace(self.state, word=word, letter=letter)
        if operator in ("'", '"'):
            self._move_by(0, -self.state.leading)
        last = operands[-1:]
        return list(last[0]) if last and isinstance(last[0], pikepdf.Array) else last

    def _font(self, called: str) -> Font | None:
        if called not in self._fonts:
            self._fonts[called] = self.read_font(entry(entry(self.resources, "/Font"), called))
        return self._fonts[called]

    def _move_to(self, matrix: Matrix) -> None:
        self.matrix, self.at = matrix, 0.0

    def _move_by(self, x: float, y: float) -> None:
        self._move_to(times((1, 0, 0, 1, x, y), self.matrix))


def _with(state: TextState[Font], operator: str, figure: float) -> TextState[Font]:
    match operator:
        case "Tc":
            return replace(state, letter=figure)
        case "Tw":
            return replace(state, word=figure)
        case "Tz":
            return replace(state, stretch=figure / 100)
        case "TL":
            return replace(state, leading=figure)
        case "Ts":
            return replace(state, rise=figure)
        case "Tr":
            return replace(state, shown=figure)
        case _:
            return state
