"""The order of the work: the short book first, then the file's objects, then its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from keychain.diagnostics import Diagnostic
from keychain.preflight.alike import find_few, largest
from keychain.preflight.checks.duplex import (
    check_duplex,
    check_fold,
)
from keychain.preflight.checks.fonts import (
    check_fonts,
)
from keychain.preflight.checks.positions import check_cells
from keychain.preflight.checks.serial_codes import check_serial_codes
from keychain.preflight.checks.serials import check_job_serials, check_serials, tag_serials
from keychain.preflight.checks.structure import UNREADABLE, check_structure, fits, unreadable
from keychain.preflight.expected import Expected
from keychain.preflight.page_looks import Unlike
from keychain.preflight.reading.objects import PdfObjects, read_job_text, read_objects, read_pages
from keychain.preflight.reading.pages import PageUnreadable, PdfPages, open_pages
from keychain.preflight.serials import read_serials
from keychain.preflight.sheets import NO_NUMBERS, Numbers, Sheets
from keychain.preflight.short import Short, right
from keychain.tags.job import Job, read_job


def read_pdf_job(data: bytes) -> Job | None:
    """The job that a PDF carries, or None where it carries none that can be read."""
    text = read_job_text(data)
    return None if text is None else read_job(text)


def check_readable(data: bytes) -> tuple[Diagnostic, ...]:
    """Why other programs cannot open the PDF ``data``; nothing where they can."""
    pdf = read_objects(data, 0)
    return () if isinstance(pdf, PdfObjects) else (unreadable(pdf),)


def check_pdf(data: bytes, expected: Expected) -> tuple[Diagnostic, ...]:
    """Everything in which the finished PDF ``data`` is not what was expected.

    All findings are errors. Those of a tag bear its village, page and position; what is alike on
    many sheets is told of the first. Raises nothing, whatever the bytes.
    """
    if right(data, expected, partial(_short_is_right, data)):
        return ()
    pdf = read_objects(data, len(expected.pages), largest(expected))
    if not isinstance(pdf, PdfObjects):
        return (unreadable(pdf),)
    findings = [*check_structure(pdf, expected), *check_fonts(pdf, expected)]
    if pdf.count == len(expected.pages) > 0:
        findings += [*check_cells(expected), *check_duplex(expected), *check_fold(expected)]
        try:
            with open_pages(data) as pages:
                numbers = Numbers(read_serials(pdf, expected), tag_serials(expected))
                findings += check_serials(expected, *numbers)
                findings += check_job_serials(pdf, expected, numbers.wanted)
                findings += check_serial_codes(expected, pages, numbers.wanted)
                if not _few_are_right(pdf, expected, pages, numbers):
                    findings += Sheets(pdf, expected, expected, pages, numbers=numbers).check()
        except PageUnreadable:
            findings.append(UNREADABLE())
    return tuple(dict.fromkeys(findings))


def _short_is_right(data: bytes, short: Short) -> bool:
    """Whether nothing is wrong in the short book."""
    expected = short.expected
    pdf = read_pages(short.pdf, short.indexes, largest(expected), short.fonts)
    pdf = replace(pdf, count=len(short.indexes))
    if any(check_structure(pdf, expected)) or any(check_fonts(pdf, expected)):
        return False
    if any(check_cells(expected)) or any(check_duplex(expected)) or any(check_fold(expected)):
        return False
    try:
        with open_pages(data) as whole:
            pages = whole.only(short.indexes)
            numbers = Numbers(read_serials(pdf, expected), short.serials)
            return not any(_check_numbers(pdf, short, numbers, pages)) and (
                _few_are_right(pdf, expected, pages, numbers)
                or not any(Sheets(pdf, expected, expected, pages, numbers=numbers).check())
            )
    except PageUnreadable:
        return False


def _check_numbers(
    pdf: PdfObjects, short: Short, numbers: Numbers, pages: PdfPages
) -> Iterator[Diagnostic]:
    """What is wrong with the serial numbers of a short book, whose twins say theirs."""
    yield from check_serials(short.expected, *numbers)
    yield from check_job_serials(pdf, short.whole, short.all_serials)
    yield from check_serial_codes(short.expected, pages, numbers.wanted)


def _few_are_right(
    pdf: PdfObjects, expected: Expected, pages: PdfPages, numbers: Numbers = NO_NUMBERS
) -> bool:
    """Whether nothing is wrong, told from a few cells that all others look like.

    Where it cannot be told, or something is wrong, every cell is read for the findings.
    """
    if not all(map(fits, pdf.pages, expected.pages)):
        return False
    few = find_few(pdf, expected, numbers.shown)
    if few is None:
        return False
    try:
        return not any(Sheets(pdf, expected, few.expected, pages, few, numbers).check())
    except Unlike:
        return False
