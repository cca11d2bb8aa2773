"""How many tags fit on a sheet and where they stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

from keychain.diagnostics import Diagnostic, error, warning
from keychain.geometry import Point, Rect, Size
from keychain.layout.sheet_spec import FixedGrid, SheetSpec
from keychain.sheets.marks import SHORTEST_MARK

TAG_TOO_LARGE = error(
    "tag-larger-than-sheet", "A tag that does not fit on its paper cannot be printed whole."
)
GRID_OFF_PAPER = error(
    "grid-leaves-paper", "A label that is partly beyond the paper cannot be printed whole."
)
GRID_OVERLAPS = error(
    "grid-overlaps", "Where labels or their bleeds overlap, one is printed over the other."
)
GRID_IN_MARGIN = warning(
    "grid-in-margin", "What stands in the border that a printer cannot print is lost."
)

_SLACK = 1e-6
"""mm. Decimal lengths have no exact binary form; a row must not be lost to that."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Equal cells in rows and columns on the front of a sheet, mm.

    ``cell`` is the size of the cut as it lies, after the quarter turn if ``turned``; ``first``
    the top left of the first cell's cut; ``pitch`` the step from a cell to the next.
    """

    rows: int
    columns: int
    turned: bool
    cell: Size
    pitch: Size
    first: Point

    @property
    def count(self) -> int:
        """Tags on a sheet."""
        return self.rows * self.columns

    def trim(self, row: int, column: int) -> Rect:
        """The cut of one cell; rows and columns count from 1."""
        x = self.first.x + (column - 1) * self.pitch.width
        y = self.first.y + (row - 1) * self.pitch.height
        return Rect(x, y, self.cell.width, self.cell.height)


def plan_grid(trim: Size, spec: SheetSpec) -> Grid | None:
    """The grid that holds the most tags of the size ``trim``; upright where a turn gains none.

    Bleeds stay inside the margins and never overlap. With crop marks, the shortest mark's length
    stays free between the outermost bleeds and the margins. A fixed grid is taken as it is.
    None where not one tag fits, or where the fixed grid leaves the paper or overlaps.
    """
    if spec.grid is not None:
        return _fixed(trim, spec, spec.grid)
    upright = _centred(trim, spec, turned=False)
    lying = _centred(trim, spec, turned=True)
    best = lying if lying.count > upright.count else upright
    return best if best.count else None


def check_grid(trim: Size, spec: SheetSpec) -> tuple[Diagnostic, ...]:
    """Why ``plan_grid`` has no answer, as errors, or what is doubtful in it, as warnings."""
    tag = {"width": trim.width, "height": trim.height, "bleed": spec.bleed}
    paper = _paper(spec)
    grid = plan_grid(trim, spec)
    if spec.grid is None:
        return () if grid else (TAG_TOO_LARGE(**tag, paper=paper, margin=spec.margin),)
    fixed, all_labels = spec.grid, _all_labels(trim, spec.grid)
    paper_rect = Rect(0, 0, spec.paper.width, spec.paper.height)
    found: list[Diagnostic] = []
    if not paper_rect.holds(all_labels, _SLACK):
        found.append(
            GRID_OFF_PAPER(
                grid=f"{fixed.columns} × {fixed.rows}",
                right=all_labels.right,
                bottom=all_labels.bottom,
                paper=paper,
            )
        )
    elif grid and not paper_rect.grown(-spec.margin).holds(all_labels, _SLACK):
        found.append(GRID_IN_MARGIN(margin=spec.margin, paper=paper))
    if _overlaps(trim, spec, fixed):
        found.append(
            GRID_OVERLAPS(**tag, across=fixed.pitch.width, down=fixed.pitch.height),
        )
    return tuple(found)


def _centred(trim: Size, spec: SheetSpec, *, turned: bool) -> Grid:
    """The fullest grid with the tag in one orientation; it may have no rows or columns."""
    cell = trim.turned if turned else trim
    border = spec.margin + (SHORTEST_MARK if spec.marks else 0)
    tile = Size(cell.width + 2 * spec.bleed, cell.height + 2 * spec.bleed)
    columns = _fitting(spec.paper.width - 2 * border, tile.width, spec.gutter)
    rows = _fitting(spec.paper.height - 2 * border, tile.height, spec.gutter)
    pitch = Size(tile.width + spec.gutter, tile.height + spec.gutter)
    first = Point(
        (spec.paper.width - columns * pitch.width + spec.gutter) / 2 + spec.bleed,
        (spec.paper.height - rows * pitch.height + spec.gutter) / 2 + spec.bleed,
    )
    return Grid(rows, columns, turned, cell, pitch, first)


def _fitting(room: float, tile: float, gutter: float) -> int:
    """How many tiles with gutters between them fit into ``room``."""
    return max(0, math.floor((room + gutter + _SLACK) / (tile + gutter)))


def _fixed(trim: Size, spec: SheetSpec, fixed: FixedGrid) -> Grid | None:
    paper = Rect(0, 0, spec.paper.width, spec.paper.height)
    if not paper.holds(_all_labels(trim, fixed), _SLACK) or _overlaps(trim, spec, fixed):
        return None
    return Grid(fixed.rows, fixed.columns, False, trim, fixed.pitch, fixed.offset)


def _all_labels(trim: Size, fixed: FixedGrid) -> Rect:
    """The box around all cuts of a fixed grid."""
    width = (fixed.columns - 1) * fixed.pitch.width + trim.width
    height = (fixed.rows - 1) * fixed.pitch.height + trim.height
    return Rect(fixed.offset.x, fixed.offset.y, width, height)


def _overlaps(trim: Size, spec: SheetSpec, fixed: FixedGrid) -> bool:
    """Whether the bleeds of neighbours in a fixed grid overlap."""
    step = 2 * spec.bleed - _SLACK
    return (fixed.columns > 1 and fixed.pitch.width < trim.width + step) or (
        fixed.rows > 1 and fixed.pitch.height < trim.height + step
    )


def _paper(spec: SheetSpec) -> str:
    """The paper's name with its size, which may be all the name that it has."""
    size = f"{spec.paper.width:g} × {spec.paper.height:g} mm"
    return size if spec.paper_name == size else f"{spec.paper_name} ({size})"
