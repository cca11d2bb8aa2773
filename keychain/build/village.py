"""A lot as finished bytes: its PDF, read back and found right, and its villages' lists.

Values in, values out, so that any process can do it, here or on another machine; whoever asked
gives the bytes their names.
"""

from __future__ import annotations

from collections.abc import Sequence

from keychain.build.book import Made, make_book
from keychain.build.fault import Fault
from keychain.build.lists import make_lists
from keychain.build.lots import Lot
from keychain.build.options import Options
from keychain.diagnostics import Diagnostic, Severity, has_errors
from keychain.layout.measure import Measure
from keychain.layout.spec import LayoutSpec
from keychain.pdf import write_pdf
from keychain.tags.job import Job, read_job
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Sheets:
    """A finished PDF and what is to be told of it. ``sheets`` are sheets of paper; ``marks`` and
    ``lists``, the bytes of a hand-out list each, are in the order of the job's villages. What is
    handed out to nobody, as posters are, has no lists."""

    pdf: bytes
    job: Job
    sheets: int
    pages: int
    marks: tuple[str, ...]
    lists: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a lot: its sheets, or why there are none; ``failed`` are the ids of villages
    that are on none."""

    sheets: Sheets | None
    failed: tuple[str, ...]
    fault: Fault
    diagnostics: tuple[Diagnostic, ...]


def make_lot(lot: Lot, layout: LayoutSpec, options: Options, measure: Measure) -> Outcome:
    """The PDF of ``lot`` and the lists that go with it.

    A village that cannot be laid out is left out of the file, with its error. There is no PDF that
    is not what was expected; where only some of its villages are at fault, the others are made
    anew without them.
    """
    made, findings = make_book(
        lot.orders, layout, options.faces, options.sheets, measure, options.start
    )
    ids = tuple(order.roster.village.id for order in lot.orders)
    if made is None:
        return Outcome(None, ids, Fault.REFUSED, findings)
    done = tuple(village.id for village in made.villages)
    missing = tuple(each for each in ids if each not in done)

    data = write_pdf(made.book, made.day)
    if options.verify:
        checked = about(done, _check(data, made, layout, options))
        findings += checked
        if has_errors(checked):
            rest = _without_faulty(lot, checked)
            if rest is None:
                return Outcome(None, ids, Fault.UNVERIFIED, findings)
            return _and_then(findings, ids, make_lot(rest, layout, options, measure))
    sheets = _sheets(data, made, lot, layout, measure)
    fault = Fault.REFUSED if missing else Fault.NONE
    return Outcome(sheets, missing, fault, findings)


def _sheets(data: bytes, made: Made, lot: Lot, layout: LayoutSpec, measure: Measure) -> Sheets:
    job = read_job(made.book.job)
    assert job is not None, "what was just written can be read"
    marks = tuple(content.mark for content in made.contents)
    lists = () if layout.sheet.whole else make_lists(lot.orders, job, marks, measure)
    return Sheets(data, job, made.sheets, len(made.book.pages), marks, lists)


def _check(data: bytes, made: Made, layout: LayoutSpec, options: Options) -> tuple[Diagnostic, ...]:
    """All that is wrong with a PDF: what it says, how it would print, whether its codes scan."""
    # Loaded only where something is verified.
    from keychain.build.expectation import expect
    from keychain.preflight import check_pdf
    from keychain.preflight.print_check import check_print
    from keychain.preflight.scanning import check_scans, scan_codes
    from keychain.preflight.scanning.conditions import OFFICE_PRINTER

    expected = expect(made.book, made.contents, options.faces, layout, made.villages)
    scans = scan_codes(data, expected, printers=OFFICE_PRINTER)
    return (*check_pdf(data, expected), *check_print(data, expected), *check_scans(scans))


def _without_faulty(lot: Lot, checked: Sequence[Diagnostic]) -> Lot | None:
    """The lot without the villages that errors are about; None where that leaves nobody, or where
    an error is about the file."""
    faulty = {each.village for each in checked if each.severity is Severity.ERROR}
    rest = tuple(order for order in lot.orders if order.roster.village.id not in faulty)
    return Lot(rest) if rest and None not in faulty else None


def _and_then(findings: tuple[Diagnostic, ...], ids: tuple[str, ...], rest: Outcome) -> Outcome:
    """The outcome for villages ``ids`` of which only the ``rest`` was made."""
    done = [village.id for village in rest.sheets.job.villages] if rest.sheets else []
    return Outcome(
        rest.sheets,
        tuple(village for village in ids if village not in done),
        max(Fault.UNVERIFIED, rest.fault),
        tuple(dict.fromkeys(findings + rest.diagnostics)),
    )


def about(villages: Sequence[str], findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """``findings`` about a file, said of its village where it holds only one."""
    village = villages[0] if len(villages) == 1 else None
    return tuple(each.about(village=village) for each in findings)
