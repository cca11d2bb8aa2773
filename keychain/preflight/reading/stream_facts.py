"""What a content stream does, as values: text shown, forms drawn, colours used."""

from __future__ import annotations

from keychain.preflight.reading.values import Box, Matrix
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Show:
    """Text shown in one go: the font's identity, the codes, and the shifts between them, each with
    how many codes stand before it; the matrix from its line, where an em is ``size``, to the
    stream's space, and a box that surely holds it, though it may be much larger."""

    font: str
    codes: tuple[int, ...]
    shifts: tuple[tuple[int, float], ...]
    place: Matrix
    size: float
    box: Box

    @property
    def start(self) -> tuple[float, float]:
        """Where its line begins."""
        return self.place[4:]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form drawn by a stream: its identity, and the matrix from its space to the stream's."""

    form: str
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """What one content stream does.

    ``colours`` are the families of colour spaces used that are not CMYK. ``inherits`` tells that
    it paints before it sets a colour, in what its caller left. ``skeleton`` is every operation
    but the strings shown and the moves between them: streams of one skeleton and the same
    resources differ in nothing but their own text.
    """

    shows: tuple[Show, ...]
    forms: tuple[Drawn, ...]
    colours: frozenset[str]
    inherits: bool
    skeleton: str
    bounds: Box | None = None
