"""Which sheets are made of which villages' tags, before anything is set on them."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.diagnostics import Diagnostic, error, has_errors, warning
from keychain.layout.placed import PlacedTag, Side
from keychain.layout.sheet_spec import SheetSpec
from keychain.sheets.gang import check_named, share_spare
from keychain.sheets.grid import Grid, check_grid, plan_grid
from keychain.sheets.one_up import one_up_spec
from keychain.sheets.order import Places, order_sheets, share_sheets
from keychain.sheets.quantities import sheets_needed
from keychain.sheets.start import check_start, used_places
from keychain.tags.job import Arrangement, Faces
from keychain.tags.serial import Series
from keychain.values import dataclass

NO_TAGS = warning("no-tags-needed", "A village without a single tag gets no sheets.")
FOLD_ONE_FACE = error(
    "fold-needs-both-faces", "A tag that is folded has both its faces on one side of the paper."
)
START_ONE_UP = error("start-without-sheets", "Pages of one tag each are no sheets to begin on.")


@dataclass(frozen=True, slots=True)
class TagRun:
    """One village's tags. The texts are what its sheets say of themselves; ``month`` is what the
    issue marks of all villages have in common; ``series`` are their serial numbers, if they have
    some."""

    tag: PlacedTag
    needed: int
    commune: str
    village: str
    layout: str
    mark: str
    month: str = ""
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Sheets that are counted together: of one village, or of all where they share sheets.

    ``runs`` are indices into the plan's runs, which ``sheets`` are filled with.
    """

    runs: tuple[int, ...]
    sheets: tuple[Places, ...]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a PDF's pages are made of. ``tags`` says how many of each run there are on them.

    ``spec`` is that of the pages; they are ``bare``, as large as a tag, where a shop arranges its
    sheets itself, and where a tag is the sheet. ``sides`` are the sides of the paper that are
    printed.
    """

    runs: tuple[TagRun, ...]
    tags: tuple[int, ...]
    batches: tuple[Batch, ...]
    grid: Grid
    spec: SheetSpec
    sides: tuple[Side, ...]
    arrangement: Arrangement
    bare: bool

    @property
    def made(self) -> dict[str, int]:
        """How many tags of each village there are, by its id; one without a run is not there."""
        return {run.tag.village_id: n for run, n in zip(self.runs, self.tags, strict=True)}


def plan_sheets(
    runs: Sequence[TagRun],
    spec: SheetSpec,
    *,
    faces: Faces,
    arrangement: Arrangement,
    start: str = "",
) -> tuple[SheetPlan | None, tuple[Diagnostic, ...]]:
    """The sheets of ``runs``, which are of one layout: each village's own, or shared.

    Places that are left over on a last sheet go to its village, on shared sheets to all in turn.
    ``start`` is where the first sheet of all begins, see ``used_places``. None where a tag does not
    fit on its paper, or where there is nothing to print.
    """
    found = [
        NO_TAGS(name=run.village).about(village=run.tag.village_id)
        for run in runs
        if run.needed < 1
    ]
    runs = tuple(run for run in runs if run.needed > 0)
    if not runs:
        return None, tuple(found)
    if spec.fold and faces != "both":
        return None, (*found, FOLD_ONE_FACE(faces=faces))
    size = runs[0].tag.size
    single = spec.production.pages == "tags"
    bare = single or spec.whole
    if bare:
        spec = one_up_spec(size, spec)
        found += [START_ONE_UP(start=start)] if start else []
    found += check_grid(size, spec)
    grid = plan_grid(size, spec)
    if grid is None or has_errors(found):
        return None, tuple(found)
    found += check_start(start, grid)
    used = used_places(start, grid)
    if used is None:
        return None, tuple(found)
    needed = [run.needed for run in runs]
    if single:
        # What is the same on all tags is one page; with numbers of their own, each is another.
        pages = [run.needed if run.series else 1 for run in runs]
        tags, batches = tuple(needed), _alone(pages, 1, 0)
    elif arrangement == "gang":
        sheets = sheets_needed(used + sum(needed), grid.count)
        tags = share_spare(needed, sheets * grid.count - used - sum(needed))
        if spec.production.stack:
            order = order_sheets(tags, grid.count, used=used, stack=True)
        else:
            order = share_sheets(tags, grid.count, used)
        batches = (Batch(tuple(range(len(runs))), order),)
        for run in runs if len(runs) > 1 else ():
            named = check_named(run.tag, run.village)
            found += (each.about(village=run.tag.village_id) for each in named)
    else:
        batches = _alone(needed, grid.count, used)
        tags = tuple(sum(p is not None for s in b.sheets for p in s) for b in batches)
    sides: tuple[Side, ...] = ("front", "back") if faces == "both" else (faces,)
    sides = ("front",) if spec.fold else sides
    plan = SheetPlan(tuple(runs), tags, batches, grid, spec, sides, arrangement, bare)
    return plan, tuple(found)


def _alone(needed: Sequence[int], per_sheet: int, used: int) -> tuple[Batch, ...]:
    """Each run on sheets of its own, the last one filled; the first of all begins later."""
    batches: list[Batch] = []
    for index, count in enumerate(needed):
        taken = 0 if index else used
        sheets = sheets_needed(taken + count, per_sheet)
        first: Places = (None,) * taken + (index,) * (per_sheet - taken)
        whole: Places = (index,) * per_sheet
        batches.append(Batch((index,), (first, *(whole,) * (sheets - 1))))
    return tuple(batches)
