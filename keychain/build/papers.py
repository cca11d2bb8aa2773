"""The papers that go with a commune's PDFs: the job ticket, and a hand-out list a village."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from keychain.build.book import Made
from keychain.build.options import Options
from keychain.build.output import BuiltFile, write_output
from keychain.contacts.model import Commune, Contacts
from keychain.diagnostics import Diagnostic, warning
from keychain.layout.measure import Measure, Remembered
from keychain.layout.press_spec import PressSpec
from keychain.layout.spec import LayoutSpec
from keychain.layout.typesetting import unprintable
from keychain.papers.handout import HandoutList, compose_list
from keychain.papers.model import PaperBook
from keychain.papers.paragraph import ROMAN
from keychain.papers.settings import settings_of
from keychain.papers.ticket import Ticket, compose_ticket
from keychain.papers.ticket_files import TicketFile, TicketVillage
from keychain.papers.words import paper_words
from keychain.pdf.papers import write_paper

PAPER_LETTERS = warning(
    "paper-letters", "a name with letters missing is another name, be it only on a list"
)

TICKET, PROOF = "_ticket", "_proof"
"""What the papers in the folder of the PDFs are called."""

LISTS = "lists"
"""The folder of the hand-out lists, apart from what is to be printed with tags."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that were written; ``lists`` by the ids of their villages."""

    ticket: Path | None = None
    lists: dict[str, Path] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    whole: bool = True


NO_PAPERS = Papers()


def paper_name(kind: str, ids: Collection[str]) -> str:
    """The file name of a paper beside the PDFs, which is none of the village ``ids``."""
    while kind in {each.casefold() for each in ids}:
        kind = f"_{kind}"
    return f"{kind}.pdf"


def place_of(commune: Commune) -> str:
    """The commune with its district, if it has one, and its province."""
    district = [commune.district.value] if commune.district else []
    return ", ".join([commune.name.value, *district, commune.province.value])


def write_papers(
    contacts: Contacts,
    day: date,
    folder: Path,
    built: Sequence[tuple[BuiltFile, Made]],
    failed: Sequence[str],
    layout: LayoutSpec,
    options: Options,
    press: PressSpec | None,
    measure: Measure,
) -> Papers:
    """The ticket of what was built now, and a list for each village of it, written to ``folder``.

    ``failed`` are villages that were to be built and are in no file. ``whole`` of the result is
    false where the system refused a file.
    """
    if not built:
        return NO_PAPERS
    measure = Remembered(measure)
    ids = [village.id for village in contacts.villages]
    path = folder / paper_name(TICKET, ids)
    ticket = _ticket(contacts, day, built, failed, layout, options, press)
    refused = _write(path, compose_ticket(ticket, measure), day)
    found = [*_letters(contacts, measure), *refused]
    written = None if refused else path
    lists: dict[str, Path] = {}
    for village_id, handout in _lists(contacts, day, built):
        path = folder / LISTS / f"{village_id}.pdf"
        problems = _write(path, compose_list(handout, measure), day)
        found += (each.about(village=village_id) for each in problems)
        refused += problems
        if not problems:
            lists[village_id] = path
    return Papers(written, lists, tuple(found), whole=not refused)


def _write(path: Path, book: PaperBook, day: date) -> tuple[Diagnostic, ...]:
    return write_output(path, write_paper(book, day))


def _letters(contacts: Contacts, measure: Measure) -> list[Diagnostic]:
    """A warning for each name that papers print and tags perhaps do not, with a letter that no
    font here has."""
    commune, title = contacts.commune, contacts.campaign.title
    found = []
    for text in filter(None, (commune.name, commune.district, commune.province, title)):
        missing = unprintable(text.value, ROMAN, measure)
        if missing:
            found.append(PAPER_LETTERS(text.place, text=text.value, letters=missing))
    return found


def _ticket(
    contacts: Contacts,
    day: date,
    built: Sequence[tuple[BuiltFile, Made]],
    failed: Sequence[str],
    layout: LayoutSpec,
    options: Options,
    press: PressSpec | None,
) -> Ticket:
    campaign = contacts.campaign
    paged = layout.sheet.production.pages == "tags"
    first = built[0][1]
    names = {village.id: village.name.value for village in contacts.villages}
    return Ticket(
        language=campaign.language,
        title=campaign.title.value if campaign.title else None,
        commune=contacts.commune.name.value,
        place=place_of(contacts.commune),
        day=day,
        files=tuple(_file(file, made, paged=paged) for file, made in built),
        villages=len(contacts.villages),
        missing=tuple(names.get(village, village) for village in failed),
        settings=settings_of(
            layout,
            options.faces,
            press.title if press else None,
            paper_words(campaign.language),
            verified=all(file.verified for file, _ in built),
        ),
        paper=None if paged else layout.sheet.paper_name,
        tag=first.book.tags[0],
        sample=first.villages[0].name,
    )


def _file(file: BuiltFile, made: Made, *, paged: bool) -> TicketFile:
    marks = {content.village_id: content.mark for content in made.contents}
    villages = tuple(
        TicketVillage(village.name, marks[village.id], village.needed, village.tags)
        for village in made.villages
    )
    return TicketFile(file.path.name, villages, file.pages if paged else file.sheets)


def _lists(
    contacts: Contacts, day: date, built: Sequence[tuple[BuiltFile, Made]]
) -> list[tuple[str, HandoutList]]:
    """The lists by the ids of their villages."""
    commune, campaign = contacts.commune, contacts.campaign
    households = {village.id: village.households for village in contacts.villages}
    found = []
    for _, made in built:
        marks = {content.village_id: content.mark for content in made.contents}
        for village in made.villages:
            handout = HandoutList(
                language=campaign.language,
                title=campaign.title.value if campaign.title else None,
                village=village.name,
                commune=commune.name.value,
                place=place_of(commune),
                day=day,
                mark=marks[village.id],
                tags=village.tags,
                households=households[village.id],
            )
            found.append((village.id, handout))
    return found
