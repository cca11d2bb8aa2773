"""How many tags fit on a sheet and where they stand."""

from __future__ import annotations

import math
from functools import lru_cache

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Point, Rect, Size
from keychain.layout.sheet_spec import SheetSpec
from keychain.sheets.fold import piece_size
from keychain.sheets.labels import SLACK, LabelPlaces, check_labels, place_labels
from keychain.sheets.marks import SHORTEST_MARK
from keychain.sheets.one_up import one_up_spec
from keychain.sheets.slots import Slot, slots_of
from keychain.values import dataclass

TAG_TOO_LARGE = error(
    "tag-larger-than-sheet", "A tag that does not fit on its paper cannot be printed whole."
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The places on the front of a sheet, in the order of reading.

    ``bleed`` is how far tags run over their cut here, mm: less than was asked for where labels
    stand close together. ``turned``: tags lie, turned by a quarter.
    """

    slots: tuple[Slot, ...]
    turned: bool
    bleed: float

    @property
    def count(self) -> int:
        """Tags on a sheet."""
        return len(self.slots)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max(slot.row for slot in self.slots)

    @property
    def columns(self) -> int:
        """How many tags stand in the fullest row."""
        return max(slot.column for slot in self.slots)


@lru_cache(maxsize=8)
def plan_grid(trim: Size, spec: SheetSpec) -> Grid | None:
    """The grid that holds the most tags of the size ``trim``; upright where a turn gains none.

    Bleeds stay inside the margins and never overlap. With crop marks, the shortest mark's length
    stays free between the outermost bleeds and the margins. Labels are taken as they are. A tag
    that is folded takes the place of both its faces, one that is the sheet the whole of it. None
    where not one tag fits, or where the labels leave the paper, overlap or are too small.
    """
    if spec.whole:
        spec = one_up_spec(trim, spec)
    piece = piece_size(trim, spec.fold)
    if spec.grid is not None:
        places = place_labels(piece, spec.grid)
        return None if places is None or _refused(places, spec) else _on_labels(places, spec)
    upright = _centred(piece, spec, turned=False)
    lying = _centred(piece, spec, turned=True)
    trims, turned = (lying, True) if len(lying) > len(upright) else (upright, False)
    return Grid(slots_of(trims, 90 if turned else 0), turned, spec.bleed) if trims else None


def check_grid(trim: Size, spec: SheetSpec) -> tuple[Diagnostic, ...]:
    """Why ``plan_grid`` has no answer, as errors, or what is doubtful in it, as warnings."""
    piece = piece_size(trim, spec.fold)
    paper = _paper(spec)
    if spec.grid is not None:
        return check_labels(piece, spec.grid, spec, paper)
    if plan_grid(trim, spec):
        return ()
    tag = {"width": piece.width, "height": piece.height, "bleed": spec.bleed}
    return (TAG_TOO_LARGE(**tag, paper=paper, margin=spec.margin),)


def crop_marks_wanted(spec: SheetSpec) -> bool:
    """Whether sheets have crop marks. Labels are cut already: only a layout that itself asks for
    marks has them there."""
    return spec.marks and (spec.grid is None or any(key == "marks" for key, _ in spec.stated))


def _on_labels(places: LabelPlaces, spec: SheetSpec) -> Grid:
    bleed = max(0.0, min(spec.bleed, places.room))
    return Grid(slots_of(places.trims, 90 if places.turned else 0), places.turned, bleed)


def _refused(places: LabelPlaces, spec: SheetSpec) -> bool:
    paper = Rect(0, 0, spec.paper.width, spec.paper.height)
    return places.room < -SLACK or not paper.holds(places.box, SLACK)


def _centred(piece: Size, spec: SheetSpec, *, turned: bool) -> tuple[Rect, ...]:
    """The cuts of the fullest grid with the piece in one orientation; there may be none."""
    cell = piece.turned if turned else piece
    border = spec.margin + (SHORTEST_MARK if spec.marks else 0)
    tile = Size(cell.width + 2 * spec.bleed, cell.height + 2 * spec.bleed)
    columns = _fitting(spec.paper.width - 2 * border, tile.width, spec.gutter)
    rows = _fitting(spec.paper.height - 2 * border, tile.height, spec.gutter)
    pitch = Size(tile.width + spec.gutter, tile.height + spec.gutter)
    first = Point(
        (spec.paper.width - columns * pitch.width + spec.gutter) / 2 + spec.bleed,
        (spec.paper.height - rows * pitch.height + spec.gutter) / 2 + spec.bleed,
    )
    return tuple(
        Rect(first.x + column * pitch.width, first.y + row * pitch.height, cell.width, cell.height)
        for row in range(rows)
        for column in range(columns)
    )


def _fitting(room: float, tile: float, gutter: float) -> int:
    """How many tiles with gutters between them fit into ``room``."""
    return max(0, math.floor((room + gutter + SLACK) / (tile + gutter)))


def _paper(spec: SheetSpec) -> str:
    """The paper's name with its size, which may be all the name that it has."""
    size = f"{spec.paper.width:g} × {spec.paper.height:g} mm"
    return size if spec.paper_name == size else f"{spec.paper_name} ({size})"
