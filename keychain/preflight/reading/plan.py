"""Which forms a page draws where, where that can be proven: a page of plain content, which draws
whole forms and beside them only lines and words of its own.

What is not understood to the last operator has no plan; then nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import hypot

import pikepdf

from keychain.preflight.reading.content import Show
from keychain.preflight.reading.instructions import read_instructions
from keychain.preflight.reading.values import (
    IDENTITY,
    Box,
    Matrix,
    box,
    common,
    entries,
    entry,
    identity,
    matrix,
    moved,
    moved_box,
    name,
    number,
    numbers,
    times,
)

_DEEPEST = 4
_POINTS = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}
_ENDS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_SETS = frozenset({"k", "K", "w", "J", "j", "M", "d", "i", "ri", "sc", "SC", "scn", "SCN"})
_TEXT_SETS = frozenset({"Tc", "Tw", "Tz", "TL", "Ts"})
_MOVES = frozenset({"ET", "Td", "TD", "T*"})
_PLAIN_STATE = frozenset({"/Type", "/OP", "/op", "/OPM"})
_COUNTLESS = 1_000_000

_MITRE = 10.0
"""How far a corner may reach, in line widths (ISO 32000-1, table 52); twice what is needed."""


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


class _NotPlain(Exception):
    """Something stands in a stream that is not understood here."""


@dataclass(slots=True)
class _State:
    ctm: Matrix
    clip: Box | None
    said: tuple[str, ...]
    width: float = 1.0
    dash: float | None = None
    size: float = 0.0


@dataclass(slots=True)
class Planner:
    """Plans pages. A form that is no longer or wider than ``largest`` points is placed as a whole,
    a larger one is looked into. ``shows_of`` tells what text a form shows."""

    largest: float
    shows_of: Callable[[str], tuple[Show, ...] | None]
    _known: dict[object, tuple[Item, ...]] = field(default_factory=dict)

    def plan(
        self, page: pikepdf.Dictionary, resources: object, shows: tuple[Show, ...]
    ) -> tuple[Item, ...] | None:
        """What a page draws, in its order, None where that cannot be proven. ``shows`` is the
        text of its own stream. Raises one of FAULTS."""
        try:
            return self._walk(page, resources, shows, _State(IDENTITY, None, ()), 0)
        except _NotPlain:
            return None

    def _walk(
        self,
        stream: pikepdf.Object,
        resources: object,
        shows: tuple[Show, ...],
        state: _State,
        depth: int,
    ) -> tuple[Item, ...]:
        walk = _Walk(self, resources, shows, state, depth)
        for operator, operands in read_instructions(stream):
            walk.take(operator, operands)
        if walk.shown != len(shows) or not walk.done:
            raise _NotPlain
        return tuple(walk.items)

    def look_into(
        self, form: pikepdf.Stream, outer: object, state: _State, depth: int
    ) -> tuple[Item, ...]:
        """What a form draws that is too large to be placed as a whole."""
        key = (identity(form), state.ctm, state.clip, state.said, state.width, state.dash)
        if key not in self._known:
            shows = self.shows_of(identity(form))
            if shows is None or depth >= _DEEPEST or entry(form, "/Group") is not None:
                raise _NotPlain
            own = entry(form, "/Resources")
            resources = outer if own is None else own
            self._known[key] = self._walk(form, resources, shows, replace(state), depth + 1)
        return self._known[key]


@dataclass(slots=True)
class _Walk:
    planner: Planner
    resources: object
    shows: tuple[Show, ...]
    state: _State
    depth: int
    items: list[Item] = field(default_factory=list)
    shown: int = 0
    _base: Matrix = field(init=False)
    _stack: list[_State] = field(default_factory=list)
    _layers: list[str] = field(default_factory=list)
    _subpaths: list[list[tuple[float, float]]] = field(default_factory=list)
    _built: list[str] = field(default_factory=list)
    _clips: bool = False
    _line: Matrix = IDENTITY

    def __post_init__(self) -> None:
        self._base = self.state.ctm

    @property
    def done(self) -> bool:
        """Whether nothing was begun that was not ended."""
        return not (self._stack or self._subpaths or self._layers)

    def take(self, operator: str, operands: tuple[object, ...]) -> None:
        state = self.state
        figures = [n for n in map(number, operands) if n is not None]
        if operator in _POINTS or operator in ("re", "h"):
            self._build(operator, figures)
        elif operator in ("W", "W*"):
            self._clips = True
        elif operator in _ENDS:
            self._paint(operator)
        elif self._subpaths:
            raise _NotPlain  # between a path's beginning and its end stands nothing else
        elif operator == "q":
            self._stack.append(replace(state))
        elif operator == "Q":
            if not self._stack:
                raise _NotPlain
            self.state = self._stack.pop()
        elif operator == "cm":
            state.ctm = times(_six(figures), state.ctm)
        elif operator == "Do":
            self._draw(entry(entry(self.resources, "/XObject"), str(operands[0])))
        elif operator in _SHOWS:
            self._show()
        elif operator in ("BT", "Tm"):
            self._line = _six(figures) if operator == "Tm" else IDENTITY
        elif operator == "BDC":
            listed = entry(self.resources, "/Properties")
            self._layers.append(f"{operands[0]} {identity(entry(listed, str(operands[-1])))}")
        elif operator == "EMC" and self._layers:
            self._layers.pop()
        elif operator not in _MOVES:
            self._set(operator, operands, figures)

    def _set(self, operator: str, operands: tuple[object, ...], figures: list[float]) -> None:
        state = self.state
        said = " ".join([*map(repr, operands), operator])
        if operator == "gs":
            found = entry(entry(self.resources, "/ExtGState"), str(operands[0]))
            keys = {key for key, _ in entries(found)}
            if not keys or not keys <= _PLAIN_STATE:
                raise _NotPlain
            said = f"{identity(found)} gs"
        elif operator in ("cs", "CS"):
            found = entry(entry(self.resources, "/ColorSpace"), str(operands[0]))
            said = f"{operands[0]} {identity(found)} {operator}"
        elif operator == "Tf" and len(operands) == 2:
            state.size = abs(figures[0]) if figures else 0.0
            found = entry(entry(self.resources, "/Font"), str(operands[0]))
            said = f"{identity(found)} {state.size} Tf"
        elif operator == "Tr" and figures and figures[0] < 4:
            pass  # from 4 on, text clips what comes after it
        elif operator not in _SETS and operator not in _TEXT_SETS:
            raise _NotPlain
        if operator in ("scn", "SCN") and operands and name(operands[-1]) is not None:
            raise _NotPlain  # a pattern
        if operator == "w" and figures:
            state.width = abs(figures[0])
        if operator == "d":
            state.dash = _period(operands)
        # A setting takes the place of the last one of its kind.
        state.said = (*(each for each in state.said if each.split()[-1] != operator), said)

    def _build(self, operator: str, figures: list[float]) -> None:
        if operator == "re":
            if len(figures) != 4:
                raise _NotPlain
            x, y, wide, high = figures
            corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
        else:
            if len(figures) != 2 * _POINTS.get(operator, 0):
                raise _NotPlain
            corners = list(zip(figures[::2], figures[1::2], strict=True))
        if operator in ("m", "re"):
            self._subpaths.append([])
        elif not self._subpaths:
            raise _NotPlain
        self._subpaths[-1] += (moved(corner, self.state.ctm) for corner in corners)
        self._built.append(operator)

    def _paint(self, operator: str) -> None:
        subpaths, built, clips = self._subpaths, self._built, self._clips
        self._subpaths, self._built, self._clips = [], [], False
        if not subpaths:
            raise _NotPlain
        if clips:
            # Of other shapes than a rectangle only the box around them would be known.
            if built != ["re"] or operator != "n" or not _is_straight(self.state.ctm):
                raise _NotPlain
            self.state.clip = common(_around(subpaths[0], 0.0), self.state.clip)
            if self.state.clip is None:
                raise _NotPlain
        elif operator != "n":
            self._lines(operator, subpaths, built)

    def _lines(
        self, operator: str, subpaths: list[list[tuple[float, float]]], built: list[str]
    ) -> None:
        state = self.state
        a, b, c, d = state.ctm[:4]
        width = state.width * max(abs(a) + abs(c), abs(b) + abs(d))
        if operator in ("f", "F", "f*"):
            width = 0.0
        strokes = operator == "S" and set(built) <= {"m", "l"}
        self.items.append(
            Lines(
                operator,
                tuple(point for subpath in subpaths for point in subpath),
                # A single stroke has ends and no corners.
                tuple(_around(each, width * (1 if len(each) < 3 else _MITRE)) for each in subpaths),
                sum(map(self._sides, subpaths)) if strokes else 0,
                width,
                (*state.said, *self._layers, repr(state.clip)),
            )
        )

    def _sides(self, corners: list[tuple[float, float]]) -> int:
        """How many straight strokes, or dashes, a subpath is."""
        dash = self.state.dash
        if dash is None:
            return len(corners) - 1
        scale = min(hypot(*self.state.ctm[:2]), hypot(*self.state.ctm[2:4]))
        long = sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(corners))
        return int(long / (dash * scale)) + len(corners) if dash * scale > 0 else _COUNTLESS

    def _show(self) -> None:
        if self.shown >= len(self.shows):
            raise _NotPlain
        show = self.shows[self.shown]
        self.shown += 1
        a, b, c, d = times(self._line, self.state.ctm)[:4]
        height = self.state.size * max(abs(a) + abs(c), abs(b) + abs(d))
        self.items.append(
            Words(
                moved_box(show.box, self._base),
                len(show.codes),
                height,
                moved(show.start, self._base),
                (a, b, c, d),
                (*self.state.said, *self._layers, repr(self.state.clip)),
            )
        )

    def _draw(self, form: object) -> None:
        state = self.state
        if not isinstance(form, pikepdf.Stream) or name(entry(form, "/Subtype")) != "Form":
            raise _NotPlain
        bounds = box(entry(form, "/BBox"))
        own = entry(form, "/Matrix")
        if bounds is None or (own is not None and numbers(own, 6) is None):
            raise _NotPlain
        where = times(matrix(own), state.ctm)
        seen = common(moved_box(bounds, where), state.clip)
        if seen is None or not _is_straight(where):
            raise _NotPlain
        if max(seen[2] - seen[0], seen[3] - seen[1]) <= self.planner.largest:
            said = (*state.said, *self._layers)
            self.items.append(Placed(identity(form), where, seen, said))
            return
        if self._layers:
            raise _NotPlain
        inner = replace(state, ctm=where, clip=seen)
        self.items += self.planner.look_into(form, self.resources, inner, self.depth)


def _period(operands: tuple[object, ...]) -> float | None:
    """How long a dash and its gap are at least, None for a line without (ISO 32000-1, 8.4.3.6)."""
    listed = operands[0] if operands else None
    if not isinstance(listed, pikepdf.Array):
        raise _NotPlain
    lengths = [n for n in map(number, listed) if n is not None]
    return (sum(lengths) if len(lengths) > 1 else 2 * lengths[0]) if lengths else None


def _six(figures: list[float]) -> Matrix:
    if len(figures) != 6:
        raise _NotPlain
    a, b, c, d, e, f = figures
    return a, b, c, d, e, f


def _is_straight(by: Matrix) -> bool:
    """Whether a matrix takes upright rectangles to upright rectangles."""
    small = 1e-9
    return (abs(by[1]) < small and abs(by[2]) < small) or (abs(by[0]) < small > abs(by[3]))


def _around(points: list[tuple[float, float]], reach: float) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach
