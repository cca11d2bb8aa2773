"""One walk through a content stream, operator by operator, of which only some thirty are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace

import pikepdf

from keychain.preflight.reading.operators import CLIPS, ENDS, PATHS
from keychain.preflight.reading.plan_paths import NotPlain, PlanPath, State, is_straight
from keychain.preflight.reading.planned import Item, Placed, Words
from keychain.preflight.reading.stream_facts import Show
from keychain.preflight.reading.values import (
    Box,
    Matrix,
    box,
    common,
    entries,
    entry,
    identity,
    matrix,
    moved_box,
    name,
    number,
    numbers,
    six,
    times,
)
from keychain.values import dataclass

_SETS = frozenset({"k", "K", "w", "J", "j", "M", "d", "i", "ri", "sc", "SC", "scn", "SCN"})
_TEXT_SETS = frozenset({"Tc", "Tw", "Tz", "TL", "Ts"})
_MOVES = frozenset({"BT", "ET", "Td", "TD", "T*"})
_SHOWS = frozenset({"Tj", "TJ"})
"""Those that show text and change nothing else."""

_NAMED = frozenset({"Do", "BDC", "gs", "cs", "CS"})
_PLAIN_STATE = frozenset({"/Type", "/OP", "/op", "/OPM"})


@dataclass(slots=True)
class PlanWalk:
    """One walk through a stream. ``look_into`` walks a form that is longer or wider than
    ``largest``."""

    largest: float
    look_into: Callable[[pikepdf.Stream, object, State, int], tuple[Item, ...]]
    resources: object
    shows: tuple[Show, ...]
    state: State
    depth: int
    items: list[Item] = field(default_factory=list)
    shown: int = 0
    _base: Matrix = field(init=False)
    _stack: list[State] = field(default_factory=list)
    _layers: list[str] = field(default_factory=list)
    _path: PlanPath = field(default_factory=PlanPath)
    _fonts: dict[str, str] = field(default_factory=dict)
    _forms: dict[str, tuple[pikepdf.Stream, str, Matrix, Box]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._base = self.state.ctm

    @property
    def done(self) -> bool:
        """Whether nothing was begun that was not ended."""
        return not (self._stack or self._path.subpaths or self._layers)

    def take_lines(self, kinds: str, xs: tuple[float, ...], ys: tuple[float, ...]) -> None:
        """Many straight lines at once. Raises NotPlain."""
        self._path.take_lines(kinds, xs, ys, self.state.ctm)

    def take(self, operator: str, operands: tuple[object, ...], figures: tuple[float, ...]) -> None:
        """One operator. Raises NotPlain."""
        state = self.state
        if operator in PATHS:
            self._path.take(operator, figures, state.ctm)
        elif operator in CLIPS:
            self._path.clips = True
        elif operator in ENDS:
            painted = self._path.paint(operator, state, self._layers)
            if painted is not None:
                self.items.append(painted)
        elif self._path.subpaths:
            raise NotPlain  # between a path's beginning and its end stands nothing else
        elif operator in _NAMED and not operands:
            raise NotPlain
        elif operator == "q":
            self._stack.append(state.copy())
        elif operator == "Q":
            if not self._stack:
                raise NotPlain
            self.state = self._stack.pop()
        elif operator == "cm":
            state.ctm = times(_six(figures), state.ctm)
        elif operator == "Do":
            self._draw(str(operands[0]))
        elif operator in _SHOWS:
            self._show()
        elif operator == "Tm":
            _six(figures)
        elif operator == "BDC":
            held = operands[-1]
            if name(held) is not None:
                held = entry(entry(self.resources, "/Properties"), str(held))
            self._layers.append(f"{operands[0]} {identity(held)}")
        elif operator == "EMC" and self._layers:
            self._layers.pop()
        elif operator not in _MOVES:
            self._set(operator, operands, figures)

    def _set(self, operator: str, operands: tuple[object, ...], figures: tuple[float, ...]) -> None:
        state = self.state
        said = " ".join([*map(repr, operands), operator])
        if operator == "gs":
            found = entry(entry(self.resources, "/ExtGState"), str(operands[0]))
            keys = {key for key, _ in entries(found)}
            if not keys or not keys <= _PLAIN_STATE:
                raise NotPlain
            said = f"{identity(found)} gs"
        elif operator in ("cs", "CS"):
            found = entry(entry(self.resources, "/ColorSpace"), str(operands[0]))
            said = f"{operands[0]} {identity(found)} {operator}"
        elif operator == "Tf" and len(operands) == 2:
            called = str(operands[0])
            if called not in self._fonts:
                found = entry(entry(self.resources, "/Font"), called)
                self._fonts[called] = identity(found)
            said = f"{self._fonts[called]} {figures} Tf"  # below 0 text runs to the left
        elif operator == "Tr" and figures and figures[0] < 4:
            pass  # from 4 on, text clips what comes after it
        elif operator not in _SETS and operator not in _TEXT_SETS:
            raise NotPlain
        if operator in ("scn", "SCN") and operands and name(operands[-1]) is not None:
            raise NotPlain  # a pattern
        if operator == "w" and figures:
            state.width = abs(figures[0])
        if operator == "d":
            state.dash = _period(operands)
        # A setting takes the place of the last one of its kind.
        state.said = (*(each for each in state.said if each.rpartition(" ")[2] != operator), said)

    def _show(self) -> None:
        if self.shown >= len(self.shows):
            raise NotPlain
        show = self.shows[self.shown]
        self.shown += 1
        a, b, c, d, x, y = times(show.place, self._base)
        height = show.size * max(abs(a) + abs(c), abs(b) + abs(d))
        self.items.append(
            Words(
                moved_box(show.box, self._base),
                len(show.codes),
                height,
                (x, y),
                (a, b, c, d),
                (*self.state.said, *self._layers, repr(self.state.clip), repr(show.shifts)),
            )
        )

    def _draw(self, called: str) -> None:
        state = self.state
        if called not in self._forms:  # a sheet draws one form dozens of times
            self._forms[called] = self._form(called)
        form, key, own, bounds = self._forms[called]
        where = times(own, state.ctm)
        seen = common(moved_box(bounds, where), state.clip)
        if seen is None or not is_straight(where):
            raise NotPlain
        if max(seen[2] - seen[0], seen[3] - seen[1]) <= self.largest:
            said = (*state.said, *self._layers)
            self.items.append(Placed(key, where, seen, said))
            return
        if self._layers:
            raise NotPlain
        inner = replace(state, ctm=where, clip=seen)
        self.items += self.look_into(form, self.resources, inner, self.depth)

    def _form(self, called: str) -> tuple[pikepdf.Stream, str, Matrix, Box]:
        """A form with its identity, its matrix and its bounds."""
        form = entry(entry(self.resources, "/XObject"), called)
        if not isinstance(form, pikepdf.Stream) or name(entry(form, "/Subtype")) != "Form":
            raise NotPlain
        bounds = box(entry(form, "/BBox"))
        own = entry(form, "/Matrix")
        if bounds is None or (own is not None and numbers(own, 6) is None):
            raise NotPlain
        return form, identity(form), matrix(own), bounds


def _period(operands: tuple[object, ...]) -> float | None:
    """How long a dash and its gap are at least, None for a line without (ISO 32000-1, 8.4.3.6)."""
    listed = operands[0] if operands else None
    if not isinstance(listed, pikepdf.Array):
        raise NotPlain
    lengths = [n for n in map(number, listed) if n is not None]
    return (sum(lengths) if len(lengths) > 1 else 2 * lengths[0]) if lengths else None


def _six(figures: tuple[float, ...]) -> Matrix:
    if len(figures) != 6:
        raise NotPlain
    return six(figures)
