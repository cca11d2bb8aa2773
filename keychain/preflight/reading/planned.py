"""What a page draws as a whole: forms in their places, and lines and words of its own."""

from __future__ import annotations

from keychain.preflight.reading.values import Box, Matrix
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """A form that is drawn as a whole: its identity, the matrix that takes it to the page's points,
    and the box there outside of which nothing of it is seen. ``state`` is all that has been set
    before: what is drawn twice with one matrix and state looks the same."""

    form: str
    matrix: Matrix
    box: Box
    state: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A path of the page's own, painted by one operator. ``points`` are its corners and control
    points; ``boxes``, one for each subpath, surely hold it. ``sides`` are its straight strokes, or
    the dashes of these, 0 where it is not made of strokes alone, and ``width`` is theirs; all in
    the page's points."""

    operator: str
    points: tuple[tuple[float, float], ...]
    boxes: tuple[Box, ...]
    sides: int
    width: float
    state: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Text of the page's own, shown in one go: a box that surely holds it, how many codes it has,
    how high an em is at most, and where its line begins, in the page's points. ``linear`` and
    ``state`` say how it is drawn."""

    box: Box
    codes: int
    height: float
    start: tuple[float, float] = (0.0, 0.0)
    linear: tuple[float, ...] = ()
    state: tuple[str, ...] = ()


Item = Placed | Lines | Words
