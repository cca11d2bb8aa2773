"""A commune's build: its lots in turn, each on its own, and the account of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from keychain.build.book import Made
from keychain.build.fault import Fault
from keychain.build.lots import Lot, Plan, plan_commune
from keychain.build.options import Options
from keychain.build.output import (
    BuiltFile,
    check_owner,
    clash,
    commune_folder,
    earlier_files,
    pdf_name,
)
from keychain.build.papers import NO_PAPERS, PROOF, TICKET, Papers, paper_name, write_papers
from keychain.build.sources import Read
from keychain.build.village import build_lot
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, has_errors
from keychain.layout.measure import Measure
from keychain.layout.press_spec import PressSpec
from keychain.layout.spec import LayoutSpec


@dataclass(slots=True)
class CommuneBuild:
    """What is known of a commune's build so far.

    ``failed`` are villages that were asked for and are in no file. ``partial`` says that only
    some villages were asked for, ``claimed`` that the folder is this commune's. ``made`` is what
    each of the ``files`` was made from.
    """

    plan: Plan
    folder: Path
    partial: bool
    fault: Fault
    failed: list[str]
    diagnostics: list[Diagnostic]
    claimed: bool = False
    files: list[BuiltFile] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    papers: Papers = NO_PAPERS

    @property
    def contacts(self) -> Contacts:
        """The commune's directory."""
        return self.plan.contacts

    def make(self, lot: Lot, layout: LayoutSpec, options: Options, measure: Measure) -> None:
        """Build one lot and take in what became of it."""
        ids = [village.id for village in self.contacts.villages]
        path = self.folder / pdf_name(lot, options, ids)
        outcome = build_lot(lot, layout, options, path, measure)
        self.fault = max(self.fault, outcome.fault)
        self.failed += outcome.failed
        self.diagnostics += outcome.diagnostics
        if outcome.file is not None and outcome.made is not None:
            self.files.append(outcome.file)
            self.made.append(outcome.made)

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
            written = {file.path for file in self.files}
            written |= {self.folder / paper_name(kind, ids) for kind in (TICKET, PROOF)}
            only = self.failed if self.partial else None
            self.diagnostics += earlier_files(self.folder, written, ids, only)

    def add_papers(
        self, layout: LayoutSpec, options: Options, press: PressSpec | None, measure: Measure
    ) -> None:
        """Write the ticket and the lists of what was made, and let go of that."""
        self.papers = write_papers(
            self.contacts,
            self.plan.day,
            self.folder,
            list(zip(self.files, self.made, strict=True)),
            self.failed,
            layout,
            options,
            press,
            measure,
        )
        self.made = []
        self.diagnostics += self.papers.diagnostics
        if not self.papers.whole:
            self.fault = max(self.fault, Fault.UNWRITTEN)


def begin_commune(
    contacts: Contacts,
    read_findings: Collection[Diagnostic],
    day: date,
    options: Options,
    output: Path,
    asked: Collection[str] = (),
    quantities: Mapping[str, int] | None = None,
) -> CommuneBuild:
    """Plan a commune's build. ``read_findings`` are those of its file; ``asked`` village ids;
    ``quantities`` tags by village, where households do not say how many."""
    plan = plan_commune(contacts, day, options, asked, quantities)
    refused = bool(plan.refused) or (not asked and has_errors(read_findings))
    return CommuneBuild(
        plan=plan,
        folder=commune_folder(output, contacts.commune),
        partial=bool(asked),
        fault=Fault.REFUSED if refused else Fault.NONE,
        failed=list(plan.refused),
        diagnostics=[*read_findings, *plan.diagnostics],
    )


def claim_folders(builds: Sequence[CommuneBuild], read: Read) -> tuple[CommuneBuild, ...]:
    """The builds whose folder is theirs; the others are told so and give up."""
    owners: dict[Path, str] = {}
    for build in builds:
        commune = build.contacts.commune
        if build.folder in owners:
            found: tuple[Diagnostic, ...] = (clash(build.folder, commune, owners[build.folder]),)
        else:
            found = check_owner(build.folder, commune, read)
            owners[build.folder] = commune.name.value
        build.claimed = not found
        if found:
            build.stop(Fault.UNWRITTEN, found)
    return tuple(build for build in builds if build.claimed)
