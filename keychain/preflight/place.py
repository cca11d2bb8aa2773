"""From the file's points to the place on the sheet, from a face to the sheet, and back."""

from __future__ import annotations

from keychain.geometry import PT_PER_MM, Point, Rect, Turn
from keychain.preflight.expected import ExpectedPage
from keychain.preflight.reading.values import Box, Matrix, moved_box


def rect_of(corners: Box, media: Box) -> Rect:
    """A box in points as a rectangle in mm from the page's top left."""
    left, bottom, right, top = corners
    return Rect(
        (left - media[0]) / PT_PER_MM,
        (media[3] - top) / PT_PER_MM,
        (right - left) / PT_PER_MM,
        (top - bottom) / PT_PER_MM,
    )


def box_of(area: Rect, media: Box) -> Box:
    """A rectangle in mm from the page's top left as a box in points."""
    left, top = media[0] + area.x * PT_PER_MM, media[3] - area.y * PT_PER_MM
    return left, top - area.height * PT_PER_MM, left + area.width * PT_PER_MM, top


def position_of(corners: Box, where: Matrix, media: Box, wanted: ExpectedPage) -> str | None:
    """The ``row:column`` that holds the middle of a box which ``where`` moves to the page."""
    at = wanted.correction.lies(rect_of(moved_box(corners, where), media).centre, wanted.paper)
    for cell in wanted.cells:
        trim = cell.trim
        if trim.x <= at.x <= trim.right and trim.y <= at.y <= trim.bottom:
            return f"{cell.row}:{cell.column}"
    return None


def turned_into(trim: Rect, turn: Turn, at: Point) -> Point:
    """Where a point of an upright face lies once the face is turned clockwise into ``trim``."""
    match turn:
        case 0:
            return Point(trim.x + at.x, trim.y + at.y)
        case 90:
            return Point(trim.right - at.y, trim.y + at.x)
        case 180:
            return Point(trim.right - at.x, trim.bottom - at.y)
        case 270:
            return Point(trim.x + at.y, trim.bottom - at.x)


def upright_point(at: Point, trim: Rect, turn: Turn) -> Point:
    """A point of the page on the face before it was turned clockwise into ``trim``."""
    match turn:
        case 0:
            return Point(at.x - trim.x, at.y - trim.y)
        case 90:
            return Point(at.y - trim.y, trim.right - at.x)
        case 180:
            return Point(trim.right - at.x, trim.bottom - at.y)
        case 270:
            return Point(trim.bottom - at.y, at.x - trim.x)


def upright_rect(area: Rect, trim: Rect, turn: Turn) -> Rect:
    """A rectangle of the page on the face before it was turned clockwise into ``trim``."""
    match turn:
        case 0:
            return Rect(area.x - trim.x, area.y - trim.y, area.width, area.height)
        case 90:
            return Rect(area.y - trim.y, trim.right - area.right, area.height, area.width)
        case 180:
            return Rect(trim.right - area.right, trim.bottom - area.bottom, area.width, area.height)
        case 270:
            return Rect(trim.bottom - area.bottom, area.x - trim.x, area.height, area.width)
