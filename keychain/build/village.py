"""A lot as a PDF: written, read back, and only then given its final name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from keychain.build.book import Made, make_book
from keychain.build.expectation import expect
from keychain.build.fault import Fault
from keychain.build.lots import Lot
from keychain.build.options import Options
from keychain.build.output import BuiltFile, write_output
from keychain.diagnostics import Diagnostic, Severity, has_errors
from keychain.layout.measure import Measure
from keychain.layout.spec import LayoutSpec
from keychain.pdf import write_pdf
from keychain.preflight import check_pdf
from keychain.preflight.expected import Expected
from keychain.preflight.print_check import check_print
from keychain.preflight.scanning import check_scans, scan_codes
from keychain.preflight.scanning.conditions import OFFICE_PRINTER
from keychain.tags.job import read_job


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a lot: its file and what was ``made`` for it, or why there is none; ``failed``
    are the ids of villages that are in no file."""

    file: BuiltFile | None
    failed: tuple[str, ...]
    fault: Fault
    diagnostics: tuple[Diagnostic, ...]
    made: Made | None = None


def build_lot(
    lot: Lot, layout: LayoutSpec, options: Options, path: Path, measure: Measure
) -> Outcome:
    """Make the PDF of ``lot`` at ``path``.

    A village that cannot be laid out is left out of the file, with its error. A PDF that is not
    what was expected gets no final name, and what stood there before stays; where only some of its
    villages are at fault, the others are made anew without them.
    """
    made, findings = make_book(
        lot.orders, layout, options.faces, options.sheets, measure, options.start
    )
    ids = tuple(order.roster.village.id for order in lot.orders)
    if made is None:
        return Outcome(None, ids, Fault.REFUSED, findings)
    done = tuple(village.id for village in made.villages)
    missing = tuple(each for each in ids if each not in done)
    fault = Fault.REFUSED if missing else Fault.NONE

    data = write_pdf(made.book, made.day)
    if options.verify:
        expected = expect(made.book, made.contents, options.faces, layout)
        checked = about(done, _check(data, expected))
        findings += checked
        if has_errors(checked):
            rest = _without_faulty(lot, checked)
            if rest is None:
                return Outcome(None, ids, Fault.UNVERIFIED, findings)
            return _and_then(findings, ids, build_lot(rest, layout, options, path, measure))
    refused = about(done, write_output(path, data))
    if refused:
        return Outcome(None, ids, Fault.UNWRITTEN, findings + refused)
    file = BuiltFile(
        commune=lot.orders[0].roster.commune.name.value,
        villages=done,
        names=tuple(village.name for village in made.villages),
        path=path,
        needed=sum(village.needed for village in made.villages),
        tags=sum(village.tags for village in made.villages),
        sheets=made.sheets,
        pages=len(made.book.pages),
        sha256=hashlib.sha256(data).hexdigest(),
        verified=options.verify,
        shares=tuple(village.tags for village in made.villages),
        job=read_job(made.book.job),
    )
    return Outcome(file, missing, fault, findings, made)


def _check(data: bytes, expected: Expected) -> tuple[Diagnostic, ...]:
    """All that is wrong with a PDF: what it says, how it would print, whether its codes scan."""
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
    done = rest.file.villages if rest.file else ()
    return Outcome(
        rest.file,
        tuple(village for village in ids if village not in done),
        max(Fault.UNVERIFIED, rest.fault),
        tuple(dict.fromkeys(findings + rest.diagnostics)),
        rest.made,
    )


def about(villages: tuple[str, ...], findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """``findings`` about a file, said of its village where it holds only one."""
    village = villages[0] if len(villages) == 1 else None
    return tuple(each.about(village=village) for each in findings)
