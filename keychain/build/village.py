"""A lot as a PDF: written, read back, and only then given its final name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from keychain.build.book import make_book
from keychain.build.expectation import expect
from keychain.build.fault import Fault
from keychain.build.lots import Lot
from keychain.build.options import Options
from keychain.build.output import BuiltFile, write_output
from keychain.diagnostics import Diagnostic, has_errors
from keychain.layout.measure import Measure
from keychain.layout.spec import LayoutSpec
from keychain.pdf import write_pdf
from keychain.preflight import check_pdf


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a lot: its file, or why there is none; ``failed`` are the ids of villages
    that are in no file."""

    file: BuiltFile | None
    failed: tuple[str, ...]
    fault: Fault
    diagnostics: tuple[Diagnostic, ...]


def build_lot(
    lot: Lot, layout: LayoutSpec, options: Options, path: Path, measure: Measure
) -> Outcome:
    """Make the PDF of ``lot`` at ``path``.

    A village that cannot be laid out is left out of the file, with its error; a PDF that is not
    what was expected gets no final name, and what stood there before stays.
    """
    made, findings = make_book(lot.orders, layout, options.faces, options.sheets, measure)
    ids = tuple(order.roster.village.id for order in lot.orders)
    if made is None:
        return Outcome(None, ids, Fault.REFUSED, findings)
    done = tuple(village.id for village in made.villages)
    missing = tuple(each for each in ids if each not in done)
    fault = Fault.REFUSED if missing else Fault.NONE

    data = write_pdf(made.book, made.day)
    if options.verify:
        expected = expect(made.book, made.contents, options.faces)
        checked = about(done, check_pdf(data, expected))
        findings += checked
        if has_errors(checked):
            return Outcome(None, ids, Fault.UNVERIFIED, findings)
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
    )
    return Outcome(file, missing, fault, findings)


def about(villages: tuple[str, ...], findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """``findings`` about a file, said of its village where it holds only one."""
    village = villages[0] if len(villages) == 1 else None
    return tuple(each.about(village=village) for each in findings)
