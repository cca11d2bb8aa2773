"""Orders composed, laid out and imposed: stages 4 to 6 for one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from keychain import __version__
from keychain.build.lots import Order
from keychain.build.numbering import LAYOUT_WITHOUT_SERIAL, series_of, widest
from keychain.contacts.roster import VillageRoster
from keychain.diagnostics import Diagnostic, Place, error, has_errors
from keychain.layout import PRESS, layout_file, place_tag
from keychain.layout.measure import Measure
from keychain.layout.numbered import shows_serial
from keychain.layout.placed import PlacedTag
from keychain.layout.spec import LayoutSpec
from keychain.pdf import check_images
from keychain.sheets import TagRun, impose, plan_sheets
from keychain.sheets.correction import check_corrections
from keychain.sheets.model import SheetBook
from keychain.tags import compose_tag
from keychain.tags.content import TagContent
from keychain.tags.job import Arrangement, Faces, Job, JobVillage
from keychain.tags.serial import Series
from keychain.values import dataclass

NO_BACK = error("layout-without-back", "nothing is printed on a side that there is not")


@dataclass(frozen=True, slots=True)
class Made:
    """A book with what its tags say. ``contents`` and ``villages`` are in the book's order."""

    book: SheetBook
    contents: tuple[TagContent, ...]
    villages: tuple[JobVillage, ...]
    day: date

    @property
    def sheets(self) -> int:
        """Sheets of paper, separators among them; pages of one tag each are none."""
        if self.book.production.pages == "tags":
            return 0
        return len(self.book.pages) // (2 if self.book.duplex else 1)


def make_book(
    orders: Sequence[Order],
    layout: LayoutSpec,
    faces: Faces,
    arrangement: Arrangement,
    measure: Measure,
    start: str = "",
) -> tuple[Made | None, tuple[Diagnostic, ...]]:
    """The book of ``orders``, which are of one commune and one day, and every finding.

    A village that cannot be laid out is left out, with its error. None where nothing is left.
    ``start`` is where the first sheet begins, empty for a fresh one.
    """
    if layout.one_sided and faces == "back":
        return None, (NO_BACK(layout.place, layout=layout.name),)
    faces = layout.faces(faces)
    found: list[Diagnostic] = []
    contents: list[TagContent] = []
    runs: list[TagRun] = []
    coded = any(order.roster.code for order in orders)
    if coded and not layout.sheet.whole and not shows_serial(layout):
        here = Place(layout_file(layout.name), 0, 0)
        found.append(LAYOUT_WITHOUT_SERIAL(here, layout=layout.name))
    for order in orders:
        series, findings = series_of(order.roster, order.first, order.needed, layout)
        found += (each.about(village=order.roster.village.id) for each in findings)
        if has_errors(findings):
            continue
        content = compose_tag(order.roster, widest(series, order.needed))
        tag, findings = place_tag(content, layout, measure)
        if tag is not None:
            findings += check_images(tag, layout.sheet.production.condition)
        found += (each.about(village=content.village_id) for each in findings)
        if tag is None or has_errors(findings):
            continue
        contents.append(content)
        runs.append(_run(content, tag, order.needed, layout, series))
    if not runs:
        return None, tuple(found)
    roster = orders[0].roster
    # What no village is the cause of, the layout is: its grid, its paper.
    sheet = Place(layout_file(layout.name), 0, 0)
    plan, findings = plan_sheets(
        runs, layout.sheet, faces=faces, arrangement=arrangement, start=start
    )
    found += (each if each.village else replace(each, place=sheet) for each in findings)
    if plan is None:
        return None, tuple(found)
    made = plan.made
    villages = tuple(
        JobVillage(
            id=content.village_id,
            name=content.village.value,
            fingerprint=content.fingerprint,
            shown=content.shown,
            needed=run.needed,
            tags=made.get(content.village_id, 0),
            series=run.series.prefix if run.series else "",
            first=run.series.first if run.series else 0,
        )
        for content, run in zip(contents, runs, strict=True)
    )
    job = Job(
        program=__version__,
        commune=roster.commune.name.value,
        province=roster.commune.province.value,
        day=roster.day,
        layout=layout.name,
        press=layout.sheet.press,
        faces=faces,
        sheets=arrangement,
        villages=villages,
        start=start,
        labels=layout.sheet.labels,
        only=orders[0].only,
        form="poster" if layout.sheet.whole else "",
    )
    book, findings = impose(
        plan,
        title=_title(roster, contents, arrangement),
        language=roster.campaign.language,
        job=job.to_json(),
        measure=measure,
    )
    found += (each if each.village else replace(each, place=sheet) for each in findings)
    on = layout.sheet
    press = Place(PRESS.file(on.press), 0, 0)
    breaches = [replace(each, place=press) for each in check_corrections(book, on.press, on.margin)]
    found += breaches
    if has_errors(breaches):
        return None, tuple(found)
    return Made(book, tuple(contents), villages, roster.day), tuple(found)


def _run(
    content: TagContent, tag: PlacedTag, needed: int, layout: LayoutSpec, series: Series | None
) -> TagRun:
    return TagRun(
        tag=tag,
        needed=needed,
        commune=content.commune.value,
        village=content.village.value,
        layout=layout.name,
        mark=content.mark,
        month=content.month,
        series=series,
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
