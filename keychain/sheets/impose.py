"""A plan of sheets → a book: faces that sheets share, pages in order, numbers and bookmarks."""

from __future__ import annotations

from collections import Counter

from keychain.contacts.model import Language
from keychain.diagnostics import Diagnostic
from keychain.layout.measure import Measure
from keychain.layout.placed import TextItem
from keychain.sheets.model import Page, SheetBook, SheetFace
from keychain.sheets.order import Places, number_sheets
from keychain.sheets.plan import Batch, SheetPlan
from keychain.sheets.separator import place_separator
from keychain.sheets.sides import PlacedSide, frame_side, left_out, place_bare_side, place_side
from keychain.sheets.slug import SlugFacts, set_number
from keychain.sheets.words import sheet_words

_SHORTER = (8, 4, 2, 1, 0)
"""How many villages are named where there is no room to name all."""


def impose(
    plan: SheetPlan, *, title: str, language: Language, job: str, measure: Measure
) -> tuple[SheetBook, tuple[Diagnostic, ...]]:
    """The pages of ``plan``, sheet by sheet, front then back, and what has no room on them.

    A village's first page has its bookmark; where one file holds several villages' own sheets,
    that is a sheet with its name. Backs printed alone lie as they would behind their fronts.
    """
    faces: list[SheetFace] = []
    pages: list[Page] = []
    found: list[Diagnostic] = []
    for batch in plan.batches:
        if plan.arrangement == "one" and not plan.bare:
            pages += _separator(plan, batch, language, measure)
        found += _set_batch(plan, batch, language, measure, faces, pages)
    book = SheetBook(
        title,
        language,
        job,
        tuple(run.tag for run in plan.runs),
        tuple(faces),
        tuple(pages),
        plan.grid.bleed,
        plan.spec.duplex if len(plan.sides) == 2 else None,
        plan.spec.production,
    )
    return book, tuple(dict.fromkeys(found))


def _set_batch(
    plan: SheetPlan,
    batch: Batch,
    language: Language,
    measure: Measure,
    faces: list[SheetFace],
    pages: list[Page],
) -> tuple[Diagnostic, ...]:
    """Append a batch's pages, and to ``faces`` what its sheets look like."""
    alike: dict[Places, tuple[int, tuple[PlacedSide, ...]]] = {}
    # A separator has its village's bookmark already.
    told = set(batch.runs) if plan.arrangement == "one" and not plan.bare else set[int]()
    series = {index: run.series for index in batch.runs if (run := plan.runs[index]).series}
    numbered = number_sheets(batch.sheets, series, stack=plan.spec.production.stack)
    for number, (places, serials) in enumerate(zip(batch.sheets, numbered, strict=True), 1):
        if places not in alike:
            facts = _facts(plan, batch, places, language)
            alike[places] = len(faces), _place_sides(plan, places, facts, measure)
            faces += (side.face for side in alike[places][1])
        here = [run for run in batch.runs if run in places and run not in told]
        told |= set(here)
        bookmark = ", ".join(plan.runs[run].village for run in here) or None
        first, sides = alike[places]
        for face, side in enumerate(sides, first):
            own: tuple[TextItem, ...] = ()
            if side.number:
                own = set_number(side.number, number, len(batch.sheets), language, measure)
            pages.append(Page(face, own, plan.spec.paper, bookmark, serials))
            bookmark = None
    village = plan.runs[batch.runs[0]].tag.village_id if len(batch.runs) == 1 else None
    missing = (each for _, sides in alike.values() for each in left_out(sides))
    return tuple(each.about(village=village) for each in missing)


def _place_sides(
    plan: SheetPlan, places: Places, facts: SlugFacts, measure: Measure
) -> tuple[PlacedSide, ...]:
    if plan.bare:
        return tuple(place_bare_side(plan.grid, plan.spec, side, places) for side in plan.sides)
    return tuple(
        place_side(frame_side(plan.grid, plan.spec, side), places, facts, measure)
        for side in plan.sides
    )


def _facts(plan: SheetPlan, batch: Batch, places: Places, language: Language) -> SlugFacts:
    """What sheets that hold ``places`` say of themselves."""
    run = plan.runs[batch.runs[0]]
    village, mark, shorter = run.village, run.mark, list[str]()
    if plan.arrangement == "gang":
        counts = Counter(place for place in places if place is not None)
        tags = [(plan.runs[index].village, counts[index]) for index in sorted(counts)]
        words = sheet_words(language)
        village, mark = words.shares(tags, len(tags)), run.month
        shorter = [words.shares(tags, most) for most in _SHORTER if most < len(tags)]
    return SlugFacts(
        run.commune,
        village,
        run.layout,
        mark,
        len(batch.sheets),
        language,
        tuple(shorter),
        plan.spec.fold is not None,
    )


def _separator(plan: SheetPlan, batch: Batch, language: Language, measure: Measure) -> list[Page]:
    """The separator's page, and its empty back where sheets have two sides."""
    (index,), spec = batch.runs, plan.spec
    run = plan.runs[index]
    told = sheet_words(language).told(len(batch.sheets), plan.tags[index])
    texts = place_separator(run.village, run.commune, told, spec.paper, spec.margin, measure)
    page = Page(None, texts, spec.paper, run.village)
    return [page] + [Page(None, (), spec.paper)] * (len(plan.sides) - 1)
