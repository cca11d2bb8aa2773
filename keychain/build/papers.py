"""The papers that go with a commune's PDFs, where they are, and the job ticket among them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from keychain.build.lists import place_of
from keychain.build.options import Options
from keychain.build.output import BuiltFile
from keychain.contacts.model import Contacts
from keychain.contacts.roster import VillageRoster
from keychain.diagnostics import Diagnostic, warning
from keychain.layout import place_tag
from keychain.layout.measure import Measure, remembered
from keychain.layout.press_spec import PressSpec
from keychain.layout.spec import LayoutSpec
from keychain.layout.typesetting import unprintable
from keychain.papers.paragraph import ROMAN
from keychain.papers.settings import settings_of
from keychain.papers.ticket import Ticket, compose_ticket
from keychain.papers.ticket_files import TicketFile, TicketVillage
from keychain.papers.words import paper_words
from keychain.pdf.papers import write_paper
from keychain.tags import compose_tag

PAPER_LETTERS = warning(
    "paper-letters", "a name with letters missing is another name, be it only on a list"
)

TICKET, PROOF = "_ticket", "_proof"
"""What the papers in the folder of the PDFs are called."""

LISTS = "lists"
"""The folder of the hand-out lists, apart from what is to be printed with tags."""


def paper_name(kind: str, ids: Collection[str]) -> str:
    """The file name of a paper beside the PDFs, which is none of the village ``ids``."""
    while kind in {each.casefold() for each in ids}:
        kind = f"_{kind}"
    return f"{kind}.pdf"


def make_ticket(
    contacts: Contacts,
    files: Sequence[BuiltFile],
    failed: Sequence[str],
    first: VillageRoster,
    layout: LayoutSpec,
    options: Options,
    press: PressSpec | None,
    measure: Measure,
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The ticket of ``files``, which were built now, and what is wrong with its names.

    ``failed`` are villages that were to be built and are in no file; ``first`` is the first
    village of the first file, whose tag the ticket shows.
    """
    measure = remembered(measure)
    ticket = _ticket(contacts, files, failed, first, layout, options, press, measure)
    data = write_paper(compose_ticket(ticket, measure), first.day)
    return data, tuple(_letters(contacts, measure))


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
    files: Sequence[BuiltFile],
    failed: Sequence[str],
    first: VillageRoster,
    layout: LayoutSpec,
    options: Options,
    press: PressSpec | None,
    measure: Measure,
) -> Ticket:
    campaign = contacts.campaign
    paged = layout.sheet.production.pages == "tags"
    names = {village.id: village.name.value for village in contacts.villages}
    serial = next(iter(files[0].firsts), "")
    tag, _ = place_tag(compose_tag(first, serial), layout, measure)
    assert tag is not None, "a tag that is in a file can be placed"
    return Ticket(
        language=campaign.language,
        title=campaign.title.value if campaign.title else None,
        commune=contacts.commune.name.value,
        place=place_of(contacts.commune),
        day=first.day,
        files=tuple(_file(file, paged=paged) for file in files),
        villages=len(contacts.villages),
        missing=tuple(names.get(village, village) for village in failed),
        settings=settings_of(
            layout,
            options.faces,
            press.title if press else None,
            paper_words(campaign.language),
            numbered=any(any(file.firsts) for file in files),
            verified=all(file.verified for file in files),
        ),
        paper=None if paged else layout.sheet.paper_name,
        tag=tag.sample,
        sample=files[0].names[0],
    )


def _file(file: BuiltFile, *, paged: bool) -> TicketFile:
    ends = zip(file.firsts, file.lasts, strict=True)
    numbers = [(first, last) if first else None for first, last in ends]
    told = zip(file.names, file.marks, file.needs, file.shares, numbers, strict=True)
    villages = tuple(TicketVillage(*each) for each in told)
    return TicketFile(file.path.name, villages, file.pages if paged else file.sheets)
