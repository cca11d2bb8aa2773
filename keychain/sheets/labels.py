"""Sheets that come with their places: labels, cards, anything cut before it is printed."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import combinations

from keychain.diagnostics import Diagnostic, error, note, warning
from keychain.geometry import Rect, Size
from keychain.layout.label_sheet import TAG_OVER_LABEL
from keychain.layout.outline import Outline
from keychain.layout.sheet_spec import FixedGrid, SheetSpec
from keychain.values import dataclass

GRID_OFF_PAPER = error(
    "grid-leaves-paper", "A label that is partly beyond the paper cannot be printed whole."
)
GRID_OVERLAPS = error("grid-overlaps", "Where labels overlap, one is printed over the other.")
GRID_IN_MARGIN = warning(
    "grid-in-margin", "What stands in the border that a printer cannot print is lost."
)
LABEL_BLEED = note(
    "label-bleed-reduced", "Between labels that stand close together there is less to print on."
)

SLACK = 1e-6
"""mm. Decimal lengths have no exact binary form; a row must not be lost to that."""
_TOUCH = 0.05
"""mm by which a tag may be larger than its label: makers round their figures."""


@dataclass(frozen=True, slots=True)
class LabelPlaces:
    """Where tags are cut on a label sheet, mm; ``room`` is half of what lies between the two
    nearest cuts, negative where they overlap."""

    trims: tuple[Rect, ...]
    turned: bool
    room: float

    @property
    def box(self) -> Rect:
        """The box around all cuts."""
        left, top = min(t.x for t in self.trims), min(t.y for t in self.trims)
        right, bottom = max(t.right for t in self.trims), max(t.bottom for t in self.trims)
        return Rect(left, top, right - left, bottom - top)


@lru_cache(maxsize=16)
def place_labels(piece: Size, fixed: FixedGrid) -> LabelPlaces | None:
    """A piece in the middle of each label, a quarter turned where it only fits so; None where a
    label is too small. Without a label's outline, pieces stand where the grid itself begins."""
    grids = (fixed, *fixed.more)
    ways = [way for way in (piece, piece.turned) if all(_fits(way, grid) for grid in grids)]
    if not ways:
        return None
    # On an oval the one may have room and the other not.
    whole = [way for way in ways if all(_holds_corners(grid.label, way) for grid in grids)]
    cell = (whole or ways)[0]
    placed = [_trims(cell, grid) for grid in grids]
    gaps = [_gap(cell, grid) for grid in grids]
    if len(placed) > 1:
        gaps += [_apart(a, b) for one, two in combinations(placed, 2) for a in one for b in two]
    trims = tuple(trim for some in placed for trim in some)
    return LabelPlaces(trims, cell != piece, min(gaps) / 2)


def check_labels(
    piece: Size, fixed: FixedGrid, spec: SheetSpec, paper: str
) -> tuple[Diagnostic, ...]:
    """Why a piece of this size cannot be printed on these labels, or what is doubtful about it;
    ``paper`` is what messages call the paper."""
    places = place_labels(piece, fixed)
    if places is None:
        label = min((g.label.size for g in (fixed, *fixed.more) if g.label), key=_area)
        nothing = {"labels": ("—",), "layouts": ("—",)}
        return (TAG_OVER_LABEL(tag=_mm(piece), label=_mm(label), **nothing),)
    found: list[Diagnostic] = []
    page, box = Rect(0, 0, spec.paper.width, spec.paper.height), places.box
    if not page.holds(box, SLACK):
        name = f"{fixed.columns} × {fixed.rows}"
        found.append(GRID_OFF_PAPER(grid=name, right=box.right, bottom=box.bottom, paper=paper))
    elif not page.grown(-spec.margin).holds(box, SLACK):
        found.append(GRID_IN_MARGIN(margin=spec.margin, paper=paper))
    if places.room < -SLACK:
        pitch = {"across": fixed.pitch.width, "down": fixed.pitch.height}
        found.append(GRID_OVERLAPS(width=piece.width, height=piece.height, **pitch))
    elif places.room < spec.bleed - SLACK:
        found.append(LABEL_BLEED(bleed=spec.bleed, room=round(max(0.0, places.room), 2)))
    return tuple(found)


def _fits(cell: Size, grid: FixedGrid) -> bool:
    """Whether the cell's bounding box lies in the label's; without a label nobody knows."""
    label = grid.label
    return label is None or (
        cell.width <= label.size.width + _TOUCH and cell.height <= label.size.height + _TOUCH
    )


def _holds_corners(label: Outline | None, cell: Size) -> bool:
    """Whether the cell's corners lie within the label's own shape."""
    if label is None or label.shape in ("rectangle", "rounded"):
        return True
    aside, down = (label.size.width - cell.width) / 2, (label.size.height - cell.height) / 2
    return label.clearance(Rect(aside, down, cell.width, cell.height)) >= -_TOUCH


def _trims(cell: Size, grid: FixedGrid) -> tuple[Rect, ...]:
    label = grid.label.size if grid.label else cell
    x = grid.offset.x + (label.width - cell.width) / 2
    y = grid.offset.y + (label.height - cell.height) / 2
    return tuple(
        Rect(x + column * grid.pitch.width, y + row * grid.pitch.height, cell.width, cell.height)
        for row in range(grid.rows)
        for column in range(grid.columns)
    )


def _gap(cell: Size, grid: FixedGrid) -> float:
    """Between neighbours of one grid; infinite where there is only one cell."""
    across = grid.pitch.width - cell.width if grid.columns > 1 else math.inf
    down = grid.pitch.height - cell.height if grid.rows > 1 else math.inf
    return min(across, down)


def _apart(one: Rect, other: Rect) -> float:
    """How far two rectangles could grow towards each other; negative where they overlap."""
    across = max(other.x - one.right, one.x - other.right)
    down = max(other.y - one.bottom, one.y - other.bottom)
    return max(across, down)


def _area(size: Size) -> float:
    return size.width * size.height


def _mm(size: Size) -> str:
    return f"{size.width:.6g} × {size.height:.6g} mm"
