"""Orders composed, laid out and imposed: stages 4 to 6 for one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from keychain import __version__
from keychain.build.lots import Order
from keychain.contacts.roster import VillageRoster
from keychain.diagnostics import Diagnostic, Place, has_errors
from keychain.layout import layout_file, place_tag
from keychain.layout.measure import Measure
from keychain.layout.placed import PlacedTag
from keychain.layout.spec import LayoutSpec
from keychain.pdf import check_images
from keychain.sheets import TagRun, impose, plan_grid
from keychain.sheets.model import SheetBook
from keychain.sheets.quantities import tags_made
from keychain.tags import compose_tag
from keychain.tags.content import TagContent
from keychain.tags.job import Arrangement, Faces, Job, JobVillage


@dataclass(frozen=True, slots=True)
class Made:
    """A book with what its tags say. ``contents`` and ``villages`` are in the book's order."""

    book: SheetBook
    contents: tuple[TagContent, ...]
    villages: tuple[JobVillage, ...]
    day: date

    @property
    def sheets(self) -> int:
        """Sheets of paper, separators among them."""
        return len(self.book.pages) // (2 if self.book.duplex else 1)


def make_book(
    orders: Sequence[Order],
    layout: LayoutSpec,
    faces: Faces,
    arrangement: Arrangement,
    measure: Measure,
) -> tuple[Made | None, tuple[Diagnostic, ...]]:
    """The book of ``orders``, which are of one commune and one day, and every finding.

    A village that cannot be laid out is left out, with its error. None where nothing is left.
    """
    found: list[Diagnostic] = []
    contents: list[TagContent] = []
    villages: list[JobVillage] = []
    runs: list[TagRun] = []
    for order in orders:
        content = compose_tag(order.roster)
        tag, findings = place_tag(content, layout, measure)
        if tag is not None:
            findings += check_images(tag)
        found += (each.about(village=content.village_id) for each in findings)
        if tag is None or has_errors(findings):
            continue
        contents.append(content)
        villages.append(_job_village(content, tag, order.needed, layout))
        runs.append(_run(content, tag, order.needed, layout))
    if not runs:
        return None, tuple(found)
    roster = orders[0].roster
    book, findings = impose(
        runs,
        layout.sheet,
        faces=faces,
        title=_title(roster, contents, arrangement),
        language=roster.campaign.language,
        job=_job(roster, layout, faces, arrangement, villages).to_json(),
        separators=arrangement == "one",
        measure=measure,
    )
    # What no village is the cause of, the layout is: its grid, its paper.
    sheet = Place(layout_file(layout.name), 0, 0)
    found += (each if each.village else replace(each, place=sheet) for each in findings)
    if book is None:
        return None, tuple(found)
    return Made(book, tuple(contents), tuple(villages), roster.day), tuple(found)


def _run(content: TagContent, tag: PlacedTag, needed: int, layout: LayoutSpec) -> TagRun:
    return TagRun(
        tag=tag,
        needed=needed,
        commune=content.commune.value,
        village=content.village.value,
        layout=layout.name,
        mark=content.mark,
    )


def _job_village(
    content: TagContent, tag: PlacedTag, needed: int, layout: LayoutSpec
) -> JobVillage:
    grid = plan_grid(tag.size, layout.sheet)
    return JobVillage(
        id=content.village_id,
        name=content.village.value,
        fingerprint=content.fingerprint,
        needed=needed,
        tags=tags_made(needed, grid.count) if grid else 0,
    )


def _job(
    roster: VillageRoster,
    layout: LayoutSpec,
    faces: Faces,
    arrangement: Arrangement,
    villages: Sequence[JobVillage],
) -> Job:
    return Job(
        program=__version__,
        commune=roster.commune.name.value,
        province=roster.commune.province.value,
        day=roster.day,
        layout=layout.name,
        press=layout.sheet.press,
        faces=faces,
        sheets=arrangement,
        villages=tuple(villages),
    )


def _title(roster: VillageRoster, contents: Sequence[TagContent], arrangement: Arrangement) -> str:
    """The PDF's title: what it is for, and where, from the village up."""
    commune = roster.commune
    where = [commune.name.value, commune.province.value]
    if arrangement == "village":
        where.insert(0, contents[0].village.value)
    place = ", ".join(where)
    title = roster.campaign.title
    return f"{title.value} – {place}" if title else place
