"""What must stay clear: the safe zone, the hole, the quiet zone, and each other.

Digits and capitals keep the layout's ``safe`` distance from the cut, whole lines with descenders
and stacked marks ``safe-lines``; nothing but background comes near the hole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from keychain.geometry import Close, Curve, Path, Point, Rect, mm_of_pt
from keychain.layout.outline import Outline, hole_clearance
from keychain.layout.placed import Hole, ImageItem, Item, PathItem, QrItem, TextItem
from keychain.layout.typesetting import DIGIT_HEIGHT
from keychain.values import dataclass

QUIET_MODULES = 4
"""Quiet zone around a QR symbol, in modules (ISO/IEC 18004, 6.3.8)."""

ASCENT, DESCENT = 0.95, 0.25
"""How far a line's ink may rise and fall from its baseline, em: stacked marks and descenders."""

WORD_SPACE = 0.2
"""What stays blank between two texts on one line, in ems of the smaller: less reads as one word."""

_ONE_LINE = 0.1
"""Baselines that differ by less, in mm, are one."""

_MEETING = 1e-3
"""mm that two may share and yet not meet."""

Fault = Literal["size", "safe", "hole", "quiet", "touch"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a face does not stand: the box, by how many mm, and the other box where there is one."""

    kind: Fault
    box: str
    over: float
    other: str = ""


@dataclass(frozen=True, slots=True)
class Zones:
    """One face's forbidden ground. ``hole`` is None where the tag has none. Lengths in mm."""

    outline: Outline
    safe: float
    safe_lines: float
    hole: Hole | None
    hole_clear: float

    def problem(self, item: Item) -> Problem | None:
        """What is wrong with the place of one item, or None."""
        tight, loose = core(item), reach(item)
        lines = isinstance(item, TextItem)
        over = max(
            self.safe - self.outline.clearance(tight),
            (self.safe_lines if lines else self.safe) - self.outline.clearance(loose),
        )
        if over > 1e-3:
            return Problem("safe", item.box, over)
        if self.hole:
            free = hole_clearance(loose, self.hole.centre, self.hole.diameter)
            if free < self.hole_clear - 1e-3:
                return Problem("hole", item.box, self.hole_clear - free)
        return None


def core(item: Item) -> Rect:
    """The part of an item that must keep the whole safe distance: digits and capitals, mm."""
    if isinstance(item, TextItem):
        em = mm_of_pt(item.size)
        return Rect(item.x, item.baseline - DIGIT_HEIGHT * em, item.width, DIGIT_HEIGHT * em)
    return reach(item)


def reach(item: Item) -> Rect:
    """All that an item's ink may cover, mm."""
    match item:
        case TextItem():
            em = mm_of_pt(item.size)
            if not any(c.isalpha() for c in item.text):
                return core(item)
            top = item.baseline - ASCENT * em
            return Rect(item.x, top, item.width, (ASCENT + DESCENT) * em)
        case QrItem():
            return item.modules
        case ImageItem():
            return item.rect
        case PathItem():
            return path_box(item.path).grown(item.stroke_width / 2 if item.stroke else 0)


def path_box(path: Path) -> Rect:
    """The box around a path's points and control points, mm."""
    points: list[Point] = []
    for step in path:
        if isinstance(step, Curve):
            points += [step.first, step.second, step.to]
        elif not isinstance(step, Close):
            points.append(step.to)
    left, top = min(p.x for p in points), min(p.y for p in points)
    return Rect(left, top, max(p.x for p in points) - left, max(p.y for p in points) - top)


@dataclass(frozen=True, slots=True)
class Cover:
    """What an item's ink may cover, its edges in mm, and the quiet zone of a code. A text has a
    ``baseline`` and an ``em``, in mm; of anything else both are 0."""

    box: str
    rect: Rect
    left: float
    top: float
    right: float
    bottom: float
    quiet: Rect | None
    baseline: float
    em: float


def cover(item: Item) -> Cover:
    """What ``item`` covers."""
    rect = reach(item)
    quiet = quiet_zone(item) if isinstance(item, QrItem) else None
    baseline, em = 0.0, 0.0
    if isinstance(item, TextItem):
        baseline, em = item.baseline, mm_of_pt(item.size)
    return Cover(item.box, rect, rect.x, rect.y, rect.right, rect.bottom, quiet, baseline, em)


def touching(covers: Sequence[Cover]) -> Iterable[Problem]:
    """Every pair of boxes whose ink meets, and whatever stands in a code's quiet zone."""
    for index, a in enumerate(covers):
        # Most pairs are far apart: what is asked of all of them is asked of floats alone.
        right, bottom = a.right - _MEETING, a.bottom - _MEETING
        for b in covers[index + 1 :]:
            if a.box == b.box:
                continue
            apart = 0.0
            if a.em and b.em and abs(a.baseline - b.baseline) < _ONE_LINE:
                apart = WORD_SPACE * min(a.em, b.em)
            if (
                b.left - apart < right
                and a.left - apart < b.right - _MEETING
                and b.top < bottom
                and a.top < b.bottom - _MEETING
            ):
                yield Problem("touch", b.box, _overlap(a.rect, b.rect, apart), a.box)
                continue
            for code, other in ((a, b), (b, a)):
                if code.quiet is not None and code.quiet.meets(other.rect, 0.02):
                    yield Problem("quiet", other.box, _overlap(code.quiet, other.rect), code.box)


def dark_behind(code: QrItem, background: Iterable[Item]) -> Problem | None:
    """A problem where a background's colour reaches into a code's quiet zone."""
    quiet = quiet_zone(code)
    for item in background:
        if isinstance(item, PathItem) and item.fill:
            ink = item.fill.cyan + item.fill.magenta + item.fill.yellow + item.fill.black
            box = path_box(item.path)
            if ink < 0.3 or not box.meets(quiet, 1e-3):
                continue
            # Ovals and discs: four curves that touch their box; nearer than the box says.
            if _is_ellipse(item.path) and not _ellipse_meets(box, quiet):
                continue
            return Problem("quiet", code.box, _overlap(box, quiet), item.box)
    return None


def quiet_zone(code: QrItem) -> Rect:
    """The square that must stay blank around and under a code, mm."""
    return code.modules.grown(QUIET_MODULES * code.module)


def _is_ellipse(path: Path) -> bool:
    return sum(isinstance(step, Curve) for step in path) == 4 and len(path) == 6


def _ellipse_meets(box: Rect, rect: Rect) -> bool:
    """Whether the ellipse in ``box`` reaches into ``rect``; scaled to a unit circle."""
    c, rx, ry = box.centre, box.width / 2, box.height / 2
    dx = max(rect.x - c.x, 0.0, c.x - rect.right) / rx
    dy = max(rect.y - c.y, 0.0, c.y - rect.bottom) / ry
    return math.hypot(dx, dy) < 1


def _overlap(a: Rect, b: Rect, apart: float = 0.0) -> float:
    width = min(a.right, b.right) - max(a.x, b.x) + apart
    height = min(a.bottom, b.bottom) - max(a.y, b.y)
    return max(min(width, height), 0.0)
