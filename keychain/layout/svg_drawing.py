"""SVG drawings as paths: what a layout's pictures may hold of SVG 1.1.

Basic shapes and paths with plain fills and strokes, groups, transforms, ``viewBox``, ``style``.
All else is refused rather than left out, since a drawing that silently loses its text or its
shading is worse than none. Nothing outside the file is ever read.

Colours become CMYK by the plain formula K = 1 − max(R, G, B), C = (1 − R − K) / (1 − K), likewise
M and Y. So greys are K alone, and no colour takes more than 300 % of ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from math import isfinite
from typing import Any
from xml.etree.ElementTree import ParseError

import svgelements

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Close, Curve, Line, Move, Point, Rect, Step
from keychain.layout.placed import Colour, PathItem
from keychain.layout.svg_scan import UNREADABLE, scan_svg
from keychain.values import dataclass

EMPTY = error("svg-empty", "a picture without a size or without paths prints nothing")
OUTSIDE = error("svg-outside", "what lies outside the drawing's page would cover other boxes")

_NUMBER_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""How svgelements refuses numbers and colours that are none."""

SLACK = 0.005
"""How far, as a share of its page, a drawing may reach over the edge: its maker's rounding."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths in the drawing's own units, its page from 0, 0 to width, height."""

    width: float
    height: float
    items: tuple[PathItem, ...]


def read_drawing(data: bytes) -> tuple[Drawing | None, tuple[Diagnostic, ...]]:
    """The drawing in an SVG file, or what stands against printing it."""
    found = scan_svg(data)
    if found:
        return None, found
    try:
        page = svgelements.SVG.parse(BytesIO(data), on_error="raise")
        if not isinstance(page, svgelements.SVG):
            return None, (EMPTY(),)
        width, height = float(page.width), float(page.height)
        items = tuple(_items(page))
        edges = [_edges(shape) for shape in _shapes(page)]
    except (ParseError, *_NUMBER_FAULTS) as fault:
        return None, (UNREADABLE(line=0, why=str(fault)[:80]),)
    if not (isfinite(width) and isfinite(height) and width > 0 and height > 0 and items):
        return None, (EMPTY(),)
    slack = SLACK * max(width, height)
    paper = Rect(0, 0, width, height)
    if not all(paper.holds(edge, slack) for edge in edges):
        return None, (OUTSIDE(),)
    return Drawing(width, height, items), ()


def _shapes(page: Any) -> Iterator[Any]:
    for element in page.elements():
        if isinstance(element, svgelements.Shape):
            yield element


def _items(page: Any) -> Iterator[PathItem]:
    for shape in _shapes(page):
        fill, stroke = _colour(shape.fill), _colour(shape.stroke)
        width = float(shape.stroke_width or 0)
        path = tuple(steps_of(shape))
        if stroke is None or width <= 0:
            stroke, width = None, 0.0
        if path and (fill is not None or stroke is not None):
            rule = str(shape.values.get("fill-rule", "nonzero")).strip()
            yield PathItem(path, fill, stroke, width, rule == "evenodd")


def _edges(shape: Any) -> Rect:
    """The box of what is seen of a shape, half its stroke included."""
    left, top, right, bottom = svgelements.Path(shape).bbox()
    stroked = _colour(shape.stroke) is not None
    half = float(shape.stroke_width or 0) / 2 if stroked else 0.0
    return Rect(left, top, right - left, bottom - top).grown(half)


def steps_of(shape: Any) -> Iterator[Step]:
    for segment in svgelements.Path(shape):
        match segment:
            case svgelements.Move():
                yield Move(_point(segment.end))
            case svgelements.Close():
                yield Close()
            case svgelements.Line():
                yield Line(_point(segment.end))
            case svgelements.CubicBezier():
                yield Curve(*map(_point, (segment.control1, segment.control2, segment.end)))
            case svgelements.QuadraticBezier():
                yield _raised(*map(_point, (segment.start, segment.control, segment.end)))
            case svgelements.Arc():
                for part in segment.as_cubic_curves():
                    yield Curve(*map(_point, (part.control1, part.control2, part.end)))


def _raised(start: Point, control: Point, end: Point) -> Curve:
    """A quadratic Bézier as a cubic: control points two thirds of the way to its own."""

    def towards(a: Point) -> Point:
        return Point(a.x + (control.x - a.x) * 2 / 3, a.y + (control.y - a.y) * 2 / 3)

    return Curve(towards(start), towards(end), end)


def _point(point: Any) -> Point:
    x, y = float(point.x), float(point.y)
    if not (isfinite(x) and isfinite(y)):
        raise ValueError("a coordinate that is no number")
    return Point(x, y)


def _colour(colour: Any) -> Colour | None:
    if colour is None or colour.value is None or colour.alpha == 0:
        return None
    red, green, blue = (part / 255 for part in (colour.red, colour.green, colour.blue))
    light = max(red, green, blue)
    if light == 0:
        return Colour(0, 0, 0, 1)
    cyan, magenta, yellow = ((light - part) / light for part in (red, green, blue))
    return Colour(cyan, magenta, yellow, 1 - light)
