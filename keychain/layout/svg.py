"""SVG pictures: a drawing's paths, put into a box."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from keychain.diagnostics import Diagnostic
from keychain.geometry import Close, Curve, Line, Move, Path, Point, Rect, Step
from keychain.layout.placed import PathItem

if TYPE_CHECKING:
    from keychain.layout.svg_drawing import Drawing


def read_svg(
    data: bytes, rect: Rect, box: str
) -> tuple[tuple[PathItem, ...], tuple[Diagnostic, ...]]:
    """The drawing's paths in mm, as large as its proportions allow in ``rect``, centred.

    With a diagnostic there are no paths. ``line`` in a diagnostic counts in the SVG file.
    """
    drawing, found = _drawing(data)
    if drawing is None:
        return (), tuple(finding.about(box=box or None) for finding in found)
    scale = min(rect.width / drawing.width, rect.height / drawing.height)
    x = rect.x + (rect.width - drawing.width * scale) / 2
    y = rect.y + (rect.height - drawing.height * scale) / 2
    return tuple(_placed(item, x, y, scale, box) for item in drawing.items), ()


@lru_cache(maxsize=16)
def _drawing(data: bytes) -> tuple[Drawing | None, tuple[Diagnostic, ...]]:
    # Most layouts have no drawing, and svgelements takes a while to load.
    from keychain.layout.svg_drawing import read_drawing

    return read_drawing(data)


def _placed(item: PathItem, x: float, y: float, scale: float, box: str) -> PathItem:
    def at(point: Point) -> Point:
        return Point(x + point.x * scale, y + point.y * scale)

    path: list[Step] = []
    for step in item.path:
        match step:
            case Move(to):
                path.append(Move(at(to)))
            case Line(to):
                path.append(Line(at(to)))
            case Curve(first, second, to):
                path.append(Curve(at(first), at(second), at(to)))
            case Close():
                path.append(step)
    placed: Path = tuple(path)
    width = item.stroke_width * scale
    return PathItem(placed, item.fill, item.stroke, width, item.even_odd, box)
