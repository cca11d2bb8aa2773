"""Who gives way when room is short.

Each box says in which turn it shrinks, takes its shorter text, or leaves. The turns are taken
one by one until the face stands; then whatever gave way without need is given back, the dearest
first. So the order is the designer's, and nothing gives way for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from keychain.layout.fitting.clearance import Problem
from keychain.layout.fitting.face import Attempt
from keychain.layout.fitting.live import Live
from keychain.layout.fitting.state import FULL, Give, State, steps
from keychain.layout.spec import Box, QrBox, Stack, TextBox
from keychain.values import dataclass

UNSTATED_WORDS, UNSTATED_DIGITS = 500, 900
"""Turns of boxes with a range of sizes and no turn of their own: digits after words."""


@dataclass(frozen=True, slots=True)
class Concession:
    """One box gives way by one step, in its ``turn``."""

    box: str
    before: Give
    after: Give
    turn: int


@dataclass(frozen=True, slots=True)
class Fit:
    """The state that was reached, the face in it, and why boxes gave way.

    ``needed`` are the concessions that stayed, in their turns, each with what would be wrong
    without it.
    """

    state: dict[str, Give]
    made: Attempt
    needed: tuple[tuple[Concession, tuple[Problem, ...]], ...]


def concessions(
    body: Box, live: Live, known: dict[tuple[str, ...], tuple[Concession, ...]]
) -> tuple[Concession, ...]:
    """Every step by which the face's boxes may give way, in the order of their turns. ``known``
    are those of other tags, by the boxes that showed something."""
    shown = _shown(body, live, {})
    names = tuple(box.name for box in shown)
    if names not in known:
        known[names] = _ladder(shown)
    return known[names]


def _ladder(shown: Sequence[Box]) -> tuple[Concession, ...]:
    turns: list[tuple[int, int, str, str]] = []
    for index, box in enumerate(shown):
        count = _step_count(box)
        if count > 1:
            digits = isinstance(box.content, TextBox) and box.content.style.digits
            usual = UNSTATED_DIGITS if digits else UNSTATED_WORDS
            turn = usual if box.shrinks is None else box.shrinks
            turns += [(turn, index, box.name, "step")] * (count - 1)
        if isinstance(box.content, TextBox):
            turn = box.content.shortens or UNSTATED_WORDS
            turns += [(turn, index, box.name, "short")] * len(box.content.shorter)
        if box.leaves is not None:
            turns.append((box.leaves, index, box.name, "out"))
    state: dict[str, Give] = {}
    ladder = []
    for turn, _, name, how in sorted(turns, key=lambda turn: turn[:2]):
        before = state.get(name, FULL)
        if how == "step":
            after = replace(before, step=before.step + 1)
        elif how == "short":
            after = replace(before, short=before.short + 1)
        else:
            after = replace(before, out=True)
        state[name] = after
        ladder.append(Concession(name, before, after, turn))
    return tuple(ladder)


def fit(
    ladder: tuple[Concession, ...], attempt: Callable[[State, bool], Attempt], *, why: bool = False
) -> Fit:
    """The first state in which the face stands, and the face; else the one that misses least.

    ``attempt`` makes the face in a state, and is told whether all its problems are wanted or
    whether one will do. They all are ``why`` boxes gave way.
    """
    attempt = _once(attempt)
    state: dict[str, Give] = {}
    made = attempt(state, False)
    taken: list[Concession] = []
    for concession in ladder:
        if not made.problems:
            break
        state[concession.box] = concession.after
        taken.append(concession)
        made = attempt(state, False)
    result = Fit(state, made, ())
    if made.problems:
        # A box that left may have called in another: what made things worse is given back.
        result = Fit(state, attempt(state, True), ())
        result = _undo(taken, result, attempt, lambda trial, now: trial.over < now.over, whole=True)
    if not result.made.problems:
        result = _undo(taken, result, attempt, lambda trial, _: not trial.problems, whole=why)
    return result


def _once(attempt: Callable[[State, bool], Attempt]) -> Callable[[State, bool], Attempt]:
    """``attempt`` for whoever comes back to a state: what was taken last is given back first."""
    tried: dict[frozenset[tuple[str, Give]], Attempt] = {}

    def again(state: State, whole: bool) -> Attempt:
        key = frozenset(each for each in state.items() if each[1] != FULL)
        known = tried.get(key)
        if known is None or (whole and known.problems):
            known = tried[key] = attempt(state, whole)
        return known

    return again


def _undo(
    taken: Sequence[Concession],
    fitted: Fit,
    attempt: Callable[[State, bool], Attempt],
    wanted: Callable[[Attempt, Attempt], bool],
    *,
    whole: bool,
) -> Fit:
    """Each concession given back, the last one first, where the face is then as ``wanted``."""
    state, made = fitted.state, fitted.made
    needed: list[tuple[Concession, tuple[Problem, ...]]] = []
    for concession in reversed(taken):
        given = _give_back(state[concession.box], concession)
        if given is not None:
            trial = {**state, concession.box: given}
            again = attempt(trial, whole)
            if wanted(again, made):
                state, made = trial, again
            else:
                needed.append((concession, tuple(again.problems)))
    return Fit(state, made, tuple(reversed(needed)))


def _give_back(now: Give, concession: Concession) -> Give | None:
    """The box's state without this concession; None where a later step still rests on it."""
    before, after = concession.before, concession.after
    if after.out != before.out:
        return replace(now, out=False)
    if after.short != before.short:
        return replace(now, short=before.short) if now.short == after.short else None
    return replace(now, step=before.step) if now.step == after.step else None


def left_out(body: Box, live: Live, state: State) -> frozenset[str]:
    """The boxes that show something at full size and are gone in this state."""
    whole, shown = _shown(body, live, {}), _shown(body, live, state)
    return frozenset(box.name for box in whole) - {box.name for box in shown}


def _shown(body: Box, live: Live, state: State) -> list[Box]:
    """All boxes that show something in this state, in the order of the file."""
    live.remember(state)
    boxes = list(_walk(body, live, state))
    live.remember(None)
    return boxes


def _walk(body: Box, live: Live, state: State) -> Iterator[Box]:
    if not live.is_there(body, state):
        return
    yield body
    if isinstance(body.content, Stack):
        for child in body.content.children:
            yield from _walk(child, live, state)


def _step_count(box: Box) -> int:
    match box.content:
        case TextBox() as text:
            return len(steps(text))
        case QrBox() as qr:
            return len(qr.modules)
        case _:
            return 1
