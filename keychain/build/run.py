"""A run of ``build``: communes as they come, their lots made by many, an account left beside
them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import field, replace
from pathlib import Path

from keychain.build.at_work import CommuneAtWork, LotStep, placed_digest
from keychain.build.begin import Begun, Untouched, read_index, write_index
from keychain.build.claims import Claims
from keychain.build.commune import Built, earlier
from keychain.build.digests import digest_of, program_digest
from keychain.build.fault import Fault
from keychain.build.identity import COMMUNE_TWICE
from keychain.build.kept import NO_RECORD, RECORD_FILE, read_record
from keychain.build.layouts import Layouts
from keychain.build.lots import Lot
from keychain.build.numbering import Out
from keychain.build.order import Step, in_order
from keychain.build.output import JOB_FILE, write_new
from keychain.build.recorder import BuildRecorder
from keychain.build.sources import Read
from keychain.build.work import Setting, measure
from keychain.build.workers import Workers
from keychain.diagnostics import Diagnostic
from keychain.layout.press_spec import PressSpec
from keychain.values import dataclass

Account = Callable[[Built], bytes]
"""What a commune's job.json is to hold."""


@dataclass(slots=True)
class Run:
    """What is the same for all communes of a run. ``read`` reads earlier builds, which are of use
    unless ``force`` is given; ``out`` are the last serial numbers that people hold, None where
    nobody knows them; ``advance`` is told, of each lot that is done, what part of its commune it
    is. ``beside`` are, in the end, the findings of no commune that was built."""

    output: Path
    setting: Setting
    layouts: Layouts
    press: PressSpec | None
    read: Read
    account: Account
    findings: tuple[Diagnostic, ...] = ()
    force: bool = False
    out: Out | None = field(default_factory=dict)
    advance: Callable[[float], object] = lambda _: None
    beside: list[Diagnostic] = field(default_factory=list)
    _claims: Claims = field(init=False)
    _ledger: BuildRecorder = field(init=False)
    _of_lots: str = field(init=False)
    """The digest of all that a lot is made of beside its orders, which have their first numbers."""
    _at_work: CommuneAtWork | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._ledger = BuildRecorder(self.output, self.read)
        layout, options = self.setting.layout, self.setting.options
        self._of_lots = digest_of(program_digest(), layout, options, self.press, places=True)

    @property
    def asked(self) -> str:
        """The digest of all that a commune is made of beside its contacts and the day; empty where
        nobody knows it. A village that is numbered on is no reason to make the others again."""
        if self.out is None:
            return ""
        return digest_of(self._of_lots, self.out) if self.out else self._of_lots

    def build(
        self, begun: Iterable[Begun], workers: Workers, files: Collection[str]
    ) -> Iterator[Built]:
        """Make what was planned, and account for each commune as soon as it is done, in the order
        of ``begun``. One lot that fails stops none of the others. Interrupted, it leaves a note of
        what was finished of the commune at work, which need not be made again. ``files`` are the
        contacts files that there are, also those that give no commune."""
        self._claims = Claims(self.read, read_index(self.output, self.read), files)
        try:
            yield from self._built(begun, workers)
        finally:
            self._note_finished()

    def _built(self, begun: Iterable[Begun], workers: Workers) -> Iterator[Built]:
        folders: list[tuple[str, Path]] = []
        last: Built | None = None
        for step, outcome in in_order(self._steps(begun), workers):
            if isinstance(step, LotStep):
                self._at_work = step.commune
                step.commune.take(step, outcome, verified=self.setting.options.verify)
                self.advance(1 / len(step.commune.build.plan.lots))
                continue
            self._at_work = None
            if last is not None:
                yield last
            if isinstance(step, Untouched):
                last = self._left_alone(step)
                folders.append((step.source, step.folder))
            else:
                last = self._finish(step)
                folders.append((step.build.contacts.file, step.build.folder))
        write_index(self.output, folders, self.read)
        if last is not None:
            yield self._recorded(last, self._ledger.flush())

    def _steps(self, begun: Iterable[Begun]) -> Iterator[Step[LotStep | CommuneAtWork | Untouched]]:
        for each in begun:
            if isinstance(each, Untouched) and self._claims.keep(
                each.folder, each.record.commune, each.source
            ):
                yield each, None
                continue
            build = each.anew() if isinstance(each, Untouched) else each
            if build is None:
                continue
            build.folder, found = self._claims.claim(build.folder, build.contacts.commune)
            if found and found[0].rule is COMMUNE_TWICE:
                self.beside += found
                continue
            build.claimed = not found
            commune = CommuneAtWork(build)
            if found:
                build.stop(Fault.UNWRITTEN, found)
            else:
                commune.earlier = NO_RECORD if self.force else read_record(build.folder, self.read)
                for lot in build.plan.lots:
                    step = self._lot(commune, lot)
                    yield step, None if step.kept else lot
            yield commune, None

    def _lot(self, commune: CommuneAtWork, lot: Lot) -> LotStep:
        build = commune.build
        path = build.path_of(lot, self.setting.options)
        made = digest_of(self._of_lots, lot)
        kept = commune.earlier.lots.get(path.name)
        # What was found names lines, which may be others now.
        if kept is not None and kept.diagnostics and kept.placed != placed_digest(lot):
            kept = None
        if kept is not None:
            kept = kept.still(made, build.folder, self.read)
        return LotStep(commune, lot, path, made, kept)

    def _left_alone(self, step: Untouched) -> Built:
        record, folder = step.record, step.folder
        files = tuple(record.lots[name].file for name in record.names)
        found = self.layouts.located(record.before)
        name, ticket = record.ticket
        built = Built(
            commune=record.commune,
            source=step.source,
            folder=folder,
            day=record.day,
            files=files,
            ticket=folder / name if ticket else None,
            lists=frozenset(v for file in files for v in file.villages),
            failed=(),
            missing=(),
            fault=Fault.NONE,
            diagnostics=(
                *self.findings,
                *found,
                *earlier(folder, files, record.ids, None),
                *record.after,
            ),
        )
        write_new(folder / RECORD_FILE, record.to_bytes(), self.read)
        self.advance(1)
        return self._accounted(built)

    def _finish(self, commune: CommuneAtWork) -> Built:
        build = commune.build
        if not build.plan.lots:
            self.advance(1)
        before = tuple(build.diagnostics)
        build.diagnostics = [*self.findings, *self.layouts.located(before)]
        build.close()
        setting = self.setting
        build.add_ticket(setting.layout, setting.options, self.press, measure())
        build.settle()
        built = build.built()
        if not build.claimed or not (build.files or build.folder.is_dir()):
            return built
        record = commune.record(built, self.asked, before)
        write_new(build.folder / RECORD_FILE, record.to_bytes(), self.read)
        return self._accounted(built)

    def _accounted(self, built: Built) -> Built:
        """Leave job.json beside the PDFs, last of all, and take them into the ledger."""
        refused = write_new(built.folder / JOB_FILE, self.account(built), self.read)
        return self._recorded(built, (*refused, *self._ledger.add(built.files)))

    def _note_finished(self) -> None:
        """Of a commune that is accounted for there is nothing to note."""
        if self._at_work is not None:
            build = self._at_work.build
            record = self._at_work.so_far(build.contacts.commune.name.value)
            write_new(build.folder / RECORD_FILE, record.to_bytes(), self.read)

    def _recorded(self, built: Built, refused: tuple[Diagnostic, ...]) -> Built:
        files = tuple(replace(file, job=None) for file in built.files)
        if refused:
            found = (*built.diagnostics, *refused)
            built = replace(built, fault=Fault.UNWRITTEN, diagnostics=found)
        return replace(built, files=files)
