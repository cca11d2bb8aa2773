"""What was printed and handed out, taken into the ledger: recorded by a person, or read anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from keychain.build.built_job import read_built
from keychain.build.fault import Fault
from keychain.build.held import ledger_path
from keychain.build.sources import Read, whole_file
from keychain.diagnostics import Diagnostic, has_errors, warning
from keychain.ledger import BuiltJob, Handout, LedgerRefused, using_ledger
from keychain.ledger.model import Replaces
from keychain.values import dataclass

ALREADY_RECORDED = warning(
    "already-recorded", "tags that are counted twice hide that people have too few"
)
NUMBERED_ALREADY_RECORDED = warning(
    "numbered-already-recorded", "printed again, every number on the tags would be there twice"
)


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


def _handouts(jobs: Iterable[BuiltJob], request: HandoutRequest) -> Iterable[Handout]:
    for job in jobs:
        for village in job.villages:
            if request.villages and village.id not in request.villages:
                continue
            count = village.tags if request.count is None else request.count
            yield Handout(job.sha256, village.id, request.day or job.day, count, request.replaces)


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
