"""Paths of a page's own, as they are built and painted in the course of a plan."""

from __future__ import annotations

from dataclasses import field
from functools import partial
from itertools import pairwise
from math import hypot, inf

from keychain.preflight.reading.operators import POINTS
from keychain.preflight.reading.planned import Lines
from keychain.preflight.reading.values import Box, Matrix, around_points, common, grown, moved
from keychain.values import dataclass

_COUNTLESS = 1_000_000

_MITRE = 10.0
"""How far a corner may reach, in line widths (ISO 32000-1, table 52); twice what is needed."""


class NotPlain(Exception):
    """Something stands in a stream that is not understood here."""


@dataclass(slots=True)
class State:
    """The graphics state as far as it is followed; ``said`` are the settings themselves."""

    ctm: Matrix
    clip: Box | None
    said: tuple[str, ...]
    width: float = 1.0
    dash: float | None = None

    def copy(self) -> State:
        """What q keeps."""
        return State(self.ctm, self.clip, self.said, self.width, self.dash)


@dataclass(slots=True)
class PlanPath:
    """A path in the page's points. ``subpaths`` are the corners of those that have been begun."""

    subpaths: list[list[tuple[float, float]]] = field(default_factory=list)
    _built: list[str] = field(default_factory=list)
    clips: bool = False

    def take_lines(
        self, kinds: str, xs: tuple[float, ...], ys: tuple[float, ...], by: Matrix
    ) -> None:
        """Many straight lines at once. Raises NotPlain."""
        points = zip(xs, ys, strict=True)
        for kind in kinds:
            if kind == "m":
                self.subpaths.append([])
            elif not self.subpaths:
                raise NotPlain
            if kind != "h":
                self.subpaths[-1].append(moved(next(points), by))
        self._built += kinds

    def take(self, operator: str, figures: tuple[float, ...], by: Matrix) -> None:
        """One of the operators in PATHS, in the space that ``by`` takes to the page's points.
        Raises NotPlain."""
        if operator == "re":
            if len(figures) != 4:
                raise NotPlain
            x, y, wide, high = figures
            corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
        else:
            if len(figures) != 2 * POINTS.get(operator, 0):
                raise NotPlain
            corners = list(zip(figures[::2], figures[1::2], strict=True))
        if operator in ("m", "re"):
            self.subpaths.append([])
        elif not self.subpaths:
            raise NotPlain
        self.subpaths[-1] += [moved(corner, by) for corner in corners]
        self._built.append(operator)

    def paint(self, operator: str, state: State, layers: list[str]) -> Lines | None:
        """An operator that ends a path; what it paints, None for nothing. Raises NotPlain."""
        subpaths, built, clips = self.subpaths, self._built, self.clips
        self.subpaths, self._built, self.clips = [], [], False
        if not subpaths:
            raise NotPlain
        if clips:
            # Of other shapes than a rectangle only the box around them would be known.
            if built != ["re"] or operator != "n" or not is_straight(state.ctm):
                raise NotPlain
            state.clip = common(around_points(subpaths[0]), state.clip)
            if state.clip is None:
                raise NotPlain
            return None
        return None if operator == "n" else _lines(operator, subpaths, built, state, layers)


def _lines(
    operator: str,
    subpaths: list[list[tuple[float, float]]],
    built: list[str],
    state: State,
    layers: list[str],
) -> Lines:
    a, b, c, d = state.ctm[:4]
    width = state.width * max(abs(a) + abs(c), abs(b) + abs(d))
    if operator in ("f", "F", "f*"):
        width = 0.0
    strokes = operator == "S" and set(built) <= {"m", "l"}
    return Lines(
        operator,
        tuple(point for subpath in subpaths for point in subpath),
        # A single stroke has ends and no corners.
        tuple(
            grown(around_points(each), width * (1 if len(each) < 3 else _MITRE))
            for each in subpaths
        ),
        sum(map(partial(_sides, state), subpaths)) if strokes else 0,
        width,
        (*state.said, *layers, repr(state.clip)),
    )


def _sides(state: State, corners: list[tuple[float, float]]) -> int:
    """How many straight strokes, or dashes, a subpath is."""
    dash = state.dash
    if dash is None:
        return len(corners) - 1
    scale = min(hypot(*state.ctm[:2]), hypot(*state.ctm[2:4]))
    long = sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(corners))
    dashes = long / (dash * scale) if dash * scale > 0 else inf
    return int(dashes) + len(corners) if dashes < _COUNTLESS else _COUNTLESS


def is_straight(by: Matrix) -> bool:
    """Whether a matrix takes upright rectangles to upright rectangles."""
    small = 1e-9
    return (abs(by[1]) < small and abs(by[2]) < small) or (abs(by[0]) < small > abs(by[3]))
