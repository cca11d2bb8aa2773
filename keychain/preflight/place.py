"""From the file's points to the position on the sheet."""

from __future__ import annotations

from keychain.geometry import PT_PER_MM, Rect
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


def position_of(corners: Box, where: Matrix, media: Box, wanted: ExpectedPage) -> str | None:
    """The ``row:column`` that holds the middle of a box which ``where`` moves to the page."""
    at = wanted.correction.lies(rect_of(moved_box(corners, where), media).centre, wanted.paper)
    for cell in wanted.cells:
        trim = cell.trim
        if trim.x <= at.x <= trim.right and trim.y <= at.y <= trim.bottom:
            return f"{cell.row}:{cell.column}"
    return None
