"""Placed tags and quantities → a book of sheets: cells, backs, marks, slugs, order of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keychain.contacts.model import Language
from keychain.diagnostics import Diagnostic, has_errors, note, warning
from keychain.geometry import Turn
from keychain.layout.measure import Measure
from keychain.layout.placed import PlacedTag, Side
from keychain.layout.sheet_spec import SheetSpec
from keychain.sheets.duplex import back_trim, back_turn, turns_beside
from keychain.sheets.grid import Grid, check_grid, plan_grid
from keychain.sheets.marks import border, crop_marks, mark_reach
from keychain.sheets.model import Cell, Page, SheetBook, SheetFace
from keychain.sheets.quantities import sheets_needed, tags_made
from keychain.sheets.separator import place_separator
from keychain.sheets.slug import Slug, SlugFacts, place_slug, set_number
from keychain.sheets.words import sheet_words
from keychain.tags.job import Faces

NO_TAGS = warning("no-tags-needed", "A village without a single tag gets no sheets.")
SLUG_LEFT_OUT = note(
    "slug-left-out", "Sheets that do not tell their village must be kept apart by hand."
)
RULER_LEFT_OUT = note(
    "ruler-left-out", "Without a ruler on the sheet nobody sees that a viewer has shrunk it."
)
MARKS_LEFT_OUT = note("crop-marks-left-out", "A cut without a mark must be measured by hand.")


@dataclass(frozen=True, slots=True)
class TagRun:
    """One village's tags. The texts are what its sheets say of themselves."""

    tag: PlacedTag
    needed: int
    commune: str
    village: str
    layout: str
    mark: str


def impose(
    runs: Sequence[TagRun],
    spec: SheetSpec,
    *,
    faces: Faces,
    title: str,
    language: Language,
    job: str,
    separators: bool,
    measure: Measure,
) -> tuple[SheetBook | None, tuple[Diagnostic, ...]]:
    """The sheets of every village in ``runs``, each village on its own, in order.

    A village's first page has its bookmark; with ``separators`` that is a sheet with its name.
    Each last sheet is filled. Backs printed alone lie as they would behind their fronts. None
    where a tag does not fit on its paper, or where there is nothing to print.
    """
    found: list[Diagnostic] = []
    for size in dict.fromkeys(run.tag.size for run in runs):
        found += check_grid(size, spec)
    if has_errors(found):
        return None, tuple(found)
    sides: tuple[Side, ...] = ("front", "back") if faces == "both" else (faces,)
    sheet_faces: list[SheetFace] = []
    pages: list[Page] = []
    tags: list[PlacedTag] = []
    for run in runs:
        grid = plan_grid(run.tag.size, spec)
        if grid is None or run.needed < 1:
            found.append(NO_TAGS(name=run.village).about(village=run.tag.village_id))
            continue
        sheets = sheets_needed(run.needed, grid.count)
        facts = SlugFacts(run.commune, run.village, run.layout, run.mark, sheets, language)
        placed = [place_face(grid, spec, side, len(tags), facts, measure) for side in sides]
        bookmark: str | None = run.village
        if separators:
            pages += _separator(run, spec, sheets, grid, language, measure, sides)
            bookmark = None
        for sheet in range(1, sheets + 1):
            for index, (_, slug) in enumerate(placed, len(sheet_faces)):
                own = set_number(slug.number, facts, sheet, measure) if slug.number else ()
                pages.append(Page(index, own, spec.paper, bookmark))
                bookmark = None
        tags.append(run.tag)
        sheet_faces += [face for face, _ in placed]
        found += (d.about(village=run.tag.village_id) for d in _left_out(placed, spec))
    if not pages:
        return None, tuple(found)
    duplex = spec.duplex if faces == "both" else None
    book = SheetBook(
        title, language, job, tuple(tags), tuple(sheet_faces), tuple(pages), spec.bleed, duplex
    )
    return book, tuple(found)


def place_face(
    grid: Grid, spec: SheetSpec, side: Side, tag: int, facts: SlugFacts, measure: Measure
) -> tuple[SheetFace, Slug]:
    """One side of a village's sheets, and the slug that says where pages set their numbers."""
    cells = place_cells(grid, spec, side, tag)
    trims = [cell.trim for cell in cells]
    around = border(trims, spec.bleed, spec.paper, spec.margin)
    slug = place_slug(facts, side, trims, around, measure, marks=spec.marks)
    marks = crop_marks(trims, around, slug.longest) if spec.marks else ()
    return SheetFace(side, spec.paper, cells, marks + slug.strokes, slug.texts), slug


def place_cells(grid: Grid, spec: SheetSpec, side: Side, tag: int) -> tuple[Cell, ...]:
    """The cells of one side, by row and column of that page, each with the tag's index."""
    turn: Turn = 90 if grid.turned else 0
    beside = turns_beside(spec.paper, spec.duplex)
    cells: list[Cell] = []
    for row in range(1, grid.rows + 1):
        for column in range(1, grid.columns + 1):
            if side == "front":
                cells.append(Cell(row, column, grid.trim(row, column), turn, tag))
                continue
            front = (
                grid.trim(row, grid.columns + 1 - column)
                if beside
                else grid.trim(grid.rows + 1 - row, column)
            )
            trim = back_trim(front, spec.paper, spec.duplex)
            cells.append(Cell(row, column, trim, back_turn(turn, spec.paper, spec.duplex), tag))
    return tuple(cells)


def _separator(
    run: TagRun,
    spec: SheetSpec,
    sheets: int,
    grid: Grid,
    language: Language,
    measure: Measure,
    sides: Sequence[Side],
) -> list[Page]:
    """The separator's page, and its empty back where sheets have two sides."""
    told = sheet_words(language).told(sheets, tags_made(run.needed, grid.count))
    texts = place_separator(run.village, run.commune, told, spec.paper, spec.margin, measure)
    page = Page(None, texts, spec.paper, run.village)
    return [page] + [Page(None, (), spec.paper)] * (len(sides) - 1)


def _left_out(placed: Sequence[tuple[SheetFace, Slug]], spec: SheetSpec) -> tuple[Diagnostic, ...]:
    """What a village's sheets do without, each told once."""
    found: list[Diagnostic] = []
    if any(slug.number is None for _, slug in placed):
        found.append(SLUG_LEFT_OUT())
    if not all(slug.ruler for _, slug in placed):
        found.append(RULER_LEFT_OUT())
    trims = [cell.trim for cell in placed[0][0].cells]
    around = border(trims, spec.bleed, spec.paper, spec.margin)
    rooms = (around.left, around.right, around.top, around.bottom)
    if spec.marks and not all(mark_reach(room)[1] for room in rooms):
        found.append(MARKS_LEFT_OUT())
    return tuple(found)
