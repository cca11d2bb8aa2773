"""A path as it is built: the box around it, and the thinnest rectangle in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isclose

from keychain.preflight.reading.marks import Vector, thickness
from keychain.preflight.reading.values import Box, Matrix, number

_POINTS = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}

MOST_PARTS = 500
"""Subpaths whose boxes are kept; of a path with more only its own is."""


@dataclass(slots=True)
class PathTrace:
    """A path in the units of the user space that it is built in (ISO 32000-1, 8.5.2). ``parts`` are
    the boxes of its subpaths, once they are finished; ``clips`` tells that it clips."""

    box: Box | None = None
    subpaths: int = 0
    quads: list[tuple[Vector, Vector]] = field(default_factory=list)
    parts: list[Box] = field(default_factory=list)
    clips: bool = False
    _corners: list[Vector] = field(default_factory=list)
    _curved: bool = False

    def take(self, operator: str, operands: Sequence[object]) -> bool:
        """Whether the operator builds a path; then it has been added."""
        if operator in _POINTS:
            figures = [n for n in map(number, operands) if n is not None]
            if len(figures) == 2 * _POINTS[operator]:
                points = list(zip(figures[::2], figures[1::2], strict=True))
                if operator == "m":
                    self.finish()
                self._curved = self._curved or operator in "cvy"
                self._corners += points
                self._reach(points)
        elif operator == "re":
            figures = [n for n in map(number, operands) if n is not None]
            if len(figures) == 4:
                x, y, wide, high = figures
                self.finish()
                self.subpaths += 1
                self._reach([(x, y), (x + wide, y + high)])
                self._part([(x, y), (x + wide, y + high)])
                self._add(((wide, 0.0), (0.0, high)))
        elif operator == "h":
            self.finish()
        elif operator in ("W", "W*"):
            self.clips = True
        else:
            return False
        return True

    def thinnest(self, frame: Matrix) -> tuple[Vector, Vector] | None:
        """The sides, after ``frame``, of the rectangle or parallelogram that is thinnest then."""
        self.finish()
        if not self.quads:
            return None
        first, second = min(self.quads, key=lambda quad: thickness(quad, frame)[0])
        return _moved(first, frame), _moved(second, frame)

    def _reach(self, points: Sequence[Vector]) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if self.box is not None:
            xs += self.box[::2]
            ys += self.box[1::2]
        self.box = (min(xs), min(ys), max(xs), max(ys))

    def _part(self, points: Sequence[Vector]) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if len(self.parts) <= MOST_PARTS:
            self.parts.append((min(xs), min(ys), max(xs), max(ys)))

    def finish(self) -> None:
        """The subpath is done: four straight sides, of which opposite ones are equal, are
        noted, and so is a straight line there and back, which has no width at all."""
        corners, self._corners = self._corners, []
        curved, self._curved = self._curved, False
        if len(corners) < 2:
            return
        self.subpaths += 1
        self._part(corners)
        if len(corners) > 2 and corners[-1] == corners[0]:
            corners = corners[:-1]
        if curved or len(corners) not in (2, 4):
            return
        sides = [(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(corners)]
        if len(corners) == 2:
            self._add((sides[0], (0.0, 0.0)))
        elif _equal(sides[0], (-sides[2][0], -sides[2][1])):
            self._add((sides[0], sides[1]))

    def _add(self, quad: tuple[Vector, Vector]) -> None:
        if len(self.quads) < 20_000:
            self.quads.append(quad)


def _equal(one: Vector, other: Vector) -> bool:
    return all(isclose(a, b, rel_tol=1e-3, abs_tol=1e-6) for a, b in zip(one, other, strict=True))


def _moved(side: Vector, frame: Matrix) -> Vector:
    x, y = side
    return frame[0] * x + frame[2] * y, frame[1] * x + frame[3] * y
