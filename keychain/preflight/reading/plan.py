"""Which forms a page draws where, where that can be proven: a page of plain content, which draws
whole forms and beside them only lines and words of its own.

What is not understood to the last operator has no plan; then nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

import pikepdf

from keychain.preflight.reading.instructions import PATH, as_path, read_drawing
from keychain.preflight.reading.plan_paths import NotPlain, State
from keychain.preflight.reading.plan_walk import PlanWalk
from keychain.preflight.reading.planned import Item
from keychain.preflight.reading.stream_facts import Show
from keychain.preflight.reading.values import IDENTITY, entry, identity, resources_of
from keychain.values import dataclass

_DEEPEST = 4


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
            return self._walk(page, resources, shows, State(IDENTITY, None, ()), 0)
        except NotPlain:
            return None

    def _walk(
        self,
        stream: pikepdf.Object,
        resources: object,
        shows: tuple[Show, ...],
        state: State,
        depth: int,
    ) -> tuple[Item, ...]:
        walk = PlanWalk(self.largest, self.look_into, resources, shows, state, depth)
        for operator, operands, figures in read_drawing(stream):
            if operator == PATH:
                walk.take_lines(*as_path(operands))
            else:
                walk.take(operator, operands, figures)
        if walk.shown != len(shows) or not walk.done:
            raise NotPlain
        return tuple(walk.items)

    def look_into(
        self, form: pikepdf.Stream, outer: object, state: State, depth: int
    ) -> tuple[Item, ...]:
        """What a form draws that is too large to be placed as a whole."""
        key = (identity(form), state.ctm, state.clip, state.said, state.width, state.dash)
        if key not in self._known:
            shows = self.shows_of(identity(form))
            if shows is None or depth >= _DEEPEST or entry(form, "/Group") is not None:
                raise NotPlain
            resources = resources_of(form, outer)
            self._known[key] = self._walk(form, resources, shows, state.copy(), depth + 1)
        return self._known[key]
