"""Whether the background goes on beyond the cut as far as the bleed, or ends at the knife."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import hypot

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Point, Rect, Size, Turn
from keychain.preflight.finished import FinishedFace
from keychain.preflight.outline import Outline
from keychain.preflight.place import turned_into
from keychain.values import dataclass

BLEED_MISSING = error(
    "bleed-missing", "A knife that is off by a little leaves a white edge where the colour stops."
)

_IN = 0.3
"""mm from the cut: sharp edges are soft in a picture."""

_OUT = 0.4
"""mm from the bleed's edge; an oval's bleed, itself an oval, is up to 0.25 mm narrower there."""

_STEP = 1.0
_WHITE = 238
_ALIKE = 40
"""Tones: a photograph changes over the bleed, paper after colour is further away."""

_LEAST = 2.0
"""mm of the cut; less is where the edge of a colour runs aslant over it."""

Tone = Callable[[float, float], int | None]
"""The grey at a point of paper, x and y in mm, None where the picture ends."""


@dataclass(frozen=True, slots=True)
class _Place:
    at: Point
    inside: int
    outside: int | None


@dataclass(frozen=True, slots=True)
class _Step:
    """A point of the cut, with those at its inside and at the bleed's edge, all from the top left
    of the cell on paper."""

    at: Point
    inner: Point
    outer: Point


def check_bleed(face: FinishedFace, bleed: float, tone: Tone) -> Iterator[tuple[Rect, Diagnostic]]:
    """Where along the cut the face's colour is not to be found again at the bleed's edge."""
    trim, cut = face.cell.trim, face.cut
    if cut is None or bleed <= _IN + _OUT:
        return
    own = trim.grown(bleed)
    near = [c.trim.grown(bleed) for c in face.wanted.cells if c.trim != trim]
    others = [other for other in near if other.meets(own)]
    for steps in _along(cut, bleed, Size(trim.width, trim.height), face.cell.turn):
        places = list(_places(trim, steps, tone, others))
        bare = [place.at for place in _settled(places, bleed) if _is_bare(place)]
        if len(bare) * _STEP >= _LEAST:
            left, top = min(p.x for p in bare), min(p.y for p in bare)
            area = Rect(left, top, max(p.x for p in bare) - left, max(p.y for p in bare) - top)
            area = Rect(trim.x + area.x, trim.y + area.y, area.width, area.height)
            yield area.grown(_IN), BLEED_MISSING(mm=round(len(bare) * _STEP), bleed=round(bleed, 1))
            return


@lru_cache(maxsize=16)
def _along(cut: Outline, bleed: float, size: Size, turn: Turn) -> tuple[tuple[_Step, ...], ...]:
    """Points all along each outline of a cut that is turned into a cell of a ``size``, which all
    tags of a book have in common."""
    cell = Rect(0.0, 0.0, size.width, size.height)
    return tuple(
        tuple(
            _Step(*(turned_into(cell, turn, at) for at in (step.at, step.inner, step.outer)))
            for step in _steps(outline, _outward(cut, outline), bleed)
        )
        for outline in cut.outlines
    )


def _steps(outline: Sequence[Point], outward: int, bleed: float) -> Iterator[_Step]:
    left_over = 0.0
    for p, q in pairwise((*outline, outline[0])):
        long = hypot(q.x - p.x, q.y - p.y)
        if not long:
            continue
        across = Point(outward * (q.y - p.y) / long, outward * (p.x - q.x) / long)
        while left_over < long:
            share = left_over / long
            at = Point(p.x + (q.x - p.x) * share, p.y + (q.y - p.y) * share)
            left_over += _STEP
            yield _Step(at, _moved(at, across, -_IN), _moved(at, across, bleed - _OUT))
        left_over -= long


def _places(
    trim: Rect, steps: Sequence[_Step], tone: Tone, others: Sequence[Rect]
) -> Iterator[_Place]:
    """Points all along the cut with the tones at its inside and at the bleed's outside."""
    x, y = trim.x, trim.y
    for step in steps:
        inner = tone(x + step.inner.x, y + step.inner.y)
        if inner is None:
            continue
        outer = None
        if inner < _WHITE:  # else nothing has to go on there
            right, down = x + step.outer.x, y + step.outer.y
            if not any(_within(other, right, down) for other in others):
                outer = tone(right, down)
        yield _Place(step.at, inner, outer)


def _outward(cut: Outline, outline: Sequence[Point]) -> int:
    """On which hand the outside is, going along the outline: 1 for the right on y down, else -1."""
    sides = pairwise((*outline, outline[0]))
    p, q = max(sides, key=lambda side: hypot(side[1].x - side[0].x, side[1].y - side[0].y))
    long = hypot(q.x - p.x, q.y - p.y) or 1.0
    across = Point((q.y - p.y) / long, (p.x - q.x) / long)
    middle = Point((p.x + q.x) / 2, (p.y + q.y) / 2)
    return -1 if cut.holds(_moved(middle, across, 0.02)) else 1


def _settled(places: Sequence[_Place], bleed: float) -> Iterator[_Place]:
    """Those whose inside is of one colour for as far as an aslant edge may reach."""
    reach = max(round(1.5 * bleed / _STEP), 1)
    count = len(places)
    for i, place in enumerate(places):
        near = (places[(i + step) % count].inside for step in range(-reach, reach + 1))
        if place.inside < _WHITE and all(abs(tone - place.inside) <= _ALIKE for tone in near):
            yield place


def _is_bare(place: _Place) -> bool:
    return place.outside is not None and abs(place.outside - place.inside) > _ALIKE


def _moved(at: Point, along: Point, by: float) -> Point:
    return Point(at.x + along.x * by, at.y + along.y * by)


def _within(area: Rect, x: float, y: float) -> bool:
    return area.x <= x <= area.right and area.y <= y <= area.bottom
