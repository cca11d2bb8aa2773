"""A path as it is built: the box around it, and the thinnest rectangle in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise
from math import isclose

from keychain.preflight.reading.marks import Vector, thickness, turned
from keychain.preflight.reading.operators import POINTS
from keychain.preflight.reading.values import Box, Matrix, around_points
from keychain.values import dataclass

MOST_PARTS = 500
"""Subpaths whose boxes are kept; of a path with more only its own is."""

_MOST_SUBPATHS = 20_000
_SUBPATH = re.compile("ml*h?|l+h?|h")


@dataclass(slots=True)
class PathTrace:
    """A path in the units of the user space that it is built in (ISO 32000-1, 8.5.2). ``subpaths``
    are those that are finished; ``clips`` tells that it clips."""

    box: Box | None = None
    subpaths: int = 0
    clips: bool = False
    _done: list[tuple[Sequence[Vector], bool]] = field(default_factory=list)
    _rectangles: list[tuple[Vector, Vector]] = field(default_factory=list)
    _corners: list[Vector] = field(default_factory=list)
    _curved: bool = False

    def take(self, operator: str, figures: tuple[float, ...]) -> None:
        """One of the operators in PATHS or CLIPS."""
        if operator in POINTS:
            if len(figures) == 2 * POINTS[operator]:
                if operator == "m":
                    self.finish()
                self._curved = self._curved or operator in "cvy"
                self._corners += zip(figures[::2], figures[1::2], strict=True)
                self._reach(figures[::2], figures[1::2])
        elif operator == "re":
            if len(figures) == 4:
                x, y, wide, high = figures
                self.finish()
                self.subpaths += 1
                self._done.append((((x, y), (x + wide, y + high)), True))
                if len(self._rectangles) < _MOST_SUBPATHS:
                    self._rectangles.append(((wide, 0.0), (0.0, high)))
                self._reach((x, x + wide), (y, y + high))
        elif operator == "h":
            self.finish()
        else:
            self.clips = True

    def take_lines(self, kinds: str, xs: tuple[float, ...], ys: tuple[float, ...]) -> None:
        """Many m, l and h at once."""
        if xs:
            self._reach(xs, ys)
        at = 0
        for run in _SUBPATH.findall(kinds):
            if run[0] == "m":
                self.finish()
            end = at + len(run) - (run[-1] == "h")
            self._corners += zip(xs[at:end], ys[at:end], strict=True)
            at = end
            if run[-1] == "h":
                self.finish()

    def thinnest(self, frame: Matrix) -> tuple[Vector, Vector] | None:
        """The sides, after ``frame``, of the rectangle or parallelogram that is thinnest then: of
        subpaths of four straight sides, of which opposite ones are equal, and of straight lines
        there and back, which have no width at all."""
        self.finish()
        # A code has hundreds of few sizes.
        quads = dict.fromkeys(self._rectangles)
        quads.update((quad, None) for each in self._done if (quad := _quad(*each)) is not None)
        if not quads:
            return None
        first, second = min(quads, key=lambda quad: thickness(quad, frame)[0])
        return turned(first, frame), turned(second, frame)

    def parts(self) -> list[Box]:
        """The boxes of the subpaths."""
        self.finish()
        return [around_points(corners) for corners, _ in self._done]

    def finish(self) -> None:
        """The subpath is done."""
        corners, self._corners = self._corners, []
        curved, self._curved = self._curved, False
        if len(corners) > 1:
            self.subpaths += 1
            if len(self._done) < _MOST_SUBPATHS:
                self._done.append((corners, curved))

    def _reach(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        left, low, right, high = min(xs), min(ys), max(xs), max(ys)
        if self.box is not None:
            left, low = min(left, self.box[0]), min(low, self.box[1])
            right, high = max(right, self.box[2]), max(high, self.box[3])
        self.box = (left, low, right, high)


def _quad(corners: Sequence[Vector], curved: bool) -> tuple[Vector, Vector] | None:
    """Two neighbouring sides of a parallelogram, or those of a line; None for other shapes."""
    if len(corners) > 5 or curved:
        return None
    if len(corners) > 2 and corners[-1] == corners[0]:
        corners = corners[:-1]
    if len(corners) not in (2, 4):
        return None
    sides = [(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(corners)]
    if len(corners) == 2:
        return sides[0], (0.0, 0.0)
    if _equal(sides[0], (-sides[2][0], -sides[2][1])):
        return sides[0], sides[1]
    return None


def _equal(one: Vector, other: Vector) -> bool:
    return one == other or all(  # the modules of codes are equal to the digit
        isclose(a, b, rel_tol=1e-3, abs_tol=1e-6) for a, b in zip(one, other, strict=True)
    )
