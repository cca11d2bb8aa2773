"""A finished PDF, compared with what the directory would have in it today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from keychain.build.book import Made, make_book
from keychain.build.expectation import expect
from keychain.build.fault import Fault, worst
from keychain.build.inspection import USUAL, Inspection, Look, inspect_pdf
from keychain.build.layouts import Layouts
from keychain.build.lots import Order
from keychain.build.sources import Directory, Read, unreadable, whole_file
from keychain.contacts.codes import village_codes
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose
from keychain.diagnostics import Diagnostic, Severity, error, has_errors, note
from keychain.directory.duty import only_desks
from keychain.layout.measure import Measure
from keychain.preflight import check_pdf, check_readable, read_pdf_job
from keychain.preflight.expected import Expected
from keychain.preflight.reading.objects import says_paper
from keychain.tags.job import Job
from keychain.text import nfc
from keychain.values import dataclass

PDF_WITHOUT_JOB = error("pdf-without-job", "a PDF says itself what it was made for")
JOB_COMMUNE_UNKNOWN = error("job-commune-unknown", "there is nothing to compare the PDF with")
JOB_NOT_COMPARED = error(
    "job-not-compared", "of contacts that have errors nobody knows what a PDF should hold"
)
JOB_VILLAGE_GONE = error("job-village-gone", "tags of a village that is gone must not be printed")
JOB_VILLAGE_UNUSABLE = error(
    "job-village-unusable", "numbers that the directory no longer gives cannot be right"
)
JOB_LAYOUT_GONE = error("job-layout-gone", "the layout says where each number and code stands")
JOB_PRESS_GONE = error("job-press-gone", "the press says where tags stand on a sheet")
PAPER_WITHOUT_TAGS = note(
    "paper-without-tags", "what has no tags is handed out to no household, and counts for none"
)
SERIES_CHANGED = error(
    "serial-series-changed", "a lost key would be looked for in the village that has this code now"
)
CONTENTS_CHANGED = error("contents-changed", "a PDF made before the change holds the old numbers")


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of comparing one PDF. ``villages`` are the ids that its job names; ``paper``
    says that it is a ticket, list or proof, in which there is nothing to compare; ``inspection`` is
    what was looked at beyond that, None where the file could not be opened or not be compared."""

    path: Path
    villages: tuple[str, ...]
    fault: Fault
    diagnostics: tuple[Diagnostic, ...]
    paper: bool = False
    inspection: Inspection | None = None

    @property
    def verified(self) -> bool:
        """Whether the PDF is what the directory and its own job say."""
        return self.fault is Fault.NONE and not self.paper

    @property
    def compared(self) -> bool:
        """Whether there was a directory to compare with that has no errors there; without one
        nobody knows what the PDF is."""
        return self.fault is not Fault.REFUSED


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found in a PDF, and what it was compared with: None where that could not be made."""

    diagnostics: tuple[Diagnostic, ...]
    made: Made | None = None
    expected: Expected | None = None


def reread_pdf(
    path: Path,
    read: Read,
    directory: Directory,
    layouts: Layouts,
    measure: Measure,
    look: Look = USUAL,
) -> Reread:
    """Compare the PDF at ``path`` with ``directory``; its findings name the file.

    The day, the layout, the press, the faces, the number of tags and how they are arranged are the
    PDF's own; officers and numbers are the directory's. Beyond that, whatever PDF it is, it is
    looked at as a print shop, a printer and a telephone do, as closely as ``look`` says; but one
    that the directory's own errors keep from being compared waits for these to be mended.
    """
    villages: tuple[str, ...] = ()
    inspection: Inspection | None = None
    try:
        data = read(path)
    except OSError as problem:
        found: tuple[Diagnostic, ...] = (unreadable(path, problem),)
    else:
        job = read_pdf_job(data)
        if job is None and says_paper(data):
            return Reread(path, (), Fault.NONE, (PAPER_WITHOUT_TAGS(whole_file(path)),), paper=True)
        expected = None
        if job is None:
            found = check_readable(data)
            readable = not found
            found = found or (PDF_WITHOUT_JOB(),)
        else:
            villages = tuple(village.id for village in job.villages)
            compared = _compare(data, job, directory, layouts, measure)
            found, expected = compared.diagnostics, compared.expected
            readable = not any(each.rule is JOB_NOT_COMPARED for each in found)
        if readable:
            inspection, more = inspect_pdf(data, expected, directory.communes, look, found)
            found += more
    fault = worst(map(fault_of, found))
    only = villages[0] if len(villages) == 1 else None
    place = whole_file(path)
    located = tuple(replace(each, place=each.place or place).about(village=only) for each in found)
    return Reread(path, villages, fault, located, inspection=inspection)


def fault_of(finding: Diagnostic) -> Fault:
    """What a finding about a PDF makes of it: nothing is known against one that waits for the
    contacts."""
    if finding.severity is not Severity.ERROR:
        return Fault.NONE
    return Fault.REFUSED if finding.rule is JOB_NOT_COMPARED else Fault.UNVERIFIED


def _compare(
    data: bytes, job: Job, directory: Directory, layouts: Layouts, measure: Measure
) -> Compared:
    contacts = _commune_of(job, directory.communes)
    if contacts is not None:
        return compare_pdf(data, job, contacts, layouts, measure)
    if directory.unread:
        return Compared((JOB_NOT_COMPARED(files=directory.unread),))
    return Compared((JOB_COMMUNE_UNKNOWN(commune=job.commune, province=job.province),))


def compare_pdf(
    data: bytes, job: Job, contacts: Contacts, layouts: Layouts, measure: Measure
) -> Compared:
    """The PDF ``data``, made for ``job``, compared with what its commune would have in it."""
    orders, found = _orders(job, contacts)
    press, findings = layouts.press(job.press)
    if press is None:
        return Compared((*found, *findings, JOB_PRESS_GONE(press=job.press)))
    layout, findings = layouts.get(job.layout, job.press, job.labels)
    if layout is None:
        return Compared((*found, *findings, JOB_LAYOUT_GONE(layout=job.layout)))
    if has_errors(found):
        return Compared(found)
    made, findings = make_book(orders, layout, job.faces, job.sheets, measure, job.start)
    found += layouts.located(findings)
    if made is None or len(made.villages) < len(orders):
        return Compared(found)
    for then, now in zip(job.villages, made.villages, strict=True):
        if then.series != now.series:
            series = SERIES_CHANGED(name=now.name, then=then.series, now=now.series or "—")
            found += (series.about(village=now.id),)
        if then.fingerprint != now.fingerprint:
            found += (CONTENTS_CHANGED(name=now.name).about(village=now.id),)
    expected = expect(made.book, made.contents, job.faces, layout, made.villages)
    return Compared(found + check_pdf(data, expected), made, expected)


def _commune_of(job: Job, communes: Sequence[Contacts]) -> Contacts | None:
    named = (nfc(job.commune), nfc(job.province))
    for contacts in communes:
        commune = contacts.commune
        if (commune.name.value, commune.province.value) == named:
            return contacts
    return None


def _orders(job: Job, contacts: Contacts) -> tuple[tuple[Order, ...], tuple[Diagnostic, ...]]:
    """The job's villages as the directory has them on the job's day, in the job's order."""
    rosters, findings = choose(contacts, job.day)
    chosen = {roster.village.id: roster for roster in rosters}
    codes = village_codes(contacts.villages)
    there = {village.id for village in contacts.villages}
    orders: list[Order] = []
    named = {village.id for village in job.villages}
    found = [f for f in findings if f.village in named and f.severity is Severity.ERROR]
    for village in job.villages:
        roster = chosen.get(village.id)
        if roster and job.only == "duty":
            roster = only_desks(roster)
        if roster:
            # Numbered are the tags of this PDF, whatever the campaign says today.
            roster = replace(roster, code=codes[village.id] if village.series else "")
            orders.append(Order(roster, village.needed, job.only, village.first or 1))
        elif village.id in contacts.refused:
            refused = JOB_NOT_COMPARED(files=(contacts.file,))
            found.append(refused.about(village=village.id))
        elif village.id in there:
            rule = JOB_VILLAGE_UNUSABLE(name=village.name, day=job.day.isoformat())
            found.append(rule.about(village=village.id))
        else:
            gone = JOB_VILLAGE_GONE(name=village.name, id=village.id)
            found.append(gone.about(village=village.id))
    return tuple(orders), tuple(found)
