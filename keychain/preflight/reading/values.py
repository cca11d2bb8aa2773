"""Reading pikepdf objects of any kind without surprises: what is not as it should be is None."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import isfinite

import pikepdf

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points as the file has them."""

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f as in ISO 32000-1, 8.3.4: x' = a·x + c·y + e, y' = b·x + d·y + f."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def number(value: object) -> float | None:
    """A number as float; None for anything else, and for one that is too large to be a float."""
    if type(value) is float:
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float, Decimal)):
        found = float(value)
        return found if isfinite(found) else None
    return None


def numbers(value: object, count: int) -> tuple[float, ...] | None:
    """An array of exactly ``count`` numbers; None for anything else."""
    if not isinstance(value, pikepdf.Array) or len(value) != count:
        return None
    found = tuple(number(item) for item in value)
    return None if None in found else tuple(n for n in found if n is not None)


def items(value: object) -> list[object]:
    """The items of an array, those of one of numbers as float; none of anything else."""
    if not isinstance(value, pikepdf.Array):
        return []
    # Of widths there are dozens in a font, and pikepdf makes decimals of them one by one.
    written = value.unparse()
    return list(map(float, written[1:-1].split())) if _ROW.fullmatch(written) else list(value)


_ROW = re.compile(rb"\[(?: [+-]?(?:\d{1,99}(?:\.\d*)?|\.\d+))+ \]")
"""An array of numbers as pikepdf writes it, none too large to be a float."""


def box(value: object) -> Box | None:
    """A rectangle with its corners in order (ISO 32000-1, 7.9.5)."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    # Pages of a book have the same few boxes, and numbers are slow to read.
    written = value.unparse()
    if written not in _boxes:
        if len(_boxes) > _MOST_BOXES or b"R" in written:
            return _ordered(numbers(value, 4))
        _boxes[written] = _ordered(numbers(value, 4))
    return _boxes[written]


_MOST_BOXES = 2000
_boxes: dict[bytes, Box | None] = {}
"""Rectangles by how they are written, without references to other objects."""


def _ordered(four: tuple[float, ...] | None) -> Box | None:
    if four is None:
        return None
    return min(four[0], four[2]), min(four[1], four[3]), max(four[0], four[2]), max(four[1::2])


def matrix(value: object) -> Matrix:
    """A transformation matrix, the identity where there is none."""
    return six(numbers(value, 6) or ())


def six(figures: tuple[float, ...]) -> Matrix:
    """The matrix that six numbers are, the identity for others."""
    if len(figures) != 6:
        return IDENTITY
    a, b, c, d, e, f = figures
    return a, b, c, d, e, f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and after it ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    """Where ``by`` takes a point."""
    x, y = point
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def moved_box(corners: Box, by: Matrix) -> Box:
    """The box around a box that ``by`` has moved."""
    left, bottom, right, top = corners
    a, b, c, d, e, f = by
    if b == 0 == c:  # nearly always: upright, or upside down
        x, y, u, v = a * left + e, d * bottom + f, a * right + e, d * top + f
        return (x if x < u else u), (y if y < v else v), (u if x < u else x), (v if y < v else y)
    return around_points([moved((x, y), by) for x in (left, right) for y in (bottom, top)])


def common(one: Box, other: Box | None) -> Box | None:
    """What two boxes share, None where nothing; the whole of one where there is no other."""
    if other is None:
        return one
    left, low = max(one[0], other[0]), max(one[1], other[1])
    right, high = min(one[2], other[2]), min(one[3], other[3])
    return (left, low, right, high) if left <= right and low <= high else None


def holds(outer: Box, inner: Box, slack: float = 0.0) -> bool:
    """Whether one box lies within another, or no more than ``slack`` beyond it."""
    return (
        outer[0] <= inner[0] + slack
        and outer[1] <= inner[1] + slack
        and outer[2] >= inner[2] - slack
        and outer[3] >= inner[3] - slack
    )


def grown(inner: Box, by: float) -> Box:
    """A box that reaches further by so much on all sides."""
    return inner[0] - by, inner[1] - by, inner[2] + by, inner[3] + by


def around_points(points: Sequence[tuple[float, float]]) -> Box:
    """The box around points, of which there is one at least."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def around(boxes: Sequence[Box]) -> Box:
    """The box around all of them; around none, one of no size."""
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    lefts, lows, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(tops)


def entry(value: object, key: str) -> object:
    """The entry of a dictionary or of a stream's dictionary, None where there is none."""
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) and key in value:
        return value[key]  # to get what is not there takes pikepdf four times as long
    return None


def entries(value: object) -> Iterator[tuple[str, object]]:
    """All entries of a dictionary, none of anything else."""
    if isinstance(value, pikepdf.Dictionary):
        yield from value.items()


def name(value: object) -> str | None:
    """A name without its slash; None for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else None


def text(value: object) -> str | None:
    """A text string; None for anything else."""
    return str(value) if isinstance(value, pikepdf.String) else None


def resources_of(form: object, outer: object) -> object:
    """A form's resources; one without uses those of its drawer (ISO 32000-1, 7.8.3)."""
    own = entry(form, "/Resources")
    return outer if own is None else own


def inherited(page: object, key: str) -> object:
    """A page's entry, or that of the nearest node above it (ISO 32000-1, 7.7.3.4)."""
    node = page
    for _ in range(64):  # a tree deeper than this is a loop
        found = entry(node, key)
        if found is not None:
            return found
        node = entry(node, "/Parent")
        if node is None:
            break
    return None


def identity(value: object) -> str:
    """What tells an object from others: its number, or for one without number its content."""
    if isinstance(value, pikepdf.Object):
        one, generation = value.objgen
        if one:  # zero is no object's number (ISO 32000-1, 7.3.10)
            return f"{one} {generation}"
        return hashlib.sha256(value.unparse()).hexdigest()
    return repr(value)
