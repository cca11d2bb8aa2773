"""Finished PDFs into the ledger: what was built, and what was printed and handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from keychain.build.fault import Fault
from keychain.build.numbering import Out
from keychain.build.output import BuiltFile
from keychain.build.sources import Read, unreadable, whole_file
from keychain.contacts.model import Commune, Contacts
from keychain.diagnostics import Diagnostic, error, has_errors, warning
from keychain.ledger import (
    BuiltJob,
    BuiltVillage,
    Handout,
    Issue,
    Ledger,
    LedgerRefused,
    using_ledger,
)
from keychain.ledger.model import Replaces
from keychain.tags.fingerprint import fingerprint_of
from keychain.tags.job import Job
from keychain.tags.shown import read_shown
from keychain.values import dataclass

JOB_WITHOUT_CONTENT = error(
    "job-without-content", "without knowing what tags say nobody knows when they are stale"
)

ALREADY_RECORDED = warning(
    "already-recorded", "tags that are counted twice hide that people have too few"
)
NUMBERED_ALREADY_RECORDED = warning(
    "numbered-already-recorded", "printed again, every number on the tags would be there twice"
)

LEDGER_FILE = "ledger.sqlite3"

TOGETHER = 200
"""PDFs that are taken into the ledger at a time: a transaction waits for the disk."""


@dataclass(frozen=True, slots=True)
class HandoutRequest:
    """What ``record`` is asked: the villages meant (none means all of a job), the day (None means
    the job's own), how many tags in each (None means all that are on the sheets), and what becomes
    of the tags that people had."""

    villages: tuple[str, ...] = ()
    day: date | None = None
    count: int | None = None
    replaces: Replaces = "all"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of recording. ``handouts`` were taken in."""

    jobs: tuple[BuiltJob, ...]
    handouts: tuple[Handout, ...]
    diagnostics: tuple[Diagnostic, ...]
    fault: Fault


def ledger_path(output: Path) -> Path:
    """Where the ledger of an output folder is."""
    return output / LEDGER_FILE


def built_job(sha256: str, job: Job) -> BuiltJob | None:
    """The ledger's entry of a finished PDF; None where it does not say what its tags show."""
    villages = tuple(
        BuiltVillage(
            each.id,
            each.name,
            each.fingerprint,
            each.shown,
            each.needed,
            each.tags,
            each.series,
            each.first,
        )
        for each in job.villages
    )
    if not all(_is_content(each) for each in villages):
        return None
    return BuiltJob(
        sha256,
        job.commune,
        job.province,
        job.day,
        job.layout,
        job.press,
        job.program,
        villages,
    )


def _is_content(village: BuiltVillage) -> bool:
    return (
        fingerprint_of(village.shown) == village.fingerprint
        and read_shown(village.shown) is not None
    )


@dataclass(slots=True)
class BuildRecorder:
    """Takes finished PDFs into the ledger of an output folder, some at a time. A file that an
    earlier build made and the ledger does not know is read for its job."""

    output: Path
    read: Read
    _known: set[str] | None = None
    _waiting: list[BuiltJob] = field(default_factory=list)
    _refused: bool = False

    def add(self, files: Iterable[BuiltFile]) -> tuple[Diagnostic, ...]:
        """Take ``files`` in, perhaps not yet; the finding where the ledger refuses, once."""
        for file in files:
            if self._known is None:
                found = self._look()
                if found:
                    return found
            if self._refused or self._known is None or file.sha256 in self._known:
                continue
            self._known.add(file.sha256)
            if file.job is None:
                job, _ = read_built(file.path, self.read)
            else:
                job = built_job(file.sha256, file.job)
            self._waiting += [job] if job else []
        return self.flush() if len(self._waiting) >= TOGETHER else ()

    def flush(self) -> tuple[Diagnostic, ...]:
        """Write what waits; the finding where the ledger refuses."""
        jobs, self._waiting = self._waiting, []
        if not jobs or self._refused:
            return ()
        return self._refusal(lambda ledger: ledger.add_builds(jobs))

    def _look(self) -> tuple[Diagnostic, ...]:
        self._known = set()
        if not ledger_path(self.output).exists():
            return ()
        known = self._known
        return self._refusal(lambda ledger: known.update(ledger.digests()))

    def _refusal(self, work: Callable[[Ledger], None]) -> tuple[Diagnostic, ...]:
        path = ledger_path(self.output)
        try:
            with using_ledger(path) as ledger:
                work(ledger)
        except LedgerRefused as refused:
            self._refused = True
            return (refused.finding,)
        except OSError as problem:
            self._refused = True
            return (unreadable(path, problem),)
        return ()


def record_handouts(
    output: Path, paths: Iterable[Path], read: Read, request: HandoutRequest
) -> Recorded:
    """Record that the PDFs at ``paths`` were printed and handed out, all of them or none.

    What has no tags, posters, directories and papers, is told and counts for nothing; that alone is
    refused.
    """
    jobs: list[BuiltJob] = []
    found: list[Diagnostic] = []
    for path in paths:
        job, findings = read_built(path, read)
        found += findings
        jobs += [job] if job else []
    handouts = tuple(_handouts(jobs, request))
    if has_errors(found) or not jobs:
        return Recorded(tuple(jobs), (), tuple(found), Fault.REFUSED)
    try:
        with using_ledger(ledger_path(output)) as ledger:
            if request.count is None and request.replaces == "all":
                handouts, known = _not_yet(handouts, ledger.handouts(), jobs, output)
                found += known
            ledger.hand_out(jobs, handouts)
    except LedgerRefused as refused:
        return Recorded(tuple(jobs), (), (refused.finding,), Fault.UNWRITTEN)
    return Recorded(tuple(jobs), handouts, tuple(found), Fault.NONE)


def _not_yet(
    handouts: Iterable[Handout],
    earlier: Iterable[Handout],
    jobs: Iterable[BuiltJob],
    output: Path,
) -> tuple[tuple[Handout, ...], list[Diagnostic]]:
    """Those that are not in the ledger already, and a warning for each that is: a command given
    twice must not count twice."""
    days = {(each.job, each.village): each.day for each in earlier}
    place = whole_file(ledger_path(output))
    numbered = {(job.sha256, each.id) for job in jobs for each in job.villages if each.series}
    found = []
    for each in handouts:
        key = (each.job, each.village)
        if key in days:
            rule = NUMBERED_ALREADY_RECORDED if key in numbered else ALREADY_RECORDED
            found.append(rule(place, day=days[key].isoformat()).about(village=each.village))
    return tuple(each for each in handouts if (each.job, each.village) not in days), found


def read_built(path: Path, read: Read) -> tuple[BuiltJob | None, tuple[Diagnostic, ...]]:
    """The ledger's entry of the PDF at ``path``, or why not: a note where it has no tags."""
    # With all that reads PDFs, for few commands.
    from keychain.build.reread import PAPER_WITHOUT_TAGS, PDF_WITHOUT_JOB
    from keychain.preflight import check_readable, read_pdf_job
    from keychain.preflight.reading.objects import says_paper

    try:
        data = read(path)
    except OSError as problem:
        return None, (unreadable(path, problem),)
    place = whole_file(path)
    job = read_pdf_job(data)
    if job.form == "poster" if job else says_paper(data):
        return None, (PAPER_WITHOUT_TAGS(place),)
    if job is None:
        found = check_readable(data) or (PDF_WITHOUT_JOB(),)
        return None, tuple(replace(each, place=place) for each in found)
    built = built_job(hashlib.sha256(data).hexdigest(), job)
    return built, () if built else (JOB_WITHOUT_CONTENT(place),)


def _handouts(jobs: Iterable[BuiltJob], request: HandoutRequest) -> Iterable[Handout]:
    for job in jobs:
        for village in job.villages:
            if request.villages and village.id not in request.villages:
                continue
            count = village.tags if request.count is None else request.count
            yield Handout(job.sha256, village.id, request.day or job.day, count, request.replaces)


def issues_of(
    output: Path, communes: Collection[Contacts]
) -> tuple[dict[str, dict[str, tuple[Issue, ...]]], tuple[Diagnostic, ...]]:
    """The hand-outs of each commune by its contacts file, then by village; none without a ledger.
    The finding where the ledger refuses."""
    path = ledger_path(output)
    if not path.exists():
        return {contacts.file: {} for contacts in communes}, ()
    try:
        with using_ledger(path) as ledger:
            return {each.file: _issues(ledger, each.commune) for each in communes}, ()
    except LedgerRefused as refused:
        return {contacts.file: {} for contacts in communes}, (refused.finding,)


def _issues(ledger: Ledger, commune: Commune) -> dict[str, tuple[Issue, ...]]:
    district = commune.district.value if commune.district else None
    return ledger.issues(commune.name.value, commune.province.value, district)


def numbers_out(output: Path) -> tuple[Out | None, tuple[Diagnostic, ...]]:
    """The last serial numbers that people hold, by the ledger of an output folder; None where it
    refuses, and why."""
    path = ledger_path(output)
    if not path.exists():
        return {}, ()
    try:
        with using_ledger(path) as ledger:
            return ledger.last_numbers(), ()
    except LedgerRefused as refused:
        return None, (refused.finding,)
    except OSError as problem:
        return None, (unreadable(path, problem),)


def rebuild_ledger(output: Path, folder: Path, read: Read) -> Recorded:
    """The ledger anew from the finished PDFs anywhere in ``folder``, each taken as printed and
    handed out whole, on its own day, in place of what was there.

    Raises FileExistsError where there is a ledger already: it must be moved away first.
    """
    from keychain.build.reread import PAPER_WITHOUT_TAGS, PDF_WITHOUT_JOB

    path = ledger_path(output)
    if path.exists():
        raise FileExistsError(None, "a ledger is there already", str(path))
    jobs: list[BuiltJob] = []
    found: list[Diagnostic] = []
    for pdf in sorted(folder.rglob("*.pdf")):
        job, findings = read_built(pdf, read)
        if job:
            jobs.append(job)
        elif any(each.rule not in (PAPER_WITHOUT_TAGS, PDF_WITHOUT_JOB) for each in findings):
            found += findings  # what has no tags, or is another program's, is no fault
    jobs = list({job.sha256: job for job in jobs}.values())
    jobs.sort(key=lambda job: (job.day, job.commune, job.villages[0].id, job.sha256))
    handouts = tuple(_handouts(jobs, HandoutRequest()))
    try:
        with using_ledger(path) as ledger:
            ledger.hand_out(jobs, handouts)
    except LedgerRefused as refused:
        return Recorded(tuple(jobs), (), (refused.finding,), Fault.UNWRITTEN)
    return Recorded(tuple(jobs), handouts, tuple(found), Fault.NONE)
