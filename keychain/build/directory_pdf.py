"""The directory as a printed book: set, read back, and folded into a booklet if that is asked
for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keychain.build.directory_expectation import expect_directory
from keychain.build.fault import Fault
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, Place, error, has_errors, warning
from keychain.directory.book import compose_pages
from keychain.directory.book.compose import notice_of
from keychain.directory.model import DirectoryBook
from keychain.layout.measure import Remembered
from keychain.layout.typesetting import unprintable
from keychain.pdf.directory import write_directory
from keychain.pdf.directory.document import Paper
from keychain.pdf.directory.metrics import METRICS, PLAIN, STRONG
from keychain.pdf.fonts import FontMeasure
from keychain.preflight.directory import ExpectedSide, check_booklet, check_directory
from keychain.sheets.booklet import MOST_STAPLED, filled_pages, impose_booklet
from keychain.values import dataclass

DIRECTORY_LETTERS = error(
    "directory-letters", "a name with a box in the place of a letter is not that person's name"
)
BOOKLET_THICK = warning(
    "booklet-thick", "a pile that no stapler goes through falls apart, or bursts at its fold"
)

Tell = Callable[[], object]


@dataclass(frozen=True, slots=True)
class BookMade:
    """A finished book; ``pages`` of the file, and ``sheets`` where it is a booklet."""

    data: bytes
    pages: int
    sheets: int | None
    diagnostics: tuple[Diagnostic, ...]
    fault: Fault


def steps_of(book: DirectoryBook) -> int:
    """How many steps making the book has: each village and each entry of an index."""
    return sum(2 * len(each.villages) + len(each.officers) for each in book.communes)


def make_book(
    book: DirectoryBook,
    communes: Sequence[Contacts],
    paper: Paper,
    *,
    booklet: bool,
    tell: Tell = lambda: None,
) -> BookMade:
    """Set the directory, read its bytes back and compare them with ``communes``; with ``booklet``
    lay the pages on sheets, and compare these with the pages."""
    found = tuple(_letters(book, communes))
    if found:
        return BookMade(b"", 0, None, found, Fault.REFUSED)
    made = write_directory(compose_pages(book), paper, back=booklet, tell=tell)
    expected = expect_directory(communes, book, notice_of(book), back=booklet)
    found = check_directory(made.data, expected)
    if found or not booklet:
        fault = Fault.UNVERIFIED if has_errors(found) else Fault.NONE
        return BookMade(made.data, made.pages, None, found, fault)
    return _fold(made.data, made.pages, paper)


def _fold(data: bytes, pages: int, paper: Paper) -> BookMade:
    from keychain.pdf.directory.booklet import write_booklet

    page = METRICS[paper].paper
    order = filled_pages(pages, back=True)
    sheets = impose_booklet(len(order))
    folded = write_booklet(data, order, sheets, page)
    sides = [
        ExpectedSide(order[left], order[right], sheet.creep)
        for sheet in sheets
        for left, right in (sheet.front, sheet.back)
    ]
    found = check_booklet(folded, data, sides, page.width)
    fault = Fault.UNVERIFIED if found else Fault.NONE
    found += check_thickness(len(sheets), pages)
    return BookMade(folded, len(sides), len(sheets), found, fault)


def check_thickness(sheets: int, pages: int) -> tuple[Diagnostic, ...]:
    """A warning for a booklet that cannot be stapled."""
    if sheets <= MOST_STAPLED:
        return ()
    return (BOOKLET_THICK(sheets=sheets, pages=pages, most=MOST_STAPLED),)


def _letters(book: DirectoryBook, communes: Sequence[Contacts]) -> list[Diagnostic]:
    """An error for each text of the book with a letter that no font here has."""
    measure = Remembered(FontMeasure())
    listed = {each.file: each for each in book.communes}
    found: dict[Place | None, Diagnostic] = {}
    for contacts in communes:
        own = listed[contacts.file]
        officers, villages = {o.id for o in own.officers}, {v.id for v in own.villages}
        commune = contacts.commune
        texts = [commune.name, commune.district, commune.province, contacts.campaign.slogan]
        texts += [hotline.label for hotline in contacts.hotlines]
        for officer in contacts.officers:
            texts += [officer.name, officer.rank, officer.role] if officer.id in officers else []
        for village in contacts.villages:
            if village.id in villages:
                texts += [village.name, village.kind, *(a.role for a in village.assignments)]
        for text in filter(None, texts):
            missing = unprintable(text.value, STRONG, measure)
            missing = missing or unprintable(text.value, PLAIN, measure)
            if missing:
                finding = DIRECTORY_LETTERS(text.place, text=text.value, letters=missing)
                found.setdefault(text.place, finding)
    return list(found.values())
