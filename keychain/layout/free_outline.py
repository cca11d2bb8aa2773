"""Cuts drawn as a path: checked, scaled, moved outward, and how deep something lies in them.

The library for shapes takes a while to load: it is asked for only where a cut is drawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from keychain.geometry import Close, Line, Move, Path, Point, Rect, Size, Step
from keychain.layout.drawn_path import area, backwards, extent, moved, rings, subpaths
from keychain.values import dataclass

if TYPE_CHECKING:
    from shapely import Polygon

Flaw = Literal["open", "crosses", "pieces", "proportions"]

_NEAR = 1e-3
"""Share of the path's size that may lie between its end and its start."""

_PROPORTIONS = 0.01
"""How far, as a share, a path's proportions may differ from those of its size."""

_QUARTER = 32
"""Chords of a quarter circle around a corner: off by 0.001 mm at 3 mm."""


@dataclass(frozen=True, slots=True)
class NoOutline:
    """Why a path is no cut. ``size`` would have its proportions, in the unit of the size asked."""

    flaw: Flaw
    size: Size


def as_cut(path: Path, size: Size) -> Path | NoOutline:
    """``path``, in any unit, as a cut of ``size`` mm from 0, 0: its outer edge clockwise, then
    what is cut out of it anticlockwise, so that both rules of filling leave that open.
    """
    parts, box = subpaths(path), extent(path)
    if min(box.width, box.height) <= 0 or any(_open(part, box) for part in parts):
        return NoOutline("open", size)
    across, down = size.width / box.width, size.height / box.height
    if abs(across / down - 1) > _PROPORTIONS:
        return NoOutline("proportions", Size(size.width, size.width * box.height / box.width))

    def placed(point: Point) -> Point:
        return Point((point.x - box.x) * across, (point.y - box.y) * down)

    closed = [_closed(moved(part, placed)) for part in parts]
    closed.sort(key=lambda part: -abs(area(part)))
    whole: list[Step] = []
    for index, part in enumerate(closed):
        whole += part if (area(part) > 0) == (index == 0) else backwards(part)
    flaw = _flaw(tuple(whole))
    return NoOutline(flaw, size) if flaw else tuple(whole)


def depth(path: Path, rect: Rect) -> float:
    """How far inside the cut all of ``rect`` lies, mm; negative where any of it is outside.

    No point of the edge is nearer, also where a notch reaches toward the middle of a side.
    """
    import shapely

    shape = _polygon(path)
    ground = (
        shapely.box(rect.x, rect.y, rect.right, rect.bottom)
        if rect.width and rect.height
        else shapely.LineString([(rect.x, rect.y), (rect.right, rect.bottom)])
        if rect.width or rect.height
        else shapely.Point(rect.x, rect.y)
    )
    if shape.covers(ground):
        return float(shapely.distance(shape.boundary, ground))
    beyond = shapely.difference(ground, shape)
    corners = (shapely.Point(*each) for each in shapely.get_coordinates(beyond).tolist())
    # Where it lies across a notch, every corner of what is beyond the cut is on the cut.
    left, top, right, bottom = beyond.bounds
    sides = sorted((right - left, bottom - top))
    across = (sides[0] or sides[1]) / 2
    return -max(across, *(float(shapely.distance(shape, corner)) for corner in corners))


def grown(path: Path, by: float) -> Path:
    """The cut's outer edge moved outward by ``by`` mm, inward if negative, around its corners in
    arcs; empty where nothing is left. What is cut out of it is not."""
    import shapely

    outer = shapely.Polygon(_polygon(path).exterior)
    shape = shapely.buffer(outer, by, quad_segs=_QUARTER, join_style="round")
    steps: list[Step] = []
    for part in getattr(shape, "geoms", (shape,)):
        start, *rest = (
            Point(x, y) for x, y in shapely.get_coordinates(part.exterior).tolist()[:-1]
        )
        steps += [Move(start), *(Line(point) for point in rest), Close()]
    return tuple(steps)


@lru_cache(maxsize=32)
def _polygon(path: Path) -> Polygon:
    import shapely

    outer, *inner = ([(p.x, p.y) for p in ring] for ring in rings(path))
    shape = shapely.Polygon(outer, inner)
    shapely.prepare(shape)
    return shape


def _flaw(path: Path) -> Flaw | None:
    """What is wrong with a cut whose outer edge comes first."""
    import shapely

    outer, *inner = ([(p.x, p.y) for p in ring] for ring in rings(path))
    if not all(shapely.LinearRing(ring).is_simple for ring in (outer, *inner)):
        return "crosses"
    edge = shapely.Polygon(outer)
    if not all(shapely.contains_properly(edge, shapely.Polygon(ring)) for ring in inner):
        return "pieces"
    return None if shapely.Polygon(outer, inner).is_valid else "crosses"


def _open(part: Path, box: Rect) -> bool:
    if isinstance(part[-1], Close):
        return len(part) < 3
    first, last = part[0], part[-1]
    if isinstance(first, Close):
        return True
    room = max(box.width, box.height) * _NEAR
    return abs(last.to.x - first.to.x) > room or abs(last.to.y - first.to.y) > room


def _closed(part: Path) -> Path:
    """The subpath with one Close at its end, and a line back to its start where it lacks one."""
    steps = [step for step in part if not isinstance(step, Close)]
    if steps[-1].to != steps[0].to:
        steps.append(Line(steps[0].to))
    return (*steps, Close())
