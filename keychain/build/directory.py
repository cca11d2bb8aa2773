"""The contact directory of communes, written in the form that is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from keychain.build.claims import Claims
from keychain.build.fault import Fault
from keychain.build.identity import commune_folder
from keychain.build.output import write_output
from keychain.build.sources import Read, whole_file
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose
from keychain.diagnostics import Diagnostic, has_errors
from keychain.directory import DirectoryBook, compose_book, compose_commune
from keychain.directory.model import ListedCommune
from keychain.values import dataclass

FOLDER = "directory"
"""The folder of directories, apart from what is to be printed with tags."""

Form = Literal["pdf", "html", "vcf", "csv", "xlsx"]
VCardVersion = Literal["3.0", "4.0"]
PagePaper = Literal["A4", "A5"]

Progress = Callable[[int], AbstractContextManager[Iterator[object]]]
"""Shows how far work of so many steps has come; each ``next`` is a step."""


def _unseen(steps: int) -> AbstractContextManager[Iterator[object]]:
    return nullcontext(iter(range(steps)))


@dataclass(frozen=True, slots=True)
class DirectoryRequest:
    """What a person asks of a directory. ``each``: a file for every commune, where there are
    several. ``paper`` and ``booklet`` are for the printed book alone."""

    form: Form
    only_duty: bool = False
    each: bool = False
    vcard: VCardVersion = "3.0"
    paper: PagePaper = "A4"
    booklet: bool = False

    @property
    def file_name(self) -> str:
        """What the file is called."""
        if self.form == "pdf" and self.booklet:
            return "booklet.pdf"
        if self.form == "pdf" and self.paper != "A4":
            return f"directory-{self.paper.lower()}.pdf"
        return f"directory.{self.form}"


@dataclass(frozen=True, slots=True)
class Written:
    """A directory as bytes; ``pages`` where it has any, ``sheets`` where it is to be folded."""

    data: bytes
    pages: int | None = None
    sheets: int | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    fault: Fault = Fault.NONE


@dataclass(frozen=True, slots=True)
class DirectoryFile:
    """A directory under its final name; ``communes`` by name, ``villages`` by id."""

    path: Path
    communes: tuple[str, ...]
    villages: tuple[str, ...]
    officers: int
    pages: int | None
    sha256: str
    sheets: int | None = None


@dataclass(frozen=True, slots=True)
class DirectoriesMade:
    """The files that were made, every finding of making them, and the gravest fault."""

    files: tuple[DirectoryFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    fault: Fault


def list_communes(
    communes: Iterable[Contacts],
    day_of: Callable[[Contacts], date],
    chosen: dict[str, list[str]] | None,
    *,
    only_duty: bool,
) -> tuple[list[tuple[Contacts, ListedCommune]], tuple[Diagnostic, ...], Fault]:
    """Each commune as its directory lists it, of all villages or of those ``chosen`` by file.

    A village whom nobody serves on the day is left out, with its error, and so is a commune
    without any other.
    """
    listed: list[tuple[Contacts, ListedCommune]] = []
    found: list[Diagnostic] = []
    fault = Fault.NONE
    for contacts in communes:
        asked = None if chosen is None else chosen[contacts.file]
        rosters, findings = choose(contacts, day_of(contacts))
        own = tuple(each for each in findings if asked is None or each.village in asked)
        rosters = tuple(each for each in rosters if asked is None or each.village.id in asked)
        missing = set(asked or ()) - {each.village.id for each in rosters}
        if has_errors(own) or missing:
            fault = Fault.REFUSED
        found += own
        if not rosters:
            continue
        commune, findings = compose_commune(contacts, rosters, only_duty=only_duty)
        found += findings
        if commune is None:
            fault = Fault.REFUSED
        else:
            listed.append((contacts, commune))
    return listed, tuple(found), fault


def make_directories(
    listed: Sequence[tuple[Contacts, ListedCommune]],
    request: DirectoryRequest,
    output: Path,
    read: Read,
    progress: Progress = _unseen,
) -> DirectoriesMade:
    """Write one directory of all communes, or one for each; what stood there is replaced whole.

    A commune's own is in the folder of its tags, also where that was told apart from another's
    of nearly its name: ``read`` reads what earlier builds have left there.
    """
    claims = Claims(read)
    files: list[DirectoryFile] = []
    found: list[Diagnostic] = []
    fault = Fault.NONE
    groups = [[one] for one in listed] if request.each else [list(listed)] if listed else []
    for group in groups:
        language = group[0][0].campaign.language
        book = compose_book((one for _, one in group), language, only_duty=request.only_duty)
        folder = output
        clash: tuple[Diagnostic, ...] = ()
        if len(group) == 1:
            commune = group[0][0].commune
            folder, clash = claims.claim(commune_folder(output, commune), commune)
        if clash:
            found += clash
            fault = max(fault, Fault.UNWRITTEN)
            continue
        path = folder / FOLDER / request.file_name
        written = write_form(book, request, [contacts for contacts, _ in group], progress)
        found += (
            replace(each, place=each.place or whole_file(path)) for each in written.diagnostics
        )
        fault = max(fault, written.fault)
        if has_errors(written.diagnostics):
            continue
        refused = write_output(path, written.data)
        found += refused
        if refused:
            fault = max(fault, Fault.UNWRITTEN)
        else:
            files.append(_file(path, book, written))
    return DirectoriesMade(tuple(files), tuple(found), fault)


def write_form(
    book: DirectoryBook,
    request: DirectoryRequest,
    communes: Sequence[Contacts],
    progress: Progress = _unseen,
) -> Written:
    """The directory in the form that is asked for; each form's library is imported here.

    ``communes`` are what the book was composed from: what is read back is compared with them.
    """
    match request.form:
        case "pdf":
            from keychain.build.directory_pdf import make_book, steps_of

            paper: PagePaper = "A5" if request.booklet else request.paper
            with progress(steps_of(book)) as steps:
                made = make_book(
                    book,
                    communes,
                    paper,
                    booklet=request.booklet,
                    tell=lambda: next(steps, None),
                )
            return Written(made.data, made.pages, made.sheets, made.diagnostics, made.fault)
        case "html":
            from keychain.directory.page import directory_page

            return Written(directory_page(book))
        case "vcf":
            from keychain.directory.cards import write_cards

            return _read_back(write_cards(book, request.vcard), "vcf", book)
        case "csv":
            from keychain.directory.csv_table import write_csv

            return _read_back(write_csv(book), "csv", book)
        case "xlsx":
            from keychain.directory.workbook import write_workbook

            return _read_back(write_workbook(book), "xlsx", book)


def _read_back(data: bytes, form: Literal["vcf", "csv", "xlsx"], book: DirectoryBook) -> Written:
    """A table or cards, with what they say otherwise than the directory."""
    from keychain.build.export_check import check_numbers

    differing = check_numbers(data, form, book)
    fault = Fault.UNVERIFIED if differing else Fault.NONE
    return Written(data, diagnostics=differing, fault=fault)


def _file(path: Path, book: DirectoryBook, written: Written) -> DirectoryFile:
    return DirectoryFile(
        path,
        tuple(commune.name for commune in book.communes),
        tuple(village.id for commune in book.communes for village in commune.villages),
        sum(len(commune.officers) for commune in book.communes),
        written.pages,
        hashlib.sha256(written.data).hexdigest(),
        written.sheets,
    )
