"""What the layout engine asks of fonts; who answers is not its concern."""

from __future__ import annotations

from dataclasses import field
from typing import Protocol

from keychain.layout.placed import Font
from keychain.values import dataclass

MOST_LINES = 50_000
"""Lines of text that are kept in mind, some megabytes."""


class Measure(Protocol):
    """Text metrics in em (multiples of the type size). What was set with one may be kept for it."""

    def __hash__(self) -> int:
        """Equal measures measure alike."""
        ...

    def width(self, text: str, font: Font) -> float:
        """Advance width of ``text``, em."""
        ...

    def lacks(self, text: str, font: Font) -> str:
        """The letters of ``text`` that ``font`` has no glyph for, each once, in order."""
        ...


@dataclass(slots=True, eq=False)
class Remembered:
    """A measure that asks another one once for each text: fitting asks the same many times, and
    villages of a commune have most texts in common.

    ``lines`` has the widths of lines, em, in their font and its fallback, for whoever sets them.
    """

    source: Measure
    lines: dict[tuple[str, Font], float] = field(default_factory=dict)
    _widths: dict[tuple[str, Font], float] = field(default_factory=dict)
    _lacks: dict[tuple[str, Font], str] = field(default_factory=dict)

    def width(self, text: str, font: Font) -> float:
        """Advance width of ``text``, em."""
        known = self._widths.get((text, font))
        if known is None:
            known = self._widths[text, font] = self.source.width(text, font)
        return known

    def forget(self) -> None:
        """Begin anew."""
        for known in (self.lines, self._widths, self._lacks):
            known.clear()

    def lacks(self, text: str, font: Font) -> str:
        """The letters of ``text`` that ``font`` has no glyph for."""
        known = self._lacks.get((text, font))
        if known is None:
            known = self._lacks[text, font] = self.source.lacks(text, font)
        return known


def remembered(measure: Measure) -> Remembered:
    """``measure`` as one that remembers, itself if it does and has not too much in mind."""
    if not isinstance(measure, Remembered):
        return Remembered(measure)
    if len(measure.lines) > MOST_LINES:
        measure.forget()
    return measure


def source_of(measure: Measure) -> Measure:
    """Who answers in the end: of all that ask it, what it says is the same."""
    return measure.source if isinstance(measure, Remembered) else measure
