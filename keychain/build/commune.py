"""A commune's build: what is planned, what became of each lot, and the account of it all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from keychain.build.fault import Fault
from keychain.build.identity import commune_folder
from keychain.build.lots import NOTHING_OUT, Lot, Plan, plan_commune
from keychain.build.numbering import Out
from keychain.build.options import Options
from keychain.build.output import BuiltFile, earlier_files, pdf_name, write_output
from keychain.build.papers import LISTS, PROOF, TICKET, make_ticket, paper_name
from keychain.build.village import Outcome, Sheets, about
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import settle
from keychain.layout.measure import Measure
from keychain.layout.press_spec import PressSpec
from keychain.layout.spec import LayoutSpec
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a commune. ``source`` is its contacts file, ``failed`` the ids of villages
    that were asked for and are in no file, ``missing`` their names; ``lists`` are the ids of those
    that have a hand-out list."""

    commune: str
    source: str
    folder: Path
    day: date
    files: tuple[BuiltFile, ...]
    ticket: Path | None
    lists: frozenset[str]
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    fault: Fault
    diagnostics: tuple[Diagnostic, ...]

    def list_of(self, village: str) -> Path | None:
        """The hand-out list of a village, by its id."""
        return list_path(self.folder, village) if village in self.lists else None


@dataclass(slots=True)
class CommuneBuild:
    """What is known of a commune's build so far.

    ``failed`` are villages that were asked for and are in no file. ``partial`` says that only
    some villages were asked for, ``claimed`` that the folder is this commune's. ``papers`` are the
    findings about papers, which are told last; ``source`` is the contacts file's name and digest,
    where it is known.
    """

    plan: Plan
    folder: Path
    partial: bool
    fault: Fault
    failed: list[str]
    diagnostics: list[Diagnostic]
    claimed: bool = False
    files: list[BuiltFile] = field(default_factory=list)
    lists: set[str] = field(default_factory=set)
    ticket: Path | None = None
    ticket_digest: str = ""
    papers: list[Diagnostic] = field(default_factory=list)
    source: tuple[str, str] = ("", "")

    @property
    def contacts(self) -> Contacts:
        """The commune's directory."""
        return self.plan.contacts

    def path_of(self, lot: Lot, options: Options) -> Path:
        """Where the PDF of ``lot`` is, or will be."""
        ids = [village.id for village in self.contacts.villages]
        return self.folder / pdf_name(lot, options, ids)

    def take(self, path: Path, outcome: Outcome, *, verified: bool) -> BuiltFile | None:
        """Give what became of a lot its names, the PDF's and the lists', and account for it."""
        self.fault = max(self.fault, outcome.fault)
        self.failed += outcome.failed
        self.diagnostics += outcome.diagnostics
        sheets = outcome.sheets
        if sheets is None:
            return None
        villages = tuple(village.id for village in sheets.job.villages)
        refused = about(villages, write_output(path, sheets.pdf, settled=False))
        if refused:
            self.failed += (v for v in villages if v not in self.failed)
            self.fault = Fault.UNWRITTEN
            self.diagnostics += refused
            return None
        file = _built(path, sheets, verified=verified)
        self.files.append(file)
        for village, data in zip(villages, sheets.lists, strict=True):
            self._paper(list_path(self.folder, village), data, village)
        return file

    def keep(self, file: BuiltFile, found: Iterable[Diagnostic]) -> None:
        """Account for a file that is there already, with its lists, and what was found of it."""
        self.files.append(file)
        self.lists.update(file.villages)
        self.diagnostics += found

    def _paper(self, path: Path, data: bytes, village: str | None) -> None:
        problems = write_output(path, data, settled=False)
        self.papers += (each.about(village=village) for each in problems)
        if problems:
            self.fault = Fault.UNWRITTEN
        elif village is None:
            self.ticket, self.ticket_digest = path, hashlib.sha256(data).hexdigest()
        else:
            self.lists.add(village)

    def stop(self, fault: Fault, findings: Iterable[Diagnostic]) -> None:
        """Give up what has not been made yet, for the reasons in ``findings``."""
        done = {village for file in self.files for village in file.villages}
        waiting = [order.roster.village.id for lot in self.plan.lots for order in lot.orders]
        self.failed += [v for v in waiting if v not in done and v not in self.failed]
        self.fault = max(self.fault, fault)
        self.diagnostics += findings

    def close(self) -> None:
        """Look for files of earlier builds, which must not be taken for this one's."""
        if self.claimed:
            ids = [village.id for village in self.contacts.villages]
            only = self.failed if self.partial else None
            self.diagnostics += earlier(self.folder, self.files, ids, only)

    def add_ticket(
        self, layout: LayoutSpec, options: Options, press: PressSpec | None, measure: Measure
    ) -> None:
        """Write the ticket of what was made."""
        if not self.files:
            return
        rosters = {o.roster.village.id: o.roster for lot in self.plan.lots for o in lot.orders}
        first = rosters[self.files[0].villages[0]]
        data, found = make_ticket(
            self.contacts, self.files, self.failed, first, layout, options, press, measure
        )
        lists, self.papers = self.papers, list(found)
        ids = [village.id for village in self.contacts.villages]
        self._paper(self.folder / paper_name(TICKET, ids), data, None)
        self.papers += lists

    def settle(self) -> None:
        """Make what was written last, before anybody is told of it."""
        if self.files:
            settle(self.folder / LISTS)
            settle(self.folder)

    def built(self) -> Built:
        """The account, with nothing of the directory that it was made from."""
        names = {village.id: village.name.value for village in self.contacts.villages}
        return Built(
            commune=self.contacts.commune.name.value,
            source=self.contacts.file,
            folder=self.folder,
            day=self.plan.day,
            files=tuple(self.files),
            ticket=self.ticket,
            lists=frozenset(self.lists),
            failed=tuple(self.failed),
            missing=tuple(names.get(village, village) for village in self.failed),
            fault=self.fault,
            diagnostics=(*self.diagnostics, *self.papers),
        )


def _built(path: Path, sheets: Sheets, *, verified: bool) -> BuiltFile:
    villages = sheets.job.villages
    return BuiltFile(
        commune=sheets.job.commune,
        villages=tuple(village.id for village in villages),
        names=tuple(village.name for village in villages),
        path=path,
        needed=sum(village.needed for village in villages),
        tags=sum(village.tags for village in villages),
        sheets=sheets.sheets,
        pages=sheets.pages,
        sha256=hashlib.sha256(sheets.pdf).hexdigest(),
        verified=verified,
        shares=tuple(village.tags for village in villages),
        firsts=tuple(village.numbers[0] if village.numbers else "" for village in villages),
        lasts=tuple(village.numbers[1] if village.numbers else "" for village in villages),
        needs=tuple(village.needed for village in villages),
        marks=sheets.marks,
        job=sheets.job,
    )


def list_path(folder: Path, village: str) -> Path:
    """Where the hand-out list of a village is."""
    return folder / LISTS / f"{village}.pdf"


def earlier(
    folder: Path, files: Iterable[BuiltFile], ids: Collection[str], only: Collection[str] | None
) -> tuple[Diagnostic, ...]:
    """A warning for each PDF in ``folder`` that is none of ``files`` nor a paper beside them."""
    written = {file.path for file in files}
    written |= {folder / paper_name(kind, ids) for kind in (TICKET, PROOF)}
    return earlier_files(folder, written, ids, only)


def begin_commune(
    contacts: Contacts,
    read_findings: Collection[Diagnostic],
    day: date,
    options: Options,
    output: Path,
    asked: Collection[str] = (),
    quantities: Mapping[str, int] | None = None,
    out: Out | None = NOTHING_OUT,
) -> CommuneBuild:
    """Plan a commune's build. ``read_findings`` are those of its file; ``asked`` village ids;
    ``quantities`` tags by village, where households do not say how many; ``out`` the last serial
    numbers that people hold, None where nobody knows them."""
    plan = plan_commune(contacts, day, options, asked, quantities, out)
    refused = bool(plan.refused) or (not asked and has_errors(read_findings))
    return CommuneBuild(
        plan=plan,
        folder=commune_folder(output, contacts.commune),
        partial=bool(asked),
        fault=Fault.REFUSED if refused else Fault.NONE,
        failed=list(plan.refused),
        diagnostics=[*read_findings, *plan.diagnostics],
    )
