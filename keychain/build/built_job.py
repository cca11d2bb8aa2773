"""A finished PDF as the ledger knows it: by the job that it tells of itself."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from keychain.build.sources import Read, unreadable, whole_file
from keychain.diagnostics import Diagnostic, error
from keychain.ledger import BuiltJob, BuiltVillage
from keychain.tags.fingerprint import fingerprint_of
from keychain.tags.job import Job
from keychain.tags.shown import read_shown

JOB_WITHOUT_CONTENT = error(
    "job-without-content", "without knowing what tags say nobody knows when they are stale"
)


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
