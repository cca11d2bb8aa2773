"""Sheets of labels that are cut already, and what becomes of a layout that is put on one."""

from __future__ import annotations

from dataclasses import replace

from keychain.diagnostics import Diagnostic, Place, error
from keychain.geometry import Point, Rect, Size
from keychain.layout.drawn_path import rings
from keychain.layout.outline import Outline
from keychain.layout.sheet_spec import FixedGrid
from keychain.layout.spec import LayoutSpec, Words
from keychain.values import dataclass

LABELS_OFF_PAPER = error(
    "labels-leave-paper", "a label that is partly beyond its sheet is measured wrongly"
)
LABELS_OVERLAP = error("labels-overlap", "labels that overlap are measured wrongly")
TAG_OVER_LABEL = error(
    "tag-larger-than-label", "what stands beside its label is cut off, or on the next one"
)

OVER_PAPER, OVER_LABEL = 1.0, 0.3
"""mm by which labels may leave the paper or overlap: what makers' figures are rounded by, step by
step over a whole sheet. A tag that is not printed whole is told of when it is imposed."""

_TOUCH = 0.05
"""mm by which a tag may be larger than its label: figures are rounded."""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels as it is sold. ``grid`` has the labels' outline; lengths in mm.

    ``sold`` are the names that it is sold under, maker and part.
    """

    name: str
    title: Words
    place: Place
    paper: Size
    paper_name: str
    grid: FixedGrid
    sold: tuple[str, ...] = ()

    @property
    def label(self) -> Outline:
        """The shape of its labels."""
        if self.grid.label is None:
            raise ValueError("a label sheet without labels")
        return self.grid.label

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return sum(grid.rows * grid.columns for grid in grids(self.grid))


def grids(grid: FixedGrid) -> tuple[FixedGrid, ...]:
    """The grid and the further ones on its sheet."""
    return (grid, *grid.more)


def check_labels(sheet: LabelSheet) -> tuple[Diagnostic, ...]:
    """What cannot be so of a sheet of labels: beyond its paper, or one over another."""
    found: list[Diagnostic] = []
    paper = Rect(0, 0, sheet.paper.width, sheet.paper.height)
    label = written_size(sheet.label.size)
    for grid in grids(sheet.grid):
        width = (grid.columns - 1) * grid.pitch.width + sheet.label.size.width
        height = (grid.rows - 1) * grid.pitch.height + sheet.label.size.height
        around = Rect(grid.offset.x, grid.offset.y, width, height)
        if not paper.holds(around, OVER_PAPER):
            values = {"right": round(around.right, 2), "bottom": round(around.bottom, 2)}
            found.append(LABELS_OFF_PAPER(sheet.place, **values, paper=written_size(sheet.paper)))
        across = grid.columns > 1 and grid.pitch.width < sheet.label.size.width - OVER_LABEL
        down = grid.rows > 1 and grid.pitch.height < sheet.label.size.height - OVER_LABEL
        if across or down:
            found.append(LABELS_OVERLAP(sheet.place, label=label, pitch=written_size(grid.pitch)))
    return tuple(dict.fromkeys(found))


def fits(layout: LayoutSpec, sheet: LabelSheet) -> bool:
    """Whether the layout's tag has room on a label of this sheet, as it is or a quarter turned.

    Of a tag that is folded both halves lie on the label. What a label's rounded corners take from
    a tag's may be half of what is safe.
    """
    label, cut = sheet.label, _piece(layout)
    wide, high = max(p.x for p in cut), max(p.y for p in cut)
    turned = [Point(high - p.y, p.x) for p in cut]
    may_lose = layout.safe / 2 if label.shape in ("rectangle", "rounded") else _TOUCH
    for width, height, points in ((wide, high, cut), (high, wide, turned)):
        left, top = (label.size.width - width) / 2, (label.size.height - height) / 2
        if min(left, top) < -_TOUCH / 2:
            continue
        if all(label.depth(Point(left + p.x, top + p.y)) >= -may_lose for p in points):
            return True
    return False


def piece_size(layout: LayoutSpec) -> str:
    """The size of what is cut out of the paper for one tag, as messages write it."""
    cut = _piece(layout)
    return written_size(Size(max(p.x for p in cut), max(p.y for p in cut)))


def _piece(layout: LayoutSpec) -> list[Point]:
    """The cut of what is taken out of the paper for one tag, as points, its box from 0, 0."""
    points = [point for ring in rings(layout.outline.path()) for point in ring]
    if layout.sheet.fold is None:
        return points
    beside = layout.sheet.fold in ("left", "right")
    across = layout.size.width if beside else 0.0
    down = 0.0 if beside else layout.size.height
    return points + [Point(p.x + across, p.y + down) for p in points]


def on_labels(layout: LayoutSpec, sheet: LabelSheet) -> LayoutSpec:
    """``layout`` with this sheet of labels instead of its own paper and grid; whether its tag
    fits, ``fits`` tells."""
    own = replace(
        layout.sheet,
        paper=sheet.paper,
        paper_name=sheet.paper_name,
        grid=sheet.grid,
        labels=sheet.name,
    )
    return replace(layout, sheet=own)


def written_size(size: Size) -> str:
    """A size as messages write it."""
    return f"{size.width:.6g} × {size.height:.6g} mm"
