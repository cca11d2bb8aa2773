"""Posters for culture houses, one a village: each is written, read back, and only then named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from keychain.build.directory import DirectoriesMade, DirectoryFile
from keychain.build.fault import Fault
from keychain.build.lots import Lot, Order
from keychain.build.options import OFFICE, Options
from keychain.build.output import EARLIER_FILE, BuiltFile, check_owner, clash, commune_folder
from keychain.build.sources import Layouts, Read, whole_file
from keychain.build.village import build_lot
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose
from keychain.diagnostics import Diagnostic, error
from keychain.directory.duty import only_desks
from keychain.directory.model import ListedCommune
from keychain.layout.measure import Measure
from keychain.layout.spec import LayoutSpec
from keychain.text import slug

NOT_A_POSTER = error("layout-not-a-poster", "a tag on a wall is read by nobody who walks past")

FOLDER = "posters"
POSTERS = {"A4": "poster-a4", "A3": "poster-a3"}
"""The shipped layout for each paper."""

Listed = tuple[Contacts, ListedCommune]
Step = tuple[Contacts, Order]
Progress = Callable[[Sequence[Step]], AbstractContextManager[Iterable[Step]]]
"""Hands the posters on one by one, and may show how far the work is."""


@dataclass(frozen=True, slots=True)
class PosterRequest:
    """What a person asks of posters. ``only_duty``: without anybody's own number."""

    layout: str = POSTERS["A4"]
    press: str = OFFICE
    only_duty: bool = False


def make_posters(
    listed: Sequence[Listed],
    request: PosterRequest,
    output: Path,
    layouts: Layouts,
    measure: Measure,
    read: Read,
    progress: Progress = nullcontext,
) -> DirectoriesMade:
    """Write a poster for each village of the communes, on the day that they are listed for.

    One that has no room for its numbers, or is not what was expected once it is read back, gets no
    name and stops none of the others; where an earlier one stands under that name, that is told.
    """
    layout, found = layouts.get(request.layout, request.press)
    if layout is not None and not layout.sheet.whole:
        found += layouts.located((NOT_A_POSTER(layout.place, layout=layout.name),))
        layout = None
    if layout is None:
        return DirectoriesMade((), found, Fault.REFUSED)
    options = Options(request.layout, request.press, copies=1)
    owned, refused = _claimed(listed, output, read)
    fault = Fault.UNWRITTEN if refused else Fault.NONE
    files: list[DirectoryFile] = []
    findings: list[Diagnostic] = [*found, *refused]
    with progress(_orders(owned, request)) as steps:
        for contacts, order in steps:
            path = poster_path(output, contacts, order.roster.village.id, layout)
            outcome = build_lot(Lot((order,)), layout, options, path, measure)
            fault = max(fault, outcome.fault)
            findings += layouts.located(outcome.diagnostics)
            if outcome.file is None:
                findings += _earlier(path, order.roster.village.id)
            else:
                officers = len({each.officer.id for each in order.roster.responsible})
                files.append(_entry(outcome.file, officers))
    return DirectoriesMade(tuple(files), tuple(dict.fromkeys(findings)), fault)


def poster_path(output: Path, contacts: Contacts, village: str, layout: LayoutSpec) -> Path:
    """``posters/<village>.pdf`` in the commune's folder, ``<village>-a3.pdf`` on other paper than
    A4; underscores before it where another village has that name for its id."""
    paper = layout.sheet.paper_name
    name = village
    if paper != "A4":
        name = f"{village}-{slug(paper)}"
        while name in {each.id for each in contacts.villages}:
            name = f"_{name}"
    return commune_folder(output, contacts.commune) / FOLDER / f"{name}.pdf"


def _orders(listed: Sequence[Listed], request: PosterRequest) -> list[Step]:
    """One poster a village. Whom nobody serves is not listed, and was told of before."""
    orders: list[Step] = []
    for contacts, commune in listed:
        wanted = {village.id for village in commune.villages}
        rosters, _ = choose(contacts, commune.day)
        for roster in rosters:
            if roster.village.id not in wanted:
                continue
            shown = only_desks(roster) if request.only_duty else roster
            if shown is not None:
                orders.append((contacts, Order(shown, 1, "duty" if request.only_duty else "")))
    return orders


def _claimed(
    listed: Sequence[Listed], output: Path, read: Read
) -> tuple[list[Listed], tuple[Diagnostic, ...]]:
    """The communes whose folder is theirs, and an error for each other one."""
    owners: dict[Path, str] = {}
    claimed: list[Listed] = []
    refused: list[Diagnostic] = []
    for contacts, commune in listed:
        folder = commune_folder(output, contacts.commune)
        if folder in owners:
            found: tuple[Diagnostic, ...] = (clash(folder, contacts.commune, owners[folder]),)
        else:
            found = check_owner(folder, contacts.commune, read)
            owners[folder] = contacts.commune.name.value
        refused += found
        if not found:
            claimed.append((contacts, commune))
    return claimed, tuple(refused)


def _earlier(path: Path, village: str) -> tuple[Diagnostic, ...]:
    """A warning where an earlier poster stands under the name of one that could not be made."""
    return (EARLIER_FILE(whole_file(path)).about(village=village),) if path.is_file() else ()


def _entry(file: BuiltFile, officers: int) -> DirectoryFile:
    return DirectoryFile(
        file.path, (file.commune,), file.villages, officers, file.pages, file.sha256
    )
