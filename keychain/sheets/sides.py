"""The two sides of a sheet: which faces stand where, with their marks and their slug."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from keychain.diagnostics import Diagnostic, note
from keychain.geometry import Rect
from keychain.layout.measure import Measure
from keychain.layout.placed import Side
from keychain.layout.sheet_spec import SheetSpec
from keychain.sheets.duplex import back_trim, back_turn
from keychain.sheets.fold import halves
from keychain.sheets.grid import Grid, crop_marks_wanted
from keychain.sheets.marks import LONGEST_MARK, Border, border, crop_marks, fold_marks, mark_reach
from keychain.sheets.model import Cell, SheetFace, Stroke
from keychain.sheets.order import Places
from keychain.sheets.slots import row_and_column
from keychain.sheets.slug import NumberPlace, SlugFacts, place_slug
from keychain.values import dataclass

SLUG_LEFT_OUT = note(
    "slug-left-out", "Sheets that do not tell their village must be kept apart by hand."
)
RULER_LEFT_OUT = note(
    "ruler-left-out", "Without a ruler on the sheet nobody sees that a viewer has shrunk it."
)
MARKS_LEFT_OUT = note("crop-marks-left-out", "A cut without a mark must be measured by hand.")


@dataclass(frozen=True, slots=True)
class PlacedSide:
    """One side of sheets that are alike. ``number`` is where a page sets the number of its sheet,
    ``left_out`` what there was no room for."""

    face: SheetFace
    number: NumberPlace | None
    left_out: tuple[Diagnostic, ...] = ()


def place_cells(grid: Grid, spec: SheetSpec, side: Side, places: Places) -> tuple[Cell, ...]:
    """The cells of one side, counted by row and column of that page, with what ``places`` puts
    there. Both faces of a tag that is folded have its one row and column."""
    found: list[Cell] = []
    if side == "back":
        trims = [back_trim(slot.trim, spec.paper, spec.duplex) for slot in grid.slots]
        counted = zip(row_and_column(trims), grid.slots, trims, places, strict=True)
        for place, ((row, column), slot, trim, tag) in enumerate(counted):
            if tag is not None:
                turn = back_turn(slot.turn, spec.paper, spec.duplex)
                found.append(Cell(row, column, trim, turn, tag, place=place))
        return tuple(sorted(found, key=lambda cell: (cell.row, cell.column)))
    for place, (slot, tag) in enumerate(zip(grid.slots, places, strict=True)):
        if tag is None:
            continue
        if spec.fold is None:
            found.append(Cell(slot.row, slot.column, slot.trim, slot.turn, tag, place=place))
            continue
        front, back = halves(slot.trim, slot.turn, spec.fold, grid.bleed)
        here = slot.row, slot.column
        found.append(Cell(*here, front.trim, front.turn, tag, "front", front.clip, place))
        found.append(Cell(*here, back.trim, back.turn, tag, "back", back.clip, place))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SideFrame:
    """What one side of all sheets of a plan has in common: the cells' ``trims`` where none is
    empty, what is cut, the border around that, and whether there are marks in it."""

    grid: Grid
    spec: SheetSpec
    side: Side
    trims: tuple[Rect, ...]
    cuts: tuple[Rect, ...]
    around: Border
    marked: bool


def frame_side(grid: Grid, spec: SheetSpec, side: Side) -> SideFrame:
    """The frame of one side."""
    # Specs are equal whatever the layout itself states, which decides about marks on labels.
    return _frame(grid, spec, side, marked=crop_marks_wanted(spec))


@lru_cache(maxsize=8)
def _frame(grid: Grid, spec: SheetSpec, side: Side, *, marked: bool) -> SideFrame:
    trims = tuple(cell.trim for cell in place_cells(grid, spec, side, (0,) * grid.count))
    cuts = tuple(slot.trim for slot in grid.slots) if spec.fold else trims
    around = border(cuts, grid.bleed, spec.paper, spec.margin)
    return SideFrame(grid, spec, side, trims, cuts, around, marked)


def place_side(frame: SideFrame, places: Places, facts: SlugFacts, measure: Measure) -> PlacedSide:
    """One side of sheets that hold ``places``. Marks and slug stand where they stand on a sheet
    without an empty place."""
    side, around, marked = frame.side, frame.around, frame.marked
    cells = place_cells(frame.grid, frame.spec, side, places)
    slug = place_slug(facts, side, frame.trims, around, measure, marks=marked)
    marks = _marks(frame.trims, frame.cuts, around, slug.longest) if marked else ()
    missing: list[Diagnostic] = []
    if slug.number is None:
        missing.append(SLUG_LEFT_OUT())
    if not slug.ruler:
        missing.append(RULER_LEFT_OUT())
    rooms = (around.left, around.right, around.top, around.bottom)
    if marked and not all(mark_reach(room, LONGEST_MARK)[1] for room in rooms):
        missing.append(MARKS_LEFT_OUT())
    face = SheetFace(side, frame.spec.paper, cells, marks + slug.strokes, slug.texts)
    return PlacedSide(face, slug.number, tuple(missing))


@lru_cache(maxsize=32)
def _marks(
    trims: tuple[Rect, ...], cuts: tuple[Rect, ...], around: Border, longest: float
) -> tuple[Stroke, ...]:
    return crop_marks(cuts, around, longest) + fold_marks(trims, cuts, around, longest)


def place_bare_side(grid: Grid, spec: SheetSpec, side: Side, places: Places) -> PlacedSide:
    """A page that holds tags and nothing else."""
    cells = place_cells(grid, spec, side, places)
    return PlacedSide(SheetFace(side, spec.paper, cells, (), ()), None)


def left_out(sides: Sequence[PlacedSide]) -> tuple[Diagnostic, ...]:
    """What these sheets do without, each told once."""
    return tuple(dict.fromkeys(each for side in sides for each in side.left_out))
