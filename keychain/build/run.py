"""A run of ``build``: communes as they come, their lots made by many, an account left beside
them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from pathlib import Path

from keychain.build.begin import Begun, Untouched, read_index, write_index
from keychain.build.claims import Claims
from keychain.build.commune import Built, CommuneBuild, earlier, list_path
from keychain.build.digests import digest_of, program_digest
from keychain.build.fault import Fault
from keychain.build.identity import COMMUNE_TWICE
from keychain.build.kept import NO_RECORD, RECORD_FILE, KeptLot, Record, read_record, sealed
from keychain.build.lots import Lot
from keychain.build.numbering import Out
from keychain.build.order import Step, in_order
from keychain.build.output import JOB_FILE, write_new
from keychain.build.record import BuildRecorder
from keychain.build.sources import Layouts, Read
from keychain.build.village import Outcome
from keychain.build.work import Setting, measure
from keychain.build.workers import Workers
from keychain.diagnostics import Diagnostic
from keychain.layout.press_spec import PressSpec
from keychain.values import dataclass

Account = Callable[[Built], bytes]
"""What a commune's job.json is to hold."""


def asked_digest(setting: Setting, press: PressSpec | None) -> str:
    """The digest of all that a build is made of, apart from contacts, the day, and which serial
    numbers people hold."""
    return digest_of(program_digest(), setting.layout, setting.options, press, places=True)


@dataclass(slots=True)
class Run:
    """What is the same for all communes of a run. ``read`` reads earlier builds, which are of use
    unless ``force`` is given; ``out`` are the last serial numbers that people hold, None where
    nobody knows them; ``advance`` is told, of each lot that is done, what part of its commune it
    is. ``files`` are the contacts files that there are, also those that give no commune;
    ``beside`` are, in the end, the findings of no commune that was built."""

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
    asked: str = ""
    files: frozenset[str] = frozenset()
    beside: list[Diagnostic] = field(default_factory=list)
    _claims: Claims = field(init=False)
    _ledger: BuildRecorder = field(init=False)
    _at_work: _Commune | None = None

    def __post_init__(self) -> None:
        self._claims = Claims(self.read, read_index(self.output, self.read))
        self._ledger = BuildRecorder(self.output, self.read)
        self.asked = self.asked or asked_digest(self.setting, self.press)

    @property
    def whole(self) -> str:
        """The digest of all that a commune is made of beside its contacts; empty where nobody knows
        it. A village that is numbered on is no reason to make the others again."""
        if self.out is None:
            return ""
        return digest_of(self.asked, self.out) if self.out else self.asked

    def build(self, begun: Iterable[Begun], workers: Workers) -> Iterator[Built]:
        """Make what was planned, and account for each commune as soon as it is done, in the order
        of ``begun``. One lot that fails stops none of the others. Interrupted, it leaves a note of
        what was finished of the commune at work, which need not be made again."""
        try:
            yield from self._built(begun, workers)
        except BaseException:  # raised again, once that is noted
            self._note_finished()
            raise

    def _built(self, begun: Iterable[Begun], workers: Workers) -> Iterator[Built]:
        self._claims.files = self.files
        folders: list[tuple[str, Path]] = []
        last: Built | None = None
        for step, outcome in in_order(self._steps(begun), workers):
            if isinstance(step, _Lot):
                self._at_work = step.commune
                step.commune.take(step, outcome, self)
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

    def _steps(self, begun: Iterable[Begun]) -> Iterator[Step[_Lot | _Commune | Untouched]]:
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
            commune = _Commune(build)
            if found:
                build.stop(Fault.UNWRITTEN, found)
            else:
                commune.earlier = NO_RECORD if self.force else read_record(build.folder, self.read)
                for lot in build.plan.lots:
                    step = self._lot(commune, lot)
                    yield step, None if step.kept else lot
            yield commune, None

    def _lot(self, commune: _Commune, lot: Lot) -> _Lot:
        build = commune.build
        path = build.path_of(lot, self.setting.options)
        made = digest_of(self.asked, lot)
        kept = commune.earlier.lots.get(path.name)
        # What was found names lines, which may be others now.
        if kept is not None and kept.diagnostics and kept.placed != _placed(lot):
            kept = None
        if kept is not None:
            kept = kept.still(made, build.folder, self.read)
        return _Lot(commune, lot, path, made, kept)

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

    def _finish(self, commune: _Commune) -> Built:
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
        record = commune.record(built, self.whole, before)
        write_new(build.folder / RECORD_FILE, record.to_bytes(), self.read)
        return self._accounted(built)

    def _accounted(self, built: Built) -> Built:
        """Leave job.json beside the PDFs, last of all, and take them into the ledger."""
        refused = write_new(built.folder / JOB_FILE, self.account(built), self.read)
        return self._recorded(built, (*refused, *self._ledger.add(built.files)))

    def _note_finished(self) -> None:
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


@dataclass(slots=True)
class _Commune:
    """A commune's build and its records: the ``earlier`` one, and of ``lots`` for the next."""

    build: CommuneBuild
    earlier: Record = NO_RECORD
    lots: dict[str, KeptLot] = field(default_factory=dict)

    def take(self, step: _Lot, outcome: Outcome | None, run: Run) -> None:
        """Give what became of a lot its names, or account for what was there already."""
        build = self.build
        if outcome is None:
            assert step.kept is not None, "a lot is made or kept"
            self.lots[step.path.name] = step.kept
            build.keep(step.kept.file, step.kept.diagnostics)
            return
        file = build.take(step.path, outcome, verified=run.setting.options.verify)
        if file is not None and outcome.sheets is not None and not outcome.failed:
            lists = [list_path(build.folder, village) for village in file.villages]
            if all(village in build.lists for village in file.villages):
                digests = (hashlib.sha256(each).hexdigest() for each in outcome.sheets.lists)
                made = [(step.path, file.sha256), *zip(lists, digests, strict=True)]
                seals = sealed(build.folder, made)
                placed = _placed(step.lot) if outcome.diagnostics else ""
                self.lots[step.path.name] = KeptLot(
                    step.made, placed, file, seals, outcome.diagnostics
                )

    def so_far(self, name: str) -> Record:
        """The record of the lots that were taken, and of another build's that are still there."""
        others = {
            pdf: lot
            for pdf, lot in self.earlier.lots.items()
            if pdf not in self.lots and (self.build.folder / pdf).is_file()
        }
        return Record(others | self.lots, commune=name)

    def record(self, built: Built, asked: str, before: tuple[Diagnostic, ...]) -> Record:
        """The record for the next build, of the whole commune where nothing failed."""
        build = self.build
        record = self.so_far(built.commune)
        names = tuple(file.path.name for file in built.files)
        whole = built.fault is Fault.NONE and not build.partial and build.source != ("", "")
        if not whole or not set(names) <= self.lots.keys():
            return record
        papers = [(built.ticket, build.ticket_digest)] if built.ticket else []
        ticket = next(iter(sealed(build.folder, papers).items()), ("", None))
        return replace(
            record,
            asked=asked,
            names=names,
            source=build.source,
            launch=build.contacts.campaign.launch,
            day=built.day,
            ids=tuple(village.id for village in build.contacts.villages),
            ticket=ticket,
            before=before,
            after=tuple(build.papers),
        )


@dataclass(frozen=True, slots=True)
class _Lot:
    """A lot's place in the order. ``made`` is the digest of what it is made from; ``kept`` is what
    is there of it already."""

    commune: _Commune
    lot: Lot
    path: Path
    made: str
    kept: KeptLot | None


def _placed(lot: Lot) -> str:
    """The digest of a lot with the places of its texts."""
    return digest_of(lot, places=True)
