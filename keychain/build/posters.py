"""Posters for culture houses, one a village: each is written, read back, and only then named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from keychain.build.claims import Claims
from keychain.build.directory import DirectoriesMade, DirectoryFile
from keychain.build.fault import Fault
from keychain.build.identity import commune_folder
from keychain.build.layouts import Layouts
from keychain.build.lots import Lot, Order
from keychain.build.options import OFFICE, Options
from keychain.build.output import EARLIER_FILE, write_output
from keychain.build.sources import Read, whole_file
from keychain.build.village import Sheets, about, make_lot
from keychain.contacts.model import Contacts
from keychain.contacts.roster import VillageRoster, choose
from keychain.diagnostics import Diagnostic, error
from keychain.directory.duty import only_desks
from keychain.directory.model import ListedCommune
from keychain.layout.measure import Measure
from keychain.layout.spec import LayoutSpec
from keychain.text import slug
from keychain.values import dataclass

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
    folders, refused = _claimed(listed, output, read)
    fault = Fault.UNWRITTEN if refused else Fault.NONE
    files: list[DirectoryFile] = []
    findings: list[Diagnostic] = [*found, *refused]
    with progress(_orders(listed, folders, request)) as steps:
        for contacts, order in steps:
            path = poster_path(folders[contacts.file], contacts, order.roster.village.id, layout)
            outcome = make_lot(Lot((order,)), layout, options, measure)
            fault = max(fault, outcome.fault)
            findings += layouts.located(outcome.diagnostics)
            if outcome.sheets is None:
                findings += _earlier(path, order.roster.village.id)
                continue
            unwritten = about([order.roster.village.id], write_output(path, outcome.sheets.pdf))
            findings += unwritten
            if unwritten:
                fault = max(fault, Fault.UNWRITTEN)
            else:
                files.append(_entry(path, order.roster, outcome.sheets))
    return DirectoriesMade(tuple(files), tuple(dict.fromkeys(findings)), fault)


def poster_path(folder: Path, contacts: Contacts, village: str, layout: LayoutSpec) -> Path:
    """``posters/<village>.pdf`` in the commune's ``folder``, ``<village>-a3.pdf`` on A3 and the
    like; underscores before it where another village has that name for its id."""
    paper = layout.sheet.paper_name
    name = village
    if paper != "A4":
        name = f"{village}-{slug(paper)}"
        while name in {each.id for each in contacts.villages}:
            name = f"_{name}"
    return folder / FOLDER / f"{name}.pdf"


def _orders(
    listed: Sequence[Listed], folders: Mapping[str, Path], request: PosterRequest
) -> list[Step]:
    """One poster a village of the communes that have a folder. Whom nobody serves is not listed,
    and was told of before."""
    orders: list[Step] = []
    for contacts, commune in listed:
        if contacts.file not in folders:
            continue
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
) -> tuple[dict[str, Path], tuple[Diagnostic, ...]]:
    """The folder of each commune, by its contacts file, and an error for each that has none."""
    claims = Claims(read)
    folders: dict[str, Path] = {}
    refused: list[Diagnostic] = []
    for contacts, _ in listed:
        commune = contacts.commune
        folder, found = claims.claim(commune_folder(output, commune), commune)
        refused += found
        if not found:
            folders[contacts.file] = folder
    return folders, tuple(refused)


def _earlier(path: Path, village: str) -> tuple[Diagnostic, ...]:
    """A warning where an earlier poster stands under the name of one that could not be made."""
    return (EARLIER_FILE(whole_file(path)).about(village=village),) if path.is_file() else ()


def _entry(path: Path, roster: VillageRoster, sheets: Sheets) -> DirectoryFile:
    return DirectoryFile(
        path,
        (roster.commune.name.value,),
        (roster.village.id,),
        len({each.officer.id for each in roster.responsible}),
        sheets.pages,
        hashlib.sha256(sheets.pdf).hexdigest(),
    )
